"""What was measured over time, drawn."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from osteotwin.report.trend_chart import trend_chart


def _drawn(*points: tuple[date, float]) -> ElementTree.Element:
    return ElementTree.fromstring(trend_chart("trend", "Hip & spine", "1 < 2", points))


def _marks(drawing: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in drawing.iter("text") if one.get("text-anchor") == "middle"]


def test_every_value_is_a_point_and_they_stand_in_their_order() -> None:
    drawing = _drawn((date(2024, 1, 1), 1.0), (date(2025, 1, 1), 0.98), (date(2026, 1, 1), 0.99))
    points = [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in drawing.iter("circle")]
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert points[0][1] < points[2][1] < points[1][1]  # downwards on a screen
    path = next(one.get("d", "") for one in drawing.iter("path"))
    assert len(re.findall("[ML]", path)) == 3


@pytest.mark.parametrize(
    ("first", "last", "marks"),
    [
        (date(2021, 6, 1), date(2026, 6, 1), ["2022", "2023", "2024", "2025", "2026"]),
        (date(2026, 1, 10), date(2026, 4, 10), ["Feb", "Mar", "Apr"]),
        (date(2025, 11, 10), date(2026, 2, 10), ["Dec", "Jan", "Feb"]),
        (date(2026, 3, 3), date(2026, 3, 9), ["3 Mar", "9 Mar"]),
    ],
)
def test_days_are_marked_as_far_apart_as_they_are(first: date, last: date, marks: list[str]) -> None:
    assert _marks(_drawn((first, 1.0), (last, 2.0))) == marks


@pytest.mark.parametrize("values", [(0.0, 0.0), (5.0, 5.0), (-1.0, 1.0), (0.011, 0.012), (1200.0, 1201.0)])
def test_any_values_are_drawn_within_the_frame(values: tuple[float, float]) -> None:
    drawing = _drawn((date(2026, 1, 1), values[0]), (date(2026, 2, 1), values[1]))
    assert all(0.0 <= float(one.get("cy", "")) <= 150.0 for one in drawing.iter("circle"))
    levels = [one.text for one in drawing.iter("text") if one.get("text-anchor") == "end"]
    assert len(set(levels)) == len(levels)
