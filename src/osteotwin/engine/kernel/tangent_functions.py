"""The functions of the model together with its tangents along several directions.

Every array of the plain kernel becomes that array and one more like it for each direction: states, rates,
parameters, inputs, outputs; stored values and factors are followed by what each direction stores. The matrix
of a step is block lower triangular with the same block on its diagonal,

    [ W            ]
    [ -B_1  W      ]        W = I / (h gamma) - J,  B_j = tangent of J along direction j,
    [ -B_2     W   ]

so that one factorization of W serves the body and all directions. What a step computes for a direction is the
exact derivative of what it computes for the body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from llvmlite import ir

from osteotwin.engine.graph import Node
from osteotwin.engine.kernel.code import DOUBLE, INT, POINTER, Code
from osteotwin.engine.kernel.elimination import eliminate
from osteotwin.engine.kernel.expressions import Emitter, PendingOutputs
from osteotwin.engine.kernel.functions import (
    Given,
    ModelFunctions,
    broadcast_values,
    in_order,
    store_in_order,
    stored_values,
)
from osteotwin.engine.kernel.scheduling import MAX_WIDTH
from osteotwin.engine.kernel.tangent_parts import split_tangent
from osteotwin.engine.kernel.vector_math import Lanes
from osteotwin.engine.moments import TANGENT
from osteotwin.engine.tangent import TangentModel


class TangentFunctions:
    """Emits the functions of a tangent model into a module.

    Parameters
    ----------
    module : ir.Module
    model : TangentModel
    directions : int
    width : int
        People per vector.
    max_width : mapping of str to int
        Operations of which several are computed as one long vector, and how many at most.
    """

    def __init__(
        self,
        module: ir.Module,
        model: TangentModel,
        directions: int,
        width: int,
        max_width: Mapping[str, int] = MAX_WIDTH,
    ) -> None:
        body = model.body
        self.module = module
        self.model = model
        self.directions = directions
        self.width = width
        self.parts = split_tangent(model)
        self.elimination = eliminate(len(body.states), body.jacobian)
        self.place = self.parts.direction.place()
        self.entries = tuple(model.jacobian_tangent)
        self.body = ModelFunctions(
            module, body, self.parts.body, self.elimination, width, max_width, self.pending
        )

    @property
    def stored(self) -> int:
        """Number of stored values."""
        return len(self.parts.body.stored) + self.directions * len(self.place)

    @property
    def factors(self) -> int:
        """Number of values that a step keeps of its matrix."""
        return len(self.elimination.entries) + self.directions * len(self.entries)

    def rates(self) -> ir.Function:
        """rates_along(y, c, f): add the rates of change of the body and of every direction."""
        tape = self.parts.tape(self.model.rates)
        body, tangent = self.body.rates(tape), self._tangent("tangent", tape, jacobian=False)
        code = Code(self.module, "rates_along", [POINTER] * 3)
        y, c, f = code.arguments
        taped = code.alloca(self._vector(code), len(tape))
        code.builder.call(body, [y, c, f, taped])
        with code.loop(self.directions) as j:
            dy, df = self._state_part(code, y, j), self._state_part(code, f, j)
            code.builder.call(tangent, [y, c, taped, dy, self._stored_part(code, c, j), df])
        code.end()
        return code.function

    def linearize(self) -> ir.Function:
        """linearize_along(y, c, inverse, f, lu): rates, the factors of the body's matrix, the tangents of J."""
        tape = self.parts.tape([*self.model.rates, *self.model.jacobian_tangent.values()])
        body = self.body.linearize(tape)
        tangent = self._tangent("tangent_with_jacobian", tape, jacobian=True)
        code = Code(self.module, "linearize_along", [POINTER] * 5)
        y, c, inverse, f, lu = code.arguments
        taped = code.alloca(self._vector(code), len(tape))
        code.builder.call(body, [y, c, inverse, f, lu, taped])
        with code.loop(self.directions) as j:
            dy, df = self._state_part(code, y, j), self._state_part(code, f, j)
            dc, dj = self._stored_part(code, c, j), self._jacobian_part(code, lu, j)
            code.builder.call(tangent, [y, c, taped, dy, dc, df, dj])
        code.end()
        return code.function

    def solve(self) -> ir.Function:
        """solve_along(lu, b): replace b by the solution, block after block."""
        body, couple = self.body.solve(), self._couple()
        code = Code(self.module, "solve_along", [POINTER] * 2)
        lu, b = code.arguments
        code.builder.call(body, [lu, b])
        with code.loop(self.directions) as j:
            db = self._state_part(code, b, j)
            code.builder.call(couple, [self._jacobian_part(code, lu, j), b, db])
            code.builder.call(body, [lu, db])
        code.end()
        return code.function

    def prepare(self, *, segment: bool) -> ir.Function:
        """prepare_along(p, u, c, lane): the stored values of one lane, its directions included."""
        body, tangent = self.body.prepare(segment=segment), self._prepare_tangent(segment=segment)
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
            code.builder.call(tangent, [p, u, own, dp, du, dc])
        code.end()
        return code.function

    @property
    def pending(self) -> PendingOutputs:
        """What is copied aside on an output day: all states and all that a segment of the plan changes."""
        own, each = self.parts.direction, len(self.place)
        first = len(self.parts.body.stored) + len(own.person)
        tangents = (first + j * each + k for j in range(self.directions) for k in range(len(own.segment)))
        return PendingOutputs(
            tuple(range((1 + self.directions) * len(self.model.body.states))),
            (*range(len(self.parts.body.person), len(self.parts.body.stored)), *tangents),
        )

    def outputs(self) -> ir.Function:
        """outputs_along(pending, c, lane, out): outputs of a lane's pending days, and their tangents."""
        tape = self.parts.tape(self.model.outputs)
        body, tangent = self.body.outputs(self.model.body.outputs, tape), self._tangent_of_outputs(tape)
        code = Code(self.module, "outputs_along", [POINTER, POINTER, INT, POINTER])
        pending, c, lane, out = code.arguments
        vector = self._vector(code)
        taped = code.alloca(vector, len(tape))
        code.builder.call(body, [pending, c, lane, out, taped])
        own, endpoints = code.at(c, lane), len(self.model.outputs)
        behind = (1 + self.directions) * len(self.model.body.states)
        with code.loop(self.directions) as j:
            dc = code.at(self._stored_part(code, c, j), lane)
            segment = len(self.parts.body.segment), len(self.parts.direction.segment)
            du = self._part(code, pending, j, behind + segment[0], segment[1], vector)
            tangents = self._part(code, out, j, endpoints, endpoints, vector)
            dy = self._state_part(code, pending, j)
            code.builder.call(tangent, [pending, own, taped, dy, dc, du, tangents])
        code.end()
        return code.function

    def _tangent(self, name: str, tape: Sequence[Node], *, jacobian: bool) -> ir.Function:
        """Emit tangent(y, c, tape, dy, dc, df): add one direction's rates.

        With the Jacobian, tangent(y, c, tape, dy, dc, df, dj) writes them, and the tangent of the Jacobian.
        """
        code = Code(self.module, name, [POINTER] * (7 if jacobian else 6))
        y, c, taped, dy, dc, df, *jacobian_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        entries = list(self.model.jacobian_tangent.values()) if jacobian else []
        emitter = self._emitter(
            lanes,
            [*self.model.rates, *entries],
            self._symbols(code, lanes, {"state": y, f"{TANGENT}state": dy}),
            stored_values(code, lanes, self.parts.body.stored, self.body.place, c),
            stored_values(code, lanes, self.parts.direction.stored, self.place, dc),
            in_order(code, lanes, tape, taped),
        )
        for k, node in enumerate(self.model.rates):
            rate = emitter[node]
            code.store(rate if jacobian else lanes.add(code.load(df, k, lanes.type), rate), df, k, lanes.type)
        for array in jacobian_at:
            store_in_order(code, lanes, emitter, entries, array)
        code.end()
        return code.function

    def _tangent_of_outputs(self, tape: Sequence[Node]) -> ir.Function:
        """Emit tangent_of_outputs(pending, c, tape, dy, dc, du, out) for a lane's pending days and one direction.

        ``c`` and ``dc`` are those of the lane; ``du`` is what is pending of what the direction stores for a segment.
        """
        code = Code(self.module, "tangent_of_outputs", [POINTER] * 7)
        pending, c, taped, dy, dc, du, out = code.arguments
        lanes = Lanes(code.builder, self.width)
        own = self.parts.direction
        emitter = self._emitter(
            lanes,
            self.model.outputs,
            self.body.given_pending(code, lanes, pending, c),
            self._symbols(code, lanes, {f"{TANGENT}state": dy}),
            broadcast_values(code, lanes, own.person, self.place, dc, self.width),
            in_order(code, lanes, own.segment, du),
            in_order(code, lanes, tape, taped),
        )
        store_in_order(code, lanes, emitter, self.model.outputs, out)
        code.end()
        return code.function

    def _prepare_tangent(self, *, segment: bool) -> ir.Function:
        """Emit prepare_tangent(p, u, c, dp, du, dc): the stored values of one direction of one lane."""
        code = Code(self.module, f"prepare_tangent_of_{'segment' if segment else 'person'}", [POINTER] * 6)
        p, u, c, dp, du, dc = code.arguments
        lanes = Lanes(code.builder, 1)
        body, own = self.parts.body, self.parts.direction
        roots = own.segment if segment else own.person
        emitter = self._emitter(
            lanes,
            roots,
            self._symbols(
                code, lanes, {"parameter": p, "input": u, f"{TANGENT}parameter": dp, f"{TANGENT}input": du}
            ),
            # What stands in storage by now: the body's part is prepared before its directions'.
            stored_values(
                code, lanes, body.stored if segment else body.person, self.body.place, c, self.width
            ),
            stored_values(code, lanes, own.person if segment else (), self.place, dc, self.width),
        )
        for node in roots:
            code.store(emitter[node], dc, self.place[node.index] * self.width, lanes.type)
        code.end()
        return code.function

    def _couple(self) -> ir.Function:
        """Emit couple(dj, x, b): add B times the body's solution to a direction's right side."""
        code = Code(self.module, "couple", [POINTER] * 3)
        dj, x, b = code.arguments
        lanes = Lanes(code.builder, self.width)
        known = {j: code.load(x, j, lanes.type) for j in sorted({j for _, j in self.entries})}
        totals: dict[int, ir.Value] = {}
        for k, (i, j) in enumerate(self.entries):
            if i not in totals:
                totals[i] = code.load(b, i, lanes.type)
            totals[i] = lanes.fma(code.load(dj, k, lanes.type), known[j], totals[i])
        for i, total in totals.items():
            code.store(total, b, i, lanes.type)
        code.end()
        return code.function

    def _emitter(self, lanes: Lanes, roots: Sequence[Node], *sources: Given) -> Emitter:
        """An emitter that is given what some sources hold, and has emitted the roots."""
        given: Given = {}
        for source in sources:
            given |= source
        return self.body.emitter(lanes, given, roots)

    def _symbols(self, code: Code, lanes: Lanes, arrays: Mapping[str, ir.Value]) -> Given:
        """The symbols of each vector, from their arrays."""
        given: Given = {}
        for vector, array in arrays.items():
            given |= in_order(code, lanes, self.model.body.symbols(vector), array)
        return given

    def _vector(self, code: Code) -> ir.Type:
        return Lanes(code.builder, self.width).type

    def _part(
        self, code: Code, array: ir.Value, j: ir.Value, first: int, each: int, element: ir.Type
    ) -> ir.Value:
        """The address of the part of direction j: behind ``first`` elements, ``each`` per direction."""
        b = code.builder
        return code.at(array, b.add(code.integer(first), b.mul(j, code.integer(each))), element)

    def _state_part(self, code: Code, array: ir.Value, j: ir.Value) -> ir.Value:
        size = len(self.model.body.states)
        return self._part(code, array, j, size, size, self._vector(code))

    def _stored_part(self, code: Code, array: ir.Value, j: ir.Value) -> ir.Value:
        return self._part(code, array, j, len(self.parts.body.stored), len(self.place), self._vector(code))

    def _jacobian_part(self, code: Code, array: ir.Value, j: ir.Value) -> ir.Value:
        first, each = len(self.elimination.entries), len(self.entries)
        return self._part(code, array, j, first, each, self._vector(code))
