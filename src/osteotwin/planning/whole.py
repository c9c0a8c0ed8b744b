"""Which choices are whole plans: what anybody should do and eat anyway, as far as a person may.

A model of bone alone would leave out the lifting of somebody whom a walk serves as well, or calcium where little is won
by it. *Balanced* and *most bone* leave no such gap: muscles trained on two days a week, and calcium and vitamin D as
recommended for age and sex.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.planning.choice import LIFTING_DAYS, Choice
from osteotwin.planning.frame import Frame
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.guidelines.intakes import requirement_of

#: A glass of milk more or less is no gap [share].
_NEARLY = 0.95


def are_whole(choices: Sequence[Choice], levers: Vector, frame: Frame) -> list[bool]:
    """Tell of each choice whether it leaves no more gaps than the best of them must.

    Parameters
    ----------
    choices : sequence of Choice
    levers : array [n_choice, 4]
        As :meth:`osteotwin.planning.surrogate.Levers.of`.
    frame : Frame
    """
    person = frame.person
    needs = [
        min(
            requirement_of(nutrient, "recommended", person.sex, person.age_at_start),
            frame.bounds[f"{nutrient}_total"].value,
        )
        / 1000
        for nutrient in ("calcium", "vitamin_d")
    ]
    already = _lifts_already(frame)
    lifts = np.array([already or one.lifts_twice for one in choices])
    filled = lifts.astype(int) + (levers[:, 2:] >= _NEARLY * np.array(needs)).sum(axis=1)
    return (filled == filled.max()).tolist()


def _lifts_already(frame: Frame) -> bool:
    """Tell whether muscles are trained often enough by what goes on under every plan."""
    goes_on = [*frame.person.habits.training, *(item for item in frame.fixed if isinstance(item, Training))]
    often = (
        item.sessions_per_week
        for item in goes_on
        if load_exercises()[item.exercise].training_type in ("resistance", "resistance_and_impact")
    )
    return max(often, default=0.0) >= LIFTING_DAYS
