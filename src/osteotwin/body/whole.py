"""The whole body: how the organ systems hang together, the order of the states, the reference state.

Everything here is plain arithmetic on whatever is passed in; see :mod:`osteotwin.body.arithmetic`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from osteotwin.body import (
    bone_cells,
    bone_tissue,
    drugs,
    loading,
    markers,
    minerals,
    sex_steroids,
)
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.sites import LOADED_SITES, SITES, site_key

#: Version of the equations; rises whenever a result can move.
MODEL_VERSION = "4"

_STATIONS = (drugs, sex_steroids, loading, minerals, bone_cells, bone_tissue)

#: state -> unit, in the order of the signal's way
STATES: dict[str, str] = {name: unit for station in _STATIONS for name, unit in station.STATES.items()}

#: input -> unit
INPUTS: dict[str, str] = {
    name: unit
    for station in (drugs, sex_steroids, loading, minerals)
    for name, unit in station.INPUTS.items()
}

#: states that reach their steady state within an hour and can be taken as being there
FAST_STATES = ("lh", "pth")


@dataclass(frozen=True)
class BodyNow:
    """Every intermediate signal of the body at one moment."""

    drugs: drugs.DrugEffects
    steroids: sex_steroids.SteroidEffects
    stimuli: dict[str, loading.SiteStimulus]
    flow: minerals.CalciumFluxes
    system: bone_cells.Signals
    turnover: dict[str, bone_cells.SiteTurnover]


def follow_signal(s: Quantity, p: Quantity, u: Quantity) -> BodyNow:
    """Follow the signal from drug to turnover at one moment."""
    drug_effects = drugs.effects(s, p, u)
    steroids = sex_steroids.effects(s, p, u, drug_effects)
    stimuli = loading.stimulus(s, p, u, bone_tissue.bone_mass(s))
    system = bone_cells.signals(s, p, drug_effects, steroids, stimuli)
    return BodyNow(
        drugs=drug_effects,
        steroids=steroids,
        stimuli=stimuli,
        flow=minerals.fluxes(s, p, u, steroids),
        system=system,
        turnover=bone_cells.site_turnover(s, p, system, steroids, stimuli),
    )


def derivatives(s: Quantity, p: Quantity, u: Quantity) -> dict[str, Quantity]:
    """The rate of change of every state [unit of the state per day].

    Parameters
    ----------
    s, p, u : namespaces with one attribute per state, parameter and input
    """
    now = follow_signal(s, p, u)
    tissue = bone_tissue.derivatives(s, p, now.turnover, minerals.mineralization_drive(s, p))
    rates = (
        drugs.derivatives(s, p, u, now.system.resorption)
        | sex_steroids.derivatives(s, p, u, now.drugs)
        | loading.derivatives(s, p, now.stimuli)
        | minerals.derivatives(s, p, u, now.flow, bone_tissue.skeletal_release(tissue, p))
        | bone_cells.derivatives(s, p, now.system, now.drugs, now.steroids, u.teriparatide_dose)
        | tissue
    )
    return {name: rates[name] for name in STATES}


def fast_steady_state(s: Quantity, p: Quantity, u: Quantity) -> dict[str, Quantity]:
    """The steady values of the fast states, from the slow ones."""
    return {
        "lh": sex_steroids.lh_steady_state(s, p, u, drugs.effects(s, p, u)),
        "pth": s.parathyroid_capacity * minerals.secretion(s.calcium, p),
    }


def outputs(s: Quantity, p: Quantity, u: Quantity) -> dict[str, Quantity]:
    """Every endpoint that a clinic or a researcher would measure of the body at one moment."""
    now = follow_signal(s, p, u)
    return markers.outputs(
        s, p, u, now.drugs, now.steroids.estrogen, now.stimuli, now.flow, now.system, now.turnover
    )


def reference_state(p: Quantity) -> dict[str, Quantity]:
    """The healthy reference state: hormones, signals and cells at 1, no drug, sites at their steady state."""
    at_one = {
        "aromatase_enzyme",
        "lh",
        "pituitary_readiness",
        "testosterone",
        "estradiol",
        *minerals.STATES,
        *bone_cells.STATES,
    }
    state: dict[str, Quantity] = dict.fromkeys(STATES, 0.0)
    state |= dict.fromkeys(at_one, 1.0)
    state["testosterone"] = sex_steroids.usual_testosterone(p)
    state["age"] = p.age_at_start
    for site in SITES:
        state |= bone_tissue.reference_tissue(site, p)
    return state


def reference_inputs(p: Quantity) -> dict[str, Quantity]:
    """The inputs of the healthy reference: no drug, habitual load, reference diet."""
    inputs: dict[str, Quantity] = dict.fromkeys(INPUTS, 0.0)
    inputs |= {site_key(site, "load"): 1.0 for site in LOADED_SITES}
    inputs["gonad_function"] = 1.0
    inputs["calcium_intake"] = p.reference_calcium_intake
    inputs["vitamin_d_intake"] = p.habitual_vitamin_d_intake
    return inputs


def namespace(values: dict[str, Quantity]) -> SimpleNamespace:
    """Named values as attributes."""
    return SimpleNamespace(**values)
