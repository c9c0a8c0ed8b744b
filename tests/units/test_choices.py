"""Quantities in the unit that a reader chose."""

from __future__ import annotations

import pytest

from osteotwin.units import KINDS, UNIT_CHOICES, chosen_unit, in_chosen_unit, parse_quantity

SI = {"calcium": "mmol", "estradiol": "pmol/L", "vitamin_d": "nmol/L", "testosterone": "nmol/L"}


@pytest.mark.parametrize(
    ("kind", "written", "shown"),
    [
        ("estradiol", "27 pg/mL", "99.1 pmol/L"),  # 272.4 g/mol
        ("estradiol", "<5 pg/mL", "<18.4 pmol/L"),
        ("estradiol", "99 pmol/L", "99 pmol/L"),  # as it was written
        ("testosterone", "480 ng/dL", "16.6 nmol/L"),  # 288.4 g/mol
        ("25ohd", "24 ng/mL", "59.9 nmol/L"),  # 400.6 g/mol
        ("serum_calcium", "9.4 mg/dL", "2.35 mmol/L"),  # 40.08 g/mol
        ("urine_calcium", "180 mg/day", "4.49 mmol/day"),
        ("pth", "40 pg/mL", "40 pg/mL"),  # no choice
        ("estradiol", "12", "12"),  # no quantity
    ],
)
def test_a_written_quantity_is_shown_in_the_chosen_unit(kind: str, written: str, shown: str) -> None:
    assert in_chosen_unit(written, kind, SI) == shown
    assert in_chosen_unit(written, kind, {}) == written


def test_choices_go_both_ways() -> None:
    conventional = {choice.key: choice.names[0] for choice in UNIT_CHOICES}
    assert in_chosen_unit("99.1 pmol/L", "estradiol", conventional) == "27 pg/mL"
    assert in_chosen_unit("2.35 mmol/L", "serum_calcium", conventional) == "9.42 mg/dL"


@pytest.mark.parametrize("choice", UNIT_CHOICES, ids=lambda choice: choice.key)
def test_every_choice_is_between_units_of_its_kinds_the_first_the_internal_one(choice: object) -> None:
    for kind, units in choice.kinds.items():  # type: ignore[attr-defined]
        assert units[0] == KINDS[kind].unit
        for place, unit in enumerate(units):
            chosen = {choice.key: choice.names[place]}  # type: ignore[attr-defined]
            assert chosen_unit(kind, chosen) == unit
            assert parse_quantity(f"1 {unit}", kind) > 0


def test_what_is_no_choice_chooses_nothing() -> None:
    assert chosen_unit("estradiol", {"estradiol": "stone"}) is None
    assert chosen_unit("estradiol", {"calcium": "mmol"}) is None
