"""Outcomes of men on anastrozole, what moves them, and the report on it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from osteotwin.cohort.complete_profile import complete_profile
from osteotwin.cohort.sampling import sample_people
from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.parameters.sample import Streams, draw
from osteotwin.progress import Progress
from osteotwin.studies.outcomes import OUTCOMES, Men
from osteotwin.studies.sobol_inputs import model_inputs, people_inputs
from osteotwin.studies.sobol_report import global_sensitivity

MIDDLE = complete_profile("male", 60.0, {})[0]
NAMES = tuple(OUTCOMES)


def outcomes(inputs: tuple[str, ...], rows: list[list[float]]) -> np.ndarray:
    found, reasons = Men(starting_values(), MIDDLE, inputs).outcomes(np.array(rows))
    assert reasons == {}
    return found


def test_the_mean_man_loses_bone_and_training_wins_some_back() -> None:
    (found,) = outcomes(("age",), [[60.0]])
    said = dict(zip(NAMES, found, strict=True))
    assert 0.2 < said["estradiol_ratio"] < 0.9
    assert said["ctx_3_months"] > 0
    for site in ("lumbar_spine", "total_hip"):
        assert said[f"{site}_3_years"] < said[f"{site}_1_year"] < 0
        assert 0 < said[f"won_{site}_1_year"] < said[f"won_{site}_3_years"]


def test_a_weaker_inhibitor_costs_less() -> None:
    ic50 = starting_values().parameters["anastrozole_ic50"].value
    usual, weak = outcomes(("anastrozole_ic50",), [[ic50], [5 * ic50]])
    assert weak[NAMES.index("estradiol_ratio")] > usual[NAMES.index("estradiol_ratio")]
    assert weak[NAMES.index("total_hip_3_years")] > usual[NAMES.index("total_hip_3_years")]


def test_percent_changes_do_not_depend_on_where_his_density_begins() -> None:
    dense, thin = outcomes(("bmd_lumbar_spine",), [[1.2], [0.8]])
    np.testing.assert_allclose(dense, thin, rtol=1e-9)


def test_a_man_who_cannot_be_simulated_is_reported_and_leaves_the_others_alone() -> None:
    men = Men(starting_values(), MIDDLE, ("age", "osteoblast_removal_rate"))
    found, reasons = men.outcomes(np.array([[60.0, 0.0156], [60.0, np.nan], [60.0, 0.0156]]))
    assert list(reasons) == [1]
    assert reasons[1]
    assert np.isnan(found[1]).all()
    np.testing.assert_array_equal(found[0], found[2])


def test_an_unknown_input_is_named() -> None:
    with pytest.raises(ValueError, match="neither a parameter nor a field of a profile: shoe_size"):
        Men(starting_values(), MIDDLE, ("age", "shoe_size"))


def test_inputs_have_the_sd_of_virtual_people() -> None:
    probability = (np.arange(2000) + 0.5) / 2000
    by_name = {one.name: one.quantile(probability) for one in people_inputs(starting_values(), MIDDLE)}
    weights = sample_people(MIDDLE, Streams(4000, 1)).fields["weight_kg"]
    assert by_name["weight_kg"].mean() == pytest.approx(np.mean(weights), rel=0.02)
    assert by_name["weight_kg"].std() == pytest.approx(np.std(weights), rel=0.05)
    drawn = draw(starting_values(), 4000, 1, model_uncertainty=False)
    turnover = drawn.values[:, drawn.names.index("total_hip_turnover")]
    assert np.log(by_name["total_hip_turnover"]).std() == pytest.approx(np.log(turnover).std(), rel=0.05)


def test_what_is_not_known_is_each_range_where_nothing_was_fitted() -> None:
    inputs = {one.name: one for one in model_inputs(starting_values())}
    uncertain = {name for name, p in starting_values().parameters.items() if p.is_uncertain}
    assert inputs.keys() == uncertain
    low, high = inputs["estradiol_half_effect"].quantile(np.array([0.025, 0.975]))
    known = starting_values().parameters["estradiol_half_effect"]
    assert (low, high) == pytest.approx((known.low, known.high), rel=0.01)


def test_a_fitted_parameter_moves_over_its_own_draws(fitted: ParameterSet) -> None:
    assert fitted.posterior is not None
    name = fitted.posterior.names[0]
    (one,) = [one for one in model_inputs(fitted) if one.name == name]
    draws = fitted.posterior.column(name)
    edges = one.quantile(np.array([0.0, 0.5, 1.0]))
    np.testing.assert_allclose(edges, [draws.min(), np.median(draws), draws.max()])
    assert one.distribution.startswith("posterior")


@pytest.mark.slow
def test_the_report_on_a_fitted_set_tells_what_the_joint_draws_say(fitted: ParameterSet) -> None:
    seen: list[Progress] = []
    found = global_sensitivity(fitted, points=4, seed=1, on_progress=seen.append)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["record"]["parameter_set"] == fitted.name
    assert {now.stage for now in seen} == {"model", "people"}
    assert [now.fraction for now in seen] == sorted(now.fraction for now in seen)
    assert seen[-1].fraction == 1.0
    model, people = found["analyses"]["model"], found["analyses"]["people"]
    for outcome in NAMES:
        assert model["outcomes"][outcome]["joint_sd"] > 0
        assert people["outcomes"][outcome]["joint_sd"] is None
    assert "denosumab_rankl_affinity" in model["without_effect"]
    assert {"bmd_lumbar_spine", "bmd_total_hip"} <= set(people["without_effect"])
