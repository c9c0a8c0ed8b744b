"""Reports of laboratories as text: a name, a number, a flag, a unit and a reference range on each line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.found import Gathered, Place
from osteotwin.importing.lab_names import assay_of, lab_endpoint, near_endpoint
from osteotwin.importing.lab_rows import (
    NO_RESULT,
    dated_result,
    is_of_name,
    limits_at,
    numbers_before_unit,
    one_test_of_a_list,
    order_of_columns,
    result_before_limits,
    results_of_days,
    second_number,
    test_named,
    without_markers,
    without_number,
)
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.measured import known_unit, measurement
from osteotwin.importing.not_of_this import A_GOAL, of_this
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_trends import OTHER_DAY, days_at_head
from osteotwin.importing.scan_words import PRIOR_WORDS

_TAKEN_ON: Final = re.compile(
    r"(?:collect(?:ed|ion)|drawn|specimen|sample|taken|pr[eé]l[eè]vement|extracci[oó]n|toma de muestra|prelievo|"
    r"afname(?:datum)?|"
    r"entnahme(?:datum)?|abnahme(?:datum)?|laborwerte|laborbefund)"
    r"(?:\s*(?:date|on|taken|collected|received|vom|am|du|le|del|op))*"
    r"(?:\s*/?\s*time)?\s*[:=]?\s*(?=.{0,12}\d)(.{6,40})", re.IGNORECASE)  # fmt: skip
_ANY_DATE: Final = re.compile(
    r"(?:^\W*|\s{2}|\bresults?\s+)(?:date(?: of (?:service|test|collection))?|datum)\s*[:=]\s*(.{6,40})",
    re.IGNORECASE,
)
#: A day behind a result, of which it is.
_BEHIND_RESULT: Final = re.compile(
    r"(?:[\s,(]+(?:drawn|taken|collected|measured|on|dated|entnommen|am|vom|le|del)(?:\s+(?:on|am))?\s*:?\s*|"
    r"\s*\(\s*)([^\s:].{5,25}?)\W*$",
    re.IGNORECASE)  # fmt: skip
#: A line that is a date and nothing else heads what follows.
_BARE_DATE: Final = re.compile(rf"^\W*({DATE.pattern})\W*$", re.IGNORECASE)
#: Words of a heading above results, none of which says that its day is another than that of the sample.
_OF_RESULTS: Final = (
    r"bloods?|tests?|blood ?work|labs?|laboratory|panels?|results?|hormones?|bilan|prise de sang|an[aá]lisis|analyses?|"
    r"anal[ií]tica|laborwerte|labor(?:befund)?|blut(?:werte|bild|untersuchung|abnahme)|esami|bloedonderzoek|bloedwaarden"
)
_HEADING: Final = re.compile(
    rf"\W*(?:(?:my|latest|recent|fasting|fasted|morning|evening|trough|peak|full|private|annual|routine|work|from|on|of|"
    rf"vom|am|du|del?|the|hormone|hormonal|sanguin|sang|sangre|sangue|date|taken|drawn|{_OF_RESULTS})\b\W*)*"
    rf"\b(?:{_OF_RESULTS})\b\W*(?:(?:from|on|of|vom|am|du|del?|the|date|taken|drawn|were|was|done|op|-|in)\b\W*)*"
    rf"(?P<day>{DATE.pattern})(?:,?\s*(?:at |um )?\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\.?| uhr)?)?"
    rf"[\s,(]*(?:fasting|fasted|fasten|n[uü]chtern|trough|morning|blood|labs?|tests?|results?)?\W*",
    re.IGNORECASE,
)
#: A number behind a name, with the sign of a limit before it.
_RESULT: Final = re.compile(
    rf"[:\s|]\s{{0,80}}(?P<sign>[<>≤≥]=?)?\s{{0,4}}(?P<number>[-\u2212]?(?!0\d)\d[\d.,]{{0,20}}+(?:e[+-]?\d{{1,2}}(?!\w))?+){NO_RESULT}",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(r"(?:[a-zµμ%]+[a-z0-9µμ]*(?:\s?/\s?(?:24\s?h(?:r|ours)?|[a-zµμ]+\d?))+|g/cm\S*|"
                          r"(?:m?i)?u/m?l)",
                          re.IGNORECASE)  # fmt: skip
#: A result on a line of its own, and what a line with a range of reference says.
_ALONE: Final = re.compile(
    r"(?:(?:your )?(?:value|result)\s*:?\s{0,20})?(?P<sign>[<>≤≥]=?)?\s{0,4}(?P<number>(?!0\d)\d[\d.,]{0,20})"
    r"(?P<unit>\s{0,4}(?:%|[a-zµμ%]{1,6}/[\w/µμ.²]{1,16}))?\s{0,20}(?:\b(?:HH?|LL?|A|high|low|normal|abnormal)\b|\((?:HH?|LL?)\))?"
    r"\s{0,20}(?:\[[^\]\d]{0,20}[\d.,]{1,12}\s?[-\u2013]\s?[\d.,]{1,12}[^\]]{0,20}\])?"
    r"\s{0,20}(?:(?:below|above|outside|within|in)(?: the)? (?:normal )?range)?",
    re.IGNORECASE)  # fmt: skip
#: The name of a test with the day of its sample behind it.
_DATED_NAME: Final = re.compile(r"(.{3,100}?)\s{1,20}\((\d[^()]{5,20})\)")
#: What may stand between the name of a test and its result.
_BETWEEN: Final = re.compile(
    r"\W*|(?:your )?(?:value|results?)\W*|.{0,40}\brange\b.*|"
    r"(?:normal|collected|final|status|view|component|units?)\b.*",
    re.IGNORECASE)  # fmt: skip
_FILTERED: Final = re.compile(r"ml/min\s?/\s?1[.,]73", re.IGNORECASE)
#: What may stand between the name of a test and results of several days.
_COLUMN_NAMES: Final = re.compile(
    r"(?:\W|\b(?:date|datum|results?|value|units?|flag|range)\b){0,200}", re.IGNORECASE
)
_BEHIND: Final = "results of an earlier day beside the new ones are not read; read in their own report"
_BEFORE: Final = "results of an earlier day stand before the new ones; write the new ones by hand"
_VALUE: Final = re.compile(r"(?:your )?(?:value|result)\b", re.IGNORECASE)
_RANGE: Final = re.compile(r"\brange\b|\breference\b|\bnormal\b", re.IGNORECASE)
_BETWEEN_RESULTS: Final = re.compile(
    r"(?:[\s,;.|*]|\b(?:HH?|LL?|and|und|et|y|e)\b|\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|\d[\d.,]*\s?[-\u2013]\s?\d[\d.,]*){1,12}",
    re.IGNORECASE)  # fmt: skip
#: Vitamin D3 alone, which is a part of the total.
_OF_D3: Final = re.compile(r"D\s?3(?!.*\bD\s?2)(?<!D2\+D3)(?<!D2/D3)", re.IGNORECASE)
_TWO: Final = "two numbers behind the name, and no word on which is the result; write it by hand"
_SEVERAL: Final = (
    "several results beneath one another, and no word on which is of this test; write it by hand"
)
#: What may stand beneath a result before the next one: a flag, a unit, a range.
_NO_NAME: Final = re.compile(
    r"(?:HH?|LL?|high|low|normal|[*+-])|(?:%|[a-zµμ]{1,6}/[\w/µμ.²]{1,16})|"
    r"[<>]?\s?\d[\d.,]*\s?[-\u2013]\s?\d[\d.,]*(?:\s?\S{1,16})?",
    re.IGNORECASE)  # fmt: skip
_MOST_BENEATH: Final = 6
#: The laboratory that made a test, as a small number behind its name: no result is written so.
_MADE_BY: Final = re.compile(r"(?<=[A-Za-z)])[\s;|]{1,20}(?:[A-Z]\s?,\s?)?0\d(?=[\s;|]{1,80}[<>]?\s?\d)")
_LONGEST_NAME, _MOST_NUMBERS, _FURTHEST_UNIT = 300, 8, 300
#: What makes a number the lower or the upper end of a range, which is never a result.
_RANGE_BEHIND: Final = re.compile(r"\s?(?:[-\u2010-\u2015\u2212]|\b(?:to|bis|à|tot)\b)\s?\d", re.IGNORECASE)
_RANGE_BEFORE: Final = re.compile(
    r"(?:^|[\s(\[<>:;|])\d[\d.,]*\s?(?:[-\u2010-\u2015\u2212]|\b(?:to|bis|à|tot))\s?$", re.IGNORECASE
)


def read_lab_lines(text: Text, gathered: Gathered) -> None:
    """Take the laboratory values of a report."""
    lines = [one for line in text.lines for one in _results_of_day(line)]
    earlier = len(gathered.found)
    day = _first_day(text)
    days: tuple[date, ...] = ()
    listed = limits = ""
    beneath: set[int] = set()
    refused = first = False
    for at, line in enumerate(lines):
        words = without_markers(_MADE_BY.sub("", line.text[:LONGEST_LINE].replace("\t", "  ")))
        behind = _day_behind(words, line, text)
        if (own := None if behind else _day_of(words, line.place, text)) is not None:
            day, days = own, ()
        if order := order_of_columns(words):
            refused, first = order == "before", order == "behind" and numbers_before_unit(words)
            gathered.leave(line.place, " ".join(words.split()), _BEFORE if refused else _BEHIND)
            continue
        if result_before_limits(words):
            refused, first = False, numbers_before_unit(words)
            continue
        if heads := days_at_head(words, line, text):
            days, limits = heads, limits_at(words)
            continue
        if days and (row := results_of_days(words, days, limits)) is not None:
            _take_days(row, days, line, text, gathered)
            continue
        dated = dated_result(words)
        if listed and dated is not None:
            _take_dated(listed, dated, line, text, gathered)
            continue
        listed = one_test_of_a_list(words) or (listed if _COLUMN_NAMES.fullmatch(words) else "")
        own_day, words = behind or (_day_of_row(words, line, text) if own is None else (None, words))
        if (instead := without_number(words)) is not None:
            gathered.leave(line.place, " ".join(words.split()), f'"{instead}" is no number')
            continue
        result = _result_of(words)
        if refused and result is not None:
            gathered.leave(line.place, " ".join(words.split()), _BEFORE)
            continue
        if result is None:
            name = words.strip(" :*\u2022")
            below = _take_beneath(name, lines[at + 1 : at + 1 + _MOST_BENEATH], day, text, gathered)
            beneath |= {at + below} if below else set()
            if at not in beneath and (unnamed := _unnamed(words)) and at > 0:
                before = " ".join(lines[at - 1].text[:LONGEST_LINE].split())
                gathered.leave(line.place, f"{before} {unnamed}", "nothing that a person's file holds")
            if _is_only_range(words):
                why = "a range, and no single number behind the name; write the result by hand"
                gathered.leave(line.place, " ".join(words.split()), why)
            elif (other := _other_result(words)) is not None:
                gathered.leave(
                    line.place, other, near_endpoint(other) or "nothing that a person's file holds"
                )
            continue
        said = " ".join(words.split())
        words, rest, why = of_this(
            words,
            own_day or day,
            line,
            text,
            lambda part: _result_of(part) is not None,
            result[3].start("number"),
        )
        if rest and (not words or why != A_GOAL):
            gathered.leave(line.place, rest, why)
        if rest and (not words or (result := _result_of(words)) is None):
            continue
        name, what, own_unit, match = result
        number = text.number(match["number"], line.place)
        if number is None:
            continue
        unit = _unit_of(words[match.end() :], what, own_unit)
        if (another := _another_number(words, match, unit, lines[at + 1 : at + 2], first=first)) is not None:
            gathered.leave(line.place, said, f"{match['number'].rstrip('.,')} or {another}: {_TWO}")
            continue
        sign = _limit(match["sign"])
        found = measurement(
            what, sign, number, unit, own_day or day, line.place, said, text.answers, assay=assay_of(name)
        )
        gathered.take(line.place, said, found)
    _leave_parts(gathered, earlier)


def _results_of_day(line: Line) -> list[Line]:
    """Return a line in pieces with a result each; each has the day with which the line begins."""
    head = _HEAD.match(line.text[:LONGEST_LINE])
    if head is None:
        return _one_result_each(line)
    pieces = _one_result_each(replace(line, text=line.text[head.end() :]))
    if len(pieces) == 1 and _result_of(pieces[0].text) is None:
        return [line]
    return [replace(line, text=f"{head['day']}  {one.text.strip()}") for one in pieces]


#: "Bloods 5 Feb 2025: TT 24.1 nmol/L, E2 88 pmol/L": the day is of all that follows in the line.
_HEAD: Final = re.compile(
    r"\s*(?:(?:my )?(?:bloods?|blood (?:tests?|work|results?)|labs?|lab (?:tests?|work|results?)|results?|blutwerte|"
    rf"labor|laborwerte)\s*(?:on|from|of|vom|am)?\s*:?\s*)?(?P<day>{DATE.pattern})\s*[:\u2013-]\s*(?=[A-Za-z\d])",
    re.IGNORECASE,
)


def _one_result_each(line: Line) -> list[Line]:
    """Return a line in pieces, where it names several tests, each with its result and unit."""
    words, pieces = line.text[:LONGEST_LINE], list[Line]()
    while (result := _result_of(words[:_LONGEST_NAME])) is not None and len(pieces) < _MOST_NUMBERS:
        _, what, _, match = result
        unit = _unit_of(words[match.end() :], what)
        at = words.find(unit, match.end()) if unit else -1
        behind = None if at < 0 else _BETWEEN_RESULTS.match(words, at + len(unit))
        if behind is None or _result_of(words[behind.end() :]) is None:
            break
        pieces.append(replace(line, text=words[: behind.start()]))
        words = words[behind.end() :]
    return [*pieces, replace(line, text=words)] if pieces else [line]


def _leave_parts(gathered: Gathered, before: int) -> None:
    """Leave 25OHD of vitamin D3 alone, where the total of the same day stands beside it."""
    found = gathered.found[before:]
    totals = {
        one.keys["date"] for one in found if one.keys["what"] == "25ohd" and not _OF_D3.search(one.said)
    }
    parts = [
        one
        for one in found
        if one.keys["what"] == "25ohd" and _OF_D3.search(one.said) and one.keys["date"] in totals
    ]
    for one in parts:
        gathered.leave(one.place, one.said, "25OHD of vitamin D3 alone, beside the total of the same day")
    gathered.found[before:] = [one for one in found if one not in parts]


def _day_behind(words: str, line: Line, text: Text) -> tuple[date, str] | None:
    """Return the day that stands behind a result, of which alone it is, and the row without it."""
    match = _BEHIND_RESULT.search(words)
    if (
        match is None
        or not DATE.fullmatch(match[1])
        or PRIOR_WORDS.search(words)
        or _result_of(words[: match.start()]) is None
    ):
        return None
    day = text.date_in(match[1], line.place)
    return None if day is None else (day, words[: match.start()])


def _day_of_row(words: str, line: Line, text: Text) -> tuple[date | None, str]:
    """Return the day that a row of results holds itself, and the row without it."""
    written = list(DATE.finditer(words))
    if len(written) != 1 or OTHER_DAY.search(words) or PRIOR_WORDS.search(words):
        return None, words
    # Behind a result it may be of another one, such as the one before.
    rest, before = DATE.sub("  ", words), words[: written[0].start()]
    if re.search(r"\s\d[\d.,]*\s", before) or _result_of(rest) is None:
        return None, words
    day = text.date_in(written[0][0], line.place)
    return (None, words) if day is None else (day, rest)


def _take_days(
    row: tuple[str, str, list[tuple[str, str]]],
    days: Sequence[date],
    line: Line,
    text: Text,
    gathered: Gathered,
) -> None:
    """Take the results of a test that has one for each of several days."""
    what, unit, values = row
    said = " ".join(line.text[:LONGEST_LINE].split())
    if not values:
        gathered.leave(line.place, said, f"not one number for each of {len(days)} days; write them by hand")
    for day, (sign, written) in zip(days, values, strict=False):
        number = text.number(written, line.place)
        if number is None:
            gathered.leave(line.place, f"{said}: {written}", "no number")
            continue
        found = measurement(what, _limit(sign), number, unit, day, line.place, said, text.answers)
        gathered.take(line.place, said, found)


def _take_dated(
    what: str, one: tuple[str, str, str, str], line: Line, text: Text, gathered: Gathered
) -> None:
    """Take a result that begins with its day, beneath the name of its test."""
    day, sign, written, unit = one
    said, number = " ".join(line.text[:LONGEST_LINE].split()), text.number(written, line.place)
    found = "no number" if number is None else measurement(
        what, _limit(sign), number, unit, text.date_in(day, line.place), line.place, said, text.answers)  # fmt: skip
    gathered.take(line.place, said, found)


def _limit(sign: str | None) -> str:
    return (sign or "")[:1].replace("≤", "<").replace("≥", ">")


def _unnamed(words: str) -> str:
    """Return a result with its unit that stands on a line without the name of a test."""
    match = _ALONE.fullmatch(words.strip())
    return "" if match is None or not match["unit"] else " ".join(words.split())


def _take_beneath(name: str, lines: Sequence[Line], day: date | None, text: Text, gathered: Gathered) -> int:
    """Take a result that stands on a line of its own beneath the name of its test, as portals of patients show it.

    Returns
    -------
    int
        How many lines beneath the name it stands; zero where there is none.
    """
    if (dated := _DATED_NAME.fullmatch(name)) is not None:
        name, day = dated[1], text.date_in(dated[2], lines[0].place) if lines else None
    what = lab_endpoint(name)
    if what is None or MEASURED[what].group == "body":
        return 0
    unit = ""
    for count, line in enumerate(lines, 1):
        words = line.text[:LONGEST_LINE].strip()
        day = _day_of(words, line.place, text) or day
        match = _ALONE.fullmatch(words)
        if match is None:
            if _BETWEEN.fullmatch(words) is None:
                return 0
            unit = unit or (_unit_of(words, what) if _RANGE.search(words) else "")
            continue
        number = text.number(match["number"], line.place)
        if number is None:
            return 0
        if _another_beneath(lines[count:]):
            gathered.leave(line.place, f"{name} {words}", _SEVERAL)
            return count
        sign = _limit(match["sign"])
        unit = (match["unit"] or "").strip() or unit or _unit_in_range(lines, what)
        found = measurement(what, sign, number, unit, day, line.place, f"{name} {words}", text.answers,
                            assay=assay_of(name))  # fmt: skip
        gathered.leave(line.place, f"{name} {words}", found) if isinstance(
            found, str
        ) else gathered.found.append(found)
        return count
    return 0


def _another_beneath(lines: Sequence[Line]) -> bool:
    """Tell whether another result follows before the name of another test, as where columns follow one another."""
    for line in lines:
        words = line.text[:LONGEST_LINE].strip()
        if words and _ALONE.fullmatch(words):
            return True
        if words and not _NO_NAME.fullmatch(words):
            return False
    return False


def _unit_in_range(lines: Sequence[Line], what: str) -> str:
    """Return the unit of a range of reference beneath a result."""
    ranges = (line.text[:LONGEST_LINE] for line in lines if _RANGE.search(line.text[:LONGEST_LINE]))
    return next((unit for words in ranges if (unit := _unit_of(words, what))), "")


def _first_day(text: Text) -> date | None:
    """Return the day of the sample, where it stands below the first results."""
    for line in text.lines:
        if (day := _day_of(line.text[:LONGEST_LINE], line.place, text)) is not None:
            return day
    return text.day


def _day_of(words: str, place: Place, text: Text) -> date | None:
    match = _TAKEN_ON.search(words) or _ANY_DATE.search(words) or _BARE_DATE.match(words)
    if match is None and (heading := _HEADING.fullmatch(words[:_LONGEST_NAME])) is not None:
        return text.date_in(heading["day"], place)
    return None if match is None else text.date_in(match[1], place)


def _result_of(words: str) -> tuple[str, str, str, re.Match[str]] | None:
    """Return name, endpoint, unit within the name, and number of a line that is a result.

    A name may hold numbers itself (25-hydroxyvitamin D): what stands before a number has to be one, and the longest is.
    """
    best: tuple[str, str, str, re.Match[str]] | None = None
    for match in islice(_RESULT.finditer(words[:_LONGEST_NAME]), _MOST_NUMBERS):
        if is_of_name(words, match.start("number")):
            continue
        name = words[: match.start()].strip(" ,:;.\u2022*-\t")
        if (named := test_named(name)) is not None and MEASURED[named[0]].group != "body":
            if _in_range(words, match):
                continue
            best = (name, *named, match)
    return best


def _in_range(words: str, match: re.Match[str]) -> bool:
    """Tell whether a number is one end of a range."""
    behind = _RANGE_BEHIND.match(words, match.end("number"))
    return behind is not None or _RANGE_BEFORE.search(words[: match.start("number")]) is not None


def _another_number(
    words: str, match: re.Match[str], unit: str, following: Sequence[Line], *, first: bool
) -> str | None:
    """Return another number that may be the result instead of the one behind the name; ``None`` where there is none.

    Parameters
    ----------
    words : str
    match : re.Match
        The number behind the name.
    unit : str
    following : sequence of Line
        The next line, on which the result of a name that ends with a digit may stand.
    first : bool
        Whether a head says that the result is the first number.
    """
    behind = words[match.end() :][:_FURTHEST_UNIT]
    digit = re.fullmatch(r"[1-9][.,]?", match["number"]) is not None and not match["sign"]
    # A lone digit may be of the name, and what has the sign of a limit the end of a range: any other number may be it.
    unsure = digit or bool(match["sign"])
    if another := second_number(behind, "" if unsure else unit) or _of_same_unit(behind, unit):
        return None if first and not unsure else another
    if digit and not unit and not behind.strip() and following:
        beneath = _ALONE.fullmatch(following[0].text[:LONGEST_LINE].strip())
        return None if beneath is None else beneath["number"]
    return None


def _of_same_unit(behind: str, unit: str) -> str:
    """Return a second number with the unit of the first one behind it, which no word calls an earlier one."""
    at = behind.find(unit) if unit else -1
    rest = "" if at < 0 else behind[at + len(unit) :]
    found = (
        re.match(rf"[^\d]{{0,12}}?[\s|;:](\d[\d.,]*)[\s|;:]{{0,12}}{re.escape(unit)}", rest) if rest else None
    )
    return "" if found is None or re.search(r"[a-z(]", rest[: found.start(1)], re.IGNORECASE) else found[1]


def _is_only_range(words: str) -> bool:
    """Tell a line that names a test and has a range behind its name, where its result would stand."""
    matches = islice(_RESULT.finditer(words[:_LONGEST_NAME]), _MOST_NUMBERS)
    return any(
        _in_range(words, one) and lab_endpoint(words[: one.start()].strip(" ,:;.-")) for one in matches
    )


def _other_result(words: str) -> str | None:
    """Return a line that is a result of something else: a name, a number, and a unit of laboratories behind it."""
    match = _RESULT.search(words[:_LONGEST_NAME])
    if (
        match is None
        or not re.match(r"\W{0,5}(?:\d{1,2}[\W_]){0,3}[^\W\d_]{2}", words)
        or _RANGE.match(words.strip())
        or _VALUE.match(words.strip())
    ):
        return None
    unit = _UNIT.search(words[match.end() :])
    return None if unit is None or "/cm" in unit[0] else " ".join(words.split())


def _unit_of(rest: str, what: str, own: str = "") -> str:
    """Return the unit of a result, behind its number or, as ``own``, in its name; empty where there is none."""
    quantity, rest = MEASURED[what].quantity, rest[:_FURTHEST_UNIT]
    first = rest.split()[:1]
    if what == "egfr" and _FILTERED.search(rest):
        return "mL/min/1.73m2"
    for candidate in (
        rest.split("  ")[0].strip(),
        *first,
        *(m[0] for m in _UNIT.finditer(rest)),
        own,
        *rest.split(),
    ):
        if candidate and known_unit(candidate, quantity) is not None:
            return candidate
    if rest.lstrip().startswith("%"):
        return "%"
    named = _UNIT.search(rest)
    return named[0] if named is not None else own
