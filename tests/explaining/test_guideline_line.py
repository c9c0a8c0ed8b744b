"""The first line of the verdict says what the rule that makes it says, and of whom it is true."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.safety.guidelines.some_facts import class_of, course, line_of, man, scores, woman

from osteotwin.explaining.guideline_line import guideline_line
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.report.verdict import guideline_in_a_line
from osteotwin.safety.guidelines import Facts, Level, guidelines_of_facts
from osteotwin.safety.guidelines.facts import WORKING
from osteotwin.safety.guidelines.follow_up import follow_up

LOW_ESTRADIOL = {"estradiol": Level(9.0, date(2026, 11, 2))}
ANALOGUE, CYPROTERONE = (course(drug, -400.0) for drug in ("gnrh_agonist", "cyproterone"))
ESTRADIOL = course("estradiol_valerate_injection", -400.0)

#: facts -> class in a word, what is asked for
SAID: dict[str, tuple[Facts, str, str]] = {
    "estradiol under the line, and nothing else": (
        man(27.0, levels=LOW_ESTRADIOL), "Monitor", "a smaller dose of what lowers estradiol",
    ),
    "a low Z-score": (man(30.0, z_scores=scores(-2.3)), "Discuss", "a cause of the low density"),
    "a fracture before 50": (man(40.0, fragility_fractures=1), "Discuss", "a specialist"),
    "parathyroid glands": (
        man(45.0, conditions=frozenset({"hyperparathyroidism"})), "Discuss", "an operation",
    ),
    "an inhibitor while the ovaries work": (
        woman(38.0, ovaries=WORKING, courses=(course("letrozole", -400.0),)), "Discuss", "what stops the ovaries",
    ),
    "a rule about a bone drug comes before one that is none": (
        man(60.0, -1.5, levels=LOW_ESTRADIOL, conditions=frozenset({"smoking"})),
        "Discuss treatment", "A bone drug is to be talked over",
    ),
    "the same of one class": (
        man(60.0, -1.5, conditions=frozenset({"smoking", "skeletal_malignancy_or_radiation"})),
        "Discuss treatment", "A bone drug is to be talked over",
    ),
    "low density alone": (man(60.0, -1.5), "Monitor", "Guidelines ask for measuring"),
}  # fmt: skip


@pytest.mark.parametrize("who", SAID)
def test_the_line_asks_for_what_the_rule_asks_for(who: str) -> None:
    facts, word, asked = SAID[who]
    line = guideline_line(guidelines_of_facts(facts))
    assert guideline_in_a_line(line | {"question": "guideline"}).startswith(f"{word}: ")
    assert line["text"].lower().startswith(asked.lower())
    assert line.get("in_short", "").startswith(asked) == (asked[0].islower())


def deprived(*courses: DrugCourse, **changes: Any) -> Facts:
    return man(31.0, courses=courses, last_scan=None, **changes)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (deprived(ANALOGUE), True),
        (deprived(CYPROTERONE), True),
        (deprived(CYPROTERONE, ESTRADIOL), False),
        (deprived(ANALOGUE, course("testosterone_gel", -30.0)), False),
        (deprived(ANALOGUE, course("testosterone_gel", 30.0)), True),
        (deprived(ANALOGUE, ESTRADIOL, conditions=frozenset({"prostate_cancer"})), True),
    ],
)
def test_what_is_advised_on_deprivation_holds_where_nothing_replaces_the_hormone(
    facts: Facts, expected: bool
) -> None:
    line = line_of(facts, "deprivation_risk")
    assert line is not None
    assert (line.met == "met") == expected
    assert (class_of(facts) == "discuss") == expected
    scans = [one for one in follow_up(facts, "none") if one.measure == "scan"]
    assert bool(scans) == expected


@pytest.mark.parametrize(("last", "same"), [(None, False), (date(2025, 11, 10), True)])
def test_only_after_a_scan_there_is_a_same_device(last: date | None, same: bool) -> None:
    facts = man(60.0, courses=(ANALOGUE,), last_scan=last)
    (scan,) = [one for one in follow_up(facts, "discuss") if one.measure == "scan"]
    assert ("same device" in scan.label) == same


ZOLEDRONATE = course("zoledronate", -550.0)


@pytest.mark.parametrize(
    ("t", "said"),
    [
        (-1.6, "a bone drug is to be talked over; taken or planned: zoledronate"),
        (-2.6, "a bone drug applies; taken or planned: zoledronate"),
    ],
)
def test_to_who_takes_a_bone_drug_none_is_said_to_be_due(t: float, said: str) -> None:
    facts = man(60.0, t, courses=(ZOLEDRONATE,), conditions=frozenset({"smoking"}))
    line = guideline_line(guidelines_of_facts(facts))
    assert line["in_short"].startswith(said)
    assert "could" not in line["text"]
    without = guideline_line(guidelines_of_facts(man(60.0, t, conditions=frozenset({"smoking"}))))
    assert "in_short" not in without
    assert ("could apply" in without["text"]) == (t > -2.5)


@pytest.mark.parametrize(
    ("begun", "measured", "due"),
    [
        (-60.0, None, True),
        (-60.0, date(2026, 10, 5), True),
        (-200.0, date(2026, 11, 1), False),
        (-200.0, None, True),
        (-550.0, None, False),
        (30.0, date(2026, 11, 1), True),
    ],
)
def test_whether_a_bone_drug_works_is_asked_once_and_early(
    begun: float, measured: date | None, due: bool
) -> None:
    levels = {} if measured is None else {"ctx": Level(0.2, measured)}
    facts = man(60.0, -2.6, courses=(course("zoledronate", begun),), levels=levels)
    assert any(one.measure == "ctx" for one in follow_up(facts, "treat")) == due
