"""FHIR as the systems of hospitals, laboratories and countries write it: doses, days of a scheme, attached pages."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import entries, read_in, reasons, values
from tests.importing.test_fhir import PATIENT, bundle, observation

import osteotwin as ot

REPORT = (
    "BONE DENSITY", "Scan date: 03/14/2025", "Lumbar spine L1-L4: BMD 0.912 g/cm2, T-score -1.8",
    "Left femoral neck: BMD 0.711 g/cm2, T-score -1.6",
)  # fmt: skip
OF_REPORT = {
    "bmd_lumbar_spine": "0.912 g/cm^2", "t_score_lumbar_spine": "-1.8",
    "bmd_femoral_neck": "0.711 g/cm^2", "t_score_femoral_neck": "-1.6",
}  # fmt: skip
PARAGRAPHS = f"<html><head><title>9.9</title></head><body><p>{'</p><p>'.join(REPORT)}</p></body></html>"
PREFORMATTED = "<div><pre>" + "\n".join(REPORT) + "</pre></div>"
TABLE = (
    "<p>Scan date: 03/14/2025</p><table><tr><th>Region</th><th>BMD (g/cm&#178;)</th><th>T-score</th></tr>"
    "<tr><td>L1-L4</td><td><b>0.912</b></td><td>&minus;1.8</td></tr>"
    "<tr><td>Femoral neck</td><td>0.711</td><td>-1.6</td></tr></table>"
)


def medicine(name: str, **instruction: Any) -> dict[str, Any]:
    """Return what somebody takes since a day."""
    return {
        "resourceType": "MedicationStatement", "status": "active", "subject": {"reference": "Patient/p1"},
        "medicationCodeableConcept": {"text": name}, "effectivePeriod": {"start": "2025-02-01"},
        "dosage": [instruction],
    }  # fmt: skip


def quantities(*told: tuple[float, str]) -> list[dict[str, Any]]:
    """Return the same dose as it was ordered, calculated and handed out."""
    return [{"type": {"text": f"type {n}"}, "doseQuantity": {"value": value, "unit": unit}}
            for n, (value, unit) in enumerate(told)]  # fmt: skip


def attached(kind: str, text: str) -> dict[str, str]:
    """Return an attachment."""
    return {"contentType": kind, "data": base64.b64encode(text.encode()).decode()}


DAILY: dict[str, Any] = {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}


@pytest.mark.parametrize(("name", "instruction", "dose", "every"), [
    ("letrozole 2.5 mg tablet", {**DAILY, "doseAndRate": quantities((2.5, "mg"), (1, "tablet"))}, "2.5 mg", "1 day"),
    ("letrozole 2.5 mg tablet", {**DAILY, "doseAndRate": quantities((1, "tablet"), (2.5, "mg"))}, "2.5 mg", "1 day"),
    ("testosterone cypionate 200 mg/mL injection",
     {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk"}},
      "doseAndRate": quantities((100, "mg"), (0.5, "mL"), (100, "mg"))}, "100 mg", "1 week"),
    ("Letrozol 2,5 mg Filmtabletten", {"text": "1-0-0-0 Stück"}, "2.5 mg", "1 day"),
    ("Letrozol 2,5 mg Filmtabletten", {"text": "0-0-1"}, "2.5 mg", "1 day"),
    ("Letrozol 2,5 mg Filmtabletten",
     {"timing": {"repeat": {"when": ["MORN"]}}, "doseAndRate": quantities((1, "Stück"))}, "2.5 mg", "1 day"),
    ("Letrozol 2,5 mg Filmtabletten",
     {"timing": {"repeat": {"timeOfDay": ["08:00:00"]}}, "doseAndRate": quantities((1, "Tablette"))}, "2.5 mg",
     "1 day"),
    ("alendronate 70 mg tablet",
     {"timing": {"code": {"coding": [{"code": "WK"}]}}, "doseAndRate": quantities((1, "tablet"))}, "70 mg", "1 week"),
    ("letrozole 2.5 mg tablet",
     {"timing": {"code": {"coding": [{"code": "AM"}]}}, "doseAndRate": quantities((1, "tablet"))}, "2.5 mg", "1 day"),
])  # fmt: skip
def test_doses_of_systems(
    name: str, instruction: dict[str, Any], dose: str, every: str, tmp_path: Path
) -> None:
    person = tmp_path / "person.toml"
    person.write_text('[person]\nsex = "male"\nbirth_date = 1968-06-01\n\n[outlook]\nfrom = 2026-02-01\n'
                      "until = 2029-02-01\n")  # fmt: skip
    preview = ot.preview_import(bundle(tmp_path, PATIENT, medicine(name, **instruction)), person)
    (taken,) = entries(preview, "plan.drug")
    assert (taken["dose"], taken["every"]) == (dose, every)


@pytest.mark.parametrize(
    "told", [((2.5, "mg"), (5, "mg")), ((2.5, "mg"), (2, "tablet")), ((1, "puff"), (2, "puff"))]
)
def test_doses_that_differ_are_several(told: tuple[tuple[float, str], ...], tmp_path: Path) -> None:
    one = medicine("letrozole 2.5 mg tablet", **DAILY, doseAndRate=quantities(*told))
    preview = read_in(bundle(tmp_path, PATIENT, one), tmp_path)
    assert not entries(preview, "plan.drug")
    assert "several doses in one instruction" in reasons(preview)


@pytest.mark.parametrize("page", [PARAGRAPHS, PREFORMATTED, TABLE])
@pytest.mark.parametrize("kind", ["DiagnosticReport", "DocumentReference"])
def test_an_attached_page_is_read(kind: str, page: str, tmp_path: Path) -> None:
    form, of = attached("text/html; charset=utf-8", page), {"subject": {"reference": "Patient/p1"}}
    made = {
        "DiagnosticReport": {"status": "final", "code": {"text": "DXA"}, "presentedForm": [form], **of},
        "DocumentReference": {"status": "current", "description": "DXA", "content": [{"attachment": form}], **of},
    }[kind]  # fmt: skip
    preview = read_in(bundle(tmp_path, PATIENT, {"resourceType": kind, **made}), tmp_path)
    assert values(preview) == OF_REPORT
    assert {str(one.keys["date"]) for one in preview.taken} == {"2025-03-14"}


@pytest.mark.parametrize(("more", "why"), [
    ({"type": {"text": "Progress note"}}, "a document that is not called a report of a scan or laboratory"),
    ({"status": "superseded", "type": {"text": "DXA report"}}, "its status is superseded"),
    ({"type": {"text": "DXA report"}, "content": [{"attachment": {"url": "Binary/1"}}]}, "it is elsewhere"),
])  # fmt: skip
def test_a_document_that_is_not_read_is_named(more: dict[str, Any], why: str, tmp_path: Path) -> None:
    document = {
        "resourceType": "DocumentReference", "status": "current", "subject": {"reference": "Patient/p1"},
        "content": [{"attachment": attached("text/plain", "\n".join(REPORT))}], **more,
    }  # fmt: skip
    preview = read_in(bundle(tmp_path, PATIENT, document), tmp_path)
    assert not preview.taken
    assert why in reasons(preview)


@pytest.mark.parametrize("name", ["Progesterone", "Prolactin", "TSH", "Cortisol"])
def test_a_code_beside_the_name_of_another_test_is_no_result(name: str, tmp_path: Path) -> None:
    preview = read_in(bundle(tmp_path, observation("2243-4", name, 1.2, "ng/mL")), tmp_path)
    assert not preview.taken
    assert f"LOINC 2243-4 is estradiol, and its text says {name}" in reasons(preview)


@pytest.mark.parametrize(("size", "unit", "shown"), [(5.9, "[ft_i]", "5.9 ft"), (71, "[in_i]", "71 in")])
def test_units_of_ucum(size: float, unit: str, shown: str, tmp_path: Path) -> None:
    preview = read_in(bundle(tmp_path, observation("8302-2", "Body height", size, unit)), tmp_path)
    assert values(preview) == {"height": shown}


def test_only_what_is_of_somebody_else_is_counted_as_that(tmp_path: Path) -> None:
    other = {**PATIENT, "id": "p2", "name": [{"text": "Ann Other"}]}
    of_other = {**observation("2243-4", "Estradiol", 90, "pg/mL"), "subject": {"reference": "Patient/p2"}}
    preview = read_in(bundle(tmp_path, PATIENT, other, of_other), tmp_path, patient="p1")
    assert "1 resource: of somebody else" in reasons(preview)
