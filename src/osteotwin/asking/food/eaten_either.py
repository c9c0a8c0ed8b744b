"""Several foods of which one is eaten at a time: "either porridge, granola and yogurt, or eggs on toast"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from osteotwin.asking.food.eaten_grammar import joins, names_a_food, tokens_of
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.unclear import UnclearAnswerError, quoted

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
