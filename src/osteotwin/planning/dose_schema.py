"""The JSON Schema of doses and responses."""

from __future__ import annotations

from typing import Final

from osteotwin.inputs.json_schema import DIALECT
from osteotwin.inputs.schema_parts import (
    COUNT,
    FLAG,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    Schema,
    by_name,
    choice,
    described,
    listed,
    record,
)
from osteotwin.planning.dose_response import SCHEMA
from osteotwin.planning.interaction import CALCIUM, ESTRADIOL, TRAINING

INTERVAL = record({"median": MAYBE_NUMBER, "lo90": MAYBE_NUMBER, "hi90": MAYBE_NUMBER})
OUTCOME = {
    "kept": described(MAYBE_NUMBER, "share of the people who lose no more bone than two scans can tell"),
    "offset": described(MAYBE_NUMBER, "share who have at least as much as without the drugs that take bone"),
    "change": described(MAYBE_NUMBER, "mean change of the bone of hip, neck and spine, percent"),
}
_DOSE = record({
    "dose": NUMBER,
    "total": described(NUMBER, "with what comes in beside it"),
    "within_limits": described(FLAG, "false: the plan's own, beyond a hard limit; never advised"),
    **OUTCOME,
    "sites": by_name(INTERVAL, "by site, percent"),
    "outside": described(listed(TEXT), "what of this dose no trial or cohort covered; any: the answer is open"),
})  # fmt: skip
_WALL = record({"at": described(NUMBER, "the largest dose within it"), "because": TEXT})
_AXIS = record({
    "axis": TEXT, "label": TEXT, "unit": TEXT,
    "for_the_clinician": described(FLAG, "whether the dose is the clinician's to decide"),
    "own": described(NUMBER, "the plan's"),
    "beside": described(NUMBER, "what comes in beside the dose"),
    "needed": described(MAYBE_NUMBER, "what covers nearly everybody's need, in all"),
    "wall": {"anyOf": [_WALL, {"type": "null"}]},
    "flat_from": described(MAYBE_NUMBER, "the dose from which on more is pointless: see rule; null: none"),
    "text": TEXT, "doses": listed(_DOSE, least=1),
})  # fmt: skip
_FACTOR = choice((TRAINING, CALCIUM, ESTRADIOL))
_INTERACTION = record({
    "factors": listed(record({"factor": _FACTOR, "low": TEXT, "high": TEXT})),
    "cells": listed(record({"levels": by_name(TEXT, "by factor"), "change": INTERVAL, "kept": MAYBE_NUMBER})),
    "terms": described(
        listed(record({"factors": listed(_FACTOR, least=1), "difference": INTERVAL, "text": TEXT})),
        "differences of differences, percentage points, the other factors at their low level",
    ),
})  # fmt: skip
_FAILED = record({"count": COUNT, "too_many": FLAG, "reasons": listed(TEXT)})


def _or_null(content: Schema, text: str) -> Schema:
    return {"anyOf": [content, {"type": "null"}], "description": text}


DOSE_RESPONSE: Final[Schema] = {
    "$schema": DIALECT,
    "$id": SCHEMA,
    "title": "The answer of ot.dose_response",
    **record({
        "schema": {"const": SCHEMA},
        "disclaimer": TEXT,
        "versions": record({"code": TEXT, "model": TEXT, "parameter_set": TEXT}),
        "person": record({"name": MAYBE_TEXT, "sex": choice(("male", "female")), "age": NUMBER}),
        "today": TEXT, "year": COUNT, "people": COUNT, "seed": COUNT,
        "around": described(TEXT, "what is varied, one thing at a time"),
        "rule": TEXT,
        "refused": described(
            listed(record({"what": TEXT, "label": TEXT, "why": TEXT, "follows": TEXT})),
            "what hard flags forbid of the plan of a file: it is in no number",
        ),
        "see_clinician_first": listed(TEXT),
        "at": _or_null(record(OUTCOME), "the plan itself"),
        "axes": described(listed(_AXIS), "none where a clinician is to be seen first"),
        "left_out": listed(record({"axis": TEXT, "label": TEXT, "because": TEXT})),
        "interaction": _or_null(_INTERACTION, "training, calcium and estradiol together"),
        "failed": _or_null(_FAILED, "who could not be simulated"),
        "timings": {"type": "object", "additionalProperties": NUMBER},
    }),
}  # fmt: skip
