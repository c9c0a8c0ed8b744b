"""What can be done instead: as loads go, within limits and wishes, and named with what it needs."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import icalendar
import numpy as np
import pytest
from tests.planning.people import GYM, man

from osteotwin.parameters import starting_values
from osteotwin.planning.calendar_file import calendar_text, sessions_csv
from osteotwin.planning.choice import Choice, Impact, Nutrition, Strength, protocol_of
from osteotwin.planning.frame import Frame, frame_of
from osteotwin.planning.menu import menu
from osteotwin.planning.swaps import Swap, best_of, swaps_of
from osteotwin.planning.week import sessions_of
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.loads import site_loads
from osteotwin.safety.violations import forbidden


def choice_of(frame: Frame) -> Choice:
    impact = Impact(frame.impact[0].id, 3, 40) if frame.impact else None
    return Choice(Strength(2, 2, 3, heavy=True), impact, Nutrition())


def parameters(frame: Frame) -> dict[str, Any]:
    return dict(starting_values().values()) | {"weight": frame.profile.weight_kg}


def swaps(frame: Frame) -> tuple[Swap, ...]:
    return swaps_of(choice_of(frame), frame, parameters(frame))


def with_wishes(**stated: Any) -> Frame:
    return frame_of(man(wishes=replace(GYM, **stated)))


def by_exercise(found: Sequence[Swap]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for swap in found:
        names.setdefault(swap.instead_of, []).append(swap.exercise)
    return names


def test_in_a_gym_the_next_hardest_of_each_movement_stands_in() -> None:
    """Of squats nothing comes near to a bar on the back: a front squat leaves less than half."""
    found = swaps(frame_of(man()))
    assert by_exercise(found) == {
        "deadlift": ["trap_bar_deadlift"], "drop_jump": ["countermovement_jump", "hopping"],
    }  # fmt: skip
    assert all(swap.at_hand and 0.5 <= swap.effect_left < 1.0 for swap in found)


def test_what_is_left_of_the_effect_is_what_the_loads_of_hip_and_spine_say() -> None:
    frame = frame_of(man())
    plan = [item for item in protocol_of(choice_of(frame), frame).interventions if isinstance(item, Training)]
    grown = [item for item in plan if item.from_day <= 180 < item.until_day]
    jumps = next(item for item in grown if item.exercise == "drop_jump")

    def load(items: list[Training]) -> float:
        found = site_loads(items, (), parameters(frame), 180.0)
        return float(np.log(found["lumbar_spine_load"]) + np.log(found["total_hip_load"]))

    rest = [item for item in grown if item is not jumps]
    hops = replace(jumps, exercise="hopping")
    expected = (load([*rest, hops]) - load(rest)) / (load(grown) - load(rest))
    told = next(swap for swap in swaps(frame) if swap.exercise == "hopping")
    assert told.effect_left == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize("equipment", [(), ("dumbbell",), ("dumbbell", "kettlebell")])
def test_what_is_at_hand_comes_first_and_the_rest_says_what_it_needs(equipment: tuple[str, ...]) -> None:
    found = swaps(with_wishes(equipment=equipment))
    assert {swap.at_hand for swap in found} == {True, False}
    for swap in found:
        assert swap.equipment == load_exercises()[swap.exercise].equipment
        assert swap.at_hand == (set(swap.equipment) <= set(equipment))
    for name in by_exercise(found):
        rows = [(not swap.at_hand, -swap.effect_left) for swap in found if swap.instead_of == name]
        assert rows == sorted(rows)


def test_what_is_disliked_stands_in_for_nothing() -> None:
    disliked = by_exercise(swaps(with_wishes(not_done=("countermovement_jump",))))
    assert disliked == {"deadlift": ["trap_bar_deadlift"], "drop_jump": ["hopping"]}


def test_no_swap_breaks_a_limit() -> None:
    frame = with_wishes(pain=("knee",))
    found = swaps(frame)
    assert found
    against = set(menu().strength["squat"]) | {name for names in menu().impact.values() for name in names}
    assert not against & {swap.exercise for swap in found}
    assert all(forbidden(load_exercises()[swap.exercise], frame.bounds) is None for swap in found)


def test_a_beginner_is_offered_nothing_that_is_learned_under_supervision() -> None:
    skilled = set(menu().skilled["exercises"])
    for equipment in (GYM.equipment, ("dumbbell",)):
        found = swaps(with_wishes(experience="none", equipment=equipment))
        assert found
        assert not skilled & {swap.exercise for swap in found}
    assert skilled & {swap.exercise for swap in swaps(with_wishes())}


def test_the_dated_sessions_name_the_best_swap_of_each_exercise() -> None:
    frame = with_wishes(equipment=("dumbbell",), experience="none")
    instead = best_of(swaps(frame))
    assert instead["lunge"] == "goblet squat"
    assert best_of([Swap("a", "b", "Band row", ("resistance band",), at_hand=False, effect_left=0.9)]) == {
        "a": "band row (with resistance band)"
    }
    sessions = sessions_of(choice_of(frame), frame, 2)
    rows = list(csv.DictReader(io.StringIO(sessions_csv(sessions, instead))))
    assert {row["exercise"]: row["instead"] for row in rows} == instead
    calendar = icalendar.Calendar.from_ical(calendar_text(sessions, "plan", frame.person.start, instead))
    first = str(calendar.walk("VEVENT")[0]["DESCRIPTION"])
    assert "In place of lunge: goblet squat" in first.splitlines()
    assert "In place" not in calendar_text(sessions, "plan", frame.person.start)
