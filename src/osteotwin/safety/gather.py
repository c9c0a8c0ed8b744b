"""All flags of a situation, in the order in which to read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from osteotwin.safety import denosumab, density, drugs, fracture_risk, intake, menopause, training
from osteotwin.safety.situation import SEVERITIES, Flag, Situation

#: So many flags are shown at once; the others fold under their count.
MOST_OPEN: Final = 5

_RULES = (
    drugs.contraindications,
    drugs.low_blood_calcium,
    menopause.before_menopause,
    denosumab.denosumab_gap,
    drugs.too_long,
    training.vertebral_fracture,
    training.conditions,
    intake.calcium,
    intake.vitamin_d,
    density.low_density,
    density.fractures,
    fracture_risk.frax,
    density.sex_hormones,
    drugs.label_warnings,
    density.measuring,
    training.technique,
)


def flags_of(situation: Situation) -> tuple[Flag, ...]:
    """Every flag of a situation once, by severity."""
    return by_severity(flag for rule in _RULES for flag in rule(situation))


def by_severity(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Each flag once: what must be stopped first, in the order given within a severity."""
    return tuple(sorted(dict.fromkeys(flags), key=lambda flag: SEVERITIES.index(flag.severity)))
