"""All flags of a situation, what must be stopped first."""

from __future__ import annotations

from osteotwin.explaining.flags import density, drugs, intake, training
from osteotwin.explaining.flags.situation import SEVERITIES, Flag, Situation

_RULES = (
    density.calibration,
    drugs.contraindications,
    drugs.denosumab_gap,
    drugs.too_long,
    training.vertebral_fracture,
    training.conditions,
    intake.calcium,
    intake.vitamin_d,
    density.low_density,
    density.fractures,
    density.estradiol,
    drugs.label_warnings,
    density.measuring,
    training.technique,
)


def flags_of(situation: Situation) -> tuple[Flag, ...]:
    """Return every flag once, by severity."""
    found = dict.fromkeys(flag for rule in _RULES for flag in rule(situation))
    return tuple(sorted(found, key=lambda flag: SEVERITIES.index(flag.severity)))
