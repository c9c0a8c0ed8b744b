"""Whether a twin's intervals hold what they say: simulation-based calibration.

People are drawn from the prior, measured, and handed to the twin as anybody is. If the twin is right, the truth lies
anywhere among its people with the same frequency: its rank is uniform, a band of 50 % holds half of the truths and one
of 90 % nine in ten.
Source: Talts, Betancourt, Simpson, Vehtari and Gelman 2018, arXiv:1804.06788.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.parameters import ParameterSet
from osteotwin.people.twin import Twin
from osteotwin.studies.synthetic_people import ASKED, Synthetic, answers, synthetic_person

#: Virtual people of each twin.
PEOPLE: Final = 100
#: All tests of one study together call a right twin wrong this often.
LEVEL: Final = 0.01
_BARS: Final = 20
BANDS: Final = (0.5, 0.9)


@dataclass(frozen=True)
class Ranked:
    """Where the truth of one person lies among the people of his twin.

    Attributes
    ----------
    history : str
    values : int
        How many values were measured.
    score : mapping of str to float
        By what is asked: share of the twin's people below the truth, 0 to 1, evenly spread within a rank.
    effective : float
        See :class:`osteotwin.conditioning.condition.Posterior`.
    widened : int
        Values whose error was widened, since they contradict the others.
    """

    history: str
    values: int
    score: Mapping[str, float]
    effective: float
    widened: int


def rank_people(numbers: Iterable[int], parameters: ParameterSet) -> Iterator[Ranked]:
    """Draw people, make the twin of each, and look where the truth lies.

    Parameters
    ----------
    numbers : iterable of int
        Of the synthetic people.
    parameters : ParameterSet
    """
    for number in numbers:
        yield rank_of(synthetic_person(number, parameters), parameters, number)


def rank_of(one: Synthetic, parameters: ParameterSet, seed: int) -> Ranked:
    """Where the truth of one person lies."""
    twin = Twin.from_person(one.person, PEOPLE, seed, parameters=parameters)
    posterior = twin.posterior
    if posterior is None:
        raise ValueError("a person of whom nothing was measured has no rank")
    random = np.random.default_rng([seed, PEOPLE])
    score: dict[str, float] = {}
    for name, found in answers(twin.cohort, one.person.protocol).items():
        values = found[np.isfinite(found)]
        below = int((values < one.truth[name]).sum())
        score[name] = float((below + random.random()) / (len(values) + 1))
    return Ranked(
        one.history, len(posterior.problem.observations), score, posterior.effective, len(posterior.widened)
    )


def summarize(ranked: Sequence[Ranked]) -> dict[str, Any]:
    """Coverage, tests and histograms of many people."""
    from scipy.stats import kstest

    rows: list[dict[str, Any]] = []
    for name, words in ASKED.items():
        score = np.array([one.score[name] for one in ranked])
        rows.append(
            {
                "asked": name,
                "words": words,
                "p": float(kstest(score, "uniform").pvalue),
                "mean": float(score.mean()),
                **coverage(score),
                "histogram": np.histogram(score, bins=_BARS, range=(0.0, 1.0))[0].tolist(),
                "by_history": {
                    history: coverage(np.array([one.score[name] for one in ranked if one.history == history]))
                    for history in dict.fromkeys(one.history for one in ranked)
                },
            }
        )
    effective = np.array([one.effective for one in ranked])
    return {
        "people": len(ranked),
        "level": LEVEL,
        "least_p": LEVEL / len(ASKED),
        "effective_median": float(np.median(effective)),
        "effective_least": float(effective.min()),
        "widened": sum(one.widened > 0 for one in ranked),
        "rows": rows,
    }


def coverage(score: Vector) -> dict[str, float]:
    """Share of truths within the central bands, each with its Monte Carlo standard error where the twin is right."""
    found: dict[str, float] = {}
    for band in BANDS:
        found[f"within_{band:.0%}"] = float(np.mean(np.abs(score - 0.5) < band / 2))
        found[f"se_{band:.0%}"] = float(np.sqrt(band * (1 - band) / len(score)))
    return found
