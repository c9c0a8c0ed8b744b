"""How much work a calibration does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Numbers that trade time for certainty.

    Attributes
    ----------
    people : int
        Virtual people of an arm.
    prior_samples : int
        Points of the prior that the global search tries.
    extra_starts : int
        Best of them from which the optimizer starts, beside the prior's center.
    rounds, steps : int
        Rounds of the optimizer and its steps in a round; between rounds population shift and discrepancies are renewed.
    training_rounds, training_points : int
        Rounds in which the surrogate is trained, and the points of each.
    chains, warm_up, draws_per_chain : int
        Number of chains, and their steps before and during sampling.
    kept_draws : int
        Draws that the set ships.
    hold_out_topics : bool
        Whether whole topics are held out, beside every single trial.
    """

    people: int
    prior_samples: int
    extra_starts: int
    rounds: int
    steps: int
    training_rounds: int
    training_points: int
    chains: int
    warm_up: int
    draws_per_chain: int
    kept_draws: int
    hold_out_topics: bool


FULL = Settings(
    people=16,
    prior_samples=512,
    extra_starts=1,
    rounds=4,
    steps=6,
    training_rounds=3,
    training_points=2000,
    chains=24,
    warm_up=50,
    draws_per_chain=900,
    kept_draws=400,
    hold_out_topics=True,
)
#: A few minutes on a laptop: shows that everything works, for the eye and not for use.
QUICK = Settings(
    people=4,
    prior_samples=32,
    extra_starts=0,
    rounds=1,
    steps=3,
    training_rounds=1,
    training_points=400,
    chains=8,
    warm_up=10,
    draws_per_chain=30,
    kept_draws=100,
    hold_out_topics=False,
)
