"""The healthy reference rests: by construction, at once and over ten years."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from tests.reference import reference_vectors

from osteotwin.body import bone_tissue, whole
from osteotwin.body.schedule import Timeline
from osteotwin.body.sites import DXA_SITES, LEDGER_SITES, SITES, bmd_key, site_key
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.interface import Job
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.parameters import starting_values

YEAR = 365.25


def test_nothing_moves_at_the_reference(p: SimpleNamespace) -> None:
    s, u = whole.namespace(whole.reference_state(p)), whole.namespace(whole.reference_inputs(p))
    rates = whole.derivatives(s, p, u)
    assert max(abs(rate) for rate in rates.values()) < 1e-12


def test_only_age_moves_where_the_body_ages(p: SimpleNamespace) -> None:
    ageing = SimpleNamespace(**vars(p) | {"ageing": 1.0})
    s = whole.namespace(whole.reference_state(ageing))
    rates = whole.derivatives(s, ageing, whole.namespace(whole.reference_inputs(ageing)))
    assert rates.pop("age") == pytest.approx(1 / YEAR)
    assert max(abs(rate) for rate in rates.values()) < 1e-12


def test_every_relative_output_is_one_at_the_reference(p: SimpleNamespace) -> None:
    s, u = whole.namespace(whole.reference_state(p)), whole.namespace(whole.reference_inputs(p))
    outputs = whole.outputs(s, p, u)
    others = {"lumbar_spine_stimulus": 0.0, "total_hip_stimulus": 0.0}
    absolute = {
        "estradiol": 20, "estradiol_immunoassay": 26, "testosterone": 500, "lh": 4.5, "25ohd": 30, "1_25ohd": 100,
        "pth": 40, "serum_calcium": 9.42, "urine_calcium_24h": 180.4, "calcium_absorption_fraction": 0.28,
        "bmd_lumbar_spine": 1.05, "bmd_total_hip": 1.02, "bmd_femoral_neck": 0.86, "bmd_radius_33": 0.78,
    }  # fmt: skip
    for name in OUTPUTS:
        expected = (others | absolute).get(name, 1.0)
        assert outputs[name] == pytest.approx(expected, rel=1e-3, abs=1e-12), name
    assert {name for name in OUTPUTS if OUTPUTS[name].relative} == {
        *OUTPUTS.keys() - others.keys() - absolute.keys() - {"aromatase_activity"}
    }


def test_tissue_of_a_site_adds_up_to_one(p: SimpleNamespace) -> None:
    for site in SITES:
        tissue = bone_tissue.reference_tissue(site, p)
        assert sum(tissue.values()) == pytest.approx(1, abs=1e-15)
        assert tissue[site_key(site, "osteoid")] < 0.03
        assert tissue[site_key(site, "mature_bone")] > 0.75


def test_the_ledgers_sites_are_the_whole_skeleton(p: SimpleNamespace) -> None:
    assert sum(getattr(p, site_key(site, "calcium_share")) for site in LEDGER_SITES) == pytest.approx(
        1, abs=1e-12
    )
    for site in set(SITES) - set(LEDGER_SITES):
        assert getattr(p, site_key(site, "calcium_share")) == 0


def test_ten_years_at_the_reference_move_no_bone(p: SimpleNamespace) -> None:
    names = starting_values().names
    values = np.array([getattr(p, name) for name in names])
    state, inputs = reference_vectors(values, names)
    timeline = Timeline(np.array([0.0, 10 * YEAR]), inputs[None, :], ("life",))
    run = SciPyEngine().run(Job(values, state, timeline, np.linspace(0, 10 * YEAR, 11)))
    assert run.failure is None
    for site in DXA_SITES:
        bmd = run.outputs[:, list(OUTPUTS).index(bmd_key(site))]
        assert np.max(np.abs(bmd / bmd[0] - 1)) < 1e-4, site


def test_fast_states_are_where_their_rates_vanish(
    body: tuple[dict[str, float], dict[str, float], dict[str, float]],
) -> None:
    states, values, inputs = body
    p, u = whole.namespace(values), whole.namespace(inputs)
    fast = whole.fast_steady_state(whole.namespace(states), p, u)
    assert tuple(fast) == whole.FAST_STATES
    rates = whole.derivatives(whole.namespace(states | fast), p, u)
    for name, level in fast.items():
        assert level > 0
        assert rates[name] == pytest.approx(0.0, abs=1e-9 * level * getattr(p, f"{name}_rate")), name
