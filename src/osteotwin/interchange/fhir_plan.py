"""The plan of an answer as a FHIR CarePlan: a proposal, with what hard flags forbid marked as not to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from osteotwin.interchange.fhir_parts import Json
from osteotwin.safety.situation import SEVERITIES

_KINDS: Final = {
    "drug": "MedicationRequest",
    "bone_drug": "MedicationRequest",
    "training": "ServiceRequest",
    "calcium": "NutritionOrder",
    "vitamin_d": "NutritionOrder",
}


def care_plan(answer: Mapping[str, Any]) -> Json:
    """Return the plan, the tests to ask for, the next measurements and the flags as one proposed CarePlan.

    Parameters
    ----------
    answer : mapping
        The answer object (schema ``osteotwin/answer/2``).
    """
    inputs, verdict = answer["inputs"], answer["verdict"]
    flags = [flag for flag in answer["flags"] if flag["severity"] != SEVERITIES[-1]]
    refused = {one["what"]: one["why"] for one in verdict["refused"]}
    details = [
        *(_entry(entry, refused) for entry in inputs["plan"]),
        *_tests(verdict.get("guidelines") or {}),
    ]
    return {
        "resourceType": "CarePlan",
        "status": "draft",
        "intent": "proposal",
        "title": "Plan that was simulated",
        "description": verdict["headline"],
        "period": {"start": inputs["start"], "end": inputs["until"]},
        **({"activity": [{"detail": detail} for detail in details]} if details else {}),
        "note": [{"text": text} for text in (answer["disclaimer"], *(_flag(flag) for flag in flags))],
    }


def _entry(entry: Mapping[str, Any], refused: Mapping[str, str]) -> Json:
    why = next((refused[name] for name in (entry["part"], entry["group"]) if name in refused), None)
    period = {"start": entry["from"], "end": entry["until"]}
    kind = _KINDS.get(entry["category"])
    return {
        **({} if kind is None else {"kind": kind}),
        "code": {"text": entry["label"]},
        "status": "in-progress" if entry["from_day"] < 0 and why is None else "not-started",
        "doNotPerform": why is not None,
        **({} if why is None else {"reasonCode": [{"text": why}]}),
        "scheduledPeriod": {key: day for key, day in period.items() if day is not None},
        "description": entry["text"],
    }


def _tests(guidelines: Mapping[str, Any]) -> Iterator[Json]:
    for test in guidelines.get("work_up", ()):
        if test["status"] == "ask for":
            yield _test(test["test"], test["why"], None, test["source"])
    for measure in guidelines.get("follow_up", ()):
        yield _test(measure["label"], measure["because"], measure["on"], measure["source"])


def _test(label: str, why: str, on: str | None, source: str) -> Json:
    return {
        "kind": "ServiceRequest",
        "code": {"text": label},
        "status": "not-started",
        "doNotPerform": False,
        "reasonCode": [{"text": why}],
        **({} if on is None else {"scheduledPeriod": {"start": on}}),
        "description": f"{label} ({source})",
    }


def _flag(flag: Mapping[str, Any]) -> str:
    return f"{flag['text']} ({flag['source']})" if flag["source"] else str(flag["text"])
