"""What is not known about the model: the effect of every arm in one mean participant, for many draws of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.cohort import FIELDS, VirtualPeople
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.sampling import sample_cohort
from osteotwin.cohort.simulation import day_before, run_plans
from osteotwin.engine.interface import Engine
from osteotwin.parameters import ParameterSet
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.studies.trials.design import TrialDesign

#: How many draws of what is not known about the model.
DRAWS = 400


def mean_participant(profile: Profile, people: VirtualPeople) -> Profile:
    """The profile whose every field is the mean of people's, with nothing left open."""
    means = {name: float(np.mean(people.fields[name])) for name in FIELDS if name in people.fields}
    bmd = {site: means.pop(f"bmd_{site}") for site in DXA_SITES}
    return replace(profile, **means, bmd=bmd, sd={})


def effects_of_models(
    design: TrialDesign,
    participant: Profile,
    parameters: ParameterSet,
    seed: int,
    engine: Engine,
    *,
    on_progress: ProgressCallback | None = None,
) -> Mapping[str, Vector]:
    """The difference of each arm's percent change from the control's, under many draws of the model.

    The same draw holds in every arm, as the same nature does in every arm of a trial; the offset by which whole trials
    lie off the model therefore cancels.

    Parameters
    ----------
    design : TrialDesign
    participant : Profile
        Who takes part, without differences between people.
    parameters : ParameterSet
    seed : int
    engine : Engine

    Returns
    -------
    mapping of endpoint to array [n_arm, n_draw, n_visit, points of percent]
        NaN where a draw could not be simulated.
    """
    plans = [arm.plan for arm in design.arms]
    days = np.array(design.days)
    cohort = sample_cohort(
        participant,
        parameters,
        DRAWS,
        seed,
        day_before(plans),
        engine,
        between_people=False,
        on_progress=part_of(on_progress, 0.0, 0.4),
    )
    runs = run_plans(
        [cohort] * len(plans),
        plans,
        [days] * len(plans),
        engine,
        endpoints=design.endpoints,
        on_progress=part_of(on_progress, 0.4, 1.0),
    )
    changes = {name: np.stack([run.percent_change(name) for run in runs]) for name in design.endpoints}
    return {name: change - change[:1] for name, change in changes.items()}
