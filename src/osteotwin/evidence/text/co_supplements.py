"""Calcium and vitamin D that everyone in a trial took, where only its text says so.

A trial of a bone drug gives both to all of its arms and often says it in a sentence. Text counts only where no
arm has the nutrient among its keys: otherwise these say who got what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.text.arm_text import ArmText, sentences
from osteotwin.evidence.text.assertion import asserted
from osteotwin.evidence.text.finding import Finding

#: Where the text gives no amount: the least that trials of bone drugs usually give. Assumptions.
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
# A sentence about what is eaten or measured, not about what is given.
_NO_SUPPLEMENT = re.compile(
    r"intake|diet|habitual|food|garbled|absor|serum|urine|balance|women under|vitamin D level", re.IGNORECASE
)
_BOTH = re.compile(r"\bcalcium and (?:vitamin D|D)\b|\bvitamin D and calcium\b", re.IGNORECASE)


@dataclass(frozen=True)
class CoSupplement:
    """A supplement of every arm.

    Attributes
    ----------
    nutrient : str
        ``"calcium"`` or ``"vitamin_d"``.
    per_day : float [mg or IU]
    unit : str
    source : str
    """

    nutrient: str
    per_day: float
    unit: str
    source: str


def co_supplements(text: ArmText, trial: Trial) -> tuple[CoSupplement, ...]:
    """Find the supplements that all arms took by the condition, the title or the notes.

    Parameters
    ----------
    text : ArmText
    trial : Trial
        Its keys come before its text.
    """
    diets = [diet for arm in trial.arms for diet in arm.diet]
    found: list[CoSupplement] = []
    own = {
        "calcium": any(d.calcium_supplement_mg_per_day or d.calcium_mg_per_day for d in diets),
        "vitamin_d": any(d.vitamin_d_iu_per_day or d.bolus_iu for d in diets),
    }
    tested = any(own.values()) or "vitamin_d" in trial.topics
    for nutrient, forms, usual, unit, limits in (
        ("calcium", _CALCIUM, USUAL_CALCIUM_MG, "mg", (100.0, 2500.0)),
        ("vitamin_d", _VITAMIN_D, USUAL_VITAMIN_D_IU, "IU", (100.0, 5000.0)),
    ):
        if own[nutrient]:
            continue
        amount = _stated_amount(text, forms, limits) or (None if tested else _usual_amount(text, usual))
        if amount is not None:
            found.append(CoSupplement(nutrient, amount.value, unit, amount.source))
    return tuple(found)


def _stated_amount(
    text: ArmText, forms: tuple[re.Pattern[str], ...], limits: tuple[float, float]
) -> Finding | None:
    """Find an amount per day, the middle of a range, within what is a supplement."""
    low, high = limits
    for place in ("condition", "notes"):
        for sentence in sentences(text.at(place)):
            for form in forms:
                match = asserted(form, sentence)
                for_all = _EVERYONE.search(f"{sentence} {place}")
                if match is None or _NO_SUPPLEMENT.search(sentence) or not for_all:
                    continue
                numbers = [float(g.replace(",", "")) for g in match.groups() if g]
                value = sum(numbers) / len(numbers)
                if low <= value <= high:
                    return Finding(value, f'{place}: "{match.group().strip()}"')
    return None


def _usual_amount(text: ArmText, usual: float) -> Finding | None:
    """The usual amount where both nutrients are named without one."""
    for place in ("title", "condition", "notes"):
        for sentence in sentences(text.at(place)):
            match = asserted(_BOTH, sentence)
            if (
                match
                and (place != "notes" or _EVERYONE.search(sentence))
                and not _NO_SUPPLEMENT.search(sentence)
            ):
                source = (
                    f'{place}: "{match.group()}", the amount is not stated; the least usual one (assumption)'
                )
                return Finding(usual, source)
    return None
