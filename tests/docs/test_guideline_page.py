"""The page of guidelines is of the tables by which a person is judged."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from osteotwin.safety.guidelines.rules import rules


def test_the_page_has_every_rule_with_its_class_and_criteria(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(repository / "docs" / "_extension"))
    page: str = importlib.import_module("guideline_tables").page()
    lines = page.splitlines()
    for name, rule in rules().items():
        (line,) = (line for line in lines if line.startswith(f"| `{name}` |"))
        assert f"| {rule.makes} |" in line
        assert f"| {rule.kind} |" in line
    assert "sex male and age at least 50; t score at most -2.5" in page
    assert "2 of: t score under -1.5; age over 65" in page
