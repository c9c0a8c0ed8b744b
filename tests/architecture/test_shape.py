"""The tree stays readable: short files, known folders, nothing left over."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

HARD_LIMIT_LINES = 700

# The stations of a signal (docs/explanation/architecture.md); later stations join as they are built.
STATIONS = {
    "units", "inputs", "parameters", "body", "engine", "inference", "protocol", "cohort", "conditioning",
    "observing", "people", "evidence", "calibration", "studies", "safety", "explaining", "importing", "report",
    "interchange", "asking", "planning", "diary", "web", "cli",
}  # fmt: skip

LEFT_OVER = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK(?![ -]squat)|NotImplementedError|MagicMock)\b"
    r"|unittest[.]mock"
    r"|lorem ipsum"
    r"|(?<![\w.~/-])/(?:work|root|home)/",
    re.IGNORECASE,
)
TEXT_SUFFIXES = {
    ".py",
    ".pyi",
    ".md",
    ".toml",
    ".csv",
    ".html",
    ".j2",
    ".css",
    ".yaml",
    ".yml",
    ".json",
    ".txt",
    "",
}


def project_files(repository: Path) -> list[Path]:
    """The files of the project: what git tracks or would track."""
    if shutil.which("git") is None or not (repository / ".git").exists():
        pytest.skip("not a git checkout: there is no list of the project's own files")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=repository, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [path for name in listed.stdout.splitlines() if (path := repository / name).is_file()]


def test_no_python_file_is_too_long(repository: Path) -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in project_files(repository)
        if path.suffix == ".py"
    }
    assert len(lengths) > 20
    too_long = {str(path): length for path, length in lengths.items() if length > HARD_LIMIT_LINES}
    assert not too_long


def test_folders_are_the_stations_of_a_signal(repository: Path) -> None:
    package = repository / "src" / "osteotwin"
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    assert folders == STATIONS


def test_one_file_per_organ_in_the_body(repository: Path) -> None:
    body = repository / "src" / "osteotwin" / "body"
    expected = {"drugs", "sex_steroids", "loading", "minerals"}
    expected |= {"bone_cells", "bone_tissue", "markers", "whole"}
    assert expected <= {path.stem for path in body.iterdir() if not path.name.startswith("__")}


def test_nothing_is_left_over(repository: Path) -> None:
    found: list[str] = []
    for path in project_files(repository):
        if path.suffix not in TEXT_SUFFIXES or path.name in {"uv.lock", "LICENSE"} or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if LEFT_OVER.search(line):
                found.append(f"{path.relative_to(repository)}:{number}: {line.strip()}")
    assert not found, "\n".join(found)


def test_no_test_folder_is_a_package(repository: Path) -> None:
    # Under importmode=importlib a stray __init__.py would give two modules the same name.
    assert not list((repository / "tests").rglob("__init__.py"))
