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
