"""Drugs of a person's file that a hard flag forbids: no plan is judged with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from osteotwin.explaining.allowed import Allowed, situation_of
from osteotwin.explaining.under_plan import under
from osteotwin.people.twin import Twin
from osteotwin.planning.frame import Frame
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.safety import flags_of_plan
from osteotwin.safety.refused import Refused, name_of, without_refused
from osteotwin.safety.situation import DO_NOT, Flag


def without_refused_drugs(frame: Frame, twin: Twin, may: Allowed) -> tuple[Frame, Twin]:
    """Return frame and twin without the drugs that hard flags forbid from today on, as `run` leaves them out.

    Parameters
    ----------
    frame : Frame
    twin : Twin
        Of the frame's person.
    may : Allowed
        What is allowed of the person's plan.

    Returns
    -------
    (Frame, Twin)
        As they were where no drug is forbidden.
    """
    drugs = _refused_drugs(frame, may)
    if not drugs:
        return frame, twin
    person = under(frame.person, without_refused(frame.person.plan, drugs))
    names = {one.what for one in drugs}
    notes = [
        f"The numbers are without {one.label}, which a hard rule forbids: {one.why} {one.follows}".rstrip()
        for one in drugs
    ]
    left = replace(
        frame,
        person=person,
        fixed=tuple(item for item in frame.fixed if name_of(item) not in names),
        notes=(*notes, *frame.notes),
    )
    return left, replace(twin, person=person)


def clinicians_flags(frame: Frame, twin: Twin, may: Allowed) -> Iterator[Flag]:
    """Yield the hard flags about what no plan of training and food settles: a state, a drug, or what habits bring."""
    drugs = {one.what for one in _refused_drugs(frame, may)}
    told = [flag for flag in may.flags if not flag.forbids or drugs & set(flag.forbids)]
    # What every plan keeps: what is flagged of it none of them settles.
    kept = flags_of_plan(situation_of(twin, under(frame.person, Protocol(frame.fixed)), None))
    once = {flag.text: flag for flag in (*told, *kept) if flag.severity == DO_NOT}
    yield from once.values()


def _refused_drugs(frame: Frame, may: Allowed) -> tuple[Refused, ...]:
    names = {name_of(item) for item in frame.person.plan.interventions if isinstance(item, DrugCourse)}
    return tuple(one for one in may.refused if one.what in names)
