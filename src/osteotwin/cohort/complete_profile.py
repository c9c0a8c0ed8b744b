"""Fill what nobody measured from the reference population, and say so for each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.reference_population import Expected, reference_population
from osteotwin.cohort.site_correlation import loadings
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
        sd=filler.sd,
        measured=frozenset(known),
    )
    return profile, tuple(filler.assumptions)


class _Filler:
    """Takes known values first, the population's next, and keeps the record of both."""

    def __init__(self, sex: str, age: float, known: Mapping[str, Known]) -> None:
        self.sex = sex
        self.age = age
        self.known = known
        self.population = reference_population()
        self.sd: dict[str, float] = {}
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
        usual = self.population.expected("testosterone_ng_dl", "male", self.age)
        known = self.known.get("testosterone_ng_dl")
        if known is None or testosterone <= 0:
            return self._assume(field, expected.mean, expected.sd, expected, "")
        link = self.population.association
        factor = (testosterone / usual.mean) ** link.estradiol_per_testosterone
        # In logarithms, where one follows the other in proportion.
        correlation = link.correlation(usual.sd / usual.mean, expected.sd / expected.mean)
        noise = known.sd / testosterone * usual.mean / usual.sd
        sd = expected.sd * factor * sqrt(1 - correlation**2 + (correlation * noise) ** 2)
        return self._assume(
            field, expected.mean * factor, sd, expected, f"shifted with his testosterone ({link.source}); "
        )

    def _woman_estradiol(self, field: str, menopause_age: float) -> float:
        years = self.age - menopause_age
        value, sd = estradiol_of_women(np.array(self.age), np.array(menopause_age))
        group = "premenopausal" if years < 0 else "postmenopausal"
        expected = self.population.expected(field, group, self.age)
        return self._assume(
            field, float(value), float(sd), expected, f"{years:+.1f} years from the last period; "
        )

    def lh(self) -> float | None:
        if "lh_iu_l" in self.known:
            return self._use("lh_iu_l", self.known["lh_iu_l"])
        if self.sex == "male":
            text = "the axis's reference set point"
            self.assumptions.append(Assumption("lh_iu_l", text, "the model's reference man (4.5 IU/L)"))
        return None

    def bmd(self) -> dict[str, float]:
        """Density at all sites; what was measured at some shifts the others, and leaves them less uncertain."""
        expected = {site: self.population.expected(f"bmd_{site}", self.sex, self.age) for site in DXA_SITES}
        known = {site: self.known[f"bmd_{site}"] for site in DXA_SITES if f"bmd_{site}" in self.known}
        given = loadings(self.population.association.between_sites, len(known))
        shift = given.measured * sum((k.value - expected[s].mean) / expected[s].sd for s, k in known.items())
        left = given.sd(sum((k.sd / expected[s].sd) ** 2 for s, k in known.items()))
        note = (
            f"{shift:+.2f} SD from the mean of the age, from the sites that were measured; " if known else ""
        )
        return {
            site: self._use(f"bmd_{site}", known[site])
            if site in known
            else self._assume(f"bmd_{site}", one.mean + shift * one.sd, left * one.sd, one, note)
            for site, one in expected.items()
        }

    def _use(self, field: str, known: Known) -> float:
        if known.sd > 0:
            self.sd[field] = known.sd
        return known.value

    def _assume(
        self, field: str, value: float, sd: float, expected: Expected, note: str, unit: str | None = None
    ) -> float:
        self.sd[field] = sd
        text = f"{value:.4g} {unit or expected.unit} (SD {sd:.3g})"
        source = f"{note}reference population, {expected.evidence_level}: {expected.source}"
        self.assumptions.append(Assumption(field, text, source))
        return value


def estradiol_of_women(age: Vector, menopause_age: Vector) -> tuple[Vector, Vector]:
    """Mean and standard deviation of women's estradiol [pg/mL], by age and age at the last period [year].

    The same fall of the ovary around the last period as in the body's equations; before any fit, so that what a fit
    is given does not depend on an earlier one.
    """
    population = reference_population()
    ovary = 1 / (1 + np.exp((age - menopause_age) / starting_values().values()["menopause_width"]))
    before, after = (
        population.curve("estradiol_pg_ml", group, age) for group in ("premenopausal", "postmenopausal")
    )
    mean, sd = (end + (begin - end) * ovary for begin, end in zip(before, after, strict=True))
    return mean, sd
