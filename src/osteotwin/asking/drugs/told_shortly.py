"""Short ways to tell a drug's days, or a pen for several weeks, written out: "letrozole 2022 for 2 years"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units import in_digits

_YEARS: Final = re.compile(
    r"(?<=[a-z)]) (?:in )?(?P<year>(?:19|20)\d\d),? for (?P<n>\d|one|an?|two|three|four|five|six|seven|eight|nine|ten) "
    r"years?(?=\s*(?:[.;,\n]|$))",
    re.IGNORECASE,
)
_BEHIND_NAME: Final = re.compile(rf" in (?P<day>(?:{MONTH_NAME} )?(?:19|20)\d\d)$", re.IGNORECASE)
#: "starting Prolia 60 mg every 6 months in January", told before it begins.
_STARTING: Final = re.compile(
    rf"(?P<head>(?:^|[;,.\n]|\band\b)\s*(?:i am |i['\u2019]?m |am )?starting (?P<what>[^;.,\n]*?) in) "
    rf"(?P<month>{MONTH_NAME})(?=\s*(?:[;.,\n]|$))",
    re.IGNORECASE,
)
#: A pen that holds the doses of four weeks, one for each day.
_PEN: Final = re.compile(
    r"\b(?:an?|one|1)(?: new)? pen (?:(?:a|per|each|every) (?:month|(?:4|four) weeks|28 days)|monthly)\b",
    re.IGNORECASE,
)
_OF_PEN: Final = ("teriparatide", "20 ug daily")
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
    whole = dict(said)
    if (drugs := whole.get("drugs", "")) == "":
        return whole
    whole["drugs"] = _STARTING.sub(lambda found: _next(found, today), _YEARS.sub(_until, drugs))
    named = [drug.id for place in name_places(drugs) for drug in products_named(drugs[slice(*place)])]
    if _OF_PEN[0] in named:
        for key in ("drugs", "dose"):
            if key in whole:
                whole[key] = _PEN.sub(_OF_PEN[1], whole[key])
    return whole


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
