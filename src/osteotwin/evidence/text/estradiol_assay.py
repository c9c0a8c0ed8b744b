"""Whether a trial's estradiol is an immunoassay's, which reads higher at men's levels, or reads true."""

from __future__ import annotations

import re

from osteotwin.cohort.reference_population import reference_population
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.text.arm_text import ArmText

IMMUNOASSAY, MASS_SPECTROMETRY = "immunoassay", "mass_spectrometry"

_MASS = re.compile(r"mass[- ]spectro|\b(?:LC|GC)[-/ ]?MS|tandem mass", re.IGNORECASE)
_IMMUNO = re.compile(r"immunoassay|radioimmuno|\bRIA\b|\bELISA\b|chemilumin", re.IGNORECASE)
#: From this year on journals of hormones and bone are taken to report men's estradiol by mass spectrometry, others
#: the hospital's immunoassay (assumption).
MASS_SPECTROMETRY_FROM = 2012
_HORMONE_JOURNAL = re.compile(
    r"endocrin|androl|steroid|\bbone\b|N Engl J Med|J Clin Invest|JCI", re.IGNORECASE
)


def estradiol_assay(text: ArmText, trial: Trial, override: str | None) -> str:
    """Tell ``"immunoassay"`` or ``"mass_spectrometry"`` for an arm's estradiol.

    In this order: what an override says; the method named in the title, the notes or at an estradiol value; a
    value below what an immunoassay reads at none, which only mass spectrometry can give; women, whose low
    levels need a sensitive assay that reads like mass spectrometry; the year and the journal of the report.

    Parameters
    ----------
    text : ArmText
    trial : Trial
    override : str or None
    """
    if override:
        return override
    rows = [row for a in trial.arms for row in a.observations if row.endpoint == "estradiol"]
    named = " ".join([text.title, text.notes, *(row.where for row in rows)])
    if _MASS.search(named):
        return MASS_SPECTROMETRY
    if _IMMUNO.search(named):
        return IMMUNOASSAY
    levels = [row.value for row in rows if row.result_type == "absolute"]
    levels += [a.baseline["estradiol_pg_ml"] for a in trial.arms if "estradiol_pg_ml" in a.baseline]
    if any(level < reference_population().immunoassay.offset for level in levels):
        return MASS_SPECTROMETRY
    if trial.population.sex == "female":
        return MASS_SPECTROMETRY
    late = trial.year is not None and trial.year >= MASS_SPECTROMETRY_FROM
    known_for_it = _HORMONE_JOURNAL.search(trial.journal or "") is not None
    return MASS_SPECTROMETRY if late and known_for_it else IMMUNOASSAY
