"""The verdict: two questions to the virtual people, and their answers in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from tests.every import every
from tests.situations import make_outlook, outputs_of

from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.scans import least_significant_change
from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.questions import (
    answer_class,
    probability_of_keeping,
    probability_of_offset,
)
from osteotwin.explaining.scenarios import LIFESTYLE, scenarios_of
from osteotwin.explaining.scenarios import PLAN as PLAN_NAME
from osteotwin.explaining.verdict import Asked, verdict_of
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement, Training
from osteotwin.safety import Flag
from osteotwin.safety.refused import Refused, refused_by, without_refused

ANASTROZOLE = DrugCourse("anastrozole", 1, 1)
DENOSUMAB = DrugCourse("denosumab", 60, 182)
TRAINING = Training("back_squat", 2, 25)
PLAN = Protocol((ANASTROZOLE, TRAINING))
ASKED = Asked(PLAN)
GEL = DrugCourse("testosterone_gel", 50, 1)


def outlooks(of: Protocol = PLAN, **changes: Outputs) -> dict[str, Outputs]:
    alike = make_outlook()
    return {name: changes.get(name, alike) for name in scenarios_of(of)}


def mixed(losers: int, people: int = 20, *, lost: float = 3.0) -> Outputs:
    """An outlook in which some people lose at the hip, percent a year, and the others gain everywhere."""
    gain, loss = make_outlook(people, spine=1.0, hip=1.0), make_outlook(people, spine=1.0, hip=-lost)
    values = {name: gain.values[name].copy() for name in gain.values}
    values["bmd_total_hip"][:losers] = loss.values["bmd_total_hip"][:losers]
    return outputs_of(gain.days, values)


def said(runs: dict[str, Outputs], asked: Asked = ASKED) -> dict[str, str]:
    """The sentence for each question."""
    return {line["question"]: line["text"] for line in verdict_of(runs, asked)["lines"]}


@pytest.mark.parametrize("losers", [0, 5, 20])
def test_probabilities_count_those_who_lose_nowhere(losers: int) -> None:
    assert probability_of_offset(mixed(losers), make_outlook(), 2) == pytest.approx(1 - losers / 20)
    assert probability_of_keeping(mixed(losers), 2) == pytest.approx(1 - losers / 20)


@pytest.mark.parametrize("change", [-3.0, -0.5, -1e-6, 0.0, 1e-6, 2.0])
@pytest.mark.parametrize("site", ["spine", "hip"])
def test_any_loss_against_no_plan_is_no_offset(site: str, change: float) -> None:
    """Against the same person without the plan, whatever both lose."""
    without = make_outlook(spine=-1.0, hip=-1.0)
    found = probability_of_offset(
        make_outlook(**{"spine": -1.0, "hip": -1.0, site: -1.0 + change}), without, 1
    )
    assert found == float(change >= 0)


def test_a_plan_of_nothing_takes_nothing() -> None:
    """The very same course is no loss, however it is rounded."""
    assert probability_of_offset(mixed(7), mixed(7), 3) == 1.0


@pytest.mark.parametrize("site", ["spine", "hip"])
def test_bone_is_kept_up_to_the_least_significant_change(site: str) -> None:
    most = least_significant_change({"spine": "lumbar_spine", "hip": "total_hip"}[site])
    assert 3 < most < 4
    assert probability_of_keeping(make_outlook(**{site: -0.99 * most}), 1) == 1.0
    assert probability_of_keeping(make_outlook(**{site: -1.01 * most}), 1) == 0.0


def test_people_whose_run_failed_do_not_count() -> None:
    outlook = mixed(5)
    values = {name: array.copy() for name, array in outlook.values.items()}
    values["bmd_total_hip"][:5] = np.nan  # the losers
    assert probability_of_keeping(outputs_of(outlook.days, values), 1) == 1.0
    nobody = outputs_of(outlook.days, {name: np.full_like(a, np.nan) for name, a in outlook.values.items()})
    assert np.isnan(probability_of_keeping(nobody, 1))
    assert np.isnan(probability_of_offset(nobody, outlook, 1))


@pytest.mark.parametrize(
    ("probability", "found"),
    [
        (0.8, "yes"),
        (0.79, "open"),
        (0.21, "open"),
        (0.2, "no"),
        (0.0, "no"),
        (1.0, "yes"),
        (float("nan"), "open"),
    ],
)
def test_classes(probability: float, found: str) -> None:
    assert answer_class(probability) == found
    assert answer_class(probability, is_open=True) == "open"


def test_the_plan_is_judged_as_it_is_and_without_its_bone_drug_beside_it() -> None:
    plan = Protocol((ANASTROZOLE, TRAINING, DENOSUMAB))
    runs = outlooks(plan, plan=make_outlook(spine=3.0, hip=2.0)) | {
        LIFESTYLE: make_outlook(spine=-3.0, hip=-2.0)
    }
    found = verdict_of(runs, Asked(plan))
    for year in found["years"].values():
        assert (year["offset"]["class"], year["kept"]["class"], year["lifestyle"]["class"]) == (
            "yes",
            "yes",
            "no",
        )
    assert "Without denosumab: none." in said(runs, Asked(plan))["offset"]


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ((ANASTROZOLE,), "Nothing in the plan makes up for what anastrozole takes"),
        ((ANASTROZOLE, TRAINING), "Training against what anastrozole takes"),
        ((ANASTROZOLE, GEL), "Nothing in the plan makes up for what anastrozole takes"),
        ((ANASTROZOLE, GEL, TRAINING), "bone as on testosterone gel 1 % alone, without"),
        ((ANASTROZOLE, Supplement("vitamin_d", 1000, 1)), "Vitamin D against what anastrozole takes"),
        ((TRAINING,), "no drug that takes bone"),
        ((DENOSUMAB,), "no drug that takes bone"),
        ((DrugCourse("glucocorticoid", 10, 1), TRAINING), "The numbers leave out the loss of bone by glucocorticoid"),
        ((), "no drug that takes bone"),
    ],
)  # fmt: skip
def test_no_sentence_speaks_of_what_the_plan_lacks(items: tuple[object, ...], words: str) -> None:
    plan = Protocol(items)  # type: ignore[arg-type]
    text = said(outlooks(plan), Asked(plan))["offset"]
    assert words in text
    names = {TRAINING: "raining", ANASTROZOLE: "nastrozole", DENOSUMAB: "enosumab"}
    assert all((name in text) <= (item in items) for item, name in names.items())
    assert "ifestyle" not in text


PREDNISONE = DrugCourse("glucocorticoid", 10, 1)


@pytest.mark.parametrize(
    ("items", "conditions"),
    [
        ((PREDNISONE, TRAINING), ()),
        ((TRAINING,), ("glucocorticoid_use",)),
        ((), ("glucocorticoid_use",)),
        ((ANASTROZOLE, PREDNISONE, TRAINING), ()),
        ((ANASTROZOLE, TRAINING, DENOSUMAB), ("glucocorticoid_use",)),
    ],
)
def test_a_loss_that_is_not_simulated_leaves_no_yes(
    items: tuple[object, ...], conditions: tuple[str, ...]
) -> None:
    plan = Protocol(items)  # type: ignore[arg-type]
    runs = outlooks(plan)
    without = verdict_of(runs, Asked(Protocol(tuple(item for item in items if item is not PREDNISONE))))
    assert "yes" in {one["class"] for year in without["years"].values() for one in year.values() if one}
    found = verdict_of(runs, Asked(plan, conditions))
    assert {one["class"] for year in found["years"].values() for one in year.values()} <= {"open", "no"}
    assert [line["class"] for line in found["lines"]] == ["open", "open"]
    texts = [line["text"] for line in found["lines"]]
    assert all("glucocorticoid" in text for text in texts)
    assert not any("no drug that takes bone" in text for text in texts)
    assert without["on_top"] == ""
    assert found["on_top"].startswith("The loss by glucocorticoid")
    offset = found["lines"][0]
    assert ("in_short" in offset) is (found["years"]["1"]["offset"]["probability"] is None)
    if "in_short" in offset:
        assert offset["in_short"].startswith("cannot be said, because the loss by glucocorticoid")


def test_a_serm_takes_bone_while_the_ovaries_work() -> None:
    plan = Protocol((DrugCourse("tamoxifen", 20, 1),))
    assert verdict_of(outlooks(plan), Asked(plan))["years"]["1"]["offset"] is None
    assert verdict_of(outlooks(plan), Asked(plan, before_menopause=True))["years"]["1"]["offset"] is not None


@pytest.mark.parametrize("spine", [-5.0, 0.0, 3.0])
@pytest.mark.parametrize("plan", [PLAN, Protocol((TRAINING,)), Protocol()])
def test_no_year_beyond_what_trials_covered_says_more_than_open(plan: Protocol, spine: float) -> None:
    """From the year in which it leaves it, whatever the probability, which is still told."""
    runs = dict.fromkeys(scenarios_of(plan), make_outlook(spine=spine))
    usual = verdict_of(runs, Asked(plan))["years"]
    for day, first_open in ((-100.0, 1), (0.0, 1), (365.0, 1), (365.25, 2), (800.0, 3), (1095.75, 4)):
        asked = Asked(plan, outside=(Beyond("a text", "this", day),))
        for year, entry in verdict_of(runs, asked)["years"].items():
            for question in ("offset", "kept"):
                if int(year) < first_open or usual[year][question] is None:
                    assert entry[question] == usual[year][question]
                else:
                    assert entry[question] == usual[year][question] | {"class": "open"}
        if first_open <= 3:
            assert "Open, since no trial covered this: this." in said(runs, asked)["kept"]


def test_measurements_that_contradict_leave_every_answer_open() -> None:
    found = verdict_of(outlooks(), Asked(PLAN, contradicting=("Total hip BMD of 2026-01-02",)))
    assert {one["class"] for year in found["years"].values() for one in year.values()} == {"open"}
    assert all(
        "measurements contradict each other (Total hip BMD of 2026-01-02)" in line["text"]
        for line in found["lines"]
    )


def test_three_reasons_are_told_and_the_others_counted() -> None:
    reasons = tuple(Beyond("a text", f"reason {number}") for number in range(5))
    for count, words in (
        (3, "reason 0; reason 1; reason 2."),
        (5, "reason 0; reason 1; reason 2; and 2 more."),
    ):
        assert words in said(outlooks(), Asked(PLAN, outside=reasons[:count]))["kept"]


def test_the_headline_has_the_numbers_of_the_plan_that_is_allowed() -> None:
    runs = outlooks(plan=make_outlook(spine=1.0, hip=0.5), drug_only=make_outlook(spine=-2.0, hip=-1.0))
    text = verdict_of(runs, ASKED)["headline"]
    assert "bone under this plan to change by +3.0 % at the spine and +1.5 % at the hip" in text
    assert "without training, by −6.0 % at the spine and −3.0 % at the hip" in text
    refused = (Refused("back_squat", "back squat", "why"),)
    runs |= {PLAN_NAME: make_outlook(spine=-2.0, hip=-1.0)}
    found = verdict_of(runs, Asked(PLAN, refused=refused))
    assert "the plan without back squat, which a hard rule forbids, to change by −6.0 %" in found["headline"]
    assert found["years"]["3"]["offset"]["class"] == "no"
    assert found["lines"][0]["text"].startswith("Nothing in the plan makes up for")
    assert found["refused"] == [{"what": "back_squat", "label": "back squat", "why": "why", "follows": ""}]


@pytest.mark.parametrize("change", [0.01, 0.0, -0.01])
def test_nothing_has_no_sign(change: float) -> None:
    text = verdict_of(outlooks(plan=make_outlook(spine=change, hip=change)), ASKED)["headline"]
    assert "by 0.0 % at the spine and 0.0 % at the hip" in text


def test_what_hard_flags_forbid_leaves_the_plan_and_nothing_else() -> None:
    flags = (
        Flag("ask_first", "a", "s", ("deadlift",)),
        Flag("do_not", "b", "s", ("back_squat", "calcium")),
        Flag("do_not", "c", "s", ("back_squat",)),
        Flag("do_not", "d", "s"),
    )
    refused = refused_by(flags)
    assert [(one.what, one.why) for one in refused] == [("back_squat", "b"), ("calcium", "b")]
    deadlift, vitamin_d = Training("deadlift", 2, 25), Supplement("vitamin_d", 1000, 1)
    plan = Protocol((ANASTROZOLE, TRAINING, deadlift, Supplement("calcium_citrate", 500, 1), vitamin_d))
    assert without_refused(plan, refused).interventions == (ANASTROZOLE, deadlift, vitamin_d)
    assert without_refused(plan, ()) == plan


def test_a_share_is_never_certain() -> None:
    assert (
        "more than 99 %"
        in said(dict.fromkeys(scenarios_of(PLAN), make_outlook(200, spine=1.0, hip=1.0)))["offset"]
    )


@pytest.mark.parametrize(
    ("losers", "words"),
    [
        (0, "more than 99 %"), (1, "more than 99 %"), (2, "99 %"), (3, "98 %"), (100, "50 %"), (197, "2 %"),
        (198, "1 %"), (199, "less than 1 %"), (200, "less than 1 %"),
    ],
)  # fmt: skip
def test_a_share_is_said_in_percent_up_to_its_ends(losers: int, words: str) -> None:
    assert (
        f", {words} of the virtual people lose"
        in said(dict.fromkeys(scenarios_of(PLAN), mixed(losers, 200)))["kept"]
    )


def test_an_outlook_under_a_year_has_no_verdict() -> None:
    short = make_outlook()
    short = outputs_of(short.days[:6], {k: v[:, :6] for k, v in short.values.items()})
    found = verdict_of(dict.fromkeys(scenarios_of(PLAN), short), ASKED)
    assert (found["years"], found["lines"]) == ({}, [])
    assert "too short" in found["headline"]


def lasting(years: float, *, people: int = 20, failed: int = 0) -> Outputs:
    """An outlook of some years in which spine and hip gain, with some people whose simulation failed."""
    days = np.arange(0, round(12 * years) + 1) * 365.25 / 12
    gain = make_outlook(people, spine=1.0, hip=2.0)
    values = {
        name: np.tile(array[:, :1], len(days)) * (1 + days / 36525) for name, array in gain.values.items()
    }
    for array in values.values():
        array[:failed] = np.nan
    return replace(outputs_of(days, values), failures=dict.fromkeys(range(failed), "it failed."))


@pytest.mark.parametrize(("years", "span"), [(1, "1 year"), (2, "2 years"), (5, "5 years")])
def test_the_span_is_said_in_whole_years(years: int, span: str) -> None:
    runs = dict.fromkeys(scenarios_of(PLAN), lasting(years + 0.5))
    found = verdict_of(runs, ASKED)
    assert list(found["years"]) == [str(year) for year in range(1, years + 1)]
    assert found["headline"].startswith(f"Over {span} the model expects")
    assert f"After {span}, " in said(runs)["kept"]


@pytest.mark.parametrize(
    ("people", "failed", "words"),
    [
        (1, 0, "Only one virtual person was simulated"), (2, 1, "Only one virtual person was simulated"),
        (2, 0, "Only 2 virtual people were simulated"), (100, 1, "Only 99 virtual people were simulated"),
        (101, 1, None), (100, 0, None),
    ],
)  # fmt: skip
def test_how_many_were_simulated_is_said_where_they_are_few(
    people: int, failed: int, words: str | None
) -> None:
    """Those whose simulation failed do not count."""
    text = said(dict.fromkeys(scenarios_of(PLAN), lasting(1, people=people, failed=failed)))["kept"]
    assert ("simulated" in text) is (words is not None)
    assert words is None or words in text


def test_without_anybody_the_share_is_unknown() -> None:
    nobody = lasting(2, people=5, failed=5)
    runs = dict.fromkeys(scenarios_of(PLAN), nobody)
    for entry in verdict_of(runs, ASKED)["years"].values():
        assert (
            entry["kept"] == entry["offset"] == {"probability": None, "class": "open", "share_alone": "open"}
        )
    assert all("an unknown share of the virtual people" in text for text in said(runs).values())


@every(
    "start, years",
    [*product([date(2026, 2, 1), date(2024, 2, 1), date(2027, 3, 1), date(2028, 2, 29)], range(1, 31))],
)
def test_a_year_is_from_date_to_date(start: date, years: int) -> None:
    """However many leap days lie between; the day before is not yet the year."""
    end = date(start.year + years, start.month, min(start.day, 28))
    for days, reached in (((end - start).days, years), ((end - start).days - 3, years - 1)):
        outlook = replace(make_outlook(2), days=np.array([0.0, float(days)]))
        assert (outlook.whole_years or [0])[-1] == reached


def test_what_an_inhibitor_takes_is_counted_from_the_same_testosterone() -> None:
    """Testosterone gives more bone than the inhibitor beside it takes: that does not make up for the inhibitor."""
    plan = Protocol((ANASTROZOLE, GEL))
    gains, more = make_outlook(spine=2.0, hip=2.0), make_outlook(spine=3.0, hip=3.0)
    runs = outlooks(plan, plan=gains, testosterone_only=more, spared=more)
    assert {year["offset"]["probability"] for year in verdict_of(runs, Asked(plan))["years"].values()} == {
        0.0
    }


def test_testosterone_without_a_drug_that_takes_bone_has_nothing_to_make_up_for() -> None:
    plan = Protocol((GEL, TRAINING))
    found = verdict_of(outlooks(plan), Asked(plan))
    assert {one["offset"] for one in found["years"].values()} == {None}


def test_who_plans_nothing_has_no_plan_in_words() -> None:
    nothing = Protocol()
    assert scenarios_of(nothing)[PLAN_NAME].label == "Life as it is"
    text = verdict_of(dict.fromkeys(scenarios_of(nothing), make_outlook(spine=1.0)), Asked(nothing))[
        "headline"
    ]
    assert "bone under life as it is to change by" in text
    assert scenarios_of(PLAN)[PLAN_NAME].label == "The plan"
