"""How much of what was prescribed was done or taken: as the trial states it, else a documented default."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.evidence.files.trial import TrainingGiven, Trial
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.finding import Finding
from osteotwin.evidence.text.rule_table import rule_table
from osteotwin.protocol.adherence import usual_adherence

_NAMES = r"(?:adherence|compliance|attendance)"
_PERCENT = r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent)"
_STATED = (
    re.compile(rf"{_NAMES}(?: rate| to [\w ]+)?(?: of| was|:| at| averaged)? {_PERCENT}", re.IGNORECASE),
    re.compile(rf"{_PERCENT}(?: is the| was the| of)?(?: mean| median)? {_NAMES}", re.IGNORECASE),
)


def stated_adherence(text: ArmText) -> Finding | None:
    """Find the share (0 to 1) that the notes state; that of a control group does not count."""
    for pattern in _STATED:
        for match in pattern.finditer(text.notes):
            before = text.notes[max(0, match.start() - 120) : match.start()].rsplit(".", 1)[-1]
            if re.search(r"control|placebo|\bstudy\s*$", before, re.IGNORECASE):
                continue
            percent = float(match.group(1))
            if 0 < percent <= 100:
                return Finding(percent / 100.0, f'notes: "{match.group()}"')
    return None


def training_adherence(
    text: ArmText, trial: Trial, given: TrainingGiven, stated: Finding | None
) -> tuple[float, str | None]:
    """Share (0 to 1) of the sessions of a programme that were done, and its source; ``None`` for the file's key.

    Parameters
    ----------
    text : ArmText
    trial : Trial
    given : TrainingGiven
    stated : Finding or None
        Of :func:`stated_adherence`.
    """
    if given.adherence_percent is not None:
        return given.adherence_percent / 100.0, None
    if stated is not None:
        return stated.value, stated.source
    for rule in _rules()["training"]:
        if re.search(rule["pattern"], text.whole, re.IGNORECASE):
            return float(rule["share"]), rule["reason"]
    end = trial.duration_weeks if given.to_week is None else given.to_week
    usual = usual_adherence((end - (given.from_week or 0.0)) * DAYS_PER_WEEK)
    return usual.share, usual.reason


def drug_adherence(route: str, stated: Finding | None) -> Finding | None:
    """Share (0 to 1) of the doses of a drug that were taken; ``None``: all, as what staff inject or infuse.

    Parameters
    ----------
    route : str
        Of the drug library.
    stated : Finding or None
        Of :func:`stated_adherence`.
    """
    for rule in _rules()["drug"]:
        if route in rule["routes"]:
            return stated or Finding(float(rule["share"]), rule["reason"])
    return None


def supplement_adherence() -> Finding:
    """Share (0 to 1) of calcium and vitamin D that was taken, by default."""
    rule = _rules()["supplement"]
    return Finding(float(rule["share"]), rule["reason"])


@cache
def _rules() -> dict[str, Any]:
    return rule_table("adherence.toml")
