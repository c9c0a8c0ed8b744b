"""A person in the middle of a plan: today is a later day, and what was done is his past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from osteotwin.people.person import Person
from osteotwin.planning.feedback.done import Done, Entry, training_of
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)


@dataclass(frozen=True)
class UnderWay:
    """A person on a later day of his plan.

    Attributes
    ----------
    person : Person
        From that day on, with an outlook as long as before; what was done is history, and of the plan his drugs and
        what he had begun before it are left.
    running : Protocol
        The training, food and supplements of the plan that is under way, as they were planned.
    entries : tuple of Entry
        What was done since the plan began, less what the file counts by itself.
    counted_apart : tuple of str
        Exercises of the log that are habits or had begun before, and go on as the file says.
    began : datetime.date
        First day of the plan.
    """

    person: Person
    running: Protocol
    entries: tuple[Entry, ...]
    counted_apart: tuple[str, ...]
    began: date


def today_of(person: Person, done: Done, stated: date | None) -> date:
    """Return today: as stated, else the day after the last entry, or that of a later measurement."""
    if stated is not None:
        return stated
    after = [entry.day + timedelta(days=1) for entry in done.entries]
    return max([person.start, *after, *(row.date for row in person.measurements)])


def under_way(person: Person, done: Done, today: date) -> UnderWay:
    """Return a person as he is on a later day of the plan of his file.

    Parameters
    ----------
    person : Person
        Under the plan, from its first day on.
    done : Done
    today : datetime.date
        Not before the plan's first day.
    """
    passed = (today - person.start).days
    running = Protocol(tuple(item for item in person.plan.interventions if _is_running(item)))
    fixed = [item for item in person.plan.interventions if item not in running.interventions]
    apart = {item.exercise for item in (*person.habits.training, *fixed) if isinstance(item, Training)}
    entries = done.between(person.start, today)
    counted = tuple(entry for entry in entries if entry.exercise not in apart)
    moved = tuple(_earlier(item, passed) for item in fixed)
    ended = [item for item in moved if item.until_day <= 0.0]
    past = (
        *(_earlier(item, passed) for item in person.history.interventions),
        *ended,
        *_eaten(running, done, passed),
        *training_of(counted, today),
    )
    return UnderWay(
        replace(
            person,
            start=today,
            until=person.until + timedelta(days=passed),
            plan=Protocol(tuple(item for item in moved if item not in ended)),
            history=Protocol(past),
        ),
        running,
        counted,
        tuple(sorted({entry.exercise for entry in entries} & apart)),
        person.start,
    )


def _is_running(item: Intervention) -> bool:
    """Tell whether something is of the plan; habits that it made more go on like all training that has begun."""
    kept = isinstance(item, Training) and item.replaces_habits
    return item.from_day >= 0.0 and not isinstance(item, DrugCourse | Unloading) and not kept


def _earlier(item: Intervention, days: float) -> Intervention:
    return replace(item, from_day=item.from_day - days, until_day=item.until_day - days)


def _eaten(running: Protocol, done: Done, passed: int) -> Iterator[Intervention]:
    """Yield the food and supplements of the plan until today: as much as is said, all where nothing is."""
    for item in _begun(running.interventions, passed):
        match item:
            case Food():
                if share := _share(done.food):
                    yield replace(item, servings_per_week=item.servings_per_week * share)
            case Supplement():
                if share := _share(done.supplements):
                    yield replace(item, interval_days=item.interval_days / share)
            case Diet():
                yield item
            case _:
                pass


def _begun(items: Iterable[Intervention], passed: int) -> Iterator[Intervention]:
    """Yield what had begun by today, ended today, in days from today."""
    for item in items:
        moved = _earlier(item, passed)
        if moved.from_day < 0.0:
            yield replace(moved, until_day=min(moved.until_day, 0.0))


def _share(stated: float | None) -> float:
    return 1.0 if stated is None else stated
