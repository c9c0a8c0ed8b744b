"""Days of an answer that names the drugs they are of: "TRT since 2019, AI since 2021", "first shot 8/14/2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.drugs.told_line import meant
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import read_when
from osteotwin.inputs.names import folded
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import of_class
from osteotwin.units.patterns import later

_CLAUSE: Final = later(r"\s*(?:[;\n]|,(?! (?:19|20)\d\d\b)(?!\d)|\band\b|\bthen\b)\s*", re.IGNORECASE)
#: Words around a day that tell nothing else.
AROUND: Final = later(
    r"^(?:(?:i|i['\u2019](?:ve|m)|have|been|was|on|the|my|first|dose|shot|injection|infusion|one|started|starting|start|began|"
    r"for|with|taking|since|in|:|-|\u2013|was|is|it)\b[\s:]*|[\s:\u2013-]+)+",
    re.IGNORECASE,
)
_BEHIND: Final = later(
    r"[\s:\u2013-]*(?:\b(?:started|began|start|since|in|on|from)\b[\s:]*)*$", re.IGNORECASE
)
#: Whether words are a day does not hang on the day of today.
_ANY_DAY: Final = date(2026, 1, 15)
_WORD: Final = later(r"[^\W\d_]+")
#: Words for a kind of hormone, whichever product it is.
_TESTOSTERONE: Final = later(r"\b(?:t|test|testosterone|trt)\b", re.IGNORECASE)
#: What is over, or changed, is no first day of what is taken now.
_TURNS: Final = later(
    r"\b(?:stopped|until|till|ended|switched|changed|increased|reduced|dose of|this dose|old|before)\b",
    re.IGNORECASE,
)


def days_by_name(text: str, names: Sequence[str]) -> tuple[str, ...] | None:
    """Return the day of each drug, in their order; ``None`` where not each clause is of one of them.

    Examples
    --------
    >>> days_by_name("first shot 8/14/2024, Erleada started Oct 2024", ["Lupron", "Erleada"])
    ('8/14/2024', 'Oct 2024')
    >>> days_by_name("TRT since 2019, AI since 2021", ["anastrozole", "testosterone cypionate"])
    ('2021', '2019')
    """
    clauses = [one.strip(" .") for one in _CLAUSE.split(text) if one.strip(" .")]
    if len(clauses) != len(names) or _TURNS.search(text):
        return None
    found: dict[int, str] = {}
    unnamed: list[str] = []
    for clause in clauses:
        places = [place for place, name in enumerate(names) if names_drug(clause, name)]
        day = _day_of(clause)
        if len(places) > 1 or (places and places[0] in found) or day is None:
            return None
        if places:
            found[places[0]] = day
        elif _TESTOSTERONE.search(clause) or any(of_class(word) for word in _WORD.findall(clause)):
            return None  # of a drug that is not asked about
        else:
            unnamed.append(day)
    left = [place for place in range(len(names)) if place not in found]
    if len(unnamed) > 1 or not found or any(_other_name(clause, names) for clause in clauses):
        return None
    found.update(zip(left, unnamed, strict=True))
    return tuple(found[place] for place in range(len(names)))


def names_drug(clause: str, name: str) -> bool:
    """Tell whether words name a drug: by its name, a product, its kind or its class."""
    if folded(name) in folded(clause):
        return True
    mine = products_named(name)
    for start, end in name_places(clause):
        if meant(clause[start:end]) == meant(name):
            return True
    if mine and all(drug.drug_class == "testosterone" for drug in mine) and _TESTOSTERONE.search(clause):
        return True
    labels = {drug.label for drug in mine}
    return any(labels & set(of_class(word)) for word in _WORD.findall(clause))


def _other_name(clause: str, names: Sequence[str]) -> bool:
    """Tell whether a clause names a drug that is none of those that are asked about."""
    return any(
        not any(names_drug(clause[start:end], name) for name in names) for start, end in name_places(clause)
    )


def _day_of(clause: str) -> str | None:
    """Return the day of a clause, without the name and the words around it; ``None`` where it is none."""
    bare = clause
    for start, end in reversed(name_places(clause)):
        bare = f"{bare[:start]} {bare[end:]}"
    bare = re.sub(r"\b(?:t|test|testosterone|trt|ai|ais)\b", " ", bare, flags=re.IGNORECASE)
    day = AROUND.sub("", _BEHIND.sub("", " ".join(bare.split()))).strip()
    try:
        read_when(
            "since", day, _ANY_DAY, "dmy" if not re.match(r"\d{1,2}/(?:1[3-9]|2\d|3[01])/", day) else "mdy"
        )
    except UnclearAnswerError:
        return None
    return day
