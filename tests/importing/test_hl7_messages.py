"""Messages of HL7 version 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

HEAD = "MSH|^~\\&|LAB|H|||20260110||ORU^R01\nOBR|1|||HORM|||20260110083000\n"


@pytest.mark.parametrize(("segment", "found"), [
    ("OBX|1|NM|2986-8^Testosterone^LN||512|ng/dL|264-916|N|||F", {"testosterone": "512 ng/dL"}),
    ("OBX|1|NM|2986-8^^LN||512|ng/dL|264-916|N|||C", {"testosterone": "512 ng/dL"}),
    ("OBX|4|NM|CA^Calcium^99LAB||9.4|mg/dL^^UCUM|8.6-10.3||||F", {"serum_calcium": "9.4 mg/dL"}),
    ("OBX|5|SN|33914-3^eGFR^LN||>^90|mL/min/1.73m2|||||F", {"egfr": ">90 mL/min/1.73m2"}),
    ("OBX|1|NM|46278-8^BMD femoral neck T-score^LN||-2.8||>-1.0|L|||F", {"t_score_femoral_neck": "-2.8"}),
    ("OBX|1|NM|24701-5^Femoral neck BMD^LN||0.712|g/cm2|||||F", {"bmd_femoral_neck": "0.712 g/cm^2"}),
    ("OBX|1|FT|18748-4^Report^LN||Lumbar spine T-score -1.4.||||||F", {"t_score_lumbar_spine": "-1.4"}),
])  # fmt: skip
def test_a_segment_is_a_result(segment: str, found: dict[str, str], tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.hl7", f"{HEAD}{segment}\n"), tmp_path)
    assert values(preview) == found
    assert {str(one.keys["date"]) for one in preview.taken} == {"2026-01-10"}


@pytest.mark.parametrize(("segment", "why"), [
    ("OBX|2|NM|3016-3^TSH^LN||1.9|mIU/L||N|||F", "TSH: 1.9 mIU/L: nothing that a person's file holds"),
    ("OBX|2|NM|2243-4^Estradiol^LN||27|pg/mL||N|||X", "its status is X"),
    ("OBX|2|NM|14715-7^Estradiol^LN||27|pg/mL||N|||F", "is in moles"),
])  # fmt: skip
def test_a_segment_that_is_not_taken_is_named(segment: str, why: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.hl7", f"{HEAD}{segment}\n"), tmp_path)
    assert not values(preview)
    assert why in reasons(preview)


ORDER = "MSH|^~\\&|LAB|H|||20260110||ORU^R01\nOBR|1|||{}|||20260110083000||||||||{}\n{}\n"
CALCIUM = "OBX|1|NM|CA^Calcium^99LAB||9.4|mg/dL|||||F"


@pytest.mark.parametrize(("order", "specimen", "segments"), [
    ("UA^Urinalysis", "", CALCIUM), ("CHEM^Chemistry", "UR^Urine", CALCIUM), ("CHEM^Chemistry", "Saliva", CALCIUM),
    ("CHEM^Chemistry", "", f"{CALCIUM}\nSPM|1|||UR^Urine^HL70487"), ("CHEM", "", f"{CALCIUM}\nNTE|1||not this patient"),
    ("CHEM", "", f"{CALCIUM}\nNTE|1||sample haemolysed"), ("CHEM", "", f"{CALCIUM}||||||Saliva LC-MS"),
    ("CHEM", "", CALCIUM.replace("CA^Calcium^99LAB", "17862-4^Calcium^LN")),
])  # fmt: skip
def test_a_result_of_something_else_than_blood_is_named(
    order: str, specimen: str, segments: str, tmp_path: Path
) -> None:
    preview = read_in(written(tmp_path, "a.hl7", ORDER.format(order, specimen, segments)), tmp_path)
    assert not values(preview)
    assert "Calcium" in reasons(preview)


def test_a_note_on_a_result_is_shown_and_its_day_is_no_word_beside_it(tmp_path: Path) -> None:
    text = ORDER.format("CHEM", "", f"{CALCIUM}\nNTE|1||drawn at home")
    preview = read_in(written(tmp_path, "a.hl7", text), tmp_path)
    assert values(preview) == {"serum_calcium": "9.4 mg/dL"}
    assert [one.note for one in preview.taken] == [""]
    assert "drawn at home: a remark, which is not taken" in reasons(preview)


VITAMIN = "OBX|1|NM|VITD^25-OH-Vitamin D^L||24.2|ng/ml||||F"


@pytest.mark.parametrize(
    ("remark", "why"),
    [
        ("Probe haemolytisch", "haemolytisch"),
        ("specimen hemolyzed", "hemolyzed"),
        ("wrong patient", "wrong"),
        ("see comment of the laboratory", "see comment of the laboratory: a remark"),
    ],
)
@pytest.mark.parametrize("kind", ["TX", "ST", "FT"])
def test_a_text_of_the_code_of_a_result_is_a_remark_on_it_alone(
    kind: str, remark: str, why: str, tmp_path: Path
) -> None:
    text = f"OBX|2|{kind}|VITD^25-OH-Vitamin D^L||{remark}||||||F"
    other = "OBR|2|||HORM|||20250502080000\nOBX|1|NM|CA^Calcium^L||9.4|mg/dl||||F"
    preview = read_in(written(tmp_path, "a.hl7", f"{HEAD}{VITAMIN}\n{text}\n{other}\n"), tmp_path)
    assert ("25ohd" in values(preview)) == ("comment" in remark)
    assert why in reasons(preview)
    assert [one.note for one in preview.taken if one.keys["what"] == "serum_calcium"] == [""]
