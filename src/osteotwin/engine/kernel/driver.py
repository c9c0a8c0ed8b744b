"""The loop around the step: every lane has its own time, step, segment and outputs, and takes the next job.

A finished lane is refilled at once, so that no lane waits for another. What a lane does depends on its own
job alone: results are the same whatever the other lanes, threads and the order of the jobs are.
"""

from __future__ import annotations

import math

from llvmlite import ir

from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.code import BIT, DOUBLE, INT, POINTER, Code
from osteotwin.engine.kernel.lane import DAYS, LaneCode, LaneMemory
from osteotwin.engine.kernel.outputs import SLIVER
from osteotwin.engine.kernel.tableau import Tableau
from osteotwin.engine.kernel.vector_math import Lanes

#: Error control: a safety factor, and how much a step may shrink or grow at once.
_SAFETY, _MIN_FACTOR, _MAX_FACTOR = 0.9, 0.2, 6.0
_SMALLEST_STEP = 1e-9  # day
#: Bounds on the error over its tolerance before its logarithm is taken: beyond them growth is at its bound anyway.
_MIN_ERROR, _MAX_ERROR = 1e-30, 1e30
_IDLE_STEP = 1e-6


def emit_give_doses(module: ir.Module, width: int) -> ir.Function:
    """Emit give_doses(...): the doses with which the segment of a lane begins."""
    code = LaneCode(module, "give_doses", width)
    b = code.builder
    segment = code.get("segment")
    first = code.load(code.of("dose_start"), segment, INT)
    last = code.load(code.of("dose_start"), b.add(segment, code.integer(1)), INT)
    with code.loop(b.sub(last, first)) as k:
        dose = b.add(first, k)
        cell = code.cell(code.y, code.load(code.of("dose_state"), dose, INT))
        code.store(b.fadd(code.load(cell), code.load(code.of("dose_amount"), dose)), cell)
    code.end()
    return code.function


def emit_enter_segment(
    module: ir.Module, parameters: int, inputs: int, width: int, prepare: ir.Function
) -> ir.Function:
    """Emit enter_segment(...): the stored values and the end of the segment that a lane has come to."""
    code = LaneCode(module, "enter_segment", width)
    b = code.builder
    segment = code.get("segment")
    person = code.at(code.of("parameters"), b.mul(code.get("job"), code.integer(parameters)))
    given = code.at(code.of("inputs"), b.mul(segment, code.integer(inputs)))
    b.call(prepare, [person, given, code.c, code.lane])
    code.put("stop", code.load(code.of("end"), segment))
    code.end()
    return code.function


def emit_refill(
    module: ir.Module,
    size: int,
    parameters: int,
    width: int,
    *,
    prepare_person: ir.Function,
    enter_segment: ir.Function,
    give_doses: ir.Function,
    store_output: ir.Function,
) -> ir.Function:
    """Emit refill(...): give a lane the next job, or none."""
    code = LaneCode(module, "refill", width)
    b = code.builder
    test, body, after = code.while_()
    job = b.atomic_rmw("add", code.of("next_job"), code.integer(1), "monotonic")
    code.put("job", job)
    left = b.icmp_signed("<", job, code.number("jobs"))
    outcome = code.load(code.of("outcome"), b.select(left, job, code.integer(0)), INT)
    refused = b.icmp_signed("!=", outcome, code.integer(work.NOT_RUN))
    b.cbranch(b.and_(left, refused), body, after)
    b.position_at_end(body)
    b.branch(test)
    b.position_at_end(after)
    taken = code.get("job")
    with b.if_else(b.icmp_signed("<", taken, code.number("jobs"))) as (some, none):
        with some:
            timeline = code.load(code.of("timeline_of"), taken, INT)
            after = b.add(timeline, code.integer(1))
            for name, field in (("segment", "segment_start"), ("output", "output_start")):
                code.put(name, code.load(code.of(field), timeline, INT))
                code.put(f"last_{name}", code.load(code.of(field), after, INT))
            code.put("row", code.load(code.of("row_of"), taken, INT))
            for name in ("pending", "steps"):
                code.put(name, code.integer(0))
            begin = code.load(code.of("begin"), timeline)
            code.put("time", begin)
            code.put("used", ir.Constant(DOUBLE, 0.0))
            code.put("step", code.load(code.record, work.PLACE["first_step"], DOUBLE))
            initial = code.at(code.of("initial"), b.mul(taken, code.integer(size)))
            with code.loop(size) as k:
                code.store(code.load(initial, k), code.cell(code.y, k))
            person = code.at(code.of("parameters"), b.mul(taken, code.integer(parameters)))
            b.call(prepare_person, [person, person, code.c, code.lane])
            b.call(enter_segment, code.pass_on())
            # An output on the first day comes before its doses.
            output = code.get("output")
            more = b.icmp_signed("<", output, code.get("last_output"))
            day = code.load(code.of("output_day"), b.select(more, output, code.integer(0)))
            with b.if_then(b.and_(more, b.fcmp_ordered("<=", day, begin))):
                b.call(store_output, [*code.shared, code.y, code.lane])
            b.call(give_doses, code.pass_on())
        with none:
            code.put("job", code.integer(-1))
    code.end()
    return code.function


def emit_finish(module: ir.Module, size: int, width: int, flush_pending: ir.Function) -> ir.Function:
    """Emit finish(...): write the results of a lane's job."""
    code = LaneCode(module, "finish", width)
    b = code.builder
    b.call(flush_pending, code.pass_on())
    job = code.get("job")
    final = code.at(code.of("final"), b.mul(job, code.integer(size)))
    with code.loop(size) as k:
        code.store(code.load(code.cell(code.y, k)), final, k)
    code.store(code.get("time"), code.of("day_reached"), job)
    timeline = code.load(code.of("timeline_of"), job, INT)
    first = code.load(code.of("segment_start"), timeline, INT)
    code.store(b.sub(code.get("segment"), first), code.of("segment_reached"), job, INT)
    code.store(code.get("steps"), code.of("steps"), job, INT)
    code.end()
    return code.function


def emit_advance(
    module: ir.Module,
    size: int,
    width: int,
    *,
    enter_segment: ir.Function,
    give_doses: ir.Function,
    finish: ir.Function,
    refill: ir.Function,
) -> ir.Function:
    """Emit advance(..., errors, growths, lane): accept or reject the step of one lane."""
    code = LaneCode(module, "advance", width, [POINTER] * 2)
    b = code.builder
    error, growth = (code.load(vector, code.lane) for vector in code.own[:2])
    used, time, stop = code.get("used"), code.get("time"), code.get("stop")
    steps = b.add(code.get("steps"), code.integer(1))
    code.put("steps", steps)
    many = b.icmp_signed(">=", steps, code.number("step_limit"))

    def end_job(outcome: ir.Value) -> None:
        code.store(outcome, code.of("outcome"), code.get("job"), INT)
        b.call(finish, code.pass_on())
        b.call(refill, code.pass_on())

    with b.if_else(b.fcmp_ordered("<=", error, ir.Constant(DOUBLE, 1.0))) as (accepted, rejected):
        with accepted:
            with code.loop(size) as k:
                code.store(code.load(code.cell(code.new, k)), code.cell(code.y, k))
            proposed = b.fmul(used, growth)
            before = code.get("step")
            cut = b.fcmp_ordered(
                "<", used, before
            )  # the stop cut the step short: do not forget the longer one
            longer = b.select(b.fcmp_ordered(">", proposed, before), proposed, before)
            code.put("step", b.select(cut, longer, proposed))
            reached = b.fadd(time, used)
            at_stop = b.fcmp_ordered(">=", reached, b.fsub(stop, ir.Constant(DOUBLE, SLIVER)))
            code.put("time", b.select(at_stop, stop, reached))
            with b.if_else(at_stop) as (arrived, on_the_way):
                with arrived:
                    following = b.add(code.get("segment"), code.integer(1))
                    with b.if_else(b.icmp_signed("<", following, code.get("last_segment"))) as (more, over):
                        with more:
                            code.put("segment", following)
                            b.call(give_doses, code.pass_on())
                            b.call(enter_segment, code.pass_on())
                            share = code.load(code.record, work.PLACE["after_change"], DOUBLE)
                            code.put("step", b.fmul(code.get("step"), share))
                            with b.if_then(many):
                                end_job(code.integer(work.TOO_MANY_STEPS))
                        with over:
                            end_job(code.integer(work.DONE))
                with on_the_way, b.if_then(many):
                    end_job(code.integer(work.TOO_MANY_STEPS))
        with rejected:
            finite = b.fcmp_ordered("<", error, ir.Constant(DOUBLE, math.inf))
            shorter = b.fmul(used, b.select(finite, growth, ir.Constant(DOUBLE, 0.1)))
            code.put("step", shorter)
            small = b.fcmp_unordered("<", shorter, ir.Constant(DOUBLE, _SMALLEST_STEP))
            with b.if_then(b.or_(small, many)):
                slow = b.select(small, code.integer(work.STEP_TOO_SMALL), code.integer(work.TOO_MANY_STEPS))
                end_job(b.select(finite, slow, code.integer(work.NOT_FINITE)))
    code.end()
    return code.function


def emit_drive(
    module: ir.Module,
    tableau: Tableau,
    size: int,
    stored: int,
    factors: int,
    pending: int,
    width: int,
    *,
    step: ir.Function,
    output_days: ir.Function,
    refill: ir.Function,
    advance: ir.Function,
) -> ir.Function:
    """Emit drive(record): work until no job is left. The only function that is called from outside."""
    code = Code(module, "drive", [POINTER], internal=False)
    (record,) = code.arguments
    b = code.builder
    lanes = Lanes(b, width)
    vector = lanes.type
    memory = LaneMemory(code, width)
    y, c, lu = code.alloca(vector, size), code.alloca(vector, stored), code.alloca(vector, factors)
    stages, new = code.alloca(vector, tableau.stages * size), code.alloca(vector, size)
    aside = code.alloca(vector, pending * width)
    h, error, growth = (code.alloca(vector, 1) for _ in range(3))
    one = lanes.number(1.0)
    arrays = (
        (y, size), (new, size), (c, stored), (stages, tableau.stages * size), (aside, pending * width),
    )  # fmt: skip
    for place, count in arrays:
        with code.loop(count) as k:
            code.store(one, place, k, vector)
    shared = [record, memory.counts, memory.days, y, c, stages, new, aside]
    with code.loop(width) as lane:
        b.call(refill, [*shared, lane])
    tolerances = code.load(record, work.PLACE["tolerances"], POINTER)
    test, body, after = code.while_()
    cancelled = code.load(code.load(record, work.PLACE["cancel"], POINTER), 0, INT)
    active = _any_active(code, memory, width)
    b.cbranch(b.and_(active, b.icmp_signed("==", cancelled, code.integer(0))), body, after)
    b.position_at_end(body)
    _choose_steps(code, memory, width, h)
    b.call(step, [y, c, h, tolerances, lu, stages, new, error])
    found = code.load(error, 0, vector)
    order = tableau.order
    # log of zero or of infinity would be NaN, and the step with it.
    found = b.select(b.fcmp_ordered("<", found, lanes.number(_MIN_ERROR)), lanes.number(_MIN_ERROR), found)
    found = b.select(b.fcmp_ordered(">", found, lanes.number(_MAX_ERROR)), lanes.number(_MAX_ERROR), found)
    power = lanes.exp(lanes.mul(lanes.number(-1 / order), lanes.log(found)))
    factor = lanes.mul(lanes.number(_SAFETY), power)
    factor = b.select(
        b.fcmp_ordered("<", factor, lanes.number(_MIN_FACTOR)), lanes.number(_MIN_FACTOR), factor
    )
    factor = b.select(
        b.fcmp_ordered(">", factor, lanes.number(_MAX_FACTOR)), lanes.number(_MAX_FACTOR), factor
    )
    code.store(factor, growth, 0, vector)
    b.call(output_days, [*shared, error])
    with code.loop(width) as lane:
        job = code.load(memory.counts, lane, INT)
        with b.if_then(b.icmp_signed(">=", job, code.integer(0))):
            b.call(advance, [*shared, error, growth, lane])
    b.branch(test)
    b.position_at_end(after)
    code.end()
    return code.function


def _any_active(code: Code, memory: LaneMemory, width: int) -> ir.Value:
    b = code.builder
    active: ir.Value = ir.Constant(BIT, 0)
    for lane in range(width):
        active = b.or_(active, b.icmp_signed(">=", code.load(memory.counts, lane, INT), code.integer(0)))
    return active


def _choose_steps(code: Code, memory: LaneMemory, width: int, h: ir.Value) -> None:
    """Write each lane's step: the size that error control asks for, but not beyond its stop."""
    b = code.builder
    with code.loop(width) as lane:
        job = code.load(memory.counts, lane, INT)

        def place(name: str, lane: ir.Value = lane) -> ir.Value:
            return b.add(code.integer(DAYS.index(name) * width), lane)

        left = b.fsub(code.load(memory.days, place("stop")), code.load(memory.days, place("time")))
        proposed = code.load(memory.days, place("step"))
        # A step that would leave a sliver before the stop goes all the way.
        nearly = b.fcmp_ordered(">", b.fmul(proposed, ir.Constant(DOUBLE, 1.01)), left)
        chosen = b.select(nearly, left, proposed)
        chosen = b.select(b.icmp_signed(">=", job, code.integer(0)), chosen, ir.Constant(DOUBLE, _IDLE_STEP))
        code.store(chosen, memory.days, place("used"))
        code.store(chosen, h, lane)
