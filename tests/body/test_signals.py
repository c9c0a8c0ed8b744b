"""Each pathway alone: one thing is changed at the reference, and one rate or effect must answer with its sign."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from osteotwin.body import loading, whole
from osteotwin.body.sites import DXA_SITES, SITES, bmd_key, site_key
from osteotwin.parameters import starting_values

P = starting_values().values() | {"ageing": 0.0}

#: (changed states and inputs, rate that answers, its sign, why)
PATHWAYS: tuple[tuple[dict[str, float], str, int, str], ...] = (
    ({"estradiol": 0.3}, "rankl", +1, "estradiol restrains RANKL"),
    ({"estradiol": 0.3}, "osteoclast_precursors", +1, "and the recruitment of osteoclasts"),
    ({"estradiol": 0.3}, "osteoclasts", +1, "and shortens their life"),
    ({"estradiol": 0.3}, "sclerostin", +1, "and restrains sclerostin: Mödder 2011"),
    ({"estradiol": 0.3}, "osteocytes", -1, "and keeps osteocytes alive"),
    ({"estradiol": 0.3}, "calcium", -1, "and the kidney's calcium threshold"),
    ({"estradiol": 0.3}, "lh", +1, "and restrains LH"),
    ({"testosterone": 0.3}, "total_hip_osteoid", -1, "testosterone raises formation, weakly"),
    ({"testosterone": 0.3}, "lh", +1, "and restrains LH, weakly"),
    ({"testosterone": 0.3}, "estradiol", -1, "and is what estradiol is made of"),
    ({"lh": 0.3}, "testosterone", -1, "LH drives the testis"),
    ({"lh": 0.3}, "estradiol", -1, "which makes estradiol too"),
    ({"pth": 2.0}, "rankl", +1, "PTH raises RANKL"),
    ({"pth": 2.0}, "calcitriol", +1, "and calcitriol"),
    ({"pth": 2.0}, "phosphate", -1, "and sheds phosphate"),
    ({"pth": 2.0}, "calcium", +1, "and saves calcium in the kidney"),
    ({"calcium": 0.97}, "pth", +1, "low calcium calls PTH"),
    ({"calcium": 1.03}, "pth", -1, "high calcium silences it"),
    ({"calcitriol": 1.5}, "calcium", +1, "calcitriol opens the gut"),
    ({"calcitriol": 1.5}, "parathyroid_capacity", -1, "and rests the glands"),
    ({"calcitriol": 1.5}, "phosphate", +1, "and takes up phosphate"),
    ({"vitamin_d": 0.3}, "calcitriol", -1, "calcitriol needs 25OHD"),
    ({"vitamin_d": 0.3}, "parathyroid_capacity", +1, "without it the glands grow"),
    ({"vitamin_d": 0.3}, "lumbar_spine_osteoid", +1, "and osteoid waits for mineral"),
    ({"phosphate": 0.7}, "calcitriol", +1, "low phosphate raises calcitriol"),
    ({"phosphate": 0.7}, "lumbar_spine_osteoid", +1, "and slows mineralization"),
    ({"calcium_intake": 50.0}, "calcium", +1, "calcium is absorbed"),
    ({"vitamin_d_intake": 2.0}, "vitamin_d", +1, "vitamin D as well"),
    ({"sclerostin": 1.5}, "osteoblasts", -1, "sclerostin brakes the flow into osteoblasts"),
    ({"sclerostin": 1.5}, "osteoblast_precursors", +1, "so that their precursors gather"),
    ({"sclerostin": 1.5}, "rankl", +1, "and raises RANKL"),
    ({"sclerostin": 1.5}, "osteoclasts", +1, "and lowers OPG"),
    ({"romosozumab_central": 20.0}, "osteoblasts", +1, "romosozumab frees the brake"),
    ({"romosozumab_central": 20.0}, "osteoblast_precursors", -1, "and empties the pool"),
    ({"rankl": 1.5}, "osteoclasts", +1, "RANKL makes osteoclasts"),
    ({"rankl": 1.5}, "osteoclast_precursors", -1, "from their precursors"),
    ({"denosumab_central": 10.0}, "osteoclasts", -1, "denosumab takes RANKL away"),
    ({"denosumab_central": 10.0}, "osteoclast_precursors", +1, "and the pool fills: the rebound"),
    ({"bisphosphonate_surface": 1.0}, "osteoclasts", -1, "bisphosphonates kill osteoclasts"),
    ({"osteoclasts": 0.5}, "matrix_factor", -1, "resorption frees growth factors"),
    ({"osteoclasts": 0.5}, "osteoblast_precursors", -1, "which recruit osteoblasts"),
    ({"matrix_factor": 0.5}, "lumbar_spine_osteoid", -1, "and let them form"),
    ({"osteoblasts": 1.5}, "rankl", +1, "osteoblasts make RANKL"),
    ({"osteoblasts": 1.5}, "osteocytes", +1, "and become osteocytes"),
    ({"osteocytes": 0.7}, "sclerostin", -1, "which make sclerostin"),
    ({"igf1": 1.3}, "osteoblast_precursors", +1, "IGF-1 recruits"),
    ({"teriparatide_signal": 1.0}, "rankl", +1, "teriparatide raises RANKL"),
    ({"teriparatide_signal": 1.0}, "osteoblasts", +1, "and drives osteoblasts"),
    ({"teriparatide_dose": 1.0}, "sclerostin", -1, "and lowers sclerostin: Drake 2010"),
    ({"teriparatide_signal": 1.0, "osteoblast_precursors": 0.0}, "osteoblasts_lost", -1, "and osteoblasts live longer"),
    ({"teriparatide_signal": 1.0, "sclerostin": 100.0}, "osteoblast_precursors", +1, "and precursors multiply"),
    ({"lumbar_spine_load": 1.5}, "sclerostin", -1, "load lowers sclerostin"),
    ({"lumbar_spine_load": 1.5}, "igf1", +1, "and raises IGF-1"),
    ({"lumbar_spine_load": 1.5}, "lumbar_spine_log_set_point", +1, "and is got used to"),
    ({"lumbar_spine_load": 1.5}, "lumbar_spine_mature_bone", +1, "and lowers the site's resorption"),
    ({"lumbar_spine_load": 1.5}, "lumbar_spine_osteoid", +1, "and raises its formation"),
    ({"lumbar_spine_load": 1.5}, "trabecular_spine_mature_bone", +1, "also in the core"),
    ({"lumbar_spine_mature_bone": 0.7}, "lumbar_spine_log_set_point", +1, "thin bone strains more"),
    ({"age": 80.0}, "total_hip_osteoid", -1, "age tires formation"),
    ({"age": 80.0}, "testosterone", -1, "and the testis"),
)  # fmt: skip


def body(changes: dict[str, float], **parameters: float) -> tuple[Any, Any, Any]:
    p = whole.namespace(P | parameters)
    states, inputs = whole.reference_state(p), whole.reference_inputs(p)
    for name, value in changes.items():
        assert name in states or name in inputs
        (states if name in states else inputs)[name] = value
    return whole.namespace(states), p, whole.namespace(inputs)


@pytest.mark.parametrize(
    ("changes", "rate", "sign", "why"), PATHWAYS, ids=[f"{'+'.join(c)}->{r}" for c, r, _, _ in PATHWAYS]
)
def test_a_pathway_answers_with_its_sign(changes: dict[str, float], rate: str, sign: int, why: str) -> None:
    found = whole.derivatives(*body(changes))
    if (
        rate == "osteoblasts_lost"
    ):  # with an empty pool nothing but loss is left: slower than without the drug
        answer = -found["osteoblasts"] - P["osteoblast_removal_rate"]
    elif rate == "osteoblast_precursors" and "teriparatide_signal" in changes:
        # With the use by Wnt drive braked away, what is left is recruitment.
        answer = found[rate] - whole.derivatives(*body({"sclerostin": 100.0}))[rate]
    else:
        answer = found[rate]
    assert sign * answer > 1e-9, why


@pytest.mark.parametrize("site", SITES)
def test_load_answers_at_its_own_site_beyond_what_all_sites_share(site: str) -> None:
    load = site_key("lumbar_spine" if site == "trabecular_spine" else site, "load")
    here = whole.follow_signal(*body({load: 1.5})).turnover
    for other in SITES:
        if other == site or {other, site} == {"lumbar_spine", "trabecular_spine"}:
            assert here[other].resorption < 0.95
            assert here[other].formation > 1.005
        else:
            assert here[other].resorption == pytest.approx(1, abs=1e-12)
            assert here[other].formation == pytest.approx(1, abs=1e-12)


def test_pth_wastes_cortex_more_than_the_spine() -> None:
    turnover = whole.follow_signal(*body({"pth": 2.0})).turnover
    assert (
        turnover["radius_33"].resorption
        > turnover["total_hip"].resorption
        > turnover["lumbar_spine"].resorption
    )


def test_an_anabolic_drive_favors_the_spine() -> None:
    """Teriparatide and romosozumab give the spine most and the radius nothing: Orwoll 2003, Lewiecki 2018."""
    for changes in ({"teriparatide_signal": 1.0}, {"romosozumab_central": 20.0}):
        formation = {site: t.formation for site, t in whole.follow_signal(*body(changes)).turnover.items()}
        assert formation["lumbar_spine"] > formation["total_hip"] > formation["radius_33"]


def test_stimulus_is_bounded_and_zero_at_the_set_point() -> None:
    limit = P["stimulus_limit"]
    for load in (1e-3, 0.5, 2.0, 1e3):
        stimulus = whole.follow_signal(*body({"total_hip_load": load})).stimuli["total_hip"]
        assert abs(stimulus.difference) < limit
        assert np.sign(stimulus.difference) == np.sign(load - 1)
        assert stimulus.nitric_oxide == pytest.approx(np.exp(stimulus.difference))
    used_to = body({"total_hip_load": 2.0, "total_hip_log_set_point": float(np.log(2))})
    assert whole.follow_signal(*used_to).stimuli["total_hip"].difference == pytest.approx(0, abs=1e-12)


def test_accommodation_is_partial() -> None:
    """A load kept for years stimulates less, but not nothing: the set point rests at a part of it."""
    share = P["accommodation"]
    s, p, u = body({"total_hip_load": 2.0, "total_hip_log_set_point": share * float(np.log(2))})
    assert whole.derivatives(s, p, u)["total_hip_log_set_point"] == pytest.approx(0, abs=1e-15)
    left = whole.follow_signal(s, p, u).stimuli["total_hip"].difference
    assert left == pytest.approx((1 - share) * np.log(2), rel=0.01)
    assert left > 0


def test_prostaglandin_answers_load_and_not_rest() -> None:
    up, down = (
        whole.follow_signal(*body({"total_hip_load": load})).stimuli["total_hip"] for load in (2.0, 0.5)
    )
    assert up.prostaglandin_e2 > 1.5
    assert 0.9 < down.prostaglandin_e2 < 1
    assert down.nitric_oxide < 0.7


def test_vitamin_d_goes_less_far_in_a_heavier_body() -> None:
    light, heavy = (
        whole.derivatives(*body({"vitamin_d_intake": 2.0}, weight=kg))["vitamin_d"] for kg in (85.0, 170.0)
    )
    assert heavy == pytest.approx(light / 2, rel=1e-6)


def test_absorption_falls_with_the_load() -> None:
    """Heaney 1990: fraction 0.64 of very little, about 0.3 of a day's 1000 mg, still falling above."""
    fractions = [
        whole.outputs(*body({"calcium_intake": mg / 40.078}))["calcium_absorption_fraction"]
        for mg in (15, 500, 1000, 2000)
    ]
    assert np.all(np.diff(fractions) < 0)
    assert fractions[0] == pytest.approx(0.64, abs=0.15)
    assert fractions[2] == pytest.approx(0.28, abs=0.05)


def test_urine_calcium_never_turns_negative() -> None:
    for calcium in (0.8, 0.9, 0.95, 1.0, 1.1):
        urine = whole.outputs(*body({"calcium": calcium}))["urine_calcium_24h"]
        assert urine > 0
        assert calcium >= 1 or urine < 181


def test_markers_say_what_they_stand_for() -> None:
    """BSAP follows the cells, P1NP the matrix, TRACP5b the osteoclasts, osteocalcin both."""
    new = whole.outputs(*body({"romosozumab_central": 20.0}))
    assert new["p1np"] > 1.1
    assert new["bsap"] < new["p1np"]
    assert new["osteocalcin"] == pytest.approx((new["p1np"] + new["bsap"]) / 2)
    fewer = whole.outputs(*body({"osteoclasts": 0.5}))
    assert fewer["tracp5b"] == 0.5
    assert fewer["ctx"] == pytest.approx(0.5 ** P["ctx_exponent"], rel=1e-6)
    assert fewer["ntx_urine"] == pytest.approx(0.5 ** P["ntx_exponent"], rel=1e-6)
    assert fewer["p1np"] == pytest.approx(1, abs=1e-12)


#: Which load each site bears: its own, the trabecular core that of its vertebra.
BORNE = {
    "lumbar_spine": "lumbar_spine", "trabecular_spine": "lumbar_spine", "total_hip": "total_hip",
    "femoral_neck": "femoral_neck", "radius_33": "radius_33", "rest_of_skeleton": "rest_of_skeleton",
}  # fmt: skip


@pytest.mark.parametrize("loaded", sorted(set(BORNE.values())))
def test_a_load_strains_the_sites_that_bear_it_and_no_other(loaded: str) -> None:
    s, p, u = body({site_key(loaded, "load"): 1.5})
    found = loading.stimulus(s, p, u, dict.fromkeys(SITES, 1.0))
    assert found.keys() == BORNE.keys()
    for site, stimulus in found.items():
        assert stimulus.log_strain == pytest.approx(np.log(1.5) if BORNE[site] == loaded else 0.0), site


@pytest.mark.parametrize(
    ("spine", "hip", "radius"), [(1.0, 1.0, 1.0), (2.0, 1.0, 1.0), (1.0, 3.0, 1.0), (0.5, 2.0, 1.4)]
)
def test_the_rest_of_the_skeleton_bears_a_mean_of_its_parts_loads(
    spine: float, hip: float, radius: float
) -> None:
    p = whole.namespace(P)
    axial, legs = p.rest_axial_share, p.rest_leg_share
    assert min(axial, legs, 1 - axial - legs) > 0
    expected = np.average([spine, hip, radius], weights=[axial, legs, 1 - axial - legs])
    assert loading.rest_load(spine, hip, radius, p) == pytest.approx(expected)


def test_density_is_mineral_and_counts_young_bone_less() -> None:
    for site in DXA_SITES:
        s, p, u = body({})
        reference = whole.outputs(s, p, u)[bmd_key(site)]
        unripe = SimpleNamespace(**vars(s))
        moved = 0.02
        setattr(unripe, site_key(site, "mature_bone"), getattr(s, site_key(site, "mature_bone")) - moved)
        setattr(unripe, site_key(site, "young_bone"), getattr(s, site_key(site, "young_bone")) + moved)
        found = whole.outputs(unripe, p, u)[bmd_key(site)] / reference - 1
        assert found == pytest.approx(-(1 - p.young_mineral_share) * moved, rel=0.05)
        osteoid = SimpleNamespace(**vars(s) | {site_key(site, "osteoid"): 0.1})
        assert whole.outputs(osteoid, p, u)[bmd_key(site)] == reference  # DXA does not see it
