"""Starting is cheap: the heavy libraries come only when they are needed; layers stay in order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("scipy", "sympy", "matplotlib", "xarray", "pint", "pandas", "jinja2")


def heavy_modules_after(statement: str) -> list[str]:
    """The heavy libraries that a fresh interpreter has loaded after a statement."""
    code = (
        "import sys\n"
        f"{statement}\n"
        "names = sorted({name.partition('.')[0] for name in sys.modules})\n"
        "sys.stderr.write('LOADED ' + ' '.join(names))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = done.stderr.rpartition("LOADED ")[2].split()
    assert "osteotwin" in loaded
    return [name for name in (*HEAVY, "typer") if name in loaded]


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert heavy_modules_after("import osteotwin") == []


def test_help_loads_nothing_heavy() -> None:
    loaded = heavy_modules_after(
        "sys.argv = ['osteotwin', '--help']\n"
        "from osteotwin.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code"
    )
    assert [name for name in loaded if name != "typer"] == []


def test_layers_import_only_from_below(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=repository, check=False, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
