"""What is to be known of each plan of a comparison: what it does, what it stops, what to mind."""

from __future__ import annotations

from dataclasses import replace

from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import habits_of
from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.bands import Json
from osteotwin.explaining.inputs import describe_planned
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.people.person import Person
from osteotwin.people.twin import Twin
from osteotwin.protocol.drug_groups import label_of
from osteotwin.protocol.extremes import extremes
from osteotwin.protocol.interventions import Protocol
from osteotwin.safety import Situation, flags_of


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


def ends_today(person: Person, plan: Protocol) -> list[str]:
    """Return the labels of what goes on under the person's own plan today and is no part of a plan."""
    ongoing = Protocol(tuple(item for item in person.plan.interventions if item.from_day < 0.0))
    return [label_of(group) for group in ongoing.groups() if group not in plan.groups()]


def about_plan(twin: Twin, plan: Protocol, outlook: Outputs) -> Json:
    """Return what a plan does and stops, its flags, and what of it trials did not cover.

    Parameters
    ----------
    twin : Twin
    plan : Protocol
    outlook : Outputs
        Of the twin's people under the plan.
    """
    person = under(twin.person, plan)
    known = twin.parameters.values() | {"weight": twin.profile.weight_kg}
    most = extremes(person.protocol, habits_of(alike(twin.profile, 1)), known, person.outlook_days)
    situation = Situation(person, twin.profile, outlook, most.calcium, most.vitamin_d)
    outside = outside_tested_range(person, twin.profile, most.calcium, most.vitamin_d, most.loads)
    return {
        "done": [describe_planned(item, person.start) for item in plan.interventions],
        "ends_today": ends_today(twin.person, plan),
        "flags": [
            {"severity": flag.severity, "text": flag.text, "source": flag.source}
            for flag in flags_of(situation)
        ],
        "outside_tested_range": [beyond.text for beyond in outside],
    }
