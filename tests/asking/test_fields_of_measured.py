"""Scans and blood tests in fields: every value in every unit is read as itself."""

from __future__ import annotations

import tomllib
from math import sqrt
from typing import Any

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.fields.measured import known_values
from osteotwin.endpoints import Endpoint
from osteotwin.units import KINDS

BOTH = ("scans", "labs")


def words(question: str, *rows: dict[str, str]) -> str:
    return ot.answers_by_fields(question, rows, today=TODAY).answers[question]


def measured(question: str, text: str) -> list[dict[str, Any]]:
    return tomllib.loads(ot.new_person({question: text}, today=TODAY).text).get("measurement", [])


def units_of(question: str, label: str) -> tuple[str, ...]:
    (unit,) = (one for one in ot.answer_fields(question, {}, today=TODAY).columns if one.key == "unit")
    return unit.choices_of(label) if unit.is_asked_of(label) else ("",)


def middle(what: Endpoint, unit: str) -> str:
    """Return a value between the limits of what is measured, in a unit."""
    if what.group in ("t_score", "z_score"):
        return "-1.3"
    factor = KINDS[what.quantity].units.get(unit, 1.0)
    return f"{sqrt(what.low * what.high) / factor:.3g}" if what.low > 0 else f"{0.3 * what.high / factor:.3g}"


@pytest.mark.parametrize("question", BOTH)
def test_every_value_in_every_unit_is_read_as_itself(question: str) -> None:
    for label, what in known_values(question).items():
        for unit in units_of(question, label):
            number = middle(what, unit)
            if "e" in number:
                continue  # so large in no laboratory
            row = {"what": label, "value": number, "unit": unit, "day": "2026-01-12", "sure": "yes"}
            text = words(question, row)
            (found,) = measured(question, text)
            assert (found["what"], str(found["date"])) == (what.id, "2026-01-12"), text
            (back,) = ot.answer_fields(question, {question: text}, today=TODAY).rows
            assert measured(question, words(question, dict(back))) == [found]


@pytest.mark.parametrize(
    ("question", "row", "value"),
    [
        ("labs", {"what": "Estradiol", "value": "<5", "unit": "pg/mL"}, "<5 pg/mL"),
        ("labs", {"what": "estradiol", "value": "27 pg/mL"}, "27 pg/mL"),
        ("labs", {"what": "SHBG", "value": "48"}, "48 nmol/L"),
        ("labs", {"what": "CTX", "value": "0,35", "unit": "ng/mL"}, "0.35 ng/mL"),
        ("labs", {"what": "vitamin D", "value": "24", "unit": "ng/mL"}, "24 ng/mL"),
        ("scans", {"what": "Total hip T-score", "value": "+1.2"}, "1.2"),
        ("scans", {"what": "Total hip T-score", "value": "\u22121,2"}, "-1.2"),
        ("scans", {"what": "Total hip BMD", "value": "980", "unit": "mg/cm^2"}, "0.98 g/cm^2"),
        (
            "scans",
            {"what": "Total hip BMD", "value": "0.98", "unit": "g/cm^2", "device": "Lunar"},
            "0.98 g/cm^2",
        ),
    ],
)
def test_values_are_read_as_they_are_typed(question: str, row: dict[str, str], value: str) -> None:
    (found,) = measured(question, words(question, {**row, "day": "12 January 2026"}))
    assert found["value"] == value
    assert found.get("device", "") == row.get("device", "").casefold()


@pytest.mark.parametrize(
    ("question", "row", "place", "says"),
    [
        ("labs", {"what": "Estradiol", "value": "27", "day": "2026-01-12"}, "unit", '"pg/mL"'),
        (
            "labs",
            {"what": "Estradiol", "unit": "pg/mL", "day": "2026-01-12"},
            "value",
            "No value of Estradiol",
        ),
        ("labs", {"what": "Estradiol", "value": "27", "unit": "pg/mL"}, "day", "No day of Estradiol"),
        (
            "labs",
            {"what": "Estradiol", "value": "low", "unit": "pg/mL", "day": "2026-01-12"},
            "value",
            "a number",
        ),
        (
            "labs",
            {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "a while ago"},
            "day",
            "12 January",
        ),
        (
            "labs",
            {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "03/04/2025"},
            "day",
            "one day",
        ),
        ("labs", {"what": "PSA", "value": "2", "day": "2026-01-12"}, "what", "one of what is listed"),
        ("labs", {"value": "2", "day": "2026-01-12"}, "what", "No word on what was measured"),
        ("scans", {"what": "Total hip T-score", "value": "1.2", "day": "2026-01-12"}, "value", '"-1.2"'),
        (
            "scans",
            {"what": "Total hip BMD", "value": "<0.98", "unit": "g/cm^2", "day": "2026-01-12"},
            "value",
            "no limit",
        ),
    ],
)
def test_what_lacks_is_asked_at_its_field(question: str, row: dict[str, str], place: str, says: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        words(question, row)
    (problem,) = refused.value.problems
    assert problem.field == f"rows[0].{place}"
    assert says in problem.question()


def test_what_is_certain_fills_the_fields() -> None:
    answer = "12 January 2026: estradiol 27 pg/mL, testosterone somewhere around 480 ng/dL I think"
    form = ot.answer_fields("labs", {"labs": answer}, today=TODAY)
    assert [dict(one) for one in form.rows][-1]["what"] == "Testosterone"
    assert form.unread
