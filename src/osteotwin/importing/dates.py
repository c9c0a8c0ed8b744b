"""Days as files of all kinds write them; what may be two days is asked about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import Place
from osteotwin.units.named_days import NAMED_DAYS, TO_YEAR, month_number, month_of_day
from osteotwin.units.patterns import later

_YEAR_FIRST: Final = later(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT: Final = later(
    r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)"
)
#: A month with its year, and no day before it.
_MONTH_ONLY: Final = later(
    r"(?<![\d.])(?<!\d[\s-])(?<!\d\.\s)\b(?P<name>[^\W\d_]{3,12})\.?,?[\s-]{1,3}"
    rf"{TO_YEAR}(?P<year>(?:19|20)\d{{2}})(?![\d-])|"
    r"(?<![\d./-])(?:(?P<slashed>0?[1-9]|1[0-2])/|(?P<pointed>0[1-9]|1[0-2])[.-])(?P<behind>(?:19|20)\d{2})(?![\d./-]*\d)|"
    r"(?<![\d./-])(?P<before>(?:19|20)\d{2})[-/](?P<number>0[1-9]|1[0-2])(?![\d./-]*\d)",
    re.IGNORECASE)  # fmt: skip
#: A day before a month, however far apart.
_DAY_BEFORE: Final = later(
    r"(?<!\d)(?<!\d[.,])\d{1,2}(?:st|nd|rd|th|er|\.?[ºª°])?[\s.,-]{0,6}(?:of\s+|de\s+)?$", re.IGNORECASE
)
_NUMBERS: Final = later(r"(?<![\d.])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d])")
#: Words of reports in languages that write the day before the month, and of health services that do.
_DAY_FIRST: Final = later(
    r"\b(?:pr[ée]l[eè]vement|r[ée]alis[ée]e?|rachis|lombaire|hanche|f[ée]moral|examen|naissance|s[ée]rique|r[ée]sultats?|valeurs?|"
    r"ost[ée]odensitom[ée]trie|laboratoire|columna|cadera|cuello|fecha|extracci[oó]n|resultados?|valores|densitometr[ií]a|"
    r"colonna|femore|esame|prelievo|risultat[oi]|coluna|exame|colheita|wervelkolom|heup|afname|uitslag(?:en)?|"
    r"untersuchung|befund|entnahme|einheit|geburtsdatum|ergebnis|schenkelhals|knochendichte|referenzbereich|normalwerte?|"
    r"laborwerte)\b",
    re.IGNORECASE)  # fmt: skip
_DAY_FIRST_SERVICE: Final = later(r"\bNHS\b|\bMedicare item\b")
#: Two digits from here on are of the last century.
_PIVOT: Final = 70
#: A day that long before the one it may be, too, is doubted [year].
_LONG_AGO: Final = 10
_EARLIEST, _LATEST = 1900, 2200
_LONGEST: Final = 100
_MIDDLE: Final = 15


class MiddleOfMonth(date):
    """The middle of a month of which a report names no day: no day of it is further away than two weeks.

    Examples
    --------
    >>> str(MiddleOfMonth(2021, 3, 15)), MiddleOfMonth(2021, 3, 15).told
    ('2021-03-15', 'the report says March 2021; taken as the middle of that month')
    """

    @property
    def told(self) -> str:
        """What was made of the month, in words."""
        taken = "the middle of that month" if self.day == _MIDDLE else f"{self.day} {self:%B}"
        return f"the report says {self:%B %Y}; taken as {taken}"


def month_in(text: str) -> MiddleOfMonth | None:
    """Return the middle of the first month that a text names with its year and without a day.

    Examples
    --------
    >>> str(month_in("03/2021")), str(month_in("Scan: March 2021")), month_in("12 March 2021")
    ('2021-03-15', '2021-03-15', None)
    """
    found = month_written(text)
    return None if found is None else found[1]


def month_written(text: str) -> tuple[re.Match[str], MiddleOfMonth] | None:
    """Return where the first month without a day stands in a text, and its middle."""
    for match in _MONTH_ONLY.finditer(text):
        number = match["slashed"] or match["pointed"] or match["number"]
        month = int(number) if number else month_number(match["name"])
        if month is not None:
            return match, MiddleOfMonth(
                int(match["year"] or match["behind"] or match["before"]), month, _MIDDLE
            )
    return None


def day_or_month(text: str, order: str | None, place: Place, answers: Answers) -> date | None:
    """Return the first day that a text names, as :func:`read_date` does, or the middle of a month named before any.

    Raises
    ------
    ImportQuestionError
        If day and month could be either.
    """
    text = text[:_LONGEST]
    month = month_written(text)
    if month is None:
        return read_date(text, order, place, answers)
    match, middle = month
    before = read_date(text[: match.end()], order, place, answers)
    if before is None and _DAY_BEFORE.search(text[: match.start()]):
        return read_date(text, order, place, answers)
    return before or middle


def same_day(one: date, other: date) -> bool:
    """Tell whether two days may be one: of a month without its day, any of the month.

    Examples
    --------
    >>> same_day(date(2021, 3, 2), MiddleOfMonth(2021, 3, 15)), same_day(date(2021, 3, 2), date(2021, 3, 15))
    (True, False)
    """
    if isinstance(one, MiddleOfMonth) or isinstance(other, MiddleOfMonth):
        return (one.year, one.month) == (other.year, other.month)
    return one == other


def numeric_dates(text: str) -> list[tuple[str, str, str, str]]:
    """Return the dates of a text that are written as three numbers, the year last: all, first, sign, second."""
    return [(m[0], m[1], m[2], m[3]) for m in _NUMBERS.finditer(text)]


def order_of(texts: Iterable[str]) -> str | None:
    """Return the order of day and month that a file tells; ``None`` where it does not, or its dates disagree.

    Its own dates tell it, where one can be read in one way only or is written as a word beside; or else its language.
    """
    seen: set[str] = set()
    texts = list(texts)
    for text in texts:
        for _, first, sign, second in numeric_dates(text):
            if sign == ".":
                continue  # written so where the day comes first
            if int(first) > 12 >= int(second):
                seen.add("dmy")
            elif int(second) > 12 >= int(first):
                seen.add("mdy")
    if len(seen) > 1:
        return None
    return seen.pop() if seen else _order_of_words(texts)


def _order_of_words(texts: Sequence[str]) -> str | None:
    """Return the order in which a day that is also written with its month as a word is right, or that of a language."""
    days = {day for text in texts for day in _named_days(text)}
    orders = _orders_of(texts, days)
    if orders:
        return orders.pop() if len(orders) == 1 else None
    told = {word.casefold() for text in texts for word in _DAY_FIRST.findall(text)}
    return "dmy" if len(told) > 1 or any(map(_DAY_FIRST_SERVICE.search, texts)) else None


def order_of_birth(texts: Iterable[str], born: date | None) -> str | None:
    """Return the order in which what is written of a birth date is the one that is known; ``None`` where none is.

    The one way in which a birth date tells the order, of reports and of tables.

    Examples
    --------
    >>> order_of_birth(["06/01/1968"], date(1968, 6, 1)), order_of_birth(["06/01/1968"], date(1970, 6, 1))
    ('mdy', None)
    >>> order_of_birth(["06.01.1968"], date(1968, 6, 1)) is None  # with points the day always comes first
    True
    """
    orders = set[str]() if born is None else _orders_of(texts, {born})
    return orders.pop() if len(orders) == 1 else None


def _orders_of(texts: Iterable[str], days: Collection[date]) -> set[str]:
    """Return the orders in which days that are written in numbers are among those that are known."""
    orders: set[str] = set()
    for text in texts if days else ():
        for match in _NUMBERS.finditer(text):
            first, second = _day(match[4], match[3], match[1]), _day(match[4], match[1], match[3])
            if match[2] == ".":
                second = None
            if first != second:
                orders |= {name for name, day in (("dmy", first), ("mdy", second)) if day in days}
    return orders


def _named_days(text: str) -> Iterator[date]:
    for match in (found for form in NAMED_DAYS for found in form.finditer(text[:_LONGEST])):
        if (day := _of_name(match)) is not None:
            yield day


def read_date(text: str, order: str | None, place: Place, answers: Answers) -> date | None:
    """Return the first day that a text names; ``None`` where it names none.

    Parameters
    ----------
    text : str
    order : str or None
        As :func:`order_of` tells it of the whole file.
    place : Place
    answers : Answers

    Raises
    ------
    ImportQuestionError
        If day and month could be either.
    """
    text = text[:_LONGEST]
    for pattern in (_YEAR_FIRST, _COMPACT):
        if (match := pattern.search(text)) and (day := _day(match[1], match[2], match[3])):
            return day
    for form in NAMED_DAYS:
        if match := form.search(text):
            return _of_name(match)
    if match := _NUMBERS.search(text):
        return _of_numbers(match, order, place, answers)
    return None


def read_birth(text: str, order: str | None, place: Place, answers: Answers) -> date | None:
    """Return the birth date that a text names, as :func:`read_date` does; nobody is born in a year to come.

    Examples
    --------
    >>> read = Answers(read_on=date(2026, 2, 1))
    >>> [str(read_birth(text, None, Place("a.csv"), read)) for text in ("01.06.68", "02.02.26", "31.01.26")]
    ['1968-06-01', '1926-02-02', '2026-01-31']
    """
    day = read_date(text, order, place, answers)
    if day is None or day <= answers.read_on:
        return day
    return _day(str(day.year - 100), str(day.month), str(day.day))


def _of_numbers(match: re.Match[str], order: str | None, place: Place, answers: Answers) -> date | None:
    first, second, year = match[1], match[3], match[4]
    if answers.dates is None and _may_begin_with_year(first, second, year):
        return None  # the year may stand at either end
    if match[2] == ".":
        return _day(year, second, first)
    if match[2] == "-" and len(year) == 2 and int(first) > 12 and _day(first, second, year) is not None:
        return None  # the year may stand at either end
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    chosen = answers.dates or order
    if chosen is None:
        raise ImportQuestionError(
            "dates", place, f'"{match[0]}"', "the order of day and month",
            (("dmy", f"{day_first:%d %B %Y}"), ("mdy", f"{month_first:%d %B %Y}")),
        )  # fmt: skip
    return day_first if chosen == "dmy" else month_first


def _may_begin_with_year(first: str, second: str, year: str) -> bool:
    """Tell whether a day of two-digit numbers that ends with a year long ago may begin with a late one: "26.01.12"."""
    begun, ended = _day(first, second, year), _day(year, second, first)
    if len(year) != 2 or begun is None or ended is None:
        return False
    return begun.year - ended.year >= _LONG_AGO


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _PIVOT else 2000
    if not _EARLIEST <= number < _LATEST:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _of_name(match: re.Match[str]) -> date | None:
    return _day(match["year"], str(month_of_day(match)), match["day"])
