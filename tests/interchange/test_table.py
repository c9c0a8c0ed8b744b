"""A run as a table: the people of a run in every format, the same numbers in each."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import xarray as xr

import osteotwin as ot
from osteotwin.cli.main import main
from osteotwin.people.twin import output_days

PEOPLE, ENDPOINTS = 3, ("bmd_total_hip", "ctx")


#: A scan and nothing else: people who agree with it are soon found.
PERSON = """
[person]
sex = "male"
birth_date = 1972-05-14
[[measurement]]
date = 2026-01-12
what = "bmd_total_hip"
value = "0.95 g/cm^2"
[plan]
preset = { name = "standard_lifestyle", from = 2026-02-01 }
[outlook]
until = 2027-03-01
"""


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def person_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("person") / "person.toml"
    file.write_text(PERSON, encoding="utf-8")
    return file


def export(person: Path, name: str, *more: str) -> int:
    wanted = [part for endpoint in ENDPOINTS for part in ("--endpoint", endpoint)]
    return main(["export", "table", str(person), "--people", str(PEOPLE), "--out", name, *wanted, *more])


def test_each_format_holds_the_people_of_the_twin(
    person_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.csv", "a.nc", "a.parquet"):
        assert export(person_file, name) == 0
        assert f"Table: {name}" in capsys.readouterr().out
    person = ot.read_person(person_file)
    twin = ot.Twin.from_person(person, PEOPLE, 1)
    expected = twin.simulate_all(
        {"plan": person.plan}, output_days(person.outlook_days), endpoints=ENDPOINTS
    )["plan"]
    whole = expected.table.ravel()
    with Path("a.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [float(row["value"]) for row in written] == whole.tolist()
    assert {row["endpoint"] for row in written} == set(ENDPOINTS)
    assert pq.read_table("a.parquet")["value"].to_pylist() == whole.tolist()
    found = xr.load_dataset("a.nc", engine="scipy")
    assert np.array_equal(found.ctx.values, expected.values["ctx"])
    assert np.array_equal(found.bmd.sel(site="total_hip").values, expected.values["bmd_total_hip"])


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("a.xlsx", (), "ends in .csv, .nc or .parquet"),
        (".", (), "ends in .csv"),
        ("a.csv", ("--endpoint", "bone_mass_of_jupiter"), "bone_mass_of_jupiter"),
        ("a.csv", ("--seed", "-1"), "--seed"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_simulated(
    name: str, more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(ot.demo_path(), name, *more) == 2
    assert said in capsys.readouterr().err
    assert not list(Path().iterdir())
