"""One published trial: who took part, what each arm did, and what was measured.

The classes follow the trial files word for word; ``None`` means that the source did not say.
Weeks count from the start of the intervention.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Population:
    """Who took part; ``percent_male`` of a mixed population."""

    sex: str
    condition: str | None = None
    menopause: str | None = None
    age_mean: float | None = None
    age_sd: float | None = None
    bmi_mean: float | None = None
    percent_male: float | None = None


@dataclass(frozen=True)
class DrugGiven:
    """A drug of an arm; ``dose_mg`` is the printed dose as mass, ``dose`` the printed text."""

    name: str
    dose: str | None = None
    dose_mg: float | None = None
    every_days: float | None = None
    from_week: float | None = None
    to_week: float | None = None


@dataclass(frozen=True)
class TrainingGiven:
    """A training programme of an arm, shared among its exercises."""

    kind: str
    exercises: tuple[str, ...] = ()
    sessions_per_week: float | None = None
    minutes_per_session: float | None = None
    sets: float | None = None
    reps: float | None = None
    load_percent_1rm: float | None = None
    impacts_per_session: float | None = None
    peak_force_bodyweights: float | None = None
    adherence_percent: float | None = None
    from_week: float | None = None
    to_week: float | None = None


@dataclass(frozen=True)
class UnloadingGiven:
    """Bed rest or flight."""

    fraction_of_habitual_load: float
    from_week: float | None = None
    to_week: float | None = None


@dataclass(frozen=True)
class DietGiven:
    """What an arm ate or was given; amounts in mg or IU per day, the bolus in IU every so many days."""

    calcium_mg_per_day: float | None = None
    calcium_supplement_mg_per_day: float | None = None
    vitamin_d_iu_per_day: float | None = None
    bolus_iu: float | None = None
    bolus_every_days: float | None = None
    from_week: float | None = None
    to_week: float | None = None


@dataclass(frozen=True)
class Spread:
    """How a source gave its uncertainty: ``sd``, ``se``, ``ci95`` or ``iqr`` with one or two numbers."""

    kind: str
    values: tuple[float, ...]
    assumed: bool = False

    def standard_error(self, n: float | None) -> float | None:
        """Return the standard error, or ``None`` where it cannot be told."""
        if self.kind == "se":
            return self.values[0]
        if self.kind == "ci95":
            return (self.values[1] - self.values[0]) / (2 * 1.959964)
        if not n:
            return None
        sd = self.values[0] if self.kind == "sd" else (self.values[1] - self.values[0]) / 1.349
        return sd / n**0.5


@dataclass(frozen=True)
class Observation:
    """One value of one arm; ``kind`` is absolute, absolute_change or percent_change."""

    endpoint: str
    week: float
    kind: str
    value: float
    unit: str
    spread: Spread | None = None
    n: float | None = None
    where: str = ""


@dataclass(frozen=True)
class Arm:
    """One arm; ``baseline`` has the file's own keys, for example ``bmd_lumbar_spine_g_cm2``."""

    id: str
    control: bool
    n: float | None
    baseline: Mapping[str, float]
    drugs: tuple[DrugGiven, ...] = ()
    training: tuple[TrainingGiven, ...] = ()
    unloading: tuple[UnloadingGiven, ...] = ()
    diet: tuple[DietGiven, ...] = ()
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True)
class Contrast:
    """One difference between two arms; ``kind`` is percent_difference or absolute_difference."""

    arm: str
    versus: str
    endpoint: str
    week: float
    kind: str
    value: float
    unit: str
    spread: Spread | None = None
    where: str = ""


@dataclass(frozen=True)
class Trial:
    """One trial file."""

    id: str
    title: str
    design: str
    read_as: str
    duration_weeks: float
    topics: tuple[str, ...]
    population: Population
    arms: tuple[Arm, ...]
    contrasts: tuple[Contrast, ...] = ()
    first_author: str | None = None
    year: int | None = None
    journal: str | None = None
    doi: str | None = None
    pmid: int | None = None
    notes: str = ""
    file: str = ""

    def arm(self, arm_id: str) -> Arm:
        """Return the arm of this name.

        Raises
        ------
        KeyError
            If the trial has no such arm.
        """
        for arm in self.arms:
            if arm.id == arm_id:
                return arm
        raise KeyError(arm_id)
