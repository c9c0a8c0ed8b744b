"""Trials scored with a fitted set: its posterior makes the intervals, what it does not say is believed as before."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.evidence.validate import DRAWS, parameter_draws, validate
from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.progress import Progress

MEN = "burnettbowie2009_anastrozole"


def test_draws_of_a_fitted_set_are_those_of_its_posterior(fitted: ParameterSet) -> None:
    assert fitted.posterior is not None
    table = parameter_draws(fitted, DRAWS)
    assert table.shape == (DRAWS, len(fitted.names))
    center = np.array([p.value for p in fitted.parameters.values()])
    for k, name in enumerate(fitted.names):
        if name in fitted.posterior.names:
            assert set(table[:, k]) <= set(fitted.posterior.column(name))
        else:
            assert (table[:, k] == center[k]).all()
    # Whole draws, not columns by themselves: what goes together stays together.
    assert tuple(table[0][[fitted.names.index(n) for n in fitted.posterior.names]]) in set(
        map(tuple, fitted.posterior.draws)
    )


def test_where_nothing_was_fitted_all_come_from_their_ranges() -> None:
    known = starting_values()
    table = parameter_draws(known, 8)
    uncertain = [p.is_uncertain for p in known.parameters.values()]
    assert (np.ptp(table, axis=0) > 0).tolist() == uncertain
    assert np.array_equal(table, parameter_draws(known, 8))


def test_classes_of_which_a_set_says_nothing_are_scored_too(fitted: ParameterSet) -> None:
    assert fitted.posterior is not None
    assert "hormone" not in fitted.posterior.discrepancy
    found, plain = (validate(only=[MEN], parameters=chosen) for chosen in (fitted, starting_values()))
    assert found.parameter_set == fitted.name
    assert {row.measured.group for row in found.rows if row.lo90 is not None} == {"bmd", "hormone", "marker"}
    for row, other in zip(found.rows, plain.rows, strict=True):
        if row.measured.group == "bmd":  # narrower ranges and smaller errors
            assert row.predictive_sd is not None
            assert other.predictive_sd is not None
            assert row.predictive_sd < other.predictive_sd


def test_progress_counts_every_run(fitted: ParameterSet) -> None:
    seen: list[Progress] = []
    validate(only=["jones1994_dubbo_men"], parameters=fitted, on_progress=seen.append)
    fractions = [now.fraction for now in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


@pytest.mark.parametrize("only", [[], ["no_such_trial"]])
def test_nothing_chosen_is_nothing_scored(only: list[str]) -> None:
    found = validate(only=only)
    assert (found.trials, found.rows) == ((), ())
