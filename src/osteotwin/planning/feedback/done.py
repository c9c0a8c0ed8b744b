"""What was done of a plan, set by set, and the training that it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import Exercise, load_exercises

#: Sessions so far apart are of different spells [day]; and a spell is averaged over pieces as long as that.
_PIECE: Final = 14


@dataclass(frozen=True)
class Entry:
    """One exercise on one day.

    Attributes
    ----------
    day : datetime.date
    exercise : str
        Identifier.
    amount : float
        Repetitions in all, impacts, or minutes, as the exercise is counted.
    sets : int or None
    load_kg, load_share : float or None
        The mean of the sets: in kilograms, or as a share of the one-repetition maximum.
    """

    day: date
    exercise: str
    amount: float
    sets: int | None = None
    load_kg: float | None = None
    load_share: float | None = None


@dataclass(frozen=True)
class Done:
    """Everything that was done of a plan.

    Attributes
    ----------
    entries : tuple of Entry
    food, supplements : float or None
        Share of what was planned (0 to 1); ``None``: not said.
    left : tuple of str
        What was not understood, and why.
    """

    entries: tuple[Entry, ...] = ()
    food: float | None = None
    supplements: float | None = None
    left: tuple[str, ...] = ()

    def plus(self, other: Done) -> Done:
        """Return both; what the other says of food and supplements holds."""
        return Done(
            self.entries + other.entries,
            self.food if other.food is None else other.food,
            self.supplements if other.supplements is None else other.supplements,
            self.left + other.left,
        )

    def between(self, first: date, end: date) -> tuple[Entry, ...]:
        """Return what was done from a day until before another."""
        return tuple(entry for entry in self.entries if first <= entry.day < end)


def days_of(entries: Iterable[Entry]) -> list[date]:
    """Return the days on which something was done, each once, in order."""
    return sorted({entry.day for entry in entries})


def longest_break(entries: Iterable[Entry], first: date, end: date) -> int:
    """Return the most days between two sessions, from the first day until before another."""
    days = [first - timedelta(days=1), *days_of(entries), end]
    return max((after - before).days - 1 for before, after in pairwise(days))


def training_of(entries: Sequence[Entry], today: date) -> tuple[Training, ...]:
    """Return what was done as training before today, in pieces of two weeks, so that no session is lost or won."""
    by_exercise: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_exercise[entry.exercise].append(entry)
    return tuple(
        _training(load_exercises()[name], piece, until, today)
        for name, rows in sorted(by_exercise.items())
        for piece, until in _pieces(sorted(rows, key=lambda row: row.day))
    )


def _pieces(rows: list[Entry]) -> Iterator[tuple[list[Entry], date]]:
    """Yield the rows of each piece and the day after it: of the next piece, or of the last session of a spell."""
    pieces: list[list[Entry]] = []
    for row in rows:
        if pieces and (row.day - pieces[-1][0].day).days < _PIECE:
            pieces[-1].append(row)
        else:
            pieces.append([row])
    for k, piece in enumerate(pieces):
        following = pieces[k + 1][0].day if k + 1 < len(pieces) else None
        last = piece[-1].day
        near = following is not None and (following - last).days <= _PIECE
        yield piece, following if near and following is not None else last + timedelta(days=1)


def _training(exercise: Exercise, piece: list[Entry], until: date, today: date) -> Training:
    begins, ends = (piece[0].day - today).days, (until - today).days
    count, days = len(piece), len({row.day for row in piece})
    amount = sum(row.amount for row in piece) / days
    sets = reps = None
    cycles, minutes = amount * (exercise.cycles_per_minute or 1.0), None
    if exercise.counted_by == "minutes":
        minutes = amount
    elif any(row.sets for row in piece):
        sets = float(max(round(sum(row.sets or 1 for row in piece) / days), 1))
        reps = float(max(round(amount / sets), 1))
        cycles = sets * reps
    kilograms = [row.load_kg for row in piece if row.load_kg]
    shares = [row.load_share for row in piece if row.load_share]
    return Training(
        exercise.id,
        days / ((ends - begins) / DAYS_PER_WEEK),
        cycles,
        load_kg=round(sum(kilograms) / len(kilograms), 1) if 2 * len(kilograms) >= count else None,
        load_fraction_1rm=round(sum(shares) / len(shares), 4) if not kilograms and shares else None,
        minutes_per_session=minutes,
        adherence=1.0,
        from_day=float(begins),
        until_day=float(ends),
        sets=sets,
        reps=reps,
    )
