"""The published schemas of trials: of a file, and of the answer of a validation."""

from __future__ import annotations

from osteotwin.evidence.files.schema_parts import Schema
from osteotwin.evidence.files.trial_schema import TRIAL
from osteotwin.evidence.scoring.scores_schema import VALIDATION

SCHEMAS: dict[str, Schema] = {"trial": TRIAL, "validation": VALIDATION}
