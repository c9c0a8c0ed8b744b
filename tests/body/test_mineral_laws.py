"""Gut, kidney, glands, vitamin D and phosphate: limits, halves and steepness as the physiology page has them."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.body import minerals, whole
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
    for intake in (P.gut_half_intake, 3 * P.gut_half_intake, MUCH):
        closed, usual, wide = (minerals.absorbed_share(intake, level, P) for level in (0.0, 1.0, 1.5))
        assert closed == pytest.approx(P.gut_passive_share)
        assert wide - closed == pytest.approx(1.5 * (usual - closed), rel=1e-3)
        assert usual - closed == pytest.approx(P.gut_active_max / (P.gut_half_intake + intake), rel=1e-3)
        assert minerals.absorbed_calcium(intake, 1.0, P) == pytest.approx(intake * usual)
    assert minerals.absorbed_share(0.0, 50.0, P) == pytest.approx(1)  # no more than is eaten


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
