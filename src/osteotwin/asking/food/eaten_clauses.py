"""Clauses of an answer on food: foods that are eaten together, with how often behind them."""

from __future__ import annotations

import operator
import re
from itertools import pairwise
from typing import Final

from osteotwin.asking.food.eaten_amounts import is_amount
from osteotwin.asking.food.eaten_grammar import phrases, tokens_of
from osteotwin.asking.food.eaten_often import often_behind
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.food.eaten_parts import joined_parts
from osteotwin.asking.food.eaten_talk import begins_with_meal, is_only_talk, says_a_meal, without_talk
from osteotwin.asking.kept import kept
from osteotwin.asking.pieces import MOST_WORDS
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.units import AmbiguousRhythm, in_digits, rhythm
from osteotwin.units.patterns import later

_BARE_NUMBER: Final = later(
    r"\d+(?:\.\d+)?|another|noch eine?[nrs]?|otr[oa]|(?:un|une )?autre", re.IGNORECASE
)
_AND_MORE: Final = later(r"(?:\band|,) \d[\d.]* (?:at|in the|for|with|before|after) ", re.IGNORECASE)
#: What is eaten in a week is told at once.
_IN_A_WEEK: Final = later(
    r"(?:per|in an?|each|every|a)(?: (?:typical|usual|normal|average))? week", re.IGNORECASE
)

_A_DAY: Final = later(r"(?:per|an?) (?:day|night|evening|morning)", re.IGNORECASE)


def clauses_of(line: str) -> tuple[str, ...]:
    """Return foods that are eaten together as one, each with how often behind all of it.

    Examples
    --------
    >>> clauses_of("cereal every day with milk, a banana")
    ('cereal with milk every day', 'a banana')
    """
    return tuple(map(_often_last, _clauses(line)))


def _clauses(line: str) -> list[list[Part]]:
    clauses: list[list[Part]] = []
    parts = joined_parts(line)
    told = tuple(part for part in parts if not _is_aside(part.text)) or parts
    for part in told:
        bare = _without_often(part.text).strip(" ,")
        is_alone = (
            is_amount(bare) or _BARE_NUMBER.fullmatch(bare) is not None or times_of(part.text) is not None
        )
        is_told = bool(clauses) and any(_tells(one.text) for one in clauses[-1])
        is_its_own = part.join == "together" and not is_alone and is_told and _tells(part.text)
        if is_told and times_of(part.text) is not None and not _tells(clauses[-1][-1].text):
            clauses.append([clauses[-1].pop(), part])  # 100 g cheese a day with whey, 2x weekly
        elif clauses and (part.join == "together" or is_alone) and not is_its_own:
            clauses[-1].append(part)
        else:
            clauses.append([part])
    return clauses


def _is_aside(part: str) -> bool:
    """Tell whether words say nothing of a food, a meal or how often: "generally"."""
    return is_only_talk(part) and not names_a_meal(part) and not _tells(part)


def _tells(part: str) -> bool:
    """Tell whether words of a food say how often, before or behind it."""
    return says_how_often(part) or bool(often_behind(part)[1]) or times_of(part) is not None


def each_day_told(line: str) -> tuple[str, ...]:
    """Return clauses with every day put to those that name a meal or a part of the day, where all others say how often.

    A meal before foods is of all that "and" joins to the first, one behind them of all before it: "Breakfast 2 eggs and
    toast".

    Examples
    --------
    >>> each_day_told("a latte twice a week, un yaourt \u00e0 midi")
    ('a latte twice a week', 'un yaourt \u00e0 midi every day')
    >>> each_day_told("Breakfast 2 eggs and toast"), each_day_told("breakfast burrito")
    (('Breakfast 2 eggs every day', 'toast every day'), ('breakfast burrito',))
    """
    clauses = _clauses(line)
    parts = tuple(bracket_first(_often_last(clause)) for clause in clauses)
    starts = [at for at, clause in enumerate(clauses) if at == 0 or clause[0].join != "both"]
    named: list[bool] = []
    for start, end in pairwise((*starts, len(parts))):
        is_first = begins_with_meal(parts[start], is_alone=len(starts) == 1)
        is_all = is_first or (len(starts) > 1 and says_a_meal(parts[end - 1]))
        named += [is_all or names_a_meal(part) for part in parts[start:end]]
    told = [_tells(part) for part in parts]
    is_alone = len(parts) == 1 and not begins_with_meal(parts[0], is_alone=True)
    if (
        is_alone
        or any(is_amount(without_talk(part)) for part in parts)
        or not all(map(operator.or_, told, named))
    ):
        return parts
    return tuple(part if one else f"{part} every day" for one, part in zip(told, parts, strict=True))


def names_a_meal(text: str) -> bool:
    """Tell whether a meal or a part of the day is named anywhere: "abends 100 ml", "1 at dinner"."""
    tokens = tokens_of(text)
    return any(
        phrases(field).at(tokens, at)[0] for field in ("meals", "day_parts") for at in range(len(tokens))
    )


_BRACKET_LAST: Final = later(r"^(?P<food>.+?)\s*(?P<bracket>\([^()]*\))$")


def bracket_first(part: str) -> str:
    """Return a food with a bracket that stands behind how often before it: "milk daily (200 ml)".

    Raises
    ------
    UnclearAnswerError
        Where the bracket says how often, too.
    """
    found = _BRACKET_LAST.match(part)
    if found is None:
        return part
    if any(map(says_how_often, found["bracket"].strip("()").split(","))) and "," in found["bracket"]:
        raise UnclearAnswerError(
            "food", f"{quoted(found['bracket'])} in {quoted(part)}, several amounts in a bracket",
            "how much at a time, and how often",
            'write them without a bracket, for example "coffee with 50 ml of milk twice a day", with your own numbers',
        )  # fmt: skip
    if not says_how_often(found["food"]):
        return part
    name, _ = often_of(in_digits(found["food"]), part)
    bracket = _EACH_TIME.sub("", found["bracket"])
    return f"{name.strip(' ,')} {bracket} {in_digits(found['food'])[len(name) :].strip(' ,')}"


_EACH_TIME: Final = later(
    r",? (?:each(?: time)?|at a time|every time|je|pro mal|chaque fois|cada vez)(?=\))", re.IGNORECASE
)


def _without_often(part: str) -> str:
    return often_of(in_digits(part), part)[0] if says_how_often(part) else part


_JOINED: Final = {"together": " with ", "both": " and ", "slash": " / "}


def _often_last(clause: list[Part]) -> str:
    """Return foods that are eaten together, how often of one of them behind all."""
    told = [says_how_often(part.text) or times_of(part.text) is not None for part in clause]
    if told.count(True) != 1 or told[-1]:
        more = [f"{_JOINED.get(part.join, ', ')}{part.text}" for part in clause[1:]]
        return "".join((clause[0].text, *more))
    at = told.index(True)
    name, _ = often_of(in_digits(clause[at].text), clause[at].text)
    foods = [name.strip(" ,") if place == at else part.text for place, part in enumerate(clause)]
    what = foods[0]
    for food in foods[1:]:
        what += f" ({food})" if is_amount(food) else f" with {food}"
    return f"{what} {in_digits(clause[at].text)[len(name) :].strip(' ,')}"


def says_how_often(part: str) -> bool:
    """Tell whether words say how often."""
    try:
        often_of(in_digits(part), part)
    except UnclearAnswerError:
        return False
    return True


def times_of(words: str) -> float | None:
    """Return how often a week words say; None where they say nothing of it."""
    try:
        said = words.strip()
        found = rhythm(
            "once a week" if _IN_A_WEEK.fullmatch(said) else "once a day" if _A_DAY.fullmatch(said) else words
        )
    except AmbiguousRhythm:
        return None
    return None if found is None or not found.mean_days < float("inf") else DAYS_PER_WEEK / found.mean_days


def often_apart(piece: str) -> tuple[str, float]:
    """Return a piece in digits without how often at its end, and the times a week.

    Raises
    ------
    UnclearAnswerError
    """
    return often_of(in_digits(piece), piece)


@kept
def often_of(said: str, piece: str) -> tuple[str, float]:
    """Return a text in digits without how often at its end, and the times a week.

    Raises
    ------
    UnclearAnswerError
    """
    bare = without_talk(said)
    for told in (
        said,
        f"{said[: said.find(bare)]}{bare}" if bare in said else said,
        _without_words_behind(said),
    ):
        if (found := _often_behind(told, piece)) is not None:
            return found
    raise UnclearAnswerError("food", f"no word on how often in {quoted(piece)}", "how often, too",
                             'add for example "every day" or "3 times a week"')  # fmt: skip


def _without_words_behind(said: str) -> str:
    """Return a text without the idle words at its end: "milk 1 l a week just for me"."""
    tokens = tokens_of(said)
    end = len(tokens)
    while (
        end > 1 and tokens[end - 1].word not in _OF_EACH and (count := phrases("words").behind(tokens, end))
    ):
        end -= count
    return said[: tokens[end - 1].end] if tokens else said


#: Behind how often these may multiply it.
_OF_EACH: Final = frozenset(("each", "apiece", "both", "total", "combined"))
#: "eggs for breakfast"
_BEFORE_MEAL: Final = later(r"(?<=\w) (?:for|at|zum|beim|au)$", re.IGNORECASE)
#: Dishes that are called as a meal is, of which no rhythm is told.
_DISH_OF_MEAL: Final = later(
    r"\b(?:roast|chicken|turkey|beef|lamb|pork|steak|pasta|english|irish|scottish|cooked|continental|frozen|microwave|"
    r"tv|sunday|packed|ploughman['\u2019]?s) (?:dinner|breakfast|lunch)$",
    re.IGNORECASE,
)
#: As often as meals are named behind it.
_SO_MANY_TIMES: Final = later(r"[ ,]*(?:[x\u00d7] ?(?P<n>[2-9]))[ ,(]*$", re.IGNORECASE)
_SAYS_TIMES: Final = later(r"\d|\b(?:once|twice|times|days?|daily|week\w*)\b", re.IGNORECASE)
_A_NIGHT: Final = later(r"^(?:a|per) (?:night|evening|morning|afternoon)$", re.IGNORECASE)


def _often_behind(said: str, piece: str) -> tuple[str, float] | None:
    """Return a text without how often at its end, and the times a week; None where it does not say."""
    unclear: UnclearAnswerError | None = None
    for start in [found.start() for found in re.finditer(r"[ ,]+|/(?=day|week)", said)][-MOST_WORDS:]:
        if _AND_MORE.search(said[max(0, start - 4) :]):
            continue  # "2 yogurts at breakfast and 1 at dinner"
        if _DISH_OF_MEAL.search(said):
            continue
        words = _A_NIGHT.sub("1 x per day", said[start:].strip(" ,"))
        words = re.sub(r"^/ ?|^(?:a|per) (?=day|week|month)", "1 x per ", words)
        try:
            found = rhythm(words)
        except AmbiguousRhythm as ambiguous:
            unclear = unclear or UnclearAnswerError("food", quoted(piece), "how often", str(ambiguous))
            continue
        if found is not None and found.mean_days < float("inf"):
            times = _SO_MANY_TIMES.search(said[:start])
            if times and not _SAYS_TIMES.search(words) and float(times["n"]) * found.mean_days == 1.0:
                start = times.start()  # 150 g x 2, at breakfast and dinner
            return _BEFORE_MEAL.sub("", said[:start]), DAYS_PER_WEEK / found.mean_days
    if unclear is not None:
        raise unclear
    return None
