"""Changes of the dose of one drug: "200 mg weekly since Jan 2024, dropped to 150 mg weekly in March 2025"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.doses import is_rhythm, steps_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted

_AMOUNT: Final = (
    r"(?:\d[\d.,]*|\.\d+) ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?|ml|cc|pumps?|tablets?|tabs?)(?![a-z])"
)
_OFTEN: Final = (
    r"(?:daily|weekly|monthly|every|once|twice|each|eod|e\d|q\d|(?:two|three|\d) ?(?:x|times)|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
)
#: Verbs of a dose that becomes another.
CHANGED: Final = (
    r"(?:dropped|reduced|lowered|decreased|cut|increased|upped|raised|bumped|titrated|tapered|adjusted|changed|switched|"
    r"moved|swapped|went)"
)
_WHO: Final = (
    r"(?:[\s,.;(\u2013-]|\b(?:and|then|but|so|i|i've|was|were|have|has|had|got|been|we|he|she|they|"
    r"(?:my |the )?(?:doctor|doc|dr|endo|gp|onc\w*|clinic))\b)"
)
_CHANGE: Final = re.compile(
    rf"(?:{_WHO}+(?:{CHANGED}(?: it| me| that| this|(?: the| my)? dos(?:e|age))?(?: back)?(?: up| down)?"
    rf"(?: (?:in|on) (?P<day>[^,;]{{4,20}}?))? to|(?:now|currently)(?: on| at| taking| only| just)?|"
    rf"(?:back )?(?:down|up) to)|"
    rf"(?<=\d\d\d\d),? (?:and )?then(?: on)?|(?<=\d\d\d\d),(?= ?{_AMOUNT}[^,;]* (?:since|from) ))"
    rf"\s+(?=(?:about |only )?(?:{_AMOUNT}|{_OFTEN}\b))",
    re.IGNORECASE,
)
_COUNTS: Final = re.compile(r"\d|\.\d|half\b", re.IGNORECASE)
_LEADING: Final = re.compile(rf"{_AMOUNT}", re.IGNORECASE)


_FIRST_DAY: Final = re.compile(r"\b(?:since|start(?:ed|ing)|began|from|ago|(?:19|20)\d\d)\b", re.IGNORECASE)


def tells_change(text: str) -> bool:
    """Tell whether a dose becomes another in a text, and not by steps of so many days each."""
    change = _CHANGE.search(text)
    return change is not None and _FIRST_DAY.search(text, 0, change.start()) is not None


def doses_of(part: str, name: str) -> list[str]:
    """Return the doses of one drug, one after the other, each with the name, and with what the one before says of it.

    Parameters
    ----------
    part : str
        What is told of the drug, from its name or its first amount on.
    name : str

    Examples
    --------
    >>> doses_of("test cyp 200 mg weekly since Jan 2024, dropped to 150 mg in March 2025", "test cyp")
    ['test cyp 200 mg weekly since Jan 2024', 'test cyp 150 mg weekly in March 2025']
    """
    told, before, day = list[str](), 0, ""
    for change in _CHANGE.finditer(part):
        told.append(f"{part[before : change.start()]}{day}")
        before, day = change.end(), f" in {change['day']}" if change["day"] else ""
    told.append(f"{part[before:]}{day}")
    doses = [told[0]]
    for one in told[1:]:
        doses.append(f"{name} {_whole(one, doses[-1], name)}")
    return doses


def _whole(dose: str, earlier: str, name: str) -> str:
    """Return a dose with the amount or the rhythm that only the one before it says."""
    bare = re.sub(rf"\s*{re.escape(name)}\s*", " ", earlier, count=1).strip(" ,:")
    had = _LEADING.match(bare)
    has = _LEADING.match(dose)
    if had is None or (has is None and _COUNTS.match(dose)):
        return dose
    if has is None:
        return f"{had[0]} {dose}"
    words, rest = re.split(r"\b(?:in|since|from)\b", dose[has.end() :])[0].split(), bare[had.end() :].split()
    if any(is_rhythm(" ".join(words[:count])) for count in range(1, len(words) + 1)):
        return dose
    often = next(
        (" ".join(rest[:count]) for count in range(len(rest), 0, -1) if is_rhythm(" ".join(rest[:count]))), ""
    )
    steps = steps_of(f"{had[0]} {often}")
    return f"{has[0]} {often} {dose[has.end() :].strip()}" if often and steps and len(steps) == 1 else dose


def unclear_days(earlier: str, later: str) -> UnclearAnswerError:
    """Return what to say where the days of two courses that follow each other are not both told."""
    old, new = (re.sub(r" (?:since|in|until|from)\b.*$", "", one).strip(" ,") for one in (earlier, later))
    return UnclearAnswerError(
        "drugs", f"{quoted(f'{earlier}; {later}')}, which does not tell when the first one began and when it ended",
        "both days", f'write for example "{old} since March 2021 until May 2024; {new} since May 2024", or '
        f'"{old} since March 2021; {new} since May 2024" where both go on',
    )  # fmt: skip
