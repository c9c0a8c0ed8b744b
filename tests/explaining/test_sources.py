"""The sources of an answer are the trials that speak to its plan, and no others."""

from __future__ import annotations

from itertools import combinations

import pytest

from osteotwin.evidence.files.citation import cite
from osteotwin.evidence.files.load import LoadedTrials, load_trials
from osteotwin.explaining.sources import sources_of, topics_of
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import load_drugs

#: What is planned -> the topic of the trials that speak to it.
TOPICS: dict[Intervention, str] = {
    DrugCourse("letrozole", 2.5, 1): "aromatase_inhibitor",
    DrugCourse("testosterone_gel", 50, 1): "testosterone",
    DrugCourse("alendronate", 70, 7): "bisphosphonate",
    DrugCourse("denosumab", 60, 182): "denosumab",
    DrugCourse("teriparatide", 20, 1): "teriparatide",
    DrugCourse("romosozumab", 210, 30): "romosozumab",
    Training("back_squat", 2, 25): "exercise",
    Supplement("calcium_citrate", 500, 1): "calcium",
    Diet("calcium", 1200): "calcium",
    Food("milk", 7): "calcium",
    Supplement("vitamin_d", 800, 1): "vitamin_d",
    Unloading(0.2): "unloading",
}


@pytest.fixture(scope="module")
def loaded() -> LoadedTrials:
    return load_trials()


@pytest.mark.parametrize("items", [(), *combinations(TOPICS, 1), *combinations(TOPICS, 2)])
def test_a_plans_sources_are_the_trials_of_its_topics(
    items: tuple[Intervention, ...], loaded: LoadedTrials
) -> None:
    topics = {TOPICS[item] for item in items}
    assert topics_of(Protocol(items)) == topics
    shown = {row["key"]: row["text"] for row in sources_of(Protocol(items))}
    assert shown == {trial.id: cite(trial) for trial in loaded.trials if topics & set(trial.topics)}
    assert bool(shown) is bool(items)


def test_every_drug_has_a_topic_that_some_trial_has_or_none_at_all(loaded: LoadedTrials) -> None:
    known = {topic for trial in loaded.trials for topic in trial.topics}
    for drug in load_drugs():
        (topic,) = topics_of(Protocol((DrugCourse(drug, 1, 1),)))
        assert topic in known | {""}, f"{drug} of class {drug_class_of(drug)}"
