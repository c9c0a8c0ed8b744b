"""What is written is read as the same person and the same plan."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from tests.file_documents import person_files

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.read_person import read_person
from osteotwin.people.write_person import person_to_toml, write_person
from osteotwin.protocol.interventions import DrugCourse, Food, Protocol, Training
from osteotwin.protocol.library import load_foods

DEMO = files("osteotwin.people").joinpath("examples", "demo.toml")


@pytest.mark.slow
@given(person_files())
@settings(max_examples=2 * settings.default.max_examples, deadline=None)
def test_any_person_that_was_read_is_written_and_read_as_the_same(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    path, again = (tmp_path_factory.getbasetemp() / name for name in ("person.toml", "again.toml"))
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    person = read_person(path)
    write_person(person, again)
    assert replace(read_person(again), source=person.source) == person
    assert person_to_toml(read_person(again)) == again.read_text(encoding="utf-8")


def test_the_demo_is_written_as_a_person_would_write_it(tmp_path: Path) -> None:
    person = ot.read_person(str(DEMO))
    ot.write_person(person, tmp_path / "person.toml")
    text = (tmp_path / "person.toml").read_text(encoding="utf-8")
    assert text == ot.person_to_toml(person)
    for line in (
        'height = "181 cm"', "birth_date = 1972-05-14", 'calcium = "750 mg/day"', "minutes = 30", 'value = "27 pg/mL"',
        'load = "70 %1RM"', 'progression = "2.5 %/week until 85 %1RM"', "from = 2026-02-01", 'every = "1 day"',
    ):  # fmt: skip
        assert line in text.splitlines()


BARE = Person("male", date(1970, 1, 1), date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"height_cm": 20.0}, "person.height"),
        ({"sex": "both"}, "person.sex"),
        ({"until": date(2020, 1, 1)}, "outlook.until"),
        ({"plan": Protocol((DrugCourse("anastrozole", 500.0, 1.0),))}, "plan.drug[0].dose"),
        ({"plan": Protocol((Training("back_squat", 0.0, 25.0),))}, "plan.training[0].sessions_per_week"),
        ({"habits": Habits(500.0, None, (Food("milk_skim", 7.0),))}, "habits"),
        ({"habits": Habits(training=(Training("walking", 3.0, 10.0, from_day=5.0),))}, "habits"),
        (
            {"measurements": (Measurement(date(2025, 1, 1), "estradiol", 27.0, "mg/L", "27 pg/mL"),)},
            "measurements",
        ),
    ],
)
def test_what_no_file_may_hold_is_refused_rather_than_lost(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        person_to_toml(replace(BARE, **changes))
    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_value_that_is_not_what_was_given_is_written_as_it_is() -> None:
    changed = Measurement(date(2025, 1, 1), "estradiol", 30.0, "pg/mL", "100 pmol/L")
    with pytest.raises(InputError, match="as_given"):
        person_to_toml(replace(BARE, measurements=(changed,)))
    exact = replace(changed, as_given="30 pg/mL")
    assert 'value = "30 pg/mL"' in person_to_toml(replace(BARE, measurements=(exact,)))


@pytest.mark.parametrize("other", [None, 250.0])
@pytest.mark.parametrize("vitamin_d", [None, 800.0])
def test_the_calcium_of_foods_that_are_not_listed_comes_back(
    tmp_path: Path, other: float | None, vitamin_d: float | None
) -> None:
    said = [
        f'{key} = "{value:g} {unit}/day"\n'
        for key, value, unit in (("other_calcium", other, "mg"), ("vitamin_d", vitamin_d, "IU"))
        if value is not None
    ]
    file = tmp_path / "person.toml"
    file.write_text(
        '[person]\nsex = "male"\nbirth_date = 1972-05-14\n[habits]\n' + "".join(said)
        + '[[habits.food]]\nfood = "milk, skim"\nservings_per_week = 7\n'
        "[outlook]\nfrom = 2026-02-01\nuntil = 2028-02-01\n"
    )  # fmt: skip
    person = ot.read_person(file)
    (milk,) = person.habits.food
    held = load_foods()[milk.food].calcium_mg
    assert person.habits.other_calcium_mg_per_day == other
    assert person.habits.calcium_mg_per_day == pytest.approx(held + (other or 0.0))
    # What is listed is a part of the diet: its vitamin D is not that of all.
    assert (person.habits.vitamin_d_iu_per_day is None) == (other is not None and vitamin_d is None)
    ot.write_person(person, file)
    assert ot.read_person(file).habits == person.habits


def test_calcium_beside_foods_that_are_not_there_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "person.toml"
    file.write_text(
        '[person]\nsex = "male"\nbirth_date = 1972-05-14\n[habits]\nother_calcium = "250 mg/day"\n'
    )
    with pytest.raises(InputError, match="write calcium for what is eaten in all"):
        ot.read_person(file)
