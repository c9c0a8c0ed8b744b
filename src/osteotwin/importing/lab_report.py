"""Reports of laboratories as text: a name, a number, a flag, a unit and a reference range on each line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.assay_words import assay_of
from osteotwin.importing.found import Gathered
from osteotwin.importing.lab_beneath import ALONE, take_beneath, unnamed_result
from osteotwin.importing.lab_day_rows import DAY_HEAD, read_day_rows
from osteotwin.importing.lab_days import day_of_line, first_day, without_earlier_days
from osteotwin.importing.lab_names import mentioned_tests, near_endpoint, turned_by
from osteotwin.importing.lab_results import (
    FURTHEST_UNIT,
    is_only_range,
    limit_of,
    of_same_unit,
    other_result,
    result_of,
    results_of_line,
    unit_of,
)
from osteotwin.importing.lab_rows import (
    dated_result,
    limits_at,
    numbers_before_unit,
    numbers_of_unit,
    one_test_of_a_list,
    order_of_columns,
    result_before_limits,
    results_of_days,
    second_number,
    without_markers,
    without_number,
)
from osteotwin.importing.lab_slips import without_slip
from osteotwin.importing.lab_spans import masked, names_in, without_ranges
from osteotwin.importing.lab_spellings import with_names_in_full
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.measured import measurement
from osteotwin.importing.not_of_this import A_GOAL, of_this, why_no_result
from osteotwin.importing.remarks import why_not
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_trends import OTHER_DAY, days_at_head
from osteotwin.importing.scan_words import PRIOR, PRIOR_WORDS
from osteotwin.importing.unread_lines import TWO, UNREAD, explains, unread_result
from osteotwin.units.patterns import later

#: A day behind a result, of which it is.
_BEHIND_RESULT: Final = later(
    r"(?:[\s,(]+(?:drawn|taken|collected|measured|on|dated|entnommen|am|vom|le|del)(?:\s+(?:on|am))?\s*:?\s*|"
    r"\s*\(\s*)([^\s:].{5,25}?)\W*$",
    re.IGNORECASE)  # fmt: skip
#: A day in the last column of a row.
_IN_LAST_COLUMN: Final = later(rf"\s{{2,}}({DATE.pattern})\W*$", re.IGNORECASE)
#: What may stand between the name of a test and results of several days.
_COLUMN_NAMES: Final = later(
    r"(?:\W|\b(?:date|datum|results?|value|units?|flag|range)\b){0,200}", re.IGNORECASE
)
_BEHIND: Final = "results of an earlier day beside the new ones are not read; read in their own report"
_BELOW: Final = (
    "no word on which of several days it is of: some stand below results; write it by hand with its day"
)
_BEFORE: Final = "results of an earlier day stand before the new ones; write the new ones by hand"
#: Vitamin D3 alone, which is a part of the total.
_OF_D3: Final = later(r"D\s?3(?!.*\bD\s?2)(?<!D2\+D3)(?<!D2/D3)", re.IGNORECASE)
_EXPLAINS: Final = "words that explain, a goal or a threshold, and no result of this person"
_MOST_BENEATH: Final = 6
#: "65-": a limit, or a slip.
_DASH_BEHIND: Final = later(r"[-\u2010-\u2015\u2212](?=\s|$)(?!\s?\d)")
#: "24 .2": a number that a blank parts.
_POINT_APART: Final = later(r"\s+[.,]\s?\d")
#: Behind a number it makes it a limit, and no result.
_A_LIMIT: Final = later(
    r"[^;,(]{0,20}?\b(?:upper|lower)\s+(?:end|limit)\b(?!\s+(?:of|is|\w*\s?\d))", re.IGNORECASE
)
#: Another number right before a day, whose it is.
_ANOTHER_BEFORE_DAY: Final = later(
    r"(?<![\w.,/])\d[\d.,]*(?:\s?[a-zµμ]{1,6}/[a-zµμ]{1,6})?[\s(\[,]*$", re.IGNORECASE
)
#: "45" behind "SHBG 40 nmol/L (45)".
_ALONE_IN_BRACKETS: Final = later(r"[^\d(;,]{0,16}\(\s?(\d[\d.,]*)\s?\)")
#: Behind a number it says that it is not exact.
_ABOUT: Final = later(
    r"[^\d(;,]{0,16}[\s,(]\b(?:approx\w*|circa|ca|roughly|ungefähr|(?:or|oder) so)\b", re.IGNORECASE
)
#: From where on the vitamin is called so: "20 ng/mL is deficient" may define it.
_IS_SO: Final = later(
    r"[^;,(]*?(?:\bis|=|\bmeans)\s+(?:\w+\s+)?(?:(?:in)?sufficient|deficient|adequate)\b", re.IGNORECASE
)
_THRESHOLDS: Final = ("10", "12", "20", "25", "30", "50", "75")
#: What is said right behind a result, up to the next number.
_ASIDE: Final = later(
    r"(?:[^\d(;]|(?<=[A-Za-z])\d)*(?:\((?:[^()\d]|(?<=[A-Za-z])\d)*\))?(?:[^\d(;.]|(?<=[A-Za-z])\d)*"
)
_EARLIER: Final = later(
    rf"\b(?:{PRIOR}|prev|last|was)\b\W{{0,3}}\d[\d.,]*(?:\s?[a-zµμ]{{1,6}}/[a-zµμ]{{1,6}})?", re.IGNORECASE
)
#: The laboratory that made a test, as a small number behind its name: no result is written so.
_MADE_BY: Final = later(r"(?<=[A-Za-z)])[\s;|]{1,20}(?:[A-Z]\s?,\s?)?0\d(?=[\s;|]{1,80}[<>]?\s?\d)")


#: A name, a number with a decimal point or none, a unit, and more columns.
_COMMA_ROW: Final = later(r"[^,\d][^,]{1,60},[<>]?\d+(?:\.\d+)?,\s?[^\d,]{1,15}(?:,|$)")


def read_lab_lines(text: Text, gathered: Gathered) -> None:
    """Take the laboratory values of a report."""
    lines_in_full = (with_names_in_full(_with_day_first(line.text)) for line in text.lines)
    in_full = [replace(line, text=said) for line, said in zip(text.lines, lines_in_full, strict=True)]
    text = replace(text, lines=without_earlier_days(in_full))
    for before, line in zip(in_full, text.lines, strict=True):
        if line.text != before.text:
            gathered.leave(line.place, before.text.strip(), _BEHIND)
    earlier = len(gathered.found)
    read = read_day_rows(text, gathered)
    lines: list[Line] = []
    parted: set[int] = set()
    for line in text.lines:
        if line.place in read:
            continue
        parts = results_of_line(replace(line, text=without_markers(line.text)))
        parted |= {len(lines) + n for n in range(len(parts))} if len(parts) > 1 else set()
        lines += parts
    day, unclear = first_day(text), _days_stand_below(lines, text)
    days: tuple[date, ...] = ()
    listed = limits = ""
    beneath: set[int] = set()
    head, of_days = "", False
    refused = first = False
    for at, line in enumerate(lines):
        words = _columns(_MADE_BY.sub("", line.text[:LONGEST_LINE].replace("\t", "  ")))
        head = _last_column(words) or head
        of_days = _has_days(words) if _last_column(words) else of_days
        behind = None if _OF_OTHER_DAY.search(head) else _day_behind(words, line, text)
        behind = behind or (_day_within(words, line, text) if of_days else None)
        if (own := None if behind else day_of_line(words, line.place, text)) is not None:
            day, days = own, ()
        if order := order_of_columns(words):
            refused, first = order == "before", order == "behind" and numbers_before_unit(words)
            gathered.leave(line.place, " ".join(words.split()), _BEFORE if refused else _BEHIND)
            continue
        if result_before_limits(words):
            refused, first = False, numbers_before_unit(words)
            days = ()  # one result in each row
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
        listed = one_test_of_a_list(words) or (listed if _goes_on(listed, words) else "")
        own_day, words = behind or (_day_of_row(words, line, text) if own is None else (None, words))
        if (instead := without_number(words)) is not None:
            gathered.leave(line.place, " ".join(words.split()), f'"{instead}" is no number')
            continue
        result = result_of(words)
        if refused and result is not None:
            gathered.leave(line.place, " ".join(words.split()), _BEFORE)
            continue
        if result is None:
            name = words.strip(" :*\u2022")
            below = take_beneath(name, lines[at + 1 : at + 1 + _MOST_BENEATH], day, text, gathered)
            beneath |= {at + below} if below else set()
            if at not in beneath and (unnamed := unnamed_result(words)) and at > 0:
                before = " ".join(lines[at - 1].text[:LONGEST_LINE].split())
                gathered.leave(line.place, f"{before} {unnamed}", "nothing that a person's file holds")
            if is_only_range(words):
                why = "a range, and no single number behind the name, or what it was and is; write the result by hand"
                gathered.leave(line.place, " ".join(words.split()), why)
            elif (other := other_result(words)) is not None:
                gathered.leave(line.place, other, _why_other(other))
            elif at in parted and not below and re.search(r"\d", DATE.sub("", words)):
                gathered.leave(line.place, " ".join(words.split()), why_no_result(words) or _why_other(words))
            continue
        said = " ".join(words.split())
        unit = unit_of(words[result[3].end() :], result[1], result[2])
        if len(DATE.findall(words)) > 1 and numbers_of_unit(words[result[3].end() :], unit):
            gathered.leave(line.place, said, "results of several days in one line; write each with its day")
            continue
        words, rest, why = of_this(
            words,
            own_day or day,
            line,
            text,
            lambda part: result_of(part) is not None,
            result[3].start("number"),
        )
        if rest and (not words or why != A_GOAL):
            gathered.leave(line.place, rest, why)
        if rest and (not words or (result := result_of(words)) is None):
            continue
        if unclear:
            gathered.leave(line.place, said, _BELOW)
            continue
        name, what, own_unit, match = result
        if near := near_endpoint(name):
            gathered.leave(line.place, said, near)
            continue
        number = text.number(match["number"].rstrip(".,"), line.place)
        if number is None:
            gathered.leave(line.place, said, UNREAD)
            continue
        unit = unit_of(words[match.end() :], what, own_unit)
        behind = words[match.end() :]
        again = numbers_of_unit(behind, unit) if behind.lstrip().startswith(unit) else ""
        another = again or _another_number(words, match, unit, lines[at + 1 : at + 2], first=first)
        if another is not None:
            gathered.leave(line.place, said, f"{match['number'].rstrip('.,')} or {another}: {TWO}")
            continue
        if _POINT_APART.match(words, match.end("number")):
            gathered.leave(line.place, said, "a blank within a number; write it by hand")
            continue
        if _DASH_BEHIND.match(words, match.end()):
            gathered.leave(
                line.place, said, "a dash behind its number, which may make it a limit; write it by hand"
            )
            continue
        sign = limit_of(match["sign"])
        aside = _ASIDE.match(words, match.end())
        if aside and (turned := turned_by(name, aside[0])):
            gathered.leave(
                line.place, said, f'"{turned}" behind it makes another test of {name}; write it by hand'
            )
            continue
        if aside and _A_LIMIT.match(aside[0]):
            gathered.leave(line.place, said, A_GOAL)
            continue
        if aside and what == "25ohd" and (number in _THRESHOLDS or match["sign"]) and _IS_SO.match(aside[0]):
            gathered.leave(line.place, said, A_GOAL)
            continue
        if aside and "?" in aside[0]:
            gathered.leave(line.place, said, "a question mark behind its number, which puts it in doubt")
            continue
        if why := why_not(words[match.end() :], signed=True, graded=what == "25ohd"):
            gathered.leave(line.place, said, why)
            continue
        found = measurement(
            what,
            sign,
            number,
            unit,
            own_day or day,
            line.place,
            said,
            text.answers,
            assay=assay_of(name, what),
            note="; ".join(filter(None, _notes(name, what, words, match))),
        )
        gathered.take(line.place, said, found)
        rest = words[match.end() :]
        if (earlier_one := _EARLIER.search(rest)) is not None:
            gathered.leave(line.place, f"{name} {earlier_one[0]}", "an earlier value whose day is not given")
        elif (aside_one := _ALONE_IN_BRACKETS.match(rest)) is not None:
            why = "a number in brackets beside a result, and no word on what it is"
            gathered.leave(line.place, f"{name} ({aside_one[1]})", why)
        if mentioned_tests(rest) - {what} and (why := unread_result(rest)):
            gathered.leave(line.place, " ".join(rest.split()), why)
    _leave_parts(gathered, earlier)


def _goes_on(listed: str, words: str) -> bool:
    """Tell a line without a number of its own between a list of one test and its results: columns, or a method."""
    same = any(one.what == listed for one in names_in(words))
    return _COLUMN_NAMES.fullmatch(words) is not None or (same and result_of(words) is None)


def _with_day_first(words: str) -> str:
    """Return a row whose name has its day in brackets behind it with the day first: "Estradiol (2 Jan 2024): 18"."""
    found = _DAY_IN_NAME.match(words[:LONGEST_LINE])
    return words if found is None else f"{found['day']}  {found['name']}: {words[found.end() :]}"


_DAY_IN_NAME: Final = later(
    rf"\s*(?P<name>[A-Za-z][^\d(:\[]{{1,40}}?)\s*[(\[]\s*(?P<day>{DATE.pattern})\s*[)\]]\s*[:=]?\s*(?=[<>]?\s?\d)",
    re.IGNORECASE,
)


def _notes(name: str, what: str, words: str, number: re.Match[str]) -> tuple[str, str]:
    """Return what is to be told of a result beside its value: a slip in its name, and that it is not exact."""
    slip = f'"{name}" taken for {MEASURED[what].label}' if without_slip(name) else ""
    return slip, "said to be about that" if _ABOUT.match(words, number.end()) else ""


def _why_other(words: str) -> str:
    """Return why a line that is a result of no endpoint is not taken."""
    names = names_in(words)
    near = (near_endpoint(one) for one in (words, *(name.text for name in names)))
    if why := next(filter(None, near), "") or unread_result(words):
        return why
    if any(one.what for one in names):
        return _EXPLAINS if explains(words) else UNREAD
    return "nothing that a person's file holds"


def _days_stand_below(lines: Sequence[Line], text: Text) -> bool:
    """Tell whether a result stands above the first of several days: each day may be of those above it."""
    days: list[date] = []
    above = False
    for line in lines:
        words = line.text[:LONGEST_LINE]
        if (day := day_of_line(words, line.place, text)) is not None:
            days.append(day)
        elif not days:
            above = above or (result_of(words) is not None and not DATE.search(words))
    return above and len(set(days)) > 1


def _columns(words: str) -> str:
    """Return a row whose columns are parted by commas, as a spreadsheet saves them, with blanks between them."""
    return words.replace(",", "  ") if _COMMA_ROW.match(words) else words


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
    if (last := _IN_LAST_COLUMN.search(words)) is not None and not OTHER_DAY.search(words[: last.start()]):
        own = result_of(words[: last.start()])
        between = "" if own is None else words[own[3].end("number") : last.start()]
        match = match if re.search(r"(?<![\w.,/^])\d", _without_limits(between)) else last
    if (
        match is None
        or not DATE.fullmatch(match[1])
        or PRIOR_WORDS.search(words)
        or result_of(words[: match.start()]) is None
    ):
        return None
    own = result_of(words[: match.start()])
    behind = words[: match.start()][own[3].end("number") :] if own is not None else ""
    if _ANOTHER_BEFORE_DAY.search(_without_limits(masked(behind))):
        return None  # the day is of that number
    day = text.date_in(match[1], line.place)
    return None if day is None else (day, words[: match.start()])


def _without_limits(words: str) -> str:
    """Return words without ranges of reference and limits."""
    return _LIMIT_ALONE.sub(" ", without_ranges(words))


_LIMIT_ALONE: Final = later(r"[<>\u2264\u2265]\s?=?\s?\d[\d.,]*")


def _has_days(head: str) -> bool:
    """Tell whether a head has a column of the days of its results, and none of earlier results."""
    cells = re.split(r"\s{2,}|\t|\|", head.strip())
    return PRIOR_WORDS.search(head) is None and any(DAY_HEAD.fullmatch(one.strip(": ")) for one in cells)


def _day_within(words: str, line: Line, text: Text) -> tuple[date, str] | None:
    """Return the one day in a row of a table that has a column of days, and the row without it."""
    written = list(DATE.finditer(words))
    rest = DATE.sub("  ", words)
    day = text.date_in(written[0][0], line.place) if len(written) == 1 and result_of(rest) else None
    return None if day is None else (day, rest)


def _last_column(words: str) -> str:
    """Return what the last column of a head is called; empty where a line is no head of several columns."""
    _first, *others = re.split(r"\s{2,}|\t|\|", words.strip())
    return others[-1] if others and not re.search(r"\d", words) else ""


#: A column of days that are none of a sample.
_OF_OTHER_DAY: Final = later(
    rf"{PRIOR}|\b(?:last|report\w*|print\w*|receiv\w*|result(?:ed)?|releas\w*|verif\w*|valid\w*|authori[sz]\w*|final\w*|"
    r"next|due|order\w*|eingang|befund\w*|freigabe|druck\w*)\b",
    re.IGNORECASE,
)


def _day_of_row(words: str, line: Line, text: Text) -> tuple[date | None, str]:
    """Return the day that a row of results holds itself, and the row without it."""
    written = list(DATE.finditer(words))
    leads = bool(written) and not words[: written[0].start()].strip()
    if len(written) != 1 or (OTHER_DAY.search(words) and not leads) or PRIOR_WORDS.search(words):
        return None, words
    # Behind a result it may be of another one, such as the one before.
    rest, before = DATE.sub("  ", words), words[: written[0].start()]
    if re.search(r"\s\d[\d.,]*\s", before) or result_of(rest) is None:
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
        found = measurement(what, limit_of(sign), number, unit, day, line.place, said, text.answers)
        gathered.take(line.place, said, found)


def _take_dated(
    what: str, one: tuple[str, str, str, str], line: Line, text: Text, gathered: Gathered
) -> None:
    """Take a result that begins with its day, beneath the name of its test."""
    day, sign, written, unit = one
    said, number = " ".join(line.text[:LONGEST_LINE].split()), text.number(written, line.place)
    found = "no number" if number is None else measurement(
        what, limit_of(sign), number, unit, text.date_in(day, line.place), line.place, said, text.answers)  # fmt: skip
    gathered.take(line.place, said, found)


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
    behind = without_ranges(words)[match.end() :][:FURTHEST_UNIT]
    digit = re.fullmatch(r"[1-9][.,]?", match["number"]) is not None and not match["sign"]
    # A lone digit may be of the name, and what has the sign of a limit the end of a range: any other number may be it.
    unsure = digit or bool(match["sign"])
    if another := second_number(behind, "" if unsure else unit) or of_same_unit(behind, unit):
        return None if first and not unsure else another
    if digit and not unit and not behind.strip() and following:
        beneath = ALONE.fullmatch(following[0].text[:LONGEST_LINE].strip())
        return None if beneath is None else beneath["number"]
    return None
