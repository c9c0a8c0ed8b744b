"""An answer that is asked about, mended whole: its own words with what lacks put in, or what is unclear taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from typing import Final

from osteotwin.asking.drugs.offered import meant
from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.open_rhythms import open_rhythms
from osteotwin.asking.suggested import MARKED
from osteotwin.asking.told_day import day_words, with_day_before
from osteotwin.asking.told_facts import facts_of, lost
from osteotwin.asking.unclear import QUOTED
from osteotwin.errors import Problem
from osteotwin.inputs.everyday import is_everyday
from osteotwin.protocol.library import of_class
from osteotwin.units import in_digits
from osteotwin.units.german import in_english

#: Reads an answer; returns what is asked of it first, ``None`` where all is understood.
Asked = Callable[[str], Problem | None]
#: So many readings are spent on one answer, and on one part of it; so many changes are made one after another.
_MOST_READINGS, _MOST_OF_PART, _MOST_CHANGES = 20, 6, 6
#: Units of a value that are tried.
_MOST_UNITS: Final = 3
#: Longer answers are mended part by part by who wrote them.
_LONGEST: Final = 300
#: A quoted piece that is longer than this share of an answer tells nothing of where the unclear words are.
_WHOLE: Final = 0.6
#: Of so many of an answer's words at most one in four is taken out.
_LEAST_OUT, _SHARE_OUT = 3, 4
#: Words that may turn what is told are never taken out, nor what holds a number that is not asked about by name.
_TURNS: Final = re.compile(
    r"\b(?:no|not|never|without|nor|neither|nicht|kein\w*|nie|ohne|sin|pas|jamais|sans|nunca|non|senza|niet|geen|"
    r"stop\w*|quit|end(?:ed|s)|until|till|off|paus\w*|before|after|if|unless|except|instead|only|was|were|used to|old|"
    r"last|next|half|double|other|prev\w*|formerly|ex|alternat\w*|rotat\w*|turns?|except|years?|months?|weeks?|days?|plan\w*|since|ago)\b|"
    r"n['\u2019]t\b",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"(?:[^;,\n.]|[.,](?=\d)|\.(?!\s|$))+")
_JOINT: Final = re.compile(r" (?:and|&|\+|plus|et|y|und|e|en)(?= )", re.IGNORECASE)
_CLAUSE: Final = re.compile(rf"([;,](?!\d)|{_JOINT.pattern})", re.IGNORECASE)
_RHYTHM: Final = re.compile(
    r"\b(?:(?:once|twice|\d+(?:-\d+)? ?(?:x|times)) ?(?:a|per|each|every|/) ?(?:day|week|month|year)|daily|weekly|"
    r"every (?:other )?(?:day|morning|evening|night|week|month))\b",
    re.IGNORECASE,
)
#: "3ish"
_ABOUT: Final = re.compile(r"(?P<n>\d)[ -]?ish\b", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"\d ?(?:x|sets|min|hours?|h)\b|\dx\d", re.IGNORECASE)
_RANGE: Final = re.compile(r"\d ?(?:-|\u2013|to|or|\u00e0|a|o|bis|oder) ?\d")
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
#: A shorter word tells nothing by itself.
_SHORT: Final = 3
#: Words that lack, and may be put in more than once.
_ADDED: Final = re.compile(
    r"\d{1,2}|min|minutes|times?|once|twice|an?|days?|weeks?|months?|daily|weekly|monthly|every|each|of|and|in|the|with|"
    r"kg|lb|mg|mcg|iu|ml|l|u|g|ng|pg|dl|nmol|pmol|mmol|since|january|march|reps|sets|x"
)
_NUMBER: Final = r"(?<![\w.,]){}(?![\w.,]*\d| ?(?:[^\W\d_]|%))"
_VALUE: Final = re.compile(r"(?P<n>\d+(?:\.\d+)?) ?(?P<unit>[^\W\d]\S*)")
#: What lacks, by the words of a question, and what is put in; the likeliest first.
_TAILS: Final = {
    "training": (
        (re.compile(r"how often|how many times"), ("3 times a week",)),
        (re.compile(r"how long|minutes"), ("30 min", "30 min 3 times a week")),
        (re.compile(r"sets|repetitions|how much"), ("3x8", "3x8 3 times a week", "30 min", "30 min 3 times a week")),
    ),
    "food": ((re.compile(r"how often|how much|one nutrient"), ("daily",)),),
}  # fmt: skip


@dataclass(frozen=True)
class Mended:
    """An answer that is understood, and what of his own was changed to make it so.

    Attributes
    ----------
    text : str
        The whole answer.
    out : tuple of str
        The words that were taken out.
    asked : tuple of Problem
        What was asked on the way, each of another piece.
    """

    text: str
    out: tuple[str, ...] = ()
    asked: tuple[Problem, ...] = ()


@dataclass
class _Readings:
    """How an answer is read, each text once, until so many were."""

    asks: Asked
    most: int
    text: str
    known: dict[str, Problem | None] = field(default_factory=dict[str, "Problem | None"])

    @property
    def are_spent(self) -> bool:
        return len(self.known) >= self.most

    def __call__(self, text: str) -> Problem | None:
        if text not in self.known:
            self.known[text] = self.asks(text)
        return self.known[text]


def mended(question: str, text: str, asks: Asked, *, today: date) -> Mended | None:
    """Return an answer that is understood, holds all that was told, and says what lacks; ``None`` where none is found.

    Parameters
    ----------
    question : str
    text : str
        An answer that is asked about.
    asks : callable
        Reads another one as a person's answer is read.
    today : datetime.date
    """
    if len(text) > _LONGEST:
        return None
    readings = _Readings(asks, _MOST_READINGS, text)
    found = _searched(question, text, readings, today)
    return found or _part_by_part(question, text, readings, today)


def loses(question: str, text: str, found: Mended) -> bool:
    """Tell whether an answer lacks what was told, but for the words that it leaves out and that were asked about."""
    told = text
    for words in found.out:
        told = told.replace(words, " ", 1)
    spans = [
        words
        for problem in found.asked
        for words in QUOTED.findall(problem.found)
        if words in text and len(words) < len(text) * _WHOLE
    ]
    if question == "person":  # its parts are told in other words
        spoken = " ; ".join(spans)
    else:
        spoken = " ; ".join(number[0] for one in spans for number in _RANGE.finditer(one))
    spoken = " ; ".join((spoken, *(text[one.start : one.end] for one in open_rhythms(text))))
    if question == "drugs":
        spoken = " ; ".join((spoken, *(text[start:end] for start, end, _ in classes(text))))
    if question in ("labs", "scans"):
        spoken = " ; ".join((spoken, *day_words(text, found.text)))
    most = max(_LEAST_OUT, len(text.split()) // _SHARE_OUT)
    had, has, free = _counted(told), _counted(found.text), _counted(spoken)
    return (
        len(" ".join(found.out).split()) > most
        or any(_names(question, one) for one in found.out)
        or bool(lost(question, told, found.text, spoken))
        or any(has[word] > had[word] > 0 for word in had if not _ADDED.fullmatch(word))
        or any(has[word] < had[word] - free[word] for word in _COUNTS)
        or any(
            not has[word] and not free[word] and not is_everyday(word) and not _ADDED.fullmatch(word)
            for word in had
            if word.isalpha() and len(word) > _SHORT
        )
        or (question == "drugs" and bool(_UNTOLD.search(found.text)) and not _UNTOLD.search(text))
    )


#: Words that say how often, of which none may be lost.
_COUNTS: Final = ("twice", "once", "thrice", "other", "alternate")
#: An end that nobody told.
_UNTOLD: Final = re.compile(r"\buntil\b")


def _names(question: str, text: str) -> set[object]:
    """Return the drugs, foods, exercises or sites that a text names."""
    return {fact for fact in facts_of(question, text) if isinstance(fact, tuple) and fact[0] == "name"}


def _counted(text: str) -> Counter[str]:
    """Return the words and numbers of a text, in English where they are of another language that is understood."""
    return Counter(_TOKEN.findall(in_english(text).casefold()))


def _searched(question: str, text: str, readings: _Readings, today: date) -> Mended | None:
    """Return an answer after one change on another, each of which was a step: something else was asked then."""
    first = readings(text)
    return None if first is None else _steps(question, Mended(text), first, readings, today)


def _steps(
    question: str, so_far: Mended, problem: Problem, readings: _Readings, today: date
) -> Mended | None:
    path = (*so_far.asked, problem)
    if len(path) > _MOST_CHANGES:
        return None
    kinds = {kind_of(one) for one in path}
    for text, out in _edits(question, so_far.text, problem, today):
        if readings.are_spent:
            return None
        if any(words not in readings.text for words in out):
            continue
        following = readings(text)
        step = Mended(text, (*so_far.out, *out), path)
        if following is None:
            if loses(question, readings.text, step):
                continue
            return step
        if kind_of(following) in kinds:
            continue
        if (end := _steps(question, step, following, readings, today)) is not None:
            return end
    return None


def kind_of(problem: Problem) -> tuple[str, ...]:
    """Return what tells one question of an answer from another one: not the whole answer that it quotes."""
    short = tuple(one.casefold() for one in QUOTED.findall(problem.found) if len(one) < 40)
    return (*short, QUOTED.sub("", problem.found), problem.expected)


def _part_by_part(question: str, text: str, readings: _Readings, today: date) -> Mended | None:
    """Return an answer of which each part is mended by itself, with semicolons between them."""
    parts = [one[0].strip() for one in _PART.finditer(text) if one[0].strip()]
    if len(parts) < 2 or question not in ("training", "food", "drugs", "person"):
        return None
    rhythms = list(dict.fromkeys(one[0] for one in _RHYTHM.finditer(text)))
    own = rhythms[0] if len(rhythms) == 1 and question == "training" else ""
    each: list[Mended] = []
    for part in parts:
        alone = _Readings(partial(_asked_of_part, readings.asks), _MOST_OF_PART, part)
        if alone(part) is None:
            each.append(Mended(part))
            continue
        also = f"{part} {own}"
        if own and alone(also) is None:
            each.append(Mended(also))
            continue
        one = _searched(question, part, alone, today)
        if one is None:
            return None
        each.append(one)
    whole = "; ".join(one.text for one in each)
    out = tuple(words for one in each for words in one.out)
    asked = tuple(problem for one in each for problem in one.asked)
    end = Mended(whole, out, asked)
    return end if readings.asks(whole) is None and not loses(question, text, end) else None


def _asked_of_part(asks: Asked, part: str) -> Problem | None:
    """Return what is asked of a part; nothing of what it lacks as if it were the whole diet."""
    problem = asks(part)
    return None if problem is not None and _OF_WHOLE.search(problem.found) else problem


_OF_WHOLE: Final = re.compile(r"less than almost any diet|which says what is not eaten")


def _edits(question: str, text: str, problem: Problem, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield answers with one change, the one that keeps most first, and the words that it takes out."""
    spans = list(_spans(text, problem))
    tried = {text}
    ways = (
        *((one, ()) for one in islice(_told_plainly(question, text, problem, today), 6)),
        *((one, ()) for one in _with_units(text, problem)),
        *((one, ()) for one in islice(_with_what_lacks(question, text, problem, spans), 12)),
        *((one, ()) for one in islice(_as_offered(question, text, problem, spans), 6)),
        *islice(_without(question, text, problem, spans), 10),
    )
    for way, out in ways:
        plain = re.sub(r"\s+([,;.])", r"\1", " ".join(way.split())).strip(" ,;")
        if _TOKEN.search(plain) and plain not in tried:
            tried.add(plain)
            yield plain, out


def _spans(text: str, problem: Problem) -> Iterator[tuple[int, int]]:
    """Yield where an answer holds what a question quotes, but for what is nearly all of it."""
    for words in QUOTED.findall(problem.found):
        start = text.casefold().find(words.casefold())
        if start >= 0 and len(words) < len(text) * _WHOLE:
            yield start, start + len(words)


def _told_plainly(question: str, text: str, problem: Problem, today: date) -> Iterator[str]:
    """Yield an answer with numbers in place of words that tell none, drugs in place of classes, and days with years."""
    rhythms = list(open_rhythms(text)) if question in ("training", "food", "drugs", "dose") else []
    plain = _ABOUT.sub(r"\g<n>", text)
    rhythms = list(open_rhythms(plain)) if rhythms else []
    for one in reversed(rhythms):
        plain = f"{plain[: one.start]}{one.instead}{plain[one.end :]}"
    yield plain
    if question == "drugs":
        yield _with_members(text)
    if question in ("labs", "scans"):
        dated = list(with_day_before(text, today))
        yield from dated
        if not dated and re.search(r"\bday\b", problem.expected):
            yield f"12 January {today.year}: {text}"
    if question == "scans" and problem.expected == "the site":
        yield _SITE.sub("total hip", text)


#: "the hip", which is its neck or the whole.
_SITE: Final = re.compile(
    r"\b(?:my |the |die |la |le )?(?:hips?|h\u00fcfte|hanche|cadera|femur|f\u00e9mur)\b", re.IGNORECASE
)


def classes(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return where an answer names classes of drugs, the longest names first, and the drugs of each."""
    words = list(re.finditer(r"[^\s,;.()]+", text))
    found: list[tuple[int, int, tuple[str, ...]]] = []
    place = 0
    while place < len(words):
        count = 1
        for length in (4, 3, 2, 1):
            group = words[place : place + length]
            start, end = group[0].start(), group[-1].end()
            if len(group) < length or re.search(r"\d", text[start:end]):
                continue  # its dose is no part of its name
            if members := of_class(text[start:end]):
                found.append((start, end, members))
                count = length
                break
        place += count
    return found


def _with_members(text: str) -> str:
    """Return an answer on drugs with one drug in place of each class; without the class where one of it is named."""
    named = {meant(name) for name in drugs_in(text)}
    for start, end, members in reversed(classes(text)):
        one = "" if named & {meant(member) for member in members} else members[0]
        text = f"{text[:start]}{one}{text[end:]}"
    return text


def _with_units(text: str, problem: Problem) -> Iterator[str]:
    """Yield an answer with the units that a question offers behind their numbers."""
    lines = dict.fromkeys(QUOTED.findall(problem.fix))
    values: dict[str, list[str]] = {}
    for value in filter(None, map(_VALUE.fullmatch, lines)):
        values.setdefault(value["n"], []).append(value[0])
    for choice in range(_MOST_UNITS):  # one of them is usual
        typed = text
        for number, ways in values.items():
            bare = _NUMBER.format(re.escape(number).replace(r"\.", "[.,]"))
            typed = re.sub(bare, ways[min(choice, len(ways) - 1)], typed, count=1)
        yield typed


def _as_offered(question: str, text: str, problem: Problem, spans: list[tuple[int, int]]) -> Iterator[str]:
    """Yield an answer with what a question offers in the place of what it quotes; no name of an example is offered."""
    told = _names(question, text)
    for line in dict.fromkeys(QUOTED.findall(problem.fix)):
        if is_of_another(question, text, problem, line):
            continue
        others = question == "drugs" or "which" not in problem.expected
        if re.match(r"no\b", line) or (
            others and question != "person" and not _names(question, line) <= told
        ):
            continue
        for start, end in (*spans, *(_parts_of(text, spans) if question == "person" else ())):
            if not is_told_twice(line, f"{text[:start]} {text[end:]}"):
                yield f"{text[:start]}{line}{text[end:]}"
        if not loses(question, text, Mended(line)):
            yield line


def is_told_twice(line: str, rest: str) -> bool:
    """Tell whether the rest of an answer holds a word or a number of a line that is put beside it."""
    there = _counted(rest)
    return any(there[word] for word in _counted(line) if not _ADDED.fullmatch(word))


def is_of_another(question: str, text: str, problem: Problem, line: str) -> bool:
    """Tell whether a line of a question is an example of something that the answer does not name."""
    marked = MARKED.search(problem.fix.partition(f'"{line}"')[0]) is not None
    return marked and question != "person" and not _names(question, line) <= _names(question, text)


def _with_what_lacks(
    question: str, text: str, problem: Problem, spans: list[tuple[int, int]]
) -> Iterator[str]:
    """Yield an answer with what lacks behind what is asked about, behind one of its parts, or at its end."""
    said = f"{problem.found} {problem.expected}"
    tails = [tail for lacks, these in _TAILS.get(question, ()) if lacks.search(said) for tail in these]
    if question == "training":
        own = list(dict.fromkeys(one[0] for one in _RHYTHM.finditer(text)))[:2]
        tails = [
            tail.replace("3 times a week", often) for tail in tails for often in (own or ["3 times a week"])
        ]
        tails = sorted(dict.fromkeys(tails), key=len)
    if question == "training" and len(_JOINT.findall(text)) and re.search(r"how long|minutes", said):
        clauses = _CLAUSE.split(text)  # every other one is a joint; each of the rest is told by itself
        yield "".join(
            one if place % 2 or _AMOUNT.search(one) or not _TOKEN.search(one) else f"{one.rstrip()} 30 min"
            for place, one in enumerate(clauses)
        )
    ends = [end for _, end in _parts_of(text, spans)]
    places = list(dict.fromkeys(ends)) or [len(text), *[one.end() for one in _PART.finditer(text)][:-1]]
    for place in places[:4]:
        part = next((one[0] for one in _PART.finditer(text) if one.start() < place <= one.end()), "")
        for tail in tails:
            if any(has.search(part) and has.search(tail) for has in (_RHYTHM, _AMOUNT)):
                continue
            yield f"{text[:place].rstrip(' .,;')} {tail}{text[place:]}"


def _without(
    question: str, text: str, problem: Problem, spans: list[tuple[int, int]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield an answer without what is asked about, without the part that holds it, or without one of its words."""
    named = "leave it out" in problem.fix
    parts = _parts_of(text, spans)
    for start, end in (*parts, *spans):
        whole = (start, end) in parts
        if (
            not _may_go(text[start:end], named=named and whole)
            or len(text[start:end].split()) > _LEAST_OUT + 1
        ):
            continue
        if not whole and (
            question in _IN_PARTS or not any(start == one or end == last for one, last in parts)
        ):
            continue
        if question == "drugs" and not all(map(is_everyday, _TOKEN.findall(text[start:end].casefold()))):
            continue  # it may be a drug
        part = next((text[one:last] for one, last in parts if one <= start < last), "")
        if not whole and not any(
            one.isalpha() and len(one) > _SHORT - 1 and not _ADDED.fullmatch(one)
            for one in _counted(part.replace(text[start:end], " ", 1))
        ):
            continue  # its amounts would be of nothing
        left, out = _cut(text, start, end)
        if not _DANGLES.search(left[:start].rstrip()):
            yield left, out


#: Each of their parts is one thing: without a word of it it is another one.
_IN_PARTS: Final = frozenset(("person", "labs", "scans"))
#: What cannot end a part.
_DANGLES: Final = re.compile(
    r"\b(?:an?|the|my|with|to|of|for|in|on|at|and|or|un|une|le|la|les|du|de|des|et|ou|avec|pour|el|los|las|un|una|y|o|con|"
    r"para|por|der|die|das|dem|den|ein|eine|einen|zu|zur|zum|und|oder|mit|f\u00fcr|im|am)$",
    re.IGNORECASE,
)


def _parts_of(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the parts of an answer, between commas, that hold what is asked about."""
    found: list[tuple[int, int]] = []
    for one in _PART.finditer(text):
        start, end = one.start() + len(one[0]) - len(one[0].lstrip()), one.start() + len(one[0].rstrip())
        if any(start <= begin and last <= end for begin, last in spans):
            found.append((start, end))
    return found


def _may_go(words: str, *, named: bool) -> bool:
    """Tell whether words may be taken out: they turn nothing, and hold no number but one that is named as no matter."""
    return not _TURNS.search(words) and (named or not re.search(r"\d", in_digits(in_english(words))))


def _cut(text: str, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    """Return a text without some of its words, and the comma or the joint that stood before them."""
    before, behind = text[:start].rstrip(), text[end:]
    if not behind.strip(" .") or re.match(r"\s*[,;.]", behind):
        before = re.sub(
            r"(?:[,;(]|\b(?:and|with|et|y|und|mit|con|avec|plus|for|in|on|of))$", "", before
        ).rstrip()
    return f"{before} {behind.lstrip() if not before else behind}", (text[start:end].strip(),)
