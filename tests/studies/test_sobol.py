"""Sobol indices of models whose indices are known."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from osteotwin.arrays import Vector
from osteotwin.errors import OsteotwinError, SimulationError
from osteotwin.studies.sobol import OTHERS, Input, ResultIndices, Sobol, sobol


def even(name: str, low: float = 0.0, high: float = 1.0) -> Input:
    return Input(name, lambda probability: low + (high - low) * probability)


COEFFICIENTS = np.array([4.0, 2.0, 1.0, 0.1, 0.05, 0.0])
ADDITIVE = tuple(even(f"x{k}") for k in range(len(COEFFICIENTS)))


def additive(values: Vector) -> tuple[Vector, Mapping[int, str]]:
    together = (values[:, 0] - 0.5) * (values[:, 1] - 0.5)
    return np.column_stack([7 + values @ COEFFICIENTS, together]), {}


def indices(result: ResultIndices) -> dict[str, tuple[float, float]]:
    return {row.name: (row.first, row.total) for row in result.indices}


@pytest.fixture(scope="module")
def found() -> Sobol:
    return sobol(ADDITIVE, ("sum", "product"), additive, points=1024, seed=1)


def test_an_additive_model_has_the_known_indices(found: Sobol) -> None:
    expected = COEFFICIENTS**2 / (COEFFICIENTS**2).sum()
    said = indices(found.results[0])
    for k in range(3):
        assert said[f"x{k}"] == pytest.approx((expected[k], expected[k]), abs=0.02)
    assert said[OTHERS] == pytest.approx((expected[3:].sum(),) * 2, abs=0.005)


def test_mean_and_sd_are_those_of_the_inputs_together(found: Sobol) -> None:
    distribution = found.results[0]
    assert distribution.mean == pytest.approx(7 + COEFFICIENTS.sum() / 2, abs=0.01)
    assert distribution.sd == pytest.approx(np.sqrt((COEFFICIENTS**2).sum() / 12), rel=0.01)
    assert distribution.low < distribution.mean < distribution.high


def test_what_inputs_do_together_is_in_the_total_index_alone(found: Sobol) -> None:
    said = indices(found.results[1])
    for name in ("x0", "x1"):
        assert said[name] == pytest.approx((0.0, 1.0), abs=0.06)
    assert said["x2"] == pytest.approx((0.0, 0.0), abs=0.01)


def test_inputs_are_sorted_by_what_they_do(found: Sobol) -> None:
    assert found.named == ("x0", "x1", "x2")
    assert found.others == ("x3", "x4")
    assert found.without_effect == ("x5",)
    assert [row.name for row in found.results[0].indices] == ["x0", "x1", "x2", OTHERS]


def test_runs_are_counted(found: Sobol) -> None:
    assert found.runs == 8 * 3 * 6 + 1024 * (3 + 1 + 2)
    assert (found.points, found.lost, found.failures) == (1024, 0, {})


def test_ishigami_function_has_its_published_indices() -> None:
    def ishigami(values: Vector) -> tuple[Vector, Mapping[int, str]]:
        x, y, z = values.T
        return (np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x))[:, None], {}

    inputs = [even(name, -np.pi, np.pi) for name in "xyz"]
    said = indices(sobol(inputs, ("f",), ishigami, points=4096, seed=2).results[0])
    assert said["x"] == pytest.approx((0.3139, 0.5576), abs=0.02)
    assert said["y"] == pytest.approx((0.4424, 0.4424), abs=0.02)
    assert said["z"] == pytest.approx((0.0, 0.2437), abs=0.02)


def test_confidence_intervals_narrow_with_more_points(found: Sobol) -> None:
    few = sobol(ADDITIVE, ("sum", "product"), additive, points=64, seed=1)
    wide, narrow = few.results[0].indices[0], found.results[0].indices[0]
    assert 0 < narrow.total_ci < 0.5 * wide.total_ci
    assert abs(narrow.total - COEFFICIENTS[0] ** 2 / (COEFFICIENTS**2).sum()) < 2 * narrow.total_ci


def test_the_same_seed_gives_the_same_indices_and_another_seed_others() -> None:
    once, again = (sobol(ADDITIVE, ("sum", "product"), additive, 32, seed=3) for _ in range(2))
    assert once == again
    assert sobol(ADDITIVE, ("sum", "product"), additive, 32, seed=4) != once


def fails_where(first_above: float) -> Sobol:
    def model(values: Vector) -> tuple[Vector, Mapping[int, str]]:
        results, _ = additive(values)
        failed = np.flatnonzero(values[:, 0] > first_above)
        results[failed] = np.nan
        return results, {int(i): "the body found no steady state" for i in failed}

    return sobol(ADDITIVE, ("sum", "product"), model, points=256, seed=1)


def test_points_with_a_failed_run_are_left_out_and_counted() -> None:
    found = fails_where(0.995)
    assert 0 < found.lost <= 0.02 * 256
    assert list(found.failures) == ["the body found no steady state"]
    assert all(
        np.isfinite([row.total for row in distribution.indices]).all() for distribution in found.results
    )


def test_too_many_failed_runs_are_refused_with_the_reason() -> None:
    with pytest.raises(SimulationError, match=r"of 256 points were lost.*the body found no steady state"):
        fails_where(0.96)


def test_an_input_that_always_fails_is_named() -> None:
    def model(values: Vector) -> tuple[Vector, Mapping[int, str]]:
        results, _ = additive(values)
        results[values[:, 4] > 0.94] = np.nan
        return results, {0: "no steady state"}

    with pytest.raises(SimulationError, match="no run was left with x4 varied by itself; most often"):
        sobol(ADDITIVE, ("sum", "product"), model, points=32, seed=1)


def test_a_model_that_always_fails_is_said() -> None:
    def model(values: Vector) -> tuple[Vector, Mapping[int, str]]:
        return np.full((len(values), 2), np.nan), dict.fromkeys(range(len(values)), "no steady state")

    with pytest.raises(SimulationError, match=r"no run was left with x0, x1, .*: no steady state"):
        sobol(ADDITIVE, ("sum", "product"), model, points=32, seed=1)


def test_a_result_that_nothing_moves_is_named() -> None:
    def model(values: Vector) -> tuple[Vector, Mapping[int, str]]:
        return np.column_stack([values[:, 0], np.full(len(values), 3.0)]), {}

    with pytest.raises(SimulationError, match="nothing moves constant"):
        sobol(ADDITIVE, ("first", "constant"), model, points=32, seed=1)


@pytest.mark.parametrize(
    ("inputs", "points", "seed", "sentence"),
    [
        (ADDITIVE, 100, 1, "points is 100; a power of 2"),
        (ADDITIVE, 1, 1, "points is 1; a power of 2"),
        (ADDITIVE, 64, 0, "seed is 0; 1 or more"),
        ((even("x"), even("x")), 64, 1, "a name of its own: x"),
        ((even("x"), even(OTHERS)), 64, 1, f"a name of its own: {OTHERS}"),
    ],
)
def test_what_cannot_be_used_is_refused(
    inputs: tuple[Input, ...], points: int, seed: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        sobol(inputs, ("sum", "product"), additive, points, seed)


def test_without_salib_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(OsteotwinError, match=r"SALib.* pip install 'osteotwin\[fit\]'"):
        sobol(ADDITIVE, ("sum", "product"), additive, points=32, seed=1)
