"""Whether a verdict holds: of people told that bone is kept with some probability, how many keep it.

People are drawn from the prior with a history, a plan and measurements; their twin is made as anybody's is, and gives
the verdict's own probability. Whether the truth, simulated by itself, keeps its bone is then counted by what was told
(a reliability curve: DeGroot and Fienberg 1983, doi:10.2307/2987588). Intervals of shares are Clopper and Pearson's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from osteotwin.explaining.questions import NO, YES, answer_class
from osteotwin.parameters import ParameterSet
from osteotwin.people.twin import Twin
from osteotwin.studies.planned_people import QUESTIONS, YEARS, planned_person, probabilities
from osteotwin.studies.synthetic_people import Synthetic

#: Virtual people of each twin: as many as the command simulates.
PEOPLE: Final = 400
#: Edges of the bins of what was told; "no" ends and "yes" begins at one.
EDGES: Final = (0.0, 0.05, NO, 0.4, 0.6, YES, 0.95, 1.0)
#: Of the intervals of shares.
CONFIDENCE: Final = 0.95


@dataclass(frozen=True)
class Told:
    """What one person was told, and what became of him.

    Attributes
    ----------
    plan : str
        One of :data:`osteotwin.studies.planned_people.PLANS`.
    told : mapping of str to float
        Probabilities by question and year, as ``"kept 3"``.
    became : mapping of str to bool
        Whether it was so.
    """

    plan: str
    told: Mapping[str, float]
    became: Mapping[str, bool]


def tell_people(numbers: Iterable[int], parameters: ParameterSet, people: int = PEOPLE) -> Iterator[Told]:
    """Draw people, make the twin of each, and look whether what it tells comes true.

    Parameters
    ----------
    numbers : iterable of int
        Of the people.
    parameters : ParameterSet
    people : int
        Virtual people of each twin.
    """
    for number in numbers:
        yield told_of(planned_person(number, parameters), parameters, number, people)


def told_of(one: Synthetic, parameters: ParameterSet, seed: int, people: int = PEOPLE) -> Told:
    """What one person is told, and whether it came true."""
    twin = Twin.from_person(one.person, people, seed, parameters=parameters)
    told = probabilities(one.person, twin.cohort)
    return Told(one.history, told, {key: bool(value) for key, value in one.truth.items()})


def summarize(people: Sequence[Told]) -> dict[str, Any]:
    """The reliability curve of each question, and how often each answer was right.

    Returns
    -------
    dict
        ``questions``, each with ``bins`` and ``z`` of the last year, ``answers`` by year and ``yes_by_plan``.
    """
    return {
        "people": len(people),
        "confidence": CONFIDENCE,
        "yes": YES,
        "no": NO,
        "questions": {question: _summary(question, people) for question in QUESTIONS},
    }


def _summary(question: str, people: Sequence[Told]) -> dict[str, Any]:
    last = f"{question} {YEARS[-1]}"
    asked = [one for one in people if last in one.told]
    told = np.array([one.told[last] for one in asked])
    became = np.array([one.became[last] for one in asked])
    return {
        "asked": len(asked),
        "year": YEARS[-1],
        "z": departure(told, became),
        "bins": [
            {"from": low, "until": high, **share_of(told[inside], became[inside])}
            for low, high, inside in _bins(told)
        ],
        "answers": {str(year): _answers(f"{question} {year}", asked) for year in YEARS},
        "yes_by_plan": {
            plan: _answers(last, [one for one in asked if one.plan == plan])["yes"]
            for plan in dict.fromkeys(one.plan for one in asked)
        },
    }


def _bins(told: np.ndarray) -> Iterator[tuple[float, float, np.ndarray]]:
    """Each bin with who is in it: a bin holds its lower edge, but "no" holds its upper one, as the verdict has it."""
    inner = [np.nextafter(edge, 1.0) if edge == NO else edge for edge in EDGES[1:-1]]
    found = np.digitize(told, inner)
    for k, (low, high) in enumerate(pairwise(EDGES)):
        yield low, high, found == k


def _answers(key: str, people: Sequence[Told]) -> dict[str, Any]:
    told = np.array([one.told[key] for one in people])
    became = np.array([one.became[key] for one in people])
    classes = np.array([answer_class(probability) for probability in told])
    return {name: share_of(told[classes == name], became[classes == name]) for name in ("yes", "open", "no")}


def share_of(told: np.ndarray, became: np.ndarray) -> dict[str, Any]:
    """How many there were, what they were told in the mean, of how many it came true, with an interval.

    Parameters
    ----------
    told : array [n]
    became : array [n, bool]
    """
    count, true = len(became), int(np.sum(became))
    if not count:
        return {"people": 0, "true": 0, "told": None, "share": None, "lo": None, "hi": None}
    from scipy.stats import binomtest

    interval = binomtest(true, count).proportion_ci(CONFIDENCE, method="exact")
    return {
        "people": count,
        "true": true,
        "told": float(np.mean(told)),
        "share": true / count,
        "lo": float(interval.low),
        "hi": float(interval.high),
    }


def departure(told: np.ndarray, became: np.ndarray) -> float:
    """How far the number of those of whom it came true departs from the sum of what was told, in standard deviations.

    Standard normal where the twin is right (Spiegelhalter 1986, doi:10.1002/sim.4780050506, without its weights).

    Parameters
    ----------
    told : array [n]
    became : array [n, bool]
    """
    spread = np.sqrt(np.sum(told * (1 - told)))
    apart = float(np.sum(became) - np.sum(told))
    return apart / float(spread) if spread > 0 else 0.0
