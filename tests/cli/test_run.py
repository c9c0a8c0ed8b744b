"""``run`` and ``demo``: the JSON object, the files and the summary hold the same numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.endpoints import ENDPOINTS
from osteotwin.report.formatting import tied
from osteotwin.units import KINDS

Cli = Callable[..., Any]

KEYS = {
    "schema", "disclaimer", "versions", "inputs", "assumptions", "years", "today", "dates", "fit", "next_measurement",
    "crossing_text", "signals_left_out",
    "sites", "crossing", "treatment_line", "advice", "fracture", "series", "scenarios", "contributions",
    "contributions_basis", "plan_effect",
    "won_back", "verdict", "intake", "flags", "outside_tested_range", "tables", "steady_state", "uncertainty", "failed",
    "glossary", "sources", "timings",
}  # fmt: skip


def without_timings(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "timings"}


@pytest.mark.slow
def test_json_is_one_object_and_nothing_else(written: tuple[Any, Path], answer: dict[str, Any]) -> None:
    done, _ = written
    assert done.code == 0
    assert done.out.count("\n") == 1
    assert done.out.isascii()
    assert set(answer) == KEYS == set(ot.schema("answer")["required"])
    assert set(answer["versions"]) == {"code", "model", "parameter_set"}
    assert set(answer["timings"]) == {"simulate_s", "total_s"}
    assert (answer["uncertainty"]["people"], answer["uncertainty"]["seed"]) == (4, 7)
    for entry in answer["sites"].values():
        bands = {"median", "lo50", "hi50", "lo90", "hi90"}
        assert set(entry["percent_change"]) == bands
        assert all(len(values) == len(answer["years"]) for values in entry["percent_change"].values())


def test_files_are_written_where_asked(written: tuple[Any, Path], answer: dict[str, Any]) -> None:
    done, folder = written
    assert sorted(path.name for path in folder.iterdir()) == ["answer.json", "report.html"]
    assert json.loads((folder / "answer.json").read_text(encoding="utf-8")) == answer
    assert answer["verdict"]["headline"][:30] in (folder / "report.html").read_text(encoding="utf-8")
    assert done.complaints == [f"Report: {folder / 'report.html'}", f"Answer: {folder / 'answer.json'}"]


def test_same_as_from_python_and_the_same_again(person_file: Path, answer: dict[str, Any]) -> None:
    again = ot.run(ot.read_person(person_file), people=4, seed=7)
    assert json.loads(json.dumps(without_timings(again))) == without_timings(answer)


@pytest.mark.slow
def test_summary_has_the_numbers_of_the_json_and_writes_nothing(
    process: Cli, person_file: Path, answer: dict[str, Any], tmp_path: Path
) -> None:
    done = process("run", person_file, "--people", 4, "--seed", 7, "--verbose", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert not list(tmp_path.iterdir())
    assert max(map(len, done.out.splitlines())) <= 80
    assert "\x1b" not in done.out
    assert "\u00a0" not in done.out
    short = process("run", person_file, "--people", 4, "--seed", 7, cwd=tmp_path).out.splitlines()
    assert len(short) <= 30
    assert done.out.splitlines()[: len(short)] == short
    flat = " ".join(done.out.split())
    assert answer["verdict"]["headline"].replace("\u00a0", " ") in flat
    assert answer["disclaimer"] in flat
    assert "Zoë [bold] Ångström" in flat
    assert answer["flags"]
    assert all(tied(flag["text"]).replace("\u00a0", " ") in flat for flag in answer["flags"])
    assert answer["assumptions"]
    assert all(f"\u2022 {row['label']}: " in flat for row in answer["assumptions"])
    index = answer["years"].index(min(answer["years"], key=lambda year: abs(year - 1)))
    for scenario in ("plan", "drug_only", "nothing"):
        band = answer["scenarios"][scenario]["sites"]["lumbar_spine"]["percent_change"]
        assert f"{abs(band['median'][index]):.1f} (" in flat
    assert "Lines that may be crossed" in flat
    ratio = answer["fracture"]["against"]["without_drugs"]["relative_risk"]["hip"]
    last = ratio[max(ratio, key=float)]
    assert f"{last['median']:.2f} ({last['lo90']:.2f} to {last['hi90']:.2f}) hip fracture, against" in flat
    training = answer["contributions"]["lumbar_spine"]["back_squat"]["1"]["median"]
    assert f"Back squat {training:+.1f}".replace("-", "\u2212") in flat


@pytest.mark.slow
def test_demo_writes_the_report_and_names_it(process: Cli, tmp_path: Path) -> None:
    done = process("demo", "--people", 2, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.html", "answer.json"}
    assert f"Report: {Path('out') / 'report.html'}" in done.out.splitlines()
    assert (
        json.loads((tmp_path / "out" / "answer.json").read_text(encoding="utf-8"))["uncertainty"]["people"]
        == 2
    )


def test_check_of_a_good_file(cli: Cli, person_file: Path) -> None:
    done = cli("check", person_file)
    assert (done.code, done.err) == (0, "")
    said, _, understood = done.out.partition("\n\n")
    assert said == f"{person_file}: no problems."
    assert understood.startswith("What was understood\n  \u2022 anastrozole: 1 mg every day")


MEASURED = """
[[measurement]]
date = 2026-01-12
what = "bmd_total_hip"
value = "0.98 g/cm^2"

[[measurement]]
date = 2026-01-12
what = "dkk1"
value = "{dkk1}"
"""


def test_what_becomes_of_each_measurement_is_said(cli: Cli, person_file: Path, tmp_path: Path) -> None:
    text = person_file.read_text(encoding="utf-8").replace(
        'sex = "male"', 'sex = "male"\nconditions = ["smoking"]'
    )
    path = tmp_path / "measured.toml"
    path.write_text(text + MEASURED.format(dkk1=KINDS[ENDPOINTS["dkk1"].quantity].example), encoding="utf-8")
    ran = cli("run", path, "--people", 2, "--out", tmp_path / "out", "--verbose")
    checked, told = (" ".join(output.split()) for output in (cli("check", path).out, ran.out))
    assert "Total hip BMD, 12 January 2026 (0.98 g/cm^2): counts" in checked
    assert "Shown only: the model has no DKK1" in checked
    assert "smoking now:" not in checked
    assert "1 of 2 measurements count" in told
    assert "DKK1, 12 January 2026: the model has no DKK1" in told
    assert "smoking now:" not in told
    assert "Measure next: \u2022 DXA of spine and hip" in told
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Shown only: the model has no DKK1" in page
    assert '<td role="cell" class="becomes">counts</td>' in page
    assert "smoking now" in page


@pytest.mark.slow
def test_without_measurements_it_is_said_whose_answer_it_is(process: Cli, person_file: Path) -> None:
    flat = " ".join(process("run", person_file, "--people", 2, "--verbose").out.split())
    assert "the answer is that of people like this person. Measure first: DXA of spine and hip." in flat
    assert "Without them" not in flat
    assert "Measure next" not in flat


def test_check_of_the_bundled_example(cli: Cli) -> None:
    assert cli("check", ot.demo_path()).code == 0


def test_a_pdf_lies_beside_the_report(cli: Cli, person_file: Path, tmp_path: Path) -> None:
    done = cli("run", person_file, "--people", 2, "--out", tmp_path, "--pdf")
    assert done.code == 0
    assert f"PDF: {tmp_path / 'report.pdf'}" in done.out.splitlines()
    assert len(done.out.splitlines()) <= 30
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_pdf_needs_a_folder(cli: Cli, person_file: Path) -> None:
    done = cli("run", person_file, "--pdf")
    assert done.code == 2
    assert "--pdf" in done.err
    assert "--out mine --pdf" in done.err


def test_without_the_compiler_it_is_said_before_anything_runs(
    cli: Cli, person_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("osteotwin.report.pdf.find_spec", lambda _: None)
    done = cli("run", person_file, "--pdf", "--out", tmp_path / "new")
    assert done.code == 1
    assert "A PDF needs Typst, which is not installed. Fix: pip install 'osteotwin[pdf]'" in done.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["run", "demo"])
def test_nothing_is_written_where_the_option_is_wrong(
    cli: Cli, command: str, person_file: Path, tmp_path: Path
) -> None:
    arguments = [
        command,
        *([person_file] if command == "run" else []),
        "--people",
        0,
        "--out",
        tmp_path / "new",
    ]
    assert cli(*arguments).code == 2
    assert not list(tmp_path.iterdir())
