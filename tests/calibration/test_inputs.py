"""What a kept stage depends on: everything that is computed from, and nothing more."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import grimp
import pytest

from osteotwin.calibration.inputs import ROOMS, digest_of_sources, input_digests
from osteotwin.calibration.prior import Prior, prior
from osteotwin.calibration.settings import FULL, QUICK
from osteotwin.evidence.files.load import load_trials

TRIALS = load_trials().trials[:3]
PACKAGE = Path(str(files("osteotwin")))


def test_each_input_has_a_digest_of_its_own() -> None:
    before = input_digests(TRIALS, prior(), QUICK, 1)
    assert before == input_digests(TRIALS, prior(), QUICK, 1)
    believed = prior()
    other_title = replace(TRIALS[0], title="Another")
    others = {
        "trials": input_digests((other_title, *TRIALS[1:]), believed, QUICK, 1),
        "prior": input_digests(TRIALS, Prior(believed.parameters, believed.fitted[1:]), QUICK, 1),
        "settings": input_digests(TRIALS, believed, replace(QUICK, kept_draws=9), 1),
        "seed": input_digests(TRIALS, believed, QUICK, 2),
    }
    for name, after in others.items():
        assert {key for key in before if before[key] != after[key]} == {name}
    assert input_digests(TRIALS, believed, FULL, 1) != before


@pytest.mark.slow
def test_digests_are_the_same_in_another_process() -> None:
    code = (
        "from osteotwin.calibration.inputs import input_digests\n"
        "from osteotwin.calibration.prior import prior\n"
        "from osteotwin.calibration.settings import QUICK\n"
        "from osteotwin.evidence.files.load import load_trials\n"
        "print(input_digests(load_trials().trials, prior(), QUICK, 1))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONHASHSEED": "1"},
    ).stdout  # fmt: skip
    assert found == f"{input_digests(load_trials().trials, prior(), QUICK, 1)}\n"


def test_all_code_that_a_calibration_imports_counts() -> None:
    graph = grimp.build_graph("osteotwin", exclude_type_checking_imports=True)
    used = graph.find_upstream_modules("osteotwin.calibration", as_package=True)
    rooms = {module.split(".")[1] for module in used if (PACKAGE / module.split(".")[1]).is_dir()}
    assert rooms | {"calibration"} == set(ROOMS)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a few files."""
    for name in (
        "units.py", "endpoints.toml", "body/whole.py", "evidence/data/person_sds.toml", "evidence/trials/one.toml",
        "parameters/data/bone.toml", "parameters/sets/read.py", "parameters/sets/calibrated-1/set.toml",
        "report/page.py", "body/notes.txt",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("units.py", True),
        ("endpoints.toml", True),
        ("body/whole.py", True),
        ("evidence/data/person_sds.toml", True),
        ("parameters/data/bone.toml", True),
        ("parameters/sets/read.py", True),
        ("evidence/trials/one.toml", False),  # the trials that are fitted to are an input of their own
        ("parameters/sets/calibrated-1/set.toml", False),  # a result
        ("report/page.py", False),
        ("body/notes.txt", False),
    ],
)
def test_a_changed_file_is_another_code_where_it_counts(package: Path, name: str, counts: bool) -> None:
    before = digest_of_sources(package)
    assert digest_of_sources(package) == before
    (package / name).write_text("after")
    assert (digest_of_sources(package) != before) == counts
    (package / name).unlink()
    assert (digest_of_sources(package) != before) == counts
