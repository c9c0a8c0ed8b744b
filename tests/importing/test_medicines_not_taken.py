"""Medicines that a list names and nobody takes: what headings, labels and words behind a name say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import entries, read_in, read_report, reasons, written

import osteotwin as ot

TAKEN = "raloxifene 60 mg daily since 2025-01-01"


def listed(folder: Path, text: str) -> ot.ImportPreview:
    return read_in(written(folder, "list.txt", f"Visit of today\n{text}\n"), folder)


def drugs(preview: ot.ImportPreview, table: str = "plan") -> list[str]:
    return [one["name"] for one in entries(preview, f"{table}.drug")]


@pytest.mark.parametrize(("heading", "why"), [
    ("Discontinued medications:", "that it is over"), ("Past medications", "that it is over"),
    ("Stopped", "that it is over"), ("Previous therapies:", "that it is over"),
    ("## Inactive drugs", "that it is over"),
    ("Abgesetzte Medikamente:", "that it is over"), ("Vormedikation", "that it is over"),
    ("Frühere Therapien:", "that it is over"), ("Recently stopped:", "that it is over"),
    ("Allergies", "not said that this is taken"), ("Drug allergies and intolerances:", "not said that this is taken"),
    ("Allergien:", "not said that this is taken"), ("UNVERTRÄGLICHKEITEN", "not said that this is taken"),
    ("PRN", "as needed"), ("As needed medications:", "as needed"), ("Bedarfsmedikation:", "as needed"),
    ("Medications on hold", "it is paused"), ("Held:", "it is paused"), ("Pausierte Medikamente", "it is paused"),
    ("Planned treatment:", "tells of a plan"), ("Empfehlung:", "tells of a plan"), ("Family history:", "somebody else"),
])  # fmt: skip
def test_a_heading_holds_until_the_next(tmp_path: Path, heading: str, why: str) -> None:
    text = (
        f"{heading}\n- letrozole 2.5 mg daily since 2023-01-01\n\n- alendronate 70 mg weekly since 2020-01-01"
    )
    preview = listed(tmp_path, f"{text}\n\nActive medications:\n- {TAKEN}")
    assert drugs(preview) == ["raloxifene"]
    assert reasons(preview).count(why) == 2


@pytest.mark.parametrize(
    "heading", ["Medications", "Allergies: none known", "Aktuelle Medikamente:", "Dauermedikation"]
)
def test_other_headings_take_nothing_away(tmp_path: Path, heading: str) -> None:
    assert drugs(listed(tmp_path, f"{heading}\n{TAKEN}")) == ["raloxifene"]


DENIED = [
    "Off {}", "Without {}", "Past: {}", "Previous medication: {}", "Former: {}", "Formerly {}", "Nicht mehr: {}",
    "Abgesetzt: {}", "früher {}", "Bei Bedarf {}", "Ohne {}", "Kein {}", "Vor {}", "Empfohlen: {}", "Was on {}",
    "Eligible for {}", "To start {}", "Due to start {}", "History of {}", "Failed {}", "Mother: {}", "Held: {}",
    "PRN: {}", "Allergy: {}", "{}, held", "{}, not tolerated", "{}, nicht vertragen", "{} (missed since 2025-06-01)",
    "{}, now off", "{} - d/c", "{} (DC'd)", "{}, nicht mehr", "{} b. Bedarf", "{}, as required", "Instead of {}",
]  # fmt: skip


def test_words_around_a_name_that_deny_it(tmp_path: Path) -> None:
    lines = [one.format("letrozole 2.5 mg daily since 2025-01-01") for one in DENIED]
    preview = listed(tmp_path, "\n".join(lines))
    assert preview.taken == ()
    assert [n for n in range(2, len(lines) + 2) if f"line {n}:" not in reasons(preview)] == []


@pytest.mark.parametrize("line", [
    "Medications: {}", "Patient takes {}", "Started on {}", "Currently on {}", "1. {}", "Tab. {}", "Nimmt {}",
    "Osteoporosis: {}", "He is taking {}", "Weiterhin {}", "Oral {}", "Continue {}",
])  # fmt: skip
def test_words_before_a_name_that_say_it_is_taken(tmp_path: Path, line: str) -> None:
    preview = listed(tmp_path, line.format(TAKEN))
    assert drugs(preview) == ["raloxifene"], reasons(preview)


@pytest.mark.parametrize(("text", "until"), [
    ("letrozole 2.5 mg daily since 2023-01-01 d/c 2025-03-03", "2025-03-03"),
    ("letrozole 2.5 mg daily since 2023-01-01, DC'd 2025-03-03", "2025-03-03"),
    ("Letrozol 2,5 mg täglich seit 01.01.2023, abgesetzt am 03.03.2025", "2025-03-03"),
    ("Letrozol 2,5 mg täglich seit 01.01.2023, gestoppt 03.03.2025", "2025-03-03"),
    ("Discontinued medications:\nletrozole 2.5 mg daily 2023-01-01 - 2025-03-03", "2025-03-03"),
    ("Abgesetzt:\nLetrozol 2,5 mg täglich seit 01.01.2023 bis 03.03.2025", "2025-03-03"),
    ("Past: letrozole 2.5 mg daily from 2023-01-01 until 2025-03-03", "2025-03-03"),
])  # fmt: skip
def test_what_is_over_with_both_days_is_history(tmp_path: Path, text: str, until: str) -> None:
    preview = listed(tmp_path, text)
    (drug,) = entries(preview, "history.drug")
    assert (str(drug["from"]), str(drug["until"])) == ("2023-01-01", until)
    assert drugs(preview) == []
    assert reasons(preview) == ""


def test_signs_that_turn_a_line_stay_out_of_the_reason(tmp_path: Path) -> None:
    preview = listed(
        tmp_path, "Medications\ntesto\u202eterone cypionate 200 mg/mL - inject 0.4 mL IM twice a week"
    )
    assert not preview.taken
    assert all(text.isprintable() for _, texts in preview.sections() for text in texts)


@pytest.mark.parametrize("heading", [
    "Medications stopped in 2024", "Medications (until 2024)", "Medication changes: stop", "Patient should stop:",
    "Please stop the following", "Do not take", "No longer needed", "Not current", "Tried and failed", "Suspendidos",
    "Medications administered in hospital", "Medications 2023", "Medications before surgery", "Bob's medicines",
    "Medikation der Ehefrau", "Dog's medication", "Example:", "Control group",
])  # fmt: skip
def test_nothing_is_taken_beneath_a_heading_that_is_not_known(heading: str) -> None:
    reading = read_report(f"{heading}\n- {TAKEN}\n")
    assert not reading.found
    assert reading.left, "the medicine is named"


@pytest.mark.parametrize("heading", [
    "Current medications (as of 2025-03-18)", "Home medications", "Medications on discharge", "Dauermedikation",
    "Osteoporosis treatment", "Medication list", "Current Outpatient Medications", "Medications and supplements",
])  # fmt: skip
def test_headings_of_what_is_taken(heading: str) -> None:
    assert len(read_report(f"{heading}\n- {TAKEN}\n").found) == 1
