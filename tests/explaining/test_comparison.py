"""Plans side by side: differences of people whose bone is known, and laws that hold for any two plans."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.situations import make_outlook, outputs_of

import osteotwin as ot
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.outputs import Outputs
from osteotwin.errors import InputError
from osteotwin.explaining.comparison import Difference, comparison
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import DrugCourse, Protocol

NOTHING = Difference(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def person() -> ot.Person:
    return ot.read_person(ot.demo_path())


def test_differences_are_points_of_bone_and_counts_of_people() -> None:
    """At the spine a quarter loses a point a year more, the others gain one; at the hip all are the same."""
    people = 40
    base = make_outlook(people)
    values = {name: array.copy() for name, array in base.values.items()}
    gain, loss = make_outlook(people, spine=1.0), make_outlook(people, spine=-1.0)
    values["bmd_lumbar_spine"] = gain.values["bmd_lumbar_spine"].copy()
    values["bmd_lumbar_spine"][: people // 4] = loss.values["bmd_lumbar_spine"][: people // 4]
    found = comparison({"first": base, "second": outputs_of(base.days, values)})
    assert (found.plans, found.years) == (("first", "second"), ("1", "2", "3"))
    for year in (1, 2, 3):
        spine = found.differences["second"]["lumbar_spine"][str(year)]
        assert (spine.median, spine.lo90, spine.hi90) == (
            pytest.approx(year), pytest.approx(-year), pytest.approx(year),
        )  # fmt: skip
        assert (spine.better, spine.worse) == (0.75, 0.25)
        assert found.differences["second"]["total_hip"][str(year)] == NOTHING
    assert "+1.0 (-1.0 to +1.0), better in 75 of 100" in found._repr_html_()


def test_a_plan_beside_itself_differs_by_exactly_nothing(person: ot.Person) -> None:
    found = ot.compare(
        person, {"it": person.plan, "itself": person.plan}, people=4, parameters=starting_values()
    )
    assert set(found.differences) == {"itself"}
    for by_year in found.differences["itself"].values():
        assert set(by_year) == {"1", "2", "3"}
        assert set(by_year.values()) == {NOTHING}


def test_exchanged_plans_differ_by_the_opposite(person: ot.Person) -> None:
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


def test_a_plan_that_begins_before_the_persons_own_is_compared_too(person: ot.Person) -> None:
    late = replace(person, plan=Protocol((DrugCourse("letrozole", 2.5, 1, from_day=100.0),)))
    early = Protocol((DrugCourse("letrozole", 2.5, 1, from_day=0.0),))
    found = ot.compare(late, {"late": late.plan, "early": early}, people=4, parameters=starting_values())
    first = found.differences["early"]["lumbar_spine"]["1"]
    assert first.worse == 1.0
    assert found.failed["count"] == 0


def test_it_is_json_and_the_same_again(person: ot.Person) -> None:
    plans = {"as is": person.plan, "no <training>": person.plan.without("training")}

    def again(**changes: Any) -> Any:
        return ot.compare(
            person, plans, **({"people": 3, "seed": 5, "parameters": starting_values()} | changes)
        )

    found = again()
    text = json.dumps(found.to_dict(), allow_nan=False)
    assert json.loads(text) == found.to_dict()
    assert text == json.dumps(again().to_dict())
    assert text != json.dumps(again(seed=6).to_dict())
    answer = found.to_dict()
    assert (answer["against"], answer["people"], answer["seed"]) == ("as is", 3, 5)
    assert set(answer["differences"]["no <training>"]) == set(DXA_SITES)
    assert "no &lt;training&gt;: total hip" in found._repr_html_()
    assert "<training>" not in found._repr_html_()
    assert repr(found) == "Comparison(2 plans, 3 virtual people, seed 5)"


def test_who_failed_under_either_plan_is_left_out_and_of_nobody_nothing_is_known() -> None:
    base = make_outlook(10)
    table = make_outlook(10, spine=1.0).table.copy()
    table[4:] = np.nan
    some = Outputs(base.days, base.endpoints, table, dict.fromkeys(range(4, 10), "it failed"))
    found = comparison({"all": base, "some": some})
    assert found.differences["some"]["lumbar_spine"]["1"].better == 1.0
    assert (found.failed["count"], found.failed["too_many"]) == (6, True)
    nobody = Outputs(
        base.days, base.endpoints, np.full_like(table, np.nan), dict.fromkeys(range(10), "it failed")
    )
    found = comparison({"all": base, "nobody": nobody})
    unknown = Difference(None, None, None, None, None, None, None)
    assert set(found.differences["nobody"]["total_hip"].values()) == {unknown}
    assert "not available" in found._repr_html_()
    json.dumps(found.to_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ({}, "no plan"),
        ({"one": Protocol()}, "one plan"),
        ({"one": Protocol(), "two": "plan.toml"}, '"plan.toml"'),
    ],
)
def test_what_cannot_be_compared_is_refused(person: ot.Person, plans: Any, words: str) -> None:
    with pytest.raises(InputError) as raised:
        ot.compare(person, plans)
    (problem,) = raised.value.problems
    assert words in problem.sentence()


def test_progress_rises_from_the_twin_over_each_plan_to_the_end(person: ot.Person) -> None:
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
    assert all(any(now == pytest.approx(done / 3) for now in seen) for done in (1, 2, 3))
