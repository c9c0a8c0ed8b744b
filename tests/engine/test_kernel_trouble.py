"""Bad input to the fast engine: NaN and a sentence for that person, the others as they were, and never a hang."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.every import every

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.body.timelines import flatten
from osteotwin.engine.batch import BatchResult, pack
from osteotwin.engine.interface import Engine, Job
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters import starting_values

MakeJob = Callable[..., Job]
Change = Callable[[Job], Job]
STATES, INPUTS, NAMES = list(whole.STATES), list(whole.INPUTS), list(starting_values().names)
DAYS = np.array([0.0, 30.0, 90.0])
DOSES = (Dose(10.0, "denosumab_depot", 60.0, "denosumab"),)


def put(values: Vector, place: Any, value: float) -> Vector:
    changed = values.copy()
    changed[place] = value
    return changed


def parameter(name: str, value: float) -> Change:
    return lambda job: replace(job, parameters=put(job.parameters, NAMES.index(name), value))


def initial(name: str, value: float) -> Change:
    return lambda job: replace(job, initial=put(job.initial, STATES.index(name), value))


def inputs(name: str, value: float, segment: int = -1) -> Change:
    def change(job: Job) -> Job:
        rows = put(job.timeline.inputs, (segment, INPUTS.index(name)), value)
        return replace(job, timeline=replace(job.timeline, inputs=rows))

    return change


def breakpoints(*days: float) -> Change:
    def change(job: Job) -> Job:
        t = job.timeline
        rows = np.tile(t.inputs[0], (len(days) - 1, 1)).reshape(len(days) - 1, len(INPUTS))
        labels = tuple(f"stretch {k}" for k in range(len(days) - 1))
        return replace(job, timeline=Timeline(np.array(days), rows, labels))

    return change


def dose(**changes: Any) -> Change:
    return lambda job: replace(job, timeline=replace(job.timeline, doses=(replace(DOSES[0], **changes),)))


def outputs(*days: float) -> Change:
    return lambda job: replace(job, output_days=np.array(days))


#: What is wrong, and words of the sentence.
BROKEN: dict[str, tuple[Change, tuple[str, ...]]] = {
    **{
        f"{name} is {value}": (parameter(name, value), (f"{name.replace('_', ' ')} is {value}",))
        for name in (NAMES[0], NAMES[-1], "ntx_exponent")
        for value in (np.nan, np.inf, -np.inf)
    },
    **{
        f"start of {name} is {value}": (initial(name, value), (f"{name.replace('_', ' ')} is {value}",))
        for name in (STATES[0], STATES[-1], "calcium")
        for value in (np.nan, np.inf, -np.inf)
    },
    **{
        f"input in stretch {segment} is {value}": (
            inputs("calcium_intake", value, segment),
            (f"calcium intake is {value}", "day 10" if segment == 2 else "day -1"),
        )
        for segment in (0, 2)
        for value in (np.nan, np.inf)
    },
    **{
        f"dose of {amount}": (dose(amount=amount), (f"denosumab depot is {amount}", "a dose of denosumab"))
        for amount in (np.nan, np.inf, -np.inf)
    },
    "dose into nothing": (dose(state="bloodstream"), ("no bloodstream", "denosumab", "day 10")),
    "dose between breakpoints": (dose(day=11.0), ("day 11", "denosumab", "no stretch begins")),
    "dose before the start": (dose(day=-5.0), ("day -5", "no stretch begins")),
    "dose on no day": (dose(day=np.nan), ("day nan", "no stretch begins")),
    "a stretch of no length": (breakpoints(0, 50, 50, 90), ("stretch 1", "day 50 is followed by day 50")),
    "falling days": (breakpoints(0, 60, 50, 90), ("stretch 1", "day 60 is followed by day 50")),
    "a day that is none": (breakpoints(0, np.nan, 90), ("stretch 0", "is followed by day nan")),
    "no end": (breakpoints(0, 50, np.inf), ("stretch 1", "followed by day inf")),
    "no beginning": (breakpoints(-np.inf, 50, 90), ("stretch 0", "-inf")),
    "nothing but a start": (breakpoints(0), ("ends where it begins",)),
    "output before the start": (outputs(-2.0, 10.0), ("output days", "between day -1 and day 90")),
    "output after the end": (outputs(10.0, 91.0), ("output days", "between day -1 and day 90")),
    "output on no day": (outputs(10.0, np.nan), ("output days",)),
    "only output on no day": (outputs(np.nan), ("output days",)),
    "falling outputs": (outputs(50.0, 10.0), ("output days must rise",)),
    "outputs twice": (outputs(10.0, 10.0), ("output days must rise",)),
}  # fmt: skip


@pytest.fixture(scope="module")
def valid_jobs(make_job: MakeJob) -> list[Job]:
    """More people than lanes."""
    base = make_job({}, DAYS, DOSES)
    return [inputs("letrozole_rate", 100.0 * k)(base) for k in range(11)]


def assert_refused(result: BatchResult, job: int) -> str:
    rows = slice(result.row_of[job], result.row_of[job + 1])
    assert result.states is not None
    assert result.outputs is not None
    for values in (result.states[rows], result.outputs[rows], result.final[job]):
        assert np.all(np.isnan(values))
    sentence = result.failures[job]
    assert sentence.startswith("The simulation ")
    assert "\n" not in sentence
    assert "check" in sentence
    return sentence


def spares(result: BatchResult, alone: BatchResult, places: list[int]) -> bool:
    """Whether the people at these places have the results that they have alone, bit for bit."""
    pairs = [(result.final[places], alone.final), (result.steps[places], alone.steps)]
    for one, other in ((result.states, alone.states), (result.outputs, alone.outputs)):
        assert one is not None
        assert other is not None
        rows = np.concatenate([np.arange(result.row_of[k], result.row_of[k + 1]) for k in places])
        pairs.append((one[rows], other))
    return all(np.array_equal(one, other) for one, other in pairs) and not set(places) & set(result.failures)


@pytest.fixture(scope="module")
def alone(valid_jobs: list[Job]) -> BatchResult:
    result = KernelEngine().run_batch(pack(valid_jobs), states=True)
    assert not result.failures
    return result


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_person_among_many(name: str, valid_jobs: list[Job], alone: BatchResult) -> None:
    change, words = BROKEN[name]
    cohort_jobs = [*valid_jobs[:4], change(valid_jobs[4]), *valid_jobs[4:]]
    result = KernelEngine().run_batch(pack(cohort_jobs), states=True)
    sentence = assert_refused(result, 4)
    for word in words:
        assert word in sentence
    assert spares(result, alone, [0, 1, 2, 3, *range(5, 12)])
    assert result.steps[4] == 0  # what cannot be done is not begun


@pytest.mark.parametrize("name", [name for name in BROKEN if "between" not in name and "dose" not in name])
def test_flat_timelines_are_looked_at_too(name: str, valid_jobs: list[Job]) -> None:
    batch = pack([valid_jobs[0], BROKEN[name][0](valid_jobs[1]), valid_jobs[2]])
    flat = replace(batch, timelines=flatten(batch.timelines))
    result = KernelEngine().run_batch(flat, states=True)
    assert list(result.failures) == [1]
    assert_refused(result, 1)


def test_a_gap_between_stretches_is_refused(valid_jobs: list[Job]) -> None:
    batch = pack(valid_jobs[:2])
    flat = flatten(batch.timelines)
    start = put(flat.start, 1, 0.5)
    result = KernelEngine().run_batch(replace(batch, timelines=replace(flat, start=start)), states=True)
    assert list(result.failures) == [0]
    assert "do not follow one another" in assert_refused(result, 0)


def test_only_broken_people(valid_jobs: list[Job]) -> None:
    change, _ = BROKEN["a stretch of no length"]
    result = KernelEngine().run_batch(pack([change(job) for job in valid_jobs]), states=True)
    assert list(result.failures) == list(range(len(valid_jobs)))


def test_the_reference_engine_refuses_the_same(valid_jobs: list[Job], engine: Engine) -> None:
    for name, (change, words) in BROKEN.items():
        (found,) = engine.simulate([change(valid_jobs[0])])
        assert found.failure is not None, name
        assert all(word in found.failure for word in words), (name, found.failure)


#: Found only on the way: what the equations cannot do.
STRANGE: dict[str, Change] = {
    "volume of nothing": parameter("letrozole_volume", 0.0),
    "output beyond all": parameter("ntx_exponent", -1e300),
    "negative dose": dose(amount=-1e6, state="calcium"),
    "negative dose of a signal": dose(amount=-1e9, state="pth"),
    "huge dose": dose(amount=1e300),
    "huge start": initial("osteoclasts", 1e200),
    "negative start": initial("osteoblasts", -1.0),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_the_equations_cannot_do(name: str, valid_jobs: list[Job], alone: BatchResult) -> None:
    cohort_jobs = [STRANGE[name](valid_jobs[0]), *valid_jobs]
    result = KernelEngine(step_limit=20_000).run_batch(pack(cohort_jobs), states=True)
    assert_refused(result, 0)
    assert spares(result, alone, list(range(1, 12)))


def test_an_output_beyond_all_harms_only_who_asks_for_it(valid_jobs: list[Job]) -> None:
    batch = pack([STRANGE["output beyond all"](valid_jobs[0]), valid_jobs[1]])
    asked = KernelEngine().run_batch(batch, endpoints=("bmd_total_hip", "ntx_urine", "ctx"))
    assert list(asked.failures) == [0]
    assert "no number for ntx urine" in asked.failures[0]
    other = KernelEngine().run_batch(batch, endpoints=("bmd_total_hip", "ctx"))
    assert not other.failures
    assert other.outputs is not None
    assert np.all(np.isfinite(other.outputs))


@every("name", NAMES)
def test_any_parameter_may_be_nothing(name: str, valid_jobs: list[Job]) -> None:
    # A parameter of zero is either a person like another or trouble: no infinite number, no NaN without a sentence.
    result = KernelEngine(step_limit=20_000).run_batch(
        pack([parameter(name, 0.0)(valid_jobs[1])]), states=True
    )
    assert result.states is not None
    assert result.outputs is not None
    if 0 in result.failures:
        assert_refused(result, 0)
    else:
        for values in (result.states, result.outputs, result.final):
            assert np.all(np.isfinite(values))


class TestTheEndIsNear:
    """Whatever happens, a run ends, and soon."""

    @pytest.mark.parametrize("limit", [1, 2, 7, 50])
    def test_too_many_steps(self, limit: int, valid_jobs: list[Job]) -> None:
        result = KernelEngine(step_limit=limit).run_batch(pack(valid_jobs), states=True)
        for k in range(len(valid_jobs)):
            assert "the solver took too many steps" in assert_refused(result, k)
            assert result.steps[k] == limit

    def test_a_limit_that_is_just_enough(self, valid_jobs: list[Job], alone: BatchResult) -> None:
        limit = int(alone.steps[4])
        enough, short = (
            KernelEngine(step_limit=n).run_batch(pack(valid_jobs[4:5])) for n in (limit, limit - 1)
        )
        assert not enough.failures
        assert np.array_equal(enough.final[0], alone.final[4])
        assert "too many steps" in short.failures[0]

    def test_the_limit_holds_where_every_step_meets_a_change(self, valid_jobs: list[Job]) -> None:
        days = np.arange(0.0, 90.0, 1e-3)
        t = valid_jobs[0].timeline
        rows = np.tile(t.inputs[0], (len(days) - 1, 1))
        job = replace(
            valid_jobs[0], timeline=Timeline(days, rows, ("stretch",) * len(rows)), output_days=days[-1:]
        )
        result = KernelEngine(step_limit=100).run_batch(pack([job]), states=True)
        assert "too many steps" in assert_refused(result, 0)
        assert result.steps[0] == 100

    @pytest.mark.parametrize("tolerance", [1e-300, 1e-160])
    def test_a_tolerance_that_nothing_can_meet(self, tolerance: float, valid_jobs: list[Job]) -> None:
        # The error over its tolerance is infinite, or far too large: the step shrinks until it is given up.
        engine = KernelEngine(relative_tolerance=tolerance, absolute_tolerance=tolerance, step_limit=50_000)
        result = engine.run_batch(pack(valid_jobs[:3]), states=True)
        assert_refused(result, 0)
        assert result.steps[0] < 50_000

    def test_a_tolerance_that_everything_meets(self, valid_jobs: list[Job]) -> None:
        # The error over its tolerance vanishes: the step grows, and is no NaN.
        engine = KernelEngine(relative_tolerance=1e200, absolute_tolerance=1e200, step_limit=50_000)
        result = engine.run_batch(pack(valid_jobs[:3]))
        assert not result.failures
        assert np.all(result.steps < 60)

    def test_broken_people_cost_next_to_nothing(self, valid_jobs: list[Job]) -> None:
        strange = pack([change(valid_jobs[0]) for change in STRANGE.values()])
        assert int(KernelEngine().run_batch(strange).steps.max()) < 1000


class TestShapes:
    """The machine code does not look where an array ends: what does not fit is refused before."""

    @pytest.mark.parametrize("field", ["parameters", "initial"])
    @pytest.mark.parametrize("change", [-1, 1])
    def test_a_person_of_another_length(self, field: str, change: int, valid_jobs: list[Job]) -> None:
        batch = pack(valid_jobs)
        values = np.ones((len(valid_jobs), getattr(batch, field).shape[1] + change))
        with pytest.raises(ValueError, match=rf"{field} of a batch has the shape \(11, "):
            KernelEngine().run_batch(replace(batch, **{field: values}))

    def test_more_people_than_parameters(self, valid_jobs: list[Job]) -> None:
        batch = pack(valid_jobs)
        with pytest.raises(ValueError, match="parameters of a batch"):
            KernelEngine().run_batch(replace(batch, parameters=batch.parameters[:-1]))

    def test_too_few_inputs(self, valid_jobs: list[Job]) -> None:
        t = valid_jobs[0].timeline
        job = replace(valid_jobs[0], timeline=replace(t, inputs=t.inputs[:, :-1]))
        with pytest.raises(ValueError, match="inputs of a batch has the shape"):
            KernelEngine().run_batch(pack([job]))

    @pytest.mark.parametrize("place", [-1, 11, 2**40])
    def test_a_timeline_that_is_not_there(self, place: int, valid_jobs: list[Job]) -> None:
        batch = pack(valid_jobs)
        with pytest.raises(ValueError, match=rf"job 3 of a batch follows timeline {place} of 11"):
            KernelEngine().run_batch(replace(batch, timeline_of=put(batch.timeline_of, 3, place)))

    def test_output_days_of_another_number(self, valid_jobs: list[Job]) -> None:
        batch = pack(valid_jobs)
        with pytest.raises(ValueError, match="11 timelines has 10 sets of output days"):
            KernelEngine().run_batch(replace(batch, output_days=batch.output_days[:-1]))

    @pytest.mark.parametrize("field", ["segment_start", "dose_start"])
    def test_offsets_that_lead_astray(self, field: str, valid_jobs: list[Job]) -> None:
        batch = pack(valid_jobs)
        flat = flatten(batch.timelines)
        astray = replace(flat, **{field: put(getattr(flat, field), 1, 10_000)})
        with pytest.raises(ValueError, match=f"{field} of a batch must rise"):
            KernelEngine().run_batch(replace(batch, timelines=astray))

    def test_a_timeline_whose_parts_do_not_fit(self, valid_jobs: list[Job]) -> None:
        t = valid_jobs[0].timeline
        with pytest.raises(ValueError, match="4 breakpoints bound 3 segments, but there are 2 rows"):
            replace(t, inputs=t.inputs[:-1])
        with pytest.raises(ValueError, match="3 rows of inputs and 1 labels"):
            replace(t, labels=t.labels[:1])

    def test_arrays_that_lie_otherwise_in_memory(self, valid_jobs: list[Job], alone: BatchResult) -> None:
        batch = pack(valid_jobs)
        flat = flatten(batch.timelines)
        strided = np.repeat(flat.end, 2)[::2]
        other = replace(
            batch,
            parameters=np.asfortranarray(batch.parameters),
            initial=np.repeat(batch.initial, 2, axis=1)[:, ::2],
            timeline_of=batch.timeline_of.astype(np.int32),
            timelines=replace(flat, end=strided, inputs=np.asfortranarray(flat.inputs)),
        )
        result = KernelEngine().run_batch(other, states=True)
        assert spares(result, alone, list(range(len(valid_jobs))))
