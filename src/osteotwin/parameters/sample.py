"""Draw parameter values: what is not known about the model, and what differs between people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.parameters.load import ParameterSet
from osteotwin.parameters.parameter import Parameter

#: People who share a stream of random numbers; the next ones have the next stream, so that any of millions
#: can be drawn without the others.
_PEOPLE_OF_A_STREAM = 4096


def _key(purpose: str, name: str) -> int:
    """Return the number of the streams of one purpose."""
    digest = hashlib.sha256(f"{purpose}/{name}".encode()).digest()
    return int.from_bytes(digest[:16], "little")


def standard_normals(seed: int, name: str, purpose: str, people: int, first: int = 0) -> Vector:
    """Return each person's standard normal number for one purpose, the same whoever else is drawn.

    Parameters
    ----------
    seed : int
    name, purpose : str
        Every pair has streams of its own: adding one does not shift the draws of the others.
    people : int
    first : int
        Number of the first of these people.

    Returns
    -------
    array [n_people]
    """
    key = _key(purpose, name)
    numbers = np.empty(people)
    for stream, offset, places in _runs(first, people, _PEOPLE_OF_A_STREAM):
        source = np.random.default_rng([seed, key, stream] if stream else [seed, key])
        numbers[places] = source.standard_normal(offset + places.stop - places.start)[offset:]
    return numbers


def _runs(first: int, people: int, length: int) -> Iterator[tuple[int, int, slice]]:
    """Runs of people who share a stretch of ``length``: its number, where they begin in it, and their places."""
    done = 0
    while done < people:
        number, offset = divmod(first + done, length)
        count = min(people - done, length - offset)
        yield number, offset, slice(done, done + count)
        done += count


def posterior_rows(seed: int, draws: int, people: int, first: int = 0) -> Index:
    """Return which draw of a posterior is each person's, the same whoever else is drawn.

    Every draw is taken once before any is taken again, in an order of the seed's own.

    Parameters
    ----------
    seed : int
    draws : int
        How many the posterior holds.
    people : int
    first : int
        Number of the first of these people.

    Returns
    -------
    array [n_people]
    """
    rows = np.empty(people, dtype=np.int64)
    for turn, offset, places in _runs(first, people, draws):
        order = np.random.default_rng([seed, _key("model", "posterior"), turn]).permutation(draws)
        rows[places] = order[offset : offset + places.stop - places.start]
    return rows


class Numbers(Protocol):
    """Where virtual people's random numbers come from: every draw that makes them people of their own."""

    @property
    def people(self) -> int:
        """How many people."""
        ...

    @property
    def seed(self) -> int:
        """Of the people."""
        ...

    def normals(self, name: str, purpose: str) -> Vector:
        """Each person's standard normal number for one purpose, array [n_people]."""
        ...

    def posterior_rows(self, draws: int) -> Index:
        """Which draw of a posterior is each person's, array [n_people]."""
        ...


@dataclass(frozen=True)
class Streams:
    """Random numbers from streams: each person has the same whoever else is drawn.

    Attributes
    ----------
    people, seed : int
    first : int
        Number of the first of these people.
    """

    people: int
    seed: int
    first: int = 0

    def normals(self, name: str, purpose: str) -> Vector:
        """See :func:`standard_normals`."""
        return standard_normals(self.seed, name, purpose, self.people, self.first)

    def posterior_rows(self, draws: int) -> Index:
        """See :func:`posterior_rows`."""
        return posterior_rows(self.seed, draws, self.people, self.first)


def moved_from(parameter: Parameter, center: Vector | float, shift: Vector) -> Vector:
    """Return values that lie apart from a center: by factors where the parameter is positive, else by steps.

    Parameters
    ----------
    center : array [n] or float
        In the parameter's unit.
    shift : array [n]
        Logarithms of factors, or steps in the parameter's unit.

    Returns
    -------
    array [n]
        Where the value makes sense: a share does not leave its range by far.
    """
    by_factors = parameter.log_scale or parameter.people_cv > 0
    return np.clip(center * np.exp(shift) if by_factors else center + shift, *parameter.hard_limits)


def people_sd(parameter: Parameter) -> float:
    """Return the standard deviation between people of a parameter's logarithm."""
    return float(np.sqrt(np.log1p(parameter.people_cv**2)))


@dataclass(frozen=True, eq=False)
class Draws:
    """Parameter values of many virtual people, with their names.

    Attributes
    ----------
    names : tuple of str
    values : array [n_people, n_parameter]
    set_name : str
    seed : int
    """

    names: tuple[str, ...]
    values: Vector
    set_name: str = ""
    seed: int = 0

    def __len__(self) -> int:
        return self.values.shape[0]

    def __repr__(self) -> str:
        return f"Draws({len(self)} of {len(self.names)} parameters of {self.set_name!r}, seed {self.seed})"

    def by_name(self) -> dict[str, Vector]:
        """Each parameter's values over people."""
        return dict(zip(self.names, np.ascontiguousarray(self.values.T), strict=True))

    def take(self, chosen: Index) -> Draws:
        """The values of some of the people."""
        return replace(self, values=self.values[chosen])


def draw(
    parameters: ParameterSet,
    people: int,
    seed: int,
    *,
    model_uncertainty: bool = True,
    between_people: bool = True,
    first: int = 0,
) -> Draws:
    """Return parameter values of virtual people.

    Where the set was fitted, each person has one draw of the posterior for all fitted parameters, so that what
    the fit found of their joint uncertainty is kept; the others are drawn from their ranges. What differs between
    people multiplies both.

    Parameters
    ----------
    people : int
        Number of draws.
    seed : int
        The same seed gives the same draws, bit for bit.
    model_uncertainty : bool
        Sample what is not known about the model: the posterior, and the ranges of what was not fitted.
    between_people : bool
        Sample the differences between people.
    first : int
        Number of the first of these people: person 7 is the same whoever is drawn beside it.

    Returns
    -------
    Draws
        ``values`` has shape [people, n_parameter]; personal parameters are at their central value.
    """
    numbers = Streams(people, seed, first)
    return draw_from(parameters, numbers, model_uncertainty=model_uncertainty, between_people=between_people)


def draw_from(
    parameters: ParameterSet, numbers: Numbers, *, model_uncertainty: bool = True, between_people: bool = True
) -> Draws:
    """Return parameter values of the virtual people whom these numbers make: see :func:`draw`."""
    people = numbers.people
    fitted: dict[str, Vector] = {}
    if model_uncertainty and parameters.posterior is not None:
        rows = numbers.posterior_rows(len(parameters.posterior.draws))
        fitted = dict(zip(parameters.posterior.names, parameters.posterior.draws[rows].T, strict=True))
    columns: list[Vector] = []
    for name, parameter in parameters.parameters.items():
        shift = np.zeros(people)
        if model_uncertainty and parameter.is_uncertain and name not in fitted:
            shift += parameter.prior_sd * numbers.normals(name, "model")
        if between_people and parameter.people_cv > 0:
            shift += people_sd(parameter) * numbers.normals(name, "people")
        center = fitted.get(name, parameter.value)
        moved = name in fitted or np.any(shift)
        columns.append(
            moved_from(parameter, center, shift) if moved else np.full(people, float(parameter.value))
        )
    return Draws(parameters.names, np.column_stack(columns), parameters.name, numbers.seed)


def central(parameters: ParameterSet, people: int = 1) -> Draws:
    """Return the central values, repeated for each person."""
    row = np.array([parameter.value for parameter in parameters.parameters.values()])
    return Draws(parameters.names, np.tile(row, (people, 1)), parameters.name, 0)
