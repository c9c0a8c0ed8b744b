"""The generated functions of the body, called one by one, against the traced equations and NumPy, for every width."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import llvmlite.binding as llvm
import numpy as np
import pytest
from llvmlite import ir
from tests.engine.rounding import UNIT, Rounded, only_rounding, rounded, symbols
from tests.reference import reference_vectors

from osteotwin.arrays import Vector
from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.kernel import build
from osteotwin.engine.kernel.code import INT, POINTER, Code
from osteotwin.engine.kernel.elimination import Elimination, eliminate
from osteotwin.engine.kernel.expressions import PendingOutputs
from osteotwin.engine.kernel.functions import ModelFunctions
from osteotwin.engine.moments import PERSON, SEGMENT, STEP, Split, split
from osteotwin.engine.trace import trace_body
from osteotwin.parameters import starting_values

#: The function of every width is compiled for these tests alone: one is asked of in every run.
WIDTHS = [4, *(pytest.param(width, marks=pytest.mark.slow) for width in (1, 2, 8))]
MODEL = trace_body()
SIZE = len(MODEL.states)
ROOTS = [*MODEL.rates, *MODEL.jacobian.values(), *MODEL.outputs]


@dataclass(frozen=True)
class Compiled:
    """The functions of the body for one width, with a door to each."""

    width: int
    engine: object
    parts: Split
    plan: Elimination
    pending: PendingOutputs
    functions: dict[str, Callable[..., None]]

    def call(self, name: str, *arguments: Vector | int) -> None:
        self.functions[name](*(value if isinstance(value, int) else value.ctypes.data for value in arguments))


def _door(module: ir.Module, inner: ir.Function) -> None:
    types = [argument.type for argument in inner.args]
    code = Code(module, f"call_{inner.name}", types, internal=False)
    code.builder.call(inner, code.arguments)
    code.end()


@cache
def compiled(width: int) -> Compiled:
    parts = split(ROOTS)
    plan = eliminate(SIZE, MODEL.jacobian)
    module = ir.Module("test")
    module.triple = llvm.get_default_triple()
    own = ModelFunctions(module, MODEL, parts, plan, width)
    inner = {
        "rates": own.rates(),
        "linearize": own.linearize(),
        "solve": own.solve(),
        "prepare_person": own.prepare(segment=False),
        "prepare_segment": own.prepare(segment=True),
        "outputs": own.outputs(MODEL.outputs),
    }
    for function in inner.values():
        _door(module, function)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(str(module)), build._machine())
    engine.finalize_object()
    doors: dict[str, Callable[..., None]] = {}
    for name, function in inner.items():
        types = [{POINTER: ctypes.c_void_p, INT: ctypes.c_int64}[argument.type] for argument in function.args]
        address = engine.get_function_address(f"call_{function.name}")
        doors[name] = ctypes.CFUNCTYPE(None, *types)(address)
    return Compiled(width, engine, parts, plan, own.pending, doors)


@dataclass(frozen=True)
class People:
    """As many people as lanes, each different; and what was prepared for them."""

    kernel: Compiled
    parameters: list[Vector]
    inputs: list[Vector]
    states: list[Vector]
    stored: Vector

    @property
    def lanes(self) -> range:
        return range(self.kernel.width)

    @property
    def inverse(self) -> Vector:
        """1 / (h gamma) of each lane."""
        return np.geomspace(3.0, 1e5, self.kernel.width)

    def y(self) -> Vector:
        return np.ascontiguousarray(np.array(self.states).T)

    def wanted(self, nodes: Sequence[Node], lane: int) -> Rounded:
        """What the equations give for a lane, and how far off rounding may be."""
        vectors = {
            "state": self.states[lane], "parameter": self.parameters[lane], "input": self.inputs[lane],
        }  # fmt: skip
        return rounded(nodes, symbols(**vectors))

    def step_matrix(self, lane: int) -> tuple[Vector, Vector]:
        """I / (h gamma) - J and how far off rounding may be."""
        found = self.wanted(list(MODEL.jacobian.values()), lane)
        matrix, error = np.eye(SIZE) * self.inverse[lane], np.zeros((SIZE, SIZE))
        for entry, value, bound in zip(MODEL.jacobian, found.values, found.error, strict=True):
            matrix[entry] -= value
            error[entry] = bound
        return matrix, error + UNIT * np.abs(matrix)

    def factors(self, lu: Vector, lane: int) -> tuple[Vector, Vector]:
        """L and U of a lane, rows and columns in the order of the pivots."""
        plan = self.kernel.plan
        rank = {k: n for n, k in enumerate(plan.order)}
        lower, upper = np.eye(SIZE), np.zeros((SIZE, SIZE))
        for (i, j), value in zip(plan.entries, lu[:, lane], strict=True):
            if i == j:
                upper[rank[i], rank[i]] = 1 / value  # the reciprocal of the pivot is kept
            elif rank[i] > rank[j]:
                lower[rank[i], rank[j]] = value
            else:
                upper[rank[i], rank[j]] = value
        return lower, upper


def someone(seed: int) -> tuple[Vector, Vector, Vector]:
    random = np.random.default_rng(seed)
    values = starting_values().replaced(male=float(seed % 2))
    parameters = np.array(list(values.values().values()))
    state, inputs = reference_vectors(parameters, starting_values().names)
    parameters = parameters * np.exp(random.normal(0, 0.05, len(parameters)))
    state = np.where(state == 0, random.uniform(0.01, 1, SIZE), state * np.exp(random.normal(0, 0.1, SIZE)))
    return parameters, inputs + random.uniform(0.0, 0.5, len(inputs)), state


@pytest.fixture(scope="module", params=WIDTHS, ids=lambda width: f"width {width}")
def people(request: pytest.FixtureRequest) -> People:
    kernel = compiled(request.param)
    stored = np.full((len(kernel.parts.stored), kernel.width), np.nan)
    everyone = [someone(seed) for seed in range(kernel.width)]
    for lane, (parameters, inputs, _) in enumerate(everyone):
        kernel.call("prepare_person", parameters, parameters, stored, lane)
        kernel.call("prepare_segment", parameters, inputs, stored, lane)
    return People(kernel, *map(list, zip(*everyone, strict=True)), stored=stored)


@pytest.mark.slow
def test_everything_kept_is_prepared_and_finite(people: People) -> None:
    assert np.all(np.isfinite(people.stored))


def test_nodes_are_sorted_by_what_lies_below_them() -> None:
    parts = split(ROOTS)
    for nodes, moment, allowed in (
        (parts.person, PERSON, {"parameter"}),
        (parts.segment, SEGMENT, {"parameter", "input"}),
        (MODEL.rates, STEP, {"parameter", "input", "state"}),
    ):
        for node in nodes:
            below = {str(n.value).partition(".")[0] for n in ancestors([node]) if n.op == "symbol"}
            assert below <= allowed
            if moment == SEGMENT:
                assert "input" in below  # else it would be computed too often
            if "state" in below:
                assert parts.moments[node.index] == STEP
    assert len(parts.stored) == len(parts.place()) == len({node.index for node in parts.stored})


@pytest.mark.slow
def test_preparing_one_lane_leaves_the_others(people: People) -> None:
    kernel, lane = people.kernel, people.kernel.width // 2
    stored = people.stored.copy()
    parameters, inputs, _ = someone(99)
    kernel.call("prepare_person", parameters, parameters, stored, lane)
    kernel.call("prepare_segment", parameters, inputs, stored, lane)
    others = [k for k in people.lanes if k != lane]
    assert np.array_equal(stored[:, others], people.stored[:, others])
    assert not np.array_equal(stored[:, lane], people.stored[:, lane])


def test_rates(people: People) -> None:
    """They are added to what stands there."""
    found = np.ones((SIZE, people.kernel.width))
    people.kernel.call("rates", people.y(), people.stored, found)
    for lane in people.lanes:
        wanted = people.wanted(MODEL.rates, lane)
        assert only_rounding(found[:, lane], 1 + wanted.values, wanted.error + UNIT * np.abs(found[:, lane]))


def linearized(people: People, y: Vector) -> tuple[Vector, Vector]:
    """The rates and the factors, [entry, lane]."""
    kernel = people.kernel
    rates = np.full((SIZE, kernel.width), np.nan)
    lu = np.full((len(kernel.plan.entries), kernel.width), np.nan)
    kernel.call("linearize", y, people.stored, people.inverse, rates, lu)
    return rates, lu


def test_linearize_gives_the_same_rates(people: People) -> None:
    found, _ = linearized(people, people.y())
    for lane in people.lanes:
        wanted = people.wanted(MODEL.rates, lane)
        assert only_rounding(found[:, lane], wanted.values, wanted.error)


def test_the_factors_multiply_to_the_step_matrix(people: People) -> None:
    """What an elimination may lose is a share of |L| |U| (Higham 2002, theorem 9.3), of the matrix its own rounding."""
    _, lu = linearized(people, people.y())
    order = list(people.kernel.plan.order)
    for lane in people.lanes:
        lower, upper = people.factors(lu, lane)
        matrix, error = (part[np.ix_(order, order)] for part in people.step_matrix(lane))
        allowed = error + SIZE * UNIT * (np.abs(lower) @ np.abs(upper))
        assert only_rounding(lower @ upper, matrix, allowed)


def test_solve(people: People) -> None:
    """The solution is that of a matrix as near as rounding lets it be (Higham 2002, theorem 9.4)."""
    _, lu = linearized(people, people.y())
    right = np.random.default_rng(3).normal(size=(SIZE, people.kernel.width))
    found = right.copy()
    people.kernel.call("solve", lu, found)
    order = list(people.kernel.plan.order)
    for lane in people.lanes:
        lower, upper = people.factors(lu, lane)
        matrix, error = (part[np.ix_(order, order)] for part in people.step_matrix(lane))
        x = found[order, lane]
        allowed = (error + 2 * SIZE * UNIT * (np.abs(lower) @ np.abs(upper))) @ np.abs(x)
        assert only_rounding(matrix @ x, right[order, lane], allowed)


def test_outputs(people: People) -> None:
    """Of one lane: each of its pending states in a lane of its own, with what was stored for its segment."""
    kernel = people.kernel
    aside = kernel.pending
    for lane in people.lanes:
        others = [(lane + k) % kernel.width for k in people.lanes]  # his parameters, the days of every state
        pending = np.concatenate([people.y()[list(aside.states)], people.stored[list(aside.stored)]])[
            :, others
        ]
        found = np.full((len(MODEL.outputs), kernel.width), np.nan)
        kernel.call("outputs", np.ascontiguousarray(pending), people.stored, lane, found)
        wanted = people.wanted(MODEL.outputs, lane)
        assert only_rounding(found[:, 0], wanted.values, wanted.error)
        assert np.all(np.isfinite(found))


def test_a_strange_lane_leaves_the_others(people: People) -> None:
    y, lane = people.y(), people.kernel.width // 2
    others = [k for k in people.lanes if k != lane]
    clean = linearized(people, y)
    y[:, lane] = np.nan
    found = linearized(people, y)
    for now, before in zip(found, clean, strict=True):
        assert np.array_equal(now[:, others], before[:, others])
    assert np.any(np.isnan(found[0][:, lane]))
