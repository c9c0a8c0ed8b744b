"""Osteocytes, osteoblasts and osteoclasts, and the signals between them.

Sclerostin from osteocytes brakes Wnt; Wnt sets OPG and the flow of precursors into osteoblasts; RANKL over
OPG sets osteoclast formation and activity; what resorption frees from the matrix (TGF-beta, IGF) calls
osteoblasts with a lag of weeks; bone-lining and precursor pools empty and refill.
"""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.body.arithmetic import Quantity, exp, log, power, saturation, smooth_positive
from osteotwin.body.drugs import DrugEffects
from osteotwin.body.loading import SiteStimulus
from osteotwin.body.sex_steroids import SteroidEffects
from osteotwin.body.sites import LEDGER_SITES, SITES, site_key

STATES = {
    "sclerostin": "",
    "rankl": "",
    "osteoclast_precursors": "",
    "osteoclasts": "",
    "matrix_factor": "",
    "igf1": "",
    "osteoblast_precursors": "",
    "osteoblasts": "",
    "osteocytes": "",
}


@dataclass(frozen=True)
class Signals:
    """The systemic signals, 1 at the reference.

    Attributes
    ----------
    free_sclerostin, wnt, opg, rankl_opg : circulating signals; ``rankl_opg`` is the effective ratio
    anabolic_drive : Wnt drive with teriparatide's
    osteoclast_removal : per-osteoclast removal relative to the reference
    resorption, formation : systemic rates
    uncoupled : the part of formation that the matrix factor does not explain
    mean_stimulus : mean mechanical stimulus of the skeleton (0 at the reference)
    """

    free_sclerostin: Quantity
    wnt: Quantity
    opg: Quantity
    rankl_opg: Quantity
    anabolic_drive: Quantity
    osteoclast_removal: Quantity
    resorption: Quantity
    formation: Quantity
    uncoupled: Quantity
    mean_stimulus: Quantity


@dataclass(frozen=True)
class SiteTurnover:
    """Resorption and formation of one site relative to its reference."""

    resorption: Quantity
    formation: Quantity


def wnt_drive(sclerostin: Quantity, p: Quantity) -> Quantity:
    """The Wnt drive that a sclerostin level leaves, 1 at the reference."""
    return (1 + p.sclerostin_potency) / (1 + p.sclerostin_potency * sclerostin)


def osteoclast_activity(ratio: Quantity, p: Quantity) -> Quantity:
    """Resorption per osteoclast at an effective RANKL/OPG ratio."""
    return (1 + p.osteoclast_activity_half) * saturation(ratio, p.osteoclast_activity_half)


def coupling(osteoclasts: Quantity, p: Quantity) -> Quantity:
    """The matrix factor that osteoclasts free, with a small floor of its own."""
    return (osteoclasts + p.coupling_floor) / (1 + p.coupling_floor)


def signals(
    s: Quantity, p: Quantity, drugs: DrugEffects, steroids: SteroidEffects, stimuli: dict[str, SiteStimulus]
) -> Signals:
    """The systemic signals and rates."""
    free_sclerostin = s.sclerostin * drugs.free_sclerostin
    wnt = wnt_drive(free_sclerostin, p)
    opg = power(wnt, p.opg_wnt_exponent)
    ratio = p.rankl_opg_floor + (1 - p.rankl_opg_floor) * s.rankl * drugs.free_rankl / opg
    drive = wnt * (1 + p.teriparatide_wnt_gain * drugs.teriparatide)
    released = power(s.matrix_factor, p.coupling_maturation_exponent)
    formation = (
        p.new_osteoblast_share * drive * s.osteoblast_precursors
        + (1 - p.new_osteoblast_share) * s.osteoblasts
    ) * released
    coupled = power(s.matrix_factor, p.coupling_maturation_exponent + p.coupling_recruitment_exponent)
    return Signals(
        free_sclerostin=free_sclerostin,
        wnt=wnt,
        opg=opg,
        rankl_opg=ratio,
        anabolic_drive=drive,
        osteoclast_removal=(1 - p.estrogen_osteoclast_survival * (1 - steroids.estrogen))
        * drugs.osteoclast_removal_gain,
        resorption=s.osteoclasts * osteoclast_activity(ratio, p),
        formation=formation,
        uncoupled=formation / coupled,
        mean_stimulus=sum(
            getattr(p, site_key(site, "calcium_share")) * stimuli[site].difference for site in LEDGER_SITES
        ),
    )


def site_turnover(
    s: Quantity, p: Quantity, system: Signals, steroids: SteroidEffects, stimuli: dict[str, SiteStimulus]
) -> dict[str, SiteTurnover]:
    """Each site's resorption and formation from the systemic rates and its own stimulus."""
    log_pth = log(s.pth)
    log_uncoupled = log(system.uncoupled)
    result: dict[str, SiteTurnover] = {}
    for site in SITES:
        z = stimuli[site].difference
        local = exp(-p.sclerostin_load_gain * z)
        log_wnt_ratio = log(  # the site's Wnt drive over the system's
            (1 + p.sclerostin_potency * system.free_sclerostin)
            / (1 + p.sclerostin_potency * system.free_sclerostin * local)
        )
        log_ratio = (
            -(p.rankl_sclerostin_exponent * p.sclerostin_load_gain + p.rankl_load_exponent) * z
            - p.opg_wnt_exponent * log_wnt_ratio
        )
        result[site] = SiteTurnover(
            resorption=system.resorption
            * exp(log_ratio + getattr(p, site_key(site, "pth_resorption_exponent")) * log_pth),
            formation=system.formation
            * steroids.androgen
            * steroids.osteoblast_work
            * steroids.formation_capacity
            * exp(
                getattr(p, site_key(site, "anabolic_exponent")) * log_uncoupled
                + p.prostaglandin_formation_gain * log(stimuli[site].prostaglandin_e2)
            ),
        )
    return result


def derivatives(
    s: Quantity,
    p: Quantity,
    system: Signals,
    drugs: DrugEffects,
    steroids: SteroidEffects,
    teriparatide_dose: Quantity,
) -> dict[str, Quantity]:
    """The rates of change of signals and cells.

    Parameters
    ----------
    teriparatide_dose : present dose (1 = 20 ug a day), which lowers sclerostin directly
    """
    deficit = 1 - steroids.estrogen
    anabolic = drugs.teriparatide
    released = coupling(s.osteoclasts, p)
    return {
        "sclerostin": p.sclerostin_rate
        * (
            s.osteocytes
            * smooth_positive(1 + p.estrogen_sclerostin_gain * deficit)
            * exp(-p.systemic_load_share * p.sclerostin_load_gain * system.mean_stimulus)
            * (1 - p.teriparatide_sclerostin_effect * teriparatide_dose)
            - s.sclerostin
        ),
        "rankl": p.rankl_rate
        * (
            smooth_positive(1 + p.estrogen_rankl_gain * deficit)
            * power(s.pth, p.rankl_pth_exponent)
            * power(s.osteoblasts, p.rankl_osteoblast_exponent)
            * (1 + p.teriparatide_rankl_gain * anabolic)
            * power(system.free_sclerostin, p.rankl_sclerostin_exponent)
            - s.rankl
        ),
        "osteoclast_precursors": p.osteoclast_precursor_rate
        * (
            smooth_positive(1 + p.estrogen_precursor_gain * deficit)
            - (p.osteoclast_precursor_use * system.rankl_opg + 1 - p.osteoclast_precursor_use)
            * s.osteoclast_precursors
        ),
        "osteoclasts": p.osteoclast_removal_rate
        * (system.rankl_opg * s.osteoclast_precursors - system.osteoclast_removal * s.osteoclasts),
        "matrix_factor": p.matrix_factor_rate * (released - s.matrix_factor),
        "igf1": p.igf1_rate * (1 + p.igf1_load_gain * system.mean_stimulus - s.igf1),
        "osteoblast_precursors": p.osteoblast_precursor_rate
        * (
            power(released, p.coupling_recruitment_exponent)
            * power(s.igf1, p.igf1_recruitment_exponent)
            * (1 + p.teriparatide_precursor_gain * anabolic)
            - system.anabolic_drive * s.osteoblast_precursors
        ),
        "osteoblasts": p.osteoblast_removal_rate
        * (
            system.anabolic_drive * s.osteoblast_precursors
            - smooth_positive(1 + p.estrogen_osteoblast_loss * deficit)
            * s.osteoblasts
            / (1 + p.teriparatide_survival_gain * anabolic)
        ),
        "osteocytes": p.osteocyte_rate
        * (s.osteoblasts - smooth_positive(1 + p.estrogen_osteocyte_loss * deficit) * s.osteocytes),
    }
