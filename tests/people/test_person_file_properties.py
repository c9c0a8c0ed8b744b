"""Whatever is written, reading ends in a person or in sentences; whatever is valid is read as it was meant."""

import copy
import json
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osteotwin.endpoints import MEASURED
from osteotwin.errors import InputError
from osteotwin.people.read_person import check, read_person
from osteotwin.protocol.describe import describe_intervention
from osteotwin.protocol.interventions import DrugCourse, Food, Training
from osteotwin.protocol.library import load_drugs, load_exercises, load_foods
from osteotwin.units import KINDS

DEMO = files("osteotwin.people").joinpath("examples", "demo.toml").read_text(encoding="utf-8")


def toml(value: object) -> str:
    """Write a value as TOML, tables inline."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value)
    return value.isoformat() if isinstance(value, date) else repr(value)


def document(tables: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {toml(value)}\n" for key, value in tables.items())


def ends_of(endpoint: Any) -> tuple[float, float]:
    """What may be measured in anybody: beyond 4 SD a score may stand for no density at all."""
    if "_score_" in endpoint.id:
        return max(endpoint.low, -4.0), min(endpoint.high, 4.0)
    return endpoint.low, endpoint.high


@st.composite
def valid_files(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a person file that is right."""
    start = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    height, index = draw(st.integers(100, 250)), draw(st.floats(10, 100))
    days = st.integers(0, 400).map(lambda n: start + timedelta(days=n))
    drug = draw(st.sampled_from([d for d in load_drugs().values() if d.dose_unit != "procedure"]))
    exercise = draw(st.sampled_from(sorted(load_exercises())))
    alone = [
        e for e in MEASURED.values() if e.id not in ("weight", "height")
    ]  # not any two of them go together
    endpoints = draw(st.lists(st.sampled_from(alone), max_size=4, unique_by=lambda e: e.id))
    measurements = [
        {
            "date": draw(st.dates(date(2010, 1, 1), start)),
            "what": e.id,
            "value": f"{draw(st.floats(*ends_of(e)))!r} {next(iter(KINDS[e.quantity].units))}"
            if KINDS[e.quantity].units[next(iter(KINDS[e.quantity].units))] == 1.0
            else KINDS[e.quantity].example,
            "confirmed": True,  # a value hardly ever seen is asked about otherwise
        }
        for e in endpoints
    ]
    amount = draw(st.sampled_from([{"sets": 3, "reps": 8}, {"impacts": 40}]))
    sessions = draw(st.floats(0, 21, exclude_min=True))
    food = draw(st.sampled_from([f.name for f in load_foods().values()]))
    begins = draw(days)
    born = draw(st.dates(date(1930, 1, 1), date(1990, 1, 1))).replace(day=1)
    longest = min(365 * 60, (born.replace(year=born.year + 119) - start).days)  # to the age of 119
    return {
        "person": {
            "sex": draw(st.sampled_from(["male", "female"])),
            "birth_date": born,
            "height": f"{height} cm",
            "weight": f"{min(max(index * (height / 100) ** 2, 30.0), 300.0)!r} kg",
        },
        "habits": {"calcium": f"{draw(st.integers(0, 10_000))} mg/day"},
        "measurement": measurements,
        "plan": {
            "drug": [
                {
                    "name": draw(st.sampled_from([drug.id, drug.label.upper()])),
                    "dose": f"{drug.usual_dose} {drug.dose_unit}",
                    "every": f"{drug.usual_interval_days} days",
                    "from": begins,
                    "until": begins + timedelta(days=draw(st.integers(1, 1000))),
                }
            ],
            "training": [{"exercise": exercise, "sessions_per_week": sessions, "from": start} | amount],
            "food": [{"food": food, "servings_per_week": draw(st.integers(1, 200)), "from": draw(days)}],
        },
        "outlook": {
            "from": start,
            "until": start + timedelta(days=draw(st.integers(1, longest))),
        },
    }


@given(valid_files())
def test_every_valid_file_is_read_as_it_was_meant(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, Any]
) -> None:
    path = tmp_path_factory.getbasetemp() / "valid.toml"
    path.write_text(document(tables), encoding="utf-8")
    person = read_person(path)
    assert check(path) == ()
    drug, training, food = person.plan.interventions
    written = tables["plan"]
    assert isinstance(drug, DrugCourse)
    assert drug.from_day == (written["drug"][0]["from"] - tables["outlook"]["from"]).days
    assert drug.until_day - drug.from_day == (written["drug"][0]["until"] - written["drug"][0]["from"]).days
    assert isinstance(training, Training)
    assert training.exercise == written["training"][0]["exercise"]
    assert isinstance(food, Food)
    assert load_foods()[food.food].name == written["food"][0]["food"]
    assert [m.what for m in person.measurements] == [m["what"] for m in tables["measurement"]]
    assert all(describe_intervention(i) for i in person.plan.interventions)


def leaves(table: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value, tables and lists included."""
    found = [path] if path else []
    if isinstance(table, dict):
        found += [p for key, value in table.items() for p in leaves(value, (*path, key))]
    elif isinstance(table, list):
        found += [p for index, value in enumerate(table) for p in leaves(value, (*path, index))]
    return found


JUNK = st.recursive(
    st.one_of(
        st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
        st.sampled_from(["1 mg", "5 %", "nan kg", "1e308 g/day", "-1 day", "2026-02-01", "", "until", "80 %1RM until"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=4,
)  # fmt: skip


def ends_well(path: Path) -> None:
    """Reading ends in a person or in an InputError, and checking says the same."""
    try:
        person = read_person(path)
    except InputError as error:
        problems = error.problems
    else:
        problems = ()
        assert person.start < person.until
    assert [replace(one, fix="") for one in check(path)] == [replace(one, fix="") for one in problems]
    assert all(problem.sentence().isprintable() for problem in problems)
    assert all(problem.found and problem.expected and problem.fix for problem in problems)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=2 * settings.default.max_examples)
def test_any_value_may_be_anything(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    tables = copy.deepcopy(tomllib.loads(DEMO))
    *above, last = data.draw(st.sampled_from(leaves(tables)))
    place: Any = tables
    for key in above:
        place = place[key]
    if data.draw(st.booleans()) and isinstance(place, dict):
        place[data.draw(st.text(max_size=8))] = place.pop(last)
    else:
        place[last] = data.draw(JUNK)
    path = tmp_path_factory.getbasetemp() / "junk.toml"
    path.write_text(document(tables), encoding="utf-8")
    ends_well(path)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=2 * settings.default.max_examples)
def test_any_bytes_may_be_cut_doubled_or_replaced(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    raw = DEMO.encode()
    begin = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(begin, min(len(raw), begin + 40)))
    middle = data.draw(st.one_of(st.binary(max_size=6), st.just(raw[begin:end] * 2), st.just(b"")))
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(raw[:begin] + middle + raw[end:])
    ends_well(path)
