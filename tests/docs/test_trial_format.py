"""The tables of the page on trial files hold every key, type of result, endpoint and drug of the format."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.other_drugs import load_other_drugs
from osteotwin.evidence.files.result_types import RESULT_TYPES


@pytest.fixture
def extension(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The extension of the documentation."""
    pytest.importorskip("sphinx")
    monkeypatch.syspath_prepend(str(repository / "docs" / "_extension"))
    return importlib.import_module("trial_format")


@pytest.fixture
def page(repository: Path) -> str:
    return (repository / "docs" / "reference" / "trial-format.md").read_text(encoding="utf-8")


def test_the_page_takes_in_every_part(extension: Any, page: str) -> None:
    assert set(re.findall(r"\{include\} _generated/(\S+)", page)) == set(extension.parts())


def test_every_key_of_every_table_is_listed_once(extension: Any) -> None:
    schema = ot.schema("trial")
    assert {name for _, name in extension.TABLES} == {None, *schema["$defs"]}
    parts = re.split(r"^\*\*(?=`|at)", extension.keys_text(schema), flags=re.MULTILINE)[1:]
    assert len(parts) == len(extension.TABLES)
    for text, (_, name) in zip(parts, extension.TABLES, strict=True):
        table = schema if name is None else schema["$defs"][name]
        rows = re.findall(r"^\| (\*\*)?`([a-z0-9_]+)`", text, flags=re.MULTILINE)
        assert [key for _, key in rows] == list(table["properties"])
        assert {key for bold, key in rows if bold} == set(table.get("required", ()))


def test_every_result_endpoint_and_drug_is_listed(extension: Any) -> None:
    for name, row in RESULT_TYPES.items():
        assert f"| `{name}` |" in extension.results_text()
        assert (row.not_scored or "yes") in extension.results_text()
    for name, endpoint in TRIAL_ENDPOINTS.items():
        assert (f"`{name}`" in extension.endpoints_text()) == (endpoint.output is None)
    assert all(drug.label in extension.drugs_text() for drug in load_other_drugs().values())


def test_the_keys_of_the_example_are_keys(extension: Any, page: str) -> None:
    example = page.split("```toml\n")[1].split("```")[0]
    written = {key for line in example.splitlines() for key in re.findall(r"^\s*([a-z0-9_]+) =", line)}
    assert written <= set(re.findall(r"`([a-z0-9_]+)`", extension.keys_text(ot.schema("trial"))))
