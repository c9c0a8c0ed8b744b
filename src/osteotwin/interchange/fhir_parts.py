"""Small pieces of FHIR (release 4) that several resources share."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

Json = dict[str, Any]

#: Codes of what is simulated. They are this project's own on purpose: a value of the future that bore the code of a
#: laboratory or a scanner would be charted as if it had been measured.
CODES: Final = "urn:osteotwin:outlook"
_UCUM: Final = "http://unitsofmeasure.org"
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, CODES)


def concept(text: str, code: str | None = None) -> Json:
    """Return a concept in words, with a code of ours where there is one."""
    coded = {} if code is None else {"coding": [{"system": CODES, "code": code, "display": text}]}
    return {**coded, "text": text}


def quantity(value: float, unit: str, code: str) -> Json:
    """Return a value with its unit, in words and in the code of UCUM."""
    return {"value": round(value, 4), "unit": unit, "system": _UCUM, "code": code}


def percent(value: float) -> Json:
    """Return a value in percent."""
    return quantity(value, "%", "%")


def name_resource(resource: Mapping[str, Any], seed: str) -> str:
    """Return the address of a resource within its bundle: the same for the same content."""
    return uuid.uuid5(_SPACE, seed + json.dumps(resource, sort_keys=True)).urn
