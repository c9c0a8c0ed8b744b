"""How many virtual people failed, and whether those who are left can bear a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.bands import Json

#: Share of failed people above which those who are left are a selection and no verdict stands.
MOST_FAILED: Final = 0.05
_REASONS = 5


def failures(outlooks: Iterable[Outputs], people: int) -> Json:
    """Return how many people failed under any plan, why, and whether they are too many for a verdict.

    Parameters
    ----------
    outlooks : iterable of Outputs
        The same people under several plans: who fails under two counts once.
    people : int
        How many there are.
    """
    found: dict[int, str] = {}
    for outlook in outlooks:
        for person, reason in outlook.failures.items():
            found.setdefault(person, reason)
    return {
        "count": len(found),
        "too_many": len(found) > MOST_FAILED * people,
        "reasons": list(dict.fromkeys(found.values()))[:_REASONS],
    }


def why_no_verdict(failed: Json, people: int, what: str = "verdict") -> str:
    """Return the sentence that stands where too many failed for a verdict, or for what else is not said."""
    reason = str(failed["reasons"][0]).rstrip(".") if failed["reasons"] else "no reason is known"
    if failed["count"] == people:
        who = "the one virtual person" if people == 1 else f"all {people} virtual people"
        return f"No {what}: the simulation of {who} failed. The first reason: {reason}."
    return (
        f"No {what}: the simulation of {failed['count']} of {people} virtual people failed, and those who are left "
        f"would be a selection. The first reason: {reason}."
    )
