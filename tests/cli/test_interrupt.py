"""Ctrl-C at any moment: exit code 130, one word, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a console of Windows sends no SIGINT to one process")

#: Sends itself the signal when a module is first looked for, so that the moment is the same on every machine.
INTERRUPTED = """
import importlib.abc, os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)

class Interrupt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
        return None

sys.meta_path.insert(0, Interrupt())
sys.argv = ["osteotwin", *{arguments!r}]
runpy.run_module("osteotwin", run_name="__main__")
"""

#: command -> modules that it loads one after another, from the first on
MODULES = {
    "check": ("osteotwin.cli", "osteotwin.cli.main", "typer", "osteotwin.cli.check", "osteotwin.people.read_person"),
    "run": ("osteotwin.cli.run", "pydantic", "osteotwin.explaining.answer", "numpy", "osteotwin.engine.batch"),
    "demo": ("osteotwin.cli.demo", "osteotwin.people.twin"),
    "list": ("osteotwin.cli.catalogue", "osteotwin.catalogues"),
    "validate": ("osteotwin.evidence.validate", "osteotwin.evidence.files.load"),
    "calibrate": ("osteotwin.calibration.run", "scipy"),
    "export": ("osteotwin.interchange.sbml",),
}  # fmt: skip


def stopped(arguments: Sequence[str], module: str, folder: Path) -> subprocess.CompletedProcess[str]:
    code = INTERRUPTED.format(module=module, arguments=list(arguments))
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=False, capture_output=True, text=True, timeout=120
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "module"), [(command, module) for command, modules in MODULES.items() for module in modules]
)
def test_while_modules_are_loaded(command: str, module: str, person_file: Path, tmp_path: Path) -> None:
    more = {"check": [str(person_file)], "run": [str(person_file), "--people", "2"], "list": ["drugs"],
            "demo": ["--people", "2"], "export": ["sbml"], "calibrate": ["--quick"]}  # fmt: skip
    done = stopped([command, *more.get(command, [])], module, tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (130, "stopped\n", "")
