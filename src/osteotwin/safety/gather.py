"""All flags of a situation, in the order in which to read them, each matter once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.library.drugs import DRUG_CLASSES
from osteotwin.safety import (
    denosumab,
    drugs,
    fracture_risk,
    intake,
    interactions,
    kidney,
    menopause,
    not_simulated,
    printed_scores,
    resting_ovaries,
    sex_hormones,
    strain,
    thick_blood,
    training,
    unusual_training,
)
from osteotwin.safety.guidelines.as_flags import guideline_flags
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.facts_of_situation import facts_of_situation
from osteotwin.safety.guidelines.rules import Line, guideline_lines
from osteotwin.safety.situation import SEVERITIES, Flag, Situation

#: So many flags are shown at once; the others fold under their count.
MOST_OPEN: Final = 5

#: Rules about what a plan holds and what was measured: they need nothing simulated, and what they forbid is taken out.
#: By urgency.
OF_THE_PLAN = (
    thick_blood.thick_blood,
    drugs.contraindications,
    drugs.low_blood_calcium,
    kidney.weak_kidney,
    menopause.before_menopause,
    denosumab.denosumab_gap,
    drugs.too_long,
    training.impact,
    training.flexion,
    intake.calcium,
    intake.vitamin_d,
    printed_scores.printed_apart,
)
#: Rules about what is left of it, by urgency: first what was found in this person.
_FOUND = (
    sex_hormones.measured_estradiol,
    sex_hormones.sex_hormones,
    resting_ovaries.resting_ovaries,
    resting_ovaries.no_periods,
    resting_ovaries.under_eating,
)
_OF_WHAT_IS_LEFT = (
    menopause.suppression_first,
    interactions.not_together,
    drugs.together,
    drugs.label_warnings,
    drugs.not_modelled,
    not_simulated.not_simulated,
    drugs.stated_only,
    kidney.bone_of_failing_kidney,
    training.conditions,
    strain.strain,
    unusual_training.unusual,
    intake.calcium_supplements,
    fracture_risk.frax,
    training.technique,
)


def flags_of(situation: Situation) -> tuple[Flag, ...]:
    """Every flag of a situation, by severity and urgency, each matter once."""
    return reading_order((*flags_of_plan(situation), *flags_of_what_is_left(situation)))


def flags_of_plan(situation: Situation) -> tuple[Flag, ...]:
    """The flags that speak of what a plan holds, and may forbid it."""
    return tuple(flag for rule in OF_THE_PLAN for flag in rule(situation))


def flags_of_what_is_left(
    situation: Situation, facts: Facts | None = None, lines: tuple[Line, ...] | None = None
) -> tuple[Flag, ...]:
    """The flags that speak of a plan from which what is forbidden was taken out.

    What was measured comes before what is true of everybody: of a drug that is taken first, of one that is not last.
    What guidelines say in general comes at the end.

    Parameters
    ----------
    situation : Situation
    facts : Facts, optional
        Of the situation, where they are known.
    lines : tuple of Line, optional
        What guidelines say of the facts, where that is known.
    """
    found = (flag for rule in _FOUND for flag in rule(situation))
    own = (flag for rule in _OF_WHAT_IS_LEFT for flag in rule(situation))
    facts = facts or facts_of_situation(situation)
    lines = guideline_lines(facts) if lines is None else lines
    taken = {name for course in situation.courses() for name in (course.drug, drug_class_of(course.drug))}
    measured = sorted(
        guideline_flags(facts, measured=True, lines=lines), key=lambda flag: _how_far(flag, taken)
    )
    return (*found, *measured, *own, *guideline_flags(facts, measured=False, lines=lines))


def _how_far(flag: Flag, taken: Collection[str]) -> int:
    """How far a flag is from what a person takes: of a drug that is taken, of no drug, of one that is not taken."""
    named = {matter for matter in flag.about if matter in load_drugs() or matter in DRUG_CLASSES}
    if not named:
        return 1
    return 0 if named & set(taken) else 2


def reading_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return flags in the order to read them: by severity, then as given; a matter that was told is not told again.

    Parameters
    ----------
    flags : iterable of Flag
        By urgency.
    """
    told: list[Flag] = []
    for flag in sorted(dict.fromkeys(flags), key=lambda flag: SEVERITIES.index(flag.severity)):
        if not _is_told(flag, told):
            told.append(flag)
    return tuple(told)


def _is_told(flag: Flag, told: Iterable[Flag]) -> bool:
    """Whether an earlier flag speaks of all its matters, and forbids what it forbids."""
    matters, forbidden = set(flag.about), set(flag.forbids)
    return bool(matters) and any(matters <= set(one.about) and forbidden <= set(one.forbids) for one in told)
