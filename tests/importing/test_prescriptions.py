"""What a prescription says of when, how much and whether at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import entries, read_in, reasons, written

DAILY = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}
ONE_MG = [{"doseQuantity": {"value": 1, "unit": "mg"}}]


def prescribed(
    folder: Path, *instructions: dict[str, Any], name: str = "raloxifene 60 MG Oral Tablet", **more: Any
):
    one = {"resourceType": "MedicationRequest", "status": "active", "intent": "order", "authoredOn": "2025-01-06",
           "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"text": name},
           "dosageInstruction": list(instructions), **more}  # fmt: skip
    return read_in(written(folder, "a.json", json.dumps(one)), folder)


def daily(**more: Any) -> dict[str, Any]:
    return {"timing": DAILY, "doseAndRate": ONE_MG, **more}


def repeat(**keys: Any) -> dict[str, Any]:
    return {"timing": {"repeat": keys}, "doseAndRate": ONE_MG}


def test_a_plain_prescription_is_taken(tmp_path: Path) -> None:
    (drug,) = entries(prescribed(tmp_path, daily()), "plan.drug")
    assert (drug["dose"], drug["every"]) == ("1 mg", "1 day")


@pytest.mark.parametrize(("more", "why"), [
    ({"doNotPerform": True}, "not to be taken"), ({"intent": "proposal"}, "a proposal"), ({"intent": "plan"}, "a plan"),
    ({"intent": "option"}, "a option"), ({"status": "on-hold"}, "on-hold"), ({"status": "draft"}, "draft"),
])  # fmt: skip
def test_what_is_not_taken_is_left_and_said(more: dict[str, Any], why: str, tmp_path: Path) -> None:
    preview = prescribed(tmp_path, daily(), **more)
    assert not preview.taken
    assert why in reasons(preview)


@pytest.mark.parametrize("more", [
    {"asNeededBoolean": True}, {"asNeededCodeableConcept": {"text": "pain"}}, {"text": "Take 1 tablet as needed"},
    {"text": "1 tab PRN"},
])  # fmt: skip
def test_as_needed_tells_no_rhythm(more: dict[str, Any], tmp_path: Path) -> None:
    preview = prescribed(tmp_path, daily(**more))
    assert not preview.taken
    assert "as needed" in reasons(preview)


@pytest.mark.parametrize("keys", [
    {"dayOfWeek": ["mon", "thu"]}, {"dayOfWeek": ["thu", "mon"], "frequency": 1, "period": 1, "periodUnit": "d"},
    {"dayOfWeek": ["mon", "thu"], "frequency": 2, "period": 1, "periodUnit": "wk"},
    {"dayOfWeek": ["mon", "thu"], "frequency": 1, "period": 1, "periodUnit": "wk"},
])  # fmt: skip
def test_days_of_the_week(keys: dict[str, Any], tmp_path: Path) -> None:
    (drug,) = entries(prescribed(tmp_path, repeat(**keys)), "plan.drug")
    assert drug["every"] == "Mon, Thu"


@pytest.mark.parametrize("keys", [
    {"dayOfWeek": ["mon"], "frequency": 1, "period": 2, "periodUnit": "wk"},
    {"dayOfWeek": ["mon", "thu"], "frequency": 2, "period": 1, "periodUnit": "d"},
    {"frequency": 1, "frequencyMax": 2, "period": 1, "periodUnit": "d"},
])  # fmt: skip
def test_days_and_ranges_that_do_not_add_up_are_left(keys: dict[str, Any], tmp_path: Path) -> None:
    preview = prescribed(tmp_path, repeat(**keys))
    assert not preview.taken
    assert "write the entry by hand" in reasons(preview)


@pytest.mark.parametrize(("bounds", "begins", "ends"), [
    ({"boundsDuration": {"value": 10, "unit": "days", "code": "d"}}, "2025-01-06", "2025-01-16"),
    ({"boundsDuration": {"value": 2, "unit": "wk"}}, "2025-01-06", "2025-01-20"),
    ({"boundsDuration": {"value": 18, "code": "mo"}}, "2025-01-06", "2026-07-06"),
    ({"boundsPeriod": {"start": "2025-02-01", "end": "2025-03-01"}}, "2025-02-01", "2025-03-01"),
])  # fmt: skip
def test_bounds_are_kept(bounds: dict[str, Any], begins: str, ends: str, tmp_path: Path) -> None:
    preview = prescribed(tmp_path, repeat(frequency=1, period=1, periodUnit="d", **bounds))
    (drug,) = entries(preview, "plan.drug")
    assert (str(drug["from"]), str(drug["until"])) == (begins, ends)


@pytest.mark.parametrize(("name", "words", "dose", "every"), [
    ("raloxifene 60 MG Oral Tablet", "half a tablet twice a week", "30 mg", "3.5 days"),
    ("raloxifene 60 MG Oral Tablet", "Take 1/2 tablet by mouth every Monday and Thursday", "30 mg", "Mon, Thu"),
    ("testosterone cypionate 200 MG/ML Injection", "0.35 mL twice a week", "70 mg", "3.5 days"),
    ("testosterone cypionate 200 MG/ML Injection", "inject 0.35 mL of 200 mg/mL every week", "70 mg", "1 week"),
])  # fmt: skip
def test_words_are_read_by_the_grammar_of_files(
    name: str, words: str, dose: str, every: str, tmp_path: Path
) -> None:
    (drug,) = entries(prescribed(tmp_path, {"text": words}, name=name), "plan.drug")
    assert (drug["dose"], drug["every"]) == (dose, every)


def test_several_instructions_are_left(tmp_path: Path) -> None:
    preview = prescribed(tmp_path, daily(sequence=1), {**daily(sequence=2), "doseAndRate": []})
    assert not preview.taken
    assert "several instructions" in reasons(preview)
