"""The fast engine's outputs are where and what they should be, over stretches of any length."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.kernel_jobs import (
    DAYS,
    EXACT,
    INPUTS,
    REFERENCE,
    SCENARIOS,
    STATES,
    MakeJob,
    run,
    same,
)
from tests.engine.rounding import largest_difference, state_sizes

from osteotwin.arrays import Vector
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, pack
from osteotwin.engine.interface import Job
from osteotwin.engine.kernel_engine import KernelEngine


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
