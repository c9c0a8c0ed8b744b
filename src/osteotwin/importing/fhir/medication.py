"""A MedicationStatement or MedicationRequest → an entry of plan or history: drug or supplement, dose and rhythm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from osteotwin.importing.calcium_tablets import count_of, tablets_taken
from osteotwin.importing.drug_text import (
    DRUG,
    NoDrug,
    calcium_in_piece,
    delivered_per_day,
    named_drug,
    strength_in_ml,
    tablet_strength,
)
from osteotwin.importing.fhir.course import beside_the_course, beyond_the_most, unclear_course
from osteotwin.importing.fhir.notes import instructions_in_words, modified, notes_of, why_not_theirs
from osteotwin.importing.fhir.patient import referred
from osteotwin.importing.fhir.timing import every_of, unclear, window_of
from osteotwin.importing.fhir.values import number_in
from osteotwin.importing.fhir.words_beside import last_day_in
from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.local_ways import local_way
from osteotwin.importing.prescription_words import beside_the_plan, is_alike, magnitude, rhythm_in, said_dose
from osteotwin.importing.written_numbers import plain
from osteotwin.inputs.notes import printable
from osteotwin.protocol.library import what_it_is
from osteotwin.protocol.library.calcium_products import calcium_with_d
from osteotwin.units.patterns import later

_ENDED: Final = ("completed", "stopped", "ended")
_TAKEN: Final = ("active", "recorded", *_ENDED)
#: Intents of what somebody might be given, and is not yet.
_PROPOSED: Final = ("proposal", "plan", "option")
_PIECES: Final = later(
    r"tab|[ck]ap|pill|\{.*\}|each|unit dose|syringe|patch|vial|st\u00fcck|stk|comprim|g\u00e9lule|ampul|piece",
    re.IGNORECASE,
)
#: Ratio up to which two doses are the same.
_ALIKE: Final = 1.1
#: A name of two things, or of a blinded trial.
_EITHER: Final = later(r"\bplacebo\b|\s(?:or|vs\.?|versus|oder)\s", re.IGNORECASE)
_UNITS: Final = {"mcg": "ug", "[iu]": "IU", "iu": "IU", "unt": "IU", "intl_units": "IU",
                 "intl units": "IU", "international units": "IU", "milligram": "mg", "microgram": "ug", "g": "g",
                 "mg": "mg", "ug": "ug", "μg": "ug", "µg": "ug"}  # fmt: skip


def read(
    place: Place, resource: dict[str, Any], by_reference: dict[str, dict[str, Any]], gathered: Gathered
) -> None:
    """Take what somebody takes or took."""
    name = name_of(resource, by_reference)
    status = _status(resource)
    why = modified(resource) or _not_taken(resource, status)
    found = why or why_not_theirs(name, over=True) or _entry(place, resource, name, status)
    if isinstance(found, str):
        gathered.leave(place, name or resource["resourceType"], found)
    else:
        gathered.found.append(found)


def _status(resource: dict[str, Any]) -> str:
    """Return the status of a record; since Release 5 it is told apart from whether somebody takes what it says."""
    adherence = resource.get("adherence")
    code = adherence.get("code") if isinstance(adherence, dict) else None
    codings = code.get("coding") if isinstance(code, dict) else None
    told = [str(one.get("code") or "") for one in codings or () if isinstance(one, dict)]
    doing = next((one for one in told if one), "")
    if not doing or doing.startswith("taking") or resource.get("status") not in _TAKEN:
        return str(resource.get("status", ""))
    return "stopped" if doing.startswith("stopped") else doing


def _not_taken(resource: dict[str, Any], status: str) -> str:
    """Return why a record is of nothing that somebody takes or took; empty where it is."""
    if status not in _TAKEN:
        return f"its status is {printable(status)}" if status else "it has no status"
    if resource.get("doNotPerform") is True:
        return "it says that this is not to be taken (doNotPerform)"
    intent = resource.get("intent")
    if intent in _PROPOSED:
        return f"it is a {intent}, not yet a prescription"
    told = [words for one in _instructions(resource) for words in instructions_in_words(resource, one)]
    over = status in _ENDED
    return next((why for one in (*notes_of(resource), *told) if (why := why_not_theirs(one, over=over))), "")


def _entry(place: Place, resource: dict[str, Any], name: str, status: str) -> Found | str:
    if not name:
        return "no name of a drug"
    if (other := _EITHER.search(name)) is not None:
        return f'"{other[0].strip()}" in its name leaves open what is taken; write the entry by hand'
    sort, keys = named_drug(name)
    if sort == NoDrug:
        return str(keys["why"])
    instructions = _instructions(resource)
    if sort == DRUG and (local := local_way(" ".join((name, *_where(instructions))))):
        return local
    first = instructions[0] if instructions else {}
    if any(one != first for one in instructions):
        return "several instructions on its dose; write the entry by hand"
    told = tuple(instructions_in_words(resource, first))
    why = unclear(first, told) or unclear_course(resource, first)
    if why is not None:
        return f"{why}; write the entry by hand"
    dose, every = _dose(first, name), every_of(first)
    if (differs := _contradiction(first, told, name, dose, every)) is not None:
        return f"{differs}; write the entry by hand"
    if why := beyond_the_most(first, dose, every):
        return f"{why}; write the entry by hand"
    if dose is None or every is None:
        in_words = said_dose(str(first.get("text") or ""), name)
        dose, every = dose or in_words[0], every or in_words[1]
    if (both := calcium_with_d(str(keys.get("nutrient", "")))) is not None:
        amount, in_words = _count(first), tablets_taken(str(first.get("text") or ""), both)
        dose, every = count_of(amount) if amount else in_words[0], every or in_words[1]
    elif str(keys.get("nutrient", "")).startswith("calcium"):
        calcium = calcium_in_piece(name)
        if calcium is None:
            return (
                "milligrams of a salt or of calcium; write the entry by hand, with the milligrams of calcium"
            )
        dose = _pieces(first, calcium, "mg")
    begins, ends = window_of(resource, first)
    beside = (*dict.fromkeys((*told, *notes_of(resource))),)
    if sort == DRUG and (known := what_it_is(str(keys["name"]))) is not None:
        over = status in _ENDED
        shown = beside_the_plan(
            str(keys["name"]), known, (dose, every), (begins, ends), place, name, over=over
        )
        words = printable("; ".join(beside)[:200])
        return shown if isinstance(shown, str) or not words else shown.noting(f'its words: "{words}"')
    lacks = [
        what for what, value in (("a dose", dose), ("a rhythm", every), ("a first day", begins)) if not value
    ]
    if lacks:
        return f"it does not say {' and '.join(lacks)}; write the entry by hand"
    last = last_day_in(beside, sort, name, keys, (dose, every), (begins, ends))
    if isinstance(last, str):
        return f"{last}; write the entry by hand"
    ends = ends if status in _ENDED else last
    if status in _ENDED and ends is None:
        return "it has ended, and does not say when; write the entry into [history] by hand"
    table = "history" if ends is not None and status in _ENDED else "plan"
    entry = {**keys, "dose": dose, "every": every, "from": begins}
    if ends is not None and every != "once":
        entry["until"] = ends
    said = f"{name}, {first.get('text') or f'{dose} every {every}'}"
    course = beside_the_course(resource, first, ends)
    words = printable("; ".join(one for one in beside if one != first.get("text"))[:200])
    return Found((table, sort), entry, place, said, course).noting(f'its words: "{words}"' if words else "")


def _instructions(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return _list(resource.get("dosage") or resource.get("dosageInstruction"))


def _where(instructions: Sequence[dict[str, Any]]) -> list[str]:
    """Return what instructions say of where something is given."""
    concepts = [one.get(key) for one in instructions for key in ("route", "site")]
    texts = [str(one.get("text") or "") for one in instructions]
    for concept in concepts:
        if isinstance(concept, dict):
            codings = [one for one in concept.get("coding") or () if isinstance(one, dict)]
            texts += [str(concept.get("text") or ""), *(str(one.get("display") or "") for one in codings)]
    return texts


def _contradiction(
    instruction: dict[str, Any], told: Sequence[str], name: str, dose: str | None, every: str | None
) -> str | None:
    """Return how an instruction's words contradict its fields, or its fields one another."""
    if _are_several(_quantities(instruction), name):
        return "several doses in one instruction"
    where = "fields"
    for text in told:
        said, rhythm = said_dose(text, name)
        rhythm = rhythm or rhythm_in(text)
        for field, words in ((dose, said), (every, rhythm)):
            if not is_alike(field, words):
                return f"its {where} say {field}, and its words say {words}"
        if dose is None and said is not None:
            dose, where = said, "words"
        every = every or rhythm
    return None


def name_of(resource: dict[str, Any], by_reference: dict[str, dict[str, Any]]) -> str:
    """Return what a record calls its medicine, or the medicine that it refers to; empty where it does not say."""
    held = resource.get("medication") if isinstance(resource.get("medication"), dict) else {}
    concept = resource.get("medicationCodeableConcept") or (held or {}).get("concept")
    reference = resource.get("medicationReference") or (held or {}).get("reference")
    if not isinstance(concept, dict) and isinstance(reference, dict):
        target = referred(str(reference.get("reference", "")), resource, by_reference)
        concept = target.get("code") if isinstance(target, dict) else {"text": reference.get("display")}
    if not isinstance(concept, dict):
        return ""
    shown = [
        concept.get("text"),
        *(c.get("display") for c in concept.get("coding") or () if isinstance(c, dict)),
    ]
    return next((one.strip()[:200] for one in shown if isinstance(one, str) and one.strip()), "")


def _dose(instruction: dict[str, Any], name: str) -> str | None:
    if (daily := delivered_per_day(name)) is not None:
        return daily
    doses = (_dose_of(quantity, name) for quantity in _quantities(instruction))
    return next((dose for dose in doses if dose is not None), None)


def _dose_of(quantity: dict[str, Any], name: str) -> str | None:
    """Return a quantity as a dose: a mass, or pieces or millilitres of what the name says is in each."""
    amount = number_in(quantity.get("value"))
    if amount is None:
        return None
    unit = str(quantity.get("unit") or quantity.get("code") or "").strip()
    known = _UNITS.get(unit.casefold())
    if unit.casefold() == "ml":
        return None if strength_in_ml(name) is None else said_dose(f"{plain(amount)} mL", name)[0]
    if known is not None:
        return f"{plain(amount)} {known}"
    strength = tablet_strength(name)
    return (
        None
        if strength is None or not _counts_pieces(unit)
        else f"{plain(amount * strength[0])} {strength[1]}"
    )


def _are_several(quantities: Sequence[dict[str, Any]], name: str) -> bool:
    """Tell whether quantities are several doses; a record may tell one as ordered, as calculated and as handed out."""
    if all(one == quantities[0] for one in quantities):
        return False
    sizes = [magnitude(_dose_of(one, name)) for one in quantities]
    known = [size for size in sizes if size]
    units = [str(one.get("unit") or one.get("code") or "") for one in quantities]
    return (
        not known
        or max(known) > _ALIKE * min(known)
        or len(set(units)) < len({str(one) for one in quantities})
    )


def _pieces(instruction: dict[str, Any], each: float, unit: str) -> str | None:
    """Return the dose of so many pieces, each with so much in it."""
    amount = _count(instruction)
    return None if amount is None else f"{plain(amount * each)} {unit}"


def _count(instruction: dict[str, Any]) -> float | None:
    """Return how many pieces an instruction says; ``None`` where it counts none."""
    for one in _quantities(instruction):
        if _counts_pieces(str(one.get("unit") or one.get("code") or "").strip()):
            return number_in(one.get("value"))
    return None


def _counts_pieces(unit: str) -> bool:
    return unit in ("", "1") or _PIECES.search(unit) is not None


def _quantities(instruction: dict[str, Any]) -> list[dict[str, Any]]:
    told = [rate.get("doseQuantity") for rate in _list(instruction.get("doseAndRate"))]
    return [one for one in told if isinstance(one, dict)]


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
