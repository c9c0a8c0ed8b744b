"""The faults that scripts/mutate makes: of each kind, one at a time, in code that still parses."""

from __future__ import annotations

import ast
from pathlib import Path
from types import ModuleType

import pytest
from tests.loaded_script import load_script

CODE = '''
"""Text with 1 < 2 in it."""
LIMITS: dict[str, int] = {"low": 5}

def share(values: list[float], *, whole: bool = True) -> float | None:
    """Return a share, 0 to 1."""
    if not values or len(values) > LIMITS["low"]:
        return None
    name = f"of {1 + 1}"
    return min(sum(values) / 2, -1.0) if whole else 0.5
'''


@pytest.fixture(scope="module")
def mutate(repository: Path) -> ModuleType:
    """The script as a module."""
    return load_script(repository / "scripts" / "mutate")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "code.py"
    path.write_text(CODE, encoding="utf-8")
    return path


def test_each_fault_changes_one_line_of_code_that_still_parses(mutate: ModuleType, file: Path) -> None:
    before = CODE.splitlines()
    for mutant in mutate.mutants_of(file):
        ast.parse(mutant.text)
        after = mutant.text.splitlines()
        changed = [k for k, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
        assert changed == [mutant.line]
        assert mutant.difference()
    assert file.read_text(encoding="utf-8") == CODE


def test_the_kinds_of_faults_and_what_is_left_alone(mutate: ModuleType, file: Path) -> None:
    found = [(mutant.line, mutant.fault) for mutant in mutate.mutants_of(file)]
    assert sorted(found) == [
        (3, "constant"),
        (5, "constant"),
        *[(7, "boolean")] * 2, *[(7, "comparison")] * 2,
        *[(10, "arithmetic")] * 2, (10, "boolean"), (10, "call"), *[(10, "constant")] * 3, (10, "return"),
    ]  # fmt: skip
    texts = [mutant.text for mutant in mutate.mutants_of(file)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("returned", "faults"),
    [("None", []), ("False", ["constant"]), ("True", ["constant", "return"]), ("0", ["constant", "return"])],
)
def test_nothing_is_returned_only_where_that_can_be_seen(
    mutate: ModuleType, file: Path, returned: str, faults: list[str]
) -> None:
    file.write_text(f"def f():\n    return {returned}\n", encoding="utf-8")
    assert sorted(mutant.fault for mutant in mutate.mutants_of(file)) == faults


def test_the_same_seed_draws_the_same_faults(mutate: ModuleType, file: Path) -> None:
    drawn = mutate.draw([file], 5, 1)
    assert mutate.draw([file], 5, 1) == drawn
    assert mutate.draw([file], 5, 2) != drawn
    assert len(set(drawn)) == 5
    assert len(mutate.draw([file], 1000, 1)) == len(list(mutate.mutants_of(file)))
