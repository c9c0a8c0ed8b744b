"""Two lanes, queues of bounded length, turns, progress, cancelling."""

from __future__ import annotations

import threading

import pytest

from osteotwin.errors import OsteotwinError
from osteotwin.progress import Progress, ProgressCallback
from osteotwin.web.jobs import MOST_OF_ONE, MOST_WAITING, SOON_AT_ONCE, SUPERSEDED, BusyError, Job, Worker

PATIENCE = 30


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
    assert running.finished.wait(PATIENCE)
    assert (running.state, waiting.state, waiting.result) == ("cancelled", "cancelled", None)


class _Gate(threading.Semaphore):
    """Holds work back."""

    def __init__(self) -> None:
        super().__init__(0)

    def set(self) -> None:
        """Let all of it go."""
        self.release(SOON_AT_ONCE)


def _held(worker: Worker, *, soon: bool) -> tuple[Job, _Gate]:
    """Work for every thread of a lane, which runs until it is let go."""
    begun, go_on = threading.Semaphore(0), _Gate()

    def hold(_: ProgressCallback) -> None:
        begun.release()
        go_on.acquire(timeout=PATIENCE)

    jobs = [worker.submit(hold, f"first {k}", soon=soon) for k in range(SOON_AT_ONCE if soon else 1)]
    assert all(begun.acquire(timeout=PATIENCE) for _ in jobs)
    return jobs[0], go_on


def test_what_a_slider_asks_for_does_not_wait_for_a_simulation(worker: Worker) -> None:
    running, go_on = _held(worker, soon=False)
    soon = worker.submit(lambda _: "there", "one", soon=True)
    assert soon.finished.wait(PATIENCE)
    assert (soon.result, running.state) == ("there", "running")
    go_on.set()


def test_people_take_turns(worker: Worker) -> None:
    _, go_on = _held(worker, soon=False)
    order = list[str]()
    jobs = [
        worker.submit(lambda _, name=f"{who}{k}": order.append(name), who)
        for who in ("greedy", "modest")
        for k in range(3 if who == "greedy" else 1)
    ]
    assert [job.ahead for job in jobs] == [0, 2, 3, 1]
    go_on.set()
    assert all(job.finished.wait(PATIENCE) for job in jobs)
    assert order == ["greedy0", "modest0", "greedy1", "greedy2"]


@pytest.mark.parametrize("soon", [True, False])
def test_too_much_is_refused_in_a_sentence(worker: Worker, soon: bool) -> None:
    _, go_on = _held(worker, soon=soon)
    mine = [worker.submit(lambda _: None, "greedy", soon=soon) for _ in range(MOST_OF_ONE)]
    with pytest.raises(BusyError, match=f"{MOST_OF_ONE} simulations of this person wait already. Fix: "):
        worker.submit(lambda _: None, "greedy", soon=soon)
    others = [worker.submit(lambda _: None, f"one {k}", soon=soon) for k in range(MOST_WAITING - MOST_OF_ONE)]
    with pytest.raises(BusyError, match=f"{MOST_WAITING} simulations wait already. Fix: "):
        worker.submit(lambda _: None, "late", soon=soon)
    go_on.set()
    assert all(job.finished.wait(PATIENCE) and job.state == "done" for job in (*mine, *others))
    assert worker.submit(lambda _: "again", "late", soon=soon).finished.wait(PATIENCE)


def test_of_what_waits_for_a_tab_only_the_newest_counts_and_has_the_place_of_the_first(
    worker: Worker,
) -> None:
    _, go_on = _held(worker, soon=True)
    order = list[str]()

    def submit(name: str, who: str, tab: str) -> Job:
        return worker.submit(lambda _: order.append(name), who, soon=True, tab=tab)

    old = submit("old", "one", "left")
    other = submit("other tab", "one", "right")
    late = submit("late", "two", "left")
    new = submit("new", "one", "left")
    assert old.finished.is_set()
    assert (old.state, old.said) == ("cancelled", SUPERSEDED)
    go_on.release()  # of one thread alone the order can be seen
    assert all(job.finished.wait(PATIENCE) for job in (other, late, new))
    assert order == ["new", "late", "other tab"]
    go_on.set()


def test_what_was_overtaken_on_its_way_does_not_take_the_place_of_what_is_newer(worker: Worker) -> None:
    _, go_on = _held(worker, soon=True)
    order = list[int]()

    def submit(turn: int) -> Job:
        return worker.submit(lambda _: order.append(turn), "one", soon=True, tab="left", turn=turn)

    newest, overtaken = submit(2), submit(1)
    assert (overtaken.state, overtaken.said) == ("cancelled", SUPERSEDED)
    assert overtaken.finished.is_set()
    go_on.set()
    assert newest.finished.wait(PATIENCE)
    assert (newest.state, order) == ("done", [2])


def test_who_waits_for_an_end_is_told_once_it_is_there(worker: Worker) -> None:
    _, go_on = _held(worker, soon=False)
    job, told = worker.submit(lambda _: None, "one"), threading.Event()
    job.at_end(told.set)
    assert not told.is_set()
    go_on.set()
    assert told.wait(PATIENCE)
    late = threading.Event()
    job.at_end(late.set)
    assert late.is_set()
