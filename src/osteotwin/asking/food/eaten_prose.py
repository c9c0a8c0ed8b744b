"""What is told around food and names none: "doesn't get much better", "smooth, filling, a great protein source"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_grammar import measures, names_a_food, phrases, tokens_of
from osteotwin.asking.food.eaten_habits import check_is_habit
from osteotwin.asking.food.eaten_talk import DENIED, is_not_real, without_talk
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: Of a food that is not named: what is said of it is no prose.
_OF_FOOD: Final = later(
    r"chees|milk|yogh?urt|dairy|tofu|fish|calcium|vitamin|\beat|drink|food|\b(?:has|have|had|contain\w*|puts?|adds?|added|holds?)\b|"
    r"\b(?:daily|weekly|every|each|times|once|twice|half|double|rest|much of|more|less)\b",
    re.IGNORECASE,
)
#: Praise, and no food: "a great protein source", "same 'ol thing".
_SOURCE: Final = later(r"\b(?:[\w-]+ )?source(?: of [\w-]+)?\b", re.IGNORECASE)
_OLD: Final = later(r"\bol['\u2019]?(?= )", re.IGNORECASE)
_OPEN_BRACKET: Final = later(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]?$")


def is_prose(text: str) -> bool:
    """Tell whether words are of no food: an opinion, or a clause without a food, a number or a denial of eating.

    Examples
    --------
    >>> is_prose("doesn't get much better"), is_prose("smooth"), is_prose("kedgeree"), is_prose("it was milk")
    (True, True, False, False)
    """
    bare = _SOURCE.sub("thing", _OLD.sub("old", DENIED.sub("thing", in_digits(text))))
    if any(map(str.isdigit, bare)) or _OF_FOOD.search(bare) or is_not_real(bare) or names_a_food(bare):
        return False
    try:
        check_is_habit(bare)
    except UnclearAnswerError:
        return False
    tokens = [token for token in tokens_of(bare) if token.kind == "word"]
    if not tokens or any(measures().at(tokens, at)[0] for at in range(len(tokens))):
        return False
    if any(phrases("prose").at(tokens, at)[0] for at in range(len(tokens))):
        return True
    rest = tokens_of(without_talk(bare))
    if len(tokens) > 1 and any(phrases("clause_words").at(rest, at)[0] for at in range(len(rest))):
        return True
    return all(phrases("tastes").at((token,), 0)[0] for token in tokens)


def without_prose(text: str) -> tuple[str, str]:
    """Return a part without the prose in a bracket at its end, and that; foods in the bracket behind prose alone.

    Examples
    --------
    >>> without_prose("granola (I don't know where I got it"), without_prose("milk (skim)")
    (('granola', "I don't know where I got it"), ('milk (skim)', ''))
    >>> without_prose("it went unseen (cheese, beans)")
    ('cheese, beans', 'it went unseen')
    """
    found = _OPEN_BRACKET.search(text)
    if found is None:
        return text, ""
    head, inside = text[: found.start()], found["inside"].strip()
    if head and is_prose(inside):
        return head, inside
    return (inside, head) if inside and is_prose(head) else (text, "")
