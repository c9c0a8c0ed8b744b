"""Laboratory values in answers, with the ranges of the laboratory beside them."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
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


#: An answer, and all that has to be named in the question.
LACKING = [
    ("After the end of three weeks my T was 405 and my E2 was 16.",
     ['"testosterone: 405"', '"E2 was 16"', "the day on which", "my T was 405 ng/dL and my E2 was 16 pg/mL"]),
    ("CTX 451", ["no unit", "no day", "DAY MONTH YEAR: CTX 451 pg/mL"]),
    ("my estradiol level had risen from a low of \u201c40\u201d to \u201c80\u201d currently",
     ["two values of estradiol", "DAY MONTH YEAR: estradiol 40 pg/mL; DAY MONTH YEAR: estradiol 80 pg/mL"]),
    ("Estradiol 24 pg/mL", ['"DAY MONTH YEAR: Estradiol 24 pg/mL", with your own day']),
    ("12 January 2026: 25-Hydroxy, Vitamin D-2 <1.0 ng/mL 02", ["vitamin D2 alone, and the total counts"]),
    ("12 January 2026: T3 Free  4.36  H", ["nothing that a person's file holds"]),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "named"), LACKING)
def test_all_that_lacks_of_a_test_is_asked_at_once(answer: str, named: list[str]) -> None:
    with pytest.raises(ot.InputError) as error:
        ot.new_person({"labs": answer}, today=date(2026, 2, 1))
    for one in named:
        assert one in str(error.value)


@pytest.mark.parametrize(("answer", "said"), [
    ("12 January 2026: eGFR If NonAfricn Am 115 mL/min/1.73 >59", "eGFR 115"),
    ("12 January 2026: my T was 405 ng/dL", "Testosterone 405 ng/dL"),
])  # fmt: skip
def test_a_test_in_plain_words_is_read(answer: str, said: str) -> None:
    assert said in ot.new_person({"labs": answer}, today=date(2026, 2, 1)).understood["labs"]
