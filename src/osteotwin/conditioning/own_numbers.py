"""The numbers that make virtual people, held as arrays, so that people can be chosen among and moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Index, Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.personal_balance import balance_names
from osteotwin.cohort.sampling import DIMENSIONS
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Numbers

#: A normal number's name and purpose.
Key = tuple[str, str]

#: Normal numbers that act on the logarithm of a density in proportion: where each site's density lies among people of
#: the age, and how it departs from the mean course. What they are given the scans needs no search.
LEVELS: tuple[Key, ...] = (("skeleton", "profile"), *((bmd_key(site), "profile") for site in DXA_SITES))
BALANCES: tuple[Key, ...] = tuple((name, "balance") for name in balance_names())
LINEAR: tuple[Key, ...] = (*LEVELS, *BALANCES)


@dataclass(frozen=True, eq=False)
class OwnNumbers:
    """Numbers of virtual people: see :class:`osteotwin.parameters.sample.Numbers`.

    Attributes
    ----------
    table : mapping of name and purpose to array [n_people]
    rows : array [n_people]
        Which draw of the posterior is each person's.
    seed : int
    """

    table: Mapping[Key, Vector]
    rows: Index
    seed: int

    @property
    def people(self) -> int:
        """How many people."""
        return len(self.rows)

    def normals(self, name: str, purpose: str) -> Vector:
        """Each person's standard normal number for one purpose, array [n_people]."""
        return self.table[name, purpose]

    def posterior_rows(self, draws: int) -> Index:
        """Which of the draws is each person's."""
        return self.rows

    def take(self, chosen: Index) -> OwnNumbers:
        """Those of some of the people, who may be chosen more than once."""
        return OwnNumbers(
            {key: values[chosen] for key, values in self.table.items()}, self.rows[chosen], self.seed
        )

    def joined(self, other: OwnNumbers) -> OwnNumbers:
        """These people, then the others."""
        table = {key: np.concatenate([values, other.table[key]]) for key, values in self.table.items()}
        return OwnNumbers(table, np.concatenate([self.rows, other.rows]), self.seed)

    def with_values(self, values: Mapping[Key, Vector]) -> OwnNumbers:
        """The same numbers but for some."""
        return replace(self, table={**self.table, **values})

    def choose(self, accepted: NDArray[np.bool_], other: OwnNumbers) -> OwnNumbers:
        """The other's numbers where ``accepted``, array of bool [n_people], else these."""
        table = {key: np.where(accepted, other.table[key], values) for key, values in self.table.items()}
        return OwnNumbers(table, np.where(accepted, other.rows, self.rows), self.seed)


def keys_of(parameters: ParameterSet) -> Iterable[Key]:
    """Every normal number that makes a virtual person under a parameter set."""
    fitted = () if parameters.posterior is None else parameters.posterior.names
    for name in DIMENSIONS:
        yield name, "profile"
    for name, parameter in parameters.parameters.items():
        if parameter.is_uncertain and name not in fitted:
            yield name, "model"
        if parameter.people_cv > 0:
            yield name, "people"
    yield from (("bmd_offset", "discrepancy"), ("bmd_share", "discrepancy"), ("sensitivity", "balance"))
    yield from BALANCES


def own_numbers(numbers: Numbers, parameters: ParameterSet) -> OwnNumbers:
    """Hold the numbers that a source gives."""
    posterior = parameters.posterior
    rows = (
        np.zeros(numbers.people, dtype=np.int64)
        if posterior is None
        else numbers.posterior_rows(len(posterior.draws))
    )
    return OwnNumbers({key: numbers.normals(*key) for key in keys_of(parameters)}, rows, numbers.seed)


def moved(
    numbers: OwnNumbers, step: float, draws: int, random: np.random.Generator
) -> tuple[OwnNumbers, NDArray[np.bool_]]:
    """Propose other people, such that those of the prior stay the prior's.

    Half of the people get normal numbers a step away (preconditioned Crank-Nicolson), the others another draw of the
    posterior.

    Parameters
    ----------
    numbers : OwnNumbers
    step : float
        0 for no step, 1 for numbers of their own.
    draws : int
        How many the posterior holds.
    random : Generator

    Returns
    -------
    OwnNumbers
    array of bool [n_people]
        Who got normal numbers a step away.
    """
    people = numbers.people
    walks = random.random(people) < 0.5 if draws > 1 else np.ones(people, dtype=bool)
    kept = np.sqrt(1 - step**2)
    table: dict[Key, Vector] = {}
    for key, values in numbers.table.items():
        fresh = kept * values + step * random.standard_normal(people)
        table[key] = np.where(walks, fresh, values)
    rows = np.where(walks, numbers.rows, random.integers(max(draws, 1), size=people))
    return OwnNumbers(table, rows, numbers.seed), walks


def alike_but_for_the_model(numbers: OwnNumbers) -> OwnNumbers:
    """The same people without what differs between people: each has the mean of the numbers that make a person."""
    ours = ("model", "discrepancy")
    table = {
        key: values if key[1] in ours else np.full(numbers.people, values.mean())
        for key, values in numbers.table.items()
    }
    return replace(numbers, table=table)
