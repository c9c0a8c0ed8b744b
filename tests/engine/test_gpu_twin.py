"""A twin on the engine of the graphics processor, emulated, is the twin on any engine."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.host_executor import HostExecutor

import osteotwin as ot
from osteotwin.engine.gpu.gpu_engine import GpuEngine


@pytest.mark.slow
def test_a_twin_is_the_same() -> None:
    person = ot.read_person(ot.demo_path())
    gpu = GpuEngine(relative_tolerance=1e-5, absolute_tolerance=1e-7, executor=HostExecutor())
    found = ot.Twin.from_person(person, people=4, engine=gpu).simulate(person.plan, years=1, engine=gpu)
    expected = ot.Twin.from_person(person, people=4).simulate(person.plan, years=1)
    assert np.array_equal(found.days, expected.days)
    assert found.failures == expected.failures == {}
    assert found.endpoints == expected.endpoints
    scale = np.abs(expected.table).max(axis=(0, 1))
    assert np.all(np.abs(found.table - expected.table) <= 1e-5 * scale)
