"""From training and rest to each site's load: the sum of a day's loading doses over an ordinary day's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

import numpy as np

from osteotwin.body import loading
from osteotwin.body.sites import FEMORAL_NECK, LUMBAR_SPINE, RADIUS_33, REST, TOTAL_HIP, of
from osteotwin.protocol.interventions import Training, Unloading
from osteotwin.protocol.library import Exercise, load_exercises

#: Progression is followed in steps of this length [day]; bone does not feel the difference to a week.
PROGRESSION_STEP = 28.0

#: site -> (which force of the exercise, which habitual force of the parameters)
_FORCE_AT = {
    LUMBAR_SPINE: ("spine", "habitual_spine_force"),
    TOTAL_HIP: ("hip", "habitual_hip_force"),
    FEMORAL_NECK: ("hip", "habitual_hip_force"),
    RADIUS_33: ("forearm", "habitual_forearm_force"),
}


def external_load_bodyweights(training: Training, exercise: Exercise, weight_kg: float, day: float) -> float:
    """Return the external load on a day in body weights, after progression.

    Parameters
    ----------
    weight_kg : float [kg]
        Body weight.
    day : float [day]
        The progression counts from the start of the training.
    """
    start = exercise.load_bodyweights(weight_kg, training.load_kg, training.load_fraction_1rm)
    weeks = np.floor(max(day - training.from_day, 0.0) / PROGRESSION_STEP) * PROGRESSION_STEP / 7
    grown = start * (1 + training.progression_per_week * weeks)
    if training.progression_until_fraction_1rm is None or exercise.one_rep_max_bodyweights is None:
        return float(grown)
    ceiling = training.progression_until_fraction_1rm * exercise.one_rep_max_bodyweights
    return float(min(grown, max(start, ceiling)))


def progression_days(training: Training, weight_kg: float, end: float) -> list[float]:
    """Return the days before ``end`` at which a progressing load takes its next step."""
    if training.progression_per_week == 0:
        return []
    exercise = load_exercises()[training.exercise]
    last = min(training.until_day, end)
    days: list[float] = np.arange(training.from_day, last, PROGRESSION_STEP).tolist()
    loads = [external_load_bodyweights(training, exercise, weight_kg, day) for day in days]
    return [days[i] for i in range(1, len(days)) if loads[i] != loads[i - 1]]


def training_dose(training: Training, site: str, p: SimpleNamespace, weight_kg: float, day: float) -> float:
    """Return the mean daily loading dose of a training at a site."""
    exercise = load_exercises()[training.exercise]
    where, habitual = _FORCE_AT[site]
    load = external_load_bodyweights(training, exercise, weight_kg, day)
    force = exercise.site_force(where, load, training.peak_force_bodyweights)
    relative = force / getattr(p, habitual)
    bout = loading.bout_dose(training.cycles_per_session, max(relative, 1e-6), exercise.frequency_hz, p)
    return float(bout * training.sessions_per_week * training.adherence / 7)


def site_loads(
    trainings: Iterable[Training],
    unloading: Iterable[Unloading],
    parameters: Mapping[str, float],
    day: float,
) -> dict[str, float]:
    """Return each site's load ratio on a day, as the inputs of the body.

    Parameters
    ----------
    trainings : iterable of Training
        Those that are done on that day, beyond an ordinary day's walking.
    unloading : iterable of Unloading
        Those in force; the strictest counts.
    parameters : mapping of str to float
    day : float [day]

    Returns
    -------
    dict
        ``"lumbar_spine_load"`` and so on; 1 is an ordinary day.
    """
    p = SimpleNamespace(**parameters)
    fraction = min((u.fraction_of_habitual_load for u in unloading), default=1.0)
    ordinary = float(loading.bout_dose(p.habitual_cycles, 1.0, p.habitual_frequency, p))
    trainings = tuple(trainings)
    loads: dict[str, float] = {}
    for site in _FORCE_AT:
        left = loading.unloaded_ratio(getattr(p, of(site, "unloaded_load")), fraction)
        dose = left**p.load_force_exponent
        dose += sum(training_dose(t, site, p, p.weight, day) for t in trainings) / ordinary
        loads[of(site, "load")] = float(loading.load_ratio(dose, p))
    loads[of(REST, "load")] = float(
        loading.rest_load(
            loads[of(LUMBAR_SPINE, "load")], loads[of(TOTAL_HIP, "load")], loads[of(RADIUS_33, "load")], p
        )
    )
    return loads
