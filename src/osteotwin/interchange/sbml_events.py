"""A timeline as SBML events: what changes on a day, and the doses of that day, in one event."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
from osteotwin.interchange.identifiers import input_id, state_id
from osteotwin.interchange.mathml import apply, math, number, time, variable
from osteotwin.interchange.unit_text import read_unit


def starting_doses(timeline: Timeline) -> dict[str, float]:
    """Return what the doses of the very first day add to each state."""
    return _doses_on(float(timeline.breakpoints[0]), timeline)


def write_events(timeline: Timeline) -> list[str]:
    """Return one XML element for each later day on which something changes.

    An event sets the inputs that change on its day and adds its doses, so that nothing depends on the order
    of two events.
    """
    start = float(timeline.breakpoints[0])
    events: list[str] = []
    for k in range(1, len(timeline.labels)):
        day = float(timeline.breakpoints[k])
        assignments = [
            (input_id(name), number(after, read_unit(unit)))
            for (name, unit), before, after in zip(
                whole.INPUTS.items(),
                timeline.inputs[k - 1].tolist(),
                timeline.inputs[k].tolist(),
                strict=True,
            )
            if before != after
        ]
        for state, amount in _doses_on(day, timeline).items():
            unit = read_unit(whole.STATES[state])
            total = apply("plus", variable(state_id(state)), number(amount, unit))
            assignments.append((state_id(state), total))
        if assignments:
            events.append(_event(len(events) + 1, day - start, timeline.labels[k], day, assignments))
    return events


def _doses_on(day: float, timeline: Timeline) -> dict[str, float]:
    amounts: dict[str, float] = {}
    for dose in timeline.doses:
        if dose.day == day:
            amounts[dose.state] = amounts.get(dose.state, 0.0) + dose.amount
    return amounts


def _event(count: int, at: float, label: str, day: float, assignments: list[tuple[str, str]]) -> str:
    name = f"{label[:1].upper()}{label[1:]}, day {day:g} of the plan"
    trigger = apply("geq", time(), number(at, read_unit("day")))
    lines = [
        f'<event id="event_{count}" name={quoteattr(name)} useValuesFromTriggerTime="true">',
        '  <trigger initialValue="true" persistent="true">',
        f"    {math(trigger)}",
        "  </trigger>",
        "  <listOfEventAssignments>",
    ]
    for target, value in assignments:
        lines.append(f'    <eventAssignment variable="{target}">{math(value)}</eventAssignment>')
    return "\n".join([*lines, "  </listOfEventAssignments>", "</event>"])
