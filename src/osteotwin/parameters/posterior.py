"""The posterior of the fitted parameters: joint draws, discrepancies by endpoint class, identifiability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import inf
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from osteotwin.inputs.shipped import Row
from osteotwin.inputs.values import Number

#: A note that a set keeps about itself.
Note = str | int | float

#: Degrees of freedom of the Student's t that stands behind discrepancies: heavy tails, finite variance.
FREEDOM = 5.0
#: Its variance over its scale's square.
VARIANCE = FREEDOM / (FREEDOM - 2)


#: Time from which a density's offset is there in full [year]; before, it grows with the root of time. Unseen trials are
#: as far off after three years as after half of one.
OFFSET_WHOLE_FROM = 0.5


def offset_growth(years: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """The share of a density's offset that is there after some years."""
    return np.sqrt(np.clip(np.asarray(years) / OFFSET_WHOLE_FROM, 0.0, 1.0))


NotNegative = Annotated[float, Number(0.0, inf)]


@dataclass(frozen=True)
class Discrepancy(Row):
    """Discrepancy between model and trials, for one endpoint class: scales of Student's t.

    Attributes
    ----------
    offset : float
        Of what all arms of a trial share (for density from :data:`OFFSET_WHOLE_FROM` on).
    absolute : float
        Of each value's own error, on the scale on which values are compared.
    relative : float
        The same as a share of the effect.
    """

    offset: NotNegative
    absolute: NotNegative
    relative: NotNegative


@dataclass(frozen=True)
class Identified(Row):
    """How well the evidence identifies one parameter, on the scale on which it is sampled.

    Attributes
    ----------
    prior_sd, posterior_sd : float
    ratio : float
        Posterior over prior: 1 where trials say nothing of it, near 0 where they determine it.
    """

    prior_sd: NotNegative
    posterior_sd: NotNegative
    ratio: NotNegative


@dataclass(frozen=True, eq=False)
class Posterior:
    """Joint draws of the fitted parameters and how they came about.

    Attributes
    ----------
    names : tuple of str
        The fitted parameters.
    draws : array [n_draw, n_fitted]
        In the parameters' units.
    discrepancy : mapping of endpoint class to Discrepancy
    record : mapping of str to str, int or float
        Command, seed, duration and whatever else the fit wrote down.
    identifiability : mapping of parameter to Identified
        May hold parameters that stayed at their priors.
    model_version : str
        Of the equations that were fitted.
    diagnostics : mapping of str to str, int or float
        How well the draws converged.
    """

    names: tuple[str, ...]
    draws: NDArray[np.float64]
    discrepancy: Mapping[str, Discrepancy]
    record: Mapping[str, Note]
    identifiability: Mapping[str, Identified]
    model_version: str
    diagnostics: Mapping[str, Note] = field(default_factory=dict[str, Note])

    def column(self, name: str) -> NDArray[np.float64]:
        """Return one parameter's draws, array [n_draw].

        Raises
        ------
        KeyError
            If the parameter was not fitted.
        """
        if name not in self.names:
            raise KeyError(name)
        return self.draws[:, self.names.index(name)]

    def interval(self, name: str, share: float = 0.9) -> tuple[float, float]:
        """Return the central interval that holds a share of one parameter's draws, in its unit."""
        edge = 50 * (1 - share)
        low, high = np.percentile(self.column(name), [edge, 100 - edge])
        return float(low), float(high)

    def moved(self, name: str, *, factor: float = 1.0, step: float = 0.0) -> Posterior:
        """Return the posterior with one parameter's draws times a factor plus a step, the others as they were."""
        draws = self.draws.copy()
        draws[:, self.names.index(name)] = factor * self.column(name) + step
        return replace(self, draws=draws)
