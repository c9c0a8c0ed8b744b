"""Reports that a record holds as a whole: attached to a DiagnosticReport or a DocumentReference, or as its words."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from osteotwin.errors import InputError
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.fhir import observation
from osteotwin.importing.found import Gathered, Place, Reading
from osteotwin.importing.html_text import text_of_html
from osteotwin.importing.known_beside import why_another_kind
from osteotwin.importing.report import read_report
from osteotwin.importing.safe_files import LARGEST_PDF, decoded
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_READ: Final = ("text/plain", "text/html", "application/xhtml", "application/pdf")
#: What documents with results are called; letters and notes hold other people's and other days' numbers.
_OF_RESULTS: Final = later(
    r"\bdexa\b|\bdxa\b|densit|bone mineral|knochendichte|laborator|labor\b|\blab\b|pathology report|radiolog|imaging|"
    r"befund",
    re.IGNORECASE,
)
_SAVE: Final = "save it as text or PDF, and read that in"


def read_diagnostic(place: Place, one: dict[str, Any], gathered: Gathered, answers: Answers) -> None:
    """Read the report itself, where it is attached as text, page or PDF, or else what it concludes."""
    if why := observation.withdrawn(one):
        gathered.leave(place, "a report", why)
        return
    concluded = one.get("conclusion")
    if not one.get("presentedForm") and isinstance(concluded, str) and concluded.strip():
        told = report_of(concluded.encode(), place, one, answers)
        # A conclusion without numbers, such as "normal", is no result that was not understood.
        gathered.add(told if told.found or re.search(r"\d[.,]\d", concluded) else Reading())
    elif isinstance(concluded, str) and concluded.strip():
        said = f"its conclusion: {printable(concluded.strip()[:120])}"
        gathered.leave(place, said, "not read, because the report itself is attached")
    _read_forms(place, one, one.get("presentedForm") or (), gathered, answers)


def read_document(place: Place, one: dict[str, Any], gathered: Gathered, answers: Answers) -> None:
    """Read a document that is called a report of a scan or a laboratory."""
    held = [part.get("attachment") for part in one.get("content") or () if isinstance(part, dict)]
    forms = [form for form in held if isinstance(form, dict)]
    called = [one.get("description"), *(form.get("title") for form in forms)]
    called += _words(one.get("type"), *(one.get("category") or ()))
    said = next((text for text in called if isinstance(text, str) and text.strip()), "a document")
    if one.get("status") != "current":
        gathered.leave(place, said[:120], f"its status is {printable(str(one.get('status'))[:40])}")
    elif not any(_OF_RESULTS.search(text) for text in called if isinstance(text, str)):
        why = "a document that is not called a report of a scan or laboratory; where it is one, " + _SAVE
        gathered.leave(place, said[:120], why)
    else:
        dated = {"effectiveDateTime": one.get("date"), **one}
        _read_forms(place, dated, forms, gathered, answers)


def report_of(raw: bytes, place: Place, one: dict[str, Any], answers: Answers) -> Reading:
    """Return what the text of a report says, with a word on a report that may change still."""
    told = read_report(raw, str(place), answers, observation.day_of(one))
    gathered = Gathered()
    gathered.add(replace(told, found=()))
    for found in told.found:
        why = next(
            (why for name in names_of(one) if (why := why_another_kind("report", name, found.said))), ""
        )
        if why and "urine" not in str(found.keys.get("what")):
            gathered.leave(found.place, found.said, why)
        else:
            gathered.found.append(observation.as_it_stands(found, one))
    return gathered.reading(place.file)


def names_of(one: dict[str, Any]) -> list[str]:
    """Return what a report, a document or a value is called."""
    return _words(one.get("code"), one.get("type"))


def reports_of(resources: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the names of the reports that each Observation is a result of, by its own name."""
    reports: dict[str, list[str]] = {}
    for one in resources:
        results = one.get("result") if one.get("resourceType") == "DiagnosticReport" else None
        for result in results if isinstance(results, list) else ():
            named = str(result.get("reference") or "") if isinstance(result, dict) else ""
            reports.setdefault(re.split(r"[/:#]", named.split("/_history/")[0])[-1], []).extend(names_of(one))
    return reports


def _read_forms(
    place: Place, one: dict[str, Any], forms: Iterable[Any], gathered: Gathered, answers: Answers
) -> None:
    """Read what is attached; of a report in several forms each says the same."""
    left: list[str] = []
    read = False
    for form in forms:
        data, kind = form.get("data"), str(form.get("contentType", "")).casefold()
        if not isinstance(data, str):
            left.append(f"it is elsewhere; {_SAVE}")
        elif read and "html" in kind:
            continue
        elif not kind.startswith(_READ):
            left.append(f"it is of the kind {printable(kind[:40]) or 'unknown'}; {_SAVE}")
        else:
            try:
                raw = base64.b64decode(data, validate=True)[:LARGEST_PDF]
                text = text_of_html(decoded(raw)).encode() if "html" in kind else raw
                gathered.add(report_of(text, place, one, answers))
                read = True
            except ImportQuestionError:
                raise
            except (binascii.Error, ValueError):
                left.append("its bytes are damaged")
            except InputError as error:
                left.append(error.problems[0].fault)
    for why in left:
        same = "another form of a report that was read: " if read else ""
        gathered.leave(place, "an attached report", same + why)


def _words(*concepts: Any) -> list[str]:
    known = [concept for concept in concepts if isinstance(concept, dict)]
    codings = [one for concept in known for one in concept.get("coding") or () if isinstance(one, dict)]
    return [str(one["text"]) for one in known if one.get("text")] + [
        str(one["display"]) for one in codings if one.get("display")
    ]
