"""The drugs of a person that are known and outside the model, as the answer has them."""

from __future__ import annotations

import math
from datetime import timedelta

from osteotwin.explaining.bands import Json
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import NotSimulated
from osteotwin.protocol.library import called, named_drugs
from osteotwin.protocol.not_simulated import describe_dose, direction, sentence
from osteotwin.safety.not_simulated import STILL_ACTS


def describe_not_simulated(person: Person) -> list[Json]:
    """What is taken and in no number: its dose as far as it is said, its days, and which way it acts."""
    return [
        _row(item, where, person)
        for where, items in (
            ("habits", person.habits.not_simulated),
            ("history", person.history.not_simulated),
            ("plan", person.plan.not_simulated),
        )
        for item in items
    ]


def _row(item: NotSimulated, where: str, person: Person) -> Json:
    drug = named_drugs()[item.drug]
    return {
        "id": item.drug,
        "label": called(item.name),
        "where": where,
        "text": describe_dose(item),
        "from": _date(person, item.from_day),
        "until": _date(person, item.until_day),
        "testosterone": drug.testosterone,
        "estradiol": drug.estradiol,
        "bone": "unchanged" if drug.moves_little else drug.on_bone,
        "leaves_open": item.until_day > -STILL_ACTS and drug.is_material,
        "direction": direction(item.drug),
        "in_short": direction(item.drug).partition(";")[0].removeprefix("it "),
        "sentence": sentence(item.name),
        "source": drug.source,
        "checked": drug.checked,
    }


def _date(person: Person, day: float) -> str | None:
    return None if math.isinf(day) else (person.start + timedelta(days=day)).isoformat()
