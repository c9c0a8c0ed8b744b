"""Scans and blood tests as fields: one row for each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, missing, raise_if_any
from osteotwin.asking.fields.heard import heard
from osteotwin.endpoints import ENDPOINTS, MEASURED, Endpoint
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import find_name, write_one_of
from osteotwin.people.limits import is_scan, may_be_limit
from osteotwin.people.person_file import DEVICES
from osteotwin.units import KINDS
from osteotwin.units.patterns import later

_VALUE: Final = later(
    r"(?P<sign>[<>]=?|[\u2264\u2265])? ?(?P<number>[-+]?\d+(?:[.,]\d+)?)(?: ?(?P<unit>\D.*))?"
)


def scans_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of bone density scans."""
    maker = Field(
        "device", "maker of the scanner", "Hologic", tuple(one.capitalize() for one in DEVICES), is_open=False
    )
    return _form("scans", answers, today, order, (maker,))


def labs_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of blood tests."""
    return _form("labs", answers, today, order, ())


def scans_words(rows: Sequence[Row], _: Row, __: date) -> str:
    """Return what a scan found, in plain words."""
    return _words("scans", rows)


def labs_words(rows: Sequence[Row], _: Row, __: date) -> str:
    """Return what blood tests found, in plain words."""
    return _words("labs", rows)


def _form(
    question: str, answers: Mapping[str, str], today: date, order: str | None, more: tuple[Field, ...]
) -> Form:
    parts = heard(question, answers.get(question, ""), today, order)
    rows = [_row(one) for part in parts for one in part.entries if one.table == ("measurement",)]
    return Form(question, (question,), (*_columns(question), *more), tuple(rows))


@cache
def _columns(question: str) -> tuple[Field, ...]:
    known = _measured(question)
    units = {label: tuple(KINDS[one.quantity].units) for label, one in known.items()}
    units = {label: those for label, those in units.items() if len(those) > 1}
    example = "-1.8" if question == "scans" else "27"
    return (
        Field("what", "what was measured", next(iter(known)), tuple(known), is_open=False),
        Field("value", "value", example),
        Field("unit", "unit", is_open=False, by=units),
        Field("day", "day", "2026-01-12"),
    )


@cache
def _measured(question: str) -> Mapping[str, Endpoint]:
    """Return what may be measured, by its label with a capital."""
    return {
        _capital(one.label): one
        for one in MEASURED.values()
        if one.group != "body" and is_scan(one) == (question == "scans")
    }


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _row(entry: Found) -> Row:
    what = ENDPOINTS[str(entry.keys["what"])]
    value = _VALUE.fullmatch(str(entry.keys["value"]))
    row = {"what": _capital(what.label), "value": str(entry.keys["value"])}
    if value is not None:
        row |= {"value": f"{value['sign'] or ''}{value['number']}", "unit": _unit(what, value["unit"] or "")}
    row |= {"day": str(entry.keys.get("date", "")), "device": str(entry.keys.get("device", "")).capitalize()}
    return {key: text for key, text in row.items() if text}


def _unit(what: Endpoint, written: str) -> str:
    kind = KINDS[what.quantity]
    return kind.also.get(written.casefold(), written)


def _words(question: str, rows: Sequence[Row]) -> str:
    problems: list[Problem] = []
    told = [_told(question, number, row, problems) for number, row in enumerate(rows) if row]
    raise_if_any(problems)
    return "; ".join(told)


def _told(question: str, number: int, row: Row, problems: list[Problem]) -> str:
    known, place = _measured(question), f"rows[{number}]"
    name = row.get("what", "")
    label = find_name(name, {label: (label, *one.names) for label, one in known.items()}) if name else None
    if label is None:
        problems.append(
            Problem(
                FIELDS,
                f"{place}.what",
                f'"{name}"',
                "one of what is listed",
                write_one_of(tuple(known)[:3], name),
            )
            if name
            else missing(f"{place}.what", "what was measured", f"row {number + 1}", f'"{next(iter(known))}"')
        )
        return ""
    for column in _columns(question)[1:]:
        if column.key not in row and column.is_asked_of(label):
            example = column.example or (column.choices_of(label) or ("",))[0]
            problems.append(missing(f"{place}.{column.key}", column.asks, label, f'"{example}"'))
    problems.extend(_wrong_value(place, label, known[label], row.get("value", "")))
    value = " ".join(filter(None, (row.get("value", ""), row.get("unit", ""))))
    maker = f", {row['device']}" if "device" in row else ""
    lower = known[label].label
    return f"{row.get('day', '')}: {lower} {value}{maker}"


def _wrong_value(place: str, label: str, what: Endpoint, value: str) -> Iterator[Problem]:
    number = _VALUE.fullmatch(value)
    if value and (number is None or number["unit"]):
        yield Problem(
            FIELDS,
            f"{place}.value",
            f'"{value}" of {label}',
            "a number",
            "write the number alone, for example 27",
        )
    elif number is not None and number["sign"] and not may_be_limit(what):
        yield Problem(
            FIELDS,
            f"{place}.value",
            f'"{value}" of {label}',
            "a value, no limit",
            "write the number that was measured",
        )
