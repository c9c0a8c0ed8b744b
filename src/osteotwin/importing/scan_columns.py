"""The columns that the head of a table of scans names, those of earlier scans and of changes among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.scan_words import CHANGE, DENSITY, PRIOR, T_SCORE, Z_SCORE
from osteotwin.units.patterns import later

_NUMBERS: Final = (("bmd", DENSITY), ("t_score", T_SCORE), ("z_score", Z_SCORE))
_NAMES: Final = tuple(name for name, _ in _NUMBERS)
_ANY_NUMBER: Final = "|".join(pattern for _, pattern in _NUMBERS)
_SINCE: Final = (
    r"(?:vs\.?|versus|from|since|to|gegenüber|zu[mr]?|seit)\s*(?:the\s+)?"
    rf"(?:baseline|first|last|basis\w*|referenz\w*|{PRIOR})"
)  # fmt: skip
#: Words for an earlier scan that stand behind the number, as in Spanish, Italian and French.
_BEHIND: Final = r"(?:previ[oa]|anterior|precedente|pr[eé]c[eé]dent[e]?|ant[eé]rieure?)\b"
_COLUMN: Final = later(
    rf"(?P<change>(?:(?:{_ANY_NUMBER})\s?)?(?:%|\bpercent|\bprozent\w*|\babs\w*)?\W{{0,3}}(?:{CHANGE})\w*"
    rf"(?:\s*(?:in\s+)?(?:{_ANY_NUMBER}))?\W{{0,3}}(?:{_SINCE})?)|"
    rf"(?P<prior>(?:{PRIOR})\W{{0,3}}(?:(?:scan|exam|study|result|value)s?\W{{0,3}})?"
    rf"(?P<of>{_ANY_NUMBER}|\bdate\b|\bdatum\b)?)|"
    rf"(?P<behind>(?:{_ANY_NUMBER})\s{_BEHIND})|"
    r"(?P<date>\b(?:\w+\s?)?(?:date|datum|fecha)\b|\bmeasured\b|\bgemessen\b|\w+datum\b)|"
    r"(?P<percent>\bpr\b|\bya\b|young[\s-]adult|junge?\s+erw\w*|peak ref|\bam\b|age[\s-]match\w*|altersgleich\w*|"
    r"\badult[eo]s?\W+joven\w*)|"
    r"(?P<age>\bage\b|\balter\b|\b[aâ]ge\b|\bedad\b|\bleeftijd\b)|"
    r"(?P<area>\barea\b|\bfl[aä]che\b|\bsurface\b|\b[aá]rea\b|\boppervlak\w*)|(?P<bmc>\b(?:bmc|kmg|cmo)\b)|"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NUMBERS),
    re.IGNORECASE)  # fmt: skip
_OF: Final = tuple((name, later(pattern, re.IGNORECASE)) for name, pattern in _NUMBERS)
_TOKEN: Final = later(
    r"(?<![\w.,])[-+]?\d+(?:[.,]\d+)?(?![\d]*[/\d])\s?%?(?!\w)|(?<!\S)(?:-{1,3}|n/?a|n\.?d\.?|baseline|basis|ref)(?!\S)",
    re.IGNORECASE)  # fmt: skip
_LETTER: Final = later(r"(?<![\w/-])[TZ](?![\w/-])")
_DENSE: Final = later(r"[01][.,]\d{3}")
_OLDEST_AGE, _YOUNGEST_AGE = 115.0, 4.0


def columns_of(head: str) -> tuple[str, ...]:
    """Return the columns that a line names, in their order; empty where it is no head of a table of scans.

    A column of an earlier scan begins with ``prior``; what changed since it is ``change``.

    Examples
    --------
    >>> columns_of("Region   BMD (g/cm2)   T-score   Prior BMD   % change")
    ('bmd', 't_score', 'prior_bmd', 'change')
    """
    head = _in_full(head)
    names: list[str] = []
    for match in _COLUMN.finditer(head):
        name = str(match.lastgroup)
        if name in ("prior", "behind"):
            of = match["of"] or match["behind"] or ""
            name = next((f"prior_{one}" for one, pattern in _OF if pattern.search(of)), "prior")
        of_change = next((one for one, pattern in _OF if name == "change" and pattern.match(match[0])), "")
        # "BMD Change vs Baseline" is one column, or two where no other is of the density.
        names += [of_change, name] if of_change and not _has(of_change, head, match) else [name]
    return tuple(names) if set(_NAMES) & set(names) and len(set(names)) >= 2 else ()


def _in_full(head: str) -> str:
    """Return a head that calls its scores by one letter each, "BMD Z T", with their names."""
    letters = {one.upper() for one in _LETTER.findall(head)}
    if letters != {"T", "Z"} or re.search(DENSITY, head, re.IGNORECASE) is None:
        return head
    return _LETTER.sub(lambda one: f"{one[0]}-score", head)


def _has(number: str, head: str, change: re.Match[str]) -> bool:
    """Tell whether a head names a column of a number elsewhere, or before has told it of a change."""
    others = (one for one in _COLUMN.finditer(head) if one.start() != change.start())
    return any(
        one.lastgroup == number or (one.start() < change.start() and one.lastgroup == "change" and of.match(one[0]))
        for one in others for name, of in _OF if name == number
    )  # fmt: skip


def cells_of(row: str) -> list[str]:
    """Return what fills the columns of a row: numbers, and what stands where there is none."""
    return [match[0].replace(" ", "") for match in _TOKEN.finditer(row)]


def matched(
    columns: Sequence[str], cells: Sequence[str], *, first: bool = False
) -> list[tuple[str, str]] | None:
    """Return the cells of a row with the names of their columns; ``None`` where it is not plain which is which.

    Parameters
    ----------
    columns : sequence of str
    cells : sequence of str
    first : bool
        Whether the row is the first scan of all, which changed since none.
    """
    scores = {"t_score", "z_score", "percent"} & {name.removeprefix("prior_") for name in columns}
    if len(cells) < len(columns) and not scores and set(columns[len(cells) :]) == {"change"}:
        columns = columns[
            : len(cells)
        ]  # what has not changed yet stands at the end, and no score could be meant
    if len(cells) != len(columns):
        lasting = [name for name in columns if name not in ("change", "percent")]
        bare = [cell for cell in cells if not cell.endswith("%")]
        marked = len(bare) < len(cells)
        if (
            len(bare) != len(lasting)
            or not (marked or first)
            or (first and "percent" in columns and not marked)
        ):
            return None
        columns, cells = lasting, bare
    if not all(_can_be(name, cell) for name, cell in zip(columns, cells, strict=True)):
        return None
    return [
        ("prior_bmd" if name == "prior" and _DENSE.fullmatch(cell) else name, cell)
        for name, cell in zip(columns, cells, strict=True)
    ]


def _can_be(name: str, cell: str) -> bool:
    """Tell whether a number can be what its column says."""
    name = name.removeprefix("prior_")
    if not any(sign.isdigit() for sign in cell):
        return name not in ("bmd", "age")
    if cell.endswith("%"):
        return name in ("change", "percent")
    value = float(cell.replace(",", "."))
    match name:
        case "bmd":
            return 0.1 < value < 2.5 and re.search(r"[.,]\d{2,4}$", cell) is not None
        case "t_score" | "z_score":
            return abs(value) < 10.0 and re.search(r"[.,]\d{3,}$", cell) is None
        case "age":
            return _YOUNGEST_AGE < value < _OLDEST_AGE
        case _:
            return True
