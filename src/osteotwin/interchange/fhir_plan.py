"""The plan of an answer as a FHIR CarePlan: a proposal, with what hard flags forbid marked as not to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        *(
            _outside(entry, inputs["start"])
            for entry in inputs["not_simulated"]
            if entry["where"] != "history"
        ),
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
        # What is taken and not to be stays "in-progress": a record that says "not started" lets nobody stop it.
        "status": "in-progress" if entry["from_day"] < 0 else "not-started",
        "doNotPerform": why is not None,
        **({} if why is None else {"reasonCode": [{"text": why}]}),
        "scheduledPeriod": {key: day for key, day in period.items() if day is not None},
        "description": entry["text"],
    }


def _outside(entry: Mapping[str, Any], start: str) -> Json:
    """Return a drug that is taken, or is to be, and is in no number of the outlook."""
    period = {"start": entry["from"], "end": entry["until"]}
    begun = entry["from"] is None or entry["from"] < start
    return {
        "kind": "MedicationRequest",
        "code": {"text": entry["label"]},
        "status": "in-progress" if begun else "not-started",
        "doNotPerform": False,
        "scheduledPeriod": {key: day for key, day in period.items() if day is not None},
        "description": f"{entry['text']} (not simulated: in no number of the outlook)",
    }


def _tests(guidelines: Mapping[str, Any]) -> Iterator[Json]:
    """Return what is to be measured, each once: with its date where it has one, and with every reason."""
    asked = {test["test"]: test for test in guidelines.get("work_up", ()) if test["status"] == "ask for"}
    dated = {measure["label"]: measure for measure in guidelines.get("follow_up", ())}
    for label in dict.fromkeys((*asked, *dated)):
        test, measure = asked.get(label, {}), dated.get(label, {})
        reasons = [why for why in (test.get("why"), measure.get("because")) if why]
        sources = [one["source"] for one in (test, measure) if one]
        yield _test(label, reasons, measure.get("on"), sources)


def _test(label: str, reasons: Sequence[str], on: str | None, sources: Sequence[str]) -> Json:
    return {
        "kind": "ServiceRequest",
        "code": {"text": label},
        "status": "not-started",
        "doNotPerform": False,
        "reasonCode": [{"text": why} for why in reasons],
        **({} if on is None else {"scheduledPeriod": {"start": on}}),
        "description": f"{label} ({'; '.join(dict.fromkeys(sources))})",
    }


def _flag(flag: Mapping[str, Any]) -> str:
    return f"{flag['text']} ({flag['source']})" if flag["source"] else str(flag["text"])
