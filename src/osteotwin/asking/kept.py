"""What a reader of one piece returned or asked, kept: the same piece is read again in each way of looking at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.inputs.read_once import read_once

_Read = TypeVar("_Read")
_Told = ParamSpec("_Told")
#: Pieces of one reader that are kept.
_MOST: Final = 1024


def kept(read: Callable[_Told, _Read]) -> Callable[_Told, _Read]:
    """Return a reader that reads a text once, whether it understands it or asks about it.

    Parameters
    ----------
    read : callable
        A pure function of a text, or of several; what it returns is not to be changed by anybody.
    """
    return read_once(read, UnclearAnswerError, _anew, _MOST)


def _anew(unclear: UnclearAnswerError) -> UnclearAnswerError:
    first = unclear.problems[0]
    return UnclearAnswerError(first.field, first.found, first.expected, first.fix)
