"""People who were not simulated under a moved plan, estimated by what known plans do to them."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.arrays import Vector
from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.estimated import estimated

PEOPLE, DAYS = 40, np.array([0.0, 365.0, 730.0])
CHOSEN = np.arange(0, PEOPLE, 4)
_DRAWN = np.random.default_rng(3)
#: What a drug takes of each person, and what training gives, on each day.
DRUG, TRAINING = (
    _DRAWN.lognormal(sigma=0.5, size=(PEOPLE, 1, 1)) * (DAYS / 730)[:, None] * share
    for share in (-0.02, 0.01)
)
OWN = 1 + _DRAWN.normal(scale=0.02, size=(PEOPLE, 1, 1)) * (DAYS / 730)[:, None]


def _outputs(table: Vector, failures: dict[int, str] | None = None) -> Outputs:
    return Outputs(DAYS, ("bmd_total_hip",), table, failures or {})


def _under(drug: float, training: float) -> Vector:
    return OWN + drug * DRUG + training * TRAINING


AT_REST, NOTHING, DRUG_ONLY = (_outputs(_under(*shares)) for shares in ((1, 1), (0, 0), (1, 0)))


@pytest.mark.parametrize("shares", [(1.0, 1.0), (0.5, 1.0), (1.0, 0.3), (0.2, 1.8), (1.5, 0.0)])
def test_a_sum_of_what_known_plans_do_is_found_of_everybody(shares: tuple[float, float]) -> None:
    moved = _under(*shares)
    found = estimated(AT_REST, [NOTHING, DRUG_ONLY], _outputs(moved[CHOSEN]), CHOSEN)
    assert found.table == pytest.approx(moved, abs=1e-5)
    assert np.array_equal(found.table[CHOSEN], moved[CHOSEN])


def test_plans_that_do_the_same_and_none_at_all_do_no_harm() -> None:
    moved = _under(0.5, 1.0)
    twice = estimated(AT_REST, [NOTHING, NOTHING, DRUG_ONLY, AT_REST], _outputs(moved[CHOSEN]), CHOSEN)
    assert twice.table == pytest.approx(moved, abs=1e-5)
    alone = estimated(AT_REST, [], _outputs(moved[CHOSEN]), CHOSEN).table - AT_REST.table
    others = np.setdiff1d(np.arange(PEOPLE), CHOSEN)
    mean = (moved - AT_REST.table)[CHOSEN].mean(axis=0)
    assert alone[others] == pytest.approx(np.broadcast_to(mean, alone[others].shape), abs=1e-6)


def test_who_failed_anywhere_is_left_out_and_moves_nobody() -> None:
    moved, beside, some = _under(0.5, 0.5), NOTHING.table.copy(), _under(0.5, 0.5)[CHOSEN]
    beside[[4, 7]], some[5] = np.nan, np.nan
    failed = _outputs(beside, {4: "too hot", 7: "too cold"})
    found = estimated(AT_REST, [failed, DRUG_ONLY], _outputs(some, {5: "lost"}), CHOSEN)
    assert found.failures == {4: "too hot", 7: "too cold", 20: "lost"}
    assert np.flatnonzero(np.isnan(found.table).all(axis=(1, 2))).tolist() == [4, 7, 20]
    left = np.setdiff1d(np.arange(PEOPLE), [4, 7, 20])
    assert found.table[left] == pytest.approx(moved[left], abs=1e-6)


def test_where_nobody_could_be_simulated_nobody_is_left() -> None:
    none = _outputs(np.full((len(CHOSEN), 3, 1), np.nan), dict.fromkeys(range(len(CHOSEN)), "lost"))
    found = estimated(AT_REST, [NOTHING, DRUG_ONLY], none, CHOSEN)
    assert np.isnan(found.table).all()
    assert found.failures == dict.fromkeys(range(PEOPLE), "lost")
