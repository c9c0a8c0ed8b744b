"""What stands around foods in a sentence and is no food: "then for lunch I usually had ... with my coffee at work"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from osteotwin.asking.food.eaten_amounts import is_amount
from osteotwin.asking.food.eaten_grammar import (
    Token,
    joins,
    known_name_at,
    measures,
    names_a_food,
    phrases,
    tokens_of,
)
from osteotwin.asking.food.eaten_plants import plant_of
from osteotwin.asking.food.heads import makes_another, unknown_words
from osteotwin.units.patterns import later

_CAN: Final = frozenset(("can", "cans", "tin", "tins", "jar", "jars", "concentrate", "scratch"))
#: Words of a place behind "at".
_LONGEST_PLACE: Final = 4
_AT: Final = frozenset(("at", "bei", "von", "chez", "by"))
#: What was not eaten, or will be.
_NOT_REAL: Final = later(
    r"\b(?:could(?:'ve| have)?|should(?:'ve| have)?|would(?:'ve| have)?|might|wish|crav(?:e|ing)s?|thinking of|"
    r"planning|plan to|used to|try(?:ing)? to|want to|hope to|supposed to|if i (?:remember|can)|"
    r"stopped|quit|gave up|forgot|skip(?:ped)?|avoid(?:ed|ing)?|instead of|rather than|except|apart from|"
    r"allergic|can(?:'|\u2019)?t|cannot|can not|don['\u2019]?t|"
    r"didn['\u2019]?t|do not|did not|never|won['\u2019]?t)\b",
    re.IGNORECASE,
)
#: Denied, but no food: "I don't know where I got it".
DENIED: Final = later(
    r"\b(?:do not|don['\u2019]?t|didn['\u2019]?t|can['\u2019]?t|cannot) "
    r"(?:know|think|care|mind|remember|judge|worry|ask|complain|beat)\b",
    re.IGNORECASE,
)
#: How often, and no number of it.
_NOW_AND_THEN: Final = later(
    r"[\s,(]*\b(?:occasionally|sometimes|now and then|now and again|from time to time|once in a while|rarely|seldom|"
    r"at times|every so often|ab und zu|manchmal|gelegentlich|selten|parfois|de temps en temps|a veces|"
    r"de vez en cuando|the odd|an odd|rara vez|ogni tanto|a volte)\b[)\s,]*", re.IGNORECASE,
)  # fmt: skip
#: "Smoothie: 1 cup milk, 1 banana"
_HEADING: Final = later(r"^[^\W\d][^\d,:;.]{2,30}:\s+(?=[^,]+(?:,|\+|&| and ))", re.IGNORECASE)
_DAILY: Final = later(
    r"\b(?:usually|normally|typically|every (?:morning|evening|night|breakfast|lunch|dinner)|each (?:morning|"
    r"evening|night|day)|daily|"
    r"default|in the (?:morning|evening)s?|before bed|normalerweise|jeden (?:morgen|abend)|le matin|"
    r"tous les (?:jours|matins|soirs)|cada (?:ma\u00f1ana|noche)|por las? (?:ma\u00f1anas?|noches?))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def without_talk(text: str, *, is_list: bool = False) -> str:
    """Return a food, or several, without what is said around them; the text where nothing would be left.

    Parameters
    ----------
    text : str
    is_list : bool
        Whether several foods may stand in it, so that what is said behind the last is of that one.

    Examples
    --------
    >>> without_talk("I ate 2 eggs"), without_talk("for breakfast I usually have a bowl of oats at work")
    ('2 eggs', 'a bowl of oats')
    >>> without_talk("zum Frühstück gab es Quark"), without_talk("a latte from Starbucks")
    ('Quark', 'a latte')
    >>> without_talk("desayuno un vaso de leche"), without_talk("Lunch was 180 g of chicken")
    ('un vaso de leche', '180 g of chicken')
    """
    tokens = tokens_of(text)
    start = _first_of_food(tokens)
    end = _before_clause(tokens, start) if is_list else _end_of_food(tokens, start)
    if start >= end:
        return text
    return text[tokens[start].start : tokens[end - 1].end].rstrip(" ,;:.!\u2026-\u2013") or text


def is_only_talk(text: str) -> bool:
    """Tell whether words say a meal, a part of the day or nothing, and no food.

    Examples
    --------
    >>> is_only_talk("for dinner"), is_only_talk("evening"), is_only_talk("evening tea")
    (True, True, False)
    """
    tokens = tokens_of(text)
    at = 0
    while at < len(tokens):
        count = _said_before(tokens, at) or _behind_beside(tokens, at, at, ("meals", "day_parts"))
        if not count and tokens[at].kind == "word":
            return False
        at += count or 1
    return not any(token.kind == "number" for token in tokens)


def says_a_meal(text: str) -> bool:
    """Tell whether words end with the meal or the part of the day: "yogurt at lunch".

    Examples
    --------
    >>> says_a_meal("yogurt at lunch"), says_a_meal("yogurt")
    (True, False)
    """
    tokens = tokens_of(text)
    return any(phrases(field).behind(tokens, len(tokens)) for field in ("meals", "day_parts"))


def begins_with_meal(text: str, *, is_alone: bool = False) -> bool:
    """Tell whether a meal of the day stands before foods, and is of no food's name.

    Parameters
    ----------
    text : str
    is_alone : bool
        Whether no other meal is told: then a number or an article has to follow.

    Examples
    --------
    >>> begins_with_meal("Breakfast 2 eggs"), begins_with_meal("breakfast cereal"), begins_with_meal("side salad")
    (True, False, False)
    """
    behind = tokens_of(text[behind_bare_meal(text) :])
    is_counted = bool(behind) and (behind[0].kind == "number" or phrases("articles").at(behind, 0)[0] > 0)
    return behind_bare_meal(text) > 0 and (is_counted or not is_alone)


def behind_bare_meal(text: str) -> int:
    """Return where foods begin behind the name of a meal of the day and no colon; 0 where none stands there.

    Examples
    --------
    >>> behind_bare_meal("Lunch soup"), behind_bare_meal("lunch meat")
    (6, 0)
    """
    tokens = tokens_of(text)
    count = _said_before(tokens, 0) if tokens else 0
    is_meal = any(phrases(field).behind(tokens, count) for field in ("meals", "day_parts"))
    is_of_day = 0 < count < len(tokens) and not {token.word for token in tokens[:count]} & _NO_MEAL_OF_DAY
    return tokens[count].start if is_meal and is_of_day and tokens[count].kind != "sign" else 0


#: Of the words of meals, those that are of names of foods, too, or of no one time of the day.
_NO_MEAL_OF_DAY: Final = frozenset(
    (
        "side",
        "main",
        "mains",
        "meal",
        "meals",
        "starter",
        "starters",
        "snack",
        "snacks",
        "dessert",
        "bed",
        "mahlzeit",
    )
)


def is_talk(tokens: Sequence[Token], place: int, *, is_last: bool = False) -> int:
    """Return how many tokens from a place on say a meal, a part of the day or where: "with dinner", "at work"."""
    at = place + phrases("before").at(tokens, place)[0]
    count = 0 if at == place else _behind_beside(tokens, at, place, ("meals", "day_parts", "places"))
    return 0 if is_last and known_name_at(tokens, place + count) else count


def _behind_beside(tokens: Sequence[Token], at: int, start: int, fields: tuple[str, ...]) -> int:
    while (count := phrases("beside").at(tokens, at)[0] or phrases("before").at(tokens, at)[0]) and not any(
        phrases(field).at(tokens, at)[0] for field in fields
    ):
        at += count
    for field in fields:
        count = phrases(field).at(tokens, at)[0]
        if count and known_name_at(tokens, at) <= count:
            return at + count - start
    return 0


def _first_of_food(tokens: Sequence[Token]) -> int:
    """Return the token at which the foods begin."""
    at = _behind_copula(tokens)
    while at < len(tokens):
        if tokens[at].kind == "sign" and tokens[at].word not in "([~\u2248":
            at += 1
            continue
        count = _said_before(tokens, at)
        if not count or at + count >= len(tokens):
            break
        at += count
    return at


#: "My new favorite thing for breakfast is plain yogurt".
_COPULAS: Final = frozenset(("is", "are", "ist", "sind", "est", "sont", "es", "son"))
_OWN: Final = frozenset(
    ("my", "our", "the", "mein", "meine", "unser", "mon", "ma", "notre", "mi", "nuestro", "nuestra")
)
_LONGEST_SUBJECT: Final = 9


def _behind_copula(tokens: Sequence[Token]) -> int:
    """Return the place behind "my usual breakfast is"; 0 where a food is named before it."""
    if not tokens or tokens[0].word not in _OWN:
        return 0
    for at in range(1, min(_LONGEST_SUBJECT, len(tokens) - 1)):
        if tokens[at].word in _COPULAS:
            return at + 1
        if tokens[at].kind != "word" or known_name_at(tokens, at):
            return 0
    return 0


def _said_before(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens at a place are said before foods."""
    named = known_name_at(tokens, at)
    if phrases("flags").at(tokens, at)[0]:
        return 0
    if count := is_talk(tokens, at):
        return count
    if count := _behind_beside(tokens, at, at, ("meals", "day_parts")):
        behind = at + count
        is_apart = behind >= len(tokens) or (
            tokens[behind].kind in ("number", "sign")
            or any(phrases(field).at(tokens, behind)[0] for field in ("verbs", "words", "before", "articles"))
            or known_name_at(tokens, behind) > 0
        )
        if is_apart and named <= count:
            return count
    for field in ("verbs", "words"):
        count = phrases(field).at(tokens, at)[0]
        if count and named <= count:
            return count
    if tokens[at].word in _ARTICLES and at + 1 < len(tokens) and (count := _said_before(tokens, at + 1)):
        return count + 1
    return 0


_ARTICLES: Final = frozenset(("my", "our", "the", "a", "an"))


def _end_of_food(tokens: Sequence[Token], start: int) -> int:
    """Return the place behind the last token of the foods."""
    end = _before_clause(tokens, start)
    while end > start + 1:
        if tokens[end - 1].kind == "sign" and tokens[end - 1].word not in ")]":
            end -= 1
            continue
        count = _said_behind(tokens, start, end)
        if not count:
            break
        end -= count
    return end


def without_clauses(text: str) -> str:
    """Return foods without a clause that ends at a comma before a number or at an amount: what stands there is told.

    Examples
    --------
    >>> without_clauses("1 yoghurt from Aldi, 30 g cheddar")
    '1 yoghurt, 30 g cheddar'
    >>> without_clauses("yoghurt from Aldi 150 g")
    'yoghurt 150 g'
    """
    tokens = tokens_of(text)
    for start in range(1, len(tokens)):
        count = _clause_at(tokens, start)
        for at in range(start + 1, len(tokens) - 1) if count else ():
            is_amount_at = tokens[at].kind == "number" and measures().at(tokens, at + 1)[0] > 0
            if not is_amount_at and not (tokens[at].word == "," and tokens[at + 1].kind == "number"):
                continue
            opened = tokens[at - 1].word == "("
            if not _is_idle(tokens[start + count : at - opened]):
                return text
            rest = text[tokens[at - opened].start :]
            join = "" if rest.startswith(",") else " "
            return f"{text[: tokens[start].start].rstrip(' ,')}{join}{without_clauses(rest)}"
    return text


def _clause_at(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens at a place begin a clause that names no food."""
    count = phrases("clauses").at(tokens, at)[0]
    return 0 if any(token.word in _CAN for token in tokens[at : at + 4]) else count


#: Why a food is eaten.
_HELD: Final = frozenset(("calcium", "protein", "vitamin", "kalzium", "calcio"))


def _is_idle(tokens: Sequence[Token]) -> bool:
    """Tell whether a clause holds no food, no number and nothing that makes another food."""
    return not any(
        token.kind in ("number", "share")
        or token.word in "()[]"
        or (known_name_at(tokens, at) and token.word not in _HELD and not phrases("places").at(tokens, at)[0])
        or (token.word not in _HELD and makes_another(token.text))
        for at, token in enumerate(tokens)
    )


def _before_clause(tokens: Sequence[Token], start: int) -> int:
    for at in range(start + 1, len(tokens)):
        if (count := _clause_at(tokens, at)) and _is_idle(tokens[at + count :]):
            return at
    return len(tokens)


def _said_behind(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return how many tokens before an end are said behind foods."""
    for count in range(min(end - start - 1, 6), 1, -1):
        if is_talk(tokens[:end], end - count) == count:
            return count
    for field in ("words", "verbs", "day_parts"):
        count = phrases(field).behind(tokens[:end], end)
        if not count:
            continue
        if phrases("each").behind(tokens[:end], end) and any(t.kind == "number" for t in tokens[start:end]):
            return 0  # 125 g each
        is_named = any(known_name_at(tokens[:end], at) == end - at for at in range(start, end - count))
        is_named |= plant_of(" ".join(token.text for token in tokens[start:end])) is not None
        if end - count > start and not is_named:  # a coconut milk drink is no verb
            return count
    if phrases("before").behind(tokens[:end], end) and tokens[end - 1].word not in _ARTICLES:
        return 1  # "toast at", of which the hour is read
    for count in range(2, _LONGEST_PLACE + 1):
        at = end - count
        is_place = at > start and tokens[at].word in _AT and all(t.kind == "word" for t in tokens[at:end])
        inside = range(at + 1, end)
        if is_place and not any(
            known_name_at(tokens[:end], one) or joins().at(tokens, one)[0] for one in inside
        ):
            return count
    return 0


def is_not_real(text: str) -> str | None:
    """Return words that say of a food that it is not eaten, not yet or by another; None where there are none.

    Examples
    --------
    >>> is_not_real("I could have had a salad"), is_not_real("a salad")
    ('could have', None)
    >>> is_not_real("kaum K\u00e4se")
    'kaum'
    """
    if (said := _NOT_REAL.search(text)) is not None:
        return said[0]
    tokens = tokens_of(text)
    at = 0
    while at < len(tokens):
        count, named = phrases("flags").at(tokens, at)[0], known_name_at(tokens, at)
        if count and named <= count:
            return text[tokens[at].start : tokens[at + count - 1].end]
        at += max(named, 1)
    return None


def is_of_each_day(text: str) -> bool:
    """Tell whether a sentence says what is eaten on all days, without how often.

    Examples
    --------
    >>> is_of_each_day("I usually have 2 eggs"), is_of_each_day("2 eggs")
    (True, False)
    """
    return _DAILY.search(text) is not None


def without_now_and_then(text: str) -> tuple[str, bool]:
    """Return a food without words of how often that hold no number, and whether there are any.

    Examples
    --------
    >>> without_now_and_then("wine occasionally"), without_now_and_then("wine")
    (('wine', True), ('wine', False))
    """
    bare = _NOW_AND_THEN.sub(" ", text).strip()
    return bare, bare != text.strip()


_NEXT: Final = later(
    r"\s*(?:[,+&(]|\b(?:and|plus|with|along|as well|then|also|und|et|y|mit|avec|con|each|every|once|twice|daily)\b)"
)


#: What is there, and not eaten by one.
_STORED: Final = frozenset(
    ("fridge", "freezer", "shop", "store", "market", "supermarket", "restaurant", "recipe")
)


def _is_head(head: str) -> bool:
    """Tell whether words before foods and a colon say only what these are together, or when they are eaten."""
    said = tokens_of(head)
    is_known = is_only_talk(head) or names_a_food(head) or not unknown_words(head)
    return is_known and not any(token.word in _STORED for token in said) and is_not_real(head) is None


def without_heading(text: str) -> str:
    """Return the foods behind what they are together.

    Examples
    --------
    >>> without_heading("Smoothie: 1 cup milk, 1 banana"), without_heading("milk: 1 cup")
    ('1 cup milk, 1 banana', 'milk: 1 cup')
    """
    behind = _HEADING.sub("", text)
    first = _NEXT.split(behind)[0].strip()
    if is_amount(first) or first.isdigit():
        return text
    head = text[: len(text) - len(behind)].rstrip(" :")
    if behind != text and not _is_head(head):
        return text  # "shopping list: milk, yogurt"
    is_told_of = behind != text and names_a_food(head) and not names_a_food(first)
    return f"{head}, {behind}" if is_told_of else behind  # Greek yogurt: smooth, filling
