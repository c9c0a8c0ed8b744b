"""Every virtual person's course under a person's plan as one file: CSV, NetCDF or Parquet by its ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from typing import Final

from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.tidy_parquet import require_parquet
from osteotwin.endpoints import OUTPUTS
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import choose
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.twin import Twin, output_days
from osteotwin.progress import ProgressCallback, part_of

_WRITERS: Final[dict[str, Callable[[Outputs, Path], Path]]] = {
    ".csv": Outputs.to_csv,
    ".nc": Outputs.to_netcdf,
    ".parquet": Outputs.to_parquet,
}
#: How much of the work the twin is, its one plan the rest.
_TWIN_SHARE: Final = 0.6


def check_table_path(path: str | PathLike[str]) -> Path:
    """Refuse, before any work is done, a path to which :func:`write_table` could not write.

    Raises
    ------
    InputError
        If the ending is none of ``.csv``, ``.nc`` and ``.parquet``.
    MissingLibraryError
        If Parquet is wanted and pyarrow is not installed (extra ``parquet``).
    """
    found = Path(path)
    if found.suffix not in _WRITERS:
        *most, last = _WRITERS
        expected = f"a name that ends in {', '.join(most)} or {last}"
        raise InputError([Problem("--out", "", f'"{found}"', expected, "give it one of these endings")])
    if found.suffix == ".parquet":
        require_parquet()
    return found


def write_table(
    person: Person,
    path: str | PathLike[str],
    people: int = 400,
    seed: int = 1,
    *,
    endpoints: Sequence[str] | None = None,
    parameters: ParameterSet | None = None,
    on_progress: ProgressCallback | None = None,
) -> Path:
    """Simulate a person's plan, month by month, and write what becomes of each virtual person.

    They are the people of :func:`osteotwin.run` with the same number and seed. Everything is the value of the day:
    hormones under injections are not averaged over the interval.

    Parameters
    ----------
    person : Person
    path : str or path-like
        Its ending says the format.
    people : int
    seed : int
    endpoints : sequence of str, optional
        What is simulated and written; everything in ``osteotwin.endpoints.OUTPUTS`` otherwise.
    parameters : ParameterSet or None
        The set in use otherwise.
    on_progress : callable or None
        Called with the share of finished runs.

    Returns
    -------
    Path

    Raises
    ------
    InputError
        If the ending is unknown, there is no such endpoint, or a number cannot be.
    MissingLibraryError
        If Parquet is wanted and pyarrow is not installed.
    OSError
        If the file cannot be written.

    Examples
    --------
    >>> import osteotwin as ot
    >>> person = ot.read_person(ot.demo_path())
    >>> ot.write_table(person, "outlook.csv", people=2, endpoints=["bmd_total_hip"]).name
    'outlook.csv'
    """
    target = check_table_path(path)
    chosen = None if endpoints is None else [choose(name, OUTPUTS, "endpoint") for name in endpoints]
    twin = Twin.from_person(
        person, people, seed, parameters=parameters, on_progress=part_of(on_progress, 0.0, _TWIN_SHARE)
    )
    outputs = twin.simulate_all(
        {"plan": person.plan},
        output_days(person.outlook_days),
        endpoints=chosen,
        on_progress=part_of(on_progress, _TWIN_SHARE, 1.0),
    )["plan"]
    return _WRITERS[target.suffix](outputs, target)
