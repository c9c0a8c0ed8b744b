"""The words of a prescription beside its fields: a line of a list of medicines, in which each word counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from osteotwin.importing.answers import Answers
from osteotwin.importing.drug_text import DRUG, delivered_per_day
from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.lines import Line, Text
from osteotwin.importing.medication_lines import read_medication_lines
from osteotwin.importing.medicine_status import label_status
from osteotwin.importing.prescription_words import is_alike, magnitude, words_of
from osteotwin.inputs.notes import printable
from osteotwin.units import AmbiguousRhythm, rhythm
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: Read in place of a supplement or a patch, so that no word is asked about what a piece of it holds.
_STAND_IN: Final = "vitamin D"
#: Rhythms as lists write them.
_LISTED: Final = {"1 day": "daily", "0.5 days": "twice a day", "1 week": "weekly", "3.5 days": "twice a week",
                  "1 month": "monthly", "once": "once", "0.5 weeks": "twice a week"}  # fmt: skip
#: Cautions of a label, which change nothing of what is taken.
_CAUTIONS: Final = later(
    r"\b(?:warning\W+)?(?:may (?:cause|make you) (?:drows\w+|dizz\w+|sleep\w+|nausea|hot flushes)|"
    r"do not (?:crush|chew|break|split|drive|lie down|drink alcohol|stop (?:(?:taking|using) )?"
    r"(?:this medicine )?(?:suddenly|(?:except|unless) (?:on|told by|advised by) (?:your |a )?"
    r"(?:doctor|prescriber)(?:'s advice)?))"
    r"(?: (?:or|,) (?:crush|chew|break|split|suck))*|"
    r"avoid (?:alcohol|alcoholic drinks?|grapefruit(?: juice)?|(?:direct )?sunlight)|"
    r"(?:stopped|quit|ceased) (?:smoking|drinking)|(?:mother|father|sister|brother) (?:has|had) (?:an? )?(?:\w+ )?"
    r"(?:fracture|osteoporosis|cancer|stroke)|"
    r"nicht (?:zerkauen|kauen|teilen|zerteilen))\b\.?",
    re.IGNORECASE,
)
#: "1-0-0-0 Stück", and a patch as a piece.
_PIECES: Final = later(r"(?<=-\d)\s*(?:st(?:ück|k)\.?|tab\w*\.?|[ck]aps\w*\.?)(?!\w)", re.IGNORECASE)
_PLACED: Final = later(r"\b(?:patch|pflaster)(?:es)?\b(?: (?:on)?to (?:the )?skin\b)?", re.IGNORECASE)
#: What no list of medicines writes: that there is none left, and a beginning without its year.
_TURNED: Final = later(
    r"\b(?:ran|runs?|running) out\b|^(?:ab|à partir de?|desde|dès|da|vanaf) (?!(?:\W*\d))", re.IGNORECASE
)
_BEGINS: Final = date(2001, 1, 1)
_SHOWN: Final = 80


def last_day_in(
    told: Iterable[str],
    sort: str,
    name: str,
    keys: dict[str, Any],
    taken: tuple[str | None, str | None],
    days: tuple[date | None, date | None],
) -> date | str | None:
    """Return the last day that words beside the fields of a prescription tell, or what of them is not understood.

    Parameters
    ----------
    told : iterable of str
        Instructions and notes.
    sort, name, keys : str, str, dict
        Of the drug or supplement; its name as the record writes it, with its strength.
    taken : tuple of str or None
        Dose and rhythm, as they are read.
    days : tuple of date or None
        The first and the last, as the fields tell them.

    Returns
    -------
    date, str or None
        The last day that is read, the reason why the record is not, or ``None`` where no word tells an end.
    """
    begins, ends = days[0] or _BEGINS, days[1]
    rhythm = _LISTED.get(taken[1] or "", f"every {(taken[1] or '').replace(', ', ' and ')}")
    counts = sort == DRUG and delivered_per_day(name) is None
    short = f"{keys['name']} {taken[0]}" if counts else _of_stand_in(taken[0])
    for words in told:
        rest = _PIECES.sub("", _CAUTIONS.sub(" ", words)).strip(" .,;")
        rest = rest if counts else _PLACED.sub("tablet", rest)
        if not rest or _is_rhythm(rest, taken[1]):
            continue
        if label_status(rest) or _TURNED.search(rest):
            return f'its words "{printable(words[:_SHOWN])}" are not understood beside {taken[0]} every {taken[1]}'
        lines = [f"{short} {rhythm}, {rest}", *([f"{name}, {rest}"] if counts else ())]
        entries = (_entry(f"{line.rstrip(' .,;')}, since {begins}") for line in lines)
        read = [
            one
            for one in entries
            if one is not None and _agrees(one, taken if counts else (None, taken[1]), begins)
        ]
        if not read:
            return f'its words "{printable(words[:_SHOWN])}" are not understood beside {taken[0]} every {taken[1]}'
        last = read[0].keys.get("until")
        if last not in (None, ends) and ends is not None:
            return f'its words "{printable(words[:_SHOWN])}" end on {last}, and its fields on {ends}'
        ends = last or ends
    return ends


def _of_stand_in(dose: str | None) -> str:
    return f"{_STAND_IN} {dose if dose is not None and dose.endswith(' IU') else '1000 IU'}"


def _agrees(read: Found, taken: tuple[str | None, str | None], begins: date) -> bool:
    dose, every = read.keys.get("dose"), read.keys.get("every")
    return _is_same(every, taken[1]) and read.keys.get("from") == begins and taken[0] in (None, dose)


def _is_rhythm(words: str, every: str | None) -> bool:
    """Tell whether words are the rhythm once more, and nothing besides."""
    try:
        read = rhythm(in_english(words).casefold())
    except AmbiguousRhythm:
        return False
    return read is not None and _is_same(words_of(read), every)


def _is_same(every: str | None, other: str | None) -> bool:
    return every == other or (bool(magnitude(every) and magnitude(other)) and is_alike(every, other, 0.03))


def _entry(line: str) -> Found | None:
    """Return what a list of medicines with a line alone tells; ``None`` where it is not read."""
    gathered, place = Gathered(), Place("")
    lines = (Line("Medications", place), Line(line, place))
    read_medication_lines(Text(lines, None, "point", Answers()), gathered)
    return gathered.found[0] if len(gathered.found) == 1 and not gathered.left else None
