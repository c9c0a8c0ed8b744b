"""What a reader of one piece returned or asked, kept: the same piece is read again in each way of looking at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.errors import Problem

_Read = TypeVar("_Read")
_Told = ParamSpec("_Told")
#: Pieces of one reader that are kept.
_MOST = 1024


def kept(read: Callable[_Told, _Read]) -> Callable[_Told, _Read]:
    """Return a reader that reads a text once, whether it understands it or asks about it.

    Parameters
    ----------
    read : callable
        A pure function of a text, or of several; what it returns is not to be changed by anybody.
    """

    @lru_cache(maxsize=_MOST)
    def outcome(*texts: _Told.args, **named: _Told.kwargs) -> tuple[tuple[_Read, ...], tuple[Problem, ...]]:
        try:
            return (read(*texts, **named),), ()
        except UnclearAnswerError as unclear:
            return (), unclear.problems

    @wraps(read)
    def again(*texts: _Told.args, **named: _Told.kwargs) -> _Read:
        found, problems = outcome(*texts, **named)
        for one in problems:
            raise UnclearAnswerError(one.field, one.found, one.expected, one.fix)
        return found[0]

    return again
