"""What is said of the numbers depends on the parameter set they were made with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.fitted_set import DRAWS, FITTED, made_up_posterior, write_made_up_set
from tests.schemas import validate

import osteotwin as ot
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.explaining.basis import about_bands, fitted_on, is_calibrated
from osteotwin.explaining.parameter_tables import parameter_rows, set_rows
from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.parameters.load import STARTING_SET
from osteotwin.parameters.sets import shipped


def test_starting_values_are_a_hypothesis() -> None:
    assert "has not been calibrated" in about_bands(starting_values())
    assert "and the verdict, as a hypothesis" in about_bands(starting_values())
    assert not is_calibrated(starting_values())
    assert fitted_on(starting_values()) == "nothing"


def test_a_fitted_set_says_what_it_was_fitted_on(fitted: ParameterSet) -> None:
    said = about_bands(fitted)
    assert f"{len(FITTED)} parameters fitted to 700 observations of 61 published trials" in said
    assert "not been calibrated" not in said
    assert "outside the range that trials covered" in about_bands(fitted)


def test_a_record_in_words_gives_no_false_number(fitted: ParameterSet) -> None:
    words = made_up_posterior(record={"trials": "the shipped ones", "observations": 12.5})
    said = fitted_on(ParameterSet(fitted.name, fitted.parameters, words))
    assert said == f"{len(FITTED)} parameters fitted to observations of published trials"


@pytest.fixture(scope="module")
def fitted_answer(fitted: ParameterSet) -> dict[str, Any]:
    return ot.run(ot.read_person(ot.demo_path()), people=6, seed=3, parameters=fitted)


@pytest.mark.slow
def test_the_answer_of_a_fitted_set(
    fitted_answer: dict[str, Any], demo_answer: dict[str, Any], fitted: ParameterSet
) -> None:
    validate(fitted_answer, ot.schema("answer"))
    assert fitted_answer["versions"]["parameter_set"] == fitted.name
    assert demo_answer["versions"]["parameter_set"] == STARTING_SET
    assert "700 observations" in fitted_answer["uncertainty"]["text"]
    text = ot.render_html(fitted_answer)
    assert "700 observations" in text
    assert "not yet calibrated" not in text
    assert "not been calibrated" not in text
    assert "not been calibrated" in ot.render_html(demo_answer)


@pytest.mark.slow
def test_less_of_the_dispersion_is_the_models(fitted: ParameterSet) -> None:
    """Of enough people to tell: variances of fewer err by a fifth."""
    person = ot.read_person(ot.demo_path())

    def share(used: ParameterSet) -> float:
        twin = ot.Twin.from_person(person, people=800, seed=3, parameters=used)
        plans, days = {"plan": person.plan}, np.array([0.0, 1095.0])
        model, whole = (
            one.simulate_all(plans, days)["plan"].bone_change("bmd_lumbar_spine")[:, -1]
            for one in (twin.with_model_uncertainty_only(), twin)
        )
        return float(np.nanvar(model) / np.nanvar(whole))

    assert 0 < share(fitted) < share(starting_values()) <= 1


@pytest.mark.slow
def test_the_two_shares_of_the_dispersion_are_all_of_it(fitted_answer: dict[str, Any]) -> None:
    one = fitted_answer["uncertainty"]
    assert one["share_model"] + one["share_people"] == pytest.approx(1, abs=1e-5)


def test_parameters_show_what_trials_identify(fitted: ParameterSet) -> None:
    rows = {row["name"]: row for row in parameter_rows(fitted)}
    assert set(rows) == set(fitted.names)
    for name in FITTED:
        low, high = (float(bound) for bound in str(rows[name]["posterior 90 %"]).split(" to "))
        assert low < fitted.values()[name] < high
        assert rows[name]["posterior sd / prior sd"] == "0.10"
        assert rows[name]["kind"] == "our fit"
    others = [row for name, row in rows.items() if name not in FITTED]
    assert {row["posterior 90 %"] for row in others} == {""}
    plain = parameter_rows(starting_values())
    assert not any("posterior 90 %" in row for row in plain)
    assert [row["name"] for row in plain] == list(rows)


@pytest.mark.usefixtures("fitted_in_use")
def test_sets_show_how_they_came_about() -> None:
    before, newest = set_rows()
    assert (before["name"], before["in use"], before["fitted"]) == (STARTING_SET, "no", 0)
    assert (newest["name"], newest["in use"], newest["fitted"]) == ("calibrated-2", "yes", len(FITTED))
    assert (newest["seed"], newest["duration_s"], newest["trials"]) == (7, 12.5, 61)
    assert newest["command"] == "osteotwin calibrate --quick"
    assert "r_hat_max 1.01" in str(newest["more"])
    assert "0.4 and 10 % of the effect in each value" in str(newest["left between model and trials"])


def test_the_starting_set_is_shown_as_not_fitted() -> None:
    row = next(row for row in set_rows() if row["name"] == STARTING_SET)
    assert row["equations"] == f"model version {MODEL_VERSION}"
    assert "before any calibration" in str(row["what"])


@pytest.mark.parametrize(
    ("version", "said"), [(MODEL_VERSION, ""), ("0", f", not those of this version ({MODEL_VERSION})")]
)
def test_a_set_says_which_equations_were_fitted(
    version: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_made_up_set(tmp_path / "calibrated-2", model_version=version)
    monkeypatch.setattr(shipped, "SHIPPED", tmp_path)
    row = set_rows()[-1]
    assert row["equations"] == f"model version {version}{said}"
    assert row["draws"] == DRAWS
    assert row["more"] == "r_hat_max 1.01; ess_min 480"
    assert row["left between model and trials"] == (
        "bmd 0.3 in all of a trial, 0.4 and 10 % of the effect in each value; "
        "marker 2 in all of a trial, 3 and 20 % of the effect in each value"
    )


@pytest.mark.parametrize("fits", [1, 2, 3])
def test_the_newest_set_is_the_one_in_use(fits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"calibrated-{number}" for number in range(1, fits + 1)]
    for name in names:
        write_made_up_set(tmp_path / name, name)
    monkeypatch.setattr(shipped, "SHIPPED", tmp_path)
    rows = set_rows()
    assert [row["name"] for row in rows] == [STARTING_SET, *names]
    assert [row["in use"] for row in rows] == ["no"] * fits + ["yes"]


@pytest.mark.parametrize("which", ["starting", "fitted"])
def test_a_parameter_is_shown_with_all_that_is_known_of_it(which: str, fitted: ParameterSet) -> None:
    shown = starting_values() if which == "starting" else fitted
    for row, parameter in zip(parameter_rows(shown), shown.parameters.values(), strict=True):
        assert row["range"] == f"{parameter.low:g} to {parameter.high:g}"
        for column in ("name", "symbol", "value", "unit", "station", "meaning", "source"):
            assert row[column] == getattr(parameter, column)
        assert row.get("posterior sd / prior sd", "") == (
            "0.10" if which == "fitted" and parameter.name in FITTED else ""
        )
