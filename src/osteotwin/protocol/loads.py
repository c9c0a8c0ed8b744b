"""From training and rest to each site's load: the sum of a day's loading doses over an ordinary day's."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import loading
from osteotwin.body.arithmetic import Quantity, power
from osteotwin.body.sites import FEMORAL_NECK, LUMBAR_SPINE, RADIUS_33, REST, TOTAL_HIP, site_key
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.interventions import Training, Unloading
from osteotwin.protocol.library import Exercise, load_exercises

#: Progression is followed in steps of this length [day]; bone does not feel the difference to a week.
PROGRESSION_STEP = 28.0

#: Loads of so many trainings, days and people are computed at once: some 30 MB.
_MOST_NUMBERS = 1_000_000

#: site -> (which force of the exercise, which habitual force of the parameters)
_FORCE_AT = {
    LUMBAR_SPINE: ("spine", "habitual_spine_force"),
    TOTAL_HIP: ("hip", "habitual_hip_force"),
    FEMORAL_NECK: ("hip", "habitual_hip_force"),
    RADIUS_33: ("forearm", "habitual_forearm_force"),
}


@dataclass(frozen=True)
class Done:
    """What is done on a day: trainings beyond an ordinary day's walking, and the unloading in force."""

    trainings: tuple[Training, ...]
    unloading: tuple[Unloading, ...]

    def steps(self, day: float) -> Hashable:
        """Return how far each progression is: days with the same steps have the same loads."""
        return tuple(
            float(_step(training, day)) if training.progression_per_week else 0.0
            for training in self.trainings
        )


#: What is done on a day, with the steps of its progressions -> its loads.
KnownLoads = dict[tuple[Done, Hashable], dict[str, Any]]


def _step(training: Training, day: Quantity) -> Quantity:
    return np.floor(np.maximum(day - training.from_day, 0.0) / PROGRESSION_STEP)


def _days_beside(days: Sequence[float], people: Quantity) -> Vector:
    """Return days as an array that meets numbers of one person, or of many, in an axis of its own before theirs."""
    return np.array(days).reshape(-1, *(1 for _ in np.shape(people)))


def external_load_bodyweights(
    training: Training, exercise: Exercise, weight_kg: Quantity, day: Quantity
) -> Quantity:
    """Return the external load on a day in body weights, after progression.

    Parameters
    ----------
    weight_kg : float or array [kg]
        Body weight, of one person or of many.
    day : float or array [day]
        The progression counts from the start of the training. Several days have an axis before that of the people.
    """
    start: Quantity = training.load_body_weights or exercise.load_bodyweights(
        weight_kg, training.load_kg, training.load_fraction_1rm
    )
    weeks = _step(training, day) * PROGRESSION_STEP / DAYS_PER_WEEK
    grown = start * (1 + training.progression_per_week * weeks)
    if training.progression_until_kg is not None:
        return np.minimum(grown, np.maximum(start, training.progression_until_kg / weight_kg))
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
    loads = external_load_bodyweights(training, exercise, weight_kg, _days_beside(days, weight_kg))
    moved = (loads[1:] != loads[:-1]).any(axis=tuple(range(1, np.ndim(loads))))
    return [day for day, moves in zip(days[1:], moved.tolist(), strict=True) if moves]


def session_dose(cycles: Vector, intensity: Vector, p: SimpleNamespace) -> Quantity:
    """Return the loading dose of one session at a site.

    All loads of a session share one fading answer: the hardest ones come first, and each adds what its cycles add to
    those before. So it does not matter how somebody writes the sets down.

    Parameters
    ----------
    cycles : array [n_load]
    intensity : array [n_load, ...]
        Of one cycle; behind the loads days, people, or both.
    p : parameters; uses what fades with cycles
    """
    order = np.argsort(-intensity, axis=0)
    counted = np.cumsum(cycles[order], axis=0)
    answer = loading.cycles_answer(counted, p)
    added = answer.copy()
    added[1:] -= answer[:-1]
    hardest = intensity[order] if intensity.ndim == 1 else np.take_along_axis(intensity, order, axis=0)
    return (hardest * added).sum(axis=0)


#: A training and the force of it that is asked for -> how strongly its cycles stimulate, for one set of parameters and
#: one day.
KnownIntensities = dict[tuple[Training, tuple[str, str]], Vector]


def _intensity(
    training: Training, force_at: tuple[str, str], p: SimpleNamespace, weight_kg: Quantity, day: Quantity
) -> Vector:
    """Return how strongly one cycle of a training stimulates where a force is felt."""
    where, habitual = force_at
    exercise = load_exercises()[training.exercise]
    load = external_load_bodyweights(training, exercise, weight_kg, day)
    force = exercise.site_force(where, load, training.peak_force_bodyweights)
    relative = np.maximum(force / getattr(p, habitual), 1e-6)
    return np.asarray(loading.cycle_intensity(relative, exercise.frequency_hz, p))


def weekly_dose(
    trainings: Sequence[Training],
    site: str,
    p: SimpleNamespace,
    weight_kg: Quantity,
    day: Quantity,
    known: KnownIntensities | None = None,
) -> Quantity:
    """Return the loading dose of a week's training at a site; what is done as often is done on the same days."""
    if not trainings:
        return 0.0
    at, known = _FORCE_AT[site], {} if known is None else known
    often = np.array([t.sessions_per_week * t.share_done for t in trainings])
    order = np.argsort(-often, kind="stable")
    intensity: list[Vector] = []
    for key in ((trainings[k], at) for k in order):
        if (found := known.get(key)) is None:
            known[key] = found = _intensity(*key, p, weight_kg, day)
        intensity.append(found)
    rows = np.stack(np.broadcast_arrays(*intensity))
    cycles = np.array([float(trainings[k].cycles_per_session) for k in order])
    days = often[order] - np.append(often[order][1:], 0.0)
    of_days = (k for k in range(len(order)) if days[k])  # the last of those that are done as often
    return sum(days[k] * session_dose(cycles[: k + 1], rows[: k + 1], p) for k in of_days)


def site_loads(
    trainings: Iterable[Training],
    unloading: Iterable[Unloading],
    parameters: Mapping[str, Any],
    day: Quantity,
) -> dict[str, Any]:
    """Return each site's load ratio on a day, as the inputs of the body.

    Parameters
    ----------
    trainings : iterable of Training
        Those that are done on that day, beyond an ordinary day's walking.
    unloading : iterable of Unloading
        Those in force; the strictest counts.
    parameters : mapping of str to float or array over people
    day : float or array [day]
        Several days have an axis before that of the people.

    Returns
    -------
    dict of str to float or array over people
        ``"lumbar_spine_load"`` and so on; 1 is an ordinary day.
    """
    trainings, unloading = tuple(trainings), tuple(unloading)
    p = SimpleNamespace(**parameters)
    loads: dict[str, Any] = {}
    weekly: dict[tuple[str, str], Quantity] = {}  # the hip's sites share one force
    for site, force in _FORCE_AT.items():
        if force not in weekly:
            weekly[force] = weekly_dose(trainings, site, p, p.weight, day)
        loads[site_key(site, "load")] = _load_ratio(site, weekly[force], unloading, p)
    loads[site_key(REST, "load")] = loading.rest_load(
        loads[site_key(LUMBAR_SPINE, "load")],
        loads[site_key(TOTAL_HIP, "load")],
        loads[site_key(RADIUS_33, "load")],
        p,
    )
    return loads


def site_load(
    site: str,
    trainings: Sequence[Training],
    unloading: Iterable[Unloading],
    parameters: Mapping[str, Any],
    day: Quantity,
    known: KnownIntensities | None = None,
) -> Quantity:
    """Return the load ratio of one site that has a force of its own: see :func:`site_loads`.

    Parameters
    ----------
    known : dict, optional
        Of these parameters and this day, where many plans share their trainings; what is new is added.
    """
    p = SimpleNamespace(**parameters)
    return _load_ratio(site, weekly_dose(trainings, site, p, p.weight, day, known), unloading, p)


def _load_ratio(site: str, weekly: Quantity, unloading: Iterable[Unloading], p: SimpleNamespace) -> Quantity:
    """Return a site's load ratio by what a week of training brings it beyond an ordinary day."""
    fraction = min((u.fraction_of_habitual_load for u in unloading), default=1.0)
    ordinary = loading.bout_dose(p.habitual_cycles, 1.0, p.habitual_frequency, p)
    left = loading.unloaded_ratio(getattr(p, site_key(site, "unloaded_load")), fraction)
    dose = power(left, p.load_force_exponent)
    dose = dose + weekly / DAYS_PER_WEEK / ordinary
    return loading.load_ratio(dose, p)


def known_loads(done: Done, parameters: Mapping[str, Any], day: float, known: KnownLoads) -> dict[str, Any]:
    """Return :func:`site_loads`, computed once for all days on which the same is done.

    Parameters
    ----------
    known : dict
        For one set of parameters; what is new is added.
    """
    learn_loads([(done, day)], parameters, known)
    return known[done, done.steps(day)]


def learn_loads(
    done_on: Iterable[tuple[Done, float]], parameters: Mapping[str, Any], known: KnownLoads
) -> None:
    """Compute the loads of many days side by side, which is quicker than one by one.

    Parameters
    ----------
    done_on : iterable of (Done, float)
        What is done on each day.
    parameters : mapping of str to float or array over people
    known : dict
        For these parameters; what is new is added.
    """
    new: dict[Done, dict[Hashable, float]] = {}
    for done, day in done_on:
        steps = done.steps(day)
        if (done, steps) not in known:
            new.setdefault(done, {}).setdefault(steps, day)
    weight = parameters["weight"]
    for done, days in new.items():
        at_once = max(_MOST_NUMBERS // max(len(done.trainings) * np.size(weight), 1), 1)
        left = list(days.items())
        for first in range(0, len(left), at_once):
            some = left[first : first + at_once]
            beside = _days_beside([day for _, day in some], weight)
            loads = site_loads(done.trainings, done.unloading, parameters, beside)
            for k, (steps, _) in enumerate(some):
                known[done, steps] = {name: _on(value, k, weight) for name, value in loads.items()}


def _on(loads: Quantity, k: int, people: Quantity) -> Quantity:
    """Return the loads of one of several days; what depends on no day has no axis of days."""
    return loads[k] if np.ndim(loads) > np.ndim(people) else loads
