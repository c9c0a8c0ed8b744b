"""A cohort on worker processes, one of which is killed: the same numbers, bit for bit."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from osteotwin.people.large_cohort import reference_profile, simulate_cohort
from osteotwin.progress import Progress
from osteotwin.protocol.interventions import DrugCourse, Protocol

distributed = pytest.importorskip("distributed")

DRUG = Protocol((DrugCourse("letrozole", 2.5, 1), DrugCourse("denosumab", 60, 182)))
PEOPLE, BLOCK = 640, 32
RUN = {"people": PEOPLE, "years": 2, "block": BLOCK}


@pytest.fixture
def client(socket_enabled: None) -> Iterator[Any]:
    """Two worker processes on this machine."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as connected,
    ):
        yield connected


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_killed_workers_block_is_simulated_again(client: Any, tmp_path: Path) -> None:
    processes = list(client.run(os.getpid).values())
    assert len(set(processes)) == 2
    assert os.getpid() not in processes
    done: list[float] = []

    def kill_one(now: Progress) -> None:
        if done and max(done) == 0 < now.fraction:
            os.kill(processes[0], signal.SIGKILL)
        done.append(now.fraction)

    far = simulate_cohort(
        reference_profile(), DRUG, **RUN, out=tmp_path / "far", client=client, on_progress=kill_one
    )
    near = simulate_cohort(reference_profile(), DRUG, **RUN, out=tmp_path / "near")
    assert 0 < done[1] <= 1 - 4 * BLOCK / PEOPLE  # killed while blocks were left for both
    assert done[-1] == 1.0
    assert processes[0] not in client.run(os.getpid).values()
    assert far.attrs == near.attrs
    assert far.attrs["complete"] == 1
    for name in near.data_vars:
        assert np.array_equal(far[name].values, near[name].values), name
