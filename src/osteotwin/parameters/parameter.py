"""One parameter: its value and everything that makes it trustworthy."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Share of a log-normal (or normal) distribution that a range spans, in standard deviations each way.
RANGE_SDS = 1.96


@dataclass(frozen=True)
class Parameter:
    """A named number of the model.

    Attributes
    ----------
    name, meaning, symbol : str
        Identifier, what it is, and its sign in the source.
    value : float
        In ``unit``.
    unit : str
        Readable by Pint; empty for a dimensionless number.
    low, high : float
        The range in which the value is believed to lie with about 95 % certainty.
    evidence_level : str
        One of :data:`~osteotwin.inputs.shipped.EVIDENCE_LEVELS`.
    source : str
    station : str
        The file of ``body`` that owns it.
    people_cv : float
        Coefficient of variation between people (0: alike in all).
    personal : bool
        Set from the person, never sampled.
    note : str
    """

    name: str
    meaning: str
    symbol: str
    value: float
    unit: str
    low: float
    high: float
    evidence_level: str
    source: str
    station: str
    people_cv: float = 0.0
    personal: bool = False
    note: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether the range leaves room to sample."""
        return not self.personal and self.high > self.low

    @property
    def log_scale(self) -> bool:
        """Whether the parameter is positive with a range that is sampled on the log scale."""
        return self.low > 0 and self.value > 0

    @property
    def prior_sd(self) -> float:
        """Standard deviation of the prior: of the logarithm on the log scale, else of the value."""
        if not self.is_uncertain:
            return 0.0
        if self.log_scale:
            return math.log(self.high / self.low) / (2 * RANGE_SDS)
        return (self.high - self.low) / (2 * RANGE_SDS)

    @property
    def hard_limits(self) -> tuple[float, float]:
        """Lowest and highest value that makes sense at all, in ``unit``: no draw leaves them."""
        width = self.high - self.low
        low = self.low - 0.5 * width if not self.log_scale else self.low / 3
        high = self.high + 0.5 * width if not self.log_scale else self.high * 3
        if self.low >= 0 and not self.log_scale:
            low = max(low, 0.0)
        if self.unit == "" and self.high <= 1.0 and self.low >= 0:
            high = min(high, (self.high + 1.0) / 2)  # a share believed to be under one stays under one
        return low, high
