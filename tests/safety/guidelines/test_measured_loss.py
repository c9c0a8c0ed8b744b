"""A loss between two scans is seen whether they are told as densities or as T-scores."""

from __future__ import annotations

from datetime import date

import pytest

from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.people.person import Measurement
from osteotwin.safety.guidelines.measured_loss import largest_loss

FIRST, LAST = date(2025, 1, 15), date(2026, 10, 20)


def scan(day: date, value: float, what: str = "t_score_lumbar_spine", **more: str) -> Measurement:
    return Measurement(day, what, value, "", f"{value}", **{"device": "hologic"} | more)  # pyright: ignore[reportArgumentType]


def test_two_t_scores_stand_for_two_densities_and_their_rounding_widens_the_error() -> None:
    scores = -1.3, -1.9
    printed = largest_loss([scan(FIRST, scores[0]), scan(LAST, scores[1])], "female")
    bmd = [bmd_from_t_score("lumbar_spine", score, "female") for score in scores]
    measured = largest_loss(
        [scan(day, value, "bmd_lumbar_spine") for day, value in zip((FIRST, LAST), bmd, strict=True)],
        "female",
    )
    assert printed is not None
    assert measured is not None
    assert (printed.site, printed.first, printed.last) == ("lumbar_spine", FIRST, LAST)
    assert printed.percent == pytest.approx(measured.percent)
    assert printed.percent < -printed.least < -measured.least < 0


@pytest.mark.parametrize(
    "rows",
    [
        [scan(FIRST, -1.3)],
        [scan(FIRST, -1.3), scan(LAST, -1.9, device="lunar")],
        [scan(FIRST, -1.3, reference="female"), scan(LAST, -1.9, reference="male")],
        [scan(FIRST, -1.3), scan(LAST, -1.9, "t_score_total_hip")],
        [scan(day, value, "z_score_lumbar_spine") for day, value in ((FIRST, -1.3), (LAST, -1.9))],
        [scan(FIRST, 0.9, "bmd_lumbar_spine"), scan(LAST, -1.9)],
    ],
)
def test_what_does_not_count_from_the_same_people_is_not_compared(rows: list[Measurement]) -> None:
    assert largest_loss(rows, "male") is None


def test_a_rise_is_told_as_one_and_the_worst_site_holds() -> None:
    rows = [scan(FIRST, -1.6), scan(LAST, -1.3)]
    found = largest_loss(rows, "female")
    assert found is not None
    assert found.percent > 0
    hip = [scan(day, value, "t_score_total_hip") for day, value in ((FIRST, -1.0), (LAST, -1.6))]
    worst = largest_loss([*rows, *hip], "female")
    assert worst is not None
    assert worst.site == "total_hip"
