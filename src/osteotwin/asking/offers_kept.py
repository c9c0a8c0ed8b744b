"""Every line that a question offers is held against what was told: one that multiplies, halves or turns it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from osteotwin.asking.food.offer_kept import keeps_food, with_what_was_told
from osteotwin.asking.training.fixes import ways_of
from osteotwin.asking.training.offer_kept import keeps_training, kept_ways, only_longer
from osteotwin.asking.training.vocabulary import words_of_work
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError
from osteotwin.errors import InputError, Problem
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

_PARTS: Final = later(r"[;\n]")
#: The example of a question that knows none of his own: it is not in place of what was told.
_PLAIN: Final = ("back squat 3x5 80 kg twice a week", "walking 30 min 3 times a week", "none")
#: The same words twice: a line was put into a place where half of it stood.
_TWICE: Final = later(r"\b(\w+(?: \w+){0,5}) \1\b", re.IGNORECASE)
_GARBLED: Final = later(r"(?<!\d )(?<!\d)\btimes a week\b|\bof with\b|\bdaily (?:\d+ ?(?:ml|g) )?daily\b")
#: What may be meant in two ways is offered in both, with numbers that are put together of those that were told.
_TWO_MEANINGS: Final = later(
    r"which may (?:be the weight|part)\b|does not tell whether|which of the two|a day's work|"
    r"a way without its exercise|\bone length\b|the weight of a tablet"
)
#: What is of another one is left out of the line that is offered.
_ANOTHER: Final = "somebody else's"
_ENDS: Final = later(r", too$")


def with_offers_kept(problem: Problem, text: str, read: Callable[[str], Any]) -> Problem:
    """Return a question without the lines that do not keep what was told.

    Parameters
    ----------
    problem : Problem
    text : str
        The answer that is asked about.
    read : callable
        Reads such an answer.
    """
    if _TWO_MEANINGS.search(f"{problem.found} {problem.expected}") or problem.found.endswith(_ANOTHER):
        return problem
    if problem.field == "food":
        return _of_food(problem, text, read)
    if problem.field != "training":
        return problem
    told = _without_work(_told(problem, text))
    lines = [line for line in dict.fromkeys(QUOTED.findall(problem.fix)) if line not in _PLAIN]
    his, rest = _without_asked(problem, told)
    good = [
        line
        for line in lines
        if any(only_longer(one, line) for one in (*his, text))
        or any(only_longer(one, line, often=True) for one in rest)
        or _keeps(told, line, read)
    ]
    if good == lines:
        return problem
    if good:
        return replace(problem, fix=f"write for example {ways_of(*good)}")
    own = [line for line in kept_ways(told) if _entries(line, read) and _keeps(told, line, read)]
    if not own:
        return replace(problem, fix=_without_lines(problem))
    return replace(problem, fix=f"write {'' if len(own) > 1 else 'for example '}{ways_of(*own)}")


def _without_work(told: str) -> str:
    """Return an answer without the sentences of a day's work, whose hours are no sport, where others are asked of."""
    sentences = _ANY_SENTENCE.split(told)
    rest = [one for one in sentences if not words_of_work() & {*_LETTERS.findall(one.casefold())}]
    return ". ".join(rest or sentences)


_ANY_SENTENCE: Final = later(r"[.!]\s+(?=[^\W\d])")
_LETTERS: Final = later(r"[^\W\d_]+")
_SENTENCE: Final = later(r"(?<=[^\W\d])[.!]\s+")


def _without_asked(problem: Problem, told: str) -> tuple[list[str], list[str]]:
    """Return the sentences of an answer, and those without the words that are asked about."""
    parts = [part for part in QUOTED.findall(problem.found) if len(part) < len(told)]
    whole = _SENTENCE.split(told)
    return whole, [one.replace(part, " ", 1) for one in whole for part in parts if part in one]


#: Parts of an answer on food: "no lines" of a list of foods are in place of all of it.
_LONG_WORD: Final = later(r"[^\W\d_]{4,}")
_FOODS: Final = later(r"[;\n]|,(?!\d)")


def _of_food(problem: Problem, text: str, read: Callable[[str], Any]) -> Problem:
    """Return a question on food whose lines have the amounts and the rhythm that were told, or none."""
    quoted = [part.removesuffix("...") for part in QUOTED.findall(problem.found)]
    parts = [part.strip() for part in _FOODS.split(text) if any(words in part for words in quoted if words)]
    if not parts:
        names = {word for line in QUOTED.findall(problem.fix) for word in _LONG_WORD.findall(line.casefold())}
        parts = [
            part.strip() for part in _FOODS.split(text) if names & {*_LONG_WORD.findall(part.casefold())}
        ]
    whole = any("," in words or ";" in words for words in quoted)
    exact = next((words for words in QUOTED.findall(problem.found) if ", " in words and words in text), text)
    told = "; ".join(parts) if parts and not whole else exact
    fix = problem.fix
    lines = list(dict.fromkeys(QUOTED.findall(fix)))

    def reads(line: str) -> bool:
        return _is_read(line, read)

    for line in lines:
        if line.startswith(_EACH_DAY) and text.partition(exact)[2].strip(
            " .;,\n"
        ):  # it would be of what is behind it
            each = ", ".join(f"{part} every day" for part in line.removeprefix(_EACH_DAY).split(", "))
            fix = fix.replace(f'"{line}"', f'"{each}"') if reads(each) else fix
    lines = list(dict.fromkeys(QUOTED.findall(fix)))
    if len(parts) == 1 and not whole:
        for line in lines[:_MOST_LINES]:
            longer = with_what_was_told(told, line, reads)
            fix = fix.replace(f'"{line}"', f'"{longer}"')
        lines = list(dict.fromkeys(QUOTED.findall(fix)))
    bad = [
        line
        for line in lines
        if _is_garbled(line, text)
        or not (
            _is_form(problem.fix, line) or _OF_MEAN.search(problem.expected) or keeps_food(told, line, lines)
        )
    ]
    if bad:
        good = [line for line in lines if line not in bad]
        fix = f"write for example {ways_of(*good)}" if good else _without_lines(problem)
    return problem if fix == problem.fix else replace(problem, fix=fix)


#: What is told of some days is offered as the mean of all.
_OF_MEAN: Final = later(r"\byear\b|\bin the mean\b")


def _is_form(fix: str, line: str) -> bool:
    """Tell whether a line only shows how something is written: "tablets beside them as ..."."""
    before = fix.partition(f'"{line}"')[0].rstrip()
    return before.endswith((" as", " as in", " like", " all together:", ":")) or fix.startswith("write only")


_EACH_DAY: Final = "every day: "
#: So many lines of one question are read again, each with what was told.
_MOST_LINES: Final = 4


def _is_read(line: str, read: Callable[[str], Any]) -> bool:
    try:
        read(line)
    except UnclearAnswerError as unclear:
        return "less than almost any diet" in unclear.problems[0].found
    except InputError:
        return False
    return True


def _without_lines(problem: Problem) -> str:
    """Return what lacks, where no line tells it without telling something else."""
    return f"write {_ENDS.sub('', problem.expected.partition(';')[0])}, with your own words and numbers"


def _told(problem: Problem, text: str) -> str:
    """Return the parts of an answer that a question is about; all of it where it names none."""
    quoted = [part.removesuffix("...") for part in QUOTED.findall(problem.found)]
    parts = [part for part in _PARTS.split(text) if any(words in part for words in quoted if words)]
    return "; ".join(parts) if parts else text


def _keeps(told: str, line: str, read: Callable[[str], Any]) -> bool:
    if _is_garbled(line, told):
        return False
    entries = _entries(line, read)
    return entries is None or keeps_training(told, line, entries)


def _is_garbled(line: str, told: str) -> bool:
    """Tell whether a line was put together of pieces that are none: the same words twice, half a bracket."""
    if _GARBLED.search(line) or any(part.count("(") != part.count(")") for part in line.split(";")):
        return True
    again = _TWICE.search(line)
    if again is not None and again[0] not in told:
        return True
    # An example of how much behind a name that was told once: part of a session is none of its own.
    names = {
        one["name"].strip().casefold() for one in _WITH_EXAMPLE.finditer(line) if one["much"] not in told
    }
    return any(_times_named(name, line) > max(_times_named(name, told), 1) for name in names)


def _times_named(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text.casefold()))


_WITH_EXAMPLE: Final = later(
    r"(?P<name>[^\W\d_](?:[^\W\d_]| (?!and\b))*) (?P<much>30 min|3 min|3x8|30 jumps)(?=\W|$)"
)


def _entries(line: str, read: Callable[[str], Any]) -> list[Mapping[str, Any]] | None:
    """Return the habits of training that a line tells; ``None`` where it is not read."""
    try:
        found: Sequence[Found] = read(line)
    except (InputError, UnclearAnswerError):
        return None
    return [one.keys for one in found if one.table == ("habits", "training") and "exercise" in one.keys]
