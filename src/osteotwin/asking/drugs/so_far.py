"""How long a drug has been taken so far, beside since when: no end; where it may be one, that is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.drugs.dose_words import clear_steps
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import LASTED, When
from osteotwin.units import KINDS, in_digits

_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_UNIT: Final = r"(?P<{0}>day|week|month|year)s?"
#: "3rd year", "for the second month now", "3 years so far", "almost 3 years"
_SO_FAR: Final = re.compile(
    r"[\s,;(]+(?:(?:for|in|on|i(?:['\u2019]m| am)|now|the|my|already|about|around) )*"
    r"(?<!every )(?<!each )"
    rf"(?:(?P<nth>\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}) {_UNIT.format('of')}(?: (?:now|so far|already))?|"
    rf"(?:almost |nearly )?(?P<n>\d+(?:\.\d+)?|an?) {_UNIT.format('unit')} (?:now|so far|already|and counting|in))\)?$",
    re.IGNORECASE,
)
#: Days about today within which an end may be none: a share of the length, at least a month and never most of it.
_SHARE, _MONTH, _PART, _HALF_YEAR = 0.1, 31.0, 0.25, 183.0
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def without_so_far(one: Taken, today: date, read: Callable[[str], When]) -> Taken:
    """Return a drug without the words of how long it has been taken so far, where they agree with its first day.

    Parameters
    ----------
    one : Taken
    today : datetime.date
    read : callable
        Reads words of days.

    Raises
    ------
    UnclearAnswerError
        If they do not agree, or if the length of a course ends about today, and may be so long so far.
    """
    if not one.since:
        _ask_which_year(one)
        return one
    when = read(one.since)
    if (found := _so_far(one.dose)) is not None:
        least, most, unit = _span(found)
        bare = replace(one, dose=one.dose[: found.start()].strip(" ,;("))
        slack = timedelta(days=max(min(unit, _MONTH), _SHARE * most) + _HALF_YEAR * _is_year(one.since))
        if when.begins + timedelta(days=least) - slack <= today <= when.begins + timedelta(days=most) + slack:
            return bare
        said = found[0].strip(" ,;(")
        raise UnclearAnswerError(
            "drugs", f'{quoted(said)} beside {quoted(f"since {one.since}")}, which are not the same', "its first day",
            f'write "{bare.name} {bare.dose} since {one.since}" if it began then',
        )  # fmt: skip
    _ask_end_of_today(one, when, today)
    return one


def _so_far(dose: str) -> re.Match[str] | None:
    """Return how long a dose has been taken so far; spoken numbers are read where they stand in digits."""
    return _SO_FAR.search(dose) or _SO_FAR.search(re.sub(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|one)\b",
                                                         lambda word: in_digits(word[0]), dose))  # fmt: skip


def _span(found: re.Match[str]) -> tuple[float, float, float]:
    """Return between how many days it has been taken, and those of its unit."""
    days = KINDS["duration"].units[(found["of"] or found["unit"]).casefold()]
    if found["nth"]:
        nth = found["nth"].casefold()
        number = _ORDINALS.index(nth) + 1 if nth in _ORDINALS else int(re.sub(r"\D", "", nth))
        return (number - 1) * days, number * days, days
    number = 1.0 if found["n"][0] in "aA" else float(found["n"])
    return number * days, number * days, days


def _is_year(since: str) -> bool:
    return _YEAR.fullmatch(since.strip()) is not None


def _ask_which_year(one: Taken) -> None:
    """Ask since when a drug is taken that is in its third year."""
    found = _so_far(one.dose)
    if found is None or not found["nth"]:
        return
    bare = f"{one.name} {one.dose[: found.start()].strip(' ,;(')}"
    raise UnclearAnswerError(
        "drugs", f"{quoted(found[0].strip(' ,;('))} of {quoted(bare)}, which does not tell its first day",
        "its first day",
        f'write for example "{bare} since March 2024", with your own first day',
    )  # fmt: skip


def _ask_end_of_today(one: Taken, when: When, today: date) -> None:
    """Ask of a length that ends about today whether it is so long so far, or in all."""
    steps = clear_steps(one.name, one.dose)
    long = steps[0].lasts_days if len(steps) == 1 else None
    lasted = LASTED.search(one.since)
    since = one.since[: lasted.start()] if lasted is not None else one.since
    if long is None and lasted is not None and when.ends is not None:
        long = float((when.ends - when.begins).days)
    if long is None or when.begins >= today:
        return
    slack = min(max(_MONTH, _SHARE * long), _PART * long) + _HALF_YEAR * _is_year(since)
    end = when.begins + timedelta(days=round(long))
    if abs((end - today).days) > slack:
        return
    bare = f"{one.name} {_LENGTH.sub('', one.dose).strip(' ,;')}"
    raise UnclearAnswerError(
        "drugs", f"{quoted(f'{one.name} {one.dose}')} since {one.since}, which ends about today: so long so far, or "
        "in all", "whether it goes on",
        f'write "{bare} since {since}" if it goes on, or "{bare} since {since} until {end}" if '
        "that is all",
    )  # fmt: skip


_LENGTH: Final = re.compile(
    r"[\s,;(]*\b(?:for|x|over)? ?(?:the )?(?:about |almost |nearly |over )?"
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"[- ]?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)\b(?! (?:a|per|each)\b)\)?",
    re.IGNORECASE,
)
