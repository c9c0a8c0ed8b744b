"""Documents against JSON Schemas: each schema is checked once, not with every document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for


def validate(document: Any, schema: Mapping[str, Any]) -> None:
    """Raise what is most wrong with a document, as ``jsonschema.validate`` does."""
    error = best_match(_validator(json.dumps(schema)).iter_errors(document))
    if error is not None:
        raise error


@cache
def _validator(schema: str) -> Validator:
    parsed = json.loads(schema)
    found = validator_for(parsed)
    found.check_schema(parsed)
    return found(parsed)
