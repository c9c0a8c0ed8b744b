"""Lines of medicines as records of several countries print them: read, or named with what is not understood."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.every import every
from tests.importing.reading_in import read_report, written

import osteotwin as ot

READ = [
    # portals of the United States
    ("letrozole 2.5 MG tablet Take 1 tablet (2.5 mg total) by mouth daily. Start date: 2025-01-15", "2.5 mg", "1 day"),
    ("prednisone 5 mg tablet\nTake 2 tablets (10 mg total) by mouth daily.\nStart date: 2025-01-15", "10 mg", "1 day"),
    ("alendronate 70 MG tablet\nCommonly known as: FOSAMAX\nTake 1 tablet (70 mg total) by mouth every 7 days.\n"
     "Start date: 2025-01-15", "70 mg", "7 days"),
    ("denosumab 60 MG/ML Sosy injection Inject 1 mL (60 mg total) under the skin every 6 (six) months since 2025-01-15",
     "60 mg", "182.625 days"),
    ("Cholecalciferol 50 MCG (2000 UT) CAPS Take 1 capsule by mouth daily since 2025-01-15", "2000 IU", "1 day"),
    ("calcium carbonate-vitamin D3 600 mg-10 mcg (400 unit) tablet Take 1 tablet by mouth 2 (two) times daily since "
     "2025-01-15", "1 tablet", "0.5 days"),
    # repeat prescriptions of the United Kingdom
    ("Colecalciferol 800unit capsules Take one daily 30 capsule started 2025-01-15", "800 IU", "1 day"),
    ("Letrozole 2.5mg tablets One To Be Taken Each Day 28 tablet started 2025-01-15", "2.5 mg", "1 day"),
    ("Adcal-D3 1500mg/400unit chewable tablets (ProStrakan Ltd) - Two To Be Taken Daily, 56 tablet, started 2025-01-15",
     "2 tablets", "1 day"),
    ("Prolia 60mg/1ml solution for injection (Amgen Ltd) - Inject 60mg Every 6 Months started 2025-01-15",
     "60 mg", "182.625 days"),
    ("Prednisolone 5mg tablets Take 2 in the morning and 1 at night started 2025-01-15", "7.5 mg", "0.5 days"),
    # plans of Germany
    ("Prednisolon 5 mg Tabl 1,5-0-0-0 seit 15.01.2025", "7.5 mg", "1 day"),
    ("Prednisolon 5 mg Tabl \u00bd-0-0-0 seit 15.01.2025", "2.5 mg", "1 day"),
    ("Calcium 500 mg/Vitamin D3 400 IE Kautablette 1-0-1-0 seit 15.01.2025", "1 tablet", "0.5 days"),
    ("Colecalciferol 20.000 I.E. Kaps alle 14 Tage seit 15.01.2025", "20000 IU", "14 days"),
    ("Dekristol 20.000 IE 1 Kapsel alle 2 Wochen seit 15.01.2025", "20000 IU", "14 days"),
    # prescriptions of France and Spain
    ("LETROZOLE 2,5 mg: 1 cp par jour depuis le 15/01/2025 QSP 3 mois", "2.5 mg", "1 day"),
    ("ALENDRONATE 70 mg, 1 comprim\u00e9 une fois par semaine, \u00e0 jeun, depuis le 15/01/2025, renouvelable 5 fois",
     "70 mg", "7 days"),
    ("CALCIUM VITAMINE D3 BIOGARAN 500 mg/400 UI 1 cp x 2/j depuis le 15/01/2025", "1 tablet", "0.5 days"),
    ("UVEDOSE 100 000 UI 1 ampoule tous les 3 mois depuis le 15/01/2025", "100000 IU", "91.3125 days"),
    ("Letrozol 2,5 mg 1 comprimido cada 24 horas desde el 15/01/2025", "2.5 mg", "1 day"),
    ("Prednisona 5 mg 1 comprimido cada 12 horas desde 15/01/2025", "5 mg", "0.5 days"),
]  # fmt: skip
#: What a line beneath a medicine or words beside it tell of how it is taken.
TURNED = [
    "Often forgets it", "50 %", "Adherence 50 %", "Compliance poor", "Misses doses at weekends", "Rarely takes it",
    "Sometimes skips", "Vergisst oft", "Oublie souvent", "Duplicate", "Wrong patient", "Comment: entered in error",
]  # fmt: skip


@every("line, dose, rhythm", READ)
def test_a_line_of_a_record_is_read(line: str, dose: str, rhythm: str) -> None:
    (found,) = read_report(f"Current medications\n{line}\n").found
    assert (found.keys["dose"], found.keys["every"], str(found.keys["from"])) == (dose, rhythm, "2025-01-15")


@every("line", TURNED)
def test_how_well_a_medicine_is_taken_is_not_passed_over(line: str) -> None:
    reading = read_report(f"Current medications\nletrozole 2.5 mg daily since 2025-01-15\n{line}\n")
    assert not reading.found
    assert line in " ".join(left.why for left in reading.left)


@every("line, why", [
    ("letrozole 2.5 mg daily, start date: 2025-01-15\nStart date: 2025-02-15", "two first days"),
    ("prednisone 5 mg 30 tablets daily since 2025-01-15", "so many at once, or what was dispensed"),
    ("letrozole 2.5 mg daily since 2025-01-15\nFrequency: weekly", "weekly"),
])  # fmt: skip
def test_what_may_be_another_dose_or_day_is_named(line: str, why: str) -> None:
    reading = read_report(f"Current medications\n{line}\n")
    assert not reading.found
    assert why in " ".join(left.why for left in reading.left)


def test_a_last_day_beneath_a_medicine_is_its_end() -> None:
    (found,) = read_report(
        "Current medications\nletrozole 2.5 mg daily since 2025-01-15\nEnd date: 2025-06-15\n"
    ).found
    assert str(found.keys["until"]) == "2025-06-15"


def test_a_total_that_does_not_go_with_its_strength_is_named() -> None:
    line = "testosterone cypionate 200 mg/mL Inject 0.5 mL (200 mg total) into the muscle weekly since 2025-01-15"
    reading = read_report(f"Current medications\n{line}\n")
    assert not reading.found
    assert "comes to 100 mg" in reading.left[0].why


@pytest.mark.parametrize(("line", "note"), [
    ("omeprazole 20 mg daily, often forgets it", 'not read: "often forgets it"'),
    ("sertraline 50 mg nightly, halved", 'not read: "halved"'),
    ("Levothyroxine 50 mcg + 25 mcg daily", "how much is not read"),
])  # fmt: skip
def test_words_beside_a_drug_that_is_shown_only_are_told(line: str, note: str) -> None:
    (found,) = read_report(f"Current medications\n{line}\n").found
    assert note in found.note


def test_every_line_of_a_list_with_one_known_medicine_is_named() -> None:
    reading = read_report(
        "Current medications\nletrozole 2.5 mg daily since 2025-01-15\nWundermittel 40 mg daily\n"
    )
    assert "Wundermittel 40 mg daily" in [left.said for left in reading.left]


def test_a_name_that_a_persons_file_lacks_is_told_and_compared(tmp_path: Path) -> None:
    person = written(
        tmp_path,
        "p.toml",
        '[person]\nsex = "female"\nbirth_date = 1968-06-01\n[outlook]\nuntil = 2029-02-01\n',
    )
    line = "letrozole 2.5 mg daily since 2025-01-15\n"
    listed = written(tmp_path, "l.txt", f"Patient: Anna Miller\nMedications\n{line}")
    preview = ot.preview_import(listed, person, today="2026-02-01")
    assert {"name": "Anna Miller"} in [dict(one.keys) for one in preview.taken]
    two = written(tmp_path, "two.txt", f"Patient: Anna Miller\n{line}\nPatient: Bob Jones\n{line}")
    with pytest.raises(ot.ImportQuestionError, match="somebody called Bob Jones"):
        ot.preview_import(two, person, today="2026-02-01")
    medicines = written(tmp_path, "m.txt", f"Name: {line}")
    preview = ot.preview_import(medicines, person, today="2026-02-01")
    assert preview.taken[0].table == ("plan", "drug")
