"""Safety rules and guideline flags: each fires where it must and is silent where it must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import inf
from typing import Any

import pytest
from tests.every import every
from tests.situations import BMD, make_outlook

from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement, Training
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.safety import MOST_OPEN, Situation, flags_of
from osteotwin.safety.plan_limits import bounds_of
from osteotwin.safety.situation import SEVERITIES, limits
from osteotwin.safety.violations import forbidden

Make = Callable[..., Situation]
ANASTROZOLE = DrugCourse("anastrozole", 1, 1)
LOW = BMD | {"femoral_neck": 0.50}


def denosumab(first: float, last: float = inf) -> DrugCourse:
    return DrugCourse("denosumab", 60, 182, first, last)


DENOSUMAB = denosumab(0, 365)


def plan(*items: Any) -> Protocol:
    return Protocol(items)


def training(exercise: str, **fields: Any) -> Training:
    return Training(exercise, 2, 25, **fields)


def old(**fields: Any) -> dict[str, Any]:
    return {"birth_date": date(1972, 5, 14)} | fields


#: situation -> (severity, words that the flag must hold)
FIRES: dict[str, tuple[dict[str, Any], str, str]] = {
    "calcium above the limit after 50": ({"calcium": 2100}, "do_not", "upper limit of 2000"),
    "calcium above the limit before 50": (
        {"calcium": 2600, "birth_date": date(1990, 1, 1)}, "do_not", "upper limit of 2500",
    ),
    "calcium that poisons": ({"calcium": 3200}, "do_not", "can poison"),
    "kidney stones and supplements": (
        {"plan": plan(Supplement("calcium_citrate", 500, 1)), "conditions": ("kidney_stones",)},
        "ask_first", "kidney stones",
    ),
    "high blood calcium and supplements": (
        {"plan": plan(Supplement("calcium_carbonate", 500, 1)), "conditions": ("hypercalcemia",)},
        "do_not", "not for people with high blood calcium",
    ),
    "a large single dose of calcium": (
        {"plan": plan(Supplement("calcium_carbonate", 1000, 1))}, "good_to_know", "portions of up to 500",
    ),
    "vitamin D above the limit": ({"vitamin_d_intake": 5000}, "do_not", "limit of 4000 IU"),
    "vitamin D that harms": ({"vitamin_d_intake": 20_000}, "do_not", "limit of 10000 IU"),
    "much vitamin D with sarcoidosis": (
        {"vitamin_d_intake": 3000, "conditions": ("sarcoidosis",)}, "do_not", "raise blood calcium further",
    ),
    "low 25OHD": (
        {"vitamin_d": 12.0, "measurements": (
            Measurement(date(2026, 1, 1), "25ohd", 12.0, "ng/mL", "12 ng/mL"),)},
        "ask_first", "25OHD 12 ng/mL",
    ),
    "FRAX of a man with normal density": ({"frax_hip_percent": 3.4}, "good_to_know", "which is not so here"),
    "FRAX of a man under fifty": (
        {"frax_major_percent": 25.0, "bmd": BMD | {"total_hip": 0.80}, "birth_date": date(1980, 1, 1)},
        "good_to_know", "which is not so here",
    ),
    "estradiol under the threshold": ({"outlook": make_outlook(estradiol=6.0)}, "ask_first", "about 6 pg/mL"),
    "denosumab that ends": ({"plan": plan(DENOSUMAB)}, "do_not", "without a follow-on drug"),
    "denosumab followed too late": (
        {"plan": plan(DENOSUMAB, DrugCourse("zoledronate", 5, 365, 700, 1000))}, "do_not", "without a follow-on drug",
    ),
    "denosumab followed by what had ended before": (
        {"plan": plan(DENOSUMAB, DrugCourse("zoledronate", 5, 365, 0, 300))}, "do_not", "without a follow-on drug",
    ),
    "denosumab followed by what ends with it": (
        {"plan": plan(DENOSUMAB, DrugCourse("alendronate", 70, 7, 0, 365))}, "do_not", "without a follow-on drug",
    ),
    "denosumab that ended before today": (
        {"history": plan(denosumab(-400, -30))}, "do_not", "the dose of 2025-12-27 without a follow-on",
    ),
    "denosumab that was late and goes on late": (
        {"history": plan(denosumab(-200, -150)), "plan": plan(denosumab(100))},
        "do_not", "at once; the next dose is planned for 2026-05-12.",
    ),
    "denosumab that ran out before today": (
        {"history": plan(denosumab(-400, -200))},
        "do_not", "The effect of denosumab of 2025-06-28 ended on 2025-12-28 and nothing has taken over",
    ),
    "denosumab that will be late": (
        {"history": plan(denosumab(-100, -50)), "plan": plan(denosumab(200))},
        "do_not", "Denosumab of 2025-10-24 is followed by the next dose only after 10 months",
    ),
    "teriparatide before and again": (
        {"history": plan(DrugCourse("teriparatide", 20, 1, -1000, -400)),
         "plan": plan(DrugCourse("teriparatide", 20, 1, 0, 300))}, "do_not", "longer than it may be given",
    ),
    "teriparatide for three years": (
        {"plan": plan(DrugCourse("teriparatide", 20, 1, 0, 1095))}, "do_not", "longer than it may be given",
    ),
    "romosozumab for two years": (
        {"plan": plan(DrugCourse("romosozumab", 210, 30, 0, 730))}, "do_not", "longer than it may be given",
    ),
    "two bone drugs at once": (
        {"plan": plan(DrugCourse("teriparatide", 20, 1, 0, 300), DrugCourse("alendronate", 70, 7, 100, 400))},
        "ask_first", "one after the other",
    ),
    "testosterone with prostate cancer": (
        {"plan": plan(DrugCourse("testosterone_gel", 50, 1)), "conditions": ("prostate_cancer",)},
        "do_not", "ask the prescriber first",
    ),
    "romosozumab after a stroke": (
        {"plan": plan(DrugCourse("romosozumab", 210, 30, 0, 360)), "conditions": ("heart_attack_or_stroke",)},
        "do_not", "ask the prescriber first",
    ),
    "a drug without effect here": (
        {"plan": plan(DrugCourse("finasteride", 5, 1))}, "ask_first", "has no effect here",
    ),
    "jumps after a vertebral fracture": (
        {"plan": plan(training("rope_jumping")), "vertebral_fracture": True}, "do_not", "no higher than brisk walking",
    ),
    "jumps after two fractures": (
        {"plan": plan(training("rope_jumping")), "fragility_fractures": 2}, "do_not", "no higher than brisk walking",
    ),
    "squats with bad knees": (
        {"plan": plan(training("back_squat")), "conditions": ("knee_pain",)}, "ask_first", "knee pain",
    ),
    "impact with osteoporosis by the scan": (
        {"plan": plan(training("drop_jump")), "bmd": LOW}, "do_not", "no high impact with osteoporosis",
    ),
    "moderate impact with osteoporosis by the scan": (
        {"plan": plan(training("jogging")), "bmd": LOW}, "ask_first", "only after specialist advice",
    ),
    "heavy lifting": (
        {"plan": plan(training("back_squat", load_fraction_1rm=0.85))}, "good_to_know", "learn the technique",
    ),
    "training after falls": (
        {"plan": plan(training("back_squat")), "conditions": ("falls",)},
        "ask_first", "balance and strength come before",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "severity", "words"), FIRES.values(), ids=list(FIRES))
def test_a_flag_fires(changes: dict[str, Any], severity: str, words: str, situation: Make) -> None:
    found = [flag for flag in flags_of(situation(**changes)) if words in flag.text]
    assert [flag.severity for flag in found[:1]] == [severity], [
        f.text for f in flags_of(situation(**changes))
    ]
    assert found[0].source


#: situation in which nothing may be said of the words
SILENT: dict[str, tuple[dict[str, Any], str]] = {
    "calcium at the limit": ({"calcium": 2000}, "upper limit"),
    "vitamin D at the limit": ({"vitamin_d_intake": 4000}, "Vitamin D of"),
    "25OHD that nobody measured": ({"vitamin_d": 12.0}, "25OHD"),
    "denosumab that goes on": ({"plan": plan(DrugCourse("denosumab", 60, 182))}, "follow-on drug: the rebound"),
    "denosumab whose past doses and plan are in time": (
        {"history": plan(denosumab(-400, -218)), "plan": plan(denosumab(-36))},
        "Denosumab of",
    ),
    "denosumab of long ago": (
        {"history": plan(denosumab(-2000, -1000))}, "follow-on drug: the rebound",
    ),
    "a late dose of the past": (
        {"history": plan(denosumab(-900, -800), denosumab(-300, -200)),
         "plan": plan(denosumab(-118))}, "Denosumab of",
    ),
    "denosumab followed in the past": (
        {"history": plan(denosumab(-400, -30), DrugCourse("zoledronate", 5, 365, -5, 460))},
        "follow-on drug: the rebound",
    ),
    "denosumab of the past that the plan follows": (
        {"history": plan(denosumab(-400, -30)), "plan": plan(DrugCourse("zoledronate", 5, 365, 150))},
        "follow-on drug: the rebound",
    ),
    "teriparatide of the past": (
        {"history": plan(DrugCourse("teriparatide", 20, 1, -2000, -400))}, "longer than it may",
    ),
    "bone drugs of the past": (
        {"history": plan(DrugCourse("teriparatide", 20, 1, -900, -300)),
         "plan": plan(DrugCourse("alendronate", 70, 7, -400))}, "one after the other",
    ),
    "a drug of the past": (
        {"history": plan(DrugCourse("testosterone_gel", 50, 1, -900, -300)), "conditions": ("prostate_cancer",)},
        "ask the prescriber first",
    ),
    "denosumab followed in time": (
        {"plan": plan(DENOSUMAB, DrugCourse("zoledronate", 5, 365, 547, 1000))}, "follow-on drug: the rebound",
    ),
    "denosumab beyond the outlook": (
        {"plan": plan(denosumab(0, 1100))}, "follow-on drug: the rebound",
    ),
    "teriparatide for two years": (
        {"plan": plan(DrugCourse("teriparatide", 20, 1, 0, 730))}, "longer than it may",
    ),
    "bone drugs in sequence": (
        {"plan": plan(DrugCourse("teriparatide", 20, 1, 0, 300), DrugCourse("alendronate", 70, 7, 300, inf))},
        "one after the other",
    ),
    "walking after a vertebral fracture": (
        {"plan": plan(training("walking")), "vertebral_fracture": True}, "Walking: after a vertebral fracture",
    ),
    "light lifting": ({"plan": plan(training("back_squat", load_fraction_1rm=0.5))}, "learn the technique"),
    "estradiol above the threshold": ({"outlook": make_outlook(estradiol=12.0)}, "below which bone is lost"),
    "FRAX below the lines": (
        {"frax_hip_percent": 2.9, "frax_major_percent": 19.9, "bmd": BMD | {"total_hip": 0.80}}, "FRAX",
    ),
    "FRAX on a bone drug": (
        {"frax_hip_percent": 5.0, "bmd": BMD | {"total_hip": 0.80}, "plan": plan(DrugCourse("alendronate", 70, 7))},
        "FRAX",
    ),
    "a healthy man without a plan": ({}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), SILENT.values(), ids=list(SILENT))
def test_a_flag_stays_silent(changes: dict[str, Any], words: str, situation: Make) -> None:
    assert not [flag.text for flag in flags_of(situation(**changes)) if words in flag.text]


def scan(what: str, value: float, day: date = date(2026, 1, 12), device: str = "hologic") -> Measurement:
    return Measurement(day, what, value, "", f"{value:g}", device=device)


def test_exercise_goes_by_the_same_t_score(situation: Make) -> None:
    def warned(*scans: Measurement, **more: Any) -> bool:
        found = flags_of(situation(plan=plan(training("drop_jump")), measurements=scans, **more))
        return any("drop_jump" in flag.forbids for flag in found)

    assert warned(scan("t_score_femoral_neck", -3.3))
    assert not warned(scan("t_score_femoral_neck", -1.0), bmd=LOW)
    assert not warned()


@pytest.mark.parametrize(("measured", "said"), [(9.0, ["ask_first"]), (25.0, ["ask_first"]), (31.0, [])])
def test_25ohd_is_said_once_and_as_it_was_measured(measured: float, said: list[str], situation: Make) -> None:
    found = flags_of(situation(measurements=(scan("25ohd", measured),), vitamin_d=14.0))
    assert [flag.severity for flag in found if f"25OHD {measured:g} ng/mL" in flag.text] == said
    assert len([flag for flag in found if "25ohd" in flag.about]) == len(said)


@pytest.mark.parametrize("drug", sorted(load_drugs()))
def test_every_contraindication_of_every_drug_stops(drug: str, situation: Make) -> None:
    entry = load_drugs()[drug]
    course = DrugCourse(drug, entry.usual_dose, entry.usual_interval_days)
    for condition in entry.contraindications:
        flags = flags_of(situation(plan(course), conditions=(condition,)))
        assert any(f.severity == "do_not" and entry.label in f.text for f in flags), condition
    texts = [flag.text for flag in flags_of(situation(plan(course)))]
    for warning in entry.warnings:
        assert sum(warning.text in text for text in texts) == 1


@every("exercise", sorted(load_exercises()))
def test_impact_after_a_vertebral_fracture_is_stopped_for_every_exercise(
    exercise: str, situation: Make
) -> None:
    flags = flags_of(situation(plan(training(exercise)), vertebral_fracture=True))
    stopped = any(exercise in flag.forbids and "no higher than brisk walking" in flag.text for flag in flags)
    assert stopped == (load_exercises()[exercise].impact_level in ("moderate", "high"))


@pytest.mark.slow
@every("exercise", sorted(load_exercises()))
def test_what_weak_bone_does_not_bear_is_barred_from_plans_and_refused_of_files_alike(
    exercise: str, situation: Make
) -> None:
    """Osteoporosis, stated or by a scan, and a broken spine: high impact, and bending under load, in both."""
    entry = load_exercises()[exercise]
    hard = {"osteoporosis": ("high",), "vertebral_fracture": ("moderate", "high")}
    for condition, changes in (
        ("osteoporosis", {"conditions": ("osteoporosis",)}),
        ("osteoporosis", {"bmd": LOW}),
        ("vertebral_fracture", {"vertebral_fracture": True}),
        ("vertebral_fracture", {"fragility_fractures": 2}),
    ):
        what = situation(plan(training(exercise)), **changes)
        refused = any(exercise in flag.forbids for flag in flags_of(what))
        assert refused == (entry.impact_level in hard[condition] or entry.spinal_flexion_under_load), (
            condition
        )
        barred = forbidden(entry, bounds_of(what.person, what.profile))
        assert barred is not None or not refused


def test_flags_come_by_severity_and_once(situation: Make) -> None:
    flags = flags_of(situation(plan(ANASTROZOLE, ANASTROZOLE, DENOSUMAB), calcium=3500, bmd=LOW))
    ranks = [SEVERITIES.index(flag.severity) for flag in flags]
    assert ranks == sorted(ranks)
    assert len(set(flags)) == len(flags)


def test_of_a_drug_that_is_taken_comes_before_what_is_not(situation: Make) -> None:
    day = date(2026, 1, 12)
    rows = (
        Measurement(day, "egfr", 22.0, "mL/min/1.73m2", "22 mL/min/1.73m2"),
        Measurement(day, "25ohd", 19.0, "ng/mL", "19 ng/mL"),
    )
    texts = [flag.text for flag in flags_of(situation(plan(DENOSUMAB), measurements=rows))]
    places = [
        next(k for k, text in enumerate(texts) if said in text)
        for said in ("under an eGFR of 30", "Below 25OHD", "Zoledronate and alendronate are not given")
    ]
    assert places == sorted(places)
    assert next(k for k, text in enumerate(texts) if "Do not stop, skip or delay" in text) < MOST_OPEN


def test_every_limit_has_a_source() -> None:
    assert all(limit.source and limit.value for limit in limits().values())


TESTOSTERONE = DrugCourse("testosterone_gel", 50, 1)


def estradiol(value: float, assay: str | None, bound: str = "") -> Measurement:
    return Measurement(
        date(2026, 1, 12), "estradiol", value, "pg/mL", f"{value:g} pg/mL", assay=assay, bound=bound
    )


@pytest.mark.parametrize("assay", ["lc-ms", "immunoassay", None])
def test_a_measured_estradiol_is_flagged_below_a_line_and_everywhere_below(
    assay: str | None, situation: Make
) -> None:
    line = 10.0 if assay == "lc-ms" else 16.0
    for value in (0.5, 5.0, 9.0, 9.9, 10.0, 15.9, 16.0, 25.0):
        taken = replace(ANASTROZOLE, from_day=-90.0)
        found = flags_of(situation(plan(taken, TESTOSTERONE), measurements=(estradiol(value, assay),)))
        said = [flag for flag in found if "estradiol" in flag.about]
        assert [flag.severity for flag in said] == ["ask_first"] * (value < line), value
        for flag in said:
            assert f"{value:g} pg/mL" in flag.text
            assert "10 pg/mL below which bone is lost faster" in flag.text
            assert "dose of anastrozole is too high is a question for its prescriber" in flag.text
            assert ("by immunoassay" in flag.text) == (assay != "lc-ms")
            assert ("measured by mass spectrometry" in flag.text) == (assay != "lc-ms")


@pytest.mark.parametrize(
    ("plan_from", "history", "words"),
    [
        (-90.0, (), "Whether the dose of anastrozole is too high"),
        (-19.0, (), "why that is to be begun"),  # the test was on day -20
        (0.0, (), "why that is to be begun"),
        (60.0, (), "why that is to be begun"),
        (
            0.0,
            (DrugCourse("letrozole", 2.5, 1, -300.0, -10.0),),
            "Whether the dose of anastrozole is too high",
        ),
    ],
)
def test_an_inhibitor_that_begins_after_a_low_estradiol_is_asked_of_otherwise(
    plan_from: float, history: tuple[DrugCourse, ...], words: str, situation: Make
) -> None:
    begun = plan(replace(ANASTROZOLE, from_day=plan_from))
    found = flags_of(situation(begun, history=plan(*history), measurements=(estradiol(6, "lc-ms"),)))
    (said,) = (flag for flag in found if "estradiol" in flag.about)
    assert words in said.text
    assert ("dose" in said.text) == ("dose" in words)


@pytest.mark.parametrize(
    ("interval", "until", "last"),
    [(182.625, 730.0, "2027-08-01"), (182.625, 366.0, "2027-02-01"), (182, 730.0, "2028-01-30")],
)
def test_a_dose_every_six_months_is_dated_by_the_calendar(
    interval: float, until: float, last: str, situation: Make
) -> None:
    ends = DrugCourse("denosumab", 60, interval, 0.0, until)
    (gap,) = [flag for flag in flags_of(situation(plan(ends))) if flag.about == ("denosumab",)]
    assert f"Denosumab ends with the dose of {last} " in gap.text


@pytest.mark.parametrize(("months", "refused"), [(6, False), (12, False), (13, True), (24, True)])
def test_romosozumab_for_longer_than_a_year_is_left_out(months: int, refused: bool, situation: Make) -> None:
    course = DrugCourse("romosozumab", 210, 30.4375, 0.0, 30.4375 * months)
    found = [flag for flag in flags_of(situation(plan(course))) if "longer than it may be given" in flag.text]
    assert [flag.forbids for flag in found] == [("romosozumab",)] * refused
    assert all("Let it end after 12 months" in flag.text for flag in found)


def test_a_low_estradiol_without_an_inhibitor_speaks_of_none(situation: Make) -> None:
    for course in ((), (TESTOSTERONE,)):
        found = flags_of(situation(plan(*course), measurements=(estradiol(6, "lc-ms"),)))
        (said,) = (flag for flag in found if "estradiol" in flag.about)
        assert "inhibitor" not in said.text
        assert "dose" not in said.text


def test_an_immunoassay_under_its_limit_tells_nothing_but_to_measure_otherwise(situation: Make) -> None:
    found = flags_of(situation(measurements=(estradiol(20, "immunoassay", "below"),)))
    assert any("under 20 pg/mL" in flag.text and "by mass spectrometry" in flag.text for flag in found)


def test_a_woman_after_menopause_has_little_estradiol_without_a_flag(situation: Make) -> None:
    woman = {"sex": "female", "birth_date": date(1960, 5, 14), "measurements": (estradiol(4, "lc-ms"),)}
    assert not any("Estradiol of" in flag.text for flag in flags_of(situation(**woman)))
