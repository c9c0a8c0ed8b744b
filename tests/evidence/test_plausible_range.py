"""What a value can be at most on its scale, and intervals that are wider."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from osteotwin.evidence import Row, Validation
from osteotwin.evidence.files.trial import Population, Trial
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.metrics import statistics
from osteotwin.evidence.scoring.plausible_range import is_too_wide, plausible_range
from osteotwin.evidence.scoring.result import TrialResult

#: PTH may be 1 to 5,000 pg/mL.
LEVEL = Measured(
    "drug", None, "pth", "mineral", 52.0, "absolute", "absolute", "pg/mL", 52.0, None, "pth", no_change=50.0,
    baselines=(50.0,),
)  # fmt: skip
CASES = [
    # scale, versus, baselines, least, most
    ("absolute", None, (50.0,), 1.0, 5000.0),
    ("absolute", None, (None,), 1.0, 5000.0),
    ("absolute_change", None, (50.0,), -49.0, 4950.0),
    ("absolute_change", None, (None,), -4999.0, 4999.0),
    ("absolute_change", "placebo", (50.0, 40.0), -49.0 - 4960.0, 4950.0 + 39.0),
    ("ratio_to_baseline", None, (50.0,), 0.02, 100.0),
    ("ratio_to_baseline", None, (None,), 0.0002, 5000.0),
    ("percent_change", None, (50.0,), -98.0, 9900.0),
    ("percent_difference", "placebo", (50.0, 50.0), -98.0 - 9900.0, 9900.0 + 98.0),
]


@pytest.mark.parametrize(("scale", "versus", "baselines", "least", "most"), CASES)
def test_an_interval_is_too_wide_where_it_is_wider_than_what_can_be(
    scale: str, versus: str | None, baselines: tuple[float | None, ...], least: float, most: float
) -> None:
    row = replace(LEVEL, scale=scale, versus=versus, baselines=baselines)
    assert plausible_range(row) == pytest.approx((least, most))
    middle, half = (least + most) / 2, (most - least) / 2
    assert not is_too_wide(row, middle - 0.99 * half, middle + 0.99 * half)
    assert is_too_wide(row, middle - 1.01 * half, middle + 1.01 * half)
    assert is_too_wide(row, least, math.inf)
    assert is_too_wide(row, -math.inf, most)
    assert is_too_wide(row, math.nan, most)


@pytest.mark.parametrize(("scale", "least"), [("absolute", 1.0), ("ratio_to_baseline", 0.02)])
def test_levels_and_ratios_may_be_too_wide_as_a_quotient(scale: str, least: float) -> None:
    row = replace(LEVEL, scale=scale)
    assert not is_too_wide(row, least, 4000 * least)
    assert is_too_wide(row, least / 10, 4000 * least)


def test_a_share_may_be_nothing_at_all() -> None:
    row = replace(LEVEL, endpoint="calcium_absorption_fraction", baselines=(0.25,))
    assert plausible_range(row) == (0.0, 1.0)
    assert not is_too_wide(row, 1e-5, 0.4)
    assert is_too_wide(row, 8e-6, 5767.0)
    unknown = replace(row, scale="ratio_to_baseline", baselines=(None,))
    assert plausible_range(unknown) == (0.0, math.inf)
    assert not is_too_wide(unknown, 0.1, 10.0)


def scored(low: float, high: float) -> Row:
    return Row("t", LEVEL, 50.0, "scored", None, low, high, 5.0, 0.1)


def test_what_is_too_wide_covers_nothing_and_is_counted() -> None:
    """The interval that was once 0 to 6e9 and held every value."""
    rows = [scored(30.0, 80.0), scored(0.2, 6e9), scored(0.0, math.inf), scored(60.0, 80.0)]
    assert [row.too_wide for row in rows] == [False, True, True, False]
    assert [row.within_90 for row in rows] == [True, False, False, False]
    found = statistics((row, None) for row in rows)
    assert (found["coverage_n"], found["coverage_90"], found["too_wide"]) == (4, 0.25, 2)
    without = Row("t", LEVEL, 50.0, "scored", None)
    assert (without.too_wide, without.within_90) == (None, None)


def test_the_summary_says_how_many_and_the_answer_stays_plain() -> None:
    trial = Trial("t", "T", "rct", "abstract", 52.0, ("calcium",), Population("female"), ())
    rows = (scored(30.0, 80.0), scored(0.0, math.inf))
    answer = Validation("2", "x", (TrialResult(trial, "simulated", None, rows, {}),)).to_json()
    assert answer["summary"]["too_wide"] == 1
    assert answer["summary"]["by_class"]["pth_pg/mL"]["too_wide"] == 1
    wide = answer["trials"][0]["rows"][1]
    assert (wide["lo90"], wide["hi90"], wide["too_wide"], wide["within_90"]) == (0.0, None, True, False)
    json.dumps(answer, allow_nan=False)
