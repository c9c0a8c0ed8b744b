"""Everything that an answer on scans or blood tests lacks, asked at once: his own words with what lacks put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from osteotwin.asking.every_problem import every_problem
from osteotwin.asking.measured.filled_in import MOST_ROUNDS, NO_UNIT, Whole
from osteotwin.asking.measured.months import month_of
from osteotwin.asking.measured.not_measured import holds_number
from osteotwin.asking.measured.scan_sentences import parted
from osteotwin.asking.measured.unsaid import OF_A_SCAN
from osteotwin.asking.measured.words import no_day
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError
from osteotwin.asking.when import DATE, read_day
from osteotwin.errors import Problem
from osteotwin.importing.scan_words import site_of
from osteotwin.units.patterns import later

#: Stands before an answer without a day, to see what lacks beside it.
_SOME_DAY: Final = "1 January 2000"
_HIS_DAY: Final = "DAY MONTH YEAR"
#: A day that is told in part, or counted from another one, is asked of its own.
_PART_OF_DAY: Final = later(
    r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])|['\u2019]\d\d\b|\bago\b|"
    r"\b(?:last|this) (?:year|month|week|spring|summer|autumn|fall|winter)\b"
)


def all_asked(
    read: Callable[[str], Any], text: str, first: UnclearAnswerError, question: str
) -> tuple[Problem, ...]:
    """Return what is to be asked of an answer on scans or blood tests.

    Parameters
    ----------
    read : callable
        Reads a whole answer, and raises ``UnclearAnswerError`` at the first part that is not understood.
    text : str
    first : UnclearAnswerError
        Of the whole answer.
    question : str
    """
    found = _asked(read, text, first, question)
    lacking = next((one for one in found if one.found.startswith("no ") and OF_A_SCAN in one.found), None)
    return found if lacking is None else (_with_day(lacking, found),)


def _with_day(lacking: Problem, found: Sequence[Problem]) -> Problem:
    """Return the question of a scan that is hardly told as one with the day, where that lacks, too."""
    if " day" in lacking.expected or not any(one.found.startswith("no day") for one in found):
        return lacking
    said = lacking.found.replace(OF_A_SCAN, f" and no day{OF_A_SCAN}", 1)
    return replace(lacking, found=said, expected=f"{lacking.expected} and day")


def _asked(
    read: Callable[[str], Any], text: str, first: UnclearAnswerError, question: str
) -> tuple[Problem, ...]:
    if (settled := _day_settled(text, first)) is not None:
        said, day, other = settled
        try:
            read(other)
        except UnclearAnswerError as unclear:
            more = all_asked(read, other, unclear, question)
            return (*first.problems, *(_with_words(one, day, said) for one in more))
        return first.problems
    text = parted(text) if question == "scans" else text
    lacks_day = _day_lacks(question, text, first)
    before = f"{_SOME_DAY}: " if lacks_day else ""

    def reads(own: str) -> UnclearAnswerError | None:
        try:
            read(f"{before}{own}")
        except UnclearAnswerError as unclear:
            return unclear
        return None

    error = reads(text) if lacks_day else first
    found = () if error is None else every_problem(read, f"{before}{text}", error, question)
    rest = _without_rest(found)
    whole = Whole(text.strip(" .;\n"))
    left: tuple[Problem, ...] = ()
    more = rest
    for _ in range(MOST_ROUNDS):
        left = tuple(one for one in more if not whole.settles(one, reads))
        unclear = None if left or not more else reads(whole.text)
        if unclear is None:
            break
        more = _without_rest(every_problem(read, f"{before}{whole.text}", unclear, question))
    if any(one not in rest for one in left) and all(one.found.startswith(NO_UNIT) for one in left):
        return every_problem(read, text, first, question)
    if not lacks_day and (len(whole.found) < 2 or left):  # one that lacks is asked as its reader asks it
        few = len(whole.found) < 2 and not whole.words and len((*whole.scores, *whole.densities)) < 2
        return rest if few else (*whole.asked(rest, ""), *left)
    if not lacks_day or (len(left) == 1 and left[0].fix.startswith("leave ") and _is_whole(left[0], text)):
        return left or whole.asked(rest, "")
    left = tuple(_without_some_day(one) for one in left)
    (day,) = no_day(question, whole.text).problems
    return (*whole.asked((day, *rest), _HIS_DAY), *left)


def _day_lacks(question: str, text: str, first: UnclearAnswerError) -> bool:
    """Tell whether an answer with values holds no day, and its first question does not ask for it with the rest."""
    several = ";" in text or "\n" in text.strip()
    (problem, *_) = first.problems
    return (
        holds_number(text)
        and not _tells_day(question, text)
        and (several or "the day of the scan" not in problem.expected)
        and "year" not in problem.expected
        and not problem.fix.startswith("leave ")
        and not problem.found.startswith("two values of one site")
        and not problem.found.endswith("in one part")
    )


def _tells_day(question: str, text: str) -> bool:
    if month_of(text) is not None or _PART_OF_DAY.search(text):
        return True
    try:  # a range such as 8.6-10.2 looks like a date and is none
        return any(read_day(question, one[0], None) is not None for one in DATE.finditer(text))
    except UnclearAnswerError:
        return True


#: A day of which the year lacks, or that may be either of two.
_OPEN_DAY: Final = later(
    r'^"(?P<said>[^"]+)"(?:, which may be (?P<one>\d[^,;]+) or \d| in .*a day without its year$)'
)


def _day_settled(text: str, first: UnclearAnswerError) -> tuple[str, str, str] | None:
    """Return an open day, one that it may be, and the answer with that: what else lacks is seen in it."""
    (problem, *_) = first.problems
    found = _OPEN_DAY.match(problem.found)
    if found is None or found["said"] not in text:
        return None
    day = found["one"] or next(iter(QUOTED.findall(problem.fix)), "")
    return (found["said"], day, text.replace(found["said"], day)) if day else None


def _without_rest(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(one for n, one in enumerate(problems) if not n or not _is_rest(one))


def _is_rest(problem: Problem) -> bool:
    """Tell whether a question is on what is left of an answer without a part, of which that told the day or a site."""
    is_blank = problem.found.startswith("no value in ") and site_of(problem.found) is None
    return is_blank or problem.found.startswith("no day of ")


def _is_whole(problem: Problem, text: str) -> bool:
    """Tell whether a question is on all of an answer."""
    said = next(iter(QUOTED.findall(problem.found)), "")
    return problem.found.startswith('"') and " ".join(text.split()).startswith(
        said.removesuffix("...").strip(" .")
    )


def _without_some_day(problem: Problem) -> Problem:
    """Return a question that does not show the day that stood in."""
    return _with_words(_with_words(problem, f"{_SOME_DAY}:", f"{_HIS_DAY}:"), "2000-01-01", _HIS_DAY)


def _with_words(problem: Problem, words: str, own: str) -> Problem:
    """Return a question that has other words in place of some."""
    found, expected, fix = (
        said.replace(words, own) for said in (problem.found, problem.expected, problem.fix)
    )
    return replace(problem, found=found, expected=expected, fix=fix)
