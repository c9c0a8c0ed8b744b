"""Small disks that are full or may only be read, and processes that are stopped while they write."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Start = Callable[[str], "subprocess.Popen[str]"]


def mounted(place: Path, options: str) -> Iterator[Path]:
    """A small disk of its own, where the system lets us have one."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only the superuser of Linux can mount a disk")
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        check=False,
        capture_output=True,
        text=True,
    )
    if made.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {made.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk on which a name fits, but no content."""
    for disk in mounted(tmp_path / "disk", "size=64k"):
        with (disk / "ballast").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        yield disk


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which this user may not write."""
    if os.name != "posix":
        pytest.skip("folders are closed otherwise there")
    if os.geteuid() == 0:  # to whom no mode is closed
        yield from mounted(tmp_path / "closed", "size=64k,ro")
        return
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    yield folder
    folder.chmod(0o755)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a process with some Python code and wait until it says "now"."""
    running: list[subprocess.Popen[str]] = []

    def begin(code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n", process.communicate()[1]
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()
