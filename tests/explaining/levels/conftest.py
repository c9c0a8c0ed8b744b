"""Five persons for whom an explanation must read differently, each simulated once."""

from __future__ import annotations

from typing import Any

import pytest

import osteotwin as ot
from osteotwin.parameters import starting_values

WOMAN = """
[person]
sex = "female"
birth_date = 1966-10-01
menopause_age = "50 years"
height = "164 cm"
weight = "68 kg"
[habits]
calcium = "800 mg/day"
vitamin_d = "200 IU/day"
[[measurement]]
date = 2026-11-10
what = "t_score_lumbar_spine"
value = "-1.6"
[[plan.drug]]
name = "letrozole"
dose = "2.5 mg"
every = "1 day"
from = 2026-12-01
[plan]
preset = { name = "standard_lifestyle", from = 2026-12-01 }
[outlook]
until = 2028-12-01
"""
UNMEASURED = """
[person]
sex = "male"
birth_date = 1970-03-01
[outlook]
from = 2026-12-01
until = 2028-12-01
"""
FRACTURED = """
[person]
name = "<b>Fractured</b>"
sex = "male"
birth_date = 1964-04-12
height = "174 cm"
weight = "72 kg"
fragility_fractures = 1
vertebral_fracture = true
[[plan.drug]]
name = "letrozole"
dose = "2.5 mg"
every = "1 day"
from = 2026-12-01
[[plan.drug]]
name = "alendronate"
dose = "70 mg"
every = "1 week"
from = 2026-12-01
[plan]
preset = { name = "standard_lifestyle", from = 2026-12-01 }
[outlook]
until = 2028-12-01
"""
OLD = """
[person]
sex = "male"
birth_date = 1941-05-05
height = "168 cm"
weight = "64 kg"
conditions = ["falls", "chronic_kidney_disease"]
[habits]
calcium = "650 mg/day"
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-12-01
[outlook]
until = 2028-12-01
"""
PERSONS = {"demo": "", "woman": WOMAN, "unmeasured": UNMEASURED, "fractured": FRACTURED, "old": OLD}


class Answers(dict[str, dict[str, Any]]):
    """The answer for each person, simulated when it is asked for."""

    def __missing__(self, name: str) -> dict[str, Any]:
        text = PERSONS[name]
        person = ot.person_from_toml(text) if text else ot.read_person(ot.demo_path())
        self[name] = ot.run(person, people=8, seed=2, parameters=starting_values())
        return self[name]


@pytest.fixture(scope="session")
def answers() -> Answers:
    """The answer for each person."""
    return Answers()
