"""The JSON Schema of who it is: the person, and what was measured."""

from __future__ import annotations

from osteotwin.inputs.schema_parts import MAYBE_NUMBER, MAYBE_TEXT, NUMBER, TEXT, Schema, listed, record

USE: Schema = {
    "type": "string",
    "pattern": "^(conditions|start only|flags|shown only: .+)$",
    "description": "what becomes of it: conditions (virtual people have to agree with it), start only (the weight of "
    "day 0 is set from it), flags (rules mind it), or shown only and why",
}
PERSON = record(
    {
        "name": MAYBE_TEXT,
        "sex": {"enum": ["male", "female"]},
        "age": NUMBER,
        "birth_date": TEXT,
        "height_cm": MAYBE_NUMBER,
        "weight_kg": MAYBE_NUMBER,
        "menopause_age": MAYBE_NUMBER,
        "conditions": listed(record({"id": TEXT, "label": TEXT, "use": USE, "acts_on": listed(TEXT)})),
        "fragility_fractures": {"type": "integer"},
        "vertebral_fracture": {"type": "boolean"},
        "frax_hip_percent": MAYBE_NUMBER | {"description": "as computed elsewhere; flags mind it"},
        "frax_major_percent": MAYBE_NUMBER,
    }
)
MEASUREMENT = record(
    {
        "date": TEXT,
        "what": TEXT,
        "label": TEXT,
        "as_given": TEXT,
        "value": NUMBER,
        "unit": TEXT,
        "device": MAYBE_TEXT,
        "assay": MAYBE_TEXT,
        "reference": MAYBE_TEXT,
        "precision": {"type": ["number", "null"]},
        "bound": {"type": "string", "enum": ["", "below", "above"]},
        "use": USE,
        "scan": {
            "anyOf": [record({"site": TEXT, "bmd": NUMBER, "error_percent": NUMBER}), {"type": "null"}],
            "description": "the density [g/cm2] that a scan or a score stands for, on the scale of sites, with half of "
            "its 95 % interval; null of what is no scan that counts",
        },
    }
)
