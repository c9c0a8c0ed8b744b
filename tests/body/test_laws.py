"""Hormones, load and what answers to them by a power: the shapes that the physiology page promises."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.body import drugs, loading, sex_steroids, whole
from osteotwin.parameters import starting_values

P = whole.namespace(starting_values().values())
MUCH = 1e6


@pytest.mark.parametrize("lh", [0.0, 0.2, 1.0, 3.0, MUCH])
def test_the_testis_saturates(lh: float) -> None:
    half = P.leydig_half_lh
    assert sex_steroids.testicular_drive(lh, P) == pytest.approx((1 + half) * lh / (lh + half))


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

    def yearly_loss(age: float) -> float:
        before, after = (effects(age=age + years).formation_capacity for years in (-0.01, 0.01))
        return float(np.log(before / after) / 0.02)

    assert effects(age=P.reference_age).formation_capacity == pytest.approx(1)
    for times in (0.5, 1.0, 1.7):
        expected = P.formation_ageing * times**P.formation_ageing_exponent
        assert yearly_loss(times * P.reference_age) == pytest.approx(expected, rel=1e-3)
    half, gain = P.testosterone_half_effect, P.testosterone_bone_gain
    for level in (0.0, 0.7, 1.0, 2.0, 1e9):
        occupied = (1 + half) * level / (level + half)
        assert effects(testosterone=level).androgen == pytest.approx(1 + gain * (occupied - 1))


def test_a_bout_of_load_counts_force_far_more_than_repetition() -> None:
    """ln(1 + cycles that count) x force^4 x sqrt(frequency); the load is the fourth root of the dose."""
    for cycles, force, frequency in ((1, 1.0, 1.0), (50, 2.0, 1.0), (50, 2.0, 4.0), (3600, 1.0, 2.0)):
        found = loading.bout_dose(cycles, force, frequency, P)
        assert found == pytest.approx(
            np.log(1 + cycles / (1 + cycles / P.fading_cycles))
            * force**P.load_force_exponent
            * frequency**P.load_frequency_exponent
        )
        assert loading.load_ratio(found, P) == pytest.approx(found ** (1 / P.load_force_exponent))
    assert [loading.unloaded_ratio(0.2, left) for left in (0.0, 0.5, 1.0)] == pytest.approx([0.2, 0.6, 1.0])


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
