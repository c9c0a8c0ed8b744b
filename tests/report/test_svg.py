"""Scales, ticks, paths and labels of the figures."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.report.fan_chart import Fan, Frame, Point, ScoreAxis, fan_chart
from osteotwin.report.figures import Bands, Curve, interval_bar
from osteotwin.report.svg import Scale, band, coordinate, label, line, spaced_out, ticks
from osteotwin.report.waterfall import Step, levels, reach, waterfall


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


def test_points_that_nobody_sees_apart_are_drawn_once_and_the_last_one_always() -> None:
    scale = Scale(0.0, 10.0, 0.0, 10.0)
    xs = [0.0, 0.1, 0.5, 1.0, 1.2, 5.0, 9.9, 10.0]
    assert line(xs, xs, scale, scale) == "M" + "L".join(
        f"{x} {x}" for x in (coordinate(scale(xs[k])) for k in (0, 3, 5, 6, 7))
    )
    assert line([0.0, 0.1, 1.0], [0.0, 7.0, 1.0], scale, scale) == "M0 0L1 1"


def test_text_is_escaped() -> None:
    assert "<script>" not in label("<script>", 0.0, 0.0)


YEARS = [0.0, 0.5, 1.0]
FLAT = [0.0, 0.0, 0.0]
FRAME = Frame(-1.0, 1.0, [-12.0, -6.0, 0.0, 6.0])


def _fan(score: ScoreAxis | None = None, points: tuple[Point, ...] = (), least: float | None = 3.0) -> Fan:
    curves = [Curve("Plan & <more>", "", "plan", [0.0, -0.5, -1.0]), Curve("Nothing", "", "nothing", FLAT)]
    return Fan(YEARS, curves, Bands(FLAT, FLAT, FLAT, FLAT), points, score, least)


def _drawn(fan: Fan, *, narrow: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(fan_chart("spine", "Title", "Description", fan, FRAME, narrow=narrow))


def _of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [node for node in root.iter() if name in node.get("class", "").split()]


def test_a_chart_is_well_formed_and_describes_itself() -> None:
    root = _drawn(_fan())
    texts = ["".join(node.itertext()) for node in root.iter("text")]
    assert (root.findtext("title"), root.findtext("desc")) == ("Title", "Description")
    assert any("Plan & <more>" in text and "\u22121.0" in text for text in texts)
    assert root.get("aria-labelledby") == "spine-title spine-description"


def test_zones_begin_where_the_scores_lie_and_only_where_scores_count() -> None:
    # One unit of T is 5 %, and today is T -1: T -1.0 lies at 0 %, T -2.5 at -7.5 %.
    root = _drawn(_fan(ScoreAxis("T", 5.0, 5.0, True, -2.5, "treatment from T -2.5")))
    (low,), (osteoporosis,), (treatment,) = (
        _of_class(root, name) for name in ("low", "osteoporosis", "treatment")
    )
    (zero,) = _of_class(root, "zero")
    assert low.get("y") == zero.get("y1")
    assert osteoporosis.get("y") == treatment.get("y1")
    bottom = float(low.get("y", "")) + float(low.get("height", ""))
    assert bottom == pytest.approx(float(osteoporosis.get("y", "")), abs=0.1)
    higher = _drawn(_fan(ScoreAxis("T", 5.0, 5.0, True, -2.0, "treatment from T -2.0")))
    (line,) = _of_class(higher, "treatment")
    assert float(line.get("y1", "")) < float(treatment.get("y1", ""))
    assert not _of_class(_drawn(_fan(ScoreAxis("T", 5.0, 5.0, zones=True))), "treatment")
    z_scores = _drawn(_fan(ScoreAxis("Z", 5.0, 5.0, zones=False)))
    assert not _of_class(z_scores, "zone")
    assert not _of_class(z_scores, "treatment")
    assert _of_class(z_scores, "score")


def test_scans_stand_at_their_day_and_value_and_older_ones_stay_out() -> None:
    points = (Point(-9.0, 5.0, 1.0), Point(-0.5, 3.0, 2.0))
    root = _drawn(_fan(points=points))
    (point,), (error,), (today,) = (_of_class(root, name) for name in ("scan-point", "scan-error", "today"))
    levels = {float(node.get("y1", "")) for node in _of_class(root, "grid")}
    half = (max(levels) - min(levels)) / 6 * 2  # the grid's ends are 18 % apart; 2 % either way
    assert float(point.get("cx", "")) < float(today.get("x1", ""))
    assert min(levels) < float(point.get("cy", "")) < max(levels)
    assert float(error.get("y2", "")) - float(error.get("y1", "")) == pytest.approx(
        4 / 18 * 6 * half / 2, rel=0.05
    )


def test_a_chart_without_any_value_is_still_drawn() -> None:
    nothing = [None, None]
    fan = Fan(
        [0.0, 1.0],
        [Curve("Plan", "", "plan", nothing)],
        Bands(nothing, nothing, nothing, nothing),
        (),
        None,
        None,
    )
    assert _drawn(fan, narrow=True).get("role") == "img"


def test_a_point_stands_at_the_median_between_the_ends_of_its_interval() -> None:
    root = ElementTree.fromstring(interval_bar((-2.0, -3.0, -1.0), [-4.0, 0.0, 4.0], "loss"))
    (point,), (interval,), (zero,) = (_of_class(root, name) for name in ("point", "range", "zero"))
    left, right = float(interval.get("x1", "")), float(interval.get("x2", ""))
    assert float(point.get("cx", "")) == pytest.approx((left + right) / 2)
    assert right < float(zero.get("x1", ""))


STEPS = [
    Step("No drug", True, -1.0, -2.0, 0.0),
    Step("Drug", False, -3.0, -5.0, -1.0),
    Step("Training", False, 2.0, 1.0, 3.0),
    Step("The plan", True, -2.0, -4.0, 0.0),
]


def test_a_waterfall_goes_on_where_the_part_before_it_ended() -> None:
    assert levels(STEPS) == [0.0, -1.0, -4.0, 0.0]
    assert (min(reach(STEPS)), max(reach(STEPS))) == (-6.0, 0.0)
    root = ElementTree.fromstring(
        waterfall("w", "Title", "Description", STEPS, [-8.0, -4.0, 0.0, 4.0], narrow=False)
    )
    drug, training = _of_class(root, "step")
    assert drug.get("x2") == training.get("x1")
    first, *_, last = _of_class(root, "point")
    assert float(first.get("cx", "")) > float(last.get("cx", ""))


def test_a_waterfall_with_gaps_is_still_drawn() -> None:
    gaps = [Step("No drug", True, None, None, None), Step("Drug", False, None, None, None)]
    for narrow in (True, False):
        root = ElementTree.fromstring(waterfall("w", "t", "d", gaps, [-1.0, 0.0, 1.0], narrow=narrow))
        assert "not available" in "".join(root.itertext())
