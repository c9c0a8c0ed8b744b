"""Sets on a treadmill, which logs name without saying whether it was walked or run: the speed tells it."""

from __future__ import annotations

from typing import Final

from osteotwin.inputs.names import folded

_TREADMILL: Final = frozenset(folded(one) for one in ("treadmill", "treadmill (machine)", "laufband"))
#: Up to which speed it is called so [km/h]. People change from walking to running at about 2 m/s (Hreljac 1993);
#: jogging and running begin where the library of exercises has them.
_SPEEDS: Final = (
    (5.5, "treadmill walking"),
    (7.2, "brisk treadmill walking"),
    (9.0, "treadmill jogging"),
    (30.0, "treadmill running"),
)
_SECONDS_PER_HOUR: Final = 3600.0
KM_PER_MILE: Final = 1.609344


def is_treadmill(name: str) -> bool:
    """Tell whether a log's name is of a treadmill, and of nothing that is done on it."""
    return folded(name) in _TREADMILL


def by_speed(name: str, kilometers: float | None, seconds: float | None) -> str:
    """Return what was done on a treadmill; the name as it is where the speed is not known, or nobody's.

    Examples
    --------
    >>> by_speed("Treadmill", 5.0, 1800.0), by_speed("Treadmill", 2.4, 1800.0), by_speed("Treadmill", None, 1800.0)
    ('treadmill running', 'treadmill walking', 'Treadmill')
    """
    if not kilometers or not seconds or not is_treadmill(name):
        return name
    speed = kilometers * _SECONDS_PER_HOUR / seconds
    return next((called for most, called in _SPEEDS if speed <= most), name)
