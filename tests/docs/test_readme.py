"""The README's two commands are the ones that are checked."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath

import pytest


def quick_start_commands(repository: Path) -> list[str]:
    """The first console blocks of the README: one command each."""
    text = (repository / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```bash\n(.+)\n```$", text, flags=re.MULTILINE)


def test_first_command_runs_the_demo(repository: Path) -> None:
    assert quick_start_commands(repository)[0].endswith("osteotwin demo")


def test_second_command_is_the_one_that_continuous_integration_runs(repository: Path) -> None:
    second = quick_start_commands(repository)[1]
    assert second.endswith("scripts/test")
    assert second in (repository / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_its_links_hold_wherever_it_is_shown(repository: Path) -> None:
    """On a package index nothing stands beside it: a link is absolute or an anchor, a file is named by its path.

    A picture is of this tree until the project has an address; where nothing stands beside it, its words are read.
    """
    text = (repository / "README.md").read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    pictures = re.findall(r"!\[([^\]]{40,})\]\(([^)\s]+)\)", prose)
    assert len(pictures) == prose.count("![") == 2
    assert all((repository / path).read_bytes().startswith(b"\x89PNG") for _, path in pictures)
    prose = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", prose)
    links = re.findall(r"\]\(([^)\s]+)", prose) + re.findall(
        r"^\[[^\]]+\]:\s*(\S+)", prose, flags=re.MULTILINE
    )
    links += re.findall(r"(?:href|src)=[\"']([^\"']+)", prose)
    assert [link for link in links if not link.startswith(("https://", "#"))] == []


@pytest.mark.slow
def test_the_files_it_names_are_shipped_with_the_source(repository: Path, tmp_path: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:docs|scripts|src)(?:/[\w.-]+)*|[A-Z]+(?:\.md)?)`", text)
    assert {"docs/index.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"} <= set(named)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)],
        cwd=repository, check=True, capture_output=True,
    )  # fmt: skip
    (archive,) = tmp_path.glob("osteotwin-*.tar.gz")
    with tarfile.open(archive) as files:
        shipped = {name.partition("/")[2] for name in files.getnames()}
    folders = {parent.as_posix() for name in shipped for parent in PurePosixPath(name).parents}
    assert [name for name in named if name not in shipped | folders] == []


def test_it_says_that_it_is_no_medical_advice(repository: Path) -> None:
    for page in (repository / "README.md", repository / "docs" / "index.md"):
        assert "not medical advice" in page.read_text(encoding="utf-8").lower()
