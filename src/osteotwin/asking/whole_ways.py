"""Whole answers that somebody may take in place of his own: what is asked is settled in them, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any, Final

from osteotwin.asking.completed import completions
from osteotwin.asking.every_problem import every_problem
from osteotwin.asking.told_facts import added, lost
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError
from osteotwin.errors import InputError, Problem
from osteotwin.units import in_digits

#: So many are offered for one question, of so many that are read; of a longer answer each reading takes its time.
_MOST, _MOST_READ, _LONGEST = 4, 8, 400
_PART: Final = re.compile(r"[^;\n]+")
#: How often may be offered: it is taken knowingly. An amount is his own, and so is a day.
_OFTEN: Final = re.compile(
    r"\b(?:\d+ times an?|once an?|twice an?|every(?: \d+)?|each|an?|per) (?:day|week|month|year)s?\b|"
    r"\b(?:daily|weekly|monthly|yearly)\b"
)
_VALUE: Final = re.compile(r"\d+(?:\.\d+)? ?[^\W\d]\S*")
_EITHER_DAY: Final = re.compile(r'^"(?P<part>[^"]+)", which may be (?P<one>\d[^,;]+) or (?P<other>\d[^,;]+)$')
_ONE_OF: Final = re.compile(r"^one of (?P<names>[^;]+?)(?:;|$)")


def with_whole_ways(
    problem: Problem,
    others: Collection[str],
    text: str,
    read: Callable[[str], Any],
    check: Callable[[Any], object] = bool,
) -> Problem:
    """Return a question with whole answers that settle it.

    Parameters
    ----------
    problem : Problem
        Of an answer to the question that is its field.
    others : collection of str
        What was found beside it in that answer: that may still be asked.
    text : str
        The answer.
    read : callable
        Reads such an answer, and raises ``UnclearAnswerError`` where it is not understood.
    check : callable
        Raises ``InputError`` where what is read is refused.
    """
    if len(text) > _LONGEST:
        return problem
    either = [text.replace(part, way, 1) for part, way in _either(problem.found) if part in text]
    told = [way for way in _candidates(problem, text) if _says_no_more(problem.field, text, way)]
    ways: list[str] = []
    for way in list(dict.fromkeys((*either, *told)))[:_MOST_READ]:
        if len(ways) < _MOST and _settles(way, others, read, check, problem.field):
            ways.append(way)
    return replace(problem, ways=tuple(ways))


def _either(found: str) -> Iterator[tuple[str, str]]:
    """Yield a day that may be either of two, and each of them."""
    if (days := _EITHER_DAY.match(found)) is not None:
        yield from ((days["part"], days[key]) for key in ("one", "other"))


def _candidates(problem: Problem, text: str) -> Iterator[str]:
    """Yield answers in which what is quoted, or the part that holds it, is one of the ways that a question names."""
    quoted = [part.removesuffix("...") for part in QUOTED.findall(problem.found)]
    quoted = [part for part in quoted if part and part in text]
    lines = QUOTED.findall(problem.fix)
    if (listed := _ONE_OF.match(problem.expected)) is not None:
        names = re.split(r", (?:or )?| or ", listed["names"])
        lines += [name[:1].lower() + name[1:] for name in names]
    for line in lines:
        for part in quoted:
            before, _, after = text.partition(part)
            after = re.split(r"[;\n]", after)[0].strip(" ,.")
            if (before.strip() and line.startswith(before.strip())) or (after and after in line):
                continue  # it holds what stands beside the part, which would be there twice
            yield text.replace(part, line, 1)
        for part in _PART.finditer(text):
            if any(words in part[0] for words in quoted) or ";" not in text:
                yield f"{text[: part.start()]}{' ' * part[0].startswith(' ')}{line}{text[part.end() :]}"
        if (value := _VALUE.fullmatch(line)) is not None:  # a number of the answer, with its unit
            yield from completions(text, problem.found, value[0])[:1]


def _says_no_more(question: str, text: str, way: str) -> bool:
    """Tell whether an answer tells all that another one does, and no amount and no day that it does not."""
    if way == text or lost(question, text, way):
        return False
    plain = _OFTEN.sub(" ", in_digits(way))
    return not any(re.search(r"\d", words) for words in added(question, text, plain))


def _settles(
    way: str, left: Collection[str], read: Callable[[str], Any], check: Callable[[Any], object], question: str
) -> bool:
    """Tell whether of an answer nothing is asked but what was asked beside."""
    try:
        check(read(way))
    except UnclearAnswerError as unclear:
        found = every_problem(read, way, unclear, question)
        return bool(left) and all(one.found in left for one in found)
    except InputError:
        return False
    return True
