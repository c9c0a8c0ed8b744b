"""Mechanical loading: from a week's training to a site's load, and from load to the stimulus of osteocytes.

The dose of load of a day is the sum over bouts of ln(1 + cycles) x force^4 x sqrt(frequency): force counts
far more than repetition, and cycles saturate (Turner and Robling's laws). Its fourth root, relative to an
ordinary day's walking, is the load ratio. Osteocytes compare the strain it causes in the bone that is there
with a set point that slowly follows: the habituation of training and of bed rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.body.arithmetic import Quantity, exp, log, power, soft_clip, softplus
from osteotwin.body.sites import LOAD_OF_SITE, LOADED_SITES, SITES, site_key

STATES = {site_key(site, "log_set_point"): "" for site in SITES}

INPUTS = {site_key(site, "load"): "" for site in LOADED_SITES}


@dataclass(frozen=True)
class SiteStimulus:
    """The mechanical stimulus of the osteocytes of one site; 0 and 1 at the reference.

    Attributes
    ----------
    log_strain : logarithm of the strain-like stimulus
    difference : bounded difference from the set point
    nitric_oxide, prostaglandin_e2 : signals that answer within hours (reporting)
    """

    log_strain: Quantity
    difference: Quantity
    nitric_oxide: Quantity
    prostaglandin_e2: Quantity


def cycles_answer(cycles: Quantity, p: Quantity) -> Quantity:
    """What osteocytes make of the cycles of a bout, whose answer fades as it goes on."""
    return log(1 + cycles / (1 + cycles / p.fading_cycles))


def cycle_intensity(relative_force: Quantity, frequency_hz: Quantity, p: Quantity) -> Quantity:
    """How strongly one cycle stimulates.

    Parameters
    ----------
    relative_force : site force over the habitual (walking) peak
    frequency_hz : cycles per second while loading [Hz]
    p : parameters; uses the exponents of force and frequency
    """
    return power(relative_force, p.load_force_exponent) * power(frequency_hz, p.load_frequency_exponent)


def bout_dose(cycles: Quantity, relative_force: Quantity, frequency_hz: Quantity, p: Quantity) -> Quantity:
    """The loading dose of one bout of like cycles: see :func:`cycles_answer` and :func:`cycle_intensity`."""
    return cycles_answer(cycles, p) * cycle_intensity(relative_force, frequency_hz, p)


def load_ratio(daily_dose: Quantity, p: Quantity) -> Quantity:
    """A site's load relative to an ordinary day from its dose relative to an ordinary day's."""
    return power(daily_dose, 1 / p.load_force_exponent)


def unloaded_ratio(site_floor: Quantity, fraction: Quantity) -> Quantity:
    """The load ratio when only a fraction of habitual weight bearing is left.

    Muscles still pull on a resting skeleton: ``site_floor`` is what they leave at fraction 0.
    """
    return site_floor + (1 - site_floor) * fraction


def stimulus(s: Quantity, p: Quantity, u: Quantity, mass: dict[str, Quantity]) -> dict[str, SiteStimulus]:
    """Each site's stimulus from its load, its bone mass (relative) and its set point."""
    answer = exp(-p.load_response_ageing * (s.age - p.reference_age))
    result: dict[str, SiteStimulus] = {}
    for site in SITES:
        load = getattr(u, site_key(LOAD_OF_SITE[site], "load"))
        log_strain = log(load) - p.strain_mass_exponent * log(mass[site])
        off = log_strain - getattr(s, site_key(site, "log_set_point"))
        difference = soft_clip(answer * off, p.stimulus_limit)
        result[site] = SiteStimulus(
            log_strain=log_strain,
            difference=difference,
            nitric_oxide=exp(difference),
            prostaglandin_e2=exp(
                p.prostaglandin_width * (softplus(difference / p.prostaglandin_width) - softplus(0.0))
            ),
        )
    return result


def derivatives(s: Quantity, p: Quantity, stimuli: dict[str, SiteStimulus]) -> dict[str, Quantity]:
    """The drift of each site's set point towards a part of its strain."""
    return {
        site_key(site, "log_set_point"): p.set_point_rate
        * (p.accommodation * stimuli[site].log_strain - getattr(s, site_key(site, "log_set_point")))
        for site in SITES
    }


def rest_load(spine: Quantity, hip: Quantity, radius: Quantity, p: Quantity) -> Quantity:
    """The load of the rest of the skeleton as the mean of its axial, leg and arm parts."""
    return (
        p.rest_axial_share * spine
        + p.rest_leg_share * hip
        + (1 - p.rest_axial_share - p.rest_leg_share) * radius
    )
