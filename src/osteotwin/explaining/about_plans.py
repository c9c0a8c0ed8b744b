"""What is to be known of each plan of a comparison: what it does, stops and may not do, and what to mind."""

from __future__ import annotations

from dataclasses import asdict

from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.allowed import Allowed, situation_of
from osteotwin.explaining.bands import Json
from osteotwin.explaining.inputs import describe_planned
from osteotwin.explaining.not_simulated import describe_not_simulated
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.people.person import Person
from osteotwin.people.twin import Twin
from osteotwin.protocol.drug_groups import label_of
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.library import called
from osteotwin.safety import flags_of_what_is_left, reading_order


def ends_today(person: Person, plan: Protocol) -> list[str]:
    """Return the labels of what goes on under the person's own plan today and is no part of a plan."""
    ongoing = Protocol(tuple(item for item in person.plan.interventions if item.from_day < 0.0))
    outside = {one.drug for one in plan.not_simulated}
    return [
        *(label_of(group) for group in ongoing.groups() if group not in plan.groups()),
        *(
            f"{label[:1].lower()}{label[1:]} (not simulated)"
            for one in person.plan.not_simulated
            for label in (called(one.name),)
            if one.from_day < 0.0 and one.drug not in outside
        ),
    ]


def about_plan(twin: Twin, plan: Protocol, may: Allowed, outlook: Outputs) -> Json:
    """Return what a plan does and stops, what of it is simulated in no number, refused or untested, and its flags.

    Parameters
    ----------
    twin : Twin
    plan : Protocol
        As it was given.
    may : Allowed
        What is left of it.
    outlook : Outputs
        Of the twin's people under what is left.
    """
    person, most = may.person, may.most
    situation = situation_of(twin, person, outlook, most)
    outside = outside_tested_range(person, twin.profile, most.calcium, most.vitamin_d, most.loads)
    return {
        "done": [describe_planned(item, person.start) for item in person.plan.interventions],
        "not_simulated": [row for row in describe_not_simulated(person) if row["where"] == "plan"],
        "refused": [asdict(one) for one in may.refused],
        "ends_today": ends_today(twin.person, plan),
        "flags": [
            {"severity": flag.severity, "text": flag.text, "source": flag.source}
            for flag in reading_order((*may.flags, *flags_of_what_is_left(situation)))
        ],
        "outside_tested_range": [beyond.text for beyond in outside],
    }
