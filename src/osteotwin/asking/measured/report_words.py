"""Values in the forms of reports, such as a row of a table, as the reader of reports takes them: all or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from osteotwin.asking.measured.not_measured import EXAMPLE, IN_NAMES, without_asides
from osteotwin.asking.measured.words import NUMBER, no_day
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.dates import order_of
from osteotwin.importing.found import Found, Gathered, Left, Place
from osteotwin.importing.lab_pairs import pairs_of
from osteotwin.importing.lab_spans import masked, names_in, values_in
from osteotwin.importing.lines import Line, Text
from osteotwin.importing.report import name_words_beside, plain_line
from osteotwin.importing.report_owner import own_lines
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_words import mentions_of
from osteotwin.importing.turning_lines import take_back, without_turned
from osteotwin.importing.written_numbers import sign_of
from osteotwin.units import KINDS, with_points
from osteotwin.units.patterns import later

#: Beside a result and none: a range, a limit, the area of a body, the number of the laboratory.
_BESIDE: Final = later(
    r"\d[\d.,]*\s?-\s?\d[\d.,]*|[<>\u2264\u2265]=?\s?-?\d[\d.,]*|(?<=[a-zA-Z%])\s+\d[\d.,]*\s+\d[\d.,]*(?=\s*(?:[^\W\d_]|$))|"
    r"/\s?1[.,]73\s?m\S*|(?<![\w.,])0\d(?![\w.,])"
)


#: Why something is left that a person's file cannot hold, so that nothing more can be asked of it.
_HELD_BY_NONE: Final = later(r"(?:nothing that a|and a|; a) person's file holds")


_NO_UNIT: Final = later(r" without a unit; add")
#: Why something is left in words that say no more than that it is.
_UNTOLD: Final = later(
    r"a number beside|a result in a form|of a place that|no word on|results of several sites"
)
#: A value that is told in two units is rounded in both.
_ROUNDED: Final = 0.03
#: Why something is left that may be no result at all.
_UNSAFE: Final = later(
    r"of another day|somebody else|other people or another device|goal or a threshold|makes another test|to rely on|"
    r"may make another number|puts it in doubt|not to be relied|what changed since|"
    r"said to be about|lowest of|without a word on whether"
)
#: Stands in for a day that is not told, to see whether it alone lacks.
_SOME_DAY: Final = date(2000, 1, 1)
#: The day before a report: "12 January 2026: Region BMD T-score".
_DAY_FIRST: Final = later(rf"\s*({DATE.pattern})\s*[:,]\s*", re.IGNORECASE)
_AREA: Final = later(r"(?<=cm)\W?[23²³]")
#: A row of a table, and a part of a hundred or an area in it.
_CELLS: Final = later(r"(?:\s{2,}|\s*\|\s*)[-+]?\d[\d.,]*%?(?=\s{2,}|\s*\||$)")
_OF_COLUMN: Final = later(r"(?<=\s)\d{1,3}(?:[.,]\d{1,2})?%?(?=\s|$)")


class UnreadFormError(UnclearAnswerError):
    """An answer in a form that is not read here, and may be one of reports."""


@dataclass(frozen=True)
class Reported:
    """What a reader of reports takes of an answer.

    Attributes
    ----------
    found : tuple of Found
    beside : tuple of str
        The words on what no person's file holds.
    without_unit : tuple of str
        The results of which the unit lacks.
    left : tuple of Left
        What is not read, and why.
    """

    found: tuple[Found, ...] = ()
    beside: tuple[str, ...] = ()
    without_unit: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.found or self.without_unit)

    @property
    def note(self) -> str:
        """What is not used, in words."""
        return f"{' and '.join(map(quoted, self.beside))} beside it not used" if self.beside else ""


def of_report(
    question: str,
    read: Callable[[Text, Gathered], None],
    text: str,
    day: date | None,
    order: str | None = None,
    today: date | None = None,
) -> Reported:
    """Return what a reader of reports takes of a piece; nothing where it leaves a number of it that a file could hold.

    Parameters
    ----------
    question : str
    read : callable
        :func:`osteotwin.importing.dxa_report.read_dxa_lines` or
        :func:`osteotwin.importing.lab_report.read_lab_lines`.
    text : str
        A piece of an answer, or a whole one of several lines, which has to name its day itself.
    day : datetime.date or None
    order : str, optional
        Of day and month.
    today : datetime.date, optional
        After which no value was measured, where the answer names its day itself.

    Raises
    ------
    UnclearAnswerError
        If the day of a piece alone lacks.
    """
    several = "\n" in text
    if several and len({one[0] for one in DATE.finditer(text)}) > 1:
        return Reported()  # which is of which day is told piece by piece
    known = day or (None if several else _SOME_DAY)
    forms = (_DAY_FIRST.sub(r"\1\n", text, count=1),) if several else (without_asides(text), text)
    answers = Answers() if today is None else Answers(read_on=today)
    tried = [_read(question, read, one, known, order, answers) for one in dict.fromkeys(forms)]
    reported = next(filter(None, tried), tried[-1])
    if reported.found and not reported.without_unit and known is _SOME_DAY:
        raise no_day(question, text)
    return reported


def _read(
    question: str,
    read: Callable[[Text, Gathered], None],
    text: str,
    day: date | None,
    order: str | None,
    answers: Answers,
) -> Reported:
    """Return what a reader of reports takes of a text; nothing where it leaves what a file could hold."""
    lines = [plain_line(one) for one in text.split("\n")]
    gathered = Gathered()
    placed = [Line(one, Place("", f"line {n}")) for n, one in enumerate(lines)]
    placed = without_turned(own_lines(placed, gathered), gathered)
    try:
        read(
            Text(placed, order or order_of(lines), sign_of(lines), answers, day),
            gathered,
        )
    except ImportQuestionError:
        return Reported()
    take_back(placed, gathered)
    if len(lines) > 1:  # the words beside one value alone are asked of their own
        name_words_beside(placed, gathered)
        if any("is not read" in one.note for one in gathered.found):
            return Reported()
    found = tuple(gathered.found)
    beside = [one.said for one in gathered.left if _HELD_BY_NONE.search(one.why)]
    without_unit = tuple(one.said for one in gathered.left if _NO_UNIT.search(one.why))
    if len(beside) + len(without_unit) < len(gathered.left):
        return Reported(left=tuple(one for one in gathered.left if not _UNTOLD.match(one.why)))
    rest = (
        _numbers_in(question, lines, found)
        - _taken(found)
        - _numbers_in(question, (*beside, *without_unit), found)
    )
    rest -= Counter(one for one in rest if _said_again(one, found))
    if rest and question == "scans":
        tests = [one.text for line in lines for one in pairs_of(line) if not mentions_of(one.text)]
        beside += tests
        rest -= _numbers_in(question, tests, ())
    if not (found or without_unit):
        return Reported(left=tuple(gathered.left))
    return Reported() if rest else Reported(found, tuple(beside), without_unit)


def _said_again(number: str, found: Sequence[Found]) -> bool:
    """Tell whether a number is a value that was read, in another unit of it: "22 ng/mL, or 55 nmol/L"."""
    for one in found:
        value, _, unit = str(one.keys["value"]).partition(" ")
        units = KINDS[MEASURED[str(one.keys["what"])].quantity].units
        if unit in units and value[:1].isdigit():
            of_all = {float(value) * units[unit] / factor for other, factor in units.items() if other != unit}
            if any(abs(float(number) / same - 1.0) < _ROUNDED for same in of_all if same):
                return True
    return False


def check_safe(question: str, read: Reported) -> None:
    """Ask where the reader of reports leaves a value because it is none of this person on this day.

    Raises
    ------
    UnclearAnswerError
    """
    left = next((one for one in read.left if _UNSAFE.search(one.why)), None)
    if left is not None:
        raise told_by_reader(UnreadFormError(question, "", "a value that was measured on that day", ""), read)


def told_by_reader(error: UnclearAnswerError, read: Reported) -> UnclearAnswerError:
    """Return the question on a piece that nothing reads, with the reason of the reader of reports where it has one."""
    if not read.left or not isinstance(error, UnreadFormError):
        return error
    (problem,), left = error.problems, read.left[0]
    why, _, mend = left.why.partition("; ")
    fix = mend.replace(" by hand", "").replace("write it", "write the value") or "leave it out"
    example = EXAMPLE[error.question]
    return UnclearAnswerError(
        error.question, f"{quoted(left.said)} ({why})", problem.expected, f"{fix}; {example}"
    )


def _numbers_in(question: str, lines: Sequence[str], found: tuple[Found, ...]) -> Counter[str]:
    """Count the numbers of lines, without those that stand beside a result and are none."""
    counted: Counter[str] = Counter()
    for line in lines:
        if question == "labs":
            bare = masked(with_points(line))
            values = values_in(bare, names_in(bare))
            rest = _BESIDE.sub(lambda part: " " * len(part[0]), bare)
            counted += Counter(
                number
                for one in values
                if (number := _bare(bare[one.number_at : one.end].removesuffix(one.unit).strip()))
                if rest[one.number_at].isdigit() or number in _taken(found)
            )
            continue
        bare = with_points(_AREA.sub(" ", IN_NAMES.sub(" ", DATE.sub(" ", line))))
        if len(_CELLS.findall(bare)) > 2:
            bare = _OF_COLUMN.sub(lambda part: part[0] if part[0] in _taken(found) else " ", bare)
        for limit in (str(one.keys["value"]) for one in found):
            if limit[:1] in "<>":
                bare = re.sub(rf"{limit[0]}=?\s?(?={re.escape(_number_of(limit))}\b)", "", bare)
        counted += Counter(_bare(one["number"]) for one in NUMBER.finditer(_BESIDE.sub(" ", bare)))
    return counted


def _taken(found: tuple[Found, ...]) -> Counter[str]:
    return Counter(_bare(_number_of(str(one.keys["value"]))) for one in found)


def _number_of(value: str) -> str:
    return value.split()[0].lstrip("<>")


def _bare(number: str) -> str:
    return number.lstrip("+").replace(",", ".")
