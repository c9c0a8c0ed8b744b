"""Units and numbers as people say them, urine of a day, and what is asked where a name lacks."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 1, 12)


@pytest.mark.parametrize(("question", "answer", "told"), [
    ("labs", "E2 9.1 picograms per milliliter, T 701 nanograms per deciliter", "Testosterone 701 ng/dL"),
    ("labs", "estradiol nine pg/mL", "Estradiol 9 pg/mL"),
    ("labs", "vit D twenty-four ng/mL", "25OHD 24 ng/mL"),
    ("labs", "NTX urine 45 nmol BCE/mmol creat", "Urine NTX 45 nmol BCE/mmol"),
    ("labs", "24-hr urinary calcium 7.7 mmol/day", "Urine calcium 7.7 mmol/day"),
    ("labs", "24 hour urine calcium 310 mg", "Urine calcium 310 mg/day"),
    ("scans", "spine 938 mg/cm², hip 916 mg/cm²", "Total hip BMD 0.916 g/cm^2"),
])  # fmt: skip
def test_spoken_units_are_read(question: str, answer: str, told: str) -> None:
    assert told in ot.new_person({question: f"14 Oct 2025: {answer}"}, today=TODAY).understood[question]


@pytest.mark.parametrize("answer", [
    "Blutwerte vom 14.10.2025: Estradiol 9,1 pg/ml",
    "Prise de sang du 14 octobre 2025 : estradiol 9,1 pg/ml",
    "Analítica 14/10/2025: estradiol 9,1 pg/ml",
])  # fmt: skip
def test_a_head_in_another_language_is_read(answer: str) -> None:
    assert (
        "Estradiol 9.1 pg/mL on 2025-10-14" in ot.new_person({"labs": answer}, today=TODAY).understood["labs"]
    )


@pytest.mark.parametrize(("answer", "found", "never"), [
    ("urine calcium 9.4 mg/dL", "of a sample of urine", "mg/day\" if that is meant"),
    ("E2 52 pg/mL; 9.1 pg/mL", "no word on what was measured", "27 pg/mL"),
])  # fmt: skip
def test_what_is_asked_names_the_trouble(answer: str, found: str, never: str) -> None:
    with pytest.raises(InputError, match=found) as raised:
        ot.new_person({"labs": f"14 Oct 2025: {answer}"}, today=TODAY)
    assert never not in str(raised.value)
