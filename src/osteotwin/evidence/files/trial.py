"""One published trial: who took part, what each arm did, and what was measured, in canonical units.

``None`` means that the source did not say. Weeks count from the start of the intervention.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from osteotwin.errors import Problem


@dataclass(frozen=True)
class Population:
    """Who took part; ``age_min`` and ``age_max`` are limits of entry, ``percent_male`` is of a mixed population."""

    sex: str
    condition: str | None = None
    menopause: str | None = None
    age_mean: float | None = None
    age_sd: float | None = None
    bmi_mean: float | None = None
    age_min: float | None = None
    age_max: float | None = None
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
class UnmodelledDrug:
    """A drug of an arm that the model does not have, or with a dose that is no mass.

    Attributes
    ----------
    name, label : str
        As the file has it, and to be read.
    reason : str
        Why an arm that took it is not simulated.
    dose : str or None
        As printed.
    every_days : float or None [day]
        Infinite: once.
    from_week, to_week : float or None
    """

    name: str
    label: str
    reason: str
    dose: str | None = None
    every_days: float | None = None
    from_week: float | None = None
    to_week: float | None = None


@dataclass(frozen=True)
class TrainingGiven:
    """A training programme of an arm, shared among its exercises."""

    training_type: str
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
    """What an arm ate or was given; amounts in mg or IU per day, the bolus in IU every so many days.

    ``vitamin_d_form`` is ``"D3"`` or ``"D2"``; ``None`` where the file does not say.
    """

    calcium_mg_per_day: float | None = None
    calcium_supplement_mg_per_day: float | None = None
    vitamin_d_iu_per_day: float | None = None
    bolus_iu: float | None = None
    bolus_every_days: float | None = None
    from_week: float | None = None
    to_week: float | None = None
    vitamin_d_form: str | None = None


@dataclass(frozen=True)
class Dispersion:
    """How a source gave its uncertainty: ``sd``, ``se``, ``ci95`` or ``iqr`` with one or two numbers.

    ``p`` is the P value from which a standard error was made, where the source printed that and no dispersion.
    """

    statistic: str
    values: tuple[float, ...]
    assumed: bool = False
    p: float | None = None

    def standard_error(self, n: float | None) -> float | None:
        """Return the standard error, or ``None`` where it cannot be derived."""
        if self.statistic == "se":
            return self.values[0]
        if self.statistic == "ci95":
            return (self.values[1] - self.values[0]) / (2 * 1.959964)
        if not n:
            return None
        sd = self.values[0] if self.statistic == "sd" else (self.values[1] - self.values[0]) / 1.349
        return sd / n**0.5


@dataclass(frozen=True)
class Observation:
    """One value of one arm.

    ``result_type`` is a type of one arm of :data:`osteotwin.evidence.files.result_types.RESULT_TYPES`, ``statistic``
    ``"mean"``, ``"median"`` or ``"geometric_mean"``; ``measured`` says what the endpoint ``"other"`` is. With
    ``no_effect`` the source printed no number and says that nothing changed; ``value`` is then that of no effect.
    """

    endpoint: str
    week: float
    result_type: str
    value: float
    unit: str
    dispersion: Dispersion | None = None
    n: float | None = None
    where: str = ""
    statistic: str = "mean"
    measured: str = ""
    no_effect: bool = False


@dataclass(frozen=True)
class Arm:
    """One arm; ``baseline`` has the file's own keys, for example ``bmd_lumbar_spine_g_cm2``.

    An arm with an unmodelled drug, or with mistakes in the file, is not simulated.
    """

    id: str
    control: bool
    n: float | None
    baseline: Mapping[str, float]
    drugs: tuple[DrugGiven, ...] = ()
    training: tuple[TrainingGiven, ...] = ()
    unloading: tuple[UnloadingGiven, ...] = ()
    diet: tuple[DietGiven, ...] = ()
    observations: tuple[Observation, ...] = ()
    unmodelled: tuple[UnmodelledDrug, ...] = ()
    mistakes: tuple[str, ...] = ()

    @property
    def not_simulated(self) -> str | None:
        """Why the arm is not simulated, if it is not."""
        reasons = [drug.reason for drug in self.unmodelled] + [
            f"a mistake in {place}" for place in self.mistakes
        ]
        return "; ".join(dict.fromkeys(reasons)) or None


@dataclass(frozen=True)
class Contrast:
    """One value between two arms; ``result_type`` is a type of two arms, ``no_effect`` as of an observation."""

    arm: str
    versus: str
    endpoint: str
    week: float
    result_type: str
    value: float
    unit: str
    dispersion: Dispersion | None = None
    where: str = ""
    statistic: str = "mean"
    measured: str = ""
    no_effect: bool = False


@dataclass(frozen=True)
class Trial:
    """One trial file; ``mistakes`` are those of the entries of the file that could not be read."""

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
    mistakes: tuple[Problem, ...] = ()

    @property
    def values_left_out(self) -> tuple[str, ...]:
        """Places in the file of the values that hold a mistake."""
        fields = (problem.field for problem in self.mistakes)
        found = (re.match(r"(?:arm\[\d+\]\.observation|contrast)\[\d+\]", field) for field in fields)
        return tuple(dict.fromkeys(match[0] for match in found if match))

    def mean_age(self, arm: Arm) -> float | None:
        """Return the mean age of an arm [year]: its own, or the population's where that lies within its limits."""
        own, whole = arm.baseline.get("age_mean"), self.population.age_mean
        low, high = self.age_limits(arm)
        if own is not None or whole is None:
            return own
        return whole if (low or whole) <= whole <= (high or whole) else None

    def age_limits(self, arm: Arm) -> tuple[float | None, float | None]:
        """Return the youngest and the oldest age [year] let into an arm, as far as the keys of the file say."""
        low = arm.baseline.get("age_min", self.population.age_min)
        return low, arm.baseline.get("age_max", self.population.age_max)

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
