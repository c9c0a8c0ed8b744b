"""What the other trials of a topic saw on average: the plainest prediction a model has to beat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import measured_rows

#: Topic, endpoint, scale, role of the arm.
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class TopicMeans:
    """Mean observed effect of each trial, by topic, endpoint, scale and role of the arm.

    Attributes
    ----------
    effects : mapping
        Key to trial identifier to the mean of that trial's values, at whatever weeks they were taken.
    """

    effects: Mapping[Key, Mapping[str, float]]

    def without(self, trial: str, topic: str, row: Measured) -> float | None:
        """Mean over the trials of a topic but for one; every trial counts once.

        ``None`` where no other trial of the topic measured this.
        """
        found = self.effects.get((topic, row.endpoint, row.scale, row.role), {})
        others = [effect for name, effect in found.items() if name != trial]
        return sum(others) / len(others) if others else None

    def first_without(self, trial: str, topics: Iterable[str], row: Measured) -> float | None:
        """Mean of the first of a trial's topics that has one."""
        means = (self.without(trial, topic, row) for topic in topics)
        return next((mean for mean in means if mean is not None), None)


def topic_means(trials: Iterable[Trial]) -> TopicMeans:
    """Means of a collection of trials."""
    gathered: dict[Key, dict[str, list[float]]] = {}
    for trial in trials:
        for row in measured_rows(trial):
            for topic in trial.topics:
                key = (topic, row.endpoint, row.scale, row.role)
                gathered.setdefault(key, {}).setdefault(trial.id, []).append(row.observed)
    return TopicMeans(
        {
            key: {name: sum(values) / len(values) for name, values in found.items()}
            for key, found in gathered.items()
        }
    )


@cache
def shipped_topic_means() -> TopicMeans:
    """Means of the trials that ship with the package, whichever folder is being scored."""
    return topic_means(load_trials().trials)
