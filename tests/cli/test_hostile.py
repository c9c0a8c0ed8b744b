"""Files meant to break something: a sentence and an exit code, never a traceback, never a number without sense."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

HUGE = "1" + "0" * 400
WHO = '[person]\nsex = "male"\nbirth_date = 1972-05-14\n'
OUTLOOK = "[outlook]\nfrom = 2026-02-01\nuntil = 2029-02-02\n"
DRUG = '[[plan.drug]]\nname = "{name}"\n'
ANASTROZOLE = DRUG.format(name="anastrozole") + 'dose = "1 mg"\nevery = "1 day"\n'

#: name -> (file, number of problems, words of the first)
REFUSED: dict[str, tuple[str, int, str]] = {
    "an integer beyond a float as a quantity": (f"{WHO}height = {HUGE}\n{OUTLOOK}", 1, "person.height: a huge number"),
    "as a number": (f"{WHO}fragility_fractures = {HUGE}\n{OUTLOOK}", 1, "fragility_fractures: a huge number"),
    "as a share": (
        f'{WHO}[[plan.training]]\nexercise = "walking"\nsessions_per_week = 3\nminutes = 30\nadherence = {HUGE}\n'
        + OUTLOOK,
        1, "adherence: a huge number"),
    "a key without end": (f"{WHO}{'k' * 50_000} = 1\n{OUTLOOK}", 1, "the unknown key"),
    "one drug two hundred times": (WHO + ANASTROZOLE * 200 + OUTLOOK, 199, "a second course of Anastrozole"),
    "one preset twice": (
        f'{WHO}[plan]\npreset = [{{ name = "standard_lifestyle" }}, {{ name = "standard_lifestyle" }}]\n{OUTLOOK}',
        1, "a second time"),
    "two values of one day": (
        WHO + OUTLOOK + "".join(f'[[measurement]]\ndate = 2026-01-01\nwhat = "bmd_total_hip"\nvalue = "{v} g/cm2"\n'
                                for v in (0.5, 2.5)),
        1, "2.5 g/cm2 beside 0.5 g/cm2"),
    "an operation on what is not there": (
        WHO.replace("male", "female") + DRUG.format(name="orchiectomy") + OUTLOOK, 1, "Orchiectomy in a person"),
    "a dose every hour": (
        WHO + DRUG.format(name="denosumab") + f'dose = "0.014 mg"\nevery = "1 hour"\n{OUTLOOK}', 1, "single doses"),
    "a carriage return alone": (WHO + "name = 'x'\rheight = 1\n" + OUTLOOK, 1, "a carriage return"),
}  # fmt: skip


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("name", REFUSED)
def test_refused(cli: Cli, command: str, name: str, tmp_path: Path) -> None:
    text, problems, words = REFUSED[name]
    path = tmp_path / "person.toml"
    path.write_bytes(text.encode())
    done = cli(command, path)
    assert (done.code, done.out) == (2, "")
    assert len(done.complaints) == problems
    assert words in done.complaints[0]
    assert max(map(len, done.complaints)) < 1500


@pytest.mark.parametrize(
    "name", ["\\u009b2J", "\\u202eelpmaxE", "Ex\\nample\\tX", "\\u001b[31mred", "\\u2028x"]
)
def test_no_sign_of_a_name_steers_the_terminal(cli: Cli, name: str, tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text(f'{WHO}name = "A{name}Z"\n{OUTLOOK.replace("2029", "2027")}', encoding="utf-8")
    done = cli("run", path, "--people", 1)
    assert done.code == 0
    first, *lines = done.out.split("\n")
    assert first.startswith("Bone outlook for A")
    assert "Z: man of" in first
    assert all(sign.isprintable() or sign == "\u00a0" for line in (first, *lines) for sign in line)


@pytest.mark.parametrize("people", [1, 6])
@pytest.mark.parametrize("intake", ["0", "1e-9", "20", "1000"])
def test_a_run_gives_a_verdict_or_a_reason(cli: Cli, intake: str, people: int, tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text(
        f'{WHO}[habits]\ncalcium = "{intake} mg/day"\nvitamin_d = "0 IU/day"\n{ANASTROZOLE}{OUTLOOK}',
        encoding="utf-8",
    )
    done = cli("run", path, "--people", people, "--json")
    if done.code == 2:  # refused as beyond what the equations bear
        assert "habits.calcium" in done.err
        return
    answer = json.loads(done.out)
    failed = answer["failed"]
    assert done.code == (1 if failed["too_many"] else 0)
    assert bool(answer["verdict"]["years"]) is not failed["too_many"]
    assert failed["count"] <= people
    assert not re.search(r"\bnan\b|Warning", done.out + done.err)
    if failed["too_many"]:
        assert f"{failed['count']} of {people} virtual people failed" in done.err
        assert failed["reasons"]


TRIAL = """
id = "t"
title = "t"
design = "rct"
read_as = "abstract"
duration_weeks = 52
topics = ["exercise"]
[population]
sex = "male"
[[arm]]
id = "a"
control = false
  [[arm.drug]]
  name = "anastrozole"
  dose = "1 mg"
  every = "1 day"
  [[arm.observation]]
  endpoint = "bmd_lumbar_spine"
  week = 52
  kind = "percent_change"
  value = 1
  unit = "percent"
  {more}
"""


@pytest.mark.parametrize(
    "more",
    [
        "ci95 = [nan, nan]",
        f"ci95 = [0, {HUGE}]",
        "ci95 = [0, inf]",
        "ci95 = [true, false]",
        f"sd = {HUGE}",
        "sd = nan",
    ],
)
def test_one_bad_trial_ends_nothing(cli: Cli, more: str, tmp_path: Path) -> None:
    trials = tmp_path / "trials"
    trials.mkdir()
    (trials / "bad.toml").write_text(TRIAL.format(more=more), encoding="utf-8")
    (trials / "good.toml").write_text(TRIAL.format(more="sd = 2").replace('"t"', '"good"'), encoding="utf-8")
    page = tmp_path / "scores.html"
    done = cli("validate", "--trials", trials, "--json", "-", "--html", page)
    assert done.code == 1
    assert "bad.toml" in done.err
    assert "observation[0]" in done.err
    assert "good" in json.dumps(json.loads(done.out))
    assert "good" in page.read_text(encoding="utf-8")
