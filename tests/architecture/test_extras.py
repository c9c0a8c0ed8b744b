"""The plain install does all but what extras are for; without its extra, a part says what to install."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

#: Libraries that a plain install lacks.
OPTIONAL = (
    "zarr",
    "numcodecs",
    "google_crc32c",
    "donfig",
    "dask",
    "distributed",
    "SALib",
    "matplotlib",
    "cupy",
    "pyarrow",
    "resvg_py",
    "fhir",
    "fastapi",
    "starlette",
    "uvicorn",
    "sqlalchemy",
    "alembic",
    "argon2",
    "zxcvbn",
    "psycopg",
    "cryptography",
)
WITHOUT = f"""
import sys

class Without:
    '''A finder that does not see what is not installed.'''

    def __init__(self, finder):
        self.finder = finder

    def __getattr__(self, name):
        return getattr(self.finder, name)

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {OPTIONAL!r}:
            return None
        return self.finder.find_spec(name, path, target)

sys.meta_path[:] = [Without(finder) for finder in sys.meta_path]
"""


def run_without_extras(code: str, folder: Path) -> str:
    """What a program prints where no extra is installed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT + textwrap.dedent(code)],
        cwd=folder, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_blocker_blocks(tmp_path: Path) -> None:
    code = f"""
        from importlib import import_module
        for name in {OPTIONAL!r}:
            try:
                import_module(name)
            except ModuleNotFoundError:
                print(name)
    """
    assert run_without_extras(code, tmp_path).split() == list(OPTIONAL)


@pytest.mark.slow
def test_a_plain_install_does_everything_else(tmp_path: Path) -> None:
    code = """
        import json
        from dataclasses import replace
        from pathlib import Path
        import osteotwin as ot
        person = ot.read_person(ot.demo_path())
        answer = ot.run(person, people=2, seed=1)
        person = replace(person, measurements=())
        ot.write_report(answer, Path("mine"))
        ot.check(ot.demo_path())
        twin = ot.Twin.from_person(person, people=2, seed=1)
        outlook = twin.simulate(person.plan, years=1)
        outlook.to_netcdf("outlook.nc")
        outlook.to_csv("outlook.csv")
        ot.compare(person, {"as is": person.plan, "nothing": ot.Protocol()}, people=2).to_dict()
        try:
            outlook.plot()
        except ot.MissingLibraryError as error:
            assert str(error) == "A plot needs Matplotlib, which is not installed. Fix: pip install 'osteotwin[plot]'"
        try:
            ot.write_table(person, "outlook.parquet")
        except ot.MissingLibraryError as error:
            assert str(error).startswith("A Parquet file needs pyarrow")
            assert "osteotwin[parquet]" in str(error)
        sizes = dict(twin.simulate(person.plan, years=1).to_dataset().sizes)
        trial = ot.virtual_trial(ot.example_trial_path(), 2)
        trial.save("trial.csv")
        trial.save("trial.nc")
        found = {"sizes": sizes, "sbml": ot.person_to_sbml(person)[:5]}
        print(json.dumps(found))
    """
    found = json.loads(run_without_extras(code, tmp_path))
    assert found["sizes"]["person"] == 2
    assert found["sbml"] == "<?xml"
    assert list((tmp_path / "mine").glob("*.html"))


@pytest.mark.parametrize(
    "statement",
    [
        "ot.simulate_cohort(ot.reference_profile(), ot.Protocol(), 1, out='new')",
        "ot.open_cohort('new')",
    ],
)
def test_cohorts_on_disk_say_what_to_install(statement: str, tmp_path: Path) -> None:
    code = f"""
        import osteotwin as ot
        try:
            {statement}
        except ot.OsteotwinError as error:
            print(error)
    """
    sentence = "A cohort on disk needs Zarr, which is not installed. Fix: pip install 'osteotwin[cohort]'\n"
    assert run_without_extras(code, tmp_path) == sentence
    assert not list(tmp_path.iterdir())


def test_what_the_code_imports_is_what_the_project_declares(repository: Path) -> None:
    with (repository / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    optional = {name for extra in project["optional-dependencies"].values() for name in extra}
    declared = {
        re.split(r"[\[<>=!~; ]", one)[0].lower().replace("_", "-")
        for one in (*project["dependencies"], *optional)
    }
    graph = grimp.build_graph("osteotwin", include_external_packages=True)
    imported = {
        name
        for name in graph.modules
        if not name.startswith("osteotwin") and name not in sys.stdlib_module_names
    }
    assert {"numpy", "zarr"} <= imported
    distributions = packages_distributions()
    declared |= {"pydantic-core"}  # the other half of Pydantic, which asks for one exact version of it
    undeclared = {
        name
        for name in imported
        if not {one.lower().replace("_", "-") for one in distributions[name]} & declared
    }
    assert undeclared == set()
