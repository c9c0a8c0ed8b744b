"""Whatever is wrong with what the user gave: exit code 2, one line per problem, nothing written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

GOOD = """
[person]
sex = "male"
birth_date = 1972-05-14

[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-02-01

[outlook]
until = 2027-03-01
"""

#: name -> (content, number of problems, words that the complaint holds)
FILES: dict[str, tuple[bytes, int, tuple[str, ...]]] = {
    "empty": (b"", 1, ("empty",)),
    "spaces": (b" \n\n", 1, ("empty",)),
    "binary": (b"\x7fELF\0\0\x01" * 50, 1, ("binary",)),
    "utf16": (GOOD.encode("utf-16"), 1, ("UTF-16",)),
    "latin1": (GOOD.replace("anastrozole", "anastroz\u00f6le").encode("latin-1"), 1, ("UTF-8",)),
    "syntax": (GOOD.replace('"1 mg"', "1 mg").encode(), 1, ("line 8",)),
    "unknown_key": (GOOD.replace("sex", "sexx").encode(), 2, ("sexx", "sex")),
    "no_unit": (GOOD.replace('"1 mg"', '"1"').encode(), 1, ("dose", "mg")),
    "wrong_unit": (GOOD.replace('"1 mg"', '"1 day"').encode(), 1, ("dose", "mg")),
    "no_such_day": (GOOD.replace("1972-05-14", "1972-02-31").encode(), 1, ("day",)),
    "unknown_drug": (GOOD.replace("anastrozole", "anastroxxzole").encode(), 1, ("Anastrozole",)),
    "three_at_once": (
        GOOD.replace('"male"', '"robot"')
        .replace('"1 mg"', '"-1 mg"')
        .replace('"1 day"', '"now and then"')
        .encode(),
        3,
        ("sex", "dose", "every"),
    ),
    "control_signs": (GOOD.replace('"male"', '"\\u001b[2Jmale\\nx"').encode(), 1, ("sex",)),
}


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("name", FILES)
def test_file(cli: Cli, command: str, name: str, tmp_path: Path) -> None:
    content, problems, words = FILES[name]
    path = tmp_path / f"{name}.toml"
    path.write_bytes(content)
    arguments = [command, path, *(["--out", tmp_path / "out", "--json"] if command == "run" else [])]
    done = cli(*arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.complaints) == problems, done.err
    assert all(line.startswith("\u2022 ") and str(path) in line for line in done.complaints)
    assert all(word in done.err for word in words)
    assert "Traceback" not in done.err
    assert all(sign.isprintable() for line in done.complaints for sign in line)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_path(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "near.toml").write_text(GOOD, encoding="utf-8")
    for path, word in (
        (tmp_path / "nearr.toml", "near.toml"),
        (tmp_path, "folder"),
        (tmp_path / "near.toml" / "x.toml", "through a file"),
        (tmp_path / ("x" * 400), "cannot be opened"),
    ):
        for command in ("check", "run"):
            done = cli(command, path)
            assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
            assert word in done.err


@pytest.mark.parametrize("option", ["--people", "--seed"])
@pytest.mark.parametrize("value", ["-1", "10000000000000000000", "0.5", "ten", ""])
def test_number(cli: Cli, person_file: Path, option: str, value: str) -> None:
    done = cli("run", person_file, option, value)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert option in done.err


@pytest.mark.parametrize("option", ["--people", "--men"])
@pytest.mark.parametrize("people", [0, 10**9])
def test_number_of_people(cli: Cli, person_file: Path, option: str, people: int) -> None:
    done = cli("run", person_file, option, people)
    assert (done.code, done.out) == (2, "")
    assert done.complaints == [
        f"\u2022 --people: {people} is not valid; expected a whole number from 1 to 100000. "
        "Fix: write for example --people 400."
    ]


def test_problems_of_options_and_file_come_together(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text(GOOD.replace('"male"', '"robot"'), encoding="utf-8")
    done = cli("run", path, "--people", 0, "--seed", -1, "--out", path)
    assert done.code == 2
    for line, word in zip(done.complaints, ("--people", "--seed", "sex", "--out"), strict=True):
        assert word in line


def test_folder_that_is_a_file(cli: Cli, person_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept", encoding="utf-8")
    for out in (file, file / "below", file / "far" / "below"):
        done = cli("run", person_file, "--people", 2, "--out", out)
        assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
        assert "--out" in done.err
    assert file.read_text(encoding="utf-8") == "kept"


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that even root may not write to is Linux's")
def test_folder_that_may_not_be_written(cli: Cli, person_file: Path) -> None:
    done = cli("run", person_file, "--people", 2, "--out", "/proc/out")
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert "cannot be written to" in done.err


def test_looking_at_a_folder_leaves_no_trace(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text(GOOD.replace('"male"', '"robot"'), encoding="utf-8")
    (tmp_path / "there").mkdir()
    for out in ("there/new/new", "new/new", "there"):
        assert cli("run", path, "--out", tmp_path / out).code == 2
    assert sorted(entry.name for entry in tmp_path.rglob("*")) == ["person.toml", "there"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dmeo"], "Did you mean 'demo'?"),
        (["--frobnicate"], "--frobnicate"),
        (["run"], "PERSON.toml"),
        (["check", "a.toml", "b.toml"], "b.toml"),
        (["run", "a.toml", "--man", "4"], "--men"),
        (["run", "a.toml", "--peple", "4"], "--people"),
        (["list", "drgus"], 'write "drugs"'),
        (["list", "drugs", "anastrazol"], '"anastrozole"'),
        (["validate", "--trials", "no-such-folder"], "no such folder"),
        (["validate", "--json", "no/such/folder/x.json"], "folder"),
    ],
)
def test_command_line(cli: Cli, arguments: list[str], words: str) -> None:
    done = cli(*arguments)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert words in done.err
