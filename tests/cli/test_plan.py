"""``osteotwin plan``: one screen, JSON by the schema, files, and sentences for what cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.schemas import validate

from osteotwin.planning.schema import PLAN_ANSWER

Cli = Callable[..., Any]

PERSON = """
[person]
sex = "male"
birth_date = 1972-05-14
conditions = {conditions}
[habits]
calcium = "700 mg/day"
vitamin_d = "200 IU/day"
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-02-01
[wishes]
days_per_week = {days}
equipment = ["dumbbell"]
[outlook]
until = {until}
"""


def person(folder: Path, conditions: str = "[]", days: int = 2, until: str = "2028-02-01") -> Path:
    path = folder / "he.toml"
    path.write_text(PERSON.format(conditions=conditions, days=days, until=until), encoding="utf-8")
    return path


@pytest.mark.slow
def test_plans_on_one_screen_and_as_files(cli: Cli, tmp_path: Path) -> None:
    done = cli("plan", person(tmp_path), "--people", 12, "--out", tmp_path / "out")
    assert done.code == 0
    lines = done.out.splitlines()
    screen = [line for line in lines if str(tmp_path)[:20] not in line and ".toml" not in line]
    assert len(screen) <= 40
    plans = json.loads((tmp_path / "out" / "answer.json").read_text(encoding="utf-8"))["plans"]
    assert ("least effort that" in done.out) == plans[0]["holds"]
    for words in ("least effort", "balanced", "most bone", "keep bone, of 100", "not medical advice"):
        assert words in done.out
    assert "minutes per session" in " ".join(done.out.split())  # assumed, and listed
    assert (tmp_path / "out" / "balanced.toml").exists()
    assert cli("check", tmp_path / "out" / "balanced.toml").code == 0


@pytest.mark.slow
def test_json_keeps_to_the_schema(cli: Cli, tmp_path: Path) -> None:
    done = cli("plan", person(tmp_path, days=0), "--people", 12, "--json")
    answer = json.loads(done.out)
    validate(answer, PLAN_ANSWER)
    assert all(plan["days_per_week"] == 0 for plan in answer["plans"])
    assert answer["nearest_feasible"]["days_per_week"] == 2


def test_a_clinician_first_is_an_answer(cli: Cli, tmp_path: Path) -> None:
    done = cli("plan", person(tmp_path, '["low_energy_availability"]'))
    assert done.code == 0
    assert "See a clinician first" in done.out
    assert "Three plans" not in done.out


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"until": "2026-09-01"}, "outlook.until"), ({"days": 9}, "wishes.days_per_week")],
)
def test_what_cannot_be_is_one_sentence(
    cli: Cli, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    done = cli("plan", person(tmp_path, **changes))
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.slow
def test_what_cannot_wait_stands_before_the_plans(cli: Cli, tmp_path: Path) -> None:
    """No training makes up for denosumab that has run out."""
    path = person(tmp_path)
    text = path.read_text(encoding="utf-8").replace("[outlook]", '[history]\n[[history.drug]]\nname = "denosumab"\n'
        'dose = "60 mg"\nevery = "6 months"\nfrom = 2024-05-01\nuntil = 2025-06-01\n[outlook]')  # fmt: skip
    path.write_text(text, encoding="utf-8")
    done = cli("plan", path, "--people", 12)
    assert done.code == 0
    assert 0 < done.out.index("enosumab") < done.out.index("Three plans")


@pytest.mark.slow
def test_more_and_less_of_each_part(cli: Cli, tmp_path: Path) -> None:
    done = cli(
        "plan", person(tmp_path), "--people", 8, "--around", "life as it is", "--out", tmp_path / "out"
    )
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "around life as it is" in said
    assert "anastrozole a day" in said
    assert "Dose and duration are the clinician's" in said
    answer = json.loads((tmp_path / "out" / "answer.json").read_text(encoding="utf-8"))
    validate(answer, PLAN_ANSWER)
    rows = (tmp_path / "out" / "doses.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + sum(len(axis["doses"]) for axis in answer["dose_response"]["axes"])


def test_no_doses_where_a_clinician_comes_first(cli: Cli, tmp_path: Path) -> None:
    done = cli("plan", person(tmp_path, '["skeletal_malignancy_or_radiation"]'), "--dose-response", "--json")
    assert done.code == 0
    assert json.loads(done.out)["dose_response"] is None


@pytest.mark.slow
def test_a_plan_that_is_not_there_cannot_be_varied(cli: Cli, tmp_path: Path) -> None:
    done = cli("plan", person(tmp_path), "--people", 8, "--around", "the best")
    assert done.code == 2
    assert "balanced" in done.err


@pytest.mark.slow
def test_page_and_pdf(cli: Cli, tmp_path: Path) -> None:
    page, pdf = tmp_path / "plan.html", tmp_path / "plan.pdf"
    done = cli("plan", person(tmp_path), "--people", 8, "--report", page, "--pdf", pdf)
    assert done.code == 0
    assert "More, or less, of each part" in page.read_text(encoding="utf-8")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert f"Page: {page}" in done.out.replace("\n", "")
    assert "More or less of each part" not in done.out


def test_a_page_that_cannot_be_written_is_told_before_anything_runs(cli: Cli, tmp_path: Path) -> None:
    done = cli("plan", person(tmp_path), "--report", tmp_path / "nowhere" / "plan.html")
    assert done.code == 2
    assert "--report" in done.err


@pytest.mark.slow
def test_a_plan_under_way(cli: Cli, tmp_path: Path) -> None:
    path = person(tmp_path)
    plan = '[[plan.training]]\nexercise = "goblet squat"\nsessions_per_week = 2\nsets = 2\nreps = 8\nload = "50 %1RM"\n'
    path.write_text(
        path.read_text(encoding="utf-8").replace("[wishes]", f"{plan}from = 2026-02-01\n[wishes]"),
        encoding="utf-8",
    )
    diary = tmp_path / "diary.toml"
    diary.write_text(
        '[[session]]\ndate = 2026-02-02\nexercise = "goblet squat"\nsets = 2\nreps = 8\nload = "14 kg"\n',
        encoding="utf-8",
    )
    done = cli("plan", path, "--done", diary, "--people", 12, "--today", "2026-05-01")
    assert done.code == 0
    assert "From today on" in done.out
    assert "longest break was 87 days" in " ".join(done.out.split())
    for given, words in (
        (("--today", "2026-05-01"), "--done"),
        (("--done", diary, "--today", "soon"), "calendar date"),
    ):
        refused = cli("plan", path, *given)
        assert refused.code == 2
        assert words in refused.err
