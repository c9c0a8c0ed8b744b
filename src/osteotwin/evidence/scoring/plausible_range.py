"""What a measured value can be at most: an interval that is wider says nothing."""

from __future__ import annotations

from math import inf, isfinite

from osteotwin.endpoints import ABSOLUTE, ABSOLUTE_CHANGE, ENDPOINTS, RATIO_TO_BASELINE
from osteotwin.evidence.scoring.measured import Measured


def plausible_range(row: Measured) -> tuple[float, float]:
    """Least and greatest value on a row's scale that the hard limits of its endpoint leave.

    A change is counted from the arm's baseline where that is known, otherwise from any level within the limits.
    """
    low, high = _range_of_arm(row, row.arm)
    if row.versus is None:
        return low, high
    other_low, other_high = _range_of_arm(row, row.versus)
    return low - other_high, high - other_low


def _range_of_arm(row: Measured, arm: str) -> tuple[float, float]:
    endpoint = ENDPOINTS[row.endpoint]
    low, high = endpoint.low, endpoint.high
    if row.scale == ABSOLUTE:
        return low, high
    base = row.baseline_of(arm)
    if row.scale == ABSOLUTE_CHANGE:
        return (low - high, high - low) if base is None else (low - base, high - base)
    if base is None:
        least, most = low / high, high / low if low > 0 else inf
    else:
        least, most = low / base, high / base
    return (least, most) if row.scale == RATIO_TO_BASELINE else (100 * (least - 1), 100 * (most - 1))


def is_too_wide(row: Measured, low: float, high: float) -> bool:
    """Whether an interval on a row's scale is no statement: not finite, or wider than the plausible range.

    Of levels and ratios the width counts as a difference and as a quotient: 0.01 to 100 times a level is as wide as the
    limits of most endpoints, though the limits' difference may be larger.
    """
    if not (isfinite(low) and isfinite(high)):
        return True
    least, most = plausible_range(row)
    if high - low > most - least:
        return True
    return row.scale in (ABSOLUTE, RATIO_TO_BASELINE) and least > 0 and high * least > most * low
