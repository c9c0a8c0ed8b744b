"""Quantities over time, as a file and a diary hold them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from osteotwin.diary.trends import sessions_by_week, trends

DOCUMENT: dict[str, Any] = {
    "measurement": [
        {"date": date(2026, 5, 1), "what": "bmd_total_hip", "value": "0.96 g/cm^2", "device": "hologic"},
        {"date": date(2025, 5, 1), "what": "bmd_total_hip", "value": "980 mg/cm^2", "device": "hologic"},
        {"date": date(2026, 6, 1), "what": "bmd_total_hip", "value": "1.02 g/cm^2", "device": "lunar"},
        {"date": date(2026, 1, 1), "what": "25ohd", "value": "24 ng/mL"},
        {"date": date(2026, 1, 1), "what": "estradiol", "value": "27 pg/mL", "assay": "immunoassay"},
        {"date": date(2026, 2, 1), "what": "estradiol", "value": "<5 pg/mL"},
        {"date": date(2026, 2, 1), "what": "weight", "value": "86"},
        {"what": "weight", "value": "86 kg"},
        {"date": date(2026, 2, 1), "what": "pth", "value": "40 pg/mL"},
    ]
}


def test_what_was_measured_stands_by_day_in_one_unit_and_by_scanner() -> None:
    found = trends(DOCUMENT, {}, {})
    assert [(one.label, [point.value for point in one.points]) for one in found] == [
        ("Total hip BMD, hologic", [0.98, 0.96]),
        ("Total hip BMD, lunar", [1.02]),
        ("Estradiol, immunoassay", [27.0]),
        ("25OHD", [24.0]),
    ]
    assert [point.text for point in found[0].points] == ["980 mg/cm^2", "0.96 g/cm^2"]


def test_the_chosen_unit_holds() -> None:
    found = {one.label: one for one in trends(DOCUMENT, {}, {"vitamin_d": "nmol/L"})}
    assert (found["25OHD"].unit, found["25OHD"].points[0].text) == ("nmol/L", "59.9 nmol/L")
    assert found["Estradiol, immunoassay"].unit == "pg/mL"


def test_what_was_felt_is_a_trend_of_its_own() -> None:
    felt = [
        {"date": date(2026, 3, 1), "what": "joint pain", "severity": 5},
        {"date": date(2026, 2, 1), "what": "joint pain", "severity": 2.5},
        {"date": date(2026, 2, 1), "what": "hot flush"},
    ]
    (pain,) = trends({}, {"symptom": felt}, {})
    assert (pain.label, [point.text for point in pain.points]) == ("Joint pain", ["2.5 of 10", "5 of 10"])


def test_days_with_training_are_counted_by_calendar_week() -> None:
    sunday = date(2026, 11, 29)
    days = [
        sunday,
        sunday,
        sunday - timedelta(days=6),
        sunday - timedelta(days=7),
        sunday - timedelta(days=400),
    ]
    weeks = sessions_by_week({"training": [{"date": day, "exercise": "x"} for day in days]}, sunday)
    assert (len(weeks), weeks[-1], weeks[-2], sum(weeks)) == (26, 2, 1, 3)
    assert sum(sessions_by_week({}, sunday)) == 0
