"""Global sensitivity of results to inputs that all vary at once: Sobol indices.

The first-order index of an input is the share of a result's variance that would vanish, on average, if that input
alone were known; the total index is the share that would be left if everything but that input were known. What
inputs do together is in the total index of each of them.

First every input is varied by itself from a few points (screening). Inputs without an effect are named and left out;
inputs with a small one share one group, with an index of its own; each of the others is an input of Saltelli's design.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.errors import MissingLibraryError, SimulationError

#: From values of the inputs [n_run, n_input] to results [n_run, n_result], NaN where a run failed, and a sentence
#: for each run that failed.
Model = Callable[[Vector], tuple[Vector, Mapping[int, str]]]

#: Name of the group of inputs with a small effect.
OTHERS = "all others"

#: Points from which every input is varied by itself, and its quantiles; not evenly, so that an effect that is alike on
#: both sides of the middle is seen too.
_BASES, _LEVELS = 8, (0.05, 0.4, 0.95)
#: A change below this share of a result's size is rounding.
_ROUNDING = 1e-9
#: An input that holds at least this share of the variance of any result, varied by itself, has indices of its own.
_LEAST_SHARE = 0.01
#: No quantile further out: 3.3 standard deviations of a normal curve.
_TAIL = 5e-4
#: Largest share of points that may be lost to failed runs.
_MOST_LOST = 0.02
_RESAMPLES = 200


@dataclass(frozen=True)
class Input:
    """An uncertain or varying input and its distribution.

    Attributes
    ----------
    name : str
    quantile : callable
        From probabilities, array [n] in 0 to 1, to values, array [n] in ``unit``.
    meaning, unit : str
    distribution : str
        In words.
    """

    name: str
    quantile: Callable[[Vector], Vector]
    meaning: str = ""
    unit: str = ""
    distribution: str = ""


@dataclass(frozen=True)
class Index:
    """Indices of one input for one result, with half the width of their 95 % confidence intervals."""

    name: str
    first: float
    first_ci: float
    total: float
    total_ci: float


@dataclass(frozen=True)
class ResultIndices:
    """One result over all runs, and the indices of its variance.

    Attributes
    ----------
    name : str
    mean, sd, low, high : float
        In the result's unit; ``low`` to ``high`` holds 90 %.
    indices : tuple of Index
        Largest total index first.
    """

    name: str
    mean: float
    sd: float
    low: float
    high: float
    indices: tuple[Index, ...]


@dataclass(frozen=True)
class Sobol:
    """Sobol indices of several results.

    Attributes
    ----------
    results : tuple of ResultIndices
    named : tuple of str
        Inputs with indices of their own.
    others : tuple of str
        Inputs of the group :data:`OTHERS`.
    without_effect : tuple of str
        Inputs that change no result.
    points, lost : int
        Points of the design, and those of them that were lost because one of their runs failed.
    runs : int
    failures : mapping of str to int
        What went wrong, and how often.
    """

    results: tuple[ResultIndices, ...]
    named: tuple[str, ...]
    others: tuple[str, ...]
    without_effect: tuple[str, ...]
    points: int
    lost: int
    runs: int
    failures: Mapping[str, int]


def sobol(inputs: Sequence[Input], results: Sequence[str], model: Model, points: int, seed: int) -> Sobol:
    """Sobol indices of every result.

    Parameters
    ----------
    inputs : sequence of Input
        They vary independently of each other.
    results : sequence of str
        Names of the model's columns.
    model : callable
    points : int
        A power of 2; the design has ``points`` times (named inputs + 3) runs.
    seed : int
        1 or more; the same seed gives the same indices.

    Raises
    ------
    ValueError
        If ``points`` or ``seed`` cannot be used, or two inputs have one name.
    SimulationError
        If a result does not move, or too many runs fail.
    MissingLibraryError
        If SALib is not installed.
    """
    _check(inputs, points, seed)
    _need_salib()
    failures: Counter[str] = Counter()
    shares, base_runs = _screened(inputs, results, model, seed, failures)
    named = [k for k in range(len(inputs)) if (shares[k] >= _LEAST_SHARE).any()]
    others = [k for k in range(len(inputs)) if k not in named and (shares[k] > 0).any()]
    varying = [*(inputs[k] for k in named), *(inputs[k] for k in others)]
    without_effect = [one for one in inputs if one not in varying]
    groups = [inputs[k].name for k in named] + [OTHERS] * len(others)
    problem = {
        "num_vars": len(varying),
        "names": [one.name for one in varying],
        "bounds": [[0.0, 1.0]] * len(varying),
        "groups": groups,
    }
    design = _design(problem, points, seed)
    values = {one.name: one.quantile(design[:, k]) for k, one in enumerate(varying)}
    values |= {one.name: one.quantile(np.full(len(design), 0.5)) for one in without_effect}
    found, reasons = model(np.column_stack([values[one.name] for one in inputs]))
    failures.update(reasons.values())
    names = tuple(dict.fromkeys(groups))
    kept = _kept(found, points, failures)
    return Sobol(
        results=tuple(
            _indices(name, kept[:, :, k], problem, names, seed) for k, name in enumerate(results)
        ),
        named=tuple(inputs[k].name for k in named),
        others=tuple(inputs[k].name for k in others),
        without_effect=tuple(one.name for one in without_effect),
        points=points,
        lost=points - len(kept),
        runs=base_runs + len(design),
        failures=dict(failures),
    )  # fmt: skip


def _check(inputs: Sequence[Input], points: int, seed: int) -> None:
    names = [one.name for one in inputs]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled or OTHERS in names:
        message = f"every input needs a name of its own: {', '.join(doubled or [OTHERS])}"
        raise ValueError(message)
    if points < 2 or points & (points - 1):
        message = f"points is {points}; a power of 2 is needed"
        raise ValueError(message)
    if seed < 1:
        message = f"seed is {seed}; 1 or more is needed"
        raise ValueError(message)


def _need_salib() -> None:
    from importlib.util import find_spec

    if find_spec("SALib") is None:
        raise MissingLibraryError("A global sensitivity analysis", "SALib", "fit")


def _screened(
    inputs: Sequence[Input], results: Sequence[str], model: Model, seed: int, failures: Counter[str]
) -> tuple[Vector, int]:
    """The share, roughly, of each result's variance that each input makes by itself, and the number of runs."""
    number, levels = len(inputs), len(_LEVELS)
    bases = np.random.default_rng(seed).random((_BASES, number))
    at = np.clip(np.repeat(bases, levels * number, axis=0), _TAIL, 1 - _TAIL)
    rows = np.arange(len(at)).reshape(_BASES, number, levels)
    for k in range(number):
        at[rows[:, k], k] = _LEVELS
    found, reasons = model(np.column_stack([one.quantile(at[:, k]) for k, one in enumerate(inputs)]))
    failures.update(reasons.values())
    effect = np.ptp(found.reshape(_BASES, number, levels, -1), axis=2)
    usable = np.isfinite(effect).all(axis=2)
    unseen = [one.name for one, seen in zip(inputs, usable.any(axis=0), strict=True) if not seen]
    if unseen:
        message = f"no run was left with {', '.join(unseen)} varied by itself; {_most_frequent(failures)}"
        raise SimulationError(message)
    effect[effect <= _ROUNDING * np.nanmax(np.abs(found), axis=0)] = 0.0
    squares = np.where(usable[:, :, None], effect, 0.0) ** 2
    squares = squares.sum(axis=0) / usable.sum(axis=0)[:, None]
    total = squares.sum(axis=0)
    fixed = [name for name, moved in zip(results, total > 0, strict=True) if not moved]
    if fixed:
        message = f"nothing moves {', '.join(fixed)}: there is no variance to explain"
        raise SimulationError(message)
    return squares / total, len(at)


def _design(problem: Mapping[str, Any], points: int, seed: int) -> Vector:
    """Saltelli's design in probabilities, array [points * (groups + 2), n_input]."""
    from SALib.sample.sobol import sample

    design: Vector = sample(dict(problem), points, calc_second_order=False, seed=seed)
    return np.clip(design, _TAIL, 1 - _TAIL)


def _kept(found: Vector, points: int, failures: Counter[str]) -> Vector:
    """Results of whole points, array [n_kept, groups + 2, n_result]."""
    table = found.reshape(points, -1, found.shape[1])
    whole = np.isfinite(table).all(axis=(1, 2))
    if np.mean(~whole) > _MOST_LOST:
        message = f"{np.sum(~whole)} of {points} points were lost to failed runs; {_most_frequent(failures)}"
        raise SimulationError(message)
    return table[whole]


def _most_frequent(failures: Counter[str]) -> str:
    if not failures:
        return "the model gave no reason"
    sentence, times = failures.most_common(1)[0]
    return f"most often ({times} times): {sentence}"


def _indices(
    name: str, kept: Vector, problem: Mapping[str, Any], names: Sequence[str], seed: int
) -> ResultIndices:
    from SALib.analyze.sobol import analyze

    found = analyze(dict(problem), kept.ravel(), calc_second_order=False, num_resamples=_RESAMPLES, seed=seed)
    rows = [
        Index(one, *(float(found[key][k]) for key in ("S1", "S1_conf", "ST", "ST_conf")))
        for k, one in enumerate(names)
    ]
    # The design's first and last column are two independent samples of all inputs together.
    free = kept[:, [0, -1]].ravel()
    low, high = np.percentile(free, [5, 95])
    return ResultIndices(
        name,
        float(free.mean()),
        float(free.std()),
        float(low),
        float(high),
        tuple(sorted(rows, key=lambda row: -row.total)),
    )
