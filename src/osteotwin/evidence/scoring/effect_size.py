"""From a value as its source printed it to the scale on which it is scored, its standard error with it.

What the sources do not print is derived where an assumption can carry it, and the row says so (``derived``):

- Levels differ more between people than their changes. With the correlation r between two visits,
  SD(change) = SD(level) * sqrt(2 (1 - r)). We take r = 0.95 for bone density and 0.5 for turnover markers; both are
  assumptions, on the low side so that the error comes out wide rather than narrow.
- A difference between arms in g/cm2 or pg/mL is divided by the arms' mean baseline where both are alike.
- Of a change or a difference of which the source printed P and no dispersion, the distance from no effect over the
  normal quantile of P is the standard error. Of "P < 0.001" the bound is taken, which gives the largest one.
- An arm that does not give its number of people is taken as one of :data:`DEFAULT_ARM_N`.
"""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.cohort.profile import Assumption
from osteotwin.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
    Endpoint,
)
from osteotwin.evidence.arms.baseline import baseline_value
from osteotwin.evidence.files.trial import Arm, Contrast, Dispersion, Observation, Trial

TREATED, CONTROL, CONTRAST = "treated", "control", "contrast"
PUBLISHED, ASSUMED, DERIVED = "published", "assumed", "derived"

#: People in an arm that does not say; assumption, below the median of the shipped arms (33), so rather wide.
DEFAULT_ARM_N = 20.0
#: Correlation between two visits, by group of endpoint; assumption.
VISIT_CORRELATION = {"bmd": 0.95, "marker": 0.5}
#: Arms whose baselines differ by more than this share have no common baseline to divide by.
ALIKE = 0.2


@dataclass(frozen=True)
class Scaled:
    """A value on its scale; ``no_change`` is what it would be had nothing changed."""

    scale: str
    value: float
    se: float | None
    se_source: str | None
    no_change: float | None
    note: str | None = None


def people(arm: Arm, measured: float | None = None) -> float:
    """How many people stand behind a value: as measured, as in the arm, or the default."""
    return measured or arm.n or DEFAULT_ARM_N


def assumed_people(arm: Arm) -> tuple[Assumption, ...]:
    """The assumption about an arm that does not give its number of people, if it does not."""
    if arm.n is not None:
        return ()
    source = "the file gives no n; assumption, below the median of the shipped arms so that the error is rather wide"
    return (Assumption("n", f"{DEFAULT_ARM_N:g} people", source),)


def positive_baseline(arm: Arm, endpoint: str) -> float | None:
    """An arm's own level of an endpoint before the intervention, where the trial gives one to divide by."""
    base = baseline_value(arm, endpoint)
    return base if base is not None and base > 0 else None


def scale_observation(arm: Arm, endpoint: Endpoint, value: Observation) -> Scaled:
    """Put one value of one arm onto its scale.

    Parameters
    ----------
    arm : Arm
    endpoint : Endpoint
        That of the value.
    value : Observation

    Returns
    -------
    Scaled
    """
    se, source = _standard_error(value.dispersion, people(arm, value.n), stated=bool(value.n or arm.n))
    base = positive_baseline(arm, endpoint.id)
    if value.result_type == "percent_change":
        return _percent(endpoint, value.value, se, source, base)
    change = value.result_type == "absolute_change"
    if endpoint.scale == ABSOLUTE and (base is not None or not change):
        level = value.value + base if change and base is not None else value.value
        return Scaled(ABSOLUTE, level, se, source, base)
    if base is None:
        return Scaled(
            ABSOLUTE_CHANGE if change else ABSOLUTE, value.value, se, source, 0.0 if change else None
        )
    level = base + value.value if change else value.value
    if endpoint.scale == RATIO_TO_BASELINE:
        return Scaled(RATIO_TO_BASELINE, level / base, None if se is None else se / base, source, 1.0)
    percent = 100 * (level / base - 1)
    if se is None:
        return Scaled(PERCENT_CHANGE, percent, None, None, 0.0)
    if change:
        return Scaled(PERCENT_CHANGE, percent, 100 * se / base, source, 0.0)
    correlation = VISIT_CORRELATION[endpoint.group]
    note = (
        "change of the means; its standard error from the SD of the level, taking a correlation of "
        f"{correlation:g} between visits"
    )
    of_change = 100 * se / base * (2 * (1 - correlation)) ** 0.5
    return Scaled(PERCENT_CHANGE, percent, of_change, DERIVED, 0.0, note)


def scale_contrast(trial: Trial, arm: Arm, versus: Arm, endpoint: Endpoint, value: Contrast) -> Scaled:
    """Put one difference between two arms onto its scale: points of percent wherever baselines allow.

    Parameters
    ----------
    trial : Trial
    arm, versus : Arm
        The arms compared.
    endpoint : Endpoint
    value : Contrast

    Returns
    -------
    Scaled
    """
    smaller = min(people(arm), people(versus))
    se, source = _standard_error(value.dispersion, smaller, stated=False)
    if value.result_type == "percent_difference":
        return Scaled(PERCENT_DIFFERENCE, value.value, se, source, 0.0)
    base = None if endpoint.scale == ABSOLUTE else _common_baseline(trial, arm, versus, endpoint.id)
    if base is None:
        return Scaled(ABSOLUTE_CHANGE, value.value, se, source, 0.0)
    note = f"a difference of {value.value:g} {value.unit} divided by the arms' baseline, {base:.4g}"
    percent = 100 * value.value / base
    return Scaled(PERCENT_DIFFERENCE, percent, None if se is None else 100 * se / base, source, 0.0, note)


def _percent(
    endpoint: Endpoint, value: float, se: float | None, source: str | None, base: float | None
) -> Scaled:
    if endpoint.scale == RATIO_TO_BASELINE:
        return Scaled(RATIO_TO_BASELINE, 1 + value / 100, None if se is None else se / 100, source, 1.0)
    if endpoint.id == "25ohd" and base is not None:
        of_level = None if se is None else se * base / 100
        return Scaled(ABSOLUTE, base * (1 + value / 100), of_level, source, base)
    return Scaled(PERCENT_CHANGE, value, se, source, 0.0)


def _standard_error(
    dispersion: Dispersion | None, n: float, *, stated: bool
) -> tuple[float | None, str | None]:
    """Standard error and where it comes from; an ``n`` of our own makes it derived."""
    if dispersion is None:
        return None, None
    own = dispersion.standard_error(None)
    printed = dispersion.p is None and (own is not None or stated)
    source = ASSUMED if dispersion.assumed else PUBLISHED if printed else DERIVED
    return (dispersion.standard_error(n) if own is None else own), source


def _common_baseline(trial: Trial, arm: Arm, versus: Arm, endpoint: str) -> float | None:
    """Mean baseline of two arms that are alike; one will do where chance made the arms."""
    found = [b for b in (positive_baseline(arm, endpoint), positive_baseline(versus, endpoint)) if b]
    if not found or (len(found) == 1 and trial.design not in ("rct", "crossover")):
        return None
    if max(found) - min(found) > ALIKE * max(found):
        return None
    return sum(found) / len(found)
