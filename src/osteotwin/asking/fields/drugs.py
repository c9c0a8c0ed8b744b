"""Drugs, their doses and their days as fields: one row for each dose of each drug."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import Final

from osteotwin.asking.drugs.names import known_kind, usual_dose
from osteotwin.asking.drugs.taken import is_procedure, is_shown
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.fields.dose_parted import parted
from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, missing, raise_if_any
from osteotwin.asking.fields.heard import heard, understood_whole, unread_of
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import read_when
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import write_one_of
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import load_drugs, misspelled, named_drug, named_drugs
from osteotwin.units import is_rhythm
from osteotwin.units.patterns import later

#: Of a class that is one drug of the library, those that people know by name.
_OF_CLASS: Final = {
    "gnrh_agonist": ("Leuprolide", "Goserelin", "Triptorelin"),
    "gnrh_antagonist": ("Degarelix",),
    "antiandrogen": ("Bicalutamide", "Enzalutamide", "Apalutamide"),
    "finasteride": ("Finasteride", "Dutasteride"),
    "glucocorticoid": ("Prednisone", "Prednisolone", "Dexamethasone"),
}
#: Labels that say what a drug is, and are no name that somebody would write beside a dose.
_NO_ONE_NAME: Final = frozenset((
    "Combined hormone replacement", "Omega-3 fatty acids", "Omega-3 ethyl esters", "Topical finasteride",
    "Calcium in another salt", "Empagliflozin with metformin or linagliptin",
))  # fmt: skip
ONCE: Final = "once only"
OFTEN: Final = (
    "once a day", "twice a day", "every 2 days", "every 3 days", "3 times a week", "twice a week", "every 3.5 days",
    "once a week", "every 10 days", "every 2 weeks", "every 4 weeks", "once a month", "every 10 weeks",
    "every 12 weeks", "every 3 months", "every 6 months", "once a year", ONCE,
)  # fmt: skip
_TOLD: Final = ("drugs", "dose", "since")
_SINCE: Final = later(r"(?i)^(?:since|from|starting|started|on|in|seit|desde|depuis) ")
_UNTIL: Final = later(r"(?i)^(?:until|till|to|up to|bis|hasta) ")
_PAUSES: Final = later(r"(?i)[\d.]+ ?\w* on[ ,/]+[\d.]+ ?\w* off")
_DIGIT: Final = later(r"\d")
_NOW: Final = later(r"(?i)today|now|heute|hoy|aujourd'hui")
_BARE: Final = later(r"[\d.,/ ]+")
_NUMBER: Final = later(r"\d|\bhalf\b|\bone\b|\bquarter\b")


def drugs_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of drugs, filled in from the answers on drugs, doses and days together."""
    rows, unread = _rows_and_unread(answers, today, order)
    return Form("drugs", _TOLD, _columns(), rows, unread=unread)


def drugs_words(rows: Sequence[Row], _: Row, today: date) -> str:
    """Return what drugs are taken, how much, how often and since when, in plain words."""
    problems: list[Problem] = []
    told = [_told(number, row, today, problems) for number, row in enumerate(rows) if row]
    raise_if_any(problems)
    return "; ".join(told) or "none"


@cache
def _columns() -> tuple[Field, ...]:
    return (
        Field("name", "drug", "anastrozole", known_names()),
        Field("dose", "how much each time, with its unit", "1 mg"),
        Field("often", "how often", "once a day", OFTEN),
        Field("since", "since when", "March 2024"),
        Field("until", "until when, if it has ended or will end", "June 2026"),
    )


@cache
def known_names() -> tuple[str, ...]:
    """Return the names of drugs that may be chosen: those that the model has, then those that are only shown."""
    modelled = [name for drug in load_drugs().values() for name in _OF_CLASS.get(drug.id, (drug.label,))]
    shown = [one.label for one in named_drugs().values()]
    return tuple(one for one in dict.fromkeys([*modelled, *shown]) if one not in _NO_ONE_NAME)


def _rows_and_unread(
    answers: Mapping[str, str], today: date, order: str | None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    said = {key: answers[key] for key in _TOLD if answers.get(key, "").strip()}
    whole = understood_whole(said, today, order) if "drugs" in said else None
    if whole is not None:
        told = [_row(one, today) for one in whole.all if one.table[-1] in ("drug", "supplement")]
        return (*told, *({"name": _name(name)} for name in whole.left_out)), ()
    parts = heard("drugs", said.get("drugs", ""), today, order)
    rows: list[dict[str, str]] = []
    for part in parts:
        if part.entries:
            rows += [_row(one, today) for one in part.entries if one.table[-1] in ("drug", "supplement")]
        else:
            rows += _named(part.said)
    beside = tuple(said[key] for key in ("dose", "since") if key in said)
    return tuple(_with_doses(rows, said.get("dose", ""), said.get("since", ""), today)), (
        *unread_of(parts),
        *beside,
    )


def _named(text: str) -> Iterator[dict[str, str]]:
    """Yield the drugs that a text names, each once, with its dose where all doses stand behind their names."""
    places = name_places(text)
    behind = not places or _DIGIT.search(text[: places[0][0]]) is None
    seen: set[str] = set()
    for (start, end), following in zip_longest(places, (one[0] for one in places[1:])):
        name = _name(text[start:end])
        if name.casefold() in seen:
            continue
        seen.add(name.casefold())
        alone = len(places) == 1
        told = f"{text[:start]} {text[end:]}" if alone else text[end:following] if behind else ""
        yield {"name": name, **_dose_in(told)}


def _dose_in(text: str) -> dict[str, str]:
    """Return how much and how often of words, as far as they are certain."""
    dose = understood_of(text)
    if dose.is_open:
        return {}
    certain = {"dose": dose.amount, "often": dose.often if is_rhythm(dose.often) else ""}
    return {key: words for key, words in certain.items() if words}


def _with_doses(rows: Sequence[Row], dose: str, since: str, today: date) -> Iterator[Row]:
    """Yield rows with the pieces of the other answers, where there are as many as drugs."""
    doses, days = (pieces_of(text) for text in (dose, since))
    days = days * len(rows) if len(days) == 1 else days
    for place, row in enumerate(rows):
        told = _dose_in(doses[place]) if len(doses) == len(rows) else {}
        day = days[place] if len(days) == len(rows) and _is_day(days[place], today) else ""
        yield {**told, **({"since": day} if day else {}), **row}


def _row(entry: Found, today: date) -> dict[str, str]:
    keys = entry.keys
    name = str(keys.get("name", keys.get("nutrient", "")))
    name = entry.said or name if name in _OF_CLASS else name
    amount, often = parted(str(keys.get("dose", "")))
    since = keys.get("from", keys.get("already_since", ""))
    row = {"name": _name(name), "dose": amount, "often": often, "until": str(keys.get("until", ""))}
    row["since"] = "" if since == today and "not said" in entry.note else str(since)
    return {key: row[key] for key in ("name", "dose", "often", "since", "until") if row[key]}


def _name(name: str) -> str:
    """Return a name as it may be chosen; as it was written where it tells a product or a member of a class."""
    library, shown = load_drugs(), named_drugs()
    if name in library:
        return library[name].label
    if name in shown:
        return shown[name].label
    return name.replace("_", " ")


def _told(number: int, row: Row, today: date, problems: list[Problem]) -> str:
    place, name = f"rows[{number}]", row.get("name", "")
    if not name:
        problems.append(missing(f"{place}.name", "name of the drug", f"row {number + 1}", '"anastrozole"'))
        return ""
    if (unknown := _unknown(place, name)) is not None:
        problems.append(unknown)
        return ""
    dose, often = row.get("dose", ""), row.get("often", "")
    is_needed = not (is_procedure(name) or is_shown(name))
    if is_needed and not dose:
        problems.append(missing(f"{place}.dose", "dose", name, f'"{usual_dose(name)}"'))
    elif dose and (_BARE.fullmatch(dose) or not _NUMBER.search(dose)):
        found = f'"{dose}" of {name}, without {"a unit" if _BARE.fullmatch(dose) else "a number"}'
        problems.append(
            Problem(FIELDS, f"{place}.dose", found, "how much each time, with its unit",
                    f'write for example "{usual_dose(name)}"')
        )  # fmt: skip
    if is_needed and not often and not parted(dose)[1] and " then " not in dose:
        problems.append(missing(f"{place}.often", "word on how often", name, f'"{OFTEN[0]}"'))
    if often and _PAUSES.search(often) and not is_rhythm(_PAUSES.sub("", often).strip(" ,")):
        problems.append(
            Problem(FIELDS, f"{place}.often", f'"{often}" of {name}, which tells the pauses alone',
                    "how often between them, too", f'write for example "once a day, {often}"')
        )  # fmt: skip
    elif often and often != ONCE and not is_rhythm(often):
        problems.append(
            Problem(FIELDS, f"{place}.often", f'"{often}" of {name}', "how often",
                    f'write for example "{OFTEN[0]}", "every 3 days", "Mon and Thu" or "{ONCE}"')
        )  # fmt: skip
    days = _days(place, row, name, often, today, problems)
    return " ".join(filter(None, (name, dose, "once" if often == ONCE else often, days)))


def _days(place: str, row: Row, name: str, often: str, today: date, problems: list[Problem]) -> str:
    """Return since when and until when, in words; what is no day is asked."""
    since, until = _SINCE.sub("", row.get("since", "")), _UNTIL.sub("", row.get("until", ""))
    for key, day in (("since", since), ("until", until)):
        if day and not _is_day(day, today):
            problems.append(
                Problem(FIELDS, f"{place}.{key}", f'"{day}" of {name}', "one day, month or year",
                        f'write for example "{today.isoformat()}", "March {today.year - 2}" or "2 years ago"')
            )  # fmt: skip
    since = today.isoformat() if _NOW.fullmatch(since) else since
    if not since:
        return f"until {until}" if until else ""
    if is_procedure(name):
        return f"on {since}"
    if often == ONCE or not until:
        return f"since {since}" if since != today.isoformat() else f"starting {since}"
    return f"from {since} until {until}"


def _is_day(words: str, today: date) -> bool:
    try:
        return read_when("since", words, today, None).ends is None
    except UnclearAnswerError:
        return False


def _unknown(place: str, name: str) -> Problem | None:
    """Return the question for a name that is of no drug that is known."""
    if known_kind(name) is not None or named_drug(name) is not None:
        return None
    right = misspelled(name)
    fix = (
        write_one_of((right,), name)
        if right
        else "choose one of the list, or the name on the box; else leave the row out"
    )
    return Problem(
        FIELDS, f"{place}.name", f'"{name}", which is no drug that is known', "the name of a drug", fix
    )
