"""Lines of a report that no reader took or named: a known test with a number is never passed over without a word."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.found import Gathered, by_place
from osteotwin.importing.lab_names import mentioned_tests, near_endpoint
from osteotwin.importing.lab_rows import test_named
from osteotwin.importing.lab_spans import masked, names_in, values_in
from osteotwin.importing.lab_spellings import two_values
from osteotwin.importing.lines import LONGEST_LINE, Text
from osteotwin.importing.measured import known_unit
from osteotwin.importing.not_of_this import A_GOAL, is_supposed, why_no_result
from osteotwin.importing.scan_lists import DATE, without_dates
from osteotwin.importing.scan_numbers import FRAX, held_site
from osteotwin.importing.scan_sentences import tells_of_others
from osteotwin.importing.scan_words import site_of
from osteotwin.units.patterns import later

_NUMBER: Final = later(r"(?<![\w.,])[<>]?\s?\d[\d.,]*(?!\w)")
#: A range, which is no result, and words between a name and its number.
_RANGE: Final = later(r"[\[(]?\d[\d.,]*\s?[-\u2013]\s?\d[\d.,]*[\])]?")
_BETWEEN: Final = later(r"\b(?:is|was|were|of|at|between|about|level|result|value)\b|[:=|]", re.IGNORECASE)
#: Of people in a study, and of what a laboratory explains: none of them is a result.
_EXPLAINED: Final = later(
    r"\b(?:defin\w+|deficien\w+|insufficien\w+|sufficien\w+|recommend\w*|guidelines?|median|cohort|stud(?:y|"
    r"ies)|patients|"
    r"individuals|toxicity|intoxication|95 ?%|mangel\w*|carence|typically|usually|assays?)\b|\u00b1|\+/-",
    re.IGNORECASE)  # fmt: skip
_UNIT: Final = later(r"(?:%|[a-z\u00b5\u03bc]{1,6}\s?/\s?[a-z0-9.\u00b2^/]{1,16})", re.IGNORECASE)
#: Between the words of a name that programs write as one: ``serumPTH``.
_APART: Final = later(r"(?<=[a-z])(?=[A-Z]{2})")
_DOSE: Final = later(r"\s?(?:mg|g|iu|ie|mcg|[\u00b5\u03bcu]g|ml|tab\w*)\b(?!\s?/)", re.IGNORECASE)
_OF_SCANS: Final = ("bmd_", "t_score_", "z_score_", "vbmd_")
_SUPPRESSED: Final = later(r"\bsuppressed\W+$", re.IGNORECASE)
_NO_RESULT: Final = (
    "named beside another result, and no number of it that is read; write it by hand where it is a result"
)
TWO: Final = "two numbers behind the name, and no word on which is the result; write it by hand"
UNREAD: Final = "a result in a form that is not read; write it by hand, as a person's file holds it"


def name_unread(text: Text, gathered: Gathered) -> None:
    """Name each line that names a test that is known and holds a number, and was not taken or named."""
    read = {one.place for one in (*gathered.found, *gathered.left)}
    heads = {one.said[: space.start()] for one in gathered.found for space in re.finditer(" ", one.said)}
    found = by_place(gathered.found)
    left = {place: [one.said for one in there] for place, there in by_place(gathered.left).items()}
    for line in text.lines:
        words = line.text[:LONGEST_LINE]
        taken = {str(one.keys.get("what")) for one in found[line.place]}
        said = left.setdefault(line.place, [])
        of_labs = taken & {*MEASURED} and not any(one.startswith(_OF_SCANS) for one in taken)
        for name in names_in(words) if of_labs else ():
            told = (
                name.short
                or name.what in taken
                or name.text in " ".join(said)
                or _SUPPRESSED.search(words[: name.start])
            )
            if name.what and not told:
                gathered.leave(line.place, name.text, _NO_RESULT)
                said.append(name.text)
        shown = " ".join(words.split())
        # The name of a result that stands on the lines beneath it is read with it.
        if line.place in read or shown in heads:
            continue
        if why := unread_result(words) or passed_over(words):
            gathered.leave(line.place, shown, why)


#: Letters that a reading machine takes for digits, within a number with a unit.
_MISREAD: Final = later(
    r"(?<![\w.,])(?=\w*\d)\d*[OolI][\dOolI]*(?:[.,]\d+)?"
    r"(?=\s+[a-z\u00b5\u03bc]{1,6}/[a-z])"
)
#: A result that begins with its day, and no name.
_DATED: Final = later(
    rf"\W*(?:{DATE.pattern})\W{{1,40}}[<>]?\s?\d[\d.,]*\s?"
    r"(?P<unit>[a-z\u00b5\u03bc]{1,6}/[a-z]{1,4})\W*[HL]?\W*",
    re.IGNORECASE,
)
_HISTORY: Final = later(
    r"\W*(?:history|previous|prior|past results?|verlauf|vorwerte?)\b\W.*\d", re.IGNORECASE
)
_NO_NAME: Final = (
    "a result with its day, and no name of a test that is read above it; write it by hand with its name"
)
_OF_EARLIER: Final = "earlier results, which are not read; write each by hand with its day"


def passed_over(words: str) -> str:
    """Return why a line that no reader took may hold results all the same; empty where it holds none.

    Examples
    --------
    >>> passed_over("Lumbar spine    0.938       0.957       -2.0%")
    'numbers beside the name of a place, and no word that can be read on which is of which day; write them by hand'
    >>> passed_over("Ward's 0.550"), passed_over("Page 1 of 2")
    ('', '')
    """
    plain = without_dates(words)
    site = site_of(plain)
    if site and _DENSE.search(plain) and not (FRAX.search(words) or tells_of_others(words)):
        return _OF_DAYS if held_site(site, words, labeled=False) else ""
    if _MISREAD.search(words) and any(one.what for one in names_in(words)):
        return UNREAD
    dated = _DATED.fullmatch(words)
    quantities = {one.quantity for one in MEASURED.values()} if dated else ()
    if dated is not None and any(known_unit(dated["unit"], one) is not None for one in quantities):
        return _NO_NAME
    earlier = (
        _HISTORY.match(words) and DATE.search(words) and re.search(r"\d", plain) and not _DENSE.search(plain)
    )
    return _OF_EARLIER if earlier else ""


_DENSE: Final = later(r"(?<![\w.,])(?:0[.,][1-9]|1[.,]\d)\d{2}(?![\w.,%])")
_OF_DAYS: Final = (
    "numbers beside the name of a place, and "
    "no word that can be read on which is of which day; write them by hand"
)


def explains(words: str) -> bool:
    """Tell whether a line says what results mean, what is wished, or what might be."""
    return is_supposed(words) or _EXPLAINED.search(words) is not None or why_no_result(words) == A_GOAL


def _holds_two(words: str) -> bool:
    """Tell whether a line names one test and holds two numbers with its unit."""
    names = names_in(words)
    units = [one.unit for one in values_in(masked(words), names)]
    return len(names) == 1 and len(units) == 2 and len({*units}) == 1 and bool(units[0])


def _is_test(words: str) -> bool:
    named = test_named(" ".join(_BETWEEN.sub(" ", words).split()))
    return named is not None and MEASURED[named[0]].group != "body"


def unread_result(words: str) -> str:
    """Return why a line of which nothing was read may hold a result of a laboratory; empty where it holds none.

    Examples
    --------
    >>> unread_result("elevated estradiol levels (113 pg/mL) after 12 weeks")
    "a result in a form that is not read; write it by hand, as a person's file holds it"
    >>> unread_result("Estradiol below 5 pg/mL is deficiency"), unread_result("Estradiol: 7 - 42 pg/mL")
    ('', '')
    """
    words = _APART.sub(" ", words)
    bare = _RANGE.sub(lambda found: " " * len(found[0]), DATE.sub(" ", words))
    number = _NUMBER.search(bare)
    if number is None:
        return ""
    if _is_test(bare[: number.start()]):
        return TWO if _holds_two(words) else UNREAD
    mentioned = mentioned_tests(words)
    if not mentioned:
        return ""
    if not _EXPLAINED.search(words) and any(
        _is_test(" ".join(bare[: one.start()].split()[-count:]))
        for one in _NUMBER.finditer(bare)
        if not _DOSE.match(bare, one.end())
        for count in (1, 2, 3)
    ):
        return why_no_result(words) or UNREAD
    if two_values(words) is not None:
        return "two values, of two days; write each with its unit and its day"
    units = [one[0] for one in _UNIT.finditer(words)]
    known = any(known_unit(unit, MEASURED[what].quantity) is not None for what in mentioned for unit in units)
    why = why_no_result(words)
    if not known or explains(words):
        return ""
    return why or near_endpoint(words) or UNREAD
