"""The published schemas of trials: of a file, and of the answer of a validation."""

from __future__ import annotations

from osteotwin.evidence.files.tables import SCHEMA_VERSION, TrialTable
from osteotwin.evidence.scoring.scores_schema import SCORES
from osteotwin.inputs.json_schema import schema_of
from osteotwin.inputs.schema_parts import Schema

SCHEMAS: dict[str, Schema] = {
    "trial": schema_of(
        TrialTable, f"osteotwin/trial/{SCHEMA_VERSION}", "A trial file of osteotwin, read as TOML"
    ),
    "scores": SCORES,
}
