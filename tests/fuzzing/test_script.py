"""The command that tries as many mutants as are asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from tests.fuzzing.readers import READERS, Reader
from tests.loaded_script import load_script

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the command counts memory as Unix does")


@pytest.fixture(scope="module")
def fuzz(repository: Path) -> ModuleType:
    """The script as a module."""
    return load_script(repository / "scripts" / "fuzz")


def _make(random: Random, folder: Path) -> None:
    (folder / "number").write_text(f"{random.random()}", encoding="utf-8")


def _use(folder: Path) -> str:
    if float((folder / "number").read_text(encoding="utf-8")) < 0.5:
        raise OverflowError("small\x9b")
    return "read"


def test_outcomes_are_counted_and_what_breaks_a_law_is_kept(fuzz: ModuleType, tmp_path: Path) -> None:
    tally = fuzz.Tally()
    for number in range(40):
        fuzz.tried(Reader("made up", _make, _use), 1, number, tmp_path, 10.0, tally)
    assert tally.outcomes["read"] + tally.outcomes["BROKEN"] == 40
    assert len(tally.broken) == tally.outcomes["BROKEN"] == len(list(tmp_path.iterdir())) > 5
    assert all("OverflowError at test_script.py" in line and "\\x9b" in line for line in tally.broken)
    kept = next(tmp_path.iterdir())
    assert float((kept / "number").read_text(encoding="utf-8")) < 0.5
    assert "OverflowError: small" in (kept / "error.txt").read_text(encoding="utf-8")


def test_every_reader_has_a_share(fuzz: ModuleType) -> None:
    assert fuzz.SHARES.keys() == READERS.keys()
    assert sum(fuzz.SHARES.values()) == 100
