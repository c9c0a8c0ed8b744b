"""The few pieces of JSON Schema that the published schemas of results are made of."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
MAYBE_FLAG: Schema = {"type": ["boolean", "null"]}


def described(content: Schema, text: str) -> Schema:
    """Return a schema with a description."""
    return {**content, "description": text}


def choice(names: tuple[str, ...], text: str = "") -> Schema:
    """Return the schema of one of several words."""
    return {"enum": list(names), **({"description": text} if text else {})}


def listed(content: Schema, *, least: int = 0) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": content, **({"minItems": least} if least else {})}


def by_name(content: Schema, text: str) -> Schema:
    """Return the schema of an object with free names."""
    return {"type": "object", "additionalProperties": content, "description": text}


def record(properties: Schema, *, required: tuple[str, ...] | None = None) -> Schema:
    """Return the schema of an object with these keys and no other; all are required unless some are named."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }
