"""Values in the forms of reports, such as a row of a table, as the reader of reports takes them: all or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Final

from osteotwin.asking.measured.not_measured import IN_NAMES
from osteotwin.asking.measured.words import NUMBER
from osteotwin.asking.unclear import UnclearAnswerError
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


class UnreadFormError(UnclearAnswerError):
    """An answer in a form that is not read here, and may be one of reports."""


def of_report(read: Callable[[Text, Gathered], None], piece: str, day: date | None) -> tuple[Found, ...]:
    """Return what a reader of reports takes of a piece; nothing where it leaves a word or a number of it.

    Parameters
    ----------
    read : callable
        :func:`osteotwin.importing.dxa_report.read_dxa_lines` or
        :func:`osteotwin.importing.lab_report.read_lab_lines`.
    piece : str
    day : datetime.date or None
    """
    line, gathered = Line(plain_line(piece), Place("")), Gathered()
    try:
        read(Text((line,), None, sign_of([piece]), Answers(), day), gathered)
    except ImportQuestionError:
        return ()
    found = tuple(gathered.found)
    return () if gathered.left or _numbers_in(piece, found) - _taken(found) else found


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
