"""Drug kinetics against closed forms and published figures."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.integrate import solve_ivp, trapezoid
from scipy.linalg import expm

from osteotwin.arrays import Vector
from osteotwin.body import drugs, whole
from osteotwin.parameters import starting_values

P = starting_values().values()
DRUG_STATES = tuple(drugs.STATES)
#: Calls of the rates: far more than any run below takes; equations of a wrong sign take them without end.
MOST_CALLS = 20_000


def follow(days: Vector, inputs: dict[str, float] | None = None, **initial: float) -> dict[str, Vector]:
    """Integrate the drug equations alone, resorption held at the reference."""
    p = whole.namespace(P)
    u = whole.namespace(whole.reference_inputs(p) | (inputs or {}))
    start = dict.fromkeys(DRUG_STATES, 0.0) | {"aromatase_enzyme": 1.0} | initial

    calls = 0

    def rates(_: float, y: Vector) -> list[float]:
        nonlocal calls
        calls += 1
        assert calls < MOST_CALLS, "the equations blow up: the solver goes on in ever smaller steps"
        s = whole.namespace(dict(zip(DRUG_STATES, y.tolist(), strict=True)))
        found = drugs.derivatives(s, p, u, 1.0)
        return [found[name] for name in DRUG_STATES]

    run = solve_ivp(
        rates, (0, days[-1]), list(start.values()), method="LSODA", t_eval=days, rtol=1e-10, atol=1e-12
    )
    assert run.success
    return dict(zip(DRUG_STATES, run.y, strict=True))


def effects(states: dict[str, float], inputs: dict[str, float] | None = None) -> drugs.DrugEffects:
    p = whole.namespace(P)
    s = whole.namespace(whole.reference_state(p) | states)
    return drugs.effects(s, p, whole.namespace(whole.reference_inputs(p) | (inputs or {})))


@pytest.mark.parametrize(
    ("drug", "dose_mg"), [("anastrozole", 1.0), ("letrozole", 2.5), ("exemestane", 25.0)]
)
def test_steady_concentration_is_dose_over_clearance(drug: str, dose_mg: float) -> None:
    run = follow(np.array([0.0, 100.0]), {f"{drug}_rate": 1000 * dose_mg})
    assert run[f"{drug}_plasma"][-1] == pytest.approx(1000 * dose_mg / P[f"{drug}_clearance"], rel=1e-6)


def test_published_concentrations_and_half_lives() -> None:
    """Letrozole about 101 ug/L; anastrozole 18 to 27 ug/L and 42 to 47 h in men; exemestane about 24 h."""
    assert 2500 / P["letrozole_clearance"] == pytest.approx(101.2, abs=0.5)
    assert 18 < 1000 / P["anastrozole_clearance"] < 27
    half_life = {
        drug: 24 * np.log(2) * P[f"{drug}_volume"] / P[f"{drug}_clearance"]
        for drug in ("anastrozole", "letrozole", "exemestane")
    }
    assert 38 < half_life["anastrozole"] < 50
    assert 48 < half_life["letrozole"] < 96
    assert 20 < half_life["exemestane"] < 28


@pytest.mark.parametrize("drug", ["anastrozole", "letrozole", "exemestane"])
def test_a_tablet_follows_batemans_function(drug: str) -> None:
    days = np.linspace(0, 10, 41)
    run = follow(days, **{f"{drug}_gut": 1000.0})
    ka, volume = P[f"{drug}_absorption"], P[f"{drug}_volume"]
    ke = P[f"{drug}_clearance"] / volume
    expected = 1000 * ka / (volume * (ka - ke)) * (np.exp(-ke * days) - np.exp(-ka * days))
    assert run[f"{drug}_plasma"] == pytest.approx(expected, abs=1e-6)


def test_a_single_anastrozole_tablet_in_men() -> None:
    """Yuan: Cmax 10 ug/L (SD 3), tmax 1.2 h, AUC 443 ug h/L (SD 141) after 1 mg."""
    days = np.linspace(0, 20, 20001)
    plasma = follow(days, anastrozole_gut=1000.0)["anastrozole_plasma"]
    assert 5 < plasma.max() < 16
    assert 1 < 24 * days[np.argmax(plasma)] < 6
    assert 24 * float(trapezoid(plasma, days)) == pytest.approx(443, abs=141)


def rates(**states: float) -> dict[str, float]:
    """The rates of change of the drug states in a body without any other drug."""
    p = whole.namespace(P)
    s = whole.namespace(whole.reference_state(p) | states)
    return drugs.derivatives(s, p, whole.namespace(whole.reference_inputs(p)), 1.0)


def test_denosumab_flows_from_the_fuller_volume_to_the_emptier() -> None:
    central, peripheral = P["denosumab_central_volume"], P["denosumab_peripheral_volume"]
    assert rates(denosumab_central=10.0)["denosumab_peripheral"] > 0
    assert rates(denosumab_peripheral=10.0)["denosumab_peripheral"] < 0
    assert rates(denosumab_peripheral=10.0)["denosumab_central"] > 0
    alike = rates(denosumab_central=3 * central, denosumab_peripheral=3 * peripheral)
    assert alike["denosumab_peripheral"] == pytest.approx(0.0, abs=1e-12)


#: antibody -> volume, linear clearance, largest elimination by its target, concentration of half of that
ELIMINATION = {
    "denosumab": (
        P["denosumab_central_volume"], P["denosumab_clearance"],
        P["denosumab_target_clearance"] * P["denosumab_half_elimination"], P["denosumab_half_elimination"],
    ),
    "romosozumab": (
        P["romosozumab_volume"], P["romosozumab_clearance"],
        P["romosozumab_max_elimination"], P["romosozumab_half_elimination"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("antibody", ELIMINATION)
def test_an_antibody_leaves_linearly_and_by_its_target_which_saturates(antibody: str) -> None:
    volume, clearance, largest, half = ELIMINATION[antibody]
    assert min(clearance, largest, half) > 0
    for times, share in ((1e-6, 1e-6), (1.0, 0.5), (3.0, 0.75), (1e6, 1.0)):
        states = {f"{antibody}_central": times * half * volume}
        if antibody == "denosumab":  # as full, so that nothing is exchanged
            states["denosumab_peripheral"] = times * half * P["denosumab_peripheral_volume"]
        leaving = -rates(**states)[f"{antibody}_central"]
        assert leaving - clearance * times * half == pytest.approx(share * largest, rel=1e-4)


def test_denosumab_at_high_concentration_has_its_long_half_life() -> None:
    """Target elimination saturates: what is left is the linear clearance from both volumes, over a month."""
    p = whole.namespace(P)
    slow = np.array([  # the linear part, with elimination by the target at its (small) share of 20 mg/L
        [-(p.denosumab_clearance + p.denosumab_exchange) / p.denosumab_central_volume,
         p.denosumab_exchange / p.denosumab_peripheral_volume],
        [p.denosumab_exchange / p.denosumab_central_volume, -p.denosumab_exchange / p.denosumab_peripheral_volume],
    ])  # fmt: skip
    terminal = np.log(2) / -max(np.linalg.eigvals(slow).real)
    run = follow(np.array([0.0, 30.0, 31.0]), denosumab_central=2000.0)
    seen = np.log(2) / np.log(run["denosumab_central"][1] / run["denosumab_central"][2])
    assert seen == pytest.approx(terminal, rel=0.02)
    # As measured: 60 mg, from the peak on, with the target drawing more and more (label 25 d, SD 9; facts 26 d).
    usual = follow(np.array([0.0, 15.0, 100.0]), denosumab_depot=60.0)["denosumab_central"]
    assert 85 * np.log(2) / np.log(usual[1] / usual[2]) == pytest.approx(28, abs=5)
    late = follow(np.array([0.0, 175.0, 180.0]), denosumab_depot=60.0)["denosumab_central"]
    assert 5 * np.log(2) / np.log(late[1] / late[2]) < 15  # and speeds up as it empties


def test_denosumab_peak() -> None:
    """60 mg: peak near day 10, 5 to 9 mg/L (label: 6.75 mg/L, 3 to 21 days)."""
    days = np.linspace(0, 60, 601)
    concentration = follow(days, denosumab_depot=60.0)["denosumab_central"] / P["denosumab_central_volume"]
    assert 3 < days[np.argmax(concentration)] < 21
    assert 5 < concentration.max() < 12


def test_the_antibodies_are_not_made_or_lost_in_exchange() -> None:
    """Without any elimination all that is absorbed stays."""
    p = whole.namespace(P | {"denosumab_clearance": 0.0, "denosumab_target_clearance": 0.0})
    u = whole.namespace(whole.reference_inputs(p))
    states = whole.reference_state(p) | {
        "denosumab_depot": 60.0,
        "denosumab_central": 5.0,
        "denosumab_peripheral": 1.0,
    }
    rates = drugs.derivatives(whole.namespace(states), p, u, 1.0)
    gained = rates["denosumab_central"] + rates["denosumab_peripheral"]
    assert gained == pytest.approx(-p.denosumab_bioavailability * rates["denosumab_depot"])


def test_bisphosphonate_surface_and_buried_pool() -> None:
    """Two linear pools: the matrix exponential knows them."""
    loss, release, share = (
        P[f"bisphosphonate_{name}"] for name in ("surface_loss", "release", "buried_share")
    )
    flow = np.array([[-loss, release], [share * loss, -release]])
    days = np.array([0.0, 100.0, 1000.0, 4000.0])
    run = follow(days, bisphosphonate_surface=2.75)
    for i, day in enumerate(days):
        expected = expm(flow * day) @ np.array([2.75, 0.0])
        assert run["bisphosphonate_surface"][i] == pytest.approx(expected[0], rel=1e-6)
        assert run["bisphosphonate_buried"][i] == pytest.approx(expected[1], rel=1e-6, abs=1e-9)


def test_depots_release_what_they_hold() -> None:
    for ester in ("enanthate", "undecanoate"):
        rate, content = P[f"testosterone_{ester}_release"], P[f"testosterone_{ester}_content"]
        run = follow(np.linspace(0, 40 / rate, 4001), **{f"testosterone_{ester}_depot": 100.0})
        depot = run[f"testosterone_{ester}_depot"]
        released = [effects({f"testosterone_{ester}_depot": float(v)}).depot_testosterone for v in depot]
        assert float(trapezoid(released, np.linspace(0, 40 / rate, 4001))) == pytest.approx(
            100 * content, rel=1e-3
        )


@pytest.mark.parametrize(
    ("state", "read", "at_none", "at_much"),
    [
        ("letrozole_plasma", lambda e: e.aromatase_activity, 1.0, 1 - P["aromatase_max_inhibition"]),
        ("denosumab_central", lambda e: e.free_rankl, 1.0, 0.0),
        ("romosozumab_central", lambda e: e.free_sclerostin, 1.0, 0.0),
        (
            "bisphosphonate_surface",
            lambda e: e.osteoclast_removal_gain,
            1.0,
            1 + P["bisphosphonate_max_effect"],
        ),
        ("serm_level", lambda e: e.serm, 0.0, P["serm_max_occupancy"]),
        ("gnrh_desensitization", lambda e: e.gnrh_drive, 1.0, 1 - P["gnrh_suppression"]),
    ],
)
def test_an_effect_runs_from_none_to_its_bound(
    state: str, read: Callable[[drugs.DrugEffects], float], at_none: float, at_much: float
) -> None:
    inputs = {"gnrh_agonist": 1.0} if state == "gnrh_desensitization" else None
    largest = 1.0 if state == "gnrh_desensitization" else 1e9
    start = read(effects({state: 0.0}))
    assert start == pytest.approx(at_none, abs=1e-12)
    assert read(effects({state: largest}, inputs)) == pytest.approx(at_much, abs=2e-3)
    path = [read(effects({state: x * largest}, inputs)) for x in (1e-9, 1e-7, 1e-3, 1.0)]
    assert np.all(np.diff(path) * np.sign(at_much - at_none) >= 0)


def test_half_effect_concentrations_halve() -> None:
    volume = P["denosumab_central_volume"]
    assert effects({"denosumab_central": P["denosumab_rankl_affinity"] * volume}).free_rankl == pytest.approx(
        0.5
    )
    romosozumab = P["romosozumab_sclerostin_affinity"] * P["romosozumab_volume"]
    assert effects({"romosozumab_central": romosozumab}).free_sclerostin == pytest.approx(0.5)
    aromatase = effects({"anastrozole_plasma": P["anastrozole_ic50"]}).aromatase_activity
    assert aromatase == pytest.approx(1 - P["aromatase_max_inhibition"] / 2)
    half = effects({"bisphosphonate_surface": P["bisphosphonate_half_effect"]}).osteoclast_removal_gain - 1
    assert half == pytest.approx(P["bisphosphonate_max_effect"] / 2, rel=0.05)


def test_inhibitors_share_one_enzyme() -> None:
    """Two half doses of reversible inhibitors are as one full dose, not as two in a row."""
    half = {"anastrozole_plasma": P["anastrozole_ic50"] / 2, "letrozole_plasma": P["letrozole_ic50"] / 2}
    both = effects(half).aromatase_activity
    assert both == pytest.approx(effects({"anastrozole_plasma": P["anastrozole_ic50"]}).aromatase_activity)


def test_exemestane_leaves_a_tenth_of_the_enzyme() -> None:
    run = follow(np.array([0.0, 100.0]), {"exemestane_rate": 25_000.0})
    plasma = 25_000 / P["exemestane_clearance"]
    left = P["aromatase_turnover"] / (P["aromatase_turnover"] + P["exemestane_inactivation"] * plasma)
    assert run["aromatase_enzyme"][-1] == pytest.approx(left, rel=1e-6)
    assert 0.05 < left < 0.15  # label: estrogens down 85 to 95 %


def test_tolerance_lags_and_limits_teriparatide() -> None:
    run = follow(np.array([0.0, 60.0, 3000.0]), {"teriparatide_dose": 1.0})
    signal, tolerance = run["teriparatide_signal"], run["teriparatide_tolerance"]
    assert signal[1] == pytest.approx(1 - np.exp(-60 * P["teriparatide_rate"]), rel=1e-6)
    assert tolerance[1] < 0.2
    assert tolerance[2] == pytest.approx(1, abs=1e-3)
    late = effects({"teriparatide_signal": 1.0, "teriparatide_tolerance": 1.0}).teriparatide
    left, half = 1 - P["teriparatide_tolerance_depth"], P["teriparatide_half_effect"]
    assert late == pytest.approx(left * (1 + half) / (left + half))


def test_twice_the_teriparatide_is_less_than_twice_the_effect() -> None:
    one, two = (effects({"teriparatide_signal": dose}).teriparatide for dose in (1.0, 2.0))
    assert one == pytest.approx(1.0)
    assert 1.2 < two < 1.8


def test_the_test_integrates_the_bodys_own_equations() -> None:
    """The drug states of the whole body obey the same law as alone."""
    p = whole.namespace(P)
    states = whole.reference_state(p) | {"letrozole_gut": 500.0, "denosumab_central": 8.0}
    whole_rates = whole.derivatives(whole.namespace(states), p, whole.namespace(whole.reference_inputs(p)))
    alone = drugs.derivatives(SimpleNamespace(**states), p, whole.namespace(whole.reference_inputs(p)), 1.0)
    for name in DRUG_STATES:
        assert alone[name] == pytest.approx(whole_rates[name], abs=1e-12)


def test_tolerance_to_teriparatide_never_turns_its_effect_around() -> None:
    """More than the label's dose gives no less, and never the opposite: Orwoll 2003 had 40 ug."""
    at_rest = [
        effects({"teriparatide_signal": times, "teriparatide_tolerance": times}).teriparatide
        for times in (0.5, 1.0, 2.0, 3.0, 5.0)
    ]
    assert min(at_rest) > 0
    assert np.all(np.diff(at_rest) > 0)


@pytest.mark.parametrize(
    ("state", "given", "rate"),
    [
        ("serm_level", "serm_bone_exposure", "serm_rate"),
        ("teriparatide_signal", "teriparatide_dose", "teriparatide_rate"),
        ("gnrh_desensitization", "gnrh_agonist", "gnrh_desensitization_rate"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("start", [0.0, 2.0])
@pytest.mark.parametrize("dose", [0.0, 1.0])
def test_a_daily_average_tends_to_what_is_given_at_its_rate(
    state: str, given: str, rate: str, start: float, dose: float
) -> None:
    days = np.array([0.0, 1.0, 20.0, 300.0])
    run = follow(days, {given: dose}, **{state: start})
    assert run[state] == pytest.approx(dose + (start - dose) * np.exp(-P[rate] * days), abs=1e-7)


@pytest.mark.parametrize("state", [name for name in DRUG_STATES if name != "aromatase_enzyme"])
def test_without_more_of_it_every_drug_leaves(state: str) -> None:
    amount = {"ug": 1000.0, "ug/L": 50.0, "mg": 20.0, "": 1.0}[drugs.STATES[state]]
    assert rates(**{state: amount})[state] < 0
