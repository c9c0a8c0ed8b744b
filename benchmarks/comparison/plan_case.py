"""One plan, every engine: equal accuracy first, then turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from comparison.cases import Case
from comparison.matching import Matched, match, own, reference_outputs
from comparison.rounds import Spread, how_many, ratio, take_turns
from comparison.worker import EngineError, Worker
from osteotwin.arrays import Vector

OURS = "osteotwin"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Measured:
    """One engine on one plan.

    Attributes
    ----------
    label, version : str
    load_seconds, import_seconds : float [s]
        Compile what is needed for the plan (ours: from the cache on disk); import the engine.
    matched : Matched
    people : int
        How many it took in each round.
    rate : Spread
        People per second of CPU time.
    advantage : Spread
        How many times as fast ours is, round by round.
    busy : float
        Wall time over CPU time: 1 where nothing else wanted the core.
    memory_mb, memory_before_mb : float [MB]
        The most it ever held, and what it held when it had been imported.
    """

    label: str
    version: str
    load_seconds: float
    import_seconds: float
    matched: Matched
    people: int
    rate: Spread
    advantage: Spread
    busy: float
    memory_mb: float
    memory_before_mb: float


@dataclass(frozen=True)
class PlanResult:
    """Every engine on one plan.

    Attributes
    ----------
    plan : str
    years : float
    people : int
        Of ours; others take a part of the same people.
    sample : int
        People on whom accuracy was measured.
    engines : dict of str to Measured
    left_out : dict of str to str
        Engine to the reason.
    """

    plan: str
    years: float
    people: int
    sample: int
    engines: dict[str, Measured]
    left_out: dict[str, str]

    def as_dict(self) -> dict[str, object]:
        """Numbers for a file."""
        return asdict(self)


def compare(
    case: Case,
    workers: list[Worker],
    *,
    sample: int,
    rounds: int,
    seconds: float,
    say: Say,
    few: dict[str, int] | None = None,
) -> tuple[PlanResult, Vector]:
    """Measure every engine on a plan.

    Parameters
    ----------
    case : Case
    workers : list of Worker
        Ours first.
    sample : int
        People on whom accuracy is measured.
    seconds : float [s]
        About how long one engine works in one round.
    few : dict of str to int
        Engines that get no more than so many people.

    Returns
    -------
    PlanResult
    array [n_sample, n_time, n_output]
        The exact outputs of the sample.
    """
    say(f"{case.plan}: exact solution of {sample} people")
    reference = reference_outputs(case, sample)
    load: dict[str, float] = {}
    matched: dict[str, Matched] = {}
    left_out: dict[str, str] = {}
    ready: list[Worker] = []
    for worker in workers:
        limit = (few or {}).get(worker.name, sample)
        try:
            load[worker.name] = worker.load(case)
            if worker.name == OURS:
                found = own(worker, reference)
            else:
                found = match(worker, reference[:limit], matched[OURS].density_error)
        except EngineError as error:
            if worker.name == OURS:
                raise
            left_out[worker.name] = str(error)
            say(f"{case.plan}: {worker.label} is left out: {error}")
            continue
        matched[worker.name] = found
        ready.append(worker)
        say(
            f"{case.plan}: {worker.label} at {found.tolerance:g} (worst error of BMD {found.density_error:.1e})"
        )
    tolerances = {name: found.tolerance for name, found in matched.items()}
    people = {
        worker.name: len(case)
        if worker.name == OURS
        else how_many(worker, tolerances[worker.name], (few or {}).get(worker.name, len(case)), seconds)
        for worker in ready
    }
    ready[0].spend(len(case), tolerances[OURS])  # warms up
    spent = take_turns(ready, tolerances, people, rounds)
    engines: dict[str, Measured] = {}
    for worker in ready:
        times = spent[worker.name]
        before, most = worker.memory()
        engines[worker.name] = Measured(
            label=worker.label,
            version=worker.version,
            load_seconds=load[worker.name],
            import_seconds=worker.import_seconds,
            matched=matched[worker.name],
            people=people[worker.name],
            rate=Spread.of([turn.rate for turn in times]),
            advantage=ratio(spent[OURS], times),
            busy=sum(turn.wall for turn in times) / sum(turn.cpu for turn in times),
            memory_mb=most,
            memory_before_mb=before,
        )
        say(f"{case.plan}: {worker.label}: {engines[worker.name].rate.median:.0f} people per second")
    return PlanResult(case.plan, case.years, len(case), sample, engines, left_out), reference


def by_number(
    workers: list[Worker], tolerances: dict[str, float], counts: list[int], rounds: int, seconds: float
) -> list[dict[str, object]]:
    """People per second in calls of 1, 100, ... people (a case must be loaded).

    An engine that would take longer than ``seconds`` for a call is not asked for it.
    """
    rows: list[dict[str, object]] = []
    for count in counts:
        for worker in workers:
            tolerance = tolerances[worker.name]
            rate = worker.spend(min(count, 4), tolerance).rate
            if count / rate > seconds:
                continue
            repeats = max(1, min(100, round(0.2 * rate / count)))
            worker.spend(count, tolerance)
            times = [worker.spend(count, tolerance, repeats) for _ in range(rounds)]
            found = Spread.of([turn.rate for turn in times])
            rows.append(
                {"people": count, "engine": worker.name, "label": worker.label, "rate": asdict(found)}
            )
    return rows
