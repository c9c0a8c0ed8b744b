"""The facts that guidelines ask, of a person and what is expected of the plan."""

from __future__ import annotations

from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.quantiles import medians
from osteotwin.cohort.t_scores import t_score
from osteotwin.people.kidney_function import has_weak_kidney
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.facts_of_person import Beyond, facts_of
from osteotwin.safety.situation import Situation

#: Levels that guidelines ask for and that are simulated.
URINE_CALCIUM: Final = "urine_calcium_24h"
ASKED_LEVELS: Final = (URINE_CALCIUM, "serum_calcium", "testosterone")


def facts_of_situation(situation: Situation) -> Facts:
    """Return the facts: as measured, else by the medians of the virtual people."""
    outlook, sex = situation.outlook, situation.person.sex
    if outlook is None:
        scores = {site: float(t_score(site, bmd, sex)) for site, bmd in situation.profile.bmd.items()}
        return facts_of(situation.person, scores, Beyond())
    today = {site: _medians(outlook, bmd_key(site), days=1) for site in DXA_SITES}
    scores = {site: float(t_score(site, bmd[0], sex)) for site, bmd in today.items() if len(bmd)}
    levels = {name: _medians(outlook, name) for name in ASKED_LEVELS if name in outlook.endpoints}
    highest = {name: float(found.max()) for name, found in levels.items() if len(found)}
    if has_weak_kidney(situation.person):
        highest.pop(URINE_CALCIUM, None)
    return facts_of(situation.person, scores, Beyond(simulated=highest))


def _medians(outlook: Outputs, name: str, days: int | None = None) -> Vector:
    """Medians over who was simulated, of the first days or of all, array [n_time]; empty where nobody was."""
    found = medians(outlook.values[name], days)
    return np.zeros(0) if found is None else found
