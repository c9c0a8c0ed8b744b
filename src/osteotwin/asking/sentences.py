"""What was understood of an answer, in one sentence: the words of ``osteotwin check``."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from osteotwin.asking.drugs.entries import assumed_of
from osteotwin.asking.person.text import assumed_person, outlook_from, person_text
from osteotwin.asking.person.wish_words import WISHES, wishes_told
from osteotwin.asking.understand import OF_DRUGS, Understood
from osteotwin.explaining.inputs import describe_inputs
from osteotwin.importing.found import Found
from osteotwin.inputs.notes import Notes
from osteotwin.people.person import Person
from osteotwin.people.read_person import person_of
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.safety.unusual_measurements import unusual_measurements
from osteotwin.units import listed


def sentence(
    question: str, understood: Understood, today: date, whole: Person, of_person: tuple[Found, ...] = ()
) -> str:
    """Return what was understood of one question.

    Parameters
    ----------
    question : str
    understood : Understood
    today : datetime.date
    whole : Person
        Of the file that is made.
    of_person : tuple of Found
        What a file says of the person already.
    """
    if question in OF_DRUGS:
        return _drugs(question, understood, today)
    entries = understood.entries.get(question, ())
    if not entries:
        return "nothing told, so the usual intake is taken." if question == "food" else "none."
    if question in ("scans", "labs"):
        said = told(question, whole, entries)
        return " ".join([said, *_unusual(whole)]) if question == "labs" else said
    if question == "person":
        entries = (*of_person, *entries)
    person = person_from(entries, today)
    notes = [f"{one.note[:1].upper()}{one.note[1:]}." for one in entries if _is_note(one)]
    conditions = person.conditions if question != "person" else ()
    health = [f"{CONDITIONS[name].label.capitalize()}." for name in conditions]
    wishes = [*health, wishes_told(person.wishes), *notes]
    return " ".join(part for part in (_of_entries(question, entries, person), *wishes) if part)


def _unusual(person: Person) -> list[str]:
    """Return what is to be said of values that are hardly ever seen of this person."""
    return [
        one.replace("or add confirmed = true", 'or write "confirmed" behind it') + "."
        for one in unusual_measurements(person)
    ]


def _is_note(one: Found) -> bool:
    """Tell whether an entry has something to be said of it: a wish, a food that is in no number, what stood in."""
    noted = (WISHES, ("person",), ("plan", "supplement"), ("habits", "training"))
    return bool(one.note) and (one.table in noted or (one.table == ("habits",) and not one.keys))


def _of_entries(question: str, entries: tuple[Found, ...], person: Person) -> str:
    if question == "person" and not any(one.table == ("person",) and one.keys for one in entries):
        return ""
    if question == "food" and any(one.table[-1] in ("supplement", "drug") for one in entries):
        return " ".join(part for part in (told("food", person), told("drugs", person)) if part)
    return told(question, person, entries)


def person_from(entries: tuple[Found, ...], today: date) -> Person:
    """Return the person of some entries, with what stands in for the rest."""
    text = person_text((*entries, *assumed_person(entries, today), outlook_from(today)))
    return person_of(Notes.of_text("answers", tomllib.loads(text), text))


def told(question: str, person: Person, entries: tuple[Found, ...] = ()) -> str:
    """Return what a person's file says of one question; empty for nothing."""
    inputs = describe_inputs(person)
    match question:
        case "person":
            return _person(person, inputs, {key for one in entries for key in one.keys})
        case "scans" | "labs":
            mine = {
                (one.keys["what"], one.keys["value"], str(one.keys["date"]))
                for one in entries
                if "what" in one.keys
            }
            rows = [
                row
                for row in inputs["measurements"]
                if _is_scan(row["what"]) == (question == "scans")
                and (not entries or (row["what"], row["as_given"], row["date"]) in mine)
            ]
            notes = {(one.keys["what"], one.keys["value"]): one.note for one in entries if one.note}
            return _ended([_measured(row, notes.get((row["what"], row["as_given"]), "")) for row in rows])
        case "training":
            return _ended(
                [
                    text
                    for text, item in zip(inputs["habits"], _kinds(person), strict=True)
                    if item == "training"
                ]
            )
        case "food":
            return _ended(
                [text for text, item in zip(inputs["habits"], _kinds(person), strict=True) if item == "food"]
            )
        case _:
            rows = [row for row in (*inputs["history"], *inputs["plan"]) if row["category"] not in _NO_DRUGS]
            apart = {row["group"] for row in inputs["no_effect"]}
            courses = [
                _course(row, on_going=row in inputs["plan"])
                + (", shown and not simulated" if row["group"] in apart else "")
                for row in rows
            ]
            outside = [
                f"{row['label']}: {row['text']}, from {row['from']} "
                f"{'until ' + row['until'] if row['until'] else 'on'}, shown and not simulated"
                for row in inputs["not_simulated"]
            ]
            return _ended([*courses, *outside])


#: Categories of a plan's entries that no answer about drugs brings.
_NO_DRUGS = ("training", "food", "unloading")


def _drugs(question: str, understood: Understood, today: date) -> str:
    if not understood.taken:
        return "none."
    if not understood.entries.get("drugs"):
        names = listed([one.name for one in understood.taken])
        lacks = "" if question == "drugs" else "; without a dose it is left out of the file"
        return f"{names}{lacks}."
    said = told("drugs", person_from(understood.entries["drugs"], today))
    assumed = [note for one in understood.taken if (note := assumed_of(one))]
    said = " ".join([said, *(f"{note[:1].upper()}{note[1:]}." for note in dict.fromkeys(assumed))])
    return (
        f"{said} Left out, for the dose is not said: {listed(understood.left_out)}."
        if understood.left_out
        else said
    )


def _course(row: dict[str, Any], *, on_going: bool) -> str:
    if row["until"] == row["from"]:
        return f"{row['label']}: {row['text']}, on {row['from']}"
    until = f" until {row['until']}" if row["until"] else " on" if on_going else ""
    return f"{row['label']}: {row['text']}, from {row['from']}{until}"


def _person(person: Person, inputs: dict[str, Any], said: set[str]) -> str:
    what = "a man" if person.sex == "male" else "a woman"
    parts = [f"{what} born {person.birth_date} ({int(inputs['person']['age'])} years)"]
    parts += [f"{person.height_cm:.4g} cm"] if person.height_cm else []
    parts += [f"{person.weight_kg:.4g} kg"] if person.weight_kg else []
    parts += [f"menopause at {person.menopause_age:g}"] if person.menopause_age else []
    if "fragility_fractures" in said or person.fragility_fractures:
        count = person.fragility_fractures
        parts.append(f"{count or 'no'} fracture{'' if count == 1 else 's'} in a fall since the age of 40")
    parts += ["a vertebral fracture"] if person.vertebral_fracture else []
    parts += [CONDITIONS[name].label.lower() for name in person.conditions]
    frax = (("major", person.frax_major_percent), ("hip", person.frax_hip_percent))
    parts += [f"FRAX {what} {percent:g} %" for what, percent in frax if percent is not None]
    lacks = [name for name in ("sex", "birth_date") if said and name not in said]
    note = (
        f" The {' and '.join(lacks).replace('_', ' ')} {'was' if len(lacks) == 1 else 'were'} not said."
        if lacks
        else ""
    )
    return f"{', '.join(parts)}.{note}"


_YOUNG = {"male": "men", "female": "women", "device": "adults of the maker"}


def _measured(row: dict[str, Any], note: str) -> str:
    more = ", ".join(str(row[key]) for key in ("device", "assay") if row[key])
    reference = f" against young {_YOUNG[row['reference']]}" if row["reference"] else ""
    behind = f"{f' ({more})' if more else ''}{f', {note}' if note else ''}"
    return f"{row['label']} {row['as_given']}{reference} on {row['date']}{behind}"


def _kinds(person: Person) -> list[str]:
    habits = person.habits
    totals = (habits.calcium_mg_per_day, habits.vitamin_d_iu_per_day)
    food = sum(one is not None for one in totals) + len(habits.food)
    return ["food"] * food + ["training"] * len(habits.training)


def _is_scan(what: str) -> bool:
    return what.startswith(("bmd_", "t_score_", "z_score_"))


def _ended(parts: list[str]) -> str:
    return f"{'; '.join(parts)}." if parts else ""
