"""A dose that was changed, told in one line: as two lines, each with its dose and its days."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.scan_lists import DAY_NAMED
from osteotwin.units.patterns import later

_DOSE: Final = r"\d+(?:[.,]\d+)?\s?(?:mg|mcg|ug|\u00b5g|g|iu|ie|units?)\b(?!\s?/)"
_ANY_DOSE: Final = later(rf"(?<![\w.,/-]){_DOSE}", re.IGNORECASE)
_VERB: Final = (
    r"(?:reduced|lowered|decreased|increased|raised|changed|titrated|switched|reduziert|gesenkt|erh\u00f6ht|gesteigert|"
    r"umgestellt|ge\u00e4ndert|dose (?:reduced|increased|changed))"
)
#: "5 mg daily since …, reduced (from 5 mg) to 2.5 mg on …"
_TO: Final = later(
    rf"[\s,;(\u2013-]*\b(?:then |was |has been |dann |wurde )?{_VERB}(?:\s+(?:from|von)\s+(?P<before>{_DOSE}))?"
    rf"\s+(?:to|auf)\s+(?P<now>{_DOSE})",
    re.IGNORECASE)  # fmt: skip
#: "2.5 mg daily since … (reduced from 5 mg)"
_FROM: Final = later(
    rf"[\s,;(\u2013-]+(?:{_VERB}\s+(?:from|von)|down from|up from|previously|formerly|before(?: that)?:?|was|vorher|"
    rf"zuvor|fr\u00fcher)\s+(?P<before>{_DOSE})\s*\)?\s*\.?$",
    re.IGNORECASE)  # fmt: skip
_SINCE: Final = r"\b(?:since|from|as of|starting|on|in|seit|ab|am|im)\s*$"


def by_dose(words: str) -> list[str]:
    """Return a line as one line for each dose, where it says from what to what and on which day; else as it is.

    Examples
    --------
    >>> by_dose("Prednisone 5 mg daily since 2023-01-01, reduced to 2.5 mg on 2024-03-01")
    ['Prednisone 5 mg daily since 2023-01-01 until 2024-03-01', 'Prednisone 2.5 mg daily since 2024-03-01']
    >>> by_dose("Prednisone 2.5 mg daily since 2024-03-01 (reduced from 5 mg)")
    ['Prednisone 5 mg daily until 2024-03-01', 'Prednisone 2.5 mg daily since 2024-03-01']
    """
    if (match := _FROM.search(words)) is not None:
        return _back(words[: match.start()], match["before"]) or [words]
    if (match := _TO.search(words)) is not None:
        return _on(words[: match.start()], match["before"], match["now"], words[match.end() :]) or [words]
    return [words]


def _back(now: str, before: str) -> list[str]:
    days, doses = list(DAY_NAMED.finditer(now)), list(_ANY_DOSE.finditer(now))
    if len(days) != 1 or len(doses) != 1 or days[0].start() < doses[0].end():
        return []
    day, dose = days[0], doses[0]
    between = re.sub(_SINCE, "", now[dose.end() : day.start()], flags=re.IGNORECASE)
    return [f"{now[: dose.start()]}{before}{between.rstrip(' ,;')} until {day[0]}", now.rstrip(" ,;")]


def _on(head: str, before: str | None, now: str, tail: str) -> list[str]:
    days, doses, began = (
        list(DAY_NAMED.finditer(tail)),
        list(_ANY_DOSE.finditer(head)),
        list(DAY_NAMED.finditer(head)),
    )
    if len(days) != 1 or len(doses) > 1 or len(began) > 1 or _ANY_DOSE.search(tail):
        return []
    day = days[0]
    beside = f"{re.sub(_SINCE, '', tail[: day.start()], flags=re.IGNORECASE)} {tail[day.end() :]}".strip(
        " ,;.)"
    )
    if not doses:
        name = head.strip(" ,;:(")
        return (
            [f"{name} {before} {beside} until {day[0]}", f"{name} {now} {beside} since {day[0]}"]
            if before
            else []
        )
    dose = doses[0]
    if before is not None and _bare(before) != _bare(dose[0]):
        return []
    if began and began[0].start() < dose.end():
        return []
    name, rest = head[: dose.start()], head[dose.end() :]
    rhythm = re.sub(_SINCE, "", rest[: began[0].start() - dose.end()] if began else rest, flags=re.IGNORECASE)
    said = beside or rhythm.strip(" ,;")
    return [f"{head.rstrip(' ,;')} until {day[0]}", f"{name}{now} {said} since {day[0]}"]


def _bare(dose: str) -> str:
    return re.sub(r"\s", "", dose).replace(",", ".").casefold()
