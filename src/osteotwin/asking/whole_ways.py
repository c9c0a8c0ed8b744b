"""Whole answers that somebody may take in place of his own: what is asked is settled in them, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from osteotwin.asking.completed import completions
from osteotwin.asking.food.pints import pints_of_each
from osteotwin.asking.pieces import is_none
from osteotwin.asking.told_facts import lost, rhythms_of
from osteotwin.asking.training.names import as_strength
from osteotwin.asking.unclear import QUOTED
from osteotwin.errors import Problem
from osteotwin.protocol.library.calcium_products import (
    WhichStrengthError,
    calcium_products_in,
    calcium_with_d,
)
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: Reads an answer; returns what is asked of it first, ``None`` where all is understood.
Asked = Callable[[str], Problem | None]
#: So many are offered for one question, of so many that are read; of a longer answer each reading takes its time.
_MOST, _MOST_READ, _LONGEST = 4, 8, 400
_PART: Final = later(r"[^;\n]+")
#: How often may be offered: it is taken knowingly. An amount is his own, and so is a day.
_OFTEN: Final = later(
    r"\b(?:\d+ times an?|once an?|twice an?|every(?: \d+)?|each|an?|per) (?:day|week|month|year)s?\b|"
    r"\b(?:daily|weekly|monthly|yearly)\b"
)
_LEFT_OUT: Final = later(
    r"\bleave (?:it|the word|those words) out (?:if|where) it (?:changes nothing|is a slip)"
)
_LINE_WITHOUT: Final = later(r'write "(?P<line>[^"]+)", if it changes nothing')
_DENIES: Final = later(
    r"\b(?:not|no|never|none|without|free|non|nicht|keine?|ohne|nie|pas|sans|sin|nunca)\b|n['\u2019]t\b"
)
#: Left out, they turn what is told, or leave half of it: "not osteoporosis", "on 120 mg a week".
_TURNS: Final = later(
    r"(?:not|no|non|never|nor|neither|none|without|instead|unless|until|less|more|than|nicht|kein\w*|ohne|pas|sans|"
    r"sin|nunca|\w+n['\u2019]t|hours?|days?|weeks?|months?|years?)", re.IGNORECASE,
)  # fmt: skip
_BRACKET: Final = later(r"[(\[][^)\]]*")
_VALUE: Final = later(r"\d+(?:\.\d+)? ?[^\W\d]\S*")
_WORD: Final = later(r"[^\W\d_]{3,}")
_NUMBER: Final = later(r"\d+(?:\.\d+)?")
_EITHER_DAY: Final = later(r'^"(?P<part>[^"]+)", which may be (?P<one>\d[^,;]+) or (?P<other>\d[^,;]+)$')
#: Words that a rhythm that is offered may bring a second time.
_OFTEN_WORD: Final = later(
    r"daily|weekly|monthly|yearly|days?|weeks?|months?|years?|times?|every|each|per|once|twice"
)
#: How often that may be once or twice: in its place stands the one or the other.
_WEEKEND: Final = later(
    r"(?:(?:on|at|over|every|each|most|during|the|some|only|just|am|jedes|le|les) )*(?:week-?ends?|wochenenden?)",
    re.IGNORECASE,
)
_NO_RHYTHM: Final = "no word on how often in "
#: Of more units nobody takes vitamin D each day.
_RARE: Final = 10_000.0
_NO_STRENGTH: Final = later(r"(?:does not tell|no word on) what one tablet holds")
_PINT: Final = later(r"^\d[\d.]* pint of\b")
#: A name that stands for several is replaced by that of one.
_SEVERAL: Final = later(r"of which there are several kinds|which fits several")
_NO_EXERCISE: Final = later(r"which (?:parts the week and says|is) no exercise")
_ONE_OF: Final = later(r"^one of (?P<names>[^;]+?)(?:;|$)")
#: A name that stands for several is of so many words at most.
_LONGEST_NAME: Final = 3
#: A longer quote is of nearly a whole answer.
_SHORT: Final = 40


def with_whole_ways(
    problems: Sequence[Problem], answers: Mapping[str, str], reader_of: Callable[[str], Asked]
) -> list[Problem]:
    """Return questions with whole answers that settle them.

    Parameters
    ----------
    problems : sequence of Problem
    answers : mapping of str to str
    reader_of : callable
        Returns what reads another answer to a question.
    """
    return [
        replace(one, ways=tuple(_ways(one, problems, answers[one.field], reader_of(one.field))))
        if one.field in answers and len(answers[one.field]) <= _LONGEST
        else one
        for one in problems
    ]


def _ways(problem: Problem, problems: Sequence[Problem], text: str, asks: Asked) -> list[str]:
    others = [one for one in problems if one is not problem and one.field == problem.field]
    days = [text.replace(part, day, 1) for part, day in _either(problem.found) if part in text]
    days += _without_words(problem, text)
    if problem.field == "food" and problem.found.startswith(_NO_RHYTHM):
        asked = {part for one in others for part in QUOTED.findall(one.found)}
        days += [
            way
            for part, way in _told_daily(problem, text)
            if not any(one in part or part in one for one in asked)
        ]
    if _NO_STRENGTH.search(problem.found):
        days += _of_each_strength(text)
    if _PINT.search(problem.found):
        days += pints_of_each(text)
    if _NO_EXERCISE.search(problem.found):
        days += filter(None, (as_strength(text, part) for part in QUOTED.findall(problem.found)))
    told = [way for way in _candidates(problem, text) if _says_the_same(problem, text, way)]
    ways = [way for way in problem.ways if is_none(way) or _denials(text) <= _denials(way)]
    for way in list(dict.fromkeys((*days, *told)))[:_MOST_READ]:
        if way in ways or not _denials(text) <= _denials(way) or denies_told(text, way):
            continue
        if len(ways) < _MOST and _settles(way, others, asks):
            ways.append(way)
    return ways


def _told_daily(problem: Problem, text: str) -> Iterator[tuple[str, str]]:
    """Yield parts without how often, each with an answer that has it: daily, and of so much vitamin D weekly."""
    often = "weekly" if any(number >= _RARE for number in _numbers(text)) else "daily"
    for part in QUOTED.findall(problem.found):
        if part in text:
            yield part, text.replace(part, f"{part} {often}", 1)


def _of_each_strength(text: str) -> Iterator[str]:
    """Yield an answer with each strength in the name of a brand that does not tell its own."""
    for start, end in calcium_products_in(text):
        try:
            calcium_with_d(text[start:end])
        except WhichStrengthError as which:
            yield from (f"{text[:start]}{name}{text[end:]}" for name in which.names)
            return


def _denials(text: str) -> Counter[str]:
    """Return the words of a text that deny: none of them is left out by a press."""
    return Counter(_DENIES.findall(text.casefold()))


#: What stands behind a denial, up to the end of its part; that periods stay away is no denial.
_TOLD_WORD: Final = later(r"[^\W\d_]{2,}")
_DENIED: Final = later(
    r"(?<![\w'-])(?:no|not|never|without|non)[ -](?:an? |any |known |prior )?(?P<what>(?!periods?\b)[^,;.\n]+)",
    re.IGNORECASE,
)


def denies_told(text: str, way: str) -> bool:
    """Tell whether an answer that is offered denies what another one tells without a denial.

    Examples
    --------
    >>> denies_told("no RA, mother broke her hip", "no RA, no mother broke her hip")
    True
    >>> denies_told("no falls, male", "male, no falls")
    False
    """
    denied = {word for one in _DENIED.finditer(text) for word in _TOLD_WORD.findall(one["what"].casefold())}
    told = {*_TOLD_WORD.findall(_DENIED.sub(" ", text).casefold())} - denied
    return any({*_TOLD_WORD.findall(one["what"].casefold())} & told for one in _DENIED.finditer(way))


def _kind_of(problem: Problem) -> tuple[str, ...]:
    """Return what tells one question of an answer from another one: not the whole answer that it quotes."""
    short = tuple(one.casefold() for one in QUOTED.findall(problem.found) if len(one) < _SHORT)
    return (*short, QUOTED.sub("", problem.found), problem.expected)


def _either(found: str) -> Iterator[tuple[str, str]]:
    """Yield a day that may be either of two, and each of them."""
    if (days := _EITHER_DAY.match(found)) is not None:
        yield from ((days["part"], days[key]) for key in ("one", "other"))


def _without_words(problem: Problem, text: str) -> Iterator[str]:
    """Yield an answer without the words that a question says may be left out: who takes it leaves them out knowingly.

    Words with a number in them stay, as do those of a bracket: they may tell whose a value is, or what of.
    """
    if (line := _LINE_WITHOUT.search(problem.fix)) is not None:
        yield line["line"]
    if _LEFT_OUT.search(problem.fix) is None:
        return
    trouble, _, whole = problem.found.rpartition(" in ")
    words = QUOTED.findall(trouble) if QUOTED.fullmatch(whole.strip()) else []
    if not words or any(re.search(r"[\d;]", one) for one in words):
        return
    if any(_TURNS.fullmatch(word) for one in words for word in one.split()):
        return
    if any(one in bracket for one in words for bracket in _BRACKET.findall(text)):
        return
    for one in words:
        text, gone = re.subn(rf"(?<!\w){re.escape(one)}(?!\w)[ ,]*", "", text, count=1, flags=re.IGNORECASE)
        if not gone:
            return
    yield text.strip(" ,;")


def _candidates(problem: Problem, text: str) -> Iterator[str]:
    """Yield answers in which what is quoted, or the part that holds it, is one of the ways that a question names."""
    quoted = [part.removesuffix("...") for part in QUOTED.findall(problem.found)]
    quoted = [part for part in quoted if part and part in text]
    lines = QUOTED.findall(problem.fix)
    if (listed := _ONE_OF.match(problem.expected)) is not None:
        names = re.split(r", (?:or )?| or ", listed["names"])
        lines += [
            name[:1].lower() + name[1:] for name in names if "patch" not in name or "patch" in text.casefold()
        ]
    for line in lines:
        yield line
        for part in quoted:
            before, _, after = text.partition(part)
            after = re.split(r"[;\n]", after)[0].strip(" ,.")
            if (before.strip() and line.startswith(before.strip())) or (after and after in line):
                continue  # it holds what stands beside the part, which would be there twice
            yield text.replace(part, line, 1)
        for part in _PART.finditer(text):
            if any(words in part[0] for words in quoted):
                yield f"{text[: part.start()]}{' ' * part[0].startswith(' ')}{line}{text[part.end() :]}"
        if (value := _VALUE.fullmatch(line)) is not None:  # a number of the answer, with its unit
            yield from completions(text, problem.found, value[0])[:1]


def _says_the_same(problem: Problem, text: str, way: str) -> bool:
    """Tell whether an answer tells all that another one does, in its words, and more at most how often."""
    named = _ONE_OF.match(problem.expected)
    names = [part for part in QUOTED.findall(problem.found) if named and len(part.split()) <= _LONGEST_NAME]
    names += [part for part in QUOTED.findall(problem.found) if _WEEKEND.fullmatch(part) and part in text]
    if _SEVERAL.search(problem.found):
        names += [
            part
            for part in QUOTED.findall(problem.found)
            if len(part.split()) <= _LONGEST_NAME and part in text
        ]
    plain = text
    for name in names:  # "Sustanon 250": its number is part of what is replaced
        plain = plain.replace(name, " ", 1)
    if way == text or lost(problem.field, plain, way) or _drops_part(text, way, names):
        return False
    before, after = _numbers(plain), _numbers(way)
    often = _numbers(" ; ".join(_OFTEN.findall(in_digits(way))))
    if not before:  # a strength in a name, beside no dose of his
        often += _numbers(" ; ".join(_named_in(problem.expected, way)))
    if before - after or (after - before) - often:
        return False
    told = rhythms_of(problem.field, _changed(text, way))
    if told and rhythms_of(problem.field, way) - rhythms_of(problem.field, text):
        return False
    gone = _words(text) - _words(way) - _words(" ".join(names))
    twice = _words(way) - _words(text) if named is None else Counter[str]()
    return not gone and not any(_words(text)[word] and not _OFTEN_WORD.fullmatch(word) for word in twice)


#: "AI", "T", "E2": a name too short to be told from other words but by its capitals.
_SHORT_NAME: Final = later(r"(?<![\w-])(?:[A-Z]{2,3}\d?|[TE])(?![\w-])")


def _drops_part(text: str, way: str, names: Iterable[str]) -> bool:
    """Tell whether a way holds fewer parts than an answer, or not all of its short names."""
    if _parts_of(way) < _parts_of(text):
        return True
    held = {word.casefold() for words in (way, *names) for word in re.findall(r"\w+", words)}
    return any(name.casefold() not in held for name in _SHORT_NAME.findall(text))


def _parts_of(text: str) -> int:
    return sum(1 for part in _PART.findall(text) if part.strip())


def _named_in(expected: str, way: str) -> list[str]:
    """Return the names of a question that an answer holds, whose numbers are part of them: "Estradiol gel 0.06 %"."""
    listed = _ONE_OF.match(expected)
    names = listed["names"].split(", ") if listed else []
    return (
        [max(mine, key=len)] if (mine := [one for one in names if one.casefold() in way.casefold()]) else []
    )


def _changed(text: str, way: str) -> str:
    """Return the parts of an answer that another one does not hold as they are."""
    kept = {part[0].strip() for part in _PART.finditer(way)}
    return " ; ".join(part[0] for part in _PART.finditer(text) if part[0].strip() not in kept)


def _numbers(text: str) -> Counter[float]:
    return Counter(float(number) for number in _NUMBER.findall(in_digits(text)))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _settles(way: str, others: Collection[Problem], asks: Asked) -> bool:
    """Tell whether of an answer nothing is asked but what was asked beside."""
    following = asks(way)
    return following is None or any(
        _kind_of(following) == _kind_of(one) or _is_part(following, one) for one in others
    )


def _is_part(one: Problem, other: Problem) -> bool:
    """Tell whether a question asks of some of what another one asks of all."""
    names, all_names = ({*QUOTED.findall(each.found)} for each in (one, other))
    return (
        bool(names)
        and names <= all_names
        and one.found.partition('"')[0] == other.found.partition('"')[0] != ""
    )
