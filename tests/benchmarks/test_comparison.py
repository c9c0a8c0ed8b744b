"""What the comparison rests on: the same plan for everyone, and engines that agree on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest
from tests.roadrunner import need_roadrunner

from comparison.cases import OUTPUTS, PLANS, Case, make_case, worst_errors
from comparison.contenders.contender import Contender
from comparison.contenders.kernel import Kernel
from comparison.contenders.lsoda import LsodaCompiled, LsodaPython
from comparison.contenders.roadrunner_cvode import RoadRunnerCvode
from comparison.rounds import Spread, ratio
from comparison.segments import segments
from comparison.worker import Spent
from osteotwin.arrays import Vector


@pytest.fixture(scope="module", params=PLANS)
def case(request):
    """Two people on half a year of a plan."""
    return make_case(request.param, people=2, years=0.5)


def test_stretches_hold_every_output_and_dose_once(case) -> None:
    parts = list(segments(case))
    rows = np.concatenate([np.arange(len(case.output_days))[part.rows] for part in parts if len(part.places)])
    assert rows.tolist() == list(range(len(case.output_days)))
    starts = case.timeline.breakpoints[:-1]
    days = np.concatenate([start + part.grid[part.places] for start, part in zip(starts, parts, strict=True)])
    assert days == pytest.approx(case.output_days, abs=1e-9)
    given = sum(part.doses.sum() for part in parts)
    assert given == pytest.approx(sum(dose.amount for dose in case.timeline.doses))


@pytest.mark.slow
def test_engines_agree(case) -> None:
    need_roadrunner()
    ours = Kernel(relative_tolerance=1e-9)
    ours.load(case)
    expected = ours.run(range(2), 1e-9)
    assert expected.shape == (2, len(case.output_days), len(OUTPUTS))
    assert np.ptp(expected[:, :, -1]) > 1e-3  # the plan does something
    # A process of its own for libRoadRunner: its compiler stays apart from ours.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        theirs = apart.submit(results_of, partial(RoadRunnerCvode, 0), case)
        tables = [results_of(LsodaCompiled, case), results_of(LsodaPython, case), theirs.result()]
    for other, table in zip((LsodaCompiled, LsodaPython, RoadRunnerCvode), tables, strict=True):
        density, ctx = worst_errors(table, expected)
        assert density < 1e-7, other.label
        assert ctx < 1e-6, other.label


def results_of(engine: Callable[[], Contender], case: Case) -> Vector:
    """Both people of a case, the second one first."""
    other = engine()
    other.load(case)
    return other.run([1, 0], 1e-9)[::-1]


def test_more_people_add_to_the_same_ones() -> None:
    few, more = make_case("constant", 2), make_case("constant", 3)
    assert np.array_equal(few.parameters, more.parameters[:2])


def test_a_run_that_failed_is_infinitely_wrong() -> None:
    found = np.ones((1, 2, len(OUTPUTS)))
    found[0, 1, 0] = np.nan
    assert worst_errors(found, np.ones_like(found)) == (np.inf, 0.0)


def test_ratio_is_taken_within_a_round() -> None:
    ours = [Spent(100, 1.0, 1.0), Spent(100, 2.0, 2.0)]  # a busy second round slows both
    theirs = [Spent(10, 1.0, 1.0), Spent(10, 2.0, 2.0)]
    assert ratio(ours, theirs) == Spread(10.0, 10.0, 10.0)
