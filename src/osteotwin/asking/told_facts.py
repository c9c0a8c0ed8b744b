"""What an answer tells that a suggestion may not lose: numbers, days, rhythms, spans, names, and words that turn it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.drugs.told_line import meant
from osteotwin.asking.food.eaten_grammar import known_name_at, tokens_of
from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import spans_of
from osteotwin.units import LONGEST_WORDS, in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: What is told, by what it means: the words that tell it.
Facts = Mapping[object, str]

_NUMBER: Final = later(r"(?<![\w.])\d+(?:\.\d+)?|(?<=\dx)\d+(?:\.\d+)?")
_THOUSANDS: Final = later(r"(?<![\d.,])([1-9]\d{0,2})[.,](\d{3})(?![\d.,])")
_WEEKDAY: Final = later(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:days?|s|sdays?|nesdays?|rs|rsdays?|urdays?|r)?\b", re.IGNORECASE
)
_RHYTHM: Final = later(
    r"\b(?P<by>daily|nightly|weekly|monthly|yearly|annual(?:ly)?|eod|qod|ed)\b|"
    r"\b(?:every|each|per|a|an|once|twice|times|on)\b (?:(?:\d+|other|second|third|single)[ -])?"
    r"(?P<each>day|weekday|workday|morning|evening|night|weekend|week|month|year)s?\b(?! (?:ago|off)|['\u2019])|"
    r"/ ?(?P<per>d|day|w|wk|week|month|mo)\b"
)
_UNITS: Final = {
    **dict.fromkeys(
        ("nightly", "daily", "eod", "qod", "ed", "d", "weekday", "workday", "morning", "evening", "night"), "day"
    ),
    **dict.fromkeys(("weekly", "w", "wk", "weekend"), "week"),
    **dict.fromkeys(("monthly", "mo"), "month"),
    **dict.fromkeys(("yearly", "annual", "annually"), "year"),
}  # fmt: skip
#: "a week" in "for a week" is no rhythm.
_LASTS: Final = later(r"\b(?:for|after|within|in|last|past|next|over) an? (?:day|week|month|year)\b")
_SPAN: Final = later(r"(?<![\w.])(\d+(?:\.\d+)?)[ -](day|week|month|year)s?\b(?!-old| old)")
_AN_SPAN: Final = later(r"\b(?:for|after|within|last|past|next) (an? )?(day|week|month|year)\b")
#: A question that says so offers numbers that are put together of those that were told.
_CONVERTED: Final = later(r"\bmean of the whole year\b|\bin all\b|\bfor one a day\b")
#: A name that is denied is none that is told.
_PARTS: Final = later(r"[;,\n]|\.(?!\d)")
_DENIED: Final = later(
    r"\b(?:no|not|never|without|nor|nicht|kein\w*|nie|ohne|sin|pas|jamais|instead)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
#: A score of bones beside drugs is none of theirs.
_SCORE: Final = later(r"(?<=\s)-\d\.\d+|\b[tz][- ]?scores?\b\D{0,12}\d\.\d+")
#: "2. Bench press": the number of a line.
_ITEM: Final = later(r"^\s*\d{1,2}[.)]\s+", re.MULTILINE)
#: Of protein in all no suggestion on calcium or vitamin D tells.
_PROTEIN: Final = later(r"\bprotein:? \d+ ?g\b", re.IGNORECASE)
_FIRST_YEAR: Final = 1900.0
#: Numbers of which a change is none of what is told: "one leg", "one or two" are told by their words.
_NONE: Final = frozenset((0.0, 1.0))
_FAMILY: Final = r"husband|wife|mother|mum|mom|father|dad|son|daughter|friend|brother|sister|partner"
#: Words without which something else is told; what tells the same; what a question says where it explains their loss.
#: Words without which something else is told, what tells the same, and what of a question explains that they are gone.
_TURNS: Final = tuple(
    (later(rf"\b(?:{words})\b", re.IGNORECASE), later(same), later(explained))
    for words, same, explained in (
        (
            "previously|formerly|used to|stopped|quit|discontinued|came off|finished|followed by|until|till|in the "
            "past|(?:switched|changed|moved)(?: me)?(?: over)? to|replaced by",
            r"until|till|ended|stopped|ago|used to",
            r"(?!)",
        ),
        (
            r"was|were|took",
            r"\b(?:was|were|took|until|ended|stopped|ago)\b",
            r"until|ended|over|now|other days?",
        ),
        (
            "plan(?:ned|ning)?|intend|going to|gonna|about to|tomorrow|next",
            "starting|begin|from|plan|next|tomorrow",
            "starting|first day|begins|since when|now",
        ),
        (
            rf"(?:his|her) \w+ is|my (?:{_FAMILY})|(?:{_FAMILY})(?= (?:is|takes|has|was))",
            r"(?!)",
            "your own|yourself|whose|for whom|himself",
        ),
        (
            "if|unless|as needed|prn|when needed|only when|sometimes|occasionally|instead|rarely",
            r"\b(?:if|unless|needed|when|sometimes|occasionally|instead|rarely)\b",
            r"average|\bif\b|whichever|for whom|now",
        ),
    )
)


def lost(question: str, told: str, typed: str, asked: str = "", explained: str = "") -> tuple[str, ...]:
    """Return the words of what an answer tells that another one does not.

    Parameters
    ----------
    question : str
    told : str
        The answer.
    typed : str
        What may be typed in its place.
    asked : str
        The part that a question is about: it is not looked for.
    explained : str
        What that question says.

    Examples
    --------
    >>> lost("drugs", "HCG 500 IU Mon and Fri for three weeks", "HCG 500 IU daily")
    ('Mon', 'Fri', '3 weeks')
    >>> lost("training", "squats 5x5 100kg", "squats 5x5 100 kg, 3 times a week")
    ()
    """
    held = facts_of(question, typed) | facts_of(question, asked)
    gone = {
        fact: words
        for fact, words in facts_of(question, told).items()
        if fact not in held
        and not (isinstance(fact, tuple) and (words in typed or words in asked))
        and not _is_told(fact, held, question)
    }
    if gone and question == "training":  # "3 x 5 - 130, 150" is a row of sets in plain words
        also = facts_of(question, plain(told))
        read = facts_of(question, plain(typed))
        gone = {fact: words for fact, words in gone.items() if fact in also and fact not in read}
    if _CONVERTED.search(explained):
        gone = {fact: words for fact, words in gone.items() if not isinstance(fact, float)}
    turned = [
        found[0]
        for words, same, says in _TURNS
        if question != "training"  # a log tells of what was done, and so does what was measured
        and not (question in ("scans", "labs") and words is _TURNS[1][0])
        and (found := words.search(told)) is not None
        and not same.search(typed.casefold())
        and not words.search(typed)
        and not words.search(asked)
        and not says.search(explained.casefold())
    ]
    return tuple(dict.fromkeys([*gone.values(), *turned]))


def added(question: str, told: str, typed: str) -> tuple[str, ...]:
    """Return the words of a suggestion that an answer does not tell: its numbers, names and rhythms.

    Examples
    --------
    >>> added("training", "squats", "squats 3x8 twice a week")
    ('a week', '3', '8')
    """
    held = facts_of(question, told)
    return tuple(
        words
        for fact, words in facts_of(question, typed).items()
        if fact not in held and not _is_told(fact, held, question)
    )


def facts_of(question: str, text: str) -> dict[object, str]:
    """Return what a text tells.

    Parameters
    ----------
    question : str
        The key of the question that it answers: names are of its library.
    text : str
    """
    text = _PROTEIN.sub(" ", _ITEM.sub("", text))
    plainly = in_digits(_THOUSANDS.sub(r"\1\2", in_english(_THOUSANDS.sub(r"\1\2", text[:LONGEST_WORDS]))))
    found: dict[object, str] = {}
    for weekday in _WEEKDAY.finditer(text):
        found.setdefault(("weekday", weekday[1].casefold()), weekday[0])
    for rhythm in _RHYTHM.finditer(_LASTS.sub(" ", plainly)):
        unit = rhythm["by"] or rhythm["each"] or rhythm["per"]
        found.setdefault(("rhythm", _UNITS.get(unit, unit)), rhythm[0])
    for span in _SPAN.finditer(plainly):
        found[float(span[1])] = span[0]
    for span in _AN_SPAN.finditer(plainly):
        found[("span", span[2])] = span[0]
    for number in _NUMBER.findall(_SCORE.sub(" ", plainly) if question in ("drugs", "dose") else plainly):
        if float(number) not in _NONE:
            found.setdefault(float(number), number)
    if question in ("food", "training"):
        text = " , ".join(part for part in _PARTS.split(text) if not _DENIED.search(part))
    return found | _NAMES.get(question, _no_names)(text)


def rhythms_of(question: str, text: str) -> set[object]:
    """Return what a text tells of how often: its rhythms and weekdays, as :func:`facts_of` has them."""
    return {
        fact
        for fact in facts_of(question, text)
        if isinstance(fact, tuple) and fact[0] in ("rhythm", "weekday")
    }


def _is_told(fact: object, held: Mapping[object, str], question: str) -> bool:
    """Tell whether other words say the same: days of the week how often a week, for what is not of these days."""
    weekdays = [one for one in held if isinstance(one, tuple) and one[0] == "weekday"]
    if fact == ("rhythm", "week"):
        return bool(weekdays)
    if fact == ("rhythm", "day"):
        return 7.0 in held and ("rhythm", "week") in held
    if isinstance(fact, tuple) and fact[0] == "weekday":
        return question in ("training", "food") and ("rhythm", "week") in held
    years = {one for one in held if isinstance(one, float) and one > _FIRST_YEAR}
    return isinstance(fact, float) and any(
        one - fact in years for one in years
    )  # "for 2 years" by its two days


def _no_names(_: str) -> dict[object, str]:
    return {}


def _drugs(text: str) -> dict[object, str]:
    return {("name", meant(name)): name for name in drugs_in(text)}


#: Words of names that say how much, or nothing.
_NO_NAME: Final = frozenset((
    "glass", "glasses", "cup", "cups", "bowl", "bowls", "slice", "slices", "piece", "pieces", "avec", "with", "daily",
    "training", "workout", "session", "equals",
))  # fmt: skip


def _words(names: Iterable[str]) -> dict[object, str]:
    words = [word for name in names for word in re.findall(r"[^\W\d_]{3,}", name.casefold())]
    return {("name", word.removesuffix("s")): word for word in words if word not in _NO_NAME}


def _exercises(text: str) -> dict[object, str]:
    return _words(span.text for span in spans_of(plain(text)) if span.kind is Kind.EXERCISE)


_NUTRIENT: Final = later(r"\b(?:vitamin|calcium|zinc|magnesium|omega|iron)(?= ?\b)", re.IGNORECASE)


def _foods(text: str) -> dict[object, str]:
    tokens = tokens_of(text)
    names: list[str] = _NUTRIENT.findall(text)
    place = 0
    while place < len(tokens):
        count = known_name_at(tokens, place)
        names += [token.text for token in tokens[place : place + count]]
        place += count or 1
    return _words(names)


_SITE: Final = later(
    r"\b[tz](?=[- ]?scores?\b)|\b(?:neck|hip|spine|femur|forearm|radius|trochanter)\b", re.IGNORECASE
)


def _sites(text: str) -> dict[object, str]:
    return {("name", found[0].casefold()): found[0] for found in _SITE.finditer(text)}


_NAMES: Final[Mapping[str, Callable[[str], dict[object, str]]]] = {
    "drugs": _drugs, "dose": _drugs, "training": _exercises, "food": _foods, "scans": _sites,
}  # fmt: skip
