"""The same body in women: menopause, and aromatase inhibitors after it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from osteotwin.protocol.interventions import DrugCourse

Run = Callable[..., dict[str, np.ndarray]]
Change = Callable[..., np.ndarray]


def test_menopause_takes_the_spine(run: Run) -> None:
    """Sowers 2010, Greendale 2012: 1.8 to 3.3 % a year about the final period, then slowing."""
    woman = run(who="woman before menopause", months=180)  # 47 to 62; final period at 51
    spine = woman["bmd_lumbar_spine"]
    yearly = 100 * (spine[12::12] / spine[:-12:12] - 1)
    age = 48 + np.arange(len(yearly))  # at the end of each year
    assert np.all(yearly[age <= 49] > -0.8)
    fastest = yearly[(age >= 51) & (age <= 54)]
    assert -3.5 < fastest.min() < -1.5
    assert yearly[age == 62][0] > 0.6 * fastest.min()
    assert woman["estradiol"][0] > 60
    assert woman["estradiol"][-1] < 10
    assert woman["ctx"][96] > 1.3 * woman["ctx"][0]
    assert woman["bmd_total_hip"][96] < woman["bmd_total_hip"][0]


@pytest.mark.parametrize(("drug", "dose"), [("anastrozole", 1.0), ("letrozole", 2.5), ("exemestane", 25.0)])
def test_an_aromatase_inhibitor_after_menopause(drug: str, dose: float, run: Run, change: Change) -> None:
    """IES, ATAC, MA.17B: bone is lost; there is no testis to answer with testosterone."""
    course, who = DrugCourse(drug, dose, 1), {"who": "woman after menopause", "months": 24}
    assert change("estradiol", course, **who)[12] < -55
    assert np.all(np.abs(change("testosterone", course, **who)) < 0.1)
    assert -6 < change("bmd_lumbar_spine", course, **who)[24] < -0.5
    assert change("bmd_total_hip", course, **who)[24] < -0.3
    assert change("ctx", course, **who)[12] > 5


def test_drugs_help_women_too(change: Change) -> None:
    who = {"who": "woman after menopause", "months": 12}
    assert change("bmd_lumbar_spine", DrugCourse("denosumab", 60, 182), **who)[12] > 3
    assert change("bmd_lumbar_spine", DrugCourse("zoledronate", 5, 365), **who)[12] > 2
    assert change("bmd_lumbar_spine", DrugCourse("estradiol_patch", 50, 3.5), **who)[12] > 1
    assert change("bmd_lumbar_spine", DrugCourse("raloxifene", 60, 1), **who)[12] > 0.3


def test_a_gnrh_agonist_before_menopause(change: Change) -> None:
    """Fogelman 2003: goserelin takes the ovary's estradiol and 8 % of the spine in two years, then gives back."""
    course = DrugCourse("gnrh_agonist", 3.6, 28, 0, 365.25)
    who = {"who": "woman before menopause", "months": 24}
    assert change("estradiol", course, **who)[6] < -80
    spine = change("bmd_lumbar_spine", course, **who)
    assert spine[12] < -2
    assert spine[24] > spine[12]
