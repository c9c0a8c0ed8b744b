"""Numbers in a text: "testosterone below 350 ng/dl", "femoral neck T-score -1.6"; and what limits of entry leave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import hypot, inf, isinf, sqrt

#: Share of a population that lies within limits in which there is nobody of it.
_NOBODY = 1e-6

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_SPACER = r"[\s:,=(]*(?:(?:mean|median|average|of|was|were|is|at|about|level|levels|concentration|between|from)\s+)*"
_UNIT = r"(?:\s*(?:ng/dl|ng/ml|nmol/l|kg/m2|nmol|ng|years?))?"
_LESS = r"(?:below|under|less than|lower than|at most|no more than|up to|<=?|≤)"
_MORE = r"(?:above|over|more than|greater than|higher than|at least|>=?|≥)"

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("range", re.compile(rf"{_SPACER}{_NUMBER}{_UNIT}\s*(?:-|–|to|and)\s*{_NUMBER}", re.IGNORECASE)),
    ("below", re.compile(rf"{_SPACER}{_LESS}\s*{_NUMBER}", re.IGNORECASE)),
    ("above", re.compile(rf"{_SPACER}{_MORE}\s*{_NUMBER}", re.IGNORECASE)),
    ("below", re.compile(rf"{_SPACER}{_NUMBER}{_UNIT}\s+or\s+(?:less|lower|below|under)", re.IGNORECASE)),
    (
        "above",
        re.compile(rf"{_SPACER}{_NUMBER}{_UNIT}(?:\+|\s+or\s+(?:more|higher|above|over))", re.IGNORECASE),
    ),
    ("value", re.compile(rf"{_SPACER}{_NUMBER}", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Stated:
    """A number in a text: a ``value``, or the ``low`` and ``high`` limit of those who were let in.

    ``text`` is what stands in the file, ``after`` what follows it (for a unit).
    """

    low: float
    high: float
    text: str
    after: str = ""

    @property
    def value(self) -> float | None:
        """The number itself, where no limits are meant."""
        return self.low if self.low == self.high else None

    def scaled(self, factor: float) -> Stated:
        """The same in another unit."""
        return Stated(self.low * factor, self.high * factor, self.text, self.after)


def stated(subject: str, text: str) -> Stated | None:
    """Find the number that a text gives for a subject.

    Parameters
    ----------
    subject : str
        Regular expression of the name, for example ``"T-scores?"``.
    text : str

    Examples
    --------
    >>> stated("T-score", "T-score below -1.0").high
    -1.0
    >>> stated("25OHD", "25OHD 14-27 ng/mL").low
    14.0
    """
    for found in re.finditer(subject, text, re.IGNORECASE):
        rest = text[found.end() :]
        for form, pattern in _FORMS:
            match = pattern.match(rest)
            if match is None:
                continue
            numbers = sorted(float(g) for g in match.groups())
            low = -inf if form == "below" else numbers[0]
            high = inf if form == "above" else numbers[-1]
            whole = found.group() + match.group()
            return Stated(low, high, whole.strip(), rest[match.end() : match.end() + 12])
    return None


def values_within(
    mean: float, sd: float, low: float, high: float, noise_sd: float = 0.0
) -> tuple[float, float]:
    """Mean and standard deviation of a normal population's true values, given that one measurement lay within limits.

    People are let into a trial by one noisy measurement; their true values lie nearer the population's mean.

    Parameters
    ----------
    mean, sd : float
        Of the population's true values.
    low, high : float
        Limits of the measurement; infinite for none.
    noise_sd : float
        Of one measurement.

    Examples
    --------
    >>> values_within(0.0, 1.0, -float("inf"), float("inf"))
    (0.0, 1.0)
    >>> values_within(500.0, 150.0, -inf, 350.0, 60.0)[0] > values_within(500.0, 150.0, -inf, 350.0)[0]
    True
    """
    from scipy.stats import norm, truncnorm

    measured_sd = hypot(sd, noise_sd)
    true_share = (sd / measured_sd) ** 2
    a, b = (low - mean) / measured_sd, (high - mean) / measured_sd
    if norm.cdf(b) - norm.cdf(a) < _NOBODY:
        nearest_limit = high if isinf(low) or abs(b) < abs(a) else low
        return nearest_limit, sd * sqrt(1 - true_share)
    shift, variance = truncnorm.stats(a, b)
    # Of what a measurement is off the mean, only a part is true.
    true_variance = true_share * (1 - true_share + true_share * variance)
    return mean + true_share * measured_sd * float(shift), measured_sd * sqrt(float(true_variance))
