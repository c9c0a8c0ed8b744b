"""``osteotwin diary`` as a user calls it, over a file and over a server."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import osteotwin as ot
from osteotwin.cli.main import main

BESIDE = '[[symptom]]\ndate = 2026-05-01\nwhat = "joint pain"\nseverity = 4\n'


@pytest.fixture(params=["sqlite", "postgresql"])
def options(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """Where the diary is."""
    where = ["--data", str(tmp_path / "diary")]
    if request.param == "postgresql":
        where += ["--database", request.getfixturevalue("postgres").new_database()]
    return where


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    file = tmp_path / "diary.toml"
    file.write_text(BESIDE)
    return file


def test_a_file_goes_in_and_comes_out_the_same(
    options: list[str], beside: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = str(ot.demo_path())
    assert main(["diary", "import", demo, "--diary", str(beside), "--name", "Example", *options]) == 0
    assert main(["diary", "export", "Example", "--out", str(tmp_path / "out"), *options]) == 0
    written = tmp_path / "out" / "person.toml"
    assert tomllib.loads(written.read_text()) == tomllib.loads(ot.demo_path().read_text())
    assert (tmp_path / "out" / "diary.toml").read_text() == BESIDE
    assert written.stat().st_mode & 0o777 == 0o600
    capsys.readouterr()
    assert main(["diary", "import", str(written), "--into", "Example", *options]) == 0
    assert ": 0 entries added or removed" in capsys.readouterr().out
    assert main(["diary", "export", "Example", "--out", str(tmp_path / "out"), *options]) == 2
    assert "a file that is there" in capsys.readouterr().err


@pytest.mark.slow
def test_copies_lead_back(options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    phrase, other = tmp_path / "phrase", tmp_path / "other"
    phrase.write_text("five words that nobody guesses\n")
    other.write_text("another five words of somebody\n")
    sealed = [*options, "--pass-phrase-file", str(phrase)]
    assert main(["diary", "import", str(ot.demo_path()), "--name", "Example", *sealed]) == 0
    capsys.readouterr()
    assert main(["diary", "backup", "--out", str(tmp_path / "copy"), *sealed]) == 0
    copy = capsys.readouterr().out.strip()
    assert copy == str(tmp_path / "copy")
    assert main(["diary", "backups", *sealed]) == 0
    assert capsys.readouterr().out.count(".sqlite.encrypted\n") == 1
    assert main(["diary", "erase", "Example", "--yes", *sealed]) == 0
    assert main(["diary", "people", *sealed]) == 0
    assert "Example " not in capsys.readouterr().out.replace("Example is erased", "")
    assert main(["diary", "restore", copy, "--yes", *options]) == 1
    assert "under a pass phrase. Fix:" in capsys.readouterr().err
    assert main(["diary", "restore", copy, "--yes", *sealed, "--copy-pass-phrase-file", str(other)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "the pass phrase does not open" in said
    assert main(["diary", "restore", copy, "--yes", *sealed]) == 0
    assert "holds 1 person again" in capsys.readouterr().out
    assert main(["diary", "people", *options]) == 0
    assert capsys.readouterr().out.endswith("  Example\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", "Nobody"], 2, 'nobody, "Nobody"'),
        (["erase", "Nobody", "--yes"], 2, "osteotwin diary people"),
        (["restore", "no-such-copy", "--yes"], 2, 'no file "no-such-copy"'),
        (["people", "--database", "mysql://x/y"], 2, "the URL of a PostgreSQL database"),
        (
            ["people", "--database", "postgresql://osteotwin:secret-word@/x?host=/nowhere"],
            1,
            "cannot be opened",
        ),
        (["people", "--pass-phrase-file", "{empty}"], 2, "no pass phrase"),
        (["people", "--pass-phrase-file", "{short}"], 1, "fewer than 12 signs"),
    ],
)
def test_mistakes_are_told_in_one_sentence(
    arguments: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").write_text("")
    (tmp_path / "short").write_text("secret\n")
    given = [word.format(empty=tmp_path / "empty", short=tmp_path / "short") for word in arguments]
    assert main(["diary", *given, "--data", str(tmp_path / "diary")]) == code
    told = capsys.readouterr().err
    assert said in told
    assert "secret-word" not in told
    assert "Traceback" not in told


def test_nothing_is_erased_without_a_yes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--data", str(tmp_path / "diary")]
    assert main(["diary", "import", str(ot.demo_path()), "--name", "Example", *options]) == 0
    assert main(["diary", "erase", "Example", *options]) == 2
    assert "add --yes" in capsys.readouterr().err
    assert main(["diary", "people", *options]) == 0
    assert "Example" in capsys.readouterr().out


def test_a_file_that_is_wrong_is_not_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[person]\nsex = "male"\nheight = "181"\n')
    assert main(["diary", "import", str(wrong), "--data", str(tmp_path / "diary")]) == 2
    assert "person.height" in capsys.readouterr().err
    assert not (tmp_path / "diary").exists()


def test_a_new_person_comes_in_by_one_change(options: list[str], beside: Path) -> None:
    from osteotwin.cli.diary_place import place_of
    from osteotwin.diary.diary import Diary

    demo = str(ot.demo_path())
    assert main(["diary", "import", demo, "--diary", str(beside), "--name", "Example", *options]) == 0
    held = Diary(place_of(Path(options[1]), options[3] if len(options) > 2 else None, None))
    person = held.people()[0].id
    assert [one.what for one in held.changes(person)] == ["demo.toml taken over"]
    held.undo(person)
    assert held.entries(person) == []
    held.close()
