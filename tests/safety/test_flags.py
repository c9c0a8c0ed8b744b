"""Safety rules and guideline flags: each fires where it must and is silent where it must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import inf
from typing import Any

import pytest
from tests.situations import BMD, make_outlook, outputs_of

from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement, Training
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.safety import Situation, flags_of
from osteotwin.safety.situation import SEVERITIES, limits

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
    "calcium above the limit after 50": ({"calcium": 2100}, "stop", "upper limit of 2000"),
    "calcium above the limit before 50": (
        {"calcium": 2600, "birth_date": date(1990, 1, 1)}, "stop", "upper limit of 2500",
    ),
    "calcium that poisons": ({"calcium": 3200}, "stop", "can poison"),
    "too little calcium": ({"calcium": 600}, "warn", "below the average requirement"),
    "kidney stones and supplements": (
        {"plan": plan(Supplement("calcium_citrate", 500, 1)), "conditions": ("kidney_stones",)},
        "warn", "kidney stones",
    ),
    "high blood calcium and supplements": (
        {"plan": plan(Supplement("calcium_carbonate", 500, 1)), "conditions": ("hypercalcemia",)},
        "stop", "not for people with high blood calcium",
    ),
    "a large single dose of calcium": (
        {"plan": plan(Supplement("calcium_carbonate", 1000, 1))}, "info", "portions of up to 500",
    ),
    "vitamin D above the limit": ({"vitamin_d_intake": 5000}, "stop", "limit of 4000 IU"),
    "vitamin D that harms": ({"vitamin_d_intake": 20_000}, "stop", "limit of 10000 IU"),
    "much vitamin D with sarcoidosis": (
        {"vitamin_d_intake": 3000, "conditions": ("sarcoidosis",)}, "stop", "raise blood calcium further",
    ),
    "low 25OHD": (
        {"vitamin_d": 12.0, "measurements": (
            Measurement(date(2026, 1, 1), "25ohd", 12.0, "ng/mL", "12 ng/mL"),)},
        "warn", "25OHD was 12",
    ),
    "osteoporosis without a bone drug": ({"bmd": LOW}, "warn", "guidelines advise a bone drug"),
    "osteoporosis within reach": (
        {"outlook": make_outlook(spine=-14.0)}, "warn", "of the virtual people the lumbar spine reaches T -2.5",
    ),
    "a fragility fracture": ({"fragility_fractures": 1}, "warn", "fragility fracture has happened"),
    "FRAX at the line of the hip": (
        {"frax_hip_percent": 3.0, "bmd": BMD | {"total_hip": 0.80}}, "warn", "3 % for a hip fracture (line: 3 %)",
    ),
    "FRAX above both lines": (
        {"frax_hip_percent": 4.5, "frax_major_percent": 21.0, "bmd": BMD | {"total_hip": 0.80}},
        "warn", "4.5 % for a hip fracture (line: 3 %) and 21 % for a major osteoporotic fracture (line: 20 %)",
    ),
    "FRAX of a man with normal density": ({"frax_hip_percent": 3.4}, "info", "which is not so here"),
    "FRAX of a man under fifty": (
        {"frax_major_percent": 25.0, "bmd": BMD | {"total_hip": 0.80}, "birth_date": date(1980, 1, 1)},
        "info", "which is not so here",
    ),
    "FRAX of a woman after menopause under fifty": (
        {"frax_hip_percent": 3.4, "bmd": BMD | {"total_hip": 0.80}, "birth_date": date(1980, 1, 1), "sex": "female",
         "menopause_age": 44.0},
        "warn", "the US guideline advises a bone drug",
    ),
    "estradiol under the threshold": ({"outlook": make_outlook(estradiol=6.0)}, "warn", "about 6 pg/mL"),
    "an inhibitor without a scan": ({"plan": plan(ANASTROZOLE)}, "warn", "No bone density scan"),
    "an inhibitor in a man": ({"plan": plan(ANASTROZOLE)}, "info", "No guideline was found for men"),
    "denosumab that ends": ({"plan": plan(DENOSUMAB)}, "stop", "without a follow-on drug"),
    "denosumab followed too late": (
        {"plan": plan(DENOSUMAB, DrugCourse("zoledronate", 5, 365, 700, 1000))}, "stop", "without a follow-on drug",
    ),
    "denosumab followed by what had ended before": (
        {"plan": plan(DENOSUMAB, DrugCourse("zoledronate", 5, 365, 0, 300))}, "stop", "without a follow-on drug",
    ),
    "denosumab followed by what ends with it": (
        {"plan": plan(DENOSUMAB, DrugCourse("alendronate", 70, 7, 0, 365))}, "stop", "without a follow-on drug",
    ),
    "denosumab that ended before today": (
        {"history": plan(denosumab(-400, -30))}, "stop", "the dose of 36 days ago without a follow-on",
    ),
    "denosumab that was late and goes on late": (
        {"history": plan(denosumab(-200, -150)), "plan": plan(denosumab(100))},
        "stop", "Denosumab of 200 days ago is followed by the next dose only after 10 months",
    ),
    "teriparatide before and again": (
        {"history": plan(DrugCourse("teriparatide", 20, 1, -1000, -400)),
         "plan": plan(DrugCourse("teriparatide", 20, 1, 0, 300))}, "stop", "longer than it may be given",
    ),
    "osteoporosis on a bone drug that has ended": (
        {"bmd": LOW, "history": plan(DrugCourse("alendronate", 70, 7, -900, -100))},
        "warn", "guidelines advise a bone drug",
    ),
    "teriparatide for three years": (
        {"plan": plan(DrugCourse("teriparatide", 20, 1, 0, 1095))}, "stop", "longer than it may be given",
    ),
    "romosozumab for two years": (
        {"plan": plan(DrugCourse("romosozumab", 210, 30, 0, 730))}, "stop", "longer than it may be given",
    ),
    "two bone drugs at once": (
        {"plan": plan(DrugCourse("teriparatide", 20, 1, 0, 300), DrugCourse("alendronate", 70, 7, 100, 400))},
        "warn", "one after the other",
    ),
    "testosterone with prostate cancer": (
        {"plan": plan(DrugCourse("testosterone_gel", 50, 1)), "conditions": ("prostate_cancer",)},
        "stop", "ask the prescriber first",
    ),
    "romosozumab after a stroke": (
        {"plan": plan(DrugCourse("romosozumab", 210, 30, 0, 360)), "conditions": ("heart_attack_or_stroke",)},
        "stop", "ask the prescriber first",
    ),
    "a drug without effect here": (
        {"plan": plan(DrugCourse("finasteride", 5, 1))}, "warn", "has no effect here",
    ),
    "jumps after a vertebral fracture": (
        {"plan": plan(training("rope_jumping")), "vertebral_fracture": True}, "stop", "no higher than brisk walking",
    ),
    "jumps after two fractures": (
        {"plan": plan(training("rope_jumping")), "fragility_fractures": 2}, "stop", "no higher than brisk walking",
    ),
    "squats with bad knees": (
        {"plan": plan(training("back_squat")), "conditions": ("knee_pain",)}, "warn", "knee pain",
    ),
    "impact with osteoporosis by the scan": (
        {"plan": plan(training("drop_jump")), "bmd": LOW}, "warn", "only after specialist advice",
    ),
    "heavy lifting": (
        {"plan": plan(training("back_squat", load_fraction_1rm=0.85))}, "info", "learn the technique",
    ),
    "training after falls": (
        {"plan": plan(training("back_squat")), "conditions": ("falls",)}, "warn", "balance and strength before",
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
    "no inhibitor: a bisphosphonate whose name ends alike": (
        {"plan": plan(DrugCourse("gnrh_agonist", 1, 28), DrugCourse("zoledronate", 5, 365))}, "No guideline was found",
    ),
    "calcium at the limit": ({"calcium": 2000}, "upper limit"),
    "vitamin D at the limit": ({"vitamin_d_intake": 4000}, "Vitamin D of"),
    "25OHD that nobody measured": ({"vitamin_d": 12.0}, "25OHD was"),
    "osteoporosis on a bone drug": (
        {"bmd": LOW, "plan": plan(DrugCourse("alendronate", 70, 7))}, "guidelines advise a bone drug",
    ),
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
    "osteoporosis after a recent infusion": (
        {"bmd": LOW, "history": plan(DrugCourse("zoledronate", 5, 365, -100, 265))}, "guidelines advise a bone drug",
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
        {"plan": plan(training("walking")), "vertebral_fracture": True}, "no higher than brisk walking",
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
    "a healthy man without a plan": ({}, "No guideline"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), SILENT.values(), ids=list(SILENT))
def test_a_flag_stays_silent(changes: dict[str, Any], words: str, situation: Make) -> None:
    assert not [flag.text for flag in flags_of(situation(**changes)) if words in flag.text]


def scan(what: str, value: float, day: date = date(2026, 1, 12), device: str = "hologic") -> Measurement:
    return Measurement(day, what, value, "", f"{value:g}", device=device)


#: scans -> the T-score that is said of the hip, None where it is above the line
SCANS: dict[str, tuple[tuple[Measurement, ...], str | None]] = {
    "as printed": ((scan("t_score_total_hip", -3.3),), "-3.3 (scan of 2026-01-12)"),
    "as printed beside a density": (
        (scan("bmd_total_hip", 0.95), scan("t_score_total_hip", -3.3)), "-3.3 (scan of 2026-01-12)",
    ),
    "of the density": ((scan("bmd_total_hip", 0.576),), "-3.0 (scan of 2026-01-12)"),
    "of the density on a scanner of another scale": (
        (scan("bmd_total_hip", 0.576, device="lunar"),), "-3.4 (scan of 2026-01-12)",
    ),
    "of the latest": (
        (scan("t_score_total_hip", -2.7, date(2020, 1, 1)), scan("t_score_total_hip", -2.9)),
        "-2.9 (scan of 2026-01-12)",
    ),
    "of the latest, which is above": (
        (scan("t_score_total_hip", -2.7, date(2020, 1, 1)), scan("t_score_total_hip", -2.4)), None,
    ),
    "of another site": ((scan("t_score_radius_33", -3.3),), None),
    "of nothing": ((), None),
}  # fmt: skip


@pytest.mark.parametrize(("scans", "said"), SCANS.values(), ids=list(SCANS))
def test_the_t_score_of_the_latest_scan_is_said_as_it_was_printed(
    scans: tuple[Measurement, ...], said: str | None, situation: Make
) -> None:
    """Wherever the virtual people lie; without a scan it is theirs."""
    found = [flag.text for flag in flags_of(situation(measurements=scans)) if "bone drug now" in flag.text]
    assert [text.partition(", at or under")[0] for text in found] == (
        [] if said is None else [f"The total hip is at T {said}"]
    )


def test_exercise_goes_by_the_same_t_score(situation: Make) -> None:
    def warned(*scans: Measurement, **more: Any) -> bool:
        found = flags_of(situation(plan=plan(training("drop_jump")), measurements=scans, **more))
        return any("only after specialist advice" in flag.text for flag in found)

    assert warned(scan("t_score_femoral_neck", -3.3))
    assert not warned(scan("t_score_femoral_neck", -1.0), bmd=LOW)
    assert not warned()


@pytest.mark.parametrize(("measured", "said"), [(9.0, "25OHD was 9 ng/mL"), (25.0, None)])
def test_25ohd_is_said_as_it_was_measured(measured: float, said: str | None, situation: Make) -> None:
    found = flags_of(situation(measurements=(scan("25ohd", measured),), vitamin_d=14.0))
    assert [flag.text.partition(",")[0] for flag in found if "25OHD was" in flag.text] == (
        [said] if said else []
    )


@pytest.mark.parametrize(
    ("reaching", "people"), [(0, 20), (1, 20), (2, 20), (3, 20), (9, 100), (10, 100), (20, 20)]
)
def test_a_tenth_of_the_people_within_reach_of_the_line_is_enough(
    reaching: int, people: int, situation: Make
) -> None:
    steady, falling = make_outlook(people), make_outlook(people, spine=-14.0)
    values = {name: array.copy() for name, array in steady.values.items()}
    values["bmd_lumbar_spine"][:reaching] = falling.values["bmd_lumbar_spine"][:reaching]
    said = [
        flag.text
        for flag in flags_of(situation(outlook=outputs_of(steady.days, values)))
        if "reaches T" in flag.text
    ]
    if reaching / people < 0.1:
        assert said == []
    else:
        (text,) = said
        assert f"In {100 * reaching / people:.0f} % of the virtual people the lumbar spine" in text


@pytest.mark.parametrize("drug", sorted(load_drugs()))
def test_every_contraindication_of_every_drug_stops(drug: str, situation: Make) -> None:
    entry = load_drugs()[drug]
    course = DrugCourse(drug, entry.usual_dose, entry.usual_interval_days)
    for condition in entry.contraindications:
        flags = flags_of(situation(plan(course), conditions=(condition,)))
        assert any(f.severity == "stop" and entry.label in f.text for f in flags), condition
    texts = [flag.text for flag in flags_of(situation(plan(course)))]
    for warning in entry.warnings:
        assert any(warning.text in text for text in texts)


@pytest.mark.parametrize("exercise", sorted(load_exercises()))
def test_impact_after_a_vertebral_fracture_is_stopped_for_every_exercise(
    exercise: str, situation: Make
) -> None:
    flags = flags_of(situation(plan(training(exercise)), vertebral_fracture=True))
    stopped = any("no higher than brisk walking" in flag.text for flag in flags)
    assert stopped == (load_exercises()[exercise].impact_level in ("moderate", "high"))


def test_flags_come_by_severity_and_once(situation: Make) -> None:
    flags = flags_of(situation(plan(ANASTROZOLE, ANASTROZOLE, DENOSUMAB), calcium=3500, bmd=LOW))
    ranks = [SEVERITIES.index(flag.severity) for flag in flags]
    assert ranks == sorted(ranks)
    assert len(set(flags)) == len(flags)


def test_every_limit_has_a_source() -> None:
    assert all(limit.source and limit.value for limit in limits().values())
