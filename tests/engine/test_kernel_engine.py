"""The fast engine against the reference engine, and what its results must not depend on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from tests.engine.rounding import largest_difference, state_sizes

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, pack, run_batch
from osteotwin.engine.interface import Job, Trajectory
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.scipy_engine import SciPyEngine

MakeJob = Callable[..., Job]
STATES, INPUTS = list(whole.STATES), list(whole.INPUTS)
LOADS = [name for name in INPUTS if name.endswith("_load")]
DAYS = np.array([-1.0, -0.5, 0.0, 0.01, 1.0, 2.5, 7.0, 30.0, 90.0, 182.0, 182.5, 200.0, 300.0])
REFERENCE = SciPyEngine(relative_tolerance=1e-10, absolute_tolerance=1e-12)
EXACT = {"relative_tolerance": 1e-9, "absolute_tolerance": 1e-11}
DENOSUMAB = tuple(Dose(day, "denosumab_depot", 60.0, "denosumab") for day in (0.0, 182.0))
ALL_DRUGS = {
    "anastrozole_rate": 1000.0, "letrozole_rate": 2500.0, "exemestane_rate": 25000.0, "oral_bisphosphonate_rate": 0.05,
    "teriparatide_dose": 1.0, "gnrh_agonist": 0.5, "gnrh_antagonist": 0.5, "serm_bone_exposure": 0.5,
    "androgen_receptor_block": 0.3, "pituitary_estrogen_block": 0.3, "transdermal_testosterone_rate": 1.0,
    "estradiol_rate": 0.5,
}  # fmt: skip
ALL_DOSES = (
    *DENOSUMAB,
    Dose(7.0, "romosozumab_depot", 210.0, "romosozumab"),
    Dose(30.0, "bisphosphonate_surface", 2.75, "zoledronate"),
    Dose(90.0, "testosterone_enanthate_depot", 250.0, "testosterone enanthate"),
)


def weekly_training(make_job: MakeJob) -> Job:
    """A load that changes every week."""
    base = make_job()
    breaks = np.concatenate([[-1.0], np.arange(0, 300, 7.0), [300.0]])
    inputs = np.tile(base.timeline.inputs[0], (len(breaks) - 1, 1))
    for k, row in enumerate(inputs[1:]):
        row[[INPUTS.index(name) for name in LOADS]] = 1 + 0.6 * (k % 4 != 3) + 0.01 * k
    labels = ("life before the plan", *(f"week {k}" for k in range(1, len(inputs))))
    return replace(base, timeline=Timeline(breaks, inputs, labels), output_days=DAYS)


SCENARIOS: dict[str, Callable[[MakeJob], Job]] = {
    "constant inhibitor": lambda make: make({"anastrozole_rate": 1000.0}, DAYS),
    "denosumab": lambda make: make({}, DAYS, DENOSUMAB),
    "weekly training": weekly_training,
    "bed rest": lambda make: make(dict.fromkeys(LOADS, 0.3), DAYS),
    "vitamin D bolus": lambda make: make({}, DAYS, (Dose(2.5, "vitamin_d", 1.5, "vitamin D"),)),
    "all drugs": lambda make: make(ALL_DRUGS, DAYS, ALL_DOSES),
}
each = pytest.mark.parametrize("scenario", SCENARIOS)


@pytest.fixture(scope="module")
def jobs(make_job: MakeJob) -> dict[str, Job]:
    return {name: make(make_job) for name, make in SCENARIOS.items()}


@pytest.fixture(scope="module")
def reference(jobs: dict[str, Job]) -> Callable[[str], Trajectory]:
    @cache
    def run(scenario: str) -> Trajectory:
        trajectory = REFERENCE.run(jobs[scenario])
        assert trajectory.failure is None
        return trajectory

    return run


def run(job: Job, **settings: Any) -> Trajectory:
    (trajectory,) = KernelEngine(**settings).simulate([job])
    assert trajectory.failure is None
    return trajectory


@each
@pytest.mark.parametrize("method", ["Rodas4", "Rodas5P"])
def test_agrees_with_the_reference_engine(
    scenario: str, method: str, jobs: dict[str, Job], reference: Callable[[str], Trajectory]
) -> None:
    found = run(jobs[scenario], method=method, **EXACT)
    assert largest_difference(jobs[scenario], found, reference(scenario)) < 1e-6


@each
@pytest.mark.parametrize("method", ["Rodas4", "Rodas5P"])
def test_a_tighter_tolerance_gives_a_smaller_error(
    scenario: str, method: str, jobs: dict[str, Job], reference: Callable[[str], Trajectory]
) -> None:
    errors: list[float] = []
    for tolerance in (1e-4, 1e-6, 1e-8):
        found = run(
            jobs[scenario], method=method, relative_tolerance=tolerance, absolute_tolerance=0.01 * tolerance
        )
        errors.append(largest_difference(jobs[scenario], found, reference(scenario)))
        assert errors[-1] < 100 * tolerance
    assert errors == sorted(errors, reverse=True)
    assert errors[2] < 1e-2 * errors[0]


@pytest.fixture(scope="module")
def cohort_jobs(jobs: dict[str, Job]) -> list[Job]:
    """Nineteen different people: more than lanes, and no multiple of any width."""
    random = np.random.default_rng(5)
    everyone = list(jobs.values())
    people: list[Job] = []
    for k in range(19):
        job = everyone[k % len(everyone)]
        people.append(
            replace(job, parameters=job.parameters * np.exp(random.normal(0, 0.02, len(job.parameters))))
        )
    return people


def same(one: list[Trajectory], other: list[Trajectory]) -> bool:
    return all(
        a.failure == b.failure
        and np.array_equal(a.states, b.states, equal_nan=True)
        and np.array_equal(a.outputs, b.outputs, equal_nan=True)
        for a, b in zip(one, other, strict=True)
    )


class TestIdenticalBits:
    """What must not move a result, to the last bit."""

    def test_people_differ(self, cohort_jobs: list[Job]) -> None:
        results = KernelEngine().simulate(cohort_jobs)
        assert all(result.failure is None for result in results)
        assert not same(results[:1], results[6:7])  # else the tests below would see nothing

    def test_twice(self, cohort_jobs: list[Job]) -> None:
        assert same(KernelEngine().simulate(cohort_jobs), KernelEngine().simulate(cohort_jobs))

    @pytest.mark.parametrize("threads", [2, 3, 16])
    def test_threads(self, threads: int, cohort_jobs: list[Job]) -> None:
        assert same(
            KernelEngine(threads=1).simulate(cohort_jobs), KernelEngine(threads=threads).simulate(cohort_jobs)
        )

    @pytest.mark.slow
    @pytest.mark.parametrize("width", [1, 2, 4, 8])
    def test_alone_or_in_company(self, width: int, cohort_jobs: list[Job]) -> None:
        engine = KernelEngine(width=width)
        assert same(engine.simulate(cohort_jobs), [engine.simulate([job])[0] for job in cohort_jobs])

    def test_order(self, cohort_jobs: list[Job]) -> None:
        order = np.random.default_rng(2).permutation(len(cohort_jobs))
        mixed = KernelEngine().simulate([cohort_jobs[k] for k in order])
        assert same([KernelEngine().simulate(cohort_jobs)[k] for k in order], mixed)

    def test_progress(self, cohort_jobs: list[Job]) -> None:
        assert same(
            KernelEngine().simulate(cohort_jobs), KernelEngine().simulate(cohort_jobs, lambda _: None)
        )

    def test_batch(self, cohort_jobs: list[Job]) -> None:
        result = KernelEngine().run_batch(pack(cohort_jobs), states=True)
        for i, found in enumerate(KernelEngine().simulate(cohort_jobs)):
            rows = slice(result.row_of[i], result.row_of[i + 1])
            assert result.states is not None
            assert result.outputs is not None
            assert np.array_equal(result.states[rows], found.states)
            assert np.array_equal(result.outputs[rows], found.outputs)
            assert np.array_equal(result.final[i], found.states[-1])  # the last output is at the end

    def test_what_else_is_wanted(self, cohort_jobs: list[Job]) -> None:
        batch = pack(cohort_jobs)
        full = KernelEngine().run_batch(batch, states=True, outputs=True)
        lean = KernelEngine().run_batch(batch, outputs=True)
        leaner = KernelEngine().run_batch(batch, outputs=False)
        assert full.outputs is not None
        assert lean.outputs is not None
        assert np.array_equal(full.outputs, lean.outputs)
        assert np.array_equal(full.final, lean.final)
        assert np.array_equal(full.final, leaner.final)
        assert np.array_equal(full.steps, leaner.steps)

    @pytest.mark.parametrize("scenario", ["denosumab", "weekly training"])
    def test_a_day_is_read_alike_whatever_other_days_are(self, scenario: str, make_job: MakeJob) -> None:
        """Outputs wait for others, of other stretches too; the last ones for none."""
        job = SCENARIOS[scenario](make_job)
        days = np.unique([*DAYS, *np.linspace(3.0, 299.0, 18)])
        batch = pack([replace(job, output_days=days[k:]) for k in range(len(days))])
        result = KernelEngine().run_batch(batch)
        assert result.outputs is not None
        everything = result.outputs[: len(days)]
        for k in range(len(days)):
            rows = slice(result.row_of[k], result.row_of[k + 1])
            assert np.array_equal(result.outputs[rows], everything[k:])

    def test_outputs_do_not_move_the_steps(self, make_job: MakeJob) -> None:
        few = make_job({"letrozole_rate": 2500.0}, np.array([0.0, 365.0]))
        many = replace(few, output_days=np.linspace(0, 365, 5000))
        one, other = (KernelEngine().run_batch(pack([job])) for job in (few, many))
        assert np.array_equal(one.final, other.final)
        assert one.steps[0] == other.steps[0] < 500


@pytest.mark.slow
@pytest.mark.parametrize("method", ["Rodas4", "Rodas5P"])
@pytest.mark.parametrize("width", [1, 2, 4])
def test_widths_give_the_same_bits(method: str, width: int, cohort_jobs: list[Job]) -> None:
    batch = pack(cohort_jobs[:7])
    one = KernelEngine(method=method, width=width).run_batch(batch, states=True)
    other = KernelEngine(method=method, width=8).run_batch(batch, states=True)
    for name in ("states", "outputs", "final", "steps"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


class TestOutputs:
    """Outputs are where and what they should be."""

    def test_on_a_breakpoint_the_value_before(self, jobs: dict[str, Job]) -> None:
        found = run(jobs["denosumab"], **EXACT)
        depot = found.states[:, STATES.index("denosumab_depot")]
        assert depot[DAYS == 0] == 0
        assert depot[DAYS == 0.01] == pytest.approx(60, rel=1e-2)
        before, after = depot[DAYS == 182][0], depot[DAYS == 182.5][0]
        assert before < 1e-6
        assert after > 50

    @pytest.mark.parametrize("day", [1e-3, 1 / 3, 99.99, 364.0])
    def test_a_dose_lands_on_its_day(self, day: float, make_job: MakeJob) -> None:
        dose = Dose(day, "denosumab_depot", 60.0, "denosumab")
        days = np.array([np.nextafter(day, 0), day, np.nextafter(day, 400), 365.0])
        found = run(make_job({}, days, (dose,)))
        depot = found.states[:, STATES.index("denosumab_depot")]
        assert depot[:2].tolist() == [0, 0]
        assert depot[2] == pytest.approx(60, rel=1e-12)

    def test_doses_on_one_day_add_up(self, make_job: MakeJob) -> None:
        doses = tuple(Dose(10.0, "denosumab_depot", amount, "denosumab") for amount in (10.0, 20.0, 30.0))
        one = run(make_job({}, np.array([0.0, 50.0]), doses))
        other = run(make_job({}, np.array([0.0, 50.0]), (Dose(10.0, "denosumab_depot", 60.0, "all"),)))
        assert np.array_equal(one.states, other.states)

    def test_a_dose_on_the_last_day_is_not_seen(self, make_job: MakeJob) -> None:
        dose = (Dose(50.0, "denosumab_depot", 60.0, "denosumab"),)
        with_dose, without = make_job({}, np.array([0.0, 50.0]), dose), make_job({}, np.array([0.0, 50.0]))
        assert same([run(with_dose)], [run(without)])

    def test_many_within_one_step(self, jobs: dict[str, Job]) -> None:
        job = jobs["constant inhibitor"]
        dense = replace(job, output_days=np.linspace(250, 260, 400))
        found, true = run(dense, **EXACT), REFERENCE.run(dense)
        assert largest_difference(dense, found, true) < 1e-7
        assert len({row.tobytes() for row in found.states}) == 400

    def test_only_at_the_start(self, jobs: dict[str, Job]) -> None:
        job = replace(jobs["all drugs"], output_days=np.array([-1.0]))
        assert np.array_equal(run(job).states, job.initial[None])
        assert np.array_equal(run(job).outputs, run(jobs["all drugs"]).outputs[:1])

    def test_only_at_the_end(self, jobs: dict[str, Job]) -> None:
        job = jobs["all drugs"]
        assert np.array_equal(run(replace(job, output_days=DAYS[-1:])).states, run(job).states[-1:])

    def test_none(self, jobs: dict[str, Job]) -> None:
        job = replace(jobs["all drugs"], output_days=np.zeros(0))
        found = run(job)
        assert found.states.shape == (0, len(STATES))
        result = KernelEngine().run_batch(pack([job, jobs["all drugs"]]))
        assert result.row_of.tolist() == [0, 0, len(DAYS)]
        assert np.array_equal(result.final[0], result.final[1])

    def test_the_day_before_the_end_by_a_hair(self, make_job: MakeJob) -> None:
        days = np.array([0.0, np.nextafter(100.0, 0), 100.0])
        found = run(make_job({"letrozole_rate": 2500.0}, days))
        assert np.all(np.abs(found.states[1] - found.states[2]) < 1e-12 * state_sizes(found.states[2]))


class TestSegments:
    """Stretches of any length."""

    @pytest.mark.parametrize("length", [1e-6, 1e-9, 1e-11])
    def test_a_very_short_one(self, length: float, make_job: MakeJob) -> None:
        job = make_job({"letrozole_rate": 2500.0}, np.array([0.0, 100.0]))
        t = job.timeline
        breaks = np.array([-1.0, 0.0, length, 100.0])
        inputs = np.array([t.inputs[0], dict_row(t.inputs[0], teriparatide_dose=1.0), t.inputs[1]])
        short = replace(job, timeline=Timeline(breaks, inputs, ("before", "a moment", "after")))
        assert largest_difference(job, run(short, **EXACT), run(job, **EXACT)) < max(1e-7, 10 * length)

    def test_very_many_short_ones_do_not_wear_the_step_out(self, make_job: MakeJob) -> None:
        job = make_job({}, np.array([0.0, 100.0]))
        breaks = np.concatenate([[-1.0], np.arange(0, 60) * 1e-6, [100.0]])
        inputs = np.tile(job.timeline.inputs[0], (len(breaks) - 1, 1))
        short = replace(job, timeline=Timeline(breaks, inputs, ("stretch",) * len(inputs)))
        result = KernelEngine(**EXACT).run_batch(pack([short]), states=True)
        assert not result.failures
        assert result.steps[0] < 1500
        expected = run(job, **EXACT).states[-1]
        assert np.all(np.abs(result.final[0] - expected) < 1e-7 * state_sizes(expected))

    def test_an_early_start(self, jobs: dict[str, Job]) -> None:
        # The equations know no calendar: what happens does not depend on the number of the day.
        job = jobs["denosumab"]
        t = job.timeline
        shift = -40_000.0
        doses = tuple(replace(dose, day=dose.day + shift) for dose in t.doses)
        early = Job(
            job.parameters,
            job.initial,
            Timeline(t.breakpoints + shift, t.inputs, t.labels, doses),
            DAYS + shift,
        )
        assert largest_difference(job, run(early, **EXACT), run(job, **EXACT)) < 1e-7


def dict_row(row: Vector, **changes: float) -> Vector:
    changed = row.copy()
    for name, value in changes.items():
        changed[INPUTS.index(name)] = value
    return changed


class TestNobody:
    """No jobs are no trouble."""

    def test_simulate(self) -> None:
        assert KernelEngine().simulate([]) == []

    def test_batch(self) -> None:
        result = KernelEngine().run_batch(pack([]), states=True)
        assert len(result.row_of) == 1
        assert result.states is not None
        assert result.outputs is not None
        assert result.states.shape == (0, len(STATES))
        assert result.outputs.shape == (0, len(OUTPUTS))
        assert result.final.shape == (0, len(STATES))
        assert result.failures == {}


def bytes_of(batch: Batch, **wanted: bool) -> int:
    result = KernelEngine().run_batch(batch, **wanted)
    arrays = (result.states, result.outputs, result.final, result.row_of, result.steps)
    return sum(array.nbytes for array in arrays if array is not None)


def test_results_hold_what_was_asked_for_and_no_more(cohort_jobs: list[Job]) -> None:
    batch = pack(cohort_jobs)
    rows = sum(len(job.output_days) for job in cohort_jobs)
    bare = 8 * (len(cohort_jobs) * (len(STATES) + 1) + len(cohort_jobs) + 1)
    assert bytes_of(batch, outputs=False) == bare
    assert bytes_of(batch) == bare + 8 * rows * len(OUTPUTS)
    assert bytes_of(batch, states=True, outputs=False) == bare + 8 * rows * len(STATES)


def test_pack_shares_timelines(cohort_jobs: list[Job]) -> None:
    batch = pack(cohort_jobs)
    assert len(batch) == 19
    assert len(batch.timelines) == len(SCENARIOS)
    assert batch.timeline_of.tolist() == [k % len(SCENARIOS) for k in range(19)]


class TestSettings:
    """Settings that no solver can work with are refused at once."""

    @pytest.mark.parametrize(
        "settings",
        [
            {"method": "Euler"}, {"width": 3}, {"width": -1}, {"width": 16}, {"threads": -1}, {"step_limit": 0},
            {"relative_tolerance": 0.0}, {"relative_tolerance": np.nan}, {"absolute_tolerance": -1e-9},
            {"absolute_tolerance": np.inf}, {"first_step": 0.0}, {"first_step": np.nan},
            {"after_change": 0.0}, {"after_change": np.inf},
        ],
        ids=str,
    )  # fmt: skip
    def test_refused(self, settings: dict[str, Any]) -> None:
        (name,) = settings
        with pytest.raises(ValueError, match=rf"^{name} must be "):
            KernelEngine(**settings)

    def test_the_first_step_does_not_matter_much(self, jobs: dict[str, Job]) -> None:
        job = jobs["all drugs"]
        results = [run(job, first_step=step, **EXACT) for step in (1e-9, 1e-2, 10.0, 1e6)]
        for other in results[1:]:
            assert largest_difference(job, results[0], other) < 1e-6

    def test_with_what_step_a_change_is_gone_through_changes_the_work_and_not_the_result(
        self, jobs: dict[str, Job]
    ) -> None:
        job, steps = jobs["all drugs"], set[int]()
        results = [run(job, after_change=share, **EXACT) for share in (0.05, 1e-4, 0.01, 1.0)]
        for other in results[1:]:
            assert largest_difference(job, results[0], other) < 1e-6
        for share in (0.01, 1.0):
            engine = KernelEngine(after_change=share)
            steps.update(engine.run_batch(pack([job])).steps.tolist())
        assert len(steps) == 2


def random_job(seed: int, base: Job) -> Job:
    """A person, a plan with stretches of seconds to months, and doses, all by chance."""
    random = np.random.default_rng(seed)
    count = int(random.integers(1, 9))
    breaks = random.uniform(-1000, 1000) + np.concatenate(
        [[0], np.cumsum(10 ** random.uniform(-5, 2, count))]
    )
    rows = np.tile(base.timeline.inputs[0], (count, 1))
    loads, diet = [INPUTS.index(name) for name in LOADS], INPUTS.index("calcium_intake")
    rows[:, loads] *= random.uniform(0.3, 1.8, (count, len(loads)))
    rows[:, diet] *= random.uniform(0.3, 2, count)
    rows[:, INPUTS.index("letrozole_rate")] = random.choice([0.0, 2500.0], count)
    rows[:, INPUTS.index("gnrh_agonist")] = random.choice([0.0, 1.0], count)
    doses = tuple(
        Dose(float(day), state, amount * random.uniform(0.1, 2), "a dose")
        for day, (state, amount) in zip(
            sorted(random.choice(breaks[:-1], 3)),
            (("denosumab_depot", 60.0), ("vitamin_d", 1.0), ("romosozumab_depot", 210.0)),
            strict=True,
        )
    )
    # Neither the sex nor a share such as 0.997 of the pituitary's drive may pass 1: that is no body.
    nearly_all = (base.parameters > 0.9) & (base.parameters <= 1)
    outputs = np.unique(np.concatenate([random.uniform(breaks[0], breaks[-1], 6), breaks[[0, -1]]]))
    scatter = np.exp(random.normal(0, 0.05, len(base.parameters)))
    return Job(
        parameters=np.where(nearly_all, base.parameters, base.parameters * scatter),
        initial=base.initial * np.exp(random.normal(0, 0.05, len(base.initial))),
        timeline=Timeline(breaks, rows, tuple(f"stretch {k}" for k in range(count)), doses),
        output_days=outputs,
    )


@pytest.mark.slow
@pytest.mark.parametrize("method", ["Rodas4", "Rodas5P"])
def test_random_people_on_random_plans(method: str, make_job: MakeJob) -> None:
    people = [random_job(seed, make_job()) for seed in range(8)]
    for job, found in zip(people, KernelEngine(method=method, **EXACT).simulate(people), strict=True):
        true = REFERENCE.run(job)
        assert found.failure is None
        assert true.failure is None
        assert largest_difference(job, found, true) < 1e-6


class TestChosenEndpoints:
    """Callers say what is to be read; the rest is not computed, and what is left is the same to the last bit."""

    CHOICES = (("bmd_lumbar_spine",), ("ctx", "bmd_total_hip", "estradiol"), tuple(reversed(OUTPUTS)))

    @pytest.mark.parametrize("endpoints", CHOICES, ids=lambda names: f"{len(names)} of them")
    @pytest.mark.parametrize("width", [0, 1, 2])
    def test_the_same_numbers(self, endpoints: tuple[str, ...], width: int, cohort_jobs: list[Job]) -> None:
        batch, engine = pack(cohort_jobs), KernelEngine(width=width)
        everything = engine.run_batch(batch)
        chosen = engine.run_batch(batch, endpoints=endpoints)
        assert everything.outputs is not None
        assert chosen.outputs is not None
        columns = [list(OUTPUTS).index(name) for name in endpoints]
        assert np.array_equal(chosen.outputs, everything.outputs[:, columns])
        assert np.array_equal(chosen.final, everything.final)
        assert np.array_equal(chosen.steps, everything.steps)

    def test_with_the_states(self, cohort_jobs: list[Job]) -> None:
        batch = pack(cohort_jobs[:3])
        both = KernelEngine().run_batch(batch, states=True, endpoints=["ctx"])
        full = KernelEngine().run_batch(batch, states=True)
        assert both.states is not None
        assert full.states is not None
        assert np.array_equal(both.states, full.states)

    def test_on_the_engine_that_knows_no_batches(self, cohort_jobs: list[Job]) -> None:
        batch, names = pack(cohort_jobs[:2]), ("bmd_lumbar_spine", "ctx")
        found = run_batch(SciPyEngine(), batch, endpoints=names).outputs
        alone = np.concatenate([SciPyEngine().run(job).outputs for job in cohort_jobs[:2]])
        assert found is not None
        assert np.array_equal(found, alone[:, [list(OUTPUTS).index(name) for name in names]])

    def test_of_nobody(self) -> None:
        found = KernelEngine().run_batch(pack([]), endpoints=("ctx", "estradiol"))
        assert found.outputs is not None
        assert found.outputs.shape == (0, 2)

    @pytest.mark.parametrize(
        ("endpoints", "message"),
        [
            (("bmd_lumbar_spin",), "bmd_lumbar_spine"),
            (("ctx", "nothing at all"), "nothing at all"),
            ((), "one or more"),
        ],
    )
    def test_what_there_is_not(
        self, endpoints: tuple[str, ...], message: str, cohort_jobs: list[Job]
    ) -> None:
        with pytest.raises(ValueError, match=message):
            KernelEngine().run_batch(pack(cohort_jobs[:1]), endpoints=endpoints)
        with pytest.raises(ValueError, match=message):
            run_batch(SciPyEngine(), pack(cohort_jobs[:1]), endpoints=endpoints)
