"""Several foods of which one is eaten at a time, and two names that may be of one: "cheddar and chive crackers"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_dishes import foods_of_dish
from osteotwin.asking.food.eaten_grammar import joins, names_a_food, tokens_of
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.food.eaten_plants import plant_of
from osteotwin.asking.food.heads import last_name
from osteotwin.asking.food.kinds import kinds
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.library.foods import in_our_words

_JOINED: Final = {"together": "with", "both": "and", "slash": "/"}
_WEEK: Final = 7


def one_or_another(options: Sequence[str], text: str) -> UnclearAnswerError:
    """Return the question of how often each of several foods is eaten, of which one is eaten at a time."""
    shares = [_WEEK // len(options) + (at < _WEEK % len(options)) for at in range(len(options))]
    each = "; ".join(f"{one} {_times(share)}" for one, share in zip(options, shares, strict=True))
    return UnclearAnswerError(
        "food", f"{quoted(text)}, one or the other", "how often each is eaten, or the one that is eaten",
        f'write for example "{each}", with your own numbers, or only the one that is eaten more often',
    )  # fmt: skip


def check_one_or_two(parts: Sequence[Part], text: str) -> None:
    """Ask whether two names are of one food: "cheddar and chive crackers", "milk and cookies ice cream".

    Raises
    ------
    UnclearAnswerError
    """
    for first, second in pairwise(parts):
        amount, name = amount_of(first.text)
        kind = kinds().get(" ".join(in_our_words(name)))
        if (
            second.join != "both" or kind is None or kind.food is None or kind.food.calcium_mg < _TASTED
            or kind.food.name.startswith("Yogurt") or amount.measure in _POURED or not _is_flavored(second.text)
        ):  # fmt: skip
            continue
        start = max(text.find(first.text), 0)
        end = text.find(second.text, start) + len(second.text)
        much = first.text[: len(first.text) - len(name)]
        one, two = (
            f"{text[:start]}{said}{text[end:]}"
            for said in (much + second.text, f"{first.text}, {second.text}")
        )
        raise UnclearAnswerError(
            "food", f"{quoted(text[start:end])}, which may be one food or two", "which of them",
            f'write "{one}" for one food, or "{two}" for two, whichever is meant',
        )  # fmt: skip


#: Of a food that another may only taste of, so much calcium in a serving matters [mg].
_TASTED: Final = 15.0
#: So nothing is told but what is drunk.
_POURED: Final = ("glass", "mug", "ml", "cl", "dl", "l", "fl oz")


def _is_flavored(name: str) -> bool:
    """Tell whether a name is of a food behind another of which it tastes, and no food by the whole of it."""
    said = in_our_words(name)
    start, _, head = last_name(said[1:])
    before, whole = (kinds().get(" ".join(several)) for several in (said[: start + 1], said))
    is_whole = whole is not None and (whole.food or (head and head.food)) is not None
    return (
        head is not None and before is not None and not is_whole and plant_of(name) is None
        and not foods_of_dish(name)
    )  # fmt: skip


def _times(share: int) -> str:
    return "once a week" if share <= 1 else f"{share} times a week"


def options_of(parts: Sequence[Part]) -> list[str]:
    """Return the foods of a list that ends with "or", of which one is eaten; nothing of any other list.

    Examples
    --------
    >>> listed = [Part("granola", "listed"), Part("yogurt", "both"), Part("or eggs", "listed")]
    >>> options_of([Part("either porridge"), *listed])
    ['porridge', 'granola and yogurt', 'eggs']
    >>> options_of([Part("porridge"), Part("granola or eggs", "listed")])
    ['porridge', 'granola', 'eggs']
    >>> options_of([Part("cheese or ham"), Part("milk", "listed")])
    []
    """
    groups: list[str] = []
    is_either = any(_either_at(part.text, 0) for part in parts[1:])
    at_last = False
    parts = [part for part in parts if names_a_food(part.text)]
    for part in parts:
        starts = _either_at(part.text, 0)
        bare = part.text[tokens_of(part.text)[starts].start :] if starts else part.text
        if groups and part.join in _JOINED and not starts:
            groups[-1] += f" {_JOINED[part.join]} {bare}"
            continue
        split = split_at_or(bare)
        at_last = len(split) > 1
        groups += split
    return groups if (is_either or at_last) and len(parts) > 1 else []


def _either_at(text: str, at: int) -> int:
    count, kind = joins().at(tokens_of(text), at)
    return count if kind == "either" else 1 if tokens_of(text)[at].word in _EITHER else 0


_EITHER: Final = ("either", "entweder", "soit", "bien")


def split_at_or(text: str) -> list[str]:
    """Return the foods of a part between words for "or", without one before the first.

    Examples
    --------
    >>> split_at_or("entweder Quark oder Skyr"), split_at_or("cheese (feta or brie)")
    (['Quark', 'Skyr'], ['cheese (feta or brie)'])
    """
    tokens = tokens_of(text)
    start = _either_at(text, 0) if tokens else 0
    found, depth = [], 0
    for at, token in enumerate(tokens):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0)
        count, kind = joins().at(tokens, at)
        if kind == "either" and depth == 0 and start < at and at + count < len(tokens):
            found.append(text[tokens[start].start : tokens[at - 1].end])
            start = at + count
    found.append(text[tokens[start].start :] if start < len(tokens) else "")
    return [one.strip(" ,") for one in found if one.strip(" ,")]
