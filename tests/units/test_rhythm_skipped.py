"""Weeks that are left out: every so manyth is a pause behind the others."""

from __future__ import annotations

import pytest

from osteotwin.units import rhythm


@pytest.mark.parametrize(("words", "same"), [
    ("daily, skip every fourth week", "daily, 3 weeks on, 1 week off"),
    ("daily, skipping every 4th week", "daily, 3 weeks on, 1 week off"),
    ("every day but off every fourth week", "daily, 3 weeks on, 1 week off"),
    ("3 times a week, skip every third week", "3 times a week, 2 weeks on, 1 week off"),
    ("twice a week, paused each 6th month", "twice a week, 5 months on, 1 month off"),
])  # fmt: skip
def test_a_week_that_is_skipped_is_a_pause(words: str, same: str) -> None:
    assert rhythm(words) == rhythm(same)
    assert rhythm(words) is not None


@pytest.mark.parametrize("words", ["daily, skip every week", "daily, skip every now and then", "skip daily"])
def test_what_skips_all_or_nothing_is_no_rhythm(words: str) -> None:
    try:
        found = rhythm(words)
    except ValueError:
        return
    assert found is None
