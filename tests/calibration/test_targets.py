"""What the fit aims at: the rows of a model with the trials that they belong to."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.calibration.targets import targets_of
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.forward_model import ForwardModel, build
from osteotwin.evidence.scoring.observation_error import compared
from osteotwin.inference.observations import Targets

TRIALS = ("burnettbowie2009_anastrozole", "wang2001_tgel")


@pytest.fixture(scope="module")
def model() -> ForwardModel:
    return build([load_trials().trial(name) for name in TRIALS])


@pytest.fixture(scope="module")
def targets(model: ForwardModel) -> Targets:
    return targets_of(model)


def test_they_are_the_rows_of_the_model(model: ForwardModel, targets: Targets) -> None:
    assert len(targets) == len(model.rows) > 5
    assert targets.trial == tuple(name for name, _ in model.rows)
    found = compared(model.measured())
    assert targets.kind == found.kind
    for name in ("observed", "sampling", "logarithmic", "shared", "used"):
        assert np.array_equal(getattr(targets, name), getattr(found, name))


def test_some_trials_can_be_left_out_of_use(targets: Targets) -> None:
    one = frozenset(TRIALS[:1])
    mine = targets.of(one)
    assert mine.tolist() == [name == TRIALS[0] for name in targets.trial]
    without = targets.without(one)
    assert without.used.tolist() == (targets.used & ~mine).tolist()
    assert len(without) == len(targets)
    assert targets.used.all()
    assert targets.without(frozenset()).used.all()


def test_rows_can_be_taken(targets: Targets) -> None:
    rows = np.array([2, 0])
    part = targets.take(rows)
    assert len(part) == 2
    assert part.trial == (targets.trial[2], targets.trial[0])
    assert part.kind == (targets.kind[2], targets.kind[0])
    for name in ("observed", "sampling", "logarithmic", "shared", "used"):
        assert np.array_equal(getattr(part, name), getattr(targets, name)[rows])
