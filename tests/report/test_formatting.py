"""How numbers, dates and plain values are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.report.formatting import (
    NOT_AVAILABLE,
    calendar_date,
    interval,
    level,
    number,
    percent,
    plain_text,
    quantity,
    scientific,
    share,
    tied,
    unit,
    year_name,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-1.24, "\u22121.2\u00a0%"),
        (0.26, "+0.3\u00a0%"),
        (-0.04, "0.0\u00a0%"),
        (0.0, "0.0\u00a0%"),
        (None, NOT_AVAILABLE),
    ],
)
def test_percent_has_a_true_sign_and_one_decimal(value: float | None, written: str) -> None:
    assert percent(value) == written


@given(st.floats(-1e6, 1e6))
def test_no_hyphen_is_ever_written_for_a_minus(value: float) -> None:
    assert "-" not in number(value) + percent(value) + quantity(value)


@given(st.floats(0.1, 1e6))
def test_opposite_numbers_differ_in_their_sign_only(value: float) -> None:
    assert number(-value, sign=True) == "\u2212" + number(value, sign=True).removeprefix("+")


def test_interval_needs_both_ends() -> None:
    assert interval(-2.44, 0.06) == "\u22122.4 to +0.1"
    assert interval(-0.5, None) == NOT_AVAILABLE


def test_share_beyond_the_whole_is_said_in_words() -> None:
    assert share(1.0) == "100\u00a0%"
    assert share(1.25) == "more than all"


def test_levels_keep_about_three_figures() -> None:
    assert [quantity(value) for value in (655.2, 20.44, 4.567)] == ["655", "20.4", "4.57"]


def test_a_series_in_percent_is_signed_and_a_level_is_not() -> None:
    assert level(13.96, unit("percent")) == "+14.0"
    assert level(13.96, unit("pg/mL")) == "14.0"


def test_dates_are_spelled_and_other_text_is_left_alone() -> None:
    assert calendar_date("2026-02-01") == "1\u00a0February\u00a02026"
    assert calendar_date("spring 2026") == "spring 2026"
    assert calendar_date(None) == NOT_AVAILABLE


@pytest.mark.parametrize(
    ("year", "name"),
    [(2.0, "Year 2"), (1.999, "Year 2"), (2.04, "Year 2"), (2.5, "Month 30"), (3.08, "Month 37"), (0.5, "Month 6"),
     (1 / 365.25, "Day 1"), (0.97, "Year 1")],
)  # fmt: skip
def test_a_time_is_a_full_year_or_else_a_month_or_a_day(year: float, name: str) -> None:
    assert year_name(year) == name.replace(" ", "\u00a0")


def test_plain_values_of_every_kind() -> None:
    assert plain_text(True) == "yes"
    assert plain_text([]) == "none"
    assert plain_text(["knee_pain", 3]) == "knee pain, 3"
    assert plain_text(None) == NOT_AVAILABLE


def test_tiny_numbers_are_written_with_a_power_of_ten() -> None:
    assert scientific(1.3e-9) == "1.3\u00a0×\u00a010⁻⁹"
    assert scientific(0) == "0"


def test_units_are_spelled_for_readers() -> None:
    assert unit("g/cm2") == "g/cm²"
    assert unit("pg/mL") == "pg/mL"
    assert unit("ratio") == "ratio to start"


def test_sentences_are_tied_where_they_may_not_break() -> None:
    said = tied("T -2.7 (scan of 2026-10-01), 5 % of 10-20 mg, Z-score, calibrated-2, -0.3 %")
    assert said == (
        "T\u00a0\u22122.7 (scan of 1\u00a0October\u00a02026), 5\u00a0% of 10-20 mg, Z-score, calibrated-2, "
        "\u22120.3\u00a0%"
    )
