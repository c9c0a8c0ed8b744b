"""The JSON Schema of an explanation."""

from __future__ import annotations

from typing import Any

from osteotwin.explaining.references import READ
from osteotwin.explaining.tables.content import LEVELS, SCHEMA

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(content: Schema) -> Schema:
    return {"type": "array", "items": content}


_KEYS = _list(_TEXT) | {"description": "keys of sources"}
_TABLE = _object(
    {
        "caption": _TEXT,
        "columns": _list(_TEXT),
        "rows": _list(_object({"cells": _list(_TEXT), "sources": _KEYS})),
    }
)
_EQUATION = _object(
    {
        "name": _TEXT,
        "mathml": _list(_TEXT) | {"description": "one math element for each line"},
        "text": _list(_TEXT) | {"description": "the same lines as plain text"},
        "parameters": _list(_TEXT),
    }
)

EXPLANATION: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": SCHEMA,
    "title": "The explanation of osteotwin explain",
    **_object(
        {
            "schema": {"const": SCHEMA},
            "level": {"enum": list(LEVELS)},
            "name": {"type": ["string", "null"]},
            "disclaimer": _TEXT,
            "sections": _list(
                _object(
                    {
                        "id": _TEXT,
                        "title": _TEXT,
                        "sentences": _list(_object({"text": _TEXT, "sources": _KEYS})),
                        "tables": _list(_TABLE),
                        "equations": _list(_EQUATION),
                    }
                )
            ),
            "glossary": _list(_object({"term": _TEXT, "text": _TEXT})),
            "sources": _list(
                _object(
                    {
                        "key": _TEXT,
                        "text": _TEXT,
                        "supports": _TEXT,
                        "read": {"enum": ["", *READ], "description": "how much of it was read"},
                        "men_only": {"type": "boolean"},
                        "note": _TEXT,
                    }
                )
            ),
            "versions": _object({"code": _TEXT, "model": _TEXT, "parameter_set": _TEXT}),
        }
    ),
}

#: By the name under which it is published.
SCHEMAS: dict[str, Schema] = {"explanation": EXPLANATION}
