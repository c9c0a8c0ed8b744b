"""One finished stage as a file: arrays beside a JSON text, in NumPy's archive. Nothing in it is executed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

_TREE = "tree"


def write_stage(path: Path, result: object) -> None:
    """Write a result of arrays, numbers, texts, tuples, mappings by text, and dataclasses of these.

    Raises
    ------
    TypeError
        If there is something else in it.
    """
    arrays: list[NDArray[Any]] = []
    tree = json.dumps(_encoded(result, arrays))
    kept: dict[str, Any] = {_TREE: np.array(tree)}
    kept |= {f"array_{k}": array for k, array in enumerate(arrays)}
    with path.open("wb") as file:
        np.savez(file, **kept)


def read_stage(path: Path, types: Iterable[type]) -> Any:
    """The result in a file.

    Parameters
    ----------
    path : Path
    types : iterable of type
        Dataclasses that may be in it.

    Raises
    ------
    Exception
        Of whatever type, if the file is missing, damaged or holds another dataclass.
    """
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        tree = json.loads(str(archive[_TREE]))
        arrays = [archive[f"array_{k}"] for k in range(len(archive.files) - 1)]
    return _decoded(tree, arrays, {found.__name__: found for found in types})


def _encoded(value: object, arrays: list[NDArray[Any]]) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, np.ndarray):
        arrays.append(cast("NDArray[Any]", value))
        return {"array": len(arrays) - 1}
    if isinstance(value, tuple):
        return {"tuple": [_encoded(one, arrays) for one in cast("tuple[object, ...]", value)]}
    if isinstance(value, Mapping):
        found = cast("Mapping[str, object]", value)
        return {"mapping": {key: _encoded(one, arrays) for key, one in found.items()}}
    if is_dataclass(value) and not isinstance(value, type):
        kept = {field.name: _encoded(getattr(value, field.name), arrays) for field in fields(value)}
        return {"type": type(value).__name__, "fields": kept}
    message = f"a stage cannot keep {type(value).__name__}"
    raise TypeError(message)


def _decoded(tree: Any, arrays: list[NDArray[Any]], types: Mapping[str, type]) -> Any:
    if not isinstance(tree, dict):
        return tree
    node = cast("dict[str, Any]", tree)
    if "array" in node:
        return arrays[node["array"]]
    if "tuple" in node:
        return tuple(_decoded(one, arrays, types) for one in node["tuple"])
    if "mapping" in node:
        return {key: _decoded(one, arrays, types) for key, one in node["mapping"].items()}
    found = {key: _decoded(one, arrays, types) for key, one in node["fields"].items()}
    return types[node["type"]](**found)
