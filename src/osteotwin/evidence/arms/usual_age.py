"""The mean age of an arm of which neither the file nor its text says one."""

from __future__ import annotations

from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.text.finding import Finding
from osteotwin.protocol.library import load_drugs

#: Years; assumptions. A woman's default lies years from her last period, unless she is said to be at it: at the
#: last period bone changes faster than at any other time, and no trial would leave that unsaid.
USUAL_AGE = {"male": 50.0, "pre": 38.0, "peri": 50.5, "post": 62.0, "induced": 45.0, "mixed": 60.0}
#: Classes of drugs that are given to women before the menopause; these come before the others.
_BEFORE_MENOPAUSE = ("gnrh_agonist", "gnrh_antagonist")


def usual_age(trial: Trial, sex: str, menopause: str | None) -> Finding:
    """Age by sex and menopausal state, of women without a state by the trial's drugs; documented assumptions.

    Parameters
    ----------
    trial : Trial
    sex : str
        ``"male"`` or ``"female"``. Both sexes of a mixed population get one age.
    menopause : str or None
        As the file or its text has it.
    """
    mixed = trial.population.sex == "mixed"
    if menopause is not None and (mixed or sex == "female"):
        who = {
            "pre": "women before the menopause", "peri": "women at the menopause", "post": "women after the menopause",
            "induced": "women whose menopause was induced",
        }[menopause]  # fmt: skip
        return _usual(menopause, who)
    if mixed:
        return _usual("mixed", "trials of men and women")
    if sex == "male":
        return _usual("male", "trials of men")
    given = {load_drugs()[drug.name].drug_class for arm in trial.arms for drug in arm.drugs}
    if given & set(_BEFORE_MENOPAUSE):
        return _usual("pre", "women who are given drugs that stop the ovaries; their menopause is not stated")
    return _usual(
        "post", "women after the menopause, as in most trials of bone; their menopause is not stated"
    )


def _usual(key: str, who: str) -> Finding:
    return Finding(USUAL_AGE[key], f"no age in the file; the usual one of {who} (assumption)")
