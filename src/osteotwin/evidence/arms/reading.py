"""One trial arm, read once: its text, overrides, drugs and who took part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.arms.usual_age import usual_age
from osteotwin.evidence.files.trial import Arm, DrugGiven, TrainingGiven, Trial
from osteotwin.evidence.text.adherence import stated_adherence
from osteotwin.evidence.text.ages import age_range, age_within, stated_age, still_growing
from osteotwin.evidence.text.arm_text import ArmText, arm_text
from osteotwin.evidence.text.co_supplements import CoSupplement, co_supplements
from osteotwin.evidence.text.entry_limits import EntryValue, entry_values
from osteotwin.evidence.text.estradiol_assay import estradiol_assay
from osteotwin.evidence.text.finding import Finding
from osteotwin.evidence.text.habits import training_habits
from osteotwin.evidence.text.menopause import menopausal_state, years_since_menopause
from osteotwin.evidence.text.overrides import Overrides, overrides_of
from osteotwin.evidence.text.population import nearest, population_hints
from osteotwin.evidence.text.prior_treatment import given_drugs
from osteotwin.evidence.text.sex_share import percent_male


@dataclass(frozen=True)
class SexReading:
    """The people of one sex in an arm.

    Attributes
    ----------
    sex : str
        ``"male"`` or ``"female"``.
    share : float
        Of the arm's people (0 to 1).
    menopause : str or None
        State of women: of the file, else of the text.
    age : float [year]
        Mean.
    age_source : str or None
        Where it comes from; ``None`` for a key of the file.
    years_since_menopause : Finding or None
    hints : mapping of field to Finding
        What rules say of fields of the profile.
    entry : mapping of field to EntryValue
        Means and limits of entry that the text states as numbers.
    """

    sex: str
    share: float
    menopause: str | None
    age: float
    age_source: str | None
    years_since_menopause: Finding | None
    hints: Mapping[str, Finding]
    entry: Mapping[str, EntryValue]


@dataclass(frozen=True)
class ArmReading:
    """Everything that one arm's file and text say of who took part and what was done.

    Attributes
    ----------
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    text : ArmText
    overrides : Overrides
    growing : bool
        Whether its people still grow.
    drugs : tuple of DrugGiven
        With what had been running before week 0.
    prior_treatment : tuple of Assumption
        About the latter.
    supplements : tuple of CoSupplement
        Those of every arm, by the text.
    habitual_training : tuple of TrainingGiven
        Those of the arm's programmes that its people had been doing anyway.
    habitual_training_source : str or None
        The words that say so.
    adherence : Finding or None
        Share (0 to 1) that the text states.
    estradiol_assay : str
    age_range : tuple of (float, float) or None [year]
    share_source : str or None
        Where the shares of a mixed population come from; ``None`` for a key of the file.
    sexes : tuple of SexReading
        Those of whom there are any.
    """

    trial: Trial
    arm: Arm
    text: ArmText
    overrides: Overrides
    growing: bool
    drugs: tuple[DrugGiven, ...]
    prior_treatment: tuple[Assumption, ...]
    supplements: tuple[CoSupplement, ...]
    habitual_training: tuple[TrainingGiven, ...]
    habitual_training_source: str | None
    adherence: Finding | None
    estradiol_assay: str
    age_range: tuple[float, float] | None
    share_source: str | None
    sexes: tuple[SexReading, ...]

    def of(self, sex: str) -> SexReading:
        """The people of one sex.

        Raises
        ------
        KeyError
            If the arm has none.
        """
        for found in self.sexes:
            if found.sex == sex:
                return found
        raise KeyError(sex)


def read_arm(trial: Trial, arm: Arm) -> ArmReading:
    """Read one arm; each rule of the text runs once (for each sex where it depends on it).

    Parameters
    ----------
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    """
    text = arm_text(trial, arm)
    overrides = overrides_of(trial, arm)
    drugs, prior_treatment = given_drugs(text, trial, arm, overrides)
    habits, habits_source = training_habits(text, trial, arm)
    shares, share_source = _shares(text, trial, arm)
    youngest, oldest = trial.age_limits(arm)
    return ArmReading(
        trial=trial,
        arm=arm,
        text=text,
        overrides=overrides,
        growing=still_growing(text, trial, arm),
        drugs=drugs,
        prior_treatment=prior_treatment,
        supplements=co_supplements(text, trial),
        habitual_training=habits,
        habitual_training_source=habits_source,
        adherence=stated_adherence(text),
        estradiol_assay=estradiol_assay(text, trial, overrides.assay),
        age_range=age_range(text) if youngest is None or oldest is None else (youngest, oldest),
        share_source=share_source,
        sexes=tuple(
            _sex_reading(text, trial, arm, overrides, sex, share)
            for sex, share in shares.items()
            if share > 0
        ),
    )


def _shares(text: ArmText, trial: Trial, arm: Arm) -> tuple[dict[str, float], str | None]:
    """Share (0 to 1) of each sex, and where it comes from unless a key of the file says it."""
    population = trial.population
    if population.sex != "mixed":
        return {population.sex: 1.0}, None
    percent, source = arm.baseline.get("percent_male", population.percent_male), None
    if percent is None:
        found = percent_male(text) or Finding(50.0, "the share of men is not stated; half (assumption)")
        percent, source = found.value, found.source
    return {"male": percent / 100, "female": 1 - percent / 100}, source


def _sex_reading(
    text: ArmText, trial: Trial, arm: Arm, overrides: Overrides, sex: str, share: float
) -> SexReading:
    female = sex == "female"
    menopause = trial.population.menopause or (menopausal_state(text) if female else None)
    hints = population_hints(text, sex, menopause)
    age, age_source = trial.mean_age(arm), None
    if age is None:
        found = (
            overrides.fields.get("age")
            or age_within(*trial.age_limits(arm))
            or stated_age(text, hints)
            or usual_age(trial, sex, menopause)
        )
        age, age_source = found.value, found.source
    return SexReading(
        sex=sex,
        share=share,
        menopause=menopause,
        age=age,
        age_source=age_source,
        years_since_menopause=years_since_menopause(text) if female else None,
        hints=nearest(hints),
        entry=entry_values(text, sex, age),
    )
