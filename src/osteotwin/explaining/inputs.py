"""The inputs as understood, in words."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.profile import Assumption
from osteotwin.endpoints import MEASURED
from osteotwin.explaining.bands import Json, json_number
from osteotwin.explaining.not_simulated import describe_not_simulated
from osteotwin.observing.observation import EXACT, NotUsed, Observation
from osteotwin.people.measurement_use import endpoint_of_field, uses_of_measurements
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Person
from osteotwin.protocol.adherence import usual_adherence
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.describe import describe_intervention
from osteotwin.protocol.drug_groups import category_of, is_simulated, label_of, takes_bone
from osteotwin.protocol.file_values import Cycle
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Supplement, Training
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.parts import name_of_part
from osteotwin.protocol.spells import Spell, pauses_in_words, spells
from osteotwin.safety.condition_uses import uses_of

#: Half of the interval of 95 %, in percent for each standard deviation of the logarithm.
_HALF_95 = 196.0
_ADHERENCE = "plan.training.adherence"

#: Fields that no endpoint measures.
_FIELD_LABELS = {
    "menopause_age": "Age at menopause",
    "calcium_mg_per_day": "Calcium before the plan",
    "vitamin_d_iu_per_day": "Vitamin D before the plan",
    _ADHERENCE: "Sessions of training that are done",
}


def _date(start: date, day: float) -> str | None:
    return None if math.isinf(day) else (start + timedelta(days=day)).isoformat()


def describe_planned(item: Intervention, start: date, cycle: Cycle | None = None) -> Json:
    """What is done, with its days, dates and pauses."""
    # What is given once is over on its day; its interval only says how long the dose counts where it is averaged.
    single = isinstance(item, DrugCourse | Supplement) and item.is_single
    until_day = item.from_day if single else item.until_day
    return {
        "group": item.group,
        "category": category_of(item.group),
        "label": label_of(item.group),
        "part": name_of_part(item),
        "text": describe_intervention(item) + (f", {pauses_in_words(cycle)}" if cycle else ""),
        "from_day": item.from_day,
        "until_day": None if math.isinf(until_day) else until_day,
        "from": _date(start, item.from_day),
        "until": _date(start, until_day),
    }


def _told(protocol: Protocol, start: date, end: float = math.inf) -> list[Json]:
    """Return what a protocol holds, what pauses again and again as one entry.

    A cycle that reaches the end of the outlook goes on: nobody has told an end of it.
    """
    return [
        describe_planned(replace(spell.item, until_day=math.inf) if _reaches(spell, end) else spell.item, start,
                         spell.cycle)
        for spell in spells(protocol.interventions)
    ]  # fmt: skip


def _reaches(spell: Spell, end: float) -> bool:
    return spell.cycle is not None and spell.item.until_day + spell.cycle.off_days >= end


def _end(person: Person) -> float:
    return float((person.until - person.start).days)


def _without_effect(person: Person) -> list[Json]:
    """Return the drugs of the library that no number holds, each once, with what that means."""
    rows = (*_told(person.history, person.start), *_told(person.plan, person.start, _end(person)))
    apart = {row["group"]: row for row in rows if not is_simulated(row["group"])}
    return [
        {
            "group": group,
            "label": row["label"],
            "text": row["text"],
            "because": _because(group),
        }
        for group, row in apart.items()
    ]


def _because(group: str) -> str:
    because = load_drugs()[group].not_modelled_because
    return (
        f"{because} That loss comes on top of every number, and leaves the verdict open."
        if takes_bone(group)
        else because
    )


def _habits(person: Person) -> list[str]:
    habits = person.habits
    texts: list[str] = []
    if habits.calcium_mg_per_day is not None:
        other = habits.other_calcium_mg_per_day
        unnamed = f" ({other:g} mg of it taken for what is not named)" if other else ""
        texts.append(f"calcium {round(habits.calcium_mg_per_day, 1):g} mg a day{unnamed}")
    if habits.vitamin_d_iu_per_day is not None:
        texts.append(f"vitamin D {habits.vitamin_d_iu_per_day:g} IU a day")
    training = (item.as_habit() for item in habits.training)
    texts += [describe_intervention(item) for item in (*habits.food, *training)]
    return texts


def _condition(name: str) -> Json:
    row = CONDITIONS[name]
    return {"id": name, "label": row.label, "use": "flags", "acts_on": list(uses_of(name))}


def assumptions_of_plan(plan: Protocol) -> tuple[Assumption, ...]:
    """What stood in for values of history and plan that nobody gave: the share of training sessions that is done."""
    usual = {
        usual_adherence(item.until_day - item.from_day): None
        for item in plan.interventions
        if isinstance(item, Training) and item.adherence is None
    }
    return tuple(Assumption(_ADHERENCE, f"{100 * row.share:g} %", row.reason) for row in usual)


def describe_assumption(assumption: Assumption) -> Json:
    """What stood in for a value that nobody gave, with what its field is called."""
    endpoint = endpoint_of_field(assumption.field)
    label = _FIELD_LABELS[assumption.field] if endpoint is None else endpoint.title
    return {
        "field": assumption.field,
        "label": label,
        "value": assumption.value,
        "source": assumption.source,
    }


def _scan(seen: Observation | NotUsed) -> Json | None:
    """The density that a scan or a printed score stands for, on the twin's scale, with half of its 95 % interval."""
    site = seen.output.removeprefix("bmd_") if isinstance(seen, Observation) else ""
    if not isinstance(seen, Observation) or site not in DXA_SITES or seen.censored != EXACT:
        return None
    return {
        "site": site,
        "bmd": json_number(seen.value),
        "error_percent": json_number(_HALF_95 * seen.log_sd),
    }


def describe_inputs(person: Person) -> Json:
    """The inputs as understood: every value a person gave, and what becomes of it."""
    return {
        "person": {
            "name": person.name,
            "sex": person.sex,
            "age": round(person.age_at_start, 2),
            "birth_date": person.birth_date.isoformat(),
            "height_cm": person.height_cm,
            "weight_kg": person.weight_kg,
            "menopause_age": person.menopause_age,
            "conditions": [_condition(name) for name in person.conditions],
            "fragility_fractures": person.fragility_fractures,
            "vertebral_fracture": person.vertebral_fracture,
            "frax_hip_percent": person.frax_hip_percent,
            "frax_major_percent": person.frax_major_percent,
        },
        "start": person.start.isoformat(),
        "until": person.until.isoformat(),
        "habits": _habits(person),
        "measurements": [
            {
                "date": m.date.isoformat(),
                "what": m.what,
                "label": MEASURED[m.what].title,
                "as_given": m.as_given,
                "value": m.value,
                "unit": m.unit,
                "device": m.device,
                "assay": m.assay,
                "reference": m.reference,
                "precision": m.precision,
                "bound": m.bound,
                "use": use,
                "scan": _scan(seen),
            }
            for m, use, seen in zip(
                person.measurements, uses_of_measurements(person), observations_of(person), strict=True
            )
        ],
        "history": _told(person.history, person.start),
        "plan": _told(person.plan, person.start, _end(person)),
        "not_simulated": describe_not_simulated(person),
        "no_effect": _without_effect(person),
    }
