"""Patterns that are compiled when they are first used: all of them can be, and are what they would be at once."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest

import osteotwin.asking
import osteotwin.importing
from osteotwin.units import patterns
from osteotwin.units.patterns import later


@pytest.mark.parametrize("text", ["", "T-score -1.2, t-score -2", "none"])
def test_every_method_is_that_of_the_pattern(text: str) -> None:
    written = r"(?P<name>t-score) (?P<value>\S+\d)"
    one, other = later(written, re.IGNORECASE), re.compile(written, re.IGNORECASE)
    for method in ("search", "match", "fullmatch", "findall", "split"):
        assert str(getattr(one, method)(text)) == str(getattr(other, method)(text))
    assert one.sub("x", text) == other.sub("x", text)
    assert [found.groupdict() for found in one.finditer(text)] == [
        found.groupdict() for found in other.finditer(text)
    ]
    assert (one.pattern, one.flags, one.groups) == (other.pattern, other.flags, other.groups)


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    plain = re.compile
    monkeypatch.setattr(patterns.re, "compile", lambda *given: compiled.append(given[0]) or plain(*given))
    one = later("a")
    assert (one.pattern, compiled) == ("a", [])
    assert one.search("ba")
    assert one.search("ab")
    assert one.match("ab")
    assert compiled == ["a"]


def _patterns_in(value: Any, depth: int = 3) -> list[Any]:
    if isinstance(value, patterns._Later):
        return [value]
    if depth and isinstance(value, (list, tuple, frozenset)):
        return [one for part in value for one in _patterns_in(part, depth - 1)]
    if depth and isinstance(value, dict):
        return [one for part in value.items() for one in _patterns_in(part, depth - 1)]
    return []


def test_those_that_read_files_and_answers_can_be_compiled() -> None:
    names = [
        found.name
        for package in (osteotwin.importing, osteotwin.asking)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    found = [
        one
        for name in names
        for value in vars(importlib.import_module(name)).values()
        for one in _patterns_in(value)
    ]
    assert len({id(one) for one in found}) > 2000
    assert all(one.groups >= 0 for one in found)
