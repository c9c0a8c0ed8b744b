"""How much the people of a trial arm differ from each other: published, by the limits of entry, or the population's."""

from __future__ import annotations

from math import sqrt

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.evidence.arms.reading import ArmReading, SexReading

#: Where nothing says it [year]; assumption.
USUAL_AGE_SD = 7.0
#: A narrow group of young volunteers [year]; assumption.
YOUNG_AGE_SD = 4.0
_YOUNG_UNTIL = 30.0
#: Words that choose people by a field ("osteoporosis", "hypogonadal") leave this share of the population's standard
#: deviation; assumption, near what limits of entry in numbers leave.
CHOSEN_SHARE = 0.7
#: Age at the last period around its mean [year], as in the reference population.
_MENOPAUSE = "menopause_age"

# Field of a profile for the endpoint of a value at week 0.
_FIELD_OF_ENDPOINT = {
    "estradiol": "estradiol_pg_ml",
    "testosterone": "testosterone_ng_dl",
    "lh": "lh_iu_l",
    "25ohd": "vitamin_d_25ohd_ng_ml",
    **{f"bmd_{site}": f"bmd_{site}" for site in DXA_SITES},
}
#: LH is not in the reference population: coefficient of variation between men; assumption.
_LH_CV = 0.4


def between_person_sd(reading: ArmReading, mean: Profile) -> dict[str, float]:
    """Standard deviation between the people of one sex in an arm, by field, in the field's unit.

    Published where the format has it (age, and values with an uncertainty at week 0), by the limits of entry where
    the text gives them, else the reference population's around the arm's mean. A single case has none.

    Parameters
    ----------
    reading : ArmReading
    mean : Profile
        The arm's mean person of that sex.
    """
    arm = reading.arm
    if arm.n == 1:
        return {}
    population = _population(mean)
    chosen = _of_chosen(reading.of(mean.sex), mean, population)
    found = {"age": age_sd(reading, mean.age)} | population | chosen
    for row in arm.observations:
        field = _FIELD_OF_ENDPOINT.get(row.endpoint)
        n = row.n or arm.n
        if (
            field in found
            and row.week == 0
            and row.result_type == "absolute"
            and row.dispersion is not None
            and n
        ):
            error = row.dispersion.standard_error(n)
            if error is not None and row.value > 0:
                found[field] = error * sqrt(n)
    return found


def age_sd(reading: ArmReading, age: float) -> float:
    """Standard deviation of age [year]: published, of a stated range, or the usual one."""
    published = reading.trial.population.age_sd
    if published is not None:
        return published
    if reading.age_range is not None:
        return (reading.age_range[1] - reading.age_range[0]) / sqrt(12)  # as many of each age
    return YOUNG_AGE_SD if age < _YOUNG_UNTIL else USUAL_AGE_SD


def _population(mean: Profile) -> dict[str, float]:
    """Standard deviations of the reference population; of hormones, intake and weight in proportion to the mean."""
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
    for site in DXA_SITES:
        found[f"bmd_{site}"] = people.expected(f"bmd_{site}", sex, mean.age).sd
    return found


def _of_chosen(people: SexReading, mean: Profile, population: dict[str, float]) -> dict[str, float]:
    """Standard deviations that are left where the text chooses people by a field."""
    found: dict[str, float] = {}
    for name in people.hints:
        field = _field(name)
        if field in population and field != _MENOPAUSE:
            found[field] = CHOSEN_SHARE * population[field]
    for name, entry in people.entry.items():
        if entry.sd is not None:
            found[_field(name)] = entry.sd * _unit_of(name, mean)
    return found


def _field(name: str) -> str:
    if name.startswith("t_score_"):
        return f"bmd_{name.removeprefix('t_score_')}"
    return "weight_kg" if name == "bmi_kg_m2" else name


def _unit_of(name: str, mean: Profile) -> float:
    """One unit of a name in the text (a T-score, a point of body mass index) in the field's unit."""
    if name.startswith("t_score_"):
        site = name.removeprefix("t_score_")
        return bmd_from_t_score(site, 1.0, mean.sex) - bmd_from_t_score(site, 0.0, mean.sex)
    return (mean.height_cm / 100) ** 2 if name == "bmi_kg_m2" else 1.0
