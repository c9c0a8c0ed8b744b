"""Read the folder of a fitted parameter set; refuse gaps."""

from __future__ import annotations

import errno
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from osteotwin.errors import ParameterError, Problem
from osteotwin.inputs.names import nearest
from osteotwin.inputs.notes import printable
from osteotwin.inputs.shipped import Row, Words, parsed, read_as
from osteotwin.inputs.values import Mistake, Number, Schema, Value
from osteotwin.parameters.load import ParameterSet, starting_values
from osteotwin.parameters.parameter import Parameter
from osteotwin.parameters.posterior import Discrepancy, Identified, Note, Posterior
from osteotwin.units import is_finite, shown_value

SCHEMA = 1
SET_FILE, DRAWS_FILE = "set.toml", "draws.npy"
#: What the fit and fits without each trial said of every value; beside the set, for those who ask how good it is.
CROSS_VALIDATION_FILE = "cross_validation.json"

#: What a set must say of how it came about; it may say more.
RECORDED = ("command", "seed", "duration_s", "date", "trials", "observations", "code_version")

#: Names that a sentence lists at most.
_MOST_LISTED = 5
_AGAIN = "write the set again with `osteotwin calibrate`"


class _NoteValue(Value):
    """A text that is not empty, or a finite number."""

    @property
    def expected(self) -> str:
        return "a text or a finite number"

    @property
    def example(self) -> str:
        return '"osteotwin calibrate"'

    def read(self, written: object) -> Note:
        if isinstance(written, str) and written.strip():
            return written
        if isinstance(written, int | float) and not isinstance(written, bool) and is_finite(written):
            return written
        raise Mistake(shown_value(written), self.expected, _AGAIN)

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}


_Notes = dict[str, Annotated[Note, _NoteValue()]]


@dataclass(frozen=True)
class _SetFile(Row):
    """A fitted set as its file holds it, the draws aside."""

    name: Words
    model_version: Words
    fitted: tuple[Words, ...]
    values: dict[str, Annotated[float, Number(-math.inf, math.inf)]]
    record: _Notes
    discrepancy: dict[str, Discrepancy]
    identifiability: dict[str, Identified]
    diagnostics: _Notes = field(default_factory=dict[str, Note])

    def __post_init__(self) -> None:
        for name in ("fitted", "discrepancy", "identifiability"):
            if not getattr(self, name):
                raise ValueError(f"an empty {name}")


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
        text = _content(file).decode("utf-8")
        entries = parsed(text, str(file), SCHEMA)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        _refuse(file, "", f"a file that cannot be read ({reason})", "a parameter set in TOML")
    except RecursionError:
        _refuse(file, "", "a nesting of lists or tables beyond any use", "a parameter set in TOML")
    content = read_as(_SetFile, entries, str(file), text=text, again=_AGAIN)
    if model_version is not None and content.model_version != model_version:
        _refuse(
            file,
            "model_version",
            _quoted(content.model_version),
            f"{model_version!r}, the version of the equations",
            "recalibrate with `osteotwin calibrate`, or choose another set",
        )
    known = starting_values().parameters
    fitted = content.fitted
    unrecorded = [name for name in RECORDED if name not in content.record]
    if unrecorded:
        _refuse(file, "record", f"no {_listed(unrecorded)}", f"a record with {', '.join(RECORDED)}")
    _check_fitted(file, fitted, known)
    _check_values(file, content.values, fitted, known)
    _check_identifiability(file, content.identifiability, fitted, known)
    posterior = Posterior(
        names=fitted,
        draws=_draws(folder / DRAWS_FILE, fitted, known),
        discrepancy=content.discrepancy,
        record=content.record,
        identifiability=content.identifiability,
        model_version=content.model_version,
        diagnostics=content.diagnostics,
    )
    changed = dict(known)
    for name, value in content.values.items():
        old = known[name]
        source = f"fitted to trials, parameter set {content.name}; its range before the fit: {old.source}"
        changed[name] = replace(old, value=value, evidence_level="our_fit", source=source)
    return ParameterSet(content.name, changed, posterior)


def _quoted(name: object) -> str:
    """A name of the file, short enough to say."""
    return repr(printable(str(name)))


def _listed(names: Sequence[str]) -> str:
    """The first of some names, and how many there are besides."""
    first = ", ".join(printable(name) for name in names[:_MOST_LISTED])
    return first + (f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else "")


def _refuse(file: Path, field: str, found: str, expected: str, fix: str = _AGAIN) -> NoReturn:
    raise ParameterError(Problem(str(file), field, found, expected, fix))


def _content(file: Path) -> bytes:
    """The bytes of a file; what a pipe or device would give never ends."""
    if file.exists() and not file.is_file():
        raise OSError(errno.EINVAL, "it is a folder, pipe or device")
    return file.read_bytes()


def _refuse_unknown(file: Path, field: str, names: Iterable[Any], known: Mapping[str, Parameter]) -> None:
    for name in names:
        if name not in known:
            near = nearest(str(name), known, 1)
            _refuse(
                file, field, _quoted(name), "names of parameters" + (f", such as {near[0]!r}" if near else "")
            )


def _check_fitted(file: Path, names: tuple[str, ...], known: Mapping[str, Parameter]) -> None:
    _refuse_unknown(file, "fitted", names, known)
    for name in names:
        if names.count(name) > 1:
            _refuse(file, "fitted", f"{_quoted(name)} twice", "each parameter once")
        if known[name].personal:
            _refuse(file, "fitted", _quoted(name), "parameters that are not set from the person himself")


def _check_values(
    file: Path, entries: Mapping[str, float], fitted: tuple[str, ...], known: Mapping[str, Parameter]
) -> None:
    if set(entries) != set(fitted):
        odd = sorted(set(entries) ^ set(fitted))
        _refuse(
            file, "values", f"{_listed(odd)} here or in fitted only", "one value for each fitted parameter"
        )
    for name, value in entries.items():
        low, high = known[name].hard_limits
        if not low <= value <= high:
            _refuse(file, f"values.{name}", repr(value), f"a number from {low:.6g} to {high:.6g}")


def _draws(file: Path, fitted: tuple[str, ...], known: Mapping[str, Parameter]) -> NDArray[np.float64]:
    try:
        content = _content(file)
    except OSError as error:
        _refuse(file, "", f"a file that cannot be read ({error.strerror})", "an array of NumPy")
    try:
        draws = np.load(io.BytesIO(content), allow_pickle=False)
    except Exception:  # damaged bytes can fail in any way
        _refuse(file, "", "a file that cannot be read (it is damaged)", "an array of NumPy")
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


def _check_identifiability(
    file: Path, entries: Mapping[str, Identified], fitted: tuple[str, ...], known: Mapping[str, Parameter]
) -> None:
    _refuse_unknown(file, "identifiability", entries, known)
    missing = [name for name in fitted if name not in entries]
    if missing:
        _refuse(file, "identifiability", f"no {_listed(missing)}", "every fitted parameter")
