"""Whoever leaves gives up what was begun for him, and for nobody else."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from osteotwin.progress import Progress, ProgressCallback
from osteotwin.web import api
from osteotwin.web.jobs import Job, Worker
from osteotwin.web.models import JobOut
from osteotwin.web.waiting import ended, watched

if TYPE_CHECKING:
    from tests.web.conftest import Client

PATIENCE = 30


def _patient(worker: Worker) -> Job:
    """Work that lasts until it is given up."""

    def work(on_progress: ProgressCallback) -> None:
        tick = threading.Event()
        while not tick.wait(0.01):
            on_progress(Progress(0.5))

    return worker.submit(work, "one")


def _run(coroutine: object) -> None:
    thread = threading.Thread(target=lambda: asyncio.run(coroutine))  # pyright: ignore[reportArgumentType]
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_work_whose_client_has_left_is_given_up(worker: Worker) -> None:
    job = _patient(worker)

    async def left() -> bool:
        return job.state == "running"

    _run(ended(job, left))
    assert job.finished.wait(PATIENCE)
    assert job.state == "cancelled"


def test_who_stays_is_told_of_the_end(worker: Worker) -> None:
    job = worker.submit(lambda _: 42, "one")

    async def left() -> bool:
        return False

    _run(ended(job, left))
    assert job.result == 42


@pytest.mark.parametrize("comes_back", [True, False])
def test_the_last_who_follows_ends_it_unless_somebody_comes_back(worker: Worker, comes_back: bool) -> None:
    job = _patient(worker)

    async def follow() -> None:
        with watched(job, 0.05), watched(job, 0.05):
            pass
        assert not job.given_up
        if comes_back:
            with watched(job, 0.05):
                await asyncio.sleep(0.3)
                assert not job.given_up
        await asyncio.sleep(0.3)

    _run(follow())
    assert job.finished.wait(PATIENCE)
    assert job.state == "cancelled"


def test_one_of_two_who_leaves_ends_nothing(worker: Worker) -> None:
    job = _patient(worker)

    async def follow() -> None:
        with watched(job, 0.05):
            with watched(job, 0.05):
                pass
            await asyncio.sleep(0.3)
            assert not job.given_up

    _run(follow())
    job.cancel()


def test_who_follows_work_does_not_hold_a_server_that_ends(client: Client) -> None:
    application: Any = client.app.application
    job = _patient(application.state.osteotwin.worker)
    client.app.stop()
    told = client("GET", f"/api/v1/jobs/{job.id}/events")
    assert (told.status_code, told.text.count("data: ")) == (200, 1)
    assert not job.finished.is_set()
    job.cancel()


def test_that_work_ended_is_told_though_it_ends_while_it_is_looked_at(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    application: Any = client.app.application
    job = _patient(application.state.osteotwin.worker)
    look = api.job_out

    def looked_at(found: Job) -> JobOut:
        told = look(found)
        job.cancel()
        assert job.finished.wait(PATIENCE)
        return told

    monkeypatch.setattr(api, "job_out", looked_at)
    told = client("GET", f"/api/v1/jobs/{job.id}/events").text.split()
    assert '"state":"cancelled"' in told[-1]
