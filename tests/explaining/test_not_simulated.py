"""Drugs that are known and outside the model: what the answer says of them, and that no number knows of them."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.every import every
from tests.situations import make_outlook

import osteotwin as ot
from osteotwin.explaining.scenarios import scenarios_of
from osteotwin.explaining.verdict import Asked, verdict_of
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training
from osteotwin.protocol.library import named_drugs
from osteotwin.report.first_screen import left_out

PLAN = Protocol((DrugCourse("anastrozole", 1, 1), Training("back_squat", 2, 25)))


def verdict(*names: str, change: float = 1.0, plan: Protocol = PLAN) -> dict[str, Any]:
    outlook = make_outlook(200, spine=change, hip=change)
    return verdict_of(dict.fromkeys(scenarios_of(plan), outlook), Asked(plan, outside_model=names))


@every(
    "name, change",
    [*product([name for name, drug in named_drugs().items() if drug.is_material], [2.0, -2.0])],
)
def test_with_one_that_moves_bone_or_hormones_no_answer_stands_that_it_may_turn(
    name: str, change: float
) -> None:
    drug = named_drugs()[name]
    plain, found = verdict(change=change), verdict(drug.label, change=change)
    for year, answers in found["years"].items():
        for question in ("offset", "kept"):
            before = plain["years"][year][question]
            assert answers[question]["probability"] == before["probability"]
            stands = drug.on_bone == "down" and before["class"] == "no"
            assert answers[question]["class"] == ("no" if stands else "open")
    kept = next(line for line in found["lines"] if line["question"] == "kept")
    assert drug.label[1:] in kept["text"]


def test_with_no_drug_that_takes_bone_one_that_may_leaves_the_question_open() -> None:
    plan = Protocol((Training("back_squat", 2, 25),))
    assert verdict(plan=plan)["years"]["1"]["offset"] is None
    assert verdict("Abaloparatide", plan=plan)["years"]["1"]["offset"] is None
    assert verdict("Trenbolone", plan=plan)["years"]["1"]["offset"]["class"] == "open"


PERSON = """
[person]
sex = "male"
birth_date = 1972-05-14
[[measurement]]
date = 2026-01-12
what = "bmd_lumbar_spine"
value = "1.05 g/cm^2"
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-02-01
"""


def answer(folder: Path, beside: str) -> dict[str, Any]:
    file = folder / "person.toml"
    file.write_text(PERSON + beside + "[outlook]\nuntil = 2027-02-01\n", encoding="utf-8")
    return ot.run(ot.read_person(file), people=4, seed=3, parameters=starting_values())


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return answer(tmp_path_factory.mktemp("plain"), "")


@pytest.fixture(scope="module")
def with_all(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answer with every drug outside the model, before and after today."""
    entries = "".join(
        f'[[plan.drug]]\nname = "{name}"\ndose = "1 mg"\nevery = "1 day"\nfrom = 2025-02-01\n'
        for name in named_drugs()
    )
    return answer(tmp_path_factory.mktemp("all"), entries)


@pytest.mark.slow
def test_every_number_is_as_without_them(plain: dict[str, Any], with_all: dict[str, Any]) -> None:
    for key in (
        "today",
        "intake",
        "assumptions",
        "sites",
        "scenarios",
        "contributions",
        "fracture",
        "crossing",
    ):
        assert with_all[key] == plain[key], key
    for name, signal in plain["series"].items():
        assert signal["without"] == []
        assert with_all["series"][name] | {"without": []} == signal
    apart = with_all["series"]
    assert "nandrolone" in apart["testosterone"]["without"]
    assert set(apart["lh"]["without"]) == {*apart["testosterone"]["without"], *apart["estradiol"]["without"]}
    assert apart["ctx"]["without"] == []


def test_every_one_is_shown_and_flagged(with_all: dict[str, Any]) -> None:
    rows = with_all["inputs"]["not_simulated"]
    assert {row["id"] for row in rows} == set(named_drugs())
    texts = {flag["text"]: flag for flag in with_all["flags"]}
    for row in rows:
        assert row["leaves_open"] == named_drugs()[row["id"]].is_material
        severity = "ask_first" if row["leaves_open"] else "good_to_know"
        assert texts[row["sentence"]]["severity"] == severity
    assert not any(
        row["category"] == "drug" and row["label"] != "anastrozole" for row in with_all["inputs"]["plan"]
    )


def test_the_first_screen_says_so(plain: dict[str, Any], with_all: dict[str, Any]) -> None:
    assert not left_out(plain)
    assert left_out(with_all).startswith("Not simulated, and in no number: Nandrolone (lowers testosterone")
