"""Report of a global sensitivity analysis of men on anastrozole, as plain values: two analyses and their record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.cohort.complete_profile import complete_profile
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import draw
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.studies.outcomes import OUTCOMES, Men
from osteotwin.studies.sobol import Input, Sobol, sobol
from osteotwin.studies.sobol_inputs import model_inputs, people_inputs

SCHEMA = 1
MODEL, PEOPLE = "model", "people"
#: Age of the mean man [year].
AGE = 60.0
#: Draws of the whole posterior, to see what the correlations between parameters do.
_JOINT_DRAWS = 2000


def global_sensitivity(
    parameters: ParameterSet, points: int, seed: int, on_progress: ProgressCallback | None = None
) -> dict[str, Any]:
    """Sobol indices of the outcomes of men on anastrozole.

    Two analyses: what is not known about the model, for the mean man of 60; and what differs between men, with the
    model at its central values.

    Parameters
    ----------
    points : int
        Of each design, a power of 2.
    seed : int
        1 or more.

    Returns
    -------
    dict
        ``schema``, ``record`` (parameter set, versions, points, seed) and ``analyses``: for ``model`` and ``people``
        their ``inputs``, ``others``, ``without_effect``, ``runs``, ``lost``, ``failures`` and ``outcomes``, each with
        its mean, standard deviation, interval and ``indices``.

    Raises
    ------
    SimulationError
        If too many men cannot be simulated.
    """
    middle = complete_profile("male", AGE, {})[0]
    fitted = parameters.posterior
    inputs = {MODEL: model_inputs(parameters), PEOPLE: people_inputs(parameters, middle)}
    analyses: dict[str, Any] = {}
    # An analysis runs the model twice: each input moved by itself, then the whole design.
    calls, parts = count(), 2 * len(inputs)
    for name, those in inputs.items():
        men = Men(parameters, replace(middle, sd={}), tuple(one.name for one in those))

        def model(values: Vector, men: Men = men, name: str = name) -> tuple[Vector, Mapping[int, str]]:
            k = next(calls)
            return men.outcomes(values, part_of(on_progress, k / parts, (k + 1) / parts, name))

        found = sobol(those, tuple(OUTCOMES), model, points, seed)
        joint = _joint_sd(parameters, men, seed) if name == MODEL and fitted is not None else None
        analyses[name] = _as_values(found, those, joint)
    return {
        "schema": SCHEMA,
        "record": {
            "parameter_set": parameters.name,
            "fitted": fitted is not None,
            "model_version": MODEL_VERSION,
            "code_version": __version__,
            "points": points,
            "seed": seed,
            "age": AGE,
        },
        "analyses": analyses,
    }


def _joint_sd(parameters: ParameterSet, men: Men, seed: int) -> Vector:
    """Each outcome's standard deviation over draws that keep the posterior's correlations."""
    drawn = draw(parameters, _JOINT_DRAWS, seed, between_people=False)
    values = drawn.values[:, [drawn.names.index(name) for name in men.inputs]]
    outcomes, _ = men.outcomes(values)
    return np.nanstd(outcomes, axis=0)


def _as_values(found: Sobol, inputs: Sequence[Input], joint: Vector | None) -> dict[str, Any]:
    return {
        "inputs": [
            {"name": one.name, "meaning": one.meaning, "unit": one.unit, "distribution": one.distribution}
            for one in inputs
            if one.name in found.named
        ],
        "others": list(found.others),
        "without_effect": list(found.without_effect),
        "points": found.points,
        "lost": found.lost,
        "runs": found.runs,
        "failures": dict(found.failures),
        "outcomes": {
            result.name: {
                "label": OUTCOMES[result.name][0],
                "unit": OUTCOMES[result.name][1],
                **{key: _short(getattr(result, key)) for key in ("mean", "sd", "low", "high")},
                "joint_sd": None if joint is None else _short(float(joint[k])),
                "indices": [
                    {
                        "name": row.name,
                        **{
                            key: round(getattr(row, key), 4)
                            for key in ("first", "first_ci", "total", "total_ci")
                        },
                    }
                    for row in result.indices
                ],
            }
            for k, result in enumerate(found.results)
        },
    }


def _short(value: float) -> float:
    return float(f"{value:.4g}")
