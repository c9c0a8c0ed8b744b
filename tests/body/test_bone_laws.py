"""Cells, their signals and tissue: each law and each gain by its size, as the physiology page has them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from osteotwin.body import bone_cells, bone_tissue, whole
from osteotwin.body.arithmetic import smooth_positive
from osteotwin.body.sites import SITES, site_key
from osteotwin.parameters import starting_values

P = whole.namespace(starting_values().values())
MUCH = 1e6


@pytest.mark.parametrize("ratio", [0.0, 0.2, 1.0, 3.0, MUCH])
def test_resorption_per_osteoclast_saturates(ratio: float) -> None:
    half = P.osteoclast_activity_half
    assert bone_cells.osteoclast_activity(ratio, P) == pytest.approx((1 + half) * ratio / (ratio + half))
    assert bone_cells.osteoclast_activity(half, P) == pytest.approx((1 + half) / 2)


def test_the_brake_on_wnt_has_its_ends() -> None:
    potency = P.sclerostin_potency
    assert bone_cells.wnt_drive(0.0, P) == pytest.approx(1 + potency)
    assert bone_cells.wnt_drive(1.0, P) == pytest.approx(1)
    assert bone_cells.wnt_drive(1 / potency, P) == pytest.approx((1 + potency) / 2)
    assert bone_cells.wnt_drive(MUCH, P) < 1e-3


def test_osteoclasts_free_the_matrix_factor_down_to_its_floor() -> None:
    floor = P.coupling_floor / (1 + P.coupling_floor)
    assert 0 < floor < 0.5
    for osteoclasts in (0.0, 0.5, 1.0, 2.0):
        assert bone_cells.coupling(osteoclasts, P) == pytest.approx(floor + (1 - floor) * osteoclasts)


def signals(**changes: float) -> bone_cells.Signals:
    s, u = whole.reference_state(P), whole.reference_inputs(P)
    for name, value in changes.items():
        (s if name in s else u)[name] = value
    return whole.follow_signal(whole.namespace(s), P, whole.namespace(u)).system


@pytest.mark.parametrize("times", [0.25, 1.0, 4.0])
def test_the_systemic_rates_go_with_their_cells(times: float) -> None:
    assert signals(osteoclasts=times).resorption == pytest.approx(times)
    assert signals(osteoblasts=times, osteoblast_precursors=times).formation == pytest.approx(times)
    new, old = (signals(**{pool: times}).formation - 1 for pool in ("osteoblast_precursors", "osteoblasts"))
    assert (new, old) == pytest.approx(
        (P.new_osteoblast_share * (times - 1), (1 - P.new_osteoblast_share) * (times - 1))
    )
    freed = signals(matrix_factor=times)
    assert freed.formation == pytest.approx(times**P.coupling_maturation_exponent)
    assert freed.uncoupled == pytest.approx(times**-P.coupling_recruitment_exponent)


def test_no_antibody_takes_away_the_floor_of_rankl_over_opg() -> None:
    floor = P.rankl_opg_floor
    assert 0 < floor < 1
    assert signals(denosumab_central=MUCH).rankl_opg == pytest.approx(floor, rel=1e-3)
    for rankl in (0.5, 2.0):
        assert signals(rankl=rankl).rankl_opg == pytest.approx(floor + (1 - floor) * rankl)
    braked = signals(sclerostin=2.0)
    assert braked.opg == pytest.approx(braked.wnt**P.opg_wnt_exponent)
    assert braked.rankl_opg == pytest.approx(floor + (1 - floor) / braked.opg)
    fewer = signals(denosumab_central=20.0)
    assert fewer.resorption == pytest.approx(bone_cells.osteoclast_activity(fewer.rankl_opg, P))


@pytest.mark.parametrize("effect", [0.0, 0.5, 1.0, 1.2])
def test_want_of_estradiol_lets_osteoclasts_live_longer(effect: float) -> None:
    s, u = whole.namespace(whole.reference_state(P)), whole.namespace(whole.reference_inputs(P))
    now = whole.follow_signal(s, P, u)
    steroids = SimpleNamespace(estrogen=effect, androgen=1.0, formation_capacity=1.0)
    found = bone_cells.signals(s, P, now.drugs, steroids, now.stimuli)  # type: ignore[arg-type]
    assert found.osteoclast_removal == pytest.approx(1 - P.estrogen_osteoclast_survival * (1 - effect))


def test_the_mean_stimulus_weighs_sites_by_their_calcium() -> None:
    for site in SITES:
        load = site_key(site, "load")
        if load not in whole.INPUTS:
            continue
        s, u = whole.namespace(whole.reference_state(P)), whole.reference_inputs(P) | {load: 1.5}
        now = whole.follow_signal(s, P, whole.namespace(u))
        share = getattr(P, site_key(site, "calcium_share"))
        assert now.system.mean_stimulus == pytest.approx(share * now.stimuli[site].difference)


CELL_RATES = {
    "sclerostin": "sclerostin_rate", "rankl": "rankl_rate", "osteoclast_precursors": "osteoclast_precursor_rate",
    "osteoclasts": "osteoclast_removal_rate", "igf1": "igf1_rate", "osteoblast_precursors": "osteoblast_precursor_rate",
    "osteoblasts": "osteoblast_removal_rate", "osteocytes": "osteocyte_rate",
}  # fmt: skip


@pytest.mark.parametrize("estrogen", [0.3, 1.0, 1.2])
@pytest.mark.parametrize("teriparatide", [0.0, 1.0])
@pytest.mark.parametrize("stimulus", [-0.4, 0.0, 0.5])
def test_what_cells_and_signals_tend_to(estrogen: float, teriparatide: float, stimulus: float) -> None:
    """Each gain by its size: want of estradiol, teriparatide and load act at once, each on its own targets."""
    s, u = whole.namespace(whole.reference_state(P)), whole.namespace(whole.reference_inputs(P))
    now = whole.follow_signal(s, P, u)
    steroids = replace(now.steroids, estrogen=estrogen)
    given = replace(now.drugs, teriparatide=teriparatide)
    system = replace(bone_cells.signals(s, P, given, steroids, now.stimuli), mean_stimulus=stimulus)
    found = bone_cells.derivatives(s, P, system, given, steroids, 0.7 * teriparatide)
    drive = 1 + P.teriparatide_wnt_gain * teriparatide

    def wanting(gain: float) -> float:
        return float(smooth_positive(1 + gain * (1 - estrogen)))

    assert system.anabolic_drive == pytest.approx(drive)
    assert {name: found[name] / getattr(P, rate) for name, rate in CELL_RATES.items()} == {
        "sclerostin": pytest.approx(
            wanting(P.estrogen_sclerostin_gain)
            * np.exp(-P.systemic_load_share * P.sclerostin_load_gain * stimulus)
            * (1 - 0.7 * P.teriparatide_sclerostin_effect * teriparatide)
            - 1
        ),
        "rankl": pytest.approx(
            wanting(P.estrogen_rankl_gain) * (1 + P.teriparatide_rankl_gain * teriparatide) - 1
        ),
        "osteoclast_precursors": pytest.approx(wanting(P.estrogen_precursor_gain) - 1),
        "osteoclasts": pytest.approx(P.estrogen_osteoclast_survival * (1 - estrogen)),
        "igf1": pytest.approx(P.igf1_load_gain * stimulus),
        "osteoblast_precursors": pytest.approx(1 + P.teriparatide_precursor_gain * teriparatide - drive),
        "osteoblasts": pytest.approx(
            drive - wanting(P.estrogen_osteoblast_loss) / (1 + P.teriparatide_survival_gain * teriparatide)
        ),
        "osteocytes": pytest.approx(1 - wanting(P.estrogen_osteocyte_loss)),
    }


@pytest.mark.parametrize("ratio", [0.3, 1.0, 2.0])
def test_osteoclast_precursors_are_used_in_part_by_rankl(ratio: float) -> None:
    s, u = whole.namespace(whole.reference_state(P)), whole.namespace(whole.reference_inputs(P))
    now = whole.follow_signal(s, P, u)
    system = replace(now.system, rankl_opg=ratio)
    found = bone_cells.derivatives(s, P, system, now.drugs, now.steroids, 0.0)
    assert found["osteoclast_precursors"] == pytest.approx(
        P.osteoclast_precursor_rate * P.osteoclast_precursor_use * (1 - ratio)
    )
    assert found["osteoclasts"] == pytest.approx(P.osteoclast_removal_rate * (ratio - 1))


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("stimulus", [-0.6, 0.5])
@pytest.mark.parametrize("pth", [1.0, 2.0])
def test_a_sites_turnover_by_its_own_stimulus(site: str, stimulus: float, pth: float) -> None:
    """Load lowers the site's sclerostin; by it and by itself its RANKL; by Wnt its OPG; by PGE2 its formation."""
    s, u = (
        whole.namespace(whole.reference_state(P) | {"pth": pth}),
        whole.namespace(whole.reference_inputs(P)),
    )
    now = whole.follow_signal(s, P, u)
    stimuli = now.stimuli | {site: replace(now.stimuli[site], difference=stimulus, prostaglandin_e2=1.7)}
    steroids = replace(now.steroids, osteoblast_work=0.7, androgen=0.9, formation_capacity=0.8)
    system = replace(now.system, uncoupled=1.3, resorption=1.1, formation=1.2)
    found = bone_cells.site_turnover(s, P, system, steroids, stimuli)
    for other in SITES:
        z = stimulus if other == site else 0.0
        local = np.exp(-P.sclerostin_load_gain * z)
        wnt = bone_cells.wnt_drive(local, P)
        rankl = local**P.rankl_sclerostin_exponent * np.exp(-P.rankl_load_exponent * z)
        of_pth = pth ** getattr(P, site_key(other, "pth_resorption_exponent"))
        assert found[other].resorption == pytest.approx(1.1 * rankl / wnt**P.opg_wnt_exponent * of_pth)
        anabolic = 1.3 ** getattr(P, site_key(other, "anabolic_exponent"))
        overload = 1.7**P.prostaglandin_formation_gain if other == site else 1.0
        expected = 1.2 * 0.7 * 0.9 * 0.8 * anabolic * overload
        assert found[other].formation == pytest.approx(expected)


@pytest.mark.parametrize("site", SITES)
def test_tissue_is_laid_down_ripens_and_is_taken_at_its_rates(site: str) -> None:
    """Formation doubled, resorption tripled and mineral at half speed, each as the page says."""
    s = whole.namespace(whole.reference_state(P))
    now = dict.fromkeys(SITES, bone_cells.SiteTurnover(resorption=3.0, formation=2.0))
    found = bone_tissue.derivatives(s, P, now, 0.5)
    k = getattr(P, site_key(site, "turnover"))
    osteoid, young, mature = bone_tissue.reference_tissue(site, P).values()
    primary, secondary = (
        0.5 * P.primary_mineralization_rate * osteoid,
        P.secondary_mineralization_rate * young,
    )
    assert found[site_key(site, "osteoid")] == pytest.approx(2 * k - primary - 3 * k * osteoid)
    assert found[site_key(site, "young_bone")] == pytest.approx(primary - secondary - 3 * k * young)
    assert found[site_key(site, "mature_bone")] == pytest.approx(secondary - 3 * k * mature)
