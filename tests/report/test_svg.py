"""Scales, ticks, paths and labels of the figures."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.report.figures import Bands, Curve, interval_bar, site_chart
from osteotwin.report.svg import Scale, band, label, line, spaced_out, ticks


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.integers(2, 8))
def test_ticks_enclose_the_data_at_even_steps(low: float, span: float, count: int) -> None:
    marks = ticks(low, low + span, count)
    steps = [after - before for before, after in pairwise(marks)]
    assert marks[0] <= low + 1e-6
    assert marks[-1] >= low + span - 1e-6
    assert max(steps) == pytest.approx(min(steps), rel=1e-3)
    assert len(marks) <= count + 3


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12))
def test_spaced_labels_do_not_touch_and_stay_within(wanted: list[float]) -> None:
    placed = sorted(spaced_out(wanted, 17.0, 0.0, 300.0))
    gaps = [after - before for before, after in pairwise(placed)]
    assert all(gap >= 17.0 - 1e-6 for gap in gaps)
    assert placed[0] >= -1e-6
    assert placed[-1] <= 300.0 + 1e-6


def test_spacing_leaves_labels_that_have_room_where_they_are() -> None:
    assert spaced_out([200.0, 20.0, 100.0], 17.0, 0.0, 300.0) == [200.0, 20.0, 100.0]


def test_a_missing_value_interrupts_the_line_and_the_band() -> None:
    scale = Scale(0.0, 3.0, 0.0, 3.0)
    assert line([0, 1, 2, 3], [0, None, 2, 3], scale, scale) == "M0 0M2 2L3 3"
    assert band([0, 1, 2, 3], [0, 0, None, 0], [1, 1, 1, 1], scale, scale).count("Z") == 2


def test_text_is_escaped() -> None:
    assert "<script>" not in label("<script>", 0.0, 0.0)


def test_a_chart_is_well_formed_and_describes_itself() -> None:
    years = [0.0, 0.5, 1.0]
    flat = [0.0, 0.0, 0.0]
    curves = [Curve("Plan & <more>", "A", "plan", [0.0, -0.5, -1.0]), Curve("Nothing", "B", "nothing", flat)]
    chart = site_chart(
        "spine", "Title", "Description", years, curves, Bands(flat, flat, flat, flat), narrow=False
    )
    root = ElementTree.fromstring(chart)
    texts = ["".join(node.itertext()) for node in root.iter("text")]
    assert (root.findtext("title"), root.findtext("desc")) == ("Title", "Description")
    assert any("Plan & <more>" in text and "\u22121.0" in text for text in texts)
    assert root.get("aria-labelledby") == "spine-title spine-description"


def test_a_chart_without_any_value_is_still_drawn() -> None:
    nothing = [None, None]
    curves = [Curve("Plan", "A", "plan", nothing)]
    chart = site_chart(
        "x", "t", "d", [0.0, 1.0], curves, Bands(nothing, nothing, nothing, nothing), narrow=True
    )
    assert ElementTree.fromstring(chart).get("role") == "img"


def test_a_bar_reaches_from_zero_to_the_median() -> None:
    root = ElementTree.fromstring(interval_bar(-2.0, -3.0, -1.0, [-4.0, 0.0, 4.0], "loss"))
    bar = next(root.iter("rect"))
    assert (float(bar.get("x", "")), float(bar.get("width", ""))) == (25.0, 25.0)
