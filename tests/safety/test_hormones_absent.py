"""Both sex hormones nearly absent: since when, and what is to be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import inf
from typing import Any

import numpy as np
import pytest
from tests.situations import DAYS, make_outlook, make_person, outputs_of

from osteotwin.observing.observation import Observation
from osteotwin.observing.observe import Subject, observe
from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.safety import Situation
from osteotwin.safety.sex_hormones import sex_hormones


def said(make: Callable[..., Situation], first: float, last: float = inf, **changes: Any) -> str:
    """What is said where the hormones are absent between two days of the outlook."""
    absent = (first <= DAYS) & (last >= DAYS)
    outlook = make_outlook(estradiol=3.0, testosterone=20.0)
    values = dict(outlook.values)
    for name in ("estradiol", "testosterone"):
        values[name] = np.where(absent, values[name], 10.0 * values[name])
    (flag,) = sex_hormones(make(outlook=outputs_of(DAYS, values), **changes))
    return flag.text


def analogue(first: float) -> Protocol:
    return Protocol((DrugCourse("gnrh_agonist", 7.5, 28.0, first),))


@pytest.mark.parametrize(
    ("first", "last", "drug", "words"),
    [
        (0.0, inf, -600.0, "Since soon after GnRH agonist began on 20"),
        (0.0, 400.0, -600.0, ", and until about 20"),
        (60.0, inf, 0.0, "From about 20"),
        (60.0, 400.0, 0.0, "Between about 20"),
        (0.0, inf, None, "Today already both"),
    ],
)
def test_what_lasts_already_is_not_told_as_yet_to_come(
    situation: Callable[..., Situation], first: float, last: float, drug: float | None, words: str
) -> None:
    plan = Protocol() if drug is None else analogue(drug)
    assert words in said(situation, first, last, plan=plan)


def test_with_prostate_cancer_nothing_is_to_stand_in_for_them(situation: Callable[..., Situation]) -> None:
    usual = said(situation, 0.0, plan=analogue(-600.0))
    aimed = said(situation, 0.0, plan=analogue(-600.0), conditions=("prostate_cancer",))
    assert "what stands in for them" in usual
    assert "what stands in for them" not in aimed
    assert "what keeps bone" in aimed


@pytest.mark.parametrize(
    ("value", "bound", "days_ago", "words"),
    [
        (14.0, "", 60, "testosterone 14 ng/dL, measured on"),
        (20.0, "below", 60, "testosterone under 20 ng/dL, measured on"),
        (14.0, "", 400, "testosterone about 20 ng/dL, estradiol"),
        (420.0, "", 60, "testosterone about 20 ng/dL, estradiol"),
    ],
)
def test_castrate_testosterone_is_told_as_it_was_measured(
    situation: Callable[..., Situation], value: float, bound: str, days_ago: int, words: str
) -> None:
    day = make_person().start - timedelta(days=days_ago)
    row = Measurement(day, "testosterone", value, "ng/dL", f"{value:g} ng/dL", bound=bound)
    assert words in said(situation, 0.0, plan=analogue(-600.0), measurements=(row,))


@pytest.mark.parametrize(
    ("sex", "value", "least", "most"),
    [
        ("male", 14.0, 0.4, 0.6),
        ("male", 500.0, 0.1195, 0.1196),
        ("male", 100.0, 0.1195, 0.1196),
        ("female", 26.0, 0.115, 0.125),
    ],
)
def test_castrate_men_lie_apart_by_more_than_the_day(
    sex: str, value: float, least: float, most: float
) -> None:
    seen = observe("testosterone", value, 0.0, Subject(sex, 65.0))
    assert isinstance(seen, Observation)
    assert least < seen.log_sd < most
