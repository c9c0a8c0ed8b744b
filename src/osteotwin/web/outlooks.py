"""The outlooks of people: simulated once for each state of a diary, then moved by levers."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

import osteotwin as ot
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.web.jobs import Job, Worker

PEOPLE: Final = 400
SEED: Final = 1
#: A twin of 400 people is of some 10 MB.
_MOST_KEPT: Final = 4
_MOST_MOVED: Final = 64


@dataclass(eq=False)
class Outlook:
    """A person's twin, its answer, and what levers made of it."""

    twin: ot.Twin
    answer: dict[str, Any]
    moved: OrderedDict[tuple[ot.Levers, bool], dict[str, Any]]


class Outlooks:
    """Outlooks by the text of a person's file, so that the same inputs are simulated once.

    Parameters
    ----------
    worker : Worker
    people : int
        How many virtual people are simulated.
    """

    def __init__(self, worker: Worker, people: int = PEOPLE) -> None:
        self._worker, self._people = worker, people
        self._kept: OrderedDict[str, Outlook] = OrderedDict()
        self._running: dict[str, Job] = {}

    def of(self, text: str) -> Outlook | None:
        """Return the outlook of a person's file, where it is there."""
        key = _key(text)
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def begin(self, text: str, person: str) -> Job:
        """Simulate a person, or join who asked for the same already.

        Raises
        ------
        InputError
            With every problem of the person's file.
        """
        key = _key(text)
        running = self._running.get(key)
        if running is not None and not running.finished.is_set():
            return running
        read = ot.person_from_toml(text)

        def work(on_progress: ProgressCallback) -> None:
            twin = ot.Twin.from_person(read, self._people, SEED, on_progress=part_of(on_progress, 0.0, 0.45))
            on_rest = part_of(on_progress, 0.45, 1.0)
            answer = ot.run(read, self._people, SEED, twin=twin, on_progress=on_rest)
            self._keep(key, Outlook(twin, answer, OrderedDict()))

        self._running = {name: job for name, job in self._running.items() if not job.finished.is_set()}
        self._running[key] = self._worker.submit(work, person)
        return self._running[key]

    def move(self, outlook: Outlook, levers: ot.Levers, person: str, *, preview: bool) -> dict[str, Any]:
        """Return the answer with levers moved; waits for it.

        Raises
        ------
        OsteotwinError
        """
        key = (levers, preview)
        if key not in outlook.moved:
            job = self._worker.submit(
                lambda _: ot.moved_answer(outlook.twin, outlook.answer, levers, preview=preview),
                person,
                soon=True,
            )
            job.finished.wait()
            if job.state != "done":
                raise ot.OsteotwinError(
                    job.said or "the simulation was given up. Fix: move the slider again."
                )
            outlook.moved[key] = job.result
            while len(outlook.moved) > _MOST_MOVED:
                outlook.moved.popitem(last=False)
        return outlook.moved[key]

    def forget(self, text: str) -> None:
        """Forget a person's outlook."""
        self._kept.pop(_key(text), None)

    def _keep(self, key: str, outlook: Outlook) -> None:
        self._kept[key] = outlook
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
