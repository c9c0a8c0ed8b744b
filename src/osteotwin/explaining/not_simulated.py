"""The drugs of a person that are known and outside the model, as the answer has them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from osteotwin.explaining.bands import Json
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import NotSimulated
from osteotwin.protocol.library import called, named_drugs
from osteotwin.protocol.not_simulated import describe_dose, direction, sentence
from osteotwin.safety.not_simulated import STILL_ACTS

#: Ways in which a drug that is not simulated is known to move a sex hormone.
_MOVED: Final = ("up", "down")


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


def with_drugs_apart(signals: Mapping[str, Json], rows: Sequence[Json]) -> dict[str, Json]:
    """Return the signals of an answer, each sex hormone with the drugs that move it and are in no number.

    Parameters
    ----------
    signals : mapping of str to object
        By name.
    rows : sequence of object
        Of :func:`describe_not_simulated`.

    Returns
    -------
    dict
        ``without``: names of drugs within a sentence; of LH those that move a sex hormone.
    """
    return {name: signal | {"without": _moving(name, rows)} for name, signal in signals.items()}


def _moving(signal: str, rows: Sequence[Json]) -> list[str]:
    by = {"lh": ("testosterone", "estradiol")}.get(signal, (signal,))
    return list(
        dict.fromkeys(
            row["label"][:1].lower() + row["label"][1:]
            for row in rows
            if row["leaves_open"] and any(row.get(name) in _MOVED for name in by)
        )
    )


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
