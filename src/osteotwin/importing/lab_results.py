"""One line of a laboratory's report: the test that it names, its number, and its unit."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.lab_names import lab_endpoint
from osteotwin.importing.lab_pairs import pairs_of
from osteotwin.importing.lab_rows import (
    NO_RESULT,
    is_of_name,
    test_named,
)
from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.importing.measured import known_unit
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_trends import OTHER_DAY
from osteotwin.importing.scan_words import mentions_of, number_named
from osteotwin.units.patterns import later

#: A number behind a name, with the sign of a limit before it.
_RESULT: Final = later(
    rf"[:=\s|]\s{{0,80}}(?P<sign>[<>≤≥]=?)?\s{{0,4}}(?P<number>[-\u2212]?(?!0\d)\d[\d.,]{{0,20}}+(?:e[+-]?\d{{1,2}}(?!\w))?+){NO_RESULT}",
    re.IGNORECASE,
)
_UNIT: Final = later(r"(?:[a-zµμ%]+[a-z0-9µμ]*(?:\s?/\s?(?:24\s?h(?:r|ours)?|[a-zµμ]+\d?))+|g/cm\S*|"
                          r"(?:m?i)?u/m?l)",
                          re.IGNORECASE)  # fmt: skip
_FILTERED: Final = later(r"ml/min\s?/\s?1[.,]73", re.IGNORECASE)
_VALUE: Final = later(r"(?:your )?(?:value|result)\b", re.IGNORECASE)
OF_RANGE: Final = later(r"\brange\b|\breference\b|\bnormal\b", re.IGNORECASE)
LONGEST_NAME, _MOST_NUMBERS, FURTHEST_UNIT = 300, 8, 300
#: What makes a number the lower or the upper end of a range, which is never a result.
_RANGE_BEHIND: Final = later(
    r"(?:\s?[a-zµμ%]{1,6}/[a-zµμ]{1,6})?\s?(?:[-=]{0,2}>|[-\u2010-\u2015\u2212\u2192]|\b(?:to|bis|à|tot)\b)\s?\d",
    re.IGNORECASE,
)
#: A range of reference right behind a number without a unit.
_RANGE_ALONE: Final = later(r"\W{0,3}(?:[HL]\s)?[\[(]\s?\d[\d.,]*\s?[-\u2013]\s?\d[\d.,]*\s?[\])]")
_RANGE_BEFORE: Final = later(
    r"(?:^|[\s(\[<>:;|])\d[\d.,]*(?:\s?[a-zµμ%]{1,6}/[a-zµμ]{1,6})?\s?(?:[-=]{1,2}>|[-\u2010-\u2015\u2212\u2192]|\b(?:to|bis|à|tot))\s?$",
    re.IGNORECASE,
)


#: "Bloods 5 Feb 2025: TT 24.1 nmol/L, E2 88 pmol/L": the day is of all that follows in the line.
_HEAD: Final = later(
    rf"(?P<words>\s*(?:[A-Za-z][A-Za-z /-]{{0,30}}?)?)[\s:(]*(?<![\w.])(?P<day>{DATE.pattern})"
    r"(?:\)?[.,]?\s*(?:(?:(?:lab|test|blood) )?(?:results?|values?|labs|werte))?\s*[:\u2013-]\s*(?=[A-Za-z\d])|"
    r"\)?\s+(?=[A-Za-z]))",
    re.IGNORECASE,
)


_SENTENCE_ENDS: Final = later(r"[.;]\s+$")


def results_of_line(line: Line) -> list[Line]:
    """Return a line in pieces with a result each; each has the day with which the line, or a sentence of it, begins."""
    text = line.text[:LONGEST_LINE]
    days = [
        one.start()
        for one in DATE.finditer(text)
        if _SENTENCE_ENDS.search(text, 0, one.start()) and text[one.end() :].lstrip().startswith(":")
    ]
    if days:
        cuts = [0, *days, len(line.text)]
        parts = [replace(line, text=line.text[start:end].strip(" ;.")) for start, end in pairwise(cuts)]
        return [piece for part in parts for piece in results_of_line(part)]
    head = _HEAD.match(line.text[:LONGEST_LINE])
    if head is None or _is_no_head(head["words"]):
        return _one_result_each(line)
    pieces = _one_result_each(replace(line, text=line.text[head.end() :]))
    if len(pieces) == 1 and result_of(pieces[0].text) is None:
        return [line]
    dated = [replace(line, text=f"{head['day']}  {one.text.strip()}") for one in pieces]
    # The day of a sample is of the lines beneath, too.
    return (
        [replace(line, text=f"{head['words']}{head['day']}"), *dated]
        if _SAMPLED.search(head["words"])
        else dated
    )


#: Before the day of the sample.
_SAMPLED: Final = later(r"\b(?:collected|collection|drawn|sample|taken)\b", re.IGNORECASE)


def _is_no_head(words: str) -> bool:
    """Tell whether words before a day say that it is none of the results behind it."""
    bare = re.sub(r"\b(?:on|from|of|vom|am)\s*$", "", _SAMPLED.sub("", words), flags=re.IGNORECASE)
    return bool(bare.strip()) and (OTHER_DAY.search(bare) is not None or test_named(bare) is not None)


def _one_result_each(line: Line) -> list[Line]:
    """Return a line in pieces, where it names several tests, or words around a name, each with its number."""
    words = line.text[:LONGEST_LINE]
    pairs = pairs_of(words)
    if not pairs or (len(pairs) == 1 and (not pairs[0].whole or result_of(words) is not None)):
        return [line]
    return [replace(line, text=one.text) for one in pairs]


def limit_of(sign: str | None) -> str:
    """Return the sign of a limit as a person's file writes it; empty where there is none."""
    return (sign or "")[:1].replace("≤", "<").replace("≥", ">")


def result_of(words: str) -> tuple[str, str, str, re.Match[str]] | None:
    """Return name, endpoint, unit within the name, and number of a line that is a result.

    A name may hold numbers itself (25-hydroxyvitamin D): what stands before a number has to be one, and the longest is.
    """
    best: tuple[str, str, str, re.Match[str]] | None = None
    for match in islice(_RESULT.finditer(words[:LONGEST_NAME]), _MOST_NUMBERS):
        if is_of_name(words, match.start("number")):
            continue
        name = words[: match.start()].strip(" ,:;.\u2022*-\t")
        named: tuple[str, str] | None = test_named(name)
        if named is not None and MEASURED[named[0]].group != "body":
            if _in_range(words, match):
                continue
            best = (name, named[0], named[1], match)
    return best


def _in_range(words: str, match: re.Match[str]) -> bool:
    """Tell whether a number is one end of a range."""
    behind = _RANGE_BEHIND.match(words, match.end("number"))
    return behind is not None or _RANGE_BEFORE.search(words[: match.start("number")]) is not None


def of_same_unit(behind: str, unit: str) -> str:
    """Return a second number with the unit of the first one behind it, which no word calls an earlier one."""
    at = behind.find(unit) if unit else -1
    rest = "" if at < 0 else behind[at + len(unit) :]
    found = (
        re.match(rf"[^\d]{{0,12}}?[\s|;:](\d[\d.,]*)[\s|;:]{{0,12}}{re.escape(unit)}", rest) if rest else None
    )
    return "" if found is None or re.search(r"[a-z(]", rest[: found.start(1)], re.IGNORECASE) else found[1]


def is_only_range(words: str) -> bool:
    """Tell a line that names a test and has a range behind its name, where its result would stand."""
    matches = islice(_RESULT.finditer(words[:LONGEST_NAME]), _MOST_NUMBERS)
    return any(
        _in_range(words, one) and lab_endpoint(words[: one.start()].strip(" ,:;.-")) for one in matches
    )


def other_result(words: str) -> str | None:
    """Return a line that is a result of something else: a name, a number, and a unit of laboratories behind it."""
    words = DATE.sub(" ", words, count=1) if DATE.match(words.strip()) else words
    if not_held(words):
        return " ".join(words.split())
    match = _RESULT.search(words[:LONGEST_NAME])
    if (
        match is None
        or not re.match(r"\W{0,5}(?:\d{1,2}[\W_]){0,3}[^\W\d_]{2}", words)
        or OF_RANGE.match(words.strip())
        or _VALUE.match(words.strip())
    ):
        return None
    unit = _UNIT.search(words[match.end() :])
    if unit is None:
        ranged = _RANGE_ALONE.match(words, match.end()) is not None and not mentions_of(words)
        return " ".join(words.split()) if ranged and number_named(words) is None else None
    return None if "/cm" in unit[0] else " ".join(words.split())


def not_held(words: str) -> bool:
    """Tell whether a line holds the number of a test that no person's file holds, and of no other."""
    pairs = pairs_of(words)
    return bool(pairs) and not any(one.what for one in pairs)


def unit_of(rest: str, what: str, own: str = "") -> str:
    """Return the unit of a result, behind its number or, as ``own``, in its name; empty where there is none."""
    quantity, rest = MEASURED[what].quantity, rest[:FURTHEST_UNIT]
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
