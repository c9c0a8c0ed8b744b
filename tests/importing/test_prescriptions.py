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


SIXTY = [{"doseQuantity": {"value": 60, "unit": "mg"}}]
WEEKLY = {"frequency": 1, "period": 1, "periodUnit": "wk"}


def sixty(**more: Any) -> dict[str, Any]:
    return {"timing": DAILY, "doseAndRate": SIXTY, **more}


def in_words(key: str, words: str) -> dict[str, Any]:
    """An instruction with words in one of its places."""
    told = {"text": words, "patientInstruction": words, "additionalInstruction": [{"text": words}],
            "coded": [{"coding": [{"display": words}]}]}[key]  # fmt: skip
    return sixty(**{"additionalInstruction" if key == "coded" else key: told})


PLACES = ("text", "patientInstruction", "additionalInstruction", "coded")


@pytest.mark.parametrize("words", [
    "take on Mondays only", "skip weekends", "for 10 days only", "until your next visit", "3 weeks on, 1 week off",
    "Stop after 3 months", "Take on weekdays only", "increase to 120 mg after 4 weeks", "if pain", "2 tablets",
    "on alternate days", "taper", "may repeat once", "only when travelling", "halve the dose if dizzy", "nur montags",
    "first dose at hospital", "do not exceed 30 mg", "loading dose 120 mg", "60 mg daily until surgery",
    "not understood at all",
])  # fmt: skip
def test_words_beside_the_fields_that_change_what_is_taken_are_asked(words: str, tmp_path: Path) -> None:
    for n, key in enumerate(PLACES):
        (tmp_path / str(n)).mkdir()
        preview = prescribed(tmp_path / str(n), in_words(key, words))
        assert not preview.taken, key
        assert words[:20].casefold() in reasons(preview).casefold() or "its words say" in reasons(preview)


@pytest.mark.parametrize("words", [
    "take with food", "Take 1 tablet by mouth once daily.", "swallow whole", "as directed", "at bedtime", "1-0-0",
    "Take 1 tablet (60 mg total) by mouth daily.", "May cause drowsiness. Do not crush or chew.", "avoid alcohol",
    "ON AN EMPTY STOMACH WITH A FULL GLASS OF WATER. REMAIN UPRIGHT FOR 30 MINUTES.", "daily", "morgens",
])  # fmt: skip
def test_words_beside_the_fields_that_change_nothing_are_read(words: str, tmp_path: Path) -> None:
    (drug,) = entries(prescribed(tmp_path, in_words("patientInstruction", words)), "plan.drug")
    assert (drug["dose"], drug["every"], drug.get("until")) == ("60 mg", "1 day", None)


@pytest.mark.parametrize(
    "note", ["often forgets", "patient takes every other day", "switched to exemestane Oct 2025"]
)
def test_notes_are_accounted_for(note: str, tmp_path: Path) -> None:
    preview = prescribed(tmp_path, sixty(), note=[{"text": note}])
    assert not preview.taken
    assert note in reasons(preview)


@pytest.mark.parametrize(("keys", "every", "ends"), [
    ({"count": 10, "frequency": 1, "period": 1, "periodUnit": "d"}, "1 day", "2025-01-16"),
    ({"count": 10, "frequency": 2, "period": 1, "periodUnit": "d"}, "0.5 days", "2025-01-11"),
    ({"count": 2, "frequency": 1, "period": 6, "periodUnit": "mo"}, "6 months", "2026-01-06"),
    ({"count": 1, "frequency": 1, "period": 1, "periodUnit": "d"}, "once", "None"),
])  # fmt: skip
def test_how_many_times_it_is_taken_ends_it(
    keys: dict[str, Any], every: str, ends: str, tmp_path: Path
) -> None:
    (drug,) = entries(prescribed(tmp_path, repeat(**keys)), "plan.drug")
    assert (drug["every"], str(drug.get("until"))) == (every, ends)


def test_words_tell_an_end_that_the_fields_do_not(tmp_path: Path) -> None:
    (drug,) = entries(prescribed(tmp_path, in_words("text", "for 6 weeks")), "plan.drug")
    assert str(drug["until"]) == "2025-02-17"


@pytest.mark.parametrize("timing", [
    {"repeat": {"count": 5, "dayOfWeek": ["mon", "thu"]}}, {"repeat": {**DAILY["repeat"], "when": ["MORN", "NIGHT"]}},
    {"repeat": {**DAILY["repeat"], "timeOfDay": ["08:00:00", "20:00:00"]}}, {**DAILY, "event": ["2025-02-01"]},
    {**DAILY, "code": {"text": "BID"}}, {"repeat": {**DAILY["repeat"], "count": 5, "boundsDuration": {"value": 9}}},
])  # fmt: skip
def test_fields_that_do_not_go_together_are_asked(timing: dict[str, Any], tmp_path: Path) -> None:
    preview = prescribed(tmp_path, sixty(timing=timing))
    assert not preview.taken
    assert "write the entry by hand" in reasons(preview)


def per(value: float, unit: str, time: str) -> dict[str, Any]:
    return {"numerator": {"value": value, "unit": unit}, "denominator": {"value": 1, "unit": time}}


@pytest.mark.parametrize("more", [
    {"maxDosePerPeriod": per(60, "mg", "wk")}, {"maxDosePerPeriod": per(2, "tablet", "d")},
    {"maxDosePerAdministration": {"value": 30, "unit": "mg"}}, {"maxDosePerLifetime": {"value": 600, "unit": "mg"}},
    {"doseAndRate": [{"doseRange": {"low": {"value": 1}, "high": {"value": 2}}}], "text": "1 tablet daily"},
])  # fmt: skip
def test_a_most_below_the_dose_is_asked(more: dict[str, Any], tmp_path: Path) -> None:
    preview = prescribed(tmp_path, sixty(**more))
    assert not preview.taken
    assert "write the entry by hand" in reasons(preview)


@pytest.mark.parametrize("more", [
    {"category": [{"text": "inpatient"}]}, {"category": [{"coding": [{"code": "historical"}]}]},
    {"courseOfTherapyType": {"coding": [{"code": "acute"}]}}, {"subject": {"display": "Mother of patient"}},
    {"medicationCodeableConcept": {"text": "raloxifene or placebo"}},
])  # fmt: skip
def test_what_is_no_course_of_this_person_is_asked(more: dict[str, Any], tmp_path: Path) -> None:
    preview = prescribed(tmp_path, sixty(), **more)
    assert not preview.taken
    assert reasons(preview)


@pytest.mark.parametrize(("instruction", "more", "note"), [
    ({"maxDosePerPeriod": per(120, "mg", "d")}, {}, "at most 120 mg"),
    ({}, {"dispenseRequest": {"validityPeriod": {"end": "2025-08-12"}}}, "valid until 2025-08-12"),
    ({}, {"dispenseRequest": {"expectedSupplyDuration": {"value": 30, "unit": "d"}}}, "supplied for 30 d"),
])  # fmt: skip
def test_what_changes_nothing_is_told(
    instruction: dict[str, Any], more: dict[str, Any], note: str, tmp_path: Path
) -> None:
    (drug,) = [
        one for one in prescribed(tmp_path, sixty(**instruction), **more).taken if one.table[0] == "plan"
    ]
    assert note in drug.note


def test_a_rhythm_of_injections_is_no_single_dose(tmp_path: Path) -> None:
    preview = prescribed(tmp_path, {"text": "1 tablet on injection days"})
    assert not preview.taken
