"""Logs in which an exercise of a day is one row: Cronometer's exercises and MyFitnessPal's summary; and biometrics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import entries, read_in, reasons, written

import osteotwin as ot

MYFITNESSPAL = (
    "Date,Exercise,Type,Exercise Calories,Exercise Minutes,Sets,Reps Per Set,Pounds,Steps,Note\n"
    '2026-01-05,"Running (jogging), 6 mph (10 min mile)",Cardio,300,30,,,,,\n'
    "2026-01-05,Squat,Strength,,,5,4,225,,\n"
    "2026-01-12,Squat,Strength,,,3,8,225,,\n"
    '2026-01-19,"Running (jogging), 6 mph (10 min mile)",Cardio,500,50,,,,,\n'
)
CRONOMETER = (
    "Day,Time,Exercise,Minutes,Calories Burned\n"
    '2026-01-05,08:00,"Bicycling, 12-14 mph",40.0,-400\n'
    '2026-01-05,18:00,"Walking, 3.5 mph, brisk pace",30.0,-100\n'
    '2026-01-12,08:00,"Walking, 3.0 mph, mod. pace",20.0,-100\n'
    '2026-01-19,08:00,"Bicycling, 12-14 mph",60.0,-500\n'
    '2026-01-19,18:00,"Walking, 3.5 mph, brisk pace",30.0,-100\n'
    '2026-01-26,08:00,"Walking, 3.0 mph, mod. pace",20.0,-100\n'
)


@pytest.mark.parametrize(("text", "found"), [
    (MYFITNESSPAL, {
        "running": {"sessions_per_week": 0.7, "minutes": 40},
        # Forty-four repetitions in eight sets.
        "back_squat": {"sessions_per_week": 0.7, "sets": 4, "reps": 6, "load": "102 kg"},
    }),
    (CRONOMETER, {
        "cycling": {"sessions_per_week": 0.5, "minutes": 50},
        "brisk_walking": {"sessions_per_week": 0.5, "minutes": 30},
        "walking": {"sessions_per_week": 0.5, "minutes": 20},
    }),
])  # fmt: skip
def test_a_usual_week(text: str, found: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "log.csv", text), tmp_path)
    keys = {one["exercise"]: dict(one) for one in entries(preview, "habits.training")}
    assert {name: {key: one[key] for key in one if key != "exercise"} for name, one in keys.items()} == found


def test_kilograms_are_kilograms(tmp_path: Path) -> None:
    text = MYFITNESSPAL.replace("Pounds", "Kilograms").replace(",225,", ",100,")
    preview = read_in(written(tmp_path, "log.csv", text), tmp_path)
    assert [one["load"] for one in entries(preview, "habits.training") if "load" in one] == ["100 kg"]


def test_biometrics_of_cronometer_are_values(tmp_path: Path) -> None:
    text = "Day,Group,Metric,Unit,Amount\n2026-01-08,,Weight,lbs,189.0\n2026-01-08,,Heart Rate,bpm,60\n"
    preview = read_in(written(tmp_path, "biometrics.csv", text), tmp_path)
    assert [(one["what"], one["value"]) for one in entries(preview, "measurement")] == [
        ("weight", "189.0 lb")
    ]


def eaten(*rows: str, head: str = "Date,Food,Calcium (mg)") -> str:
    days = [f"2026-01-{day:02}" for day in range(5, 19)]
    return f"{head}\n" + "".join(f"{day},{row}\n" for day in days for row in rows)


@pytest.mark.parametrize("text", [
    eaten("Milk,300", "Goal,1200", "Remaining,900"), eaten("Milk,300", "Your Daily Goal,1200", "Totals,300"),
    eaten("Milk,300,eaten", "Cheese,500,planned", head="Date,Food,Calcium (mg),Status"),
    eaten("Milk,300", "Target intake,1200", "RDA,1000"), eaten("Milk,300", "My target,1200", "Difference,-900"),
    eaten("Milk,300,yes", "Cheese,500,no", head="Date,Food,Calcium (mg),Eaten"),
    eaten("Milk,300,", "Cheese,500,my husband ate it", head="Date,Food,Calcium (mg),Note"),
])  # fmt: skip
def test_goals_and_plans_are_not_eaten(text: str, tmp_path: Path) -> None:
    (intake,) = entries(read_in(written(tmp_path, "food.csv", text), tmp_path), "habits")
    assert intake["calcium"] == "300 mg/day"


@pytest.mark.parametrize(("text", "why"), [
    (eaten("Milk,300", "Goal,1200"), "14 rows: a total or a goal"),
    (eaten("Milk,300", "Bread,"), "14 rows: without an amount of calcium, among 28 rows"),
    (eaten("Milk,300,2", head="Date,Food,Calcium (mg),Servings"), "Servings: 2: a column that is not read"),
    (eaten("Milk,300,only half eaten", head="Date,Food,Calcium (mg),Comment"), "Comment: only half eaten (14 rows)"),
])  # fmt: skip
def test_what_is_not_counted_of_food_is_named(text: str, why: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "food.csv", text), tmp_path)
    assert entries(preview, "habits")[0]["calcium"] == "300 mg/day"
    assert why in reasons(preview)


@pytest.mark.parametrize("head", ["Person", "Eater"])
def test_food_of_several_people_is_asked(head: str, tmp_path: Path) -> None:
    text = eaten("Milk,800,Ann", "Milk,1200,Bob", head=f"Date,Food,Calcium (mg),{head}")
    with pytest.raises(ot.ImportQuestionError, match="Ann"):
        read_in(written(tmp_path, "food.csv", text), tmp_path)
