"""What can be done instead: as loads go, within limits and wishes, and named with what it needs."""

from dataclasses import replace

from tests.planning.people import GYM, man

from osteotwin.parameters import starting_values
from osteotwin.planning.choice import Choice, Impact, Nutrition, Strength
from osteotwin.planning.frame import Frame, frame_of
from osteotwin.planning.swaps import Swap, swaps_of
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.violations import forbidden


def swaps(frame: Frame) -> tuple[Swap, ...]:
    impact = Impact(frame.impact[0].id, 3, 40) if frame.impact else None
    choice = Choice(Strength(2, 2, 3, heavy=True), impact, Nutrition())
    weight = frame.profile.weight_kg
    return swaps_of(choice, frame, dict(starting_values().values()) | {"weight": weight})


def test_the_hardest_of_a_movement_leaves_less_to_others() -> None:
    frame = frame_of(man())
    found = swaps(frame)
    assert found
    assert {swap.instead_of for swap in found} <= {one.id for one in (*frame.strength[:2], frame.impact[0])}
    assert all(swap.effect_left >= 0.5 for swap in found)
    assert all(swap.at_hand for swap in found)  # a gym has everything
    hinges = [swap for swap in found if swap.instead_of == "deadlift"]
    assert hinges
    assert [swap.effect_left for swap in hinges] == sorted((s.effect_left for s in hinges), reverse=True)


def test_what_needs_equipment_that_is_not_there_says_so() -> None:
    found = swaps(frame_of(man(wishes=replace(GYM, equipment=()))))
    for swap in found:
        assert swap.at_hand == (not swap.equipment)
        assert swap.equipment == load_exercises()[swap.exercise].equipment
    assert any(not swap.at_hand for swap in found)


def test_no_swap_breaks_a_limit_or_is_disliked() -> None:
    frame = frame_of(man(wishes=replace(GYM, pain=("knee",), not_done=("hip_thrust",), experience="none")))
    found = swaps(frame)
    assert found
    for swap in found:
        assert forbidden(load_exercises()[swap.exercise], frame.bounds) is None
    assert not {"hip_thrust", "deadlift"} & {swap.exercise for swap in found}
