"""People to simulate, and runs that are done once and shared by the tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest
from tests.simulating import simulate

from osteotwin.arrays import Vector
from osteotwin.cohort.profile import Profile
from osteotwin.engine.interface import Engine
from osteotwin.protocol.interventions import Intervention, Protocol

Outputs = Mapping[str, Vector]
MONTH = 30.4375

BMD = {"lumbar_spine": 1.05, "total_hip": 1.0, "femoral_neck": 0.82, "radius_33": 0.77}
MAN = Profile("male", 60, 85, 178, 22.0, 480.0, None, 28.0, 1000.0, 400.0, BMD)
PEOPLE: dict[str, Profile] = {
    "man": MAN,
    # Primary hypogonadism: low hormones in spite of much LH.
    "hypogonadal man": replace(MAN, testosterone_ng_dl=120.0, estradiol_pg_ml=7.0, lh_iu_l=15.0),
    # Aromatase deficiency in its mild form: testosterone in plenty, hardly any estradiol.
    "man low in estradiol": replace(MAN, testosterone_ng_dl=600.0, estradiol_pg_ml=5.0, lh_iu_l=8.0),
    "man low in calcium": replace(MAN, calcium_mg_per_day=400.0, vitamin_d_25ohd_ng_ml=14.0),
    "woman before menopause": Profile(
        "female", 47, 68, 165, 85.0, 30.0, None, 28.0, 1000.0, 400.0, BMD, menopause_age=51.0
    ),
    "woman after menopause": Profile(
        "female", 64, 68, 163, 4.5, 22.0, None, 28.0, 1000.0, 400.0, BMD, menopause_age=51.0
    ),
}


@pytest.fixture(scope="session")
def people() -> dict[str, Profile]:
    """Some people by a short name."""
    return PEOPLE


#: What was simulated, by engine: modules that ask both engines in turn share it all the same.
DONE: dict[str, dict[str, Outputs]] = {}


@pytest.fixture(scope="session")
def run(engine: Engine) -> Callable[..., Outputs]:
    """Simulate interventions in one of the people: endpoints by month; day 0 is always the first output."""
    done = DONE.setdefault(type(engine).__name__, {})

    def outputs(
        *interventions: Intervention,
        who: str | Profile = "man",
        months: float = 24,
        step: float = 1,
        exact: bool = False,
    ) -> Outputs:
        profile = PEOPLE[who] if isinstance(who, str) else who
        key = repr((interventions, profile, months, step, exact))
        if key not in done:
            days = np.arange(0, months + step / 2, step) * MONTH
            found = simulate(profile, Protocol(interventions), days, engine=engine, exact=exact)
            assert not found.failures
            done[key] = {name: values[0] for name, values in found.values.items()} | {"month": days / MONTH}
        return done[key]

    return outputs


@pytest.fixture(scope="session")
def change(run: Callable[..., Outputs]) -> Callable[..., Vector]:
    """Change of an endpoint against the same person without the interventions, in percent, by month."""

    def percent(endpoint: str, *interventions: Intervention, **settings: object) -> Vector:
        treated, untreated = run(*interventions, **settings), run(**settings)
        return 100 * (treated[endpoint] / untreated[endpoint] - 1)

    return percent
