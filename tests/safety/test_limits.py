"""Each limit at its place: silent on one side of it, said on the other, and said of the right people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from math import inf
from typing import Any

import numpy as np
import pytest
from tests.every import every
from tests.situations import BMD, make_outlook, outputs_of

from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement, Training
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.safety import Situation, flags_of

Make = Callable[..., Situation]
ANASTROZOLE, WALKING = DrugCourse("anastrozole", 1, 1), Training("walking", 2, 25)
RAISED_CALCIUM = ("hypercalcemia", "sarcoidosis", "hyperparathyroidism")


def plan(*items: Any) -> dict[str, Any]:
    return {"plan": Protocol(items)}


def lifted(load: float | None = None, until: float | None = None) -> Training:
    return Training("back_squat", 2, 25, load_fraction_1rm=load, progression_until_fraction_1rm=until)


def calcium(dose: float) -> Supplement:
    return Supplement("calcium_citrate", dose, 1)


def denosumab(until: float, start: float = 0.0, interval: float = 182.0) -> DrugCourse:
    return DrugCourse("denosumab", 60, interval, start, until)


def measured(what: str, value: float, unit: str) -> dict[str, Any]:
    return {"measurements": (Measurement(date(2026, 1, 1), what, value, unit, f"{value:g} {unit}"),)}


def spine_at(score: float, sex: str = "male") -> dict[str, Any]:
    return {"sex": sex, "bmd": BMD | {"lumbar_spine": bmd_from_t_score("lumbar_spine", score, sex)}}


OLD, YOUNG = {"birth_date": date(1970, 1, 1)}, {"birth_date": date(1990, 1, 1)}

WOMAN: dict[str, Any] = {"sex": "female"}
OLDER, ASKED = WOMAN | {"birth_date": date(1965, 1, 1)}, WOMAN | {"birth_date": date(1976, 1, 1)}
GOSERELIN = DrugCourse("gnrh_agonist", 3.6, 28)

#: words -> situations in which they are said, situations in which they are not
SAID: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "Anastrozole with working ovaries": (
        [plan(ANASTROZOLE) | WOMAN | YOUNG, plan(ANASTROZOLE) | ASKED | {"menopause_age": 52.0},
         plan(ANASTROZOLE) | OLDER | {"conditions": ("premenopausal",)},
         plan(ANASTROZOLE, replace(GOSERELIN, from_day=30.0)) | WOMAN | YOUNG,
         plan(ANASTROZOLE, replace(GOSERELIN, until_day=700.0)) | WOMAN | YOUNG],
        [plan(ANASTROZOLE), plan(ANASTROZOLE) | YOUNG, plan(ANASTROZOLE) | ASKED, plan(ANASTROZOLE) | OLDER,
         plan(ANASTROZOLE) | WOMAN | YOUNG | {"menopause_age": 34.0}, plan(WALKING) | WOMAN | YOUNG,
         plan(ANASTROZOLE, GOSERELIN) | WOMAN | YOUNG,
         plan(replace(ANASTROZOLE, from_day=-900.0), replace(GOSERELIN, from_day=-900.0)) | WOMAN | YOUNG,
         plan(replace(ANASTROZOLE, from_day=-900.0), replace(GOSERELIN, from_day=-500.0)) | WOMAN | YOUNG
         | {"history": Protocol((replace(GOSERELIN, from_day=-900.0, until_day=-500.0),))},
         plan(replace(ANASTROZOLE, until_day=700.0), replace(GOSERELIN, until_day=400.0),
              DrugCourse("gnrh_agonist", 10.8, 84, 400.0)) | WOMAN | YOUNG,
         plan(replace(ANASTROZOLE, from_day=3 * 365.25)) | WOMAN
         | {"birth_date": date(1981, 6, 1), "until": date(2032, 2, 1)}],
    ),
    "at 50, without menopause_age, it is not known whether that has passed": (
        [plan(ANASTROZOLE) | ASKED],
        [plan(ANASTROZOLE) | ASKED | {"menopause_age": 49.0}, plan(ANASTROZOLE) | ASKED | {"menopause_age": 51.0},
         plan(ANASTROZOLE, GOSERELIN) | ASKED, plan(ANASTROZOLE) | OLDER, plan(ANASTROZOLE) | WOMAN | YOUNG,
         plan(ANASTROZOLE) | ASKED | {"sex": "male"}],
    ),
    "with blood calcium of 8.0 mg/dL, under 8.5": (
        [plan(DrugCourse(drug, 1, 30)) | measured("serum_calcium", 8.0, "mg/dL")
         for drug in ("zoledronate", "denosumab", "alendronate", "romosozumab")],
        [plan(ANASTROZOLE) | measured("serum_calcium", 8.0, "mg/dL"), plan(denosumab(inf)),
         plan(denosumab(inf)) | measured("serum_calcium", 8.5, "mg/dL"),
         plan(denosumab(inf)) | measured("25ohd", 8.0, "ng/mL"),
         plan(denosumab(inf)) | {"measurements": (
             Measurement(date(2026, 1, 1), "serum_calcium", 8.0, "mg/dL", "8 mg/dL"),
             Measurement(date(2026, 1, 9), "serum_calcium", 9.0, "mg/dL", "9 mg/dL"))},
         plan(denosumab(inf)) | {"measurements": (
             Measurement(date(2026, 6, 1), "serum_calcium", 8.0, "mg/dL", "8 mg/dL"),)}],
    ),
    "both sex hormones are nearly absent (testosterone about 20 ng/dL, estradiol about 3 pg/mL)": (
        [{"outlook": make_outlook(estradiol=3.0, testosterone=20.0)}],
        [{"outlook": make_outlook(estradiol=3.0, testosterone=50.0)}, {"outlook": make_outlook(testosterone=20.0)},
         {"outlook": make_outlook(estradiol=3.0, testosterone=20.0)} | OLDER],
    ),
    "can poison": ([{"calcium": 3000}, {"calcium": 9000}], [{"calcium": 2999}, {"calcium": 1000}]),
    "upper limit of 2000 mg": (
        [OLD | {"calcium": 2001}, OLD | {"calcium": 2999}, {"calcium": 2400, "birth_date": date(1975, 8, 1)}],
        [OLD | {"calcium": 2000}, OLD | {"calcium": 3000}, YOUNG | {"calcium": 2400}],
    ),
    "upper limit of 2500 mg": ([YOUNG | {"calcium": 2501}], [YOUNG | {"calcium": 2500}, OLD | {"calcium": 2600}]),
    "With a thiazide and digoxin calcium tablets": (
        [plan(calcium(500)) | {"conditions": ("thiazide_use", "digoxin_use")}],
        [plan(calcium(500)) | {"conditions": ("thiazide_use",)}, {"conditions": ("thiazide_use", "digoxin_use")}],
    ),
    "loses bone by training": (
        [plan(WALKING) | {"conditions": ("low_energy_availability",)}],
        [plan(WALKING), {"conditions": ("low_energy_availability",)}],
    ),
    "With kidney stones calcium is better": (
        [plan(calcium(500)) | {"conditions": ("kidney_stones",)}],
        [plan(calcium(500)), {"conditions": ("kidney_stones",)},
         plan(Supplement("vitamin_d", 1000, 1)) | {"conditions": ("kidney_stones",)}],
    ),
    "portions of up to 500": (
        [plan(calcium(501)), plan(calcium(300), calcium(700))],
        [plan(calcium(500)), plan(Supplement("vitamin_d", 1000, 1))],
    ),
    "not for people with high blood calcium": (
        [plan(calcium(500)) | {"conditions": (c,)} for c in RAISED_CALCIUM],
        [plan(calcium(500)), *({"conditions": (c,)} for c in RAISED_CALCIUM)],
    ),
    "above the limit of 4000 IU": (
        [{"vitamin_d_intake": v} for v in (4001, 10_000)], [{"vitamin_d_intake": v} for v in (4000, 10_001)],
    ),
    "above the limit of 10000 IU": ([{"vitamin_d_intake": 10_001}], [{"vitamin_d_intake": 10_000}]),
    "raise blood calcium further": (
        [{"vitamin_d_intake": 2001, "conditions": (c,)} for c in RAISED_CALCIUM],
        [{"vitamin_d_intake": 2001}, *({"vitamin_d_intake": 2000, "conditions": (c,)} for c in RAISED_CALCIUM)],
    ),
    "below which bone is lost faster": (
        [{"outlook": make_outlook(estradiol=9.9)}], [{"outlook": make_outlook(estradiol=10.0)}],
    ),
    "without a follow-on drug: the rebound": (
        [plan(denosumab(1095)), plan(denosumab(365, interval=100.0), DrugCourse("zoledronate", 5, 365, 529, inf)),
         plan(denosumab(200), denosumab(400, 300.0)), plan(denosumab(365), DrugCourse("testosterone_gel", 50, 1)),
         *(plan(denosumab(365), DrugCourse(drug, load_drugs()[drug].usual_dose, 30, 500, inf))
           for drug in ("teriparatide", "romosozumab", "raloxifene")),
         plan(denosumab(365), DrugCourse("risedronate", 0.001, 1, 500, inf)),
         plan(denosumab(365), DrugCourse("risedronate", 35, 7, 500, 501)),
         plan(denosumab(365), DrugCourse("alendronate", 34, 7, 500, inf)),
         plan(denosumab(365), DrugCourse("alendronate", 70, 7, 0, 820)),
         plan(denosumab(365), DrugCourse("zoledronate", 5, 3650, 0, 3650))],
        [plan(denosumab(1096)), plan(denosumab(inf)), plan(denosumab(200), denosumab(inf, 300.0)),
         plan(denosumab(365, interval=100.0), DrugCourse("zoledronate", 5, 365, 528, inf)), plan(ANASTROZOLE),
         plan(denosumab(365), DrugCourse("zoledronate", 5, 365, 456, 821)),
         plan(denosumab(365), DrugCourse("alendronate", 35, 7, 500, inf)),
         plan(denosumab(365), DrugCourse("alendronate", 70, 7, 0, 821)),
         plan(denosumab(inf, interval=3650.0))],
    ),
    "the next dose only after": (
        [plan(denosumab(inf, interval=i)) for i in (229.0, 365.0, 1000.0, 3650.0)]
        + [plan(denosumab(365), denosumab(inf, 364.0 + 229.0)), plan(denosumab(365), denosumab(inf, 1000.0)),
           plan(denosumab(inf, interval=365.0), DrugCourse("alendronate", 10, 7))],
        [plan(denosumab(inf, interval=i)) for i in (28.0, 182.0, 228.0)]
        + [plan(denosumab(inf, interval=365.0), DrugCourse("alendronate", 70, 7)),
           plan(denosumab(365), denosumab(inf, 364.0 + 228.0)), plan(denosumab(inf, 900.0, 3650.0)),
           plan(denosumab(365), denosumab(inf, 1000.0), DrugCourse("zoledronate", 5, 365, 550, 1000))],
    ),
    "Teriparatide for 24 months is longer": (
        [plan(DrugCourse("teriparatide", 20, 1, 100, 832)),
         plan(DrugCourse("teriparatide", 20, 1, 0, 400), DrugCourse("teriparatide", 20, 1, 500, 832)),
         plan(DrugCourse("teriparatide", 20, 1, 100, 832), DrugCourse("teriparatide", 20, 1, 3000, inf)),
         plan(DrugCourse("teriparatide", 20, 1, 0, 400), DrugCourse("teriparatide", 20, 1, 1200, 1532))],
        [plan(DrugCourse("teriparatide", 20, 1, 100, 831)), plan(DrugCourse("teriparatide", 20, 1, 365, inf)),
         plan(DrugCourse("teriparatide", 20, 1, 0, 700), DrugCourse("teriparatide", 20, 1, 0, 731))],
    ),
    "Romosozumab for 12 months is longer": (
        [plan(DrugCourse("romosozumab", 210, 30, 0, 367))], [plan(DrugCourse("romosozumab", 210, 30, 0, 366))],
    ),
    "at the same time: bone drugs": (
        [plan(ANASTROZOLE, DrugCourse("alendronate", 70, 7, 0, 400), DrugCourse("teriparatide", 20, 1, 399, 500)),
         plan(DrugCourse("alendronate", 70, 7, 0, 10), WALKING, DrugCourse("zoledronate", 5, 365, 50, inf),
              DrugCourse("teriparatide", 20, 1, 100, 500))],
        [plan(DrugCourse("alendronate", 70, 7, 0, 400), DrugCourse("teriparatide", 20, 1, 400, 500)),
         plan(DrugCourse("alendronate", 70, 7, 0, 400), DrugCourse("alendronate", 70, 7, 100, 500)),
         plan(DrugCourse("alendronate", 70, 7), ANASTROZOLE)],
    ),
    "Rope jumping: after a vertebral fracture": (
        [plan(Training("rope_jumping", 2, 25)) | {"fragility_fractures": n} for n in (2, 3)],
        [plan(Training("rope_jumping", 2, 25)) | {"fragility_fractures": n} for n in (0, 1)],
    ),
    "Sit-up bends the loaded spine": (
        [plan(Training("sit_up", 2, 25)) | more
         for more in (spine_at(-2.6), {"conditions": ("osteoporosis",)}, {"vertebral_fracture": True})],
        [plan(Training("sit_up", 2, 25)), plan(WALKING) | spine_at(-2.6),
         plan(Training("sit_up", 2, 25)) | {"conditions": ("knee_pain",)}],
    ),
    "learn the technique first": (
        [plan(lifted(0.8)), plan(WALKING, lifted(0.9)), plan(lifted(0.5, 0.8)), plan(lifted(0.85, None))],
        [plan(lifted(0.79)), plan(lifted(0.5, 0.79)), plan(lifted()), {}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_it_is_said_exactly_where_it_holds(words: str, situation: Make) -> None:
    holds, does_not = SAID[words]
    for changes in holds:
        assert [flag.text for flag in flags_of(situation(**changes)) if words in flag.text], changes
    for changes in does_not:
        assert not [flag.text for flag in flags_of(situation(**changes)) if words in flag.text], changes


def test_two_bone_drugs_are_named_once_and_none_with_itself(situation: Make) -> None:
    three = plan(
        DrugCourse("alendronate", 70, 7),
        DrugCourse("teriparatide", 20, 1),
        DrugCourse("romosozumab", 210, 30),
    )
    said = [f.text for f in flags_of(situation(**three)) if "at the same time: bone drugs" in f.text]
    assert len(said) == 3


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([[4.0, 4.0, 4.0], [20.0, 20.0, 20.0], [20.0, 20.0, 20.0]], None),
        ([[20.0, 4.0, 20.0], [20.0, 20.0, 4.0], [4.0, 20.0, 20.0]], None),
        ([[20.0, 20.0, 4.0], [20.0, 20.0, 6.0], [20.0, 20.0, 30.0]], 6),
        ([[20.0, 5.0, 20.0], [float("nan")] * 3, [20.0, 7.0, 20.0]], 6),
        ([[float("nan")] * 3] * 3, None),
    ],
)
def test_estradiol_is_judged_by_the_middle_of_the_people_on_the_day_it_is_lowest(
    levels: list[list[float]], said: int | None, situation: Make
) -> None:
    steady = make_outlook(3)
    values = {name: array[:, :3].copy() for name, array in steady.values.items()}
    values["estradiol"] = np.array(levels)
    flags = flags_of(situation(outlook=outputs_of(steady.days[:3], values)))
    found = [flag.text for flag in flags if "below which bone is lost faster" in flag.text]
    assert found == [] if said is None else f"about {said} pg/mL" in found[0]


@pytest.mark.parametrize(
    ("sex", "before", "said"),
    [("female", 5.0, None), ("female", 60.0, "under 1 pg/mL"), ("male", 5.0, "under 1 pg/mL")],
)
def test_estradiol_that_is_low_after_menopause_anyway_is_no_news(
    sex: str, before: float, said: str | None, situation: Make
) -> None:
    steady = make_outlook(3)
    values = {name: array[:, :3].copy() for name, array in steady.values.items()}
    values["estradiol"] = np.array([[before, 0.4, 0.4]] * 3)
    flags = flags_of(situation(sex=sex, outlook=outputs_of(steady.days[:3], values)))
    found = [flag.text for flag in flags if "below which bone is lost faster" in flag.text]
    assert found == [] if said is None else said in found[0]


@pytest.mark.parametrize(
    ("absent", "said"),
    [([2, 3, 4], "From about 2026-04-03 on both"), ([1, 2], "Between about 2026-03-03 and 2026-04-03 both")],
)
def test_when_both_sex_hormones_are_absent(absent: list[int], said: str, situation: Make) -> None:
    steady = make_outlook(3)
    values = {name: array[:, :5].copy() for name, array in steady.values.items()}
    values["estradiol"][:, absent], values["testosterone"][:, absent] = 2.0, 10.0
    texts = [flag.text for flag in flags_of(situation(outlook=outputs_of(steady.days[:5], values)))]
    assert len([text for text in texts if text.startswith(said)]) == 1
    assert not [text for text in texts if "below which bone is lost faster" in text]


@pytest.mark.parametrize("drug", sorted(load_drugs()))
def test_a_hard_warning_of_a_label_warns_and_any_other_informs(drug: str, situation: Make) -> None:
    entry = load_drugs()[drug]
    flags = flags_of(situation(**plan(DrugCourse(drug, entry.usual_dose, entry.usual_interval_days))))
    for warning in entry.warnings:
        (found,) = {f.severity for f in flags if warning.text in f.text}
        assert found == warning.severity
    assert any("has no effect here" in f.text for f in flags) == (not entry.modelled)


@pytest.mark.slow
@every("exercise", sorted(load_exercises()))
def test_an_exercise_is_spoken_against_by_its_own_conditions_alone(exercise: str, situation: Make) -> None:
    entry = load_exercises()[exercise]
    for condition in {"knee_pain", "back_pain", "osteoporosis", "falls"}:
        flags = flags_of(situation(**plan(Training(exercise, 2, 25)), conditions=(condition,)))
        said = any({exercise, condition} <= set(flag.about) for flag in flags)
        weak = entry.spinal_flexion_under_load or entry.impact_level in ("moderate", "high")
        assert said == ((weak and condition == "osteoporosis") or condition in entry.contraindicated_with)


def test_the_last_birthday_under_the_limit(situation: Make) -> None:
    start = date(2026, 2, 1)
    for days, words in ((18262, "limit of 2500"), (18263, "limit of 2000")):  # 50 years are 18,262.5 days
        flags = flags_of(situation(calcium=2600, birth_date=start - timedelta(days=days)))
        assert any(words in f.text for f in flags)


GAP = "the rebound can break vertebrae"


def gap_is_said(make: Make, *items: Any) -> bool:
    return any(GAP in flag.text and flag.severity == "do_not" for flag in flags_of(make(**plan(*items))))


@pytest.mark.parametrize("drug", ["alendronate", "risedronate", "ibandronate", "zoledronate", "pamidronate"])
def test_less_of_what_follows_denosumab_never_silences_the_flag(drug: str, situation: Make) -> None:
    """Later, smaller or shorter: once the flag is said, it stays said; and in full it is not."""
    usual = load_drugs()[drug]

    def said(start: float = 500.0, dose: float = 1.0, length: float = 500.0) -> bool:
        follow = DrugCourse(drug, dose * usual.usual_dose, usual.usual_interval_days, start, start + length)
        return gap_is_said(situation, denosumab(365), follow)

    courses = (
        [said(start=day) for day in (400, 500, 592, 593, 700, 1000)],
        [said(dose=share) for share in (2.0, 1.0, 0.5, 0.49, 0.1, 1e-6)],
        [said(length=days) for days in (1000, 500, 330, 20, 1)],
    )
    for found in courses[:2] if drug == "zoledronate" else courses:  # one infusion acts for a year
        assert found == sorted(found)
        assert not found[0]
        assert found[-1]


@pytest.mark.parametrize("dose", [60.0, 0.001])
def test_a_later_course_never_silences_the_flag(dose: float, situation: Make) -> None:
    starts = (400, 500, 592, 593, 1000, 1368, 1369, 2000, 5000, 30_000)
    said = [gap_is_said(situation, denosumab(365), replace(denosumab(inf, day), dose=dose)) for day in starts]
    assert said == [dose < 1 or day > 592 for day in starts]


def test_a_longer_gap_never_silences_the_flag(situation: Make) -> None:
    said = [
        gap_is_said(situation, denosumab(inf, interval=days)) for days in (91, 182, 228, 229, 300, 900, 5000)
    ]
    assert said == [False, False, False, True, True, True, True]
