"""A habit of lifting becomes heavier or more: from what is lifted now, as fast as a limit allows, told as that."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.planning.people import GYM, man
from tests.planning.second_checker import broken

import osteotwin as ot
from osteotwin.parameters import starting_values
from osteotwin.people.person import Habits, Person
from osteotwin.people.wishes import FOOD_GROUPS, Wishes
from osteotwin.people.wishes_of_person import completed_wishes
from osteotwin.planning.burden import burden_of
from osteotwin.planning.choice import Choice, Nutrition, Strength, added_by, minutes_a_session, protocol_of
from osteotwin.planning.frame import frame_of
from osteotwin.planning.habit_change import Changed
from osteotwin.planning.menu import menu
from osteotwin.planning.parts import label_of_part, levers_used, only, without
from osteotwin.planning.search import search
from osteotwin.planning.space import space_of
from osteotwin.planning.surrogate import Levers
from osteotwin.planning.week import sessions_of
from osteotwin.planning.whole import are_whole
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.timeline import trained_on
from osteotwin.safety.violations import violations

SQUAT = Training("back_squat", 2.0, 24.0, load_kg=40.0, sets=3.0, reps=8.0)
WALK = Training("walking", 3.0, 1500.0)


def lifter(*habits: Training, **changes: Any) -> Person:
    usual = Habits(700.0, 200.0, training=habits or (SQUAT, WALK))
    return man(habits=usual, **({"wishes": GYM} | changes))


def changed(choice: Choice) -> Changed:
    assert choice.changed is not None
    return choice.changed


def versions(person: Person) -> list[Choice]:
    frame = frame_of(person)
    return [Choice(None, None, Nutrition(), one) for one in space_of(frame).changes if one is not None]


def test_forty_kilograms_twice_a_week_may_become_heavier_and_more() -> None:
    found = {(one.sessions, one.sets, one.top) for one in map(changed, versions(lifter()))}
    assert {(2, 3, 0.7), (2, 3, 0.85), (3, 3, 0.85), (2, 5, 0.85), (3, 5, 0.85)} == found


def test_loads_begin_where_they_are_and_rise_as_fast_as_a_limit_allows() -> None:
    person = lifter()
    frame = frame_of(person)
    now = 40.0 / frame.profile.weight_kg
    for choice in versions(person):
        first, *others = added_by(protocol_of(choice, frame), frame)
        assert others == []
        assert isinstance(first, Training)
        assert first.load_fraction_1rm == pytest.approx(now)
        assert first.progression_per_week == 0.05
        assert first.progression_until_fraction_1rm == changed(choice).top
        loads = [part.load for one in sessions_of(choice, frame) for part in one.parts]
        assert loads[0] == pytest.approx(now)
        assert loads == sorted(load for load in loads if load is not None)
        assert violations(protocol_of(choice, frame), frame.person) == ()
        assert broken(protocol_of(choice, frame), frame.person) == []


def test_a_version_that_rises_too_fast_or_begins_too_high_is_refused() -> None:
    frame = frame_of(lifter())
    plan = protocol_of(versions(lifter())[0], frame)
    for worse in ({"progression_per_week": 0.08}, {"load_fraction_1rm": 0.7}):
        items = tuple(
            replace(item, **worse) if isinstance(item, Training) and item.exercise == "back_squat" else item
            for item in plan.interventions
        )
        assert violations(replace(plan, interventions=items), frame.person)
        assert broken(replace(plan, interventions=items), frame.person)


def test_the_other_habits_go_on_as_they_are_and_nothing_is_done_twice() -> None:
    frame = frame_of(lifter())
    plan = protocol_of(versions(lifter())[0], frame)
    trained = trained_on(180.0, frame.person.habits.training, plan)
    assert sorted(item.exercise for item in trained) == ["back_squat", "walking"]
    walk = next(item for item in trained if item.exercise == "walking")
    assert replace(walk, replaces_habits=False) == WALK.as_habit()


def test_more_load_is_more_for_bone_and_no_more_minutes() -> None:
    person = lifter()
    frame = frame_of(person)
    levers = Levers(frame, dict(starting_values().values()) | {"weight": frame.profile.weight_kg})
    as_it_is = levers.of(Choice(None, None, Nutrition()))
    for choice in versions(person):
        assert levers.of(choice)[0] > as_it_is[0]
        assert levers.of(choice)[1] > as_it_is[1]
        burden = burden_of(choice, frame)
        same = (changed(choice).sessions, changed(choice).sets) == (2, 3)
        assert (burden.weighed == 0.0) == same
        assert minutes_a_session(choice, frame) == 5 + 3 * changed(choice).sets


def test_it_is_told_as_a_change_of_the_habit() -> None:
    frame = frame_of(lifter())
    choice = replace(versions(lifter())[0], strength=Strength(1, 2, 3, heavy=True))
    assert levers_used(choice) == ("habit", "strength")
    assert without(choice, "habit").changed is None
    text = label_of_part(only(choice, "habit"), "habit", frame)
    assert "back squat, a habit that becomes more: 3 x 8 from 40 kg now up to" in text
    assert "now 3 x 8, 2 a week" in text
    assert any("a plan may make it heavier" in note for note in frame.notes)
    first = sessions_of(choice, frame)[0].parts[0]
    assert first.text.startswith("3 x 8 with 40 kg")


@pytest.mark.parametrize(
    "habit",
    [
        replace(SQUAT, load_kg=None),  # nobody knows what is lifted
        Training("bodyweight_squat", 2.0, 24.0),
        Training("hopping", 2.0, 40.0),
        replace(
            SQUAT,
            load_kg=None,
            load_fraction_1rm=0.9,
            sessions_per_week=3.0,
            sets=5.0,
            cycles_per_session=40.0,
        ),
    ],
)
def test_what_cannot_be_told_or_be_more_stays_as_it_is(habit: Training) -> None:
    assert versions(lifter(habit, WALK)) == []


def test_who_lifts_often_already_gets_no_day_more() -> None:
    heavy = Training("deadlift", 2.0, 25.0, load_fraction_1rm=0.6, sets=5.0, reps=5.0)
    often = replace(SQUAT, sessions_per_week=3.0)
    assert {
        changed(one).sessions for one in versions(lifter(heavy, often)) if changed(one).exercise == "deadlift"
    } == {2}
    assert {changed(one).sessions for one in versions(lifter(heavy))} == {2, 3}


def test_who_dislikes_his_habit_is_not_asked_for_more_of_it() -> None:
    assert versions(lifter(wishes=replace(GYM, not_done=("back_squat",)))) == []


def test_who_lifts_by_habit_has_what_he_lifts_with_and_some_experience() -> None:
    wishes, unknown = completed_wishes(lifter(wishes=Wishes()))
    assert wishes.experience == "some"
    assert set(wishes.equipment or ()) == {"barbell", "rack"}
    assert {"experience", "equipment"} <= set(unknown)
    stated = Wishes(equipment=(), experience="none")
    assert completed_wishes(lifter(wishes=stated))[0].experience == "none"
    assert completed_wishes(lifter(WALK, wishes=Wishes()))[0].experience == "none"


def test_a_habit_of_lifting_twice_a_week_leaves_no_gap_in_lifting() -> None:
    for often, whole in ((2.0, True), (1.0, False)):
        frame = frame_of(lifter(replace(SQUAT, sessions_per_week=often)))
        nothing = Choice(None, None, Nutrition())
        lifts = Choice(Strength(1, 2, 3, heavy=True), None, Nutrition())
        levers = Levers(frame, dict(starting_values().values()) | {"weight": frame.profile.weight_kg})
        table = np.array([levers.of(one) for one in (nothing, lifts)])
        assert are_whole([nothing, lifts], table, frame) == [whole, True]


def test_a_load_that_is_stated_as_a_share_is_told_as_one() -> None:
    person = lifter(replace(SQUAT, load_kg=None, load_fraction_1rm=0.6), WALK)
    text = label_of_part(versions(person)[0], "habit", frame_of(person))
    assert "from 60 % of 1RM now up to 70 % of 1RM" in text
    assert "kg" not in text


def test_if_half_is_done_the_habit_goes_on_as_often_as_now() -> None:
    frame = frame_of(lifter())
    often = next(one for one in versions(lifter()) if changed(one).sessions == 3)
    same = next(one for one in versions(lifter()) if changed(one).sessions == 2)
    for choice, done in ((often, 2 / 3), (same, 0.9)):
        half = protocol_of(choice, frame, adherence=0.5)
        (item,) = added_by(half, frame)
        assert isinstance(item, Training)
        assert item.adherence == pytest.approx(done, abs=1e-3)


def test_who_hardly_moves_is_told_of_walking() -> None:
    assert not any("150 minutes" in note for note in frame_of(lifter(WALK)).notes)
    assert any("150 minutes" in note for note in frame_of(lifter(SQUAT)).notes)


@pytest.mark.slow
def test_where_only_the_habit_can_be_more_the_known_optimum_is_found() -> None:
    """Nothing else to eat, take or do: bone grows with the load, and the heaviest and most is the most bone."""
    jumps = tuple(name for names in menu().impact.values() for name in names)
    walks = tuple(name for names in menu().endurance.values() for name in names)
    lifts = tuple(name for names in menu().strength.values() for name in names if name != "back_squat")
    wishes = replace(GYM, not_done=(*jumps, *walks, *lifts), not_eaten=FOOD_GROUPS, supplements=False)
    person = lifter(wishes=wishes)
    frame = frame_of(person)
    choices = list(space_of(frame).choices(frame))
    assert {(one.strength, one.impact, one.nutrition) for one in choices} == {(None, None, Nutrition())}
    found = search(ot.Twin.from_person(frame.person, 60, 3), frame, 3)
    best = max(found.points, key=lambda point: point.objective).thing
    assert (changed(best).top, changed(best).sessions, changed(best).sets) == (0.85, 3, 5)
    least = min(found.points, key=lambda point: point.burden)
    assert least.burden == 0.0
    free = [point for point in found.points if point.burden == 0.0]
    heaviest = max(free, key=lambda point: point.objective).thing
    assert (changed(heaviest).top, changed(heaviest).sessions, changed(heaviest).sets) == (0.85, 2, 3)
