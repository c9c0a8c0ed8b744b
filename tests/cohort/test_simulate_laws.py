"""Laws of a whole simulation: nothing done changes nothing, nothing turns negative, shortcuts hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.simulating import initialized, simulate

from osteotwin.body import drugs, whole
from osteotwin.cohort.cohort import alike, join_people
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import day_before, plan_batch, run_plan, run_plans
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch
from osteotwin.engine.interface import Engine, Job
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import central, draw
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import load_drugs, load_foods

Run = Callable[..., dict[str, np.ndarray]]
People = dict[str, Profile]
FAR = 4000.0

NOTHING: dict[str, Intervention] = {
    "a drug that starts after the horizon": DrugCourse("letrozole", 2.5, 1, FAR),
    "an injection after the horizon": DrugCourse("denosumab", 60, 182, FAR),
    "a dose of nothing": DrugCourse("anastrozole", 0.0, 1),
    "training without sessions": Training("back_squat", 0, 24, load_fraction_1rm=0.8),
    "training without cycles": Training("back_squat", 3, 0, load_fraction_1rm=0.8),
    "training never done": Training("back_squat", 3, 24, load_fraction_1rm=0.8, adherence=0.0),
    "no servings": Food(next(iter(load_foods())), 0.0),
    "a supplement of nothing": Supplement("calcium_carbonate", 0.0, 1),
    "the diet he has": Diet("calcium", 1000.0),
    "rest that is none": Unloading(1.0),
}


@pytest.mark.parametrize("nothing", NOTHING.values(), ids=list(NOTHING))
def test_doing_nothing_changes_nothing(nothing: Intervention, run: Run) -> None:
    """Bit for bit: a plan with an empty intervention is the plan without it."""
    without, with_it = run(months=24), run(nothing, months=24)
    for endpoint in OUTPUTS:
        assert np.array_equal(without[endpoint], with_it[endpoint]), endpoint


def test_an_empty_intervention_beside_a_real_one(run: Run) -> None:
    letrozole = DrugCourse("letrozole", 2.5, 1)
    alone, beside = run(letrozole), run(letrozole, NOTHING["training without sessions"])
    for endpoint in OUTPUTS:
        assert np.array_equal(alone[endpoint], beside[endpoint]), endpoint


def states_of(profile: Profile, protocol: Protocol, days: np.ndarray, engine: Engine) -> np.ndarray:
    cohort = initialized(profile, day=day_before([protocol]), engine=engine)
    batch: Batch = plan_batch(cohort, protocol, days)
    job = Job(batch.parameters[0], batch.initial[0], batch.timelines[0], days)
    (trajectory,) = engine.simulate([job])
    assert trajectory.failure is None
    return trajectory.states


STRAINS: dict[str, tuple[Intervention, ...]] = {
    f"{drug.id} x{times}": (
        DrugCourse(drug.id, times * drug.usual_dose, drug.usual_interval_days, 0.0, 540.0),
    )
    for drug in load_drugs().values()
    if drug.modelled
    for times in (1, 3)
} | {
    "training": (Training("deadlift", 7, 60, load_fraction_1rm=1.0),),
    "training x3": (
        *(Training(e, 7, 200, load_fraction_1rm=1.0) for e in ("deadlift", "back_squat")),
        Training("drop_jump", 14, 200),
    ),
    "bed rest": (Unloading(0.0),),
    "bed rest and castration": (Unloading(0.0), DrugCourse("orchiectomy", 1, 36500)),
    "famine": (Diet("calcium", 100.0), Diet("vitamin_d", 0.0)),
    "feast": (Diet("calcium", 5000.0), Diet("vitamin_d", 20000.0)),
    "denosumab without calcium": (DrugCourse("denosumab", 120, 182), Diet("calcium", 200.0)),
    "every antiresorptive": tuple(
        DrugCourse(d, load_drugs()[d].usual_dose, load_drugs()[d].usual_interval_days)
        for d in ("denosumab", "zoledronate", "alendronate", "estradiol_patch")
    ),
}  # fmt: skip


@pytest.mark.parametrize("strain", STRAINS.values(), ids=list(STRAINS))
def test_nothing_turns_negative(strain: tuple[Intervention, ...], people: People, engine: Engine) -> None:
    days = np.unique(
        np.concatenate([np.arange(0, 731, 7.0), np.arange(0, 12, 0.5), np.arange(540, 560, 1.0)])
    )
    states = states_of(people["man"], Protocol(strain), days, engine)
    bound = np.array([not name.endswith("log_set_point") for name in whole.STATES])
    # Signals and cells keep to 1e-9; what a drug leaves behind as it vanishes to the solver's absolute tolerance.
    size = np.array([10.0 if name in drugs.STATES else 1.0 for name in whole.STATES])
    size *= np.array([{"ug": 100.0, "mg": 0.1}.get(unit, 1.0) for unit in whole.STATES.values()])
    lowest = (states / size)[:, bound].min(axis=0)
    worst = int(np.argmin(lowest))
    assert lowest[worst] > -1e-9, np.array(list(whole.STATES))[bound][worst]


@pytest.mark.parametrize(
    ("course", "points"),
    [
        (DrugCourse("letrozole", 2.5, 1, 30, 120), 0.01),
        (DrugCourse("exemestane", 25, 1), 0.01),
        (DrugCourse("anastrozole", 1, 3.5), 0.02),
        (DrugCourse("alendronate", 70, 7), 0.05),
        (DrugCourse("risedronate", 35, 7), 0.05),
        # Testosterone swings twofold in a week, and what SHBG holds of it saturates.
        (DrugCourse("testosterone_enanthate", 100, 7), 0.04),
    ],
    ids=lambda c: f"{c.drug} every {c.interval_days:g} d" if isinstance(c, DrugCourse) else "",
)
def test_averaged_dosing_is_nearly_exact_dosing(course: DrugCourse, points: float, run: Run) -> None:
    """Doses up to a week apart may be given as a rate: what it costs, in percentage points of spine density."""
    averaged, exact = (run(course, months=6, exact=each)["bmd_lumbar_spine"] for each in (False, True))
    assert 100 * np.max(np.abs(averaged / exact - 1)) < points


@pytest.mark.slow
def test_quasi_steady_fast_states_in_a_person(people: People) -> None:
    days = np.arange(0, 37) * 30.4375
    plan = Protocol(
        (DrugCourse("letrozole", 2.5, 1), Training("back_squat", 3, 24, 0.7, progression_per_week=0.01))
    )
    runs = [
        simulate(people["man"], plan, days, engine=SciPyEngine(quasi_steady=fast)).values
        for fast in ((), ("lh", "pth"))
    ]
    for site in ("lumbar_spine", "total_hip", "femoral_neck", "radius_33"):
        assert runs[0][f"bmd_{site}"] == pytest.approx(runs[1][f"bmd_{site}"], rel=1e-4)
    for hormone in ("estradiol", "testosterone", "lh", "pth"):
        assert runs[0][hormone] == pytest.approx(runs[1][hormone], rel=1e-3)


def test_runs_do_not_depend_on_company_or_order(people: People, engine: Engine) -> None:
    days = np.array([0.0, 100.0, 365.0])
    plans = [Protocol((DrugCourse("letrozole", 2.5, 1),)), Protocol(), Protocol((Unloading(0.2),))]
    who = [people["man"], people["woman after menopause"], people["hypogonadal man"]]
    draws = draw(starting_values(), 3, seed=7)
    cohorts = [initialized(one, draws.take(np.array([i])), engine=engine) for i, one in enumerate(who)]
    together = run_plans(cohorts, plans, [days] * 3, engine)
    for cohort, plan, found in zip(cohorts, plans, together, strict=True):
        assert np.array_equal(run_plan(cohort, plan, days, engine).table, found.table)


def test_people_of_a_cohort_do_not_depend_on_each_other(people: People, engine: Engine) -> None:
    days, plan = np.array([0.0, 100.0, 365.0]), Protocol((DrugCourse("letrozole", 2.5, 1),))
    draws = draw(starting_values(), 3, seed=7)
    together = simulate(people["man"], plan, days, draws, engine=engine)
    for i in range(3):
        alone = simulate(people["man"], plan, days, draws.take(np.array([i])), engine=engine)
        assert np.array_equal(alone.table[0], together.table[i])


def test_a_person_who_fails_leaves_the_others_alone(people: People, engine: Engine) -> None:
    days = np.array([0.0, 100.0, 365.0])
    impossible = replace(people["man"], calcium_mg_per_day=float("nan"))
    given = central(starting_values())
    cohort = initialize_cohort(
        join_people([alike(one, 1) for one in (impossible, people["man"], impossible)]),
        given.take(np.zeros(3, dtype=np.int64)),
        -1.0,
        engine,
    )
    assert cohort.converged.tolist() == [1]
    mixed = run_plan(cohort, Protocol(), days, engine)
    assert mixed.failures.keys() == {0, 2}
    for sentence in mixed.failures.values():
        assert "no steady state was found" in sentence
        assert "check the measured values" in sentence
    assert np.isnan(mixed.table[[0, 2]]).all()
    assert np.array_equal(simulate(people["man"], Protocol(), days, engine=engine).table[0], mixed.table[1])


def test_where_nobody_has_an_initial_state_all_is_nan_with_reasons(people: People, engine: Engine) -> None:
    impossible = replace(people["man"], calcium_mg_per_day=float("nan"))
    found = simulate(impossible, Protocol(), np.array([0.0, 100.0]), engine=engine)
    assert found.table.shape == (1, 2, len(OUTPUTS))
    assert np.isnan(found.table).all()
    assert list(found.failures) == [0]


def test_bmd_is_anchored_at_the_persons_own(people: People, engine: Engine) -> None:
    days = np.array([-200.0, 0.0, 365.0])
    plan = Protocol((DrugCourse("letrozole", 2.5, 1, from_day=-300.0),))
    values = {name: v[0] for name, v in simulate(people["man"], plan, days, engine=engine).values.items()}
    assert values["bmd_lumbar_spine"][1] == pytest.approx(1.05, rel=1e-12)
    assert values["bmd_femoral_neck"][1] == pytest.approx(0.82, rel=1e-12)
    assert values["bmd_lumbar_spine"][0] > values["bmd_lumbar_spine"][1] > values["bmd_lumbar_spine"][2]


def test_output_without_day_zero_is_anchored_too(people: People, engine: Engine) -> None:
    plan = Protocol((DrugCourse("letrozole", 2.5, 1),))
    both = simulate(people["man"], plan, np.array([0.0, 365.0]), engine=engine).values["bmd_lumbar_spine"]
    later = simulate(people["man"], plan, np.array([365.0]), engine=engine).values["bmd_lumbar_spine"]
    assert later.shape == (1, 1)
    assert later[0, 0] == both[0, 1]
