"""The JSON Schema of numbers: a course with its bands, an interval, numbers by year."""

from __future__ import annotations

from osteotwin.inputs.schema_parts import MAYBE_NUMBER, Schema, listed, record

NUMBERS: Schema = listed(MAYBE_NUMBER)

BAND = record(dict.fromkeys(("median", "lo50", "hi50", "lo90", "hi90"), NUMBERS))
INTERVAL = record(dict.fromkeys(("median", "lo90", "hi90"), MAYBE_NUMBER))
YEAR = r"^[0-9]+(\.[0-9]+)?$"


def by_year(content: Schema, description: str) -> Schema:
    """By year since the start: each whole one, and the end where that is none."""
    return {
        "type": "object",
        "patternProperties": {YEAR: content},
        "additionalProperties": False,
        "description": description,
    }
