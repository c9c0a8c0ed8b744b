"""The values that only plans hold: how often, an external load, and its progression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from osteotwin.constants import DAYS_PER_WEEK, HOURS_PER_DAY
from osteotwin.errors import InputError
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.unit_pattern import quantity_pattern
from osteotwin.inputs.values import Mistake, Number, Schema, Value
from osteotwin.units import IN_WORDS, KINDS, days_between, parse_quantity, quantity_text, shown_value

SHORTEST_INTERVAL_DAYS, LONGEST_INTERVAL_DAYS = 1.0 / HOURS_PER_DAY, 3653.0
LARGEST_SHARE_OF_1RM, LARGEST_LOAD_KG, FASTEST_RISE_PER_WEEK = 1.2, 500.0, 0.2

#: The interval of what is given once.
ONCE = inf


class Every(Quantity):
    """The time between doses in days, as a duration or a frequency, or :data:`ONCE`."""

    def __init__(self) -> None:
        super().__init__("duration", SHORTEST_INTERVAL_DAYS, LONGEST_INTERVAL_DAYS)

    def read(self, written: object) -> float:
        if isinstance(written, str) and written.strip().casefold() == "once":
            return ONCE
        days = days_between(written) if isinstance(written, str) else None
        return super().read(written if days is None else f"{days!r} days")

    def write(self, value: float) -> object:
        if value == ONCE:
            return "once"
        for unit in ("year", "month", "week"):
            count = round(value / KINDS["duration"].units[unit])
            text = f"{count} {unit}{'s' if count != 1 else ''}"
            if count > 0 and self.read(text) == value:
                return text
        return f"{super().write(value)}{'s' if value != 1.0 else ''}"

    def schema(self) -> Schema:
        return {"anyOf": [{"const": "once"}, super().schema(), {"type": "string", "pattern": IN_WORDS}]}


@dataclass(frozen=True)
class PerWeek(Number):
    """How often a week: a number, or words such as ``"3 times a week"``."""

    def read(self, written: object) -> float:
        days = days_between(written) if isinstance(written, str) else None
        return super().read(written if days is None else DAYS_PER_WEEK / days)

    def schema(self) -> Schema:
        return {"anyOf": [super().schema(), {"type": "string", "pattern": IN_WORDS}]}


@dataclass(frozen=True)
class Load:
    """An external load: a share of the one-repetition maximum or kilograms, one of the two."""

    share_of_1rm: float | None = None
    kilograms: float | None = None


@dataclass(frozen=True)
class LoadValue(Value):
    """``"80 %1RM"`` or ``"90 kg"``."""

    @property
    def expected(self) -> str:
        return f'"80 %1RM" (above 0 to {100.0 * LARGEST_SHARE_OF_1RM:g}) or "90 kg" (above 0 to {LARGEST_LOAD_KG:g})'

    @property
    def example(self) -> str:
        return '"70 %1RM"'

    def read(self, written: object) -> Load:
        try:
            if isinstance(written, str) and "%" in written:
                load = Load(share_of_1rm=parse_quantity(written, "share_of_1rm"))
            else:
                load = Load(kilograms=parse_quantity(written, "body_mass"))
        except InputError as error:
            problem = error.problems[0]
            raise Mistake(problem.found, self.expected, problem.fix) from None
        if (load.share_of_1rm or 0.0) > LARGEST_SHARE_OF_1RM or (load.kilograms or 0.0) > LARGEST_LOAD_KG:
            raise Mistake(shown_value(written), self.expected, "check the number and its unit")
        if not (load.share_of_1rm or load.kilograms):
            raise Mistake(shown_value(written), self.expected, "write the load, or remove {key}")
        return load

    def write(self, value: Load) -> object:
        if value.share_of_1rm is not None:
            return quantity_text(value.share_of_1rm, "share_of_1rm")
        return quantity_text(value.kilograms or 0.0, "body_mass")

    def schema(self) -> Schema:
        patterns = [quantity_pattern("share_of_1rm"), quantity_pattern("body_mass")]
        return {"type": "string", "anyOf": [{"pattern": pattern} for pattern in patterns]}


@dataclass(frozen=True)
class Progression:
    """The relative rise of a load per week, and the share of the one-repetition maximum where it ends."""

    per_week: float
    until_share_of_1rm: float


@dataclass(frozen=True)
class ProgressionValue(Value):
    """``"2.5 %/week until 85 %1RM"``."""

    @property
    def expected(self) -> str:
        return self.example

    @property
    def example(self) -> str:
        return '"2.5 %/week until 85 %1RM"'

    def read(self, written: object) -> Progression:
        text = re.sub(r"\s(?:up\s+)?to\s", " until ", written) if isinstance(written, str) else ""
        rise, until, end = text.partition("until")
        if not until:
            fix = f"write the rise per week and where it ends, for example {{key}} = {self.example}"
            raise Mistake(shown_value(written), self.expected, fix)
        try:
            found = Progression(parse_quantity(rise, "rise_per_week"), parse_quantity(end, "share_of_1rm"))
        except InputError as error:
            problem = error.problems[0]
            raise Mistake(
                f"{shown_value(written)}, with {problem.found}", self.expected, problem.fix
            ) from None
        if found.per_week > FASTEST_RISE_PER_WEEK or found.until_share_of_1rm > LARGEST_SHARE_OF_1RM:
            most = f"{100.0 * FASTEST_RISE_PER_WEEK:g} %/week until {100.0 * LARGEST_SHARE_OF_1RM:g} %1RM"
            raise Mistake(shown_value(written), f"at most {most}", "check the numbers")
        return found

    def write(self, value: Progression) -> object:
        rise = quantity_text(value.per_week, "rise_per_week")
        return f"{rise} until {quantity_text(value.until_share_of_1rm, 'share_of_1rm')}"

    def schema(self) -> Schema:
        rise, end = (quantity_pattern(quantity).strip("^$") for quantity in ("rise_per_week", "share_of_1rm"))
        return {"type": "string", "pattern": rf"^{rise}\s(until|to|up to)\s{end}$"}
