"""Words of a trial file: who took part."""

from __future__ import annotations

import re
from math import inf

import numpy as np
import pytest

from osteotwin.evidence.text.ages import age_in, stated_age
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.assertion import asserted
from osteotwin.evidence.text.entry_limits import entry_values
from osteotwin.evidence.text.finding import Finding
from osteotwin.evidence.text.menopause import menopausal_state, years_since_menopause
from osteotwin.evidence.text.numbers_in_text import stated, values_within
from osteotwin.evidence.text.population import nearest, population_hints
from osteotwin.evidence.text.sex_share import percent_male


def condition(text: str, title: str = "", arm: str = "") -> ArmText:
    return ArmText(arm=arm, condition=text, title=title, notes="")


def rules(text: ArmText, sex: str, menopause: str | None) -> dict[str, Finding]:
    return nearest(population_hints(text, sex, menopause))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("healthy, age 50-79", 64.5),
        ("low BMD, 30-85 years", 57.5),
        ("eugonadal, over 65 years", 71.0),
        ("community men, 65 years or older", 71.0),
        ("community men aged 65 and older", 71.0),
        ("men 60+ with low testosterone", 66.0),
        ("eugonadal, not cancer, median age 44", 44.0),
        ("obese (BMI 30 or more), age 65 or more", 71.0),
        ("women aged 60 to 70 years", 65.0),
        ("70-year-old men", 70.0),
        ("mean age 71.5, prostate cancer", 71.5),
        ("men in their sixties", 65.0),
        ("younger than 40 years", 32.0),
        ("at least 60 years old", 66.0),
        ("10-15 years after menopause", None),
        ("treated for over 12 months", None),
        ("25OHD above 40 ng/mL", None),
        ("over 30 % on calcium", None),
        ("25OHD 14-27 ng/mL, no osteoporosis, 75 or younger", None),
        ("testosterone below 350 ng/dl", None),
        ("healthy", None),
        ("", None),
    ],
)
def test_ages_in_a_text(text: str, age: float | None) -> None:
    assert age_in(text) == age


@pytest.mark.parametrize(
    ("subject", "text", "low", "high"),
    [
        ("T-score", "femoral neck T-score -1.6 (sd 0.6)", -1.6, -1.6),
        ("T-score", "T-score below -2.5", -inf, -2.5),
        ("T-score", "T-score between -2.5 and -1.0", -2.5, -1.0),
        ("T-score", "T-score -2.0 or less", -inf, -2.0),
        ("25OHD", "25OHD 14-27 ng/mL", 14, 27),
        ("25OHD", "25OHD < 20 ng/mL", -inf, 20),
        ("testosterone", "screening testosterone below 350 ng/dl", -inf, 350),
        ("BMI", "BMI 30 or more", 30, inf),
        ("BMI", "BMI of at least 35", 35, inf),
    ],
)
def test_numbers_and_limits_in_a_text(subject: str, text: str, low: float, high: float) -> None:
    found = stated(subject, text)
    assert found is not None
    assert (found.low, found.high) == (low, high)


def test_no_number_where_the_subject_stands_alone() -> None:
    assert stated("T-score", "strata by baseline T-score") is None


def test_a_limit_of_entry_draws_the_mean_and_noise_draws_it_back() -> None:
    whole = values_within(500, 150, -inf, inf)
    below = values_within(500, 150, -inf, 350)
    noisy = values_within(500, 150, -inf, 350, 60)
    assert whole == pytest.approx((500, 150))
    assert below[0] < noisy[0] < 350 < whole[0]
    assert below[1] < noisy[1] < 150
    assert 350 < values_within(500, 150, 350, 450)[0] < 450
    assert values_within(500, 1, -inf, 300) == (300, 0)  # nobody of this population


@pytest.mark.parametrize("limits", [(-inf, 350.0), (600.0, inf), (350.0, 450.0)])
@pytest.mark.parametrize("noise_sd", [0.0, 60.0])
def test_true_values_within_limits_are_those_of_people_drawn_and_let_in(
    limits: tuple[float, float], noise_sd: float
) -> None:
    source = np.random.default_rng(1)
    true = source.normal(500, 150, 2_000_000)
    measured = true + source.normal(0, noise_sd, len(true))
    let_in = true[(measured > limits[0]) & (measured < limits[1])]
    mean, sd = values_within(500, 150, *limits, noise_sd)
    assert let_in.mean() == pytest.approx(mean, abs=1.0)
    assert let_in.std() == pytest.approx(sd, abs=1.0)


def test_units_of_limits() -> None:
    ng_dl = entry_values(condition("testosterone below 350 ng/dl"), "male", 70)["testosterone_ng_dl"].mean
    nmol = entry_values(condition("testosterone below 12.14 nmol/L"), "male", 70)["testosterone_ng_dl"].mean
    assert ng_dl == pytest.approx(nmol, rel=0.01)
    assert 250 < ng_dl < 330
    nmol_d = entry_values(condition("25OHD 33.8 (sd 14.6) nmol/L"), "female", 65)
    assert nmol_d["vitamin_d_25ohd_ng_ml"].mean == pytest.approx(13.5, abs=0.1)
    assert "testosterone_ng_dl" not in entry_values(condition("testosterone 5 g gel"), "male", 60)


def test_t_scores_of_a_site() -> None:
    neck = entry_values(condition("low hip or spine BMD, femoral neck T-score -1.6"), "male", 67)
    assert {name: found.mean for name, found in neck.items()} == {"t_score_femoral_neck": -1.6}
    assert entry_values(condition("T-score above -2.5"), "male", 70) == {}
    spine = entry_values(condition("lumbar spine T-score below -2.5"), "female", 68)
    assert spine["t_score_lumbar_spine"].mean < -2.5


def test_rules_and_their_exceptions() -> None:
    assert rules(condition("osteoporosis, 55-90 years"), "male", None)["t_score_lumbar_spine"].value < -2
    for text in (
        "25OHD 14-27 ng/mL, no osteoporosis",
        "healthy, non-osteoporotic",
        "without known osteoporosis",
        "a third with osteoporosis",
        "12 % had osteoporosis",
    ):
        assert "t_score_lumbar_spine" not in rules(condition(text), "male", None)
    assert rules(condition("hypogonadal"), "male", None)["testosterone_ng_dl"].value < 250
    assert "testosterone_ng_dl" not in rules(condition("hypogonadal"), "female", "post")
    assert rules(condition(""), "male", None) == {}
    assert asserted(re.compile("cancer"), "no cancer, then cancer") is not None


def test_the_arms_own_name_comes_first_but_treatments_name_nobody() -> None:
    words = condition("healthy, age 19-55", "Castration in men with prostate cancer", "castrate")
    found = stated_age(words, population_hints(words, "male", None))
    assert found == Finding(37.0, "the age in words in the population's condition")
    words = condition("healthy", "Letrozole in young and in elderly men", "elderly")
    found = stated_age(words, population_hints(words, "male", None))
    assert found is not None
    assert found.value == 72.0


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("early postmenopausal, osteopenic", "post"),
        ("premenopausal breast cancer", "pre"),
        ("perimenopausal women", "peri"),
        ("after bilateral oophorectomy", "induced"),
        ("healthy women", None),
    ],
)
def test_menopausal_state(text: str, state: str | None) -> None:
    assert menopausal_state(condition(text)) == state


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("within 5 years of menopause", 2.5),
        ("2-4 years after menopause", 3.0),
        ("six years since the last menstrual period", 6.0),
        ("at least 5 years after menopause", 10.0),
        ("Week 0 is one year before the final menstrual period", -1.0),
    ],
)
def test_years_since_menopause(text: str, years: float) -> None:
    found = years_since_menopause(condition(text))
    assert found is not None
    assert found.value == years


@pytest.mark.parametrize(
    ("text", "sex", "field", "low", "high"),
    [
        ("nursing home residents", "female", "vitamin_d_25ohd_ng_ml", 5, 15),
        ("vitamin D deficient", "male", "vitamin_d_25ohd_ng_ml", 8, 18),
        ("men with Klinefelter syndrome", "male", "testosterone_ng_dl", 150, 350),
        ("hypogonadism from pituitary disease", "male", "testosterone_ng_dl", 50, 200),
        ("morbidly obese", "male", "bmi_kg_m2", 40, 50),
        ("osteopenia of the hip", "male", "t_score_lumbar_spine", -2.4, -1.0),
        ("postmenopausal women with osteoporosis", "female", "t_score_lumbar_spine", -3.2, -2.4),
        ("frail elderly women", "female", "age", 72, 85),
        ("college students", "male", "age", 18, 28),
        ("space flight crews", "male", "age", 35, 50),
        ("low dietary calcium intake", "male", "calcium_mg_per_day", 300, 700),
    ],
)  # fmt: skip
def test_kinds_of_people(text: str, sex: str, field: str, low: float, high: float) -> None:
    found = rules(condition(text), sex, "post" if sex == "female" else None)[field]
    assert low <= found.value <= high
    assert found.source.startswith(f'condition "{text}": ')


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("62 % men", 62.0),
        ("53 percent were male", 53.0),
        ("48.5 % of the participants were men", 48.5),
        ("women 30 %", 70.0),
        ("female (60 %)", 40.0),
        ("70 % women and 30 % men", 30.0),
        ("two thirds were women", 100 / 3),
        ("half of them men", 50.0),
        ("176 men and 213 women", 100 * 176 / 389),
        ("213 postmenopausal women and 176 men", 100 * 176 / 389),
        ("healthy volunteers (18 men, 9 women)", 200 / 3),
        ("men (n = 20) and women (n = 30)", 40.0),
        ("1,000 men and 3,000 women", 25.0),
        ("20 of 50 were men", 40.0),
        ("men and women over 65", None),
        ("BMD fell 2 % in men and women", None),
        ("men lost 2 % and women 3 %", None),
        ("25OHD rose 30 % in women", None),
        ("spine -1.0 % in men and -2.0 % in women", None),
        ("men aged 55-70 and women aged 50-60", None),
        ("9 of 11 men finished", None),
        ("", None),
    ],
)
def test_shares_of_men(text: str, percent: float | None) -> None:
    for place in (condition(text), condition("", title=text), ArmText("", "", "", text)):
        found = percent_male(place)
        assert (None if found is None else found.value) == (
            None if percent is None else pytest.approx(percent)
        )
