"""A level of one moment between two doses is told as such, and kept with its value."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("testosterone 910 ng/dL (trough)", "trough"),
        ("testosterone 910 ng/dL at trough", "trough"),
        ("trough testosterone 910 ng/dL", "trough"),
        ("peak testosterone 2800 ng/dL", "peak"),
        ("testosterone 2800 ng/dL, peak", "peak"),
        ("estradiol 14 pg/mL, nadir", "trough"),
        ("testosterone 910 ng/dL", ""),
        ("25OHD 30 ng/mL trough", ""),
    ],
)
def test_a_trough_and_a_peak_stay_with_their_value(told: str, said: str) -> None:
    new = ot.new_person({"labs": f"2 Nov 2026: {told}"}, today=DAY)
    for text in (new.understood["labs"], new.text):
        assert ("said to be" in text.casefold()) == bool(said)
        assert f"be a {said}" in text or not said
    assert f"it lies {'above' if said == 'peak' else 'below'}" in new.understood["labs"] or not said
