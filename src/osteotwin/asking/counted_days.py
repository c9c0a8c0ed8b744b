"""First days that are told by counting from them: ``week 9 now``, ``18 months in``, ``day one was 2/14/25``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from osteotwin.units import KINDS, in_digits
from osteotwin.units.months import SHORT_MONTHS
from osteotwin.units.patterns import later

_UNIT: Final = r"(?P<unit>day|week|wk|month|mo|year|yr)"
_SPELLED: Final = {"wk": "week", "mo": "month", "yr": "year"}
_NUMBER: Final = r"\d{1,3}(?:\.\d)?"
_I: Final = (
    r"(?:(?:so|i['\u2019]?m|i am|i['\u2019]ve|i have|been|currently|now|just|only|about|around|roughly|almost|nearly|"
    r"well|on|in|at|into|my|the) )*"
)
#: Behind what is counted: that it is of now, and of how much in all.
_SO_FAR: Final = (
    r"(?:,? (?:now|today|currently|so far|already|of (?:it|treatment|therapy|taking it|being on it)|on it|here)|"
    r" ?(?:of|out of|/) ?\d{1,3}(?: (?:days?|weeks?|months?|years?|yrs?|planned))?)*"
)
#: "week 9 now", "in my 4th month": it runs.
_RUNS: Final = later(
    rf"{_I}(?:{_UNIT} (?:no\.? ?|number |# ?)?(?P<n>{_NUMBER})|"
    rf"(?P<nth>\d{{1,3}})(?:st|nd|rd|th) {_UNIT.replace('unit', 'of')}){_SO_FAR}"
)
#: "just finished week 6": it has run.
_HAS_RUN: Final = later(
    rf"{_I}(?:finished|completed|done with|through|did) {_UNIT} (?P<n>{_NUMBER}){_SO_FAR}"
)
#: "18 months in", "14 weeks as of today", "2 years under my belt"
_IN: Final = later(
    rf"(?:{_I}|for |on it for |taking it for )*(?P<n>{_NUMBER}|an?) ?{_UNIT}s?"
    r"(?: (?:in|into (?:it|this|treatment|therapy)|deep|strong|down|done|under my belt|as of (?:now|today)|to date|"
    r"today|give or take|or so|in now|in so far|of use|of treatment|on (?:it|this|the drug|treatment)))+"
)
#: "a year and a bit", "2 years and change"
_AND_A_BIT: Final = later(
    rf"{_I}(?P<n>{_NUMBER}|an?) ?{_UNIT}s?,? (?:and (?:a bit|change|some)|plus)(?: now| ago)?"
)
#: "going on 3 years", "just passed the 1 year mark"
_NEARLY: Final = later(
    rf"{_I}(?:(?:going|coming up|getting) (?:on|to)|approaching|close to|passed|past|hit|reached|nearing)(?: the| my)? "
    rf"(?P<n>{_NUMBER}|an?)[ -]?{_UNIT}s?(?: mark)?(?: (?:last|this) week| recently| now| today| ago)?"
)
#: "halfway through my 5 years"
_HALFWAY: Final = later(
    rf"{_I}(?:halfway|half way)(?: through| into)? (?:the |my )?(?P<n>{_NUMBER}) ?{_UNIT}s?(?: now)?"
)
#: "6-7 months ago"
_RANGE: Final = later(
    rf"{_I}(?:for )?(?P<n>\d{{1,3}}) ?(?:-|\u2013|to|or|maybe) ?(?P<to>\d{{1,3}}) ?{_UNIT}s?(?: ago| now| in| so far)?"
)
#: "a few weeks": three of them.
_FEW: Final = later(rf"{_I}(?:for )?(?:a few|few|several) {_UNIT}s(?: ago| now| in| so far)?")
_ISH: Final = later(r"(?<=\d)[- ]?ish\b")
#: "day one was 2/14/25"
_DAY_ONE: Final = later(
    r"^(?:my |the )?(?:day [01]|day (?:one|zero)|first day|start date|start)(?: was| is| on|:| =)* "
    r"(?=(?:[a-z]{3,9}\.? )?\d)"
)
_QUARTER: Final = later(
    r"(?:(?:since|in|from|started|start of|end of) ?)?(?:q(?P<q>[1-4])|(?P<nth>[1-4])(?:st|nd|rd|th) quarter)"
    r"(?: of|,)? (?P<year>(?:19|20)\d{2})"
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY: Final = later(
    rf"(?:since |started |began |from |on |it |i )*(?:last|this past|this) (?P<day>{'|'.join(_WEEKDAYS)})"
)
#: "mid jan 24": behind such a part of a month, of its year
_PART_OF_SHORT: Final = later(
    r"(?:since |from |started |in |about |around )*(?P<part>early|mid|late|beginning of|middle of|end of)[ -]"
    rf"(?P<month>(?:{'|'.join(SHORT_MONTHS)})[a-z]*)\.? ['\u2019]?(?P<year>[12]\d)"
)
#: "this April"
_THIS_MONTH: Final = later(r"(?:since |started |began |from |in )*this (?P<month>[a-z]{3,9})")
_MONTH: Final = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?"
#: "not started yet, will begin Jan 4"
_NOT_BEGUN: Final = later(
    r"(?:i )?(?:have ?n['\u2019]?t|have not|not) (?:yet )?(?:started|begun|taken (?:it|any))(?: it| yet)*"
    r"(?:[,;. -]+(?:(?:but|will|i|i['\u2019]ll|to|due to|going to|supposed to) )*"
    rf"(?:begin|start)(?:s|ing)?(?: it)?(?: on)? (?P<day>{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}))?"
)


def counted_day(text: str, today: date) -> str:
    """Return a first day that is told by counting from it as the length or the day it is; any other text as it is.

    Parameters
    ----------
    text : str
        In lower case.
    today : datetime.date

    Examples
    --------
    >>> counted_day("week 9 now", date(2026, 12, 1)), counted_day("18 months in", date(2026, 12, 1))
    ('60 days ago', '18 months ago')
    >>> counted_day("started last monday", date(2026, 12, 1)), counted_day("q1 2024", date(2026, 12, 1))
    ('2026-11-30', 'february 2024')
    """
    plain = _ISH.sub("", in_digits(text.strip(" .,!")))
    if (runs := _RUNS.fullmatch(plain)) is not None:
        unit, n = runs["unit"] or runs["of"], float(runs["n"] or runs["nth"])
        return _ago(n - 1.0 if unit == "day" else n - 0.5, unit)
    if (has_run := _HAS_RUN.fullmatch(plain)) is not None:
        return _ago(float(has_run["n"]), has_run["unit"])
    for form in (_IN, _AND_A_BIT):
        if (within := form.fullmatch(plain)) is not None:
            return f"{within['n']} {_SPELLED.get(within['unit'], within['unit'])}s ago"
    if (nearly := _NEARLY.fullmatch(plain)) is not None:
        return f"{nearly['n']} {_SPELLED.get(nearly['unit'], nearly['unit'])}s ago"
    if (halfway := _HALFWAY.fullmatch(plain)) is not None:
        return _ago(0.5 * float(halfway["n"]), halfway["unit"])
    if (few := _FEW.fullmatch(plain)) is not None:
        return f"3 {_SPELLED.get(few['unit'], few['unit'])}s ago"
    if (range_ := _RANGE.fullmatch(plain)) is not None:
        least, most = float(range_["n"]), float(range_["to"])
        if least < most <= 2.0 * least:
            return _ago(0.5 * (least + most), range_["unit"])
    if (part := _PART_OF_SHORT.fullmatch(plain)) is not None:
        return f"{part['part']} {part['month']} 20{part['year']}"
    month = _THIS_MONTH.fullmatch(plain)
    if month is not None and month["month"][:3] in SHORT_MONTHS[: today.month]:
        return f"{month['month']} {today.year}"
    if (quarter := _QUARTER.fullmatch(text.strip(" .,!"))) is not None:
        of_year = int(quarter["q"] or quarter["nth"])
        return f"{date(2000, 3 * of_year - 1, 1):%B} {quarter['year']}".casefold()
    if (weekday := _WEEKDAY.fullmatch(plain)) is not None:
        back = (today.weekday() - _WEEKDAYS.index(weekday["day"])) % 7 or 7
        return (today - timedelta(days=back)).isoformat()
    if (not_begun := _NOT_BEGUN.fullmatch(plain)) is not None:
        return _to_come(not_begun["day"], today) if not_begun["day"] else "not yet"
    if _DAY_ONE.match(plain):
        return _DAY_ONE.sub("since ", plain)
    return _ISH.sub("", text)


#: "letrozole 2.5 mg daily, week 9 now": behind a dose, up to the end of what is said of the drug.
_BEHIND_DOSE: Final = later(
    r"(?<=[a-z)])\s*[,;(\u2013-]+\s*(?:(?:and|now|currently|i['\u2019]?m|i am|it['\u2019]?s) )*"
    r"(?:(?:in|on|at|into) )?(?:my )?(?P<said>(?:week|wk|month|year|yr) (?:[2-9]|\d{2,3})"
    r"(?: ?(?:of|/) ?\d{1,3})?)(?: now| so far| currently)?\)?"
    r"(?=\s*(?:[;\n]|$))",
    re.IGNORECASE,
)


def with_counted_days(text: str) -> str:
    """Return an answer on drugs in which what is counted from a first day, behind a dose, is how long ago that was.

    Examples
    --------
    >>> with_counted_days("letrozole 2.5mg daily, week 9; adex 0.5 mg week 1, 1 mg week 2")
    'letrozole 2.5mg daily since 60 days ago; adex 0.5 mg week 1, 1 mg week 2'
    """
    return _BEHIND_DOSE.sub(lambda found: f" since {counted_day(found['said'].casefold(), date.min)}", text)


def _ago(number: float, unit: str) -> str:
    days = round(number * KINDS["duration"].units[_SPELLED.get(unit, unit)])
    return f"{max(days, 0)} days ago" if days > 0 else "today"


def _to_come(day: str, today: date) -> str:
    """Return a day of a year, such as "jan 4", with the year in which it comes next."""
    words = day.replace(".", "").split()
    name, number = (words[0], words[1]) if words[1].isdigit() else (words[1], words[0])
    month = SHORT_MONTHS.index(name[:3]) + 1
    year = today.year + ((month, int(number)) < (today.month, today.day))
    return f"{number} {name[:3]} {year}"
