"""How likely a line is crossed: shares of people whose densities are known, and laws that hold for any."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.situations import BMD, DAYS, make_outlook, outputs_of

from osteotwin.body.sites import DIAGNOSTIC_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.scans import least_significant_change
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.explaining.crossing import ABOUT_LINES, LINES, crossing

YEARS = DAYS / 365.25
AGE = 40.0


def with_t_scores(site: str, scores: np.ndarray) -> Outputs:
    """Outputs of people whose T-scores at a site are given, array [n_people, n_time]."""
    values = {bmd_key(one): bmd * np.ones(scores.shape) for one, bmd in BMD.items()}
    values[bmd_key(site)] = np.array(
        [[bmd_from_t_score(site, float(score), "male") for score in row] for row in scores]
    )
    return outputs_of(DAYS, values)


@pytest.mark.parametrize("site", DIAGNOSTIC_SITES)
@pytest.mark.parametrize("below", [0, 3, 10])
def test_shares_are_counts_of_people(site: str, below: int) -> None:
    """Some fall by one standard deviation a year from -0.6 on, the others stay."""
    scores = np.full((10, len(DAYS)), -0.6)
    scores[:below] -= YEARS
    found = crossing(with_t_scores(site, scores), "male", AGE)[site]["t_score"]
    share = pytest.approx(below / 10)
    assert found["-1.0"] == {
        "today": 0.0, "already": False, "years": {"1": share, "2": share, "3": share}, "within": share,
    }  # fmt: skip
    assert found["-2.0"]["years"] == {"1": 0.0, "2": share, "3": share}
    assert found["-2.5"]["years"] == {"1": 0.0, "2": share, "3": share}
    others = set(DIAGNOSTIC_SITES) - {site}
    assert all(
        crossing(with_t_scores(site, scores), "male", AGE)[one]["loss"]["within"] == 0 for one in others
    )


@pytest.mark.parametrize("line", LINES)
def test_who_is_at_the_line_today_is_already_there(line: float) -> None:
    just_below, just_above = (
        crossing(with_t_scores("total_hip", np.full((4, len(DAYS)), line + by)), "male", AGE)["total_hip"][
            "t_score"
        ]
        for by in (-1e-9, 1e-6)
    )
    assert just_below[f"{line:.1f}"]["today"] == 1.0
    assert just_below[f"{line:.1f}"]["already"] is True
    assert just_above[f"{line:.1f}"]["today"] == 0.0
    assert just_above[f"{line:.1f}"]["already"] is False


def test_a_rise_after_a_fall_still_counts_as_crossed_within_the_outlook() -> None:
    scores = np.full((5, len(DAYS)), -0.5)
    scores[:2, 5] = -2.1  # between the years
    found = crossing(with_t_scores("femoral_neck", scores), "male", AGE)["femoral_neck"]["t_score"]["-2.0"]
    assert set(found["years"].values()) == {0.0}
    assert found["within"] == pytest.approx(2 / 5)


@given(st.integers(0, 1000), st.floats(0.1, 3.0))
def test_laws(seed: int, width: float) -> None:
    """A lower line is crossed by no more, the whole outlook by no fewer than any year, and today counts."""
    steps = np.random.default_rng(seed).normal(0.0, width / 6, (12, len(DAYS)))
    for entry in crossing(with_t_scores("total_hip", -1.5 + np.cumsum(steps, axis=1)), "male", AGE).values():
        lines = [entry["t_score"][f"{line:.1f}"] for line in LINES]
        for higher, lower in pairwise(lines):
            assert lower["today"] <= higher["today"]
            assert lower["within"] <= higher["within"]
            assert all(lower["years"][year] <= higher["years"][year] for year in higher["years"])
        for one in (*lines, entry["loss"]):
            assert max([one.get("today", 0.0), *one["years"].values()]) <= one["within"]


@pytest.mark.parametrize(("factor", "expected"), [(0.99, 0.0), (1.01, 1.0)])
def test_a_loss_counts_from_what_two_scans_can_err(factor: float, expected: float) -> None:
    least = least_significant_change("total_hip")
    found = crossing(make_outlook(hip=-least * factor / 3), "male", AGE)["total_hip"]["loss"]
    assert found["least_significant_percent"] == pytest.approx(least, rel=1e-5)
    assert found["years"] == {"1": 0.0, "2": 0.0, "3": expected}
    assert found["within"] == expected


def test_z_scores_go_along_with_age() -> None:
    """The same density, a year later, is nearer to what is expected of the age: who keeps it gains in Z."""
    mean, sd = reference_population().curve(bmd_key("total_hip"), "male", 75.0 + YEARS)
    bmd = np.full((4, len(DAYS)), mean[0] - 2.0 * sd[0] - 1e-6)
    values = {bmd_key(one): level * np.ones(bmd.shape) for one, level in BMD.items()} | {
        bmd_key("total_hip"): bmd
    }
    found = crossing(outputs_of(DAYS, values), "male", 75.0)["total_hip"]["z_score"]
    assert list(found) == ["-2.0"]
    assert (found["-2.0"]["today"], found["-2.0"]["within"]) == (1.0, 1.0)
    assert found["-2.0"]["years"]["3"] == 0.0


def test_degeneration_hides_no_loss() -> None:
    """A scan that degeneration keeps level: the bone beneath has lost."""
    level = make_outlook()
    factor = np.broadcast_to(1 + 0.02 * YEARS, (20, len(DAYS)))
    found = crossing(
        Outputs(level.days, level.endpoints, level.table, {}, degeneration=np.array(factor)), "male", AGE
    )
    assert found["lumbar_spine"]["loss"]["years"]["3"] == 1.0
    assert found["lumbar_spine"]["t_score"]["-1.0"]["within"] == 0.0


def test_who_failed_counts_nowhere_and_of_nobody_nothing_is_known() -> None:
    scores = np.full((10, len(DAYS)), -0.6)
    scores[:3] -= YEARS
    outlook = with_t_scores("total_hip", scores)
    table = outlook.table.copy()
    table[5:] = np.nan
    some = crossing(Outputs(DAYS, outlook.endpoints, table, {5: "it failed"}), "male", AGE)["total_hip"]
    assert some["t_score"]["-1.0"]["within"] == pytest.approx(3 / 5)
    table[:] = np.nan
    none = crossing(Outputs(DAYS, outlook.endpoints, table, {0: "it failed"}), "male", AGE)["total_hip"]
    for entry in (*none["t_score"].values(), none["loss"]):
        assert set(entry["years"].values()) == {None}
        assert entry["within"] is None
    assert none["t_score"]["-1.0"]["today"] is none["t_score"]["-1.0"]["already"] is None


@pytest.mark.parametrize(("below", "already"), [(0, False), (4, False), (5, True), (10, True)])
def test_where_half_of_the_people_are_the_person_is(below: int, already: bool) -> None:
    """And today is day 0: whoever falls a month later is not there yet."""
    scores = np.full((10, len(DAYS)), -0.9)
    scores[:below] = -1.1
    scores[:, 1:] = -1.2
    found = crossing(with_t_scores("lumbar_spine", scores), "male", AGE)["lumbar_spine"]["t_score"]["-1.0"]
    assert found["today"] == pytest.approx(below / 10)
    assert found["already"] is already
    assert found["within"] == 1.0


def test_who_fails_on_the_way_is_left_out_from_the_beginning() -> None:
    scores = np.full((4, len(DAYS)), -1.5)
    scores[2:] = -0.5
    outlook = with_t_scores("total_hip", scores)
    table = outlook.table.copy()
    table[0, 20:] = np.nan
    found = crossing(Outputs(DAYS, outlook.endpoints, table, {0: "it failed"}), "male", AGE)["total_hip"][
        "t_score"
    ]
    assert found["-1.0"]["today"] == found["-1.0"]["within"] == pytest.approx(1 / 3, rel=1e-5)


def test_the_answer_says_what_else_moves_the_shares(demo_answer: dict[str, Any]) -> None:
    assert demo_answer["crossing_text"] == ABOUT_LINES
    assert "degeneration" in ABOUT_LINES
