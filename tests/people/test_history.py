"""A file about a life that has already begun: what has ended, what goes on, and on which side of today each stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import inf
from pathlib import Path

import pytest

import osteotwin as ot
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)

TODAY = date(2026, 1, 15)
HEAD = '[person]\nsex = "male"\nbirth_date = 1968-03-03\n[outlook]\nfrom = 2026-01-15\nuntil = 2028-01-15\n'
#: sort -> keys of an entry, and what it is without its days
SORTS: dict[str, tuple[str, tuple[Intervention, ...]]] = {
    "drug": ('name = "letrozole"\ndose = "2.5 mg"\nevery = "1 day"', (DrugCourse("letrozole", 2.5, 1),)),
    "training": (
        'exercise = "back squat"\nsessions_per_week = 2\nsets = 5\nreps = 5\nreplaces_habits = true',
        (Training("back_squat", 2, 25, sets=5, reps=5, replaces_habits=True),),
    ),
    "food": ('food = "milk, skim"\nservings_per_week = 7', (Food("milk_skim", 7),)),
    "supplement": (
        'nutrient = "vitamin_d"\ndose = "1000 IU"\nevery = "1 day"',
        (Supplement("vitamin_d", 1000, 1),),
    ),
    "diet": (
        'calcium = "1200 mg/day"\nvitamin_d = "800 IU/day"\nreplaces_habits = true',
        (Diet("calcium", 1200, replaces_habits=True), Diet("vitamin_d", 800, replaces_habits=True)),
    ),
    "unloading": ('fraction = "20 %"', (Unloading(0.2),)),
}


def read(folder: Path, text: str) -> Person:
    (folder / "person.toml").write_text(HEAD + text, encoding="utf-8")
    person = ot.read_person(folder / "person.toml")
    ot.write_person(person, folder / "again.toml")
    assert replace(ot.read_person(folder / "again.toml"), source=person.source) == person
    return person


def days_of(items: tuple[Intervention, ...]) -> list[tuple[float, float]]:
    return [(item.from_day, item.until_day) for item in items]


def undated(items: tuple[Intervention, ...]) -> list[Intervention]:
    return [replace(item, from_day=0.0, until_day=inf) for item in items]


def same(found: tuple[Intervention, ...], expected: tuple[Intervention, ...]) -> bool:
    """Compare but for the identifier of the food."""
    named = [replace(i, food=found[0].food) if isinstance(i, Food) else i for i in expected]  # type: ignore[union-attr]
    return undated(found) == named


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_may_stand_in_the_history(sort: str, tmp_path: Path) -> None:
    keys, items = SORTS[sort]
    person = read(tmp_path, f"[[history.{sort}]]\n{keys}\nfrom = 2021-01-15\nuntil = 2024-01-15\n")
    assert person.plan == Protocol()
    assert same(person.history.interventions, items)
    assert days_of(person.history.interventions) == [(-1826.0, -731.0)] * len(items)
    shown = ot.describe_inputs(person)
    assert [row["from"] for row in shown["history"]] == ["2021-01-15"] * len(items)
    assert shown["plan"] == []


@pytest.mark.parametrize("key", ["from", "already_since"])
@pytest.mark.parametrize("sort", SORTS)
def test_what_goes_on_stands_in_the_plan_with_negative_days(sort: str, key: str, tmp_path: Path) -> None:
    keys, items = SORTS[sort]
    person = read(tmp_path, f"[[plan.{sort}]]\n{keys}\n{key} = 2025-01-15\n")
    assert person.history == Protocol()
    assert same(person.plan.interventions, items)
    assert days_of(person.plan.interventions) == [(-365.0, inf)] * len(items)
    assert days_of(person.past.interventions) == [(-365.0, 0.0)] * len(items)
    assert person.protocol == person.plan


@pytest.mark.parametrize("sort", SORTS)
def test_an_entry_of_the_plan_that_has_ended_is_history(sort: str, tmp_path: Path) -> None:
    keys, items = SORTS[sort]
    for until, ended in (("2026-01-15", True), ("2025-02-01", True), ("2026-01-16", False)):
        person = read(tmp_path, f"[[plan.{sort}]]\n{keys}\nfrom = 2025-01-15\nuntil = {until}\n")
        assert len(person.history.interventions) == (len(items) if ended else 0)
        assert len(person.plan.interventions) == (0 if ended else len(items))


@pytest.mark.parametrize(("day", "of"), [
    ("2025-12-01", "history"), ("2026-01-14", "history"), ("2026-01-15", "plan"), ("2026-02-01", "plan")])  # fmt: skip
def test_a_dose_of_today_is_still_to_be_given(day: str, of: str, tmp_path: Path) -> None:
    once = '[[plan.drug]]\nname = "zoledronate"\ndose = "5 mg"\nevery = "once"\n'
    person = read(tmp_path, f"{once}from = {day}\n")
    (course,) = getattr(person, of).interventions
    assert course.until_day == course.from_day + 365.0
    assert course.from_day == (date.fromisoformat(day) - TODAY).days
    if of == "history":
        assert person == read(tmp_path, f"{once}from = {day}\n".replace("plan", "history"))


def test_a_past_operation_needs_no_end(tmp_path: Path) -> None:
    for table in ("history", "plan"):
        person = read(tmp_path, f'[[{table}.drug]]\nname = "orchiectomy"\nfrom = 2020-06-01\n')
        assert (person.history.groups(), person.plan.groups()) == (("orchiectomy",), ())


def test_a_preset_that_has_begun_goes_on_and_one_that_is_over_is_history(tmp_path: Path) -> None:
    preset = '[plan]\npreset = {{ name = "standard_lifestyle", from = 2025-01-15{} }}\n'
    begun = read(tmp_path, preset.format(""))
    over = read(tmp_path, preset.format(", until = 2025-06-01"))
    assert undated(begun.plan.interventions) == undated(over.history.interventions)
    assert over.plan == begun.history == Protocol()
    total = '[[plan.diet]]\ncalcium = "900 mg/day"\nfrom = 2024-01-01\nuntil = 2025-01-01\n'
    assert Diet("calcium", 1200, -365) in read(tmp_path, preset.format("") + total).plan.interventions


def test_history_and_plan_are_simulated_together(tmp_path: Path) -> None:
    past = "[[history.drug]]\n" + SORTS["drug"][0] + "\nfrom = 2021-01-15\nuntil = 2024-01-15\n"
    plan = "[[plan.drug]]\n" + SORTS["drug"][0] + "\nfrom = 2025-01-15\n"
    person = read(tmp_path, past + plan)
    assert days_of(person.protocol.interventions) == [(-1826.0, -731.0), (-365.0, inf)]
    assert days_of(person.past.interventions) == [(-1826.0, -731.0), (-365.0, 0.0)]
    assert "1 interventions, 1 before" in repr(person)


def test_what_stands_on_the_wrong_side_is_refused_rather_than_moved() -> None:
    bare = Person("male", date(1970, 1, 1), TODAY, TODAY + timedelta(days=700))
    ended, going = DrugCourse("letrozole", 2.5, 1, -900, -10), DrugCourse("letrozole", 2.5, 1, -900)
    for wrong in ({"plan": Protocol((ended,))}, {"history": Protocol((going,))}):
        with pytest.raises(ot.InputError):
            ot.person_to_toml(replace(bare, **wrong))
    assert "[[history.drug]]" in ot.person_to_toml(replace(bare, history=Protocol((ended,))))
