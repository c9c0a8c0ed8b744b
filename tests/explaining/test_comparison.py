"""Plans side by side: differences of people whose bone is known, and laws that hold for any two plans."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from math import inf
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from tests.situations import make_outlook, make_person, outputs_of

import osteotwin as ot
from osteotwin.body.sites import DIAGNOSTIC_SITES, DXA_SITES
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.scans import least_significant_change
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.errors import InputError
from osteotwin.explaining.about_plans import ends_today
from osteotwin.explaining.comparison import MOST_PLANS, Comparison, comparison
from osteotwin.explaining.paired import Difference
from osteotwin.explaining.under_plan import under
from osteotwin.parameters import starting_values
from osteotwin.people.twin import Twin, output_days
from osteotwin.protocol.interventions import DrugCourse, NotSimulated, Protocol, Training

NOTHING = Difference(*[0.0] * 9)
YEAR = 365.25


@pytest.fixture(scope="module")
def person() -> ot.Person:
    return ot.read_person(ot.demo_path())


def compared(outlooks: dict[str, Outputs]) -> Comparison:
    """A comparison of outlooks of nobody in particular."""
    return comparison(make_person(), outlooks, {name: {} for name in outlooks}, "")


def test_differences_are_points_of_bone_and_counts_of_people() -> None:
    """At the spine a quarter loses a point a year more, the others gain one; at the hip all are the same."""
    people = 40
    base = make_outlook(people)
    values = {name: array.copy() for name, array in base.values.items()}
    gain, loss = make_outlook(people, spine=1.0), make_outlook(people, spine=-1.0)
    values["bmd_lumbar_spine"] = gain.values["bmd_lumbar_spine"].copy()
    values["bmd_lumbar_spine"][: people // 4] = loss.values["bmd_lumbar_spine"][: people // 4]
    found = compared({"first": base, "second": outputs_of(base.days, values)})
    assert (found.plans, found.years) == (("first", "second"), ("1", "2", "3"))
    for year in (1, 2, 3):
        spine = found.differences["second"]["lumbar_spine"][str(year)]
        assert (spine.median, spine.lo90, spine.hi90) == (
            pytest.approx(year), pytest.approx(-year), pytest.approx(year),
        )  # fmt: skip
        assert (spine.better, spine.worse) == (0.75, 0.25)
        assert found.differences["second"]["total_hip"][str(year)] == NOTHING
        assert found.changes["first"]["lumbar_spine"][str(year)].median == 0.0
        assert found.changes["second"]["lumbar_spine"][str(year)].median == pytest.approx(year)
    assert "+1.0 (-1.0 to +1.0), better in 75 of 100" in found._repr_html_()


def test_a_clear_difference_is_more_than_two_scans_can_err() -> None:
    """A third of the people is just beneath the least significant change in a year, a third just above, either way."""
    least = least_significant_change("lumbar_spine")
    outlooks = [make_outlook(10, spine=rate * least) for rate in (0.99, 1.01, -0.99, -1.01)]
    table = np.concatenate([outlook.table for outlook in outlooks])
    other = Outputs(outlooks[0].days, outlooks[0].endpoints, table, {})
    spine = compared({"first": make_outlook(40), "second": other}).differences["second"]["lumbar_spine"]["1"]
    assert (spine.better, spine.worse, spine.clearly_better, spine.clearly_worse) == (0.5, 0.5, 0.25, 0.25)


def test_a_line_is_crossed_when_more_than_half_have_come_down_to_it() -> None:
    """Nineteen of forty start beneath -1.0; one more comes down after a year, another after two."""
    high, low = (bmd_from_t_score("total_hip", score, "male") for score in (-0.5, -1.5))
    base = make_outlook(40)
    hip = np.full_like(base.values["bmd_total_hip"], high)
    hip[:19] = low
    years = base.days / YEAR
    hip[19, years >= 1.0] = low
    half = outputs_of(base.days, {**base.values, "bmd_total_hip": hip.copy()})
    hip[20, years >= 2.0] = low
    more = outputs_of(base.days, {**base.values, "bmd_total_hip": hip})
    found = compared({"half": half, "more": more}).crossing
    one, other = (found[plan]["total_hip"]["-1.0"] for plan in ("half", "more"))
    assert (one["today"], one["within"], one["half_by_day"], one["half_by"]) == (0.475, 0.5, None, None)
    assert (other["today"], other["within"], other["already"]) == (0.475, 0.525, False)
    assert other["half_by_day"] == pytest.approx(2 * YEAR)
    assert other["half_by"] == "2028-02-01"
    assert found["more"]["total_hip"]["-2.5"]["half_by"] is None


def test_a_plan_beside_itself_differs_by_exactly_nothing(person: ot.Person) -> None:
    plans = {"it": person.plan, "itself": person.plan}
    found = ot.compare(person, plans, people=4, parameters=starting_values())
    assert set(found.differences) == {"itself"}
    for by_year in found.differences["itself"].values():
        assert set(by_year) == {"1", "2", "3"}
        assert set(by_year.values()) == {NOTHING}
    assert found.changes["it"] == found.changes["itself"]
    assert found.crossing["it"] == found.crossing["itself"]


@pytest.mark.slow
def test_exchanged_plans_differ_by_the_opposite_and_by_nothing_else(person: ot.Person) -> None:
    plans = {"one": person.plan, "other": Protocol()}
    there, back = (
        ot.compare(person, order, people=4, seed=2, parameters=starting_values())
        for order in (plans, dict(reversed(plans.items())))
    )
    for site in DXA_SITES:
        for year in there.years:
            one, other = there.differences["other"][site][year], back.differences["one"][site][year]
            assert one.median == pytest.approx(-(other.median or 0.0), abs=1e-9)
            assert one.lo90 == pytest.approx(-(other.hi90 or 0.0), abs=1e-9)
            assert (one.better, one.worse) == (other.worse, other.better)
            assert (one.clearly_better, one.clearly_worse) == (other.clearly_worse, other.clearly_better)
    for plan in plans:
        assert there.changes[plan] == back.changes[plan]
        assert there.crossing[plan] == back.crossing[plan]
        assert there.about[plan] == back.about[plan]


def test_a_plan_that_begins_before_the_persons_own_is_compared_too(person: ot.Person) -> None:
    late = replace(person, plan=Protocol((DrugCourse("letrozole", 2.5, 1, from_day=100.0),)))
    early = Protocol((DrugCourse("letrozole", 2.5, 1, from_day=0.0),))
    found = ot.compare(late, {"late": late.plan, "early": early}, people=4, parameters=starting_values())
    first = found.differences["early"]["lumbar_spine"]["1"]
    assert first.worse == 1.0
    assert found.failed["count"] == 0


@pytest.fixture(scope="module")
def begun() -> ot.Person:
    """A man two years on letrozole and denosumab, which go on, who took teriparatide before."""
    return make_person(
        Protocol(
            (
                DrugCourse("letrozole", 2.5, 1, -2 * YEAR),
                DrugCourse("denosumab", 60, YEAR / 2, -1.2 * YEAR),
                Training("back_squat", 2, 24, from_day=-100.0, load_fraction_1rm=0.8),
            )
        ),
        birth_date=date(1966, 5, 14),
        history=Protocol((DrugCourse("teriparatide", 20, 1, -5 * YEAR, -3 * YEAR),)),
    )


def test_every_plan_comes_after_the_persons_past(begun: ot.Person) -> None:
    """As in the twin: ending denosumab lets its rebound come, although the plan does not know of it."""
    plans = {"own": begun.plan, "nothing": Protocol(), "drug": Protocol((DrugCourse("letrozole", 2.5, 1),))}
    found = ot.compare(begun, plans, people=4, parameters=starting_values())
    twin = Twin.from_person(begun, 4, plans=plans.values(), parameters=starting_values())
    outlooks = twin.simulate_all(plans, output_days(begun.outlook_days))
    expected = comparison(begun, outlooks, found.about, found.intervals)
    assert found.changes == expected.changes
    assert found.differences == expected.differences
    assert found.crossing == expected.crossing
    for site in DIAGNOSTIC_SITES:
        for line, one in found.crossing["own"][site].items():
            assert found.crossing["nothing"][site][line]["today"] == one["today"]
    never = replace(begun, plan=Protocol(), history=Protocol())
    fresh = ot.compare(never, {"a": Protocol(), "b": plans["drug"]}, people=4, parameters=starting_values())
    rebound, calm = (
        one.changes[name]["lumbar_spine"]["1"].median for one, name in ((found, "nothing"), (fresh, "a"))
    )
    assert (rebound or 0.0) < (calm or 0.0) - 1.0


def test_under_a_plan_the_past_is_history_and_what_is_not_planned_ends(begun: ot.Person) -> None:
    assert under(begun, begun.plan) == begun
    plan = Protocol((DrugCourse("letrozole", 2.5, 1),))
    person = under(begun, plan)
    assert person.plan == plan
    assert set(person.history.groups()) == {"letrozole", "denosumab", "training", "teriparatide"}
    assert all(item.until_day <= YEAR / 2 for item in person.history.interventions)
    assert person.past == begun.past
    assert ends_today(begun, plan) == ["denosumab", "training"]
    assert ends_today(begun, begun.plan) == []


def test_a_drug_in_no_number_that_goes_on_ends_with_a_plan_without_it() -> None:
    here = NotSimulated("nandrolone", "nandrolone", "50 mg", from_day=-100.0)
    later = NotSimulated("trenbolone", "trenbolone", "50 mg", from_day=10.0)
    person = make_person(Protocol((), (here, later)))
    assert ends_today(person, Protocol()) == ["nandrolone (not simulated)"]
    assert ends_today(person, Protocol((), (replace(here, dose="25 mg", from_day=0.0),))) == []


def test_flags_and_limits_are_those_of_each_plan(begun: ot.Person) -> None:
    found = ot.compare(
        begun, {"own": begun.plan, "nothing": Protocol()}, people=3, parameters=starting_values()
    )
    own, nothing = ([flag["text"] for flag in found.about[plan]["flags"]] for plan in ("own", "nothing"))
    assert any("Denosumab ends" in text for text in nothing)
    assert not any("Denosumab ends" in text for text in own)
    assert found.about["own"]["outside_tested_range"] != found.about["nothing"]["outside_tested_range"]
    assert found.about["nothing"]["done"] == []
    assert found.about["nothing"]["ends_today"] == ["letrozole", "denosumab", "training"]


@pytest.mark.slow
def test_it_keeps_to_its_schema_and_is_the_same_again(person: ot.Person) -> None:
    plans = {"as is": person.plan, "no <training>": person.plan.without("training")}

    def again(**changes: Any) -> Any:
        return ot.compare(
            person, plans, **({"people": 3, "seed": 5, "parameters": starting_values()} | changes)
        )

    schema = ot.schema("comparison")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = again()
    text = json.dumps(found.to_dict(), allow_nan=False)
    validator.validate(json.loads(text))
    assert json.loads(text) == found.to_dict()
    assert text == json.dumps(again().to_dict())
    assert text != json.dumps(again(seed=6).to_dict())
    answer = found.to_dict()
    assert (answer["against"], answer["people"], answer["seed"]) == ("as is", 3, 5)
    assert [plan["name"] for plan in answer["plans"]] == ["as is", "no <training>"]
    assert set(answer["differences"]["no <training>"]) == set(DXA_SITES)
    for key in answer:
        assert not validator.is_valid({name: value for name, value in answer.items() if name != key}), key
    assert not validator.is_valid(answer | {"more": 1})
    assert not validator.is_valid(answer | {"plans": answer["plans"][:1]})
    assert "no &lt;training&gt;: total hip" in found._repr_html_()
    assert "<training>" not in found._repr_html_()
    assert repr(found) == "Comparison(2 plans, 3 virtual people, seed 5)"


def test_the_course_ends_where_the_last_year_does(person: ot.Person) -> None:
    found = ot.compare(
        person, {"a": person.plan, "b": Protocol()}, people=3, parameters=starting_values()
    ).to_dict()
    assert found["course"]["years"][-1] == pytest.approx(3.0, abs=0.01)
    for plan in ("a", "b"):
        for site, bands in found["course"]["plans"][plan].items():
            assert bands["median"][0] == 0.0
            assert len(bands["lo50"]) == len(found["course"]["years"])
            assert bands["median"][-1] == found["changes"][plan][site]["3"]["median"]


def test_who_failed_under_any_plan_is_left_out_of_all_and_of_nobody_nothing_is_known() -> None:
    base = make_outlook(10)
    table = make_outlook(10, spine=1.0).table.copy()
    table[4:] = np.nan
    some = Outputs(base.days, base.endpoints, table, dict.fromkeys(range(4, 10), "it failed"))
    mixed = make_outlook(10).table.copy()
    mixed[4:] *= 0.9
    mixed[4:, 0] /= 0.9
    found = compared({"all": Outputs(base.days, base.endpoints, mixed, {}), "some": some})
    assert found.differences["some"]["lumbar_spine"]["1"].better == 1.0
    assert found.changes["all"]["lumbar_spine"]["1"].lo90 == 0.0  # of the four who are left
    assert (found.failed["count"], found.failed["too_many"]) == (6, True)
    assert str(found.failed["text"]).startswith("No comparison: the simulation of 6 of 10")
    assert found.crossing == {}
    nobody = Outputs(
        base.days, base.endpoints, np.full_like(table, np.nan), dict.fromkeys(range(10), "it failed")
    )
    found = compared({"all": base, "nobody": nobody})
    assert set(found.differences["nobody"]["total_hip"].values()) == {Difference(*[None] * 9)}
    assert "not available" in found._repr_html_()
    json.dumps(found.differences["nobody"]["total_hip"]["1"].__dict__, allow_nan=False)


LONG_AGO = Protocol((DrugCourse("letrozole", 2.5, 1, -50.0, inf),))


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ({}, "no plan"),
        ({"one": Protocol()}, "one plan"),
        ({"one": Protocol(), "two": "plan.toml"}, '"plan.toml"'),
        ({str(k): Protocol() for k in range(MOST_PLANS + 1)}, "at most 6 plans"),
        ({"one": Protocol(), "two": LONG_AGO}, "what was done before is the same under every plan"),
    ],
)
def test_what_cannot_be_compared_is_refused(person: ot.Person, plans: Any, words: str) -> None:
    with pytest.raises(InputError) as raised:
        ot.compare(person, plans)
    (problem,) = raised.value.problems
    assert words in problem.sentence()


def test_progress_rises_from_the_twin_over_the_plans_to_the_end(person: ot.Person) -> None:
    seen: list[float] = []
    plans = {"as is": person.plan, "nothing": Protocol()}
    ot.compare(
        person,
        plans,
        people=3,
        parameters=starting_values(),
        on_progress=lambda now: seen.append(now.fraction),
    )
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert any(now == pytest.approx(1 / 3) for now in seen)
