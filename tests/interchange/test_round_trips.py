"""Whatever kind of person is simulated, every format holds the numbers of the run, and every picture is one."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pyarrow.parquet as pq
import pytest
import xarray as xr

import osteotwin as ot
from osteotwin.body.sites import DIAGNOSTIC_SITES
from osteotwin.cli.main import main
from osteotwin.cohort.outputs import Outputs
from osteotwin.people.twin import output_days

PEOPLE = 3
MAN, WOMAN = (
    'sex = "male"\nbirth_date = 1972-05-14',
    'sex = "female"\nbirth_date = 1960-05-14\nmenopause_age = "50 years"',
)
PLANS = {
    "no plan": (MAN, '[[measurement]]\ndate = 2026-01-12\nwhat = "estradiol"\nvalue = "27 pg/mL"\n'),
    "inhibitor and training": (
        MAN,
        '[[plan.drug]]\nname = "anastrozole"\ndose = "1 mg"\nevery = "1 day"\nfrom = 2026-02-01\n'
        '[[plan.training]]\nexercise = "back squat"\nsessions_per_week = 2\nsets = 5\nreps = 5\nload = "80 %1RM"\n',
    ),
    "injections and a past": (
        MAN,
        '[[history.drug]]\nname = "letrozole"\ndose = "2.5 mg"\nevery = "1 day"\n'
        "from = 2024-01-01\nuntil = 2025-01-01\n"
        '[[plan.drug]]\nname = "testosterone enanthate"\ndose = "200 mg"\nevery = "2 weeks"\nfrom = 2026-02-01\n',
    ),
    "woman on denosumab": (
        WOMAN,
        '[[plan.drug]]\nname = "denosumab"\ndose = "60 mg"\nevery = "6 months"\nfrom = 2026-02-01\n',
    ),
    "bed rest and a drug outside the model": (
        MAN,
        '[[plan.unloading]]\nfraction = "20 %"\nfrom = 2026-02-01\nto_week = 6\n[[plan.drug]]\nname = "nandrolone"\n',
    ),
}


@dataclass(frozen=True)
class Run:
    """A person's file and what the twin says of him."""

    file: Path
    outputs: Outputs


@pytest.fixture(scope="module", params=PLANS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    who, entries = PLANS[request.param]
    file = tmp_path_factory.mktemp("person") / "person.toml"
    file.write_text(f"[person]\n{who}\n{entries}[outlook]\nuntil = 2026-12-01\n", encoding="utf-8")
    person = ot.read_person(file)
    twin = ot.Twin.from_person(person, PEOPLE, 1)
    return Run(file, twin.simulate_all({"plan": person.plan}, output_days(person.outlook_days))["plan"])


def test_each_format_reads_back_as_the_run(run: Run, tmp_path: Path) -> None:
    for name in ("a.csv", "a.nc", "a.parquet"):
        path = tmp_path / name
        assert (
            main(["export", "table", str(run.file), "--people", str(PEOPLE), "--out", str(path), "-q"]) == 0
        )
    whole = run.outputs.table.ravel()
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert np.array_equal([float(row["value"] or "nan") for row in rows], whole, equal_nan=True)
    columns = pq.read_table(tmp_path / "a.parquet")
    values = columns["value"].to_numpy()
    assert np.array_equal(values, whole, equal_nan=True)
    assert columns["endpoint"].to_pylist() == [row["endpoint"] for row in rows]
    found = xr.load_dataset(tmp_path / "a.nc", engine="scipy")
    for site in DIAGNOSTIC_SITES:
        assert np.array_equal(found.bmd.sel(site=site).values, run.outputs.values[f"bmd_{site}"])
    for name in ("ctx", "estradiol", "pth"):
        assert np.array_equal(found[name].values, run.outputs.values[name])
    assert found.sizes["day"] == len(run.outputs.days)


@pytest.mark.slow
def test_each_site_becomes_a_picture(run: Run, tmp_path: Path) -> None:
    answer = ot.run(run.file, PEOPLE)
    svg, png = tmp_path / "a.svg", tmp_path / "a.png"
    for site in DIAGNOSTIC_SITES:
        ot.write_figure(answer, svg, site)
        ot.write_figure(answer, png, site)
        assert ET.fromstring(svg.read_text(encoding="utf-8")).tag.endswith("svg")
        assert "NaN" not in svg.read_text(encoding="utf-8")
        assert png.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.slow
def test_what_is_in_no_number_is_said_with_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who, entries = PLANS["bed rest and a drug outside the model"]
    file = tmp_path / "person.toml"
    file.write_text(f"[person]\n{who}\n{entries}[outlook]\nuntil = 2026-12-01\n", encoding="utf-8")
    for format, ending in (
        ("sbml", "xml"),
        ("omex", "omex"),
        ("table", "csv"),
        ("figure", "svg"),
        ("fhir", "json"),
    ):
        more = [] if format in ("sbml", "omex") else ["--people", "2"]
        path = tmp_path / f"a.{ending}"
        assert main(["export", format, str(file), "--out", str(path), *more]) == 0
        said = path.read_text(encoding="utf-8") if format == "fhir" else capsys.readouterr().out
        assert "Nandrolone is not simulated" in said
    assert main(["explain", str(file), "--people", "2"]) == 0
    assert "Nandrolone is not simulated" in capsys.readouterr().out
