"""A pure reader that reads the same text once: what it returns, and what it refuses, are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

_Read = TypeVar("_Read")
_Told = ParamSpec("_Told")
_Refusal = TypeVar("_Refusal", bound=Exception)


def read_once(
    read: Callable[_Told, _Read], refusal: type[_Refusal], anew: Callable[[_Refusal], _Refusal], most: int
) -> Callable[_Told, _Read]:
    """Return a reader that reads a text once, whether it understands it or refuses it.

    Parameters
    ----------
    read : callable
        A pure function of texts; what it returns is not to be changed by anybody.
    refusal : type
        What it raises for a text that it does not understand.
    anew : callable
        Makes the same refusal, to be raised with a traceback of its own.
    most : int
        So many texts are kept.
    """

    @lru_cache(maxsize=most)
    def outcome(*texts: _Told.args, **named: _Told.kwargs) -> tuple[tuple[_Read, ...], _Refusal | None]:
        try:
            return (read(*texts, **named),), None
        except refusal as refused:
            return (), anew(refused)

    @wraps(read)
    def again(*texts: _Told.args, **named: _Told.kwargs) -> _Read:
        found, refused = outcome(*texts, **named)
        if refused is not None:
            raise anew(refused)
        return found[0]

    return again
