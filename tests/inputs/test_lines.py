"""Every key of a TOML text stands on the line that is reported."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.inputs.lines import Path, key_lines

TEXT = '''# a comment with [brackets] and = signs
title = "not [a] header"
"quoted key" = 1

[plan]
preset = { name = "x", window = { from = 2026-02-01, until = 2027-02-01 } }
note = """
[[plan.drug]]
dose = "9 mg"
"""
[[plan.drug]]
name = 'it # is'   # dose = "2 mg"
dose = "1 mg"
[[plan.drug]]
name = [
  "one",  # first
  "two, [three]",
  { inner = 4 },
]
[[arm]]
  [[arm.drug]]
  dose = "1 mg"
[[arm]]
  [arm.baseline]
  age_mean = 60
  [[arm.drug]]
  dose = "2 mg"
  [[arm.drug]]
  dose.value = "3 mg"
'''

LINES: dict[Path, int] = {
    ("title",): 2,
    ("quoted key",): 3,
    ("plan",): 5,
    ("plan", "preset"): 6,
    ("plan", "preset", "window", "until"): 6,
    ("plan", "note"): 7,
    ("plan", "drug", 0): 11,
    ("plan", "drug", 0, "dose"): 13,
    ("plan", "drug", 1): 14,
    ("plan", "drug", 1, "name", 1): 17,
    ("plan", "drug", 1, "name", 2, "inner"): 18,
    ("arm", 0): 20,
    ("arm", 0, "drug", 0, "dose"): 22,
    ("arm", 1): 23,
    ("arm", 1, "baseline", "age_mean"): 25,
    ("arm", 1, "drug", 0, "dose"): 27,
    ("arm", 1, "drug", 1): 28,
    ("arm", 1, "drug", 1, "dose", "value"): 29,
}


@pytest.mark.parametrize(("path", "line"), LINES.items(), ids=[".".join(map(str, p)) for p in LINES])
def test_a_key_stands_on_its_line(path: Path, line: int) -> None:
    assert key_lines(TEXT)[path] == line


def paths(value: Any, path: Path = ()) -> set[Path]:
    found: set[Path] = {path} if path else set()
    if isinstance(value, dict):
        found |= {p for key, inner in value.items() for p in paths(inner, (*path, key))}
    elif isinstance(value, list):
        found |= {p for index, inner in enumerate(value) for p in paths(inner, (*path, index))}
    return found


SHIPPED = [
    item
    for folder in (
        "evidence/trials",
        "protocol/data",
        "protocol/presets",
        "parameters/data",
        "people/examples",
    )
    for item in sorted(files("osteotwin").joinpath(folder).iterdir(), key=lambda f: f.name)
    if item.name.endswith(".toml")
][::4]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda f: f.name)
def test_every_value_of_a_shipped_file_has_a_line_that_names_its_key(file: Any) -> None:
    text = file.read_text(encoding="utf-8")
    lines = key_lines(text)
    written = text.splitlines()
    assert set(lines) == paths(tomllib.loads(text))
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert path[-1] in written[line - 1]


KEYS = st.text("ab.-\"'# =[]{}\n", min_size=1, max_size=4)


@given(st.dictionaries(KEYS, st.recursive(st.text("a\"'\\#[]{},=\n", max_size=6), lambda inner: st.one_of(
    st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)), max_leaves=6), max_size=4))  # fmt: skip
def test_any_document_is_scanned_without_losing_a_key(document: dict[str, Any]) -> None:
    import tomlkit

    text = tomlkit.dumps(document)
    assert set(key_lines(text)) == paths(tomllib.loads(text))
