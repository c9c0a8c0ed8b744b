"""Values in the forms of reports, such as a row of a table, as the reader of reports takes them: all or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Final

from osteotwin.asking.measured.not_measured import IN_NAMES, without_asides
from osteotwin.asking.measured.words import NUMBER, no_day, noted
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.lines import Line, Text
from osteotwin.importing.report import plain_line
from osteotwin.importing.written_numbers import sign_of
from osteotwin.units import with_points

#: Beside a result and none: a range, a limit, the area of a body, the number of the laboratory.
_BESIDE: Final = re.compile(
    r"\d[\d.,]*\s?-\s?\d[\d.,]*|[<>\u2264\u2265]=?\s?-?\d[\d.,]*|(?<=[a-zA-Z%])\s+\d[\d.,]*\s+\d[\d.,]*(?=\s*(?:[^\W\d_]|$))|"
    r"/\s?1[.,]73\s?m\S*|(?<![\w.,])0\d(?![\w.,])"
)


#: Why something is left that a person's file cannot hold, so that nothing more can be asked of it.
_HELD_BY_NONE: Final = re.compile(r"(?:nothing that a|and a|; a) person's file holds")


class UnreadFormError(UnclearAnswerError):
    """An answer in a form that is not read here, and may be one of reports."""


#: Stands in for a day that is not told, to see whether it alone lacks.
_SOME_DAY: Final = date(2000, 1, 1)


def of_report(
    question: str, read: Callable[[Text, Gathered], None], piece: str, day: date | None
) -> tuple[Found, ...]:
    """Return what a reader of reports takes of a piece; nothing where it leaves a number of it that a file could hold.

    Parameters
    ----------
    question : str
    read : callable
        :func:`osteotwin.importing.dxa_report.read_dxa_lines` or
        :func:`osteotwin.importing.lab_report.read_lab_lines`.
    piece : str
    day : datetime.date or None

    Raises
    ------
    UnclearAnswerError
        If the day alone lacks.
    """
    piece = without_asides(piece)
    line, gathered = Line(plain_line(piece), Place("")), Gathered()
    try:
        read(Text((line,), None, sign_of([piece]), Answers(), day or _SOME_DAY), gathered)
    except ImportQuestionError:
        return ()
    found, beside = (
        tuple(gathered.found),
        [one.said for one in gathered.left if _HELD_BY_NONE.search(one.why)],
    )
    if not found or len(beside) < len(gathered.left):
        return ()
    if _numbers_in(piece, found) - _taken(found) - _numbers_in(" ".join(beside), ()):
        return ()
    if day is None:
        raise no_day(question, piece)
    note = f"{' and '.join(map(quoted, beside))} beside it not used" if beside else ""
    return (noted(found[0], note), *found[1:])


def _numbers_in(piece: str, found: tuple[Found, ...]) -> Counter[str]:
    """Count the numbers of a piece, without those that stand beside a result and are none."""
    bare = with_points(IN_NAMES.sub(" ", piece))
    for limit in (str(one.keys["value"]) for one in found):
        if limit[:1] in "<>":
            bare = re.sub(rf"{limit[0]}=?\s?(?={re.escape(_number_of(limit))}\b)", "", bare)
    return Counter(_bare(one["number"]) for one in NUMBER.finditer(_BESIDE.sub(" ", bare)))


def _taken(found: tuple[Found, ...]) -> Counter[str]:
    return Counter(_bare(_number_of(str(one.keys["value"]))) for one in found)


def _number_of(value: str) -> str:
    return value.split()[0].lstrip("<>")


def _bare(number: str) -> str:
    return number.lstrip("+").replace(",", ".")
