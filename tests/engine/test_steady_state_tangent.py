"""The tangent of a steady state: against steady states that were found again."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reference import reference_vectors

from osteotwin.body import whole
from osteotwin.engine.pseudo_transient import find_steady_state
from osteotwin.engine.steady_state_tangent import steady_state_tangent
from osteotwin.parameters import starting_values

NAMES = starting_values().names
STATES = tuple(whole.STATES)
AGE = STATES.index("age")
VALUES = np.array(list(starting_values().values().values()))
STATE, INPUTS = reference_vectors(VALUES, NAMES)


def test_the_steady_state_found_again_agrees() -> None:
    random = np.random.default_rng(2)
    # Away from the reference, where many changes cancel.
    inputs = INPUTS * np.where(INPUTS > 0, np.exp(0.2 * random.standard_normal(len(INPUTS))), 1)
    steady = find_steady_state(VALUES, inputs, STATE).state
    dp = 0.2 * random.standard_normal((2, 1, len(NAMES))) * VALUES * (VALUES != 1)
    du = 0.2 * random.standard_normal((2, 1, len(INPUTS))) * inputs
    age = np.array([[0.0], [3.0]])
    found = steady_state_tangent(steady[None], VALUES[None], inputs[None], dp, du, age)
    h = 1e-4
    for k in range(2):
        points: list[np.ndarray] = []
        for s in (-1, 1):
            start = steady.copy()
            start[AGE] += s * h * age[k, 0]
            points.append(
                find_steady_state(VALUES + s * h * dp[k, 0], inputs + s * h * du[k, 0], start).state
            )
        differences = (points[1] - points[0]) / (2 * h)
        assert found[k, 0] == pytest.approx(differences, rel=1e-5, abs=1e-6)


def test_what_cannot_matter_is_zero_to_the_last_bit() -> None:
    dp = np.zeros((1, 1, len(NAMES)))
    dp[0, 0, NAMES.index("romosozumab_clearance")] = 1.0
    none = np.zeros((1, 1, len(INPUTS)))
    found = steady_state_tangent(STATE[None], VALUES[None], INPUTS[None], dp, none, np.zeros((1, 1)))
    assert np.all(found == 0.0)


def test_a_steady_state_that_is_not_isolated_has_no_derivative() -> None:
    """Where estradiol is neither made nor lost any amount of it is at rest."""
    stuck = VALUES.copy()
    stuck[NAMES.index("estradiol_rate")] = 0.0
    both = np.stack([stuck, VALUES])
    dp = np.zeros((1, 2, len(NAMES)))
    dp[:, :, NAMES.index("pth_steepness")] = 1.0
    found = steady_state_tangent(
        np.stack([STATE] * 2),
        both,
        np.stack([INPUTS] * 2),
        dp,
        np.zeros((1, 2, len(INPUTS))),
        np.zeros((1, 2)),
    )
    assert np.all(np.isnan(found[0, 0]))
    assert np.all(np.isfinite(found[0, 1]))
