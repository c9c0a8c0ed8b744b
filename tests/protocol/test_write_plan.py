"""What is written is read as the same plan, with dates or in weeks."""

from dataclasses import replace
from datetime import date, timedelta
from math import inf
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.file_documents import plan_files

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Protocol,
    Supplement,
    Training,
    Unloading,
    in_file_order,
)
from osteotwin.protocol.library import (
    find_drug,
    find_exercise,
    find_food,
    load_drugs,
    load_exercises,
    load_foods,
)
from osteotwin.protocol.presets import load_preset
from osteotwin.protocol.read_plan import read_plan
from osteotwin.protocol.write_plan import plan_to_toml, write_plan


@pytest.mark.slow
@given(plan_files(), st.booleans())
@settings(max_examples=2 * settings.default.max_examples, deadline=None)
def test_any_plan_that_was_read_is_written_and_read_as_the_same(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any], dated: bool
) -> None:
    path, again = (tmp_path_factory.getbasetemp() / name for name in ("plan.toml", "again.toml"))
    start = document["start"]
    path.write_text(tomlkit.dumps({"plan": document["plan"]}), encoding="utf-8")
    protocol = read_plan(path, start)
    dated = dated or (
        protocol != Protocol() and min(i.from_day for i in protocol.interventions) < 0.0
    )  # only dates tell
    write_plan(protocol, again, start if dated else None)
    assert read_plan(again, start) == protocol
    if dated and min((item.from_day for item in protocol.interventions), default=1.0) == 0.0:
        assert read_plan(again) == protocol


def test_every_entry_of_a_library_is_found_by_its_identifier() -> None:
    """What is written is an identifier; the reader looks names up."""
    assert [find_drug(name).id for name in load_drugs()] == list(load_drugs())
    assert [find_exercise(name).id for name in load_exercises()] == list(load_exercises())
    assert [find_food(name).id for name in load_foods()] == list(load_foods())


def written(protocol: Protocol, folder: Path) -> Protocol:
    ot.write_plan(protocol, folder / "plan.toml")
    return ot.read_plan(folder / "plan.toml")


MANY = Protocol(
    (
        Unloading(0.25, 3.5, 117.0),
        Diet("vitamin_d", 800.0),
        Training("walking", 3.0, 17.0, minutes_per_session=20.0, peak_force_bodyweights=1.5, from_day=7 / 3),
        DrugCourse("teriparatide", 20.000000000000004, 1.0, 1.0, 700.0),
        DrugCourse("estradiol_patch", 50.0, 3.5, 0.0, 400.25),
        DrugCourse("orchiectomy", 1.0, 36525.0, 12.0, inf),
        Supplement("calcium_citrate", 300.0, 1 / 3, 0.1 + 0.2, inf),
        Diet("calcium", 1200.0, 2000.0),
        Food(find_food("milk, skim").id, 7.0),
        Training(
            "back_squat", 2.0, 25.0, load_fraction_1rm=0.7000000000000001, sets=5.0, reps=5.0, adherence=2 / 3
        ),
    )
)


def test_a_plan_that_was_never_in_a_file_is_written_exactly_and_by_sort(tmp_path: Path) -> None:
    orchiectomy = load_drugs()["orchiectomy"]
    many = Protocol(
        tuple(
            replace(i, dose=orchiectomy.usual_dose, interval_days=orchiectomy.usual_interval_days)
            if isinstance(i, DrugCourse) and i.drug == "orchiectomy"
            else i
            for i in MANY.interventions
        )
    )
    assert written(many, tmp_path).interventions == in_file_order(many.interventions)


def test_a_preset_is_written_out(tmp_path: Path) -> None:
    preset = load_preset("standard_lifestyle", 10.0, 100.0)
    assert written(preset, tmp_path) == preset


@pytest.mark.parametrize("adherence", [None, 0.75, 1.0])
def test_adherence_is_written_where_it_is_stated(adherence: float | None, tmp_path: Path) -> None:
    plan = Protocol((Training("back_squat", 2.0, 25.0, adherence=adherence),))
    assert written(plan, tmp_path) == plan
    assert ("adherence" in (tmp_path / "plan.toml").read_text(encoding="utf-8")) is (adherence is not None)


def test_an_empty_plan_is_a_plan(tmp_path: Path) -> None:
    assert written(Protocol(), tmp_path) == Protocol()


@pytest.mark.parametrize(
    ("course", "lines"),
    [
        (DrugCourse("denosumab", 60.0, 182.625, 0.0, 730.5), ['dose = "60 mg"', 'every = "6 months"']),
        (DrugCourse("zoledronate", 5.0, 365.25), ['every = "1 year"']),
        (DrugCourse("alendronate", 70.0, 7.0), ['every = "1 week"']),
        (DrugCourse("letrozole", 2.5, 3.5), ['dose = "2.5 mg"', 'every = "3.5 days"']),
        (DrugCourse("estradiol_patch", 50.0, 3.5), ['dose = "50 ug/day"']),
        (DrugCourse("anastrozole", 1.0, 1.0, 14.0, 15.0), ['every = "once"', "from = 2026-02-15"]),
        (DrugCourse("denosumab", 60.0, 120.0, 14.0, 134.0), ['every = "120 days"', "until = 2026-02-15"]),
        (DrugCourse("anastrozole", 1.0, 1.0, 14.0, 28.0), ["from = 2026-02-15", "until = 2026-03-01"]),
    ],
)  # fmt: skip
def test_a_course_is_written_as_a_person_would_write_it(course: DrugCourse, lines: list[str]) -> None:
    text = plan_to_toml(Protocol((course,)), date(2026, 2, 1)).splitlines()
    assert set(lines) <= set(text)
    assert not [line for line in text if line.startswith("until")] or course.until_day < inf


@pytest.mark.parametrize(
    "item",
    [
        DrugCourse("anastrozole", 1e6, 1.0),
        Training("back_squat", 2.0, 24.0, sets=5.0, reps=5.0),
        Training("back_squat", 2.0, 25.0, progression_per_week=0.02),
        Diet("calcium", -1.0),
        Food("milk_skim", 0.0),
        Unloading(1.5),
    ],
)
def test_what_no_plan_file_may_hold_is_refused_rather_than_lost(item: Any) -> None:
    with pytest.raises(InputError):
        plan_to_toml(Protocol((item,)))


def test_dates_are_for_whole_days_only() -> None:
    text = plan_to_toml(Protocol((Diet("calcium", 1000.0, 3.5, 10.0),)), date(2026, 2, 1))
    assert {"from_day = 3.5", f"until = {date(2026, 2, 1) + timedelta(days=10)}"} <= set(text.splitlines())
