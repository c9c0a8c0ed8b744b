"""``osteotwin export sbml``."""

from __future__ import annotations

from pathlib import Path

import pytest

import osteotwin as ot
from osteotwin.cli.main import main


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
def test_a_person_becomes_a_file_beside(capsys: pytest.CaptureFixture[str], demo_sbml: str) -> None:
    assert main(["export", "sbml", str(ot.demo_path())]) == 0
    assert "demo.sbml.xml" in capsys.readouterr().out
    assert Path("demo.sbml.xml").read_text(encoding="utf-8") == demo_sbml


def test_without_a_person_the_reference_is_written() -> None:
    assert main(["export", "sbml", "--out", "new/reference.xml"]) == 0
    assert Path("new/reference.xml").read_text(encoding="utf-8") == ot.reference_to_sbml()


def test_a_folder_is_no_file_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "sbml", "--out", "."]) == 2
    assert "which is a folder" in capsys.readouterr().err


def test_mistakes_in_the_persons_file_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    Path("person.toml").write_text('[person]\nsex = "mail"\n', encoding="utf-8")
    assert main(["export", "sbml", "person.toml"]) == 2
    assert "sex" in capsys.readouterr().err
    assert not Path("person.sbml.xml").exists()


def test_export_alone_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    assert "sbml" in capsys.readouterr().out
