"""The shapes that the physiology page promises: limits, halves and steepness of each saturating law."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from osteotwin.body import bone_cells, bone_tissue, drugs, loading, markers, minerals, sex_steroids, whole
from osteotwin.body.arithmetic import smooth_positive
from osteotwin.body.sites import DXA_SITES, SITES, TRABECULAR_SPINE, bmd_key, site_key
from osteotwin.parameters import starting_values

P = whole.namespace(starting_values().values())
MUCH = 1e6


def test_pth_secretion_is_a_sigmoid_of_calcium_between_its_two_ends() -> None:
    least, most = P.pth_min_secretion, P.pth_max_secretion
    assert 0 < least < 1 < most
    assert minerals.secretion(1.0, P) == pytest.approx(1)
    assert minerals.secretion(1e-3, P) == pytest.approx(most, rel=1e-6)
    assert minerals.secretion(1e3, P) == pytest.approx(least, rel=1e-6)
    calcium = np.array([0.9, 0.97, 1.0, 1.03, 1.1])
    found = np.array([minerals.secretion(level, P) for level in calcium])
    odds = np.log((most - found) / (found - least))
    assert np.diff(odds) == pytest.approx(P.pth_steepness * np.diff(np.log(calcium)))


@pytest.mark.parametrize("ratio", [0.0, 0.2, 1.0, 3.0, MUCH])
def test_resorption_per_osteoclast_saturates(ratio: float) -> None:
    half = P.osteoclast_activity_half
    assert bone_cells.osteoclast_activity(ratio, P) == pytest.approx((1 + half) * ratio / (ratio + half))
    assert bone_cells.osteoclast_activity(half, P) == pytest.approx((1 + half) / 2)


@pytest.mark.parametrize("lh", [0.0, 0.2, 1.0, 3.0, MUCH])
def test_the_testis_saturates(lh: float) -> None:
    half = P.leydig_half_lh
    assert sex_steroids.testicular_drive(lh, P) == pytest.approx((1 + half) * lh / (lh + half))


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


def renal(**changes: float) -> float:
    """Calcium in the urine over the reference's."""
    s, u = whole.namespace(whole.reference_state(P) | changes), whole.namespace(whole.reference_inputs(P))
    return float(whole.follow_signal(s, P, u).flow.urine / P.reference_urine_calcium)


def test_the_kidney_spills_what_exceeds_its_threshold() -> None:
    """Well above its threshold in proportion to what is filtered; PTH moves the threshold, up to a bound."""
    slope = (renal(calcium=1.3) - renal(calcium=1.2)) * P.reference_urine_calcium / 0.1
    assert slope == pytest.approx(P.filtered_calcium, rel=0.01)
    for pth in (0.3, 2.0, MUCH):
        shift = P.pth_renal_effect * (pth - 1) / (pth + 1)
        spill = P.filtered_calcium * (1.3 - 1 - shift) + P.reference_urine_calcium * (1 + shift)
        assert renal(calcium=1.3, pth=pth) == pytest.approx(spill / P.reference_urine_calcium, rel=0.02)


def test_absorption_is_a_passive_share_and_what_calcitriol_opens() -> None:
    for intake in (0.0, P.gut_half_intake, MUCH):
        closed, usual, wide = (minerals.absorbed_share(intake, level, P) for level in (0.0, 1.0, 3.0))
        assert closed == P.gut_passive_share
        assert wide - closed == pytest.approx(3 * (usual - closed))
        assert usual - closed == pytest.approx(P.gut_active_max / (P.gut_half_intake + intake))
        assert minerals.absorbed_calcium(intake, 1.0, P) == pytest.approx(intake * usual)


def test_little_calcium_is_conserved_and_none_is_50_mg() -> None:
    least, conserved = P.least_calcium_intake, P.conserved_calcium_intake
    assert minerals.digested_calcium(0.0, P) == pytest.approx(least)
    assert minerals.digested_calcium(2 * least, P) == pytest.approx(2 * least, rel=1e-6)
    assert minerals.conservation(conserved / 2, P) == pytest.approx(0.5, rel=1e-6)
    assert minerals.conservation(2 * conserved, P) == pytest.approx(1, rel=1e-6)
    assert minerals.conservation(conserved, P) == pytest.approx(0.5 ** (1 / 32))


def test_vitamin_d_levels_off_at_its_least_effective_level() -> None:
    least = P.least_effective_vitamin_d
    for level, effective in (
        (least / 10, least),
        (least, least * 2 ** (1 / 16)),
        (3 * least, 3 * least),
        (1.0, 1.0),
    ):
        assert minerals.effective_vitamin_d_squared(level, P) == pytest.approx(effective**2, rel=1e-3)
    assert minerals.vitamin_d_sufficiency(1.0, P) == pytest.approx(1, rel=1e-6)
    half = P.mineralization_half_vitamin_d
    assert minerals.vitamin_d_sufficiency(MUCH, P) == pytest.approx(1 + half**2, rel=1e-6)


def rates(**changes: float) -> dict[str, float]:
    s, u = whole.reference_state(P), whole.reference_inputs(P)
    for name, value in changes.items():
        (s if name in s else u)[name] = value
    return whole.derivatives(whole.namespace(s), P, whole.namespace(u))


#: (state, what else is changed and by how much, the exponent with which the state's rest answers)
ANSWERS = (
    ("calcitriol", "pth", P.calcitriol_pth_exponent),
    ("calcitriol", "phosphate", -0.5),
    ("parathyroid_capacity", "calcitriol", -P.parathyroid_calcitriol_exponent),
    ("parathyroid_capacity", "vitamin_d", -P.parathyroid_vitamin_d_exponent),
    ("rankl", "pth", P.rankl_pth_exponent),
    ("rankl", "osteoblasts", P.rankl_osteoblast_exponent),
    ("rankl", "sclerostin", P.rankl_sclerostin_exponent),
    ("osteoblast_precursors", "igf1", P.igf1_recruitment_exponent),
    ("sclerostin", "osteocytes", 1.0),
    ("osteocytes", "osteoblasts", 1.0),
    ("pth", "parathyroid_capacity", 1.0),
)
RATE_OF = {
    "calcitriol": P.calcitriol_rate, "parathyroid_capacity": P.parathyroid_rate, "rankl": P.rankl_rate,
    "osteoblast_precursors": P.osteoblast_precursor_rate, "sclerostin": P.sclerostin_rate,
    "osteocytes": P.osteocyte_rate, "pth": P.pth_rate,
}  # fmt: skip


@pytest.mark.parametrize(("state", "cause", "exponent"), ANSWERS, ids=[f"{c}->{s}" for s, c, _ in ANSWERS])
@pytest.mark.parametrize("times", [0.5, 2.0])
def test_a_state_tends_to_a_power_of_its_cause(state: str, cause: str, exponent: float, times: float) -> None:
    found = rates(**{cause: times})[state] / RATE_OF[state]
    assert found == pytest.approx(times**exponent - 1, abs=1e-9)
    assert rates(**{state: times})[state] == pytest.approx(RATE_OF[state] * (1 - times))


def test_formation_ages_and_follows_testosterone() -> None:
    def effects(**changes: float) -> sex_steroids.SteroidEffects:
        s, u = whole.namespace(whole.reference_state(P) | changes), whole.namespace(whole.reference_inputs(P))
        return whole.follow_signal(s, P, u).steroids

    assert effects(age=P.reference_age + 10).formation_capacity == pytest.approx(
        np.exp(-10 * P.formation_ageing)
    )
    for level in (0.7, 1.0, 2.0):
        assert effects(testosterone=level).androgen == pytest.approx(
            1 + P.testosterone_bone_gain * (level - 1), rel=0.01
        )


def test_a_spine_degenerates_with_a_soft_onset() -> None:
    """No slope before, half the slope at the onset, the whole of it after."""
    onset, width, gain = P.spine_degeneration_onset, P.spine_degeneration_width, P.spine_degenerative_gain
    assert markers.spine_degeneration(onset, P) == pytest.approx(1)
    step = 0.01
    for age, share in ((onset - 8 * width, 0.0), (onset, 0.5), (onset + 8 * width, 1.0)):
        rise = (markers.spine_degeneration(age + step, P) - markers.spine_degeneration(age, P)) / step
        scale = 1 + gain * width * np.log(2)
        assert rise == pytest.approx(share * gain / scale, rel=0.02, abs=gain / 500)


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
        assert found["bsap"] == pytest.approx(1 + 2 * share)
        assert found["osteocalcin"] == pytest.approx(1 + 2 * share)


def test_a_bout_of_load_counts_force_far_more_than_repetition() -> None:
    """ln(1 + cycles) x force^4 x sqrt(frequency); the load is the fourth root of the dose."""
    for cycles, force, frequency in ((1, 1.0, 1.0), (50, 2.0, 1.0), (50, 2.0, 4.0), (3600, 1.0, 2.0)):
        found = loading.bout_dose(cycles, force, frequency, P)
        assert found == pytest.approx(
            np.log(1 + cycles) * force**P.load_force_exponent * frequency**P.load_frequency_exponent
        )
        assert loading.load_ratio(found, P) == pytest.approx(found ** (1 / P.load_force_exponent))
    assert [loading.unloaded_ratio(0.2, left) for left in (0.0, 0.5, 1.0)] == pytest.approx([0.2, 0.6, 1.0])


def outputs(**changes: float) -> dict[str, float]:
    s, u = whole.reference_state(P), whole.reference_inputs(P)
    for name, value in changes.items():
        (s if name in s else u)[name] = value
    return whole.outputs(whole.namespace(s), P, whole.namespace(u))


#: What is reported in proportion to one state.
OF_STATE = {
    "estradiol": "estradiol", "testosterone": "testosterone", "free_testosterone": "testosterone", "lh": "lh",
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


@pytest.mark.parametrize(
    ("agonist", "antagonist", "desensitized", "drive"),
    [
        (0.0, 0.0, 0.0, 1.0),
        (1.0, 0.0, 0.0, 1 + P.gnrh_flare),
        (1.0, 0.0, 1.0, 1 - P.gnrh_suppression),
        (0.0, 1.0, 0.0, 1 - P.gnrh_suppression),
        (0.0, 0.0, 1.0, (1 - P.gnrh_suppression) / (1 + P.gnrh_flare)),
    ],
)
def test_an_agonist_flares_and_then_suppresses_and_an_antagonist_suppresses_at_once(
    agonist: float, antagonist: float, desensitized: float, drive: float
) -> None:
    s = whole.namespace(whole.reference_state(P) | {"gnrh_desensitization": desensitized})
    u = whole.reference_inputs(P) | {"gnrh_agonist": agonist, "gnrh_antagonist": antagonist}
    assert drugs.effects(s, P, whole.namespace(u)).gnrh_drive == pytest.approx(drive)
    level = sex_steroids.lh_steady_state(s, P, whole.namespace(u), drugs.effects(s, P, whole.namespace(u)))
    assert level == pytest.approx(drive)


@pytest.mark.parametrize("serm", [0.0, 0.5, 1e6])
@pytest.mark.parametrize("estradiol", [0.2, 1.0])
def test_a_serm_takes_estradiols_place_at_bone_by_the_receptors_it_occupies(
    serm: float, estradiol: float
) -> None:
    s = whole.namespace(whole.reference_state(P) | {"serm_level": serm, "estradiol": estradiol})
    u = whole.namespace(whole.reference_inputs(P))
    now = whole.follow_signal(s, P, u)
    occupied = P.serm_max_occupancy * serm / (1 + serm)
    assert now.drugs.serm == pytest.approx(occupied)
    own = sex_steroids.estrogen_effect(estradiol, P)
    assert now.steroids.estrogen == pytest.approx(own + occupied * (P.serm_bone_agonism - own))


@pytest.mark.parametrize("times", [0.5, 2.0])
def test_phosphate_leaves_faster_than_in_proportion_and_with_pth(times: float) -> None:
    u = whole.namespace(whole.reference_inputs(P))

    def rest(bone_release: float = 0.0, **changes: float) -> float:
        s = whole.namespace(whole.reference_state(P) | changes)
        flow = whole.follow_signal(s, P, u).flow
        return float(minerals.derivatives(s, P, u, flow, bone_release)["phosphate"] / P.phosphate_rate)

    assert rest(phosphate=times) == pytest.approx(1 - times**1.5)
    assert rest(pth=times) == pytest.approx(1 - times**P.phosphate_pth_exponent)
    assert rest(calcitriol=times) == pytest.approx(times**P.phosphate_calcitriol_exponent - 1)
    assert rest(bone_release=times) == pytest.approx(P.phosphate_bone_release * times)


@pytest.mark.parametrize(
    ("calcium", "phosphate", "vitamin_d"), [(0.9, 1.0, 1.0), (1.0, 0.6, 1.0), (1.1, 1.2, 0.5)]
)
def test_mineral_is_laid_down_by_the_square_of_the_ion_product(
    calcium: float, phosphate: float, vitamin_d: float
) -> None:
    s = whole.namespace(
        whole.reference_state(P) | {"calcium": calcium, "phosphate": phosphate, "vitamin_d": vitamin_d}
    )
    full = minerals.vitamin_d_sufficiency(vitamin_d, P)
    assert minerals.mineralization_drive(s, P) == pytest.approx((calcium * phosphate) ** 2 * full)


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


@pytest.mark.parametrize("age", [40.0, 65.0, 85.0])
def test_a_frontal_scan_of_the_spine_sees_its_degeneration_and_nothing_else_does(age: float) -> None:
    before, found = outputs(age=P.spine_degeneration_onset), outputs(age=age)
    seen = {name: found[name] / before[name] for name in found if "bmd" in name}
    assert seen.pop("bmd_lumbar_spine") == pytest.approx(markers.spine_degeneration(age, P))
    assert set(seen.values()) == {1.0}


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


CELL_RATES = {
    "sclerostin": "sclerostin_rate", "rankl": "rankl_rate", "osteoclast_precursors": "osteoclast_precursor_rate",
    "osteoclasts": "osteoclast_removal_rate", "igf1": "igf1_rate", "osteoblast_precursors": "osteoblast_precursor_rate",
    "osteoblasts": "osteoblast_removal_rate", "osteocytes": "osteocyte_rate",
}  # fmt: skip


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
    """Load lowers the site's sclerostin; by it and by itself its RANKL; by Wnt its OPG and its formation."""
    s, u = (
        whole.namespace(whole.reference_state(P) | {"pth": pth}),
        whole.namespace(whole.reference_inputs(P)),
    )
    now = whole.follow_signal(s, P, u)
    stimuli = now.stimuli | {site: replace(now.stimuli[site], difference=stimulus)}
    steroids = replace(now.steroids, androgen=0.9, formation_capacity=0.8)
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
        expected = 1.2 * 0.9 * 0.8 * anabolic * wnt**P.formation_load_exponent
        assert found[other].formation == pytest.approx(expected)


@pytest.mark.parametrize("intake", [0.2, 1.0, 5.0])
@pytest.mark.parametrize("weight", [60.0, 120.0])
def test_what_an_intake_of_vitamin_d_adds(intake: float, weight: float) -> None:
    p = whole.namespace(vars(P) | {"weight": weight, "habitual_vitamin_d_intake": 0.5})

    def adds(amount: float) -> float:
        power = (amount / P.vitamin_d_unit_intake) ** P.vitamin_d_exponent
        return float(P.vitamin_d_gain * power * P.reference_weight / weight)

    assert minerals.vitamin_d_from_intake(intake, p) == pytest.approx(adds(intake), rel=1e-6)
    s, u = whole.namespace(whole.reference_state(p)), whole.reference_inputs(p) | {"vitamin_d_intake": intake}
    found = whole.derivatives(s, p, whole.namespace(u))["vitamin_d"] / P.vitamin_d_rate
    assert found == pytest.approx(P.vitamin_d_baseline + adds(intake) - adds(0.5) - 1, abs=1e-6)
