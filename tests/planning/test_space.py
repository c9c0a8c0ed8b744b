"""What may be chosen: more freedom never takes a choice away, and wishes that leave nothing are answered."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.planning.people import GYM, man

from osteotwin.people.person import Habits
from osteotwin.people.wishes import FOOD_GROUPS
from osteotwin.planning import space
from osteotwin.planning.burden import burden_of, burden_table
from osteotwin.planning.choice import Choice, Impact, Nutrition, Strength, impact_stages, minutes_a_session
from osteotwin.planning.frame import Frame, frame_of
from osteotwin.planning.menu import menu
from osteotwin.planning.nearest import nearest_feasible
from osteotwin.planning.parts import binding_limits, label_of_part, levers_used, neighbors, only, without
from osteotwin.planning.space import NOTHING_MORE, space_of
from osteotwin.planning.whole import are_whole
from osteotwin.protocol.interventions import Protocol, Training
from osteotwin.safety.violations import violations


def with_wishes(**stated: Any) -> Frame:
    return frame_of(man(wishes=replace(GYM, **stated)))


def choices(frame: Frame) -> list[Choice]:
    return list(space_of(frame).choices(frame))


def test_more_minutes_or_days_never_take_a_choice_away() -> None:
    """So the best objective can only rise with them."""
    for less, more in (
        ({"minutes_per_session": 20.0}, {"minutes_per_session": 45.0}),
        ({"days_per_week": 2}, {"days_per_week": 4}),
    ):
        assert set(choices(with_wishes(**less))) < set(choices(with_wishes(**more)))


def test_every_choice_fits_the_wishes() -> None:
    frame = with_wishes(days_per_week=3, minutes_per_session=25.0)
    found = choices(frame)
    assert found[0] == NOTHING_MORE
    assert max(choice.training_days for choice in found) == 3
    assert all(minutes_a_session(choice, frame) <= 25.0 for choice in found)
    assert len(set(found)) == len(found)


def test_more_of_anything_is_more_burden() -> None:
    frame = with_wishes()
    lift = Choice(Strength(1, 2, 3, heavy=True), None, Nutrition())
    more = [
        replace(lift, strength=Strength(2, 2, 3, heavy=True)),
        replace(lift, strength=Strength(1, 3, 3, heavy=True)),
        replace(lift, impact=Impact(frame.impact[0].id, 2, 20)),
        replace(lift, nutrition=Nutrition(servings=1)),
        replace(lift, nutrition=Nutrition(calcium_tablets=1)),
        replace(lift, nutrition=Nutrition(vitamin_d=1000)),
    ]
    assert burden_of(NOTHING_MORE, frame).weighed == 0
    assert all(burden_of(one, frame).weighed > burden_of(lift, frame).weighed for one in more)


def test_injuries_are_counted_at_the_published_rates() -> None:
    frame = frame_of(man(wishes=replace(GYM, equipment=())))
    run = Choice(None, Impact("jogging", 3, 30), Nutrition())
    hours = 52 * 3 * (30 + 5) / 60
    assert burden_of(run, frame).injuries_per_year == pytest.approx(17.8 * hours / 1000)
    assert all(rate.source for rate in burden_table().injuries.values())


@pytest.mark.parametrize("stated", [{"days_per_week": 0}, {"minutes_per_session": 5.0}])
def test_no_time_leaves_food_and_names_the_nearest_plan(stated: dict[str, Any]) -> None:
    frame = with_wishes(**stated)
    assert all(choice.training_days == 0 for choice in choices(frame))
    assert any(choice.nutrition.servings for choice in choices(frame))
    assert "food and supplements only" in frame.notes[0]
    near = nearest_feasible(frame)
    assert near is not None
    assert near["days_per_week"] >= 2
    assert near["minutes_per_session"] >= 20
    assert nearest_feasible(with_wishes()) is None


def test_no_equipment_leaves_what_the_body_can_do_alone() -> None:
    frame = with_wishes(equipment=())
    assert {exercise.id for exercise in frame.strength} == {"bodyweight_squat", "push_up"}
    assert all(not exercise.equipment for exercise in (*frame.impact, *frame.endurance))


def test_everything_disliked_is_answered() -> None:
    frame = with_wishes(not_eaten=FOOD_GROUPS, supplements=False)
    assert {choice.nutrition for choice in choices(frame)} == {Nutrition()}
    assert any("see a dietitian" in note for note in frame.notes)


def test_limits_that_leave_nothing_are_answered_by_a_clinician() -> None:
    frame = frame_of(man(conditions=("low_energy_availability",)))
    assert frame.bounds.clinician_first
    assert choices(frame) == []


def test_what_is_begun_goes_on_unless_a_limit_forbids_it() -> None:
    begun = [Training(name, 3, 800.0, from_day=-90.0) for name in ("jogging", "sit_up")]
    frame = frame_of(
        man(
            plan=Protocol(tuple(begun)),
            vertebral_fracture=True,
            habits=Habits(training=(Training("hopping", 2, 20),)),
        )
    )
    assert frame.fixed == ()
    assert [note.split(":")[0] for note in frame.notes[:3]] == [
        "A habit to be stopped, counted until today only", "To be stopped", "To be stopped",
    ]  # fmt: skip
    assert frame.person.habits.training == ()
    assert [item.until_day for item in frame.person.history.interventions] == [0.0]
    assert frame_of(man(plan=Protocol(tuple(begun[:1])))).fixed == (begun[0],)


def test_parts_are_told_apart_and_named() -> None:
    frame = with_wishes()
    choice = Choice(Strength(1, 2, 3, heavy=True), Impact(frame.impact[0].id, 2, 20), Nutrition(1, 1, 1000))
    assert levers_used(choice) == ("strength", "impact", "food", "calcium", "vitamin_d")
    for part in levers_used(choice):
        assert levers_used(only(choice, part)) == (part,)
        assert part not in levers_used(without(choice, part))
        assert label_of_part(choice, part, frame)
    assert "2 days a week" in label_of_part(choice, "strength", frame)
    near = neighbors(NOTHING_MORE, choices(frame))
    assert all(len(levers_used(other)) == 1 for other in near)


def test_what_holds_a_plan_back_is_said() -> None:
    frame = frame_of(man(conditions=("kidney_stones", "knee_pain"), wishes=replace(GYM, days_per_week=2)))
    choice = Choice(None, Impact(frame.endurance[0].id, 2, 30), Nutrition())
    said = binding_limits(choice, frame)
    assert "Your 2 days a week are used." in said
    assert any("impact with knee pain" in text for text in said)
    assert any("No tablets of calcium with kidney stones" in text for text in said)


def test_a_whole_plan_leaves_no_gap_that_can_be_filled() -> None:
    kidneys = man(
        conditions=("chronic_kidney_disease",), wishes=replace(GYM, equipment=()), habits=Habits(650.0, 200.0)
    )
    frame = frame_of(kidneys)
    found = choices(frame)
    intakes = [[0.0, 0.0, 0.65 + 0.305 * one.nutrition.servings, 0.2] for one in found]
    wholes = [
        one for one, whole in zip(found, are_whole(found, np.array(intakes), frame), strict=True) if whole
    ]
    assert wholes
    # Vitamin D cannot be filled without tablets, calcium only up to what the kidneys bear, lifting can.
    assert all(one.nutrition.servings == 1 and one.strength and one.strength.sessions >= 2 for one in wholes)


def test_stones_ask_for_fluids_and_calcium_from_food() -> None:
    frame = frame_of(man(conditions=("kidney_stones",)))
    assert any("2.5 liters of urine" in note and "food" in note for note in frame.notes)
    assert all(choice.nutrition.calcium_tablets == 0 for choice in choices(frame))
    assert any(choice.nutrition.servings for choice in choices(frame))


def test_a_tablet_fills_a_gap_that_food_leaves() -> None:
    frame = with_wishes()  # who eats 700 mg and needs 1,000
    for choice in choices(frame):
        food = sum(row.item.calcium_mg for row in frame.foods[: choice.nutrition.servings])
        assert choice.nutrition.calcium_tablets <= (700 + food + 250 <= 1000)


def test_who_may_fall_is_told_of_balance_and_who_has_nothing_of_a_band() -> None:
    notes = frame_of(man(conditions=("falls",), wishes=replace(GYM, equipment=()))).notes
    assert any("balance and leg exercises" in note for note in notes)
    assert any("resistance band" in note for note in notes)
    assert not any("balance" in note or "band" in note for note in with_wishes().notes)


@pytest.mark.parametrize("experience", ["none", "some", "experienced"])
def test_new_impacts_begin_low_in_a_week_too(experience: str) -> None:
    """Whoever lifts is still new to jumps."""
    frame = frame_of(man(wishes=replace(GYM, days_per_week=6, experience=experience)))
    for sessions in space.IMPACT_DAYS:
        for exercise in (one for one in frame.impact if one.impact_level in ("moderate", "high")):
            first = impact_stages(Impact(exercise.id, sessions, 60), frame)[0][0]
            assert 0 < first <= 40
            assert first * sessions <= 100
            jumps = Training(exercise.id, sessions, 60.0)
            said = violations(Protocol((jumps,)), frame.person)
            assert any("a week in the first weeks" in text for text in said) == (60 * sessions > 100)


def test_what_is_jumped_by_habit_need_not_begin_anew() -> None:
    jumper = man(habits=Habits(700.0, 200.0, training=(Training("drop_jump", 3, 60.0),)))
    said = violations(Protocol((Training("drop_jump", 3, 60.0),)), jumper)
    assert not any("impacts" in text for text in said)


@pytest.mark.parametrize("habit", ["back_squat", "goblet_squat", "drop_jump", "deadlift"])
def test_no_plan_stacks_a_movement_on_the_habit_of_it(habit: str) -> None:
    own = Training(habit, 2, 25.0)
    frame = frame_of(
        man(habits=Habits(700.0, 200.0, training=(own,)), wishes=replace(GYM, experience="experienced"))
    )
    groups = [*menu().strength.values(), *menu().impact.values()]
    movement = next(ids for ids in groups if habit in ids)
    assert not set(movement) & {one.id for one in (*frame.strength, *frame.impact)}
    assert sum("goes on as the habit it is" in note for note in frame.notes) == 1
    assert own in frame.person.habits.training
