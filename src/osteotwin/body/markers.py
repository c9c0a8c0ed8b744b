"""What a clinic would measure: turnover markers, hormones and scans, from the state of the body."""

from __future__ import annotations

from osteotwin.body.arithmetic import Quantity, power, softplus
from osteotwin.body.bone_cells import Signals, SiteTurnover
from osteotwin.body.bone_tissue import relative_mineral
from osteotwin.body.drugs import DrugEffects
from osteotwin.body.loading import SiteStimulus
from osteotwin.body.minerals import CalciumFluxes, absorbed_share, digested_calcium
from osteotwin.body.sex_steroids import total_testosterone
from osteotwin.body.sites import (
    DXA_SITES,
    LEDGER_SITES,
    LUMBAR_SPINE,
    TOTAL_HIP,
    TRABECULAR_SPINE,
    bmd_key,
    site_key,
)
from osteotwin.constants import CALCIUM_MG_PER_MMOL, DECILITERS_PER_LITER


def turnover_markers(
    s: Quantity, p: Quantity, system: Signals, turnover: dict[str, SiteTurnover]
) -> dict[str, Quantity]:
    """The serum and urine markers relative to the reference.

    A site counts by the mineral it turns over: its share of the skeleton times its turnover.
    """
    weights = {
        site: getattr(p, site_key(site, "calcium_share")) * getattr(p, site_key(site, "turnover"))
        for site in LEDGER_SITES
    }
    total = sum(weights.values())
    resorbed = sum(weights[site] * turnover[site].resorption for site in LEDGER_SITES) / total
    formed = sum(weights[site] * turnover[site].formation for site in LEDGER_SITES) / total
    bsap = power(formed, p.bsap_exponent)
    return {
        "ctx": power(resorbed, p.ctx_exponent),
        "ntx_urine": power(resorbed, p.ntx_exponent),
        "tracp5b": s.osteoclasts,
        "p1np": power(formed, p.p1np_exponent),
        "bsap": bsap,
        "osteocalcin": (formed + bsap) / 2,
    }


def spine_degeneration(age: Quantity, p: Quantity) -> Quantity:
    """The factor by which osteophytes and sclerosis raise a frontal scan of the spine with age.

    They are in the beam but not in the vertebral body: no calcium of the ledger, no part of QCT.
    """
    per_width = p.spine_degenerative_gain * p.spine_degeneration_width
    at_onset = 1 + per_width * softplus(0.0)
    return (
        1 + per_width * softplus((age - p.spine_degeneration_onset) / p.spine_degeneration_width)
    ) / at_onset


def outputs(
    s: Quantity,
    p: Quantity,
    u: Quantity,
    drugs: DrugEffects,
    estrogen: Quantity,
    stimuli: dict[str, SiteStimulus],
    flow: CalciumFluxes,
    system: Signals,
    turnover: dict[str, SiteTurnover],
) -> dict[str, Quantity]:
    """Every endpoint of :data:`osteotwin.endpoints.OUTPUTS` in its unit."""
    values: dict[str, Quantity] = {
        "aromatase_activity": drugs.aromatase_activity,
        "estradiol": p.reference_estradiol * s.estradiol,
        "estradiol_immunoassay": p.reference_estradiol * s.estradiol + p.immunoassay_offset,
        "estrone": p.estrone_assay_residue + (1 - p.estrone_assay_residue) * drugs.aromatase_activity,
        "testosterone": p.reference_testosterone * total_testosterone(s.testosterone, p),
        "free_testosterone": s.testosterone,
        "lh": p.reference_lh * s.lh,
        "estrogen_effect": estrogen,
        "lumbar_spine_stimulus": stimuli[LUMBAR_SPINE].difference,
        "total_hip_stimulus": stimuli[TOTAL_HIP].difference,
        "nitric_oxide": stimuli[TOTAL_HIP].nitric_oxide,
        "prostaglandin_e2": stimuli[TOTAL_HIP].prostaglandin_e2,
        "igf1": s.igf1,
        "25ohd": p.reference_vitamin_d * s.vitamin_d,
        "1_25ohd": p.reference_calcitriol * s.calcitriol,
        "pth": p.reference_pth * s.pth,
        "serum_calcium": p.reference_serum_calcium * s.calcium * (CALCIUM_MG_PER_MMOL / DECILITERS_PER_LITER),
        "urine_calcium_24h": flow.urine * CALCIUM_MG_PER_MMOL,
        "calcium_absorption_fraction": absorbed_share(digested_calcium(u.calcium_intake, p), s.calcitriol, p),
        "sclerostin": s.sclerostin,
        "wnt": system.wnt,
        "rankl": s.rankl,
        "opg": system.opg,
        "rankl_opg": system.rankl_opg,
        "osteoclasts": s.osteoclasts,
        "osteoblasts": s.osteoblasts,
        "osteocytes": s.osteocytes,
    }
    values |= turnover_markers(s, p, system, turnover)
    for site in DXA_SITES:
        values[bmd_key(site)] = getattr(p, site_key(site, "reference_bmd")) * relative_mineral(site, s, p)
    values["bmd_lumbar_spine"] = values["bmd_lumbar_spine"] * spine_degeneration(s.age, p)
    values["bmd_total_body"] = sum(
        getattr(p, site_key(site, "calcium_share")) * relative_mineral(site, s, p) for site in LEDGER_SITES
    )
    values["vbmd_spine_qct"] = relative_mineral(TRABECULAR_SPINE, s, p)
    return values
