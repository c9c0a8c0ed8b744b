"""The public interface: each name stands once, in the stub, and is what its module defines."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import osteotwin as ot


@pytest.fixture(scope="module")
def listed(repository: Path) -> list[tuple[str, str, str | None]]:
    """Module, name and other name of every import of the stub, as Python reads it."""
    text = (repository / "src" / "osteotwin" / "__init__.pyi").read_text(encoding="utf-8")
    docstring, *imports = ast.parse(text).body
    assert isinstance(docstring, ast.Expr)
    assert all(isinstance(one, ast.ImportFrom) for one in imports)
    return [
        (str(one.module), alias.name, alias.asname)
        for one in imports
        if isinstance(one, ast.ImportFrom)
        for alias in one.names
    ]


def test_each_name_is_listed_once_and_found(listed: list[tuple[str, str, str | None]]) -> None:
    names = [name for _, name, _ in listed]
    assert len(names) > 30
    assert len(set(names)) == len(names)
    assert sorted(ot.__all__) == sorted(names) == sorted(dir(ot))


def test_names_do_not_change_on_the_way(listed: list[tuple[str, str, str | None]]) -> None:
    # For type checkers only "X as X" makes a name public.
    assert [name for _, name, other in listed if other != name] == []


def test_each_is_what_its_module_defines(listed: list[tuple[str, str, str | None]]) -> None:
    for module, name, _ in listed:
        found = getattr(ot, name)
        assert found is getattr(import_module(module), name)
        assert getattr(found, "__module__", module) == module, f"{name} is defined elsewhere"


def test_what_is_not_public_is_not_there() -> None:
    others = {name: value for name, value in vars(ot).items() if not name.startswith("_")}
    assert [name for name, value in others.items() if not isinstance(value, ModuleType)] == []
    with pytest.raises(AttributeError, match="module 'osteotwin' has no attribute 'simulate_everything'"):
        ot.simulate_everything  # type: ignore[attr-defined]  # noqa: B018
