"""What a question offers is held against the whole answer: where it is no way out, the answer is offered mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from osteotwin.asking.completed import completions
from osteotwin.asking.mended import (
    Asked,
    Mended,
    classes,
    is_of_another,
    is_told_twice,
    kind_of,
    loses,
    mended,
)
from osteotwin.asking.open_rhythms import open_rhythms
from osteotwin.asking.suggested import MARKED
from osteotwin.asking.told_facts import added, lost
from osteotwin.asking.unclear import QUOTED, quoted
from osteotwin.errors import Problem
from osteotwin.units import listed

#: Lines of a question that are typed, each in so many places.
_MOST_LINES: Final = 4
_ELSEWHERE: Final = re.compile(r"\bamong the drugs\b|\bin the answer on\b|\bin the first answer\b")
#: A piece that is longer than this share of an answer is nearly all of it.
_NEARLY_ALL: Final = 0.6
_CHOICE: Final = re.compile(r'"[^"]+"[^"]{0,40}\bor(?: for example)? "')


def with_ways_out(
    problems: Sequence[Problem], answers: Mapping[str, str], reader_of: Callable[[str], Asked], *, today: date
) -> list[Problem]:
    """Return questions of which each has a way out: a line that is read and loses nothing, in place or as a whole.

    Parameters
    ----------
    problems : sequence of Problem
    answers : mapping of str to str
    reader_of : callable
        Returns what reads another answer to a question.
    today : datetime.date
    """
    found: list[Problem] = []
    whole: set[str] = set()  # of several questions of one answer the first has the way out of all
    for problem in problems:
        text = answers.get(problem.field, "")
        if not text or problem.field in whole or _ELSEWHERE.search(problem.fix):
            found.append(problem)
            continue
        asks = reader_of(problem.field)
        others = {kind_of(one) for one in problems if one.field == problem.field} - {kind_of(problem)}
        if _is_way_out(problem, text, asks, others):
            found.append(problem)
            continue
        way = mended(problem.field, text, asks, today=today)
        found.append(problem if way is None else _with(way, problem, text, others))
        whole |= set() if way is None else {problem.field}
    return found


def _is_way_out(problem: Problem, text: str, asks: Asked, others: set[tuple[str, ...]]) -> bool:
    """Tell whether what a question offers is read: as the answer, in place of what is quoted, or to complete it."""
    if _cuts_rhythm(problem, text):
        return False
    choice = _CHOICE.search(problem.fix)
    example = choice is not None and MARKED.search(problem.fix[: choice.start()]) is not None
    if choice and not example and "whichever it prints" not in problem.fix:
        return True  # one of two meanings is not taken for granted
    for line, answer in _typed(problem, text):
        following = asks(answer)
        if following is None or (answer != line and kind_of(following) in others):
            return True
    return False


def _cuts_rhythm(problem: Problem, text: str) -> bool:
    """Tell whether a question quotes a piece of words of how often that tell no number: "fast" of "fast jeden Tag"."""
    open_ = [text[one.start : one.end].casefold() for one in open_rhythms(text)]
    short = [one.casefold() for one in QUOTED.findall(problem.found) if len(one) < len(text) * _NEARLY_ALL]
    words = {word for one in open_ for word in one.split()}
    return not set(short) & set(open_) and any(words & set(one.split()) for one in short)


def _typed(problem: Problem, text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a question, and the answers that they make, where those lose nothing."""
    for line in list(dict.fromkeys(QUOTED.findall(problem.fix)))[:_MOST_LINES]:
        if is_of_another(problem.field, text, problem, line):
            continue
        asked = " ; ".join(one for one in QUOTED.findall(problem.found) if len(one) < len(text) * _NEARLY_ALL)
        if not lost(problem.field, text, line, asked, f"{problem.expected} {problem.fix}"):
            yield line, line
        for words in QUOTED.findall(problem.found):
            begun = words.removesuffix("...")
            if begun != words or words not in text or len(words) >= len(text) * _NEARLY_ALL:
                continue
            if not is_told_twice(line, text.replace(words, " ", 1)):
                yield line, text.replace(words, line, 1)
        for whole in completions(text, problem.found, line)[:1]:
            if not loses(problem.field, text, Mended(whole, asked=(problem,))):
                yield line, whole


def _with(way: Mended, problem: Problem, text: str, others: set[tuple[str, ...]]) -> Problem:
    """Return a question with a mended answer: what it quotes is what was changed, and what else lacks is said."""
    short = [one for one in QUOTED.findall(problem.found) if len(one) < len(text) * _NEARLY_ALL]
    open_ = [text[one.start : one.end] for one in open_rhythms(text)]
    open_ = list(dict.fromkeys(words for words in open_ if words not in way.text))
    found, expected = problem.found, problem.expected
    unclear = list(dict.fromkeys((*open_, *way.out)))
    if open_ and (len(open_) > 1 or _cuts_rhythm(problem, text)):
        found, expected = (
            f"{listed([quoted(words) for words in open_])} in {quoted(text)}",
            "how many times a week",
        )
    elif unclear and not any(one.casefold() in words.casefold() for one in short for words in unclear):
        found = f"{listed([quoted(words) for words in unclear])} in {quoted(text)}"
    lacking = [
        one.expected
        for one in way.asked[1:]
        if kind_of(one) not in others and one.expected not in expected and one.expected
    ]
    expected = listed(list(dict.fromkeys((expected, *lacking)))[:3])
    fix = f'write for example "{way.text}"'
    if any(re.search(r"\d", words) for words in added(problem.field, text, way.text)):
        fix = f"{fix}, with your own numbers"
    if problem.field == "drugs" and classes(text) and not classes(way.text):
        fix = f'write for example "{way.text}", with the drug of them that is taken'
    if "whichever it prints" in problem.fix:
        fix = f'write for example "{way.text}", with the units that the report prints'
    if way.out:
        fix = f"{fix}; it leaves out {listed([quoted(words) for words in way.out])}"
    return replace(problem, found=found, expected=expected, fix=fix)
