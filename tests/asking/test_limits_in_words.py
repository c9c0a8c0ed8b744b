"""A limit in words keeps its sign, and a number of other people is none of this person's."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 1, 12)


def understood(question: str, answer: str) -> str:
    return ot.new_person({question: f"14 Oct 2025: {answer}"}, today=TODAY).understood[question]


@pytest.mark.parametrize(("answer", "value"), [
    ("Östradiol unter 5 pg/ml", "Estradiol <5 pg/mL"),
    ("estradiol inférieur à 5 pg/ml", "Estradiol <5 pg/mL"),
    ("estradiol menos de 5 pg/ml", "Estradiol <5 pg/mL"),
    ("testosterone more than 1500 ng/dL", "Testosterone >1500 ng/dL"),
    ("E2 5 pg/mL or less", "Estradiol <5 pg/mL"),
    ("E2 (<5) pg/mL", "Estradiol <5 pg/mL"),
    ("testosterone 701 ng/dL, which is above the limit of normal", "Testosterone 701 ng/dL"),
    ("E2 came back undetectable, <5 pg/mL", "Estradiol <5 pg/mL"),
])  # fmt: skip
def test_a_limit_in_words_has_its_sign(answer: str, value: str) -> None:
    assert understood("labs", answer).startswith(f"{value} on")


@pytest.mark.parametrize(("answer", "fix"), [
    ("estradiol below the limit (15 pg/mL)", '"estradiol <15 pg/mL"'),
    ("E2 undetectable (5 pg/mL)\nPTH 33 pg/mL", '"E2 <5 pg/mL"'),
    ("testosterone over the upper limit of 916 ng/dL", '"testosterone >916 ng/dL"'),
    ("vitamin D below the normal range 30 ng/mL", '"vitamin D <30 ng/mL"'),
    ("vitamin D sufficiency 30 ng/mL", "if 30 ng/mL was measured"),
    ("PTH 20 pg/mL above range", "if 20 pg/mL was measured"),
])  # fmt: skip
def test_what_may_be_a_limit_is_asked(answer: str, fix: str) -> None:
    with pytest.raises(InputError, match="may be a limit") as raised:
        understood("labs", answer)
    assert fix in str(raised.value)


@pytest.mark.parametrize("answer", [
    "spine BMD reference 1.09 g/cm2",
    "spine young adult BMD 1.22 g/cm2",
    "spine T-score under the limit (-2.5)",
    "spine below the osteoporosis limit T-score -2.5",
    "spine T-score within -1.0",
    "total hip BMD 0.916 g/cm2\nspine T-score reference -1.0",
])  # fmt: skip
def test_what_may_be_of_others_is_asked(answer: str) -> None:
    with pytest.raises(InputError, match="of other people"):
        understood("scans", answer)


@pytest.mark.parametrize("answer", [
    "spine T-score was -2.7, below the limit for osteoporosis",
    "spine T-score (female reference): -2.7",
    "lowest T-score spine -2.7",
    "spine T-score -2.7 (young adult reference)",
])  # fmt: skip
def test_the_own_score_is_read(answer: str) -> None:
    assert "T-score -2.7" in understood("scans", answer)


@pytest.mark.parametrize(("answer", "told"), [
    ("T-score: Spine -1.4. Hip -0.8. Z-score: Spine -0.9. Hip -0.4.", "T-score -0.8"),
    ("Z-score: Spine -0.9. Total hip -0.4. T-score: Spine -1.4. Total hip -0.8", "T-score -0.8"),
    ("T-Score: LWS -1,4. Gesamth\u00fcfte -0,8. Z-Score: LWS -0,9. Gesamth\u00fcfte -0,4.", "T-score -0.8"),
    ("BMD: spine 0.938 g/cm2. Total hip 0.916 g/cm2. T-score: spine -1.4. Total hip -0.8.", "BMD 0.916"),
    ("T-scores: spine -1.4; total hip -0.8; Z-scores: spine -0.9; total hip -0.4", "T-score -0.8"),
    ("T-score: Spine -1.4. Total hip 0.3. Z-score: Spine -0.9.", "T-score 0.3"),
])  # fmt: skip
def test_a_head_is_of_what_stands_behind_it(answer: str, told: str) -> None:
    assert f"Total hip {told}" in understood("scans", answer)


@pytest.mark.parametrize(
    "answer", ["BMD spine -1.4", "bone density: spine -1.4, femoral neck -1.5 (T-scores)"]
)
def test_a_number_below_zero_is_no_density(answer: str) -> None:
    with pytest.raises(InputError, match='write "T-score -1\\.4" or "Z-score -1\\.4"'):
        understood("scans", answer)


@pytest.mark.parametrize(("answer", "makers"), [
    ("total hip 0.941 g/cm2; Lunar; 20 Sept 2022: total hip 0.925 g/cm2", 1),
    ("total hip 0.941 g/cm2; 20 Sept 2022: total hip 0.925 g/cm2; Lunar", 2),
    ("total hip 0.941 g/cm2, Lunar; 20 Sept 2022: total hip 0.925 g/cm2", 1),
])  # fmt: skip
def test_a_scanner_is_of_its_own_day(answer: str, makers: int) -> None:
    assert understood("scans", answer).count("(lunar)") == makers
