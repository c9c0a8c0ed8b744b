"""The JSON Schema of a drug that is known and in no number, as answers have it."""

from __future__ import annotations

from osteotwin.inputs.schema_parts import MAYBE_TEXT, TEXT, Schema, record

_WAY: Schema = {"enum": ["up", "down", "unchanged", "unknown"]}
NOT_SIMULATED = record(
    {
        "id": TEXT,
        "label": TEXT,
        "where": {"enum": ["habits", "history", "plan"]},
        "text": TEXT | {"description": "dose and rhythm, as far as they are said"},
        "from": MAYBE_TEXT,
        "until": MAYBE_TEXT,
        "testosterone": _WAY,
        "estradiol": _WAY,
        "bone": {"enum": ["up", "down", "either", "unchanged", "unknown"]},
        "leaves_open": {"type": "boolean", "description": "whether the verdict is open because of it"},
        "direction": TEXT,
        "in_short": TEXT,
        "sentence": TEXT,
        "source": TEXT,
        "checked": TEXT,
    }
)
