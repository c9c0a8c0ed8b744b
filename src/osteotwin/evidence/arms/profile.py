"""The mean person of a trial arm as a profile."""

from __future__ import annotations

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.assays import true_estradiol
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.evidence.arms.baseline import own_baseline, randomized_baseline
from osteotwin.evidence.arms.reading import ArmReading, SexReading
from osteotwin.evidence.arms.training import habitual_training
from osteotwin.evidence.text.estradiol_assay import IMMUNOASSAY
from osteotwin.evidence.text.finding import Finding
from osteotwin.protocol.library import load_drugs

MENOPAUSE_AGE = 51.0
#: Women whose state nothing says are past the menopause from this age on, before it until the other [year].
_POST_FROM, _PRE_UNTIL = 54.0, 46.0
#: Years after the last period from which a rule means "at least so long".
_LATE = 10.0

# Key of the baseline table for a field of the profile.
_BASELINE_KEYS = {
    "testosterone_ng_dl": "testosterone_ng_dl",
    "lh_iu_l": "lh_iu_l",
    "vitamin_d_25ohd_ng_ml": "25ohd_ng_ml",
    "calcium_mg_per_day": "dietary_calcium_mg_day",
    **{f"bmd_{site}": f"bmd_{site}_g_cm2" for site in DXA_SITES},
}
_HORMONE_KEYS = ("testosterone_ng_dl", "lh_iu_l", "estradiol_pg_ml")
#: While one of these runs the hormones in the blood are not the person's own.
_HORMONAL = (
    "aromatase_inhibitor", "gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen", "testosterone",
    "estradiol", "serm", "progestin", "testis_stimulant",
)  # fmt: skip


def profile_from_arm(reading: ArmReading, sex: str | None = None) -> tuple[Profile, tuple[Assumption, ...]]:
    """Build the profile of an arm's mean person at week 0.

    Parameters
    ----------
    reading : ArmReading
    sex : str or None
        ``None``: the first of the arm's.

    Returns
    -------
    profile : Profile
    assumptions : tuple of Assumption
        Everything the file did not say.
    """
    people = reading.sexes[0] if sex is None else reading.of(sex)
    return _MeanPerson(reading, people).profile()


class _MeanPerson:
    """Gathers what is known of an arm's mean person: measured values first, then overrides, numbers and rules."""

    def __init__(self, reading: ArmReading, people: SexReading) -> None:
        self.reading, self.people = reading, people
        self.sex = people.sex
        self.noise = reference_population().noise
        self.assumptions: list[Assumption] = []
        self.known: dict[str, Known] = {}
        self.hints: dict[str, Finding] = {
            **people.hints,
            **{name: Finding(entry.mean, entry.source) for name, entry in people.entry.items()},
            **reading.overrides.fields,
        }
        self.treated = any(
            (d.from_week or 0.0) < 0 and load_drugs()[d.name].drug_class in _HORMONAL for d in reading.drugs
        )

    def profile(self) -> tuple[Profile, tuple[Assumption, ...]]:
        age = self.people.age
        if self.people.age_source is not None:
            self.assume("age", f"{age:g} years", self.people.age_source)
        if self.reading.share_source is not None:
            shares = ", ".join(f"{100 * one.share:.3g} % {one.sex}" for one in self.reading.sexes)
            self.assume("sex", shares, self.reading.share_source)
        self.baseline_values()
        self.estradiol()
        self.density()
        self.take_hints("estradiol_pg_ml", "vitamin_d_25ohd_ng_ml", "calcium_mg_per_day")
        if self.sex == "male":
            self.take_hints("testosterone_ng_dl")
        self.weight()
        self.calcium_intake()
        if self.sex == "female":
            self.menopause_age(age)
        training, of_training = habitual_training(self.reading)
        profile, assumed = complete_profile(self.sex, age, self.known, training)
        return profile, (*self.assumptions, *of_training, *assumed)

    def assume(self, field: str, value: str, source: str) -> None:
        self.assumptions.append(Assumption(field, value, source))

    def know(self, name: str, value: float) -> None:
        self.known[name] = Known(value, value * self.noise[name])

    def measured(self, key: str) -> float | None:
        """Baseline value of this arm or, where it was randomized, the mean of the other arms.

        Hormones under a treatment that had been running before week 0 are the treatment's, not the person's.
        """
        if self.treated and key in _HORMONE_KEYS:
            return None
        own = own_baseline(self.reading.arm, key)
        if own is not None:
            return own
        mean = randomized_baseline(self.reading.trial, key)
        if mean is not None:
            self.assume(key, f"{mean:.4g}", "mean of the other arms of the same randomized trial")
        return mean

    def baseline_values(self) -> None:
        for name, key in _BASELINE_KEYS.items():
            value = self.measured(key)
            if value is not None and value > 0:
                self.know(name, value)

    def estradiol(self) -> None:
        value = self.measured("estradiol_pg_ml")
        if value is None:
            return
        if self.reading.estradiol_assay == IMMUNOASSAY:
            true = true_estradiol(value)
            text = f"{true:.1f} pg/mL by mass spectrometry from {value:g} pg/mL"
            source = "taken as an immunoassay: " + reference_population().immunoassay.source
            self.assume("estradiol_pg_ml", text, source)
            value = true
        self.know("estradiol_pg_ml", value)

    def density(self) -> None:
        for site in DXA_SITES:
            name = f"bmd_{site}"
            if name in self.known:
                continue
            score, source = self.measured(f"t_score_{site}"), "T-score of the file"
            hint = self.hints.get(f"t_score_{site}")
            if score is None and hint is not None:
                score, source = hint.value, hint.source
            if score is not None:
                value = bmd_from_t_score(site, score, self.sex)
                self.know(name, value)
                self.assume(name, f"{value:.3f} g/cm2 from T {score:+.2f}", source)

    def take_hints(self, *names: str) -> None:
        """Take what the text says about fields that were not measured."""
        for name in names:
            if name in self.hints and name not in self.known:
                self.know(name, self.hints[name].value)
                self.assume(name, f"{self.hints[name].value:.4g}", self.hints[name].source)

    def weight(self) -> None:
        stated = self.reading.trial.population.bmi_mean
        bmi = self.hints.get("bmi_kg_m2")
        if stated is not None:
            bmi = Finding(stated, "the file's body mass index")
        if bmi is None:
            return
        height = reference_population().expected("height_cm", self.sex, 50.0).mean
        weight = bmi.value * (height / 100) ** 2
        self.know("weight_kg", weight)
        self.assume("weight_kg", f"{weight:.0f} kg", f"{bmi.value:g} kg/m2 ({bmi.source}) at {height:.0f} cm")

    def calcium_intake(self) -> None:
        first = next((d for d in self.reading.arm.diet if d.calcium_mg_per_day is not None), None)
        if first is not None and first.calcium_mg_per_day is not None and (first.from_week or 0.0) <= 0:
            self.know("calcium_mg_per_day", first.calcium_mg_per_day)

    def menopause_age(self, age: float) -> None:
        state = self.people.menopause
        state = state or ("post" if age >= _POST_FROM else "pre" if age <= _PRE_UNTIL else None)
        usual = {
            "pre": max(MENOPAUSE_AGE, age + 3),
            "peri": age + 0.5,
            "post": min(MENOPAUSE_AGE, age - 3),
            "induced": min(MENOPAUSE_AGE, age - 1),
        }
        value = usual.get(state or "", MENOPAUSE_AGE)
        source = f"menopause {state or 'not stated'} at {age:g} years"
        by_hand = self.reading.overrides.fields.get("menopause_age")
        stated, by_rule = self.people.years_since_menopause, self.hints.get("years_since_menopause")
        if by_hand is not None:
            value, source = by_hand.value, by_hand.source
        elif stated is not None:
            value, source = age - stated.value, stated.source
        elif by_rule is not None:
            value, source = age - by_rule.value, by_rule.source
            value = min(MENOPAUSE_AGE, value) if state == "post" and by_rule.value > _LATE else value
        self.known["menopause_age"] = Known(value, 2.0)
        self.assume("menopause_age", f"{value:g} years", source)
