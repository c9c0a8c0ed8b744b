"""How long a drug has been taken so far, beside since when: no end; where it may be one, that is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.drugs.dose_words import clear_steps
from osteotwin.asking.drugs.taken import Taken, is_shown
from osteotwin.asking.drugs.told_drugs import LENGTH as SPAN
from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.drugs.told_line import line_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import LASTED, When, read_when
from osteotwin.units import KINDS, in_digits
from osteotwin.units.patterns import later

_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_UNIT: Final = r"(?P<{0}>day|week|month|year)s?"
#: "3rd year", "for the second month now", "3 years so far", "almost 3 years"
_SO_FAR: Final = later(
    r"[\s,;(]+(?:(?:for|in|on|i(?:['\u2019]m| am)|now|the|my|already|about|around) )*"
    r"(?<!every )(?<!each )"
    rf"(?:(?P<nth>\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}) {_UNIT.format('of')}(?: (?:now|so far|already))?|"
    rf"(?:almost |nearly )?(?P<n>\d+(?:\.\d+)?|an?) {_UNIT.format('unit')} (?:now|so far|already|and counting|in))\)?$",
    re.IGNORECASE,
)
#: Days about today within which an end may be none: a share of the length, at least a month and never most of it.
_SHARE, _MONTH, _PART, _HALF_YEAR = 0.1, 31.0, 0.25, 183.0
_YEAR: Final = later(r"(?:19|20)\d\d")


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


_LENGTH: Final = later(
    r"[\s,;(]*\b(?:for|x|over)? ?(?:the )?(?:about |almost |nearly |over )?"
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"[- ]?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)\b(?! (?:a|per|each)\b)\)?",
    re.IGNORECASE,
)


#: "2 years of letrozole 2.5 mg daily": it need not go on.
_YEARS_OF: Final = later(
    rf"^\W*(?:i (?:have )?(?:had|did|done) )?(?P<span>{SPAN}) of (?P<said>.+)$", re.IGNORECASE
)
_TELLS: Final = later(
    r"\b(?:so far|now|already|since|until|till|then|stopped|finished|ended|ago|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def ask_years_of(piece: str) -> None:
    """Ask of so many years of a drug whether it goes on.

    Raises
    ------
    UnclearAnswerError
    """
    found = _YEARS_OF.match(piece)
    if found is None or _TELLS.search(piece):
        return
    names = drugs_in(found["said"])
    if len(names) != 1:
        return
    line, lacks = line_of(found["said"], names[0])
    bare, span = line.split(" since ")[0], found["span"]
    more = (
        f", and {' and '.join(one for one in lacks if one != 'since when')}"
        if set(lacks) - {"since when"}
        else ""
    )
    raise UnclearAnswerError(
        "drugs", f"{quoted(f'{span} of')} {names[0]}, which does not tell whether it goes on",
        f"whether it goes on, or when it ended{more}",
        f'write "{bare} for the past {span}" if it goes on, or for example "{bare} for {span} until May 2024" if it '
        "has ended",
    )  # fmt: skip


_SO_MANY: Final = later(r"[^;]*\b(?:so far|(?:had|got|done) \w+(?: out)? of)\b[^;]*", re.IGNORECASE)


def ask_since_of_so_many(aside: str, taken: Sequence[Taken]) -> None:
    """Ask of a drug of which so many doses were given so far, and no first day is told, for that.

    Parameters
    ----------
    aside : str
        What is set aside of the answer.
    taken : sequence of Taken
        Its drugs, of which no other answer tells the days.

    Raises
    ------
    UnclearAnswerError
    """
    many = _SO_MANY.search(aside)
    if many is None or len(taken) == 0 or taken[-1].since or not taken[-1].dose:
        return
    line = f"{taken[-1].name} {taken[-1].dose}"
    raise UnclearAnswerError(
        "drugs", f"{quoted(many[0].strip())} of {taken[-1].name}, which tells how many and not since when",
        "its first day, too", f'write for example "{line} since March 2024", with the month of the first one',
    )  # fmt: skip


#: "since my levels were low", "since I broke my wrist": no day is told.
_SINCE_WHAT: Final = later(
    r"\bsince (?P<what>(?:my|the|i|it|he|she|they|we|being|getting|having|a|an|that|after)\b[^,;.\d]*)$",
    re.IGNORECASE,
)
_ANY_DAY: Final = date(2026, 1, 15)


def ask_day_of_event(piece: str) -> None:
    """Ask of a drug that is taken since something happened for its day.

    Raises
    ------
    UnclearAnswerError
    """
    found, names = _SINCE_WHAT.search(piece), drugs_in(piece)
    if found is None or not names or all(map(is_shown, names)):
        return
    try:
        read_when("since", found["what"], _ANY_DAY, "dmy")
    except UnclearAnswerError as unclear:
        if unclear.problems[0].expected.startswith(("the year", "the month")):
            return
    else:
        return
    before = piece[: found.start()]
    told = [line_of(before, name) for name in names]
    lines = "; ".join(f"{line.split(' since ')[0]} since March 2022" for line, _ in told)
    more = list(dict.fromkeys(one for _, lacks in told for one in lacks if one != "since when"))
    raise UnclearAnswerError(
        "drugs", f"{quoted(found[0])} behind {names[-1]}, which tells what it came after and no day",
        f"its day, about{f', and {chr(32).join(more)}' if more else ''}",
        f'write for example "{lines}", with your own month',
    )  # fmt: skip
