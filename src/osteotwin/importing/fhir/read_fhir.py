"""FHIR, Release 4 and 5: a bundle, one resource, or one a line → what it says of a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from osteotwin.importing.answers import Answers
from osteotwin.importing.fhir import attached, condition, medication, observation, patient
from osteotwin.importing.fhir.validate import fault_of
from osteotwin.importing.fhir.versions import newest
from osteotwin.importing.found import About, Found, Gathered, Place, Reading, counted
from osteotwin.importing.remarks import of_somebody_else
from osteotwin.importing.safe_files import decoded, refusal
from osteotwin.inputs.notes import printable

#: Names of Health Connect's records, for which no form of JSON is agreed upon.
_OF_HEALTH_CONNECT: Final = re.compile(
    rb"health[\s_-]?connect|\b(?:weight|height|nutrition|exercise[\s_]?session|steps|heart[\s_]?rate|sleep[\s_]?session)"
    rb"[\s_]?records?\b|com\.google\.android\.apps\.healthdata|metadataOriginPackageName|"
    rb'"(?:name|type)"\s*:\s*"(?:weight|body)\w*"|"(?:weight|steps|exercises?|nutrition)"\s*:\s*[\[{]',
    re.IGNORECASE,
)
_LOOKED_AT: Final = 1_000_000
#: Resources that hold others.
_DEEPEST: Final = 6
#: Resources of a record of one person; more is a record of many.
_MOST: Final = 50_000
_MOST_MEDICATIONS: Final = 2_000
_MOST_CONDITIONS: Final = 2_000
_VALUES: Final = ("measurement",)
_MEDICATIONS: Final = ("MedicationStatement", "MedicationRequest")
#: What is read by way of others, or says nothing that a person's file holds.
_SILENT: Final = ("Patient", "Bundle", "DiagnosticReport", "Medication", "Organization", "Practitioner", "Provenance",
                  "PractitionerRole", "Location", "Encounter", "Device", "Specimen",
                  "ServiceRequest", "ImagingStudy", "OperationOutcome")  # fmt: skip
#: What is not read although it may matter, and what to do about it.
_NOT_READ: Final = {
    "AllergyIntolerance": "allergies and intolerances are not read; write a lactose intolerance into conditions by "
                          "hand",
    "FamilyMemberHistory": "the history of the family is not read; write a parent's broken hip, "
                           "\"parent_hip_fracture\", into conditions by hand",
    "MedicationAdministration": "a dose that was given is not read; write the drug by hand, with its dose and day",
    "MedicationDispense": "what a pharmacy handed out does not say what is taken; write the drug by hand",
    "Procedure": "what was done is not read; write an infusion or an injection into the drugs by hand",
}  # fmt: skip


def read_fhir(raw: bytes, file: str, answers: Answers) -> Reading:
    """Read FHIR.

    Parameters
    ----------
    raw : bytes
        A Bundle, a resource, a list of resources, or one resource on each line.
    file : str
    answers : Answers

    Raises
    ------
    InputError
        If it is no FHIR.
    ImportQuestionError
        If it is about several people and none of them was chosen.
    MissingLibraryError
        If the library that checks resources is not installed.
    """
    documents = _parsed(raw, file)
    resources = list(islice(_resources(documents, file), _MOST + 1))
    if len(resources) > _MOST:
        raise refusal(
            file, f"more than {_MOST:,} resources", "take out those that matter", f"at most {_MOST:,}"
        )
    if not resources and _OF_HEALTH_CONNECT.search(raw[:_LOOKED_AT]):
        raise refusal(
            file,
            "JSON of a program that reads Health Connect or Apple Health, each of which writes it in another way",
            "export in Health Connect or Apple Health itself, and read in that ZIP; or make a table with date and "
            "Weight (kg)",
            "Health Connect's own export (ZIP, or the database in it), or Apple Health's (ZIP)",
        )
    if not resources:
        raise refusal(file, "JSON without any FHIR resource", "check that this is a FHIR Bundle or resource",
                      "FHIR: a Bundle or a resource with a resourceType")  # fmt: skip
    gathered = Gathered()
    resources, older = newest(resources, documents)
    if older:
        gathered.leave(
            Place(file), counted(older, "resource"), "of which the file holds a newer version, or deleted"
        )
    sound = [(place, one) for place, one in resources if _is_sound(place, one, gathered)]
    people = [patient.about(place, one) for place, one in sound if one["resourceType"] == "Patient"]
    by_reference = _by_reference(sound, documents)
    subjects = [patient.subject_of(one, by_reference) for _, one in sound]
    mine = patient.chosen(people, answers)
    gathered.about += [mine] if mine is not None else []
    if mine is None:
        gathered.about += [
            replace(one, place=Place(file))
            for one in subjects
            if one and one.name and not one.identifier and not of_somebody_else(one.name)
        ]
    several = len(people) > 1
    if not several:
        mine = _among(subjects, mine, file, answers)
    _check_count(sound, _MEDICATIONS, "prescriptions", _MOST_MEDICATIONS, file)
    _check_count(sound, ("Condition",), "conditions", _MOST_CONDITIONS, file)
    reports = attached.reports_of(one for _, one in sound)
    others = 0
    for (place, one), subject in zip(sound, subjects, strict=True):
        if not patient.is_about(subject, mine, sure=several):
            others += one["resourceType"] not in _SILENT
            continue
        if subject is not None and _is_of_group(one):
            gathered.leave(
                place,
                str(one["resourceType"]),
                "of a group or a thing, or of somebody else than the patient",
            )
            continue
        if subject is not None and of_somebody_else(subject.name):
            gathered.leave(place, str(one["resourceType"]), f"of somebody else: {printable(subject.name)}")
            continue
        _read_one(place, one, by_reference, gathered, answers, reports)
    _leave_replaced(sound, gathered)
    if others:
        gathered.leave(Place(file), counted(others, "resource"), "of somebody else in the same file")
    return gathered.reading(file)


def _leave_replaced(sound: Sequence[tuple[Place, dict[str, Any]]], gathered: Gathered) -> None:
    """Leave a result beside a corrected one of the same day out."""
    corrected = {str(place) for place, one in sound if one.get("status") in ("corrected", "amended")}
    newer = {_what(one): one for one in gathered.found if str(one.place) in corrected}
    replaced = [
        one
        for one in gathered.found
        if _what(one) in newer and str(one.place) not in corrected and one.table == _VALUES
    ]
    for one in replaced:
        instead = newer[_what(one)].keys["value"]
        gathered.leave(one.place, one.said, f"a corrected result of the same day says {instead}")
    gathered.found = [one for one in gathered.found if one not in replaced]


def _is_of_group(one: dict[str, Any]) -> bool:
    subject = one.get("subject")
    reference = str(subject.get("reference") or "") if isinstance(subject, dict) else ""
    return (
        re.search(r"(?:^|/)(?:Group|Device|Location|Substance|RelatedPerson|Practitioner)/", reference)
        is not None
    )


def _what(one: Found) -> tuple[object, object]:
    return one.keys.get("what"), one.keys.get("date")


def _among(
    subjects: Sequence[About | None], mine: About | None, file: str, answers: Answers
) -> About | None:  # fmt: skip
    """Return the one whom the resources of a file with one Patient or none are about; ``None`` where all are.

    Raises
    ------
    ImportQuestionError
        If they are about several people, and none of them is the Patient.
    """
    told = [replace(one, place=Place(file)) for one in subjects if one is not None]
    if mine is not None and any(patient.is_about(one, mine, sure=True) for one in told):
        return mine
    if mine is not None and told and not any(one.identifier for one in told):
        return mine  # another name, and no record of whom it is: of somebody else
    return patient.chosen(told, answers) if len({one.identifier for one in told}) > 1 else None


def _check_count(
    resources: list[tuple[Place, dict[str, Any]]], kinds: tuple[str, ...], what: str, most: int, file: str
) -> None:
    count = sum(one["resourceType"] in kinds for _, one in resources)
    if count > most:
        raise refusal(file, f"{count:,} {what}", "take out those that matter", f"at most {most:,}")


def _read_one(
    place: Place,
    one: dict[str, Any],
    by_reference: dict[str, dict[str, Any]],
    gathered: Gathered,
    answers: Answers,
    reports: Mapping[str, Sequence[str]],
) -> None:
    kind = one["resourceType"]
    if kind == "Observation":
        written = observation.report_in(one)
        told = attached.report_of(written.encode(), place, one, answers) if written else Reading()
        if told.found:
            gathered.add(told)
        else:
            observation.read(place, one, by_reference, gathered, answers, reports.get(str(one.get("id")), ()))
    elif kind in _MEDICATIONS:
        medication.read(place, one, by_reference, gathered)
    elif kind == "Condition":
        condition.read(place, one, gathered, answers.read_on)
    elif kind == "DiagnosticReport":
        attached.read_diagnostic(place, one, gathered, answers)
    elif kind == "DocumentReference":
        attached.read_document(place, one, gathered, answers)
    elif kind not in _SILENT:
        why = _NOT_READ.get(kind, "a kind of resource that says nothing a person's file holds")
        name = medication.name_of(one, by_reference) if kind.startswith("Medication") else ""
        gathered.leave(place, name or kind, why)


def _parsed(raw: bytes, file: str) -> list[Any]:
    text = decoded(raw)
    try:
        return [_loads(text)]
    except RecursionError:
        raise refusal(file, "JSON nested beyond any use", "check that this is the right file") from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1:
            try:
                return [_loads(line) for line in lines[:_MOST]]
            except (ValueError, RecursionError):
                pass
        at = getattr(error, "lineno", None)
        cut = " that ends in the middle" if text.strip()[-1:] not in "}]" else ""
        raise refusal(file, f"damaged JSON{cut}", "export or download it again", "whole JSON",
                      "" if at is None else f"line {at}") from None  # fmt: skip


def _loads(text: str) -> Any:
    def refuse(constant: str) -> Any:
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)


def _resources(documents: list[Any], file: str, depth: int = 0) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield every resource of a document, those within bundles and those contained in others too."""
    for index, one in enumerate(documents):
        if isinstance(one, list):
            yield from _resources(one, file, depth + 1) if depth < _DEEPEST else ()
            continue
        if not isinstance(one, dict) or not isinstance(one.get("resourceType"), str):
            continue
        kind, name = one["resourceType"], one.get("id")
        yield (
            Place(
                file,
                f"{printable(kind)}/{printable(name)}"
                if isinstance(name, str)
                else f"{printable(kind)} {index + 1}",
            ),
            one,
        )
        inner, entries = _listed(one.get("contained")), _listed(one.get("entry"))
        held = [_with_id(entry) for entry in entries if isinstance(entry, dict)]
        if depth < _DEEPEST:
            yield from _resources([*inner, *held], file, depth + 1)


def _with_id(entry: dict[str, Any]) -> Any:
    """Return the resource of an entry, named by its address where it has no name of its own."""
    resource, address = entry.get("resource"), entry.get("fullUrl")
    if isinstance(resource, dict) and "id" not in resource and isinstance(address, str):
        tail = re.split(r"[/:]", address)[-1]
        return {**resource, "id": tail} if re.fullmatch(r"[A-Za-z0-9.-]{1,64}", tail) else resource
    return resource


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _is_sound(place: Place, one: dict[str, Any], gathered: Gathered) -> bool:
    kind = one["resourceType"]
    if kind not in ("Patient", "Observation", "Condition", "DiagnosticReport", "Medication", *_MEDICATIONS):
        return True
    fault = fault_of(one)
    if fault is not None:
        gathered.leave(place, kind, f"no valid FHIR: {fault}")
    return fault is None


def _by_reference(
    resources: list[tuple[Place, dict[str, Any]]], documents: list[Any]
) -> dict[str, dict[str, Any]]:  # fmt: skip
    """Return the resources by their names and addresses; what is contained in another is known to that one alone."""
    found: dict[str, dict[str, Any]] = {}
    for _, one in resources:
        if isinstance(one.get("id"), str):
            name = f"{one['resourceType']}/{one['id']}"
            # Two of one name that differ are told apart by nothing.
            found[name] = one if found.get(name, one) == one else {}
    return found | dict(_addresses(documents))


def _addresses(documents: list[Any], depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in documents:
        if isinstance(one, list):
            yield from _addresses(one, depth + 1) if depth < _DEEPEST else ()
        elif isinstance(one, dict):
            for entry in _listed(one.get("entry")):
                address = entry.get("fullUrl") if isinstance(entry, dict) else None
                resource = _with_id(entry) if isinstance(entry, dict) else None
                if isinstance(address, str) and isinstance(resource, dict):
                    yield address, resource
                if isinstance(resource, dict) and depth < _DEEPEST:
                    yield from _addresses([resource], depth + 1)
