"""The share of the one-repetition maximum that repetitions with some in reserve make: RPE and RIR."""

from __future__ import annotations

from typing import Final

#: Share of 1RM by repetitions done and in reserve together, 1 to 16: the chart of Reactive Training Systems
#: (Tuchscherer), on the scale of Zourdos 2016, J Strength Cond Res 30:267, and Helms 2016, Strength Cond J 38:42.
SHARE_BY_REPETITIONS: Final = (
    1.0, 0.955, 0.922, 0.892, 0.863, 0.837, 0.811, 0.786, 0.762, 0.739, 0.707, 0.680, 0.653, 0.626, 0.599, 0.574,
)  # fmt: skip


#: So far above the chart some people still lift [share of the one-repetition maximum].
_LEEWAY: Final = 0.1


def highest_share_for(reps: float) -> float:
    """Return the share of the one-repetition maximum above which nobody lifts so many repetitions of a set.

    Examples
    --------
    >>> round(highest_share_for(30), 2) < 0.95
    True
    """
    place = min(max(int(reps), 1), len(SHARE_BY_REPETITIONS)) - 1
    return SHARE_BY_REPETITIONS[place] + _LEEWAY


def share_of_1rm(reps: float, in_reserve: float) -> float | None:
    """Return the share of the one-repetition maximum; ``None`` beyond the chart.

    Examples
    --------
    >>> share_of_1rm(5, 2)
    0.811
    """
    whole, half = divmod(reps + in_reserve, 1.0)
    place = int(whole) - 1
    if not 0 <= place < len(SHARE_BY_REPETITIONS) - (half > 0.0):
        return None
    if not half:
        return SHARE_BY_REPETITIONS[place]
    low, high = SHARE_BY_REPETITIONS[place + 1], SHARE_BY_REPETITIONS[place]
    return low + (1.0 - half) * (high - low)
