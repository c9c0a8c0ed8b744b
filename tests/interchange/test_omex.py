"""A COMBINE archive: what libSEDML says of the simulation, and what COPASI makes of the whole."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

import osteotwin as ot
from osteotwin.arrays import Vector
from osteotwin.cli.main import main
from osteotwin.interchange.sedml import READINGS

with warnings.catch_warnings():  # their bindings use what newer Pythons warn of
    warnings.simplefilter("ignore")
    import libsedml

#: In a process of its own, since COPASI sets the locale of the one it is in.
COPASI = """
import sys
import warnings
warnings.simplefilter("ignore")
import basico
basico.load_model(sys.argv[1])
basico.run_time_course(use_initial_values=True).to_csv(sys.argv[2])
"""
PERSON = """
[person]
sex = "female"
birth_date = 1958-04-02
weight = "61 kg"

[[plan.drug]]
name = "denosumab"
dose = "60 mg"
every = "6 months"
from = 2026-01-05
until = 2027-08-01

[outlook]
until = 2029-01-05
"""


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> ot.Person:
    file = tmp_path_factory.mktemp("person") / "person.toml"
    file.write_text(PERSON, encoding="utf-8")
    return ot.read_person(file)


@pytest.fixture(scope="module")
def archive(person: ot.Person) -> bytes:
    return ot.person_to_omex(person)


def files_of(archive: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


def test_the_manifest_lists_every_file(archive: bytes) -> None:
    found = files_of(archive)
    listed = {entry.attrib["location"] for entry in ElementTree.fromstring(found["manifest.xml"])}
    assert listed == {".", *(f"./{name}" for name in found)}


def test_libsedml_has_nothing_to_say_and_every_target_is_in_the_model(
    archive: bytes, read_sbml: Callable[[str], Any]
) -> None:
    found = files_of(archive)
    document = libsedml.readSedMLFromString(found["simulation.sedml"])
    assert [document.getError(i).getMessage() for i in range(document.getNumErrors())] == []
    model = read_sbml(found["model.xml"])
    targets = [
        document.getDataGenerator(i).getVariable(0).getTarget()
        for i in range(document.getNumDataGenerators())
    ]
    wanted = [target.split("'")[1] for target in targets if target]
    assert wanted == [f"reading_{name}" for name in READINGS]
    assert all(model.getParameter(name) is not None for name in wanted)


def test_the_same_person_gives_the_same_bytes(person: ot.Person, archive: bytes) -> None:
    assert ot.person_to_omex(person) == archive


@pytest.mark.slow
def test_copasi_runs_it_as_it_stands_and_agrees_with_libroadrunner(
    archive: bytes, tmp_path: Path, read_sbml: Callable[[str], Any], simulate_sbml: Callable[..., Vector]
) -> None:
    file = tmp_path / "person.omex"
    file.write_bytes(archive)
    subprocess.run([sys.executable, "-c", COPASI, str(file), str(tmp_path / "course.csv")], check=True)
    course = pd.read_csv(tmp_path / "course.csv", index_col=0)
    assert course.index[-1] == 1097  # the day before the plan to the end of the outlook
    text = files_of(archive)["model.xml"]
    model = read_sbml(text)
    names = [f"reading_{name}" for name in ("bmd_lumbar_spine", "bmd_total_hip", "ctx", "pth")]
    times = np.array([100.0, 500.0, 700.0, 1000.0])  # none of them is a day of the plan
    expected = simulate_sbml(text, times, names)
    found = course.loc[times, [f"Values[{model.getParameter(name).getName()}]" for name in names]].to_numpy()
    assert found == pytest.approx(expected, rel=1e-5)
    assert np.ptp(expected[:, 2]) > 0.2  # the antibody and its rebound are in it


def test_the_command_writes_it(
    person: ot.Person, archive: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("person.toml").write_text(PERSON, encoding="utf-8")
    assert main(["export", "omex", "person.toml"]) == 0
    assert Path("person.omex").read_bytes() == archive
