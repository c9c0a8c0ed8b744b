"""Whether bone is weak, by scan, diagnosis or fractures: what rules about training go by."""

from __future__ import annotations

from osteotwin.body.sites import DIAGNOSTIC_SITES
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.t_scores import t_score
from osteotwin.people.latest_scan import latest_t_score
from osteotwin.people.person import Person
from osteotwin.safety.situation import limits


def t_score_of(person: Person, profile: Profile, site: str) -> float:
    """Return the T-score of the latest scan of a site, or else of the density that is taken to be true today."""
    latest = latest_t_score(person, site)
    return float(t_score(site, profile.bmd[site], person.sex)) if latest is None else latest[0]


def has_osteoporosis(person: Person, profile: Profile) -> bool:
    """Tell whether osteoporosis is diagnosed, or a T-score at hip, neck or spine makes the diagnosis."""
    line = limits()["treatment_t_score"].value
    scores = (t_score_of(person, profile, site) for site in DIAGNOSTIC_SITES)
    return "osteoporosis" in person.conditions or min(scores) <= line


def has_fragile_spine(person: Person) -> bool:
    """Tell whether a vertebra is known to have broken, or several bones from low trauma."""
    broken = person.vertebral_fracture or "vertebral_fracture" in person.conditions
    return broken or person.fragility_fractures >= 2
