"""A comparison simulates of no plan what a hard flag forbids, and says what it left out, as ``run`` does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.explaining.allowed import allowed, situation_of
from osteotwin.people.person import Measurement, Person
from osteotwin.people.twin import Twin
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Supplement, Training
from osteotwin.report.comparison.words import leads, what_is_done
from osteotwin.safety.gather import OF_THE_PLAN

TODAY, UNTIL, PEOPLE = date(2026, 12, 1), date(2028, 12, 1), 2
WALKING = Training("walking", 3, 3000, adherence=1.0)
BROKEN = {"vertebral_fracture": True, "fragility_fractures": 1}


def person(**fields: Any) -> Person:
    fields = {"sex": "male", "birth_date": date(1964, 5, 14)} | fields
    return Person(start=TODAY, until=UNTIL, **fields)


#: What is forbidden, and to whom: one of each rule that forbids.
FORBIDDEN: dict[str, tuple[Intervention, dict[str, Any]]] = {
    "condition": (DrugCourse("alendronate", 70, 7), {"conditions": ("esophageal_disorder",)}),
    "low blood calcium": (
        DrugCourse("zoledronate", 5, 365.25),
        {"measurements": (Measurement(date(2026, 11, 1), "serum_calcium", 7.9, "mg/dL", "7.9 mg/dL"),)},
    ),
    "a weak kidney": (
        DrugCourse("zoledronate", 5, 365.25),
        {"measurements": (Measurement(date(2026, 11, 1), "egfr", 28.0, "mL/min/1.73m2", "28 mL/min/1.73m2"),)},
    ),
    "thick blood": (
        DrugCourse("testosterone_gel", 50, 1),
        {"measurements": (Measurement(date(2026, 11, 1), "hematocrit", 56.0, "%", "56 %"),)},
    ),
    "a course that is too long": (DrugCourse("romosozumab", 210, 30.4375), {}),
    "working ovaries": (
        DrugCourse("letrozole", 2.5, 1), {"sex": "female", "birth_date": date(1990, 5, 14)},
    ),
    "impact on a broken spine": (Training("rope_jumping", 3, 50, adherence=1.0), BROKEN),
    "bending a broken spine": (Training("sit_up", 3, 20, adherence=1.0), BROKEN),
    "calcium": (Supplement("calcium_carbonate", 3000, 1), {}),
    "vitamin D": (Supplement("vitamin_d", 12000, 1), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_forbidden_thing_is_in_no_plan(name: str) -> None:
    item, fields = FORBIDDEN[name]
    who = person(**fields)
    plans = {"own": Protocol(), "allowed": Protocol((WALKING,)), "written": Protocol((WALKING, item))}
    found = ot.compare(who, plans, PEOPLE).to_dict()
    own, left, written = found["plans"]
    assert own["refused"] == left["refused"] == []
    assert len(written["refused"]) == 1
    assert written["done"] == left["done"]
    assert found["changes"]["written"] == found["changes"]["allowed"]
    label = written["refused"][0]["label"]
    assert written["refused"][0]["why"] in [flag["text"] for flag in written["flags"]]
    assert label in leads(found)[0]
    assert label in what_is_done(written)[-1]
    with_it = replace(who, plan=plans["written"])
    refused = allowed(Twin.from_person(with_it, PEOPLE), with_it).refused
    assert [one.what for one in refused] == [one["what"] for one in written["refused"]]


def test_every_rule_that_forbids_is_among_them() -> None:
    """A new rule that forbids something needs a case here."""
    said: list[set[str]] = []
    for item, fields in FORBIDDEN.values():
        who = person(plan=Protocol((item,)), **fields)
        situation = situation_of(Twin.from_person(who, PEOPLE), who, None)
        said.append({rule.__name__ for rule in OF_THE_PLAN if any(flag.forbids for flag in rule(situation))})
    telling = {"denosumab_gap", "printed_apart"}
    assert set[str]().union(*said) == {rule.__name__ for rule in OF_THE_PLAN} - telling


def test_what_goes_on_today_and_is_refused_ends_today() -> None:
    """Its past is done under every plan; from today on nothing of it is simulated."""
    jumping = Training("rope_jumping", 3, 50, from_day=-300.0, adherence=1.0)
    who = person(plan=Protocol((jumping,)), **BROKEN)
    found = ot.compare(who, {"own": who.plan, "nothing": Protocol()}, PEOPLE).to_dict()
    assert [one["what"] for one in found["plans"][0]["refused"]] == ["rope_jumping"]
    assert found["changes"]["own"] == found["changes"]["nothing"]
