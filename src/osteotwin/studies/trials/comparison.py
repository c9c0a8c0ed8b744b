"""What a trial concludes: the difference of two arms by Welch's t-test, and how often trials of a size would see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from osteotwin.arrays import Vector

#: Two-sided level of every test, and the confidence that its intervals have.
LEVEL = 0.05
#: No trial is larger.
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class Sample:
    """The values of one arm: how many, their mean and their standard deviation (NaN below two)."""

    n: int
    mean: float
    sd: float

    @classmethod
    def of(cls, values: Vector) -> Sample:
        """The sample of those values that are known."""
        known = values[np.isfinite(values)]
        if not len(known):
            return cls(0, np.nan, np.nan)
        return cls(len(known), float(known.mean()), float(known.std(ddof=1)) if len(known) > 1 else np.nan)

    @property
    def variance_of_mean(self) -> float:
        """Squared standard error of the mean."""
        return self.sd**2 / self.n if self.n else np.nan


@dataclass(frozen=True)
class Difference:
    """The difference of two means.

    Attributes
    ----------
    value, se : float
    freedom : float
        Degrees of freedom by Welch and Satterthwaite.
    p : float
        Two-sided, of no difference.
    """

    value: float
    se: float
    freedom: float
    p: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval."""
        reach = critical(self.freedom) * self.se
        return self.value - reach, self.value + reach


def difference(treated: Sample, control: Sample) -> Difference:
    """The difference of an arm from the control by Welch's t-test.

    Its p and interval are NaN where an arm has fewer than two values, or nobody differs from anybody.

    Source: Welch 1947, Biometrika 34:28.
    """
    from scipy.special import stdtr

    value = treated.mean - control.mean
    parts = treated.variance_of_mean, control.variance_of_mean
    if not sum(parts) > 0:
        return Difference(value, np.nan, np.nan, np.nan)
    freedom = welch_freedom(*parts, treated.n, control.n)
    se = float(np.sqrt(sum(parts)))
    return Difference(value, se, freedom, float(2 * stdtr(freedom, -abs(value) / se)))


def welch_freedom(treated: Any, control: Any, n_treated: float, n_control: float) -> Any:
    """Degrees of freedom of a difference, by Welch and Satterthwaite.

    Parameters
    ----------
    treated, control : float or array
        Squared standard errors of the means.
    n_treated, n_control : float
    """
    return (treated + control) ** 2 / (treated**2 / (n_treated - 1) + control**2 / (n_control - 1))


def critical(freedom: float) -> float:
    """How many standard errors from zero a difference is significant."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 1 - LEVEL / 2)) if np.isfinite(freedom) else np.nan


def power(
    effect: Vector | float, treated_sd: float, control_sd: float, n_treated: float, n_control: float
) -> Vector:
    """Share of trials that find a significant difference in the direction of the effect.

    The noncentral t distribution that the test's statistic has is taken by a normal approximation, which the tests
    compare with the distribution itself and with resampled trials. Without any effect the share is half the test's
    level: the half of chance findings that lie in the one direction.

    Parameters
    ----------
    effect : array or float
        Difference of means; the direction is that of its sign, or what the sign of the caller makes it.
    treated_sd, control_sd : float
    n_treated, n_control : float
        With values, 2 or more.

    Returns
    -------
    array
        As ``effect``; of a negative effect the share that is significant above zero.
    """
    from scipy.special import ndtr

    parts = treated_sd**2 / n_treated, control_sd**2 / n_control
    freedom = welch_freedom(*parts, n_treated, n_control)
    edge = critical(freedom)
    shift = np.asarray(effect) / np.sqrt(sum(parts))
    return ndtr((shift - edge * (1 - 1 / (4 * freedom))) / np.sqrt(1 + edge**2 / (2 * freedom)))


def resampled_power(treated: Vector, control: Vector, n: int, trials: int, seed: int) -> tuple[float, float]:
    """Share of trials, resampled from people, that find a significant difference: above zero, and below.

    Parameters
    ----------
    treated, control : array [n_people]
        Values of people; each trial draws from them with replacement.
    n : int
        People in each arm of a trial.
    trials, seed : int
    """
    from scipy.special import stdtrit

    random = np.random.default_rng(seed)
    arms = [values[random.integers(len(values), size=(trials, n))] for values in (treated, control)]
    parts = [arm.var(axis=1, ddof=1) / n for arm in arms]
    found = (arms[0].mean(axis=1) - arms[1].mean(axis=1)) / np.sqrt(parts[0] + parts[1])
    edge = stdtrit(welch_freedom(parts[0], parts[1], n, n), 1 - LEVEL / 2)
    return float(np.mean(found > edge)), float(np.mean(found < -edge))


def people_needed(
    wanted: float, effect: float, treated_sd: float, control_sd: float, kept: tuple[float, float]
) -> int | None:
    """The least number of people in each arm with which a share of trials finds the effect.

    Parameters
    ----------
    wanted : float
        Share of trials.
    effect : float
        Difference of means.
    treated_sd, control_sd : float
    kept : tuple of float
        Share of the treated and of the control who are measured at the end.

    Returns
    -------
    int or None
        ``None`` where not even a million would do.
    """

    def enough(n: int) -> bool:
        left = [n * share for share in kept]
        return min(left) >= 2 and bool(power(abs(effect), treated_sd, control_sd, *left) >= wanted)

    if not enough(MOST_PEOPLE):
        return None
    low, high = 1, MOST_PEOPLE
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
