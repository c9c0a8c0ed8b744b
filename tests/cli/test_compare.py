"""``compare``: the summary, the JSON object, the page, and what is refused before anything is simulated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import osteotwin as ot
from osteotwin.cli.comparison_summary import summary
from osteotwin.cli.terminal import show

Cli = Callable[..., Any]
DRUG = '[[plan.drug]]\nname = "anastrozole"\ndose = "1 mg"\nevery = "1 day"\n'


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "drug alone.toml"
    path.write_text(DRUG, encoding="utf-8")
    return path


def test_the_summary_and_the_page(cli: Cli, person_file: Path, plan_file: Path, tmp_path: Path) -> None:
    page = tmp_path / "plans.html"
    done = cli(
        "compare", person_file, "--plan", plan_file, "--plan", "none", "--people", 10, "--report", page
    )
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == f"Page: {page}"
    assert max(map(len, done.out.splitlines()[:-1])) <= 80
    text = " ".join(done.out.replace("\u00a0", " ").split())
    assert text.startswith(
        "own plan, drug alone, nothing: 10 virtual people, 1 February 2026 to 1 March 2027"
    )
    assert "“drug alone” against “own plan” at month 13: total hip" in text
    assert "of 100, so that two scans tell it in" in text
    for site in ("Total hip", "Femoral neck", "Lumbar spine"):
        assert f"{site}: change in percent, difference from own plan" in text
    assert "drug alone: anastrozole, 1 mg every day" in text
    assert "nothing: life as before" in text
    assert "not medical advice" in text
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_json_is_the_answer_of_python(cli: Cli, person_file: Path, plan_file: Path) -> None:
    done = cli("compare", person_file, "--plan", plan_file, "--people", 4, "--seed", 3, "--json")
    answer = json.loads(done.out)
    Draft202012Validator(ot.schema("comparison")).validate(answer)
    person = ot.read_person(person_file)
    plans = {"own plan": person.plan, "drug alone": ot.read_plan(plan_file)}
    assert answer == ot.compare(person, plans, 4, 3).to_dict()


def test_without_the_own_plan_the_first_file_is_compared_with(
    cli: Cli, person_file: Path, plan_file: Path
) -> None:
    arguments = ("--plan", plan_file, "--plan", "none", "--without-own", "--people", 2, "--json")
    answer = json.loads(cli("compare", person_file, *arguments).out)
    assert answer["against"] == "drug alone"
    assert list(answer["differences"]) == ["nothing"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "one plan is not valid; expected two plans or more"),
        (("--without-own",), "no plan; expected two plans or more"),
        (("--without-own", "--plan", "none"), "one plan is not valid"),
        (("--plan", "absent.toml"), "absent.toml: no such file"),
        (("--plan", "none", "--plan", "none"), 'a second plan named "nothing"'),
    ],
)
def test_refused_in_one_sentence(cli: Cli, person_file: Path, arguments: tuple[str, ...], words: str) -> None:
    done = cli("compare", person_file, *arguments)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert words in done.err
    assert "Fix: " in done.err


def test_more_than_six_plans_are_refused(cli: Cli, person_file: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"plan {k}.toml" for k in range(6)]
    for path in files:
        path.write_text(DRUG, encoding="utf-8")
    done = cli("compare", person_file, *(word for path in files for word in ("--plan", path)))
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert "7 plans is not valid; expected at most 6 plans" in done.err


def test_everything_that_is_wrong_is_said_at_once(cli: Cli, person_file: Path, tmp_path: Path) -> None:
    past = tmp_path / "past.toml"
    past.write_text(DRUG + "from = 2025-01-01\n", encoding="utf-8")
    done = cli("compare", person_file, "--plan", past, "--people", 0, "--seed", -1, "--report", tmp_path)
    assert (done.code, done.out) == (2, "")
    places = [line.split(": ")[0] for line in done.complaints]
    assert places[:3] == ["\u2022 --people", "\u2022 --seed", "\u2022 --report"]
    assert "before today (2026-02-01)" in done.complaints[3]
    assert list(tmp_path.iterdir()) == [past]


def test_where_too_many_failed_no_number_is_shown(
    cli: Cli, person_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = json.loads(cli("compare", person_file, "--plan", "none", "--people", 2, "--json").out)
    answer["failed"] |= {"count": 2, "too_many": True, "text": "No comparison: all 2 virtual people failed."}
    answer["crossing"] = {}
    show(*summary(answer))
    said = capsys.readouterr().out
    assert "No comparison: all 2 virtual people failed." in said
    assert "Total hip:" not in said
