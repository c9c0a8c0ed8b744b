"""Draw parameter values: what is not known about the model, and what differs between people."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from osteotwin.parameters.load import ParameterSet
from osteotwin.parameters.parameter import Parameter

#: People who share a stream of random numbers; the next ones have the next stream, so that any of millions
#: can be drawn without the others.
_PEOPLE_OF_A_STREAM = 4096


def standard_normals(seed: int, name: str, purpose: str, people: int, first: int = 0) -> NDArray[np.float64]:
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
    digest = hashlib.sha256(f"{purpose}/{name}".encode()).digest()
    key = int.from_bytes(digest[:16], "little")
    numbers = np.empty(people)
    done = 0
    while done < people:
        stream, offset = divmod(first + done, _PEOPLE_OF_A_STREAM)
        count = min(people - done, _PEOPLE_OF_A_STREAM - offset)
        source = np.random.default_rng([seed, key, stream] if stream else [seed, key])
        numbers[done : done + count] = source.standard_normal(offset + count)[offset:]
        done += count
    return numbers


def _clip_to_range(values: NDArray[np.float64], parameter: Parameter) -> NDArray[np.float64]:
    # Draws stay where the value makes sense: a share must not leave [low, high] by far.
    width = parameter.high - parameter.low
    low = parameter.low - 0.5 * width if not parameter.log_scale else parameter.low / 3
    high = parameter.high + 0.5 * width if not parameter.log_scale else parameter.high * 3
    if parameter.low >= 0 and not parameter.log_scale:
        low = max(low, 0.0)
    if parameter.unit == "" and parameter.high <= 1.0 and parameter.low >= 0:
        high = min(high, (parameter.high + 1.0) / 2)  # a share believed to be under one stays under one
    return np.clip(values, low, high)


@dataclass(frozen=True)
class Draws:
    """Parameter values of many virtual people.

    Attributes
    ----------
    names : tuple of str
    values : array [n_people, n_parameter]
    set_name : str
    seed : int
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]
    set_name: str
    seed: int

    def __len__(self) -> int:
        return self.values.shape[0]


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

    Parameters
    ----------
    people : int
        Number of draws.
    seed : int
        The same seed gives the same draws, bit for bit.
    model_uncertainty : bool
        Sample the ranges (what is not known about the model).
    between_people : bool
        Sample the differences between people.
    first : int
        Number of the first of these people: person 7 is the same whoever is drawn beside him.

    Returns
    -------
    Draws
        ``values`` has shape [people, n_parameter]; personal parameters are at their central value.
    """
    columns: list[NDArray[np.float64]] = []
    for name, parameter in parameters.parameters.items():
        shift = np.zeros(people)
        if model_uncertainty and parameter.is_uncertain:
            shift += parameter.spread * standard_normals(seed, name, "model", people, first)
        if between_people and parameter.people_cv > 0:
            sd = np.sqrt(np.log1p(parameter.people_cv**2))
            shift += sd * standard_normals(seed, name, "people", people, first)
        values = (
            parameter.value * np.exp(shift)
            if parameter.log_scale or parameter.people_cv > 0
            else parameter.value + shift
        )
        columns.append(_clip_to_range(values, parameter) if np.any(shift) else values)
    return Draws(parameters.names, np.column_stack(columns), parameters.name, seed)


def central(parameters: ParameterSet, people: int = 1) -> Draws:
    """Return the central values, repeated for each person."""
    row = np.array([parameter.value for parameter in parameters.parameters.values()])
    return Draws(parameters.names, np.tile(row, (people, 1)), parameters.name, 0)
