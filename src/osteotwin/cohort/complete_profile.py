"""Fill what nobody measured from the reference population, and say so for each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, sqrt

from osteotwin.cohort.profile import SITES, Assumption, Profile
from osteotwin.cohort.reference_population import Expected, reference_population
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import Training


@dataclass(frozen=True)
class Known:
    """A value somebody measured or stated, with the standard deviation it is uncertain by."""

    value: float
    sd: float


def complete_profile(
    sex: str,
    age: float,
    known: Mapping[str, Known],
    habitual_training: tuple[Training, ...] = (),
) -> tuple[Profile, tuple[Assumption, ...]]:
    """Build a whole profile from what is known.

    Parameters
    ----------
    sex : str
        ``"male"`` or ``"female"``.
    age : float [year]
    known : mapping of field to Known
        Fields of :class:`Profile`; BMD sites as ``"bmd_lumbar_spine"``.
    habitual_training : tuple of Training

    Returns
    -------
    profile : Profile
    assumptions : tuple of Assumption
        One for each field that was not known.
    """
    filler = _Filler(sex, age, known)
    height = filler.take("height_cm", sex)
    weight = filler.weight(height)
    menopause_age = filler.take("menopause_age", "female") if sex == "female" else None
    testosterone = filler.take("testosterone_ng_dl", sex)
    estradiol = filler.estradiol(testosterone, menopause_age)
    lh = filler.lh()
    vitamin_d = filler.take("vitamin_d_25ohd_ng_ml", sex)
    calcium_intake = filler.take("calcium_mg_per_day", sex)
    vitamin_d_intake = filler.take("vitamin_d_iu_per_day", sex)
    bmd = filler.bmd()
    profile = Profile(
        sex=sex,
        age=age,
        weight_kg=weight,
        height_cm=height,
        estradiol_pg_ml=estradiol,
        testosterone_ng_dl=testosterone,
        lh_iu_l=lh,
        vitamin_d_25ohd_ng_ml=vitamin_d,
        calcium_mg_per_day=calcium_intake,
        vitamin_d_iu_per_day=vitamin_d_intake,
        bmd=bmd,
        habitual_training=habitual_training,
        menopause_age=menopause_age,
        spread=filler.spread,
    )
    return profile, tuple(filler.assumptions)


class _Filler:
    """Takes known values first, the population's next, and keeps the record of both."""

    def __init__(self, sex: str, age: float, known: Mapping[str, Known]) -> None:
        self.sex = sex
        self.age = age
        self.known = known
        self.population = reference_population()
        self.spread: dict[str, float] = {}
        self.assumptions: list[Assumption] = []

    def take(self, field: str, group: str) -> float:
        """Return the known value, or the population's for this group."""
        if field in self.known:
            return self._use(field, self.known[field])
        expected = self.population.expected(field, group, self.age)
        return self._assume(field, expected.mean, expected.sd, expected, "")

    def weight(self, height_cm: float) -> float:
        if "weight_kg" in self.known:
            return self._use("weight_kg", self.known["weight_kg"])
        square = (height_cm / 100.0) ** 2
        expected = self.population.expected("bmi_kg_m2", self.sex, self.age)
        note = f"body mass index {expected.mean:.1f} kg/m2 at {height_cm:.0f} cm; "
        return self._assume("weight_kg", expected.mean * square, expected.sd * square, expected, note, "kg")

    def estradiol(self, testosterone: float, menopause_age: float | None) -> float:
        field = "estradiol_pg_ml"
        if field in self.known:
            return self._use(field, self.known[field])
        if self.sex == "female" and menopause_age is not None:
            return self._woman_estradiol(field, menopause_age)
        expected = self.population.expected(field, "male", self.age)
        usual = self.population.expected("testosterone_ng_dl", "male", self.age).mean
        if "testosterone_ng_dl" not in self.known or testosterone <= 0:
            return self._assume(field, expected.mean, expected.sd, expected, "")
        link = self.population.association
        factor = (testosterone / usual) ** link.estradiol_per_testosterone
        note = f"shifted with his testosterone ({link.source}); "
        return self._assume(field, expected.mean * factor, expected.sd * factor, expected, note)

    def _woman_estradiol(self, field: str, menopause_age: float) -> float:
        before = self.population.expected(field, "premenopausal", self.age)
        after = self.population.expected(field, "postmenopausal", self.age)
        years = self.age - menopause_age
        # The same fall of the ovary around the last period as in the body's equations; before any fit, so that
        # what a fit is given does not depend on an earlier one.
        ovary = 1 / (1 + exp(years / starting_values().values()["menopause_width"]))
        value = after.mean + (before.mean - after.mean) * ovary
        sd = after.sd + (before.sd - after.sd) * ovary
        expected = before if ovary > 0.5 else after
        return self._assume(field, value, sd, expected, f"{years:+.1f} years from the last period; ")

    def lh(self) -> float | None:
        if "lh_iu_l" in self.known:
            return self._use("lh_iu_l", self.known["lh_iu_l"])
        if self.sex == "male":
            text = "the axis's reference set point"
            self.assumptions.append(Assumption("lh_iu_l", text, "the model's reference man (4.5 IU/L)"))
        return None

    def bmd(self) -> dict[str, float]:
        """Return all sites; what was measured at one site shifts those that were not."""
        scores: list[float] = []
        for site in SITES:
            if f"bmd_{site}" in self.known:
                expected = self.population.expected(f"bmd_{site}", self.sex, self.age)
                scores.append((self.known[f"bmd_{site}"].value - expected.mean) / expected.sd)
        result: dict[str, float] = {}
        for site in SITES:
            name = f"bmd_{site}"
            if name in self.known:
                result[site] = self._use(name, self.known[name])
                continue
            expected = self.population.expected(name, self.sex, self.age)
            if not scores:
                result[site] = self._assume(name, expected.mean, expected.sd, expected, "")
                continue
            link = self.population.association
            shift = link.between_sites * sum(scores) / len(scores)
            sd = expected.sd * sqrt(1 - link.between_sites**2)
            note = f"{shift:+.2f} SD from the mean of the age, from the sites that were measured; "
            result[site] = self._assume(name, expected.mean + shift * expected.sd, sd, expected, note)
        return result

    def _use(self, field: str, known: Known) -> float:
        if known.sd > 0:
            self.spread[field] = known.sd
        return known.value

    def _assume(
        self, field: str, value: float, sd: float, expected: Expected, note: str, unit: str | None = None
    ) -> float:
        self.spread[field] = sd
        text = f"{value:.4g} {unit or expected.unit} (SD {sd:.3g})"
        source = f"{note}reference population, {expected.kind}: {expected.source}"
        self.assumptions.append(Assumption(field, text, source))
        return value
