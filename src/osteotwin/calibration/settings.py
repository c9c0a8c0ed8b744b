"""How much work a calibration does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Numbers that trade time for certainty.

    Attributes
    ----------
    people : int
        Virtual people of an arm.
    scattered : int
        Points of the prior that the global search tries.
    climbs : int
        Best of them from which a climb begins, beside the prior's center.
    rounds, steps : int
        Rounds of a climb (between them populations and discrepancies are renewed) and its steps in a round.
    lessons, lesson_points : int
        Rounds in which the chains' stand-in learns, and the points of each.
    chains, warm_up, draws_per_chain : int
        Steps of the posterior's chains.
    kept : int
        Draws that the set ships.
    topics : bool
        Whether whole topics are left out, beside every single trial.
    """

    people: int
    scattered: int
    climbs: int
    rounds: int
    steps: int
    lessons: int
    lesson_points: int
    chains: int
    warm_up: int
    draws_per_chain: int
    kept: int
    topics: bool


FULL = Effort(
    people=16,
    scattered=512,
    climbs=1,
    rounds=4,
    steps=6,
    lessons=3,
    lesson_points=2000,
    chains=24,
    warm_up=50,
    draws_per_chain=450,
    kept=400,
    topics=True,
)
#: A few minutes on a laptop: shows that everything works, for the eye and not for use.
QUICK = Effort(
    people=4,
    scattered=32,
    climbs=0,
    rounds=1,
    steps=3,
    lessons=1,
    lesson_points=400,
    chains=8,
    warm_up=10,
    draws_per_chain=30,
    kept=100,
    topics=False,
)
