"""A page says on which day its "today" lies, where that is not about now."""

from __future__ import annotations

from datetime import date

import pytest

from osteotwin.web.counted_from import counted_from


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-29", ""),
        ("2026-11-01", ""),
        ("2026-10-20", "20 October 2026, 1 month ago"),
        ("2026-02-01", "1 February 2026, 10 months ago"),
        ("2027-02-01", "1 February 2027, which lies ahead"),
    ],
)
def test_a_day_far_from_now_is_named(today: str, said: str) -> None:
    told = counted_from({"today": today}, date(2026, 11, 29)).replace("\N{NO-BREAK SPACE}", " ")
    assert said in told
    assert bool(said) == bool(told)
