"""Calcium, phosphate, PTH and vitamin D: gut, kidney, parathyroid glands and the skeleton's flux.

The serum receives exactly what the skeleton loses; gut and kidney close the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.body.arithmetic import Quantity, hill, power, softplus, sqrt
from osteotwin.body.sex_steroids import SteroidEffects

STATES = {
    "vitamin_d": "",
    "calcitriol": "",
    "pth": "",
    "parathyroid_capacity": "",
    "calcium": "",
    "phosphate": "",
}

INPUTS = {"calcium_intake": "mmol/day", "vitamin_d_intake": "kIU/day"}


@dataclass(frozen=True)
class CalciumFluxes:
    """The ledger of serum calcium [mmol/day]; absorbed + from_bone = urine + endogenous at steady state."""

    absorbed: Quantity
    urine: Quantity
    endogenous: Quantity


def larger_of_both(ratio: Quantity) -> Quantity:
    """A smooth larger one of a positive ratio and 1: the 32nd root of the sum of 32nd powers.

    So sharp that from 1.5 on it is the ratio itself within one part in ten million.
    """
    power_8 = ratio * ratio * ratio * ratio * ratio * ratio * ratio * ratio
    power_32 = power_8 * power_8 * power_8 * power_8
    return sqrt(sqrt(sqrt(sqrt(sqrt(power_32 + 1)))))


def digested_calcium(intake: Quantity, p: Quantity) -> Quantity:
    """The calcium that reaches the gut [mmol/day]: hardly any water and food is without it."""
    return p.least_calcium_intake * larger_of_both(intake / p.least_calcium_intake)


def conservation(intake: Quantity, p: Quantity) -> Quantity:
    """The share of the usual endogenous loss that is left when little calcium is eaten: in proportion to it."""
    return intake / (p.conserved_calcium_intake * larger_of_both(intake / p.conserved_calcium_intake))


def absorbed_calcium(intake: Quantity, calcitriol: Quantity, p: Quantity) -> Quantity:
    """True absorption [mmol/day]: a passive share and a saturable part that calcitriol opens."""
    return intake * absorbed_share(intake, calcitriol, p)


def absorbed_share(intake: Quantity, calcitriol: Quantity, p: Quantity) -> Quantity:
    """The share of an intake that is absorbed, also in the limit of no intake, and never more than all of it."""
    share = p.gut_passive_share + p.gut_active_max * calcitriol / (p.gut_half_intake + intake)
    return share / larger_of_both(share)


def fluxes(s: Quantity, p: Quantity, u: Quantity, steroids: SteroidEffects) -> CalciumFluxes:
    """The calcium fluxes between gut, serum and urine."""
    threshold = (
        1 + p.pth_renal_effect * (s.pth - 1) / (1 + s.pth) - p.estrogen_renal_effect * (1 - steroids.estrogen)
    )
    spill = p.filtered_calcium * (s.calcium - threshold) + p.reference_urine_calcium * threshold
    scale = p.urine_softness
    reference = softplus(p.reference_urine_calcium / scale)
    endogenous_reference = absorbed_calcium(p.reference_calcium_intake, 1.0, p) - p.reference_urine_calcium
    digested = digested_calcium(u.calcium_intake, p)
    return CalciumFluxes(
        absorbed=absorbed_calcium(digested, s.calcitriol, p),
        urine=p.reference_urine_calcium * softplus(spill / scale) / reference,
        endogenous=endogenous_reference * s.calcium * conservation(digested, p),
    )


def vitamin_d_from_intake(intake: Quantity, p: Quantity) -> Quantity:
    """What an intake [kIU/day] adds to the supply of 25OHD, relative to the reference's; less in a heavier body."""
    gain = p.vitamin_d_gain * power(intake / p.vitamin_d_unit_intake + 1e-9, p.vitamin_d_exponent)
    return gain * p.reference_weight / p.weight


def vitamin_d_catabolism(vitamin_d: Quantity, p: Quantity) -> Quantity:
    """What is broken down at a relative 25OHD, 1 at the reference: at steady state the supply that holds this level.

    25OHD induces the enzyme that removes it (CYP24A1), up to a limit; the other part of its clearance is constant.
    """
    induced = hill(vitamin_d, p.induction_half_vitamin_d) / hill(1.0, p.induction_half_vitamin_d)
    return vitamin_d * (1 + p.inducible_catabolism * (induced - 1))


def effective_vitamin_d_squared(vitamin_d: Quantity, p: Quantity) -> Quantity:
    """The square of relative 25OHD, leveling off smoothly at the square of ``least_effective_vitamin_d``.

    Even severe osteomalacia mineralizes, and calcitriol is found in it. Without an end, osteoid would pile up at
    rest to many times the bone there is, and turn into density with the first vitamin D.
    """
    least = p.least_effective_vitamin_d * p.least_effective_vitamin_d
    ratio = vitamin_d * vitamin_d / least
    fourth = ratio * ratio * ratio * ratio
    # The eighth root of a sum of eighth powers: from a third of the reference on it is the square within 10^-7.
    return least * sqrt(sqrt(sqrt(fourth * fourth + 1)))


def vitamin_d_sufficiency(vitamin_d: Quantity, p: Quantity) -> Quantity:
    """The share of full mineralization that 25OHD allows, 1 at the reference."""
    effective = effective_vitamin_d_squared(vitamin_d, p)
    return hill(effective, p.mineralization_half_vitamin_d) / hill(1.0, p.mineralization_half_vitamin_d)


def mineralization_drive(s: Quantity, p: Quantity) -> Quantity:
    """The speed of primary mineralization relative to the reference."""
    product = s.calcium * s.phosphate
    return product * product * vitamin_d_sufficiency(s.vitamin_d, p)


def secretion(calcium: Quantity, p: Quantity) -> Quantity:
    """PTH secretion per gland capacity: a steep falling sigmoid of calcium, 1 at the reference."""
    top = p.pth_max_secretion - p.pth_min_secretion
    ratio = top / (1 - p.pth_min_secretion) - 1
    return p.pth_min_secretion + top / (1 + ratio * power(calcium, p.pth_steepness))


def derivatives(
    s: Quantity, p: Quantity, u: Quantity, flow: CalciumFluxes, bone_release: Quantity
) -> dict[str, Quantity]:
    """The rates of change of the mineral states.

    Parameters
    ----------
    bone_release : calcium that the skeleton gives to the serum [mmol/day]
    """
    supply = (
        vitamin_d_catabolism(p.vitamin_d_baseline, p)
        + vitamin_d_from_intake(u.vitamin_d_intake, p)
        - vitamin_d_from_intake(p.habitual_vitamin_d_intake, p)
    )
    effective = sqrt(effective_vitamin_d_squared(s.vitamin_d, p))
    substrate = hill(effective, p.calcitriol_half_vitamin_d) / hill(1.0, p.calcitriol_half_vitamin_d)
    return {
        "vitamin_d": p.vitamin_d_rate * (supply - vitamin_d_catabolism(s.vitamin_d, p)),
        "calcitriol": p.calcitriol_rate
        * (power(s.pth, p.calcitriol_pth_exponent) * substrate / sqrt(s.phosphate) - s.calcitriol),
        "pth": p.pth_rate * (s.parathyroid_capacity * secretion(s.calcium, p) - s.pth),
        "parathyroid_capacity": p.parathyroid_rate
        * (
            power(s.calcitriol, -p.parathyroid_calcitriol_exponent)
            * power(s.vitamin_d, -p.parathyroid_vitamin_d_exponent)
            - s.parathyroid_capacity
        ),
        "calcium": (flow.absorbed + bone_release - flow.urine - flow.endogenous) / p.serum_calcium_pool,
        "phosphate": p.phosphate_rate
        * (
            power(s.calcitriol, p.phosphate_calcitriol_exponent)
            * (1 + p.phosphate_bone_release * bone_release)
            - s.phosphate * sqrt(s.phosphate) * power(s.pth, p.phosphate_pth_exponent)
        ),
    }
