"""exp, log and sqrt of the kernel against exact decimal arithmetic, at every vector width."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import cache

import llvmlite.binding as llvm
import numpy as np
import pytest
from llvmlite import ir

from osteotwin.arrays import Vector
from osteotwin.engine.kernel import build
from osteotwin.engine.kernel.code import INT, POINTER, Code
from osteotwin.engine.kernel.vector_math import Lanes

WIDTHS = (1, 2, 4, 8)
FUNCTIONS = ("exp", "log", "sqrt")
RANDOM = np.random.default_rng(20)
SIZE = 2400  # a multiple of every width

#: Arguments over the whole range that the documentation promises, and densely where equations ask.
ARGUMENTS: dict[str, Vector] = {
    "exp": np.concatenate(
        [
            RANDOM.uniform(-708, 709.4, 800),
            RANDOM.uniform(-3, 3, 800),
            RANDOM.normal(0, 1e-3, 300),
            RANDOM.uniform(-1, 1, 200) * 10.0 ** RANDOM.uniform(-300, -3, 200),
            (np.arange(280) - 140 + 0.5) * math.log(2) * (1 + RANDOM.uniform(-1e-9, 1e-9, 280)),
            [0.0, -0.0, 1.0, -1.0, 709.4, -708.0, math.log(2), -math.log(2), math.log(2) / 2]
            + [5e-324, -5e-324] + [30.0] * 9,
        ]
    ),
    "log": np.concatenate(
        [
            np.exp(RANDOM.uniform(-708, 709, 900)),
            RANDOM.uniform(0.5, 2, 700),
            1 + RANDOM.normal(0, 1e-6, 400),
            math.sqrt(2) * 2.0 ** np.arange(-100, 100) * (1 + RANDOM.uniform(-1e-12, 1e-12, 200)),
            [2.2250738585072014e-308, 1.7976931348623157e308, 1.0, np.nextafter(1, 2), np.nextafter(1, 0)]
            + [2.0**k for k in range(-97, 98)],
        ]
    ),
    "sqrt": np.concatenate([10.0 ** RANDOM.uniform(-300, 300, 1200), RANDOM.uniform(0, 4, 1200)]),
}  # fmt: skip


@cache
def compiled(width: int) -> tuple[object, dict[str, Callable[[Vector], Vector]]]:
    """Return the three functions for a width, each over a whole array."""
    module = ir.Module("test")
    module.triple = llvm.get_default_triple()
    for name in FUNCTIONS:
        code = Code(module, f"all_{name}", [POINTER, POINTER, INT], internal=False)
        source, target, count = code.arguments
        lanes = Lanes(code.builder, width)
        with code.loop(count) as k:
            code.store(getattr(lanes, name)(code.load(source, k, lanes.type)), target, k, lanes.type)
        code.end()
    machine = build._machine()
    parsed = llvm.parse_assembly(str(module))
    engine = llvm.create_mcjit_compiler(parsed, machine)
    engine.finalize_object()

    def over(name: str) -> Callable[[Vector], Vector]:
        signature = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)
        function = signature(engine.get_function_address(f"all_{name}"))

        def call(x: Vector) -> Vector:
            padded = np.concatenate([x, np.ones(-len(x) % 8)])
            out = np.empty_like(padded)
            function(padded.ctypes.data, out.ctypes.data, len(padded) // width)
            return out[: len(x)]

        return call

    return engine, {name: over(name) for name in FUNCTIONS}


@cache
def exact(name: str) -> list[Decimal]:
    """Return the function at every argument with 40 digits."""
    with localcontext() as context:
        context.prec = 40
        method = {"exp": Decimal.exp, "log": Decimal.ln, "sqrt": Decimal.sqrt}[name]
        return [method(Decimal(float(x))) for x in ARGUMENTS[name]]


def test_there_are_arguments_for_every_lane() -> None:
    for x in ARGUMENTS.values():
        assert len(x) == SIZE
        assert len(x) % 8 == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "units"), [("exp", 2), ("log", 2), ("sqrt", 0.5)])
def test_accurate_to_the_last_place(name: str, units: float, width: int) -> None:
    found = compiled(width)[1][name](ARGUMENTS[name])
    off = [
        abs(float((Decimal(float(value)) - true) / Decimal(math.ulp(float(true)))))
        for value, true in zip(found, exact(name), strict=True)
        if float(true) != 0
    ]
    assert max(off) <= units


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_width_gives_the_same_bits(name: str) -> None:
    results = [compiled(width)[1][name](ARGUMENTS[name]) for width in WIDTHS]
    for other in results[1:]:
        assert np.array_equal(results[0], other)


@pytest.mark.parametrize("width", WIDTHS)
class TestSpecialValues:
    def test_exp_stays_at_its_bounds(self, width: int) -> None:
        exp = compiled(width)[1]["exp"]
        high, low = (
            exp(np.array([709.4, 710.0, 1e300, np.inf])),
            exp(np.array([-708.0, -746.0, -1e300, -np.inf])),
        )
        assert np.all(high == high[0])
        assert np.all(low == low[0])
        assert 1e308 < high[0] < np.inf
        assert 0 < low[0] < 1e-307

    def test_exp_of_zero_is_one(self, width: int) -> None:
        assert np.array_equal(compiled(width)[1]["exp"](np.array([0.0, -0.0, 5e-324])), np.ones(3))

    def test_log_of_one_is_zero(self, width: int) -> None:
        assert compiled(width)[1]["log"](np.ones(3)).tolist() == [0, 0, 0]

    def test_log_of_what_no_equation_may_ask_is_nan(self, width: int) -> None:
        x = np.array([0.0, -0.0, -5e-324, -1.0, -np.inf, np.inf, np.nan])
        assert np.all(np.isnan(compiled(width)[1]["log"](x)))

    def test_nan_goes_through(self, width: int) -> None:
        for name in FUNCTIONS:
            assert np.all(np.isnan(compiled(width)[1][name](np.array([np.nan, -np.nan]))))

    def test_a_nan_that_carries_a_message_goes_through(self, width: int) -> None:
        messages = np.array([0x7FF8000000000001, 0xFFF8000000000FFF, 0x7FF80000DEADBEEF], dtype=np.uint64)
        for name in FUNCTIONS:
            assert np.all(np.isnan(compiled(width)[1][name](messages.view(np.float64))))

    def test_sqrt_of_a_negative_number_is_nan(self, width: int) -> None:
        sqrt = compiled(width)[1]["sqrt"]
        assert np.all(np.isnan(sqrt(np.array([-1.0, -5e-324, -np.inf]))))
        assert sqrt(np.array([0.0, np.inf])).tolist() == [0, np.inf]
