"""Outputs as a long table in a Parquet file: the columns of the CSV, each with its type."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.dataset import pint_units
from osteotwin.endpoints import OUTPUTS
from osteotwin.errors import MissingLibraryError

#: Under this name the file's metadata hold, as JSON, what the results depend on.
METADATA = b"osteotwin"


def require_parquet() -> None:
    """Make sure that Parquet can be written.

    Raises
    ------
    MissingLibraryError
        If pyarrow is not installed (extra ``parquet``).
    """
    try:
        import pyarrow.parquet  # noqa: F401  # pyright: ignore[reportUnusedImport]
    except ModuleNotFoundError:
        raise MissingLibraryError("A Parquet file", "pyarrow", "parquet") from None


def tidy_parquet(
    days: Vector, endpoints: Sequence[str], table: Vector, attributes: Mapping[str, Any]
) -> bytes:
    """Return outputs as the content of a Parquet file, one value a row.

    Parameters
    ----------
    days : array [n_time, day]
    endpoints : sequence of str
    table : array [n_people, n_time, n_endpoint]
        A NaN becomes a null.
    attributes : mapping
        What the results depend on, for the metadata.

    Raises
    ------
    MissingLibraryError
        If pyarrow is not installed (extra ``parquet``).
    """
    require_parquet()
    import pyarrow as pa
    import pyarrow.parquet as pq

    people, times, kinds = table.shape
    endpoint = pa.array(np.tile(np.arange(kinds, dtype=np.int32), people * times))
    units = [pint_units(OUTPUTS[name].output_unit) for name in endpoints]
    columns = {
        "person": pa.array(np.repeat(np.arange(people, dtype=np.int32), times * kinds)),
        "day": pa.array(np.tile(np.repeat(days, kinds), people)),
        "endpoint": pa.DictionaryArray.from_arrays(endpoint, pa.array(endpoints, pa.string())),
        "unit": pa.DictionaryArray.from_arrays(endpoint, pa.array(units, pa.string())),
        "value": pa.array(table.ravel(), from_pandas=True),
    }
    content = pa.table(columns).replace_schema_metadata({METADATA: json.dumps(dict(attributes))})
    sink = pa.BufferOutputStream()
    pq.write_table(content, sink)
    return bytes(sink.getvalue())
