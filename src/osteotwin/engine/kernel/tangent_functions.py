"""The functions of the model together with its change along several directions.

Every array of the plain kernel becomes that array and one more of its kind for each direction: states, rates,
parameters, inputs, readings; stored values and factors are followed by what each direction stores. The matrix
of a step is block lower triangular with the same block on its diagonal,

    [ W            ]
    [ -B_1  W      ]        W = I / (h gamma) - J,  B_j = change of J along direction j,
    [ -B_2     W   ]

so that one factorization of W serves the body and all directions. What a step computes for a direction is the
exact derivative of what it computes for the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from llvmlite import ir

from osteotwin.engine.graph import Node
from osteotwin.engine.kernel.code import DOUBLE, INT, POINTER, Code
from osteotwin.engine.kernel.elimination import eliminate
from osteotwin.engine.kernel.expressions import Emitter, Waiting
from osteotwin.engine.kernel.functions import Given, ModelFunctions, load_for_all
from osteotwin.engine.kernel.side_by_side import MOST
from osteotwin.engine.kernel.tangent_parts import split_tangent
from osteotwin.engine.kernel.vector_math import Lanes
from osteotwin.engine.tangent import PREFIX, TangentModel


class TangentFunctions:
    """Emits the functions of a tangent model into a module.

    Parameters
    ----------
    module : ir.Module
    model : TangentModel
    directions : int
    width : int
        People per vector.
    most : mapping of str to int
        Which operations are computed side by side, and how many at most.
    """

    def __init__(
        self,
        module: ir.Module,
        model: TangentModel,
        directions: int,
        width: int,
        most: Mapping[str, int] = MOST,
    ) -> None:
        body = model.body
        self.module = module
        self.model = model
        self.directions = directions
        self.width = width
        self.parts = split_tangent(model)
        self.elimination = eliminate(len(body.states), body.slopes)
        self.graph = body.rates[0].graph
        self.place = self.parts.direction.place()
        self.bends = tuple(model.bends)
        self.body = ModelFunctions(module, body, self.parts.body, self.elimination, width, most, self.waiting)

    @property
    def stored(self) -> int:
        """Number of stored values."""
        return len(self.parts.body.kept) + self.directions * len(self.place)

    @property
    def factors(self) -> int:
        """Number of values that a step keeps of its matrix."""
        return len(self.elimination.entries) + self.directions * len(self.bends)

    def rates(self) -> ir.Function:
        """rates_along(y, c, f): add the rates of change of the body and of every direction."""
        tape = self.parts.tape(self.model.rates)
        body, change = self.body.rates(tape), self._change("change", tape, bends=False)
        code = Code(self.module, "rates_along", [POINTER] * 3)
        y, c, f = code.arguments
        kept = code.room(self._vector(code), len(tape))
        code.builder.call(body, [y, c, f, kept])
        with code.loop(self.directions) as j:
            dy, df = self._state_part(code, y, j), self._state_part(code, f, j)
            code.builder.call(change, [y, c, kept, dy, self._stored_part(code, c, j), df])
        code.end()
        return code.function

    def linearize(self) -> ir.Function:
        """linearize_along(y, c, inverse, f, lu): rates, the factors of the body's matrix, and the bends."""
        tape = self.parts.tape([*self.model.rates, *self.model.bends.values()])
        body, change = self.body.linearize(tape), self._change("change_and_bends", tape, bends=True)
        code = Code(self.module, "linearize_along", [POINTER] * 5)
        y, c, inverse, f, lu = code.arguments
        kept = code.room(self._vector(code), len(tape))
        code.builder.call(body, [y, c, inverse, f, lu, kept])
        with code.loop(self.directions) as j:
            dy, df = self._state_part(code, y, j), self._state_part(code, f, j)
            dc, bends = self._stored_part(code, c, j), self._bends_part(code, lu, j)
            code.builder.call(change, [y, c, kept, dy, dc, df, bends])
        code.end()
        return code.function

    def solve(self) -> ir.Function:
        """solve_along(lu, b): replace b by the solution, block after block."""
        body, bend = self.body.solve(), self._bend()
        code = Code(self.module, "solve_along", [POINTER] * 2)
        lu, b = code.arguments
        code.builder.call(body, [lu, b])
        with code.loop(self.directions) as j:
            db = self._state_part(code, b, j)
            code.builder.call(bend, [self._bends_part(code, lu, j), b, db])
            code.builder.call(body, [lu, db])
        code.end()
        return code.function

    def prepare(self, *, segment: bool) -> ir.Function:
        """prepare_along(p, u, c, lane): the stored values of one lane, its directions included."""
        body, change = self.body.prepare(segment=segment), self._prepare_change(segment=segment)
        name = "prepare_segment_along" if segment else "prepare_person_along"
        code = Code(self.module, name, [POINTER, POINTER, POINTER, INT])
        p, u, c, lane = code.arguments
        code.builder.call(body, [p, u, c, lane])
        own = code.at(c, lane)
        parameters, inputs = len(self.model.body.parameters), len(self.model.body.inputs)
        with code.loop(self.directions) as j:
            dp = self._part(code, p, j, parameters, parameters, DOUBLE)
            du = self._part(code, u, j, inputs, inputs, DOUBLE)
            dc = code.at(self._stored_part(code, c, j), lane)
            code.builder.call(change, [p, u, own, dp, du, dc])
        code.end()
        return code.function

    @property
    def waiting(self) -> Waiting:
        """What an output day keeps until it is read: all states and all that a stretch of the plan changes."""
        own, each = self.parts.direction, len(self.place)
        first = len(self.parts.body.kept) + len(own.person)
        changes = (first + j * each + k for j in range(self.directions) for k in range(len(own.segment)))
        return Waiting(
            tuple(range((1 + self.directions) * len(self.model.body.states))),
            (*range(len(self.parts.body.person), len(self.parts.body.kept)), *changes),
        )

    def readings(self) -> ir.Function:
        """readings_along(waiting, c, lane, out): readings of a lane's waiting states, and their changes."""
        tape = self.parts.tape(self.model.readings)
        body, change = self.body.readings(self.model.body.readings, tape), self._change_of_readings(tape)
        code = Code(self.module, "readings_along", [POINTER, POINTER, INT, POINTER])
        waiting, c, lane, out = code.arguments
        kind = self._vector(code)
        kept = code.room(kind, len(tape))
        code.builder.call(body, [waiting, c, lane, out, kept])
        own, endpoints = code.at(c, lane), len(self.model.readings)
        behind = (1 + self.directions) * len(self.model.body.states)
        with code.loop(self.directions) as j:
            dc = code.at(self._stored_part(code, c, j), lane)
            segment = len(self.parts.body.segment), len(self.parts.direction.segment)
            du = self._part(code, waiting, j, behind + segment[0], segment[1], kind)
            changes = self._part(code, out, j, endpoints, endpoints, kind)
            code.builder.call(
                change, [waiting, own, kept, self._state_part(code, waiting, j), dc, du, changes]
            )
        code.end()
        return code.function

    def _change(self, name: str, tape: Sequence[Node], *, bends: bool) -> ir.Function:
        """Emit change(y, c, tape, dy, dc, df): add one direction's rates.

        With bends, change(y, c, tape, dy, dc, df, bends) writes them, and the change of the Jacobian.
        """
        code = Code(self.module, name, [POINTER] * (7 if bends else 6))
        y, c, kept, dy, dc, df, *bends_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        entries = list(self.model.bends.values()) if bends else []
        emitter = self._emitter(
            lanes,
            [*self.model.rates, *entries],
            self._symbols(code, lanes, {"state": y, f"{PREFIX}state": dy}),
            _stored(code, lanes, self.parts.body.kept, self.body.place, c),
            _stored(code, lanes, self.parts.direction.kept, self.place, dc),
            _in_order(code, lanes, tape, kept),
        )
        for k, node in enumerate(self.model.rates):
            rate = emitter[node]
            code.store(rate if bends else lanes.add(code.load(df, k, lanes.type), rate), df, k, lanes.type)
        for k, node in enumerate(entries):
            code.store(emitter[node], bends_at[0], k, lanes.type)
        code.end()
        return code.function

    def _change_of_readings(self, tape: Sequence[Node]) -> ir.Function:
        """Emit change_of_readings(waiting, c, tape, dy, dc, du, out) for a lane's waiting states and one direction.

        ``c`` and ``dc`` are those of the lane; ``du`` is what waits of what the direction stores for a stretch.
        """
        code = Code(self.module, "change_of_readings", [POINTER] * 7)
        waiting, c, kept, dy, dc, du, out = code.arguments
        lanes = Lanes(code.builder, self.width)
        own = self.parts.direction
        emitter = self._emitter(
            lanes,
            self.model.readings,
            self.body.given_waiting(code, lanes, waiting, c),
            self._symbols(code, lanes, {f"{PREFIX}state": dy}),
            {
                node.index: partial(load_for_all, code, lanes, dc, self.place[node.index] * self.width)
                for node in own.person
            },
            _in_order(code, lanes, own.segment, du),
            _in_order(code, lanes, tape, kept),
        )
        for k, node in enumerate(self.model.readings):
            code.store(emitter[node], out, k, lanes.type)
        code.end()
        return code.function

    def _prepare_change(self, *, segment: bool) -> ir.Function:
        """Emit prepare_change(p, u, c, dp, du, dc): the stored values of one direction of one lane."""
        code = Code(self.module, f"prepare_change_of_{'segment' if segment else 'person'}", [POINTER] * 6)
        p, u, c, dp, du, dc = code.arguments
        lanes = Lanes(code.builder, 1)
        body, own = self.parts.body, self.parts.direction
        roots = own.segment if segment else own.person
        emitter = self._emitter(
            lanes,
            roots,
            self._symbols(
                code, lanes, {"parameter": p, "input": u, f"{PREFIX}parameter": dp, f"{PREFIX}input": du}
            ),
            # What stands in storage by now: the body's part is prepared before its directions'.
            _stored(code, lanes, body.kept if segment else body.person, self.body.place, c, self.width),
            _stored(code, lanes, own.person if segment else (), self.place, dc, self.width),
        )
        for node in roots:
            code.store(emitter[node], dc, self.place[node.index] * self.width, lanes.type)
        code.end()
        return code.function

    def _bend(self) -> ir.Function:
        """Emit bend(bends, x, b): add the bends times the body's solution to a direction's right side."""
        code = Code(self.module, "bend", [POINTER] * 3)
        bends, x, b = code.arguments
        lanes = Lanes(code.builder, self.width)
        known = {j: code.load(x, j, lanes.type) for j in sorted({j for _, j in self.bends})}
        totals: dict[int, ir.Value] = {}
        for k, (i, j) in enumerate(self.bends):
            if i not in totals:
                totals[i] = code.load(b, i, lanes.type)
            totals[i] = lanes.fma(code.load(bends, k, lanes.type), known[j], totals[i])
        for i, total in totals.items():
            code.store(total, b, i, lanes.type)
        code.end()
        return code.function

    def _emitter(self, lanes: Lanes, roots: Sequence[Node], *sources: Given) -> Emitter:
        """Return an emitter that is given what some sources hold, and has emitted the roots."""
        given: Given = {}
        for source in sources:
            given |= source
        return self.body.emitter(lanes, given, roots)

    def _symbols(self, code: Code, lanes: Lanes, arrays: Mapping[str, ir.Value]) -> Given:
        """Return the symbols of each kind, from their arrays."""
        body = self.model.body
        names = {"state": body.states, "parameter": body.parameters, "input": body.inputs}
        return {
            self.graph.symbol(f"{kind}.{name}").index: partial(code.load, array, k, lanes.type)
            for kind, array in arrays.items()
            for k, name in enumerate(names[kind.removeprefix(PREFIX)])
        }

    def _vector(self, code: Code) -> ir.Type:
        return Lanes(code.builder, self.width).type

    def _part(
        self, code: Code, array: ir.Value, j: ir.Value, first: int, each: int, kind: ir.Type
    ) -> ir.Value:
        """Return the address of the part of direction j: behind ``first`` elements, ``each`` per direction."""
        b = code.builder
        return code.at(array, b.add(code.integer(first), b.mul(j, code.integer(each))), kind)

    def _state_part(self, code: Code, array: ir.Value, j: ir.Value) -> ir.Value:
        size = len(self.model.body.states)
        return self._part(code, array, j, size, size, self._vector(code))

    def _stored_part(self, code: Code, array: ir.Value, j: ir.Value) -> ir.Value:
        return self._part(code, array, j, len(self.parts.body.kept), len(self.place), self._vector(code))

    def _bends_part(self, code: Code, array: ir.Value, j: ir.Value) -> ir.Value:
        return self._part(code, array, j, len(self.elimination.entries), len(self.bends), self._vector(code))


def _stored(
    code: Code,
    lanes: Lanes,
    nodes: Iterable[Node],
    place: Mapping[int, int],
    array: ir.Value,
    stride: int = 1,
) -> Given:
    """Return stored values; ``stride`` reaches those of one lane."""
    return {node.index: partial(code.load, array, place[node.index] * stride, lanes.type) for node in nodes}


def _in_order(code: Code, lanes: Lanes, nodes: Sequence[Node], array: ir.Value) -> Given:
    """Return values that stand in an array one after another."""
    return {node.index: partial(code.load, array, k, lanes.type) for k, node in enumerate(nodes)}
