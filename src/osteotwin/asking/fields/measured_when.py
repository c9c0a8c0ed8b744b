"""Days that stand beside values, as people tell them: what fills the field of the day, also where the year lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.fields.measured_days import may_be_year, month_and_day, shown
from osteotwin.asking.measured.told_days import is_time_of_values
from osteotwin.asking.seasons import SEASON
from osteotwin.asking.when import DATE
from osteotwin.errors import InputError
from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import day_or_month
from osteotwin.importing.found import Place
from osteotwin.units.months import MONTHS
from osteotwin.units.named_days import WHOLE_MONTH, month_number
from osteotwin.units.patterns import later

#: A time behind such a word is of something else than of the value before it.
_OF_ELSE: Final = later(
    r"(?i)\b(?:as|than|since|until|til|till|before|after|compared (?:to|with)|vs\.?|booked|due|next|"
    r"planned|scheduled)(?: \w+)? $"
)
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AGO: Final = later(
    rf"(?i)\b(?:(?:about|around|some|roughly|~) ?)?(?P<n>\d{{1,2}}|an?|{'|'.join(_NUMBERS)}) ?"
    r"(?P<unit>day|week|wk|month|mth|mo|year|yr)s? (?:ago|back)\b"
)
_SPOKEN: Final = later(r"(?i)\b(?P<word>today|this morning|yesterday|last week|last month)\b")
#: Such as 3/4 may be a share: a day only where it is said so, or where it can be of one month alone.
_SLASHED: Final = later(
    r"(?i)(?<![\w./-])(?P<from>(?:from|on|dated|drawn|date:?) )?(?P<slashed>[01]?\d/[0-3]?\d|[0-3]?\d/[01]?\d)"
    r"(?![\d/]|\s?[a-z]{1,5}/)(?P<colon>(?=:))?"
)
_NAMED: Final = later(
    rf"(?i)(?<![\w.,/-])(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\.?(?: of)? (?P<m1>{WHOLE_MONTH})|"
    rf"(?P<m2>{WHOLE_MONTH})\.? (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d.,]*\d)(?!\s?(?:[a-z\u00b5]{{1,6}}/|%)))"
)
#: A month alone: in short, or such as may be another word, only behind "in".
_MONTH: Final = later(
    rf"(?i)\b(?:(?P<of>in|from|this|last|past|early|mid|late)[ -])?(?P<month>{WHOLE_MONTH})\.?(?! \d)"
)
_NAMES_A_DAY: Final = (*(one for one in MONTHS if one not in ("may", "march")), "sept")
_YEAR: Final = later(
    r"(?i)(?<![\w.,/+-])(?:in |from )?(?P<year>20[0-4]\d)(?![\d/-]|[.,]\d|\s?[a-z\u00b5]{1,6}/|"
    r"\s?(?:iu|ie|ui|mg|mcg|ug|\u00b5g)\b)"
)
#: Whose last digits are no day of the month behind it: "-1.9 June 2026".
_VALUE: Final = later(r"(?i)(?<![\d.,])(?:\d+[.,]\d+|(?!(?:19|20)\d\d\b)\d{3,})(?=\s+[a-z])")
_DAYS: Final = {"day": 1, "week": 7, "wk": 7}
_PER_YEAR: Final = 12


@dataclass(frozen=True)
class ToldDay:
    """A day of a text.

    Attributes
    ----------
    fills : str
        What the field is filled with: with its year where that is certain, else as it was said.
    rest : str
        The text without it.
    """

    fills: str
    rest: str


def day_beside(text: str, today: date, order: str | None) -> ToldDay | None:
    """Return the only day of a text that stands beside values; ``None`` where there is none, or more than one.

    Parameters
    ----------
    text : str
    today : datetime.date
    order : str or None
        ``"dmy"`` or ``"mdy"``, of dates such as 03/04/05.

    Examples
    --------
    >>> said = ("E2 20, 2 wks ago", "CTX 1 (12 Aug)", "all 10/14")
    >>> [day_beside(one, date(2026, 12, 1), None).fills for one in said]
    ['2026-11-17', '12 August', '14 October']
    """
    read = _VALUE.sub(lambda one: "x" * len(one[0]), text)
    try:
        day = day_or_month(read, order, Place(""), Answers())
    except InputError:
        return None
    if day is not None or DATE.search(text):
        return None if day is None else ToldDay(shown(day), text)
    for pattern in (_AGO, _SPOKEN, _NAMED, _SLASHED, SEASON, _MONTH, _YEAR):
        found = [
            one
            for one in pattern.finditer(read)
            if _is_sure(one.groupdict()) and not _OF_ELSE.search(text[: one.start()])
        ]
        if len(found) > 1:
            return None
        if found:
            (one,) = found
            if (pattern is _AGO or one[0][:4].casefold() == "last") and not is_time_of_values(
                text, one.start()
            ):
                return None
            rest = f"{text[: one.start()]} {text[one.end() :]}".replace("( )", " ").strip(" ,:.")
            return ToldDay(_fills(one[0], one.groupdict(), today), rest)
    return None


def _is_sure(said: dict[str, str | None]) -> bool:
    """Tell whether words surely tell a day: "fall" and "may" are other words, too."""
    if said.get("season") is not None:
        return said["which"] is not None or said["year"] is not None
    if (slashed := said.get("slashed")) is not None and said["from"] is None and said["colon"] is None:
        return bool(month_and_day(slashed)) and max(map(int, slashed.split("/"))) > _PER_YEAR
    month = said.get("month")
    return month is None or said["of"] is not None or month.casefold() in _NAMES_A_DAY


def _fills(whole: str, said: dict[str, str | None], today: date) -> str:
    if (unit := said.get("unit")) is not None:
        number = said["n"] or ""
        many = (
            int(number)
            if number.isdigit()
            else max(1, [*_NUMBERS].index(number) + 1 if number in _NUMBERS else 1)
        )
        if unit.casefold() in _DAYS:
            return (today - timedelta(days=many * _DAYS[unit.casefold()])).isoformat()
        many *= _PER_YEAR if unit.casefold() in ("year", "yr") else 1
        months = today.year * _PER_YEAR + today.month - 1 - many
        return f"{MONTHS[months % _PER_YEAR].capitalize()} {months // _PER_YEAR}"
    if (word := said.get("word")) is not None:
        if word.casefold() == "last month":
            last = today.replace(day=1) - timedelta(days=1)
            return f"{MONTHS[last.month - 1].capitalize()} {last.year}"
        if word.casefold() == "last week":
            return (today - timedelta(days=7)).isoformat()
        return (today - timedelta(days=word.casefold() == "yesterday")).isoformat()
    if (slashed := said.get("slashed")) is not None:
        return (
            slashed if may_be_year(slashed.rsplit("/", 1)[-1], today) else month_and_day(slashed) or slashed
        )
    if said.get("m2") and may_be_year(said.get("d2") or "", today):
        return whole.strip(" ,.")
    if name := said.get("m1") or said.get("m2"):
        month = month_number(name) or 1
        return f"{int(said.get('d1') or said.get('d2') or 1)} {MONTHS[month - 1].capitalize()}"
    if month_said := said.get("month"):
        return MONTHS[(month_number(month_said) or 1) - 1].capitalize()
    return (whole if said.get("season") else said.get("year") or whole).strip(" ,.")
