"""How often something is done, once its words are read, and what is said of words that tell it not plainly."""

from __future__ import annotations

from dataclasses import dataclass


class AmbiguousRhythm(ValueError):
    """Words for how often that may mean several things, or nothing certain; the message says what to write."""


@dataclass(frozen=True)
class Rhythm:
    """How often something is done.

    Attributes
    ----------
    days : float [day]
        Between two times, on average; infinite for what is done once.
    weekdays : tuple of int
        The days of the week, Monday being 0, where they are named.
    on_days, off_days : float [day]
        How long it goes on and how long it pauses, again and again; 0 for no pause.
    implied_daily : bool
        Whether only the pauses, or times of the day, are said, so that every day is meant.
    with_shot : bool
        Whether it goes with each injection of another drug.
    """

    days: float
    weekdays: tuple[int, ...] = ()
    on_days: float = 0.0
    off_days: float = 0.0
    implied_daily: bool = False
    with_shot: bool = False

    @property
    def mean_days(self) -> float:
        """Days between two times, on average over pauses too [day]."""
        return self.days * (self.on_days + self.off_days) / self.on_days if self.off_days else self.days
