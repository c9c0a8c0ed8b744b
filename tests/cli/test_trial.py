"""``trial``: the summary, the JSON object, the files, and what is refused before anything is simulated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import osteotwin as ot

Cli = Callable[..., Any]
EXAMPLE = ot.example_trial_path()


def test_the_summary_and_the_files(cli: Cli, tmp_path: Path) -> None:
    page, table = tmp_path / "trial.html", tmp_path / "trial.csv"
    done = cli("trial", EXAMPLE, "--people", 20, "--report", page, "--out", table)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-2:] == [f"Page: {page}", f"Dataset: {table}"]
    assert max(map(len, done.out.splitlines()[:-2])) <= 80
    text = " ".join(done.out.split())
    assert text.startswith("Anastrozole with and without training: 2 arms of 20 people")
    assert "80 % power: " in text.replace("\u00a0", " ")
    assert "not medical advice" in text
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(table.read_text(encoding="utf-8").splitlines()) == 1 + 40 * 3


def test_json_is_the_answer_of_python(cli: Cli) -> None:
    done = cli("trial", EXAMPLE, "--people", 10, "--seed", 3, "--json")
    answer = json.loads(done.out)
    Draft202012Validator(ot.schema("virtual_trial")).validate(answer)
    assert answer | {"timings": {}} == ot.virtual_trial(EXAMPLE, 10, 3).to_json() | {"timings": {}}


def test_everything_that_is_wrong_is_said_at_once(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "trial.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace("n = 200", "n = -1"), encoding="utf-8")
    done = cli("trial", path, "--people", 1, "--seed", -1, "--out", "trial.xlsx", "--report", tmp_path)
    assert (done.code, done.out) == (2, "")
    places = [line.split(": ")[0] for line in done.complaints]
    assert places[:4] == ["\u2022 --people", "\u2022 --seed", "\u2022 --report", "\u2022 --out"]
    assert [("no file in" in line) for line in done.complaints[4:]].count(True) == 2
    assert any("trial.n: -1 is not valid" in line for line in done.complaints)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense"])
def test_a_cluster_that_is_not_there(cli: Cli, address: str, socket_enabled: None) -> None:
    pytest.importorskip("distributed")
    done = cli("trial", EXAMPLE, "--people", 4, "--cluster", address)
    assert (done.code, done.out) == (1, "")
    assert done.complaints == [
        f"no Dask scheduler answers at {address}: start one, or give the address it shows, such as tcp://127.0.0.1:8786"
    ]
