"""What stands in a line of a list of medicines beside a name, a dose and days: every word of it is accounted for."""

from __future__ import annotations

import re
from functools import cache
from math import isclose
from typing import Any, Final

from osteotwin.importing.drug_text import strength_in_ml
from osteotwin.importing.medicine_status import unknown_owner
from osteotwin.importing.prescription_words import said_dose
from osteotwin.importing.scan_lists import DAY_NAMED
from osteotwin.inputs.names import words
from osteotwin.protocol.dose_accounted import not_accounted
from osteotwin.protocol.library import all_drug_names
from osteotwin.units import AmbiguousRhythm, rhythm
from osteotwin.units.german import in_english

#: "2 5 mg" and "2. 5 mg": a gap within a number, or a number of something else.
_GAP: Final = re.compile(
    r"(?<![\w.,/])\d+(?:\s?[.,]\s+|\s[.,]| )\d+(?:[.,]\d+)?\s?(?:mg|mcg|ug|\u00b5g|iu|ie)\b"
    r"(?! ?(?:tab|cap|pill|patch|amp|vial|inj|pen|sach))(?<!\d )(?!/)",
    re.IGNORECASE,
)
#: "2,000 IU" is written "2 000 IU", too.
_THOUSANDS: Final = re.compile(r"^\d{1,3} \d{3}\D")
#: Words that are accounted for elsewhere, and that turn a line: "repeat", and a status between commas or in brackets.
_TURNS: Final = (
    re.compile(r"\brepeat\w*", re.IGNORECASE),
    re.compile(
        r"(?<=[,;(])\s*(?:prior|previous|earlier|done|out|off|over|ended|x|no|not|before|change[ds]?)\b[^,;)]*",
        re.IGNORECASE,
    ),
    re.compile(r"(?:\b(?:on|and|with|plus|beside)|[+&,(])\s*(?:trt|hrt|adt|testosterone)\b", re.IGNORECASE),
)
#: Signs before a name that turn it: a box that is not ticked, a comment, what is crossed out.
_MARKED: Final = re.compile(r"\[ *\]|[\u2610\u2717\u2718\u2716\u274c\u274e\u2260\u00ac]|~~|//|[<>]|^ *[?!#]")
#: "planned stop", before its day
_PLANNED: Final = re.compile(r"\bplanned\s*,", re.IGNORECASE)
#: What a pharmacy counts of a prescription.
_SUPPLY: Final = re.compile(
    r"\b(?:dispensed?|disp|qty|quantity|refills?|repeats?|rf|mitte|supply|remaining|count)\b[:.]?",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"\b(?:dr|prof|md|np|pa)\b\.?(?: [A-Z][\w'-]+)*|(?<=by )[A-Z]\w+ [A-Z]\w+,? MD\b")
#: "0.4 mL (80 mg"
_VOLUME_AND_MASS: Final = re.compile(
    r"(?<![\d.,])(?P<ml>\d+(?:\.\d+)?)\s?(?:ml|cc)\s?[(=]\s?(?P<mass>\d+(?:\.\d+)?)\s?(?:mg|mcg|ug|iu)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 40


def gap_in(told: str) -> str:
    """Return why a line with a gap within a number, or two numbers, is not read; empty for any other."""
    gap = _GAP.search(told)
    if gap is None or _THOUSANDS.match(gap[0]):
        return ""
    return f'"{gap[0]}": two numbers or a gap in one; write the entry by hand, with one'


def without_days(line: str, *introduced: re.Pattern[str]) -> str:
    """Return a line with a comma for each day and what introduces it; what stands behind a day stays.

    Parameters
    ----------
    line : str
    *introduced : re.Pattern
        Each matches what introduces a day, and the day within its first group.
    """
    for pattern in introduced:
        line = pattern.sub(_without_day, line)
    return _PLANNED.sub(",", line)


def _without_day(found: re.Match[str]) -> str:
    day = DAY_NAMED.search(found[1])
    return "" if day is None else f", {found[1][day.end() :]}"


def why_unread(label: str, line: str, told: str, name: str, taken: tuple[str, str | None]) -> str:
    """Return why a line of a drug that is simulated is not read: what of it is not understood; empty where all is.

    Parameters
    ----------
    label : str
        What stands before the name.
    line : str
        The name and all behind it, without days.
    told : str
        What is taken, without days.
    name : str
        As the line writes it.
    taken : tuple of str or None
        Dose and rhythm, as they are read.
    """
    if why := _other_volume(line):
        return why
    plain = in_english(_SUPPLY.sub(" ", _TITLE.sub("doctor", line)))
    if (mark := _MARKED.search(f"{label}{name}")) is not None:
        return _ask(mark[0])
    left = (
        unknown_owner(label)
        or not_accounted(plain, _names() | {word.casefold() for word in re.findall(r"[^\W\d_]+", name)})
        or next((found[0] for pattern in _TURNS if (found := pattern.search(told)) is not None), "")
        or _other_rhythm(told, taken)
    )
    return _ask(left) if left else ""


#: A count, a part or a rhythm between a name and its strength.
_COUNT_BEFORE: Final = re.compile(
    r"(?<![\w.])\d[\d.,]*|[\u00bd\u00bc\u00be\u2153\u2154<>]|(?<=\s)-(?=\s?$)|\b(?:x ?\d|hal(?:f|be)\w*|"
    r"quarter|thirds?|double|one|two|three|four|five|six|eod|every|daily|weekly|monthly|twice|once|not|ein\w?|zwei|drei|une?|deux)\b",
    re.IGNORECASE,
)


_SHARE: Final = re.compile(r"\d[\d.,]*\s?(?:%|mg ?/ ?g\b)")


def count_before(before: str, keys: dict[str, Any]) -> str:
    """Return a count, a part or a rhythm that stands between a name and its strength; empty for none.

    Parameters
    ----------
    before : str
        All before the strength.
    keys : dict
        Of the entry: the name may hold a number.
    """
    name = str(keys.get("name", ""))
    between = before[len(name) :] if before.casefold().startswith(name.casefold()) else before
    found = _COUNT_BEFORE.search(_SHARE.sub("", between) if "gel" in before.casefold() else between)
    return "" if found is None else found[0].strip()


def why_no_dose(told: str, name: str) -> str:
    """Return what stands behind a day of a dose that is read without it; empty where it is none without it, too."""
    dose, _, behind = told.partition(",")
    is_read = said_dose(dose, name)[0] is not None and re.search(r"\w", behind)
    return _ask(behind.strip(" ,.")) if is_read else ""


def _ask(left: str) -> str:
    return (
        f'"{left[:_LONGEST]}" beside its dose is not understood; write the entry by hand, with what is taken'
    )


def _other_volume(line: str) -> str:
    """Return why a volume and the amount in brackets do not go with the strength of a line; empty where they do."""
    in_ml, both = strength_in_ml(line), _VOLUME_AND_MASS.search(line)
    if in_ml is None or both is None:
        return ""
    in_all = float(both["ml"]) * float(in_ml.split()[0])
    if isclose(in_all, float(both["mass"]), rel_tol=0.03):
        return ""
    return f'"{both[0]}" of {in_ml} comes to {in_all:g} mg; write the entry by hand, with what is given'


def _other_rhythm(told: str, taken: tuple[str, str | None]) -> str:
    """Return a rhythm between commas or in brackets that differs from the one that is read; empty for none."""
    for clause in re.split(r"[,;()]", in_english(told)):
        try:
            other = rhythm(clause.strip(" .").casefold())
        except AmbiguousRhythm:
            return clause.strip()
        if other is not None and said_dose(f"{taken[0]} {clause.strip(' .')}", "") != taken:
            return clause.strip()
    return ""


@cache
def _names() -> frozenset[str]:
    """Return the words of all drugs' names that tell nothing else."""
    return (
        frozenset(word for name in all_drug_names() for word in words(name) if len(word) > 3) - _NO_NAMES
        | _SUPPLEMENTS
    )


_SUPPLEMENTS: Final = frozenset(
    ("cholecalciferol", "colecalciferol", "vitamin", "calcium", "carbonate", "citrate", "d")
)
#: Words of names that say something of another kind beside a drug.
_NO_NAMES: Final = frozenset(("once", "old", "next", "plan", "pet", "dog", "other"))
