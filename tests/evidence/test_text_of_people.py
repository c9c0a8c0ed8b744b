"""Who was let in, by words: limits of entry, ages, growth, the assay of a report, exceptions by hand."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from osteotwin.cohort.reference_population import reference_population
from osteotwin.evidence import load_trials
from osteotwin.evidence.files.trial import Arm, Observation, Population, Trial
from osteotwin.evidence.text import overrides as by_hand
from osteotwin.evidence.text.ages import age_range, age_range_in, age_within, still_growing
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.entry_limits import entry_values
from osteotwin.evidence.text.estradiol_assay import IMMUNOASSAY, MASS_SPECTROMETRY, estradiol_assay
from osteotwin.evidence.text.finding import Finding
from osteotwin.evidence.text.menopause import years_since_menopause
from osteotwin.evidence.text.numbers_in_text import values_within
from osteotwin.evidence.text.overrides import PriorCourse, overrides_of

LOADED = load_trials()
T, D, E2 = "testosterone_ng_dl", "vitamin_d_25ohd_ng_ml", "estradiol_pg_ml"


def text(condition: str = "", title: str = "", notes: str = "", arm: str = "") -> ArmText:
    return ArmText(arm, condition, title, notes)


def trial(*arms: Arm, sex: str = "male", **more: object) -> Trial:
    made = Trial(
        "t",
        "A trial",
        "rct",
        "abstract",
        52.0,
        ("exercise",),
        Population(sex),
        arms or (Arm("a", False, 20, {}),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "field", "mean"),
    [
        ("mean testosterone 300 ng/dl", T, 300.0), ("testosterone 10 nmol/l", T, 288.4),
        ("testosterone of 3.5 ng/ml", T, 350.0), ("testosterone 300", T, None), ("testosterone 5 mg", T, None),
        ("testosterone 39 ng/dl", T, None), ("testosterone 40 ng/dl", T, 40.0), ("testosterone 1.3 nmol/l", T, None),
        ("25OHD 50 nmol/L", D, 50 / 2.496), ("25OHD 20 ng/ml", D, 20.0), ("25-hydroxyvitamin D of 18", D, 18.0),
        ("vitamin D level 45, in nmol/l", D, 45 / 2.496), ("BMI 31", "bmi_kg_m2", 31.0),
        ("body mass index of 27.5", "bmi_kg_m2", 27.5), ("BMI at least 30", "bmi_kg_m2", 36.0),
        ("BMI 35 or more", "bmi_kg_m2", 41.0), ("femoral neck T-score -1.6", "t_score_femoral_neck", -1.6),
        ("total hip T-score -1.2", "t_score_total_hip", -1.2), ("spine T-score -2.0", "t_score_lumbar_spine", -2.0),
        ("T-score of -2.2", "t_score_lumbar_spine", -2.2), ("T-score above -2.5", "t_score_lumbar_spine", None),
        ("spine or hip T-score -2.0", "t_score_total_hip", None), ("T-score 0.5", "t_score_lumbar_spine", 0.5),
    ],
)  # fmt: skip
def test_a_number_of_the_people(words: str, field: str, mean: float | None) -> None:
    for place in ("condition", "title"):
        found = entry_values(text(**{place: words}), "male", 65.0)
        assert (found[field].mean if field in found else None) == (
            None if mean is None else pytest.approx(mean)
        )
        assert field not in found or found[field].source.startswith(f"{place}: ")
    assert entry_values(text(notes=words, arm=words), "male", 65.0) == {}


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("testosterone below 350 ng/dl", -inf, 350.0), ("testosterone below 12 nmol/l", -inf, 346.08),
        ("testosterone below 3.0 ng/ml", -inf, 300.0), ("testosterone below 10", -inf, 288.4),
        ("testosterone below 39", -inf, 39 * 28.84), ("testosterone below 41", -inf, 41.0),
        ("testosterone below 300", -inf, 300.0), ("testosterone 200 to 400 ng/dl", 200.0, 400.0),
        ("testosterone 8 to 12", 8 * 28.84, 12 * 28.84), ("testosterone above 300 ng/dl", 300.0, inf),
    ],
)  # fmt: skip
def test_limits_of_testosterone_are_read_by_unit_or_by_size(words: str, low: float, high: float) -> None:
    people = reference_population().expected(T, "male", 65.0)
    noise = reference_population().noise[T] * people.mean
    found = entry_values(text(words), "male", 65.0)[T]
    assert (found.mean, found.sd) == pytest.approx(values_within(people.mean, people.sd, low, high, noise))
    assert "entry by" in found.source
    assert entry_values(text(words), "female", 65.0) == {}


@pytest.mark.parametrize("words", ["testosterone below 4", "testosterone below 1 nmol/l"])
def test_a_limit_that_counts_something_else_is_none(words: str) -> None:
    assert entry_values(text(words), "male", 65.0) == {}


@pytest.mark.parametrize("sex", ["male", "female"])
def test_limits_of_density_and_vitamin_d_and_weight(sex: str) -> None:
    people = reference_population()
    young, expected = people.young["total_hip", sex], people.expected("bmd_total_hip", sex, 70.0)
    center, sd = (expected.mean - young.mean) / young.sd, expected.sd / young.sd
    found = entry_values(text("total hip T-score between -2.5 and -1.0"), sex, 70.0)["t_score_total_hip"]
    assert (found.mean, found.sd) == pytest.approx(values_within(center, sd, -2.5, -1.0, 0.1))
    vitamin = people.expected(D, sex, 70.0)
    found = entry_values(text("25OHD below 50 nmol/L"), sex, 70.0)[D]
    noise = people.noise[D] * vitamin.mean
    assert (found.mean, found.sd) == pytest.approx(
        values_within(vitamin.mean, vitamin.sd, -inf, 50 / 2.496, noise)
    )
    bmi = people.expected("bmi_kg_m2", sex, 70.0)
    found = entry_values(text("BMI 25-30"), sex, 70.0)["bmi_kg_m2"]
    assert (found.mean, found.sd) == pytest.approx(values_within(bmi.mean, bmi.sd, 25.0, 30.0, 0.0))
    found = entry_values(text("BMI over 30"), sex, 70.0)["bmi_kg_m2"]
    assert (found.mean, found.sd) == (36.0, bmi.sd)


def test_the_condition_comes_before_the_title() -> None:
    found = entry_values(text("testosterone 250 ng/dl", "testosterone 400 ng/dl, BMI 31"), "male", 65.0)
    assert {name: entry.mean for name, entry in found.items()} == {T: 250.0, "bmi_kg_m2": 31.0}


@pytest.mark.parametrize(
    ("low", "high", "nearest"),
    [(-inf, 100.0, 100.0), (900.0, inf, 900.0), (100.0, 200.0, 200.0), (900.0, 950.0, 900.0)],
)
def test_nobody_within_limits_stands_at_the_nearest(low: float, high: float, nearest: float) -> None:
    assert values_within(500.0, 10.0, low, high)[0] == nearest
    assert values_within(500.0, 30.0, low, high, 40.0) == pytest.approx((nearest, 24.0))


@pytest.mark.parametrize(
    ("low", "high", "age"),
    [
        (60.0, 83.0, 71.5),
        (60.0, None, 66.0),
        (None, 60.0, 52.0),
        (None, 5.0, 1.0),
        (None, 9.5, 1.5),
        (None, None, None),
    ],
)
def test_the_mean_age_between_limits(low: float | None, high: float | None, age: float | None) -> None:
    found = age_within(low, high)
    assert (None if found is None else found.value) == age
    for limit in (low, high):
        assert limit is None or f"{limit:g}" in str(found and found.source)


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("age 50-79", (50.0, 79.0)), ("aged between 60 and 70", (60.0, 70.0)), ("30 to 85 years", (30.0, 85.0)),
        ("over 65", None), ("mean age 66", None), ("BMI 25-30", None), ("age 10-12", None),
        ("14-95 years", (14.0, 95.0)),
        ("13-20 years", None), ("60-96 years", None), ("", None),
    ],
)  # fmt: skip
def test_a_range_of_ages(words: str, limits: tuple[float, float] | None) -> None:
    assert age_range_in(words) == limits
    assert age_range(text(words)) == age_range(text("", words)) == limits
    assert age_range(text("age 20-30", words)) == (20.0, 30.0)


@pytest.mark.parametrize(
    ("weeks", "keys", "words", "growing"),
    [
        (52.0, {"age_mean": 17.9}, "adults", True), (52.0, {"age_mean": 18.0}, "boys", False),
        (12.9, {"age_mean": 12.0}, "", False),
        (13.0, {"age_mean": 12.0}, "", True), (52.0, {"age_max": 18.0}, "", True),
        (52.0, {"age_max": 19.0}, "boys", False),
        (52.0, {}, "boys with delayed puberty", True), (52.0, {}, "men, not adolescents", False),
        (52.0, {}, "men", False),
    ],
)  # fmt: skip
def test_who_still_grows(weeks: float, keys: dict[str, float], words: str, growing: bool) -> None:
    found = trial(duration_weeks=weeks, population=replace(Population("male"), condition=words, **keys))
    assert still_growing(text(words), found, found.arms[0]) is growing
    arm = Arm("a", False, 20, keys)
    assert still_growing(text(words), trial(arm, duration_weeks=weeks), arm) is growing


def estradiol(value: float, result_type: str = "absolute", where: str = "") -> Arm:
    row = Observation(E2.split("_")[0], 26.0, result_type, value, "pg/mL", where=where)
    return Arm("a", False, 20, {}, observations=(row,))


@pytest.mark.parametrize(
    ("found", "words", "assay"),
    [
        (trial(year=2020, journal="J Clin Endocrinol Metab"), "", MASS_SPECTROMETRY),
        (trial(year=2012, journal="Bone"), "", MASS_SPECTROMETRY),
        (trial(year=2011, journal="Bone"), "", IMMUNOASSAY),
        (trial(year=2020, journal="Urology"), "", IMMUNOASSAY),
        (trial(year=2020), "", IMMUNOASSAY),
        (trial(journal="Bone"), "", IMMUNOASSAY),
        (trial(sex="female"), "", MASS_SPECTROMETRY),
        (trial(sex="mixed"), "", IMMUNOASSAY),
        (trial(estradiol(5.9)), "", MASS_SPECTROMETRY),
        (trial(estradiol(6.0)), "", IMMUNOASSAY),
        (trial(estradiol(-3.0, "absolute_change")), "", IMMUNOASSAY),
        (trial(Arm("a", False, 20, {E2: 4.0})), "", MASS_SPECTROMETRY),
        (trial(Arm("a", False, 20, {E2: 26.0})), "", IMMUNOASSAY),
        (trial(year=2020, journal="Bone"), "Estradiol by RIA.", IMMUNOASSAY),
        (trial(estradiol(5.0)), "Estradiol by immunoassay.", IMMUNOASSAY),
        (trial(), "Estradiol by LC-MS/MS.", MASS_SPECTROMETRY),
        (trial(), "Mass spectrometry; others by immunoassay.", MASS_SPECTROMETRY),
        (trial(estradiol(30.0, where="Table 2, tandem mass")), "", MASS_SPECTROMETRY),
        (trial(estradiol(3.0, where="Table 2, ELISA")), "", IMMUNOASSAY),
    ],
)
def test_the_assay_of_a_report(found: Trial, words: str, assay: str) -> None:
    assert estradiol_assay(text(notes=words), found, None) == assay
    assert estradiol_assay(text(title=words), found, None) == assay
    for other in (IMMUNOASSAY, MASS_SPECTROMETRY):
        assert estradiol_assay(text(notes=words), found, other) == other


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("within 5 years of menopause", 2.5), ("within the first 3 years after menopause", 1.5),
        ("less than four years since the last period", 2.0), ("more than 5 years past menopause", 10.0),
        ("2-6 years after the menopause", 4.0), ("three years postmenopausal", 3.0),
        ("1 to 5 years post-menopausal", 3.0),
        ("years since menopause: 12.5", 12.5), ("years since the menopause was 8", 8.0),
        ("week 0 is 2 years before menopause", -2.0),
        ("postmenopausal women", None),
    ],
)  # fmt: skip
def test_years_since_the_last_period_in_any_place(words: str, years: float | None) -> None:
    for place in ("condition", "title", "notes", "arm"):
        found = years_since_menopause(text(**{place: words}))
        assert (None if found is None else found.value) == years
        assert found is None or found.source.startswith(f'{place}: "')


ROWS = (
    {"trial": "t", "sets": {"age": 50.0, "bmi_kg_m2": 25.0}, "reason": "all", "assay": "immunoassay"},
    {"trial": "t", "arm": "a", "sets": {"age": 60.0}, "reason": "one"},
    {"trial": "t", "arm": "b", "sets": {"age": 70.0}, "reason": "other", "refused": "odd"},
    {"trial": "u", "sets": {"age": 80.0}, "reason": "another trial", "refused": "no"},
    {
        "trial": "t",
        "arm": "a",
        "started": {"drug": "tamoxifen", "from_week": -52.0, "to_week": 0.0},
        "reason": "before",
    },
)


def test_what_is_stated_by_hand_holds_for_its_arm_before_its_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_hand, "_rows", lambda: ROWS)
    arms = tuple(Arm(name, False, 20, {}) for name in "abc")
    a, b, c = (overrides_of(trial(*arms), arm) for arm in arms)
    everyone = {"bmi_kg_m2": Finding(25.0, "all")}
    assert a.fields == {"age": Finding(60.0, "one"), **everyone}
    assert b.fields == {"age": Finding(70.0, "other"), **everyone}
    assert c.fields == {"age": Finding(50.0, "all"), **everyone}
    assert (a.prior_courses, b.prior_courses) == ((PriorCourse("tamoxifen", -52.0, 0.0, "before"),), ())
    assert [one.refused for one in (a, b, c)] == [None, "odd", None]
    assert {one.assay for one in (a, b, c)} == {"immunoassay"}
    assert overrides_of(trial(*arms, id="v"), arms[0]) == by_hand.Overrides()


def test_every_shipped_exception_is_of_an_arm_that_there_is() -> None:
    for row in by_hand._rows():
        found = LOADED.trial(row["trial"])
        arms = [found.arm(row["arm"])] if "arm" in row else list(found.arms)
        for arm in arms:
            stated = overrides_of(found, arm)
            assert all(
                stated.fields[name].value == value
                for name, value in row.get("sets", {}).items()
                if "arm" in row
            )
            assert row.get("refused") in (None, stated.refused)
