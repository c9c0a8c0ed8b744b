"""A value that is a quantity: a "number unit" text in the internal unit, between two bounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from osteotwin.errors import InputError
from osteotwin.inputs.unit_pattern import quantity_pattern
from osteotwin.inputs.values import Mistake, Schema, Value, plain_number, span
from osteotwin.units import KINDS, allowed_units, is_finite, parse_quantity, quantity_text, shown_value
from osteotwin.units.patterns import later

_NUMBER_AND_UNIT = later(r"\s*([0-9]{1,12}(?:\.[0-9]{1,12})?)\s*(\S.{0,30}?)\s*")


@dataclass(frozen=True)
class Quantity(Value):
    """A "number unit" text, in the internal unit of its kind, between two bounds in that unit.

    Attributes
    ----------
    kind : str
        A key of :data:`osteotwin.units.KINDS`.
    low, high : float
    above : bool
        Leave out the lower bound itself.
    plain_unit : str or None
        Unit of a plain number, where one may be written instead of the text.
    unit : str or None
        Unit in which the value is wanted, where it is not the internal one.
    """

    kind: str
    low: float = 0.0
    high: float = inf
    above: bool = False
    plain_unit: str | None = None
    unit: str | None = None

    @property
    def expected(self) -> str:
        return allowed_units(self.kind) + self._range(", ")

    @property
    def example(self) -> str:
        return f'"{KINDS[self.kind].example}"'

    def read(self, written: object) -> float:
        text = written
        if (
            self.plain_unit
            and isinstance(written, int | float)
            and not isinstance(written, bool)
            and is_finite(written)
        ):
            text = f"{written!r} {self.plain_unit}"
        try:
            value = parse_quantity(text, self.kind, unit=self.unit)
        except InputError as error:
            problem = error.problems[0]
            raise Mistake(problem.found, problem.expected, problem.fix) from None
        if not self.low <= value <= self.high or (self.above and value <= self.low):
            raise Mistake(
                shown_value(written), self._range(""), f"check the number and its unit{self._instead(text)}"
            )
        return value

    def _instead(self, text: object) -> str:
        """Name the one unit of the same sort, moles or mass, with which a number would be within the bounds."""
        match = _NUMBER_AND_UNIT.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            return ""
        molar = "mol" in match[2]
        units = [unit for unit in KINDS[self.kind].units if ("mol" in unit) == molar and "/" in unit]
        fitting = [
            unit for unit in units
            if self.low <= parse_quantity(f"{match[1]} {unit}", self.kind, unit=self.unit) <= self.high
        ]  # fmt: skip
        return f"; {shown_value(f'{match[1]} {fitting[0]}')} would be possible" if len(fitting) == 1 else ""

    def write(self, value: float) -> object:
        if self.plain_unit and KINDS[self.kind].units[self.plain_unit] == 1.0:
            return plain_number(value)
        return quantity_text(value, self.kind, self.unit)

    def schema(self) -> Schema:
        row = KINDS[self.kind]
        text: Schema = {"type": "string", "pattern": quantity_pattern(self.kind)}
        if limits := self._range(""):
            text["description"] = limits
        if self.plain_unit:
            factor = row.units[self.plain_unit]
            return {"anyOf": [text, {"type": "number", **self._bounds(1.0 / factor)}]}
        return {"anyOf": [text, {"type": "number", **self._bounds(1.0)}]} if row.may_be_bare else text

    def _range(self, before: str) -> str:
        """The bounds in words, or nothing where there are none."""
        if self.high == inf:
            return f"{before}above {self.low:g}" if self.above else ""
        unit = self.unit or KINDS[self.kind].unit
        return before + span(self.low, self.high, self.above) + (f" {unit}" if unit else "")

    def _bounds(self, factor: float) -> Schema:
        bounds: Schema = {"exclusiveMinimum" if self.above else "minimum": self.low * factor}
        return bounds if self.high == inf else {**bounds, "maximum": self.high * factor}


@dataclass(frozen=True)
class AsWritten(Value):
    """A quantity kept as it is written, where another key tells its unit and limits.

    Attributes
    ----------
    kinds : tuple of str
        Keys of :data:`osteotwin.units.KINDS` that may be meant.
    may_be_limit : bool
        Whether a sign before the number may say that it is a limit only.
    """

    kinds: tuple[str, ...]
    may_be_limit: bool = False

    @property
    def expected(self) -> str:
        return '"number unit"'

    @property
    def example(self) -> str:
        return f'"{KINDS[self.kinds[0]].example}"'

    def read(self, written: object) -> str | float:
        if isinstance(written, str) or (isinstance(written, int | float) and not isinstance(written, bool)):
            return written
        fix = f"write one quantity in quotes, for example {{key}} = {self.example}"
        raise Mistake(shown_value(written), self.expected, fix)

    def schema(self) -> Schema:
        patterns = dict.fromkeys(quantity_pattern(kind, self.may_be_limit) for kind in self.kinds)
        text: Schema = {"type": "string", "anyOf": [{"pattern": pattern} for pattern in patterns]}
        may_be_bare = any(KINDS[kind].may_be_bare for kind in self.kinds)
        return {"anyOf": [text, {"type": "number"}]} if may_be_bare else text
