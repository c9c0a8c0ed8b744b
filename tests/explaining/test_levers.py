"""What levers make of a plan."""

from __future__ import annotations

import osteotwin as ot
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Supplement, Training


def test_what_was_done_before_today_is_left_to_the_past() -> None:
    plan = Protocol((DrugCourse("anastrozole", 1.0, 7.0, from_day=-10.0), Training("back_squat", 2.0, 25.0)))
    moved = ot.Levers(dose=0.5, sessions=1.5).moved(plan).interventions
    assert moved[0] == DrugCourse("anastrozole", 0.5, 7.0, from_day=4.0)
    assert moved[1] == Training("back_squat", 3.0, 25.0)


def test_a_total_takes_the_place_of_what_brings_it() -> None:
    plan = Protocol((Supplement("calcium_citrate", 500.0, 1.0), Supplement("vitamin_d", 800.0, 1.0)))
    assert ot.Levers(calcium=1200.0).moved(plan).interventions == (
        plan.interventions[1],
        Diet("calcium", 1200.0),
    )


def test_no_load_beyond_what_can_be_lifted() -> None:
    plan = Protocol((Training("back_squat", 2.0, 25.0, load_fraction_1rm=0.8),))
    assert ot.Levers(load=2.0).moved(plan).interventions[0] == Training("back_squat", 2.0, 25.0, 0.95)


def test_impacts_move_what_is_counted_by_them_alone() -> None:
    jumps = Training("rope_jumping", 3.0, 60.0, sets=6.0, reps=10.0)
    plan = Protocol((jumps, Training("back_squat", 2.0, 25.0)))
    moved = ot.Levers(impacts=0.5).moved(plan).interventions
    assert moved == (Training("rope_jumping", 3.0, 30.0), plan.interventions[1])
    assert ot.Levers(impacts=0.0).moved(plan).interventions == plan.interventions[1:]
    assert ot.Levers().moved(plan) == plan


def test_a_lever_that_does_nothing_says_why() -> None:
    text = ot.demo_path().read_text()
    assert ot.levers_of(ot.person_from_toml(text))["dose"] == ""
    bare = text.replace(text[text.index("[plan]") : text.index("[outlook]")], "").replace(
        "[outlook]", "[outlook]\nfrom = 2026-02-01"
    )
    assert ot.levers_of(ot.person_from_toml(bare)) == {
        "dose": "the plan has no drug that takes bone",
        "sessions": "the plan has no training",
        "load": "the plan has no training",
        "impacts": "the plan has no training",
        "calcium": "",
        "vitamin_d": "",
    }
