"""The mean person of a trial arm as a profile."""

from __future__ import annotations

from osteotwin.cohort.assays import true_estradiol
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import SITES, Assumption, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.evidence.files.trial import Arm, Trial
from osteotwin.evidence.text.estradiol_assays import estradiol_assay
from osteotwin.evidence.text.overrides import readings_for
from osteotwin.evidence.text.population import (
    Hints,
    age_from_words,
    hints_from_numbers,
    hints_from_words,
    menopause_in_words,
    years_since_menopause,
)
from osteotwin.evidence.text.prior_treatment import given_drugs
from osteotwin.evidence.text.trial_text import words_of
from osteotwin.protocol.library import load_drugs

MENOPAUSE_AGE = 51.0

# Ages taken where neither the file nor its words say anything.
_USUAL_AGE = {"male": 50.0, "pre": 38.0, "peri": 50.5, "post": 62.0, "induced": 45.0, "female": 50.0}
#: Women whose state is not told, neither by the file nor by words, are past the menopause from this age on.
_POST_FROM, _PRE_UNTIL = 54.0, 46.0

#: Years after the last period from which a rule means "at least so long".
_LATE = 10.0

# Field of the profile <- key of a baseline.
_BASELINE_KEYS = {
    "testosterone_ng_dl": "testosterone_ng_dl",
    "lh_iu_l": "lh_iu_l",
    "vitamin_d_25ohd_ng_ml": "25ohd_ng_ml",
    "calcium_mg_per_day": "dietary_calcium_mg_day",
    **{f"bmd_{site}": f"bmd_{site}_g_cm2" for site in SITES},
}
_HORMONE_KEYS = ("testosterone_ng_dl", "lh_iu_l", "estradiol_pg_ml")
#: While one of these runs the hormones in the blood are not the person's own.
_HORMONAL = (
    "aromatase_inhibitor", "gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen", "testosterone",
    "estradiol", "serm",
)  # fmt: skip

# Baseline key of an endpoint, for turning absolute values into changes.
_ENDPOINT_KEYS = {
    "estradiol": "estradiol_pg_ml",
    "testosterone": "testosterone_ng_dl",
    "lh": "lh_iu_l",
    "25ohd": "25ohd_ng_ml",
    "pth": "pth_pg_ml",
    **{f"bmd_{site}": f"bmd_{site}_g_cm2" for site in SITES},
}

_KEY_ENDPOINTS = {key: endpoint for endpoint, key in _ENDPOINT_KEYS.items()}

__all__ = ["baseline_value", "estradiol_assay", "profile_from_arm", "sexes_of"]


def sexes_of(trial: Trial) -> tuple[str, ...]:
    """Return the sexes to simulate: both, one after the other, for a mixed population."""
    return ("male", "female") if trial.population.sex == "mixed" else (trial.population.sex,)


def baseline_value(arm: Arm, endpoint: str) -> float | None:
    """Return the arm's own value of an endpoint before the intervention, from its baseline or its week 0."""
    key = _ENDPOINT_KEYS.get(endpoint)
    if key is not None and key in arm.baseline:
        return arm.baseline[key]
    for row in arm.observations:
        if row.endpoint == endpoint and row.kind == "absolute" and row.week == 0:
            return row.value
    return None


def _before_treatment(arm: Arm, key: str) -> float | None:
    """Return an arm's baseline value of a key, or what it measured at week 0."""
    endpoint = _KEY_ENDPOINTS.get(key)
    return arm.baseline.get(key) if endpoint is None else baseline_value(arm, endpoint)


def profile_from_arm(
    trial: Trial, arm: Arm, sex: str | None = None
) -> tuple[Profile, tuple[Assumption, ...]]:
    """Build the profile of an arm's mean person at week 0.

    Parameters
    ----------
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    sex : str or None
        ``None``: the population's, and ``"male"`` for a mixed one.

    Returns
    -------
    profile : Profile
    assumptions : tuple of Assumption
        Everything the file did not say.
    """
    return _ArmReader(trial, arm, sex or sexes_of(trial)[0]).profile()


class _ArmReader:
    """Collects what an arm's file, our readings and its words say, in this order."""

    def __init__(self, trial: Trial, arm: Arm, sex: str) -> None:
        self.trial, self.arm, self.sex = trial, arm, sex
        self.noise = reference_population().noise
        self.notes: list[Assumption] = []
        self.known: dict[str, Known] = {}
        self.words = words_of(trial, arm)
        self.state = trial.population.menopause or (
            menopause_in_words(self.words) if sex == "female" else None
        )
        self.read: Hints = {}
        for reading in readings_for(trial, arm):
            for name, value in reading.sets.items():
                self.read.setdefault(name, (value, reading.reason))
        self.hints: Hints = {}
        self.treated = any(
            (d.from_week or 0.0) < 0 and load_drugs()[d.name].drug_class in _HORMONAL
            for d in given_drugs(trial, arm)[0]
        )

    def profile(self) -> tuple[Profile, tuple[Assumption, ...]]:
        age = self.age()
        self.hints = (
            hints_from_words(self.words, self.sex, self.state)
            | hints_from_numbers(self.words, self.sex, age)
            | self.read
        )
        if len(sexes_of(self.trial)) > 1:
            self.note("sex", self.sex, "a mixed population; both sexes are simulated and averaged")
        self.baseline_values()
        self.estradiol()
        self.density()
        self.hinted("estradiol_pg_ml", "vitamin_d_25ohd_ng_ml", "calcium_mg_per_day")
        if self.sex == "male":
            self.hinted("testosterone_ng_dl")
        self.size()
        self.diet()
        if self.sex == "female":
            self.menopause(age)
        profile, assumed = complete_profile(self.sex, age, self.known)
        return profile, tuple(self.notes) + assumed

    def note(self, field: str, value: str, source: str) -> None:
        self.notes.append(Assumption(field, value, source))

    def age(self) -> float:
        population = self.trial.population
        stated = self.arm.baseline.get("age_mean", population.age_mean)
        if stated is not None:
            return stated
        usual = _USUAL_AGE[self.sex if self.sex == "male" else self.state or "female"]
        value, reason = (
            self.read.get("age")
            or age_from_words(self.words, self.sex, self.state)
            or (usual, "no age in the file; the usual one of such people")
        )
        self.note("age", f"{value:g} years", reason)
        return value

    def measured(self, key: str) -> float | None:
        """Return a baseline value of this arm or, where it was randomised, the mean of the other arms.

        Hormones under a treatment that had been running before week 0 are the treatment's, not the person's.
        """
        if self.treated and key in _HORMONE_KEYS:
            return None
        own = _before_treatment(self.arm, key)
        if own is not None or self.trial.design not in ("rct", "crossover"):
            return own
        values = [(_before_treatment(a, key), a.n or 1.0) for a in self.trial.arms]
        others = [(value, n) for value, n in values if value is not None]
        if not others:
            return None
        mean = sum(value * n for value, n in others) / sum(n for _, n in others)
        self.note(key, f"{mean:.4g}", "mean of the other arms of the same randomised trial")
        return mean

    def baseline_values(self) -> None:
        for name, key in _BASELINE_KEYS.items():
            value = self.measured(key)
            if value is not None and value > 0:
                self.know(name, value)

    def know(self, name: str, value: float) -> None:
        self.known[name] = Known(value, value * self.noise[name])

    def estradiol(self) -> None:
        value = self.measured("estradiol_pg_ml")
        if value is None:
            return
        if estradiol_assay(self.trial, self.arm) == "immunoassay":
            true = true_estradiol(value)
            text = f"{true:.1f} pg/mL by mass spectrometry from {value:g} pg/mL"
            self.note(
                "estradiol_pg_ml",
                text,
                "taken as an immunoassay: " + reference_population().immunoassay.source,
            )
            value = true
        self.know("estradiol_pg_ml", value)

    def density(self) -> None:
        for site in SITES:
            name = f"bmd_{site}"
            if name in self.known:
                continue
            score = self.measured(f"t_score_{site}")
            reason = "T-score of the file"
            if score is None and f"t_score_{site}" in self.hints:
                score, reason = self.hints[f"t_score_{site}"]
            if score is not None:
                value = bmd_from_t_score(site, score, self.sex)
                self.know(name, value)
                self.note(name, f"{value:.3f} g/cm2 from T {score:+.2f}", reason)

    def hinted(self, *names: str) -> None:
        """Take what words say about fields that were not measured."""
        for name in names:
            if name in self.hints and name not in self.known:
                value, reason = self.hints[name]
                self.know(name, value)
                self.note(name, f"{value:.4g}", reason)

    def size(self) -> None:
        population = self.trial.population
        bmi, reason = population.bmi_mean, "the file's body mass index"
        if bmi is None and "bmi_kg_m2" in self.hints:
            bmi, reason = self.hints["bmi_kg_m2"]
        if bmi is None:
            return
        height = reference_population().expected("height_cm", self.sex, 50.0).mean
        weight = bmi * (height / 100) ** 2
        self.know("weight_kg", weight)
        self.note("weight_kg", f"{weight:.0f} kg", f"{bmi:g} kg/m2 ({reason}) at {height:.0f} cm")

    def diet(self) -> None:
        first = next((d for d in self.arm.diet if d.calcium_mg_per_day is not None), None)
        if first is not None and first.calcium_mg_per_day is not None and (first.from_week or 0.0) <= 0:
            self.know("calcium_mg_per_day", first.calcium_mg_per_day)

    def menopause(self, age: float) -> None:
        state = self.state or ("post" if age >= _POST_FROM else "pre" if age <= _PRE_UNTIL else None)
        usual = {
            "pre": max(MENOPAUSE_AGE, age + 3),
            "peri": age + 0.5,
            "post": min(MENOPAUSE_AGE, age - 3),
            "induced": min(MENOPAUSE_AGE, age - 1),
        }
        value = usual.get(state or "", MENOPAUSE_AGE)
        reason = f"menopause {state or 'not stated'} at {age:g} years"
        stated, by_rule = years_since_menopause(self.words), self.hints.get("years_since_menopause")
        if "menopause_age" in self.read:
            value, reason = self.read["menopause_age"]
        elif stated is not None:
            value, reason = age - stated[0], stated[1]
        elif by_rule is not None:
            value, reason = age - by_rule[0], by_rule[1]
            value = min(MENOPAUSE_AGE, value) if state == "post" and by_rule[0] > _LATE else value
        self.known["menopause_age"] = Known(value, 2.0)
        self.note("menopause_age", f"{value:g} years", reason)
