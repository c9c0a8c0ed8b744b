"""What is left of a person's plan when hard flags have taken out what they forbid: all numbers are of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import habits_of
from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.under_plan import under
from osteotwin.people.person import Person
from osteotwin.people.twin import Twin
from osteotwin.protocol.extremes import Extremes, extremes
from osteotwin.protocol.loads import KnownLoads
from osteotwin.safety import Flag, Situation, flags_of_plan
from osteotwin.safety.refused import Refused, name_of, refused_by, without_refused
from osteotwin.safety.what_follows import what_follows


@dataclass(frozen=True)
class Allowed:
    """What may be done, and what hard flags said against the rest.

    Attributes
    ----------
    person : Person
        Under the plan without what is refused; what that has done before today is history.
    flags : tuple of Flag
        About the plan as the file has it.
    refused : tuple of Refused
        What of the plan that was.
    most : Extremes
        The highest intakes and loads of what may be done.
    """

    person: Person
    flags: tuple[Flag, ...]
    refused: tuple[Refused, ...]
    most: Extremes


def allowed(twin: Twin, person: Person, known: KnownLoads | None = None) -> Allowed:
    """Take out of a person's plan what hard flags forbid, and what they forbid of the rest, until none do.

    Parameters
    ----------
    twin : Twin
    person : Person
        The twin's, under a plan.
    known : dict or None
        Loads of the twin's profile under other plans; what is new is added.
    """
    most = most_of(twin, person, known)
    flags = flags_of_plan(situation_of(twin, person, None, most))
    refused = refused_by(flags)
    if not refused:
        return Allowed(person, flags, (), most)
    left = under(person, without_refused(person.plan, refused))
    while True:
        most = most_of(twin, left, known)
        of_the_rest = flags_of_plan(situation_of(twin, left, None, most))
        # What is forbidden still, as too much calcium that food alone brings, no plan can be without.
        named = {one.what for one in refused}
        further = tuple(one for one in refused_by(of_the_rest) if one.what not in named)
        # What only the rest lacks, as what has to follow denosumab, is told as well.
        flags += tuple(
            flag
            for flag in of_the_rest
            if flag not in flags and not (flag.forbids and named.issuperset(flag.forbids))
        )
        if not further:
            return Allowed(left, flags, _held(person, refused), most)
        refused = (*refused, *further)
        left = under(person, without_refused(person.plan, refused))


def _held(person: Person, refused: Iterable[Refused]) -> tuple[Refused, ...]:
    """What of the refused the plan holds: a habit that is too much is flagged, and nothing is left out for it."""
    names = {name_of(item) for item in person.plan.interventions}
    return tuple(
        replace(one, follows=what_follows(one.what, person.plan)) for one in refused if one.what in names
    )


def most_of(twin: Twin, person: Person, known: KnownLoads | None = None) -> Extremes:
    """The highest intakes and loads that a person's plan comes to."""
    parameters = twin.parameters.values() | {"weight": twin.profile.weight_kg}
    habits = habits_of(alike(twin.profile, 1))
    return extremes(person.protocol, habits, parameters, person.outlook_days, known)


def situation_of(
    twin: Twin, person: Person, outlook: Outputs | None, most: Extremes | None = None
) -> Situation:
    """What flags look at.

    Parameters
    ----------
    twin : Twin
    person : Person
        The twin's, under a plan.
    outlook : Outputs or None
        Of that plan.
    most : Extremes or None
        What the plan comes to, where it is known already.
    """
    highest = most or most_of(twin, person)
    return Situation(person, twin.profile, outlook, highest.calcium, highest.vitamin_d)
