"""Short ways to tell a drug's days, or a pen for several weeks, written out: "letrozole 2022 for 2 years"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from osteotwin.asking.drugs.in_short import in_full
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_YEARS: Final = later(
    r"(?<=[a-z)]) (?:in )?(?P<year>(?:19|20)\d\d),? for (?P<n>\d|one|an?|two|three|four|five|six|seven|eight|nine|ten) "
    r"years?(?=\s*(?:[.;,\n]|$))",
    re.IGNORECASE,
)
_BEHIND_NAME: Final = later(rf" in (?P<day>(?:{MONTH_NAME} )?(?:19|20)\d\d)$", re.IGNORECASE)
#: "starting Prolia 60 mg every 6 months in January", told before it begins.
_STARTING: Final = later(
    rf"(?P<head>(?:^|[;,.\n]|\band\b)\s*(?:i am |i['\u2019]?m |am )?starting (?P<what>[^;.,\n]*?) in) "
    rf"(?P<month>{MONTH_NAME})(?=\s*(?:[;.,\n]|$))",
    re.IGNORECASE,
)
#: A pen that holds the doses of four weeks, one for each day.
_PEN: Final = later(
    r"\b(?:an?|one|1)(?: new)? pen (?:(?:a|per|each|every) (?:month|(?:4|four) weeks|28 days)|monthly)\b",
    re.IGNORECASE,
)
_OF_PEN: Final = ("teriparatide", "20 ug daily")
_OTHER_DAYS: Final = (
    r"(?:on )?(?:alternate days?|(?:every )?(?:other|2nd|second|third|3rd|[2-9]) days?|every other day|eod|qod|"
    r"(?:once )?(?:a |every )?week(?:ly)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?)\b"
)
#: How many in the morning, at noon, in the evening and at night, of days that are told behind it.
_SCHEME: Final = later(
    rf"(?P<amount>\b\d[\d.]* ?(?:mg|ug|mcg),? )?(?<![\w.,/-])(?P<scheme>[0-3]-[0-3]-[0-3](?:-[0-3])?)"
    rf"(?:,? (?:on )?(?P<often>{_OTHER_DAYS})|(?=\s*(?:[;.\n]|$)))",
    re.IGNORECASE,
)
_PATCHES: Final = later(
    r"(?<![\d.])(?P<one>25|37\.5|50|75|100) ?(?:\+|&) ?(?P<other>25|37\.5|50|75|100) ?(?:ug|mcg|\u00b5g)? "
    r"patch(?:es)?\b(?: (?:together|at once|both))?",
    re.IGNORECASE,
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def written_out(said: Mapping[str, str], today: date) -> dict[str, str]:
    """Return answers on drugs with short ways to tell a day or a pen written out.

    Examples
    --------
    >>> written_out({"drugs": "letrozole 2022 for 2 years"}, date(2026, 2, 1))["drugs"]
    'letrozole 2022 until 2024'
    >>> written_out({"drugs": "starting Prolia 60 mg every 6 months in January"}, date(2026, 2, 1))["drugs"]
    'starting Prolia 60 mg every 6 months in January 2027'
    >>> written_out({"drugs": "Forteo", "dose": "one pen a month"}, date(2026, 2, 1))["dose"]
    '20 ug daily'
    """
    whole = {key: in_full(text) for key, text in said.items()}
    if (drugs := whole.get("drugs", "")) == "":
        return whole
    whole["drugs"] = _STARTING.sub(lambda found: _next(found, today), _YEARS.sub(_until, drugs))
    whole["drugs"] = drugs = _name_first(whole["drugs"])
    named = [drug.id for place in name_places(drugs) for drug in products_named(drugs[slice(*place)])]
    if _OF_PEN[0] in named:
        for key in ("drugs", "dose"):
            if key in whole:
                whole[key] = _PEN.sub(_OF_PEN[1], whole[key])
    if "dose" in whole:
        whole["dose"] = _SCHEME.sub(_tablets, whole["dose"])
        if "estradiol_patch" in named:
            whole["dose"] = _PATCHES.sub(_patches, whole["dose"])
    return whole


#: "2 pumps Oestrogel am": how many stand before the name.
_COUNTED: Final = later(
    r"(?:(?<=^)|(?<=[;,\n+])|(?<=\band ))(?P<space>\s*)(?P<many>(?:\d+(?:\.\d+)?|one|two|three|four|half an?) "
    r"(?:pumps?|squirts?|sachets?|tablets?|tabs?|pills?|capsules?|caps?)) (?:of )?$",
    re.IGNORECASE,
)


def _name_first(text: str) -> str:
    """Return an answer on drugs with a count that stands before a name behind it."""
    for start, end in reversed(name_places(text)):
        if (found := _COUNTED.search(text, 0, start)) is not None and found.end() == start:
            text = f"{text[: found.start()]}{found['space']}{text[start:end]} {found['many']}{text[end:]}"
    return text


def _tablets(found: re.Match[str]) -> str:
    """Return a scheme of a day as so many tablets of the days behind it, where they are not of every day."""
    many = sum(int(one) for one in found["scheme"].split("-"))
    often, amount = found["often"], found["amount"]
    if many == 0 or (many > 1 and (amount or not often)) or (amount and not often):
        return found[0]
    return f"{amount or f'{many} tablet ' if many == 1 else f'{many} tablets '}{often or 'daily'}"


def _patches(found: re.Match[str]) -> str:
    return f"{float(found['one']) + float(found['other']):g} ug/24 h patch"


def _until(found: re.Match[str]) -> str:
    many = in_digits(found["n"])
    years = 1 if many in ("a", "an") else int(many)
    return f" {found['year']} until {int(found['year']) + years}"


def _next(found: re.Match[str], today: date) -> str:
    """Return a start with the year in which it comes; in the month of now it is not told which."""
    month = next((k for k, name in enumerate(_MONTHS, 1) if found["month"].casefold().startswith(name)), 0)
    if month in (0, today.month) or not name_places(found["what"]):
        return found[0]
    return f"{found['head']} {found['month']} {today.year + (month < today.month)}"


def ask_year_in_name(taken: Sequence[Taken]) -> None:
    """Ask of a drug "in 2022" whether it goes on.

    Raises
    ------
    UnclearAnswerError
    """
    for one in taken:
        found = _BEHIND_NAME.search(one.name)
        if found is None or one.since:
            continue
        name, day = one.name[: found.start()], found["day"]
        raise UnclearAnswerError(
            "drugs", f"{quoted(found[0].strip())} behind {name}, its first day or all of its time",
            "since when, and until when where it has ended",
            f'write "{name} since {day}" if it is still taken; else its last day, too, for example '
            f'"{name} {day} until {int(day[-4:]) + 1}"',
        )  # fmt: skip


#: ", was 200": of before.
_WAS: Final = later(
    r"\s*[,(.;]\s*(?P<was>(?:it )?(?:was|were|used to be)(?: at| on)? [\d.]+(?: ?(?:mg|ug|mcg|iu|ml))?)\)?$",
    re.IGNORECASE,
)
_DAYS_GIVEN: Final = later(
    r"[\s,]*(?P<days>\((?:(?:doses?|given|infusions?|injections?|shots?|on|in)[:\s]+)+(?=[^()]*(?:19|20)\d\d)[^()]*\))",
    re.IGNORECASE,
)
_COURSES: Final = later(
    r"(?P<amount>\d[\d.]* ?(?:mg|ug|mcg)) (?:daily |a day |once a day )?for (?P<days>\d+) days?,? (?:and |but )?"
    r"(?:(?:maybe|about|perhaps|around|roughly|some) )?(?P<n>\d+|twice|two|three|four|five|six)(?: ?(?:x|times))? "
    r"(?:in|a|per|each|every) ?(?:one |1 |the )?year$",
    re.IGNORECASE,
)


def ask_beside_dose(part: str) -> None:
    """Ask of what stands beside the dose of now: one of before, days of single doses, courses of some days a year.

    Raises
    ------
    UnclearAnswerError
    """
    if (was := _WAS.search(part)) is not None:
        raise UnclearAnswerError(
            "dose", f"{quoted(was['was'])} in {quoted(part)}, a dose of before", "the dose that is taken now alone",
            f'write "{part[: was.start()]}"; the dose of before stands among the drugs with its first and its last day',
        )  # fmt: skip
    if (given := _DAYS_GIVEN.search(part)) is not None:
        rest = f"{part[: given.start()]}{part[given.end() :]}".strip(" ,")
        raise UnclearAnswerError(
            "dose", f"{quoted(given['days'])} in {quoted(part)}, days of single doses", "how much and how often alone",
            f'write "{rest}"; the first of these days tells since when',
        )  # fmt: skip
    if (course := _COURSES.search(part)) is not None:
        n = {"twice": 2}.get(course["n"].casefold()) or int(in_digits(course["n"]))
        doses = n * int(course["days"])
        raise UnclearAnswerError(
            "dose", f"{quoted(part)}, courses of some days", "how much and how often on average",
            f'write "{course["amount"]} {doses} times a year", which is {n} times {course["days"]} days, or each '
            "course among the drugs with its first and its last day",
        )  # fmt: skip
