"""What lacks of the values of a scan is asked in one question, with the numbers that were told."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def asked(answer: str) -> str:
    with pytest.raises(ot.InputError) as error:
        ot.new_person({"scans": answer}, today=TODAY)
    return str(error.value)


def read(answer: str) -> str:
    return ot.new_person({"scans": answer}, today=TODAY).understood["scans"]


#: An answer, and all that has to be named in the question.
LACKING = [
    ("my T-Score is now -2.2", ["the place: lumbar spine", "the day of the scan", "T-score -2.2"]),
    ("hips -1.8", ["whether it is a T-score or a Z-score", "the day of the scan", "total hip T-score -1.8"]),
    ("spine -2.6, hip -1.9", ["T-scores or Z-scores", "the day", "lumbar spine T-score -2.6; total hip T-score -1.9"]),
    ("12 January 2026: spine -2.6, hip -1.9",
     ['no word on whether "-2.6" and "-1.9"', 'write "12 January 2026: spine T-score -2.6, hip T-score -1.9"']),
    ("In 2016, my spinal T-score was -1.9 and in 2000 it was normal at -0.9.",
     ["2016 and 2000 alone is told", "12 January 2016: lumbar spine T-score -1.9; 12 January 2000"]),
    ("Z-Score of -2.6 by DXA", ["the place", "the day", "Z-score -2.6"]),
    ("the femur was -1.2 and the lumbar spine was -1.9", ["neck of the femur or the total hip", "T-scores or"]),
    ("12 January 2026: L3 -3.9", ["one vertebra", "leave it out"]),
    ("forearm T-score -2.9", ["the forearm", "1/3 radius T-score -2.9"]),
    ("FRAX: 14% for a major fracture, hip 3.2%", ["FRAX major 14 %, FRAX hip 3.2 %", "in the answer on the person"]),
    ("12 January 2026: lumbar spine T-score < -2.5", ['"< -2.5"', "write one number"]),
    ("spine T-score -2.3", ['"DAY MONTH YEAR: spine T-score -2.3", with your own day']),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "named"), LACKING)
def test_all_that_lacks_is_asked_at_once(answer: str, named: list[str]) -> None:
    question = asked(answer)
    for one in named:
        assert one in question


@pytest.mark.parametrize(("answer", "said"), [
    ("12 January 2026: Lumbar Spine t. score -1.4 Fracture Risk: 3x", "Lumbar spine T-score -1.4"),
    ("12 January 2026: my spinal T-score was minus two point six", "Lumbar spine T-score -2.6"),
    ("12 January 2026: spine T-score -1.9, hip -1.4", "Total hip T-score -1.4"),
    ("12 January 2026: femoral neck T-score -2.6. It was -2.2 in 2019.", "not used (It was -2.2 in 2019)"),
    ("12 January 2026: L1-L4 Z-score is -1.2 and the one before was -1.1", "not used (and the one before was -1.1)"),
])  # fmt: skip
def test_a_scan_in_plain_words_is_read(answer: str, said: str) -> None:
    assert said in read(answer)


@pytest.mark.parametrize(("words", "said"), [
    ("spine T -1.5, fracture risk 8%", ("T-score -1.5 on",)),
    ("spine T-score -1.5; total hip T -1.1, fracture risk 8%", ("T-score -1.5 on", "T-score -1.1 on")),
    ("spine 1.05 g/cm2, fracture risk 8%", ("BMD 1.05 g/cm^2 on",)),
    ("spine T -2, fracture risk 15%", ("T-score -2 on",)),
])  # fmt: skip
def test_a_risk_beside_a_score_is_no_digit_of_it(words: str, said: tuple[str, ...]) -> None:
    read = ot.new_person({"scans": f"12 January 2026: {words}"}, today=date(2026, 2, 1)).understood["scans"]
    assert all(one in read for one in said)


def test_a_bare_risk_behind_a_score_is_asked() -> None:
    with pytest.raises(ot.InputError, match="fracture risk"):
        ot.new_person({"scans": "12 January 2026: spine T -1.5 fracture risk 8"}, today=date(2026, 2, 1))
