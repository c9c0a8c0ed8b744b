"""Arms that the model cannot tell apart rightly: they differ in drugs that are in no number."""

from __future__ import annotations

from osteotwin.protocol.drug_groups import label_of
from osteotwin.protocol.interventions import DrugCourse, NotSimulated, Protocol
from osteotwin.protocol.library import called, load_drugs, named_drugs
from osteotwin.units import listed


def not_compared_because(name: str, plan: Protocol, control_name: str, control: Protocol) -> str | None:
    """Say why an arm is compared with no number: a drug that bone answers to and that is not simulated is in one alone.

    Parameters
    ----------
    name, control_name : str
        Of the arm, and of what it would be compared with.
    plan, control : Protocol

    Returns
    -------
    str or None
        ``None`` where the arms hold the same drugs outside the model: what those do cancels.
    """
    here, there = _outside(plan), _outside(control)
    drugs = dict.fromkeys(_label(one) for one in (*here, *there) if (one in here) != (one in there))
    if not drugs:
        return None
    are = "are" if len(drugs) > 1 else "is"
    return (
        f"no comparison and no power: {listed(list(drugs))} {are} not simulated, so that the difference "
        f"between {name} and {control_name} holds nothing of what {'they do' if len(drugs) > 1 else 'it does'}"
    )


def _outside(plan: Protocol) -> tuple[NotSimulated | DrugCourse, ...]:
    """What a plan holds, is in no number, and may move bone."""
    named = (one for one in plan.not_simulated if named_drugs()[one.drug].is_material)
    courses = (
        one
        for one in plan.interventions
        if isinstance(one, DrugCourse) and not load_drugs()[one.drug].modelled
    )
    return (*named, *courses)


def _label(one: NotSimulated | DrugCourse) -> str:
    label = called(one.name) if isinstance(one, NotSimulated) else label_of(one.drug)
    return label[:1].lower() + label[1:]
