"""A word on the line of a scan's value that makes it none of this scan: the value is named and not taken."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import measured, read_report

HEAD = "DXA bone density\nDate of exam: 2026-01-12\n"


@pytest.mark.parametrize(("line", "why"), [
    ("LWS: T-Wert von -2,2 auf -2,5 gefallen", "a change from one value"),
    ("Rachis lombaire T-score de -2,2 à -2,5", "a change from one value"),
    ("Columna lumbar T-score de -2,2 a -2,5", "a change from one value"),
    ("2023 Total hip T-score: -1.9", "of another day"),
    ("Femoral neck T-score was -1.9 in March", "of another day"),
    ("Older scan: total hip T-score -1.6", "of another day"),
    ("In two years the femoral neck T-score will be -2.1.", "not measured"),
    ("Total hip BMD 0.701 g/cm2 (predicted)", "not measured"),
    ("Lumbar spine T-score: -2.5 (wrong patient)", "not of this person"),
    ("Normwert Schenkelhals T-Wert -1,0", "not of this person"),
    ("Spine (REMS): T-score -2.4", "measured by REMS"),
    ("Hip (ultrasound): T-score -1.9", "measured by ultrasound"),
    ("CT-derived: lumbar spine T-score -2.4", "measured by CT-derived"),
])  # fmt: skip
def test_a_turned_line_is_named_and_not_taken(line: str, why: str) -> None:
    reading = read_report(HEAD + line)
    assert not measured(reading)
    assert any(why in str(one) for one in reading.left)


def test_the_line_beside_it_is_taken() -> None:
    reading = read_report(f"{HEAD}Lumbar spine T-score: -2.5 (wrong patient)\nTotal hip T-score -1.9")
    assert measured(reading) == {"t_score_total_hip": "-1.9"}
