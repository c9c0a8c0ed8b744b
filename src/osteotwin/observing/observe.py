"""One measured value → what it sees of the model's body, on the model's scale and with its error."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, log
from typing import Final

from osteotwin.body.sites import DXA_SITES, LUMBAR_SPINE, TOTAL_HIP, bmd_key
from osteotwin.cohort.reference_population import reference_population
from osteotwin.endpoints import ENDPOINTS
from osteotwin.observing.observation import BONE, EXACT, SCAN, NotUsed, Nuisance, Observation
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import bmd_of_t_score, bmd_of_z_score
from osteotwin.observing.tables import Seen, log_sd_of, observations, scanners

#: Age of the man whom outputs and the immunoassay's error are relative to [year].
_REFERENCE_AGE: Final = 50.0
#: From this testosterone on a man's error is that of ordinary levels alone [ng/dL].
_ORDINARY_FROM: Final = 100.0
_TROCHANTER: Final = "trochanter"
IMMUNOASSAY: Final = "immunoassay"
_PEOPLE: Final = {"male": "men", "female": "women"}


@dataclass(frozen=True)
class Subject:
    """The person a value was measured in, on that day.

    Attributes
    ----------
    sex : str
    age : float [year]
    menopause_age : float or None [year]
        ``None``: not given; the usual one stands in.
    """

    sex: str
    age: float
    menopause_age: float | None = None

    @property
    def before_menopause(self) -> bool:
        """Whether a woman still has her cycle."""
        if self.sex == "male":
            return False
        usual = reference_population().expected("menopause_age", "female", self.age).mean
        return self.age < (usual if self.menopause_age is None else self.menopause_age)


def observe(
    what: str,
    value: float,
    day: float,
    subject: Subject,
    *,
    device: str | None = None,
    assay: str | None = None,
    reference: str | None = None,
    precision: float | None = None,
    bound: str = EXACT,
) -> Observation | NotUsed:
    """Return what one measured value sees.

    Parameters
    ----------
    what : str
        One of ``osteotwin.endpoints.MEASURED``.
    value : float
        In the endpoint's unit.
    day : float [day]
        From day 0.
    subject : Subject
    device : str, optional
        Maker of the scanner; left out, the scale of the reference population is assumed.
    assay : str, optional
        Left out, an immunoassay is assumed of estradiol.
    reference : str, optional
        Of a T-score, one of ``osteotwin.observing.scores.REFERENCES``.
    precision : float, optional
        Of a scan: coefficient of variation of two scans of one person on one day; left out, the usual one of the site.
    bound : str
        One of ``osteotwin.observing.observation.BOUNDS``: a value that is only a limit.

    Returns
    -------
    Observation or NotUsed
        The latter with the reason where the value says nothing to the model.
    """
    kind, _, site = what.partition("_score_")
    if site in DXA_SITES and kind in ("t", "z"):
        return _score(what, value, day, subject, site, device, reference, precision, bound)
    site = what.removeprefix("bmd_")
    if site in (*DXA_SITES, _TROCHANTER):
        return _scan(what, value, day, site, device, precision, bound)
    row = observations().get(what)
    if row is None:
        return NotUsed(what, ENDPOINTS[what].note or "the model does not have it")
    if subject.sex not in row.sexes:
        return NotUsed(what, f"the model's {ENDPOINTS[what].label} is not that of {_PEOPLE[subject.sex]}")
    if value <= 0.0:
        return NotUsed(what, "nothing found is no amount that can be compared")
    if what == "estradiol" and assay in (None, IMMUNOASSAY):
        return _estradiol_immunoassay(what, value, day, subject, row, bound)
    own = (Nuisance(what, row.log_level, row.level_log_sd),) if row.level_log_sd > 0.0 else ()
    output = ENDPOINTS[what].output or what
    log_sd = _with_cycle(row, subject)
    if subject.sex == "male" and row.castrate_sd > 0.0:
        ordinary = log_sd_of(row.castrate_sd / _ORDINARY_FROM)
        log_sd = hypot(log_sd, max(log_sd_of(row.castrate_sd / value) ** 2 - ordinary**2, 0.0) ** 0.5)
    return Observation(what, day, output, row.sees, value, log_sd, bound, own)


def _scan(
    what: str,
    value: float,
    day: float,
    site: str,
    device: str | None,
    precision: float | None,
    bound: str,
) -> Observation | NotUsed:
    """A density, brought to the scale of the reference population."""
    scale = scale_of(site, device)
    nuisances = (scale.nuisance,)
    bmd = scale.to_reference(value)
    if bmd <= 0.0:
        return NotUsed(what, "it stands for no density that anybody has")
    if site == _TROCHANTER:
        row = scanners().trochanter
        nuisances += (Nuisance(_TROCHANTER, log(row.share_of_total_hip), row.log_sd),)
        site = TOTAL_HIP
    return Observation(
        what, day, bmd_key(site), _sees(site), bmd, _precision(site, precision), bound, nuisances
    )


def _score(
    what: str,
    value: float,
    day: float,
    subject: Subject,
    site: str,
    device: str | None,
    reference: str | None,
    precision: float | None,
    bound: str,
) -> Observation | NotUsed:
    """A T- or Z-score as the density that it stands for."""
    error = scanners().score
    if what.startswith("z_"):
        bmd = bmd_of_z_score(site, value, subject.sex, subject.age)
        sd = reference_population().expected(bmd_key(site), subject.sex, subject.age).sd
        nuisances = (Nuisance(f"age reference {site}", 0.0, error.age_log_sd),)
    else:
        found = bmd_of_t_score(site, value, subject.sex, reference, device)
        above = bmd_of_t_score(site, value + 1.0, subject.sex, reference, device)
        if found is None or above is None:
            return NotUsed(what, "which young people the maker's own T-score counts from is not known")
        bmd, sd = found, above - found
        stated = reference is not None
        name = f"young reference {site}" if stated else f"young reference not stated {site}"
        nuisances = (Nuisance(name, 0.0, error.stated_log_sd if stated else error.not_stated_log_sd),)
        if reference == "device":
            nuisances += (scale_of(site, device).nuisance,)
    if bmd <= 0.0:
        return NotUsed(what, "it stands for no density that anybody has")
    log_sd = hypot(_precision(site, precision), log_sd_of(error.rounding_sd * sd / bmd))
    return Observation(what, day, bmd_key(site), _sees(site), bmd, log_sd, bound, nuisances)


def _estradiol_immunoassay(
    what: str, value: float, day: float, subject: Subject, row: Seen, bound: str
) -> Observation:
    """Estradiol as an immunoassay reads it: the offset is in the output, the extra error is wide at low levels.

    The assay's extra SD in pg/mL is, at the level of the reference man, a factor of the person's own (what else in
    his blood the assay takes for estradiol); what it is beyond that at low levels is each value's own.
    """
    population = reference_population()
    assay = population.immunoassay
    usual = population.expected("estradiol_pg_ml", "male", _REFERENCE_AGE).mean + assay.offset
    own = log_sd_of(assay.extra_sd / usual)
    more = max(log_sd_of(assay.extra_sd / value) ** 2 - own**2, 0.0) ** 0.5
    log_sd = hypot(_with_cycle(row, subject), more)
    nuisance = Nuisance("estradiol immunoassay", 0.0, own)
    return Observation(what, day, "estradiol_immunoassay", row.sees, value, log_sd, bound, (nuisance,))


def _with_cycle(row: Seen, subject: Subject) -> float:
    """The error of one value, with that of the day of the cycle before menopause."""
    return hypot(row.log_sd, row.cycle_log_sd) if subject.before_menopause else row.log_sd


def _precision(site: str, stated: float | None) -> float:
    """The error of one scan as the SD of the natural logarithm."""
    return log_sd_of(reference_population().noise[bmd_key(site)] if stated is None else stated)


def _sees(site: str) -> str:
    return SCAN if site == LUMBAR_SPINE else BONE
