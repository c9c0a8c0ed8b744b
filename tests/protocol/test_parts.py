"""A plan falls into its parts: each drug, exercise, food and nutrient."""

from __future__ import annotations

from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import load_drugs, load_exercises, load_foods
from osteotwin.protocol.parts import name_of_part, only_parts, parts_of
from osteotwin.protocol.presets import load_preset

MILK = Food("milk_whole_3_25_vitamin_d_added", 7)
PLAN = Protocol(
    (
        DrugCourse("letrozole", 2.5, 1),
        Training("back_squat", 2, 25),
        Supplement("calcium_carbonate", 500, 1),
        Training("deadlift", 2, 25),
        MILK,
        Training("back_squat", 1, 40, from_day=100),
        Diet("calcium", 1200),
        Supplement("vitamin_d", 1000, 1),
        Unloading(0.5),
        DrugCourse("zoledronate", 5, 365),
    )
)


def test_parts_are_named_and_sorted_as_they_come() -> None:
    assert [(part.name, part.label, part.group, part.category) for part in parts_of(PLAN)] == [
        ("letrozole", "letrozole", "letrozole", "drug"),
        ("back_squat", "Back squat", "training", "training"),
        ("calcium", "calcium", "calcium", "calcium"),
        ("deadlift", "Deadlift", "training", "training"),
        (MILK.food, "Milk, whole 3.25 %, vitamin D added", "food", "food"),
        ("vitamin_d", "vitamin D", "vitamin_d", "vitamin_d"),
        ("unloading", "bed rest", "unloading", "unloading"),
        ("zoledronate", load_drugs()["zoledronate"].label.lower(), "zoledronate", "bone_drug"),
    ]


def test_only_some_parts_keep_all_their_entries_in_order() -> None:
    kept = only_parts(PLAN, ["calcium", "back_squat"])
    assert kept.interventions == tuple(PLAN.interventions[k] for k in (1, 2, 5, 6))
    assert only_parts(PLAN, [part.name for part in parts_of(PLAN)]) == PLAN
    assert only_parts(PLAN, []) == Protocol()


def test_no_name_means_two_things() -> None:
    named = [*load_drugs(), *load_exercises(), *load_foods(), "calcium", "vitamin_d", "unloading"]
    assert len(named) == len(set(named))


def test_every_entry_of_a_preset_is_in_one_part() -> None:
    plan = load_preset("standard_lifestyle")
    assert {name_of_part(item) for item in plan.interventions} == {part.name for part in parts_of(plan)}
    assert len(parts_of(plan)) == 7
