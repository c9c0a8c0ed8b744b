"""Which plans are shown beside each other: all have the same past."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from osteotwin.explaining.scenarios import scenarios_of, without_takers
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Training

INHIBITOR, BONE_DRUG = DrugCourse("letrozole", 2.5, 1), DrugCourse("zoledronate", 5, 365)
ITEMS = (INHIBITOR, BONE_DRUG, Training("back_squat", 2, 25), Diet("calcium", 1200))


@pytest.mark.parametrize("items", [some for count in range(5) for some in combinations(ITEMS, count)])
def test_a_scenario_is_there_where_it_differs_from_the_others(items: tuple[Any, ...]) -> None:
    found = scenarios_of(Protocol(items))
    expected = {"plan": items, "nothing": ()}
    if INHIBITOR in items and len(items) > 1:
        expected["drug_only"] = (INHIBITOR,)
        expected["spared"] = tuple(item for item in items if item != INHIBITOR)
    if BONE_DRUG in items and len(items) > 1:
        expected["lifestyle"] = tuple(item for item in items if item != BONE_DRUG)
    assert {name: scenario.protocol.interventions for name, scenario in found.items()} == expected
    for name, scenario in found.items():
        assert scenario.groups == tuple(item.group for item in expected[name])
        assert scenario.label[0].isupper()


#: What was done before, and the same as it was when it is left out from today on.
BEGUN = (
    DrugCourse("letrozole", 2.5, 1, -700),
    Training("back_squat", 2, 25, from_day=-700),
    Diet("calcium", 1200),
)
PAST = (
    DrugCourse("letrozole", 2.5, 1, -700, 0),
    Training("back_squat", 2, 25, adherence=0.75, from_day=-700, until_day=0),
)
ENDED = DrugCourse("zoledronate", 5, 365, -200, 165)


def test_what_a_scenario_leaves_out_ends_today() -> None:
    found = scenarios_of(Protocol(BEGUN), Protocol((ENDED,)))
    drug, squats, diet = BEGUN
    left, stopped = PAST
    assert {name: set(scenario.protocol.interventions) for name, scenario in found.items()} == {
        "plan": {ENDED, drug, squats, diet},
        "nothing": {ENDED, left, stopped},
        "drug_only": {ENDED, drug, stopped},
        "spared": {ENDED, left, squats, diet},
    }
    assert [found[name].groups for name in ("plan", "nothing", "drug_only")] == [
        ("letrozole", "training", "calcium"), (), ("letrozole",)]  # fmt: skip


UNSEEN = DrugCourse("glucocorticoid", 10, 1)


@pytest.mark.parametrize(
    ("drugs", "label"),
    [
        ((INHIBITOR,), "Letrozole alone"),
        ((INHIBITOR, UNSEEN), "Letrozole alone"),
        (
            (DrugCourse("testosterone_enanthate", 100, 7), INHIBITOR),
            "Only testosterone enanthate and letrozole",
        ),
        ((UNSEEN,), None),
    ],
)
def test_the_scenario_of_drugs_names_those_that_its_numbers_hold(
    drugs: tuple[DrugCourse, ...], label: str | None
) -> None:
    found = scenarios_of(Protocol((*drugs, Training("back_squat", 2, 25)))).get("drug_only")
    assert (None if found is None else found.label) == label


TESTOSTERONE = DrugCourse("testosterone_gel", 50, 1)


@pytest.mark.parametrize("items", [some for count in range(5) for some in combinations(ITEMS, count)])
def test_testosterone_is_kept_on_the_other_side(items: tuple[Any, ...]) -> None:
    """What a plan is compared with lacks what takes bone and all that helps; testosterone adds nothing but itself."""
    alone, beside = Protocol(items), Protocol((*items, TESTOSTERONE))
    before = scenarios_of(alone)[without_takers(alone)].protocol.interventions
    after = scenarios_of(beside)[without_takers(beside)].protocol.interventions
    assert before == ()
    assert after == ((TESTOSTERONE,) if INHIBITOR in items else ())


def test_estradiol_stands_in_for_what_a_drug_takes_and_is_on_one_side() -> None:
    plan = Protocol((DrugCourse("gnrh_agonist", 3.6, 28), DrugCourse("estradiol_patch", 0.05, 1)))
    assert scenarios_of(plan)[without_takers(plan)].protocol.interventions == ()
