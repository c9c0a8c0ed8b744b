"""Scans and blood tests as fields: one row for each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, is_none_told, missing, raise_if_any
from osteotwin.asking.fields.measured_choices import (
    called,
    meant,
    measured,
    place_called,
    scores_of,
    unit_of,
    units_of,
)
from osteotwin.asking.fields.measured_days import day_told
from osteotwin.asking.fields.measured_heard import Told, told
from osteotwin.asking.fields.measured_value import VALUE, value_told
from osteotwin.endpoints import ENDPOINTS
from osteotwin.errors import Problem
from osteotwin.importing.lab_spans import names_in
from osteotwin.inputs.names import did_you_mean
from osteotwin.units.patterns import later

#: By what is filled in, what an entry holds.
_MAKERS: Final = {"Hologic": "hologic", "Lunar": "lunar", "Norland": "norland"}
_METHODS: Final = {"LC-MS": "lc-ms", "immunoassay": "immunoassay"}
_PEOPLE: Final = {"young men": "male", "young women": "female"}
_NO: Final = "no"
_MONTH: Final = later(r"[^\W\d]+ \d{4}")
_OF_MAKERS: Final = {"ge": "Lunar", "ge lunar": "Lunar", "prodigy": "Lunar", "horizon": "Hologic"}
_OTHERWISE: Final = (
    "choose one of what is listed; leave the row out where it is none: a person's file does not hold it"
)

#: Neck and whole of a hip, T and Z, are not the same.
_CHOOSE: Final = (
    "choose the place and which score it is: T (beside young people, the usual one) or Z (of the same age), "
    'for example "Lumbar spine T-score"'
)


def scans_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of bone density scans."""
    return _form("scans", answers, today, order)


def labs_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of blood tests."""
    return _form("labs", answers, today, order)


def scans_words(rows: Sequence[Row], _: Row) -> str:
    """Return what a scan found, in plain words."""
    return _words("scans", rows)


def labs_words(rows: Sequence[Row], _: Row) -> str:
    """Return what blood tests found, in plain words."""
    return _words("labs", rows)


def _form(question: str, answers: Mapping[str, str], today: date, order: str | None) -> Form:
    rows = [_row(one) for one in told(question, answers.get(question, ""), today, order)]
    return Form(question, (question,), (*_columns(question), *_more(question)), tuple(rows))


@cache
def _columns(question: str) -> tuple[Field, ...]:
    """Return what is needed of every value."""
    known = measured(question)
    units = {label: units_of(one) for label, one in known.items()}
    asks, example = ("value, of a score with its sign", "-1.8") if question == "scans" else ("value", "27")
    return (
        Field("what", "what was measured", next(iter(known)), tuple(known), is_open=False),
        Field("value", asks, example),
        Field(
            "unit",
            "unit",
            is_open=False,
            by={label: those for label, those in units.items() if len(those) > 1},
        ),
        Field("day", "day", "2026-01-12"),
    )


@cache
def _more(question: str) -> tuple[Field, ...]:
    """Return what may be blank."""
    if question == "labs":
        return (
            Field("assay", "method of the laboratory", "LC-MS", tuple(_METHODS), is_open=False),
            Field("confirmed", "unusual, but right", "yes", ("yes",), is_open=False, is_rare=True),
        )
    scores = {label: tuple(_PEOPLE) for label, one in measured(question).items() if one.group == "t_score"}
    return (
        Field("device", "maker of the scanner", "Hologic", tuple(_MAKERS), is_open=False),
        Field(
            "reference",
            "young adults it is compared with",
            "young women",
            tuple(_PEOPLE),
            is_open=False,
            by=scores,
        ),
    )


def _row(one: Told) -> Row:
    if not one.what:
        site = place_called(one.site)
        return {key: text for key, text in (("what", site), ("value", one.value), ("day", one.day)) if text}
    what = ENDPOINTS[one.what]
    keys = {} if one.entry is None else one.entry.keys
    written = VALUE.fullmatch(str(keys["value"])) if keys else None
    value, unit = one.value, unit_of(what, one.unit) if one.unit else ""
    if keys:
        value, unit = str(keys["value"]), ""
    if written is not None:
        value = f"{written['sign'] or ''}{written['number']}"
        unit = unit_of(what, written["unit"]) if written["unit"] else ""
    if what.unit == "SD" and keys and value[:1] not in "-+<>0":
        value = f"+{value}"
    row = {
        "what": called(what),
        "value": value,
        "unit": (unit or "") if len(units_of(what)) > 1 else "",
        "day": one.day,
        "assay": _shown(_METHODS, keys.get("assay", one.assay)),
        "confirmed": "yes" if keys.get("confirmed") else "",
        "device": _shown(_MAKERS, keys.get("device")),
        "reference": _shown(_PEOPLE, keys.get("reference")),
    }
    return {key: text for key, text in row.items() if text}


def _shown(choices: Mapping[str, str], held: object) -> str:
    return next((shown for shown, one in choices.items() if one == held), "")


def _words(question: str, rows: Sequence[Row]) -> str:
    problems: list[Problem] = []
    # Of several days a month is told by its middle: beside a day, it would be one without its own.
    several = len({row["day"] for row in rows if row.get("day")}) > 1
    parts = [
        _told(question, number, row, problems, several=several)
        for number, row in enumerate(rows)
        if row and not is_none_told(row)
    ]
    raise_if_any(problems)
    return "; ".join(dict.fromkeys(parts))


def _told(question: str, number: int, row: Row, problems: list[Problem], *, several: bool) -> str:
    known, place, name = measured(question), f"rows[{number}]", row.get("what", "")
    label = meant(question, name) if name else None
    if label is None:
        problems.append(
            _unknown(question, f"{place}.what", name)
            if name
            else Problem(
                FIELDS,
                f"{place}.what",
                f'of what "{row["value"]}" is'
                if "value" in row
                else f"nothing in row {number + 1} says what was measured",
                "what was measured",
                _CHOOSE if question == "scans" else f'choose it, for example "{next(iter(known))}"',
            )
        )
        if question == "scans" and scores_of(name):
            day = _day(place, name, row)
            problems.extend([day] if isinstance(day, Problem) else ())
        return ""
    what = known[label]
    value = value_told(place, label, what, row)
    day = _day(place, label, row)
    if several and isinstance(day, str) and _MONTH.fullmatch(day):
        day = day_told(f"{place}.day", label, f"15 {day}")
    beside: list[str] = []
    for field in _more(question):
        if field.key in row and row[field.key].casefold() != _NO:
            chosen = _chosen(field, label, place, row[field.key])
            if isinstance(chosen, Problem):
                problems.append(chosen)
            else:
                beside.append(chosen)
    problems.extend(value if isinstance(value, list) else ())
    problems.extend([day] if isinstance(day, Problem) else ())
    return " ".join((f"{day}: {what.label} {value}", *([f"({', '.join(beside)})"] if beside else ())))


def _day(place: str, label: str, row: Row) -> str | Problem:
    if "day" in row:
        return day_told(f"{place}.day", label, row["day"])
    return missing(f"{place}.day", "day", label, '"2026-01-12"')


def _chosen(field: Field, label: str, place: str, written: str) -> str | Problem:
    """Return the words that tell what was chosen beside a value."""
    choices = field.choices_of(label)
    written = _OF_MAKERS.get(written.casefold(), written) if field.key == "device" else written
    found = next((one for one in choices if one.casefold() == written.casefold()), None)
    if found is None:
        fix = f"choose {' or '.join(choices)}, or leave it blank" if choices else "leave it blank"
        return Problem(
            FIELDS,
            f"{place}.{field.key}",
            f'"{written}" as the {field.asks} of {label}',
            "one of what is listed" if choices else "nothing",
            fix,
        )
    if field.key == "confirmed":
        return "confirmed"
    return f"{_PEOPLE[found]} reference" if field.key == "reference" else found


def _unknown(question: str, place: str, name: str) -> Problem:
    known = measured(question)
    if question == "scans" and (place_ := scores_of(name)):
        what = f"which score of {name} it is"
        fix = f'choose "{place_[0]}" (beside young people, the usual one) or "{place_[1]}" (of the same age)'
        return Problem(FIELDS, place, what, "a T-score or a Z-score", fix)
    labels = {one: label for label, what in known.items() for one in (label, *what.names)}
    is_of_another = question == "labs" and any(not one.what for one in names_in(name))
    fix = (
        _OTHERWISE
        if is_of_another
        else did_you_mean(name, labels, _OTHERWISE, identify=labels.__getitem__, are_keys=False)
    )
    return Problem(FIELDS, place, f'"{name}"', "one of what is listed", fix)
