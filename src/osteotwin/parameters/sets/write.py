"""Write a fitted parameter set as a folder: whole or not at all, the same bytes for the same set."""

from __future__ import annotations

import glob
import io
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from osteotwin.errors import ParameterError, Problem
from osteotwin.file_lock import LockedError, hold_lock
from osteotwin.files import write_bytes, write_text
from osteotwin.parameters.posterior import Note, Posterior
from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE, DRAWS_FILE, SCHEMA, SET_FILE, read_set

_DRAFT = ".part"
_ABOUT = "# A parameter set fitted to trials; draws.npy holds its posterior draws in the order of `fitted`."


def write_set(folder: Path, name: str, values: Mapping[str, float], posterior: Posterior) -> Path:
    """Write a set into a folder of its own and return the folder.

    Parameters
    ----------
    folder : Path
        New, empty, or holding another set, which is replaced.
    name : str
        Versioned: ``"calibrated-2"`` follows ``"calibrated-1"``.
    values : mapping of str to float
        Center of the posterior by fitted parameter, in their units.
    posterior : Posterior

    Raises
    ------
    ParameterError
        If the set has a gap, the folder holds something else, or another process writes to it; the disk is then as it
        was.
    OSError
        With the folder's name, if it cannot be written.
    """
    folder = Path(folder)
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set[str]()
    if present - {SET_FILE, DRAWS_FILE, CROSS_VALIDATION_FILE}:
        raise ParameterError(
            Problem(
                str(folder),
                "",
                "a folder with other files",
                "a folder of the set's own",
                "name another folder",
            )
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with hold_lock(folder.parent / f".{folder.name}.lock"):
            _replace(folder, _set_text(name, values, posterior), _array_bytes(posterior))
    except LockedError as error:
        raise ParameterError(
            Problem(
                str(folder),
                "",
                f"a folder to which another run is writing ({error})",
                "one run at a time",
                "wait until it has finished, or name another folder",
            )
        ) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(folder)) from error
    return folder


def _array_bytes(posterior: Posterior) -> bytes:
    file = io.BytesIO()
    draws = np.ascontiguousarray(posterior.draws, dtype="<f8")
    np.lib.format.write_array(file, draws, version=(1, 0), allow_pickle=False)
    return file.getvalue()


def _replace(folder: Path, text: str, draws: bytes) -> None:
    """Put a new folder in the place of the old one; for who holds its lock."""
    for dead in folder.parent.glob(f".{glob.escape(folder.name)}.*{_DRAFT}"):
        if "." not in dead.name.removeprefix(f".{folder.name}.").removesuffix(_DRAFT):
            shutil.rmtree(dead, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.", suffix=_DRAFT) as draft:
        new, old = Path(draft) / "new", Path(draft) / "old"
        write_text(new / SET_FILE, text)
        write_bytes(new / DRAWS_FILE, draws)
        try:
            read_set(new)  # a set that would be refused is not written
        except ParameterError as error:
            if error.problem is None:
                raise
            shown = error.problem.file.replace(str(new), str(folder))
            raise ParameterError(replace(error.problem, file=shown)) from None
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _set_text(name: str, values: Mapping[str, float], posterior: Posterior) -> str:
    """Return the set as TOML; tables that are by name are in the order of their names."""
    lines = [
        _ABOUT,
        f"schema = {SCHEMA}",
        f"name = {_word(name)}",
        f"model_version = {_word(posterior.model_version)}",
        "fitted = [",
        *(f"  {_word(fitted)}," for fitted in posterior.names),
        "]",
        *_table("values", {fitted: float(value) for fitted, value in values.items()}),
        *_table("record", posterior.record),
        *_table("diagnostics", posterior.diagnostics),
    ]
    for key, rows in (("discrepancy", posterior.discrepancy), ("identifiability", posterior.identifiability)):
        for row in sorted(rows):
            lines += _table(f"{key}.{_key(row)}", asdict(rows[row]))
    return "\n".join(lines) + "\n"


def _table(title: str, entries: Mapping[str, Note]) -> list[str]:
    return ["", f"[{title}]", *(f"{_key(key)} = {_note(value)}" for key, value in entries.items())]


def _key(text: str) -> str:
    bare = text.isascii() and text.replace("_", "").replace("-", "").isalnum()
    return text if bare else _word(text)


def _word(text: str) -> str:
    # A JSON string is a basic string of TOML, but for the one character that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _note(value: Note) -> str:
    if isinstance(value, str):
        return _word(value)
    if isinstance(value, bool | int | np.integer):
        return str(int(value))
    return repr(float(value))
