"""The summary of a validation: statistics by class of endpoint, site and topic, for all and for men alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from osteotwin.endpoints import ENDPOINTS, PERCENT_CHANGE, PERCENT_DIFFERENCE, REGIONS, score_class
from osteotwin.evidence.scoring.metrics import Judged, statistics
from osteotwin.evidence.scoring.result import Row, TrialResult
from osteotwin.evidence.scoring.topic_means import TopicMeans, shipped_topic_means

#: Weeks that count as about one year.
ONE_YEAR = (39.0, 65.0)

Keep = Callable[[TrialResult, Row], bool]

#: Name of a part of the summary and what belongs to it.
SLICES: dict[str, Keep] = {
    "men": lambda trial, row: trial.trial.population.sex == "male",
    "one_year": lambda trial, row: ONE_YEAR[0] <= row.measured.week <= ONE_YEAR[1],
    "men_one_year": lambda trial, row: (
        trial.trial.population.sex == "male" and ONE_YEAR[0] <= row.measured.week <= ONE_YEAR[1]
    ),
}


def summarize(trials: Sequence[TrialResult], means: TopicMeans | None = None) -> dict[str, Any]:
    """Summary of a validation.

    Parameters
    ----------
    trials : sequence of TrialResult
    means : TopicMeans or None
        Against which ``skill_topic_mean`` is measured; ``None``: the trials that ship with the package, each trial's
        own left out.

    Returns
    -------
    dict
        Counts (``too_wide``: intervals wider than the plausible range); ``by_class``, ``by_site``, ``by_topic`` over
        everything; the same three for ``men``, ``one_year`` (weeks 39 to 65) and ``men_one_year``.
    """
    known = means or shipped_topic_means()
    rows = [row for trial in trials for row in trial.rows]
    statuses: dict[str, int] = {}
    for trial in trials:
        statuses[trial.status] = statuses.get(trial.status, 0) + 1
    return {
        "trials": len(trials),
        "trial_status": dict(sorted(statuses.items())),
        "rows": len(rows),
        "scored": sum(row.predicted is not None for row in rows),
        "not_scored": sum(row.predicted is None for row in rows),
        "too_wide": sum(row.too_wide is True for row in rows),
        **_slice(trials, known, lambda trial, row: True),
        **{name: _slice(trials, known, keep) for name, keep in SLICES.items()},
    }


def _slice(trials: Sequence[TrialResult], means: TopicMeans, keep: Keep) -> dict[str, Any]:
    chosen = [(trial, row) for trial in trials for row in trial.rows if row.predicted is not None]
    chosen = [(trial, row) for trial, row in chosen if keep(trial, row)]
    judged = [
        (row, means.first_without(trial.trial.id, trial.trial.topics, row.measured)) for trial, row in chosen
    ]
    topics = sorted({topic for trial, _ in chosen for topic in trial.trial.topics})
    return {
        "by_class": _by_class(judged),
        "by_site": {
            region: statistics(pair for pair in judged if _is_at(pair[0], region)) for region in REGIONS
        },
        "by_topic": {
            topic: _by_class(
                (row, means.without(trial.trial.id, topic, row.measured))
                for trial, row in chosen
                if topic in trial.trial.topics
            )
            for topic in topics
        },
    }


def _is_at(row: Row, region: str) -> bool:
    m = row.measured
    return ENDPOINTS[m.endpoint].region == region and m.scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE)


def _by_class(judged: Iterable[Judged]) -> dict[str, Any]:
    classes: dict[str, list[Judged]] = {}
    for row, mean in judged:
        measured = row.measured
        name = score_class(measured.endpoint, measured.scale, measured.unit)
        classes.setdefault(name, []).append((row, mean))
    return {name: statistics(found) for name, found in sorted(classes.items())}
