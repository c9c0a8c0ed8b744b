"""Drugs that are not taken together, and an inhibitor before the ovaries are stopped: said in time, else not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.safety import Flag, Situation, flags_of

Make = Callable[..., Situation]
TAMOXIFEN, ANASTROZOLE = DrugCourse("tamoxifen", 20, 1), DrugCourse("anastrozole", 1, 1)
LETROZOLE, EXEMESTANE = DrugCourse("letrozole", 2.5, 1), DrugCourse("exemestane", 25, 1)
PATCH, RALOXIFENE = DrugCourse("estradiol_patch", 0.05, 3.5), DrugCourse("raloxifene", 60, 1)
GEL = DrugCourse("testosterone_gel", 50, 1)


def about(situation: Make, matter: str, *drugs: DrugCourse, **fields: object) -> list[Flag]:
    return [flag for flag in flags_of(situation(Protocol(drugs), **fields)) if matter in flag.about]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ((TAMOXIFEN, ANASTROZOLE), True), ((LETROZOLE, TAMOXIFEN), True), ((TAMOXIFEN, EXEMESTANE), False),
        ((PATCH, ANASTROZOLE), True), ((PATCH, EXEMESTANE), True), ((RALOXIFENE, PATCH), True),
        ((RALOXIFENE, ANASTROZOLE), False), ((TAMOXIFEN, GEL), False), ((GEL, ANASTROZOLE), False),
    ],
)  # fmt: skip
def test_what_labels_speak_against_together_is_asked_of(
    situation: Make, pair: tuple[DrugCourse, DrugCourse], said: bool
) -> None:
    for drugs in (pair, pair[::-1]):
        found = about(situation, "interaction", *drugs)
        assert [flag.severity for flag in found] == ["ask_first"] * said
        assert all({one.drug for one in drugs} <= set(flag.about) for flag in found)


def test_one_after_the_other_is_not_together(situation: Make) -> None:
    first, then = DrugCourse("tamoxifen", 20, 1, 0.0, 100.0), DrugCourse("anastrozole", 1, 1, 100.0)
    assert about(situation, "interaction", first, then) == []
    assert len(about(situation, "interaction", first, DrugCourse("anastrozole", 1, 1, 99.0))) == 1


@pytest.mark.parametrize(
    ("begins", "said"), [(0.0, True), (28.0, True), (41.0, True), (42.0, False), (90.0, False)]
)
def test_an_inhibitor_waits_until_the_ovaries_are_stopped(situation: Make, begins: float, said: bool) -> None:
    analogue, inhibitor = DrugCourse("gnrh_agonist", 3.6, 28), DrugCourse("letrozole", 2.5, 1, begins)
    young = {"sex": "female", "birth_date": date(1991, 3, 2)}
    found = about(situation, "suppression", analogue, inhibitor, **young)
    assert [flag.severity for flag in found] == ["ask_first"] * said
    assert all("contraception without hormones" in flag.text for flag in found)
    old = {"sex": "female", "birth_date": date(1955, 3, 2)}
    assert about(situation, "suppression", analogue, inhibitor, **old) == []
    assert about(situation, "suppression", analogue, inhibitor) == []  # a man


def test_one_that_was_taken_before_is_not_asked_of(situation: Make) -> None:
    analogue, inhibitor = DrugCourse("gnrh_agonist", 3.6, 28, -40.0), DrugCourse("letrozole", 2.5, 1, -10.0)
    assert (
        about(situation, "suppression", analogue, inhibitor, sex="female", birth_date=date(1991, 3, 2)) == []
    )
