"""What of a plan can be more or less, one at a time, each up to its hard limit, and the plan at each dose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import Final

from osteotwin.constants import DAYS_PER_MONTH
from osteotwin.planning.choice import Choice, Impact, Nutrition, Strength, first_load, protocol_of, stages_of
from osteotwin.planning.frame import Frame
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Supplement, Training
from osteotwin.protocol.library import Exercise, load_drugs, load_exercises
from osteotwin.protocol.timeline import Habits, intake_on
from osteotwin.safety.guidelines.intakes import requirement_of
from osteotwin.safety.situation import limits
from osteotwin.safety.violations import share_of_maximum, violations

#: Doses that are looked at; those of the plan itself and of the limit come in between.
_DAYS: Final = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
_LOADS: Final = (30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)
_IMPACTS: Final = (0.0, 10.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0, 120.0)
_MINUTES: Final = (0.0, 10.0, 20.0, 30.0, 45.0, 60.0, 90.0)
_CALCIUM: Final = (0.0, 250.0, 500.0, 750.0, 1000.0, 1250.0, 1500.0)
_VITAMIN_D: Final = (0.0, 400.0, 800.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0)
#: Of the usual dose of an inhibitor.
_SHARES: Final = (0.0, 0.125, 0.25, 0.5, 1.0)
_MONTHS: Final = (0.0, 3.0, 6.0, 12.0, 18.0, 24.0, 36.0, 48.0, 60.0)
#: Training that stands in where a plan has none of its sort: sets, days of impact, impacts, minutes.
_SETS, _IMPACT_DAYS, _STRIKES, _WALK = 3, 3, 40, 20
#: Day on which intakes are told [day].
_LATER: Final = 180.0
#: A limit is found to a part in so many of the distance to the first dose beyond it.
_HALVINGS: Final = 12
_INHIBITOR: Final = "aromatase_inhibitor"


@dataclass(frozen=True)
class Wall:
    """A hard limit on a dose.

    Attributes
    ----------
    at : float
        The largest dose within it.
    because : str
        What is said of the first dose beyond.
    """

    at: float
    because: str


@dataclass(frozen=True, eq=False)
class Axis:
    """One thing of a plan that can be more or less.

    Attributes
    ----------
    name, label, unit : str
    doses : tuple of float
        Rising, within the limits; the plan's own is among them, wherever it lies.
    own : float
        The plan's.
    plan_at : callable
        The plan with another dose of this alone.
    wall : Wall or None
    needed : float or None
        What covers nearly everybody's need, on the scale of the totals.
    beside : float
        What comes in beside the dose, so that both are the total.
    clinician : bool
        Whether it is the clinician's to decide.
    """

    name: str
    label: str
    unit: str
    doses: tuple[float, ...]
    own: float
    plan_at: Callable[[float], Protocol]
    wall: Wall | None = None
    needed: float | None = None
    beside: float = 0.0
    clinician: bool = False


@dataclass(frozen=True)
class Missing:
    """What cannot be more or less, and why."""

    name: str
    label: str
    why: str


def axes_of(base: Protocol, frame: Frame, year: int) -> tuple[tuple[Axis, ...], tuple[Missing, ...]]:
    """Return what of a plan can be more or less for a person, and what cannot.

    Parameters
    ----------
    base : Protocol
    frame : Frame
    year : int
        The horizon.
    """
    found = [
        _lifting_days(base, frame),
        _load(base, frame),
        _impact_days(base, frame),
        _impacts(base, frame),
        _tablets(base, frame, "calcium"),
        _tablets(base, frame, "vitamin_d"),
        _inhibitor_dose(base),
        _inhibitor_months(base, year),
    ]
    axes = tuple(one for one in found if isinstance(one, Axis))
    return axes, tuple(one for one in found if isinstance(one, Missing))


def reference_training(frame: Frame) -> tuple[Training, ...]:
    """Return the training that stands in where a plan has none: two days of lifting, three of impacts."""
    return (*_reference_lifting(frame), *_reference_impacts(frame))


def _lifting_days(base: Protocol, frame: Frame) -> Axis | Missing:
    name, label = "lifting_days", "days of lifting a week"
    mine = _lifted(base)
    lifted = mine or _reference_lifting(frame)
    if not lifted:
        return Missing(name, label, "limits, equipment and dislikes leave no lifting")
    plan_at = _with_days(base, mine, lifted)
    return _walled(
        Axis(name, label, "days a week", _DAYS, _most_days(mine), _unless(_most_days(mine), base, plan_at)),
        frame,
    )


def _impact_days(base: Protocol, frame: Frame) -> Axis | Missing:
    mine = _struck(base)
    struck = mine or _reference_impacts(frame)
    if not struck:
        return Missing("impact_days", "days of impacts a week", "limits, equipment and dislikes leave none")
    named = load_exercises()[struck[0].exercise].name.lower()
    plan_at = _with_impact_days(base, mine, struck, frame)
    own = _most_days(mine)
    return _walled(
        Axis(
            "impact_days", f"days of {named} a week", "days a week", _DAYS, own, _unless(own, base, plan_at)
        ),
        frame,
    )


def _with_days(
    base: Protocol, mine: Sequence[Training], varied: Sequence[Training]
) -> Callable[[float], Protocol]:
    rest = tuple(item for item in base.interventions if item not in mine)
    most = _most_days(varied)

    def plan_at(days: float) -> Protocol:
        changed = (replace(one, sessions_per_week=one.sessions_per_week * days / most) for one in varied)
        return Protocol((*rest, *(changed if days else ())))

    return plan_at


def _load(base: Protocol, frame: Frame) -> Axis | Missing:
    name, label = "load", "load that is worked up to"
    weight = frame.profile.weight_kg
    loaded = {item: share for item in _lifted(base) if (share := share_of_maximum(item, weight)) is not None}
    if not loaded:
        return Missing(name, label, "the plan lifts no load that could be more or less")
    own = max(100 * max(share, item.progression_until_fraction_1rm or 0.0) for item, share in loaded.items())
    rise = frame.bounds["weekly_increase"].value

    def at(item: Training, load: float) -> Training:
        start = first_load(load_exercises()[item.exercise], load, frame)
        return replace(
            item,
            load_kg=None,
            load_body_weights=None,
            progression_until_kg=None,
            load_fraction_1rm=start,
            progression_per_week=rise if start < load else 0.0,
            progression_until_fraction_1rm=load if start < load else None,
        )

    def plan_at(load: float) -> Protocol:
        return Protocol(tuple(
            at(item, load / 100) if isinstance(item, Training) and item in loaded else item
            for item in base.interventions
        ))  # fmt: skip

    return _walled(
        Axis(name, label, "% of 1RM", _LOADS, round(own, 1), _unless(round(own, 1), base, plan_at)), frame
    )


def _with_impact_days(
    base: Protocol, mine: Sequence[Training], struck: Sequence[Training], frame: Frame
) -> Callable[[float], Protocol]:
    """Return the plan with so many days of impacts, which begin the lower the more days there are."""
    last = struck[-1]
    if last.from_day < 0.0 or any(item.exercise != last.exercise or item.from_day < 0.0 for item in struck):
        return _with_days(base, mine, struck)
    exercise = load_exercises()[last.exercise]
    per_amount = exercise.cycles_per_minute or 1.0
    rest = tuple(item for item in base.interventions if item not in mine)

    def plan_at(days: float) -> Protocol:
        if not days:
            return Protocol(rest)
        stages = stages_of(exercise, last.cycles_per_session / per_amount, days, frame)
        return Protocol((
            *rest,
            *(
                replace(last, sessions_per_week=days, cycles_per_session=amount * per_amount, from_day=begins,
                        until_day=ends)
                for amount, begins, ends in stages
            ),
        ))  # fmt: skip

    return plan_at


def _impacts(base: Protocol, frame: Frame) -> Axis | Missing:
    mine = _struck(base)
    struck = mine or _reference_impacts(frame)
    if not struck:
        return Missing("impacts", "impacts a session", "limits, equipment and dislikes leave none")
    last = struck[-1]
    exercise = load_exercises()[last.exercise]
    per_amount = exercise.cycles_per_minute or 1.0
    changed = [one for one in mine if one.exercise == last.exercise]
    rest = tuple(item for item in base.interventions if item not in changed)
    own = round(last.cycles_per_session / per_amount, 1) if mine else 0.0

    def plan_at(amount: float) -> Protocol:
        if not amount:
            return Protocol(rest)
        grown = (
            replace(last, cycles_per_session=stage * per_amount, from_day=begins, until_day=ends)
            for stage, begins, ends in stages_of(exercise, amount, last.sessions_per_week, frame)
        )
        return Protocol((*rest, *grown))

    in_minutes = exercise.counted_by == "minutes"
    unit = "minutes a session" if in_minutes else "impacts a session"
    label = f"{exercise.name.lower()}, {unit}"
    doses = _MINUTES if in_minutes else _IMPACTS
    return _walled(Axis("impacts", label, unit, doses, own, _unless(own, base, plan_at)), frame)


def _tablets(base: Protocol, frame: Frame, nutrient: str) -> Axis:
    mine = [item for item in base.interventions if isinstance(item, Supplement) and item.group == nutrient]
    rest = tuple(item for item in base.interventions if item not in mine)
    own = round(sum(item.dose / item.interval_days for item in mine if item.until_day > 0.0), 1)
    largest = limits()["calcium_single_dose"].value if nutrient == "calcium" else inf

    def plan_at(dose: float) -> Protocol:
        times = max(ceil(dose / largest - 1e-9), 1)
        name = "calcium_citrate" if nutrient == "calcium" else nutrient
        return Protocol((*rest, Supplement(name, dose / times, 1.0 / times))) if dose else Protocol(rest)

    habits = Habits(frame.profile.calcium_mg_per_day, frame.profile.vitamin_d_iu_per_day)
    beside = float(intake_on(_LATER, habits, Protocol(rest))[nutrient != "calcium"])
    label, unit, doses = (
        ("calcium a day in all", "mg a day", _CALCIUM)
        if nutrient == "calcium"
        else ("vitamin D a day in all", "IU a day", _VITAMIN_D)
    )
    person = frame.person
    needed = requirement_of(nutrient, "recommended", person.sex, person.age_at_start)
    axis = Axis(
        nutrient, label, unit, doses, own, _unless(own, base, plan_at), None, needed, round(beside, 1)
    )
    return _walled(axis, frame)


def _inhibitor_dose(base: Protocol) -> Axis | Missing:
    mine = inhibitors_of(base)
    if not mine:
        return Missing(
            "inhibitor_dose", "dose of the aromatase inhibitor", "the plan has no aromatase inhibitor"
        )
    drug = load_drugs()[mine[0].drug]
    own = round(sum(item.dose / item.interval_days for item in mine), 4)
    usual = (drug.usual_dose or 1.0) / (drug.usual_interval_days or 1.0)

    def plan_at(dose: float) -> Protocol:
        return _exchanged(
            base,
            mine,
            [replace(_from_today(one), dose=one.dose * dose / own) for one in mine] if dose else [],
        )

    label = f"{drug.label.lower()} a day"
    doses = (share * usual for share in _SHARES)
    return _sorted(
        Axis(
            "inhibitor_dose",
            label,
            f"{drug.dose_unit} a day",
            tuple(doses),
            own,
            _unless(own, base, plan_at),
            clinician=True,
        )
    )


def _inhibitor_months(base: Protocol, year: int) -> Axis | Missing:
    mine = inhibitors_of(base)
    if not mine:
        return Missing(
            "inhibitor_months", "duration of the aromatase inhibitor", "the plan has no aromatase inhibitor"
        )
    end = 12.0 * year
    begins = max(min(item.from_day for item in mine), 0.0)
    until = max(item.until_day for item in mine)
    own = min(round((until - begins) / DAYS_PER_MONTH, 1), end)

    def plan_at(months: float) -> Protocol:
        last = begins + months * DAYS_PER_MONTH
        kept = [
            replace(one, until_day=min(last, one.until_day))
            for one in map(_from_today, mine)
            if one.from_day < last
        ]
        return _exchanged(base, mine, kept)

    label = (
        f"months of {load_drugs()[mine[0].drug].label.lower()} from {'now' if not begins else 'its start'} on"
    )
    doses = tuple(one for one in _MONTHS if one < end)
    return _sorted(
        Axis(
            "inhibitor_months",
            label,
            "months",
            (*doses, end),
            own,
            _unless(own, base, plan_at),
            clinician=True,
        )
    )


def _lifted(plan: Protocol) -> list[Training]:
    return [one for one in new_training(plan) if load_exercises()[one.exercise].counted_by == "repetitions"]


def _struck(plan: Protocol) -> list[Training]:
    """Return the impacts, or else the endurance, that a plan adds; its stages in order."""
    counted = [
        one for one in new_training(plan) if load_exercises()[one.exercise].counted_by != "repetitions"
    ]
    jumps = [one for one in counted if load_exercises()[one.exercise].counted_by == "impacts"]
    first = (jumps or counted)[:1]
    return sorted(
        (one for one in counted if first and one.exercise == first[0].exercise), key=lambda one: one.from_day
    )


def new_training(plan: Protocol) -> list[Training]:
    """Return the training that a plan adds from today on, beside the habits and one that becomes more."""
    return [
        item
        for item in plan.interventions
        if isinstance(item, Training) and item.from_day >= 0.0 and not item.replaces_habits
    ]


def inhibitors_of(plan: Protocol) -> list[DrugCourse]:
    """Return the courses of aromatase inhibitors that are not over."""
    return [
        item
        for item in plan.interventions
        if isinstance(item, DrugCourse) and drug_class_of(item.drug) == _INHIBITOR and item.until_day > 0.0
    ]


def _from_today(course: DrugCourse) -> DrugCourse:
    """Return what of a course is still to be given: its doses from today on."""
    if course.from_day >= 0.0:
        return course
    return replace(course, from_day=course.from_day + course.doses_before(0.0) * course.interval_days)


def _exchanged(base: Protocol, old: Sequence[Intervention], new: Sequence[Intervention]) -> Protocol:
    return Protocol((*(item for item in base.interventions if item not in old), *new))


def _most_days(trained: Sequence[Training]) -> float:
    return max((one.sessions_per_week for one in trained), default=0.0)


def _reference_lifting(frame: Frame) -> list[Training]:
    count = len(frame.strength)
    lifting = Strength(count, 2, _SETS, heavy=True) if count else None
    return _added(Choice(lifting, None, Nutrition()), frame)


def _reference_impacts(frame: Frame) -> list[Training]:
    exercise = next(iter((*frame.impact, *frame.endurance)), None)
    if exercise is None:
        return []
    return _added(
        Choice(None, Impact(exercise.id, _IMPACT_DAYS, _usual_amount(exercise, frame)), Nutrition()), frame
    )


def _usual_amount(exercise: Exercise, frame: Frame) -> int:
    in_minutes = exercise.counted_by == "minutes"
    most = frame.bounds["most_minutes" if in_minutes else "most_impacts"].value
    return int(min(_WALK if in_minutes else _STRIKES, most))


def _added(choice: Choice, frame: Frame) -> list[Training]:
    new = protocol_of(choice, frame).interventions[len(frame.fixed) :]
    return [item for item in new if isinstance(item, Training)]


def _unless(own: float, base: Protocol, plan_at: Callable[[float], Protocol]) -> Callable[[float], Protocol]:
    """Return the plan at each dose; at its own dose it is itself, whatever words would make of it."""
    return lambda dose: base if dose == own else plan_at(dose)


def _walled(axis: Axis, frame: Frame) -> Axis:
    """Return an axis that ends at the first hard limit; what a plan breaks without any of it is no limit on this."""
    before = set(
        violations(axis.plan_at(0.0) if axis.doses[0] == 0.0 else axis.plan_at(axis.doses[0]), frame.person)
    )

    def broken(dose: float) -> list[str]:
        return [why for why in violations(axis.plan_at(dose), frame.person) if why not in before]

    beyond = next((dose for dose in axis.doses if dose != axis.own and broken(dose)), None)
    if beyond is None:
        return _sorted(axis)
    within = max((dose for dose in axis.doses if dose < beyond), default=axis.doses[0])
    at = _last_within(within, beyond, broken)
    doses = (*(dose for dose in axis.doses if dose < beyond), at)
    return _sorted(replace(axis, doses=doses, wall=Wall(at, " ".join(broken(beyond)))))


def _last_within(within: float, beyond: float, broken: Callable[[float], list[str]]) -> float:
    """Return the largest dose within a limit, rounded down to what anybody would take."""
    step = 1.0 if beyond - within < 100.0 else 10.0
    low, high = within, beyond
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if broken(middle) else (middle, high)
    return max(within, step * int((low + 1e-2) / step) if step > 1.0 else float(int(low + 1e-2)))


def _sorted(axis: Axis) -> Axis:
    return replace(axis, doses=tuple(_rising((*axis.doses, axis.own))))


def _rising(doses: Sequence[float]) -> Iterator[float]:
    """Yield doses in order, each once; of two that rounding keeps apart the first."""
    last = -inf
    for dose in sorted(doses):
        if dose - last > 1e-6:
            yield dose
            last = dose
