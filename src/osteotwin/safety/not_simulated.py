"""Flags about drugs that are known and outside the model: that the numbers are without them, and which way they act."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.people.person import Person
from osteotwin.protocol.library import called, named_drugs
from osteotwin.protocol.not_simulated import sentence
from osteotwin.safety.situation import ASK_FIRST, GOOD_TO_KNOW, Flag, Situation

#: What ended longer ago than this is in the measured density, and no longer leaves the answers open [day].
STILL_ACTS = DAYS_PER_YEAR


def clouding(person: Person) -> tuple[str, ...]:
    """Return the names of drugs outside the model that leave the answers open.

    They are known to move bone or sex hormones, and go on or ended less than a year ago.
    """
    recent = (item for item in person.not_simulated if item.until_day > -STILL_ACTS)
    return tuple(dict.fromkeys(called(item.name) for item in recent if named_drugs()[item.drug].is_material))


def not_simulated(situation: Situation) -> Iterator[Flag]:
    """Say of each drug outside the model that the numbers leave it out."""
    open_because = clouding(situation.person)
    taken = {called(item.name): item for item in reversed(situation.person.not_simulated)}
    for label, item in reversed(taken.items()):
        drug = named_drugs()[item.drug]
        yield Flag(
            ASK_FIRST if label in open_because else GOOD_TO_KNOW,
            sentence(item.name),
            drug.source if drug.checked == "abstract" else f"{drug.source} (not looked up)",
            about=(label, "not modelled"),
        )
