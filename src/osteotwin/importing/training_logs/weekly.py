"""Months of a training log → what is done in a usual week: entries of habits or of a plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Found, Gathered, Place, counted
from osteotwin.importing.log_days import said_gap, too_old, until_today
from osteotwin.importing.training_logs.log_words import why_another
from osteotwin.inputs.names import folded
from osteotwin.inputs.notes import printable
from osteotwin.protocol.library import Exercise, NotInLibraryError, find_exercise

#: A habit is what was done in so many weeks before the last day of the log: bone's answer takes months.
WEEKS: Final = 12
#: Shorter logs tell no habit.
LEAST_DAYS: Final = 14
_LEAST_SESSIONS: Final = 2
_LEAST_PER_WEEK, _MOST_PER_WEEK = 0.1, 21.0
_MOST_UNKNOWN: Final = 200
#: Names that are looked up; a person's log has some dozens.
_MOST_NAMES: Final = 500
_MOST_SHOWN: Final = 3
_MORE: Final = "more names"
#: Days of a kind of session, and sessions of such a day, that are compared.
_MOST_SPANS, _MOST_A_DAY = 50_000, 20


@dataclass
class Day:
    """What was done of one exercise on one day, added up."""

    sets: int = 0
    reps: float = 0.0
    lifted: float = 0.0
    counted: float = 0.0
    heaviest: float = 0.0
    seconds: float = 0.0


@dataclass
class Log:
    """A training log while it is read: a day of an exercise is a few numbers, however many sets it has.

    ``kinds`` holds what the log itself calls what is looked up by another name.
    """

    days: dict[str, dict[date, Day]] = field(default_factory=lambda: defaultdict[str, dict[date, Day]](dict))
    unknown: dict[str, int] = field(default_factory=dict[str, int])
    resolved: dict[str, str | None] = field(default_factory=dict[str, str | None])
    nearest: dict[str, str] = field(default_factory=dict[str, str])
    kinds: dict[str, str] = field(default_factory=dict[str, str])
    aside: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    spans: dict[tuple[str, date], list[tuple[float, float]]] = field(
        default_factory=dict[tuple[str, date], list[tuple[float, float]]]
    )
    double: int = 0

    def add_session(self, name: str, day: date, begins: float, seconds: float) -> None:
        """Add a session that another program may have recorded as well: two at the same time of a day are one.

        Parameters
        ----------
        name : str
        day : datetime.date
        begins : float
            Seconds of any one clock.
        seconds : float
        """
        spans = self.spans.setdefault((name[:60], day), []) if len(self.spans) < _MOST_SPANS else []
        if any(begins < end and start < begins + seconds for start, end in spans):
            self.double += 1
            return
        if len(spans) < _MOST_A_DAY:
            spans.append((begins, begins + seconds))
        self.add(name, day, seconds=seconds)

    def add(
        self, name: str, day: date, *, reps: float | None = None, kilograms: float | None = None,
        seconds: float | None = None,
    ) -> None:  # fmt: skip
        """Add one set, or one session that is counted in time."""
        exercise = self.exercise(name)
        if exercise is None:
            known = name if name in self.resolved else _MORE
            self.unknown[known] = self.unknown.get(known, 0) + 1
            return
        done = self.days[exercise].setdefault(day, Day())
        done.sets += 1
        done.reps += reps or 0.0
        done.seconds += seconds or 0.0
        done.heaviest = max(done.heaviest, kilograms or 0.0)
        if kilograms and reps:
            done.lifted += kilograms * reps
            done.counted += reps

    def exercise(self, name: str) -> str | None:
        """Return which exercise of the library a name means; ``None`` where it means none."""
        if name not in self.resolved and len(self.resolved) >= _MOST_NAMES:
            return None
        if name not in self.resolved:
            try:
                found = find_exercise(name[:200])
                why = why_another(name[:200], found)
                self.resolved[name] = None if why else found.id
                self.nearest[name] = f"; {why}" if why else ""
            except NotInLibraryError as error:
                self.resolved[name] = None
                self.nearest[name] = f"; near it: {', '.join(error.nearest)}" if error.nearest else ""
        return self.resolved[name]

    def names_of(self, exercise: Exercise) -> str:
        """Return by which names of the log an exercise was told, where they are none of its own."""
        own = {folded(one) for one in (exercise.id.replace("_", " "), exercise.name)}
        names = (self.kinds.get(name, name) for name, one in self.resolved.items() if one == exercise.id)
        told = [name for name in dict.fromkeys(names) if folded(name) not in own]
        more = f" and {len(told) - _MOST_SHOWN} more" if len(told) > _MOST_SHOWN else ""
        return f"from {', '.join(printable(one[:60]) for one in told[:_MOST_SHOWN])}{more}" if told else ""


def habits_of(log: Log, place: Place, gathered: Gathered, answers: Answers) -> None:
    """Turn a log into weekly averages over its last weeks."""
    from osteotwin.protocol.library import load_exercises

    for name, count in list(log.unknown.items())[:_MOST_UNKNOWN]:
        times = counted(count, "set")
        gathered.leave(
            place, f"{printable(name)} ({times})", f"no exercise of the library{log.nearest.get(name, '')}"
        )
    if len(log.unknown) > _MOST_UNKNOWN:
        gathered.leave(place, f"{len(log.unknown) - _MOST_UNKNOWN} more names", "no exercise of the library")
    if log.double:
        gathered.leave(place, counted(log.double, "session"), "at the same time as one that was counted")
    done = [day for days in log.days.values() for day in days]
    all_days = until_today({*done}, "training", place, gathered, answers)
    if not all_days or too_old(max(all_days), "a log of training", place, gathered, answers):
        return
    last = max(all_days)
    first = max(min(all_days), last - timedelta(days=WEEKS * 7 - 1))
    length = (last - first).days + 1
    if length < LEAST_DAYS:
        gathered.leave(place, f"a log of {counted(length, 'day')}", f"{LEAST_DAYS} days or more tell a habit")
        return
    weeks = _covered(all_days, first, last) / DAYS_PER_WEEK
    for identifier, days in sorted(log.days.items()):
        recent = [done for day, done in days.items() if first <= day <= last]
        exercise = load_exercises()[identifier]
        if len(recent) < _LEAST_SESSIONS:
            gathered.leave(
                place,
                exercise.name,
                f"done {counted(len(recent), 'time')} in the last {weeks:.0f} weeks: no habit",
            )
            continue
        usual = _usual(exercise, recent, weeks)
        if isinstance(usual, str):
            gathered.leave(place, exercise.name, usual)
            continue
        keys, over = usual
        table = ("habits", "training")
        if answers.training == "plan":
            table = ("plan", "training")
            keys["from"] = last + timedelta(days=1)
        said = f"{len(recent)} sessions from {first} to {last}"
        gap = said_gap(last, answers)
        named = log.names_of(exercise)
        heaviest = max(done.heaviest for done in recent)
        if heaviest and "load" not in keys:
            over = "; ".join(filter(None, (over, f"its weight, up to {heaviest:g} kg, is not taken")))
        if keys.get("minutes", 0) > _LONG_SESSION:
            over = "; ".join(filter(None, (over, "such long sessions are rare: compare them with the log")))
        note = "; ".join(filter(None, (f"weekly average of {weeks:.0f} weeks, {said}{gap}", named, over)))
        quoted = "; ".join(filter(None, (named.removeprefix("from "), said)))
        gathered.found.append(Found(table, keys, place, quoted, note))


def _covered(all_days: Iterable[date], first: date, last: date) -> float:
    """Return how many days a log speaks for: the last session is as long before the next as others are."""
    trained = sorted({*all_days})
    if trained[0] < first or len(trained) < 2:
        return (last - first).days + 1.0
    return min((last - first).days * len(trained) / (len(trained) - 1), WEEKS * 7.0)


#: What a person's file holds of one exercise a day.
_LONG_SESSION: Final = 240
_MOST: Final = {"minutes": 600, "impacts": 5000, "sets": 50, "reps": 500}


def _within(counts: dict[str, int]) -> tuple[dict[str, Any], str]:
    """Return some counts as a person's file holds them, and what to say of those that are more than it holds."""
    over = [f"{count} {name} on a usual day, of which a person's file holds {_MOST[name]}"
            for name, count in counts.items() if count > _MOST[name]]  # fmt: skip
    return {name: min(max(count, 1), _MOST[name]) for name, count in counts.items()}, "; ".join(over)


def _usual(exercise: Exercise, days: Iterable[Day], weeks: float) -> tuple[dict[str, Any], str] | str:
    """Return the keys of a usual week of one exercise and what to say of them, or why there are none."""
    done = list(days)
    per_week = round(len(done) / weeks, 1)
    keys: dict[str, Any] = {
        "exercise": exercise.id,
        "sessions_per_week": min(max(per_week, _LEAST_PER_WEEK), _MOST_PER_WEEK),
    }
    sets, reps = sum(day.sets for day in done), sum(day.reps for day in done)
    minutes = sum(day.seconds for day in done) / 60.0 / len(done)
    if exercise.counted_by == "minutes":
        if minutes < 0.5:
            return "the log has no time for it, and it is counted in minutes"
        counts, over = _within({"minutes": round(minutes)})
        return keys | counts, over
    if reps <= 0:
        return "the log has no repetitions of it"
    if exercise.counted_by == "impacts":
        counts, over = _within({"impacts": round(reps / len(done))})
        return keys | counts, over
    counts, over = _within({"sets": round(sets / len(done)), "reps": round(reps / sets)})
    keys |= counts
    counted = sum(day.counted for day in done)
    # Where most sets have no weight, the body alone is what is lifted.
    if exercise.loadable and counted * 2 >= reps:
        kilograms = sum(day.lifted for day in done) / counted
        if kilograms >= 0.5:
            keys["load"] = f"{round(kilograms * 2) / 2:g} kg"
    return keys, over
