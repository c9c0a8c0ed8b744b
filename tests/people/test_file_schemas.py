"""The published schemas and the readers agree: on what is right, and on what is wrong in a way a schema can tell."""

import copy
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.file_documents import person_files, plan_files

import osteotwin as ot
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import read_table
from osteotwin.people.person_file import PersonFile
from osteotwin.people.write_person import person_to_toml

VALID = {name: Draft202012Validator(ot.schema(name)) for name in ("person", "plan")}


def as_json(value: Any) -> Any:
    """A document as JSON has it: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", sorted(VALID))
def test_a_schema_is_one_and_says_what_it_is(name: str) -> None:
    schema = ot.schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"osteotwin/{name}/1"
    assert {"name": name, "title": schema["title"]} in ot.catalogue("schemas")


def test_the_demo_is_valid() -> None:
    VALID["person"].validate(as_json(tomllib.loads(Path(ot.demo_path()).read_text(encoding="utf-8"))))


@pytest.mark.slow
@given(person_files())
@settings(deadline=None)
def test_what_the_reader_takes_and_what_the_writer_writes_is_valid(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    VALID["person"].validate(as_json(document))
    path = tmp_path_factory.getbasetemp() / "person.toml"
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    text = person_to_toml(ot.read_person(path))
    VALID["person"].validate(as_json(tomllib.loads(text)))


@given(plan_files())
def test_a_plan_that_the_reader_takes_is_valid(document: dict[str, Any]) -> None:
    VALID["plan"].validate(as_json({"plan": document["plan"]}))


def leaves(table: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value that is neither a table nor a list of tables."""
    if isinstance(table, dict):
        return [p for key, value in table.items() for p in leaves(value, (*path, key))]
    if isinstance(table, list) and any(isinstance(item, dict) for item in table):
        return [p for index, value in enumerate(table) for p in leaves(value, (*path, index))]
    return [path]


#: Keys whose names are looked up: that a library lacks one is not for a schema to know.
LOOKED_UP = {"name", "exercise", "food", "nutrient", "what", "preset"}
#: Which the words of a problem begin with that is about the limits of a text.
IN_WORDS = ("from ", "above ", "at most ", '"80 %1RM"')
WRONG: list[Any] = [
    True, [], ["x"], {"x": 1}, -1, 1e9, 0, 2.5, "zzz", "5", "5 furlong", "", " ", "x" * 300, "5 mg", "80 %",
    date(1850, 1, 1), datetime(2026, 2, 1, 8, 0), date(2026, 2, 1), "2026-13-01", "once",
]  # fmt: skip


@pytest.mark.slow
@given(person_files(), st.data())
@settings(max_examples=3 * settings.default.max_examples, deadline=None)
def test_what_is_wrong_in_one_place_is_refused_by_both_or_taken_by_both(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any], data: st.DataObject
) -> None:
    document = copy.deepcopy(document)
    *above, last = data.draw(st.sampled_from(leaves(document)))
    place: Any = document
    for key in above:
        place = place[key]
    match data.draw(st.sampled_from(["replace", "replace", "remove", "add"])):
        case "replace":
            place[last] = data.draw(st.sampled_from(WRONG))
        case "remove" if isinstance(place, dict):
            del place[last]
        case _ if isinstance(place, dict):
            place["other"] = 1
        case _:
            place.append(1)
    valid = VALID["person"].is_valid(as_json(document))
    notes = Notes("file", document)
    read_table(PersonFile, notes)
    if any(last not in LOOKED_UP and not p.expected.startswith(IN_WORDS) for p in notes.problems):
        assert not valid
    path = tmp_path_factory.getbasetemp() / "changed.toml"
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    if not ot.check(path):
        assert valid


# What the keys of a table say together: the table, what is added, and whether it may stand so.
TRAINING = {"exercise": "back squat", "sessions_per_week": 2, "sets": 5, "reps": 5}
DRUG = {"name": "anastrozole", "dose": "1 mg", "every": "1 day"}
TOGETHER: list[tuple[str, dict[str, Any], bool]] = [
    ("training", TRAINING, True),
    ("training", {**TRAINING, "kind": "impact"}, False),
    ("training", {key: value for key, value in TRAINING.items() if key != "exercise"}, False),
    ("training", {key: value for key, value in TRAINING.items() if key != "reps"}, False),
    ("training", {**TRAINING, "impacts": 60}, False),
    ("training", {**TRAINING, "minutes": 60}, True),
    ("training", {**TRAINING, "progression": "2.5 %/week until 85 %1RM"}, False),
    ("training", {**TRAINING, "load": "80 %1RM", "progression": "2.5 %/week until 85 %1RM"}, True),
    ("drug", {**DRUG, "from": date(2026, 2, 1), "from_week": 3}, False),
    ("drug", {**DRUG, "from": date(2026, 2, 1), "to_week": 3}, True),
    ("drug", {**DRUG, "until": date(2026, 2, 1), "to_day": 3}, False),
    ("supplement", {"nutrient": "vitamin_d", "dose": "1000 IU", "every": "1 day"}, True),
    ("supplement", {"nutrient": "vitamin_d", "dose": "1000 kg", "every": "1 day"}, False),
    ("supplement", {"nutrient": "calcium_citrate", "dose": "1000 IU", "every": "1 day"}, False),
    ("diet", {"calcium": "1200 mg/day"}, True),
    ("diet", {}, False),
    ("diet", {"from_week": 3}, False),
    ("measurement", {"date": date(2026, 1, 1), "what": "estradiol", "value": "27 pg/mL", "assay": "lc-ms"}, True),
    ("measurement", {"date": date(2026, 1, 1), "what": "estradiol", "value": "27 pg/mL", "device": "lunar"}, False),
    ("measurement", {"date": date(2026, 1, 1), "what": "estradiol", "value": "1.05 g/cm^2"}, False),
    ("measurement", {"date": date(2026, 1, 1), "what": "estradiol", "value": 27}, False),
    ("measurement", {"date": date(2026, 1, 1), "what": "t_score_total_hip", "value": -1.2}, True),
    ("measurement", {"date": date(2026, 1, 1), "what": "bmd_total_hip", "value": "0.9 g/cm^2", "assay": "ms"}, False),
    ("habits", {"calcium": "750 mg/day"}, True),
    ("habits", {"calcium": "750 mg/day", "food": [{"food": "milk, skim", "servings_per_week": 3}]}, False),
    ("habits", {"calcium": "750 mg/day", "food": []}, True),
    ("person", {"menopause_age": "51 years"}, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "keys", "right"), TOGETHER, ids=[f"{t}: {list(k)}" for t, k, _ in TOGETHER]
)
def test_what_keys_say_together_is_known_to_both(
    tmp_path: Path, table: str, keys: dict[str, Any], right: bool
) -> None:
    start = date(2026, 2, 1)
    document: dict[str, Any] = {
        "person": {"sex": "male", "birth_date": date(1970, 1, 1)},
        "outlook": {"from": start, "until": start + timedelta(days=3000)},
    }
    if table in ("habits", "person"):
        document[table] = document.get(table, {}) | keys
    elif table == "measurement":
        document[table] = [keys]
    else:
        document["plan"] = {table: [keys]}
    path = tmp_path / "person.toml"
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    assert (not ot.check(path)) == right
    assert VALID["person"].is_valid(as_json(document)) == right
