"""Read the folder of a fitted parameter set; refuse gaps."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import numpy as np
from numpy.typing import NDArray

from osteotwin.errors import ParameterError, Problem
from osteotwin.parameters.load import ParameterSet, starting_values
from osteotwin.parameters.parameter import Parameter
from osteotwin.parameters.posterior import Discrepancy, Identified, Note, Posterior

SCHEMA = 1
SET_FILE, DRAWS_FILE = "set.toml", "draws.npy"
#: What the fit and fits without each trial said of every value; beside the set, for those who ask how good it is.
CROSS_VALIDATION_FILE = "cross_validation.json"

_REQUIRED = (
    "schema",
    "name",
    "model_version",
    "fitted",
    "values",
    "record",
    "discrepancy",
    "identifiability",
)
_OPTIONAL = ("diagnostics",)
#: What a set must say of how it came about; it may say more.
RECORDED = ("command", "seed", "duration_s", "date", "trials", "observations", "code_version")

_AGAIN = "write the set again with `osteotwin calibrate`"
_Row = TypeVar("_Row", Discrepancy, Identified)


def read_set(folder: Path, model_version: str | None = None) -> ParameterSet:
    """Return the fitted set of a folder.

    Parameters
    ----------
    folder : Path
    model_version : str or None
        Of the equations that the set shall serve; ``None``: any.

    Raises
    ------
    ParameterError
        One sentence: which file and field, what was found, what is expected, how to fix it.
    """
    file = folder / SET_FILE
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        _refuse(file, "", f"a file that cannot be read ({reason})", "a parameter set in TOML", _AGAIN)
    _refuse_gaps(file, entries)
    if model_version is not None and entries["model_version"] != model_version:
        _refuse(
            file,
            "model_version",
            repr(entries["model_version"]),
            f"{model_version!r}, the version of the equations",
            "recalibrate with `osteotwin calibrate`, or choose another set",
        )
    known = starting_values().parameters
    fitted = _fitted(file, entries["fitted"], known)
    values = _values(file, entries["values"], fitted, known)
    posterior = Posterior(
        names=fitted,
        draws=_draws(folder / DRAWS_FILE, fitted, known),
        discrepancy=_table(file, "discrepancy", entries["discrepancy"], Discrepancy),
        record=_notes(file, "record", entries["record"]),
        identifiability=_identifiability(file, entries["identifiability"], fitted, known),
        model_version=entries["model_version"],
        diagnostics=_notes(file, "diagnostics", entries.get("diagnostics", {})),
    )
    changed = dict(known)
    for name, value in values.items():
        old = known[name]
        source = f"fitted to trials, parameter set {entries['name']}; its range before the fit: {old.source}"
        changed[name] = replace(old, value=value, kind="our_fit", source=source)
    return ParameterSet(entries["name"], changed, posterior)


def _refuse(file: Path, field: str, found: str, expected: str, fix: str = _AGAIN) -> NoReturn:
    raise ParameterError(Problem(str(file), field, found, expected, fix))


def _refuse_gaps(file: Path, entries: Mapping[str, Any]) -> None:
    missing = [key for key in _REQUIRED if key not in entries]
    unknown = [key for key in entries if key not in (*_REQUIRED, *_OPTIONAL)]
    if missing or unknown:
        found = f"{', '.join(missing) or 'nothing'} missing, {', '.join(unknown) or 'nothing'} unknown"
        _refuse(file, "", found, f"{', '.join(_REQUIRED)}, and {', '.join(_OPTIONAL)} if there are any")
    if entries["schema"] != SCHEMA:
        _refuse(file, "schema", repr(entries["schema"]), str(SCHEMA))
    for key in ("name", "model_version"):
        if not isinstance(entries[key], str) or not entries[key].strip():
            _refuse(file, key, repr(entries[key]), "a text")
    if not isinstance(entries["fitted"], list) or not entries["fitted"]:
        _refuse(file, "fitted", repr(entries["fitted"]), "a list of one parameter or more")
    for key in ("values", "record", "discrepancy", "identifiability", "diagnostics"):
        if not isinstance(entries.get(key, {}), dict):
            _refuse(file, key, repr(entries[key]), "a table")


def _refuse_unknown(file: Path, field: str, names: Iterable[Any], known: Mapping[str, Parameter]) -> None:
    for name in names:
        if name not in known:
            near = get_close_matches(str(name), known, 1)
            _refuse(
                file, field, repr(name), "names of parameters" + (f", such as {near[0]!r}" if near else "")
            )


def _fitted(file: Path, names: list[Any], known: Mapping[str, Parameter]) -> tuple[str, ...]:
    _refuse_unknown(file, "fitted", names, known)
    for name in names:
        if names.count(name) > 1:
            _refuse(file, "fitted", f"{name!r} twice", "each parameter once")
        if known[name].personal:
            _refuse(file, "fitted", repr(name), "parameters that are not set from the person himself")
    return tuple(names)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _values(
    file: Path, entries: Mapping[str, Any], fitted: tuple[str, ...], known: Mapping[str, Parameter]
) -> dict[str, float]:
    if set(entries) != set(fitted):
        odd = sorted(set(entries) ^ set(fitted))
        _refuse(
            file, "values", f"{', '.join(odd)} here or in fitted only", "one value for each fitted parameter"
        )
    for name, value in entries.items():
        low, high = known[name].hard_limits
        if not _is_number(value) or not low <= value <= high:
            _refuse(file, f"values.{name}", repr(value), f"a number from {low:.6g} to {high:.6g}")
    return {name: float(value) for name, value in entries.items()}


def _draws(file: Path, fitted: tuple[str, ...], known: Mapping[str, Parameter]) -> NDArray[np.float64]:
    try:
        draws = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        _refuse(file, "", f"a file that cannot be read ({error})", "an array of NumPy")
    if not isinstance(draws, np.ndarray) or draws.dtype != np.float64 or draws.ndim != 2:
        _refuse(file, "", f"{getattr(draws, 'dtype', type(draws).__name__)} of another form", "float64 rows")
    if draws.shape[1] != len(fitted) or draws.shape[0] < 2:
        expected = f"two rows or more of {len(fitted)}, one number for each fitted parameter"
        _refuse(file, "", f"the shape {draws.shape}", expected)
    for name, column in zip(fitted, draws.T, strict=True):
        low, high = known[name].hard_limits
        bad = column[~((column >= low) & (column <= high))]
        if len(bad):
            _refuse(file, name, f"{bad[0]:.6g}", f"numbers from {low:.6g} to {high:.6g}")
    draws.setflags(write=False)
    return draws


def _notes(file: Path, key: str, entries: Mapping[str, Any]) -> Mapping[str, Note]:
    missing = [name for name in RECORDED if name not in entries] if key == "record" else []
    if missing:
        _refuse(file, key, f"no {', no '.join(missing)}", f"a record with {', '.join(RECORDED)}")
    for name, value in entries.items():
        if not (_is_number(value) or (isinstance(value, str) and value.strip())):
            _refuse(file, f"{key}.{name}", repr(value), "a text or a finite number")
    return dict(entries)


def _table(file: Path, key: str, entries: Mapping[str, Any], kind: type[_Row]) -> Mapping[str, _Row]:
    """Return the rows of a table of which every row has the same numbers, none of them negative."""
    if not entries:
        _refuse(file, key, "nothing", "one row or more")
    names = [field.name for field in fields(kind)]
    rows: dict[str, _Row] = {}
    for row, numbers in entries.items():
        if not isinstance(numbers, dict) or set(numbers) != set(names):
            _refuse(file, f"{key}.{row}", repr(numbers), f"a table of {' and '.join(names)}")
        for name, number in numbers.items():
            if not _is_number(number) or number < 0:
                _refuse(file, f"{key}.{row}.{name}", repr(number), "a finite number, 0 or more")
        rows[row] = kind(**{name: float(numbers[name]) for name in names})
    return rows


def _identifiability(
    file: Path, entries: Mapping[str, Any], fitted: tuple[str, ...], known: Mapping[str, Parameter]
) -> Mapping[str, Identified]:
    _refuse_unknown(file, "identifiability", entries, known)
    missing = [name for name in fitted if name not in entries]
    if missing:
        _refuse(file, "identifiability", f"no {', no '.join(missing)}", "every fitted parameter")
    return _table(file, "identifiability", entries, Identified)
