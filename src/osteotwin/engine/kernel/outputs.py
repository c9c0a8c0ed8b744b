"""Results at the output days: the states between two steps, and the outputs that are computed from them.

States come first: for all lanes that have an output day within their step at once. Outputs are pending until a lane
has as many states as a vector holds numbers; then one call computes them all, each output day in a lane of its own.
What was stored for the segment of the plan is copied with each state, because the segment may be over by then.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from llvmlite import ir

from osteotwin.engine.kernel.code import DOUBLE, INT, POINTER, Code
from osteotwin.engine.kernel.expressions import PendingOutputs
from osteotwin.engine.kernel.lane import DriverCode, LaneCode
from osteotwin.engine.kernel.tableau import Tableau
from osteotwin.engine.kernel.vector_math import Lanes

#: Closer to a stop than this [day] is at the stop.
SLIVER = 1e-9
#: Name of the function that computes rows of outputs.
OUTPUT_ROWS = "output_rows"
#: Its signature: pending states, stored values, lane, rows, first row of the results.
_SIGNATURE = ir.FunctionType(ir.VoidType(), [POINTER, POINTER, INT, INT, POINTER])
#: First position and number of each of several runs.
Runs = Sequence[tuple[int, int]]


def emit_output_rows(
    module: ir.Module, columns: int, width: int, outputs: ir.Function, *, internal: bool
) -> ir.Function:
    """Emit output_rows(pending, c, lane, rows, place): outputs of one lane's pending states, row after row.

    Parameters
    ----------
    columns : int
        Outputs in a row.
    outputs : ir.Function
        Writes the outputs of as many states as a vector holds, one vector for each output.
    internal : bool
        Whether it is called from this module only.
    """
    code = Code(module, OUTPUT_ROWS, _SIGNATURE.args, internal=internal)
    pending, c, lane, rows, place = code.arguments
    b = code.builder
    found = code.alloca(Lanes(b, width).type, columns)
    b.call(outputs, [pending, c, lane, found])
    with code.loop(rows) as row:
        to = code.at(place, b.mul(row, code.integer(columns)))
        own = code.at(found, row)
        with code.loop(columns) as k:
            code.store(code.load(own, b.mul(k, code.integer(width))), to, k)
    code.end()
    return code.function


def emit_flush_pending(
    module: ir.Module, each: int, width: int, output_rows: ir.Function, *, choose: bool
) -> ir.Function:
    """Emit flush_pending(...): write the outputs of a lane's pending states, however many there are.

    Parameters
    ----------
    each : int
        Numbers copied aside for an output day.
    output_rows : ir.Function
        Computes all endpoints.
    choose : bool
        Whether the record may have the address of another function that does it.
    """
    code = LaneCode(module, "flush_pending", width)
    b = code.builder
    rows = code.get("pending")
    with b.if_then(b.icmp_signed(">", rows, code.integer(0))):
        first = b.sub(code.get("row"), rows)
        place = code.at(code.of("outputs"), b.mul(first, code.number("columns")))
        arguments = [_lane_pending(code, each), code.c, code.lane, rows, place]
        if choose:
            other = code.of("output_rows")
            none = b.icmp_unsigned("==", b.ptrtoint(other, INT), code.integer(0))
            code.call_at(b.select(none, output_rows, other), _SIGNATURE, arguments)
        else:
            b.call(output_rows, arguments)
        code.put("pending", code.integer(0))
    code.end()
    return code.function


def _lane_pending(code: LaneCode, each: int) -> ir.Value:
    """The address of what is pending of a lane."""
    return code.at(code.pending, code.builder.mul(code.lane, code.integer(each * code.width)))


def emit_store_output(
    module: ir.Module, size: int, width: int, pending: PendingOutputs, flush_pending: ir.Function
) -> ir.Function:
    """Emit store_output(..., from, lane): take a lane's state in an array of vectors as its next output.

    Parameters
    ----------
    size : int
        Number of states.
    """
    code = LaneCode(module, "store_output", width, [POINTER])
    b = code.builder
    source = code.own[0]
    row = code.get("row")
    states = code.of("states")
    with b.if_then(_given(code, states)):
        place = code.at(states, b.mul(row, code.integer(size)))
        with code.loop(size) as k:
            code.store(code.load(code.cell(source, k)), place, k)
    code.put("row", b.add(row, code.integer(1)))
    code.put("output", b.add(code.get("output"), code.integer(1)))
    with b.if_then(_given(code, code.of("outputs"))):
        rows = code.get("pending")
        to = code.at(_lane_pending(code, len(pending)), rows)
        own, behind = code.at(source, code.lane), 0
        for origin, positions in ((own, pending.states), (code.at(code.c, code.lane), pending.stored)):
            for first, count in runs(positions):
                with code.loop(count) as k:
                    value = code.load(origin, b.mul(b.add(k, code.integer(first)), code.integer(width)))
                    code.store(value, to, b.mul(b.add(k, code.integer(behind)), code.integer(width)))
                behind += count
        rows = b.add(rows, code.integer(1))
        code.put("pending", rows)
        with b.if_then(b.icmp_signed("==", rows, code.integer(width))):
            b.call(flush_pending, code.pass_on())
    code.end()
    return code.function


def runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Rising positions as runs: first position and number."""
    found: list[tuple[int, int]] = []
    for position in positions:
        if found and position == sum(found[-1]):
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((position, 1))
    return found


def _given(code: DriverCode, address: ir.Value) -> ir.Value:
    """Whether an address is not 0."""
    return code.builder.icmp_unsigned("!=", code.builder.ptrtoint(address, INT), code.integer(0))


def emit_due(module: ir.Module, width: int) -> ir.Function:
    """Emit due(..., errors, x, due, lane): whether a lane has an output within its step, and at which share of it.

    ``due`` gets 1 or 0.
    """
    code = LaneCode(module, "due", width, [POINTER] * 3)
    b = code.builder
    errors, x, flags, lane = code.own
    good = b.fcmp_ordered("<=", code.load(errors, lane), ir.Constant(DOUBLE, 1.0))
    good = b.and_(good, b.icmp_signed(">=", code.get("job"), code.integer(0)))
    output = code.get("output")
    more = b.and_(good, b.icmp_signed("<", output, code.get("last_output")))
    begin, used, stop = code.get("time"), code.get("used"), code.get("stop")
    reached = b.fadd(begin, used)
    # Landing on the stop is exact, whatever the sum of time and step rounds to.
    near = b.fcmp_ordered(">=", reached, b.fsub(stop, ir.Constant(DOUBLE, SLIVER)))
    reached = b.select(near, stop, reached)
    day = code.load(code.of("output_day"), b.select(more, output, code.integer(0)))
    now = b.and_(more, b.fcmp_ordered("<=", day, reached))
    share = b.fdiv(b.fsub(day, begin), used)
    code.store(b.select(now, share, ir.Constant(DOUBLE, 0.0)), x, lane)
    code.store(b.select(now, code.integer(1), code.integer(0)), flags, lane, INT)
    code.end()
    return code.function


def emit_output_days(
    module: ir.Module,
    tableau: Tableau,
    size: int,
    width: int,
    needed: Sequence[int],
    *,
    due: ir.Function,
    store_output: ir.Function,
) -> ir.Function:
    """Emit output_days(..., errors): every output of the lanes whose step is accepted, up to its end.

    Parameters
    ----------
    needed : sequence of int
        States that outputs need; the others are interpolated only where the states themselves are wanted.
    """
    code = DriverCode(module, "output_days", width, [POINTER])
    b = code.builder
    vector, terms = Lanes(b, width).type, len(tableau.dense)
    x, between, curves = code.alloca(vector, 1), code.alloca(vector, size), code.alloca(vector, size * terms)
    flags, some, drawn = code.alloca(INT, width), code.alloca(INT, 1), code.alloca(INT, 1)
    code.store(code.integer(0), drawn, 0, INT)
    whole = _given(code, code.of("states"))
    test, body, after = code.while_()
    code.store(code.integer(0), some, 0, INT)
    with code.loop(width) as lane:
        b.call(due, [*code.shared, code.own[0], x, flags, lane])
        code.store(b.or_(code.load(some, 0, INT), code.load(flags, lane, INT)), some, 0, INT)
    b.cbranch(b.icmp_signed("!=", code.load(some, 0, INT), code.integer(0)), body, after)
    b.position_at_end(body)
    first = b.icmp_signed("==", code.load(drawn, 0, INT), code.integer(0))
    code.store(code.integer(1), drawn, 0, INT)
    with b.if_else(whole) as (all_states, some_states):
        for way, positions in ((all_states, range(size)), (some_states, needed)):
            with way:
                with b.if_then(first):
                    _draw(code, tableau, size, runs(positions), curves)
                _between(code, terms, size, runs(positions), x, curves, between)
    with (
        code.loop(width) as lane,
        b.if_then(b.icmp_signed("!=", code.load(flags, lane, INT), code.integer(0))),
    ):
        b.call(store_output, [*code.shared, between, lane])
    b.branch(test)
    b.position_at_end(after)
    code.end()
    return code.function


def _draw(code: DriverCode, tableau: Tableau, size: int, states: Runs, curves: ir.Value) -> None:
    """Write the coefficients of the curve between the ends of the step, for some states."""
    b = code.builder
    lanes = Lanes(b, code.width)
    for k in _each(code, states):
        stages = [
            code.load(code.u, b.add(k, code.integer(j * size)), lanes.type) for j in range(tableau.stages)
        ]
        for i, row in enumerate(tableau.dense):
            (stage, factor), *others = [
                (stage, lanes.number(value)) for stage, value in zip(stages, row, strict=True) if value != 0.0
            ]
            total = lanes.mul(factor, stage)
            for stage, factor in others:
                total = lanes.fma(factor, stage, total)
            code.store(total, curves, b.add(k, code.integer(i * size)), lanes.type)


def _between(
    code: DriverCode, terms: int, size: int, states: Runs, x: ir.Value, curves: ir.Value, to: ir.Value
) -> None:
    """Write some states of every lane at its share x of the step."""
    b = code.builder
    lanes = Lanes(b, code.width)
    one = lanes.number(1.0)
    share = code.load(x, 0, lanes.type)
    rest = lanes.sub(one, share)
    at_begin = b.fcmp_ordered("==", share, lanes.number(0.0))
    at_end = b.fcmp_ordered("==", share, one)
    for k in _each(code, states):
        old, new = code.load(code.y, k, lanes.type), code.load(code.new, k, lanes.type)
        curve = code.load(curves, b.add(k, code.integer((terms - 1) * size)), lanes.type)
        for i in reversed(range(terms - 1)):
            term = code.load(curves, b.add(k, code.integer(i * size)), lanes.type)
            curve = lanes.fma(share, curve, term)
        inner = lanes.fma(rest, curve, new)
        between = lanes.fma(rest, old, lanes.mul(share, inner))
        # At the ends the state itself, to the last bit.
        between = b.select(at_end, new, between)
        code.store(b.select(at_begin, old, between), to, k, lanes.type)


def _each(code: Code, states: Runs) -> Generator[ir.Value]:
    """Write a loop over each run; yields the index in it."""
    for first, count in states:
        with code.loop(count) as k:
            yield code.builder.add(k, code.integer(first))
