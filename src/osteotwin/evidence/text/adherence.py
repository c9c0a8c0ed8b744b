"""How much of what was prescribed was done or taken: as the trial states it, else a documented default."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.files.trial import Arm, TrainingGiven, Trial
from osteotwin.evidence.text.population import table_of
from osteotwin.evidence.text.trial_text import words_of

_WORDS = r"(?:adherence|compliance|attendance)"
_PERCENT = r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent)"
_STATED = (
    re.compile(rf"{_WORDS}(?: rate| to [\w ]+)?(?: of| was|:| at| averaged)? {_PERCENT}", re.IGNORECASE),
    re.compile(rf"{_PERCENT}(?: is the| was the| of)?(?: mean| median)? {_WORDS}", re.IGNORECASE),
)


def training_adherence(
    given: TrainingGiven, trial: Trial, arm: Arm, where: str, notes: list[Assumption]
) -> float:
    """Return the share of an arm's sessions that were done.

    Parameters
    ----------
    given : TrainingGiven
    trial : Trial
    arm : Arm
    where : str
        Place in the file, for the assumption.
    notes : list of Assumption
        Receives what the file's key does not say.
    """
    if given.adherence_percent is not None:
        return given.adherence_percent / 100.0
    field = f"{where}.adherence_percent"
    stated = stated_adherence(trial)
    if stated is not None:
        notes.append(Assumption(field, f"{100 * stated[0]:g}", stated[1]))
        return stated[0]
    words = words_of(trial, arm)
    text = " ".join((words.arm, words.condition, words.title, words.notes))
    end = trial.duration_weeks if given.to_week is None else given.to_week
    for rule in _table()["training"]:
        long_enough = end - (given.from_week or 0.0) >= rule.get("least_weeks", 0.0)
        if long_enough and re.search(rule["words"], text, re.IGNORECASE):
            notes.append(Assumption(field, f"{100 * rule['share']:g}", rule["reason"]))
            return float(rule["share"])
    return 1.0


def drug_adherence(drug: str, route: str, trial: Trial, notes: list[Assumption]) -> float:
    """Return the share of its doses of a drug that were taken; what staff inject or infuse was taken.

    Parameters
    ----------
    drug, route : str
        Identifier and route in the drug library.
    trial : Trial
    notes : list of Assumption
        Receives a share that is stated in words, and the default.
    """
    for rule in _table()["drug"]:
        if route in rule["routes"]:
            share, reason = stated_adherence(trial) or (float(rule["share"]), str(rule["reason"]))
            notes.append(Assumption(f"{drug}.adherence_percent", f"{100 * share:g}", reason))
            return share
    return 1.0


def supplement_adherence(trial: Trial, notes: list[Assumption]) -> float:
    """Return the share of calcium and vitamin D that was taken, by the default of :data:`adherence.toml`."""
    rule = _table()["supplement"]
    notes.append(Assumption("diet.adherence_percent", f"{100 * rule['share']:g}", rule["reason"]))
    return float(rule["share"])


def stated_adherence(trial: Trial) -> tuple[float, str] | None:
    """Return the share that the trial's notes state, and the words; those of a control group do not count."""
    for pattern in _STATED:
        for match in pattern.finditer(trial.notes):
            before = trial.notes[max(0, match.start() - 120) : match.start()].rsplit(".", 1)[-1]
            if re.search(r"control|placebo|\bstudy\s*$", before, re.IGNORECASE):
                continue
            percent = float(match.group(1))
            if 0 < percent <= 100:
                return percent / 100.0, f'notes: "{match.group()}"'
    return None


@cache
def _table() -> dict[str, Any]:
    return table_of("adherence.toml")
