"""The functions of the model: preparation, rates, the factorized step matrix, its solution, readings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from llvmlite import ir

from osteotwin.engine.graph import Node
from osteotwin.engine.kernel.code import INT, POINTER, Code
from osteotwin.engine.kernel.elimination import Elimination
from osteotwin.engine.kernel.expressions import Emitter, Split
from osteotwin.engine.kernel.vector_math import Lanes
from osteotwin.engine.trace import TracedModel


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
    """

    def __init__(
        self, module: ir.Module, model: TracedModel, parts: Split, elimination: Elimination, width: int
    ) -> None:
        self.module = module
        self.model = model
        self.parts = parts
        self.elimination = elimination
        self.width = width
        self.graph = model.rates[0].graph
        self.place = parts.place()
        self.slot = {entry: k for k, entry in enumerate(elimination.entries)}

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
        self, code: Code, y: ir.Value, c: ir.Value, lanes: Lanes, roots: list[Node], stride: int = 1
    ) -> Emitter:
        """Return an emitter that knows the state and every stored value that the roots need."""
        needed = needed_below(roots, self.place)
        known: dict[int, ir.Value] = {}
        for k, node in enumerate(self._state_nodes()):
            if node.index in needed:
                known[node.index] = code.load(y, k, lanes.type)
        for index in sorted(needed.keys() & self.place.keys()):
            known[index] = code.load(c, self.place[index] * stride, lanes.type)
        return Emitter(lanes, known)

    def rates(self, kept: Sequence[Node] = ()) -> ir.Function:
        """rates(y, c, f): the rates of change; with nodes to keep, their values go to one more argument."""
        code = Code(self.module, "rates", [POINTER] * (4 if kept else 3))
        y, c, f, *kept_at = code.arguments
        lanes = Lanes(code.builder, self.width)
        roots = [*self.model.rates, *kept]
        emitter = self._step_emitter(code, y, c, lanes, roots)
        emitter.emit(roots)
        for k, node in enumerate(self.model.rates):
            code.store(emitter[node], f, k, lanes.type)
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
        emitter.emit(roots)
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
                    product = lanes.mul(factor, matrix[k, j])
                    known = matrix.get((i, j))
                    matrix[i, j] = lanes.neg(product) if known is None else lanes.sub(known, product)

    def solve(self) -> ir.Function:
        """solve(lu, b): replace b by the solution."""
        code = Code(self.module, "solve", [POINTER] * 2)
        lu, b = code.arguments
        lanes = Lanes(code.builder, self.width)
        x = [code.load(b, k, lanes.type) for k in range(len(self.model.states))]
        for k in self.elimination.order:
            for i in self.elimination.lower[k]:
                x[i] = lanes.sub(x[i], lanes.mul(code.load(lu, self.slot[i, k], lanes.type), x[k]))
        for k in reversed(self.elimination.order):
            for j in self.elimination.upper[k]:
                x[k] = lanes.sub(x[k], lanes.mul(code.load(lu, self.slot[k, j], lanes.type), x[j]))
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
        stored = {node.index for node in self.parts.person} if segment else set[int]()
        known: dict[int, ir.Value] = {}
        for index, node in sorted(needed_below(roots, stored).items()):
            if index in stored:
                known[index] = code.load(own, self.place[index] * self.width, lanes.type)
            elif node.op == "symbol":
                prefix, _, symbol = str(node.value).partition(".")
                names, source = (
                    (self.model.parameters, p) if prefix == "parameter" else (self.model.inputs, u)
                )
                known[index] = code.load(source, names.index(symbol), lanes.type)
        emitter = Emitter(lanes, known)
        emitter.emit(roots)
        for node in roots:
            code.store(emitter[node], own, self.place[node.index] * self.width)
        code.end()
        return code.function

    def readings(self, kept: Sequence[Node] = ()) -> ir.Function:
        """readings(y, c, lane, out): the readings of one lane's state y."""
        code = Code(self.module, "readings", [POINTER, POINTER, INT, POINTER, *([POINTER] if kept else [])])
        y, c, lane, out, *kept_at = code.arguments
        lanes = Lanes(code.builder, 1)
        roots = [*self.model.readings, *kept]
        emitter = self._step_emitter(code, y, code.at(c, lane), lanes, roots, stride=self.width)
        emitter.emit(roots)
        for k, node in enumerate(self.model.readings):
            code.store(emitter[node], out, k)
        for k, node in enumerate(kept):
            code.store(emitter[node], kept_at[0], k)
        code.end()
        return code.function


def needed_below(roots: Iterable[Node], boundary: Container[int]) -> dict[int, Node]:
    """Return the nodes that roots need, not looking behind those in the boundary."""
    found: dict[int, Node] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.index not in found and node.op != "const":
            found[node.index] = node
            if node.index not in boundary:
                stack.extend(node.args)
    return found
