"""A plan without what a hard flag forbids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from osteotwin.protocol.drug_groups import label_of
from osteotwin.protocol.interventions import Intervention, Protocol, Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.situation import SEVERITIES, Flag


@dataclass(frozen=True)
class Refused:
    """One thing that a plan holds and must not.

    Attributes
    ----------
    what : str
        An exercise, a drug, or ``"calcium"`` or ``"vitamin_d"``.
    label : str
        Within a sentence.
    why : str
        Text of the flag.
    follows : str
        What the numbers do without it; nothing where that goes without saying.
    """

    what: str
    label: str
    why: str
    follows: str = ""


def refused_by(flags: Iterable[Flag]) -> tuple[Refused, ...]:
    """What hard flags forbid, each thing once, with the first reason."""
    found: dict[str, Refused] = {}
    for flag in flags:
        if flag.severity == SEVERITIES[0]:
            for what in flag.forbids:
                found.setdefault(what, Refused(what, _label(what), flag.text))
    return tuple(found.values())


def without_refused(plan: Protocol, refused: Iterable[Refused]) -> Protocol:
    """The plan without what is refused, from today on; what was done before cannot be undone."""
    names = {one.what for one in refused}
    return replace(
        plan, interventions=tuple(item for item in plan.interventions if name_of(item) not in names)
    )


def name_of(item: Intervention) -> str:
    """What a flag calls an intervention: the exercise of training, of others the group."""
    return item.exercise if isinstance(item, Training) else item.group


def _label(what: str) -> str:
    exercises = load_exercises()
    return exercises[what].name.lower() if what in exercises else label_of(what)
