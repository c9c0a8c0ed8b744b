"""Laboratory values in answers, with the ranges of the laboratory beside them."""

from __future__ import annotations

import pytest

from osteotwin.asking.measured.lab_words import read_labs
from osteotwin.asking.unclear import UnclearAnswerError

DAY = "12 January 2026: "


@pytest.mark.parametrize(("words", "found"), [
    ("Estradiol 36 pg/ml 12.0 - 41.0", {"estradiol": "36 pg/mL"}),
    ("LH 3.6 mU/ml 1.5 - 9.3; Serum Testosterone 239 ng/dL 348 \u2013 1197", {"lh": "3.6 mIU/mL",
                                                                         "testosterone": "239 ng/dL"}),
    ("Estradiol 23.5 (range 7.6 - 42.6 pg/ml)", {"estradiol": "23.5 pg/mL"}),
    ("free testosterone (FT) [0.106 nmol/L (0.174\u20130.729 nmol/L)]", {"free_testosterone": "0.106 nmol/L"}),
    ("SHBG 26 nmol/L 20 - 110", {"shbg": "26 nmol/L"}),
])  # fmt: skip
def test_a_range_beside_a_value_is_the_laboratory_s(words: str, found: dict[str, str]) -> None:
    assert {one.keys["what"]: one.keys["value"] for one in read_labs(DAY + words, None)} == found


@pytest.mark.parametrize("words", [
    "testosterone 12-16 nmol/L", "TT = 353 ng/dl to 955 ng/dl", "testosterone 540 ng/dL 12", "estradiol 36 pg/mL 12",
])  # fmt: skip
def test_a_range_in_the_place_of_a_value_is_asked(words: str) -> None:
    with pytest.raises(UnclearAnswerError):
        read_labs(DAY + words, None)
