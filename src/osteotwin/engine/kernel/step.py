"""One Rosenbrock step for every lane: stages, new state, error."""

from __future__ import annotations

from llvmlite import ir

from osteotwin.engine.kernel.code import DOUBLE, POINTER, Code
from osteotwin.engine.kernel.tableau import Tableau
from osteotwin.engine.kernel.vector_math import Lanes


def emit_step(
    module: ir.Module,
    tableau: Tableau,
    size: int,
    width: int,
    *,
    linearize: ir.Function,
    rates: ir.Function,
    solve: ir.Function,
    controlled: int = 0,
) -> ir.Function:
    """Emit step(y, c, h, tolerances, lu, u, argument, error).

    ``u`` holds the stages one after another; ``argument`` ends as the new state. ``rates`` adds to what it is
    given. ``tolerances`` is the relative
    one followed by the absolute one of each state. ``error`` is the root mean square over the states of the
    error over its tolerance; over the first ``controlled`` states only, where that is not 0.
    """
    code = Code(module, "step", [POINTER] * 8)
    y, c, h, tolerances, lu, stages, argument, error = code.arguments
    lanes = Lanes(code.builder, width)
    vector = lanes.type
    step = code.load(h, 0, vector)
    per_step = lanes.div(lanes.number(1.0), step)
    inverse = code.alloca(vector, 1)
    code.store(lanes.mul(per_step, lanes.number(1 / tableau.gamma)), inverse, 0, vector)
    u = [code.at(stages, k * size, vector) for k in range(tableau.stages)]
    b = code.builder
    b.call(linearize, [y, c, inverse, u[0], lu])
    b.call(solve, [lu, u[0]])
    for i in range(1, tableau.stages):
        _begin_stage(code, lanes, tableau, i, size, per_step, y, u, argument)
        b.call(rates, [argument, c, u[i]])
        b.call(solve, [lu, u[i]])
    counted = controlled or size
    _finish(code, lanes, counted, y, u[-1], argument, tolerances, error)
    if counted < size:
        with code.loop(size - counted) as rest:
            k = b.add(rest, code.integer(counted))
            new = lanes.add(code.load(argument, k, vector), code.load(u[-1], k, vector))
            code.store(new, argument, k, vector)
    code.end()
    return code.function


def _begin_stage(
    code: Code,
    lanes: Lanes,
    tableau: Tableau,
    i: int,
    size: int,
    per_step: ir.Value,
    y: ir.Value,
    u: list[ir.Value],
    argument: ir.Value,
) -> None:
    """Write a stage's argument, and into the stage the part of its right side that is not a rate.

    Where the argument only adds a stage to the one before, that is all that is done.
    """
    row = tableau.a[i]
    grown = i > 1 and row[:-1] == tableau.a[i - 1] and row[-1] == 1.0
    weights = [lanes.mul(per_step, lanes.number(value)) for value in tableau.c[i]]
    with code.loop(size) as k:
        before = [code.load(u[j], k, lanes.type) for j in range(i)]
        if grown:
            total = lanes.add(code.load(argument, k, lanes.type), before[-1])
        else:
            total = code.load(y, k, lanes.type)
            for stage, value in zip(before, row, strict=True):
                total = lanes.fma(lanes.number(value), stage, total)
        code.store(total, argument, k, lanes.type)
        right = lanes.mul(weights[0], before[0])
        for stage, weight in zip(before[1:], weights[1:], strict=True):
            right = lanes.fma(weight, stage, right)
        code.store(right, u[i], k, lanes.type)


def _finish(
    code: Code,
    lanes: Lanes,
    size: int,
    y: ir.Value,
    last: ir.Value,
    argument: ir.Value,
    tolerances: ir.Value,
    error: ir.Value,
) -> None:
    vector = lanes.type
    b = code.builder
    absolute = lanes.intrinsic("fabs")
    larger = lanes.intrinsic("maxnum", 2)
    relative = lanes.broadcast(code.load(tolerances, 0, DOUBLE))

    def add_square(k: ir.Value, total: ir.Value) -> ir.Value:
        delta = code.load(last, k, vector)
        new = lanes.add(code.load(argument, k, vector), delta)
        code.store(new, argument, k, vector)
        size_now = b.call(larger, [b.call(absolute, [new]), b.call(absolute, [code.load(y, k, vector)])])
        floor = lanes.broadcast(code.load(tolerances, b.add(k, code.integer(1)), DOUBLE))
        ratio = lanes.div(delta, lanes.fma(relative, size_now, floor))
        return lanes.fma(ratio, ratio, total)

    squares = code.fold(size, lanes.number(0.0), vector, add_square)
    code.store(lanes.sqrt(lanes.mul(squares, lanes.number(1 / size))), error, 0, vector)
