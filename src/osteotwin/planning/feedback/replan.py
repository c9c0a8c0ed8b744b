"""A plan that is under way and what was done of it → keep going, or the smallest change that still holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import inf
from os import PathLike
from typing import Any

from osteotwin.errors import InputError, Problem
from osteotwin.explaining.bands import Json
from osteotwin.importing.answers import Answers
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.read_person import read_person
from osteotwin.people.request import USUAL_PEOPLE, check_request
from osteotwin.planning.choice import Choice, added_by, protocol_of
from osteotwin.planning.feedback.done import Done, days_of, longest_break
from osteotwin.planning.feedback.from_today import UnderWay, today_of, under_way
from osteotwin.planning.feedback.prescription import Dose, changes, prescription_of
from osteotwin.planning.feedback.read_done import read_done
from osteotwin.planning.feedback.smallest_change import Step, step_of
from osteotwin.planning.frame import Frame, frame_of
from osteotwin.planning.front import CHANGE, KEEP, Point, holds
from osteotwin.planning.plan import Planned, horizon_of, planned_in
from osteotwin.planning.search import Found
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.interventions import Protocol, Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.progress import amount_of, progress_of
from osteotwin.safety.violations import violations

_FIELD = "--done"
#: With a smaller share of the sessions done it is said that the forecast is of the plan, not of what was done.
_MOSTLY = 0.8


def replan(
    person: Person | str | PathLike[str],
    done: Done | str | PathLike[str] | Sequence[str | PathLike[str]],
    people: int = USUAL_PEOPLE,
    seed: int = 1,
    *,
    today: date | None = None,
    parameters: ParameterSet | None = None,
    on_progress: ProgressCallback | None = None,
    **answers: Any,
) -> Planned:
    """Bend the rest of a plan that is under way to what was done of it.

    What was done replaces what was planned, new measurements of the person's file are learned from, and the rest is
    searched again: the plan stays as it is where it still holds; else the smallest change is made that does.

    Parameters
    ----------
    person : Person or path
        With the plan that is under way, as :func:`osteotwin.write_plans` writes it, and its first day as the first day
        of the outlook.
    done : Done, path or sequence of paths
        Logs of Strong, Hevy or FitNotes, the plan's table of sessions with what was done marked, or a diary.
    people, seed : int
    today : datetime.date or None
        ``None``: the day after the last entry, or that of a later measurement. Never the clock of the machine.
    parameters : ParameterSet or None
    on_progress : callable or None
    **answers
        What logs leave open, as ``dates="dmy"`` or ``weights="kg"``.

    Returns
    -------
    Planned
        One plan, ``"keep going"`` or ``"smallest change"``, from today on; its answer has ``feedback``.

    Raises
    ------
    InputError
        If the plan holds nothing that could be done, or today lies before it.
    """
    if isinstance(person, str | PathLike):
        person = read_person(person)
    check_request(people, seed)
    year = horizon_of(person)
    log = done if isinstance(done, Done) else read_done(done, Answers(**answers))
    day = today_of(person, log, today)
    if day < person.start:
        raise InputError([
            Problem("--today", "", f"{day}", f"a day from {person.start} on, on which the plan began", "correct it")
        ])  # fmt: skip
    if log.entries and all(entry.day < person.start for entry in log.entries):
        last = max(entry.day for entry in log.entries)
        raise InputError([
            Problem(_FIELD, "", f"a log that ends on {last}", f"entries from {person.start} on, when the plan began",
                    "give what was done since, or a file whose plan began earlier")
        ])  # fmt: skip
    way = under_way(person, log, day)
    asked = prescription_of(way.running.interventions)
    if not asked:
        raise InputError([
            Problem(person.source or "the person", "plan", "no training, food or supplement from its first day on",
                    "a plan that is under way", "give a file that osteotwin plan --out wrote")
        ])  # fmt: skip
    frame = frame_of(way.person, frozenset(asked))

    def choose(found: Found) -> tuple[dict[str, Point[Choice]], Json]:
        step = step_of(found, frame, asked)
        told = _feedback(step, way, frame, log, asked)
        return {told["verdict"]: step.rest}, {"feedback": told}

    return planned_in(frame, None, people, seed, year, choose, parameters=parameters, on_progress=on_progress)


def _feedback(step: Step[Choice], way: UnderWay, frame: Frame, log: Done, asked: dict[str, Dose]) -> Json:
    rest = protocol_of(step.rest.thing, frame)
    lines = changes(asked, prescription_of(added_by(rest, frame)))
    verdict = CHANGE if lines else KEEP
    return {
        "began": way.began.isoformat(),
        "verdict": verdict,
        "text": f"Change: {'; '.join(lines)}." if lines else "Keep going: the plan stays as it is.",
        "why": _why(step, way, frame),
        "changes": lines,
        "restarts": list(_restarts(step.rest.thing, frame)),
        "days_planned": round(_days_planned(way), 1),
        "days_done": len(days_of(way.entries)),
        "longest_break_days": longest_break(way.entries, way.began, way.person.start),
        "learned_from": [
            f"{row.what.replace('_', ' ')} of {row.date}: {row.as_given}"
            for row in way.person.measurements
            if row.date > way.began
        ],
        "notes": list(_notes(way, log)),
    }


def _why(step: Step[Choice], way: UnderWay, frame: Frame) -> str:
    if step.apart > 0.0:
        broken = violations(_as_it_was(way, frame), frame.person)
        return broken[0] if broken else "The plan as it was no longer fits the wishes."
    if step.enough:
        return (
            "It still holds as it is."
            if holds(step.running.outcome)
            else "Within the limits hardly more is possible."
        )
    return (
        "As it is it no longer holds." if holds(step.rest.outcome) else "With the change more bone is kept."
    )


def _as_it_was(way: UnderWay, frame: Frame) -> Protocol:
    """Return the plan as it was, begun today, to ask what speaks against it now."""
    last = (item for item in way.running.interventions if item.until_day == inf)
    return Protocol((*frame.fixed, *(replace(item, from_day=0.0) for item in last)))


def _restarts(choice: Choice, frame: Frame) -> Iterator[str]:
    """Say with what each exercise of the rest goes on, and why with less than was reached."""
    told: set[str] = set()
    for item in added_by(protocol_of(choice, frame), frame):
        if not isinstance(item, Training) or item.exercise in told:
            continue
        told.add(item.exercise)
        progress = progress_of(frame.person, item.exercise, frame.profile.weight_kg)
        row = None if progress is None else progress.restart
        if row is None:
            continue
        if item.sets and item.load_fraction_1rm is None:  # the body weighs what it weighs
            continue
        name = load_exercises()[item.exercise].name.lower()
        start = "from the beginning" if progress is None or progress.again is None else (
            f"at {100 * item.load_fraction_1rm:.0f} % of 1RM" if item.load_fraction_1rm is not None
            else f"with {amount_of(item):.0f} a session"
        )  # fmt: skip
        yield f"Begin {name} again {start}, after {row.because}."


def _days_planned(way: UnderWay) -> float:
    often = [item.sessions_per_week for item in way.running.interventions if isinstance(item, Training)]
    return max(often, default=0.0) * (way.person.start - way.began).days / 7


def _notes(way: UnderWay, log: Done) -> Iterator[str]:
    groups = way.running.groups()
    if log.food is None and "food" in groups:
        yield "Of food nothing is said: taken as planned."
    if log.supplements is None and {"calcium", "vitamin_d"} & set(groups):
        yield "Of supplements nothing is said: taken as planned."
    for name in way.counted_apart:
        yield f"{load_exercises()[name].name} is counted as the file has it, not by the log."
    outside = [entry for entry in log.entries if not way.began <= entry.day < way.person.start]
    done, asked = len(days_of(way.entries)), _days_planned(way)
    if done < _MOSTLY * asked:
        yield (
            f"{done} of {asked:.0f} planned sessions were done ({100 * done / asked:.0f} %): what is said to hold is "
            "the forecast if the plan is kept from now on."
        )
    if outside:
        yield f"{len(outside)} entries before {way.began} or from {way.person.start} on are not counted."
    yield from log.left
