"""``new``: questions in a terminal, answers in a file elsewhere; a file that ``check`` accepts, and nothing lost."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.cli import new

Cli = Callable[..., Any]

ANSWERS = """
drugs = "testosterone cypionate; arimidex"
dose = ["70 mg every 3.5 days", "0.25 mg with each shot"]
since = "2 years ago"
person = "male, 54, 181 cm, 86 kg"
scans = "12 January 2026: lumbar spine 1.05 g/cm2; total hip T-score -1.2; Hologic"
training = "walking 30 min, 3 times a week"
"""


def answered(folder: Path, text: str = ANSWERS, name: str = "answers.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_answers_in_a_file_become_a_person(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "person.toml"
    done = cli("new", file, "--answers", answered(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert "anastrozole: 0.25 mg every 3.5 days" in done.out
    assert f"Next: osteotwin check {file}" in done.out
    assert "assumed: blood tests, food and supplements" in done.out
    assert cli("check", file).code == 0
    assert "Not medical advice" in file.read_text()


def test_a_dose_beside_its_drug_is_said(cli: Cli, tmp_path: Path) -> None:
    def assumed(drugs: str) -> str:
        file = answered(tmp_path, f'drugs = "{drugs}"\nsince = "May 2024"')
        done = cli("new", tmp_path / "p.toml", "--force", "--answers", file)
        return next(line for line in done.out.splitlines() if line.startswith("Not said"))

    assert "dose" not in assumed("letrozole 2.5 mg daily")
    assert "dose and rhythm" in assumed("letrozole 2.5 mg daily; Prolia")


def test_a_day_beside_its_drug_is_said(cli: Cli, tmp_path: Path) -> None:
    def assumed(drugs: str) -> str:
        done = cli(
            "new", tmp_path / "p.toml", "--force", "--answers", answered(tmp_path, f'drugs = "{drugs}"')
        )
        return next(line for line in done.out.splitlines() if line.startswith("Not said"))

    assert "since when" not in assumed("letrozole 2.5 mg daily since May 2024")
    assert "since when" in assumed("letrozole 2.5 mg daily")


def test_lines_say_the_same_as_toml(cli: Cli, tmp_path: Path) -> None:
    lines = "drug: letrozole 2.5 mg daily since May 2024\nabout: woman, 62\n# nothing else\nlabs: none\n"
    cli("new", tmp_path / "a.toml", "--answers", answered(tmp_path, lines, "a.txt"))
    toml = 'drugs = "letrozole 2.5 mg daily since May 2024"\nperson = "woman, 62"\n'
    cli("new", tmp_path / "b.toml", "--answers", answered(tmp_path, toml))
    assert (tmp_path / "a.toml").read_text() == (tmp_path / "b.toml").read_text()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('drugs = "arimidex"\ndose = "half a pill"', "dose: "),
        (
            'since = "03/04/05"\ndrugs = "letrozole 2.5 mg daily"',
            "which may be 03 April 2005 or 04 March 2005",
        ),
        ('drugs = "testosterone"', "which does not tell how it is given"),
        ('drug = "letrozole"\ndrugs = "anastrozole"', "a second answer"),
        ('druugs = "letrozole"', 'write "drugs"'),
        ("person = 54", "an answer in words"),
        ("drugs = [", "expected a TOML file"),
    ],
)
def test_what_is_not_understood_names_question_and_file(
    text: str, words: str, cli: Cli, tmp_path: Path
) -> None:
    answers = answered(tmp_path, text)
    done = cli("new", tmp_path / "person.toml", "--answers", answers)
    assert done.code == 2
    assert words in done.err
    assert str(answers) in done.err
    assert not (tmp_path / "person.toml").exists()


def test_a_file_that_is_there_stays_unless_it_is_forced(cli: Cli, tmp_path: Path) -> None:
    file = answered(tmp_path, "# mine", "person.toml")
    answers = answered(tmp_path)
    assert cli("new", file, "--answers", answers).code == 2
    assert file.read_text() == "# mine"
    assert cli("new", file, "--answers", answers, "--force").code == 0
    (copy,) = tmp_path.glob("person.2*.toml")
    assert copy.read_text() == "# mine"


def test_without_a_terminal_and_without_answers_it_says_what_to_do(cli: Cli, tmp_path: Path) -> None:
    done = cli("new", tmp_path / "person.toml")
    assert (done.code, "add --answers FILE" in done.err) == (2, True)


def test_a_person_to_begin_with_keeps_its_comments(cli: Cli, tmp_path: Path) -> None:
    mine = answered(
        tmp_path,
        '# mine\n[person]\nsex = "male"\nbirth_date = 1972-05-14\n\n[outlook]\nfrom = 2026-02-01\nuntil = 2029-02-01\n',
        "old.toml",
    )
    done = cli(
        "new",
        tmp_path / "new.toml",
        "--from",
        mine,
        "--answers",
        answered(tmp_path, 'drugs = "Prolia 60 mg every 6 months"'),
    )
    assert (done.code, done.err) == (0, "")
    text = (tmp_path / "new.toml").read_text()
    assert text.startswith("# mine\n")
    assert tomllib.loads(text)["plan"]["drug"][0]["name"] == "denosumab"


@contextmanager
def terminal(
    folder: Path, *arguments: str
) -> Generator[tuple[subprocess.Popen[bytes], Callable[[str], str], int]]:
    """Run ``new`` in a terminal of its own; what it shows is waited for."""
    pty = pytest.importorskip("pty", reason="a terminal of its own needs a POSIX system")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "osteotwin", "new", *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, env={**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
        preexec_fn=_own_terminal,
    )  # fmt: skip
    os.close(theirs)
    shown, read = bytearray(), 0

    def until(words: str) -> str:
        nonlocal read
        begun, ends = read, time.monotonic() + 30
        # A line may end between any two words.
        pattern = re.compile(
            rb"\s+".join(map(re.escape, words.strip().encode().split())) + (b" " * words.endswith(" "))
        )
        while (found := pattern.search(shown, begun)) is None:
            ready, _, _ = select.select([ours], [], [], max(0.0, ends - time.monotonic()))
            assert ready, f"waited for {words!r} in vain:\n{shown.decode(errors='replace')}"
            try:
                part = os.read(ours, 4096)
            except OSError:
                part = b""
            assert part, f"ended before {words!r}:\n{shown.decode(errors='replace')}"
            shown.extend(part)
        read = found.end()
        return " ".join(bytes(shown[begun:read]).decode(errors="replace").split())

    try:
        yield process, until, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _own_terminal() -> None:
    """Make the terminal the one whose Ctrl-C reaches the process, also where the tests run in the background."""
    import fcntl
    import signal
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def type_in(descriptor: int, text: str) -> None:
    os.write(descriptor, f"{text}\n".encode())


@pytest.mark.slow
def test_a_terminal_asks_one_after_the_other(tmp_path: Path) -> None:
    with terminal(tmp_path, "me.toml") as (process, until, keys):
        assert "medical advice" in until("1 of 8  Drugs")
        until("> ")
        type_in(keys, "testosterone")
        assert "Testosterone cypionate" in until("> ")  # asked again, with the choices
        type_in(keys, "arimidex")
        until("Understood: arimidex.")
        until("> ")
        type_in(keys, "two puffs daily")
        assert "Needed" in until("> ")
        type_in(keys, "0.5 mg twice a week")
        until("Understood: anastrozole: 0.5 mg every 3.5 days")
        until("> ")
        type_in(keys, "back")
        until("2 of 8  Dose")
        until("> ")
        type_in(keys, "1 mg daily")
        until("> ")
        type_in(keys, "03/04/05")
        assert "may be" in until("> ")
        type_in(keys, "March 2024")
        until("4 of 8  About you")
        until("> ")
        type_in(keys, "male, 54, 181 cm, 86 kg, vegan")
        until("Understood: a man born")
        until("not eaten: dairy and fish")
        for _ in range(3):
            until("> ")
            type_in(keys, "")
            until("Skipped")
        until("> ")
        type_in(keys, "")
        assert "what is not eaten" in until("> ")  # the usual intake is not his
        type_in(keys, "calcium 500 mg a day")
        until("Understood: calcium 500 mg a day")
        until("Next: osteotwin check me.toml")
        assert process.wait(60) == 0
    assert ot.check(tmp_path / "me.toml") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["me.toml"]
    assert '"1 mg daily"' in (tmp_path / "me.toml").read_text()


@pytest.mark.slow
def test_ctrl_c_keeps_the_answers(tmp_path: Path) -> None:
    with terminal(tmp_path, "me.toml") as (process, until, keys):
        until("> ")
        type_in(keys, "letrozole 2.5 mg daily")
        until("3 of 8  Since when")
        until("> ")
        time.sleep(0.5)  # a signal that comes just before the terminal is read is seen at the next key only
        os.write(keys, b"\x03")
        until("go on with: osteotwin new me.toml --answers me.answers.toml")
        assert process.wait(60) == 130
    assert not (tmp_path / "me.toml").exists()
    assert ot.read_answers(tmp_path / "me.answers.toml") == {"drugs": "letrozole 2.5 mg daily"}
    with (tmp_path / "me.answers.toml").open("a") as draft:
        draft.write('person = "41m, 215"\n')  # an answer that is asked once more costs none of the others
    with terminal(tmp_path, "me.toml", "--answers", "me.answers.toml") as (process, until, keys):
        until("1 of 8  Drugs: letrozole")
        until("3 of 8  Since when")
        until("> ")
        type_in(keys, "")
        assert "215 lb" in until("> 41m, 215") + until("> ")
        for reply in ("skip", "", "", "", ""):
            type_in(keys, reply)
            until("Skipped")
        until("Next:")
        assert process.wait(60) == 0
    assert ot.read_person(tmp_path / "me.toml").plan.interventions


@pytest.mark.slow
def test_what_was_understood_stays_in_the_draft_while_it_is_asked_again(tmp_path: Path) -> None:
    with terminal(tmp_path, "me.toml") as (process, until, keys):
        for question, answer in (
            ("1 of 8", "letrozole 2.5 mg daily"),
            ("3 of 8", "March 2024"),
            ("4 of 8", "back"),
        ):
            until(question)
            until("> ")
            type_in(keys, answer)
        until("3 of 8")
        until("> ")
        time.sleep(0.5)  # as above
        os.write(keys, b"\x03")
        until("go on with")
        assert process.wait(60) == 130
    assert ot.read_answers(tmp_path / "me.answers.toml") == {
        "drugs": "letrozole 2.5 mg daily",
        "since": "March 2024",
    }


@pytest.mark.parametrize(
    "steps",
    [
        # The dose was said with the drug and is not asked: the question before since when is the drug.
        (("1 of 8", "letrozole 2.5 mg daily"), ("3 of 8", "back"),
         ("1 of 8", "anastrozole 1 mg daily"), ("3 of 8", "")),
        # No drug, so neither dose nor since when was asked.
        (("1 of 8", ""), ("4 of 8", "back"), ("1 of 8", "anastrozole 1 mg daily"), ("3 of 8", "")),
        # The beginning was said with the drug.
        (("1 of 8", "letrozole 2.5 mg daily since March 2024"), ("4 of 8", "back"),
         ("1 of 8", "anastrozole"), ("2 of 8", "1 mg daily"), ("3 of 8", "")),
        # Two steps, one question each.
        (("1 of 8", "letrozole"), ("2 of 8", "2.5 mg daily"), ("3 of 8", "Back"), ("2 of 8", "b"),
         ("1 of 8", "anastrozole"), ("2 of 8", "1 mg daily"), ("3 of 8", "")),
        # Before the first there is none.
        (("1 of 8", "back"), ("1 of 8", "anastrozole 1 mg daily"), ("3 of 8", "")),
    ],
    ids=["dose with drug", "no drug", "day with drug", "twice", "first"],
)  # fmt: skip
def test_back_goes_to_the_last_question_that_was_asked(
    steps: tuple[tuple[str, str], ...],
    tmp_path: Path,
    cli: Cli,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    to_come = iter((*steps, *((f"{number} of 8", "") for number in range(4, 9))))

    def typed() -> str:
        question, answer = next(to_come)
        assert question in capsys.readouterr().err
        return answer

    monkeypatch.setattr(new, "_is_terminal", lambda: True)
    monkeypatch.setattr(new, "_line", typed)
    done = cli("new", tmp_path / "me.toml")
    assert (done.code, next(to_come, None)) == (0, None)
    assert "Next:" in done.out
    text = (tmp_path / "me.toml").read_text()
    assert "anastrozole" in text
    assert "letrozole" not in text


@pytest.mark.parametrize(
    ("reply", "drug"),
    [("#2", "letrozole"), (" # 1 ", "anastrozole"), ("#9", None), ("exemestane 25 mg daily", "exemestane")],
)
def test_a_way_that_is_named_by_its_number_is_taken(
    reply: str,
    drug: str | None,
    tmp_path: Path,
    cli: Cli,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [
        "AI 1 mg daily since May 2023",
        reply,
        *([] if drug else ["letrozole 1 mg daily"]),
        *([""] * 7),
    ]
    shown: list[str] = []

    def typed() -> str:
        shown.append(" ".join(capsys.readouterr().err.split()))
        return answers.pop(0)

    monkeypatch.setattr(new, "_is_terminal", lambda: True)
    monkeypatch.setattr(new, "_line", typed)
    assert cli("new", tmp_path / "me.toml").code == 0
    assert "type #2 for: letrozole 1 mg daily since May 2023" in shown[1]
    assert (drug or "letrozole") in (tmp_path / "me.toml").read_text()


def test_a_terminal_asks_before_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    file = answered(tmp_path, "# mine", "person.toml")
    monkeypatch.setattr(new, "_is_terminal", lambda: True)
    monkeypatch.setattr(new.typer, "confirm", lambda *_, **__: False)
    assert cli("new", file).code == 2
    assert file.read_text() == "# mine"
