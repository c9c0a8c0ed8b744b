"""Lines above and beneath a medicine: what they say of it is known and harmless, or the medicine is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import person_in, read_report, written

import osteotwin as ot

TAKEN = "letrozole 2.5 mg daily since 2023-05-01"


def is_taken(text: str) -> bool:
    """Whether the medicine of a text goes into the plan; where not, it is named."""
    reading = read_report(text)
    assert reading.found or reading.left, "nothing is passed over"
    return any(str(one.keys.get("name", "")).casefold() == "letrozole" for one in reading.found)


@pytest.mark.parametrize("above", [
    "STOP taking these medications", "The following are NOT being taken", "Never taken", "Completed courses", "Mother",
    "Wife's", "Anna's", "Spouse", "Study arm B", "Placebo group", "All of the below were stopped", "Finished",
    "Declined by patient", "Under consideration", "Template", "Before surgery", "Until 2024", "2019", "In the past",
    "Archive", "Entered in error", "Missed doses", "Ehefrau", "Dejados", "Tapered off", "Switched from", "Caused rash",
    "Awaiting approval", "If T-score worsens", "Patient 2", "Off these now",
    "He was told to stop the following:", "Bob:",
])  # fmt: skip
@pytest.mark.parametrize("before", ["", "Current medications\nprednisone 5 mg as needed\n\n"])
def test_nothing_is_taken_beneath_a_line_that_says_something_else(above: str, before: str) -> None:
    assert not is_taken(f"{before}{above}\n- {TAKEN}\n")


@pytest.mark.parametrize("above", [
    "Visit of today", "Patient: John Miller", "Date: 2025-03-01", "Page 1 of 2", "Active", "Taking:", "Bone health",
    "Endocrinology clinic", "Supplements", "Medicación actual", "Medikamentenplan", "No known allergies",
    "CONTINUE taking these medications", "Your medications", "Printed on 2025-03-01", "Dr. Anna Schmidt, Endocrinology",
    "Weight: 80 kg", "He was seen today.", "T-score lumbar spine -2.1",
])  # fmt: skip
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_lines_above_that_change_nothing(above: str, between: str) -> None:
    assert is_taken(f"{above}{between}{TAKEN}\n")


BENEATH = [
    "Stopped 2024-05-01", "  status: stopped", "(not taking)", "[stopped]", "* discontinued", "Status: On hold",
    "Patient no longer takes this.", "Reason for stopping: rash", "The above was stopped in 2024.", "Never filled",
    "Discontinued by Dr. Smith", "  Until 2024-05-01", "  (old)", "  halved in 2024", "  EOD",
    "  now every other day", "  Taking? No", "  5 mg from 2024", "  half a tablet", "  mother's", "  abgesetzt 5/2024",
    "  arrêté en 2024", "Last taken 2024-05-01", "Therapy completed 2024", "Prescription expired",
    "None of these is taken",
    "The above are my wife's medications", "  x2", "  twice daily", "Dose changed to 5 mg", "Only taken for 3 months",
    "Restarted 2024-05-01", "To start after surgery", "  Mondays only", "Took it for one month",
    "Warning: takes half", "Route: every other day", "Form: half tablet", "\nEnde: 06/2025", "\nEnd: 06/2025",
    "\nNotes: takes half", "Replaced by exemestane 25 mg daily 2025-06-12", "Then exemestane 25 mg daily 2025-06-12",
]  # fmt: skip


@pytest.mark.parametrize("beneath", BENEATH)
@pytest.mark.parametrize("after", ["", "\nprednisone 5 mg as needed"])
def test_a_line_beneath_that_is_not_understood_is_named(beneath: str, after: str) -> None:
    assert not is_taken(f"Current medications\n{TAKEN}\n{beneath}{after}\n")


@pytest.mark.parametrize("beneath", [
    "  Prescribed by Dr. Smith", "  Pharmacy: CVS", "  Refills: 3", "  Take with food", "  Route: oral",
    "  Status: active",
    "  (Femara)", "  for breast cancer", "Commonly known as: Femara", "Indication: osteoporosis", "Page 1 of 2",
    "  Taking? Yes", "  Well tolerated", "Kind regards", "No known allergies", "T-score lumbar spine -2.1",
    "Estradiol 20 pg/mL", "Exercise: walking 3 times a week", "Multivitamin daily", "praziquantel 20 mg tablet - daily",
    "Use: take with food", "\nNotes: patient walks daily", "\nNext visit: every 6 months",
    "Past medications\nalendronate 70 mg weekly", "\nFamily history: mother had a hip fracture",
])  # fmt: skip
def test_lines_beneath_that_change_nothing(beneath: str) -> None:
    assert is_taken(f"Current medications\n{TAKEN}\n{beneath}\n")


@pytest.mark.parametrize("said", [
    "Letrozole was stopped in 2024.", "We stopped letrozole.", "Off letrozole since May 2024.", "Letrozole: on hold",
    "Letrozole dose halved in 2024", "Switched from letrozole to anastrozole in 2024.", "Allergies: letrozole",
])  # fmt: skip
def test_a_sentence_elsewhere_that_turns_a_medicine_is_named(said: str) -> None:
    others = "anastrozole 1 mg weekly since 2023-05-01\n\nT-score lumbar spine -2.1"
    assert not is_taken(f"Current medications\n{TAKEN}\n{others}\n{said}\n")


def test_a_remark_on_all_is_of_all() -> None:
    reading = read_report(
        f"Current medications\n{TAKEN}\nraloxifene 60 mg daily since 2023-05-01\nAll stopped 2024-05-01\n"
    )
    assert not reading.found


def test_a_list_of_hers_is_not_his(tmp_path: Path) -> None:
    path = written(tmp_path, "list.txt", f"Visit of today\nShe takes {TAKEN}\n")
    with pytest.raises(ot.InputError, match="female"):
        ot.preview_import(path, person_in(tmp_path))
