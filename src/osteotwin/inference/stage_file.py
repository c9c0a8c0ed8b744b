"""One finished stage as a file's bytes: arrays beside a JSON text, in NumPy's archive. Nothing in it is executed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

_TREE = "tree"


def encode_stage(result: object) -> bytes:
    """A result of arrays, numbers, texts, tuples, mappings by text, and dataclasses of these, as bytes.

    Raises
    ------
    TypeError
        If there is something else in it.
    """
    arrays: list[NDArray[Any]] = []
    tree = json.dumps(_encoded(result, arrays))
    kept: dict[str, Any] = {_TREE: np.array(tree)}
    kept |= {f"array_{k}": array for k, array in enumerate(arrays)}
    file = io.BytesIO()
    np.savez(file, **kept)
    return file.getvalue()


def decode_stage(content: bytes, types: Iterable[type]) -> Any:
    """The result in a file's bytes.

    Parameters
    ----------
    content : bytes
    types : iterable of type
        Dataclasses that may be in it.

    Raises
    ------
    Exception
        Of whatever type, if the bytes are damaged or hold another dataclass.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
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
