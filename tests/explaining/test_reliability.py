"""Sentences when people fail or are few: what is said holds a number or says that there is none."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.schemas import validate
from tests.situations import make_outlook, outputs_of

import osteotwin as ot
from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.answer import run
from osteotwin.explaining.bands import band, interval, median_of
from osteotwin.explaining.reliability import MOST_FAILED, failures, why_no_verdict
from osteotwin.explaining.scenarios import scenarios_of
from osteotwin.explaining.verdict import Asked, verdict_of
from osteotwin.people.read_person import read_person
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

PLAN = Protocol((DrugCourse("anastrozole", 1, 1), Training("back_squat", 2, 25)))
NO_NUMBER = re.compile(r"\bnan\b|\binf\b|\bNone\b|\bnull\b|NaN")
NOBODY = """
[person]
sex = "male"
birth_date = 1972-05-14
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
[outlook]
from = 2026-02-01
until = 2028-02-02
"""


def with_failures(outlook: Outputs, *people: int) -> Outputs:
    table = outlook.table.copy()
    table[list(people)] = np.nan
    return replace(outlook, table=table, failures=dict.fromkeys(people, "it left the range of the living."))


@pytest.mark.parametrize("failed", range(11))
def test_too_many_is_a_share_of_the_people_whatever_the_plan(failed: int) -> None:
    outlook = make_outlook(100)
    one, other = (with_failures(outlook, *range(first, failed, 2)) for first in (0, 1))
    found = failures([outlook, one, other, one], 100)
    assert found["count"] == failed
    assert found["too_many"] is (failed > 100 * MOST_FAILED)
    assert len(found["reasons"]) == (failed > 0)


@pytest.mark.parametrize("reasons", [[], ["it left the range of the living."]])
def test_the_reason_is_one_sentence(reasons: list[str]) -> None:
    text = why_no_verdict({"count": 3, "reasons": reasons}, 20)
    assert text.startswith("No verdict: the simulation of 3 of 20 virtual people failed")
    assert text.endswith(".")
    assert ".." not in text


@pytest.mark.parametrize("different", [1, 2, 5, 6, 20])
def test_reasons_are_said_once_each_and_no_more_than_five(different: int) -> None:
    outlook = replace(
        make_outlook(40), failures={person: f"reason {person % different}." for person in range(40)}
    )
    found = failures([outlook, outlook], 40)
    assert found["count"] == 40
    assert found["reasons"] == [f"reason {k}." for k in range(min(different, 5))]


@pytest.mark.parametrize(("people", "who"), [(1, "the one virtual person"), (20, "all 20 virtual people")])
def test_where_everybody_failed_nobody_is_left(people: int, who: str) -> None:
    text = why_no_verdict({"count": people, "reasons": ["day 1: no balance"]}, people)
    assert text == f"No verdict: the simulation of {who} failed. The first reason: day 1: no balance."


@pytest.mark.parametrize("people", [1, 2, 99, 100])
@pytest.mark.parametrize("change", [1.0, -1.0])
def test_few_people_tell_no_shares(people: int, change: float) -> None:
    outlooks = dict.fromkeys(scenarios_of(PLAN), make_outlook(people, spine=change, hip=change))
    text = verdict_of(outlooks, Asked(PLAN))["lines"][1]["text"]
    few = people < 100
    assert ("too few to tell shares from" in text) is few
    assert any(words in text for words in ("more than 99 %", "less than 1 %")) is not few
    assert "only none" not in text


def test_one_person_has_a_median_and_no_interval() -> None:
    values = np.array([[1.0, 2.0]])
    found = band(values)
    assert found.pop("median") == [1.0, 2.0]
    assert all(ends == [None, None] for ends in found.values())
    assert interval(values[:, 0]) == {"median": 1.0, "lo90": None, "hi90": None}


@pytest.mark.parametrize("size", [0, 1, 3])
def test_the_median_of_no_number_is_none(size: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert median_of(np.full(size, np.nan)) is None
        assert median_of(np.append(np.full(size, np.nan), 2.0)) == 2.0


def test_when_everybody_failed_the_headline_still_says_so_in_words() -> None:
    outlook = make_outlook(20)
    nobody = with_failures(outputs_of(outlook.days, outlook.values), *range(20))
    said = verdict_of(dict.fromkeys(scenarios_of(PLAN), nobody), Asked(PLAN))["headline"]
    assert not NO_NUMBER.search(said)
    assert "an unknown amount" in said


def texts(value: Any) -> list[str]:
    """Every text of an answer."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list | tuple) else []


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize("habits", ["", '[habits]\ncalcium = "0 mg/day"\nvitamin_d = "0 IU/day"\n'])
def test_no_answer_holds_a_sentence_with_no_number(people: int, habits: str, tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text(NOBODY + habits, encoding="utf-8")
    answer = run(read_person(path), people=people)
    assert not [text for text in texts(answer) if NO_NUMBER.search(text)]
    validate(answer, ot.schema("answer"))
    for key in (
        "verdict",
        "crossing",
        "fracture",
    ):  # shares and ratios of those who are left would be of a selection
        assert bool(answer[key]) is not answer["failed"]["too_many"], key
    assert answer["failed"]["count"] <= people
    json.dumps(answer, allow_nan=False)
