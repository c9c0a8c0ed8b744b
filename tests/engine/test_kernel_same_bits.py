"""What the fast engine's results must not depend on, to the last bit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.kernel_jobs import (
    DAYS,
    SCENARIOS,
    MakeJob,
    same,
)

from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import pack, run_batch
from osteotwin.engine.interface import Job
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.scipy_engine import SciPyEngine


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


class TestChosenEndpoints:
    """Callers say what is to be read; the rest is not computed, and what is left is the same to the last bit."""

    CHOICES = (("bmd_lumbar_spine",), ("ctx", "bmd_total_hip", "estradiol"), tuple(reversed(OUTPUTS)))

    @pytest.mark.slow
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
