"""What single keys of a trial file may hold, beyond what every file of osteotwin knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from osteotwin.errors import InputError
from osteotwin.evidence.files.other_drugs import find_other_drug, load_other_drugs
from osteotwin.evidence.files.printed_dose import DOSES, Dose, parse_dose
from osteotwin.evidence.files.training_types import TRAINING_TYPES, training_type
from osteotwin.inputs.names import did_you_mean, folded, likeness, write_one_of
from osteotwin.inputs.values import Mistake, Number, Text, Value
from osteotwin.protocol.library import NotInLibraryError, find_drug, load_drugs
from osteotwin.units import is_finite, shown_value

Schema = dict[str, Any]

#: A word spelled so much like another is a misspelling of it, not another word.
_MISSPELLED = 0.75
_LONGEST_PROSE = 20_000
_NUTRIENT = re.compile(r"calcium|vitamin d|cholecalciferol|colecalciferol|ergocalciferol", re.IGNORECASE)
_TEXT: Schema = {"type": "string", "minLength": 1, "pattern": r"\S"}


@dataclass(frozen=True)
class Prose(Value):
    """A text of any length, which may be empty."""

    @property
    def expected(self) -> str:
        return "a text in quotes"

    @property
    def example(self) -> str:
        return '"..."'

    def read(self, written: object) -> str:
        if isinstance(written, str) and len(written) <= _LONGEST_PROSE:
            return written
        fix = "shorten it" if isinstance(written, str) else "write {key} = " + self.example
        raise Mistake(shown_value(written), f"a text in quotes of at most {_LONGEST_PROSE} characters", fix)

    def schema(self) -> Schema:
        return {"type": "string", "maxLength": _LONGEST_PROSE}


@dataclass(frozen=True)
class PrintedDose(Value):
    """A dose as the source prints it."""

    @property
    def expected(self) -> str:
        return DOSES

    @property
    def example(self) -> str:
        return '"1 mg"'

    def read(self, written: object) -> Dose:
        try:
            return parse_dose(Text("1 mg").read(written))
        except InputError as error:
            raise _mistake(error) from None

    def write(self, value: Dose) -> object:
        return value.text

    def schema(self) -> Schema:
        return {**_TEXT, "description": self.expected}


@dataclass(frozen=True)
class DrugName(Value):
    """The name of a drug: of the library, or of another that is kept and not simulated."""

    @property
    def expected(self) -> str:
        return "a drug by any of its names"

    @property
    def example(self) -> str:
        return '"anastrozole"'

    def read(self, written: object) -> str:
        name = Text("anastrozole").read(written)
        try:
            return find_drug(name).id
        except NotInLibraryError:
            other = find_other_drug(name)
        if other is not None:
            return other.id
        if _NUTRIENT.search(name):
            fix = "write calcium and vitamin D as keys of [[arm.diet]]"
            raise Mistake(shown_value(written), self.expected, fix)
        known = [one for one in _drug_names() if _misspelled(name, one)]
        near = sorted(known, key=lambda one: -likeness(name, one))
        if near:
            meant = list(dict.fromkeys(_drug_names()[one] for one in near))
            raise Mistake(shown_value(written), self.expected, write_one_of(meant, name))
        return name

    def schema(self) -> Schema:
        return dict(_TEXT)


@dataclass(frozen=True)
class TrainingType(Value):
    """A type of training in any of the words that trials have for it."""

    @property
    def expected(self) -> str:
        return f"one of {', '.join(TRAINING_TYPES)}"

    @property
    def example(self) -> str:
        return '"resistance"'

    def read(self, written: object) -> str:
        name = Text("resistance").read(written)
        if training_type(name) is None:
            otherwise = "choose the one that loads bone most alike, and name what is done in exercises"
            raise Mistake(shown_value(written), self.expected, did_you_mean(name, TRAINING_TYPES, otherwise))
        return name

    def schema(self) -> Schema:
        return {**_TEXT, "description": f"{self.expected}, or another word for one"}


@dataclass(frozen=True)
class MeasuredWeek(Number):
    """The week of a measured value; one before the start has nothing to be compared with."""

    def read(self, written: object) -> float:
        try:
            return super().read(written)
        except Mistake:
            if isinstance(written, bool) or not isinstance(written, int | float) or not written < 0:
                raise
        fix = "count from the start of the intervention; what was measured before it goes into [arm.baseline]"
        raise Mistake(f"{shown_value(written)}, before the start", self.expected, fix)


@dataclass(frozen=True)
class Pair(Value):
    """The lower and the upper end of an interval.

    Attributes
    ----------
    largest : float
        Neither end lies further from zero.
    """

    largest: float

    @property
    def expected(self) -> str:
        return "[low, high], two rising numbers"

    @property
    def example(self) -> str:
        return "[-4.0, -1.0]"

    def read(self, written: object) -> tuple[float, float]:
        items = cast("tuple[object, ...]", written) if isinstance(written, tuple) else ()
        numbers = [n for n in items if isinstance(n, int | float) and not isinstance(n, bool)]
        if len(items) != 2 or len(numbers) != 2:
            raise Mistake(shown_value(written), self.expected, f"write {{key}} = {self.example}")
        if not all(is_finite(n) and abs(n) <= self.largest for n in numbers):
            shown = ", ".join(shown_value(n) for n in numbers)
            raise Mistake(f"[{shown}]", f"numbers up to {self.largest:g}", "correct the numbers")
        low, high = (float(n) for n in numbers)
        if low > high:
            raise Mistake(
                f"[{low:g}, {high:g}]",
                self.expected,
                f"write {{key}} = [{high:g}, {low:g}], if that is meant",
            )
        return low, high

    def write(self, value: tuple[float, float]) -> object:
        return list(value)

    def schema(self) -> Schema:
        number = {"type": "number", "minimum": -self.largest, "maximum": self.largest}
        return {"type": "array", "items": number, "minItems": 2, "maxItems": 2, "description": self.expected}


def _drug_names() -> dict[str, str]:
    """Return the identifier of every drug that has a name, by its names."""
    known = {name: drug.id for drug in load_other_drugs().values() for name in (drug.id, *drug.also)}
    return known | {name: drug.id for drug in load_drugs().values() for name in (drug.id, *drug.aliases)}


def _misspelled(name: str, known: str) -> bool:
    """Tell whether each word of a name is spelled almost like that of a known one."""
    words, meant = folded(name).split(), folded(known).split()
    pairs = zip(words, meant, strict=False)
    return len(words) == len(meant) and all(likeness(one, other) > _MISSPELLED for one, other in pairs)


def _mistake(error: InputError) -> Mistake:
    problem = error.problems[0]
    return Mistake(problem.found, problem.expected, problem.fix)
