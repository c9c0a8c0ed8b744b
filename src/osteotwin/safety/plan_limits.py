"""How far a plan may go with one person: the strictest of all limits that hold for him, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Annotated, Final

from osteotwin.cohort.profile import Profile
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Flag, Number, Word
from osteotwin.people.kidney_function import filtration
from osteotwin.people.person import Person
from osteotwin.people.wishes import PAINS
from osteotwin.people.wishes_of_person import completed_wishes
from osteotwin.protocol.library.exercises import IMPACT_LEVELS
from osteotwin.safety.guidelines.intakes import requirement_of
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.situation import limits
from osteotwin.safety.weak_skeleton import has_fragile_spine, has_osteoporosis

_Amount = Annotated[float, Number(0, inf)]
#: What of a source was read for a row.
CHECKED: Final = ("text", "abstract", "secondary", "memory", "assumption")
#: Calcium in the urine of a day that is much [mg].
MUCH_URINE_CALCIUM: Final = {"male": 300.0, "female": 250.0}
#: Under it the kidney is so weak that calcium and vitamin D are the clinician's [mL/min/1.73m2] (KDIGO 2017, G4).
ADVANCED_KIDNEY_DISEASE: Final = 30.0
_Share = Annotated[float, Number(0, 1)]

#: Limits that are numbers, of which the smallest counts; all but the impact.
NUMBERS: Final = (
    "start_load", "highest_load", "weekly_increase", "start_impacts", "most_impacts", "start_minutes", "most_minutes",
    "start_impacts_week", "start_minutes_week", "most_days",
    "lifting_days", "calcium_total", "vitamin_d_total", "calcium_supplement", "vitamin_d_supplement",
    "vitamin_d_level",
)  # fmt: skip


@dataclass(frozen=True)
class PlanLimit(Row):
    """One row of ``plan_limits.toml``; ``None`` where it limits nothing."""

    because: Words
    source: Words
    checked: Annotated[str, Word(CHECKED)]
    advice: Words | None = None
    ask_first: Words | None = None
    impact: Annotated[str, Word(IMPACT_LEVELS)] | None = None
    start_load: _Share | None = None
    highest_load: _Share | None = None
    weekly_increase: _Share | None = None
    start_impacts: _Amount | None = None
    most_impacts: _Amount | None = None
    start_minutes: _Amount | None = None
    most_minutes: _Amount | None = None
    start_impacts_week: _Amount | None = None
    start_minutes_week: _Amount | None = None
    most_days: _Amount | None = None
    lifting_days: _Amount | None = None
    calcium_total: _Amount | None = None
    vitamin_d_total: _Amount | None = None
    calcium_supplement: _Amount | None = None
    vitamin_d_supplement: _Amount | None = None
    vitamin_d_level: _Amount | None = None
    clinician_first: Annotated[bool, Flag()] = False


@dataclass(frozen=True)
class Restart(Row):
    """How an exercise begins again after a break: shares of the load and of the amount that were reached; 0: anew."""

    load_share: _Share
    amount_share: _Share
    because: Words
    source: Words
    checked: Annotated[str, Word(CHECKED)]


@dataclass(frozen=True)
class PlanLimits(Row):
    """All rows of ``plan_limits.toml``; the names of brackets are where they begin.

    Of ``after_break`` the days that a break has to be longer than.
    """

    anybody: PlanLimit
    experience: dict[str, PlanLimit]
    age: dict[str, PlanLimit]
    bmi: dict[str, PlanLimit]
    condition: dict[str, PlanLimit]
    after_break: dict[str, Restart]


@dataclass(frozen=True)
class Bound:
    """The strictest value of one limit, why it holds and where that is from."""

    value: float
    because: str
    source: str


@dataclass(frozen=True)
class Bounds:
    """What holds for one person.

    Attributes
    ----------
    numbers : mapping of str to Bound
        By the names of :data:`NUMBERS`; those that nothing limits are infinite.
    impact : str
        The hardest impact that is allowed.
    impact_because : str
    conditions : frozenset of str
        All that are minded, with what hurts and with osteoporosis.
    clinician_first : tuple of PlanLimit
        Why there can be no plan yet.
    advice : tuple of str
        Sentences that stand with the plans.
    ask_first : tuple of PlanLimit
        Those with a sentence that stands before the plans.
    """

    numbers: Mapping[str, Bound]
    impact: str
    impact_because: str
    conditions: frozenset[str]
    clinician_first: tuple[PlanLimit, ...]
    advice: tuple[str, ...] = ()
    ask_first: tuple[PlanLimit, ...] = ()

    def __getitem__(self, name: str) -> Bound:
        """Return one of the numbers."""
        return self.numbers[name]

    def allows_impact(self, level: str) -> bool:
        """Tell whether an exercise may strike so hard."""
        return not is_harder(level, self.impact)


def is_harder(level: str, than: str) -> bool:
    """Tell whether one level of impact is above another."""
    return IMPACT_LEVELS.index(level) > IMPACT_LEVELS.index(than)


@cache
def plan_limits() -> PlanLimits:
    """Return every row.

    Raises
    ------
    ParameterError
        If one has a gap or an unknown key.
    """
    return load_table(PlanLimits, "osteotwin.safety", "data", "plan_limits.toml")


def see_clinician(row: PlanLimit) -> str:
    """Return the sentence that stands where a plan would."""
    return f"See a clinician first: with {row.because} no plan is made here."


def conditions_of(person: Person, profile: Profile) -> frozenset[str]:
    """Return what is minded of a person: stated conditions, what hurts, and what scans, fractures and tests make."""
    stated = {*person.conditions, *(PAINS[joint] for joint in person.wishes.pain or ())}
    if has_osteoporosis(person, profile):
        stated.add("osteoporosis")
    if has_fragile_spine(person):
        stated.add("vertebral_fracture")
    blood, urine = (latest_level(person, what) for what in ("serum_calcium", "urine_calcium_24h"))
    if blood is not None and blood.bound != "below" and blood.value > limits()["blood_calcium_high"].value:
        stated.add("hypercalcemia")
    if urine is not None and urine.bound != "below" and urine.value > MUCH_URINE_CALCIUM[person.sex]:
        stated.add("hypercalciuria")
    kidney = filtration(person)
    if kidney is not None and kidney.bound != "above" and kidney.value < ADVANCED_KIDNEY_DISEASE:
        stated.add("advanced_kidney_disease")
    return frozenset(stated)


def bounds_of(person: Person, profile: Profile) -> Bounds:
    """Return the strictest of the limits that hold for a person.

    Parameters
    ----------
    person : Person
        With his wishes: of experience that is not stated none is assumed.
    profile : Profile
        What is taken to be true of him on day 0, where he does not say it.
    """
    conditions = conditions_of(person, profile)
    rows = tuple(_rows(person, profile, conditions))
    numbers = {name: _strictest(name, rows) for name in NUMBERS}
    for nutrient in ("calcium", "vitamin_d"):
        upper = requirement_of(nutrient, "upper", person.sex, person.age_at_start)
        name = f"{nutrient}_total"
        if upper <= numbers[name].value:
            numbers[name] = Bound(
                upper, "the tolerable upper intake for age and sex", "IOM 2011 (10.17226/13050)"
            )
    strict = min(
        (row for row in rows if row.impact is not None), key=lambda row: IMPACT_LEVELS.index(row.impact or "")
    )
    first = tuple(row for row in rows if row.clinician_first)
    advice = tuple(row.advice for row in rows if row.advice is not None)
    ask = tuple(row for row in rows if row.ask_first is not None)
    return Bounds(numbers, strict.impact or "none", strict.because, conditions, first, advice, ask)


def _rows(person: Person, profile: Profile, conditions: frozenset[str]) -> Iterator[PlanLimit]:
    table = plan_limits()
    yield table.anybody
    yield table.experience[completed_wishes(person)[0].experience or "none"]
    mass_index = profile.weight_kg / (profile.height_cm / 100) ** 2
    yield from (row for age, row in table.age.items() if person.age_at_start >= float(age))
    yield from (row for least, row in table.bmi.items() if mass_index >= float(least))
    yield from (row for name, row in table.condition.items() if name in conditions)


def _strictest(name: str, rows: tuple[PlanLimit, ...]) -> Bound:
    found = [(float(getattr(row, name)), row) for row in rows if getattr(row, name) is not None]
    if not found:
        return Bound(inf, "nothing", "")
    value, row = min(found, key=lambda pair: pair[0])
    return Bound(value, row.because, row.source)
