"""The head of a trial's file says of the trial what all of the file does."""

from __future__ import annotations

from dataclasses import fields

from osteotwin.evidence.files import heads
from osteotwin.evidence.files.heads import TrialHead, shipped_heads
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial

HEAD = """
id = "somebody2001"
title = "Anastrozole in older men"
read_as = "abstract"
topics = ["aromatase_inhibitor"]
"""
POPULATION = '[population]\nsex = "male"\n'
ARM = '[[arm]]\nid = "drug"\n'


def head_of(trial: Trial) -> TrialHead:
    values = {field.name: getattr(trial, field.name, None) for field in fields(TrialHead)}
    return TrialHead(**values | {"sex": trial.population.sex})


def test_every_shipped_trial_has_the_head_that_the_whole_file_gives() -> None:
    loaded = load_trials()
    assert not loaded.problems
    assert shipped_heads() == tuple(head_of(trial) for trial in loaded.trials)


def test_a_file_with_its_people_behind_the_arms_is_read_to_its_end() -> None:
    assert heads._head(HEAD + ARM + POPULATION) == heads._head(HEAD + POPULATION + ARM)
