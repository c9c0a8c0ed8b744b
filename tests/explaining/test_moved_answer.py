"""A dose, sessions, a load, an intake moved: the same people, another plan."""

from __future__ import annotations

import random
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.explaining import moved_answer as module
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin


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
    assert twin.some(12).size < twin.size
    moved = ot.moved_answer(twin, answer, ot.Levers(), preview=True)
    assert _end(moved) == pytest.approx(_end(answer), abs=1e-9)
    less = ot.moved_answer(twin, answer, ot.Levers(sessions=0.0), preview=True)
    assert _end(less) < _end(answer)


@pytest.mark.slow
def test_a_preview_draws_what_the_exact_engine_finds(
    twin: Twin, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PREVIEW_PEOPLE", 12)
    quick = ot.Moves(twin, answer)
    monkeypatch.setattr(module, "QUICK_ENGINE", ENSEMBLE_ENGINE)
    exact = ot.Moves(twin, answer)
    for levers in (ot.Levers(dose=0.4), ot.Levers(load=0.5), ot.Levers(calcium=400.0)):
        shown = quick.answer(levers, preview=True)
        found = exact.answer(levers, preview=True)
        assert "spared" not in shown["scenarios"]
        for name, one in shown["scenarios"].items():
            for site, bands in one["sites"].items():
                for key in ("median", "lo90", "hi90"):
                    exactly = found["scenarios"][name]["sites"][site]["percent_change"][key]
                    assert bands["percent_change"][key] == pytest.approx(exactly, abs=0.01)
        assert shown["verdict"]["years"] == found["verdict"]["years"]


@pytest.mark.slow
def test_a_preview_of_few_people_estimates_all_of_them(
    twin: Twin, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PREVIEW_PEOPLE", 12)
    moves = ot.Moves(twin, answer)
    for levers in (ot.Levers(dose=0.4), ot.Levers(sessions=0.5), ot.Levers(dose=0.4, sessions=0.5)):
        shown, found = (moves.answer(levers, preview=preview) for preview in (True, False))
        assert (shown["uncertainty"]["people"], shown["uncertainty"]["simulated"]) == (24, 12)
        for site in ("total_hip", "lumbar_spine"):
            bands, exactly = (one["sites"][site]["percent_change"] for one in (shown, found))
            # One person's change differs from another's by a standard deviation of 1.7 points and more.
            off = [abs(one - other) for one, other in zip(bands["median"], exactly["median"], strict=True)]
            assert sum(off) / len(off) < 0.3
    # Whatever a lever does not touch, and what is the plan of another scenario, is known of everybody.
    none = moves.answer(ot.Levers(dose=0.0), preview=True)
    assert none["sites"] == moves.answer(ot.Levers(dose=0.0))["sites"]


@pytest.mark.slow
def test_no_number_is_of_levers_that_stood_elsewhere(
    twin: Twin, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PREVIEW_PEOPLE", 8)
    monkeypatch.setattr(module, "_MOST_OF_ALL", 2)  # so that plans are thrown away and come again
    monkeypatch.setattr(module, "_MOST_OF_SOME", 2)
    kept, drawn = ot.Moves(twin, answer), random.Random(5)
    for _ in range(8):
        levers = ot.Levers(
            dose=drawn.choice([0.0, 0.5, 1.0]),
            sessions=drawn.choice([0.0, 1.0]),
            load=drawn.choice([0.8, 1.0]),
            impacts=drawn.choice([0.5, 1.0]),
            calcium=drawn.choice([None, 600.0]),
            vitamin_d=drawn.choice([None, 100.0]),
        )
        preview = drawn.random() < 0.5
        found = kept.answer(levers, preview=preview)
        assert found == ot.moved_answer(twin, answer, levers, preview=preview), (levers, preview)


@pytest.mark.slow
def test_what_is_not_drawn_changes_nothing_that_is(twin: Twin, answer: dict[str, Any]) -> None:
    moves = ot.Moves(twin, answer)
    drawn = moves.answer(ot.Levers(sessions=0.5), only_drawn=True)
    whole = moves.answer(ot.Levers(sessions=0.5))
    left_out = [whole["scenarios"].pop(name) for name in ("spared", "drug_only")]
    assert all(left_out)
    assert drawn == whole


@pytest.mark.slow
def test_what_a_hard_rule_forbids_of_moved_levers_is_in_no_number(twin: Twin, answer: dict[str, Any]) -> None:
    moves = ot.Moves(twin, answer)
    forbidden = moves.answer(ot.Levers(calcium=2500.0))
    assert any(flag["severity"] == "do_not" for flag in forbidden["flags"])
    assert forbidden["verdict"]["refused"]
    back = moves.answer(ot.Levers())
    assert (back["flags"], back["verdict"]) == (answer["flags"], answer["verdict"])


@pytest.mark.slow
def test_work_on_moved_levers_is_given_up_where_its_watcher_says_so(
    twin: Twin, answer: dict[str, Any]
) -> None:
    moves = ot.Moves(twin, answer)

    def leave(_: Any) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        moves.answer(ot.Levers(dose=0.3), on_progress=leave)
    whole = moves.answer(ot.Levers(dose=0.3))
    assert whole["sites"] == ot.moved_answer(twin, answer, ot.Levers(dose=0.3))["sites"]
