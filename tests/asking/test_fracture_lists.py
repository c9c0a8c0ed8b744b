"""Bones that broke are counted as they are listed, and what is asked of them offers the count that was told."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 1, 12)
WHO = "woman, 70, 160 cm, 60 kg, menopause at 50, "


def understood(answer: str) -> str:
    return ot.new_person({"person": WHO + answer}, today=TODAY).understood["person"]


@pytest.mark.parametrize(("answer", "told"), [
    ("3 fractures (2 spine, 1 wrist) since 60", "3 fractures in a fall since the age of 40, a vertebral fracture"),
    ("2 low-trauma fractures (wrist, ankle) at 45 and 50", "2 fractures in a fall"),
    ("2 fractures: wrist at 58, rib at 60; osteoporosis", "2 fractures in a fall"),
    ("Fractures 1 (wrist, 2019)", "1 fracture in a fall"),
    ("fragility fractures: 2", "2 fractures in a fall"),
    ("2 Brüche (Rippen, Speiche)", "2 fractures in a fall"),
    ("three fractures since 40, all low trauma", "3 fractures in a fall"),
    ("one vertebral fracture 2020", "a vertebral fracture"),
    ("T12 wedge fracture found by chance", "a vertebral fracture"),
])  # fmt: skip
def test_a_list_of_bones_is_counted(answer: str, told: str) -> None:
    assert told in understood(answer)


@pytest.mark.parametrize(("answer", "found", "fix"), [
    ("2 fractures (wrist at 25, hip at 62)", "2 fractures (wrist at 25, hip at 62)",
     '"1 fracture, fragility fracture before 40"'),
    ("2 fractures at 20 and 62", "2 fractures at 20 and 62", '"1 fracture, fragility fracture before 40"'),
    ("2 fractures (wrist, hip), both from skiing", "2 fractures (wrist, hip)", '"2 fractures"'),
    ("3 fractures (hip, wrist)", "3 fractures (hip, wrist)", '"3 fractures"'),
    ("fractures: wrist, collarbone", "fractures: wrist, collarbone", '"2 fractures"'),
    ("me rompí la muñeca a los 57", "me rompí", '"1 fracture"'),
    ("Handgelenkbruch mit 62", "Handgelenkbruch", '"1 fracture"'),
    ("two grandparents with hip fractures", "two grandparents", '"mother broke her hip"'),
    ("T12 wedge fracture, hit by a car", "hit by a car", ""),
])  # fmt: skip
def test_what_is_open_is_asked_with_his_count(answer: str, found: str, fix: str) -> None:
    with pytest.raises(InputError) as raised:
        understood(answer)
    said = str(raised.value)
    assert found in said
    assert fix in said
    assert "FRAX" not in said
    assert not fix or "changes no number" not in said


def test_a_weight_behind_a_list_stays() -> None:
    who = "woman, 70, 160 cm, 2 fractures (hip, wrist) since 60, 58 kg, menopause at 50"
    assert "58 kg" in ot.new_person({"person": who}, today=TODAY).understood["person"]


@pytest.mark.parametrize(
    "answer", ["F, 24, 1 fracture", "M, 39 years, 2 fractures", "male, 30, 1 fracture since 20"]
)
def test_fractures_of_the_young_are_not_counted_as_those_since_40(answer: str) -> None:
    with pytest.raises(ot.InputError):
        ot.new_person({"person": answer}, today=date(2026, 1, 12))
    told = ot.new_person({"person": "F, 24, fragility fracture before 40"}, today=date(2026, 1, 12)).text
    assert "fracture_before_40" in told
