"""Laws over all scales: whichever way a source prints a value, it is predicted from the arm's own baseline, and its
interval says something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from tests.every import every

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.constants import WEEKS_PER_YEAR
from osteotwin.endpoints import OUTPUTS, TRIAL_ENDPOINTS
from osteotwin.evidence import validate
from osteotwin.evidence.files.result_types import OWN, RESULT_TYPES
from osteotwin.evidence.files.trial import Arm, Contrast, Dispersion, Observation, Population, Trial
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import measured_rows, predict
from osteotwin.evidence.scoring.observation_error import observations_of
from osteotwin.evidence.scoring.plausible_range import is_too_wide
from osteotwin.inference.predictive import PredictiveIntervals, predictive_intervals

WITH_OUTPUT = [name for name, endpoint in TRIAL_ENDPOINTS.items() if endpoint.output is not None]
WITH_UNIT = [name for name in WITH_OUTPUT if not OUTPUTS[str(TRIAL_ENDPOINTS[name].output)].relative]
SCORED = [row for row in RESULT_TYPES.values() if row.not_scored is None]
OBSERVATIONS = [row.id for row in SCORED if not row.between_arms]
CONTRASTS = [row.id for row in SCORED if row.between_arms]
IN_OWN_UNIT = [row.id for row in SCORED if row.unit == OWN]
WEEK = 52.0
#: What the treated arm's level is of its baseline, in the model and in the trial.
RATIO = 0.8
#: The model's people begin at another level than the trial's.
MODEL_LEVEL = 3.0
#: Fitted discrepancies where there are any.
DISCREPANCIES = {
    **STARTING_DISCREPANCY,
    **(parameters_in_use().posterior.discrepancy if parameters_in_use().posterior else {}),
}


def usual(endpoint: str) -> float:
    """A level in the middle of the limits, as a logarithm where they allow it."""
    limits = TRIAL_ENDPOINTS[endpoint]
    return float(np.sqrt(limits.low * limits.high)) if limits.low > 0 else limits.high / 4


def value_of(result_type: str, base: float, ratio: float) -> float:
    """What a source prints where the level became a share of what it was, and that of the other arm stayed."""
    printed = {
        "percent_change": 100 * (ratio - 1),
        "absolute": ratio * base,
        "absolute_change": (ratio - 1) * base,
        "ratio_to_baseline": ratio,
        "percent_difference": 100 * (ratio - 1),
        "absolute_difference": (ratio - 1) * base,
        "ratio": ratio,
        "ratio_of_ratios": ratio,
    }[result_type.removesuffix("_per_year")]
    return printed * WEEKS_PER_YEAR / WEEK if RESULT_TYPES[result_type].per_year else printed


def trial_of(endpoint: str, result_type: str, *, known: bool, has_sd: bool) -> Trial:
    """One treated arm and one in which nothing changes, and one value of them."""
    base = usual(endpoint)
    before = (Observation(endpoint, 0.0, "absolute", base, "u", None),) if known else ()
    value = value_of(result_type, base, RATIO)
    error = Dispersion("se", (0.05 * abs(value),)) if has_sd else None
    after: tuple[Observation, ...] = ()
    other: tuple[Observation, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    if result_type in CONTRASTS:
        contrasts = (Contrast("a", "b", endpoint, WEEK, result_type, value, "u", error),)
        other = (Observation(endpoint, WEEK, "percent_change", 0.0, "percent", None),)
    else:
        after = (Observation(endpoint, WEEK, result_type, value, "u", error),)
    arms = (
        Arm("a", False, 16, {}, observations=(*before, *after)),
        Arm("b", True, 16, {}, observations=(*before, *other)),
    )
    people = Population("male", age_mean=62.0)
    # Only where chance made the arms can a ratio of their levels be compared.
    design = "rct" if result_type == "ratio" else "cohort"
    return Trial("t", "T", design, "abstract", 52.0, ("exercise",), people, arms, contrasts)


def row_of(trial: Trial) -> Measured:
    """The row of the treated arm or of the contrast."""
    (row,) = [row for row in measured_rows(trial) if row.week > 0 and row.arm == "a"]
    return row


def model(base: float) -> Callable[[str, str, float], float]:
    """A model in whose treated arm the level falls; the other arm's people begin a little higher."""

    def value(arm: str, output: str, week: float) -> float:
        return 1.2 * base if arm == "b" else base * (RATIO if week > 0 else 1.0)

    return value


def intervals(trial: Trial, predicted: float) -> PredictiveIntervals:
    rows = observations_of([(trial, row_of(trial))])
    center = rows.on_scale(np.array([predicted]))
    return predictive_intervals(rows, DISCREPANCIES, center, np.zeros(1))


@every("endpoint, result_type", [*product(WITH_OUTPUT, [*OBSERVATIONS, *CONTRASTS])])
def test_what_the_arm_began_with_is_what_its_level_is_predicted_from(endpoint: str, result_type: str) -> None:
    """A model that is right about the change is right about the value, wherever its own people begin."""
    trial = trial_of(endpoint, result_type, known=True, has_sd=False)
    row = row_of(trial)
    assert row.output == TRIAL_ENDPOINTS[endpoint].output or row.output in OUTPUTS
    for base in (usual(endpoint), MODEL_LEVEL * usual(endpoint)):
        assert predict(row, model(base)) == pytest.approx(row.observed)


@pytest.mark.parametrize("endpoint", WITH_UNIT)
@pytest.mark.parametrize("result_type", IN_OWN_UNIT)
def test_without_a_baseline_a_level_is_the_models(endpoint: str, result_type: str) -> None:
    row = row_of(trial_of(endpoint, result_type, known=False, has_sd=False))
    base = MODEL_LEVEL * usual(endpoint)
    assert row.scale in ("absolute", "absolute_change")
    # The row holds a rate as the change by its week.
    by_week = result_type.removesuffix("_per_year")
    assert predict(row, model(base)) == pytest.approx(value_of(by_week, base, RATIO))


@pytest.mark.parametrize("endpoint", WITH_OUTPUT)
def test_every_interval_is_narrower_than_what_the_endpoint_can_be(endpoint: str) -> None:
    """Whatever is printed, on whichever scale it is compared."""
    for result_type, known, has_sd in product((*OBSERVATIONS, *CONTRASTS), (False, True), (False, True)):
        trial = trial_of(endpoint, result_type, known=known, has_sd=has_sd)
        row = row_of(trial)
        if row.output is None:
            assert not known
            continue
        found = intervals(trial, predict(row, model(usual(endpoint))))
        low, high = float(found.low[0]), float(found.high[0])
        assert low < row.observed < high, (result_type, known, has_sd)
        assert not is_too_wide(row, low, high), (result_type, known, has_sd, low, high)
        assert np.isfinite(found.standardized).all()
        assert found.sd[0] > 0


@pytest.mark.parametrize("endpoint", WITH_OUTPUT)
def test_a_value_is_as_certain_as_a_level_as_it_is_as_a_change(endpoint: str) -> None:
    """One value printed in several ways: half the interval, as a share of the level, differs little."""
    shares = {}
    for result_type in OBSERVATIONS:
        trial = trial_of(endpoint, result_type, known=True, has_sd=False)
        row = row_of(trial)
        found = intervals(trial, predict(row, model(usual(endpoint))))
        width = float(found.high[0] - found.low[0]) / 2
        per_level = {"absolute": usual(endpoint) * RATIO, "ratio_to_baseline": RATIO, "percent_change": 100.0}
        shares[result_type] = width / per_level[row.scale]
    assert max(shares.values()) < 1.5 * min(shares.values()), shares
    assert max(shares.values()) < 1.0, shares


@pytest.mark.parametrize("endpoint", WITH_UNIT)
def test_a_usual_level_stands_in_for_an_unknown_baseline(endpoint: str) -> None:
    """The error of a change in the endpoint's unit needs a level: one within the limits."""
    trial = trial_of(endpoint, "absolute_change", known=False, has_sd=False)
    (found,) = observations_of([(trial, row_of(trial))]).standard_error
    limits = TRIAL_ENDPOINTS[endpoint]
    assert 0 < found < (limits.high - limits.low) / 8


def test_a_relative_output_needs_the_baselines_of_all_arms() -> None:
    trial = trial_of("sclerostin", "absolute_difference", known=True, has_sd=False)
    (other,) = [arm for arm in trial.arms if arm.id == "b"]
    lacking = replace(trial, arms=(trial.arms[0], replace(other, observations=())))
    row = row_of(lacking)
    assert row.output is None
    assert row.reason == "no baseline, and the model's sclerostin is relative"


UNSEEN = """
id = "unseen"
title = "Unseen"
design = "rct"
read_as = "fulltext"
duration_weeks = 26
topics = ["calcium"]
[population]
sex = "female"
menopause = "post"
age_mean = 66
[[arm]]
id = "calcium"
control = false
n = 40
[arm.baseline]
pth_pg_ml = 85.0
[[arm.diet]]
calcium_supplement_mg_per_day = 1000
from_week = 0
to_week = 26
[[arm.observation]]
endpoint = "pth"
week = 26
kind = "absolute"
value = 74.0
unit = "pg/mL"
"""


def test_pth_of_a_trial_that_was_never_seen_begins_where_its_people_began(tmp_path: Path) -> None:
    (tmp_path / "unseen.toml").write_text(UNSEEN, encoding="utf-8")
    found = validate(tmp_path)
    assert found.problems == ()
    (row,) = found.rows
    assert row.measured.baselines == (85.0,)
    assert row.predicted is not None
    assert (
        0.6 * 85 < row.predicted < 85
    )  # calcium lowers PTH, from 85 and not from where the model's people begin
    assert row.lo90 is not None
    assert row.hi90 is not None
    assert 0.3 * row.predicted < row.lo90 < row.hi90 < 3 * row.predicted
    assert row.within_90
    assert found.summary()["too_wide"] == 0
