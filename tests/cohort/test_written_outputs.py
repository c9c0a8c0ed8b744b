"""Outputs as NetCDF and as a long table, CSV or Parquet: what is written reads back the same, or is not there."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import xarray as xr

from osteotwin.cohort.dataset import pint_units
from osteotwin.cohort.outputs import Outputs
from osteotwin.endpoints import OUTPUTS
from osteotwin.errors import InputError

DAYS = np.array([0.0, 30.4375, 365.25])
ENDPOINTS = ("bmd_lumbar_spine", "estradiol", "25ohd", "bmd_total_hip", "ctx")


@pytest.fixture
def outputs() -> Outputs:
    """Three people with numbers that no short text holds; the second failed."""
    table = np.random.default_rng(1).lognormal(size=(3, len(DAYS), len(ENDPOINTS))) * 1e-3
    table[1] = np.nan
    return Outputs(DAYS, ENDPOINTS, table, {1: "it left what a body can have, <b>so</b>"}, "a-set", 7)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_netcdf_gives_back_what_was_written(outputs: Outputs, tmp_path: Path) -> None:
    path = outputs.to_netcdf(tmp_path / "new" / "outlook.nc")
    assert path == tmp_path / "new" / "outlook.nc"
    found = xr.load_dataset(path, engine="scipy")
    xr.testing.assert_identical(found, outputs.to_dataset())
    assert np.array_equal(
        found.bmd.sel(site="total_hip").values, outputs.values["bmd_total_hip"], equal_nan=True
    )
    assert found.reason.values.tolist() == [outputs.failures[1]]
    assert [file.name for file in path.parent.iterdir()] == ["outlook.nc"]


def test_where_nobody_failed_no_dimension_is_without_length(outputs: Outputs, tmp_path: Path) -> None:
    """The reference library opens no classic NetCDF file with one."""
    well = Outputs(DAYS, ENDPOINTS, np.nan_to_num(outputs.table), {})
    found = xr.load_dataset(well.to_netcdf(tmp_path / "well.nc"), engine="scipy")
    xr.testing.assert_identical(found, well.to_dataset())
    assert min(found.sizes.values()) > 0
    assert "reason" not in found


def test_it_keeps_to_the_conventions(outputs: Outputs, tmp_path: Path) -> None:
    """What the CF conventions demand, and a reader that goes by them needs: of the file, not of the dataset."""
    with xr.open_dataset(outputs.to_netcdf(tmp_path / "a.nc"), engine="scipy", decode_cf=False) as raw:
        assert raw.attrs["Conventions"] == "CF-1.11"
        assert raw.attrs["title"]
        assert (raw.day.attrs["standard_name"], raw.day.attrs["units"]) == ("forecast_period", "day")
        assert raw.person.attrs["standard_name"] == "realization"
        assert np.all(np.diff(raw.day.values) > 0)
        assert raw.attrs["history"]
        assert not [name for name in raw.coords if "_FillValue" in raw[name].attrs]
        for name, variable in raw.variables.items():
            assert variable.attrs["long_name"], name
            assert len(set(variable.dims)) == len(variable.dims)
            if variable.dtype.kind == "f":
                assert variable.attrs["units"], name
        flags = raw.status.attrs["flag_values"]
        assert flags.dtype == raw.status.dtype
        assert len(flags) == len(raw.status.attrs["flag_meanings"].split())


def test_the_long_table_gives_back_every_number(outputs: Outputs, tmp_path: Path) -> None:
    found = rows(outputs.to_csv(tmp_path / "outlook.csv"))
    assert len(found) == outputs.table.size
    again = np.full_like(outputs.table, 0.0)
    for row in found:
        place = (int(row["person"]), DAYS.tolist().index(float(row["day"])), ENDPOINTS.index(row["endpoint"]))
        again[place] = float(row["value"]) if row["value"] else math.nan
        assert row["unit"] == pint_units(OUTPUTS[row["endpoint"]].output_unit)
    assert np.array_equal(again, outputs.table, equal_nan=True)


def test_some_endpoints_may_be_chosen_and_no_others(outputs: Outputs, tmp_path: Path) -> None:
    found = rows(outputs.to_csv(tmp_path / "few.csv", ["ctx", "estradiol"]))
    assert {row["endpoint"] for row in found} == {"ctx", "estradiol"}
    assert [float(row["value"]) for row in found if row["person"] == "2" and row["endpoint"] == "ctx"] == (
        outputs.values["ctx"][2].tolist()
    )
    with pytest.raises(InputError, match="estradiol"):
        outputs.to_csv(tmp_path / "none.csv", ["estradio"])
    assert not (tmp_path / "none.csv").exists()


def test_parquet_gives_back_every_number_with_its_type(outputs: Outputs, tmp_path: Path) -> None:
    found = pq.read_table(outputs.to_parquet(tmp_path / "outlook.parquet"))
    assert found.column_names == ["person", "day", "endpoint", "unit", "value"]
    same = rows(outputs.to_csv(tmp_path / "outlook.csv"))
    for column, read in (("person", int), ("day", float), ("endpoint", str), ("unit", str)):
        assert found[column].to_pylist() == [read(row[column]) for row in same]
    assert found["value"].null_count == np.isnan(outputs.table).sum()
    assert np.array_equal(found["value"].to_numpy(), outputs.table.ravel(), equal_nan=True)
    about = json.loads(found.schema.metadata[b"osteotwin"])
    assert (about["parameter_set"], about["seed"]) == ("a-set", 7)


@pytest.mark.parametrize("write", [Outputs.to_netcdf, Outputs.to_csv, Outputs.to_parquet])
def test_what_cannot_be_written_leaves_what_was_there(
    write: Callable[[Outputs, Path], Path], outputs: Outputs, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="folder"):
        write(outputs, folder)
    blocked = tmp_path / "file"
    blocked.write_text("earlier")
    with pytest.raises(OSError, match="file"):
        write(outputs, blocked / "below")
    assert blocked.read_text() == "earlier"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder"]
    assert list(folder.iterdir()) == []
