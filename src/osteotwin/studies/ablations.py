"""What a mechanism is worth: switch it off, fit again, and predict the trials that each fit has not seen.

``python -m osteotwin.studies.ablations FILE`` does so with the parameter set in use; the documentation shows the
result that ships with the package (``studies/data/ablations.json``).
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from osteotwin.calibration.effort import FULL
from osteotwin.calibration.leave_out import each_trial, leave_out, own_rows
from osteotwin.calibration.prior import Prior, prior
from osteotwin.calibration.problem import Problem, pose
from osteotwin.calibration.search import ascend, weigh
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial
from osteotwin.inference.likelihood import log_density, residuals
from osteotwin.inference.predictive import predictive_scale
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.posterior import Posterior

#: A mechanism less asks for more steps than a fit that begins at its top, and for one round: the weights are given.
_EFFORT = replace(FULL, rounds=1, steps=8)


@dataclass(frozen=True)
class Ablation:
    """A mechanism that is off where some parameters have fixed values."""

    name: str
    fixed: Mapping[str, float]


@cache
def ablations() -> tuple[Ablation, ...]:
    """Return the mechanisms that can be switched off."""
    text = (files("osteotwin.studies") / "ablations.toml").read_text(encoding="utf-8")
    return tuple(Ablation(row["name"], row["fixed"]) for row in tomllib.loads(text)["ablation"])


def without(believed: Prior, ablation: Ablation) -> Prior:
    """Return the prior with a mechanism off: its parameters fixed and no longer fitted."""
    return Prior(
        believed.parameters.replaced(**ablation.fixed),
        tuple(name for name in believed.fitted if name not in ablation.fixed),
    )


def score(problem: Problem, chosen: ParameterSet, posterior: Posterior) -> dict[str, float]:
    """Return what fits without each trial say of it, from a fitted set's center on.

    Returns
    -------
    dict
        ``log_score``, the sum of the logarithms of the predictive densities (Student's t; higher is better), and the
        root mean square error of ``bmd``, ``marker`` (points of percent) and ``hormone`` (of the logarithm).
    """
    start = problem.prior.scores([chosen.parameters[name].value for name in problem.prior.fitted])
    fit = ascend(weigh(problem, posterior.discrepancy, start), _EFFORT, renew=False)
    groups = each_trial(problem)
    slopes = fit.problem.slopes(fit.top.x)
    found = leave_out(fit.problem, fit.discrepancies, fit.size, fit.top, slopes, groups)
    center, sd = own_rows(found, fit.problem, groups)
    targets = problem.targets
    scale = predictive_scale(targets, posterior.discrepancy, center, sd)
    error = residuals(targets, center)
    density = log_density(error / scale) - np.log(scale)
    kinds = np.array(targets.kind)

    def rms(kind: str) -> float:
        rows = (kinds == kind) & targets.used
        return float(np.sqrt(np.mean(error[rows] ** 2)))

    numbers = {"log_score": float(density[targets.used].sum())}
    numbers |= {kind: rms(kind) for kind in ("bmd", "marker", "hormone")}
    return {name: round(value, 3) for name, value in numbers.items()}


def run_ablations(trials: Sequence[Trial], chosen: ParameterSet) -> list[dict[str, Any]]:
    """Score the whole model and the model without each mechanism.

    Raises
    ------
    ValueError
        If the set was not fitted.
    """
    if chosen.posterior is None:
        message = f"{chosen.name} was not fitted"
        raise ValueError(message)
    rows: list[dict[str, Any]] = []
    for ablation in (Ablation("nothing: the whole model", {}), *ablations()):
        problem = pose(trials, without(prior(), ablation), FULL.people)
        numbers = score(problem, chosen, chosen.posterior)
        rows.append({"off": ablation.name, "fixed": dict(ablation.fixed), **numbers})
        sys.stderr.write(f"{ablation.name}: {numbers}\n")
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Write what each mechanism is worth under the parameter set in use."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where the result is written, as JSON")
    file: Path = parser.parse_args(arguments).file
    chosen = parameters_in_use()
    result = {"parameter_set": chosen.name, "rows": run_ablations(load_trials().trials, chosen)}
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
