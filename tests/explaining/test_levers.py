"""A dose, sessions, a load, an intake moved: the same people, another plan."""

from __future__ import annotations

from typing import Any

import pytest

import osteotwin as ot
from osteotwin.explaining import levers as module
from osteotwin.people.twin import Twin
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Supplement, Training


@pytest.fixture(scope="module")
def twin() -> Twin:
    return Twin.from_person(ot.read_person(ot.demo_path()), 24, 1)


@pytest.fixture(scope="module")
def answer(twin: Twin) -> dict[str, Any]:
    return ot.run(twin.person, 24, 1, twin=twin)


def _end(answer: dict[str, Any], site: str = "total_hip") -> float:
    return answer["sites"][site]["bone"]["median"][-1]


@pytest.mark.slow
def test_levers_that_stay_change_nothing(twin: Twin, answer: dict[str, Any]) -> None:
    moved = ot.moved_answer(twin, answer, ot.Levers())
    for site in ("total_hip", "lumbar_spine", "femoral_neck"):
        assert moved["sites"][site] == answer["sites"][site]
    assert moved["verdict"] == answer["verdict"]
    assert moved["flags"] == answer["flags"]


@pytest.mark.slow
def test_each_lever_moves_the_bone_its_way(twin: Twin, answer: dict[str, Any]) -> None:
    before = _end(answer)
    assert _end(ot.moved_answer(twin, answer, ot.Levers(dose=0.0))) > before
    assert _end(ot.moved_answer(twin, answer, ot.Levers(sessions=0.0))) < before
    assert _end(ot.moved_answer(twin, answer, ot.Levers(calcium=300.0, vitamin_d=50.0))) < before


@pytest.mark.slow
def test_a_preview_of_nothing_moved_is_what_all_people_found(
    twin: Twin, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PREVIEW_PEOPLE", 12)
    moved = ot.moved_answer(twin, answer, ot.Levers(), preview=True)
    assert _end(moved) == pytest.approx(_end(answer), abs=1e-9)
    less = ot.moved_answer(twin, answer, ot.Levers(sessions=0.0), preview=True)
    assert _end(less) < _end(answer)


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
        "calcium": "",
        "vitamin_d": "",
    }
