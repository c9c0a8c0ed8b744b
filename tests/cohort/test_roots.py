"""The root of a rising function by halving, against a solver that did not come from us."""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq

from osteotwin.cohort.roots import rising_root


def test_each_function_of_several_is_zero_where_another_solver_finds_it() -> None:
    targets = np.array([1e-6, 0.3, 2.0, 50.0])
    found = rising_root(lambda x: x + np.log1p(x) - targets, np.zeros(4), np.full(4, 1e3))
    expected = [brentq(lambda x, y=y: x + np.log1p(x) - y, 0.0, 1e3, xtol=1e-15) for y in targets]
    np.testing.assert_allclose(found, expected, rtol=1e-13)


def test_one_at_an_end_is_found_there() -> None:
    assert rising_root(lambda x: x - 4.0, np.array(0.0), np.array(4.0)) == 4.0
    assert rising_root(lambda x: x - 1.0, np.array(1.0), np.array(4.0)) == 1.0
