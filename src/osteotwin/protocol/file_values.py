"""The values that only plans hold about time: how often, and the pauses between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any, Final, cast

from osteotwin.constants import DAYS_PER_WEEK, HOURS_PER_DAY
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.values import Mistake, Number, Schema, Value
from osteotwin.protocol.dose_accounted import classes
from osteotwin.protocol.rhythm_words import rhythm_text
from osteotwin.units import (
    IN_WORDS,
    KINDS,
    LONGEST_WORDS,
    AmbiguousRhythm,
    Rhythm,
    rhythm,
    shown_value,
    without_slips,
)
from osteotwin.units.patterns import later

SHORTEST_INTERVAL_DAYS, LONGEST_INTERVAL_DAYS = 1.0 / HOURS_PER_DAY, 3653.0

#: The interval of what is given once.
ONCE = inf


@cache
def _beside() -> frozenset[str]:
    """Return the words behind a rhythm that change nothing of it."""
    kept = (classes()[name] for name in ("meals", "purposes", "people", "remarks", "routes"))
    return frozenset[str]().union(
        *kept, ("for", "with", "after", "before", "my", "the", "an", "by", "and", "as")
    )


class Every(Quantity):
    """The time between doses in days, as a duration or a frequency, or :data:`ONCE`."""

    def __init__(self) -> None:
        super().__init__("duration", SHORTEST_INTERVAL_DAYS, LONGEST_INTERVAL_DAYS)

    def read(self, written: object) -> float:
        found = self.rhythm_of(written)
        if found.with_shot:
            raise Mistake(
                shown_value(written), self.expected, 'write how often, for example {key} = "3.5 days"'
            )
        return found.mean_days

    def rhythm_of(self, written: object) -> Rhythm:
        """Return how often it is, with its days of the week and its pauses.

        Raises
        ------
        Mistake
            If it is no rhythm, or may be two.
        """
        if isinstance(written, str) and (unit := _ONE_OF_IT.fullmatch(written.strip())) is not None:
            written = f"every {unit['unit']}"
        found = _said(written, self.expected) if isinstance(written, str) else None
        if found is None:
            try:
                return Rhythm(super().read(written))
            except Mistake:
                if (head := self._without_tail(written)) is None:
                    raise
                return self.rhythm_of(head)
        if found.days != ONCE:
            super().read(f"{found.days!r} days")
        return found

    def _without_tail(self, written: object) -> str | None:
        """Return a rhythm without words behind it on meals, purposes or people; ``None`` where none is before them.

        Raises
        ------
        Mistake
            If anything else stands behind it.
        """
        words = written.split() if isinstance(written, str) and len(written) <= LONGEST_WORDS else []
        for cut in range(len(words) - 1, 0, -1):
            head, tail = " ".join(words[:cut]).strip(" ,(;"), " ".join(words[cut:])
            try:
                if _said(head, self.expected) is None:
                    super().read(head)
            except Mistake:
                continue
            if all(word.casefold() in _beside() for word in re.findall(r"[^\W_]+", tail)):
                return head
            raise Mistake(
                shown_value(written), self.expected,
                f'write "{head}" alone where that is all: {tail.strip(" ,()")} is not understood, and days go into '
                "from and until",
            )  # fmt: skip
        return None

    def write(self, value: float) -> object:
        if value == ONCE:
            return "once"
        for unit in ("year", "month", "week"):
            count = round(value / KINDS["duration"].units[unit])
            text = f"{count} {unit}{'s' if count != 1 else ''}"
            if count > 0 and self.rhythm_of(text).days == value:
                return text
        return f"{super().write(value)}{'s' if value != 1.0 else ''}"

    def schema(self) -> Schema:
        return {"anyOf": [super().schema(), {"type": "string", "pattern": IN_WORDS}]}


class EveryRhythm(Every):
    """How often, as a :class:`Rhythm`: with days of the week, pauses, and what goes with another drug's injection."""

    def read(self, written: object) -> Any:
        return self.rhythm_of(written)

    def write(self, value: Any) -> object:
        return rhythm_text(value, super().write(value.days) if value.days != ONCE else "once")


#: What to write for training at the weekend.
ONCE_OR_BOTH_DAYS = 'write "once a week", "every 2 weeks", or "Saturday and Sunday" for both days'


def may_be_one_day(found: Rhythm, words: str) -> bool:
    """Tell whether words say the weekend and no more: a walk "every weekend" is one walk or two."""
    return found.weekdays == (5, 6) and "weekend" in words.casefold()


#: "week", which is one of it.
_ONE_OF_IT: Final = later(r"(?:an? |per )?(?P<unit>day|week|fortnight|month|quarter|year)", re.IGNORECASE)


@dataclass(frozen=True)
class Cycle:
    """How long something goes on and how long it pauses, again and again [day]."""

    on_days: float
    off_days: float


@dataclass(frozen=True)
class CycleValue(Value):
    """``"8 weeks on, 4 weeks off"``, or a table with ``on`` and ``off``."""

    @property
    def expected(self) -> str:
        return '"8 weeks on, 4 weeks off", or { on = "8 weeks", off = "4 weeks" }'

    @property
    def example(self) -> str:
        return '"8 weeks on, 4 weeks off"'

    def read(self, written: object) -> Cycle:
        if isinstance(written, dict):
            parts = cast("dict[str, object]", written)
            if set(parts) == {"on", "off"}:
                on, off = (Every().read(parts[name]) for name in ("on", "off"))
                if ONCE not in (on, off):
                    return Cycle(on, off)
        elif isinstance(written, str):
            found = _said(written, self.expected)
            if found is not None and found.implied_daily and found.off_days > 0.0:
                return Cycle(found.on_days, found.off_days)
        raise Mistake(shown_value(written), self.expected, f"write {{key}} = {self.example}")

    def write(self, value: Cycle) -> object:
        on, off = (Every().write(days) for days in (value.on_days, value.off_days))
        return f"{on} on, {off} off"

    def schema(self) -> Schema:
        text: Schema = {"type": "string", "pattern": "[0-9a-z ]on.*off"}
        both: Schema = {"type": "object", "required": ["on", "off"], "additionalProperties": False,
                        "properties": {"on": Every().schema(), "off": Every().schema()}}  # fmt: skip
        return {"anyOf": [text, both]}


#: Days of training and of rest, and no weeks: "3 days on, 1 day off".
_MOST_OF_DAYS: Final = 10.0


@dataclass(frozen=True)
class PerWeek(Number):
    """How often a week: a number, or words such as ``"3 times a week"``."""

    def read(self, written: object) -> float:
        found = _said(written, self.expected) if isinstance(written, str) else None
        if found is None:
            return super().read(written)
        if isinstance(written, str) and may_be_one_day(found, written):
            raise Mistake(shown_value(written), self.expected, ONCE_OR_BOTH_DAYS)
        if found.on_days and found.on_days + found.off_days <= _MOST_OF_DAYS:
            return super().read(DAYS_PER_WEEK * found.on_days / (found.on_days + found.off_days) / found.days)
        if found.off_days or found.with_shot or found.days == ONCE:
            fix = 'write how often a week, for example {key} = 3, and pauses as cycle = "3 weeks on, 1 week off"'
            raise Mistake(shown_value(written), self.expected, fix)
        return super().read(DAYS_PER_WEEK / found.days)

    def schema(self) -> Schema:
        words: Schema = {"type": "string", "pattern": IN_WORDS, "not": {"enum": ["once", "Once"]}}
        return {"anyOf": [super().schema(), words]}


def _said(written: str, expected: str) -> Rhythm | None:
    """Return the rhythm that words say; ``None`` for none."""
    try:
        found = rhythm(written)
        return rhythm(without_slips(written)) if found is None else found
    except AmbiguousRhythm as question:
        raise Mistake(shown_value(written), expected, str(question)) from None
