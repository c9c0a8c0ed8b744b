"""Single doses on days of their own: "Reclast 5 mg in May 2024 and again in May 2025", "Zometa 4 mg 1/24, 7/24"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.names import known_kind, usual_dose, usual_rhythm
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, MONTH_NAME
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units.months import SHORT_MONTHS
from osteotwin.units.patterns import later

_SHOT: Final = r"(?:infusions?|injections?|shots?|doses?|jabs?)"
_MONTH_YEAR: Final = rf"{MONTH_NAME},? ?(?:19|20)\d{{2}}"
_NUMBERS: Final = r"\d{1,2}/(?:(?:19|20)\d{2}|\d{2})(?![/\d])"
_DAY: Final = rf"(?:{DATE.pattern}|{_MONTH_YEAR}|{_NUMBERS}|\b(?:19|20)\d{{2}}\b)"
_BETWEEN: Final = (
    r"(?:\s*(?:[,;&+]|\band\b|\bthen\b|\bagain\b|\banother(?: one)?\b|\blast(?: one)?\b|\bin\b|\bon\b)\s*)+"
)
_SERIES: Final = later(
    rf"(?P<name>[^\d,;:]+?)(?:\s+{_SHOT})?(?:\s*[:,]?\s*(?:of )?(?P<amount>\d[\d.,]* ?(?:mg|mcg|ug|g|iu|units?))"
    rf"(?:\s+{_SHOT})?)?(?:\s+(?:each|once|one|given))*(?:\s*(?:[:,\u2013-]|\bin\b|\bon\b|\bgiven\b))*\s+"
    rf"(?P<days>{_DAY}(?:{_BETWEEN}{_DAY})+)",
    re.IGNORECASE,
)
_EACH: Final = later(_DAY, re.IGNORECASE)
_NUMBER_DAY: Final = later(r"(?P<month>\d{1,2})/(?P<year>\d{2}|\d{4})")
_YEAR: Final = later(r"\b(?:19|20)\d{2}\b")
#: What is given so seldom is told by its days; of what is given more often than the other the next dose counts [day].
_RARE, _EACH_YEAR = 20.0, 300.0


def series_of(piece: str) -> list[str] | None:
    """Return a drug that was given on several days as one dose on each; ``None`` for any other text.

    Raises
    ------
    UnclearAnswerError
        If no amount is said, a day may be of a month or of a year, a year stands without a month beside a month, or
        what counts is whether it goes on.

    Examples
    --------
    >>> series_of("Reclast infusion 5mg in May 2024 and again in May 2025")
    ['Reclast 5mg once since May 2024', 'Reclast 5mg once since May 2025']
    """
    found = _SERIES.fullmatch(piece.strip(" .,"))
    if found is None or known_kind(name := found["name"].strip()) != "drug":
        return None
    products = products_named(name)
    if not products or products[0].usual_interval_days < _RARE:
        return None
    said = [day[0] for day in _EACH.finditer(found["days"])]
    days = _months(said, piece)
    _ask_months(days, piece)
    if not found["amount"]:
        raise UnclearAnswerError(
            "drugs", f"no amount in {quoted(piece)}", "how much each time, too",
            f'write "{name} {usual_dose(name)} {found["days"]}" if so much is meant',
        )  # fmt: skip
    dose = f"{name} {found['amount']}"
    if products[0].usual_interval_days < _EACH_YEAR:
        course = f"{dose} {usual_rhythm(name)} since {days[0]}"
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, which does not tell whether the next dose is given", "whether it goes on",
            f'write "{course}" if it does, or "{course} until {days[-1]}" if that was the last',
        )  # fmt: skip
    return [f"{dose} once since {day}" for day in days]


def _ask_months(days: list[str], piece: str) -> None:
    """Ask for the month of a year that stands alone beside a day or a month: "in May 2024 and 2025".

    Raises
    ------
    UnclearAnswerError
    """
    bare = [day for day in days if _YEAR.fullmatch(day)]
    if not bare or len(bare) == len(days):
        return
    whole = next(day for day in days if day not in bare)
    offered = " and ".join(_YEAR.sub(day, whole) if day in bare else day for day in days)
    raise UnclearAnswerError(
        "drugs", f"no month of {bare[0]} in {quoted(piece)}", "the month of each dose",
        f'write for example "{offered}", if that is meant',
    )  # fmt: skip


def _months(said: list[str], piece: str) -> list[str]:
    """Return days with their months and years; "3/23, 9/23" may be of one year, or days of a year that is not said.

    Raises
    ------
    UnclearAnswerError
    """
    short = [
        found for day in said if (found := _NUMBER_DAY.fullmatch(day)) and len(found["year"]) < len("2023")
    ]
    if not short:
        return said
    pairs = [(int(found["year"]), int(found["month"])) for found in short]
    in_order = pairs == sorted(set(pairs)) and all(1 <= month <= len(SHORT_MONTHS) for _, month in pairs)
    if len(short) < len(said) or not in_order or len({year for year, _ in pairs}) == 1:
        offered = ", ".join(
            f"{SHORT_MONTHS[(month - 1) % 12].title()} {2000 + year}" for year, month in pairs
        )
        raise UnclearAnswerError(
            "drugs", f"days in {quoted(piece)} that may be of a month or of a year", "months as words",
            f'write "{offered}", if that is meant',
        )  # fmt: skip
    return [f"{SHORT_MONTHS[month - 1].title()} {2000 + year}" for year, month in pairs]
