"""Code in README and docs that says it runs is run, as a reader would: block after block, in one folder.

Blocks share this process but no names, and the command is called as a function: what it is in a process of its own is
tested with the command line. A block that needs such a library has a process of its own.

A fenced block is taken where an HTML comment stands right above it:
``<!-- file: NAME -->`` writes the block to a file, ``<!-- run -->`` runs it (``python`` or ``console``; of a
console block the lines after ``$``). ``<!-- run with LIBRARY -->`` runs it where that library loads.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from osteotwin.cli.main import main

BLOCK = re.compile(
    r"^<!-- (?P<order>run(?: with (?P<needs>[\w.]+))?|file: (?P<name>[\w.-]+)) -->\n+"
    r"```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
REPOSITORY = Path(__file__).parents[2]
PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")])


@dataclass(frozen=True)
class Block:
    """One fenced block with an order above it."""

    name: str | None
    needs: str | None
    language: str
    code: str


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(m["name"], m["needs"], m["language"], m["code"]) for m in BLOCK.finditer(text)]


PAGES_WITH_BLOCKS = [page for page in PAGES if blocks_of(page)]


def loads(library: str) -> bool:
    """Whether a library that has no build for every machine loads here."""
    done = subprocess.run([sys.executable, "-c", f"import {library}"], check=False, capture_output=True)
    return done.returncode == 0


def run_block(block: Block) -> None:
    if block.needs is not None:
        done = subprocess.run([sys.executable, "-c", block.code], check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"{block.code}\n{done.stdout}\n{done.stderr}"
        return
    if block.language == "python":
        exec(compile(block.code, "a block of the page", "exec"), {"__name__": "__main__"})
        return
    commands = [shlex.split(line[2:]) for line in block.code.splitlines() if line.startswith("$ ")]
    assert commands, f"nothing to run in: {block.code}"
    for program, *arguments in commands:
        assert program == "osteotwin"
        assert main(arguments) == 0, f"{arguments}"


def marks_of(page: Path) -> list[pytest.MarkDecorator]:
    """All but the first page a reader sees are slow."""
    return [] if page.name == "README.md" else [pytest.mark.slow]


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=marks_of(page)) for page in PAGES_WITH_BLOCKS],
    ids=lambda page: str(page.relative_to(REPOSITORY)),
)
def test_code_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    for block in blocks_of(page):
        if block.name is not None:
            (tmp_path / block.name).write_text(block.code, encoding="utf-8")
        elif block.needs is None or loads(block.needs):
            run_block(block)


def test_the_first_pages_have_blocks_that_run() -> None:
    names = {page.relative_to(REPOSITORY).as_posix() for page in PAGES_WITH_BLOCKS}
    assert {"README.md", "docs/tutorial/first-report.md", "docs/how-to/write-a-person-file.md"} <= names
