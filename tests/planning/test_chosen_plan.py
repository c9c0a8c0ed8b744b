"""A plan that was chosen: into the person's file, into a diary, and what a diary says was done of it."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.diary.diary_file import check_diary_file
from osteotwin.inputs.toml_text import document_text
from osteotwin.planning.calendar_file import calendar_text, sessions_csv
from osteotwin.planning.week import sessions_of

BEGAN = date(2026, 2, 1)
#: Two exercises that are counted by sets, and jumps.
WISHES: dict[str, Any] = {
    "days_per_week": 3, "minutes_per_session": 40, "equipment": ["barbell", "rack"], "experience": "some",
}  # fmt: skip


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return tomllib.loads(ot.demo_path().read_text()) | {"wishes": WISHES}


@pytest.fixture(scope="module")
def planned(document: dict[str, Any]) -> ot.Planned:
    return ot.plan(ot.person_from_toml(document_text(document)), 16)


@pytest.fixture(scope="module")
def table(planned: ot.Planned) -> dict[str, Any]:
    """As it comes out of a diary again."""
    text = document_text({"chosen_plan": ot.chosen_plan(planned, "balanced", date(2026, 1, 30))})
    return tomllib.loads(text)["chosen_plan"]


@pytest.mark.slow
def test_a_plan_takes_the_place_of_the_files_own_and_of_nothing_else(
    document: Any, planned: ot.Planned
) -> None:
    taken = ot.with_plan(document, planned, "balanced")
    read = ot.person_from_toml(document_text(taken))
    assert sorted(map(str, read.plan.interventions)) == sorted(
        map(str, planned.protocol("balanced").interventions)
    )
    for key in ("person", "habits", "measurement", "wishes"):
        assert taken[key] == document[key]


@pytest.mark.slow
def test_a_habit_that_a_limit_ends_is_no_habit_of_the_file(document: Any) -> None:
    person = document["person"] | {"vertebral_fracture": True}
    habits = document["habits"] | {
        "training": [{"exercise": "rope jumping", "sessions_per_week": 3, "impacts": 60}]
    }
    hurt = {key: value for key, value in document.items() if key != "plan"} | {
        "person": person,
        "habits": habits,
    }
    hurt["outlook"] = {"from": BEGAN, "until": date(2029, 2, 1)}
    planned = ot.plan(ot.person_from_toml(document_text(hurt)), 16)
    name = next(iter(planned.choices))
    taken = ot.with_plan(hurt, planned, name)
    assert "training" not in taken["habits"]
    assert taken["history"]["training"][0]["exercise"] == "rope_jumping"


@pytest.mark.slow
def test_a_diary_keeps_a_plan_whole(planned: ot.Planned, table: Any) -> None:
    check_diary_file({"chosen_plan": table})
    sessions = sessions_of(planned.choices["balanced"], planned.frame)
    assert ot.sessions_in(table) == sessions
    assert ot.chosen_csv(table) == sessions_csv(sessions)
    assert ot.chosen_calendar(table) == calendar_text(sessions, "balanced", planned.start)
    assert [row["what"] for row in table["meal"]] == [
        row["what"]
        for plan in planned.to_dict()["plans"]
        if plan["name"] == "balanced"
        for row in plan["meals"]
    ]


@pytest.mark.slow
def test_what_is_ticked_as_planned_counts_as_planned(table: Any) -> None:
    sessions = [one for one in ot.sessions_in(table) if one.week == 1]
    rows = [ot.trained_as_planned(one.day, part) for one in sessions for part in one.parts]
    check_diary_file({"training": rows})
    done = ot.done_of({"chosen_plan": table, "training": rows}, BEGAN + timedelta(days=7))
    assert done.left == ()
    for entry, part in zip(done.entries, (part for one in sessions for part in one.parts), strict=True):
        assert (entry.exercise, entry.load_share) == (part.exercise, part.load and pytest.approx(part.load))
        assert entry.amount == (part.amount or (part.sets or 0) * (part.reps or 0))


@pytest.mark.slow
def test_only_what_was_done_since_the_plan_began_and_before_today_counts(table: Any) -> None:
    part = ot.sessions_in(table)[0].parts[0]
    days = [BEGAN - timedelta(days=1), BEGAN, BEGAN + timedelta(days=3)]
    rows = [ot.trained_as_planned(day, part) for day in days]
    done = ot.done_of({"chosen_plan": table, "training": rows}, BEGAN + timedelta(days=3))
    assert [entry.day for entry in done.entries] == [BEGAN]


@pytest.mark.slow
@pytest.mark.parametrize("row", [{"exercise": "dancing"}, {"exercise": "back_squat"}])
def test_what_cannot_be_counted_is_named(table: Any, row: dict[str, Any]) -> None:
    done = ot.done_of({"chosen_plan": table, "training": [{"date": BEGAN, **row}]}, BEGAN + timedelta(days=1))
    assert done.entries == ()
    assert row["exercise"] in done.left[0]


@pytest.mark.slow
def test_food_and_tablets_are_the_share_of_what_was_planned_and_ticked(table: Any) -> None:
    names = [ot.meal_name(row) for row in table["meal"]]
    tablets = [name for name in names if "vitamin D" in name and "Milk" not in name]
    foods = [name for name in names if name not in tablets]
    assert tablets
    assert foods
    end = BEGAN + timedelta(days=10)
    nothing = ot.done_of({"chosen_plan": table}, end)
    assert (nothing.food, nothing.supplements) == (None, None)
    days = [BEGAN + timedelta(days=count) for count in range(5)]
    eaten = [{"date": day, "what": name} for day in days for name in foods]
    # An entry that is there twice, one of a later day and one that the plan does not know count nothing.
    more = [eaten[0], {"date": end, "what": foods[0]}, {"date": BEGAN, "what": "lunch: cake"}]
    some = ot.done_of({"chosen_plan": table, "eaten": [*eaten, *more]}, end)
    assert (some.food, some.supplements) == (0.5, None)


@pytest.mark.slow
def test_a_plan_that_is_under_way_learns_from_a_later_scan(
    document: Any, planned: ot.Planned, table: Any
) -> None:
    later, scanned = ot.with_plan(document, planned, "balanced"), date(2026, 2, 20)
    scan = {"date": scanned, "what": "bmd_total_hip", "value": "0.96 g/cm^2", "device": "hologic"}
    later["measurement"] = [*later["measurement"], scan]
    later["outlook"] = later["outlook"] | {"from": scanned}
    begun = ot.as_begun(later, BEGAN)
    assert begun.start == BEGAN
    told = ot.replan(begun, ot.done_of({"chosen_plan": table}, scanned), 16, today=date(2026, 3, 1)).to_dict()
    assert told["today"] == "2026-03-01"
    assert told["feedback"]["learned_from"] == ["bmd total hip of 2026-02-20: 0.96 g/cm^2"]
