"""An answer as a FHIR bundle (release 4): outlook, plan, and whose and of what they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from osteotwin.interchange.fhir_outlook import observations
from osteotwin.interchange.fhir_parts import Json, name_resource
from osteotwin.interchange.fhir_plan import care_plan


def answer_to_fhir(answer: Mapping[str, Any]) -> str:
    """Return an answer as the JSON of a FHIR bundle, release 4.

    One Patient (sex and year of birth, no name), one Device (the software with its versions), one Observation for each
    expected value, and one CarePlan in draft. Expected values have the status *preliminary*, a date to come, a method
    that says that they are simulated, and codes of their own, so that no record takes them for measured.

    Parameters
    ----------
    answer : mapping
        The answer object (schema ``osteotwin/answer/2``), as :func:`osteotwin.run` returns it.

    Returns
    -------
    str
        The same text for the same answer.

    Examples
    --------
    >>> import json
    >>> import osteotwin as ot
    >>> bundle = json.loads(ot.answer_to_fhir(ot.run(ot.demo_path(), people=2)))
    >>> sorted({entry["resource"]["resourceType"] for entry in bundle["entry"]})
    ['CarePlan', 'Device', 'Observation', 'Patient']
    """
    seed = json.dumps([answer["inputs"], answer["versions"], answer["uncertainty"]], sort_keys=True)
    patient, device = _patient(answer["inputs"]["person"]), _device(answer)
    subject = {"reference": name_resource(patient, seed)}
    author = {"reference": name_resource(device, seed)}
    told = [{**one, "subject": subject, "device": author} for one in observations(answer)]
    plan = {**care_plan(answer), "subject": subject, "author": author}
    resources = [patient, device, *told, plan]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": name_resource(one, seed), "resource": one} for one in resources],
    }
    return json.dumps(bundle, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _patient(person: Mapping[str, Any]) -> Json:
    # The year alone: the day is often not said, and a record takes an invented one for somebody else's.
    birth = (person.get("birth_date") or "")[:4]
    return {
        "resourceType": "Patient",
        "gender": person["sex"],
        **({"birthDate": birth} if birth else {}),
    }


def _device(answer: Mapping[str, Any]) -> Json:
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "osteotwin", "type": "model-name"}],
        "version": [
            {"type": {"text": name}, "value": str(value)} for name, value in answer["versions"].items()
        ],
        "note": [{"text": answer["disclaimer"]}],
    }
