"""``calibrate``: its help, what it says and writes, and wrong input."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from osteotwin.calibration import run
from osteotwin.calibration.settings import Settings
from osteotwin.cli.calibrate import _Lines, doubts
from osteotwin.cli.fit_table import fit_table
from osteotwin.progress import Progress

Cli = Callable[..., Any]
TINY = Settings(
    people=1, prior_samples=0, extra_starts=0, rounds=1, steps=1, training_rounds=1, training_points=4, chains=4,
    warm_up=2, draws_per_chain=4, kept_draws=8, hold_out_topics=False,
)  # fmt: skip


@pytest.fixture
def trials(tmp_path: Path) -> Path:
    """One small trial."""
    folder = tmp_path / "trials"
    folder.mkdir()
    shutil.copy(Path(str(files("osteotwin.evidence") / "trials")) / "wang2001_tgel.toml", folder)
    return folder


def test_help_names_every_option(cli: Cli) -> None:
    done = cli("calibrate", "--help")
    assert (done.code, done.err) == (0, "")
    for option in ("--out", "--name", "--trials", "--seed", "--quick"):
        assert option in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.slow
def test_it_writes_a_set_that_the_other_commands_take(
    cli: Cli, trials: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "QUICK", TINY)
    out = tmp_path / "new" / "folder"
    done = cli("calibrate", "--quick", "--trials", trials, "--out", out, "--name", "mine", "--seed", 3)
    assert done.code == 0
    head, row, chains, last = done.out.splitlines()
    assert last == f"Parameter set: {out / 'mine'}"
    assert chains.startswith("Chains: R-hat at most ")
    assert "90 % held" in head
    assert row.split()[:3] == ["bmd", "percent", "2"]
    assert max(map(len, (head, row))) <= 80
    assert " 28 % holding out each trial" in done.complaints
    assert any(line.startswith("Fitted on 2 values, fewer than") for line in done.complaints)
    assert any(line.endswith(" % sampling the posterior") for line in done.complaints)
    assert (out / "mine" / "set.toml").is_file()

    scored = cli("validate", "--trials", trials, "--parameters", out / "mine")
    assert (scored.code, scored.err) == (0, "")
    assert "mine" in scored.out


@pytest.mark.parametrize(
    ("values", "fitted", "r_hat", "said"),
    [
        (522, 84, 1.04, []),
        (84, 84, 1.19, ["R-hat is 1.19"]),
        (1, 84, 1.01, ["Fitted on 1 value, fewer than the 84 parameters"]),
        (2, 84, float("inf"), ["Fitted on 2 values", "R-hat is inf"]),
        (100, 84, float("nan"), ["R-hat is nan"]),
    ],
)
def test_a_fit_that_is_not_to_be_trusted_says_so(
    values: int, fitted: int, r_hat: float, said: list[str]
) -> None:
    told = doubts(values, [*[1.0] * (fitted - 1), r_hat])
    assert len(told) == len(said)
    assert all(one in text for one, text in zip(said, told, strict=True))


@pytest.mark.parametrize("name", ["", "a/b", "..", "C:\\sets"])
def test_a_wrong_name_is_wrong_input(cli: Cli, trials: Path, tmp_path: Path, name: str) -> None:
    done = cli("calibrate", "--quick", "--trials", trials, "--out", tmp_path / "out", "--name", name)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert done.err.startswith("\u2022 name: ")
    assert " is not valid; expected " in done.err
    assert "calibrated-1" in done.err


def test_a_folder_that_cannot_be_written_is_reported_before_the_work(
    cli: Cli, trials: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("taken")
    done = cli("calibrate", "--quick", "--trials", trials, "--out", tmp_path / "file")
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert "--out" in done.err
    assert "which is a file" in done.err
    assert (tmp_path / "file").read_text() == "taken"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_reported(cli: Cli, trials: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = cli("calibrate", "--quick", "--trials", trials, "--out", locked)
    assert (done.code, len(done.complaints)) == (2, 1)


def test_broken_and_missing_trials_are_wrong_input(cli: Cli, trials: Path, tmp_path: Path) -> None:
    (trials / "broken.toml").write_text('id = "broken"\nendpont = 3\n', encoding="utf-8")
    done = cli("calibrate", "--quick", "--trials", trials, "--out", tmp_path / "out")
    assert (done.code, done.out) == (2, "")
    assert all(line.startswith("\u2022 ") and "broken.toml" in line for line in done.complaints)
    assert not (tmp_path / "out").exists()
    done = cli("calibrate", "--quick", "--trials", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert (done.code, len(done.complaints)) == (2, 1)


def test_a_negative_seed_is_wrong_input(cli: Cli, trials: Path, tmp_path: Path) -> None:
    done = cli("calibrate", "--quick", "--trials", trials, "--out", tmp_path / "out", "--seed", -1)
    assert done.code == 2
    assert "--seed" in done.err


def test_progress_is_shown_at_once_and_then_now_and_again(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _Lines()
    for fraction in (0.0, 0.25, 0.5):
        lines.show(Progress(fraction, "sampling"))
    lines.show(Progress(1.0, "writing"))
    assert capsys.readouterr().err.splitlines() == ["  0 % sampling", "100 % writing"]


def test_the_table_has_fit_and_unseen_side_by_side_and_room_for_what_is_unknown() -> None:
    from rich.console import Console

    def numbers(**changes: Any) -> dict[str, Any]:
        return {"n": 7, "rmse": 1.25, "coverage_90": 0.857, "skill_no_change": 0.5, **changes}

    empty = numbers(rmse=None, coverage_90=None, skill_no_change=None)
    report = {"summary": {
        "fit": {"by_class": {"bmd_percent": numbers(rmse=0.75)}},
        "left_out": {"by_class": {"bmd_percent": numbers(), "hormone_ratio": empty}},
    }}  # fmt: skip
    console = Console(width=80, no_color=True)
    with console.capture() as captured:
        for part in fit_table(report):
            console.print(part)
    head, first, second = captured.get().splitlines()
    assert "rms fit" in head
    assert "rms unseen" in head
    assert first.split() == ["bmd", "percent", "7", "0.75", "1.25", "86", "%", "0.50"]
    assert second.split() == ["hormone", "ratio", "7"]
