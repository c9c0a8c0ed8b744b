"""Days between two drugs, and of a course of several doses: asked where they may be of either."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.dose_words import clear_steps
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_drugs import LENGTH, drugs_in, name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, MONTH_NAME
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units.patterns import later

_DAY: Final = (
    rf"(?:{DATE.pattern}|(?:{MONTH_NAME},? )?(?:19|20)\d\d|{MONTH_NAME}|today|now|last (?:week|month|year)|yesterday|"
    rf"{LENGTH} ago)"
)
_SINCE: Final = (
    rf"(?:(?:since|from|as of|starting|beginning|started)(?: in| on)? {_DAY}|for the (?:past|last) {LENGTH})"
)
#: A day right before a name.
_BEFORE_NAME: Final = later(
    rf"(?P<day>{_SINCE})(?:,? (?:i )?(?:also|too|take|took|use)| (?:also )?(?:with|plus))*\s*$", re.IGNORECASE
)
_WITH: Final = later(r"\b(?:with|plus)\s*$", re.IGNORECASE)
_PARTED: Final = later(r"(?:,|\band,?)\s*$", re.IGNORECASE)
_TO_NOW: Final = later(r",? (?:until|till|to|through) (?:today|now)\b", re.IGNORECASE)
_HAS_DAY: Final = later(r"\b(?:since|from|starting|started|began|until|ago|past|last)\b", re.IGNORECASE)
_NOTHING: Final = later(r"^[\s,;.]*(?:(?:and|but) )?then (?:nothing|none|no\b)", re.IGNORECASE)


def ask_whose_day(piece: str) -> None:
    """Ask of a day that stands right before a drug, behind the dose of another one.

    Raises
    ------
    UnclearAnswerError
    """
    _ask_so_many(piece)
    places = name_places(piece)
    for (_, before), (start, _) in pairwise(places):
        between = piece[before:start]
        found = _BEFORE_NAME.search(between)
        if found is None or not re.search(r"\d", between[: found.start()]):
            continue
        if _WITH.search(between) and not _PARTED.search(between[: found.start()]):
            continue  # "since March 2024 with alendronate" is of the first one
        first = re.sub(r"(?:[\s,;]|\band\b)+$", "", piece[: before + found.start()])
        day = re.sub(rf"^for the (?:past|last) ({LENGTH})$", r"since \1 ago", found["day"])
        second = piece[start:].strip(" .")
        raise UnclearAnswerError(
            "drugs", f"{quoted(found['day'])} between {quoted(first)} and {quoted(second)}, which may be of either",
            "the first day of each", f'write "{first}; {second} {day}" if it is of the second one, or '
            f'"{first} {day}; {second}" if it is of the first one, and the first day of the other one behind it, too',
        )  # fmt: skip


def ask_until_now(text: str) -> None:
    """Ask of a drug "until today", before another one without a first day or nothing, whether it goes on.

    Raises
    ------
    UnclearAnswerError
    """
    for found in _TO_NOW.finditer(text):
        behind = text[found.end() :]
        before = re.split(r"[;\n]", text[: found.start()])[-1].strip(" ,.")
        follows = bool(drugs_in(behind)) and not _HAS_DAY.search(behind)
        if drugs_in(before) and (follows or _NOTHING.match(behind)):
            raise UnclearAnswerError(
                "drugs", f"{quoted(before + found[0])} before {quoted(behind.strip(' ,;.'))}, "
                "which does not tell whether it goes on", "whether it goes on",
                f'write "{before}" if it does, or "{before} until yesterday" if it has ended, and what '
                "follows behind a semicolon with its own first day",
            )  # fmt: skip


#: So many doses before the first day: so far, or in all.
_SO_MANY: Final = later(
    r"[\s,(]+(?:for |x ?)?(?P<n>\d+|two|three|four|five|six|eight|ten|twelve) "
    r"(?:injections|shots|doses|infusions|jabs)(?: so far)?"
    rf"\)?[\s,]+(?P<day>{_SINCE})(?P<rest>.*)$",
    re.IGNORECASE,
)


def _ask_so_many(piece: str) -> None:
    """Ask of so many injections since a day whether that is all or goes on.

    Raises
    ------
    UnclearAnswerError
    """
    found = _SO_MANY.search(piece)
    if (
        found is not None
        and name_places(piece)
        and not re.search(r"\b(?:until|till|stopped)\b", found["rest"])
    ):
        plain = f"{piece[: found.start()]} {found['day']}{found['rest']}".strip(" ,.")
        raise UnclearAnswerError(
            "drugs", f"{quoted(found[0].strip(' ,.('))} in {quoted(piece)}, so far or in all", "whether it goes on",
            f'write "{plain}" if it goes on, or for example "{plain} until May 2024" where it has ended',
        )  # fmt: skip


_YEAR: Final = later(r"(?:19|20)\d\d")
#: A rhythm by months of the year; "May" is one where it is written so.
_IN_MONTH: Final = later(
    rf"\b(?:in|every|each) (?P<month>{MONTH_NAME})\b|[(]\s*(?P<first>{MONTH_NAME})\s*/", re.IGNORECASE
)


#: A drug that is given more often is not given in some months of the year [day].
_A_MONTH: Final = 60.0


def with_month(name: str, dose: str, since: str) -> str:
    """Return the first day of a dose that tells its months of the year: of a year the first of them.

    Raises
    ------
    UnclearAnswerError
        If no first day is told: it would begin today, and so would the months.
    """
    found = _IN_MONTH.search(dose)
    is_rare = any(one.usual_interval_days > _A_MONTH for one in products_named(name))
    if found is None or not is_rare or (since and not _YEAR.fullmatch(since)):
        return since
    month = (found["month"] or found["first"]).strip(".").title()
    if since:
        return f"{month} {since}"
    raise UnclearAnswerError(
        "drugs", f"{quoted(f'{name} {dose}')}, which tells the months and not since when", "the first day, too",
        f'write "{name} {dose} since {month} 2023", with your own year',
    )  # fmt: skip


_FROM_NOW: Final = later(r"^(?:today|now)\W*$", re.IGNORECASE)


def ask_start_of_course(name: str, dose: str, since: str) -> None:
    """Ask of a course of several doses, behind the last of which "today" stands, what begins today.

    Raises
    ------
    UnclearAnswerError
    """
    if _FROM_NOW.match(since):
        raise UnclearAnswerError(
            "drugs", f"{quoted(f'{name} {dose}')} from today, which may be of the whole course or of its last dose",
            "the first day of each dose", f'write "{name} {dose}, starting today" if the course begins today; else '
            "each dose behind a semicolon with its drug and its own days",
        )  # fmt: skip


def is_open_course(name: str, dose: str) -> bool:
    """Tell whether a dose is taken for so long and another one from then on: a day right behind that is its own."""
    steps = clear_steps(name, dose) if re.search(r"\b(?:then|followed by)\b", dose, re.IGNORECASE) else ()
    return len(steps) > 1 and steps[-1].lasts_days is None and all(step.lasts_days for step in steps[:-1])


def of_first(piece: str, one: Taken) -> Taken:
    """Return a course whose day stands before its first dose as one that begins then; any other as it is."""
    day = piece.casefold().find(one.since.casefold()) if one.since_last else -1
    is_first = day >= 0 and not re.search(r"\b(?:then|followed by)\b", piece[:day], re.IGNORECASE)
    return replace(one, since_last=False) if is_first else one
