"""Numbers keep three digits, paragraphs fit a line, tables are tables."""

from __future__ import annotations

import pytest

from comparison.markdown import count, paragraph, small, spread, table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0123456, "0.0123"),
        (7.25, "7.25"),
        (99.96, "100"),
        (123.4, "123"),
        (8241.7, "8,240"),
        (1234567.0, "1,230,000"),
    ],
)
def test_three_digits(value: float, text: str) -> None:
    assert count(value) == text


def test_small_errors_are_powers_of_ten() -> None:
    assert small(2.34e-7) == "2.3e-07"


def test_spread_gives_the_middle_and_the_ends() -> None:
    assert spread({"median": 2.0, "low": 1.0, "high": 4.0}) == "2 (1 to 4)"


def test_a_table_has_a_line_for_each_row() -> None:
    assert table(["a", "b"], [["1", "2"], ["3", "4"]]).splitlines() == [
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "| 3 | 4 |",
    ]


def test_a_paragraph_fits() -> None:
    text = paragraph("word " * 60, "end-of-it")
    assert max(len(line) for line in text.splitlines()) <= 120
    assert text.endswith("end-of-it")
