"""What is said of a row and of a trial: errors, intervals, significance, status, reasons, counts."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan
from typing import Any

import numpy as np
import pytest

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.files.trial import Arm, Dispersion, Observation, Population, Trial
from osteotwin.evidence.forward_model import ForwardModel, Predictions, build, predict
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import finite, measured_rows
from osteotwin.evidence.scoring.observation_error import observations_of
from osteotwin.evidence.scoring.result import Row, TrialResult
from osteotwin.evidence.scoring.summary import summarize
from osteotwin.evidence.validate import parameter_draws, trial_result, validate
from osteotwin.inference.predictive import PredictiveIntervals
from osteotwin.parameters import starting_values

SEEN = Measured(
    "drug", None, "bmd_lumbar_spine", "bmd", 52.0, "percent_change", "percent_change", "percent", -2.0, 0.5,
    "bmd_lumbar_spine", None, "published", 20.0, "treated", 0.0, (0.9,),
)  # fmt: skip


def row(predicted: float | None = -1.0, measured: Measured = SEEN, **more: Any) -> Row:
    return replace(
        Row("t", measured, predicted, "scored" if predicted is not None else "not_scored", None), **more
    )


@pytest.mark.parametrize(
    ("low", "high", "within", "too_wide"),
    [
        (-3.0, 1.0, True, False), (-2.0, 1.0, True, False), (-3.0, -2.0, True, False), (-1.9, 1.0, False, False),
        (-3.0, -2.1, False, False), (None, 1.0, None, None), (-3.0, None, None, None), (None, None, None, None),
        (-inf, 1.0, False, True), (-3.0, inf, False, True), (-500.0, 500.0, False, True),
    ],
)  # fmt: skip
def test_an_interval_holds_the_value_unless_it_holds_anything(
    low: float | None, high: float | None, within: bool | None, too_wide: bool | None
) -> None:
    found = row(lo90=low, hi90=high)
    assert (found.within_90, found.too_wide) == (within, too_wide)
    shown = found.to_json()
    assert (shown["within_90"], shown["too_wide"]) == (within, too_wide)
    assert [shown["lo90"], shown["hi90"]] == [None if end is None else finite(end) for end in (low, high)]


@pytest.mark.parametrize(
    ("changes", "se", "error", "standardized"),
    [
        ({}, 0.5, 1.0, 2.0), ({"predictive_sd": 4.0}, 0.5, 1.0, 0.25),
        ({"predictive_sd": 4.0, "standardized": 0.7}, 0.5, 1.0, 0.7),
        ({"standardized": 0.0}, 0.5, 1.0, 0.0), ({}, None, 1.0, None), ({"predicted": None}, 0.5, None, None),
        ({"predictive_sd": 4.0}, None, 1.0, 0.25),
    ],
)  # fmt: skip
def test_an_error_is_predicted_less_observed_over_what_is_not_known(
    changes: dict[str, Any], se: float | None, error: float | None, standardized: float | None
) -> None:
    found = replace(row(), measured=replace(SEEN, se=se), **changes)
    assert (found.error, found.standardized_error) == (error, standardized)


@pytest.mark.parametrize(
    ("observed", "se", "no_change", "significant"),
    [
        (1.0, 0.5, 0.0, True), (-1.0, 0.5, 0.0, True), (0.97, 0.5, 0.0, False), (0.99, 0.5, 0.0, True),
        (1.5, 0.5, 1.0, False),
        (0.0, 0.5, 1.0, True), (1.0, None, 0.0, None), (1.0, 0.0, 0.0, None), (1.0, 0.5, None, None),
    ],
)  # fmt: skip
def test_an_effect_is_significant_beyond_1_96_standard_errors(
    observed: float, se: float | None, no_change: float | None, significant: bool | None
) -> None:
    found = row(measured=replace(SEEN, observed=observed, se=se, no_change=no_change))
    assert found.significant is significant


def test_a_row_is_shown_with_all_that_is_known_of_it() -> None:
    shown = row(-1.0, predictive_sd=2.0, reason="why").to_json()
    for key in ("arm", "versus", "role", "endpoint", "group", "week", "scale", "unit", "n", "observed", "se",
                "se_source", "no_change"):  # fmt: skip
        assert shown[key] == getattr(SEEN, key)
    assert (shown["kind"], shown["status"], shown["reason"], shown["predictive_sd"]) == (
        "percent_change", "scored", "why", 2.0,
    )  # fmt: skip
    assert (shown["error"], shown["standardized_error"], shown["significant"]) == (1.0, 0.5, True)


SPINE = Observation("bmd_lumbar_spine", 52.0, "percent_change", -2.0, "percent", Dispersion("se", (0.5,)))
HIP = replace(SPINE, endpoint="bmd_total_hip", value=-1.0)
NAMELESS = replace(SPINE, endpoint="other", measured="strength")


def trial(*arms: tuple[Observation, ...], **changes: Any) -> Trial:
    made = tuple(Arm("ab"[k], bool(k), 20, {}, observations=seen) for k, seen in enumerate(arms))
    found = Trial("t", "T", "rct", "abstract", 52.0, ("exercise",), Population("male", age_mean=60.0), made)
    return replace(found, **changes)


def judged(found: Trial, predicted: list[float], failures: dict[str, str] | None = None) -> TrialResult:
    """A trial against made-up predictions of the rows that the model has an output for."""
    model = build([found])
    values = np.array(predicted)
    table = PredictiveIntervals(values, values - 1, values + 1, values / 2, np.full(len(values), 0.6))
    return trial_result(found, model, table, {("t", arm): why for arm, why in (failures or {}).items()})


def test_a_trial_of_which_every_row_is_scored_is_simulated() -> None:
    found = judged(trial((SPINE,), (HIP,)), [-1.5, -0.5])
    assert (found.status, found.reason) == ("simulated", None)
    spine, hip = found.rows
    assert (spine.predicted, spine.lo90, spine.hi90, spine.standardized, spine.predictive_sd) == (
        -1.5,
        -2.5,
        -0.5,
        -0.75,
        0.6,
    )
    assert (hip.predicted, hip.status) == (-0.5, "scored")
    assert set(found.assumptions) == {"a", "b"}


@pytest.mark.parametrize(
    ("arms", "predicted", "failures", "status", "statuses", "reason"),
    [
        (
            ((SPINE,), (HIP,)),
            [-1.5, nan],
            {},
            "partly",
            ["scored", "not_scored"],
            "the simulation gave no number",
        ),
        (
            ((SPINE,), (HIP,)),
            [-1.5, -0.5],
            {"b": "it broke."},
            "partly",
            ["scored", "not_scored"],
            "it broke.",
        ),
        (
            ((SPINE,), (HIP,)),
            [-1.5, -0.5],
            {"a": "A.", "b": "B."},
            "not_simulated",
            ["not_scored"] * 2,
            "A.; B.",
        ),
        (((SPINE,), (HIP,)), [-1.5, -0.5], {"a": "A.", "b": "A."}, "not_simulated", ["not_scored"] * 2, "A."),
        (((SPINE, NAMELESS),), [-1.5], {}, "partly", ["scored", "not_scored"], "strength"),
        (((NAMELESS,),), [], {}, "partly", ["not_scored"], "strength"),
        (((NAMELESS,), ()), [], {"b": "it broke."}, "not_simulated", ["not_scored"], "it broke."),
        (((),), [], {}, "not_simulated", [], "nothing was measured"),
        (((SPINE,),), [nan], {}, "partly", ["not_scored"], "the simulation gave no number"),
    ],
)
def test_what_is_not_scored_says_why(
    arms: tuple[tuple[Observation, ...], ...], predicted: list[float], failures: dict[str, str], status: str,
    statuses: list[str], reason: str,
) -> None:  # fmt: skip
    found = judged(trial(*arms), predicted, failures)
    assert (found.status, [one.status for one in found.rows]) == (status, statuses)
    assert reason in str(found.reason)
    for one in found.rows:
        assert (one.predicted is None) is (one.status == "not_scored")
        assert one.status == "scored" or one.reason


def test_a_refused_arm_is_a_reason_and_has_no_assumptions() -> None:
    made = trial((SPINE,), (HIP,))
    broken = replace(made, arms=(made.arms[0], replace(made.arms[1], mistakes=("arm[1].n",))))
    found = judged(broken, [-1.5])
    assert (found.status, found.reason) == ("partly", "a mistake in arm[1].n")
    assert set(found.assumptions) == {"a"}
    shown = found.to_json()
    assert [arm["id"] for arm in shown["arms"]] == ["a", "b"]
    assert [arm["control"] for arm in shown["arms"]] == [False, True]
    assert {arm: len(said) for arm, said in shown["assumptions"].items()} == {
        "a": len(found.assumptions["a"])
    }
    assert replace(found, assumptions={"a": (Assumption("x", "y", "z"),)}).to_json()["assumptions"] == {
        "a": [{"field": "x", "value": "y", "source": "z"}]
    }


def test_the_summary_counts_trials_by_status_and_rows_by_what_came_of_them() -> None:
    def of(status: str, *rows: Row) -> TrialResult:
        return TrialResult(trial((SPINE,)), status, None, rows, {})

    wide = row(lo90=-500.0, hi90=500.0)
    simulated = [of("simulated", row(), wide), of("simulated", row())]
    partly = [of("partly", row(None), row(lo90=-3.0, hi90=1.0)), of("partly", wide), of("partly")]
    found = summarize([*simulated, *partly, of("not_simulated", row(None))])
    assert found["trial_status"] == {"not_simulated": 1, "partly": 3, "simulated": 2}
    assert (found["trials"], found["rows"], found["scored"], found["not_scored"], found["too_wide"]) == (
        6,
        7,
        5,
        2,
        2,
    )


@pytest.mark.parametrize(
    ("week", "counts"), [(38.9, False), (39.0, True), (52.0, True), (65.0, True), (65.1, False)]
)
def test_about_one_year_is_weeks_39_to_65(week: float, counts: bool) -> None:
    found = summarize(
        [TrialResult(trial((SPINE,)), "simulated", None, (row(measured=replace(SEEN, week=week)),), {})]
    )
    for part in ("one_year", "men_one_year"):
        assert bool(found[part]["by_class"]) is counts


SET = starting_values()
CENTER = np.array([[p.value for p in SET.parameters.values()]])


@pytest.fixture(scope="module")
def model() -> ForwardModel:
    return build([trial((SPINE, HIP, replace(SPINE, endpoint="ctx", value=10.0)))], 4)


def test_the_people_of_an_arm_have_their_own_parameters(model: ForwardModel) -> None:
    """Two alike but for a factor on a parameter: the mean of one under the value and one under the factor times it."""
    arm = model.arms[0]
    factors = np.ones((2, len(SET.names)))
    factors[1, SET.names.index("spine_degenerative_gain")] = 3.0
    two = replace(model, arms=(replace(arm, people=arm.people.take(np.array([0, 0]))),))
    plain, steep = (predict(two, SET.names, CENTER * row).population[0] for row in factors)
    found = predict(two, SET.names, CENTER, people_factors=factors).population[0]
    assert steep[0] - plain[0] > 0.3
    assert found == pytest.approx((plain + steep) / 2, abs=0.01)
    assert found[1:] == pytest.approx(plain[1:])


@pytest.mark.parametrize(("lost", "counts"), [(0, True), (2, True), (3, False)])
def test_a_tenth_of_an_arms_people_may_be_lost(lost: int, counts: bool) -> None:
    many = build([trial((SPINE,))], 20)
    arm = many.arms[0]
    weight = arm.people.fields["weight_kg"].copy()
    weight[:lost] = np.nan
    people = replace(arm.people, fields={**arm.people.fields, "weight_kg": weight})
    with np.errstate(all="ignore"):
        found = predict(replace(many, arms=(replace(arm, people=people),)), SET.names, CENTER)
    assert np.isfinite(found.population[0, 0]) == counts
    assert np.isfinite(found.mean_person[0, 0])
    assert bool(found.failures) is not counts


def test_a_prediction_is_the_populations_moved_by_what_draws_do_to_the_mean_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    module = sys.modules["osteotwin.evidence.validate"]
    name = "burnettbowie2009_anastrozole"
    found: list[Predictions] = []
    monkeypatch.setattr(module, "PEOPLE", 2)
    monkeypatch.setattr(module, "DRAWS", 4)
    monkeypatch.setattr(
        module, "predict", lambda *given, **more: found.append(predict(*given, **more)) or found[-1]
    )
    (result,) = validate(only=[name], parameters=SET).trials
    central, drawn = found
    rows = observations_of(
        [(result.trial, seen) for seen in measured_rows(result.trial) if seen.output is not None]
    )
    scaled = rows.on_scale(drawn.mean_person)
    shift = scaled.mean(axis=0) - rows.on_scale(central.mean_person)[0]
    expected = rows.from_scale(rows.on_scale(central.population)[0] + shift)
    assert [one.predicted for one in result.rows if one.predicted is not None] == pytest.approx(expected)
    assert np.abs(shift).max() > 1e-3
    assert drawn.mean_person.shape[0] == 4
    assert np.array_equal(parameter_draws(SET, 4).shape, (4, len(SET.names)))
