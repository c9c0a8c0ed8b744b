"""Lists of medicines as text: taken where dose, rhythm and first day stand there, named with what lacks where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import FILES, entries, read_in, read_report, reasons, written

import osteotwin as ot


def listed(folder: Path, line: str) -> ot.ImportPreview:
    return read_in(written(folder, "list.txt", f"Current medications\n- {line}\n"), folder, dates="mdy")


def test_a_list_of_medicines(tmp_path: Path) -> None:
    preview = read_in(FILES / "medicines.txt", tmp_path)
    assert {(one["dose"], one["every"], str(one["from"])) for one in entries(preview, "plan.drug")} >= {
        ("80 mg", "3.5 days", "2025-01-13"), ("12.5 mg", "1 day", "2025-02-15")}  # fmt: skip
    assert (
        "praziquantel 20 mg tablet - take 1 tablet daily: a medicine; no drug that osteotwin knows"
        in reasons(preview)
    )


@pytest.mark.parametrize(("line", "entry"), [
    ("raloxifene 60 mg tablet - take 1 tablet by mouth daily - started 02/15/2025", ("60 mg", "1 day", "2025-02-15")),
    ("raloxifene 60 mg tablet, take 1 tablet every other day, since 02/15/2025", ("60 mg", "2 days", "2025-02-15")),
    ("Medicines: raloxifene 60 mg daily since 02/15/2025", ("60 mg", "1 day", "2025-02-15")),
    ("alendronate 70 mg tablet: take 1 tablet weekly. Start date: Feb 15, 2025", ("70 mg", "7 days", "2025-02-15")),
    ("raloxifene 60 mg tablets Take ONE daily. Start: 02/15/2025", ("60 mg", "1 day", "2025-02-15")),
    ("raloxifene 60 mg tablets, one to be taken each day, since 02/15/2025", ("60 mg", "1 day", "2025-02-15")),
    ("Alendronsäure 70 mg 1x wöchentlich seit 15.02.2025", ("70 mg", "7 days", "2025-02-15")),
    ("Risedronat 2,5 mg Tabletten, 1 Tablette tgl. seit 15.02.2025", ("2.5 mg", "1 day", "2025-02-15")),
    ("Raloxifène 60 mg, une fois par jour depuis le 15.02.2025", ("60 mg", "1 day", "2025-02-15")),
    ("raloxifene 60 mg tablets - one daily, started 15 Feb 2025", ("60 mg", "1 day", "2025-02-15")),
    ("Prolia 60 mg alle 6 Monate seit 15.02.2025", ("60 mg", "182.625 days", "2025-02-15")),
])  # fmt: skip
def test_a_line_that_says_all_is_taken(tmp_path: Path, line: str, entry: tuple[str, str, str]) -> None:
    (drug,) = entries(listed(tmp_path, line), "plan.drug")
    assert (drug["dose"], drug["every"], str(drug["from"])) == entry


@pytest.mark.parametrize(("line", "why"), [
    ("raloxifene 60 mg tablet - take 1 tablet daily", "does not say a first day"),
    ("raloxifene 60 mg tablet - started 02/15/2025", "does not say a dose and a rhythm"),
    ("raloxifene 60 mg as needed since 02/15/2025", "taken as needed"),
    ("not taking: letrozole 2.5 mg daily since 02/15/2025", "not said that this is taken"),
    ("allergic to alendronate 70 mg weekly since 02/15/2025", "not said that this is taken"),
    ("wife takes letrozole 2.5 mg daily since 02/15/2025", "somebody else"),
    ("letrozole 2.5 mg daily since 02/15/2025 (paused)", "it is paused"),
    ("alendronate 70 mg weekly since 14 May 2018, last dose 3 June 2025", "not whether more follow"),
    ("letrozole 2.5 mg daily since 02/15/2025, stopped", "does not say when"),
    ("letrozole 2.5 mg daily since 02/15/2025, ausgesetzt", "it is paused"),
    ("letrozole 2.5 mg daily since 02/15/2025, 5 years planned", "not whether it ends then"),
    ("alendronate 70 mg weekly for 5 years", "not one first day"),
    ("Medicines: raloxifene 60 mg tablet", "does not say a rhythm and a first day"),
    ("letrozole 2.5 mg daily since 02/15/2025, not taking", "not said that this is taken"),
    ("letrozole 2.5 mg daily - discussed, would start 02/15/2025", "not said that this is taken"),
    ("testosterone 200 mg - take weekly since 02/15/2025", "without the way in which it is given"),
    ("praziquantel 20 mg tablet - take 1 tablet daily", "no drug that osteotwin knows"),
])  # fmt: skip
def test_a_line_that_does_not_is_named(tmp_path: Path, line: str, why: str) -> None:
    preview = listed(tmp_path, line)
    assert preview.taken == ()
    assert why in reasons(preview)


def test_a_drug_outside_the_model_is_of_the_habits(tmp_path: Path) -> None:
    preview = listed(tmp_path, "omeprazole 20 mg capsule - take 1 capsule daily")
    assert entries(preview, "habits.drug") == [{"name": "Omeprazole", "dose": "20 mg", "every": "1 day"}]


@pytest.mark.parametrize("line", [
    "Estradiol 20 pg/mL", "Calcium 9.4 mg/dL", "Testosterone 512 ng/dL 264-916",
    "Total calcium intake 900 mg/day of food", "The patient walked 3 g of road",
])  # fmt: skip
def test_a_result_is_no_medicine(tmp_path: Path, line: str) -> None:
    preview = listed(tmp_path, line)
    assert [one for one in preview.taken if one.table[-1] in ("drug", "supplement")] == []


LISTS = [
    ["Test E 250mg/ml - 1ml E3.5D since 01/2025", "Adex .5 EOD", "HCG 500iu 2x/wk", "vit D3 5000iu ed"],
    ["Letrozole 2.5mg tablets - One To Be Taken Each Day", "Adcal-D3 750mg/200unit caplets - Two To Be Taken Daily",
     "Alendronic acid 70mg tablets - One To Be Taken Once A Week", "Xyzumab 75microgram tablets - as directed"],
    ["Leuprorelin Trenantone 11,25 mg alle 3 Monate", "Bicalutamid 50 mg Tabl 1 0 0 0",
     "Wundermittel 40 mg Tabl 1 0 0 0", "Colecalciferol Dekristol 20.000 I.E. Kaps alle 4 Wochen"],
]  # fmt: skip


@pytest.mark.parametrize("lines", LISTS)
def test_no_line_of_a_list_is_passed_over_in_silence(tmp_path: Path, lines: list[str]) -> None:
    preview = listed(tmp_path, "\n".join(lines))
    shown = " ".join(str(entry) for _, entries in preview.sections() for entry in entries)
    for line in lines:
        assert line.split()[0] in shown, line


def test_a_tablet_to_be_taken_is_a_tablet(tmp_path: Path) -> None:
    line = "Alendronic acid 70mg tablets - One To Be Taken Once A Week - started 02/15/2025"
    entry = listed(tmp_path, line).taken[0]
    assert (entry.keys["dose"], entry.keys["every"]) == ("70 mg", "7 days")


def test_part_of_a_date_is_told_from_none(tmp_path: Path) -> None:
    assert "only part of its date" in reasons(listed(tmp_path, "letrozole 2.5 mg daily since 01/2025"))
    assert "does not say a first day" in reasons(listed(tmp_path, "letrozole 2.5 mg daily"))


@pytest.mark.parametrize(("said", "until"), [
    ("from 02/15/2025 to 06/30/2025", "2025-06-30"), ("15 Feb 2025 - 30 June 2025", "2025-06-30"),
    ("since 02/15/2025 for 5 years", "2030-02-15"),
    ("since 02/15/2025 till 30.6.2025", "2025-06-30"), ("started 02/15/2025, planned stop 02/15/2030", "2030-02-15"),
])  # fmt: skip
def test_a_medicine_with_an_end(tmp_path: Path, said: str, until: str) -> None:
    (drug,) = entries(listed(tmp_path, f"raloxifene 60 mg daily {said}"), "plan.drug")
    assert (str(drug["from"]), str(drug["until"])) == ("2025-02-15", until)


def test_the_point_of_thousands_of_german_units(tmp_path: Path) -> None:
    (entry,) = entries(
        listed(tmp_path, "Vitamin D3 20.000 IE 1x pro Woche seit 15.02.2025"), "plan.supplement"
    )
    assert (entry["dose"], entry["every"]) == ("20000 IU", "7 days")


@pytest.mark.parametrize(("line", "tablet", "taken"), [
    ("Adcal-D3 1500mg/400unit chewable tablets, two tablets daily", "600 mg with vitamin_d 400 IU", ("2 tablets", 1)),
    ("Calceos chewable 1 tablet twice daily", "500 mg with vitamin_d 400 IU", ("1 tablet", 0.5)),
    ("Calcichew-D3 Forte chewable tablets, 1 tablet twice a day", "500 mg with vitamin_d 400 IU", ("1 tablet", 0.5)),
    ("Evacal D3 1500mg/400unit tablets - Two To Be Taken Daily -", "600 mg with vitamin_d 400 IU", ("2 tablets", 1)),
    ("calcium carbonate 600 mg with vitamin D 400 IU, 1 tablet daily", "600 mg with vitamin_d 400 IU", ("1 tablet", 1)),
])  # fmt: skip
def test_tablets_of_calcium_with_vitamin_d(
    tmp_path: Path, line: str, tablet: str, taken: tuple[str, float]
) -> None:
    (entry,) = entries(listed(tmp_path, f"{line} since 02/15/2025"), "plan.supplement")
    assert entry["nutrient"] == f"calcium_carbonate {tablet}"
    assert (entry["dose"], float(entry["every"].split()[0])) == taken


def test_tablets_of_several_strengths_are_asked(tmp_path: Path) -> None:
    preview = listed(tmp_path, "Adcal-D3 one twice daily since 02/15/2025")
    assert preview.taken == ()
    assert "600 mg/400 IU" in reasons(preview)
    assert "300 mg/200 IU" in reasons(preview)


@pytest.mark.parametrize("behind", [
    " EOD", " (bid)", " every other day", " once", " half tablet", " x 2", " 5 mg", " now 5 mg", " (old)", ", ran out",
    " (prior)", " inactive", " Taking? No", " not filled", " entered in error", " nie genommen", " suspendu",
    " (planned)", " pending", " ?", " unsure", " placebo", " takes rarely", " adherence 50 %", " (dog)",
    ", overdue", " x 90 days", " for 3 weeks of 4", " restarted 2024-05-01", " expires 2024-05-01",
    " valid until 2024-05-01", ", then 5 mg daily", " d/t side effects", " upped", ", alternate", " part", " halves",
    " flare only", " blast", ", 3", " TRT", ", cycle", " anastrozole", " moved", " some days", " fourth", " 2024-05-01",
    "; alternate days", ". Every second day", ". DC", " - stopped", " #2 daily", ". Replaced by exemestane.",
])  # fmt: skip
def test_every_word_behind_a_day_is_accounted_for(behind: str) -> None:
    reading = read_report(f"Current medications\n- letrozole 2.5 mg daily since 2023-05-01{behind}\n")
    assert not reading.found, "nothing is taken of a line that holds more than it seems"
    assert reading.left, "the line is named"


@pytest.mark.parametrize("line", [
    "Adcal-D3 1500mg/400unit chewable tablets, two tablets daily", "Vitamin D3 1000 IU daily",
])  # fmt: skip
@pytest.mark.parametrize(
    "behind", [", halved", " EOD", " (old)", " x2", " restarted 2025-05-01", " (half)", ". DC"]
)
def test_every_word_behind_the_day_of_a_supplement_is_accounted_for(line: str, behind: str) -> None:
    plain = read_report(f"Current medications\n- {line} since 2025-02-15, with food\n")
    turned = read_report(f"Current medications\n- {line} since 2025-02-15{behind}\n")
    assert plain.found
    assert not turned.found
    assert turned.left, "the line is named"


@pytest.mark.parametrize("line", [
    "letrozole (old) 2.5 mg daily since 2023-05-01", "[ ] letrozole 2.5 mg daily since 2023-05-01",
    "\u2610 letrozole 2.5 mg daily since 2023-05-01", "~~letrozole 2.5 mg daily since 2023-05-01~~",
    "Bob: letrozole 2.5 mg daily since 2023-05-01", "letrozole 2.5 mg daily (EOD) since 2023-05-01",
    "letrozole 2 5 mg daily since 2023-05-01", "letrozole 2.5mg tablets 28 daily since 2023-05-01",
    "He denies taking letrozole 2.5 mg daily since 2023-05-01", "He might start letrozole 2.5 mg daily from 2026-05-13",
    "letrozole 2.5 mg daily since 2023-05-01 on testosterone", "letrozole 2.5 mg daily since before 2023-05-01",
    "\u00bd letrozole 2.5 mg daily since 2023-05-01", "2x letrozole 2.5 mg daily since 2023-05-01",
    "Half: letrozole 2.5 mg daily since 2023-05-01", "EOD: letrozole 2.5 mg daily since 2023-05-01",
    "In 2022: letrozole 2.5 mg daily since 2023-05-01", "Study drug: letrozole 2.5 mg daily since 2023-05-01",
    "monthly letrozole 2.5 mg daily since 2023-05-01", "letrozole 2.5 mg daily planned since 2023-05-01",
    "letrozole 2.5 mg daily then since 2023-05-01", "letrozole qty 2.5 mg halved daily since 2023-05-01",
    "letrozole 2.5 mg daily off since 2023-05-01", "letrozole 2.5 mg daily for 6 months, repeat since 2023-05-01",
])  # fmt: skip
def test_every_word_before_a_day_is_accounted_for(line: str) -> None:
    reading = read_report(f"Current medications\n- {line}\n")
    assert not reading.found, "nothing is taken of a line that holds more than it seems"
    assert reading.left, "the line is named"


@pytest.mark.parametrize("behind", [
    "", ".", " for breast cancer", ", with food", " (prescribed by my doctor)", " by mouth", " (Femara)",
    ", well tolerated",    ", refills: 3", ", qty 90", " as directed", ", next due 2026-03-01", ", once daily",
    " by Dr. Jane Smith", ", Corner Pharmacy", ", no side effects", " (1 x daily in the morning)",
    " for high estradiol",
    ", 30 minutes before breakfast", ", 2 refills left", ", continue", ", taking? yes", " (Letrozol)",
    " - with food", " - tolerated well", "; for breast cancer",
])  # fmt: skip
def test_words_behind_a_day_that_change_nothing_are_passed_over(behind: str) -> None:
    reading = read_report(f"Current medications\n- letrozole 2.5 mg daily since 2023-05-01{behind}\n")
    (found,) = reading.found
    assert (found.keys["dose"], found.keys["every"], str(found.keys["from"])) == (
        "2.5 mg",
        "1 day",
        "2023-05-01",
    )


@pytest.mark.parametrize(("line", "name", "dose"), [
    ("Testosterone gel 1.62 % 2.5 g daily", "Testosterone gel 1.62 %", "2.5 g"),
    ("Testosterone gel 2% 40 mg daily", "Testosterone gel 2 %", "40 mg"),
    ("Estradiol gel 0.1% 1 mg daily", "Estradiol gel 0.1 %", "1 mg"),
    ("Testogel 1.62% 20.25 mg daily", "Testogel 1.62 %", "20.25 mg"), ("Testim 1 % 50 mg daily", "Testim 1 %", "50 mg"),
])  # fmt: skip
def test_the_share_of_a_gel_stays_with_its_name(line: str, name: str, dose: str) -> None:
    (found,) = read_report(f"Current medications\n- {line} start 2023-05-13\n").found
    assert (found.keys["name"], found.keys["dose"]) == (name, dose)


@pytest.mark.parametrize(("line", "why"), [
    ("Anastrozole 0. 5 mg daily start 2023-05-13", "a gap in one"),
    ("Anastrozole 1 . 5 mg daily start 2023-05-13", "a gap in one"),
    ("Anastrozole 1mg/0.5mg daily start 2023-05-13", "two amounts"),
    ("Testosterone gel 5 % 3 g daily start 2023-05-13", "another strength"),
    ("Testosterone cypionate 200 mg/mL Inject 0.4 mL (100 mg) every 7 days start 2023-05-13", "comes to 80 mg"),
    ("Anastrozole 1 mg daily start 2023-05-13 end May 2024", "does not say the day"),
])  # fmt: skip
def test_what_does_not_go_together_in_a_line_is_named(line: str, why: str) -> None:
    reading = read_report(f"Current medications\n- {line}\n")
    assert not reading.found
    assert why in " ".join(left.why for left in reading.left)


@pytest.mark.parametrize("between", [
    "half", "1/2 tab", "a quarter", "2 x", "two", "2 tabs", "x2", "two -", "EOD", "weekly", "50 %", "double", "(half)",
    "(x2)",    "not", "old", "placebo", "Bob", "<", "-", "alternate", "fortnightly", "Monday", "reduced", "past",
    "none",
    "before", "skip", "upped", "part", "testosterone",
])  # fmt: skip
def test_what_stands_between_a_name_and_its_strength_is_read_or_named(between: str) -> None:
    reading = read_report(f"Current medications\n- tamoxifen {between} 20 mg daily since 2023-05-13\n")
    doses = [found.keys["dose"] for found in reading.found]
    assert doses in (
        [],
        {"2 x": ["40 mg"], "2 tabs": ["40 mg"], "1/2 tab": ["10 mg"], "-": ["20 mg"]}.get(between, []),
    ), doses
    assert reading.found or reading.left
