"""Values of JSON as numbers that can be held."""

from __future__ import annotations

from typing import Any

from osteotwin.units import is_finite


def number_in(value: Any) -> float | None:
    """Return a number of JSON; ``None`` where it is none, or longer than a float holds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not is_finite(value):
        return None
    return float(value)
