"""What each measured value told about the years to come: by how much the forecast narrows and moves by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.conditioning.condition import Posterior
from osteotwin.conditioning.forecast import Forecast
from osteotwin.conditioning.left_out import FEWEST, weights_without
from osteotwin.conditioning.problem import Problem
from osteotwin.conditioning.tempering import Population, effective, normalized

#: Shares of people between which a band of 90 % lies.
BAND = (0.05, 0.95)


@dataclass(frozen=True)
class Told:
    """What one value told about one site.

    Attributes
    ----------
    narrows : float
        Share by which the band of 90 % is narrower with it than without it; below 0 where it is wider.
    moves : float
        By how much the median moves with it, in percent of today's density.
    """

    narrows: float
    moves: float


def told_by_each(
    posterior: Posterior, chosen: Population, ahead: Forecast, sites: tuple[str, ...], until: float, seed: int
) -> dict[int, Mapping[str, Told]]:
    """What each value told, by its place.

    Parameters
    ----------
    posterior : Posterior
    chosen : Population
        People of the posterior, all values let in; those of ``ahead``.
    ahead : Forecast
    sites : tuple of str
    until : float [day]
        Of the change that is asked for.
    seed : int

    Returns
    -------
    dict of int to mapping of site to Told
        A value without which hardly any of the people are left is not among them: it told too much to say how much.
    """
    problem = posterior.problem
    noise = np.random.default_rng([seed, len(chosen)]).standard_normal(
        (len(chosen), len(problem.normal_names))
    )
    everything = _changes(problem, chosen.base, ahead, sites, until, noise)
    usual = {site: _band(change, chosen.weight) for site, change in everything.items()}
    residual, sd = problem.linear.left_out(problem.residuals(chosen.base))
    without = weights_without(residual, sd, chosen.log_weight)
    found: dict[int, Mapping[str, Told]] = {}
    for k, place in enumerate(problem.exact.tolist()):
        if effective(without[:, k]) < FEWEST:
            continue
        others = np.delete(np.arange(len(problem.observations)), place)
        rest = replace(problem, observations=tuple(problem.observations[i] for i in others))
        # The same numbers for the same purposes: a factor that only this value has is left out with it.
        kept = [problem.normal_names.index(name) for name in rest.normal_names]
        changes = _changes(rest, chosen.base[:, others], ahead, sites, until, noise[:, kept])
        weight = normalized(without[:, k])
        bands = {site: _band(change, weight) for site, change in changes.items()}
        found[place] = {
            site: Told(
                narrows=1 - (usual[site][2] - usual[site][0]) / (bands[site][2] - bands[site][0]),
                moves=usual[site][1] - bands[site][1],
            )
            for site in sites
        }
    return found


def _changes(
    problem: Problem, base: Vector, ahead: Forecast, sites: tuple[str, ...], until: float, noise: Vector
) -> dict[str, Vector]:
    normals = problem.linear.draw(problem.residuals(base), noise) if len(problem.exact) else noise
    return {site: ahead.bone_change(site, until, normals) for site in sites}


def _band(values: Vector, weight: Vector) -> tuple[float, float, float]:
    """Lower end, median and upper end of weighted values that are known."""
    known = np.isfinite(values) & (weight > 0)
    order = np.argsort(values[known])
    total = np.cumsum(weight[known][order])
    low, middle, high = (
        float(values[known][order][min(int(np.searchsorted(total, share * total[-1])), len(order) - 1)])
        for share in (BAND[0], 0.5, BAND[1])
    )
    return low, middle, high
