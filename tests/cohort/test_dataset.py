"""One convention for labelled results, of a twin in memory and of a large cohort on disk; NetCDF holds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pint
import pytest
import xarray as xr
from tests.simulating import initialized

import osteotwin as ot
from osteotwin.cohort.cohort import join_people
from osteotwin.cohort.dataset import pint_units
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import run_plan
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import draw
from osteotwin.protocol.interventions import DrugCourse, Protocol

REGISTRY = pint.UnitRegistry()
DAYS = np.array([0.0, 100.0, 365.25])
PLAN = Protocol((DrugCourse("letrozole", 2.5, 1),))
ENGINE = KernelEngine()
MADE = ("twin", "with a failure", "large cohort", "sensitivities")


@pytest.fixture(scope="module")
def make(people: dict[str, Profile], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], xr.Dataset]:
    draws = draw(starting_values(), 3, 1)

    def dataset(what: str) -> xr.Dataset:
        if what == "twin":
            return run_plan(initialized(people["man"], draws), PLAN, DAYS, ENGINE).to_dataset()
        if what == "with a failure":
            parts = [initialized(one).people for one in (people["man"], weightless, people["man"])]
            cohort = initialize_cohort(join_people(parts), draws, -1.0, ENGINE)
            return run_plan(cohort, PLAN, DAYS, ENGINE).to_dataset()
        if what == "sensitivities":
            cohort = initialized(people["man"], draws)
            return ot.sensitivities(
                cohort, PLAN, DAYS, ["osteocyte_rate"], endpoints=["ctx", "lh"]
            ).to_dataset()
        out = tmp_path_factory.mktemp("cohort")
        plans = {"letrozole": PLAN, "nothing": Protocol()}
        return ot.simulate_cohort(
            people["man"], plans, 3, out=out, days=DAYS, endpoints=("bmd_total_hip", "lh")
        )

    weightless = replace(people["man"], weight_kg=float("nan"))
    made: dict[str, xr.Dataset] = {}
    return lambda what: made.setdefault(what, dataset(what))


@pytest.mark.parametrize("unit", sorted({one.output_unit for one in OUTPUTS.values()}))
def test_pint_reads_the_units_of_all_endpoints(unit: str) -> None:
    assert REGISTRY.Unit(pint_units(unit)).dimensionless == (unit == "")


@pytest.mark.parametrize("what", MADE)
def test_everything_is_labelled(what: str, make: Callable[[str], xr.Dataset]) -> None:
    dataset = make(what)
    for name, variable in dataset.variables.items():
        if name in ("endpoint_units",):
            assert all(REGISTRY.Unit(unit) is not None for unit in variable.values)
            continue
        assert variable.attrs["long_name"], name
        if variable.dtype.kind == "f" and what != "sensitivities":
            assert REGISTRY.Unit(variable.attrs["units"]) is not None, name
    for key in ("title", "code_version", "model_version", "parameter_set"):
        assert isinstance(dataset.attrs[key], str)
        assert dataset.attrs[key]
    assert isinstance(dataset.attrs["seed"], int)
    assert dataset.status.dims == ("person",)


@pytest.mark.parametrize("what", ["twin", "large cohort"])
def test_areal_density_lies_over_sites(what: str, make: Callable[[str], xr.Dataset]) -> None:
    dataset = make(what)
    assert dataset.bmd.dims[-2:] == ("site", "day")
    assert not any(
        str(name).startswith("bmd_") and str(name) != "bmd_total_body" for name in dataset.data_vars
    )
    assert np.allclose(dataset.bmd.sel(site="total_hip", day=0.0).values, 1.0)


def test_who_failed_is_said(make: Callable[[str], xr.Dataset]) -> None:
    dataset = make("with a failure")
    assert dataset.status.values.tolist() == [0, 1, 0]
    assert dataset.failed_person.values.tolist() == [1]
    assert "steady state" in dataset.reason.values[0]
    assert np.isnan(dataset.bmd.sel(person=1)).all()


@pytest.mark.parametrize("what", MADE)
def test_netcdf_gives_back_what_was_written(
    what: str, make: Callable[[str], xr.Dataset], tmp_path: Path
) -> None:
    dataset = make(what).load()
    dataset.to_netcdf(tmp_path / "results.nc", engine="scipy")
    xr.testing.assert_identical(xr.load_dataset(tmp_path / "results.nc", engine="scipy"), dataset)
