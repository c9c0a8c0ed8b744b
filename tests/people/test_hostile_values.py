"""Whatever stands where a value, a key or a list is expected: problems that can be printed, and nothing else."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from math import inf, nan
from pathlib import Path
from typing import Any

import pytest

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import MOST_ENTRIES
from osteotwin.people.read_person import check, person_of

LONGEST_SENTENCE = 1500
DEMO = tomllib.loads(files("osteotwin.people").joinpath("examples", "demo.toml").read_text(encoding="utf-8"))
MORE: dict[str, Any] = {
    "person": {"menopause_age": "50 years", "vertebral_fracture": True, "conditions": ["kidney_stones"],
               "frax_hip": "3.4 %", "frax_major": "21 %"},
    "habits": {"food": [{"food": "milk, skim", "servings_per_week": 3}]},
    "plan": {
        "food": [{"food": "milk, skim", "servings_per_week": 3, "from_week": 2, "to_day": 90}],
        "supplement": [{"nutrient": "vitamin_d", "dose": "1000 IU", "every": "1 day"}],
        "diet": {"calcium": "1000 mg/day"},
        "unloading": [{"fraction": 0.5, "from_day": 10, "to_day": 20}],
        "training": [{"exercise": "back squat", "sessions_per_week": 2, "sets": 3, "reps": 5, "minutes": 30,
                      "impacts": 10, "load": "80 %1RM", "progression": "2.5 %/week until 85 %1RM",
                      "adherence": 0.8, "peak_force_bodyweights": 2}],
    },
}  # fmt: skip
HOSTILE: dict[str, object] = {
    "an integer beyond a float": 10**400,
    "a negative one": -(10**400),
    "an integer too long to print": 16**6000,
    "nan": nan,
    "inf": inf,
    "a long text": "x" * 50_000,
    "many digits": "9" * 50_000 + " mg",
    "control characters": "\x9b2J\u202e\x1b[31mmale\nrm -rf\r",
    "nothing": "",
    "a list": [[1]],
    "a table": {"a" * 50_000: 1},
    "true": True,
}


def full() -> dict[str, Any]:
    """A document with nearly every key that a person file may hold."""

    def joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
        both = dict(one)
        for key, value in other.items():
            both[key] = joined(both[key], value) if isinstance(both.get(key), dict) else copy.deepcopy(value)
        return both

    return joined(copy.deepcopy(DEMO), MORE)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value that is no table or list."""
    items = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if items is None:
        yield path
        return
    for key, inner in items:
        yield from leaves(inner, (*path, key))


def replaced(document: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    here: Any = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return document


def problems_of(document: dict[str, Any]) -> tuple[Problem, ...]:
    try:
        person_of(Notes("person.toml", document))
    except InputError as error:
        return error.problems
    return ()


def assert_printable(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        sentence = problem.sentence()
        assert sentence.isprintable(), sentence
        assert len(sentence) < LONGEST_SENTENCE


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_in_place_of_any_value(name: str) -> None:
    accepted = 0
    for path in leaves(full()):
        problems = problems_of(replaced(full(), path, HOSTILE[name]))
        assert_printable(problems)
        accepted += not any(str(path[-1]) in p.field or len(path) == 1 for p in problems)
    # A person's name may be any text, what may be true or false is, and what stands in lists is named by the list.
    assert accepted <= 3


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("table", ["person", "habits", "plan", "outlook"])
def test_a_key_of_any_length_and_signs_is_shortened(name: str, table: str) -> None:
    for key in ("k" * 50_000, "k\u202e\x9b" * 10_000, "\n", "a b"):
        problems = problems_of(replaced(full(), (table, key), HOSTILE[name]))
        assert any("unknown key" in problem.found for problem in problems)
        assert_printable(problems)


@pytest.mark.parametrize(
    "name", ["measurement", "drug", "training", "food", "supplement", "unloading", "preset"]
)
def test_a_list_beyond_any_use_is_one_sentence(name: str) -> None:
    document = full()
    holder = document if name == "measurement" else document["plan"]
    one = holder.get(name, [{"name": "standard_lifestyle"}])
    holder[name] = [one[0] if isinstance(one, list) else one] * (MOST_ENTRIES + 1)
    found = [problem for problem in problems_of(document) if f"a list of {MOST_ENTRIES + 1}" in problem.found]
    assert len(found) == 1
    assert found[0].field.endswith(name)


def test_every_entry_of_a_list_is_named_once_however_many_it_contradicts() -> None:
    document = full()
    drug = {"name": "anastrozole", "dose": "1 mg", "every": "1 day"}
    document["plan"]["drug"] = [dict(drug) for _ in range(300)]
    found = [problem.field for problem in problems_of(document) if "a second course" in problem.found]
    assert sorted(found) == sorted(f"plan.drug[{k}].name" for k in range(1, 300))


@pytest.mark.parametrize(
    ("text", "line"),
    [("[person]\rsex = 1\n", 1), ("[person]\nsex = 'male'\nbirth_date = 1972-05-14\rx = 1\n", 3)],
)
def test_a_lone_carriage_return_is_named(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "person.toml"
    path.write_bytes(text.encode())
    (problem,) = check(path)
    assert problem.found == "a carriage return that no line feed follows"
    assert problem.line == line
