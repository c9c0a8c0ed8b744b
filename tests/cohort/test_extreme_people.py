"""Whoever a file may describe is simulated within what a living body can have, or fails with a reason."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.within_bounds import assert_within

from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.sampling import sample_cohort, sample_people
from osteotwin.cohort.simulation import run_plan
from osteotwin.endpoints import MEASURED
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters.sample import Streams, central
from osteotwin.people.read_person import OLDEST, YOUNGEST
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement, Training
from osteotwin.protocol.plan_file import LARGEST_CALCIUM_MG_PER_DAY, LARGEST_VITAMIN_D_IU_PER_DAY

ENGINE = KernelEngine(relative_tolerance=1e-5, absolute_tolerance=1e-7)
DAYS = np.arange(0, 37, 3) * 30.4375

#: field of a profile -> its whole allowed range
ALLOWED: dict[str, tuple[float, float]] = {
    field: (MEASURED[endpoint].low, MEASURED[endpoint].high)
    for field, endpoint in {
        "height_cm": "height",
        "weight_kg": "weight",
        "estradiol_pg_ml": "estradiol",
        "testosterone_ng_dl": "testosterone",
        "lh_iu_l": "lh",
        "vitamin_d_25ohd_ng_ml": "25ohd",
        "bmd_lumbar_spine": "bmd_lumbar_spine",
        "bmd_total_hip": "bmd_total_hip",
        "bmd_femoral_neck": "bmd_femoral_neck",
        "bmd_radius_33": "bmd_radius_33",
    }.items()
} | {
    "calcium_mg_per_day": (0.0, LARGEST_CALCIUM_MG_PER_DAY),
    "vitamin_d_iu_per_day": (0.0, LARGEST_VITAMIN_D_IU_PER_DAY),
}

#: The ages at menopause that a person file may hold.
YOUNGEST_MENOPAUSE, OLDEST_MENOPAUSE = 20.0, 65.0

SUPPLEMENTS = Protocol(
    (Supplement("calcium_carbonate", 500.0, 1, 0.0), Supplement("vitamin_d", 1000.0, 1, 0.0))
)
PLANS = {
    "nothing": Protocol(()),
    "supplements": SUPPLEMENTS,
    "letrozole": Protocol((DrugCourse("letrozole", 2.5, 1.0, 0.0),)),
    "denosumab": Protocol((DrugCourse("denosumab", 60.0, 182.0, 0.0, 400.0),)),
    "training": Protocol((Training("back_squat", 3, 24, 0.8),)),
}


def simulated(
    sex: str, age: float, known: dict[str, float], plan: Protocol, people: int, seed: int = 1
) -> Outputs:
    fields = {name: Known(value, 0.03 * value) for name, value in known.items()}
    profile, _ = complete_profile(sex, age, fields)
    return run_plan(
        sample_cohort(profile, parameters_in_use(), people, seed, -1.0, ENGINE), plan, DAYS, ENGINE
    )


@st.composite
def extreme(draw: st.DrawFn) -> tuple[str, float, dict[str, float], str, int]:
    """Somebody whose values lie anywhere in their allowed ranges, often at the ends."""
    names = draw(st.sets(st.sampled_from(sorted(ALLOWED)), max_size=6))
    known: dict[str, float] = {}
    for name in sorted(names):
        low, high = ALLOWED[name]
        known[name] = draw(st.sampled_from([low, high]) | st.floats(low, high))
    age = draw(st.sampled_from([YOUNGEST, OLDEST]) | st.floats(YOUNGEST, OLDEST))
    sex = draw(st.sampled_from(["male", "female"]))
    if sex == "female" and age >= YOUNGEST_MENOPAUSE and draw(st.booleans()):
        last = min(OLDEST_MENOPAUSE, age)
        known["menopause_age"] = draw(
            st.sampled_from([YOUNGEST_MENOPAUSE, last]) | st.floats(YOUNGEST_MENOPAUSE, last)
        )
    return sex, age, known, draw(st.sampled_from(sorted(PLANS))), draw(st.integers(1, 10_000))


@pytest.mark.slow
@given(extreme())
def test_no_output_leaves_its_bounds_and_nothing_raises(
    who: tuple[str, float, dict[str, float], str, int],
) -> None:
    sex, age, known, plan, seed = who
    assert_within(simulated(sex, age, known, PLANS[plan], 3, seed))


@pytest.mark.parametrize("plan", [name for name in PLANS if name != "denosumab"])
@pytest.mark.parametrize(
    ("sex", "age", "known"),
    [
        ("male", 55.0, {"vitamin_d_25ohd_ng_ml": 1.0}),
        ("male", 55.0, {"vitamin_d_25ohd_ng_ml": 3.0}),
        ("female", 70.0, {"vitamin_d_25ohd_ng_ml": 3.0}),
        ("male", 55.0, {"calcium_mg_per_day": 0.0}),
        ("male", 55.0, {"calcium_mg_per_day": 20.0}),
        ("male", 55.0, {"calcium_mg_per_day": 100.0}),
        ("female", 70.0, {"calcium_mg_per_day": 100.0}),
        ("male", 55.0, {"weight_kg": 190.0, "height_cm": 178.0}),
        ("male", 18.0, {}),
        ("female", 18.0, {}),
        ("male", 100.0, {}),
        ("female", 100.0, {}),
    ],
    ids=str,
)
def test_what_people_truly_have_works(sex: str, age: float, known: dict[str, float], plan: str) -> None:
    found = simulated(sex, age, known, PLANS[plan], 60)
    assert len(found.failures) <= 0.05 * len(found), next(iter(found.failures.values()))
    assert_within(found)


@pytest.mark.parametrize("calcium", [0.0, 20.0])
def test_denosumab_with_hardly_any_calcium_fails_at_calcium(calcium: float) -> None:
    """The label forbids it in hypocalcemia: bone is the only source left, and it is shut."""
    found = simulated("male", 55.0, {"calcium_mg_per_day": calcium}, PLANS["denosumab"], 60)
    assert len(found.failures) > 0.5 * len(found)
    assert all("calcium" in why for why in found.failures.values())
    assert any("a habitual calcium intake of" in why for why in found.failures.values())
    assert_within(found)


@pytest.mark.parametrize("field", ["vitamin_d_25ohd_ng_ml", "calcium_mg_per_day"])
def test_the_less_a_person_had_the_more_supplements_bring_without_end(field: str) -> None:
    """Down to nothing: treatment of a deficiency raises density by tens of percent, never by multiples."""
    low, usual = {"vitamin_d_25ohd_ng_ml": (1.0, 30.0), "calcium_mg_per_day": (0.0, 1000.0)}[field]
    gains: list[float] = []
    for value in np.linspace(low, usual, 12):
        profile, _ = complete_profile("male", 55.0, {field: Known(float(value), 0.0)})
        people = sample_people(profile, Streams(1, 1))
        cohort = initialize_cohort(people, central(parameters_in_use()), -1.0, ENGINE)
        gains.append(
            float(run_plan(cohort, SUPPLEMENTS, DAYS, ENGINE).percent_change("bmd_lumbar_spine")[0, -1])
        )
    assert np.isfinite(gains).all()
    assert max(gains) < 30
    assert gains[0] > gains[-1]
