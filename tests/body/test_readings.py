"""What a clinic reads, by the states and sites it stands for."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.body import bone_cells, bone_tissue, markers, whole
from osteotwin.body.sites import DXA_SITES, SITES, TRABECULAR_SPINE, bmd_key, site_key
from osteotwin.parameters import starting_values

P = whole.namespace(starting_values().values())


def outputs(**changes: float) -> dict[str, float]:
    s, u = whole.reference_state(P), whole.reference_inputs(P)
    for name, value in changes.items():
        (s if name in s else u)[name] = value
    return whole.outputs(whole.namespace(s), P, whole.namespace(u))


#: What is reported in proportion to one state.
OF_STATE = {
    "estradiol": "estradiol", "free_testosterone": "testosterone", "lh": "lh",
    "igf1": "igf1", "25ohd": "vitamin_d", "1_25ohd": "calcitriol", "pth": "pth", "serum_calcium": "calcium",
    "sclerostin": "sclerostin", "rankl": "rankl", "osteoclasts": "osteoclasts", "tracp5b": "osteoclasts",
    "osteoblasts": "osteoblasts", "osteocytes": "osteocytes",
}  # fmt: skip


@pytest.mark.parametrize("output", OF_STATE)
@pytest.mark.parametrize("times", [0.5, 1.7])
def test_what_is_reported_goes_with_its_state(output: str, times: float) -> None:
    assert outputs(**{OF_STATE[output]: times})[output] == pytest.approx(times * outputs()[output])


@pytest.mark.parametrize("estradiol", [0.05, 0.4, 2.0])
def test_an_immunoassay_reads_a_few_units_more_at_any_level(estradiol: float) -> None:
    found = outputs(estradiol=estradiol)
    assert found["estradiol_immunoassay"] - found["estradiol"] == pytest.approx(P.immunoassay_offset)


@pytest.mark.parametrize("site", SITES)
def test_a_site_counts_in_the_whole_body_by_its_calcium_and_in_its_own_scan_in_full(site: str) -> None:
    tissue = bone_tissue.reference_tissue(site, P)
    grown = {name: 1.2 * tissue[name] for name in tissue if not name.endswith("osteoid")}
    before, found = outputs(), outputs(**grown)
    share = getattr(P, site_key(site, "calcium_share"))
    assert found["bmd_total_body"] == pytest.approx(1 + 0.2 * share)
    for other in DXA_SITES:
        expected = 1.2 if other == site else 1.0
        assert found[bmd_key(other)] == pytest.approx(expected * before[bmd_key(other)])
    assert found["vbmd_spine_qct"] == pytest.approx(1.2 if site == TRABECULAR_SPINE else 1.0)


def test_a_spine_degenerates_with_a_soft_onset() -> None:
    """No slope before, half the slope at the onset, the whole of it after."""
    onset, width, gain = P.spine_degeneration_onset, P.spine_degeneration_width, P.spine_degenerative_gain
    assert markers.spine_degeneration(onset, P) == pytest.approx(1)
    step = 0.01
    for age, share in ((onset - 8 * width, 0.0), (onset, 0.5), (onset + 8 * width, 1.0)):
        rise = (markers.spine_degeneration(age + step, P) - markers.spine_degeneration(age, P)) / step
        scale = 1 + gain * width * np.log(2)
        assert rise == pytest.approx(share * gain / scale, rel=0.02, abs=gain / 500)


@pytest.mark.parametrize("age", [40.0, 65.0, 85.0])
def test_a_frontal_scan_of_the_spine_sees_its_degeneration_and_nothing_else_does(age: float) -> None:
    before, found = outputs(age=P.spine_degeneration_onset), outputs(age=age)
    seen = {name: found[name] / before[name] for name in found if "bmd" in name}
    assert seen.pop("bmd_lumbar_spine") == pytest.approx(markers.spine_degeneration(age, P))
    assert set(seen.values()) == {1.0}


def test_markers_weigh_sites_by_the_mineral_they_turn_over() -> None:
    """Twice the resorption at one site shows by that site's share of all mineral that is turned over."""
    s, u = whole.namespace(whole.reference_state(P)), whole.namespace(whole.reference_inputs(P))
    now = whole.follow_signal(s, P, u)
    weight = {
        site: getattr(P, site_key(site, "calcium_share")) * getattr(P, site_key(site, "turnover"))
        for site in SITES
    }
    for site in SITES:
        share = weight[site] / sum(weight.values())
        more = now.turnover | {site: bone_cells.SiteTurnover(resorption=2.0, formation=3.0)}
        found = markers.turnover_markers(s, P, now.system, more)
        assert found["ctx"] == pytest.approx((1 + share) ** P.ctx_exponent)
        assert found["ntx_urine"] == pytest.approx((1 + share) ** P.ntx_exponent)
        assert found["p1np"] == pytest.approx((1 + 2 * share) ** P.p1np_exponent)
        bsap = (1 + 2 * share) ** P.bsap_exponent
        assert found["bsap"] == pytest.approx(bsap)
        assert found["osteocalcin"] == pytest.approx((1 + 2 * share + bsap) / 2)
