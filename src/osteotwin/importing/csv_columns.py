"""Tables of laboratory values and scans: which column is what, guessed from heads and cells.

Long tables have one value a row (date, test, value, unit); wide ones have one day a row and a column for each value,
mostly with its unit in the head: ``Estradiol (pg/mL)``; others have one test a row and a column for each day, or a site
of a scan a row and a column for each number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import replace
from itertools import islice
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers
from osteotwin.importing.body_size import without_days_of_a_scale
from osteotwin.importing.column_meanings import HEAD_UNIT, Meaning, meaning_of, named_unit
from osteotwin.importing.dates import day_or_month, order_of
from osteotwin.importing.found import Found, Gathered, Place, Reading
from osteotwin.importing.measured import known_unit, measurement, split_sign
from osteotwin.importing.remarks import why_not
from osteotwin.importing.row_cells import part_in
from osteotwin.importing.row_remarks import RowRemarks, is_remark
from osteotwin.importing.safe_files import refusal
from osteotwin.importing.scan_totals import Totals
from osteotwin.importing.scan_words import (
    PRIOR_WORDS,
    is_change,
    is_prior,
    number_named,
    site_of,
)
from osteotwin.importing.table_people import is_of_person, of_one_person
from osteotwin.importing.tables import Table, is_day
from osteotwin.importing.written_numbers import minus_in_front, plain, read_number, sign_of
from osteotwin.inputs.names import folded
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_DATE: Final = ("collected", "collection date", "date collected", "drawn", "date drawn", "sample date", "scan date",
                "exam date", "date of exam", "study date", "date of scan", "abnahmedatum", "entnahmedatum",
                "untersuchungsdatum", "date", "day", "datum", "fecha", "measured", "measurement date", "result date",
                "test date",                "date of service", "datetime", "date time", "start date", "effective date",
                "messdatum",
                "befunddatum", "date de l examen", "fecha del examen", "fecha de examen", "time",
                "start time", "starttime", "timestamp")  # fmt: skip
#: A month with two digits of its year, or of its day: "Oct-25".
_SHORT_MONTH: Final = later(r"[A-Za-z]{3,9}[-\s'\u2019]{1,2}\d\d")
#: Days of reports, which may be later than those of what they report.
_REPORTED: Final = ("result date", "befunddatum")
_NOT_DRAWN: Final = 'its day is that of "{}": the blood may have been drawn days before'
_PRIOR_DATE: Final = ("previous date", "prior date", "previous exam date", "prior exam date", "previous scan date",
                      "prior scan date", "date of previous", "vorbefund datum", "datum vorbefund",
                      "vorbefunddatum")  # fmt: skip
_NAME: Final = ("test", "what", "analyte", "name", "test name", "component", "marker", "biomarker", "measurement",
                "parameter", "lab", "item", "region", "site", "description", "observation", "untersuchung", "messwert",
                "analyt", "analito", "laborwert", "analyse", "analysis", "examen", "esame", "prueba", "kenngröße",
                "messgröße",
                "bezeichnung", "skelettregion", "región", "région", "regio")  # fmt: skip
#: A column of names where there is no other: beside one, it says of what sort a value is.
_SORT: Final = ("type", "record type", "metric")
_VALUE: Final = (
    "value",
    "result",
    "results",
    "test result",
    "result value",
    "numeric value",
    "wert",
    "ergebnis",
    "messergebnis",
    "resultado",
    "résultat",
    "uitslag",
    "valor",
    "amount",
    "your value",
    "your result",
)
_UNIT: Final = ("unit", "units", "uom", "einheit", "unidad", "unité", "eenheid")
_CODE: Final = ("loinc", "loinc code", "code")
_DEVICE: Final = ("device", "scanner", "manufacturer", "machine")
_ASSAY: Final = ("assay", "method")
_SIDE: Final = ("side", "laterality", "seite")
_LEVELS: Final = ("vertebrae", "vertebra", "levels", "level", "roi", "wirbel", "wirbelkörper")
_SPECIMEN: Final = (
    "specimen",
    "sample",
    "sample type",
    "specimen type",
    "material",
    "probe",
    "probenmaterial",
    "matrix",
)
_NOT_BLOOD: Final = later(r"urine?\b|urina\b|harn|saliva|speichel|orina|stool|stuhl", re.IGNORECASE)
_FORMULA: Final = later(r"^[=@]|^[+-](?![\d.,])|^\+?-?\d+[+*/]\s*[\d(A-Z]")
#: What behind a number changes it, or makes it one of two.
_NOT_WORDS: Final = later(r"[\d?~±^/\u2010-\u2015\u2212-]")
#: A flag, or a range of reference in brackets.
_ASIDE: Final = later(r"\(\s*(?:HH?|LL?|A|N|high|low|normal)\s*\)|"
                              r"[(\[]\s*[<>]?\s*\d[\d.,]*\s*[-\u2013]\s*\d[\d.,]*\s*[)\]]",
                              re.IGNORECASE)  # fmt: skip
#: Columns of a log of training, whose weights are none of a body.
_OF_TRAINING: Final = frozenset(("reps", "repetitions", "sets", "lift", "wiederholungen", "sätze", "1rm"))
_SECOND: Final = later(
    r"(?:values?|results?|wert|ergebnis)\W*[2-9]|(?:second|2nd|repeat\w*|confirm\w*)\W+(?:value|result)s?",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 20_000
_MOST_FOUND, _MOST_NAMES = 5_000, 5_000
#: More values of one name with one reason are told in one line.
_MOST_ALIKE: Final = 5


def read_values(table: Table, answers: Answers) -> Reading:
    """Read a table of values.

    Raises
    ------
    InputError
        If no column tells a day, or none a value that a person's file holds.
    ImportQuestionError
    """
    table, about = of_one_person(table, _NAME, answers)
    reading = _read_values(table, answers)
    return replace(reading, about=(*about, *reading.about))


def _read_values(table: Table, answers: Answers) -> Reading:
    if {column.casefold() for column in table.columns} & _OF_TRAINING:
        raise refusal(table.file, "a log of training of a program that is not known here",
                      "export it from Strong, Hevy or FitNotes, or write [[habits.training]] by hand")  # fmt: skip
    day = table.place_of(*_DATE)
    if day is None and (days := [at for at, head in enumerate(table.columns) if is_day(head)]):
        return _read_days(table, days, answers)
    if day is None:
        found = f"the columns {_listed(table.columns)}"
        fix = "name the column of the days date"
        if short := [head for head in table.columns if _SHORT_MONTH.fullmatch(head)]:
            fix = f"write {printable(short[0])} and its like with the whole year, such as Oct 2025 or 2025-10-14"
        raise refusal(table.file, found, fix, "a column with the days")
    name, value = _place_of_names(table), table.place_of(*_VALUE)
    beside: Mapping[Place, str] = {}
    sample = list(islice(table.rows(), _LOOKED_AT))
    order = order_of(row[day] for _, row in sample)
    gathered = Gathered()
    remarks = RowRemarks(table, gathered, _roles(table), _endpoint_of_head)
    heads = [folded(head) for head in table.columns]
    for at, head in enumerate(table.columns):
        if heads.index(folded(head)) < at and _is_role(head):
            gathered.leave(Place(table.file, "head"), head, "a second column of this name is not read")
        if _SECOND.fullmatch(head.strip()):
            gathered.leave(Place(table.file, "head"), head, "a second column of results, which is not read")
        if is_prior(head) and number_named(head) is None and _is_role(PRIOR_WORDS.sub("", head)):
            gathered.leave(
                Place(table.file, "head"),
                head,
                "values of an earlier day are not read; read in their own report",
            )
    if name is not None and value is not None and name != value:
        decimal = sign_of(row[value] for _, row in sample)
        cells = _long(table, remarks.rows(), day, name, value)
    elif name is not None and (numbers := _scan_columns(table)):
        decimal = sign_of(row[at] for _, row in sample for at in numbers)
        cells = _scans(table, remarks.rows(), day, name, numbers)
    else:
        columns = _wide_columns(table, day, gathered)
        if not columns:
            raise refusal(table.file, f"the columns {_listed(table.columns)}",
                          "name columns such as date, test, value and unit, or Estradiol (pg/mL)",
                          "a column of what was measured, or one for each value")  # fmt: skip
        decimal = sign_of(row[at] for _, row in sample for at in columns)
        cells = _wide(remarks.rows(), day, columns, _unit_of_one(table, columns))
        beside = remarks.words_beside
    _take(table, cells, order, decimal, gathered, answers)
    remarks.tell()
    told = _NOT_DRAWN.format(table.columns[day]) if folded(table.columns[day]) in _REPORTED else ""
    gathered.found = [one.noting(told).noting(beside.get(one.place, "")) for one in gathered.found]
    gathered.found = without_days_of_a_scale(gathered.found, gathered, answers)
    return gathered.reading(table.file)


def _place_of_names(table: Table) -> int | None:
    named = table.place_of(*_NAME)
    return table.place_of(*_SORT) if named is None else named


def _endpoint_of_head(head: str) -> str:
    """Return what the head of a column of values means; empty where it heads none."""
    return meaning_of(named_unit(head)[0], "", "", "").endpoint


def _roles(table: Table) -> set[int]:
    """Return the columns by which a table is read."""
    roles = {
        folded(one)
        for one in (*_DATE, *_PRIOR_DATE, *_NAME, *_VALUE, *_UNIT, *_CODE, *_DEVICE, *_ASSAY, *_SIDE)
    }
    return {
        at
        for at, head in enumerate(table.columns)
        if folded(head) in roles or number_named(head) or is_day(head)
    }


def _is_role(head: str) -> bool:
    """Tell whether a column is one of those by which a table is read."""
    roles = (*_DATE, *_NAME, *_VALUE, *_UNIT)
    return folded(head) in {folded(one) for one in roles}


def _read_days(table: Table, days: list[int], answers: Answers) -> Reading:
    """Read a table with a test in each row and a day at the head of each column."""
    gathered = Gathered()
    sample = list(islice(table.rows(), _LOOKED_AT))
    order = order_of(table.columns[at] for at in days)
    decimal = sign_of(row[at] for _, row in sample for at in days)
    unit, name = table.place_of(*_UNIT), table.place_of(*_NAME) or 0
    remarks = RowRemarks(table, gathered, {*_roles(table), *days}, _endpoint_of_head)

    def cells() -> Iterator[_Cell]:
        known: dict[tuple[str, str], Meaning] = {}
        for line, row in remarks.rows():
            match = HEAD_UNIT.match(row[name])
            label, within = (match[1], match[2]) if match is not None and unit is None else (row[name], "")
            units = row[unit] if unit is not None else within
            if (label, units) not in known:
                _check_names(known, table)
                known[label, units] = meaning_of(label, "", units, "")
            for at in days:
                yield line, table.columns[at], label, known[label, units], row[at], units

    _take(table, cells(), order, decimal, gathered, answers)
    remarks.tell()
    return gathered.reading(table.file)


_Cell = tuple[int, str, str, Meaning, str, str]
_Rows = Iterator[tuple[int, list[str]]]


def _take(
    table: Table, cells: Iterator[_Cell], order: str | None, decimal: str | None, gathered: Gathered,
    answers: Answers,
) -> None:  # fmt: skip
    unknown: dict[str, tuple[Place, str, int]] = {}
    refused: dict[tuple[str, str], list[tuple[Place, str]]] = {}
    for line, day, label, meaning, written, unit in cells:
        place = Place(table.file, f"line {line}")
        if not written:
            continue
        if meaning.why:
            first, why, count = unknown.get(label, (place, meaning.why, 0))
            unknown[label] = (first, why, count + 1)
            continue
        found = _value(place, day, label, meaning, written, unit, order, decimal, answers)
        if isinstance(found, str):
            refused.setdefault((label, found), []).append((place, written))
        elif len(gathered.found) < _MOST_FOUND:
            gathered.found.append(found)
        else:
            raise refusal(table.file, f"more than {_MOST_FOUND:,} values", "keep those that matter, or one a month",
                          f"at most {_MOST_FOUND:,} values")  # fmt: skip
    for (label, why), cells_of_it in refused.items():
        if len(cells_of_it) > _MOST_ALIKE:
            said = f"{label} ({len(cells_of_it)} values, the first {cells_of_it[0][1]})"
            gathered.leave(cells_of_it[0][0], said, why)
            continue
        for place, written in cells_of_it:
            gathered.leave(place, f"{label}: {written}", why)
    for label, (place, why, count) in list(unknown.items())[:500]:
        gathered.leave(place, label if count == 1 else f"{label} ({count} values)", why)


def _value(
    place: Place, day: str, label: str, meaning: Meaning, written: str, unit: str, order: str | None,
    decimal: str | None, answers: Answers,
) -> Found | str:  # fmt: skip
    if _FORMULA.match(written):
        return "a formula, which is not calculated; write its value"
    scan = MEASURED[meaning.endpoint].group in ("bmd", "t_score", "z_score")
    sign, number = split_sign(minus_in_front(written) if scan else written)
    match = re.match(
        r"^([-+\u2212]?[\d.,]+(?:[eE][+-]?\d{1,2}(?!\w))?)\s*(?:\b(?:HH?|LL?)\b|[*])?\s*([^\d\s].*)?$", number
    )
    if match is None:
        return "no number"
    if scan:
        decimal = "comma" if "," in match[1] else "point"  # none of them has thousands
    amount = read_number(match[1], decimal, place, answers)
    if amount is None:
        return "no number"
    when = day_or_month(day, order, place, answers)
    if when is None and day:
        return f"the day {printable(day)} is none; month and year are needed, and the day where it is known"
    exact = match[1].replace(",", ".").replace("\u2212", "-")
    try:
        text = (
            exact
            if float(exact) == amount
            and "e" not in exact.casefold()
            and not exact.endswith(".")
            and exact.lstrip("-")[0].isdigit()
            else plain(amount)
        )
    except ValueError:
        text = plain(amount)
    said = f"{label}: {written} {unit}".strip()
    beside = _ASIDE.sub("", match[2] or "").strip()
    quantity = MEASURED[meaning.endpoint].quantity
    stated = known_unit(beside, quantity) or ""
    if unit and stated not in ("", known_unit(unit, quantity)):
        return f"two units, {printable(beside)} and {printable(unit[:40])}"
    if why := "" if stated else why_not(beside.strip("()[] ,;")):
        return why
    if unit and not stated and _NOT_WORDS.search(beside):
        return f"{printable(written[:40])} is not one plain number; write it by hand"
    note = (
        f"beside it stands {printable(beside[:60])}, which is not taken"
        if unit and not stated and beside
        else ""
    )
    return measurement(meaning.endpoint, sign, text, unit or (match[2] or ""), when, place, said, answers,
                       device=meaning.device, assay=meaning.assay, side=meaning.side, note=note)  # fmt: skip


def _long(table: Table, rows: _Rows, day: int, name: int, value: int) -> Iterator[_Cell]:
    unit, code, specimen = table.place_of(*_UNIT), table.place_of(*_CODE), table.place_of(*_SPECIMEN)
    places = (table.place_of(*names) for names in (_DEVICE, _ASSAY, _SIDE, _LEVELS))
    extra = [at for at in places if at is not None]
    known: dict[tuple[str, ...], Meaning] = {}
    for line, row in rows:
        label, units = row[name], row[unit] if unit is not None else ""
        key = (
            label,
            row[code] if code is not None else "",
            units.casefold(),
            "" if specimen is None else row[specimen],
            *(row[at] for at in extra),
        )
        if key not in known:
            _check_names(known, table)
            meaning = meaning_of(label, key[1], units, " ".join(row[at] for at in extra))
            known[key] = _of_blood(meaning, key[3])
        yield line, row[day], label, known[key], row[value], units


def _of_blood(meaning: Meaning, specimen: str) -> Meaning:
    """Return what a name means, where its row is of the specimen that a person's file holds."""
    other = _NOT_BLOOD.search(specimen)
    if meaning.why or other is None or "urine" in meaning.endpoint:
        return meaning
    return Meaning(why=f"its specimen is {other[0].casefold()}, and a person's file holds the value of blood")


def _check_names(known: Sized, table: Table) -> None:
    if len(known) > _MOST_NAMES:
        raise refusal(table.file, f"more than {_MOST_NAMES:,} different names of values",
                      "check that this is the right file", "results of one person")  # fmt: skip


def _scan_columns(table: Table) -> dict[int, tuple[str, str]]:
    """Return the columns that are numbers of a scan, of whatever site: what each is called, and its unit."""
    columns: dict[int, tuple[str, str]] = {}
    for at, head in enumerate(table.columns):
        bare, unit = named_unit(head)
        words = bare.replace("_", " ")
        if is_remark(head):
            continue
        if (number_named(words) is not None or is_change(words)) and site_of(words) is None:
            columns[at] = (words, unit)
    return columns


def _scans(
    table: Table, rows: _Rows, day: int, name: int, numbers: dict[int, tuple[str, str]]
) -> Iterator[_Cell]:
    """Yield the numbers of a table with a site in each row."""
    places = (table.place_of(*names) for names in (_DEVICE, _SIDE, _LEVELS))
    extra = [at for at in places if at is not None]
    earlier, side, device = (table.place_of(*names) for names in (_PRIOR_DATE, _SIDE, _DEVICE))
    known: dict[tuple[str, ...], Meaning] = {}
    totals = Totals(row[name] for _, row in islice(table.rows(), _LOOKED_AT))
    for line, row in rows:
        around = " ".join(row[at] for at in extra)
        scan = (row[day], "" if device is None else row[device])
        place = totals.in_full(row[name], "" if side is None else row[side], scan)
        part = part_in([cell for at, cell in enumerate(row) if at not in (name, day, *extra, *numbers)])
        for at, (words, unit) in numbers.items():
            of_earlier = earlier is not None and is_prior(words)
            label = f"{place} {part} {PRIOR_WORDS.sub('', words) if of_earlier else words}".replace("  ", " ")
            if (label, around) not in known:
                _check_names(known, table)
                known[label, around] = meaning_of(label, "", unit, around)
            when = row[earlier] if earlier is not None and of_earlier else row[day]
            yield line, when, label, known[label, around], row[at], unit


def names_no_place(table: Table) -> bool:
    """Tell a table of scans whose place stands above it, as in a report, and not in it."""
    scans = [at for at, head in enumerate(table.columns) if number_named(head) and not is_change(head)]
    return bool(scans) and table.place_of(*_NAME) is None and not any(site_of(head) for head in table.columns)


def _wide_columns(table: Table, day: int, gathered: Gathered) -> dict[int, tuple[str, Meaning, str]]:
    """Return what each column of values is, by its place."""
    columns: dict[int, tuple[str, Meaning, str]] = {}
    for at, head in enumerate(table.columns):
        if at == day or not head or is_remark(head) or is_of_person(head):
            continue
        meaning, unit = meaning_of(head, "", "", ""), ""
        bare, named = named_unit(head)
        if named:
            inner = meaning_of(bare, "", named, "")
            if not inner.why:
                meaning, unit = inner, named
        if meaning.why:
            gathered.leave(Place(table.file, "head"), head, meaning.why)
        else:
            columns[at] = (head, meaning, unit)
    return columns


def _unit_of_one(table: Table, columns: dict[int, tuple[str, Meaning, str]]) -> int | None:
    """Return the column that holds the unit of each row, where a single column of values names none itself."""
    units = [unit for _, _, unit in columns.values()]
    return table.place_of(*_UNIT) if units == [""] else None


def _wide(
    rows: _Rows, day: int, columns: dict[int, tuple[str, Meaning, str]], unit_at: int | None
) -> Iterator[_Cell]:
    for line, row in rows:
        for at, (head, meaning, unit) in columns.items():
            yield line, row[day], head, meaning, row[at], unit if unit_at is None else row[unit_at]


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(printable(column) for column in columns[:8])
    return f"{shown} and {len(columns) - 8} more" if len(columns) > 8 else shown
