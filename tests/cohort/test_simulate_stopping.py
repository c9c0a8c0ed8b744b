"""What happens when something stops: recovery, rebound, loss."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np
import pytest

from osteotwin.protocol.interventions import DrugCourse, Training

Outputs = dict[str, np.ndarray]
Run = Callable[..., Outputs]
Change = Callable[..., np.ndarray]
YEAR = 365.25


@pytest.mark.parametrize(("drug", "dose"), [("anastrozole", 1.0), ("letrozole", 2.5), ("exemestane", 25.0)])
def test_after_an_aromatase_inhibitor(drug: str, dose: float, run: Run, change: Change) -> None:
    course = DrugCourse(drug, dose, 1, 0, 2 * YEAR)
    estradiol = change("estradiol", course, months=60)
    assert estradiol[24] < -20
    assert np.all(np.abs(estradiol[26:]) < 2)  # gone within two months
    ctx = change("ctx", course, months=60)
    assert ctx[24] > 5
    assert abs(ctx[36]) < 0.5 * ctx[24]
    spine = change("bmd_lumbar_spine", course, months=60)
    assert spine[24] < -0.5
    assert spine[36] > spine[24]
    assert spine[60] > spine[36]


def test_exemestane_outlasts_its_plasma(change: Change) -> None:
    """Label: estrogens stay down for 4 to 5 days after a dose, because the enzyme must be made anew."""
    step = 1 / 30.4375
    exemestane = change("aromatase_activity", DrugCourse("exemestane", 25, 1, 0, 30), months=1.4, step=step)
    days = np.arange(len(exemestane))
    assert exemestane[days == 30][0] < -80
    assert exemestane[days == 33][0] < -40  # three half-lives of the drug later


def test_after_denosumab(run: Run, change: Change) -> None:
    """Bone 2011: CTX over baseline within 3 months of the missed dose; a year takes away what was gained."""
    course = DrugCourse("denosumab", 60, 182.625, 0, 600)  # doses at 0, 6, 12 and 18 months
    ctx = change("ctx", course, months=48)
    assert np.all(ctx[1:18] < -20)
    assert np.any(ctx[24:29] > 0), "CTX is over baseline 3 to 4 months after the missed dose"
    assert ctx[25:36].max() > 20
    assert abs(ctx[48]) < 0.6 * ctx[25:36].max()
    p1np = change("p1np", course, months=48)
    assert p1np[24] < -20
    assert p1np[36] > p1np[24] + 20
    spine = change("bmd_lumbar_spine", course, months=48)
    assert spine[24] > 4
    assert spine[36] < spine[24] - 2
    hip = change("bmd_total_hip", course, months=48)
    assert hip[36] < hip[24] - 1


def test_a_bisphosphonate_after_denosumab_keeps_the_gain(change: Change) -> None:
    denosumab = DrugCourse("denosumab", 60, 182.625, 0, 600)
    zoledronate = DrugCourse("zoledronate", 5, 36500, 730, inf)
    alone = change("bmd_lumbar_spine", denosumab, months=48)
    followed = change("bmd_lumbar_spine", denosumab, zoledronate, months=48)
    assert followed[36] - followed[24] > 0.5 * (alone[36] - alone[24])
    assert followed[36] > alone[36] + 1
    assert change("ctx", denosumab, zoledronate, months=48)[25:36].max() < 15


def test_a_bisphosphonate_lasts(change: Change) -> None:
    """Black 2006 (FLEX), Grey 2017: the effect outlives the drug by years."""
    spine = change("bmd_lumbar_spine", DrugCourse("zoledronate", 5, 36500, 0, 1), months=60)
    ctx = change("ctx", DrugCourse("zoledronate", 5, 36500, 0, 1), months=60)
    assert spine[12] > 2
    assert spine[60] > 0.5 * spine[24]
    assert ctx[36] < -20
    assert ctx[60] > ctx[12]


def test_after_teriparatide(change: Change) -> None:
    course = DrugCourse("teriparatide", 20, 1, 0, 2 * YEAR)
    spine = change("bmd_lumbar_spine", course, months=48)
    assert spine[24] > 4
    assert np.all(np.diff(spine[33:49]) < 0)  # the last bone to be formed ripens for some months
    assert spine[48] < spine[24:49].max() - 1
    p1np = change("p1np", course, months=48)
    assert p1np[6] > 50
    assert -35 < p1np[30] < 15  # back at, or somewhat under, where it came from
    kept = change("bmd_lumbar_spine", course, DrugCourse("alendronate", 70, 7, 2 * YEAR), months=48)
    assert kept[36] > spine[36] + 1


def test_after_romosozumab(change: Change) -> None:
    course = DrugCourse("romosozumab", 210, 30.4375, 0, 360)
    spine = change("bmd_lumbar_spine", course, months=36)
    assert spine[12] > 6
    assert spine[24] < spine[12] - 1
    p1np = change("p1np", course, months=36)
    assert np.argmax(p1np) <= 2  # the peak is in the first months
    assert p1np[1] > 40
    assert p1np[12] < 10  # and gone within the year: Lewiecki 2018
    followed = change("bmd_lumbar_spine", course, DrugCourse("denosumab", 60, 182.625, 365.25), months=36)
    assert followed[24] > spine[12] + 1


def test_after_training(change: Change) -> None:
    """Dalsky 1988, Winters 2000: what training gave is lost again after it."""
    course = Training("back_squat", 3, 24, load_fraction_1rm=0.85, from_day=0, until_day=YEAR)
    spine = change("bmd_lumbar_spine", course, months=48)
    assert spine[12] > 0.5
    assert np.all(np.diff(spine[13:37]) < 0)
    assert spine[36] < 0.6 * spine[12]
    on = change("bmd_lumbar_spine", Training("back_squat", 3, 24, load_fraction_1rm=0.85), months=48)
    assert on[24] - on[12] < on[12]  # habituation: the first year gives most


def test_a_gnrh_agonist_flares_then_castrates(run: Run) -> None:
    day = 1 / 30.4375
    agonist = run(DrugCourse("gnrh_agonist", 3.6, 28), months=2, step=day)
    antagonist = run(DrugCourse("gnrh_antagonist", 80, 28), months=2, step=day)
    assert agonist["lh"][1:4].max() > 1.3 * agonist["lh"][0]
    assert agonist["testosterone"][1:7].max() > 1.1 * agonist["testosterone"][0]
    assert np.all(agonist["testosterone"][28:] < 50)  # castrate: under 50 ng/dL
    assert np.all(antagonist["testosterone"][1:] < antagonist["testosterone"][0])
    assert np.all(antagonist["lh"][1:] < antagonist["lh"][0])
    assert np.all(antagonist["testosterone"][3:] < 50)  # degarelix: within three days


def test_the_axis_wakes_after_a_gnrh_agonist(change: Change) -> None:
    course = DrugCourse("gnrh_agonist", 3.6, 28, 0, 26 * 28)  # the last depot is empty after two years
    testosterone = change("testosterone", course, months=60)
    assert testosterone[24] < -85
    assert -75 < testosterone[25] < -10  # the pituitary speaks up within months, not weeks
    assert abs(testosterone[30]) < 15
    assert abs(testosterone[36]) < 5
    spine = change("bmd_lumbar_spine", course, months=60)
    assert spine[24] < -3
    assert spine[60] > spine[24] + 1


def test_orchiectomy_lasts(run: Run) -> None:
    castrated = run(DrugCourse("orchiectomy", 1, 36500, 0, 10), months=24)
    assert np.all(castrated["testosterone"][1:] < 50)
    assert np.all(castrated["lh"][1:] > 3 * castrated["lh"][0])  # the pituitary calls in vain
    assert np.all(np.diff(castrated["bmd_lumbar_spine"][1:]) < 0)
    assert -6 < 100 * (castrated["bmd_lumbar_spine"][12] / castrated["bmd_lumbar_spine"][0] - 1) < -1.5


def test_testosterone_restores_a_hypogonadal_man(run: Run) -> None:
    treated = run(DrugCourse("testosterone_gel", 100, 1), who="hypogonadal man", months=36)
    assert 250 < treated["testosterone"][6] < 1100
    assert treated["estradiol"][6] > 1.37 * treated["estradiol"][0]  # Behre 1999, with a patch
    assert treated["lh"][6] < 0.6 * treated["lh"][0]
    assert 100 * (treated["bmd_lumbar_spine"][24] / treated["bmd_lumbar_spine"][0] - 1) > 1


def test_testosterone_for_a_castrated_man(change: Change) -> None:
    castration = DrugCourse("gnrh_antagonist", 80, 28)
    bare = change("bmd_lumbar_spine", castration, months=24)
    replaced = change("bmd_lumbar_spine", castration, DrugCourse("testosterone_gel", 100, 1), months=24)
    assert bare[24] < -3
    assert replaced[24] > -0.5
    # Finkelstein 2016: with the aromatase blocked, testosterone alone does not protect.
    blocked = change(
        "bmd_lumbar_spine", castration, DrugCourse("testosterone_gel", 100, 1), DrugCourse("anastrozole", 1, 1),
        months=24,
    )  # fmt: skip
    assert blocked[24] < 0.3 * bare[24]


def test_estradiol_added_back_restores_lh(run: Run) -> None:
    """Raven 2006: on letrozole, the estradiol that restores LH and testosterone is the man's own."""
    letrozole = DrugCourse("letrozole", 2.5, 1)
    alone = run(letrozole, months=6)
    assert alone["lh"][3] > 2 * alone["lh"][0]
    levels = {
        dose: run(letrozole, DrugCourse("estradiol_patch", dose, 3.5), months=6) for dose in (10, 20, 30, 40)
    }
    lh = [alone["lh"][3], *(v["lh"][3] for v in levels.values())]
    assert np.all(np.diff(lh) < 0)
    at = [alone["estradiol"][3], *(v["estradiol"][3] for v in levels.values())]
    own_level = np.interp(-alone["lh"][0], -np.array(lh), at)  # estradiol at which LH is his own again
    assert own_level == pytest.approx(alone["estradiol"][0], rel=0.1)
    assert levels[30]["bmd_lumbar_spine"][6] > alone["bmd_lumbar_spine"][6]


def test_a_serm_protects_where_estradiol_is_low(change: Change) -> None:
    """Smith 2004: raloxifene in castrated men, spine +1.0 against -1.0 %; Doran 2001: not in replete men."""
    castration, serm = DrugCourse("gnrh_agonist", 3.6, 28), DrugCourse("raloxifene", 60, 1)
    bare = change("bmd_lumbar_spine", castration, months=12)
    protected = change("bmd_lumbar_spine", castration, serm, months=12)
    assert protected[12] - bare[12] > 0.5
    assert change("ctx", castration, serm, months=12)[12] < change("ctx", castration, months=12)[12]
    assert change("bmd_lumbar_spine", serm, who="man low in estradiol", months=12)[12] > 0.2
    assert change("bmd_lumbar_spine", serm, months=12)[12] < 0.1
