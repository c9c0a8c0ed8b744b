"""Calcium and vitamin D that everyone in a trial took, where only its words say so.

A trial of a bone drug gives both to all of its arms and often says it in a sentence. Words count only where no
arm has the nutrient among its keys: otherwise the trial's own keys tell who got what.
"""

from __future__ import annotations

import re

from osteotwin.cohort.profile import Assumption
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.text.trial_text import says, sentences
from osteotwin.protocol.interventions import Supplement

#: Where the words give no amount: the least that trials of bone drugs usually give. Assumptions.
USUAL_CALCIUM_MG = 500.0
USUAL_VITAMIN_D_IU = 400.0

_N = r"(\d[\d,]*)"
_TO = rf"{_N}(?: ?(?:-|–|to) ?{_N})?"
_HOW = r"(?: carbonate| citrate| supplement(?:s|ation)?)?(?:,? (?:of|was|were|with|at least|about|at))* ?\(?"
_CALCIUM = (
    re.compile(rf"\bcalcium{_HOW}{_TO} ?mg", re.IGNORECASE),
    re.compile(rf"{_TO} ?mg(?: (?:a|per) day)?(?: of)?(?: elemental| oral)? calcium\b", re.IGNORECASE),
)
_VITAMIN_D = (
    re.compile(rf"\bvitamin D3?{_HOW}{_TO} ?IU", re.IGNORECASE),
    re.compile(
        rf"{_TO} ?IU(?: (?:a|per) day)?(?: of)?(?: oral)? (?:vitamin D|cholecalciferol|D3)", re.IGNORECASE
    ),
)
_EVERYONE = re.compile(
    r"\ball\b|every|both arms|both groups|each arm|either arm|daily|supplement|took|given", re.IGNORECASE
)
_NOT_GIVEN = re.compile(
    r"intake|diet|habitual|food|garbled|not given|only when|absor|serum|urine|balance|women under"
    r"|vitamin D level",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bcalcium and (?:vitamin D|D)\b|\bvitamin D and calcium\b", re.IGNORECASE)


def co_supplements(trial: Trial, notes: list[Assumption]) -> list[Supplement]:
    """Return the supplements that all arms took by the condition, the title or the notes.

    Parameters
    ----------
    trial : Trial
    notes : list of Assumption
        Receives one entry each.
    """
    end = trial.duration_weeks * DAYS_PER_WEEK
    diets = [diet for arm in trial.arms for diet in arm.diet]
    found: list[Supplement] = []
    own = {
        "calcium": any(d.calcium_supplement_mg_per_day or d.calcium_mg_per_day for d in diets),
        "vitamin_d": any(d.vitamin_d_iu_per_day or d.bolus_iu for d in diets),
    }
    for nutrient, kind, forms, usual, unit, low, high in (
        ("calcium", "calcium_carbonate", _CALCIUM, USUAL_CALCIUM_MG, "mg", 100.0, 2500.0),
        ("vitamin_d", "vitamin_d", _VITAMIN_D, USUAL_VITAMIN_D_IU, "IU", 100.0, 5000.0),
    ):
        if own[nutrient]:
            continue
        read = _amount(
            trial, forms, usual, low, high, tested=any(own.values()) or "vitamin_d" in trial.topics
        )
        if read is None:
            continue
        amount, reason = read
        found.append(Supplement(kind, amount, 1.0, 0.0, end))
        notes.append(Assumption(f"diet.{nutrient}", f"{amount:g} {unit} a day", reason))
    return found


def _amount(
    trial: Trial, forms: tuple[re.Pattern[str], ...], usual: float, low: float, high: float, *, tested: bool
) -> tuple[float, str] | None:
    """Return amount per day and reason; the usual amount where both are named without one and neither is tested."""
    for place, text in (("condition", trial.population.condition or ""), ("notes", trial.notes)):
        for sentence in sentences(text):
            for form in forms:
                match = form.search(sentence)
                if (
                    match is None
                    or _NOT_GIVEN.search(sentence)
                    or not _EVERYONE.search(sentence + " " + place)
                ):
                    continue
                numbers = [float(g.replace(",", "")) for g in match.groups() if g]
                value = sum(numbers) / len(numbers)
                if low <= value <= high:
                    return value, f'{place}: "{match.group().strip()}"'
    if tested:
        return None
    for place, text in (
        ("title", trial.title),
        ("condition", trial.population.condition or ""),
        ("notes", trial.notes),
    ):
        for sentence in sentences(text):
            match = says(_BOTH, sentence)
            if match and (place != "notes" or _EVERYONE.search(sentence)) and not _NOT_GIVEN.search(sentence):
                return (
                    usual,
                    f'{place}: "{match.group()}", the amount is not stated; the least usual one (assumption)',
                )
    return None
