"""One worker, a queue of bounded length, progress, cancelling."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from osteotwin.errors import OsteotwinError
from osteotwin.progress import Progress, ProgressCallback
from osteotwin.web.jobs import MOST_WAITING, BusyError, Worker

PATIENCE = 30


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def test_work_is_done_with_its_progress(worker: Worker) -> None:
    def work(on_progress: ProgressCallback) -> int:
        on_progress(Progress(0.5))
        return 42

    job = worker.submit(work, "one")
    assert job.finished.wait(PATIENCE)
    assert (job.state, job.share, job.result) == ("done", 1.0, 42)
    assert worker.job(job.id) is job


def test_a_refusal_is_told_and_a_fault_does_not_end_the_worker(worker: Worker) -> None:
    def refuse(_: ProgressCallback) -> None:
        message = "too hot. Fix: wait."
        raise OsteotwinError(message)

    jobs = [worker.submit(refuse, "one"), worker.submit(lambda _: 1 / 0, "one")]
    assert all(job.finished.wait(PATIENCE) for job in jobs)
    assert [job.said for job in jobs] == ["too hot. Fix: wait.",
                                          "it ended with ZeroDivisionError. Fix: report this as a fault."]  # fmt: skip
    after = worker.submit(lambda _: "goes on", "one")
    assert after.finished.wait(PATIENCE)
    assert after.result == "goes on"


def test_work_is_given_up_at_its_next_step_and_what_waits_is_not_begun(worker: Worker) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long(on_progress: ProgressCallback) -> None:
        begun.set()
        go_on.wait(PATIENCE)
        on_progress(Progress(0.1))
        pytest.fail("it was to be given up")

    running, waiting = worker.submit(long, "one"), worker.submit(lambda _: "never", "one")
    assert begun.wait(PATIENCE)
    assert worker.of_person("one") == [running, waiting]
    running.cancel()
    waiting.cancel()
    go_on.set()
    assert waiting.finished.wait(PATIENCE)
    assert (running.state, waiting.state, waiting.result) == ("cancelled", "cancelled", None)


def test_what_a_slider_asks_for_goes_first_and_too_much_is_refused(worker: Worker) -> None:
    go_on, order = threading.Event(), list[str]()
    first = worker.submit(lambda _: go_on.wait(PATIENCE), "one")
    while first.state == "waiting":
        pass
    for _ in range(MOST_WAITING - 1):
        worker.submit(lambda _: order.append("later"), "one")
    soon = worker.submit(lambda _: order.append("soon"), "one", soon=True)
    with pytest.raises(BusyError, match="wait already"):
        worker.submit(lambda _: None, "one")
    go_on.set()
    assert soon.finished.wait(PATIENCE)
    assert order[0] == "soon"
