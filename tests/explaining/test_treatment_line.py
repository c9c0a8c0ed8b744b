"""The line of the charts is that of the rules: by sex, drugs, ovaries and age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from osteotwin.explaining.treatment_line import treatment_line
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.safety.guidelines.facts_of_person import Beyond, facts_of
from osteotwin.safety.guidelines.rules import rules

INHIBITOR = DrugCourse("letrozole", 2.5, 1.0)
SUPPRESSION = DrugCourse("gnrh_agonist", 3.6, 28.0)


def line_of(sex: str, age: int, *drugs: DrugCourse, **more: Any) -> dict[str, Any] | None:
    person = Person(
        sex, date(2026 - age, 1, 1), date(2026, 6, 1), date(2028, 6, 1), plan=Protocol(drugs), **more
    )
    return treatment_line(facts_of(person, {}, Beyond()))


@pytest.mark.parametrize(
    ("sex", "age", "drugs", "more", "line", "rule"),
    [
        ("female", 62, (INHIBITOR,), {"menopause_age": 50.0}, -2.0, "inhibitor_women_t_score"),
        ("female", 62, (), {"menopause_age": 50.0}, -2.5, None),
        ("male", 62, (INHIBITOR,), {}, -2.5, None),
        ("male", 62, (), {}, -2.5, None),
        ("male", 62, (SUPPRESSION,), {}, -2.0, None),
    ],
)
def test_the_line_is_the_highest_that_a_rule_treats_from(
    sex: str, age: int, drugs: tuple[DrugCourse, ...], more: dict[str, Any], line: float, rule: str | None
) -> None:
    found = line_of(sex, age, *drugs, **more)
    assert found is not None
    assert found["t_score"] == line
    assert rule in (None, found["rule"])
    row = rules()[found["rule"]]
    assert (row.body, row.source) == (found["body"], found["source"])
    assert [one.operand for one in row.every] == [line]


@pytest.mark.parametrize("sex", ["male", "female"])
def test_there_is_none_where_scores_make_no_diagnosis(sex: str) -> None:
    assert line_of(sex, 34) is None


def test_it_follows_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = dict(rules())
    name = "inhibitor_women_t_score"
    (only,) = changed[name].every
    changed[name] = replace(changed[name], every=(replace(only, operand=-1.7),))
    monkeypatch.setattr("osteotwin.explaining.treatment_line.rules", lambda: changed)
    found = line_of("female", 62, INHIBITOR, menopause_age=50.0)
    assert found is not None
    assert found["t_score"] == -1.7
