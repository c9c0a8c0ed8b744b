"""Uncertainty of the model, and differences between men, as inputs of a sensitivity analysis."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.sampling import log_normal
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.parameter import RANGE_SDS, Parameter
from osteotwin.parameters.sample import moved_from, people_sd
from osteotwin.studies.sobol import Input

#: Ages of the men who are compared [year]: an assumption, the years in which men take aromatase inhibitors.
YOUNGEST, OLDEST = 45.0, 75.0

#: Fields of a profile in words, with their units.
FIELDS = {
    "age": ("his age", "year"),
    "height_cm": ("his height", "cm"),
    "weight_kg": ("his weight", "kg"),
    "estradiol_pg_ml": ("his estradiol before the drug", "pg/mL"),
    "testosterone_ng_dl": ("his testosterone before the drug", "ng/dL"),
    "vitamin_d_25ohd_ng_ml": ("his 25OHD", "ng/mL"),
    "calcium_mg_per_day": ("calcium of his habitual diet", "mg/day"),
    "vitamin_d_iu_per_day": ("vitamin D of his habitual diet", "IU/day"),
} | {
    f"bmd_{site}": (f"his BMD at the {site.replace('_', ' ')} before the drug", "g/cm2") for site in DXA_SITES
}


def normal_of(probability: Vector) -> Vector:
    """Standard normal quantile."""
    from scipy.special import ndtri

    return np.asarray(ndtri(probability), dtype=float)


def model_inputs(parameters: ParameterSet) -> tuple[Input, ...]:
    """Every uncertain parameter: a fitted one with the distribution of its draws, any other with its range.

    The draws of a posterior are correlated; here each parameter keeps its distribution and loses its correlations,
    because Sobol indices need inputs that vary independently.
    """
    posterior = parameters.posterior
    fitted = () if posterior is None else posterior.names
    found: list[Input] = []
    for name, parameter in parameters.parameters.items():
        if posterior is not None and name in fitted:
            low, high = posterior.interval(name)
            distribution = f"posterior, 90 % in {low:.3g} to {high:.3g}"
            quantile = _of_draws(posterior.column(name))
        elif parameter.is_uncertain:
            distribution = f"range {parameter.low:.3g} to {parameter.high:.3g}"
            quantile = _of_parameter(parameter, parameter.prior_sd)
        else:
            continue
        found.append(Input(name, quantile, parameter.meaning, parameter.unit, distribution))
    return tuple(found)


def people_inputs(parameters: ParameterSet, profile: Profile) -> tuple[Input, ...]:
    """Differences between men: parameters that differ between people, and the fields of a profile.

    Parameters
    ----------
    profile : Profile
        The mean man, with the population's standard deviations.
    """
    found: list[Input] = []
    for name, parameter in parameters.parameters.items():
        if parameter.people_cv > 0:
            sd = people_sd(parameter)
            low, high = parameter.value * np.exp([-RANGE_SDS * sd, RANGE_SDS * sd])
            distribution = f"{100 * parameter.people_cv:.0f} % between men (95 % in {low:.3g} to {high:.3g})"
            found.append(
                Input(name, _of_parameter(parameter, sd), parameter.meaning, parameter.unit, distribution)
            )
    for field, (meaning, unit) in FIELDS.items():
        if field == "age":
            distribution = f"evenly from {YOUNGEST:g} to {OLDEST:g}"
            found.append(Input(field, _ages, meaning, unit, distribution))
        elif (sd := profile.sd.get(field, 0.0)) > 0 and (center := profile.center(field)) is not None:
            distribution = f"mean {center:.4g}, SD {sd:.3g}"
            found.append(Input(field, _of_field(center, sd), meaning, unit, distribution))
    return tuple(found)


def _of_draws(draws: Vector) -> Callable[[Vector], Vector]:
    return lambda probability: np.quantile(draws, probability)


def _of_parameter(parameter: Parameter, sd: float) -> Callable[[Vector], Vector]:
    return lambda probability: moved_from(parameter, parameter.value, sd * normal_of(probability))


def _of_field(center: float, sd: float) -> Callable[[Vector], Vector]:
    return lambda probability: log_normal(center, sd, normal_of(probability))


def _ages(probability: Vector) -> Vector:
    return YOUNGEST + (OLDEST - YOUNGEST) * probability
