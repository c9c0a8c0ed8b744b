"""The generated functions of the body, called one by one, against the traced equations and NumPy."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import llvmlite.binding as llvm
import numpy as np
import pytest
from llvmlite import ir
from numpy.typing import NDArray

from osteotwin.engine.generate import generate
from osteotwin.engine.graph import ancestors
from osteotwin.engine.kernel import build
from osteotwin.engine.kernel.code import INT, POINTER, Code
from osteotwin.engine.kernel.elimination import Elimination, eliminate
from osteotwin.engine.kernel.expressions import PERSON, SEGMENT, STEP, Split, Waiting, split
from osteotwin.engine.kernel.functions import ModelFunctions
from osteotwin.engine.steady_state import reference_vectors
from osteotwin.engine.trace import trace_body
from osteotwin.parameters import starting_values

Vector = NDArray[np.float64]
WIDTH = 4
MODEL = trace_body()
SIZE = len(MODEL.states)
INVERSE = np.array([3.0, 40.0, 500.0, 1e5])  # 1 / (h gamma) of each lane


@dataclass(frozen=True)
class Compiled:
    """The functions of the body with a door to each."""

    engine: object
    parts: Split
    plan: Elimination
    waiting: Waiting
    functions: dict[str, Callable[..., None]]

    def call(self, name: str, *arguments: Vector | int) -> None:
        self.functions[name](*(value if isinstance(value, int) else value.ctypes.data for value in arguments))


def _door(module: ir.Module, inner: ir.Function) -> None:
    kinds = [argument.type for argument in inner.args]
    code = Code(module, f"call_{inner.name}", kinds, internal=False)
    code.builder.call(inner, code.arguments)
    code.end()


@cache
def compiled() -> Compiled:
    parts = split(MODEL)
    plan = eliminate(SIZE, MODEL.slopes)
    module = ir.Module("test")
    module.triple = llvm.get_default_triple()
    own = ModelFunctions(module, MODEL, parts, plan, WIDTH)
    inner = {
        "rates": own.rates(),
        "linearize": own.linearize(),
        "solve": own.solve(),
        "prepare_person": own.prepare(segment=False),
        "prepare_segment": own.prepare(segment=True),
        "readings": own.readings(MODEL.readings),
    }
    for function in inner.values():
        _door(module, function)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(str(module)), build._machine())
    engine.finalize_object()
    doors: dict[str, Callable[..., None]] = {}
    for name, function in inner.items():
        kinds = [{POINTER: ctypes.c_void_p, INT: ctypes.c_int64}[argument.type] for argument in function.args]
        address = engine.get_function_address(f"call_{function.name}")
        doors[name] = ctypes.CFUNCTYPE(None, *kinds)(address)
    return Compiled(engine, parts, plan, own.waiting, doors)


@dataclass(frozen=True)
class People:
    """As many people as lanes, each different; and what was prepared for them."""

    parameters: list[Vector]
    inputs: list[Vector]
    states: list[Vector]
    stored: Vector

    def y(self) -> Vector:
        return np.ascontiguousarray(np.array(self.states).T)


def someone(seed: int) -> tuple[Vector, Vector, Vector]:
    random = np.random.default_rng(seed)
    values = starting_values().replaced(male=float(seed % 2))
    parameters = np.array(list(values.values().values()))
    state, inputs = reference_vectors(parameters, starting_values().names)
    parameters = parameters * np.exp(random.normal(0, 0.05, len(parameters)))
    state = np.where(state == 0, random.uniform(0.01, 1, SIZE), state * np.exp(random.normal(0, 0.1, SIZE)))
    return parameters, inputs + random.uniform(0.0, 0.5, len(inputs)), state


@pytest.fixture(scope="module")
def people() -> People:
    kernel = compiled()
    stored = np.full((len(kernel.parts.kept), WIDTH), np.nan)
    everyone = [someone(seed) for seed in range(WIDTH)]
    for lane, (parameters, inputs, _) in enumerate(everyone):
        kernel.call("prepare_person", parameters, parameters, stored, lane)
        kernel.call("prepare_segment", parameters, inputs, stored, lane)
    return People(*map(list, zip(*everyone, strict=True)), stored=stored)


def python_side(people: People, lane: int) -> tuple[tuple[object, ...], list[float]]:
    functions = generate()
    prepared = functions.prepare(people.parameters[lane].tolist(), people.inputs[lane].tolist())
    return prepared, people.states[lane].tolist()


def close(found: Vector, wanted: Vector, scale: Vector | float, relative: float = 1e-12) -> bool:
    return bool(np.all(np.abs(found - wanted) <= relative * (np.abs(wanted) + scale)))


def size_of_terms(matrix: Vector, state: Vector) -> Vector:
    """How large the terms are of which a rate is the balance: what rounding is measured against."""
    return np.abs(matrix) @ np.abs(state) + 1e-3


def slopes_of(people: People, lane: int) -> Vector:
    functions = generate()
    prepared, state = python_side(people, lane)
    matrix = np.zeros((SIZE, SIZE))
    for (i, j), value in zip(functions.slope_index, functions.slopes(state, prepared), strict=True):
        matrix[i, j] = value
    return matrix


def test_everything_kept_is_prepared_and_finite(people: People) -> None:
    assert np.all(np.isfinite(people.stored))


def test_nodes_are_sorted_by_what_lies_below_them() -> None:
    parts = compiled().parts
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
    assert len(parts.kept) == len(parts.place()) == len({node.index for node in parts.kept})


def test_preparing_one_lane_leaves_the_others(people: People) -> None:
    kernel = compiled()
    stored = people.stored.copy()
    parameters, inputs, _ = someone(99)
    kernel.call("prepare_person", parameters, parameters, stored, 2)
    kernel.call("prepare_segment", parameters, inputs, stored, 2)
    assert np.array_equal(stored[:, [0, 1, 3]], people.stored[:, [0, 1, 3]])
    assert not np.array_equal(stored[:, 2], people.stored[:, 2])


def test_rates(people: People) -> None:
    found = np.zeros((SIZE, WIDTH))
    compiled().call("rates", people.y(), people.stored, found)
    for lane in range(WIDTH):
        prepared, state = python_side(people, lane)
        wanted = np.array(generate().rates(state, prepared))
        scale = size_of_terms(slopes_of(people, lane), people.states[lane])
        assert close(found[:, lane], wanted, scale)


def factors(people: People) -> tuple[Vector, Vector]:
    """Return the rates and the factors, [entry, lane]."""
    kernel = compiled()
    rates = np.full((SIZE, WIDTH), np.nan)
    lu = np.full((len(kernel.plan.entries), WIDTH), np.nan)
    kernel.call("linearize", people.y(), people.stored, INVERSE, rates, lu)
    return rates, lu


def test_linearize_gives_the_same_rates(people: People) -> None:
    found = np.zeros((SIZE, WIDTH))
    compiled().call("rates", people.y(), people.stored, found)
    for lane in range(WIDTH):
        scale = size_of_terms(slopes_of(people, lane), people.states[lane])
        assert close(factors(people)[0][:, lane], found[:, lane], scale)


def test_the_factors_multiply_to_the_step_matrix(people: People) -> None:
    kernel = compiled()
    rank = {k: n for n, k in enumerate(kernel.plan.order)}
    _, lu = factors(people)
    order = list(kernel.plan.order)
    for lane in range(WIDTH):
        lower, upper = np.eye(SIZE), np.zeros((SIZE, SIZE))
        for (i, j), value in zip(kernel.plan.entries, lu[:, lane], strict=True):
            if i == j:
                upper[rank[i], rank[i]] = 1 / value  # the reciprocal of the pivot is kept
            elif rank[i] > rank[j]:
                lower[rank[i], rank[j]] = value
            else:
                upper[rank[i], rank[j]] = value
        wanted = np.eye(SIZE) * INVERSE[lane] - slopes_of(people, lane)
        ordered = wanted[np.ix_(order, order)]
        assert np.allclose(
            lower @ upper, ordered, rtol=1e-11, atol=1e-11 * np.abs(ordered).max(axis=1)[:, None]
        )


def test_solve(people: People) -> None:
    _, lu = factors(people)
    random = np.random.default_rng(3)
    right = random.normal(size=(SIZE, WIDTH))
    found = right.copy()
    compiled().call("solve", lu, found)
    for lane in range(WIDTH):
        matrix = np.eye(SIZE) * INVERSE[lane] - slopes_of(people, lane)
        wanted = np.linalg.solve(matrix, right[:, lane])
        assert np.allclose(found[:, lane], wanted, rtol=1e-9, atol=1e-10 * np.abs(wanted).max())


def test_readings(people: People) -> None:
    """Of one lane: each of its waiting states in a lane of its own, with what was stored for its stretch."""
    kernel = compiled()
    kept = kernel.waiting
    for lane in range(WIDTH):
        others = [(lane + k) % WIDTH for k in range(WIDTH)]  # his parameters, and the days of every state
        waiting = np.concatenate([people.y()[list(kept.states)], people.stored[list(kept.stored)]])[:, others]
        found = np.full((len(MODEL.readings), WIDTH), np.nan)
        kernel.call("readings", np.ascontiguousarray(waiting), people.stored, lane, found)
        prepared, state = python_side(people, lane)
        wanted = np.array(generate().readings(state, prepared))
        assert close(found[:, 0], wanted, 1e-3, 1e-11)
        assert np.all(np.isfinite(found))


def test_a_strange_lane_leaves_the_others(people: People) -> None:
    y = people.y()
    clean = factors(people)
    y[:, 1] = np.nan
    kernel = compiled()
    rates, lu = np.full((SIZE, WIDTH), np.nan), np.full((len(kernel.plan.entries), WIDTH), np.nan)
    kernel.call("linearize", y, people.stored, INVERSE, rates, lu)
    for found, before in ((rates, clean[0]), (lu, clean[1])):
        assert np.array_equal(found[:, [0, 2, 3]], before[:, [0, 2, 3]])
    assert np.any(np.isnan(rates[:, 1]))
