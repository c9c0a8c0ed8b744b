"""The sex-steroid axis: pituitary, gonads, aromatase, and what estradiol means to bone.

LH drives the testis; estradiol (and a little testosterone) restrains LH; aromatase makes estradiol from
testosterone, in the testis, and from adrenal precursors. In women the ovary makes estradiol until
menopause and the periphery after it; there is no testicular loop. A pituitary that was silenced for long
speaks up again within months only.

Testosterone is counted without what SHBG binds: that share is cleared, seen by tissues and made to estradiol.
"""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.body.arithmetic import Quantity, exp, log, power, saturation, smooth_positive, sqrt
from osteotwin.body.drugs import DrugEffects

STATES = {"lh": "", "pituitary_readiness": "", "testosterone": "", "estradiol": "", "age": "year"}

INPUTS = {
    "gonad_function": "",  # 1 intact, 0 removed
    "androgen_receptor_block": "",  # 0 none, 1 complete
    "pituitary_estrogen_block": "",  # share of estradiol's feedback that a SERM hides
    "transdermal_testosterone_rate": "mg/day",  # delivered to the circulation
    "testosterone_gel_rate": "mg/day",  # put on the skin as 1 % gel
    "chorionic_gonadotropin": "",  # in the Leydig cells' LH: 1 does what the reference LH does
    "estradiol_rate": "ug/day",  # delivered to the circulation
}


@dataclass(frozen=True)
class SteroidEffects:
    """What bone and kidney see of the sex steroids; 1 at the reference.

    Attributes
    ----------
    estrogen : estradiol's effect at bone
    osteoblast_work : what each osteoblast does at once under estradiol
    androgen : testosterone's direct effect on formation
    formation_capacity : what age leaves of formation
    """

    estrogen: Quantity
    osteoblast_work: Quantity
    androgen: Quantity
    formation_capacity: Quantity


def estrogen_effect(estradiol: Quantity, p: Quantity) -> Quantity:
    """Estradiol's saturating effect, 1 at the male reference."""
    level = power(estradiol, p.estradiol_hill_exponent)
    half = power(p.estradiol_half_effect, p.estradiol_hill_exponent)
    return level * (1 + half) / (level + half)


def usual_testosterone(p: Quantity) -> Quantity:
    """Testosterone from which its effect on bone counts: a man's reference, a woman's own."""
    return p.male + (1 - p.male) * p.female_testosterone


def androgen_effect(testosterone: Quantity, p: Quantity) -> Quantity:
    """Testosterone's direct, saturating effect on formation, 1 at a man's reference and a woman's own level."""
    usual = usual_testosterone(p)
    occupied = saturation(testosterone, p.testosterone_half_effect)
    more = (1 + p.testosterone_half_effect) * (occupied - saturation(usual, p.testosterone_half_effect))
    return 1 + p.testosterone_bone_gain * more


def total_testosterone(unbound: Quantity, p: Quantity) -> Quantity:
    """Total testosterone, 1 at the reference: what SHBG binds saturates, the rest is in proportion."""
    bound = p.shbg_bound_share * (1 + p.shbg_half_saturation) * saturation(unbound, p.shbg_half_saturation)
    return (1 - p.shbg_bound_share) * unbound + bound


def unbound_testosterone(total: Quantity, p: Quantity) -> Quantity:
    """The inverse of :func:`total_testosterone`."""
    free = 1 - p.shbg_bound_share
    b = free * p.shbg_half_saturation + p.shbg_bound_share * (1 + p.shbg_half_saturation) - total
    return (sqrt(b * b + 4 * free * total * p.shbg_half_saturation) - b) / (2 * free)


def formation_capacity(age: Quantity, p: Quantity) -> Quantity:
    """What age leaves of formation, 1 at the reference age: its yearly loss rises with a power of age."""
    power_of_age = p.formation_ageing_exponent + 1
    years = p.reference_age / power_of_age * (power(age / p.reference_age, power_of_age) - 1)
    return exp(-p.formation_ageing * years)


def effects(s: Quantity, p: Quantity, u: Quantity, drugs: DrugEffects) -> SteroidEffects:
    """The sex steroids' effect on bone, with a SERM's partial agonism in estradiol's place."""
    endogenous = estrogen_effect(s.estradiol, p)
    receptor_open = 1 - p.antiandrogen_depth * u.androgen_receptor_block
    return SteroidEffects(
        estrogen=(1 - drugs.serm) * endogenous + drugs.serm * p.serm_bone_agonism,
        osteoblast_work=smooth_positive(1 - p.estrogen_osteoblast_work * (1 - endogenous)),
        androgen=androgen_effect(s.testosterone * receptor_open, p),
        formation_capacity=formation_capacity(s.age, p),
    )


def lh_steady_state(s: Quantity, p: Quantity, u: Quantity, drugs: DrugEffects) -> Quantity:
    """The LH at the present feedback and readiness."""
    return s.pituitary_readiness * lh_balance(s, p, u, drugs)


def silence(lh: Quantity, p: Quantity) -> Quantity:
    """How silent a pituitary becomes of which feedback asks this LH for ever, as a logarithm; 0 at one's own LH."""
    ratio = lh / p.silent_lh
    own = p.usual_lh / p.silent_lh
    return p.pituitary_silence_depth * (
        1 / (1 + ratio * ratio * ratio * ratio) - 1 / (1 + own * own * own * own)
    )


def lh_balance(s: Quantity, p: Quantity, u: Quantity, drugs: DrugEffects) -> Quantity:
    """The LH that feedback asks for, which a pituitary that was not silenced gives."""
    drive = drugs.gnrh_drive * (1 - p.progestin_pituitary_depth * drugs.progestin)
    return drive * answer_to_feedback(s, p, u)


def answer_to_feedback(s: Quantity, p: Quantity, u: Quantity) -> Quantity:
    """The LH that the sex steroids leave, under a usual drive from above."""
    seen = s.testosterone * (1 - p.antiandrogen_depth * u.androgen_receptor_block)
    # Women's pituitary hardly sees their own testosterone; what is added counts on a man's scale.
    androgen = p.male * seen + (1 - p.male) * (1 + seen - p.female_testosterone)
    feedback = (
        s.estradiol
        * (1 - u.pituitary_estrogen_block)
        * power(androgen, p.testosterone_feedback_exponent)
        / p.feedback_set_point
    )
    return lh_after_feedback(feedback, p)


def lh_after_feedback(feedback: Quantity, p: Quantity) -> Quantity:
    """LH at a feedback, both 1 at a usual set point."""
    return (1 + p.feedback_gain) / (1 + p.feedback_gain * feedback * feedback * feedback)


def ovarian_drive(lh: Quantity, p: Quantity) -> Quantity:
    """What an LH, over her own, leaves of the ovary's work; more of it hardly adds to the work."""
    half = p.ovary_half_lh * p.ovary_half_lh * p.ovary_half_lh
    return (1 + half * half) * saturation(lh * lh * lh * lh * lh * lh, half * half)


def testicular_drive(lh: Quantity, p: Quantity) -> Quantity:
    """Leydig cell activity at an LH level, 1 at the reference."""
    return (1 + p.leydig_half_lh) * saturation(lh, p.leydig_half_lh)


def estradiol_sources(testosterone: Quantity, leydig: Quantity, p: Quantity) -> tuple[Quantity, Quantity]:
    """What a man's aromatase makes outside the testis and in it; they add up to 1 at the reference.

    Outside it works on circulating testosterone and on precursors from the adrenals.
    """
    share = p.peripheral_testosterone_share
    outside = (1 - p.testicular_estradiol_share) * (share * testosterone + 1 - share)
    return outside, p.testicular_estradiol_share * leydig


def derivatives(s: Quantity, p: Quantity, u: Quantity, drugs: DrugEffects) -> dict[str, Quantity]:
    """The rates of change of LH, testosterone, estradiol and age."""
    ageing = exp(-p.leydig_ageing * (s.age - p.age_at_start))
    asked = lh_balance(s, p, u, drugs)
    leydig = p.male * u.gonad_function * testicular_drive(s.lh + u.chorionic_gonadotropin, p)
    from_skin = u.transdermal_testosterone_rate + p.testosterone_gel_absorption * u.testosterone_gel_rate
    exogenous = (drugs.depot_testosterone + from_skin) / p.testosterone_production
    production = (
        (1 - p.adrenal_testosterone_share) * p.leydig_capacity * ageing * leydig
        + p.male * p.adrenal_testosterone_share
        + (1 - p.male) * p.female_testosterone
    )
    outside, testicular = estradiol_sources(s.testosterone, leydig, p)
    # Women's aromatase works on androgens of their own; what drugs add it takes as a man's does.
    from_drug = (
        (1 - p.testicular_estradiol_share)
        * p.peripheral_testosterone_share
        * (s.testosterone - p.female_testosterone)
    )
    peripheral = p.male * outside + (1 - p.male) * (p.postmenopausal_estradiol + from_drug)
    ovary = (
        (1 - p.male)
        * p.ovarian_estradiol
        * u.gonad_function
        * drugs.gnrh_drive
        * ovarian_drive(s.pituitary_readiness * answer_to_feedback(s, p, u) / p.usual_lh, p)
        * (1 - p.progestin_ovarian_depth * drugs.progestin)
        / (1 + exp((s.age - p.menopause_age) / p.menopause_width))
    )
    return {
        "lh": p.lh_rate * (s.pituitary_readiness * asked - s.lh),
        # On a logarithmic scale: from a hundredth to a tenth takes as long as from a tenth to all.
        "pituitary_readiness": -p.pituitary_silence_rate
        * s.pituitary_readiness
        * (silence(asked, p) + log(s.pituitary_readiness)),
        "testosterone": p.testosterone_rate * (production + exogenous - s.testosterone),
        "estradiol": p.estradiol_rate
        * (
            p.aromatase_capacity
            * (
                drugs.aromatase_activity * peripheral
                + drugs.testicular_aromatase_activity * p.male * testicular
            )
            + ovary
            + (u.estradiol_rate + drugs.depot_estradiol) / p.estradiol_production
            - s.estradiol
        ),
        "age": p.ageing / p.days_per_year,
    }
