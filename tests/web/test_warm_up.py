"""What is made ready behind the first page."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from osteotwin.progress import ProgressCallback
from osteotwin.web.all_pages import all_pages
from osteotwin.web.jobs import Worker
from osteotwin.web.later import Later
from osteotwin.web.warm_up import Step, WarmUp, steps

if TYPE_CHECKING:
    from tests.web.conftest import Client

PATIENCE = 60


def test_every_step_is_done_once_and_in_turn_with_others(worker: Worker) -> None:
    done: list[str] = []
    may, ended = threading.Event(), threading.Event()

    def step(name: str) -> Step:
        return lambda _: done.append(name)

    def first(_: ProgressCallback) -> None:
        may.wait(PATIENCE)
        done.append("first")

    warm_up = WarmUp(worker, [first, step("second"), step("third"), lambda _: ended.set()], wait=0.0)
    warm_up.begin()
    warm_up.begin()
    while len(worker.of_person("")) < 4:
        pass
    theirs = worker.submit(step("theirs"), "one")
    may.set()
    assert theirs.finished.wait(PATIENCE)
    assert ended.wait(PATIENCE)
    assert done in (["first", "second", "theirs", "third"], ["first", "theirs", "second", "third"])


def test_its_steps_load_the_other_pages_and_simulate(client: Client) -> None:
    application: Any = client.app.application
    rest = Later(lambda: all_pages(application.state.osteotwin, application.state.languages))
    for step in steps(rest)[:2]:
        step(lambda _: None)
    assert rest.loaded() is rest.loaded()
