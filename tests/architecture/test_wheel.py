"""What a user installs holds everything the product needs, and its types are seen."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

DATA_SUFFIXES = {".toml", ".csv", ".html", ".j2", ".css", ".json", ".svg", ".npy", ".pyi", ".typed"}


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=repository, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.glob("osteotwin-*.whl")
    return built


def test_wheel_holds_every_data_file_and_the_license(repository: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    source = repository / "src"
    data = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and path.suffix in DATA_SUFFIXES
    }
    assert {name for name in data if name.endswith(".toml")}
    assert {"osteotwin/py.typed", "osteotwin/__init__.pyi"} <= data
    assert data <= shipped
    assert any(name.endswith("licenses/LICENSE") for name in shipped)
    assert not [name for name in shipped if name.startswith("tests/")]


@pytest.mark.slow
def test_a_type_checker_sees_the_types_of_what_is_installed(wheel: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyright", reason="pyright is in the group 'lint'")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (tmp_path / "pyrightconfig.json").write_text(
        json.dumps({"include": ["use.py"], "typeCheckingMode": "strict", "extraPaths": ["site"]}),
        encoding="utf-8",
    )
    right = """
        import osteotwin as ot

        person: ot.Person = ot.read_person("person.toml")
        age: float = person.age_at_start
        sentences: list[str] = [problem.sentence() for problem in ot.check("person.toml")]
        text: str = ot.person_to_sbml(person)
        version: str = ot.__version__
    """
    wrong = """
        number: int = ot.__version__
        ot.read_person(3)
        ot.simulate_everything()
        ot.check("person.toml").nothing
    """
    begun = textwrap.dedent(right).lstrip()
    (tmp_path / "use.py").write_text(begun + textwrap.dedent(wrong).lstrip(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(done.stdout)["generalDiagnostics"]
    lines = {1 + one["range"]["start"]["line"] for one in found if one["severity"] == "error"}
    first = 1 + begun.count("\n")
    assert lines == set(range(first, first + 4)), found


def test_version_is_written_once() -> None:
    from importlib.metadata import version

    import osteotwin

    assert osteotwin.__version__ == version("osteotwin")
