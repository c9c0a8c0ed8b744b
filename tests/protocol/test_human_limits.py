"""Training that nobody does is a problem of the file; what few people do is taken, and is to be looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.protocol.human_limits import demands_of, human_limits
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises

PERSON = """[person]
sex = "male"
birth_date = 1976-05-14
weight = "86 kg"

[habits]
calcium = "700 mg/day"
{habit}
{plan}

[outlook]
from = 2026-12-01
until = 2028-12-01
"""


def written(folder: Path, text: str, where: str = "plan") -> Path:
    entry = f"[[{where}.training]]\n{text}"
    entry += "\nfrom = 2026-12-01" if where == "plan" else ""
    path = folder / "he.toml"
    parts = {"habit": entry if where == "habits" else "", "plan": entry if where == "plan" else ""}
    path.write_text(PERSON.format(**parts), encoding="utf-8")
    return path


NOBODY = [
    (
        'exercise = "back squat"\nsessions_per_week = 3\nsets = 20\nreps = 20\nload = "300 kg"',
        "load",
        "445 kg once",
    ),
    (
        'exercise = "overhead press"\nsessions_per_week = 3\nsets = 1\nreps = 1\nload = "250 kg"',
        "load",
        "250 kg once",
    ),
    (
        'exercise = "walking"\nsessions_per_week = 3\nminutes = 30\nload = "90 kg"',
        "load",
        "105 % of body weight",
    ),
    (
        'exercise = "hopping"\nsessions_per_week = 3\nimpacts = 30\nload = "110 %BW"',
        "load",
        "110 % of body weight",
    ),
    (
        'exercise = "pull up"\nsessions_per_week = 3\nsets = 3\nreps = 5\nload = "180 kg"',
        "load",
        "% of body weight",
    ),
    ('exercise = "walking"\nsessions_per_week = 14\nminutes = 400', "minutes", "93 hours"),
]
FEW = [
    ('exercise = "back squat"\nsessions_per_week = 3\nsets = 5\nreps = 5\nload = "230 kg"', "239 kg once"),
    ('exercise = "walking"\nsessions_per_week = 7\nminutes = 300', "35 hours"),
    (
        'exercise = "weighted vest walking"\nsessions_per_week = 3\nminutes = 30\nload = "40 kg"',
        "47 % of body weight",
    ),
    ('exercise = "rope jumping"\nsessions_per_week = 7\nimpacts = 3000', "21,000"),
    ('exercise = "push up"\nsessions_per_week = 7\nsets = 20\nreps = 20', "20 x 20 repetitions"),
]
USUAL = [
    'exercise = "back squat"\nsessions_per_week = 3\nsets = 5\nreps = 5\nload = "140 kg"',
    'exercise = "leg press"\nsessions_per_week = 2\nsets = 3\nreps = 10\nload = "250 kg"',
    'exercise = "walking"\nsessions_per_week = 7\nminutes = 90',
    'exercise = "weighted vest walking"\nsessions_per_week = 3\nminutes = 30\nload = "10 %BW"',
    'exercise = "rope jumping"\nsessions_per_week = 5\nimpacts = 200',
]


@pytest.mark.parametrize("where", ["plan", "habits"])
@pytest.mark.parametrize(("text", "key", "found"), NOBODY)
def test_what_nobody_does_is_refused_in_a_sentence(
    text: str, key: str, found: str, where: str, tmp_path: Path
) -> None:
    path = written(tmp_path, text, where)
    (problem,) = ot.check(path)
    assert problem.field == f"{where}.training[0].{key}"
    assert found in problem.found
    assert "at most" in problem.expected
    assert "unit" in problem.fix
    with pytest.raises(InputError):
        ot.read_person(path)


@pytest.mark.parametrize(("text", "found"), FEW)
def test_what_few_people_do_counts_and_is_to_be_looked_at_again(
    text: str, found: str, tmp_path: Path
) -> None:
    path = written(tmp_path, text)
    assert ot.check(path) == ()
    (told,) = ot.unusual_training(ot.read_person(path))
    assert found in told
    assert "check the number" in told


@pytest.mark.parametrize("text", USUAL)
def test_what_many_people_do_is_no_matter(text: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    assert ot.check(path) == ()
    assert ot.unusual_training(ot.read_person(path)) == ()


@pytest.mark.slow
def test_check_run_and_plan_say_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, FEW[0][0])
    (told,) = ot.unusual_training(ot.read_person(path))
    assert told in [flag["text"] for flag in ot.run(path, people=12)["flags"]]
    own = ot.plan(path, 12).to_dict()["own_plan"]
    assert told in own["beyond_limits"]
    path = written(tmp_path, FEW[1][0], "habits")
    (told,) = ot.unusual_training(ot.read_person(path))
    assert told in ot.plan(path, 12).to_dict()["notes"]


def test_a_plan_that_stands_alone_is_held_against_records_in_kilograms(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    for load, refused in (("400 kg", True), ("300 kg", False)):
        lift = 'exercise = "deadlift"\nsessions_per_week = 2\nsets = 3\nreps = 16\n'
        path.write_text(f'[[plan.training]]\n{lift}load = "{load}"\nfrom = 2026-12-01\n', encoding="utf-8")
        assert bool(ot.check(path)) == refused


def test_no_usual_session_of_the_library_is_rare() -> None:
    for exercise in load_exercises().values():
        usual = Training(
            exercise.id, exercise.default_sessions_per_week, exercise.default_cycles_per_session,
            minutes_per_session=exercise.default_minutes,
        )  # fmt: skip
        assert all(demand.asked <= demand.much < demand.most for demand in demands_of(usual, 80.0)), (
            exercise.id
        )


def test_every_limit_has_a_source_and_says_what_was_read() -> None:
    for name, row in human_limits().items():
        assert row.much < row.most, name
        assert len(row.source) > 20
        assert (row.checked == "memory") == ("from memory" in row.source)
