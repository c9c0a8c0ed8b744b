"""The functions of the model: preparation, rates, the factorized step matrix, its solution, readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from llvmlite import ir

from osteotwin.engine.graph import Node
from osteotwin.engine.kernel.code import INT, POINTER, Code
from osteotwin.engine.kernel.elimination import Elimination
from osteotwin.engine.kernel.expressions import Emitter, Split, Waiting, waiting_for
from osteotwin.engine.kernel.side_by_side import MOST
from osteotwin.engine.kernel.vector_math import Lanes
from osteotwin.engine.trace import TracedModel

#: Loads of values, by the index of their node.
Given = dict[int, Callable[[], ir.Value]]


class ModelFunctions:
    """Emits the functions of one model into a module.

    Parameters
    ----------
    module : ir.Module
    model : TracedModel
    parts : Split
    elimination : Elimination
    width : int
        People per vector.
    most : mapping of str to int
        Which operations are computed side by side, and how many at most.
    waiting : Waiting or None
        What an output day keeps until it is read; None: what the readings need.
    """

    def __init__(
        self,
        module: ir.Module,
        model: TracedModel,
        parts: Split,
        elimination: Elimination,
        width: int,
        most: Mapping[str, int] = MOST,
        waiting: Waiting | None = None,
    ) -> None:
        self.module = module
        self.model = model
        self.parts = parts
        self.elimination = elimination
        self.width = width
        self.most = most
        self.graph = model.rates[0].graph
        self.place = parts.place()
        self.slot = {entry: k for k, entry in enumerate(elimination.entries)}
        self.waiting = waiting or waiting_for(model.readings, self._state_nodes(), parts)

    @property
    def stored(self) -> int:
        """Number of stored values."""
        return len(self.place)

    @property
    def factors(self) -> int:
        """Number of values that a step keeps of its matrix."""
        return len(self.slot)

    def _state_nodes(self) -> list[Node]:
        return [self.graph.symbol(f"state.{name}") for name in self.model.states]

    def _step_emitter(
        self, code: Code, y: ir.Value, c: ir.Value, lanes: Lanes, roots: Sequence[Node]
    ) -> Emitter:
        """Return an emitter that is given the state and the stored values."""
        given: Given = {
            node.index: partial(code.load, y, k, lanes.type) for k, node in enumerate(self._state_nodes())
        }
        given |= {index: partial(code.load, c, place, lanes.type) for index, place in self.place.items()}
        return self.emitter(lanes, given, roots)

    def emitter(self, lanes: Lanes, given: Given, roots: Sequence[Node]) -> Emitter:
        """Return an emitter that has emitted the roots."""
        emitter = Emitter(lanes, given, self.most)
        emitter.emit(roots)
        return emitter

    def rates(self, kept: Sequence[Node] = ()) -> ir.Function:
        """rates(y, c, f): add the rates of change; with nodes to keep, their values go to one more argument."""
        code = Code(self.module, "rates", [POINTER] * (4 if kept else 3))
        y, c, f, *kept_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        roots = [*self.model.rates, *kept]
        emitter = self._step_emitter(code, y, c, lanes, roots)
        for k, node in enumerate(self.model.rates):
            code.store(lanes.add(code.load(f, k, lanes.type), emitter[node]), f, k, lanes.type)
        for k, node in enumerate(kept):
            code.store(emitter[node], kept_at[0], k, lanes.type)
        code.end()
        return code.function

    def linearize(self, kept: Sequence[Node] = ()) -> ir.Function:
        """linearize(y, c, inverse, f, lu): rates, and the factors of inverse - J; inverse is 1 / (h gamma)."""
        code = Code(self.module, "linearize", [POINTER] * (6 if kept else 5))
        y, c, inverse, f, lu, *kept_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        roots = [*self.model.rates, *self.model.slopes.values(), *kept]
        emitter = self._step_emitter(code, y, c, lanes, roots)
        for k, node in enumerate(self.model.rates):
            code.store(emitter[node], f, k, lanes.type)
        for k, node in enumerate(kept):
            code.store(emitter[node], kept_at[0], k, lanes.type)
        on_diagonal = code.load(inverse, 0, lanes.type)
        matrix: dict[tuple[int, int], ir.Value] = {
            entry: lanes.neg(emitter[node]) for entry, node in self.model.slopes.items()
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
        given: Given = {}
        for prefix, names, source in (
            ("parameter", self.model.parameters, p),
            ("input", self.model.inputs, u if segment else None),
        ):
            if source is not None:
                given |= {
                    self.graph.symbol(f"{prefix}.{name}").index: partial(code.load, source, k, lanes.type)
                    for k, name in enumerate(names)
                }
        if segment:
            given |= {
                node.index: partial(code.load, own, self.place[node.index] * self.width, lanes.type)
                for node in self.parts.person
            }
        emitter = self.emitter(lanes, given, roots)
        for node in roots:
            code.store(emitter[node], own, self.place[node.index] * self.width)
        code.end()
        return code.function

    def readings(self, chosen: Sequence[Node], kept: Sequence[Node] = ()) -> ir.Function:
        """readings(waiting, c, lane, out): some readings of one lane's waiting states, a vector for each.

        With nodes to keep, their values go to one more argument.
        """
        code = Code(self.module, "readings", [POINTER, POINTER, INT, POINTER, *([POINTER] if kept else [])])
        waiting, c, lane, out, *kept_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        given = self.given_waiting(code, lanes, waiting, code.at(c, lane))
        emitter = self.emitter(lanes, given, [*chosen, *kept])
        for k, node in enumerate(chosen):
            code.store(emitter[node], out, k, lanes.type)
        for k, node in enumerate(kept):
            code.store(emitter[node], kept_at[0], k, lanes.type)
        code.end()
        return code.function

    def given_waiting(self, code: Code, lanes: Lanes, waiting: ir.Value, own: ir.Value) -> Given:
        """Return what is given of one lane's waiting states and of what is stored for them.

        Parameters
        ----------
        own : ir.Value
            Stored values of the lane.
        """
        given: Given = {}
        states, stored = self._state_nodes(), self.parts.kept
        for k, position in enumerate(self.waiting.states):
            if position < len(states):
                given[states[position].index] = partial(code.load, waiting, k, lanes.type)
        for k, position in enumerate(self.waiting.stored):
            if position < len(stored):
                place = len(self.waiting.states) + k
                given[stored[position].index] = partial(code.load, waiting, place, lanes.type)
        for node in self.parts.person:
            given[node.index] = partial(load_for_all, code, lanes, own, self.place[node.index] * self.width)
        return given


def load_for_all(code: Code, lanes: Lanes, array: ir.Value, place: int) -> ir.Value:
    """Load one number into every lane."""
    return lanes.spread(code.load(array, place))
