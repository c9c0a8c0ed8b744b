"""The outlooks of people: simulated once for each state of a diary, then moved by levers."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import osteotwin as ot
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.web.beside import Beside
from osteotwin.web.crowd import Crowd
from osteotwin.web.jobs import HERE_AT_ONCE, Job, Worker
from osteotwin.web.waiting import ended

#: As many as the command line simulates, so that page, report and command line tell the same numbers.
PEOPLE: Final = 400
SEED: Final = 1
#: Of 400 people an outlook takes some 8 MB, twice that with what its levers made.
_MOST_KEPT: Final = 64
#: Answers with levers moved, of everybody; one takes some 0.3 MB.
_MOST_MOVED: Final = 192


@dataclass(frozen=True, eq=False)
class Outlook:
    """A person's answer, and what levers make of it.

    Attributes
    ----------
    key : str
        Of the text of the person's file.
    """

    key: str
    moves: ot.Moves
    answer: dict[str, Any]

    @property
    def twin(self) -> ot.Twin:
        """The virtual people, without what conditioning left behind."""
        return self.moves.twin


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
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Outlook] = OrderedDict()
        self._moved: OrderedDict[tuple[str, ot.Levers, bool, bool], dict[str, Any]] = OrderedDict()
        self._running: dict[str, Job] = {}
        self._beside, self._crowd = Beside(), Crowd()
        self._here = threading.BoundedSemaphore(HERE_AT_ONCE)

    def close(self) -> None:
        """End the processes that answer beside this one."""
        self._beside.close()

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept) + len(self._moved)

    def of(self, text: str) -> Outlook | None:
        """Return the outlook of a person's file, where it is there."""
        key = _key(text)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def begin(self, text: str, person: str) -> Job:
        """Simulate a person, or join who asked for the same already.

        Raises
        ------
        InputError
            With every problem of the person's file.
        BusyError
            If too much waits already.
        """
        key = _key(text)
        read = ot.person_from_toml(text)
        if self._crowd.joined_by(person):
            self._beside.begin()

        def work(on_progress: ProgressCallback) -> None:
            twin = ot.Twin.from_person(read, self._people, SEED, on_progress=part_of(on_progress, 0.0, 0.45))
            on_rest = part_of(on_progress, 0.45, 0.97)
            answer = ot.run(read, self._people, SEED, twin=twin, on_progress=on_rest)
            # What conditioning leaves behind is ten times the people, and no lever asks it.
            moves = ot.Moves(replace(twin, posterior=None), answer)
            moves.prepare(part_of(on_progress, 0.97, 1.0))
            self._keep(Outlook(key, moves, answer))

        with self._lock:
            self._running = {name: job for name, job in self._running.items() if _goes_on(job)}
            if key not in self._running:
                self._running[key] = self._worker.submit(work, person)
            return self._running[key]

    async def move(
        self,
        outlook: Outlook,
        levers: ot.Levers,
        person: str,
        has_left: Callable[[], Awaitable[bool]],
        *,
        preview: bool,
        only_drawn: bool = False,
        tab: str = "",
        turn: int = 0,
    ) -> dict[str, Any] | None:
        """Return the answer with levers moved, ``None`` where it is not wanted any more.

        Parameters
        ----------
        outlook : Outlook
        levers : Levers
        person : str
        has_left : callable
            Whether the client has left.
        preview : bool
            Whether some of the people will do.
        only_drawn : bool
            Whether what charts and verdict show will do.
        tab : str
            Of what waits for one tab only the newest counts.
        turn : int
            Which of the tab's it is.

        Raises
        ------
        OsteotwinError
        """
        key = (outlook.key, levers, preview, only_drawn)
        with self._lock:
            if key in self._moved:
                self._moved.move_to_end(key)
                return self._moved[key]

        def work(on_progress: ProgressCallback) -> dict[str, Any]:
            if self._crowd.joined_by(person):
                self._beside.begin()
            if self._worker.crowded:
                try:
                    found = self._beside.answer(
                        outlook.key,
                        outlook.moves,
                        levers,
                        on_progress,
                        preview=preview,
                        only_drawn=only_drawn,
                    )
                finally:
                    if outlook.key not in self._kept:  # forgotten meanwhile
                        self._beside.forget(outlook.key)
                if found is not None:
                    return found
            with self._here:
                return outlook.moves.answer(
                    levers, preview=preview, only_drawn=only_drawn, on_progress=on_progress
                )

        job = self._worker.submit(work, person, soon=True, tab=tab, turn=turn)
        await ended(job, has_left)
        if job.state == "failed":
            raise ot.OsteotwinError(job.said)
        if job.state != "done":
            return None
        with self._lock:
            if outlook.key in self._kept:
                self._moved[key] = job.result
            while len(self._moved) > _MOST_MOVED:
                self._moved.popitem(last=False)
        return job.result

    def forget(self, text: str) -> None:
        """Forget a person's outlook."""
        with self._lock:
            self._drop(_key(text))

    def _keep(self, outlook: Outlook) -> None:
        with self._lock:
            self._kept[outlook.key] = outlook
            while len(self._kept) > _MOST_KEPT:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: str) -> None:
        self._kept.pop(key, None)
        self._beside.forget(key)
        for moved in [one for one in self._moved if one[0] == key]:
            del self._moved[moved]


def _goes_on(job: Job) -> bool:
    return not job.finished.is_set() and not job.given_up


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
