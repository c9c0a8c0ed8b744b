"""Each engine in a process of its own: one thread, one core, and its own clock and memory."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from comparison.cases import Case
from comparison.contenders.contender import Contender
from osteotwin.arrays import Vector

#: Every library that would start threads of its own is told to use one.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
}


@dataclass(frozen=True)
class Spent:
    """What a call cost.

    Attributes
    ----------
    people : int
    cpu, wall : float [s]
        CPU time of the whole process, and time on the clock.
    """

    people: int
    cpu: float
    wall: float

    @property
    def rate(self) -> float:
        """People per second of CPU time."""
        return self.people / self.cpu


class EngineError(Exception):
    """What went wrong in an engine's process."""


class Worker:
    """An engine in a process of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(name, other), daemon=True)
        self._process.start()
        other.close()
        about = self._call("about")
        self.label: str = about["label"]
        self.version: str = about["version"]
        self.import_seconds: float = about["import_seconds"]

    def load(self, case: Case) -> float:
        """Get ready for a case; returns the seconds that took."""
        return self._call("load", case)

    def solve(self, people: Sequence[int], tolerance: float) -> Vector:
        """The outputs of some people."""
        return self._call("solve", people, tolerance)

    def spend(self, people: int, tolerance: float, repeats: int = 1) -> Spent:
        """Simulate the first people, ``repeats`` times in a row, and return what that cost."""
        return Spent(*self._call("spend", people, tolerance, repeats))

    def memory(self) -> tuple[float, float]:
        """The memory held before a case was loaded, and the most ever held [MB]."""
        return self._call("memory")

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(OSError):
            self._line.send(("end",))
        self._process.join(10)
        if self._process.is_alive():
            self._process.terminate()

    def _call(self, *message: Any) -> Any:
        try:
            self._line.send(message)
            fine, value = self._line.recv()
        except (EOFError, OSError) as error:
            raise EngineError(f"the process of {self.name} ended without an answer") from error
        if not fine:
            raise EngineError(value)
        return value


@contextlib.contextmanager
def environment(changes: dict[str, str]) -> Generator[None]:
    """Set environment variables for the processes that are started meanwhile."""
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def start(names: Sequence[str], say: Callable[[str], None]) -> list[Worker]:
    """Start those engines that are installed."""
    workers: list[Worker] = []
    with environment(ONE_THREAD):
        for name in names:
            try:
                workers.append(Worker(name))
            except EngineError as error:
                say(f"{name} is left out: {error}")
    return workers


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _serve(name: str, line: Connection) -> None:
    """Answer calls until told to end."""
    if hasattr(os, "sched_setaffinity"):
        # All on the same core: they take turns, and the other core is left to the rest of the machine.
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    from comparison.contenders.registry import make

    begin = time.perf_counter()
    contender: Contender | None = None
    problem = ""
    try:
        contender = make(name)
    except ImportError as error:
        problem = f"not installed ({error})"
    imported = time.perf_counter() - begin
    at_start = _megabytes()
    while True:
        order, *arguments = line.recv()
        if order == "end":
            contender = None  # what it compiled goes before its folder does
            gc.collect()
            return
        if contender is None:
            line.send((False, problem))
            return
        try:
            value: Any
            if order == "about":
                value = {"label": contender.label, "version": contender.version, "import_seconds": imported}
            elif order == "load":
                begin = time.perf_counter()
                contender.load(arguments[0])
                value = time.perf_counter() - begin
            elif order == "solve":
                value = contender.run(*arguments)
            elif order == "spend":
                value = _spend(contender, *arguments)
            else:
                value = (at_start, _megabytes())
            line.send((True, value))
        except Exception as error:  # whatever it was, the parent shall say it
            line.send((False, f"{type(error).__name__}: {error}"))


def _spend(contender: Contender, people: int, tolerance: float, repeats: int) -> tuple[int, float, float]:
    chosen = range(people)
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(repeats):
        contender.run(chosen, tolerance)
    return people * repeats, time.process_time() - cpu, time.perf_counter() - wall
