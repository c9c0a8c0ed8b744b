"""From training and rest to each site's load: the sum of a day's loading doses over an ordinary day's."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

from osteotwin.body import loading
from osteotwin.body.arithmetic import Quantity, power
from osteotwin.body.sites import FEMORAL_NECK, LUMBAR_SPINE, RADIUS_33, REST, TOTAL_HIP, site_key
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.interventions import Training, Unloading
from osteotwin.protocol.library import Exercise, load_exercises

#: Progression is followed in steps of this length [day]; bone does not feel the difference to a week.
PROGRESSION_STEP = 28.0

#: What is done on a day -> its loads.
KnownLoads = dict[Hashable, dict[str, Any]]

#: site -> (which force of the exercise, which habitual force of the parameters)
_FORCE_AT = {
    LUMBAR_SPINE: ("spine", "habitual_spine_force"),
    TOTAL_HIP: ("hip", "habitual_hip_force"),
    FEMORAL_NECK: ("hip", "habitual_hip_force"),
    RADIUS_33: ("forearm", "habitual_forearm_force"),
}


def _step(training: Training, day: float) -> float:
    return float(np.floor(max(day - training.from_day, 0.0) / PROGRESSION_STEP))


def external_load_bodyweights(
    training: Training, exercise: Exercise, weight_kg: Quantity, day: float
) -> Quantity:
    """Return the external load on a day in body weights, after progression.

    Parameters
    ----------
    weight_kg : float or array [kg]
        Body weight, of one person or of many.
    day : float [day]
        The progression counts from the start of the training.
    """
    start = exercise.load_bodyweights(weight_kg, training.load_kg, training.load_fraction_1rm)
    weeks = _step(training, day) * PROGRESSION_STEP / DAYS_PER_WEEK
    grown = start * (1 + training.progression_per_week * weeks)
    if training.progression_until_fraction_1rm is None or exercise.one_rep_max_bodyweights is None:
        return grown
    ceiling = training.progression_until_fraction_1rm * exercise.one_rep_max_bodyweights
    return np.minimum(grown, np.maximum(start, ceiling))


def progression_days(training: Training, weight_kg: Quantity, end: float) -> list[float]:
    """Return the days before ``end`` at which a progressing load takes its next step, for anybody."""
    if training.progression_per_week == 0:
        return []
    exercise = load_exercises()[training.exercise]
    last = min(training.until_day, end)
    days: list[float] = np.arange(training.from_day, last, PROGRESSION_STEP).tolist()
    loads = [external_load_bodyweights(training, exercise, weight_kg, day) for day in days]
    return [days[i] for i in range(1, len(days)) if np.any(loads[i] != loads[i - 1])]


def training_dose(
    training: Training, site: str, p: SimpleNamespace, weight_kg: Quantity, day: float
) -> Quantity:
    """Return the mean daily loading dose of a training at a site."""
    exercise = load_exercises()[training.exercise]
    where, habitual = _FORCE_AT[site]
    load = external_load_bodyweights(training, exercise, weight_kg, day)
    force = exercise.site_force(where, load, training.peak_force_bodyweights)
    relative = force / getattr(p, habitual)
    bout = loading.bout_dose(
        training.cycles_per_session, np.maximum(relative, 1e-6), exercise.frequency_hz, p
    )
    return bout * training.sessions_per_week * training.adherence / DAYS_PER_WEEK


def site_loads(
    trainings: Iterable[Training],
    unloading: Iterable[Unloading],
    parameters: Mapping[str, Any],
    day: float,
) -> dict[str, Any]:
    """Return each site's load ratio on a day, as the inputs of the body.

    Parameters
    ----------
    trainings : iterable of Training
        Those that are done on that day, beyond an ordinary day's walking.
    unloading : iterable of Unloading
        Those in force; the strictest counts.
    parameters : mapping of str to float or array over people
    day : float [day]

    Returns
    -------
    dict of str to float or array over people
        ``"lumbar_spine_load"`` and so on; 1 is an ordinary day.
    """
    p = SimpleNamespace(**parameters)
    fraction = min((u.fraction_of_habitual_load for u in unloading), default=1.0)
    ordinary = loading.bout_dose(p.habitual_cycles, 1.0, p.habitual_frequency, p)
    trainings = tuple(trainings)
    loads: dict[str, Any] = {}
    for site in _FORCE_AT:
        left = loading.unloaded_ratio(getattr(p, site_key(site, "unloaded_load")), fraction)
        dose = power(left, p.load_force_exponent)
        dose = dose + sum(training_dose(t, site, p, p.weight, day) for t in trainings) / ordinary
        loads[site_key(site, "load")] = loading.load_ratio(dose, p)
    loads[site_key(REST, "load")] = loading.rest_load(
        loads[site_key(LUMBAR_SPINE, "load")],
        loads[site_key(TOTAL_HIP, "load")],
        loads[site_key(RADIUS_33, "load")],
        p,
    )
    return loads


def known_loads(
    trainings: tuple[Training, ...],
    unloading: tuple[Unloading, ...],
    parameters: Mapping[str, Any],
    day: float,
    known: KnownLoads,
) -> dict[str, Any]:
    """Return :func:`site_loads`, computed once for all days on which the same is done.

    Parameters
    ----------
    known : dict
        For one set of parameters; what is new is added.
    """
    steps = tuple(_step(training, day) if training.progression_per_week else 0.0 for training in trainings)
    key = (trainings, unloading, steps)
    if key not in known:
        known[key] = site_loads(trainings, unloading, parameters, day)
    return known[key]
