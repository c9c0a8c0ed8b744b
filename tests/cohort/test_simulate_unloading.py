"""Bed rest: LeBlanc 1990 and Shackelford 2004, 17 weeks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from osteotwin.protocol.interventions import DrugCourse, Training, Unloading

Run = Callable[..., dict[str, np.ndarray]]
Change = Callable[..., np.ndarray]
MONTHS = 4  # 17.4 weeks
REST = Unloading(0.0, 0, MONTHS * 30.4375)


@pytest.mark.parametrize("site", ["lumbar_spine", "total_hip", "femoral_neck"])
def test_bed_rest_takes_about_one_percent_a_month(site: str, change: Change) -> None:
    loss = change(f"bmd_{site}", REST, months=MONTHS)
    assert -1.3 < loss[-1] / MONTHS < -0.6  # LeBlanc 1990: -0.9 to -1.2 in the first four
    assert np.all(np.diff(loss) < 0)


def test_bed_rest_frees_calcium(change: Change) -> None:
    """Spatz 2012: sclerostin +22 to +42 %, PTH -17 to -24 %; markers of resorption and urine calcium up."""
    rest = {"months": MONTHS}
    assert 10 < change("sclerostin", REST, **rest)[1:].max() < 50
    assert -40 < change("pth", REST, **rest)[1:].min() < -8
    assert change("ctx", REST, **rest)[2] > 20
    assert change("urine_calcium_24h", REST, **rest)[2] > 10
    assert change("p1np", REST, **rest)[1] < 10  # formation does not answer at first


def test_the_arm_loses_least(change: Change) -> None:
    loss = {
        site: change(f"bmd_{site}", REST, months=MONTHS)[-1]
        for site in ("lumbar_spine", "total_hip", "radius_33")
    }
    assert loss["radius_33"] > 0.5 * max(loss["lumbar_spine"], loss["total_hip"])


def test_recovery_is_slower_than_loss(change: Change) -> None:
    spine = change("bmd_lumbar_spine", REST, months=36)
    assert spine[MONTHS + 12] > spine[MONTHS]
    assert spine[MONTHS + 12] < 0
    lost_per_month = -spine[MONTHS] / MONTHS
    regained_per_month = (spine[MONTHS + 12] - spine[MONTHS]) / 12
    assert regained_per_month < 0.6 * lost_per_month


def test_partial_rest_takes_less(change: Change) -> None:
    losses = [change("bmd_total_hip", Unloading(share), months=MONTHS)[-1] for share in (0.0, 0.3, 0.7, 1.0)]
    assert np.all(np.diff(losses) > 0)
    assert losses[-1] == pytest.approx(0, abs=1e-5)


def test_training_and_alendronate_guard_against_bed_rest(change: Change) -> None:
    """Shackelford 2004: resistance exercise kept spine and hip; LeBlanc 2002: so did alendronate."""
    bare = change("bmd_lumbar_spine", REST, months=MONTHS)[-1]
    trained = change(
        "bmd_lumbar_spine", REST, Training("half_squat", 6, 50, load_fraction_1rm=0.8), months=MONTHS
    )[-1]
    drugged = change("bmd_lumbar_spine", REST, DrugCourse("alendronate", 70, 7), months=MONTHS)[-1]
    assert trained > 0.5 * bare
    assert drugged > 0.6 * bare
