"""How much people differ in the course of their density, fitted on the SDs of change that trials published.

What a trial prints as the SD of its people's changes holds three things: the balance that each person drifts to, a
share of the change that differs between people, and the errors of two scans. The scans' errors are known, so the rest
is fitted: ``SD^2 = (s (1 - exp(-t / tau)))^2 + (r change)^2 + 2 precision^2 + own^2``, where own is what the equations
give the arm's people by themselves. SDs are compared as logarithms, weighted by their people; those whose file only
supposes which statistic was printed count half.

``python -m osteotwin.calibration.person_spread`` fits the numbers of ``cohort/data/personal_spread.toml`` again, in
seconds, and prints how many of the trials' people the bands in use hold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from scipy.optimize import least_squares
from scipy.stats import norm

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, LUMBAR_SPINE, bmd_key
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.model_error import density_discrepancy, sample_model_error
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.personal_balance import (
    MOST_SENSITIVITY,
    FittedSpread,
    PersonalSpread,
    approach,
    personal_spread,
    sample_personal_balance,
)
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.simulation import day_before, run_plan
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.endpoints import PERCENT_CHANGE
from osteotwin.evidence.arms.people_factors import people_factors
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Arm, Observation, Trial
from osteotwin.evidence.forward_model import FORWARD_ENGINE, VirtualArm, build
from osteotwin.evidence.scoring.effect_size import people
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Draws, Streams

#: The fitted numbers, in the order of a fit's vector.
NUMBERS = ("spine", "hip", "time_constant", "sensitivity")
_DENSITIES = tuple(map(bmd_key, DXA_SITES))
#: Where a fit begins, and what it is drawn to where trials say little: logarithms of these with this SD. Assumption:
#: a balance of a few percent, reached within years as remodelling goes, and shares as drugs' effects differ.
_PRIOR = np.log([3.0, 2.5, 1.5, 0.3])
_PRIOR_SD = np.array([1.0, 1.0, 0.5, 0.5])
#: How far the logarithms of trials' SDs lie apart beyond chance: scanners, and who was let in. Assumption.
_BETWEEN_TRIALS = 0.25
_SEED = 1


@dataclass(frozen=True)
class PublishedSpread:
    """The SD of people's changes in one arm.

    Attributes
    ----------
    trial, arm, endpoint : str
    week, change, sd : float
        Change and its SD in percent of the density before.
    n : float
        People behind it.
    control : bool
    assumed : bool
        Whether the file supposes which statistic was printed.
    """

    trial: str
    arm: str
    endpoint: str
    week: float
    change: float
    sd: float
    n: float
    control: bool
    assumed: bool

    @property
    def log_sd(self) -> float:
        """Standard error of the logarithm of the SD."""
        chance = 1 / (2 * (self.n - 1)) * (2 if self.assumed else 1)
        return sqrt(chance + _BETWEEN_TRIALS**2)


def published_spreads(trials: Sequence[Trial]) -> tuple[PublishedSpread, ...]:
    """Every SD of a percent change of density that trials printed, or whose standard error and people they printed."""
    return tuple(
        PublishedSpread(
            trial.id, arm.id, value.endpoint, value.week, value.value, sd, people(arm, value.n),
            arm.control, value.dispersion is not None and value.dispersion.assumed,
        )
        for trial in trials for arm in trial.arms for value in arm.observations
        if value.endpoint in _DENSITIES and value.result_type == PERCENT_CHANGE and value.week > 0
        and (sd := _sd(arm, value)) is not None
    )  # fmt: skip


def _sd(arm: Arm, value: Observation) -> float | None:
    """SD between people, where the number of people is known or not needed."""
    if value.dispersion is None:
        return None
    if value.dispersion.statistic == "sd":
        return value.dispersion.values[0]
    n = value.n or arm.n
    se = value.dispersion.standard_error(n)
    return None if n is None or se is None else se * sqrt(n)


def scan_variance(endpoint: str) -> float:
    """Variance of a change between two scans of one person who has not changed [percent^2]."""
    return 2 * (100 * reference_population().noise[endpoint]) ** 2


def expected_sd(numbers: Vector, seen: Sequence[PublishedSpread], own: Vector) -> Vector:
    """SD of people's changes that two scans find, array [n_seen, percent].

    Parameters
    ----------
    numbers : array
        Those of :data:`NUMBERS`.
    seen : sequence of PublishedSpread
    own : array [n_seen, percent]
        SD that the equations give by themselves.
    """
    spine, hip, years, sensitivity = numbers
    balance = np.array([spine if one.endpoint == bmd_key(LUMBAR_SPINE) else hip for one in seen])
    days = DAYS_PER_WEEK * np.array([one.week for one in seen])
    change = np.array([one.change for one in seen])
    scans = np.array([scan_variance(one.endpoint) for one in seen])
    return np.sqrt((balance * approach(days, years)) ** 2 + (sensitivity * change) ** 2 + scans + own**2)


def fit_spread(seen: Sequence[PublishedSpread], own: Vector) -> Vector:
    """Fit :data:`NUMBERS` to published SDs, less the scans' errors and what the equations give by themselves."""
    observed = np.log([one.sd for one in seen])
    weight = np.array([one.log_sd for one in seen])

    def misfit(logarithms: Vector) -> Vector:
        off = (np.log(expected_sd(np.exp(logarithms), seen, own)) - observed) / weight
        return np.concatenate([off, (logarithms - _PRIOR) / _PRIOR_SD])

    # A share of a change is never less than none of it.
    most = np.array([np.inf, np.inf, np.inf, np.log(MOST_SENSITIVITY)])
    return np.exp(least_squares(misfit, _PRIOR, bounds=(-np.inf, most)).x)


def bootstrap(seen: Sequence[PublishedSpread], own: Vector, times: int = 200, seed: int = 1) -> Vector:
    """Fits to trials drawn with replacement, array [times, number]: their SD is the standard error."""
    names = np.array([one.trial for one in seen])
    trials = np.unique(names)
    rng = np.random.default_rng(seed)
    fits: list[Vector] = []
    for _ in range(times):
        rows = np.concatenate([np.flatnonzero(names == name) for name in rng.choice(trials, len(trials))])
        fits.append(fit_spread([seen[k] for k in rows], own[rows]))
    return np.array(fits)


def arm_changes(
    trials: Sequence[Trial],
    seen: Sequence[PublishedSpread],
    parameters: ParameterSet,
    people: int,
    spread: PersonalSpread | None,
) -> list[Vector]:
    """Simulate the arms' people: the changes of each published spread, arrays [n_people, percent].

    Parameters
    ----------
    trials : sequence of Trial
        Those of the spreads.
    seen : sequence of PublishedSpread
    parameters : ParameterSet
        Its central values hold.
    people : int
        Of each sex of an arm.
    spread : PersonalSpread or None
        Two scans are read in people who differ so and have the model's error, as in a person's answer; ``None``: what
        the equations give by themselves.
    """
    center = np.array([[p.value for p in parameters.parameters.values()]])
    factors = people_factors(parameters, people)
    names = {one.trial for one in seen}
    model = build([trial for trial in trials if trial.id in names], people)
    found: dict[tuple[str, str], list[tuple[VirtualArm, Outputs]]] = {}
    for arm in model.arms:
        if (arm.trial, arm.arm) not in {(one.trial, one.arm) for one in seen}:
            continue
        cohort = initialize_cohort(
            arm.people,
            Draws(parameters.names, center * factors, parameters.name, _SEED),
            day_before([arm.protocol]),
            FORWARD_ENGINE,
            model_error=None
            if spread is None
            else sample_model_error(density_discrepancy(parameters), Streams(people, _SEED)),
            balance=None if spread is None else sample_personal_balance(spread, Streams(people, _SEED)),
        )
        outputs = run_plan(cohort, arm.protocol, arm.days, FORWARD_ENGINE, endpoints=_DENSITIES)
        found.setdefault((arm.trial, arm.arm), []).append((arm, outputs))
    return [_changes(found.get((one.trial, one.arm), []), one, scanned=spread is not None) for one in seen]


def _changes(runs: Sequence[tuple[VirtualArm, Outputs]], one: PublishedSpread, *, scanned: bool) -> Vector:
    """The changes of one arm's people, both sexes by their shares; empty where the arm is not simulated."""
    parts: list[Vector] = [np.empty(0)]
    for arm, outputs in runs:
        change = (
            outputs.scan_change(one.endpoint.removeprefix("bmd_"))
            if scanned
            else outputs.percent_change(one.endpoint)
        )[:, int(np.searchsorted(arm.days, DAYS_PER_WEEK * one.week))]
        parts.append(change[np.isfinite(change)][: round(arm.share * len(change))])
    return np.concatenate(parts)


@dataclass(frozen=True)
class Held:
    """How many of a trial's people the 90 % band for two scans of one person holds.

    Attributes
    ----------
    seen : PublishedSpread
    low, high : float
        The band [percent].
    share : float
        Of people who are normal with the printed mean and SD.
    """

    seen: PublishedSpread
    low: float
    high: float
    share: float


def held_by_bands(
    trials: Sequence[Trial],
    seen: Sequence[PublishedSpread],
    parameters: ParameterSet,
    spread: PersonalSpread,
    people: int = 512,
) -> tuple[Held, ...]:
    """Compare the bands of people who differ so with what trials say of single people.

    Parameters
    ----------
    trials : sequence of Trial
    seen : sequence of PublishedSpread
        Of these trials.
    parameters : ParameterSet
    spread : PersonalSpread
    people : int
        Virtual people of each sex of an arm.
    """
    rows: list[Held] = []
    for one, changes in zip(seen, arm_changes(trials, seen, parameters, people, spread), strict=True):
        if not len(changes):
            continue  # an arm that is not simulated
        low, high = (float(end) for end in np.percentile(changes, [5, 95]))
        inside = norm.cdf((high - one.change) / one.sd) - norm.cdf((low - one.change) / one.sd)
        rows.append(Held(one, low, high, float(inside)))
    return tuple(rows)


def held_unseen(
    trials: Sequence[Trial], seen: Sequence[PublishedSpread], own: Vector, parameters: ParameterSet
) -> tuple[Held, ...]:
    """Compare each trial's people with bands whose spread was fitted without that trial.

    Parameters
    ----------
    trials : sequence of Trial
    seen : sequence of PublishedSpread
        Of these trials.
    own : array [n_seen, percent]
        SD that the equations give by themselves.
    parameters : ParameterSet
    """
    rows: list[Held] = []
    for name in sorted({one.trial for one in seen}):
        others = np.array([one.trial != name for one in seen])
        fitted = fit_spread([one for one in seen if one.trial != name], own[others])
        spread = _with_values(personal_spread(), fitted)
        rows += held_by_bands(trials, [one for one in seen if one.trial == name], parameters, spread)
    return tuple(rows)


def _with_values(spread: PersonalSpread, numbers: Vector) -> PersonalSpread:
    """The spread with other values of :data:`NUMBERS`."""
    values = zip(NUMBERS, numbers.tolist(), strict=True)
    return replace(spread, **{name: replace(getattr(spread, name), value=value) for name, value in values})


def own_spread(
    trials: Sequence[Trial], seen: Sequence[PublishedSpread], parameters: ParameterSet, people: int = 64
) -> Vector:
    """SD of an arm's changes that the equations give by themselves, array [n_seen, percent].

    0 where the arm is not simulated.

    Parameters
    ----------
    trials : sequence of Trial
    seen : sequence of PublishedSpread
        Of these trials.
    parameters : ParameterSet
    people : int
        Virtual people of each sex of an arm.
    """
    found = arm_changes(trials, seen, parameters, people, None)
    return np.array([changes.std() if len(changes) else 0.0 for changes in found])


def mean_share(rows: Sequence[Held], *, control: bool) -> float:
    """Mean share of people that the bands hold, over control or over treated arms."""
    return float(np.mean([row.share for row in rows if row.seen.control == control]))


def report(trials: Sequence[Trial], parameters: ParameterSet) -> str:
    """Fit, and say what was found, as Markdown."""
    seen = published_spreads(trials)
    own = own_spread(trials, seen, parameters)
    fitted, errors = fit_spread(seen, own), bootstrap(seen, own).std(axis=0)
    rows, unseen = (
        held_by_bands(trials, seen, parameters, personal_spread()),
        held_unseen(trials, seen, own, parameters),
    )
    lines = ["| number | in use | fitted | standard error |", "|---|---|---|---|"]
    for name, value, se in zip(NUMBERS, fitted, errors, strict=True):
        used: FittedSpread = getattr(personal_spread(), name)
        unit = "" if used.unit == "1" else f" [{used.unit}]"
        lines.append(f"| {name.replace('_', ' ')}{unit} | {used.value:.2f} | {value:.2f} | {se:.2f} |")
    lines += ["", "| trial, arm, site, week | change (SD) [%] | band [%] | held |", "|---|---|---|---|"]
    for row in sorted(rows, key=lambda row: not row.seen.control):
        one, site = row.seen, row.seen.endpoint.removeprefix("bmd_").replace("_", " ")
        lines.append(
            f"| {one.trial}, {one.arm}{' (control)' if one.control else ''}, {site}, {one.week:g} "
            f"| {one.change:+.1f} ({one.sd:.1f}) | {row.low:+.1f} to {row.high:+.1f} | {100 * row.share:.0f} % |"
        )
    for label, control in (("controls", True), ("treated arms", False)):
        count = sum(row.seen.control == control for row in rows)
        held, left_out = (f"{100 * mean_share(some, control=control):.0f} %" for some in (rows, unseen))
        lines.append(
            f"| all {label}, {count} values | | | {held}; trial by trial left out of the fit: {left_out} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report(load_trials(None).trials, parameters_in_use()) + "\n")
