"""The package ``bone-models`` (MIT, Modiz) as an independent oracle where its equations and ours coincide."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from osteotwin.arrays import Vector
from osteotwin.body import bone_tissue, drugs, whole
from osteotwin.body.bone_cells import SiteTurnover
from osteotwin.body.sites import SITES, site_key
from osteotwin.engine import scipy_engine
from osteotwin.engine.accumulation import accumulate
from osteotwin.engine.generate import functions_of
from osteotwin.engine.graph import Graph
from osteotwin.engine.trace import TracedModel
from osteotwin.parameters import starting_values

P = starting_values().values()


@pytest.fixture(scope="module")
def oracle() -> Iterator[ModuleType]:
    """The package, its chatter and its plots kept quiet."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        import matplotlib

        matplotlib.use("Agg")
        import bone_models
        import matplotlib.pyplot as plt

        yield bone_models
        plt.close("all")


# ---- a published cell model through our graph, generated functions and solver -------------------------------

LEMAIRE_INPUTS = ("osteoblasts", "precursors", "osteoclasts", "pth", "opg", "rankl")


def lemaire_equations(s: Any, u: Any) -> dict[str, Any]:
    """Lemaire 2004 in the notation of the article; pM and days."""
    occupancy = (s.c + 0.05 * 5e-3) / (s.c + 5e-3)  # TGF-beta
    pth = ((250 + u.pth) / 86) / (u.pth / 86 + 3 / 0.02)
    opg = (2e5 * s.r / pth + u.opg) / 0.35
    binding = 5.8e-4 / 1.7e-2
    rankl = binding * 3e6 * pth * s.b * (1 + u.rankl / 1e3) / (1 + binding * 10 + 0.01 / 10 * opg)
    return {
        "r": 7e-4 * occupancy - 0.7 * 0.05 / occupancy * s.r + u.precursors,
        "b": 0.7 * 0.05 / occupancy * s.r - 0.189 * s.b + u.osteoblasts,
        "c": 2.1e-3 * rankl - 0.7 * occupancy * s.c + u.osteoclasts,
    }


class Stack:
    """Our tracing, code generation, Jacobian and solver on another model's equations."""

    def __init__(self) -> None:
        graph, names = Graph(), ("r", "b", "c")
        s = SimpleNamespace(**{name: graph.symbol(f"state.{name}") for name in names})
        u = SimpleNamespace(**{name: graph.symbol(f"input.{name}") for name in LEMAIRE_INPUTS})
        found = lemaire_equations(s, u)
        nodes = [graph.const(found[name]) for name in names]
        jacobian = accumulate(nodes, [getattr(s, name) for name in names])
        model = TracedModel(names, (), LEMAIRE_INPUTS, (), tuple(nodes), jacobian, (), (), ())
        self.functions = functions_of(model)

    def prepare(self, inputs: dict[str, float]) -> list[float]:
        return self.functions.prepare([], [inputs.get(name, 0.0) for name in LEMAIRE_INPUTS])

    def solve(self, y: Vector, days: Vector, inputs: dict[str, float]) -> Vector:
        functions, prepared = self.functions, self.prepare(inputs)
        rows, columns = zip(*functions.jacobian_index, strict=True)

        def matrix(_: float, state: Vector) -> Vector:
            full = np.zeros((3, 3))
            full[rows, columns] = functions.jacobian(state.tolist(), prepared)
            return full

        return scipy_engine._lsoda(
            lambda _, state: functions.rates(state.tolist(), prepared),
            matrix,
            y,
            days,
            1e-10,
            np.full(3, 1e-16),
        )


@pytest.fixture(scope="module")
def stack() -> Stack:
    return Stack()


def inputs_of(case: Any) -> dict[str, float]:
    return {
        "osteoblasts": case.OBa_injection, "precursors": case.OBp_injection, "osteoclasts": case.OCa_injection,
        "pth": case.PTH_injection, "opg": case.OPG_injection, "rankl": case.RANKL_injection,
    }  # fmt: skip


def lemaire(oracle: ModuleType, number: int) -> Any:
    cases = oracle.load_cases.lemaire_load_cases
    return oracle.models.Lemaire_Model(getattr(cases, f"Lemaire_Load_Case_{number}")())


@pytest.mark.parametrize("number", range(1, 10))
def test_lemaires_rates(number: int, oracle: ModuleType, stack: Stack) -> None:
    model = lemaire(oracle, number)
    random = np.random.default_rng(number)
    prepared = stack.prepare(inputs_of(model.load_case))
    for _ in range(5):
        y = np.array([7.7e-4, 7.3e-4, 9.1e-4]) * np.exp(random.normal(0, 0.5, 3))
        theirs = model.bone_cell_population_model(y, 50.0)  # within the injection
        assert stack.functions.rates(y.tolist(), prepared) == pytest.approx(theirs, rel=1e-10, abs=1e-18)


# The eighth case takes away more precursors than there are: below zero the equations blow up.
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7, 9])
def test_lemaires_course(number: int, oracle: ModuleType, stack: Stack) -> None:
    """An injection from day 20 to 80, solved by our stack and by the package itself."""
    model = lemaire(oracle, number)
    theirs = model.solve_bone_cell_population_model([0, 140])
    rest = theirs.y[:, 0]
    assert rest == pytest.approx([7.73e-4, 7.28e-4, 9.13e-4], rel=2e-3)  # Lemaire 2004
    assert stack.solve(rest, np.array([0.0, 1000.0]), {})[-1] == pytest.approx(rest, rel=1e-6)
    course = inputs_of(model.load_case)
    before = stack.solve(rest, np.array([0.0, 10.0, 20.0]), {})
    during = stack.solve(before[-1], np.array([20.0, 40.0, 80.0]), course)
    after = stack.solve(during[-1], np.array([80.0, 100.0, 140.0]), {})
    ours = {20.0: before[2], 40.0: during[1], 80.0: during[2], 100.0: after[1], 140.0: after[2]}
    # The package's own solver steps over the switches; the same equations cut there are the sharper oracle.
    y = rest
    for first, last in ((0.0, 20.0), (20.0, 40.0), (40.0, 80.0), (80.0, 100.0), (100.0, 140.0)):
        middle = (first + last) / 2
        y = solve_ivp(
            lambda _, x, at=middle: model.bone_cell_population_model(x, at), (first, last), y, method="LSODA",
            rtol=1e-10, atol=1e-16,
        ).y[:, -1]  # fmt: skip
        assert ours[last] == pytest.approx(y, rel=1e-6), last
    assert ours[140.0] == pytest.approx(theirs.y[:, -1], rel=0.02)
    assert np.max(np.abs(ours[80.0] / rest - 1)) > 0.004


# ---- Martínez-Reina and Pivonka 2019 -------------------------------------------------------------------------


@pytest.fixture
def martinez_reina(oracle: ModuleType) -> Any:
    case = oracle.load_cases.martinez_reina_load_cases.Martinez_Reina_Load_Case()
    case.start_postmenopausal_osteoporosis = 1e9
    case.end_postmenopausal_osteoporosis = 2e9
    return oracle.models.Martinez_Reina_Model(case)


@pytest.mark.parametrize("amount", [0.01, 0.3, 3.0, 30.0])
def test_denosumab_competes_for_rankl(amount: float, martinez_reina: Any) -> None:
    """Free RANKL is hyperbolic in denosumab; OPG and RANK set the concentration that halves it."""
    model, q = martinez_reina, martinez_reina.parameters
    cells = (6.2e-4, 5.6e-4)
    model.time_for_denosumab = np.array([0.0, 183.0])

    def rankl(nanograms_per_ml: float) -> float:
        model.denosumab_concentration_over_time = np.full(2, nanograms_per_ml)
        return float(
            model.calculate_RANKL_concentration(*cells, model.load_case.start_denosumab_treatment + 1)
        )

    others = (
        1
        + q.binding_constant.RANKL_OPG
        * model.calculate_OPG_concentration(*cells, model.load_case.start_denosumab_treatment + 1)
        + q.binding_constant.RANKL_RANK * q.concentration.RANK
    )
    per_mg_l = (
        q.denosumab.accessibility_factor * q.binding_constant.RANKL_denosumab * 1e9 / q.denosumab.molar_mass
    )
    p = whole.namespace(P | {"denosumab_rankl_affinity": others / per_mg_l})
    s = whole.namespace(whole.reference_state(p) | {"denosumab_central": amount * p.denosumab_central_volume})
    ours = drugs.effects(s, p, whole.namespace(whole.reference_inputs(p))).free_rankl
    assert ours == pytest.approx(rankl(1000 * amount) / rankl(0.0), rel=1e-9)  # mg/L is 1000 ng/mL


def test_denosumab_kinetics(martinez_reina: Any) -> None:
    """One compartment with Michaelis-Menten elimination: ours with the exchange closed."""
    model, q = martinez_reina, martinez_reina.parameters.denosumab
    model.solve_for_denosumab_concentration()
    days, theirs = model.time_for_denosumab, model.denosumab_concentration_over_time / 1000  # mg/L
    volume = q.volume_central_compartment / 1000
    p = whole.namespace(
        P | {
            "denosumab_absorption": q.absorption_rate, "denosumab_bioavailability": q.bioavailability,
            "denosumab_central_volume": volume, "denosumab_clearance": q.elimination_rate * volume,
            "denosumab_exchange": 0.0,
            "denosumab_target_clearance": q.maximum_volume / q.michaelis_menten_constant / 1000,
            "denosumab_half_elimination": q.michaelis_menten_constant / 1000,
        }
    )  # fmt: skip
    u = whole.namespace(whole.reference_inputs(p))
    zero = whole.reference_state(p)

    def rates(_: float, y: Vector) -> list[float]:
        found = drugs.derivatives(
            whole.namespace(zero | {"denosumab_depot": y[0], "denosumab_central": y[1]}), p, u, 1.0
        )
        return [found["denosumab_depot"], found["denosumab_central"]]

    run = solve_ivp(rates, (0, days[-1]), [60.0, 0.0], method="LSODA", t_eval=days, rtol=1e-10, atol=1e-12)
    assert run.y[1] / volume == pytest.approx(theirs, rel=1e-6, abs=1e-8)
    assert theirs.max() > 5


def test_secondary_mineralization(martinez_reina: Any) -> None:
    """A packet that nobody resorbs gains its last mineral as 1 - e^-kt in both, once primary is done."""
    model, q = martinez_reina, martinez_reina.parameters.mineralisation
    primary_done = q.lag_time + q.primary_phase_duration
    share = q.primary_mineral_content / q.maximum_mineral_content
    p = whole.namespace(P | {"secondary_mineralization_rate": q.rate, "young_mineral_share": share})
    still = {site: SiteTurnover(0.0, 0.0) for site in SITES}
    zero = dict.fromkeys(bone_tissue.STATES, 0.0)
    site = SITES[0]
    names = [site_key(site, tissue) for tissue in bone_tissue.TISSUES]

    def rates(_: float, y: Vector) -> list[float]:
        s = whole.namespace(zero | dict(zip(names, y.tolist(), strict=True)))
        found = bone_tissue.derivatives(s, p, still, 1.0)
        return [found[name] for name in names]

    days = np.array([0.0, 30.0, 100.0, 400.0, 1500.0])
    run = solve_ivp(rates, (0, 1500), [0.0, 1.0, 0.0], t_eval=days, rtol=1e-10, atol=1e-12)
    for k, day in enumerate(days):
        packet = whole.namespace(zero | dict(zip(names, run.y[:, k].tolist(), strict=True)))
        theirs = model.calculate_mineralisation_law(day + primary_done) / q.maximum_mineral_content
        assert bone_tissue.mineral(site, packet, p) == pytest.approx(theirs, rel=1e-7)


def test_primary_mineralization_takes_as_long(martinez_reina: Any) -> None:
    """Their lag of 12 days and 10 days of uptake have the mean of our exponential, within a week."""
    q = martinez_reina.parameters.mineralisation
    mean = q.lag_time + q.primary_phase_duration / 2
    assert 1 / P["primary_mineralization_rate"] == pytest.approx(mean, abs=7)
