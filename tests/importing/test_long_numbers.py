"""Lines of hundreds of digits: no reader begins within a number again and again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzzing.laws import at_most
from tests.importing.reading_in import read_in, written

from osteotwin.importing.lab_spans import masked
from osteotwin.importing.report import plain_line

#: A second is too many already; more than this is a hang.
HANG = 60.0


@pytest.mark.parametrize("run", ["9" * 800, "9," * 400, "0." * 400])
def test_a_report_of_endless_numbers_comes_to_an_end_and_tells_nothing(run: str, tmp_path: Path) -> None:
    text = "\n".join(f"(Ostase) ug/l 13 T-score {run}" for _ in range(100))
    with at_most(HANG):
        preview = read_in(written(tmp_path, "long.txt", text), tmp_path)
    assert not preview.taken


@pytest.mark.parametrize(
    "line", ["T-score -1.8 Z-score -0.4 BMD 0.954", "1.05,-1.2,0.98,-0.4", "id 20260112 0.95"]
)
def test_a_line_of_usual_numbers_stays(line: str) -> None:
    assert plain_line(line) == line


def test_only_what_can_be_no_number_is_cut() -> None:
    assert plain_line(f"BMD {'9' * 500} g/cm2") == f"BMD {'9' * 40} g/cm2"


def test_doses_ranges_and_lengths_of_time_are_masked_as_before() -> None:
    assert masked("E2 27 pg/mL (8-35), 3 months on 0.5 mg") == "E2 27 pg/mL       ,          on       "
    assert masked("vitamin D 41 ng/mL, 5% higher than average, 2x a day").split() == [
        "vitamin",
        "D",
        "41",
        "ng/mL,",
        "average,",
        "a",
        "day",
    ]
