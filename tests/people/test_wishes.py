"""What a person can and wants to do, as his file says it."""

from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.people.read_person import read_person
from osteotwin.people.wishes import Wishes
from osteotwin.people.wishes_file import known_equipment

FILE = """
[person]
sex = "male"
birth_date = 1972-05-14
[wishes]
{}
[outlook]
from = 2026-02-01
until = 2029-02-01
"""


def wishes(path: Path, text: str) -> Wishes:
    path.write_text(FILE.format(text), encoding="utf-8")
    return read_person(path).wishes


def test_wishes_are_read_in_the_words_of_the_libraries(tmp_path: Path) -> None:
    assert wishes(
        tmp_path / "he.toml",
        'days_per_week = 2\nminutes_per_session = 40\nequipment = ["Dumbbells", "bench"]\nexperience = "beginner"\n'
        'pain = ["knees", "knee"]\nnot_eaten = ["Dairy", "kale, boiled"]\nnot_done = ["skipping rope"]\n'
        'budget = "normal"\nsupplements = false',
    ) == Wishes(
        2, 40.0, ("dumbbell", "bench"), "none", ("knee",), ("dairy", "kale_boiled"), ("rope_jumping",), "medium", False
    )  # fmt: skip


def test_what_is_not_stated_is_a_cautious_default_and_listed(tmp_path: Path) -> None:
    complete, unknown = wishes(tmp_path / "he.toml", "days_per_week = 0\nequipment = []").completed()
    assert (complete.days_per_week, complete.equipment, complete.experience) == (0, (), "none")
    assert unknown == (
        "minutes_per_session",
        "experience",
        "pain",
        "not_eaten",
        "not_done",
        "budget",
        "supplements",
    )
    assert complete.completed() == (complete, ())


def test_a_gym_has_everything(tmp_path: Path) -> None:
    assert wishes(tmp_path / "he.toml", 'equipment = ["gym"]').equipment == known_equipment()
    assert "barbell" in known_equipment()


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("days_per_week = 9", "wishes.days_per_week", "0 to 7"),
        ("minutes_per_session = -1", "wishes.minutes_per_session", "0 to 180"),
        ('equipment = ["barbel"]', "wishes.equipment[0]", "barbell"),
        ('equipment = "barbell"', "wishes.equipment", "a list of equipment"),
        ('pain = ["elbow"]', "wishes.pain[0]", "knee, hip, back, shoulder"),
        ('not_eaten = ["diary"]', "wishes.not_eaten[0]", "food"),
        ('not_done = ["rop jumpng"]', "wishes.not_done[0]", "Rope jumping"),
        ('budget = "none"', "wishes.budget", "low, medium, high"),
        ("day_per_week = 3", "wishes.day_per_week", "days_per_week"),
    ],
)
def test_a_mistake_is_one_sentence_with_field_and_fix(
    tmp_path: Path, text: str, field: str, words: str
) -> None:
    with pytest.raises(InputError) as error:
        wishes(tmp_path / "he.toml", text)
    (problem,) = error.value.problems
    assert problem.field == field
    assert words in str(problem)
