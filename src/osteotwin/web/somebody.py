"""Somebody who is simulated so that what that takes is loaded and ready for everybody."""

from __future__ import annotations

from typing import Final

import osteotwin as ot
from osteotwin.progress import ProgressCallback

#: Somebody without measurements: fitting people to them takes as long for few people as for many, and loads nothing.
_SOMEBODY: Final = """
[person]
sex = "male"
birth_date = 1972-05-14
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
[outlook]
from = 2026-01-01
until = 2026-03-01
"""
#: So few people are simulated; what that loads serves any number.
_PEOPLE: Final = 2


def simulate_somebody(on_progress: ProgressCallback) -> None:
    """Simulate somebody, and move a lever: what that loads serves everybody."""
    person = ot.person_from_toml(_SOMEBODY)
    twin = ot.Twin.from_person(person, _PEOPLE, 1, on_progress=on_progress)
    answer = ot.run(person, _PEOPLE, 1, twin=twin, on_progress=on_progress)
    ot.Moves(twin, answer).answer(ot.Levers(dose=0.5), on_progress=on_progress)
