"""People of a clinical review, read as a clinician would."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.safety.guidelines.some_facts import course

from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.safety.guidelines import Guidelines, guidelines_of
from osteotwin.safety.guidelines.rules import rules

TODAY = date(2026, 12, 1)
TWIN = {"lumbar_spine": -0.4, "total_hip": -0.4, "femoral_neck": -0.5}


def of(
    sex: str, born: int, *plan: DrugCourse, scans: dict[str, float] | None = None, **fields: Any
) -> Guidelines:
    rows = tuple(
        Measurement(date(2026, 11, 10), what, value, "", f"{value}") for what, value in (scans or {}).items()
    )
    rows += fields.pop("measurements", ())
    person = Person(
        sex, date(born, 5, 4), TODAY, date(2029, 12, 1), plan=Protocol(plan), measurements=rows, **fields
    )  # fmt: skip
    return guidelines_of(person, TWIN)


def met(found: Guidelines) -> set[str]:
    return {line.rule for line in found.lines if line.met == "met"}


def asked(found: Guidelines) -> set[str]:
    return {test.id for test in found.work_up if test.status == "ask for"}


ANASTROZOLE, LETROZOLE = course("anastrozole"), course("letrozole")


def test_man_of_71_with_low_vitamin_d_is_discussed_and_frax_would_decide() -> None:
    scans = {"t_score_total_hip": -2.2, "t_score_lumbar_spine": -1.9, "25ohd": 11.0, "pth": 88.0}
    found = of(
        "male", 1955, ANASTROZOLE, scans=scans, habits=Habits(600.0, 100.0), weight_kg=70.0, height_cm=172.0
    )
    assert found.guideline_class == "discuss"
    assert {"vitamin_d_deficient", "high_pth", "calcium_average", "vitamin_d_recommended"} <= met(found)
    assert found.could_become == "treat"
    assert any("frax_hip" in tell for tell in found.decided_by)
    frax = next(line for line in found.lines if line.rule == "frax")
    assert frax.met == "not known"
    assert "frax_hip" in frax.what_would_tell
    average = next(line for line in found.lines if line.rule == "calcium_average")
    assert "600 mg" in average.because
    assert "1000" in average.because
    assert {"calcium", "kidney", "celiac"} <= asked(found)


def test_athlete_of_28_is_only_watched() -> None:
    found = of("male", 1998, ANASTROZOLE, scans={"bmd_lumbar_spine": 1.22, "bmd_total_hip": 1.18})
    assert found.guideline_class == "monitor"
    assert met(found) == {"inhibitor_men"}


def test_man_of_62_after_a_vertebral_fracture_is_treated() -> None:
    scans = {"t_score_lumbar_spine": -2.1, "t_score_total_hip": -1.8}
    found = of(
        "male", 1964, LETROZOLE, scans=scans, fragility_fractures=1, vertebral_fracture=True, conditions=("back_pain",)
    )  # fmt: skip
    assert found.guideline_class == "treat"
    assert {"men_fracture", "spine_image", "exercise_vertebral_fracture"} <= met(found)
    assert "myeloma" in asked(found)
    assert found.treated_by == ()
    assert (found.could_become, found.decided_by) == ("treat", ())


def test_woman_of_60_on_letrozole_hears_of_the_adjuvant_bisphosphonate_and_the_two_risk_rule() -> None:
    scans = {"t_score_lumbar_spine": -1.6, "t_score_total_hip": -1.2, "t_score_femoral_neck": -1.5}
    fields: dict[str, Any] = {"menopause_age": 50.0, "height_cm": 164.0, "weight_kg": 68.0}
    found = of("female", 1966, LETROZOLE, scans=scans, conditions=("breast_cancer",), **fields)
    assert found.guideline_class == "discuss"
    assert "adjuvant_bisphosphonate" in met(found)
    rule = next(line for line in found.lines if line.rule == "inhibitor_women_two_risks")
    assert rule.met == "not met"
    assert rule.because.startswith("1 where 2 are needed: T -1.6")
    smoker = of("female", 1966, LETROZOLE, scans=scans, conditions=("breast_cancer", "smoking"), **fields)
    assert smoker.guideline_class == "treat"


def test_woman_of_38_with_suppressed_ovaries_is_allowed_and_offered_a_bisphosphonate() -> None:
    drugs = (course("gnrh_agonist", 0.0, 1096.0), course("anastrozole", 0.0, 1096.0))
    found = of(
        "female", 1988, *drugs, scans={"bmd_lumbar_spine": 1.03}, conditions=("breast_cancer", "premenopausal")
    )  # fmt: skip
    assert found.guideline_class == "discuss"
    assert {"inhibitor_with_suppression", "adjuvant_bisphosphonate"} <= met(found)
    assert "inhibitor_with_working_ovaries" not in met(found)


def test_woman_of_38_on_letrozole_alone_is_told_even_without_the_word() -> None:
    for conditions in ((), ("premenopausal",)):
        assert "inhibitor_with_working_ovaries" in met(of("female", 1988, LETROZOLE, conditions=conditions))


def test_man_of_85_is_treated_and_his_kidney_asked_for() -> None:
    scans = {"t_score_femoral_neck": -2.7, "t_score_lumbar_spine": -0.3}
    conditions = ("falls", "chronic_kidney_disease", "heart_disease")
    found = of("male", 1941, ANASTROZOLE, scans=scans, conditions=conditions)
    assert found.guideline_class == "treat"
    assert {"men_t_score", "exercise_falls", "romosozumab_heart"} <= met(found)
    kidney = [line for line in found.lines if line.rule in ("kidney_bisphosphonate", "kidney_denosumab")]
    assert [line.met for line in kidney] == ["not known", "not known"]
    assert {"kidney", "pth"} <= asked(found)


def test_a_weak_kidney_asks_for_pth_and_denosumab_that_lapses_for_an_image_of_the_spine() -> None:
    lapses, goes_on = course("denosumab", -1460.0, -100.0), course("denosumab", -1456.0)
    for egfr in (28.0, 59.0, 60.0, 90.0):
        rate = Measurement(date(2026, 11, 10), "egfr", egfr, "mL/min/1.73m2", f"{egfr} mL/min/1.73m2")
        found = of("female", 1952, goes_on, measurements=(rate,))
        assert ("pth" in asked(found)) == (egfr < 60)
        assert "spine_image" not in asked(found)
        assert "spine_image" in asked(of("female", 1952, lapses, measurements=(rate,)))


def test_man_of_22_with_500_mg_of_testosterone_a_week_is_told_it_is_no_replacement() -> None:
    enanthate = DrugCourse("testosterone_enanthate", 500.0, 7.0, 0.0, 104.0)
    found = of("male", 2004, enanthate, course("letrozole", 0.0, 104.0))
    assert found.guideline_class == "monitor"
    assert "testosterone_dose" in met(found)
    assert {one.measure for one in found.follow_up} == {"scan", "hematocrit", "estradiol"}
    assert found.follow_up[0].on == TODAY  # never scanned


def test_man_who_lost_six_percent_in_a_year_on_the_drug_is_discussed() -> None:
    rows = tuple(
        Measurement(day, "bmd_lumbar_spine", value, "g/cm2", f"{value}")
        for day, value in ((date(2025, 11, 1), 1.00), (date(2026, 11, 10), 0.94))
    )
    rows += (Measurement(date(2026, 11, 10), "estradiol", 6.0, "pg/mL", "6 pg/mL", assay="lc-ms"),)
    found = of("male", 1968, course("anastrozole", -365.0), measurements=rows)
    assert found.guideline_class == "discuss"
    assert {"measured_loss", "estradiol_low"} <= met(found)
    scan = next(one for one in found.follow_up if one.measure == "scan")
    assert scan.on == date(2027, 11, 10)


def test_man_of_68_on_leuprolide_with_five_risk_factors_is_treated() -> None:
    conditions = (
        "prostate_cancer", "smoking", "glucocorticoid_use", "alcohol", "rheumatoid_arthritis", "parent_hip_fracture",
    )  # fmt: skip
    found = of(
        "male", 1958, course("gnrh_agonist"), scans={"t_score_femoral_neck": -1.8}, conditions=conditions
    )
    assert found.guideline_class == "treat"
    assert {"deprivation_two_risks", "glucocorticoid_risk", "deprivation_risk"} <= met(found)
    assert "forearm" in asked(found)


def test_a_healthy_man_of_40_hears_nothing_of_drugs() -> None:
    found = of("male", 1986)
    assert (found.guideline_class, met(found), found.work_up, found.follow_up) == ("none", set(), (), ())


def test_the_json_is_plain_and_holds_every_line_that_is_no_flag() -> None:
    found = of("male", 1941, course("alendronate"), scans={"t_score_femoral_neck": -2.7})
    written = found.as_json()
    assert written["class"] == "treat"
    assert written["treated_by"] == ["Alendronate"]
    told = [line.rule for line in found.lines if rules()[line.rule].flag is None]
    assert [line["rule"] for line in written["lines"]] == told
    assert len(told) < len(found.lines)
    assert {"rule", "met", "because", "source", "class"} <= set(written["lines"][0])
    assert all(isinstance(one["on"], str) for one in written["follow_up"])


@pytest.mark.parametrize(
    ("born", "conditions", "looked_for"),
    [(1990, ("fracture_before_40",), True), (1990, (), False), (1960, ("fracture_before_40",), False)],
)
def test_a_bone_broken_before_40_asks_the_young_for_its_cause(
    born: int, conditions: tuple[str, ...], looked_for: bool
) -> None:
    assert ("young_fracture" in met(of("male", born, conditions=conditions))) == looked_for
