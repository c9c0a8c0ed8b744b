"""The command itself: help, version, faults, interruption, pipes and encodings."""

from __future__ import annotations

import copy
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.cli import main as entry
from osteotwin.cli.failures import explain
from osteotwin.cli.terminal import fitting, progress_bar, show
from osteotwin.errors import SimulationError
from osteotwin.progress import Progress

Cli = Callable[..., Any]
COMMANDS = ("demo", "run", "check", "compare", "plan", "list", "validate")
HEAVY = (
    "numpy",
    "scipy",
    "pydantic",
    "pint",
    "matplotlib",
    "xarray",
    "pandas",
    "jinja2",
    "sympy",
    "rich",
    "loky",
)


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["-h"], ["run", "-h"], *([command, "--help"] for command in COMMANDS)]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from osteotwin.cli.main import main\n"
        "code = main(sys.argv[1:])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        f"print('HEAVY', *sorted(loaded & {set(HEAVY)!r}))\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY"
    assert done.stderr == ""
    assert done.stdout.startswith("Usage: osteotwin")


def test_help_names_every_command(cli: Cli) -> None:
    assert all(f"\n  {command} " in cli("--help").out for command in COMMANDS)


def test_a_fault_is_one_sentence_and_a_traceback_only_if_asked(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, person_file: Path
) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError("made for the test")

    monkeypatch.setattr(ot, "check", broken, raising=False)
    done = cli("check", person_file)
    assert (done.code, done.out, len(done.complaints)) == (1, "", 1)
    assert "ZeroDivisionError: made for the test" in done.err
    assert "--debug" in done.err
    assert "Traceback" not in done.err
    assert "Traceback" in cli("check", person_file, "--debug").err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (SimulationError("The solver stopped on day 3."), 1, "The solver stopped on day 3."),
        (KeyboardInterrupt(), 130, "stopped"),
        (MemoryError(), 1, "--people"),
        (PermissionError(13, "Permission denied", "out/report.html"), 1, "out/report.html"),
    ],
)
def test_every_error_is_a_sentence(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    error: BaseException,
    code: int,
    words: str,
) -> None:
    with (tmp_path / "out").open("w", encoding="utf-8") as out:  # may be silenced; pytest's own must not be
        monkeypatch.setattr(sys, "stdout", out)
        assert explain(error, debug=False) == code
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 1
    assert words in lines[0]


def listen() -> None:
    """A process started in the background would inherit deafness to Control-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals to a process are POSIX's")
def test_interruption(person_file: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "osteotwin", "run", str(person_file), "--people", "100000"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=listen,
    )  # fmt: skip
    time.sleep(4)  # into the work, which takes far longer
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    try:
        out, err = running.communicate(timeout=60)
    finally:
        running.kill()
    assert (running.returncode, out, err) == (130, "", "stopped\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a process are POSIX's")
def test_an_interruption_that_was_answered_leaves_no_trace(tmp_path: Path) -> None:
    """In Python, one inside a text that is run (as a dataclass being made) would end the process by the signal."""
    (tmp_path / "interrupted.py").write_text(
        "import osteotwin.__main__, osteotwin.cli.main, sys\n"
        "osteotwin.cli.main._run = lambda given: exec('raise KeyboardInterrupt')\n"
        "sys.exit(osteotwin.__main__.main())\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "interrupted"], check=False, capture_output=True, text=True, cwd=tmp_path
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with pipes")
def test_a_reader_that_leaves_is_no_fault() -> None:
    command = f'"{sys.executable}" -m osteotwin list parameters | head -n 1'
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_one_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "osteotwin", "list"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "could not be read or written" in done.stderr


def test_runs_with_a_narrow_encoding(process: Cli) -> None:
    done = process("list", "glossary", PYTHONIOENCODING="ascii")
    assert (done.code, done.err) == (0, "")
    assert "estradiol" in done.out


def test_signs_fall_back_only_where_they_must() -> None:
    text = "\u2022 \u22122.1\u00a0% \u2265 Zo\u00eb \u4e2d"
    assert fitting(text, "utf-8") == "\u2022 \u22122.1 % \u2265 Zo\u00eb \u4e2d"
    assert fitting(text, "ascii") == "* -2.1 % >= Zoe ?"
    assert fitting("Zo\u00eb", "latin-1") == "Zo\u00eb"


@pytest.mark.parametrize(("encoding", "minus"), [("ascii", "-"), ("cp1252", "-"), ("utf-8", "\u2212")])
def test_summary_in_any_encoding(
    monkeypatch: pytest.MonkeyPatch, make_answer: Callable[..., dict[str, Any]], encoding: str, minus: str
) -> None:
    from osteotwin.cli.details import details
    from osteotwin.cli.summary import summary

    answer = make_answer(10.0, name="\x1b[31mred")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline="\n"))
    monkeypatch.setenv("COLUMNS", "80")
    show(*summary(answer), *details(answer))
    sys.stdout.flush()
    text = raw.getvalue().decode(encoding)
    assert max(map(len, text.splitlines())) <= 80
    assert f"{minus}1.4 (" in text
    assert "\x1b" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_details_tell_the_bone_and_what_scans_will_find(
    capsys: pytest.CaptureFixture[str], make_answer: Callable[..., dict[str, Any]]
) -> None:
    from osteotwin.cli.details import details

    answer = make_answer(3.0)
    scan = answer["sites"]["total_hip"]["scan"]
    scan["median"][12], scan["lo90"][12], scan["hi90"][12] = 7.7, -8.8, 9.9
    show(*details(answer))
    text = " ".join(capsys.readouterr().out.split())
    assert "The bone, change since the start in percent" in text
    assert "Scans find, year 1: +7.7 (\u22128.8 to +9.9) Scans find, year 2:" in text
    for site in answer["sites"].values():
        site.pop("scan", None)
    show(*details(answer))
    assert "Scans find" not in capsys.readouterr().out


def test_details_of_an_answer_with_gaps(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    make_answer: Callable[..., dict[str, Any]],
) -> None:
    from osteotwin.cli.details import details

    monkeypatch.setenv("COLUMNS", "80")
    answer = make_answer()
    nothing = [None] * len(answer["years"])
    answer["sites"]["lumbar_spine"]["percent_change"] = dict.fromkeys(("median", "lo90", "hi90"), nothing)
    del answer["scenarios"]["drug_only"], answer["won_back"]["total_hip"]
    answer.update(flags=[], outside_tested_range=[], assumptions=[], contributions={}, verdict={})
    show(*details(answer))
    text = capsys.readouterr().out
    assert "not available" in text
    assert "Every value came from the file." in text
    assert "None" not in text


def test_the_summary_fits_a_screen_with_the_gravest_first(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    make_answer: Callable[..., dict[str, Any]],
) -> None:
    from osteotwin.cli.summary import LINES, summary

    monkeypatch.setenv("COLUMNS", "80")
    answer = make_answer(3.0, "Maria Magdalena von Hohenstein-Ernstthal")
    gravest, *others = answer["flags"][::-1]
    answer["flags"] = [flag | {"text": "So much is said here. " * 9, "open": True} for flag in others * 2]
    answer["flags"].append(gravest | {"text": "This must not be missed.", "open": True})
    due = answer["verdict"]["guidelines"]["follow_up"][0]
    answer["verdict"]["guidelines"]["follow_up"] = [due | {"measure": "ctx", "label": "a test"}] * 4 + [due]
    show(*summary(answer, below=3))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) + 3 <= LINES == 30
    text = " ".join(" ".join(lines).split())
    assert "Do not do this: This must not be missed." in text
    assert "more: --verbose shows them" in text
    assert "DXA scan" in text, "a scan is always among the dates"
    assert answer["disclaimer"] in text
    assert (
        f"{answer['sites']['total_hip']['percent_change']['median'][-1]:+.1f}".replace("-", "\u2212") in text
    )


@pytest.mark.parametrize("length", [1, 30])
@pytest.mark.parametrize("folded", [0, 6])
def test_the_summary_counts_every_flag_that_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: dict[str, Any],
    folded: int,
    length: int,
) -> None:
    from osteotwin.cli.summary import summary

    monkeypatch.setenv("COLUMNS", "80")
    answer = copy.deepcopy(answer)  # others look at it, too
    flag = answer["flags"][0] | {"severity": "ask_first"}
    answer["flags"] = [
        flag | {"text": f"Matter {k} {'and so on ' * length}.", "open": k < 4} for k in range(4 + folded)
    ]
    show(*summary(answer, below=3))
    text = " ".join(capsys.readouterr().out.split())
    left = len(answer["flags"]) - text.count("Matter ")
    assert (f"and {left} more: --verbose shows them" in text) == (left > 0)
    assert ("more: --verbose" in text) == (left > 0)


def test_the_summary_names_the_earliest_date_where_there_is_room_for_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: dict[str, Any]
) -> None:
    from osteotwin.cli.summary import summary

    monkeypatch.setenv("COLUMNS", "80")
    answer = copy.deepcopy(answer)  # others look at it, too
    answer["flags"] = [
        flag | {"text": "So much is said here. " * 20, "severity": "do_not", "open": True}
        for flag in answer["flags"] * 3
    ]
    due = answer["verdict"]["guidelines"]["follow_up"][0]
    answer["verdict"]["guidelines"]["follow_up"] = [
        due | {"measure": measure, "label": measure, "on": on}
        for measure, on in (("scan", "2027-06-03"), ("ctx", "2026-11-29"), ("serum_calcium", "2026-11-29"))
    ]
    show(*summary(answer, below=3))
    assert "Due next, 29 November 2026: Serum_calcium; Ctx" in " ".join(capsys.readouterr().out.split())


def test_the_summary_of_an_answer_without_a_verdict_says_why_and_no_number(
    capsys: pytest.CaptureFixture[str], make_answer: Callable[..., dict[str, Any]]
) -> None:
    from osteotwin.cli.summary import summary

    answer = make_answer()
    answer["verdict"] |= {"years": {}, "lines": [], "headline": "Too many virtual people failed."}
    show(*summary(answer))
    text = capsys.readouterr().out
    assert "Too many virtual people failed." in text
    assert "Total hip" not in text


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress_bar("Simulating") as on_progress:
        assert on_progress is not None
        on_progress(Progress(3 / 12))
    assert "Simulating" in terminal.getvalue()
    assert "25%" in terminal.getvalue()
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with progress_bar("Simulating") as on_progress:
        assert on_progress is None
    assert pipe.getvalue() == ""


def test_main_takes_the_arguments_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["osteotwin", "--version"])
    assert entry.main() == 0
    assert capsys.readouterr().out == f"osteotwin {ot.__version__}\n"
