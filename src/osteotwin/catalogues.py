"""What osteotwin knows, as tables: drugs (of the model, and only named), exercises, foods, endpoints, parameters
and their sets, trials, words, presets.

Each table loads what it is made of when it is asked for: the first page of the application shows names of drugs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from osteotwin.inputs.names import choose

if TYPE_CHECKING:
    from osteotwin.endpoints import Endpoint

Row = dict[str, str | float]


def _all_schemas() -> dict[str, dict[str, Any]]:
    """Return every published schema by name."""
    from osteotwin.evidence.schemas import SCHEMAS as EVIDENCE
    from osteotwin.explaining.levels.schema import SCHEMAS as EXPLANATION
    from osteotwin.explaining.schema import SCHEMAS as ANSWER
    from osteotwin.people.schemas import file_schemas
    from osteotwin.planning.schema import SCHEMAS as PLANNING
    from osteotwin.studies.trials.schema import SCHEMAS as VIRTUAL_TRIAL

    return {
        **file_schemas(),
        **ANSWER,
        **EXPLANATION,
        **EVIDENCE,
        **VIRTUAL_TRIAL,
        **PLANNING,
    }


def _drugs() -> list[Row]:
    from osteotwin.protocol.library import load_drugs
    from osteotwin.protocol.wording import how_often

    return [
        {
            "id": drug.id,
            "name": drug.label,
            "class": drug.drug_class.replace("_", " "),
            "usual dose": f"{drug.usual_dose:g} {drug.dose_unit} {how_often(drug.usual_interval_days)}",
            "modelled": "yes" if drug.modelled else f"no: {drug.not_modelled_because}",
            "also": ", ".join(drug.aliases),
            "source": drug.source[0],
        }
        for drug in load_drugs().values()
    ]


def _named_drugs() -> list[Row]:
    from osteotwin.protocol.library import kind_of, named_drugs, what_is_missing

    return [
        {
            "id": identifier,
            "name": drug.label,
            "what": kind_of(identifier),
            "bone": what_is_missing(identifier),
            "how": drug.how or drug.either,
            "testosterone": drug.testosterone,
            "estradiol": drug.estradiol,
            "also": ", ".join(drug.names),
            "like it": ", ".join(drug.like),
            "source": f"{drug.source} ({drug.checked})",
        }
        for identifier, drug in named_drugs().items()
    ]


def _exercises() -> list[Row]:
    from osteotwin.protocol.library import load_exercises

    return [
        {
            "id": exercise.id,
            "name": exercise.name,
            "kind": exercise.training_type.replace("_", " "),
            "spine": f"{exercise.spine.base:g} + {exercise.spine.slope:g} x load",
            "hip": f"{exercise.hip.base:g} + {exercise.hip.slope:g} x load",
            "forearm": f"{exercise.forearm.base:g} + {exercise.forearm.slope:g} x load",
            "frequency (Hz)": exercise.frequency_hz,
            "cycles per minute": exercise.cycles_per_minute or "",
            "impact": exercise.impact_level,
            "basis": exercise.evidence_level.replace("_", " "),
            "source": "; ".join(exercise.source),
        }
        for exercise in load_exercises().values()
    ]


def _foods() -> list[Row]:
    from osteotwin.protocol.library import load_foods

    return [
        {
            "name": food.name,
            "group": food.group,
            "serving": food.serving,
            "calcium (mg)": food.calcium_mg,
            "vitamin D (IU)": "" if "vitamin_d_iu" in food.not_given else food.vitamin_d_iu,
            "protein (g)": food.protein_g,
            "also": ", ".join(food.aliases),
            "source": food.source,
        }
        for food in load_foods().values()
    ]


def _endpoints() -> list[Row]:
    from osteotwin.endpoints import ENDPOINTS, MEASURED

    return [
        {
            "id": name,
            "name": endpoint.name,
            "unit": endpoint.unit,
            "allowed": f"{endpoint.low:g} to {endpoint.high:g}" if name in MEASURED else "not in files",
            "in the model": _modelled(endpoint),
            "also": ", ".join(endpoint.aliases),
        }
        for name, endpoint in ENDPOINTS.items()
    ]


def _modelled(endpoint: Endpoint) -> str:
    if endpoint.note:
        return endpoint.note
    return "relative to the reference person" if endpoint.relative else "yes"


def _conditions() -> list[Row]:
    from osteotwin.protocol.conditions import CONDITIONS
    from osteotwin.safety.condition_uses import uses_of

    return [
        {
            "id": name,
            "what": condition.label,
            "also": ", ".join(condition.aliases),
            "use": "; ".join(uses_of(name)),
        }
        for name, condition in CONDITIONS.items()
    ]


def _parameters() -> list[Row]:
    from osteotwin.cohort.parameter_sets import parameters_in_use
    from osteotwin.explaining.parameter_tables import parameter_rows

    return parameter_rows(parameters_in_use())


def _trials() -> list[Row]:
    from osteotwin.evidence.files.citation import cite
    from osteotwin.evidence.files.describe import (
        describe_arm,
        describe_design,
        describe_measured,
        describe_people,
    )
    from osteotwin.evidence.files.load import load_trials

    return [
        {
            "id": trial.id,
            "year": trial.year or "",
            "title": trial.title,
            "topics": ", ".join(trial.topics).replace("_", " "),
            "who": describe_people(trial),
            "design": describe_design(trial),
            "people": sum(arm.n for arm in trial.arms if arm.n) or "not given",
            "done": "; ".join(f"{arm.id}: {', '.join(describe_arm(arm))}" for arm in trial.arms),
            "measured": describe_measured(trial),
            "source": cite(trial),
        }
        for trial in load_trials().trials
    ]


def _glossary() -> list[Row]:
    from osteotwin.explaining.glossary import load_glossary

    return [
        {"term": entry.term, "in short": entry.fundamentals, "in full": entry.academic}
        for entry in load_glossary().values()
    ]


def _presets() -> list[Row]:
    from osteotwin.protocol.preset_names import list_presets

    return [
        {
            "name": preset.name,
            "title": preset.title,
            "what": preset.summary,
            "source": "; ".join(preset.sources),
        }
        for preset in list_presets()
    ]


def _sets() -> list[Row]:
    from osteotwin.explaining.parameter_tables import set_rows

    return set_rows()


def _schemas() -> list[Row]:
    return [{"name": name, "title": content["title"]} for name, content in _all_schemas().items()]


_TABLES: dict[str, Callable[[], list[Row]]] = {
    "drugs": _drugs,
    "named-drugs": _named_drugs,
    "exercises": _exercises,
    "foods": _foods,
    "endpoints": _endpoints,
    "conditions": _conditions,
    "parameters": _parameters,
    "sets": _sets,
    "trials": _trials,
    "glossary": _glossary,
    "presets": _presets,
    "schemas": _schemas,
}

#: File of the library.
DRUGS = "drugs.toml"
#: What can be listed.
CATALOGUES = tuple(_TABLES)


def catalogue(name: str) -> list[Row]:
    """Return the rows of a table, ready to show.

    Parameters
    ----------
    name : str
        One of :data:`CATALOGUES`.

    Raises
    ------
    InputError
        If there is no such table.
    """
    return _TABLES[choose(name, _TABLES, "name")]()


def schema(name: str) -> dict[str, Any]:
    """Return a published JSON Schema by name.

    Raises
    ------
    InputError
        If there is no such schema.
    """
    schemas = _all_schemas()
    return schemas[choose(name, schemas, "name")]
