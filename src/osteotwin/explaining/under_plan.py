"""A person under another plan than the own one."""

from __future__ import annotations

from dataclasses import replace

from osteotwin.people.person import Person
from osteotwin.protocol.interventions import Protocol


def under(person: Person, plan: Protocol) -> Person:
    """Return the person under a plan: what the own plan has done before today is history, unless the plan goes on.

    Parameters
    ----------
    person : Person
    plan : Protocol
        Its past, if it has one, is of the person's.
    """
    held = plan.past().interventions
    ended = tuple(item for item in person.past.interventions if item not in held)
    shown = plan.past().not_simulated
    over = tuple(item for item in person.past.not_simulated if item not in shown)
    return replace(person, plan=plan, history=Protocol(ended, over))
