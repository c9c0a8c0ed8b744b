"""The class of guidelines: what makes it, and that it never falls when risk rises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from tests.every import every
from tests.safety.guidelines.some_facts import class_of, course, line_of, man, scores, woman

from osteotwin.safety.guidelines import CLASSES, Facts, guideline_class
from osteotwin.safety.guidelines.facts import NOT_KNOWN, SUPPRESSED, WORKING

ANASTROZOLE = course("anastrozole")
LEUPROLIDE = course("gnrh_agonist")
T_SCORES = (0.5, -0.9, -1.0, -1.6, -2.0, -2.1, -2.4, -2.5)
AGES = (50.0, 58.0, 64.9, 66.0, 70.0, 85.0)
DRUGS = ((), (ANASTROZOLE,), (LEUPROLIDE,))

#: Over 500 people from 50 on, each with everything that may be worse still.
GRID = [
    make(age, t, courses=drugs, fragility_fractures=fractures)
    for make, age, t, drugs, fractures in product((man, woman), AGES, T_SCORES, DRUGS, (0, 1))
]


@cache
def classes() -> list[str]:
    """The class of each of the people."""
    return [class_of(facts) for facts in GRID]


#: what makes the risk higher
WORSE = {
    "older": lambda f: replace(f, age=f.age + 7.0),
    "denser bone no more": lambda f: replace(f, t_scores=scores(f.t_scores[1].value - 0.6)),
    "low spine": lambda f: replace(f, t_scores=(*f.t_scores[1:], *scores(-2.7, "lumbar_spine")[:1])),
    "a fracture": lambda f: replace(f, fragility_fractures=f.fragility_fractures + 1),
    "a vertebral fracture": lambda f: replace(f, vertebral_fracture=True),
    "a hip fracture": lambda f: replace(f, hip_fracture=True),
    "glucocorticoids": lambda f: replace(f, conditions=f.conditions | {"glucocorticoid_use"}),
    "30 mg of prednisone": lambda f: replace(f, courses=(*f.courses, course("glucocorticoid", dose=30.0))),
    "a parent's hip fracture": lambda f: replace(f, conditions=f.conditions | {"parent_hip_fracture"}),
    "FRAX over the line": lambda f: replace(f, frax_hip_percent=3.4),
    "thin": lambda f: replace(f, bmi=18.0),
}  # fmt: skip


def test_the_grid_is_large_and_holds_every_class() -> None:
    assert len(GRID) >= 500
    assert set(classes()) == set(CLASSES)


@pytest.mark.parametrize("worse", WORSE)
def test_a_higher_risk_never_lowers_the_class_and_raises_somebodys(worse: str) -> None:
    after = [class_of(WORSE[worse](facts)) for facts in GRID]
    steps = [CLASSES.index(then) - CLASSES.index(now) for now, then in zip(classes(), after, strict=True)]
    assert min(steps) >= 0, GRID[steps.index(min(steps))]
    assert max(steps) > 0


@every("broken, facts", [*product([{"vertebral_fracture": True}, {"hip_fracture": True}], GRID[::11])])
def test_a_fracture_of_hip_or_spine_from_50_on_is_treated_whatever_else(
    facts: Facts, broken: dict[str, bool]
) -> None:
    assert class_of(replace(facts, **broken)) == "treat"
    assert class_of(replace(facts, t_scores=(), z_scores=(), last_scan=None, **broken)) == "treat"


@pytest.mark.parametrize("site", ["lumbar_spine", "total_hip", "femoral_neck"])
@pytest.mark.parametrize("make", [man, woman])
def test_osteoporosis_by_t_score_is_treated_from_50_on(make: Callable[..., Facts], site: str) -> None:
    assert class_of(make(50.0, t_scores=scores(-2.5, site))) == "treat"
    assert class_of(make(50.0, t_scores=scores(-2.4, site))) == "monitor"


def test_the_forearm_alone_makes_no_diagnosis() -> None:
    forearm = replace(scores(-3.0)[1], site="radius_33")
    assert class_of(man(60.0, t_scores=(*scores(0.0), forearm))) == "none"


@pytest.mark.parametrize("t", T_SCORES)
@pytest.mark.parametrize("facts", [man(49.9), man(25.0), woman(38.0, ovaries=WORKING)])
def test_before_50_no_t_score_makes_a_class(facts: Facts, t: float) -> None:
    assert class_of(replace(facts, t_scores=scores(t))) == "none"


def test_before_50_the_z_score_speaks() -> None:
    low, usual = man(30.0, z_scores=scores(-2.0)), man(30.0, z_scores=scores(-1.9))
    assert (class_of(low), class_of(usual)) == ("discuss", "none")
    assert class_of(man(50.0, z_scores=scores(-2.0))) == "none"


def test_about_menopause_t_scores_apply_and_the_age_at_menopause_is_asked_for() -> None:
    unknown = woman(50.0, -2.6, ovaries=NOT_KNOWN)
    assert class_of(unknown) == "treat"
    assert class_of(woman(46.0, -2.6, ovaries=NOT_KNOWN)) == "none"
    line = line_of(woman(46.0, -2.6, ovaries=NOT_KNOWN), "women_t_score")
    assert line is not None
    assert line.met == "not known"
    assert "menopause_age" in line.what_would_tell


#: facts of a woman on an inhibitor -> class
WOMEN_ON_INHIBITORS = [
    ({}, "discuss"),
    ({"t": -2.0}, "discuss"),
    ({"t": -2.1}, "treat"),
    ({"t": -1.6}, "discuss"),
    ({"t": -1.6, "conditions": frozenset({"smoking"})}, "treat"),
    ({"conditions": frozenset({"smoking", "parent_hip_fracture"})}, "treat"),
    ({"age": 66.0, "bmi": 23.0}, "treat"),
    ({"age": 66.0, "bmi": 24.0}, "discuss"),
    ({"conditions": frozenset({"smoking"})}, "discuss"),
    ({"ovaries": WORKING, "age": 38.0}, "discuss"),
    ({"ovaries": SUPPRESSED, "age": 38.0, "courses": (ANASTROZOLE, LEUPROLIDE), "t": -0.9}, "discuss"),
    ({"ovaries": SUPPRESSED, "age": 38.0, "courses": (ANASTROZOLE, LEUPROLIDE), "t": -1.1}, "treat"),
]


@pytest.mark.parametrize(("changes", "expected"), WOMEN_ON_INHIBITORS)
def test_women_on_an_inhibitor(changes: dict[str, object], expected: str) -> None:
    assert class_of(woman(**({"courses": (ANASTROZOLE,)} | changes))) == expected  # pyright: ignore[reportArgumentType]


def test_an_inhibitor_before_menopause_is_allowed_only_with_suppression() -> None:
    alone = woman(38.0, ovaries=WORKING, courses=(ANASTROZOLE,))
    together = woman(38.0, ovaries=SUPPRESSED, courses=(ANASTROZOLE, LEUPROLIDE))
    forbidden = [line_of(facts, "inhibitor_with_working_ovaries") for facts in (alone, together)]
    assert [line and line.met for line in forbidden] == ["met", "not met"]
    assert line_of(alone, "inhibitor_with_suppression") is None
    allowed, bisphosphonate = (
        line_of(together, rule) for rule in ("inhibitor_with_suppression", "adjuvant_bisphosphonate")
    )
    assert allowed is not None
    assert allowed.met == "met"
    assert bisphosphonate is not None
    assert bisphosphonate.met == "met"
    assert "bisphosphonate" in bisphosphonate.sentence


#: facts of a man whose testosterone is taken away -> class
MEN_ON_DEPRIVATION = [
    ({}, "discuss"),
    ({"age": 45.0}, "discuss"),
    ({"t": -2.1}, "treat"),
    ({"t": -1.6}, "discuss"),
    ({"t": -1.6, "age": 66.0}, "treat"),
    ({"conditions": frozenset({"smoking", "parent_hip_fracture"})}, "treat"),
    ({"conditions": frozenset({"glucocorticoid_use"}), "age": 66.0}, "treat"),
]


@pytest.mark.parametrize(("changes", "expected"), MEN_ON_DEPRIVATION)
@pytest.mark.parametrize("drug", ["gnrh_agonist", "gnrh_antagonist", "orchiectomy"])
def test_men_on_androgen_deprivation(changes: dict[str, object], expected: str, drug: str) -> None:
    assert class_of(man(**({"courses": (course(drug),)} | changes))) == expected  # pyright: ignore[reportArgumentType]


def test_a_drug_of_the_past_makes_no_class() -> None:
    assert class_of(man(courses=(course("anastrozole", -700.0, -10.0),))) == "none"


@pytest.mark.parametrize(
    ("dose", "days", "age", "t", "expected"),
    [
        (2.4, 400, 45, -1.0, "none"),
        (2.5, 90, 45, -1.0, "none"),
        (2.5, 92, 45, -0.9, "discuss"),
        (2.5, 92, 45, -1.0, "treat"),
        (30, 400, 45, 0.5, "treat"),
        (29, 400, 45, 0.5, "discuss"),
        (30, 400, 30, 0.5, "treat"),
        (29, 400, 30, -1.0, "discuss"),
    ],
)
def test_glucocorticoids_by_dose_time_and_age(
    dose: float, days: float, age: float, t: float, expected: str
) -> None:
    facts = man(float(age), t, courses=(course("glucocorticoid", 0.0, float(days), float(dose)),))
    assert class_of(facts) == expected


@pytest.mark.parametrize(
    ("t", "hip", "major", "expected"),
    [
        (-1.0, 3.0, None, "treat"), (-1.0, None, 20.0, "treat"), (-1.0, 2.9, 19.9, "monitor"),
        (-0.9, 3.0, 20.0, "none"), (-1.0, None, None, "monitor"),
    ],
)  # fmt: skip
def test_frax_lines(t: float, hip: float | None, major: float | None, expected: str) -> None:
    facts = man(60.0, t, frax_hip_percent=hip, frax_major_percent=major)
    assert class_of(facts) == expected


def test_no_line_makes_no_class() -> None:
    assert guideline_class(()) == "none"
