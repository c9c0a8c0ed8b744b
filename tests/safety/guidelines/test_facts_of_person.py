"""What of a person's file guidelines see."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.safety.guidelines.some_facts import course
from tests.situations import make_person

from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.protocol.interventions import Diet, Protocol, Supplement
from osteotwin.safety.guidelines import Beyond, Facts, Score, facts_of
from osteotwin.safety.guidelines.facts import NOT_KNOWN, STOPPED, SUPPRESSED, WORKING
from osteotwin.safety.guidelines.facts_of_person import level_of


def measured(what: str, value: float, day: date = date(2026, 1, 10), **more: Any) -> Measurement:
    return Measurement(day, what, value, "", f"{value}", **more)


def facts(*rows: Measurement, twin: dict[str, float] | None = None, **changes: Any) -> Facts:
    beyond = changes.pop("beyond", Beyond())
    return facts_of(make_person(**changes, measurements=rows), twin or {}, beyond)


def t_of(found: Facts, site: str) -> Score | None:
    return next((score for score in found.t_scores if score.site == site), None)


def test_age_is_whole_on_the_birthday() -> None:
    assert facts(birth_date=date(1976, 2, 1)).age == 50.0
    assert facts(birth_date=date(1976, 2, 2)).age < 50.0


def test_a_printed_t_score_is_taken_as_printed() -> None:
    found = t_of(facts(measured("t_score_total_hip", -2.2, reference="male")), "total_hip")
    assert found == Score("total_hip", -2.2, date(2026, 1, 10))


def test_a_density_becomes_a_t_score_on_the_scale_of_its_scanner() -> None:
    bmd = bmd_from_t_score("lumbar_spine", -1.5, "male")
    plain, lunar = (
        t_of(facts(measured("bmd_lumbar_spine", bmd, device=device)), "lumbar_spine")
        for device in ("hologic", "lunar")
    )
    assert plain is not None
    assert plain.value == pytest.approx(-1.5)
    assert lunar is not None
    assert lunar.value < -2.0


def test_the_latest_scan_holds_and_of_one_day_what_is_printed() -> None:
    rows = (
        measured("t_score_total_hip", -2.9, date(2024, 1, 1)),
        measured("bmd_total_hip", bmd_from_t_score("total_hip", -1.5, "male")),
        measured("t_score_total_hip", -1.4),
    )
    found = t_of(facts(*rows), "total_hip")
    assert found == Score("total_hip", -1.4, date(2026, 1, 10))


def test_the_twin_fills_what_is_not_measured_or_too_old() -> None:
    twin = {"total_hip": -0.7, "lumbar_spine": -0.3}
    found = facts(measured("t_score_total_hip", -2.9, date(2020, 1, 1)), twin=twin)
    assert t_of(found, "total_hip") == Score("total_hip", -0.7)
    assert t_of(found, "lumbar_spine") == Score("lumbar_spine", -0.3)
    assert found.last_scan == date(2020, 1, 1)


def test_a_z_score_comes_from_paper_from_density_or_from_the_twin() -> None:
    (printed,) = facts(measured("z_score_total_hip", -2.1)).z_scores
    assert printed == Score("total_hip", -2.1, date(2026, 1, 10))
    bmd = bmd_from_t_score("total_hip", -1.0, "male")
    (from_bmd,) = facts(measured("bmd_total_hip", bmd)).z_scores
    (from_twin,) = facts(twin={"total_hip": -1.0}).z_scores
    assert from_bmd.value == pytest.approx(from_twin.value, abs=0.01)
    (from_t,) = facts(measured("t_score_total_hip", -1.0)).z_scores
    assert from_t.value == pytest.approx(from_bmd.value)
    (of_men,) = facts(measured("t_score_total_hip", -1.0, reference="male")).z_scores
    assert of_men.value > from_t.value  # young men are denser than young women
    (older,) = facts(twin={"total_hip": -1.0}, birth_date=date(1940, 1, 1)).z_scores
    assert older.value > from_twin.value  # of his age, not of the young


def test_the_last_two_scans_of_a_maker_tell_of_a_loss() -> None:
    rows = (
        measured("bmd_lumbar_spine", 1.10, date(2023, 1, 1), device="lunar"),
        measured("bmd_lumbar_spine", 1.00, date(2025, 1, 1), device="hologic"),
        measured("bmd_lumbar_spine", 0.94, device="hologic"),
        measured("bmd_total_hip", 0.95, device="hologic"),
    )
    loss = facts(*rows).loss
    assert loss is not None
    assert (loss.site, loss.first, loss.percent) == (
        "lumbar_spine",
        date(2025, 1, 1),
        pytest.approx(-6.0),
    )
    assert loss.least == pytest.approx(2.77 * 1.2)
    assert facts(*rows[:2]).loss is None


def test_the_largest_loss_against_its_error_is_told_with_the_centres_own_precision() -> None:
    rows = tuple(
        measured(what, value, day, precision=precision)
        for what, before, now, precision in (
            ("bmd_lumbar_spine", 1.0, 0.96, 0.02),
            ("bmd_total_hip", 1.0, 0.97, 0.01),
        )
        for day, value in ((date(2025, 1, 1), before), (date(2026, 1, 1), now))
    )
    loss = facts(*rows).loss
    assert loss is not None
    assert (loss.site, loss.least) == ("total_hip", pytest.approx(2.77))


def test_estradiol_by_immunoassay_is_no_level_of_a_rule_about_low_ones() -> None:
    for assay in (None, "immunoassay"):
        assert "estradiol" not in facts(measured("estradiol", 6.0, assay=assay)).levels
    assert facts(measured("estradiol", 6.0, assay="lc-ms")).levels["estradiol"].value == 6.0


def test_levels_are_the_latest_measured_else_simulated() -> None:
    rows = (measured("pth", 88.0), measured("pth", 40.0, date(2024, 1, 1)))
    beyond = Beyond(simulated={"pth": 50.0, "urine_calcium_24h": 314.0})
    levels = facts(*rows, beyond=beyond).levels
    assert (levels["pth"].value, levels["pth"].measured_on) == (88.0, date(2026, 1, 10))
    assert (levels["urine_calcium_24h"].value, levels["urine_calcium_24h"].measured_on) == (314.0, None)


@pytest.mark.parametrize(
    ("fractures", "vertebral", "stated", "hip"),
    [
        (0, False, None, False), (1, True, None, False), (1, False, None, None), (2, True, None, None),
        (1, False, True, True),
    ],
)  # fmt: skip
def test_a_fracture_that_is_not_of_the_spine_may_be_of_the_hip(
    fractures: int, vertebral: bool, stated: bool | None, hip: bool | None
) -> None:
    found = facts(
        fragility_fractures=fractures, vertebral_fracture=vertebral, beyond=Beyond(hip_fracture=stated)
    )
    assert found.hip_fracture is hip


def test_body_mass_index_needs_height_and_weight() -> None:
    assert facts(weight_kg=72.0).bmi is None
    assert facts(weight_kg=72.0, height_cm=180.0).bmi == pytest.approx(22.2, abs=0.05)
    assert facts(measured("weight", 64.8), weight_kg=72.0, height_cm=180.0).bmi == pytest.approx(20.0)


AI, GNRH = course("anastrozole", 0.0, 700.0), course("gnrh_agonist", 0.0, 700.0)


@pytest.mark.parametrize(
    ("born", "plan", "changes", "ovaries"),
    [
        (1988, (), {}, WORKING),
        (1988, (AI,), {}, WORKING),
        (1988, (AI, GNRH), {}, SUPPRESSED),
        (1988, (GNRH,), {}, SUPPRESSED),
        (1988, (course("gnrh_agonist", -300.0, 0.0),), {}, WORKING),
        (1988, (course("gnrh_agonist", -300.0, 1.0),), {}, SUPPRESSED),
        (1988, (AI, course("gnrh_agonist", 0.0, 300.0)), {}, WORKING),
        (1974, (), {}, NOT_KNOWN),
        (1974, (), {"menopause_age": 50.0}, STOPPED),
        (1974, (), {"conditions": ("premenopausal",)}, WORKING),
        (1960, (AI, GNRH), {}, STOPPED),
    ],
)
def test_ovaries(born: int, plan: tuple[Any, ...], changes: dict[str, Any], ovaries: str) -> None:
    found = facts(sex="female", birth_date=date(born, 1, 1), plan=Protocol(plan), **changes)
    assert found.ovaries == ovaries


def test_intake_is_habit_and_plan_together_and_not_known_without_habits() -> None:
    plan = Protocol((Supplement("calcium_carbonate", 500.0, 1.0, 30.0), Diet("vitamin_d", 2000.0, 0.0)))
    habits = Habits(calcium_mg_per_day=650.0, vitamin_d_iu_per_day=100.0)
    found = facts(plan=plan, habits=habits)
    assert (found.calcium_mg_per_day, found.vitamin_d_iu_per_day) == (1150.0, 2000.0)
    assert facts(plan=plan).calcium_mg_per_day is None


def test_frax_is_as_the_file_gives_it() -> None:
    found = facts(frax_hip_percent=3.4)
    assert (found.frax_hip_percent, found.frax_major_percent) == (3.4, None)


def test_denosumab_that_ends_without_a_follow_on_is_a_fact() -> None:
    def of(*plan: Any) -> str | None:
        person: Person = make_person(Protocol(plan))
        return facts_of(person, {}, Beyond()).denosumab_uncovered

    ends = course("denosumab", 0.0, 365.0)
    assert "without a follow-on" in (of(ends) or "")
    assert of(ends, course("zoledronate", 500.0)) is None


@pytest.mark.parametrize(
    ("unit", "as_given", "value", "shown"),
    [
        ("ng/mL", "41 nmol/L", 16.4262, "16.4 ng/mL, 41 nmol/L,"),
        ("ng/mL", "16.4 ng/mL", 16.4, "16.4 ng/mL"),
        ("ng/mL", "16.44 NG/ML", 16.44, "16.44 ng/mL"),
        ("ng/mL", "1200", 1200.0, "1200 ng/mL"),
        ("ng/mL", "3000 nmol/L", 1201.92, "1200 ng/mL, 3000 nmol/L,"),
    ],
)
def test_a_level_is_told_as_it_was_entered_and_with_digits_that_mean_something(
    unit: str, as_given: str, value: float, shown: str
) -> None:
    row = Measurement(date(2026, 1, 10), "25ohd", value, unit, as_given)
    assert level_of(row).shown(unit) == shown
