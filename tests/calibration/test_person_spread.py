"""The spread between people, against what trials printed of theirs."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from osteotwin.calibration.person_spread import (
    NUMBERS,
    Held,
    PublishedSpread,
    expected_sd,
    fit_spread,
    held_by_bands,
    held_unseen,
    mean_share,
    own_spread,
    published_spreads,
    scan_variance,
)
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.personal_balance import personal_spread
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial

ONE = PublishedSpread("a", "b", "bmd_lumbar_spine", 52.0, -2.0, 4.0, 50.0, control=True, assumed=False)
TRUTH = np.array([3.0, 2.0, 1.2, 0.4])


@pytest.fixture(scope="module")
def trials() -> tuple[Trial, ...]:
    return load_trials(None).trials


@pytest.fixture(scope="module")
def held(trials: tuple[Trial, ...]) -> tuple[Held, ...]:
    return held_by_bands(
        trials, published_spreads(trials), parameters_in_use(), personal_spread(), people=256
    )


def designed() -> list[PublishedSpread]:
    """Many large arms with the SDs that the truth gives."""
    some = [
        replace(ONE, trial=f"{endpoint}{week}{change}", endpoint=endpoint, week=week, change=change, n=1e5)
        for endpoint in ("bmd_lumbar_spine", "bmd_total_hip")
        for week in (13.0, 26.0, 52.0, 104.0, 520.0)
        for change in (0.0, -4.0, 8.0)
    ]
    seen = some * 5
    return [
        replace(one, sd=sd)
        for one, sd in zip(seen, expected_sd(TRUTH, seen, np.zeros(len(seen))), strict=True)
    ]


def test_what_made_the_sds_is_found_again() -> None:
    seen = designed()
    assert fit_spread(seen, np.zeros(len(seen))) == pytest.approx(TRUTH, rel=0.1)


def test_what_the_equations_give_is_taken_off() -> None:
    seen = designed()
    less = fit_spread(seen, np.full(len(seen), 1.0))
    assert np.all(less[:2] < fit_spread(seen, np.zeros(len(seen)))[:2])


def test_without_time_or_change_two_scans_are_all_that_differs() -> None:
    still = replace(ONE, week=0.0, change=0.0)
    assert expected_sd(TRUTH, [still], np.zeros(1)) ** 2 == pytest.approx(scan_variance(ONE.endpoint))
    assert scan_variance("bmd_lumbar_spine") == pytest.approx(2 * 1.2**2)


def test_a_supposed_statistic_counts_less_and_more_people_count_more() -> None:
    assert replace(ONE, assumed=True).log_sd > ONE.log_sd > replace(ONE, n=500.0).log_sd


def test_sds_are_read_as_trials_print_them(trials: tuple[Trial, ...]) -> None:
    seen = {(one.trial, one.arm, one.endpoint): one for one in published_spreads(trials)}
    assert len({one.trial for one in seen.values()}) >= 10
    lifting = seen["harding2020_liftmorm", "control", "bmd_lumbar_spine"]
    assert (lifting.week, lifting.change, lifting.n) == (35.0, 0.9, 26.0)
    assert lifting.sd == pytest.approx(0.8 * np.sqrt(26))
    assert seen["dawsonhughes1997_cad", "placebo", "bmd_lumbar_spine"].sd == 4.25
    assert ("jones1994_dubbo_men", "men", "bmd_femoral_neck") not in seen  # an interval, and nobody counted


def test_the_numbers_in_use_are_the_fit(trials: tuple[Trial, ...]) -> None:
    """Within a standard error: trials, parameters and scans move on, and the fit is then to be made again."""
    seen = published_spreads(trials)
    own = own_spread(trials, seen, parameters_in_use(), people=16)
    for name, value in zip(NUMBERS, fit_spread(seen, own), strict=True):
        shipped = getattr(personal_spread(), name)
        assert abs(value - shipped.value) < shipped.se, name


@pytest.mark.slow
@pytest.mark.parametrize(("control", "least", "most"), [(True, 0.85, 0.95), (False, 0.80, 0.98)])
def test_a_persons_band_for_two_scans_holds_people_of_trials(
    held: tuple[Held, ...], control: bool, least: float, most: float
) -> None:
    assert sum(row.seen.control == control for row in held) >= 10
    assert least <= mean_share(held, control=control) <= most


@pytest.mark.slow
def test_so_it_does_of_trials_that_the_fit_has_not_seen(trials: tuple[Trial, ...]) -> None:
    seen = published_spreads(trials)
    unseen = held_unseen(
        trials, seen, own_spread(trials, seen, parameters_in_use(), people=16), parameters_in_use()
    )
    assert {row.seen for row in unseen} == set(seen)
    assert 0.85 <= mean_share(unseen, control=True) <= 0.95
    assert mean_share(unseen, control=False) >= 0.80


def test_every_number_has_its_uncertainty_and_source() -> None:
    file = Path(__file__).parents[2] / "src/osteotwin/cohort/data/personal_spread.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(rows) == {"schema", *NUMBERS}
    assert all({"value", "se", "unit", "kind", "source"} == set(rows[name]) for name in NUMBERS)
