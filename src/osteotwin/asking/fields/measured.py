"""Scans and blood tests as fields: one row for each value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, missing, raise_if_any
from osteotwin.asking.fields.heard import heard, unread_of
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import read_day
from osteotwin.endpoints import ENDPOINTS, MEASURED, Endpoint
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import find_name, write_one_of
from osteotwin.people.limits import is_scan, may_be_limit
from osteotwin.people.person_file import DEVICES
from osteotwin.units import KINDS
from osteotwin.units.patterns import later

_VALUE: Final = later(
    r"(?P<sign>[<>]=?|[\u2264\u2265])? ?(?P<number>[-+\u2212]?\d+(?:[.,]\d+)?)(?: ?(?P<unit>\D.*))?"
)
#: Of a QCT or an HR-pQCT an answer does not hold values; a file may.
_NOT_IN_WORDS: Final = "vbmd"
_SCORES: Final = ("t_score", "z_score")
#: Scans and tests that people have most often, first.
_FIRST: Final = {
    "scans": ("t_score_lumbar_spine", "t_score_total_hip", "t_score_femoral_neck", "bmd_lumbar_spine", "bmd_total_hip",
              "bmd_femoral_neck", "z_score_lumbar_spine", "z_score_total_hip", "z_score_femoral_neck"),
    "labs": ("estradiol", "testosterone", "free_testosterone", "shbg", "lh", "25ohd", "pth", "serum_calcium", "ctx",
             "p1np", "hematocrit", "creatinine", "egfr"),
}  # fmt: skip
#: Of an answer it is read as another unit and a word.
_UNREAD: Final = ("mL/s/1.73m2",)
_SHORTEST: Final = 3


def scans_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of bone density scans."""
    makers = tuple(one.capitalize() for one in DEVICES)
    maker = Field("device", "maker of the scanner, if it is known", "Hologic", makers, is_open=False)
    return _form("scans", answers, today, order, (maker,))


def labs_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of blood tests."""
    return _form("labs", answers, today, order, ())


def scans_words(rows: Sequence[Row], _: Row, today: date) -> str:
    """Return what a scan found, in plain words."""
    return _words("scans", rows, today)


def labs_words(rows: Sequence[Row], _: Row, today: date) -> str:
    """Return what blood tests found, in plain words."""
    return _words("labs", rows, today)


def _form(
    question: str, answers: Mapping[str, str], today: date, order: str | None, more: tuple[Field, ...]
) -> Form:
    text = answers.get(question, "")
    day = _day_of(question, text, order)
    rows: list[Row] = []
    parts = heard(question, text, today, order)
    for part in parts:
        measured = [one for one in part.entries if one.table == ("measurement",)]
        rows += [_row(one) for one in measured] if part.entries else _named(question, part.said, day)
    return Form(question, (question,), (*_columns(question), *more), tuple(rows), unread=unread_of(parts))


@cache
def _columns(question: str) -> tuple[Field, ...]:
    known = known_values(question)
    units = {label: tuple(KINDS[one.quantity].units) for label, one in known.items()}
    units = {
        label: tuple(unit for unit in those if unit not in _UNREAD)
        for label, those in units.items()
        if len(those) > 1
    }
    example = "-1.8" if question == "scans" else "27"
    return (
        Field("what", "what was measured", next(iter(known)), tuple(known), is_open=False),
        Field("value", "value", example),
        Field("unit", "unit", is_open=False, by=units),
        Field("day", "day", "2026-01-12"),
        Field("sure", "right, though unusual", "no", ("yes", "no"), is_open=False),
    )


@cache
def known_values(question: str) -> Mapping[str, Endpoint]:
    """Return what may be measured, by its name with a capital, what people have most often first."""
    those = [
        one
        for one in MEASURED.values()
        if one.group != "body" and one.quantity != _NOT_IN_WORDS and is_scan(one) == (question == "scans")
    ]
    first = _FIRST[question]
    those.sort(key=lambda one: first.index(one.id) if one.id in first else len(first))
    return {_label(one): one for one in those}


def _label(what: Endpoint) -> str:
    label = what.label[:1].upper() + what.label[1:]
    return f"Vitamin D ({label})" if what.id == "25ohd" else label


def _row(entry: Found) -> Row:
    what = ENDPOINTS[str(entry.keys["what"])]
    value = _VALUE.fullmatch(str(entry.keys["value"]))
    row = {"what": _label(what), "value": str(entry.keys["value"])}
    if value is not None:
        row |= {"value": f"{value['sign'] or ''}{value['number']}", "unit": _unit(what, value["unit"] or "")}
    row |= {"day": str(entry.keys.get("date", "")), "sure": "yes" if entry.keys.get("confirmed") else ""}
    row |= {"device": str(entry.keys.get("device", "")).capitalize()}
    return {key: text for key, text in row.items() if text}


def _unit(what: Endpoint, written: str) -> str:
    """Return a unit as it may be chosen; empty where there is no choice."""
    kind = KINDS[what.quantity]
    if len(kind.units) == 1:
        return ""
    return kind.also.get(written.casefold(), written)


def _day_of(question: str, text: str, order: str | None) -> str:
    """Return the only day of an answer; empty where it has none, or several."""
    try:
        day = read_day(question, text, order)
    except UnclearAnswerError:
        return ""
    return "" if day is None else day.isoformat()


def _named(question: str, text: str, day: str) -> Iterator[dict[str, str]]:
    """Yield what a text names that is measured, with the value of the only one where it stands beside its unit."""
    places: dict[str, Endpoint] = {}
    folded = text.casefold()
    for what in known_values(question).values():
        names = [name for name in (what.label, *what.names) if len(name) >= _SHORTEST]
        if any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", folded) for name in names):
            places[_label(what)] = what
    for label, what in places.items():
        yield {
            "what": label,
            **(_value_beside(what, text) if len(places) == 1 else {}),
            **({"day": day} if day else {}),
        }


def _value_beside(what: Endpoint, text: str) -> dict[str, str]:
    kind = KINDS[what.quantity]
    found = [
        (one["number"], kind.also.get(one["unit"].casefold(), one["unit"]))
        for one in _WITH_UNIT.finditer(text)
        if one["unit"] in kind.units or one["unit"].casefold() in kind.also
    ]
    return {"value": found[0][0], "unit": found[0][1]} if len(found) == 1 else {}


_WITH_UNIT: Final = later(
    r"(?<![\d.,])(?P<number>\d+(?:[.,]\d+)?) ?(?P<unit>[%a-zA-Z\u00b5\u03bc][^\s,;()\[\]]*)"
)


def _words(question: str, rows: Sequence[Row], today: date) -> str:
    problems: list[Problem] = []
    told = [_told(question, number, row, today, problems) for number, row in enumerate(rows) if row]
    raise_if_any(problems)
    return "; ".join(told)


def _told(question: str, number: int, row: Row, today: date, problems: list[Problem]) -> str:
    known, place = known_values(question), f"rows[{number}]"
    name = row.get("what", "")
    label = find_name(name, {label: (label, *one.names) for label, one in known.items()}) if name else None
    if label is None:
        fix = write_one_of(tuple(known)[:3], name)
        problems.append(
            Problem(FIELDS, f"{place}.what", f'"{name}"', "one of what is listed", fix)
            if name
            else missing(
                f"{place}.what", "word on what was measured", f"row {number + 1}", f'"{next(iter(known))}"'
            )
        )
        return ""
    value, unit = _value_and_unit(known[label], row)
    for column in _columns(question)[1:4]:
        held = {"value": value, "unit": unit}.get(column.key, row.get(column.key, ""))
        if not held and column.is_asked_of(label):
            example = "-1.8" if known[label].group in _SCORES else column.example
            example = (column.choices_of(label) or (example,))[0]
            problems.append(missing(f"{place}.{column.key}", column.asks, label, f'"{example}"'))
    problems += _wrong_value(place, label, known[label], value)
    problems += _wrong_day(question, place, label, row.get("day", ""), today)
    sure = ", confirmed" if row.get("sure") == "yes" else ""
    maker = f", {row['device']}" if "device" in row else ""
    return f"{row.get('day', '')}: {known[label].label} {' '.join(filter(None, (value, unit)))}{sure}{maker}"


def _value_and_unit(what: Endpoint, row: Row) -> tuple[str, str]:
    """Return the number and its unit: the unit may stand behind the number, too, and the only one needs no choice."""
    value = row.get("value", "").replace("\u2212", "-")
    match, units = _VALUE.fullmatch(value), tuple(KINDS[what.quantity].units)
    unit = row.get("unit", "")
    if match is not None and match["unit"] and (behind := _unit(what, match["unit"])) in ("", *units):
        value, unit = f"{match['sign'] or ''}{match['number']}", unit or behind
    if len(units) == 1 and what.group not in _SCORES:
        unit = units[0]
    if what.quantity == "bmd" and unit.startswith("mg") and match is not None:
        value, unit = f"{float(match['number'].replace(',', '.')) / 1000.0:g}", unit.removeprefix("m")
    return value.replace(",", "."), unit


def _wrong_value(place: str, label: str, what: Endpoint, value: str) -> Iterator[Problem]:
    number = _VALUE.fullmatch(value)
    example = "-1.8" if what.group in _SCORES else "27"
    if value and (number is None or number["unit"]):
        yield Problem(
            FIELDS,
            f"{place}.value",
            f'"{value}" of {label}',
            "a number",
            f"write the number alone, for example {example}",
        )
    elif number is not None and number["sign"] and not may_be_limit(what):
        yield Problem(
            FIELDS,
            f"{place}.value",
            f'"{value}" of {label}',
            "a value, no limit",
            "write the number that was measured",
        )
    elif (
        number is not None
        and what.group in _SCORES
        and number["number"][0] not in "+-"
        and float(number["number"])
    ):
        yield Problem(
            FIELDS,
            f"{place}.value",
            f'"{value}" of {label}',
            "its sign, too",
            f'write "-{value}" where it is below zero, or "+{value}"',
        )


def _wrong_day(question: str, place: str, label: str, day: str, today: date) -> Iterator[Problem]:
    """Yield the question on a day that is none, or that may be two."""
    if not day:
        return
    example = f'"{today.isoformat()}" or "12 January {today.year}"'
    try:
        found = read_day(question, day, None)
    except UnclearAnswerError as unclear:
        yield Problem(
            FIELDS, f"{place}.day", unclear.problems[0].found, "one day", f"write it like {example}"
        )
        return
    if found is None and _MONTH.fullmatch(day) is None:
        yield Problem(FIELDS, f"{place}.day", f'"{day}" of {label}', "a day", f"write it like {example}")


#: "January 2026": the middle of the month stands for its day.
_MONTH: Final = later(r"[^\W\d]{3,} \d{4}|\d{4}-\d{2}")
