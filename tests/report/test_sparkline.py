"""The line of a share over the years: from none to all, where there are years to join."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from osteotwin.report.sparkline import sparkline


@pytest.mark.parametrize(("years", "shares"), [([], []), ([1.0], [0.5]), ([1.0, 2.0], [0.5, None])])
def test_fewer_than_two_shares_make_no_line(years: list[float], shares: list[float | None]) -> None:
    assert sparkline(years, shares, "open") is None


def test_all_is_on_top_and_none_beneath_and_a_gap_stays_one() -> None:
    drawn = sparkline([1.0, 2.0, 3.0, 4.0], [1.0, 0.0, None, 0.5], "open")
    assert drawn is not None
    root = ElementTree.fromstring(drawn)
    (path,) = root.iter("path")
    moves = re.findall(r"([ML])([\d.]+) ([\d.]+)", path.get("d", ""))
    assert [command for command, _, _ in moves] == ["M", "L", "M"]
    top, bottom, middle = (float(y) for _, _, y in moves)
    assert top < middle < bottom
    assert middle == pytest.approx((top + bottom) / 2, abs=0.1)
    assert path.get("class") == "share open"
    assert [node.text for node in root.iter("text")] == ["1", "4"]
    assert root.get("aria-hidden") == "true"
