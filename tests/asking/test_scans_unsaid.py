"""Scans without a value or a place are asked for that, not of a word beside it; one to come is set aside and said."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [("no me acuerdo, salio menos 3 y algo en la columna", "no value and no day"),
     ("dexa they told -1.5 z maybe, they dont give paper", "no place and no day"),
     ("Only MOC one time 2022, doctor says ostopenia only", "no value and no place and no day")],
)  # fmt: skip
def test_what_lacks_is_asked_before_a_word_that_changes_nothing(answer: str, lacks: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"scans": answer}, today=TODAY)
    (one,) = asked.value.problems
    assert one.found.startswith(lacks)
    assert '"none"' in one.fix


@pytest.mark.parametrize(
    ("answer", "gone"),
    [("4 March 2025: spine T-score -1.9. Next one due March 2027.", "Next one due March 2027"),
     ("12 Jan 2026: spine T-score -1.9; repeat scan booked for 2028", "repeat scan booked for 2028"),
     ("12 Jan 2026: spine T-score -1.9. Follow-up in 2 years", "Follow-up in 2 years")],
)  # fmt: skip
def test_a_scan_to_come_is_set_aside_and_said(answer: str, gone: str) -> None:
    said = told("scans", answer)
    assert said.startswith("Lumbar spine T-score -1.9")
    assert f'not used: "{gone}"' in said


def test_values_of_two_days_stay() -> None:
    said = told("scans", "12 Jan 2025: spine T-score -1.9; 12 January 2026: spine T-score -2.1")
    assert "-1.9 on 2025-01-12" in said
    assert "-2.1 on 2026-01-12" in said


@pytest.mark.parametrize(
    ("answer", "makers"),
    [
        ("Hologic. 2024-04-30: L1-L4 BMD 0.901; 2025-05-06: L1-L4 BMD 0.869", 2),
        ("Hologic Horizon. 30 April 2024: L1-L4 0.901 g/cm2; 6 May 2025: L1-L4 0.869 g/cm2", 2),
        ("2024-04-30: L1-L4 BMD 0.901 Hologic; 2025-05-06: L1-L4 BMD 0.869", 1),
    ],
)
def test_a_maker_in_the_heading_is_that_of_every_day(answer: str, makers: int) -> None:
    assert told("scans", answer).count("(hologic)") == makers
