"""Columns of a table that hold remarks on its values: rows that a remark withdraws are left out, the others shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from osteotwin.importing.found import Gathered, Place, counted
from osteotwin.importing.remarks import is_ordinary, why_not
from osteotwin.importing.row_cells import part_in, why_of_cell, why_of_remark
from osteotwin.importing.section_rows import heading_in, why_beneath
from osteotwin.importing.table_people import is_of_person
from osteotwin.importing.tables import Table, is_day
from osteotwin.inputs.names import folded
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_REMARK: Final = (
    r"(?:comments?|remarks?|notes?|flags?|annotations?|caveats?|(?:result |test )?status|interpretation|abnormal|"
    r"validity|quality|bemerkung(?:en)?|kommentare?|hinweise?|anmerkung(?:en)?|notiz(?:en)?|befundtext|"
    r"commentaires?|remarques?|comentarios?|observaciones|notas?|opmerking(?:en)?|osservazioni|commenti)"
)
_HEAD: Final = later(rf"(?P<of>.*?)\W*\b{_REMARK}(?:\s+(?:code|text|s))?\W*", re.IGNORECASE)
#: Columns that say by yes or no whether a row counts.
_VOID: Final = later(
    r"(?:is )?(?:deleted|invalid|excluded|cancell?ed|void|goal|target|planned|"
    r"predicted|estimated|simulated|error|erroneous|wrong|gelöscht|ungültig)"
)
_COUNTS: Final = later(
    r"(?:is )?(?:valid|measured|eaten|consumed|logged|included?|active|approved|verified|accepted|usable|gültig|aktiv)"
)
_YES: Final = ("yes", "y", "true", "1", "x", "ja", "j", "oui", "si")
_NO: Final = ("no", "n", "false", "0", "nein", "non")
#: Columns of limits, of people who were there, and of places, whose words are no remark on a result.
_NO_REMARK: Final = later(
    r"\b(?:ref\w*|range|normal|norm\w*|limits?|low|high|lower|upper|min|max|interval|goal|target|lab\w*|clinic|hospital|"
    r"doctor|physician|provider|ordered|ordering|facility|address|phone|loinc|code|id|accession|panel|time)\b"
)
_SIGN_ALONE: Final = later(r"\s*[<>≤≥]=?\s*")
_LIMIT: Final = later(r"\s*[<>≤≥]")
_DEVICE: Final = later(r"\b(?:device|scanner|manufacturer|machine|method|assay|levels?|roi)\b", re.IGNORECASE)
#: Words without a number.
_WORDS: Final = later(r"[^\d]*[^\W\d_]{3}[^\d]*")
_MOST_REMARKS: Final = 200
_SHOWN: Final = 100
#: Cells of a column that is not read, of which each may say something else of its row.
_MOST_CELLS: Final = 4
_WORD: Final = later(r"[^\W\d_]{2}")


def is_remark(head: str) -> bool:
    """Tell whether a column holds remarks.

    Examples
    --------
    >>> is_remark("Lab comment"), is_remark("Bemerkung"), is_remark("Test")
    (True, True, False)
    """
    return _HEAD.fullmatch(_spaced(head)) is not None


class RowRemarks:
    """The remarks of a table while its rows are read.

    Parameters
    ----------
    table : Table
    gathered : Gathered
        Told of the rows that are left out, and in the end of the remarks that are not taken.
    read : collection of int or None
        Columns of which the table itself makes use. What stands in any other may withdraw a row, and is not shown.
    means : callable
        Returns what the name of a column means, or an empty text.
    """

    def __init__(
        self, table: Table, gathered: Gathered, read: Collection[int | None], means: Callable[[str], str]
    ) -> None:
        self._table, self._gathered, self._means = table, gathered, means
        self._of_row: list[int] = []
        self._of_value: dict[int, list[int]] = {}
        for at, head in enumerate(table.columns):
            match = _HEAD.fullmatch(_spaced(head))
            if match is None or at in read:
                continue
            what = means(match["of"]) if match["of"].strip() else ""
            own = [n for n, one in enumerate(table.columns) if what and n != at and means(one) == what]
            if own:
                self._of_value[at] = own
            else:
                self._of_row.append(at)
        every = range(len(table.columns))
        people = [at for at in every if is_of_person(table.columns[at])]
        others = [at for at in every if at not in (*read, *people, *self._of_row, *self._of_value)]
        folds = {at: _spaced(table.columns[at]) for at in others}
        self._silent = [
            at for at in others if not _NO_REMARK.search(folds[at]) and not means(table.columns[at])
        ]
        self._void = [at for at in others if _VOID.fullmatch(table.columns[at].casefold().strip())]
        self._counts = [at for at in every if _COUNTS.fullmatch(table.columns[at].casefold().strip())]
        self._weighed = [at for at in every if at not in people and not means(table.columns[at])]
        self._weighed = [at for at in self._weighed if at not in read or _DEVICE.search(table.columns[at])]
        self._unread: dict[int, tuple[Place, list[str]]] = {}
        self._shown: dict[tuple[int, str], tuple[Place, int]] = {}
        #: What columns that are not read say in words of the values of a row.
        self.words_beside: dict[Place, str] = {}

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows of the table without those, and without the values, that a remark withdraws."""
        remarked = (*self._of_row, *self._of_value)
        lists_names, beneath = any(map(is_day, self._table.columns)), ""
        for line, row in self._table.rows():
            place = Place(self._table.file, f"line {line}")
            said = ", ".join(cell for at, cell in enumerate(row) if cell and at not in remarked)[:_SHOWN]
            if row[0].startswith("#"):
                self._gathered.leave(place, said, "a row that is commented out")
                continue
            if heading := heading_in(row, remarked):
                beneath = why_beneath(heading, lists_names=lists_names or bool(self._means(heading)))
                continue
            signed = any(_LIMIT.match(cell) for at, cell in enumerate(row) if at not in remarked)
            beside = [(row[at], signed) for at in self._of_row] + [(row[at], True) for at in self._silent]
            why = next((why for one, sign in beside if (why := why_not(one, signed=sign))), "")
            told = (why_of_remark(row[at], row, self._table.columns) for at in self._of_row if row[at])
            why = why or next(filter(None, told), "")
            why = why or beneath or self._void_why(row) or self._cell_why(row)
            if why:
                self._gathered.leave(place, said, why)
                continue
            for at, own in self._of_value.items():
                values = ", ".join(row[n] for n in own if row[n])
                if values and (why := why_not(row[at], signed=_LIMIT.match(values) is not None)):
                    self._gathered.leave(place, f"{self._table.columns[own[0]]}: {values}", why)
                    row = ["" if n in own else cell for n, cell in enumerate(row)]
            for at in self._silent:
                if row[at] and not (is_ordinary(row[at]) or part_in([row[at]])):
                    _, told = self._unread.setdefault(at, (place, []))
                    if not told or (
                        len(told) < _MOST_CELLS and row[at] not in told and _WORD.search(row[at])
                    ):
                        told.append(row[at])
            self.words_beside[place] = "; ".join(
                f'its column {printable(self._table.columns[at])} says "{printable(row[at][:_SHOWN])}"'
                for at in self._silent
                if _WORDS.fullmatch(row[at]) and not is_ordinary(row[at])
            )
            for at in remarked:
                self._show(at, row[at], place)
            yield line, row

    def _cell_why(self, row: list[str]) -> str:
        """Return why a row is none, by a cell of a column that is not read; of others it is kept that they are not."""
        weighed = [(self._table.columns[at], row[at]) for at in self._weighed if row[at]]
        return next((why for head, cell in weighed if (why := why_of_cell(head, cell, row))), "")

    def _void_why(self, row: list[str]) -> str:
        """Return why a row is none, by columns of yes and no, or by a sign that stands apart from its number."""
        for at in self._void:
            if row[at].casefold() in _YES:
                return f"its column {printable(self._table.columns[at])} says {printable(row[at])}"
        for at in self._counts:
            if row[at].casefold() in _NO:
                return f"its column {printable(self._table.columns[at])} says {printable(row[at])}"
        apart = next((row[at] for at in self._silent if _SIGN_ALONE.fullmatch(row[at])), "")
        return (
            f'a sign stands apart from its number; write the value as one, such as "{apart}5"'
            if apart
            else ""
        )

    def _show(self, at: int, remark: str, place: Place) -> None:
        if is_ordinary(remark):
            return
        key = (at, remark[:_SHOWN])
        if key in self._shown or len(self._shown) < _MOST_REMARKS:
            first, count = self._shown.get(key, (place, 0))
            self._shown[key] = (first, count + 1)

    def tell(self) -> None:
        """Name the remarks and the columns that were read and are not taken."""
        named = {one.said for one in self._gathered.left}
        for at, (place, cells) in self._unread.items():
            cell = "; ".join(cells)
            head = self._table.columns[at]
            if head and (printable(head) not in named or (len(cells) > 1 and _WORD.search(cell))):
                self._gathered.leave(
                    place, f"{head}: {printable(cell[:_SHOWN])}", "a column that is not read"
                )
        for (at, remark), (place, count) in self._shown.items():
            times = "" if count == 1 else f" ({counted(count, 'row')})"
            said = f"{self._table.columns[at]}: {printable(remark)}{times}"
            self._gathered.leave(place, said, "a remark, which is not taken")


def _spaced(head: str) -> str:
    return folded(head.replace("_", " "))[:_SHOWN]
