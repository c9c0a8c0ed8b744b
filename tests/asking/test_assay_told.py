"""By which assay estradiol was measured is kept and said, for an immunoassay reads more at a man's levels."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

from osteotwin.asking.measured.lab_words import read_labs
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.assay_words import assay_of

DAY = "3 Nov 2025: "


@pytest.mark.parametrize("words", [
    "E2 sensitive <5.0 pg/mL", "ultrasensitive estradiol 12 pg/mL", "estradiol (sensitive assay) 12 pg/mL",
    "estradiol 12 pg/mL (sensitive)", "estradiol, high sensitivity 12 pg/mL",
    "Estradiol, Sensitive Low 7.2 pg/mL 8.0-35.0",
    "estradiol ultra sensitive 18 pg/mL", "e2 sens 18 pg/mL", "testosterone 600 ng/dL, E2 22 pg/mL (sensitive)",
])  # fmt: skip
def test_a_sensitive_estradiol_is_one_of_mass_spectrometry_and_says_so(words: str) -> None:
    found = next(one for one in read_labs(DAY + words, None) if one.keys["what"] == "estradiol")
    assert found.keys["assay"] == "lc-ms"
    assert "is taken for mass spectrometry (LC/MS)" in told("labs", DAY + words)


@pytest.mark.parametrize(("words", "assay"), [
    ("E2 LC/MS 12 pg/mL", "lc-ms"), ("estradiol 12 pg/mL (Roche ECLIA, sensitive)", "immunoassay"),
    ("estradiol 12 pg/mL", None), ("estradiol 18 pg/mL\nsensitive CRP 1.0 mg/L", None),
])  # fmt: skip
def test_a_method_by_its_name_counts_first_and_other_tests_tell_none(words: str, assay: str | None) -> None:
    assert [one.keys.get("assay") for one in read_labs(DAY + words, None)] == [assay]


def test_of_other_tests_the_word_tells_no_method() -> None:
    assert assay_of("Testosterone, sensitive", "testosterone") is None
    assert assay_of("estradiol (non-sensitive)", "estradiol") is None


@pytest.mark.parametrize("words", ["estradiol 12 pg/mL, not sensitive", "estradiol (non-sensitive) 12 pg/mL"])
def test_a_denied_one_is_asked_and_not_offered_without_its_denial(words: str) -> None:
    with pytest.raises(UnclearAnswerError):
        read_labs(DAY + words, None)
