"""Exponential, logarithm and square root on vectors of doubles, from arithmetic and bit operations alone.

Both functions split their argument so that a short polynomial is enough: exp(x) = 2^n exp(r) with
|r| <= ln 2 / 2, log(x) = n ln 2 + 2 artanh((m - 1) / (m + 1)) with m in [1/sqrt 2, sqrt 2]. They are
accurate to 2 units in the last place over the range of normal numbers (tested); exp overflows to infinity,
log of a negative number is NaN, and NaN goes through.
"""

from __future__ import annotations

import math
import struct
from typing import Any

from llvmlite import ir

_DOUBLE = ir.DoubleType()
_INT = ir.IntType(64)

_LN2 = math.log(2)
# ln 2 in two parts: the first has trailing zeros, so that n times it is exact.
_LN2_HIGH = 0.6931467056274414  # its low 32 bits are zero
_LN2_LOW = 4.7493250390316726e-07  # ln 2 - _LN2_HIGH
_EXP_TERMS = [1 / math.factorial(k) for k in range(2, 14)]
_LOG_TERMS = [2 / (2 * k + 1) for k in range(1, 11)]
#: Adding and subtracting it rounds to an integer and leaves that integer in the low bits.
_ROUNDER = 1.5 * 2**52
_LARGEST, _SMALLEST = 709.782712893384, -708.396418532264


class Lanes:
    """Builds operations on vectors of a given width."""

    def __init__(self, builder: Any, width: int) -> None:
        self.builder: Any = builder
        self.width = width
        self.type = ir.VectorType(_DOUBLE, width)
        self.integers = ir.VectorType(_INT, width)

    def number(self, value: float) -> ir.Constant:
        """Return a constant in every lane."""
        return ir.Constant(self.type, [ir.Constant(_DOUBLE, value)] * self.width)

    def whole(self, value: int) -> ir.Constant:
        """Return an integer constant in every lane."""
        return ir.Constant(self.integers, [ir.Constant(_INT, value)] * self.width)

    def add(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """Return a + b; the code generator may fuse it with a product."""
        return self.builder.fadd(a, b, flags=("contract",))

    def sub(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """Return a - b."""
        return self.builder.fsub(a, b, flags=("contract",))

    def mul(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """Return a * b."""
        return self.builder.fmul(a, b, flags=("contract",))

    def div(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """Return a / b."""
        return self.builder.fdiv(a, b)

    def neg(self, a: ir.Value) -> ir.Value:
        """Return -a."""
        return self.builder.fneg(a)

    def fma(self, a: ir.Value, b: ir.Value, c: ir.Value) -> ir.Value:
        """Return a * b + c with one rounding."""
        return self._call("fma", [a, b, c])

    def sqrt(self, a: ir.Value) -> ir.Value:
        """Return the square root, correctly rounded."""
        return self._call("sqrt", [a])

    def exp(self, x: ir.Value) -> ir.Value:
        """Return e to the power of x."""
        b = self.builder
        # Bounded before the split, so that the exponent field cannot wrap around; NaN goes through.
        low = b.select(b.fcmp_ordered("<", x, self.number(_SMALLEST)), self.number(_SMALLEST), x)
        held = b.select(b.fcmp_ordered(">", low, self.number(_LARGEST)), self.number(_LARGEST), low)
        shifted = self.fma(held, self.number(1 / _LN2), self.number(_ROUNDER))
        n = b.fsub(shifted, self.number(_ROUNDER))
        r = self.fma(n, self.number(-_LN2_HIGH), held)
        r = self.fma(n, self.number(-_LN2_LOW), r)
        tail = self.number(_EXP_TERMS[-1])
        for term in reversed(_EXP_TERMS[:-1]):
            tail = self.fma(tail, r, self.number(term))
        near = b.fadd(self.number(1.0), self.fma(b.fmul(r, r), tail, r))
        # 2^n in two halves: n = 1024 has no exponent field of its own.
        count = b.sub(b.bitcast(shifted, self.integers), b.bitcast(self.number(_ROUNDER), self.integers))
        half = b.ashr(count, self.whole(1))
        scaled = b.fmul(b.fmul(near, self._power_of_two(half)), self._power_of_two(b.sub(count, half)))
        scaled = b.select(b.fcmp_ordered(">", x, self.number(_LARGEST)), self.number(math.inf), scaled)
        return b.select(b.fcmp_ordered("<", x, self.number(_SMALLEST)), self.number(0.0), scaled)

    def _power_of_two(self, count: ir.Value) -> ir.Value:
        b = self.builder
        return b.bitcast(b.shl(b.add(count, self.whole(1023)), self.whole(52)), self.type)

    def log(self, x: ir.Value) -> ir.Value:
        """Return the natural logarithm; of 0 minus infinity, of a negative number NaN."""
        b = self.builder
        bits = b.bitcast(x, self.integers)
        # Subtracting the bits of 1/sqrt 2 puts the mantissa into [1/sqrt 2, sqrt 2).
        root = struct.unpack("<q", struct.pack("<d", math.sqrt(0.5)))[0]
        moved = b.sub(bits, self.whole(root))
        count = b.ashr(moved, self.whole(52))
        mantissa = b.bitcast(b.sub(bits, b.shl(count, self.whole(52))), self.type)
        n = b.sitofp(count, self.type)
        f = b.fsub(mantissa, self.number(1.0))
        s = b.fdiv(f, b.fadd(mantissa, self.number(1.0)))
        z = b.fmul(s, s)
        tail = self.number(_LOG_TERMS[-1])
        for term in reversed(_LOG_TERMS[:-1]):
            tail = self.fma(tail, z, self.number(term))
        # 2 s = f - s f: the exact f carries the leading digits.
        rest = b.fsub(b.fmul(b.fmul(s, z), tail), b.fmul(s, f))
        small = b.fadd(self.fma(n, self.number(_LN2_LOW), rest), f)
        value = self.fma(n, self.number(_LN2_HIGH), small)
        zero = self.number(0.0)
        value = b.select(b.fcmp_ordered("==", x, zero), self.number(-math.inf), value)
        value = b.select(b.fcmp_ordered("==", x, self.number(math.inf)), x, value)
        return b.select(b.fcmp_unordered("<", x, zero), self.number(math.nan), value)

    def spread(self, value: ir.Value) -> ir.Value:
        """Return one number in every lane."""
        b = self.builder
        first = b.insert_element(ir.Constant(self.type, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
        mask = ir.Constant(
            ir.VectorType(ir.IntType(32), self.width), [ir.Constant(ir.IntType(32), 0)] * self.width
        )
        return b.shuffle_vector(first, ir.Constant(self.type, ir.Undefined), mask)

    def intrinsic(self, name: str, arity: int = 1) -> ir.Function:
        """Return one of the compiler's own functions for this vector type."""
        kind = f"llvm.{name}.v{self.width}f64"
        signature = ir.FunctionType(self.type, [self.type] * arity)
        return self.builder.module.declare_intrinsic(kind, (), signature)

    def _call(self, name: str, args: list[ir.Value]) -> ir.Value:
        return self.builder.call(self.intrinsic(name, len(args)), args)
