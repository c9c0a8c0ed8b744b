"""People, plans and outlooks for what is said about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest

from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.profile import Profile
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import Protocol
from osteotwin.safety import Situation

NO_PLAN = Protocol()
DAYS = np.arange(0, 37) * 365.25 / 12
BMD = {"lumbar_spine": 1.05, "total_hip": 0.98, "femoral_neck": 0.85, "radius_33": 0.78}


def make_person(plan: Protocol = NO_PLAN, **changes: Any) -> Person:
    fields: dict[str, Any] = {
        "sex": "male",
        "birth_date": date(1972, 5, 14),
        "start": date(2026, 2, 1),
        "until": date(2029, 2, 1),
        "plan": plan,
    }
    return Person(**(fields | changes))


def outputs_of(days: np.ndarray, values: Mapping[str, np.ndarray]) -> Outputs:
    """Outputs from each endpoint's values [n_people, n_time]."""
    return Outputs(days, tuple(values), np.stack(list(values.values()), axis=-1), {})


def make_outlook(
    people: int = 20,
    *,
    spine: float = 0.0,
    hip: float = 0.0,
    estradiol: float = 20.0,
    testosterone: float = 480.0,
) -> Outputs:
    """An outlook in which each site changes by a steady percentage a year, the same in everybody."""
    ones = np.ones((people, len(DAYS)))
    years = DAYS / 365.25
    values = {f"bmd_{site}": bmd * ones for site, bmd in BMD.items()}
    values["bmd_lumbar_spine"] = BMD["lumbar_spine"] * (1 + spine / 100 * years) * ones
    values["bmd_total_hip"] = BMD["total_hip"] * (1 + hip / 100 * years) * ones
    values["estradiol"] = estradiol * ones
    values["testosterone"] = testosterone * ones
    return outputs_of(DAYS, values)


@pytest.fixture
def situation() -> Callable[..., Situation]:
    """Make a situation of a man, his plan and what becomes of him."""

    def make(plan: Protocol = NO_PLAN, **changes: Any) -> Situation:
        bmd = changes.pop("bmd", BMD)
        vitamin_d = changes.pop("vitamin_d", 30.0)
        calcium, intake = changes.pop("calcium", 1000.0), changes.pop("vitamin_d_intake", 800.0)
        outlook = changes.pop("outlook", make_outlook())
        person = make_person(plan, **changes)
        profile = Profile(
            person.sex, person.age_at_start, 86, 181, 21.0, 480.0, None, vitamin_d, 900.0, 200.0, bmd
        )
        return Situation(person, profile, outlook, calcium, intake)

    return make
