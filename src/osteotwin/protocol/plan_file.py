"""The tables of a plan as files write them; what no single key can tell is checked when they are resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from itertools import combinations
from typing import Annotated, Any, ClassVar

from pydantic import Field

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.names import nearest, write_one_of
from osteotwin.inputs.notes import printable
from osteotwin.inputs.quantity import AsWritten, Quantity
from osteotwin.inputs.table import FileTable
from osteotwin.inputs.values import Choice, Day, Flag, Mistake, Named, Number, Schema
from osteotwin.protocol.dose_words import IN_WORDS as DOSE_IN_WORDS
from osteotwin.protocol.file_values import (
    Cycle,
    CycleValue,
    EveryRhythm,
    PerWeek,
)
from osteotwin.protocol.library import (
    GENERIC_EXERCISES,
    Drug,
    Exercise,
    FoodItem,
    NotInLibraryError,
    all_drug_names,
    by_way,
    find_drug,
    find_exercise,
    find_food,
    is_local,
    misspelled,
    named_drug,
    of_class,
    products_of,
    without_kinetics,
)
from osteotwin.protocol.load_values import Load, LoadValue, Progression, ProgressionValue
from osteotwin.protocol.nutrient_values import NUTRIENT
from osteotwin.protocol.preset_names import PRESET
from osteotwin.units import Rhythm, shown_value

# Slips of the pen, not medical limits: those are the planner's and the report's.
LARGEST_CALCIUM_MG_PER_DAY = 10_000.0
LARGEST_VITAMIN_D_IU_PER_DAY = 100_000.0
LONGEST_WEEKS = 3131.0  # sixty years
MOST_IMPACTS = 5000.0
MOST_MINUTES = 600.0


def _in_library(
    find: Callable[[str], Drug | Exercise | FoodItem], library: str, sample: str, instead: str = ""
) -> Named:
    """Return the value that names an entry of a library."""

    def identifier(text: str) -> str:
        try:
            return find(text).id
        except NotInLibraryError as error:
            several = f", which fits several {library}s" if error.ambiguous else ""
            if error.instead:
                why = several or f", which is no {library} of the library"
                raise Mistake(f"{shown_value(text)}{why}", what, error.instead) from None
            fix = partial(_nearest_of, library, text, instead, error)
            raise Mistake(f"{shown_value(text)}{several}", what, fix) from None

    what = f"{'an' if library[0] in 'aeiou' else 'a'} {library} of the library"
    return Named(identifier, what, sample)


def _nearest_of(library: str, text: str, instead: str, unknown: NotInLibraryError) -> str:
    """Return the fix for a text that a library does not know."""
    if unknown.nearest:
        return write_one_of(unknown.nearest, text)
    return f"choose one from `osteotwin list {library}s`{instead}"


EXERCISE = _in_library(find_exercise, "exercise", "back squat", ", or give its kind instead")
FOOD = _in_library(
    find_food,
    "food",
    "milk, skim",
    ": the one whose calcium in 100 g is nearest, or the foods in it, each by itself",
)


_NO_DRUG = ", or leave it out where it acts on neither bone nor sex hormones"


#: What is expected instead of a hormone that acts where it is put, and what to do.
LOCAL = (
    "a product that reaches the blood",
    "leave it out: hardly any of what is given into the vagina reaches the blood",
)


def _drug_name(text: str) -> str:
    """Return a drug's identifier, or a name of several products as it is written: dose and rhythm tell which.

    A drug that the model does not have keeps the name by which it is written: it may be one of several alike.
    """
    if is_local(text):
        raise Mistake(f"{shown_value(text)}, of which the model has no kinetics", *LOCAL)
    if instead := without_kinetics(text):
        raise Mistake(
            f"{shown_value(text)}, of which the model has no kinetics", f"one of {', '.join(instead)}",
            "name the one whose levels are nearest, if that will do",
        )  # fmt: skip
    if by_way(text):
        return text
    if members := of_class(text):
        raise Mistake(f"{shown_value(text)}, which may be any of several drugs", f"one of {', '.join(members)}",
                      "name the one that is taken")  # fmt: skip
    if named_drug(text):
        return text
    try:
        identifier = find_drug(text).id
    except NotInLibraryError as error:
        _refuse_supplement(text)
        if meant := misspelled(text):
            return _drug_name(meant)
        fix = partial(_nearest_drug, text, error)
        raise Mistake(shown_value(text), "a drug of the library", fix) from None
    return identifier if len(products_of(text)) == 1 else text


def _nearest_drug(text: str, unknown: NotInLibraryError) -> str:
    """Return the fix for a text that names no drug, of the model or outside it."""
    near = _near_drugs(text)
    return write_one_of(near, text) if near else _nearest_of("drug", text, _NO_DRUG, unknown)


@lru_cache(maxsize=1024)
def _near_drugs(text: str) -> tuple[str, ...]:
    """Return the drugs whose names are near a text, kept: thousands of names are compared with it."""
    return nearest(text, all_drug_names(), identify=all_drug_names().__getitem__)


def _refuse_supplement(text: str) -> None:
    """Say of a supplement of the model that is written as a drug where it belongs, or what is open of it."""
    try:
        found = NUTRIENT.read(text)
    except Mistake as mistake:
        if "which" in mistake.found:
            raise
        return
    if named_drug(found):
        return  # misspelled, and no supplement of the model
    raise Mistake(f"{shown_value(text)}, which is a supplement", "a drug",
                  f'write it under [[plan.supplement]], nutrient = "{found}"')  # fmt: skip


def _outside_name(text: str) -> str:
    """Return the identifier of a drug outside the model; one of the model is no habit but an entry of the plan."""
    found = _drug_name(text)
    if named_drug(found):
        return found
    raise Mistake(f"{shown_value(text)}, which the model has", "a drug that the model does not have",
                  "write it as [[plan.drug]] with already_since")  # fmt: skip


class _Repetitions(Number):
    """Repetitions of a set: a number, the middle of a range, or so many of each side."""

    def read(self, written: object) -> float:
        if not isinstance(written, str):
            return super().read(written)
        said = re.fullmatch(
            r"(?P<low>\d{1,3})(?: ?(?:-|–|to) ?(?P<high>\d{1,3}))?(?: ?reps?)?(?: ?(?:/|per|each|a|on each) "
            r"?(?:side|leg|arm))?",
            written.strip(), re.IGNORECASE,
        )  # fmt: skip
        if said is None:
            return super().read(written)
        low, high = int(said["low"]), int(said["high"] or said["low"])
        return super().read((low + high) // 2 if high >= low else written)

    def schema(self) -> Schema:
        return {"anyOf": [super().schema(), {"type": "string", "pattern": "^\\s*[0-9]{1,3}"}]}


_WEEK = Number(0, LONGEST_WEEKS)
_DAY = Number(0, LONGEST_WEEKS * DAYS_PER_WEEK)
#: The ways to say when an entry begins and when it ends: field and key.
BEGINNINGS = {
    "begins": "from",
    "already_since": "already_since",
    "begins_week": "from_week",
    "begins_day": "from_day",
}
ENDINGS = {"ends": "until", "ends_week": "to_week", "ends_day": "to_day"}
Calcium = Annotated[float, Quantity("calcium_per_day", 0.0, LARGEST_CALCIUM_MG_PER_DAY)]
VitaminD = Annotated[float, Quantity("vitamin_d_per_day", 0.0, LARGEST_VITAMIN_D_IU_PER_DAY)]


ReplacesHabits = Annotated[bool, Flag()]


class Window(FileTable):
    """When an entry begins and ends: dates, or weeks or days from the start of the plan."""

    begins: Annotated[date, Day()] | None = Field(
        default=None, alias="from", description="first day; left out, the start of the plan"
    )
    already_since: Annotated[date, Day()] | None = Field(
        default=None, description="first day of what began before today, instead of from"
    )
    ends: Annotated[date, Day()] | None = Field(
        default=None, alias="until", description="first day without it; left out, an open end"
    )
    begins_week: Annotated[float, _WEEK] | None = Field(
        default=None, alias="from_week", description="weeks from the start of the plan, instead of a date"
    )
    ends_week: Annotated[float, _WEEK] | None = Field(
        default=None, alias="to_week", description="weeks from the start of the plan, instead of a date"
    )
    begins_day: Annotated[float, _DAY] | None = Field(
        default=None, alias="from_day", description="days from the start of the plan, instead of a date"
    )
    ends_day: Annotated[float, _DAY] | None = Field(
        default=None, alias="to_day", description="days from the start of the plan, instead of a date"
    )

    cycle: Annotated[Cycle, CycleValue()] | None = Field(
        default=None, description="how long it goes on and how long it pauses, again and again"
    )

    @property
    def begins_on(self) -> date | None:
        """The first day, where it is a date."""
        return self.begins or self.already_since

    @classmethod
    def together(cls) -> Schema:
        pairs = [pair for ways in (BEGINNINGS, ENDINGS) for pair in combinations(ways.values(), 2)]
        return {"allOf": [{"not": {"required": list(pair)}} for pair in pairs]}


class DoseText(AsWritten):
    """A dose kept as it is written: a quantity, or words that :mod:`osteotwin.protocol.dose_words` reads."""

    def schema(self) -> Schema:
        units = {"mass": r"mg|mcg|ug|µg|μg|[0-9 ]g", "vitamin_d": r"IU|iu|[Uu]nits|mcg|ug|µg|μg"}
        ours = [units[kind] for kind in self.kinds if kind in units] + ["IU|iu"] * (
            "international_units" in self.kinds
        )
        words = {"type": "string", "pattern": DOSE_IN_WORDS.replace("UNITS", "|".join(ours))}
        return {"anyOf": [super().schema(), words]}


def _every(written: object) -> str:
    if not isinstance(written, str | list | tuple):
        return "write how often in words, such as twice a week, in every"
    days = "/".join(map(str, written)) if isinstance(written, list | tuple) else str(written)
    return f'write every = "{printable(days)}"'


#: How much and how often in keys of their own: here both are told in words.
_IN_WORDS: Mapping[str, Callable[[object], str]] = {
    "times": _every,
    "days": _every,
    "per_week": lambda one: (
        f'write dose = "{printable(str(one))}/week", or in how many as "140 mg/week in two"'
    ),
    "volume": lambda one: (
        f'write it with its strength: dose = "{printable(str(one))} of 200 mg/mL", with your own'
    ),
    "strength": lambda one: (
        f'write it with the volume: dose = "0.35 mL of {printable(str(one))}", with your own'
    ),
}


class InTheirWords(FileTable):
    """A table of doses, in which how much and how often may be told in keys of their own.

    ``times = "twice a week"`` or ``days = ["Mon", "Thu"]`` for ``every``; ``per_week = "140 mg"``, alone or with one of
    those, and ``volume = "0.35 mL"`` with ``strength = "200 mg/mL"`` for ``dose``.
    """

    INSTEAD = _IN_WORDS

    @classmethod
    def put_in_its_keys(cls, written: dict[str, Any]) -> None:
        days = written.get("days")
        told = (
            "/".join(days)
            if isinstance(days, list | tuple) and all(isinstance(one, str) for one in days)
            else days
        )
        key, often = ("days", told) if "days" in written else ("times", written.get("times"))
        is_once = (
            isinstance(often, str) and not {"days", "times"} <= written.keys() and "every" not in written
        )
        if (
            isinstance(week := written.get("per_week"), str)
            and "dose" not in written
            and "every" not in written
        ):
            if is_once:
                written["dose"] = f"{week}/week split {often}"
                del written["per_week"], written[key]
            elif not {"days", "times"} & written.keys():
                written["dose"] = f"{written.pop('per_week')}/week"
        elif is_once:
            written["every"] = often
            del written[key]
        volume, strength = written.get("volume"), written.get("strength")
        if isinstance(volume, str) and isinstance(strength, str) and "dose" not in written:
            written["dose"] = f"{volume} of {strength}"
            del written["volume"], written["strength"]

    @classmethod
    def also_keys(cls) -> Schema:
        text: Schema = {"type": "string", "minLength": 1}
        days: Schema = {"anyOf": [text, {"type": "array", "items": text, "minItems": 1, "maxItems": 7}]}
        return {"times": text, "days": days, "per_week": text, "volume": text, "strength": text}


class DrugTable(InTheirWords, Window):
    """A course of a drug: ``[[plan.drug]]``."""

    REQUIRED = ("name",)
    name: Annotated[str, Named(_drug_name, "a drug of the library", "anastrozole")] | None = None
    dose: Annotated[str | float, DoseText(("mass", "mass_or_mass_per_day", "international_units"))] | None = (
        Field(default=None, description="per administration; for patches what they deliver per day")
    )
    every: Annotated[Rhythm, EveryRhythm()] | None = Field(
        default=None,
        description='time between doses, a frequency, or "once"; left out where the dose says it',
    )

    adherence: Annotated[float, Quantity("fraction", 0.0, 1.0, above=True)] | None = Field(
        default=None,
        description="share of the doses that are taken, of what is due every week or more often; else all",
    )


class HabitualDrug(InTheirWords):
    """A drug outside the model that goes on beside the plan: ``[[habits.drug]]``."""

    REQUIRED = ("name",)
    name: (
        Annotated[str, Named(_outside_name, "a drug that the model does not have", "levothyroxine")] | None
    ) = None
    dose: Annotated[str | float, DoseText(("mass", "mass_or_mass_per_day", "international_units"))] | None = (
        None
    )
    every: Annotated[Rhythm, EveryRhythm()] | None = None


class TrainingKeys(FileTable):
    """One exercise: the keys of habits and plans alike."""

    REQUIRED = ("sessions_per_week",)
    exercise: Annotated[str, EXERCISE] | None = None
    kind: Annotated[str, Choice(tuple(GENERIC_EXERCISES))] | None = Field(
        default=None, description="a usual session of this kind, instead of an exercise"
    )
    sessions_per_week: Annotated[float, PerWeek(0, 21, above=True)] | None = None
    sets: Annotated[float, Number(0, 50, whole=True, above=True)] | None = None
    reps: Annotated[float, _Repetitions(0, 500, whole=True, above=True)] | None = None
    impacts: Annotated[float, Number(0, MOST_IMPACTS, above=True)] | None = Field(
        default=None, description="loading cycles per session, instead of sets and reps"
    )
    minutes: Annotated[float, Quantity("minutes", 0, MOST_MINUTES, above=True, plain_unit="min")] | None = (
        None
    )
    load: Annotated[Load, LoadValue()] | None = None
    progression: Annotated[Progression, ProgressionValue()] | None = None
    adherence: Annotated[float, Quantity("fraction", 0.0, 1.0, above=True)] | None = Field(
        default=None,
        description="share of the sessions that are done; else all of a habit, and of a plan as much as in trials",
    )
    peak_force_bodyweights: Annotated[float, Number(0, 30, above=True)] | None = Field(
        default=None, description="ground force that replaces the library's, where a source states it"
    )

    @classmethod
    def together(cls) -> Schema:
        return {
            **super().together(),
            "oneOf": [{"required": ["exercise"]}, {"required": ["kind"]}],
            "dependentRequired": {"sets": ["reps"], "reps": ["sets"], "progression": ["load"]},
            "not": {"required": ["sets", "impacts"]},
        }


class TrainingTable(TrainingKeys, Window):
    """Training: ``[[plan.training]]``."""

    replaces_habits: ReplacesHabits | None = Field(
        default=None, description="whether habitual training ends when this begins"
    )


class HabitualTraining(TrainingKeys):
    """Habitual training: ``[[habits.training]]``."""


class FoodKeys(FileTable):
    """One food: the keys of habits and plans alike."""

    REQUIRED = ("food", "servings_per_week")
    food: Annotated[str, FOOD] | None = None
    servings_per_week: Annotated[float, PerWeek(0, 200, above=True)] | None = None


class FoodTable(FoodKeys, Window):
    """A food on top of the habitual diet: ``[[plan.food]]``."""


class HabitualFood(FoodKeys):
    """A food of the habitual diet: ``[[habits.food]]``."""


class SupplementTable(InTheirWords, Window):
    """A supplement on top of the diet: ``[[plan.supplement]]``."""

    REQUIRED = ("nutrient", "dose")
    nutrient: Annotated[str, NUTRIENT] | None = None
    dose: Annotated[str | float, DoseText(("mass", "vitamin_d"))] | None = None
    every: Annotated[Rhythm, EveryRhythm()] | None = Field(
        default=None,
        description='time between doses, a frequency, or "once"; left out where the dose says it',
    )
    counts: Annotated[str, Choice(("calcium", "salt"))] | None = Field(
        default=None, alias="as", description="what the dose counts: calcium, or the salt that holds it"
    )

    @classmethod
    def together(cls) -> Schema:
        calcium = {"properties": {"dose": DoseText(("mass",)).schema()}}
        vitamin = {"properties": {"dose": DoseText(("vitamin_d",)).schema()}}
        is_vitamin = {"properties": {"nutrient": {"const": "vitamin_d"}}}
        is_calcium = {"properties": {"nutrient": {"enum": ["calcium_carbonate", "calcium_citrate"]}}}
        return {
            **super().together(),
            "if": is_vitamin,
            "then": vitamin,
            "else": {"if": is_calcium, "then": calcium},
        }


class DietTable(Window):
    """Daily totals of food and supplements together: ``[plan.diet]``."""

    calcium: Calcium | None = None
    vitamin_d: VitaminD | None = None
    replaces_habits: ReplacesHabits | None = Field(
        default=None, description="whether these totals are the habit from now on, after their end too"
    )

    @classmethod
    def together(cls) -> Schema:
        return {**super().together(), "anyOf": [{"required": ["calcium"]}, {"required": ["vitamin_d"]}]}


class UnloadingTable(Window):
    """Bed rest or flight: ``[[plan.unloading]]``."""

    REQUIRED = ("fraction",)
    fraction: Annotated[float, Quantity("fraction", 0.0, 1.0)] | None = Field(
        default=None, description="share of the habitual load that is left"
    )


class PresetTable(Window):
    """A plan that comes with osteotwin: ``preset = { name = ..., from = ... }``."""

    REQUIRED = ("name",)
    name: Annotated[str, PRESET] | None = None


class Entries(FileTable):
    """What may be done, by sort."""

    ONE_OR_MANY: ClassVar = {"diet": None}
    drug: tuple[DrugTable, ...] = ()
    training: tuple[TrainingTable, ...] = ()
    food: tuple[FoodTable, ...] = ()
    supplement: tuple[SupplementTable, ...] = ()
    diet: tuple[DietTable, ...] = ()
    unloading: tuple[UnloadingTable, ...] = ()


class PlanTable(Entries):
    """A plan: ``[plan]``."""

    SAMPLE = "[[plan.drug]], [[plan.training]] or another entry"
    ONE_OR_MANY: ClassVar = {"preset": "name", "diet": None}
    preset: tuple[PresetTable, ...] = ()


class PlanFile(FileTable):
    """A plan file of osteotwin, read as TOML."""

    REQUIRED = ("plan",)
    plan: PlanTable | None = None
    person: Any = None
    habits: Any = None
    history: Any = None
    measurement: Any = None
    outlook: Any = None
