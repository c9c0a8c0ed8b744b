"""The short list of operations the equations may use.

The same functions run on floats and NumPy arrays (to simulate), on graph nodes (to derive the
Jacobian and generate kernels) and on Pint quantities (to check dimensions). ``numpy.exp`` and its
kin dispatch to all of them, so the equations need nothing but NumPy and the four operators.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

#: A float, an array over people, a graph node, or a Pint quantity.
Quantity: TypeAlias = Any


def exp(x: Quantity) -> Quantity:
    """E to the power of a dimensionless quantity."""
    return np.exp(x)


def log(x: Quantity) -> Quantity:
    """The natural logarithm of a dimensionless quantity."""
    return np.log(x)


def sqrt(x: Quantity) -> Quantity:
    """The square root."""
    return np.sqrt(x)


def power(x: Quantity, exponent: Quantity) -> Quantity:
    """A positive dimensionless quantity to any power, as one logarithm and one exponential."""
    return np.exp(exponent * np.log(x))


def softplus(x: Quantity) -> Quantity:
    """ln(1 + e^x): a smooth max(x, 0), written so that it cannot overflow for large x."""
    magnitude = sqrt(x * x + 1e-12)
    return (x + magnitude) / 2 + log(1 + exp(-magnitude))


def soft_clip(x: Quantity, limit: Quantity) -> Quantity:
    """X bounded smoothly to +-limit, with slope one at zero."""
    ratio = x / limit
    return x / sqrt(1 + ratio * ratio)


def smooth_positive(x: Quantity) -> Quantity:
    """X where it is well above 0 and a small positive number below, with 1 at 1.

    For rates that a line describes as long as it does not cross zero: a cell cannot make less than nothing.
    """
    width = 0.1
    return (x + sqrt(x * x + width * width)) / (1 + float(np.sqrt(1 + width * width)))


def hill(x: Quantity, half: Quantity) -> Quantity:
    """x^2 / (half^2 + x^2)."""
    return x * x / (half * half + x * x)


def saturation(x: Quantity, half: Quantity) -> Quantity:
    """X / (half + x)."""
    return x / (half + x)
