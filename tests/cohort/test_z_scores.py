"""Z-scores: against the tables of the reference population."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.z_scores import z_score, z_score_reference

AGES = np.array([30.0, 52.0, 71.0, 90.0])


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("site", DXA_SITES)
@pytest.mark.parametrize("away", [-2.0, 0.0, 1.0])
def test_so_many_standard_deviations_from_people_of_that_age_is_the_score(
    site: str, sex: str, away: float
) -> None:
    expected = [reference_population().expected(bmd_key(site), sex, age) for age in AGES.tolist()]
    bmd = np.array([one.mean + away * one.sd for one in expected])
    assert z_score(site, bmd, sex, AGES) == pytest.approx(np.full(len(AGES), away))
    assert z_score(site, np.tile(bmd, (3, 1)), sex, AGES).shape == (3, len(AGES))
    assert z_score_reference(site, sex) == expected[0].source


@pytest.mark.parametrize("site", ["total_hip", "femoral_neck"])
def test_who_keeps_his_density_gains_on_those_who_age(site: str) -> None:
    score = z_score(site, np.full(4, 0.8), "female", np.array([50.0, 60.0, 70.0, 80.0]))
    assert np.all(np.diff(score)[:2] > 0)
