"""The whole answer: against its schema, against itself, the same twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from tests.situations import make_person

import osteotwin as ot
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.parameters import starting_values
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

Answer = dict[str, Any]


def without_timings(answer: Answer) -> str:
    return json.dumps({key: value for key, value in answer.items() if key != "timings"}, allow_nan=False)


def test_it_keeps_to_its_schema(demo_answer: Answer) -> None:
    jsonschema.validate(demo_answer, ot.schema("answer"))
    broken = demo_answer | {"verdict": {"1": {"class": "perfect", "probability": 1, "text": ""}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, ot.schema("answer"))


def test_the_same_seed_gives_the_same_bits(demo_answer: Answer) -> None:
    person = ot.read_person(ot.demo_path())
    assert without_timings(ot.run(person, people=6, seed=3, parameters=starting_values())) == without_timings(
        demo_answer
    )
    assert without_timings(ot.run(person, people=6, seed=4, parameters=starting_values())) != without_timings(
        demo_answer
    )


def test_bands_are_ordered_and_as_long_as_the_years(demo_answer: Answer) -> None:
    for band in bands(demo_answer):
        assert {len(band[key]) for key in band} == {len(demo_answer["years"])}
        for low, inner, middle, outer, high in zip(
            *(band[key] for key in ("lo90", "lo50", "median", "hi50", "hi90")), strict=True
        ):
            assert low <= inner <= middle <= outer <= high


def bands(answer: Answer) -> Iterator[Answer]:
    for site in answer["sites"].values():
        yield from (site[key] for key in ("percent_change", "bmd", "t_score") if key in site)
    for signal in answer["series"].values():
        yield from (signal["plan"], signal["nothing"])


def test_it_starts_where_the_person_is(demo_answer: Answer) -> None:
    spine = demo_answer["sites"]["lumbar_spine"]
    assert spine["bmd"]["median"][0] == pytest.approx(1.05, rel=0.02)  # the scan's own noise
    assert spine["percent_change"]["median"][0] == 0.0


def test_the_sites_of_the_diagnosis_are_marked(demo_answer: Answer) -> None:
    marked = {site for site, entry in demo_answer["sites"].items() if entry["diagnostic"]}
    assert marked == {"lumbar_spine", "total_hip", "femoral_neck"}


def test_the_drug_costs_and_training_wins(demo_answer: Answer) -> None:
    spine = demo_answer["attribution"]["lumbar_spine"]
    assert spine["anastrozole"]["1"]["median"] < 0 < spine["training"]["1"]["median"]
    assert spine["calcium"]["1"]["median"] > 0


def test_an_empty_plan_changes_nothing() -> None:
    person = replace(ot.read_person(ot.demo_path()), plan=Protocol(), until=date(2028, 2, 1))
    answer = ot.run(person, people=3, seed=1)
    same = answer["scenarios"]
    assert same["plan"]["sites"] == same["nothing"]["sites"]
    assert answer["attribution"]["total_hip"] == {}
    assert {entry["class"] for entry in answer["verdict"].values()} <= {
        "no_loss_expected",
        "lifestyle_not_enough",
    }


def test_a_woman_on_an_inhibitor_with_a_bone_drug() -> None:
    plan = Protocol((DrugCourse("letrozole", 2.5, 1), DrugCourse("zoledronate", 5, 365)))
    person = make_person(plan, sex="female", birth_date=date(1962, 1, 1), until=date(2028, 2, 1))
    answer = ot.run(person, people=4, seed=1, parameters=starting_values())
    jsonschema.validate(answer, ot.schema("answer"))
    assert answer["failed"]["count"] == 0
    lost = answer["scenarios"]["lifestyle"]["sites"]["lumbar_spine"]["percent_change"]["median"][-1]
    kept = answer["scenarios"]["plan"]["sites"]["lumbar_spine"]["percent_change"]["median"][-1]
    assert lost < -1 < 0 < kept
    assert {a["field"] for a in answer["assumptions"]} >= {
        "estradiol_pg_ml",
        "menopause_age",
        "bmd_total_hip",
    }


def test_what_lies_outside_the_trials() -> None:
    plan = Protocol((DrugCourse("anastrozole", 1, 1), Training("back_squat", 2, 25)))
    person = make_person(plan)
    profile, _ = profile_from_person(person)
    said = " ".join(outside_tested_range(person, profile, 900, 800, {"spine": 3.0}))
    for words in (
        "3.0 years of an aromatase",
        "no trial was found",
        "3.0 years of training",
        "the spine 3.0 times",
    ):
        assert words in said
    inside = make_person(Protocol((Training("back_squat", 2, 25, until_day=300),)))
    assert outside_tested_range(inside, profile, 900, 800, {"spine": 1.5}) == ()
