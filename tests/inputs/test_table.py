"""A file is read by its models: every mistake at once, each with its line, field, finding, expectation and fix."""

import tomllib
from datetime import date
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import Field

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.json_schema import schema_of
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import FileTable, read_table
from osteotwin.inputs.values import Choice, Day, Flag, ListOf, Mistake, Named, Number, Text


def find_drug(text: str) -> str:
    if text != "anastrozole":
        raise Mistake(f'"{text}"', "a drug of the library", 'write "anastrozole"')
    return text


class Dose(FileTable):
    drug: Annotated[str, Named(find_drug, "a drug of the library", "anastrozole")]
    dose: Annotated[float, Quantity("mass", 0.0, 100.0, above=True)]
    begins: Annotated[date, Day()] | None = Field(default=None, alias="from")


class Preset(FileTable):
    name: Annotated[str, Named(find_drug, "a preset", "anastrozole")]


class Diet(FileTable):
    calcium: Annotated[float, Quantity("calcium_per_day", 0.0, 10_000.0)] | None = None


class Plan(FileTable):
    ONE_OR_MANY: ClassVar = {"diet": None, "preset": "name"}
    drug: tuple[Dose, ...] = ()
    diet: tuple[Diet, ...] = ()
    preset: tuple[Preset, ...] = ()


class Patient(FileTable):
    SAMPLE = 'sex = "male"'
    sex: Annotated[str, Choice(("male", "female"), {"man": "male"})]
    name: Annotated[str, Text("Example")] | None = None
    broken: Annotated[bool, Flag()] | None = None
    sets: Annotated[float, Number(0, 50, whole=True, above=True)] | None = None
    share: Annotated[float, Number(0, 1)] | None = None
    minutes: Annotated[float, Quantity("minutes", 0, 600, plain_unit="min")] | None = None
    conditions: Annotated[
        tuple[Annotated[str, Choice(("falls", "smoking"))], ...], ListOf("conditions", '["falls"]')
    ] = ()


class File(FileTable):
    patient: Patient
    plan: Plan | None = None


GOOD = """\
[patient]
sex = "man"
name = " Example "
broken = true
sets = 5
share = 0.5
minutes = 30
conditions = ["falls"]

[plan]
diet = { calcium = "750 mg/day" }
[[plan.drug]]
drug = "anastrozole"
dose = "1 mg"
from = 2026-02-01
[[plan.drug]]
drug = "anastrozole"
dose = "2 mg"
"""


def read(text: str) -> tuple[File | None, list[Problem]]:
    notes = Notes.of_text("file.toml", tomllib.loads(text), text)
    found = read_table(File, notes)
    return found, notes.problems


def test_a_good_file_is_read_in_internal_units_and_written_as_it_may_be_read_again() -> None:
    file, problems = read(GOOD)
    assert problems == []
    assert file is not None
    assert file.plan is not None
    assert (file.patient.sex, file.patient.name, file.patient.minutes) == ("male", "Example", 30.0)
    assert file.plan.diet[0].at("calcium") == ("plan", "diet", "calcium")
    assert file.plan.drug[1].at("begins") == ("plan", "drug", 1, "from")
    assert (file.plan.drug[1].has("begins"), file.plan.drug[0].has("begins")) == (False, True)
    again = read_table(File, Notes("", file.model_dump(by_alias=True, exclude_unset=True)))
    assert again is not None
    assert again.model_dump() == file.model_dump()


# What is replaced, by what, field, line, and what found, expected and fix must hold.
MISTAKES = [
    ('sex = "man"', 'sex = "mail"', "patient.sex", 2, '"mail"', "one of male, female", 'write "male"'),
    ('sex = "man"', "sex = 12", "patient.sex", 2, "12", "one of male, female", "write one of them in quotes"),
    ('sex = "man"', "", "patient.sex", 1, "nothing", "one of male, female", 'add sex = "male"'),
    ('sex = "man"', 'sex = "man"\nmonth = 12', "patient.month", 3, "the unknown key", "sex, name", "remove it"),
    ('sex = "man"', 'sex = "man"\nnmae = "x"', "patient.nmae", 3, "the unknown key", "sex, name", 'write "name"'),
    ('" Example "', "3", "patient.name", 3, "3", "a text in quotes", 'in quotes, for example name = "Example"'),
    ('" Example "', '" "', "patient.name", 3, '" "', "1 to 200", 'write name = "Example"'),
    ('" Example "', f'"{"y" * 300}"', "patient.name", 3, "yyy", "1 to 200", "shorten it to 200"),
    ("broken = true", 'broken = "no"', "patient.broken", 4, '"no"', "true or false", "broken = false, without quotes"),
    ("broken = true", "broken = 0", "patient.broken", 4, "0", "true or false", "broken = true or"),
    ("sets = 5", "sets = 0", "patient.sets", 5, "0", "above 0 and at most 50", "above 0, or remove it"),
    ("sets = 5", "sets = 2.5", "patient.sets", 5, "2.5", "a whole number", "correct the value"),
    ("sets = 5", 'sets = "5"', "patient.sets", 5, '"5"', "a whole number above 0",
     "without quotes, for example sets = 1"),
    ("sets = 5", "sets = [5]", "patient.sets", 5, "a list", "a whole number above 0",
     "as a number, for example sets = 1"),
    ("share = 0.5", "share = true", "patient.share", 6, "true", "from 0 to 1", "share = 1"),
    ("share = 0.5", "share = nan", "patient.share", 6, "nan", "from 0 to 1", "correct the value"),
    ("minutes = 30", "minutes = 601", "patient.minutes", 7, "601", "from 0 to 600 min", "check the number"),
    ("minutes = 30", 'minutes = "30"', "patient.minutes", 7, '"30", which has no unit', "min", '"30 min"'),
    ('["falls"]', '"falls"', "patient.conditions", 8, '"falls"',
     "a list of conditions", 'write conditions = ["falls"]'),
    ('["falls"]', '["fals"]', "patient.conditions[0]", 8, '"fals"', "one of falls", 'write "falls"'),
    ('["falls"]', '["falls",\n  3]', "patient.conditions[1]", 9, "3", "one of falls", "in quotes"),
    ('diet = { calcium = "750 mg/day" }', "diet = 3", "plan.diet", 11, "3", "a list of tables", "[[plan.diet]]"),
    ('"750 mg/day"', '"750 mg"', "plan.diet.calcium", 11, "unit is not known", "mg, g or mmol per day", "convert"),
    ('"750 mg/day"', '"11 g/day"', "plan.diet.calcium", 11, '"11 g/day"', "to 10000 mg/day", "check the number"),
    ('"1 mg"', '"1000 mg"', "plan.drug[0].dose", 14, '"1000 mg"', "above 0 and at most 100 mg", "check the number"),
    ('dose = "2 mg"', "", "plan.drug[1].dose", 16, "nothing", "mg, ug or g", 'add dose = "1 mg"'),
    ('drug = "anastrozole"\ndose = "2 mg"', 'drug = "x"\ndose = "2 mg"', "plan.drug[1].drug", 17, '"x"',
     "a drug of the library", "anastrozole"),
    ("from = 2026-02-01", "from = 2026-02-01T08:00:00", "plan.drug[0].from", 15, "2026-02-01 08",
     "without a time", "from = 2026-02-01"),
    ("from = 2026-02-01", "until = 2026-02-01", "plan.drug[0].until", 15, "the unknown key", "drug, dose, from",
     "remove it"),
    ("[plan]\n", "[plan]\npreset = 3\n", "plan.preset", 11, "3", "a list of tables", "[[plan.preset]]"),
    ("[plan]\n", '[plan]\npreset = "x"\n', "plan.preset", 11, '"x"', "a drug of the library", "anastrozole"),
    ("[plan]\n", "[plan]\npreset = {}\n", "plan.preset.name", 11, "nothing", "a preset", "add name"),
    ("[[plan.drug]]\ndrug", "[[plan.dose]]\ndrug", "plan.dose", 12, "the unknown key", "drug, diet", "remove it"),
    ("[plan]\n", "[plan]\ndrug = [3]\n[other]\n", "plan.drug[0]", 11, "3", "a table", "[[plan.drug]] with its keys"),
    ("[plan]\n", "[plan]\ndrug = 3\n[other]\n", "plan.drug", 11, "3", "a list of tables", "[[plan.drug]] with double"),
    ("[patient]", "[patinet]", "patient", None, "nothing", "a [patient] table", 'add [patient] with sex = "male"'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "field", "line", "found", "expected",
     "fix"), MISTAKES, ids=[f"{m[2]}: {m[1][:30]}" for m in MISTAKES]
)  # fmt: skip
def test_each_mistake_is_one_problem_in_standard_words(
    old: str, new: str, field: str, line: int | None, found: str, expected: str, fix: str
) -> None:
    text = GOOD.replace(old, new, 1)
    if "[other]" in new:
        text = text[: text.index("diet =")]
    _, problems = read(text)
    (problem,) = [p for p in problems if p.field == field]
    assert problem.line == line
    assert found in problem.found
    assert expected in problem.expected
    assert fix in problem.fix
    assert problem.sentence().isprintable()


def test_all_mistakes_of_a_file_come_at_once_and_what_is_right_comes_all_the_same() -> None:
    text = (
        GOOD.replace('"1 mg"', "1")
        .replace("sets = 5", "sets = 0")
        .replace('["falls"]', '["fals", "smoking"]')
    )
    file, problems = read(text)
    assert {p.field for p in problems} == {"plan.drug[0].dose", "patient.sets", "patient.conditions[0]"}
    assert file is not None
    assert file.plan is not None
    assert [entry.at("dose") for entry in file.plan.drug] == [("plan", "drug", 1, "dose")]
    assert (file.patient.sets, file.patient.has("sets"), file.patient.conditions) == (
        None,
        True,
        ("smoking",),
    )


def test_without_a_required_table_nothing_is_left() -> None:
    file, problems = read('[plan]\ndiet = {calcium = "1 mg"}')
    assert file is None
    assert {p.field for p in problems} == {"patient", "plan.diet.calcium"}


def test_problems_are_raised_in_the_order_of_the_file() -> None:
    notes = Notes.of_text("f.toml", tomllib.loads(GOOD), GOOD)
    notes.add(("plan", "drug", 0, "dose"), "a", "b", "c")
    notes.add(("patient", "sex"), "a", "b", "c")
    with pytest.raises(InputError) as caught:
        notes.raise_if_any()
    assert [(p.field, p.line) for p in caught.value.problems] == [
        ("patient.sex", 2),
        ("plan.drug[0].dose", 14),
    ]


SCHEMA = schema_of(File, "osteotwin/test/1", "A file of the tests")
Draft202012Validator.check_schema(SCHEMA)


def as_json(value: Any) -> Any:
    """A document as JSON has it: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_schema_takes_what_is_written_and_refuses_what_the_reader_refuses() -> None:
    valid = Draft202012Validator(SCHEMA)
    file, _ = read(GOOD)
    assert file is not None
    written = file.model_dump(by_alias=True, exclude_unset=True)
    assert valid.is_valid(as_json(written))
    by_limits_in_words = {"patient.minutes", "plan.drug[0].dose", "plan.diet.calcium"}
    looked_up = {"plan.drug[1].drug", "plan.preset"}
    for old, new, field, *_, expected, _fix in MISTAKES:
        if new.endswith("= nan"):
            continue  # JSON has no such number
        text = GOOD.replace(old, new, 1)
        if "[other]" in new:
            text = text[: text.index("diet =")]
        in_words = (
            field in by_limits_in_words and ("mg" in expected or "min" in expected)
        ) or field in looked_up
        refused = not valid.is_valid(as_json(tomllib.loads(text)))
        assert refused or in_words, new


JUNK = st.recursive(
    st.one_of(st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.text(max_size=6), st.sampled_from(
                ["patient", "plan", "drug", "diet", "preset", "dose", "name"])),
            inner, max_size=4,
        ),
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["patient", "plan", "x"]), JUNK))
def test_any_document_ends_in_a_model_or_in_sentences(document: dict[str, Any]) -> None:
    notes = Notes("any.toml", document)
    found = read_table(File, notes)
    assert found is not None or notes.problems
    assert all(p.found and p.expected and p.fix and p.sentence().isprintable() for p in notes.problems)
