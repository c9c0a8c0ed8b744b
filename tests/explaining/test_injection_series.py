"""Hormones under injections more than a week apart: averages with peak and trough; all else as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from tests.schemas import validate

import osteotwin as ot
from osteotwin.cohort.injection_cycles import CYCLING, average_over_cycles
from osteotwin.cohort.simulation import run_plan
from osteotwin.explaining.series import SHOWN, series
from osteotwin.parameters import starting_values
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin, output_days
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol

DEMO = ot.read_person(ot.demo_path())
#: What injections do hangs on no measurement; people who agree with some take far longer to find.
UNMEASURED = replace(DEMO, measurements=())
#: Progress counts the search for them, too: one scan, and a short outlook.
SCANNED = replace(DEMO, measurements=DEMO.measurements[:1], until=DEMO.start + timedelta(days=150))
ADDED = {"interval_days", "peak", "trough"}
TESTOSTERONE = DrugCourse("testosterone_enanthate", 200, 14)

CYCLES: dict[str, tuple[DrugCourse, str]] = {
    "every two weeks": (TESTOSTERONE, "testosterone"),
    "every four weeks": (DrugCourse("testosterone_cypionate", 400, 28), "testosterone"),
    "every ten weeks": (DrugCourse("testosterone_undecanoate", 1000, 70), "testosterone"),
    "estradiol valerate": (DrugCourse("estradiol_valerate_injection", 5, 10), "estradiol"),
}
STEADY: dict[str, tuple[Intervention, ...]] = {
    "nothing": (),
    "weekly": (DrugCourse("testosterone_enanthate", 100, 7),),
    "gel": (DrugCourse("testosterone_gel", 50, 1),),
    "denosumab": (DrugCourse("denosumab", 60, 182.625),),
}


@pytest.fixture(scope="module")
def twin() -> Twin:
    return Twin.from_person(UNMEASURED, 4, 3, parameters=starting_values())


def answer(*items: Intervention) -> dict[str, Any]:
    person = replace(UNMEASURED, plan=Protocol(items))
    return ot.run(person, people=4, seed=3, parameters=starting_values())


@pytest.mark.slow
@pytest.mark.parametrize("kind", CYCLES)
def test_the_average_lies_between_trough_and_peak_and_makes_no_waves(kind: str) -> None:
    course, hormone = CYCLES[kind]
    found = answer(course)
    validate(found, ot.schema("answer"))
    for name in CYCLING:
        entry = found["series"][name]
        plan, peak, trough, intervals = (
            np.array(values, float)
            for values in (entry["plan"]["median"], entry["peak"], entry["trough"], entry["interval_days"])
        )
        assert len(plan) == len(peak) == len(trough) == len(intervals) == len(found["years"])
        assert np.isnan(intervals[0])
        assert np.all(intervals[1:] == course.interval_days)
        whole = np.array(found["years"]) * 365.25 >= course.interval_days - 0.01  # years are rounded
        assert np.array_equal(np.isfinite(peak), whole)
        assert np.array_equal(np.isfinite(trough), whole)
        assert np.all((trough < plan)[whole] & (plan < peak)[whole])
    levels = np.array(found["series"][hormone]["plan"]["median"][-12:])
    assert levels.max() / levels.min() < 1.03
    high, low = (found["series"][hormone][name][-1] for name in ("peak", "trough"))
    assert high / low > 1.3
    assert not any(ADDED & set(entry) for name, entry in found["series"].items() if name not in CYCLING)


@pytest.mark.parametrize("kind", CYCLES)
def test_average_peak_and_trough_are_those_of_every_hour(twin: Twin, kind: str) -> None:
    course, hormone = CYCLES[kind]
    plan, days = Protocol((course,)), np.array([0.0, 400.0, 410.0, 423.0])
    outlook = run_plan(twin.cohort, plan, days, ENSEMBLE_ENGINE)
    averaged, cycles = average_over_cycles(twin.cohort, plan, outlook, ENSEMBLE_ENGINE)
    assert cycles is not None
    for k, day in enumerate(days[1:], 1):
        hourly = np.linspace(day - course.interval_days, day, int(24 * course.interval_days) + 1)
        levels = run_plan(twin.cohort, plan, hourly, ENSEMBLE_ENGINE, endpoints=[hormone]).values[hormone]
        assert averaged.values[hormone][:, k] == pytest.approx(levels.mean(axis=1), rel=0.01)
        assert cycles.peak[hormone][:, k] == pytest.approx(levels.max(axis=1), rel=0.02)
        assert cycles.trough[hormone][:, k] == pytest.approx(levels.min(axis=1), rel=0.02)


def test_what_does_not_cycle_stays_to_the_bit(twin: Twin) -> None:
    plan = Protocol((replace(TESTOSTERONE, from_day=100, until_day=300),))
    days = output_days(730.5)
    outlook = twin.simulate_all({"plan": plan}, days)["plan"]
    averaged, cycles = average_over_cycles(twin.cohort, plan, outlook, ENSEMBLE_ENGINE)
    assert cycles is not None
    on = (days > 100) & (days <= 310)  # the fifteenth is given on day 296
    assert np.array_equal(np.isfinite(cycles.interval_days), on)
    for name, values in outlook.values.items():
        same = ~on if name in CYCLING else np.full(len(days), True)
        assert np.array_equal(averaged.values[name][:, same], values[:, same]), name
    for name in CYCLING:
        assert not np.any(averaged.values[name][:, on] == outlook.values[name][:, on]), name


@pytest.mark.parametrize("kind", STEADY)
def test_without_such_injections_nothing_is_simulated_or_added(twin: Twin, kind: str) -> None:
    plan = Protocol(STEADY[kind])
    outlooks = twin.simulate_all({"plan": plan, "nothing": Protocol()}, output_days(730.5))
    averaged, cycles = average_over_cycles(twin.cohort, plan, outlooks["plan"], ENSEMBLE_ENGINE)
    assert averaged is outlooks["plan"]
    assert cycles is None
    assert not any(ADDED & set(entry) for entry in series(outlooks, cycles).values())


def test_markers_under_an_antibody_keep_their_course() -> None:
    """Six months' rise and fall under denosumab is what happens, not a matter of the day of the month."""
    alone = answer(DrugCourse("denosumab", 60, 182.625))["series"]["ctx"]["plan"]["median"]
    assert max(alone[13:]) > min(alone[13:]) + 5.0


@pytest.mark.slow
def test_low_estradiol_is_told_of_the_average() -> None:
    """Castrate but for an injection every four weeks: under the threshold on some days, above it on average."""
    found = answer(
        DrugCourse("gnrh_agonist", 7.5, 28, -60.0), DrugCourse("estradiol_valerate_injection", 10, 28, -60.0)
    )
    estradiol = found["series"]["estradiol"]
    assert estradiol["trough"][12] < 10.0 < min(estradiol["plan"]["median"])
    assert not any("below which bone is lost" in flag["text"] for flag in found["flags"])


def test_who_fails_between_the_months_has_failed(twin: Twin) -> None:
    plan, days = Protocol((TESTOSTERONE,)), output_days(100.0)
    outlook = twin.simulate_all({"plan": plan}, days)["plan"]
    broken = replace(outlook, failures={2: "day 40: it could not be."})
    averaged, cycles = average_over_cycles(twin.cohort, plan, broken, ENSEMBLE_ENGINE)
    assert cycles is not None
    assert averaged.failures == broken.failures
    for values in (*averaged.values.values(), *cycles.peak.values(), *cycles.trough.values()):
        assert np.all(np.isnan(values[2]))
    assert np.all(np.isfinite(averaged.table[[0, 1, 3]]))


def test_the_hormones_shown_are_averaged_and_no_drug_effect() -> None:
    assert set(CYCLING) == {"estradiol", "testosterone", "lh"}
    assert set(CYCLING) < set(SHOWN)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["every two weeks", "weekly"])
def test_progress_counts_the_simulation_between_injections_where_there_is_one(kind: str) -> None:
    items = STEADY.get(kind) or (CYCLES[kind][0],)
    seen: list[float] = []
    found = ot.run(
        replace(SCANNED, plan=Protocol(items)),
        people=3,
        parameters=starting_values(),
        on_progress=lambda now: seen.append(now.fraction),
    )
    before = len(found["scenarios"]) + 1 + (kind in CYCLES)
    subsets = 1 + found["contributions_basis"]["subsets"] // 3
    parts = before + subsets + 2
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    # Plans run side by side: of three people all are done at once.
    for done in (1, len(found["scenarios"]) + 1, before, *range(before + subsets, parts + 1)):
        assert any(now == pytest.approx(done / parts) for now in seen), f"the end of part {done}"
