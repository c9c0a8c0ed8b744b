"""What the fit recorded of the trials, without simulating them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import osteotwin as ot
from osteotwin.errors import OsteotwinError
from osteotwin.evidence import recorded_scores as module
from osteotwin.evidence.files.load import load_trials
from osteotwin.parameters.load import starting_values


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return ot.recorded_scores()


def test_every_trial_is_there_and_every_scored_value_has_both_predictions(result: dict[str, Any]) -> None:
    assert [trial["id"] for trial in result["trials"]] == [trial.id for trial in load_trials(None).trials]
    scored = [row for trial in result["trials"] for row in trial["rows"] if row["status"] == "scored"]
    assert len(scored) > 500
    assert all(row["fit"]["predicted"] is not None for row in scored)
    assert all(row["lo90"] <= row["predicted"] <= row["hi90"] for row in scored)
    missing = [row for trial in result["trials"] for row in trial["rows"] if row["status"] != "scored"]
    assert missing
    assert all(row["fit"] is None and row["predicted"] is None and row["reason"] for row in missing)


def test_unseen_predictions_are_not_those_of_the_fit_and_are_worse(result: dict[str, Any]) -> None:
    rows = [
        row for trial in result["trials"] for row in trial["rows"] if row["standardized_error"] is not None
    ]
    unseen, fitted = (
        np.sqrt(np.mean(np.square(errors)))
        for errors in (
            [row["standardized_error"] for row in rows],
            [row["fit"]["standardized_error"] for row in rows],
        )
    )
    assert unseen > fitted
    assert sum(row["predicted"] != row["fit"]["predicted"] for row in rows) > 0.9 * len(rows)


def test_arms_have_their_drugs_by_the_names_of_the_library(result: dict[str, Any]) -> None:
    trial = next(one for one in result["trials"] if one["id"] == "burnettbowie2009_anastrozole")
    assert trial["drugs"] == {"anastrozole": ["Anastrozole"], "placebo": []}


def test_endpoints_stand_with_the_largest_errors_first(result: dict[str, Any]) -> None:
    sizes = [one["unseen"] for one in result["endpoints"]]
    assert sizes == sorted(sizes, reverse=True)
    assert all(0 <= one["within_90"] <= 1 and one["far"] <= one["n"] for one in result["endpoints"])
    counted = sum(
        row["standardized_error"] is not None for trial in result["trials"] for row in trial["rows"]
    )
    assert sum(one["n"] for one in result["endpoints"]) == counted


def test_a_set_that_was_not_fitted_has_nothing_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parameters_in_use", starting_values)
    with pytest.raises(OsteotwinError, match=r"not fitted to trials.*osteotwin validate"):
        module.recorded_scores()
