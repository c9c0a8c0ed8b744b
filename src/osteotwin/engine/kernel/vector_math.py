"""Exponential, logarithm and square root on vectors of doubles, from arithmetic and bit operations alone.

Both functions split their argument so that a short polynomial is enough: exp(x) = 2^n exp(r) with
|r| <= ln 2 / 2, log(x) = n ln 2 + 2 artanh((m - 1) / (m + 1)) with m in [1/sqrt 2, sqrt 2]. They are
accurate to 2 units in the last place over the range of normal numbers (tested). Beyond that range exp stays at its
bounds; log of zero, of a negative number and of infinity is NaN, because no equation of a body may ask for it; NaN
goes through.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from typing import Any

from llvmlite import ir

_DOUBLE = ir.DoubleType()
_INT = ir.IntType(64)

_LN2 = math.log(2)
# ln 2 in two parts: the first has trailing zeros, so that n times it is exact.
_LN2_HIGH = 0.6931467056274414  # its low 32 bits are zero
_LN2_LOW = 4.7493250390316726e-07  # ln 2 - _LN2_HIGH
# (exp(r) - 1 - r) / r^2 on |r| <= ln 2 / 2, and (log((1 + s) / (1 - s)) - 2 s) / s^3 in z = s^2 up to
# ((sqrt 2 - 1) / (sqrt 2 + 1))^2: polynomials through Chebyshev nodes, computed with 60 digits. What they leave
# out is below half a unit in the last place of the result.
_EXP_TERMS = (
    0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062, 0.0013888888917213717,
    0.00019841269863053618, 2.4801521295954376e-05, 2.7557268459997064e-06, 2.7620088445409746e-07,
    2.510038549551032e-08,
)  # fmt: skip
_LOG_TERMS = (
    0.666666666666667, 0.3999999999989949, 0.2857142862598255, 0.22222211133642084, 0.18182889209266595,
    0.1533171880828007, 0.14616484198366603,
)  # fmt: skip
#: Adding and subtracting it rounds to an integer and leaves that integer in the low bits.
_ROUNDER = 1.5 * 2**52
_EXPONENT_BIAS = 1023
#: Beyond these exp gives the largest and smallest normal numbers it can: their successors break an equation anyway.
_LARGEST, _SMALLEST = 709.4, -708.0


class Lanes:
    """Builds operations on vectors of a given width."""

    def __init__(self, builder: Any, width: int) -> None:
        self.builder: Any = builder
        self.width = width
        self.type = ir.VectorType(_DOUBLE, width)
        self.integers = ir.VectorType(_INT, width)

    def number(self, value: float) -> ir.Constant:
        """A constant in every lane."""
        return ir.Constant(self.type, [ir.Constant(_DOUBLE, value)] * self.width)

    def integer(self, value: int) -> ir.Constant:
        """An integer constant in every lane."""
        return ir.Constant(self.integers, [ir.Constant(_INT, value)] * self.width)

    def add(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """A + b."""
        return self.builder.fadd(a, b)

    def sub(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """A - b."""
        return self.builder.fsub(a, b)

    def mul(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """A * b."""
        return self.builder.fmul(a, b)

    def div(self, a: ir.Value, b: ir.Value) -> ir.Value:
        """A / b."""
        return self.builder.fdiv(a, b)

    def neg(self, a: ir.Value) -> ir.Value:
        """-a."""
        return self.builder.fneg(a)

    def fma(self, a: ir.Value, b: ir.Value, c: ir.Value) -> ir.Value:
        """A * b + c with one rounding."""
        return self._call("fma", [a, b, c])

    def sqrt(self, a: ir.Value) -> ir.Value:
        """The square root, correctly rounded."""
        return self._call("sqrt", [a])

    def exp(self, x: ir.Value) -> ir.Value:
        """E to the power of x."""
        b = self.builder
        # Bounded before the split, so that the exponent field cannot wrap around; NaN compares false, goes through.
        low = b.select(b.fcmp_ordered("<", x, self.number(_SMALLEST)), self.number(_SMALLEST), x)
        held = b.select(b.fcmp_ordered(">", low, self.number(_LARGEST)), self.number(_LARGEST), low)
        shifted = self.fma(held, self.number(1 / _LN2), self.number(_ROUNDER + _EXPONENT_BIAS))
        n = b.fsub(shifted, self.number(_ROUNDER + _EXPONENT_BIAS))
        r = self.fma(n, self.number(-_LN2_HIGH), held)
        r = self.fma(n, self.number(-_LN2_LOW), r)
        near = b.fadd(self.number(1.0), self.fma(b.fmul(r, r), self._polynomial(_EXP_TERMS, r), r))
        # The low bits of the rounded sum, moved into the exponent field, are 2^n. A product, and not a sum of bits,
        # so that NaN stays NaN whatever bits it carries.
        power = b.shl(b.bitcast(shifted, self.integers), self.integer(52))
        return b.fmul(near, b.bitcast(power, self.type))

    def _polynomial(self, terms: tuple[float, ...], x: ir.Value) -> ir.Value:
        total: ir.Value = self.number(terms[-1])
        for term in reversed(terms[:-1]):
            total = self.fma(total, x, self.number(term))
        return total

    def log(self, x: ir.Value) -> ir.Value:
        """The natural logarithm; NaN where the argument is not positive and finite."""
        b = self.builder
        bits = b.bitcast(x, self.integers)
        # Subtracting the bits of 1/sqrt 2 puts the mantissa into [1/sqrt 2, sqrt 2).
        root = struct.unpack("<q", struct.pack("<d", math.sqrt(0.5)))[0]
        moved = b.sub(bits, self.integer(root))
        count = b.ashr(moved, self.integer(52))
        mantissa = b.bitcast(b.sub(bits, b.shl(count, self.integer(52))), self.type)
        n = b.sitofp(count, self.type)
        f = b.fsub(mantissa, self.number(1.0))
        s = b.fdiv(f, b.fadd(mantissa, self.number(1.0)))
        z = b.fmul(s, s)
        # 2 s = f - s f: the exact f carries the leading digits.
        rest = b.fsub(b.fmul(b.fmul(s, z), self._polynomial(_LOG_TERMS, z)), b.fmul(s, f))
        small = b.fadd(self.fma(n, self.number(_LN2_LOW), rest), f)
        value = self.fma(n, self.number(_LN2_HIGH), small)
        positive = b.fcmp_ordered(">", x, self.number(0.0))
        finite = b.fcmp_ordered("<", x, self.number(math.inf))
        return b.select(b.and_(positive, finite), value, self.number(math.nan))

    def broadcast(self, value: ir.Value) -> ir.Value:
        """One number in every lane."""
        b = self.builder
        first = b.insert_element(ir.Constant(self.type, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
        mask = ir.Constant(
            ir.VectorType(ir.IntType(32), self.width), [ir.Constant(ir.IntType(32), 0)] * self.width
        )
        return b.shuffle_vector(first, ir.Constant(self.type, ir.Undefined), mask)

    def join(self, vectors: Sequence[ir.Value]) -> ir.Value:
        """Vectors of this width, a power of two in number, as one."""
        whole, width = list(vectors), self.width
        while len(whole) > 1:
            width *= 2
            whole = [self._chosen(a, b, range(width)) for a, b in zip(whole[::2], whole[1::2], strict=True)]
        return whole[0]

    def part(self, values: ir.Value, k: int) -> ir.Value:
        """The k-th vector of this width of a longer one."""
        return self._chosen(values, values, range(k * self.width, (k + 1) * self.width))

    def _chosen(self, a: ir.Value, b: ir.Value, places: Sequence[int]) -> ir.Value:
        index = ir.IntType(32)
        mask = ir.Constant(ir.VectorType(index, len(places)), [ir.Constant(index, place) for place in places])
        return self.builder.shuffle_vector(a, b, mask)

    def intrinsic(self, name: str, arity: int = 1) -> ir.Function:
        """One of the compiler's own functions for this vector type."""
        full_name = f"llvm.{name}.v{self.width}f64"
        signature = ir.FunctionType(self.type, [self.type] * arity)
        return self.builder.module.declare_intrinsic(full_name, (), signature)

    def _call(self, name: str, args: list[ir.Value]) -> ir.Value:
        return self.builder.call(self.intrinsic(name, len(args)), args)
