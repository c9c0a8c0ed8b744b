"""A cohort: many virtual people as arrays, so that what is computed of one is computed of all at once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.model_error import ModelError
from osteotwin.cohort.personal_balance import PersonalBalance
from osteotwin.cohort.profile import Profile
from osteotwin.parameters.sample import Draws
from osteotwin.protocol.interventions import Training

#: Fields of a profile that are numbers, those that may not be known among them.
NUMBERS = (
    "age", "weight_kg", "height_cm", "estradiol_pg_ml", "testosterone_ng_dl", "vitamin_d_25ohd_ng_ml",
    "calcium_mg_per_day", "vitamin_d_iu_per_day", "lh_iu_l", "menopause_age",
)  # fmt: skip
FIELDS = (*NUMBERS, *(f"bmd_{site}" for site in DXA_SITES))


@dataclass(frozen=True, eq=False, repr=False)
class VirtualPeople:
    """Profiles of people of one sex with the same habitual training, as arrays.

    Attributes
    ----------
    sex : str
    habitual_training : tuple of Training
    fields : mapping of str to array [n_people]
        Those of :data:`FIELDS` that are known, in the units of a :class:`Profile`; the same ones of everybody.
    """

    sex: str
    habitual_training: tuple[Training, ...]
    fields: Mapping[str, Vector]

    def __len__(self) -> int:
        return len(self.fields["age"])

    def __repr__(self) -> str:
        return f"VirtualPeople({len(self)} people, {self.sex})"

    @property
    def group(self) -> Hashable:
        """What people must have in common to be joined."""
        return (self.sex, self.habitual_training, tuple(self.fields))

    def take(self, chosen: Index) -> VirtualPeople:
        """Some of the people."""
        fields = {name: values[chosen] for name, values in self.fields.items()}
        return VirtualPeople(self.sex, self.habitual_training, fields)


def alike(profile: Profile, people: int) -> VirtualPeople:
    """People who all have one profile."""
    centers = {name: profile.center(name) for name in FIELDS}
    fields = {name: np.full(people, float(value)) for name, value in centers.items() if value is not None}
    return VirtualPeople(profile.sex, profile.habitual_training, fields)


def join_people(parts: Sequence[VirtualPeople]) -> VirtualPeople:
    """People of one group together, in order."""
    first = parts[0]
    fields = {name: np.concatenate([part.fields[name] for part in parts]) for name in first.fields}
    return VirtualPeople(first.sex, first.habitual_training, fields)


@dataclass(frozen=True, eq=False, repr=False)
class Cohort:
    """Virtual people on the day before a plan: the initial state from which they can be simulated.

    Attributes
    ----------
    people : VirtualPeople
    parameters : Draws
        Of each person, those that the own hormones, weight and so on determine among them.
    day : float [day]
        The day on which the bodies are in their states.
    states : array [n_people, n_state]
    residuals : array [n_people, 1/day]
        Largest relative drift that was left in the steady state from which each run-in began.
    failures : mapping of int to str
        Why a person has no initial state; the state is then NaN.
    model_error : ModelError or None
        Of the mean course, one for each person; ``None``: the mean course is that of the equations.
    balance : PersonalBalance or None
        How each person departs from the mean course; ``None``: not at all.
    anchor : float [day]
        On which areal density is each person's own, and from which error and balance count: day 0, or that of the
        first scan.
    """

    people: VirtualPeople
    parameters: Draws
    day: float
    states: Vector
    residuals: Vector
    failures: Mapping[int, str]
    model_error: ModelError | None = None
    balance: PersonalBalance | None = None
    anchor: float = 0.0

    def __len__(self) -> int:
        return len(self.people)

    def __repr__(self) -> str:
        failed = f", {len(self.failures)} without an initial state" if self.failures else ""
        return (
            f"Cohort({len(self)} virtual people, {self.people.sex}, parameter set "
            f"{self.parameters.set_name!r}, day {self.day:g}{failed})"
        )

    @property
    def converged(self) -> Index:
        """Numbers of the people who have an initial state."""
        mask = np.ones(len(self), dtype=bool)
        mask[list(self.failures)] = False
        return np.flatnonzero(mask)

    @property
    def ready(self) -> Cohort:
        """Those who have an initial state, numbered anew where others have none."""
        return self.take(self.converged) if self.failures else self

    def take(self, chosen: Index) -> Cohort:
        """Some of the people, numbered anew."""
        return Cohort(
            self.people.take(chosen),
            self.parameters.take(chosen),
            self.day,
            self.states[chosen],
            self.residuals[chosen],
            {k: self.failures[i] for k, i in enumerate(chosen.tolist()) if i in self.failures},
            None if self.model_error is None else self.model_error.take(chosen),
            None if self.balance is None else self.balance.take(chosen),
            self.anchor,
        )
