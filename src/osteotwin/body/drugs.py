"""Drug kinetics: from doses to concentrations, and from concentrations to their direct effects.

First-order kinetics for the aromatase inhibitors, target-mediated elimination for the antibodies,
a surface-and-buried depot for bisphosphonates, daily-average signals for teriparatide. A dose is
either a rate (short intervals, averaged) or a jump of a depot state (long intervals, exact).
"""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.body.arithmetic import Quantity, power, saturation

#: state -> unit
STATES = {
    "anastrozole_gut": "ug",
    "anastrozole_plasma": "ug/L",
    "letrozole_gut": "ug",
    "letrozole_plasma": "ug/L",
    "exemestane_gut": "ug",
    "exemestane_plasma": "ug/L",
    "aromatase_enzyme": "",
    "denosumab_depot": "mg",
    "denosumab_central": "mg",
    "denosumab_peripheral": "mg",
    "romosozumab_depot": "mg",
    "romosozumab_central": "mg",
    "bisphosphonate_surface": "mg",
    "bisphosphonate_buried": "mg",
    "teriparatide_signal": "",
    "teriparatide_tolerance": "",
    "testosterone_enanthate_depot": "mg",
    "testosterone_undecanoate_depot": "mg",
    "estradiol_valerate_depot": "mg",
    "estradiol_cypionate_depot": "mg",
    "gnrh_desensitization": "",
    "serm_level": "",
}

#: input -> unit
INPUTS = {
    "anastrozole_rate": "ug/day",
    "letrozole_rate": "ug/day",
    "exemestane_rate": "ug/day",
    "oral_bisphosphonate_rate": "mg/day",  # zoledronate equivalents that reach the bone surface
    "teriparatide_dose": "",  # 1 = 20 ug a day
    "gnrh_agonist": "",  # 0 or 1
    "gnrh_antagonist": "",  # 0 or 1
    "progestin_level": "",  # 1 = 50 mg of cyproterone acetate a day
    "serm_bone_exposure": "",  # 1 = a standard daily dose
}


@dataclass(frozen=True)
class DrugEffects:
    """What the rest of the body sees of the drugs; all dimensionless except the depot release.

    Attributes
    ----------
    aromatase_activity : share of aromatase that works outside the gonads (1 without drug)
    testicular_aromatase_activity : the same in the testis, whose own testosterone crowds the inhibitor out
    free_rankl, free_sclerostin : share not bound by antibody
    osteoclast_removal_gain : factor on osteoclast removal by bisphosphonate
    teriparatide : effective anabolic signal after tolerance
    gnrh_drive : pituitary drive (1 intact, near 0 under agonist or antagonist)
    progestin : share of the progestin receptors of pituitary and hypothalamus that a progestin holds
    depot_testosterone : testosterone released by injections [mg/day]
    depot_estradiol : estradiol that injections bring into the circulation [ug/day]
    serm : receptor occupancy in bone
    """

    aromatase_activity: Quantity
    testicular_aromatase_activity: Quantity
    free_rankl: Quantity
    free_sclerostin: Quantity
    osteoclast_removal_gain: Quantity
    teriparatide: Quantity
    gnrh_drive: Quantity
    progestin: Quantity
    depot_testosterone: Quantity
    depot_estradiol: Quantity
    serm: Quantity


def bisphosphonate_effect(surface: Quantity, p: Quantity) -> Quantity:
    """The relative rise of osteoclast removal at a surface load [mg], 0 without drug.

    A small offset keeps the slope finite where the surface is empty.
    """
    half = power(p.bisphosphonate_half_effect / p.bisphosphonate_offset, p.bisphosphonate_exponent)
    load = power(1 + surface / p.bisphosphonate_offset, p.bisphosphonate_exponent) - 1
    return p.bisphosphonate_max_effect * load / (load + half)


def inhibitor_odds(s: Quantity, p: Quantity) -> Quantity:
    """Blocked over working aromatase outside the gonads, were inhibition complete at the top.

    Reversible inhibitors add up; exemestane's share is the enzyme it has destroyed.
    """
    reversible = s.anastrozole_plasma / p.anastrozole_ic50 + s.letrozole_plasma / p.letrozole_ic50
    return reversible + (1 - s.aromatase_enzyme) / s.aromatase_enzyme


def effects(s: Quantity, p: Quantity, u: Quantity) -> DrugEffects:
    """The drugs' direct effects from their concentrations."""
    odds = inhibitor_odds(s, p)
    denosumab = s.denosumab_central / p.denosumab_central_volume
    romosozumab = s.romosozumab_central / p.romosozumab_volume
    suppressed = 1 - p.gnrh_suppression
    # At the label's dose and in the long run the stated share of the signal is lost; more drug never means less.
    tolerance = p.teriparatide_tolerance_depth / (1 - p.teriparatide_tolerance_depth)
    return DrugEffects(
        aromatase_activity=1 - p.aromatase_max_inhibition * saturation(odds, 1),
        testicular_aromatase_activity=1
        - p.aromatase_max_inhibition * saturation(odds, p.testicular_aromatase_protection),
        free_rankl=1 / (1 + denosumab / p.denosumab_rankl_affinity),
        free_sclerostin=1 / (1 + romosozumab / p.romosozumab_sclerostin_affinity),
        osteoclast_removal_gain=1 + bisphosphonate_effect(s.bisphosphonate_surface, p),
        teriparatide=(1 + p.teriparatide_half_effect)
        * saturation(
            s.teriparatide_signal / (1 + tolerance * s.teriparatide_tolerance), p.teriparatide_half_effect
        ),
        gnrh_drive=(1 + p.gnrh_flare * u.gnrh_agonist)
        * (1 - (1 - suppressed / (1 + p.gnrh_flare)) * s.gnrh_desensitization)
        * (1 - p.gnrh_suppression * u.gnrh_antagonist),
        progestin=saturation(u.progestin_level, p.progestin_half_level),
        depot_testosterone=p.testosterone_enanthate_release
        * p.testosterone_enanthate_content
        * s.testosterone_enanthate_depot
        + p.testosterone_undecanoate_release
        * p.testosterone_undecanoate_content
        * s.testosterone_undecanoate_depot,
        depot_estradiol=p.estradiol_valerate_release
        * p.estradiol_valerate_content
        * s.estradiol_valerate_depot
        + p.estradiol_cypionate_release * p.estradiol_cypionate_content * s.estradiol_cypionate_depot,
        serm=p.serm_max_occupancy * saturation(s.serm_level, 1),
    )


def _oral(
    gut: Quantity, plasma: Quantity, rate: Quantity, ka: Quantity, cl: Quantity, v: Quantity
) -> tuple[Quantity, Quantity]:
    return rate - ka * gut, (ka * gut - cl * plasma) / v


def derivatives(s: Quantity, p: Quantity, u: Quantity, resorption: Quantity) -> dict[str, Quantity]:
    """The rate of change of every drug state.

    Parameters
    ----------
    s, p, u : namespaces of states, parameters and inputs
    resorption : systemic resorption relative to the reference; frees buried bisphosphonate
    """
    anastrozole = _oral(
        s.anastrozole_gut, s.anastrozole_plasma, u.anastrozole_rate,
        p.anastrozole_absorption, p.anastrozole_clearance, p.anastrozole_volume,
    )  # fmt: skip
    letrozole = _oral(
        s.letrozole_gut, s.letrozole_plasma, u.letrozole_rate,
        p.letrozole_absorption, p.letrozole_clearance, p.letrozole_volume,
    )  # fmt: skip
    exemestane = _oral(
        s.exemestane_gut, s.exemestane_plasma, u.exemestane_rate,
        p.exemestane_absorption, p.exemestane_clearance, p.exemestane_volume,
    )  # fmt: skip
    concentration = s.denosumab_central / p.denosumab_central_volume
    exchange = p.denosumab_exchange * (concentration - s.denosumab_peripheral / p.denosumab_peripheral_volume)
    romosozumab = s.romosozumab_central / p.romosozumab_volume
    release = p.bisphosphonate_release * resorption * s.bisphosphonate_buried
    leaving = p.bisphosphonate_surface_loss * s.bisphosphonate_surface
    return {
        "anastrozole_gut": anastrozole[0],
        "anastrozole_plasma": anastrozole[1],
        "letrozole_gut": letrozole[0],
        "letrozole_plasma": letrozole[1],
        "exemestane_gut": exemestane[0],
        "exemestane_plasma": exemestane[1],
        "aromatase_enzyme": p.aromatase_turnover * (1 - s.aromatase_enzyme)
        - p.exemestane_inactivation * s.exemestane_plasma * s.aromatase_enzyme,
        "denosumab_depot": -p.denosumab_absorption * s.denosumab_depot,
        "denosumab_central": p.denosumab_bioavailability * p.denosumab_absorption * s.denosumab_depot
        - p.denosumab_clearance * concentration
        - exchange
        - p.denosumab_target_clearance * concentration / (1 + concentration / p.denosumab_half_elimination),
        "denosumab_peripheral": exchange,
        "romosozumab_depot": -p.romosozumab_absorption * s.romosozumab_depot,
        "romosozumab_central": p.romosozumab_bioavailability * p.romosozumab_absorption * s.romosozumab_depot
        - p.romosozumab_clearance * romosozumab
        - p.romosozumab_max_elimination * saturation(romosozumab, p.romosozumab_half_elimination),
        "bisphosphonate_surface": u.oral_bisphosphonate_rate - leaving + release,
        "bisphosphonate_buried": p.bisphosphonate_buried_share * leaving - release,
        "teriparatide_signal": p.teriparatide_rate * (u.teriparatide_dose - s.teriparatide_signal),
        "teriparatide_tolerance": p.teriparatide_tolerance_rate
        * (s.teriparatide_signal - s.teriparatide_tolerance),
        "testosterone_enanthate_depot": -p.testosterone_enanthate_release * s.testosterone_enanthate_depot,
        "testosterone_undecanoate_depot": -p.testosterone_undecanoate_release
        * s.testosterone_undecanoate_depot,
        "estradiol_valerate_depot": -p.estradiol_valerate_release * s.estradiol_valerate_depot,
        "estradiol_cypionate_depot": -p.estradiol_cypionate_release * s.estradiol_cypionate_depot,
        "gnrh_desensitization": p.gnrh_desensitization_rate * (u.gnrh_agonist - s.gnrh_desensitization),
        "serm_level": p.serm_rate * (u.serm_bone_exposure - s.serm_level),
    }
