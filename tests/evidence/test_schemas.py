"""The published schemas: every shipped trial and every answer keeps to them, and they refuse what is not."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import osteotwin as ot
from osteotwin.evidence.schemas import SCHEMAS

#: A schema's version rises when a key changes its name or its meaning.
VERSIONS = {"trial": 1, "scores": 2}
TRIALS = sorted((files("osteotwin.evidence") / "trials").iterdir(), key=lambda path: path.name)


@pytest.fixture(scope="module")
def trial() -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS["trial"])


@pytest.fixture
def table() -> dict[str, Any]:
    path = files("osteotwin.evidence") / "trials" / "burnettbowie2009_anastrozole.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_they_are_schemas_of_a_version_and_listed(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"osteotwin/{name}/{VERSIONS[name]}"
    assert ot.schema(name) == SCHEMAS[name]
    assert name in {row["name"] for row in ot.catalogue("schemas")}


def test_all_shipped_trials_keep_to_the_schema(trial: Draft202012Validator) -> None:
    assert len(TRIALS) >= 99
    for path in TRIALS:
        found = [
            error.message for error in trial.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))
        ]
        assert found == [], path.name


def _set(table: dict[str, Any], *keys: Any, value: Any) -> None:
    here: Any = table
    for key in keys[:-1]:
        here = here[key]
    here[keys[-1]] = value


WRONG = {
    "another version": (("schema",), 2),
    "an unknown key": (("sponsor",), "x"),
    "an unknown topic": (("topics",), ["aromatase"]),
    "no topic": (("topics",), []),
    "an unknown design": (("design",), "rtc"),
    "an unknown sex": (("population", "sex"), "men"),
    "an unknown endpoint": (("arm", 0, "observation", 0, "endpoint"), "bmd_spine"),
    "a week before the start": (("arm", 0, "observation", 0, "week"), -1),
    "two dispersions": (("arm", 0, "observation", 0, "se"), 0.1),
    "a number as text": (("arm", 0, "observation", 0, "value"), "1.1"),
    "an impossible baseline": (("arm", 0, "baseline", "bmd_lumbar_spine_g_cm2"), 1121),
    "no arm": (("arm",), []),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_refused(mistake: str, trial: Draft202012Validator, table: dict[str, Any]) -> None:
    assert trial.is_valid(table)
    keys, value = WRONG[mistake]
    _set(table, *keys, value=value)
    assert not trial.is_valid(table)


@pytest.mark.parametrize(
    "key", ["id", "title", "design", "read_as", "duration_weeks", "topics", "population", "arm"]
)
def test_what_must_be_there(key: str, trial: Draft202012Validator, table: dict[str, Any]) -> None:
    del table[key]
    assert not trial.is_valid(table)


def test_the_version_may_be_written(trial: Draft202012Validator, table: dict[str, Any]) -> None:
    assert trial.is_valid({**table, "schema": 1})
