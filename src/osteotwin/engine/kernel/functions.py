"""The functions of the model: preparation, rates, the factorized step matrix, its solution, outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from llvmlite import ir

from osteotwin.engine.graph import Node
from osteotwin.engine.kernel.code import INT, POINTER, Code
from osteotwin.engine.kernel.elimination import Elimination
from osteotwin.engine.kernel.expressions import Emitter, PendingOutputs, pending_outputs
from osteotwin.engine.kernel.scheduling import MAX_WIDTH
from osteotwin.engine.kernel.vector_math import Lanes
from osteotwin.engine.moments import Split
from osteotwin.engine.trace import TracedModel

#: Loads of values, by the index of their node.
Given = dict[int, Callable[[], ir.Value]]


class ModelFunctions:
    """Emits the functions of one model into a module.

    Those that change with the state may be given a *tape*: nodes whose values they write to one more argument, for
    the functions of the directions that need them too.

    Parameters
    ----------
    module : ir.Module
    model : TracedModel
    parts : Split
    elimination : Elimination
    width : int
        People per vector.
    max_width : mapping of str to int
        Operations of which several are computed as one long vector, and how many at most.
    pending : PendingOutputs or None
        What is copied aside on an output day; None: what the outputs need.
    """

    def __init__(
        self,
        module: ir.Module,
        model: TracedModel,
        parts: Split,
        elimination: Elimination,
        width: int,
        max_width: Mapping[str, int] = MAX_WIDTH,
        pending: PendingOutputs | None = None,
    ) -> None:
        self.module = module
        self.model = model
        self.parts = parts
        self.elimination = elimination
        self.width = width
        self.max_width = max_width
        self.place = parts.place()
        self.slot = {entry: k for k, entry in enumerate(elimination.entries)}
        self.pending = pending or pending_outputs(model.outputs, model.symbols("state"), parts)

    @property
    def stored(self) -> int:
        """Number of stored values."""
        return len(self.place)

    @property
    def factors(self) -> int:
        """Number of values that a step keeps of its matrix."""
        return len(self.slot)

    def _step_emitter(
        self, code: Code, y: ir.Value, c: ir.Value, lanes: Lanes, roots: Sequence[Node]
    ) -> Emitter:
        """An emitter that is given the state and the stored values, and has emitted the roots."""
        given = in_order(code, lanes, self.model.symbols("state"), y)
        given |= {index: partial(code.load, c, place, lanes.type) for index, place in self.place.items()}
        return self.emitter(lanes, given, roots)

    def emitter(self, lanes: Lanes, given: Given, roots: Sequence[Node]) -> Emitter:
        """An emitter that has emitted the roots."""
        emitter = Emitter(lanes, given, self.max_width)
        emitter.emit(roots)
        return emitter

    def rates(self, tape: Sequence[Node] = ()) -> ir.Function:
        """rates(y, c, f[, tape]): add the rates of change."""
        code = Code(self.module, "rates", [POINTER] * (4 if tape else 3))
        y, c, f, *tape_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        emitter = self._step_emitter(code, y, c, lanes, [*self.model.rates, *tape])
        for k, node in enumerate(self.model.rates):
            code.store(lanes.add(code.load(f, k, lanes.type), emitter[node]), f, k, lanes.type)
        for array in tape_at:
            store_in_order(code, lanes, emitter, tape, array)
        code.end()
        return code.function

    def linearize(self, tape: Sequence[Node] = ()) -> ir.Function:
        """linearize(y, c, inverse, f, lu[, tape]): rates, and the factors of inverse - J.

        ``inverse`` is 1 / (h gamma).
        """
        code = Code(self.module, "linearize", [POINTER] * (6 if tape else 5))
        y, c, inverse, f, lu, *tape_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        roots = [*self.model.rates, *self.model.jacobian.values(), *tape]
        emitter = self._step_emitter(code, y, c, lanes, roots)
        store_in_order(code, lanes, emitter, self.model.rates, f)
        for array in tape_at:
            store_in_order(code, lanes, emitter, tape, array)
        on_diagonal = code.load(inverse, 0, lanes.type)
        matrix: dict[tuple[int, int], ir.Value] = {
            entry: lanes.neg(emitter[node]) for entry, node in self.model.jacobian.items()
        }
        for k in range(len(self.model.states)):
            matrix[k, k] = lanes.add(matrix[k, k], on_diagonal) if (k, k) in matrix else on_diagonal
        self._factorize(code, lanes, matrix, lu)
        code.end()
        return code.function

    def _factorize(
        self, code: Code, lanes: Lanes, matrix: dict[tuple[int, int], ir.Value], lu: ir.Value
    ) -> None:
        one = lanes.number(1.0)
        for k in self.elimination.order:
            inverse = lanes.div(one, matrix[k, k])
            code.store(inverse, lu, self.slot[k, k], lanes.type)
            for j in self.elimination.upper[k]:
                code.store(matrix[k, j], lu, self.slot[k, j], lanes.type)
            for i in self.elimination.lower[k]:
                factor = lanes.mul(matrix[i, k], inverse)
                code.store(factor, lu, self.slot[i, k], lanes.type)
                for j in self.elimination.upper[k]:
                    known = matrix.get((i, j))
                    if known is None:
                        matrix[i, j] = lanes.mul(lanes.neg(factor), matrix[k, j])
                    else:
                        matrix[i, j] = lanes.fma(lanes.neg(factor), matrix[k, j], known)

    def solve(self) -> ir.Function:
        """solve(lu, b): replace b by the solution."""
        code = Code(self.module, "solve", [POINTER] * 2)
        lu, b = code.arguments
        lanes = Lanes(code.builder, self.width)
        x = [code.load(b, k, lanes.type) for k in range(len(self.model.states))]
        for k in self.elimination.order:
            for i in self.elimination.lower[k]:
                x[i] = lanes.fma(lanes.neg(code.load(lu, self.slot[i, k], lanes.type)), x[k], x[i])
        for k in reversed(self.elimination.order):
            for j in self.elimination.upper[k]:
                x[k] = lanes.fma(lanes.neg(code.load(lu, self.slot[k, j], lanes.type)), x[j], x[k])
            x[k] = lanes.mul(x[k], code.load(lu, self.slot[k, k], lanes.type))
            code.store(x[k], b, k, lanes.type)
        code.end()
        return code.function

    def prepare(self, *, segment: bool) -> ir.Function:
        """prepare_person(p, u, c, lane) and prepare_segment(p, u, c, lane): the stored values of one lane."""
        name = "prepare_segment" if segment else "prepare_person"
        code = Code(self.module, name, [POINTER, POINTER, POINTER, INT])
        p, u, c, lane = code.arguments
        lanes = Lanes(code.builder, 1)
        roots = list(self.parts.segment if segment else self.parts.person)
        own = code.at(c, lane)
        given = in_order(code, lanes, self.model.symbols("parameter"), p)
        if segment:
            given |= in_order(code, lanes, self.model.symbols("input"), u)
            given |= stored_values(code, lanes, self.parts.person, self.place, own, self.width)
        emitter = self.emitter(lanes, given, roots)
        for node in roots:
            code.store(emitter[node], own, self.place[node.index] * self.width)
        code.end()
        return code.function

    def outputs(self, chosen: Sequence[Node], tape: Sequence[Node] = ()) -> ir.Function:
        """outputs(pending, c, lane, out[, tape]): some outputs of one lane's pending days, a vector for each."""
        code = Code(self.module, "outputs", [POINTER, POINTER, INT, POINTER, *([POINTER] if tape else [])])
        pending, c, lane, out, *tape_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        given = self.given_pending(code, lanes, pending, code.at(c, lane))
        emitter = self.emitter(lanes, given, [*chosen, *tape])
        store_in_order(code, lanes, emitter, chosen, out)
        for array in tape_at:
            store_in_order(code, lanes, emitter, tape, array)
        code.end()
        return code.function

    def given_pending(self, code: Code, lanes: Lanes, pending: ir.Value, own: ir.Value) -> Given:
        """What one lane's pending days hold, and what is stored for its person.

        Parameters
        ----------
        own : ir.Value
            Stored values of the lane.
        """
        given: Given = {}
        states, stored = self.model.symbols("state"), self.parts.stored
        for k, position in enumerate(self.pending.states):
            if position < len(states):
                given[states[position].index] = partial(code.load, pending, k, lanes.type)
        for k, position in enumerate(self.pending.stored):
            if position < len(stored):
                place = len(self.pending.states) + k
                given[stored[position].index] = partial(code.load, pending, place, lanes.type)
        return given | broadcast_values(code, lanes, self.parts.person, self.place, own, self.width)


def in_order(code: Code, lanes: Lanes, nodes: Sequence[Node], array: ir.Value) -> Given:
    """Values that stand in an array one after another."""
    return {node.index: partial(code.load, array, k, lanes.type) for k, node in enumerate(nodes)}


def stored_values(
    code: Code,
    lanes: Lanes,
    nodes: Iterable[Node],
    place: Mapping[int, int],
    array: ir.Value,
    stride: int = 1,
) -> Given:
    """Values that stand in an array at their places; ``stride`` reaches those of one lane."""
    return {node.index: partial(code.load, array, place[node.index] * stride, lanes.type) for node in nodes}


def broadcast_values(
    code: Code, lanes: Lanes, nodes: Iterable[Node], place: Mapping[int, int], array: ir.Value, stride: int
) -> Given:
    """Stored values of one lane, each in every lane."""
    return {
        node.index: partial(_load_broadcast, code, lanes, array, place[node.index] * stride) for node in nodes
    }


def store_in_order(
    code: Code, lanes: Lanes, emitter: Emitter, nodes: Sequence[Node], array: ir.Value
) -> None:
    """Write values into an array one after another."""
    for k, node in enumerate(nodes):
        code.store(emitter[node], array, k, lanes.type)


def _load_broadcast(code: Code, lanes: Lanes, array: ir.Value, place: int) -> ir.Value:
    return lanes.broadcast(code.load(array, place))
