"""A file's ``every`` with words behind it: what changes nothing is passed over, anything else is asked."""

from __future__ import annotations

import pytest

from osteotwin.inputs.values import Mistake
from osteotwin.protocol.file_values import EveryRhythm


@pytest.mark.parametrize(("written", "days"), [
    ("1 day with food", 1.0), ("1 day (after breakfast)", 1.0), ("6 months subcutaneously", 182.625),
    ("6 months as directed", 182.625), ("every 3 months for osteoporosis", 91.3125), ("every 2 weeks", 14.0),
])  # fmt: skip
def test_words_that_change_nothing_are_passed_over(written: str, days: float) -> None:
    assert EveryRhythm().read(written).days == pytest.approx(days)


@pytest.mark.parametrize(("written", "alone"), [
    ("6 months (since 2020)", "6 months"), ("2 weeks for life", "2 weeks"), ("1 day not on Sundays", "1 day"),
    ("2 weeks, on Mondays", "2 weeks"), ("28 days or so", "28 days"),
])  # fmt: skip
def test_anything_else_is_asked_with_what_is_understood(written: str, alone: str) -> None:
    with pytest.raises(Mistake) as mistake:
        EveryRhythm().read(written)
    assert f'write "{alone}" alone' in mistake.value.fix
    assert EveryRhythm().read(alone).days > 0.0


def test_what_is_no_rhythm_stays_a_mistake() -> None:
    for written in ("nonsense here", "about 3 months", "week after week"):
        with pytest.raises(Mistake):
            EveryRhythm().read(written)
