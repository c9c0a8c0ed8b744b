"""The whole body model as one SBML file (Level 3 Version 2), written from the traced equations.

States are parameters with rate rules, shared subexpressions and outputs are assignment rules, the plan's days
are events. Every variable and every number carries its unit; time is in days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from osteotwin._version import __version__
from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
from osteotwin.errors import ParameterError
from osteotwin.interchange.identifiers import in_words, input_id, parameter_id, state_id
from osteotwin.interchange.mathml import SBML_NAMESPACE
from osteotwin.interchange.sbml_equations import write_equations
from osteotwin.interchange.sbml_events import starting_doses, write_events
from osteotwin.interchange.sbml_text import Variable, indented, listed, notes
from osteotwin.interchange.unit_text import read_unit, unit_definition
from osteotwin.parameters import ParameterSet, starting_values

_ABOUT = (
    f"The body model of osteotwin {__version__}, model version {whole.MODEL_VERSION}. Time is in days.",
    "State variables are parameters with a rate rule. Identifiers that begin with input_ are what reaches the "
    "body (drugs, diet, load); with reading_, what a clinic would measure; with signal_ and shared_, parts of "
    "the equations. SBML has no unit of biological activity: IU is counted as item.",
    "A research model, not medical advice.",
)


def export_sbml(
    parameters: Mapping[str, float],
    initial: Mapping[str, float],
    timeline: Timeline | None = None,
    *,
    about: Iterable[str] = (),
    catalog: ParameterSet | None = None,
) -> str:
    """Return the body model as an SBML document.

    Parameters
    ----------
    parameters : mapping of str to float
        A value for every parameter of the model, in its unit.
    initial : mapping of str to float
        A value for every state at time 0, in its unit.
    timeline : Timeline or None
        Its first breakpoint is time 0 of the file, its segments and doses become events. Without one the
        inputs rest at the reference that belongs to the parameters.
    about : iterable of str
        Sentences for the notes of the model.
    catalog : ParameterSet or None
        Says where the values come from and which of them are this body's own; the starting values otherwise.

    Returns
    -------
    str
        The same text for the same values, byte for byte.

    Raises
    ------
    ParameterError
        If a value is missing, unknown or not finite.

    Examples
    --------
    >>> from osteotwin.parameters import starting_values
    >>> values = starting_values().values()
    >>> state = whole.reference_state(whole.namespace(values))
    >>> export_sbml(values, state).count("<rateRule") == len(state)
    True
    """
    equations = write_equations()
    _require("parameter", parameters, starting_values().names)
    _require("state", initial, whole.STATES)
    state = dict(initial)
    for name, amount in ({} if timeline is None else starting_doses(timeline)).items():
        state[name] += amount
    inputs = _inputs_at_start(parameters, timeline)
    _require("input", inputs, whole.INPUTS)
    events = [] if timeline is None else write_events(timeline)
    variables = [
        *_states(state),
        *_inputs(inputs),
        *_parameters(parameters, equations.used, catalog or starting_values()),
        *equations.variables,
    ]
    sections = [
        notes([*_ABOUT, *about]),
        listed("listOfUnitDefinitions", [unit_definition(unit) for unit in equations.units]),
        listed("listOfParameters", [variable.element() for variable in variables]),
        listed("listOfRules", equations.rules),
        listed("listOfEvents", events),
    ]
    body = "\n".join(indented(section) for section in sections if section)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sbml xmlns="{SBML_NAMESPACE}" level="3" version="2">\n'
        '<model id="osteotwin_body" name="osteotwin: the human skeleton and its hormones" '
        'timeUnits="day" substanceUnits="mmol" extentUnits="mmol" volumeUnits="L">\n'
        f"{body}\n</model>\n</sbml>\n"
    )


def _inputs_at_start(parameters: Mapping[str, float], timeline: Timeline | None) -> Mapping[str, float]:
    if timeline is None:
        return whole.reference_inputs(whole.namespace(dict(parameters)))
    return dict(zip(whole.INPUTS, timeline.inputs[0].tolist(), strict=True))


def _states(values: Mapping[str, float]) -> list[Variable]:
    return [
        Variable(state_id(name), in_words(name), read_unit(unit), values[name])
        for name, unit in whole.STATES.items()
    ]


def _inputs(values: Mapping[str, float]) -> list[Variable]:
    return [
        Variable(input_id(name), f"Input: {in_words(name)}", read_unit(unit), values[name])
        for name, unit in whole.INPUTS.items()
    ]


def _parameters(values: Mapping[str, float], used: frozenset[str], catalog: ParameterSet) -> list[Variable]:
    result: list[Variable] = []
    for name, entry in catalog.parameters.items():
        note = [f"Source: {entry.source.rstrip('.')}."]
        if values[name] != entry.value:
            note.append(f"Set for this body; {entry.value:g} in the set {catalog.name}.")
        if f"parameter.{name}" not in used:
            note.append("Used where a plan is turned into inputs; without effect in this file.")
        meaning, unit = in_words(entry.meaning), read_unit(entry.unit)
        result.append(Variable(parameter_id(name), meaning, unit, values[name], True, " ".join(note)))
    return result


def _require(what: str, values: Mapping[str, float], known: Iterable[str]) -> None:
    names = tuple(known)
    missing = [name for name in names if name not in values]
    unknown = [name for name in values if name not in names]
    strange = [name for name in names if name in values and not math.isfinite(values[name])]
    for fault, found in (("has no value", missing), ("is not known", unknown), ("is not finite", strange)):
        if found:
            message = f"the model cannot be written: {what} {', '.join(found)} {fault}"
            raise ParameterError(message)
