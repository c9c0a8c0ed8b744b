"""A sentence on training as spans, each of one kind: exercise, sets, load, minutes, how often, joint, word, unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from osteotwin.asking.training.amounts import Kind, Value, amount_at
from osteotwin.asking.training.often import often_at
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.vocabulary import (
    COMPLAINT,
    HOLDS,
    NEUTRAL,
    SEASON,
    TURNS,
    WEIGHTS,
    idle_words,
    names_joined,
    names_of_exercises,
    names_with_numbers,
    words_of_names,
)
from osteotwin.inputs.misspelled import misspelling_of
from osteotwin.inputs.names import NotInLibraryError, folded
from osteotwin.protocol.library.exercise_found import find_exercise, names_exercise
from osteotwin.protocol.library.exercise_words import is_joint
from osteotwin.protocol.library.exercises import load_exercises
from osteotwin.units.patterns import later

_TOKEN: Final = later(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|\S")
#: Words of the longest name of an exercise.
_LONGEST: Final = 8
_JOINTS: Final = {
    ",": Kind.COMMA, ";": Kind.COMMA, "/": Kind.COMMA, "+": Kind.COMMA, "&": Kind.AND, "and": Kind.AND, "y": Kind.AND,
    "und": Kind.AND, "et": Kind.AND, "plus": Kind.AND, "sowie": Kind.AND, "then": Kind.AND, "or": Kind.OR,
    "oder": Kind.OR, "ou": Kind.OR, "o": Kind.OR, ":": Kind.COLON, "=": Kind.COLON, "-": Kind.DASH, "(": Kind.OPEN,
    "each": Kind.EACH, "all": Kind.EACH, "both": Kind.EACH, "jeweils": Kind.EACH, "je": Kind.EACH,
    "[": Kind.OPEN, ")": Kind.CLOSE, "]": Kind.CLOSE, "with": Kind.WITH, "|": Kind.COMMA, "but": Kind.COMMA,
    "aber": Kind.COMMA, "pero": Kind.COMMA, "mais": Kind.COMMA,
}  # fmt: skip
#: Between two words of one name.
_WITHIN: Final = later(r"[ \-']+")
#: With which a name neither begins nor ends.
_EDGES: Final = """
a an and the of to for in on at my i we he do does doing with is it daily weekly some each every x das der die el la los
las de du le les y et und o ou session sessions training class classes regular gym home con mit avec pour por un una une
einer einem
"""
_EDGE: Final = frozenset(_EDGES.split())
_LEADS: Final = frozenset(["training", "class", "classes", "group", "regular", "gym", "home"])
#: Before a name it is of a part of the year: "winter hiking".
_OF_YEAR: Final = later(r"(?:spring|summer|autumn|winter)", re.IGNORECASE)
#: Behind "up" it bounds what follows.
_BOUNDED: Final = frozenset(("to", "until", "till"))
_SIGNS: Final = frozenset(".!?'\"~*@\u2022\u2026")
#: Letters from which a word may be a slip.
_LEAST_SLIPPED: Final = 5
_LEAST_SLIPPED_NEUTRAL: Final = 7


@dataclass(frozen=True)
class Span:
    """A part of a sentence.

    Attributes
    ----------
    kind : Kind
    text : str
        As it stands there.
    start, end : int
    value : Value
        Of an amount or of how often.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Value = ()


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def spans_of(text: str) -> tuple[Span, ...]:
    """Return the spans of a sentence, every token in one of them.

    Examples
    --------
    >>> [(span.kind.name, span.text) for span in spans_of("squat 3x5 80 kg twice a week")]
    [('EXERCISE', 'squat'), ('SETS', '3x5'), ('LOAD', '80 kg'), ('OFTEN', 'twice a week')]
    """
    tokens = [_Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    ends = {token.end: place for place, token in enumerate(tokens, 1)}
    found: list[Span] = []
    place = 0
    while place < len(tokens):
        span = _at(text, tokens, place)
        found.append(span)
        place = next(ends[end] for end in range(span.end, len(text) + 1) if end in ends and ends[end] > place)
    return tuple(_with_what_leads(text, found))


def _at(text: str, tokens: list[_Token], place: int) -> Span:
    token = tokens[place]
    start = token.start
    for reader in (often_at, amount_at):
        if (one := reader(text, start)) is not None:
            kind, end, value = one
            return Span(kind, text[start:end], start, end, value)
    if (ill := COMPLAINT.match(text, start)) is not None:
        return Span(Kind.COMPLAINT, ill[0], start, ill.end())
    season, end = SEASON.match(text, start), _name_from(text, tokens, place)
    if season is not None and (
        " " in season[0] or (_OF_YEAR.match(season[0]) and text[start:end] != season[0])
    ):
        end = end if folded(text[start:end]) in names_of_exercises() else None
    if end is not None:
        name = text[start:end]
        kind = Kind.HOLDS if folded(name) in HOLDS else Kind.EXERCISE
        return Span(kind, name, start, end)
    if season is not None:
        return Span(Kind.SEASON, season[0], start, season.end())
    lower = token.text.casefold()
    if lower in _JOINTS:
        return Span(_JOINTS[lower], token.text, start, token.end)
    following = tokens[place + 1].text.casefold() if place + 1 < len(tokens) else ""
    if lower == "up" and following not in _BOUNDED:  # "up and down", "wake up"
        return Span(Kind.WORD, token.text, start, token.end)
    if token.text in _SIGNS or lower in NEUTRAL or lower in idle_words() or _is_slip(lower):
        return Span(Kind.WORD, token.text, start, token.end)
    kind = Kind.NUMBER if token.text[0].isdigit() else Kind.UNKNOWN
    return Span(kind, token.text, start, token.end)


def _name_from(text: str, tokens: list[_Token], place: int) -> int | None:
    """Return where the longest name that begins at a token ends; ``None`` where none begins there."""
    first = tokens[place].text.casefold()
    if not (first[0].isalpha() or _is_of_one(tokens, place)):
        return None
    if first in _EDGE and first not in _LEADS:
        return None
    counted = _counted_name(text, tokens[place].start)
    if counted is not None:
        return counted
    last = place
    while last + 1 < len(tokens) and last + 1 - place < _LONGEST and _joined(text, tokens, last):
        last += 1
    for end in range(last, place - 1, -1):
        name = text[tokens[place].start : tokens[end].end]
        bare = folded(name) in HOLDS | names_of_exercises() or WEIGHTS.fullmatch(name)
        if name.casefold() in NEUTRAL and folded(name) not in HOLDS and not WEIGHTS.fullmatch(name):
            continue
        if not bare and (tokens[end].text.casefold() in _EDGE or name.casefold() in NEUTRAL):
            continue
        if end > place and any(_is_told(text, tokens[k].start) for k in range(place + 1, end + 1)):
            continue
        if WEIGHTS.fullmatch(name) or (_is_name(name) and not _is_two(name)):
            return tokens[end].end
    return None


def _is_told(text: str, start: int) -> bool:
    """Tell whether an amount, how often or a season begins at a place."""
    amount = amount_at(text, start)
    season = SEASON.match(text, start)
    of_season = season is not None and " " in season[0]  # "Langlauf im Winter"
    return (
        of_season or often_at(text, start) is not None or (amount is not None and amount[0] is not Kind.WORD)
    )


def _counted_name(text: str, start: int) -> int | None:
    """Return where a name with a number in it ends: "couch to 5k"."""
    rest = text[start:].casefold()
    return next(
        (
            start + len(name)
            for name in names_with_numbers()
            if rest.startswith(name) and not rest[len(name) :][:1].isalnum()
        ),
        None,
    )


def _joined(text: str, tokens: list[_Token], place: int) -> bool:
    """Tell whether a name may go on behind a token."""
    here, following = tokens[place], tokens[place + 1]
    between = text[here.end : following.start]
    if following.text == "-":
        return (
            place + 2 < len(tokens)
            and text[here.end : following.end + 1].strip(" ") == text[here.end : following.end + 1]
            and tokens[place + 2].text[0].isalpha()
        )
    if not (following.text[0].isalpha() or following.text in "-'"):
        return False
    return here.text == "-" or _WITHIN.fullmatch(between) is not None


def _is_of_one(tokens: list[_Token], place: int) -> bool:
    """Tell whether a number belongs to a name: "1 arm row"."""
    behind = [token.text.casefold() for token in tokens[place + 1 : place + 3] if token.text != "-"]
    return tokens[place].text in ("1", "2", "5", "45") and bool(behind) and behind[0] in (
        "arm", "leg", "legged", "armed", "handed", "a", "degree",
    )  # fmt: skip


def kinds_of(sentence: str) -> set[Kind]:
    """Return the kinds of the spans of a sentence as it is written.

    Examples
    --------
    >>> sorted(kind.name for kind in kinds_of("squat 3x5"))
    ['EXERCISE', 'SETS']
    """
    return {span.kind for span in spans_of(plain(sentence))}


@lru_cache(maxsize=4096)
def _is_name(name: str) -> bool:
    if folded(name) in HOLDS:
        return True
    known = words_of_names()
    for word in folded(name).split():
        if word in known or word.isdigit() or is_joint(word):
            continue
        idle = word in idle_words()  # a word of its own is no slip of another: crutches are no crunches
        if idle or len(word) < _LEAST_SLIPPED or misspelling_of(word, dict.fromkeys(known, word)) is None:
            return False
    return names_exercise(name)


_BOTH: Final = later(r"\s+(?:and|y|und|et|plus)\s+", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _is_two(name: str) -> bool:
    """Tell whether a name is of two exercises: "pull-ups and dips", and not "clean and jerk"."""
    if any(one in name.casefold() for one in names_joined()):
        return False
    parts = _BOTH.split(name)
    if len(parts) < 2 or not all(_is_name(one) or WEIGHTS.fullmatch(one) for one in parts):
        return False
    whole, *others = (_exercise_of(one) for one in (name, *parts))
    return whole is None or whole in others


def _exercise_of(name: str) -> str | None:
    try:
        return find_exercise(name).id
    except NotInLibraryError:
        return None


@lru_cache(maxsize=1024)
def _is_slip(word: str) -> bool:
    """Tell whether a word is one that tells nothing, misspelled."""
    if len(word) < _LEAST_SLIPPED_NEUTRAL or word in TURNS or word in words_of_names():
        return False
    return misspelling_of(word, dict.fromkeys(NEUTRAL, word)) is not None


def _with_what_leads(text: str, spans: list[Span]) -> list[Span]:
    """Return spans of which unknown words before an exercise, and a bracket behind it, are of its name."""
    found: list[Span] = []
    for span in spans:
        if span.kind is Kind.EXERCISE:
            most = 0
            while most < 2 and most < len(found) and found[-1 - most].kind is Kind.UNKNOWN:
                most += 1
            for lead in range(most, 0, -1):
                start = found[-lead].start
                if names_exercise(text[start : span.end]):
                    del found[-lead:]
                    span = Span(span.kind, text[start : span.end], start, span.end)
                    break
        found.append(span)
    found = _with_slashes(_with_either(text, _with_landings(_once(text, found))))
    return _with_brackets(text, _without_instead(text, found))


def _once(text: str, spans: list[Span]) -> list[Span]:
    """Return spans in which of two names of one thing that takes time one counts: "Ashtanga yoga"."""
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found else span
        if (
            before is not span
            and before.kind is span.kind is Kind.EXERCISE
            and text[before.end : span.start] == " "
            and (one := _exercise_of(before.text)) is not None
            and one == _exercise_of(span.text)
            and load_exercises()[one].counted_by == "minutes"
        ):
            found[-1] = replace(before, kind=Kind.WORD)
        found.append(span)
    return found


def _with_slashes(spans: list[Span]) -> list[Span]:
    """Return spans in which a slash between two names of what takes time is "or"; two names of one thing are one."""
    found: list[Span] = []
    for span in spans:
        if len(found) > 1 and found[-1].text == "/" and span.kind is found[-2].kind is Kind.EXERCISE:
            first, other = (_exercise_of(one.text) for one in (found[-2], span))
            if first is not None and first == other:
                found[-1] = replace(found[-1], kind=Kind.WORD)
                span = replace(span, kind=Kind.WORD)
            elif {load_exercises()[one].counted_by for one in (first, other) if one} == {"minutes"}:
                found[-1] = replace(found[-1], kind=Kind.OR)
        found.append(span)
    return found


#: Before what is not done, behind what is: "walk instead of running".
_INSTEAD: Final = (
    ("instead", "of"), ("rather", "than"), ("statt",), ("anstatt",), ("statt", "zu"), ("anstatt", "zu"),
    ("anstelle",), ("au", "lieu", "de"),
    ("plut\u00f4t", "que"), ("en", "lugar", "de"), ("en", "vez", "de"), ("in", "place", "of"), ("and", "not"),
)  # fmt: skip


def _without_instead(text: str, spans: list[Span]) -> list[Span]:
    """Return spans in which an exercise that is done no more is none: "power walk instead of running"."""
    found = list(spans)
    for place, span in enumerate(spans):
        behind = next((one.kind for one in spans[place + 1 :] if one.kind not in _LIGHT), None)
        named = any(one.kind is Kind.EXERCISE for one in spans[:place]) or behind is Kind.EXERCISE
        if span.kind is not Kind.EXERCISE or not named:
            continue
        lead = next(
            (
                len(words)
                for words in _INSTEAD
                if tuple(one.text.casefold() for one in spans[max(place - len(words), 0) : place]) == words
            ),
            0,
        )
        following = spans[place + 1].kind if place + 1 < len(spans) else Kind.COMMA
        if lead and following not in _TOLD_OF:
            start = spans[place - lead].start
            found[place - lead : place + 1] = [Span(Kind.COMPLAINT, text[start : span.end], start, span.end)]
            return _without_instead(text, found)
    return found


_LIGHT: Final = frozenset((Kind.WORD, Kind.COMMA))
#: Behind a name it is of that name.
_TOLD_OF: Final = frozenset((Kind.SETS, Kind.MINUTES, Kind.LOAD, Kind.DISTANCE))


def _with_either(text: str, spans: list[Span]) -> list[Span]:
    """Return spans in which one rhythm or another, and one amount or another, is asked: "Tue or Thu"."""
    found: list[Span] = []
    for span in spans:
        if (
            len(found) > 1
            and found[-1].kind is Kind.OR
            and span.kind is found[-2].kind
            and span.kind in _ONE_OF_TWO
        ):
            _, first = found.pop(), found.pop()
            ways = f'"{first.text}" or "{span.text}"'
            kind = Kind.UNSURE if span.kind is Kind.OFTEN else Kind.EITHER
            span = Span(kind, text[first.start : span.end], first.start, span.end, (f"write {ways}", first))
        found.append(span)
    return found


_ONE_OF_TWO: Final = frozenset((Kind.OFTEN, Kind.COUNT, Kind.SETS, Kind.LOAD, Kind.MINUTES))


#: What is counted of an exercise that is named before it: "rope jumping 100 jumps".
_LANDINGS: Final = frozenset(map(folded, ("jumps", "hops", "skips", "stomps", "landings", "contacts")))


def _with_landings(spans: list[Span]) -> list[Span]:
    """Return spans in which a number of jumps behind an exercise is its amount."""
    found: list[Span] = []
    named = ""
    for span in spans:
        if (
            named
            and span.kind is Kind.EXERCISE
            and found[-1].kind is Kind.NUMBER
            and (folded(span.text) in _LANDINGS or _are_landings(named, span.text))
        ):
            number = found.pop()
            span = Span(
                Kind.IMPACTS, f"{number.text} {span.text}", number.start, span.end, (int(float(number.text)),)
            )
        named = span.text if span.kind is Kind.EXERCISE else "" if span.kind is Kind.COMMA else named
        found.append(span)
    return found


def _are_landings(name: str, words: str) -> bool:
    """Tell whether words count what is named before them: "stomping 4 stomps each foot"."""
    one = _exercise_of(name) if folded(words).split()[0] in _LANDINGS else None
    return one is not None and one == _exercise_of(words)


def _with_brackets(text: str, spans: list[Span]) -> list[Span]:
    """Return spans in which a bracket is of the name before it or tells how that is done: "golf (walks the course)"."""
    found: list[Span] = []
    named: Span | None = None
    place = 0
    while place < len(spans):
        span = spans[place]
        if span.kind is Kind.OPEN:
            close = next(
                (k for k in range(place + 1, len(spans)) if spans[k].kind is Kind.CLOSE), len(spans) - 1
            )
            inside = spans[place + 1 : close]
            if named is not None and named is found[-1] and names_exercise(text[named.start : spans[close].end]) and (
                all(one.kind in _OF_NAMES for one in inside)
            ):  # fmt: skip
                named = found[-1] = Span(
                    named.kind, text[named.start : spans[close].end], named.start, spans[close].end
                )
                place = close + 1
                continue
            if named is not None and not WEIGHTS.fullmatch(named.text) and _tells_how(inside):
                found += [
                    replace(one, kind=Kind.WORD) if one.kind in _OF_NAMES else one for one in (span, *inside)
                ]
                place = close
                continue
        if span.kind in (Kind.EXERCISE, Kind.HOLDS):
            named = span if span.kind is Kind.EXERCISE else None
        found.append(span)
        place += 1
    return found


_OF_NAMES: Final = frozenset((Kind.WORD, Kind.UNKNOWN, Kind.EXERCISE, Kind.HOLDS))


def _tells_how(inside: list[Span]) -> bool:
    """Tell whether a bracket holds nothing that is done beside the exercise before it."""
    kinds = {one.kind for one in inside}
    own = {Kind.OFTEN, Kind.COUNT, Kind.SETS, Kind.OR}
    if any(one.text in TURNS for one in inside):
        return False
    return bool(inside) and Kind.EXERCISE in kinds and not kinds & own and inside[0].kind is not Kind.AND
