"""The rules as data: each has a criterion and a source, can be met, and says why."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from tests.every import every
from tests.safety.guidelines.some_facts import TODAY, class_of, course, line_of, man, scores
from tests.situations import make_person

from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import parsed, read_as
from osteotwin.people.person import Person
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.guidelines import Facts, Level, Loss, guideline_lines, guidelines_of_facts
from osteotwin.safety.guidelines.as_flags import guideline_flags
from osteotwin.safety.guidelines.criteria import CRITERIA
from osteotwin.safety.guidelines.facts import STOPPED, SUPPRESSED, WORKING
from osteotwin.safety.guidelines.facts_of_person import Beyond, facts_of
from osteotwin.safety.guidelines.finding import Finding, all_of, at_least
from osteotwin.safety.guidelines.intakes import NUTRIENTS, requirement_of
from osteotwin.safety.guidelines.rules import CLASSES, Rule, rules

EVERY_DRUG = tuple(course(name) for name in load_drugs())
LEVELS_HIGH = {
    what: Level(value, date(2026, 11, 1))
    for what, value in {
        "serum_calcium": 11.8, "urine_calcium_24h": 450.0, "25ohd": 120.0, "pth": 150.0, "estradiol": 60.0,
        "testosterone": 1400.0, "hematocrit": 56.0, "egfr": 200.0,
    }.items()
}  # fmt: skip
LEVELS_LOW = {what: replace(level, value=0.1 * level.value) for what, level in LEVELS_HIGH.items()}
EXPECTED = {what: Level(level.value) for what, level in LEVELS_HIGH.items()}
LOSS = Loss("lumbar_spine", -6.0, 3.3, date(2025, 11, 1), date(2026, 11, 1))

#: People who have everything that a rule may ask for, in the ways that exclude each other.
EXTREMES = [
    man(
        age,
        -3.0,
        sex=sex,
        ovaries=ovaries if sex == "female" else "",
        z_scores=scores(-3.0),
        last_scan=None,
        loss=LOSS,
        fragility_fractures=2,
        vertebral_fracture=True,
        hip_fracture=True,
        frax_hip_percent=5.0,
        frax_major_percent=30.0,
        conditions=frozenset(CONDITIONS),
        bmi=17.0,
        courses=(*EVERY_DRUG, course("testosterone_enanthate", dose=500.0), course("teriparatide", 30.0)),
        levels=levels,
        estradiol_without_ovaries=Level(12.0, date(2026, 11, 1)) if ovaries == WORKING else None,
        calcium_mg_per_day=calcium,
        vitamin_d_iu_per_day=vitamin_d,
        denosumab_uncovered="Denosumab ends",
    )
    for sex, age, levels, (calcium, vitamin_d), ovaries in product(
        ("male", "female"),
        (30.0, 45.0, 80.0),
        (LEVELS_HIGH, LEVELS_LOW, EXPECTED),
        ((100.0, 0.0), (4000.0, 9000.0)),
        (WORKING, STOPPED, SUPPRESSED),
    )
]
MET = {line.rule for facts in EXTREMES for line in guideline_lines(facts) if line.met == "met"}


@every("rule", rules())
def test_every_rule_can_be_met(rule: str) -> None:
    assert rule in MET


@every("rule", rules())
def test_every_rule_has_a_criterion_a_source_and_a_whole_sentence(rule: str) -> None:
    row = rules()[rule]
    assert row.has_criteria
    assert row.least <= max(len(row.some), 1)
    assert row.sentence.endswith(".")
    assert row.sentence[0].isupper()
    if row.kind == "assumption":
        assert any(
            word in row.source
            for word in ("assumption", "osteotwin", "not checked", "found none", "no guideline")
        )


def test_every_criterion_is_used_by_a_rule() -> None:
    used = {one.name for row in rules().values() for one in (*row.people, *row.every, *row.some)}
    assert used == set(CRITERIA)


def test_every_class_is_made_by_a_rule() -> None:
    assert {row.makes for row in rules().values()} == set(CLASSES)


def test_a_line_that_is_met_says_why_and_one_that_is_not_known_what_would_tell() -> None:
    for facts in (*EXTREMES, man(60.0, t_scores=(), z_scores=(), last_scan=None), Facts("male", 60.0, TODAY)):
        for line in guideline_lines(facts):
            assert line.because or line.met != "met", line.rule
            assert line.what_would_tell or line.met != "not known", line.rule


def test_what_is_met_comes_first_in_the_order_of_the_classes() -> None:
    lines = guideline_lines(EXTREMES[-1])
    met = [line for line in lines if line.met == "met"]
    assert lines[: len(met)] == tuple(met)
    classes = [CLASSES.index(line.guideline_class) for line in met]
    assert classes == sorted(classes, reverse=True)


def test_the_twins_density_stands_in_where_nobody_measured_and_a_scan_is_asked_for() -> None:
    line = line_of(man(60.0, t_scores=scores(-2.6, measured_on=None)), "men_t_score")
    assert line is not None
    assert line.met == "met"
    assert "twin" in line.because
    assert "T -2.6 at the total hip" in line.because
    assert "DXA" in line.what_would_tell


def test_without_any_density_what_needs_it_is_not_known() -> None:
    line = line_of(man(60.0, t_scores=()), "men_t_score")
    assert line is not None
    assert (line.met, line.what_would_tell) == ("not known", "a DXA scan of hip and spine")


def test_tablets_without_a_dose_are_taken_for_the_least_that_counts_and_the_dose_is_asked_for() -> None:
    facts = man(45.0, 0.5, conditions=frozenset({"glucocorticoid_use"}))
    least, risk = line_of(facts, "glucocorticoid"), line_of(facts, "glucocorticoid_risk")
    assert least is not None
    assert least.met == "met"
    assert risk is not None
    assert risk.met == "not known"
    assert "the dose of the tablets" in risk.what_would_tell


def test_a_fragility_fracture_without_its_bone_leaves_the_hip_open() -> None:
    line = line_of(man(60.0, fragility_fractures=1, hip_fracture=None), "men_fracture")
    assert line is not None
    assert (line.met, line.what_would_tell) == ("not known", "which bone broke")


@pytest.mark.parametrize(
    ("what", "value", "bound", "rule", "met"),
    [
        ("25ohd", 19.9, "", "vitamin_d_deficient", "met"),
        ("25ohd", 20.0, "", "vitamin_d_deficient", "not met"),
        ("25ohd", 20.0, "below", "vitamin_d_deficient", "met"),
        ("25ohd", 25.0, "below", "vitamin_d_deficient", "not known"),
        ("25ohd", 8.0, "above", "vitamin_d_deficient", "not known"),
        ("25ohd", 20.0, "above", "vitamin_d_deficient", "not met"),
        ("25ohd", 25.0, "above", "vitamin_d_deficient", "not met"),
        ("serum_calcium", 10.5, "", "high_calcium", "not met"),
        ("serum_calcium", 10.6, "", "high_calcium", "met"),
        ("serum_calcium", 10.0, "above", "high_calcium", "not known"),
        ("serum_calcium", 10.5, "above", "high_calcium", "met"),
        ("serum_calcium", 10.5, "below", "high_calcium", "not met"),
        ("serum_calcium", 11.0, "below", "high_calcium", "not known"),
        ("estradiol", 5.0, "below", "estradiol_low", "met"),
        ("urine_calcium_24h", 301.0, "", "high_urine_calcium_men", "met"),
    ],
)  # fmt: skip
def test_levels_and_their_bounds(what: str, value: float, bound: str, rule: str, met: str) -> None:
    line = line_of(man(levels={what: Level(value, date(2026, 11, 1), bound)}), rule)
    assert line is not None
    assert line.met == met


def test_a_simulated_level_counts_and_says_so() -> None:
    line = line_of(man(levels={"urine_calcium_24h": Level(314.0)}), "expected_urine_calcium_men")
    assert line is not None
    assert line.met == "met"
    assert "simulated" in line.because
    assert line.what_would_tell


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("urine", [Level(340.0), Level(340.0, date(2026, 11, 1))])
def test_calcium_of_urine_does_not_keep_a_low_25ohd_from_being_brought_up(sex: str, urine: Level) -> None:
    """Before zoledronate its label asks for enough vitamin D: what the urine says must not forbid it."""
    levels = {"urine_calcium_24h": urine, "25ohd": Level(11.0, date(2026, 11, 1))}
    facts = man(
        sex=sex, ovaries=STOPPED if sex == "female" else "", levels=levels, courses=(course("zoledronate"),)
    )
    flags = list(guideline_flags(facts))
    assert any("brought up before a bone drug" in flag.text for flag in flags)
    (said,) = (flag for flag in flags if flag.about == ("urine_calcium_24h",))
    assert "low 25OHD" in said.text
    assert said.severity == "ask_first"
    assert ("measured before calcium is added" in said.text) == (urine.measured_on is None)


@pytest.mark.parametrize("level", [0.0, 299.0, 301.0, 500.0])
def test_urine_calcium_is_either_measured_or_expected(level: float) -> None:
    for measured_on in (None, date(2026, 11, 1)):
        facts = man(levels={"urine_calcium_24h": Level(level, measured_on)})
        told = {rule: line.met for rule in ("high_urine_calcium_men", "expected_urine_calcium_men")
                if (line := line_of(facts, rule)) is not None}  # fmt: skip
        assert (told["high_urine_calcium_men"] == "met") == (measured_on is not None and level > 300)
        assert (told["expected_urine_calcium_men"] == "met") == (measured_on is None and level > 300)


@pytest.mark.parametrize(
    ("egfr", "bisphosphonate", "denosumab"),
    [(None, "not known", "not known"), (36.0, "not met", "not met"), (34.0, "met", "not met"), (29.0, "met", "met")],
)  # fmt: skip
def test_kidney_limits(egfr: float | None, bisphosphonate: str, denosumab: str) -> None:
    facts = man(levels={} if egfr is None else {"egfr": Level(egfr, date(2026, 11, 1))})
    found = [line_of(facts, rule) for rule in ("kidney_bisphosphonate", "kidney_denosumab")]
    assert [line and line.met for line in found] == [bisphosphonate, denosumab]


def test_a_loss_beyond_the_error_of_two_scans_is_discussed() -> None:
    assert class_of(man(loss=LOSS)) == "discuss"
    assert class_of(man(loss=replace(LOSS, percent=-3.2))) == "none"
    assert class_of(man(loss=replace(LOSS, percent=6.0))) == "none"


@pytest.mark.parametrize(("dose", "met"), [(200.0, "not met"), (201.0, "met")])
def test_more_testosterone_than_any_label_is_no_replacement(dose: float, met: str) -> None:
    weekly = replace(course("testosterone_enanthate", dose=dose), interval_days=7.0)
    line = line_of(man(courses=(weekly,), levels={"testosterone": Level(600.0, TODAY)}), "testosterone_dose")
    assert line is not None
    assert line.met == met


def test_teriparatide_after_denosumab_is_the_wrong_order() -> None:
    wrong = man(courses=(course("denosumab", -700, -10), course("teriparatide", 0)))
    right = man(courses=(course("teriparatide", -700, -10), course("denosumab", 0)))
    lines = [line_of(facts, "denosumab_then_teriparatide") for facts in (wrong, right)]
    assert [line and line.met for line in lines] == ["met", "not met"]


DRUGS = Protocol(
    tuple(course(name) for name in ("anastrozole", "alendronate", "testosterone_gel", "estradiol_patch"))
)
PLAIN = (
    make_person(DRUGS, birth_date=date(1960, 2, 1)),
    make_person(DRUGS, birth_date=date(1976, 1, 1), sex="female"),
)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_that_a_file_accepts_changes_what_is_said(condition: str) -> None:
    """A line, a flag, a test or a date, of a man of 66 or a woman of 50, who have nothing else."""
    twin: dict[str, float] = {"lumbar_spine": -1.7, "total_hip": -1.7, "femoral_neck": -1.7}

    def said(person: Person) -> object:
        facts = facts_of(person, twin, Beyond())
        return guidelines_of_facts(facts).as_json(), tuple(guideline_flags(facts))

    assert any(said(replace(person, conditions=(condition,))) != said(person) for person in PLAIN)


# ---------------------------------------------------------------- three-valued logic


YES, NO, OPEN = Finding(True, "yes"), Finding(False, "no"), Finding(None, "open", "ask")
VALUE = {True: 1.0, None: 0.5, False: 0.0}


@pytest.mark.parametrize("findings", list(product((YES, NO, OPEN), repeat=3)))
def test_criteria_together_are_kleenes_logic(findings: tuple[Finding, ...]) -> None:
    values = sorted((VALUE[one.met] for one in findings), reverse=True)
    assert VALUE[all_of(findings).met] == values[-1]
    for least in (1, 2, 3):
        assert VALUE[at_least(least, findings).met] == values[least - 1]


def test_only_what_is_open_is_asked_for() -> None:
    assert all_of([YES, NO, OPEN]).tell == ""
    assert at_least(1, [YES, OPEN]).tell == ""
    assert at_least(2, [YES, OPEN]).tell == "ask"
    assert at_least(1, [NO, NO]).because == "no"
    assert at_least(2, [YES, NO]).because == "1 where 2 are needed: yes"
    assert at_least(2, [NO, NO]).because == "0 where 2 are needed"
    assert at_least(2, [YES, YES, OPEN]).because == "2 where 2 are needed: yes, yes"


# ---------------------------------------------------------------- the table's own errors


GOOD = """schema = 1
[x]
body = "b"
about = "intake"
class = "none"
sentence = "S."
kind = "assumption"
source = "s"
"""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("all = [{ t_scor = 1 }]", "t_scor"),
        ("all = [{ t_score_at_most = true }]", "t_score_at_most"),
        ("all = [{ t_score_at_most = -1, age_over = 3 }]", "one criterion"),
        ('all = [{ has = ["smokng"] }]', "has"),
        ('all = [{ has = "smoking" }]', "list"),
        ('all = [{ level_over = ["calcium", 1] }]', "level_over"),
        ('every = []', "every"),
    ],
)  # fmt: skip
def test_a_wrong_criterion_is_refused(line: str, words: str) -> None:
    read_as(dict[str, Rule], parsed(GOOD, "rules.toml"), "rules.toml")
    with pytest.raises(ParameterError, match=words):
        read_as(dict[str, Rule], parsed(GOOD + line, "rules.toml"), "rules.toml")


# ---------------------------------------------------------------- intakes


@pytest.mark.parametrize(
    ("sex", "age", "average", "recommended", "upper", "vitamin_d"),
    [
        ("male", 30.0, 800, 1000, 2500, 600), ("male", 50.99, 800, 1000, 2500, 600),
        ("male", 51.0, 800, 1000, 2000, 600), ("male", 70.99, 800, 1000, 2000, 600),
        ("male", 71.0, 1000, 1200, 2000, 800),
        ("female", 50.5, 800, 1000, 2500, 600), ("female", 51.0, 1000, 1200, 2000, 600),
        ("female", 71.0, 1000, 1200, 2000, 800), ("female", 18.9, 1100, 1300, 3000, 600),
    ],
)  # fmt: skip
def test_intakes_by_age_and_sex(
    sex: str, age: float, average: float, recommended: float, upper: float, vitamin_d: float
) -> None:
    assert [requirement_of("calcium", name, sex, age) for name in ("average", "recommended", "upper")] == [
        average, recommended, upper,
    ]  # fmt: skip
    assert requirement_of("vitamin_d", "recommended", sex, age) == vitamin_d


@pytest.mark.parametrize("nutrient", NUTRIENTS)
def test_somebody_younger_than_the_table_has_its_first_row(nutrient: str) -> None:
    assert requirement_of(nutrient, "average", "male", 3.0) == requirement_of(
        nutrient, "average", "male", 9.0
    )


def test_no_reason_is_ungrammatical() -> None:
    """What is not so is "not stated: ..." before a noun phrase with its own article."""
    nobody = Facts("male", 60.0, TODAY)
    said = [line.because for facts in (*EXTREMES, man(), nobody) for line in guideline_lines(facts)]
    assert any("not stated: " in because for because in said)
    assert not [because for because in said if re.search(r"\bno (?:an?|the|being|more|no)\b", because)]
