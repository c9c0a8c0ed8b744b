"""Plans that were simulated are not simulated again, and each is found by all of what it does."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from osteotwin.cohort.known_plans import KnownPlans
from osteotwin.cohort.simulation import run_plan, run_plans
from osteotwin.people.person import Person
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

DAYS = np.array([0.0, 100.0, 365.25])
KEPT = ("bmd_lumbar_spine", "estradiol")
SQUATS = Training("back_squat", 2.0, 25.0, load_fraction_1rm=0.7, progression_per_week=0.02)
PLANS = [
    Protocol(),
    Protocol((DrugCourse("anastrozole", 1.0, 1.0),)),
    Protocol((DrugCourse("anastrozole", 0.5, 1.0),)),
    Protocol((DrugCourse("anastrozole", 1.0, 1.0), SQUATS)),
]
ASKED = [(0, 1), (2, 1), (3, 0, 3), (1, 2), (2,)]


@pytest.fixture(scope="module")
def twin() -> Twin:
    return Twin.from_person(Person("male", date(1972, 5, 14), date(2026, 2, 1), date(2027, 2, 1)), 6, 1)


def test_what_is_known_is_not_simulated_again_and_is_the_same(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulated: list[Protocol] = []

    def counted(cohorts: Any, plans: Any, *rest: Any, **more: Any) -> Any:
        simulated.extend(plans)
        return run_plans(cohorts, plans, *rest, **more)

    monkeypatch.setattr("osteotwin.cohort.known_plans.run_plans", counted)
    known = KnownPlans(twin.cohort, DAYS, ENSEMBLE_ENGINE, KEPT, most=3)
    for places in ASKED:
        found = known.of([PLANS[k] for k in places])
        assert set(found) == {PLANS[k] for k in places}
        for plan, outputs in found.items():
            alone = run_plan(twin.cohort, plan, DAYS, ENSEMBLE_ENGINE).only(KEPT)
            np.testing.assert_array_equal(outputs.table, alone.table)
        assert len(known) <= 3
    # The third was thrown away when the fourth came, being the one that was asked for longest ago.
    assert simulated == [PLANS[k] for k in (0, 1, 2, 3, 2)]
