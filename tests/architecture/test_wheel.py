"""What a user installs holds everything the product needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

DATA_SUFFIXES = {".toml", ".csv", ".html", ".j2", ".css", ".json", ".svg", ".npy"}


def test_wheel_holds_every_data_file_and_the_license(repository: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=repository, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("osteotwin-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    source = repository / "src"
    data = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and path.suffix in DATA_SUFFIXES
    }
    assert {name for name in data if name.endswith(".toml")}
    assert data <= shipped
    assert any(name.endswith("licenses/LICENSE") for name in shipped)
    assert not [name for name in shipped if name.startswith("tests/")]


def test_version_is_written_once(repository: Path) -> None:
    from importlib.metadata import version

    import osteotwin

    assert osteotwin.__version__ == version("osteotwin")
