"""How much the people of a trial arm differ from each other: published, by the limits of entry, or the population's."""

from __future__ import annotations

from math import sqrt

from osteotwin.cohort.profile import SITES, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.evidence.files.trial import Arm, Trial
from osteotwin.evidence.text.entry_limits import entries
from osteotwin.evidence.text.numbers_in_words import age_range_in_words
from osteotwin.evidence.text.population import hints_from_words
from osteotwin.evidence.text.trial_text import words_of

#: Where nothing tells [year]; assumption.
USUAL_AGE_SD = 7.0
#: A narrow group of young volunteers [year]; assumption.
YOUNG_AGE_SD = 4.0
_YOUNG_UNTIL = 30.0
#: Words that choose people by a field ("osteoporosis", "hypogonadal") leave this share of the population's spread;
#: assumption, near what limits of entry in numbers leave.
CHOSEN_SHARE = 0.7
#: Age at the last period around its mean [year], as in the reference population.
_MENOPAUSE = "menopause_age"

# Endpoint of a week-0 row -> field.
_ENDPOINT_FIELDS = {
    "estradiol": "estradiol_pg_ml",
    "testosterone": "testosterone_ng_dl",
    "lh": "lh_iu_l",
    "25ohd": "vitamin_d_25ohd_ng_ml",
    **{f"bmd_{site}": f"bmd_{site}" for site in SITES},
}
#: LH is not in the reference population: relative spread between men; assumption.
_LH_CV = 0.4


def spread_between_people(trial: Trial, arm: Arm, mean: Profile) -> dict[str, float]:
    """Return the standard deviation between the people of an arm, by field, in the field's unit.

    Published where the format has it (age, and values with a spread at week 0), by the limits of entry where words
    give them, else the reference population's around the arm's mean. A single case has none.

    Parameters
    ----------
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    mean : Profile
        The arm's mean person.
    """
    if arm.n == 1:
        return {}
    spread = {"age": age_spread(trial, arm, mean.age)} | _population(mean) | _by_words(trial, arm, mean)
    for row in arm.observations:
        field = _ENDPOINT_FIELDS.get(row.endpoint)
        n = row.n or arm.n
        if field in spread and row.week == 0 and row.kind == "absolute" and row.spread is not None and n:
            error = row.spread.standard_error(n)
            if error is not None and row.value > 0:
                spread[field] = error * sqrt(n)
    return spread


def age_spread(trial: Trial, arm: Arm, age: float) -> float:
    """Return the standard deviation of age [year]: published, of a stated range, or the usual one."""
    if trial.population.age_sd is not None:
        return trial.population.age_sd
    words = words_of(trial, arm)
    for text in (words.condition, words.title):
        limits = age_range_in_words(text)
        if limits is not None:
            return (limits[1] - limits[0]) / sqrt(12)  # as many of each age
    return YOUNG_AGE_SD if age < _YOUNG_UNTIL else USUAL_AGE_SD


def _population(mean: Profile) -> dict[str, float]:
    """Return the reference population's spread; of hormones, intake and weight in proportion to the arm's mean."""
    people = reference_population()
    sex = mean.sex
    found: dict[str, float] = {}
    for field in (
        "testosterone_ng_dl",
        "vitamin_d_25ohd_ng_ml",
        "calcium_mg_per_day",
        "vitamin_d_iu_per_day",
    ):
        expected = people.expected(field, sex, mean.age)
        found[field] = expected.sd / expected.mean * getattr(mean, field)
    found["height_cm"] = people.expected("height_cm", sex, mean.age).sd
    bmi = people.expected("bmi_kg_m2", sex, mean.age)
    found["weight_kg"] = bmi.sd / bmi.mean * mean.weight_kg
    group = "male"
    if mean.menopause_age is not None:
        found[_MENOPAUSE] = people.expected(_MENOPAUSE, "female", mean.age).sd
        group = "postmenopausal" if mean.age > mean.menopause_age else "premenopausal"
    estradiol = people.expected("estradiol_pg_ml", group, mean.age)
    found["estradiol_pg_ml"] = estradiol.sd / estradiol.mean * mean.estradiol_pg_ml
    if mean.lh_iu_l is not None:
        found["lh_iu_l"] = _LH_CV * mean.lh_iu_l
    for site in SITES:
        found[f"bmd_{site}"] = people.expected(f"bmd_{site}", sex, mean.age).sd
    return found


def _by_words(trial: Trial, arm: Arm, mean: Profile) -> dict[str, float]:
    """Return the spread that is left where words choose people by a field."""
    words = words_of(trial, arm)
    population = _population(mean)
    found: dict[str, float] = {}
    for name in hints_from_words(words, mean.sex, trial.population.menopause):
        field = _field(name)
        if field in population and field != _MENOPAUSE:
            found[field] = CHOSEN_SHARE * population[field]
    for name, entry in entries(words, mean.sex, mean.age).items():
        if entry.sd is not None:
            found[_field(name)] = entry.sd * _unit_of(name, mean)
    return found


def _field(name: str) -> str:
    if name.startswith("t_score_"):
        return f"bmd_{name.removeprefix('t_score_')}"
    return "weight_kg" if name == "bmi_kg_m2" else name


def _unit_of(name: str, mean: Profile) -> float:
    """Return what one unit of a name in words is in the field's unit."""
    if name.startswith("t_score_"):
        site = name.removeprefix("t_score_")
        return bmd_from_t_score(site, 1.0, mean.sex) - bmd_from_t_score(site, 0.0, mean.sex)
    return (mean.height_cm / 100) ** 2 if name == "bmi_kg_m2" else 1.0
