"""Mechanisms that can be switched off: they exist, they go, and what the model is worth without them is a number."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from osteotwin.calibration.prior import prior
from osteotwin.calibration.settings import FULL
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.evidence.files.load import load_trials
from osteotwin.parameters import starting_values
from osteotwin.studies.ablations import Ablation, ablations, run_ablations, without


@pytest.mark.parametrize("ablation", ablations(), ids=lambda one: one.name)
def test_a_mechanism_that_is_off_is_fixed_and_no_longer_fitted(ablation: Ablation) -> None:
    whole = prior()
    off = without(whole, ablation)
    assert set(whole.fitted) - set(off.fitted) == set(ablation.fixed) & set(whole.fitted)
    assert set(ablation.fixed) <= set(whole.parameters.names)
    drawn = off.table(np.random.default_rng(1).standard_normal((3, len(off.fitted))))
    for name, value in ablation.fixed.items():
        assert np.all(drawn[:, off.parameters.names.index(name)] == value)


def test_names_tell_them_apart() -> None:
    assert len({one.name for one in ablations()}) == len(ablations())


def test_a_set_that_was_not_fitted_has_nothing_to_lose() -> None:
    with pytest.raises(ValueError, match="starting-values"):
        run_ablations([], starting_values())


@pytest.mark.slow
def test_a_mechanism_matters_to_the_trials_that_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Men on an inhibitor, without the testis' protection; on so few trials it may help or harm."""
    protection = next(one for one in ablations() if "testicular_aromatase_protection" in one.fixed)
    monkeypatch.setattr("osteotwin.studies.ablations.ablations", lambda: (protection,))
    monkeypatch.setattr("osteotwin.studies.ablations._SETTINGS", replace(FULL, rounds=1, steps=1))
    trials = [load_trials().trial(name) for name in ("burnettbowie2009_anastrozole", "taxel2001_anastrozole")]
    whole, off = run_ablations(trials, parameters_in_use())
    assert off["off"] == protection.name
    for number in ("log_score", "bmd", "marker", "hormone"):
        assert np.isfinite([whole[number], off[number]]).all()
        assert whole[number] != off[number]


def test_the_table_of_the_documentation_is_of_these_mechanisms() -> None:
    kept = json.loads((files("osteotwin.studies") / "data" / "ablations.json").read_text(encoding="utf-8"))
    assert {row["off"]: row["fixed"] for row in kept["rows"][1:]} == {
        one.name: one.fixed for one in ablations()
    }
    assert kept["parameter_set"] == parameters_in_use().name
