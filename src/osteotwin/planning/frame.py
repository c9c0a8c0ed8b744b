"""The frame of a person's plans: what goes on under any, what may be chosen, and why the rest may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from osteotwin.cohort.profile import Profile
from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.people.wishes import Wishes
from osteotwin.people.wishes_of_person import completed_wishes
from osteotwin.planning.menu import Menu, MenuFood, menu
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Training, Unloading
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.not_simulated import sentence
from osteotwin.safety.plan_limits import Bounds, bounds_of
from osteotwin.safety.violations import forbidden

#: Less than that is no session [min].
SHORTEST_SESSION: Final = 10.0
#: What a gram of protein is worth beside calcium where foods are ranked [mg]: muscle and bone need both. Assumption.
_PROTEIN: Final = 10.0
#: Before each session with lifting or impacts [min].
WARM_UP: Final = 5.0


#: From this age on balance is trained, too (WHO 2020, 10.1136/bjsports-2020-102955).
_OLDER: Final = 65.0
#: A habit that has to end is taken to have been one for so long [day].
_LONG: Final = 3653.0


@dataclass(frozen=True)
class Frame:
    """What every plan of a person has in common.

    Attributes
    ----------
    person : Person
    wishes : Wishes
        Complete.
    unknown : tuple of str
        Wishes that were not stated.
    profile : Profile
    bounds : Bounds
    fixed : tuple of Intervention
        His drugs, bed rest and the like, and training that he has begun and may go on with.
    strength : tuple of Exercise
        The best of each movement that he may do.
    impact, endurance : tuple of Exercise
    foods : tuple of MenuFood
        Those he eats, the best first.
    changeable : tuple of Training
        Habits of lifting that a plan may make heavier.
    notes : tuple of str
        What the wishes and limits leave out, and what to stop.
    """

    person: Person
    wishes: Wishes
    unknown: tuple[str, ...]
    profile: Profile
    bounds: Bounds
    fixed: tuple[Intervention, ...]
    strength: tuple[Exercise, ...]
    impact: tuple[Exercise, ...]
    endurance: tuple[Exercise, ...]
    foods: tuple[MenuFood, ...]
    changeable: tuple[Training, ...]
    notes: tuple[str, ...]

    @property
    def days(self) -> int:
        """Most days a week with training."""
        return int(min(self.wishes.days_per_week or 0, self.bounds["most_days"].value))

    @property
    def minutes(self) -> float:
        """Most minutes of a session."""
        return self.wishes.minutes_per_session or 0.0

    @property
    def now(self) -> Protocol:
        """Life as it is: his drugs, and what of training, food and supplements he has begun."""
        plan = self.person.plan
        return replace(plan, interventions=tuple(i for i in plan.interventions if _goes_on(i)))


def _goes_on(item: Intervention) -> bool:
    return isinstance(item, DrugCourse | Unloading) or item.from_day < 0.0


def frame_of(person: Person, kept: frozenset[str] = frozenset()) -> Frame:
    """Return the frame of a person's plans.

    Parameters
    ----------
    person : Person
    kept : frozenset of str
        Exercises and foods of a plan that is under way: before others, where they may still be done and eaten.
    """
    wishes, unknown = completed_wishes(person)
    person = replace(person, wishes=wishes)
    profile = profile_from_person(person)[0]
    bounds = bounds_of(person, profile)
    notes = [sentence(name) for name in dict.fromkeys(item.name for item in person.not_simulated)]
    person = _without_forbidden(person, bounds, notes)
    fixed = tuple(_fixed(person, bounds, notes))
    may = _Chooser(wishes, bounds, kept)
    menus = menu()
    habits = frozenset(item.exercise for item in person.habits.training)
    new_strength = (ids for ids in menus.strength.values() if not habits & set(ids))
    new_impact = (ids for ids in menus.impact.values() if not habits & set(ids))
    strength = tuple(one for ids in new_strength if (one := may.hardest(ids)))
    impact = tuple(one for ids in new_impact if (one := may.hardest(ids)))
    changeable = () if _habits_are_over(fixed) else tuple(_changeable(person, wishes))
    notes += _going_on(habits, menus, frozenset(item.exercise for item in changeable))
    endurance = tuple(one for ids in menus.endurance.values() if (one := may.hardest(ids)))
    foods = tuple(_foods(wishes, bounds, kept))
    trained = (*person.habits.training, *(item for item in fixed if isinstance(item, Training)))
    moves = any(load_exercises()[item.exercise].counted_by == "minutes" for item in trained)
    exercises = (*strength, *impact, *endurance)
    notes += _left_out(wishes, bounds, person.age_at_start, exercises, foods, moves=moves)
    return Frame(
        person,
        wishes,
        unknown,
        profile,
        bounds,
        fixed,
        strength,
        impact,
        endurance,
        foods,
        changeable,
        tuple(notes),
    )


def _habits_are_over(fixed: Iterable[Intervention]) -> bool:
    """Tell whether training that has begun took the place of the habits."""
    return any(isinstance(item, Training) and item.replaces_habits for item in fixed)


def _changeable(person: Person, wishes: Wishes) -> Iterable[Training]:
    """Yield the habits of lifting whose load is stated, each exercise once: those that a plan may make heavier."""
    told = [item.exercise for item in person.habits.training]
    for item in person.habits.training:
        exercise = load_exercises()[item.exercise]
        stated = item.load_kg or item.load_fraction_1rm or item.load_body_weights
        lifted = exercise.counted_by == "repetitions" and exercise.one_rep_max_bodyweights is not None
        if (
            stated
            and lifted
            and told.count(item.exercise) == 1
            and item.exercise not in (wishes.not_done or ())
        ):
            yield item


def _going_on(habits: frozenset[str], menus: Menu, changeable: frozenset[str]) -> Iterable[str]:
    """Say which movements are left as habits have them: what is done already is not planned on top of itself."""
    movements = {**menus.strength, **menus.impact}
    for name in sorted(habits & {one for ids in movements.values() for one in ids}):
        left = (
            "a plan may make it heavier or more, and adds nothing else to that movement"
            if name in changeable
            else "no plan adds to that movement"
        )
        yield f"{load_exercises()[name].name} goes on as the habit it is, and counts in every number: {left}."


def _fixed(person: Person, bounds: Bounds, notes: list[str]) -> Iterable[Intervention]:
    for item in person.plan.interventions:
        if isinstance(item, DrugCourse | Unloading):
            yield item
        elif isinstance(item, Training) and item.from_day < 0.0 < item.until_day:
            why = forbidden(load_exercises()[item.exercise], bounds)
            if why is None:
                yield item
            else:
                notes.append(f"To be stopped: {why}")


def _without_forbidden(person: Person, bounds: Bounds, notes: list[str]) -> Person:
    """Return a person whose habits end today that a limit forbids: they are his past."""
    kept: list[Training] = []
    ended: list[Training] = []
    for habit in person.habits.training:
        why = forbidden(load_exercises()[habit.exercise], bounds)
        if why is None:
            kept.append(habit)
            continue
        notes.append(f"A habit to be stopped, counted until today only: {why}")
        ended.append(replace(habit.as_habit(), from_day=-_LONG, until_day=0.0))
    if not ended:
        return person
    return replace(
        person,
        habits=replace(person.habits, training=tuple(kept)),
        history=person.history.plus(Protocol(tuple(ended))),
    )


@dataclass(frozen=True)
class _Chooser:
    """Chooses among exercises of one movement."""

    wishes: Wishes
    bounds: Bounds
    kept: frozenset[str]

    def hardest(self, identifiers: Iterable[str]) -> Exercise | None:
        """Return the exercise that is kept, or loads hip and spine most, of those that may be done; or ``None``."""
        library = load_exercises()
        usable = [library[name] for name in identifiers if name in library and self._may(library[name])]
        return max(usable, key=lambda one: (one.id in self.kept, self._force(one)), default=None)

    def _may(self, exercise: Exercise) -> bool:
        skilled = exercise.id in menu().skilled["exercises"] and self.wishes.experience == "none"
        has = set(exercise.equipment) <= set(self.wishes.equipment or ())
        liked = exercise.id not in (self.wishes.not_done or ())
        return has and liked and not skilled and forbidden(exercise, self.bounds) is None

    def _force(self, exercise: Exercise) -> float:
        load = (exercise.one_rep_max_bodyweights or 0.0) * self.bounds["highest_load"].value
        return exercise.spine.at(load) + exercise.hip.at(load)


def _foods(wishes: Wishes, bounds: Bounds, kept: frozenset[str]) -> list[MenuFood]:
    """Return the foods that are eaten: cheap sources of calcium and protein first, of one meal after another."""
    dear = {"low": 2.0, "medium": 1.0, "high": 0.5}[wishes.budget or "medium"]
    lactose = "lactose_intolerance" in bounds.conditions
    not_eaten = set(wishes.not_eaten or ())
    usable = [
        row
        for row in menu().food
        if not not_eaten & {*row.groups, row.item.id} and not (lactose and row.lactose)
    ]
    best = sorted(
        usable,
        key=lambda row: -(row.item.calcium_mg + _PROTEIN * row.item.protein_g) / (1 + dear * row.cost),
    )
    before = [sum(other.meal == row.meal for other in best[:k]) for k, row in enumerate(best)]
    ranked = [row for _, row in sorted(zip(before, best, strict=True), key=lambda pair: pair[0])]
    return sorted(ranked, key=lambda row: row.item.id not in kept)


def _left_out(
    wishes: Wishes,
    bounds: Bounds,
    age: float,
    exercises: tuple[Exercise, ...],
    foods: tuple[MenuFood, ...],
    *,
    moves: bool,
) -> list[str]:
    notes: list[str] = list(bounds.advice)
    days, minutes = wishes.days_per_week or 0, wishes.minutes_per_session or 0.0
    if days and minutes < SHORTEST_SESSION:
        notes.append(
            f"{days} days a week with {minutes:g} minutes each contradict each other: a session takes "
            f"{SHORTEST_SESSION:g} minutes at least. Without them a plan can hold food and supplements only."
        )
    elif not days:
        notes.append("No day a week is left for training: a plan can hold food and supplements only.")
    if days > bounds["most_days"].value and minutes >= SHORTEST_SESSION:
        bound = bounds["most_days"]
        notes.append(
            f"{days} days a week are wished, {bound.value:g} at most are planned with {bound.because}."
        )
    if not exercises:
        notes.append(
            "Limits, equipment and dislikes leave no exercise: a physiotherapist can find what is possible."
        )
    if (
        exercises
        and days
        and not wishes.equipment
        and not any(one.one_rep_max_bodyweights for one in exercises)
    ):
        notes.append(
            "Without equipment nothing can be lifted: a resistance band or a dumbbell would allow more."
        )
    if "falls" in bounds.conditions or age >= _OLDER:
        notes.append(
            "Beside the plan: balance and leg exercises three times a week, standing at a support; they prevent falls "
            "(Sherrington 2019, 10.1002/14651858.CD012424.pub2), which no number here counts."
        )
    if not foods and wishes.supplements:
        notes.append("No food of the menu is left: calcium and vitamin D can come from supplements only.")
    elif not foods:
        notes.append("Neither foods nor supplements are left: see a dietitian, since the gap stays open.")
    if not moves:
        notes.append(
            "Beside the plan: up to 150 minutes of brisk walking a week, for heart and weight (WHO 2020, "
            "10.1136/bjsports-2020-102955); no number here counts it."
        )
    return notes
