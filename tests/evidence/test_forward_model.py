"""From parameter values to what trials would have measured: against single simulations, and where runs fail."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from tests.simulating import simulate

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.evidence.arms.people_factors import people_factors
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Arm, Contrast, DietGiven, Observation, Population, Trial
from osteotwin.evidence.forward_model import ForwardModel, VirtualArm, build, predict
from osteotwin.evidence.scoring.result import NOT_SCORED, PARTLY, SCORED
from osteotwin.evidence.validate import validate
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import central, draw
from osteotwin.progress import Progress

SET = starting_values()
NAMES = SET.names
CENTER = np.array([[p.value for p in SET.parameters.values()]])
MEN, WOMEN = "burnettbowie2009_anastrozole", "heshmati2002_letrozole_women"
MARKERS = "taxel2001_anastrozole"


def observation(
    endpoint: str, week: float, value: float, result_type: str = "percent_change", unit: str = "percent"
):
    return Observation(endpoint, week, result_type, value, unit)


@pytest.fixture(scope="module")
def model() -> ForwardModel:
    return build([load_trials().trial(name) for name in (MEN, WOMEN)])


@pytest.fixture(scope="module")
def predicted(model: ForwardModel) -> np.ndarray:
    found = predict(model, NAMES, CENTER)
    assert not found.failures
    return found.mean_person


def test_it_predicts_what_the_simulation_of_the_mean_person_gives(
    model: ForwardModel, predicted: np.ndarray
) -> None:
    assert predicted.shape == (1, len(model.rows))
    seen = 0
    for arm in model.arms:
        runs = simulate(arm.mean, arm.protocol, arm.days)
        assert not runs.failures
        for k, (trial, row) in enumerate(model.rows):
            if (trial, row.arm) != (arm.trial, arm.arm) or row.versus is not None:
                continue
            values = runs.values[str(row.output)][0]
            now = values[arm.days == DAYS_PER_WEEK * row.week][0]
            expected = {
                "percent_change": 100 * (now / values[0] - 1),
                "ratio_to_baseline": now / values[0],
                "absolute": now,
            }[row.scale]
            assert predicted[0, k] == pytest.approx(expected, rel=1e-3, abs=5e-3), (trial, row.endpoint)
            seen += 1
    assert seen == 5


def test_many_draws_at_once_are_each_alone(model: ForwardModel) -> None:
    draws = draw(SET, 5, seed=3, between_people=False).values
    together = predict(model, NAMES, draws).mean_person
    alone = np.concatenate([predict(model, NAMES, one[None]).mean_person for one in draws])
    assert together == pytest.approx(alone, rel=1e-9, nan_ok=True)
    assert np.ptp(together, axis=0).min() > 1e-4


def test_pieces_of_a_large_table_are_put_together_in_order(
    model: ForwardModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from osteotwin.evidence import forward_model

    draws = draw(SET, 5, seed=3, between_people=False).values
    whole = predict(model, NAMES, draws).mean_person
    monkeypatch.setattr(forward_model, "_AT_ONCE", 2 * len(model.arms))
    seen: list[Progress] = []
    found = predict(model, NAMES, draws, on_progress=seen.append).mean_person
    assert found == pytest.approx(whole, rel=1e-9)
    assert [now.fraction for now in seen] == [0.4, 0.8, 1.0]


def test_without_populations_both_predictions_are_one(model: ForwardModel) -> None:
    found = predict(model, NAMES, CENTER)
    assert np.array_equal(found.population, found.mean_person)
    assert not model.has_populations


def test_the_mean_people_of_a_model_are_those_of_one_without_populations(model: ForwardModel) -> None:
    many = build(model.trials, 4)
    assert many.has_populations
    assert many.size == 5 * len(model.arms)
    for one, other in zip(many.mean_people().arms, model.arms, strict=True):
        assert (one.mean, one.protocol, one.share) == (other.mean, other.protocol, other.share)
        assert len(one.people) == len(other.people) == 1


def test_no_draw_no_prediction(model: ForwardModel) -> None:
    assert predict(model, NAMES, CENTER[:0]).mean_person.shape == (0, len(model.rows))
    nothing = build([])
    assert predict(nothing, NAMES, CENTER).mean_person.shape == (1, 0)


def broken(arm: VirtualArm) -> VirtualArm:
    weightless = {**arm.people.fields, "weight_kg": np.full(len(arm.people), np.nan)}
    return replace(
        arm, mean=replace(arm.mean, weight_kg=float("nan")), people=replace(arm.people, fields=weightless)
    )


def with_broken_arm(model: ForwardModel, arm_id: str) -> ForwardModel:
    """Return the model with a body that cannot be: nobody weighs nothing at all."""
    arms = [
        broken(arm)
        if (arm.trial, arm.arm) == (MEN, arm_id) else arm
        for arm in model.arms
    ]  # fmt: skip
    return replace(model, arms=tuple(arms))


def test_an_arm_that_fails_leaves_the_other_rows_alone(model: ForwardModel, predicted: np.ndarray) -> None:
    with np.errstate(all="ignore"):
        found = predict(with_broken_arm(model, "placebo"), NAMES, CENTER)
    hit = np.array([trial == MEN and "placebo" in row.arms for trial, row in model.rows])
    assert 0 < hit.sum() < len(hit)
    assert np.isnan(found.mean_person[0, hit]).all()
    assert found.mean_person[0, ~hit] == pytest.approx(predicted[0, ~hit], rel=1e-9)
    assert set(found.failures) == {(MEN, "placebo")}
    assert len(found.failures[MEN, "placebo"].split()) > 3


def test_one_impossible_draw_leaves_the_others_alone(model: ForwardModel, predicted: np.ndarray) -> None:
    draws = np.concatenate([CENTER, np.full_like(CENTER, np.nan), CENTER])
    with np.errstate(all="ignore"):
        found = predict(model, NAMES, draws)
    assert np.isnan(found.mean_person[1]).all()
    assert found.mean_person[[0, 2]] == pytest.approx(np.tile(predicted, (2, 1)), rel=1e-9)
    assert set(found.failures) == {(arm.trial, arm.arm) for arm in model.arms}


def test_a_population_is_near_its_mean_person_but_not_the_same(predicted: np.ndarray) -> None:
    trials = [load_trials().trial(name) for name in (MEN, WOMEN)]
    many = build(trials, 8)
    factors = people_factors(SET, 8)
    both = [predict(many, NAMES, CENTER, people_factors=f) for f in (None, factors)]
    for found in both:
        assert np.array_equal(found.mean_person, predicted)
    alike, different = (found.population[0] for found in both)
    for found in (alike, different):
        assert np.isfinite(found).all()
        assert not np.array_equal(found, predicted[0])
        for k, (_, row) in enumerate(many.rows):
            if row.group == "bmd":
                assert found[k] == pytest.approx(predicted[0, k], abs=1.0)
    assert not np.array_equal(alike, different)


def test_people_of_an_arm_are_averaged() -> None:
    """Two people under one draw: the mean of two arms of one of them each; of markers the geometric mean."""
    trial = load_trials().trial(MARKERS)
    two = build([trial], 2)
    singles = [
        replace(two, arms=tuple(replace(a, people=a.people.take(np.array([i, i]))) for a in two.arms))
        for i in range(2)
    ]
    both = predict(two, NAMES, CENTER).population[0]
    one, other = (predict(q, NAMES, CENTER).population[0] for q in singles)
    for k, (_, row) in enumerate(two.rows):
        low, high = sorted((one[k], other[k]))
        assert low - 1e-9 <= both[k] <= high + 1e-9
        if row.group == "marker" and row.scale == "percent_change" and row.versus is None:
            ratio = np.sqrt((1 + one[k] / 100) * (1 + other[k] / 100))
            assert both[k] == pytest.approx(100 * (ratio - 1), rel=1e-9)
    assert any(row.group == "marker" for _, row in two.rows)


def trial_of(*arms: Arm, contrasts: tuple[Contrast, ...] = (), sex: str = "male") -> Trial:
    return Trial(
        "made_up", "made up", "rct", "abstract", 52.0, ("vitamin_d_calcium",), Population(sex, age_mean=60.0), arms,
        contrasts,
    )  # fmt: skip


GIVEN = Arm(
    "calcium", False, 20, {}, diet=(DietGiven(calcium_supplement_mg_per_day=1000.0),),
    observations=(observation("bmd_lumbar_spine", 52, 1.0),),
)  # fmt: skip
PLAIN = Arm("placebo", True, 20, {})


def test_women_with_much_estradiol_and_a_strong_answer_to_it_find_a_steady_state() -> None:
    asked = build([load_trials().trial("sowers2010_menopause")], people=4)
    strong = SET.replaced(estradiol_half_effect=1.6, estrogen_rankl_gain=2.5, estrogen_precursor_gain=0.9)
    found = predict(asked, NAMES, central(strong).values, people_factors=people_factors(strong, 4))
    # Some of these bodies lose more calcium than any could; but none is without a steady state.
    assert all("no living body has" in why for why in found.failures.values())


def test_arms_that_were_not_measured_are_not_simulated() -> None:
    model = build([trial_of(GIVEN, PLAIN)])
    assert [arm.arm for arm in model.arms] == ["calcium"]
    assert model.arms[0].days.tolist() == [0.0, 364.0]


def test_a_contrast_needs_both_its_arms() -> None:
    between = Contrast("calcium", "placebo", "bmd_lumbar_spine", 52, "percent_difference", 1.0, "percent")
    untreated = replace(PLAIN, observations=(observation("bmd_lumbar_spine", 52, 0.0),))
    model = build([trial_of(GIVEN, untreated, contrasts=(between,))])
    assert [arm.arm for arm in model.arms] == ["calcium", "placebo"]
    given, plain, difference = predict(model, NAMES, CENTER).mean_person[0]
    assert 0 < difference < 3  # more calcium, less loss
    assert difference == pytest.approx(given - plain, abs=0.05)


def test_a_value_at_the_start_alone_is_no_obstacle() -> None:
    arm = replace(PLAIN, observations=(observation("bmd_lumbar_spine", 0, 0.0),))
    model = build([trial_of(arm)])
    found = predict(model, NAMES, CENTER)
    assert found.mean_person.tolist() == [[0.0]]


@pytest.mark.parametrize("percent", [None, 0.0, 25.0, 100.0])
def test_people_of_both_sexes_count_by_their_share(percent: float | None) -> None:
    level = observation("25ohd", 26, 30.0, "absolute", "ng/mL")
    trial = trial_of(replace(GIVEN, observations=(level,)), sex="mixed")

    def of(population: Population) -> float:
        model = build([replace(trial, population=population)])
        return float(predict(model, NAMES, CENTER).mean_person[0, 0])

    men, women = (of(Population(sex, age_mean=60.0)) for sex in ("male", "female"))
    assert abs(men - women) > 0.01
    share = 0.5 if percent is None else percent / 100
    mixed = of(Population("mixed", age_mean=60.0, percent_male=percent))
    assert mixed == pytest.approx(share * men + (1 - share) * women, rel=1e-9)


def test_an_arm_that_is_refused_is_left_out_with_its_reason() -> None:
    trial = load_trials().trial("reid_risedronate_gc_men")
    model = build([trial])
    assert {arm for _, arm in model.refused} == {"prevention_placebo", "treatment_risedronate"}
    assert all("Glucocorticoid" in why for why in model.refused.values())
    assert not {arm.arm for arm in model.arms} & {arm for _, arm in model.refused}
    assert not any({*row.arms} & {"prevention_placebo", "treatment_risedronate"} for _, row in model.rows)
    assert len(model.all_rows[trial.id]) > len(model.rows)


def test_a_part_of_a_model_gives_the_same_part_of_the_predictions(
    model: ForwardModel, predicted: np.ndarray
) -> None:
    part = model.only([WOMEN])
    mine = np.array([trial == WOMEN for trial, _ in model.rows])
    assert predict(part, NAMES, CENTER).mean_person == pytest.approx(predicted[:, mine], rel=1e-9)


@pytest.mark.slow
def test_a_validation_survives_an_arm_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body without weight in one arm: its rows are not scored and say why, the others are."""
    module = sys.modules["osteotwin.evidence.validate"]
    monkeypatch.setattr(module, "DRAWS", 3)
    monkeypatch.setattr(module, "PEOPLE", 2)
    monkeypatch.setattr(module, "build", lambda *given: with_broken_arm(build(*given), "placebo"))
    found = validate(only=[MEN]).trials[0]
    assert found.status == PARTLY
    assert {row.status for row in found.rows} == {SCORED, NOT_SCORED}
    for row in found.rows:
        assert (row.status == NOT_SCORED) is ("placebo" in row.measured.arms)
        assert row.status == SCORED or (row.reason and row.reason in str(found.reason))
