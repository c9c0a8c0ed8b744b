"""What a reader of one piece returned or asked, kept: the same piece is read again in each way of looking at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.errors import Problem

_Read = TypeVar("_Read")
#: Pieces of one reader that are kept.
_MOST = 1024


def kept(read: Callable[[str], _Read]) -> Callable[[str], _Read]:
    """Return a reader that reads a text once, whether it understands it or asks about it.

    Parameters
    ----------
    read : callable
        A pure function of a text; what it returns is not to be changed by anybody.
    """

    @lru_cache(maxsize=_MOST)
    def outcome(text: str) -> tuple[tuple[_Read, ...], tuple[Problem, ...]]:
        try:
            return (read(text),), ()
        except UnclearAnswerError as unclear:
            return (), unclear.problems

    @wraps(read)
    def again(text: str) -> _Read:
        found, problems = outcome(text)
        for one in problems:
            raise UnclearAnswerError(one.field, one.found, one.expected, one.fix)
        return found[0]

    return again
