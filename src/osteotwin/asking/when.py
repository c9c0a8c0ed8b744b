"""Days as people tell them: ``14 March 2024``, ``2 years ago``, ``March 2024``, ``2019 to 2023``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.counted_days import counted_day
from osteotwin.asking.holidays import holiday_day
from osteotwin.asking.seasons import season_day
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.dates import order_of, read_date
from osteotwin.importing.found import Place
from osteotwin.inputs.misspelled import slips
from osteotwin.units import KINDS, in_digits
from osteotwin.units.german import GERMAN_MONTHS, in_english
from osteotwin.units.months import MONTHS, SHORT_MONTHS
from osteotwin.units.named_days import NAMED_DAY
from osteotwin.units.patterns import later

_HEAD: Final = later(
    r"^(?:i )?(?:have )?(?:been )?(?:(?:since|from|started|starting|start|began|beginning|begun|on|in|about|around|for|"
    r"approximately|ca\.?|~|these|them|those|the|of|it|this|taking it|taking|almost|nearly|just over|just under|"
    r"a little over|more than|over|now|seit|ab|le|el|il|am|du|del|dal|vom|den) ?)+(?=\S)"
)
_SPAN: Final = later(
    r"(?P<n>[0-9]+(?:\.[0-9]+)?|an?)\+? ?(?P<unit>day|week|month|year|yr|wk|mo|m(?=$)|y(?=$))s? ?(?P<ago>ago|now|"
    r"long)?(?: and counting)?"
)
_SPANS: Final = later(r"(?P<first>\S+ [a-z]+),?(?: and)? (?:a )?(?P<second>0\.5|\d\S* ?[a-z]+)(?: ago)?")
_AHEAD: Final = later(r"in (?P<n>[0-9]+(?:\.[0-9]+)?|an?) ?(?P<unit>day|week|month|year|yr|wk|mo)s?")
#: A full date, with the word before it.
DATE: Final = later(
    r"(?:\b(?:on|from|of|dated|date|measured|scan|drawn)\b:? )?(?<!\d)(?<!\d[.,])(?<!/cm)"
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{NAMED_DAY})(?!\d)",
    re.IGNORECASE,
)
#: "24-05-01": of a year of now, or of twenty years ago.
_EITHER_END: Final = later(r"(?<![\d./-])(?:1[89]|2\d)([-/.])(?:0?[1-9]|1[0-2])\1(?:0\d|1[0-4])(?![\d./-])")
#: Three numbers that are a date.
_WITH_YEAR: Final = later(
    r"(?<![\d./-])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|(?<![\d./-])\d{1,2}-\d{1,2}-(?:19|20)\d\d(?![\d-])"
)
_MONTH: Final = later(r"(?P<name>[a-z]{3,9})\.?,? (?P<year>(?:19|20)\d{2})")
_NUMBER_MONTH: Final = later(
    r"(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>(?:19|20)\d{2})"
)
_YEAR: Final = later(r"(?:19|20)\d{2}")
_YESTERDAY: Final = {"yesterday": -1, "tomorrow": 1, "last week": -7, "next week": 7}
_LAST: Final = ("last month", "last year")
_TODAY: Final = ("today", "now", "not yet", "new", "just started", "starting now", "starting today", "soon", "about to",
                 "right now", "just now")  # fmt: skip
_BETWEEN: Final = later(
    r",? (?:and |but |then )*(?:i )?(?:stopped|ended|finished|discontinued|quit|came off|off)"
    r"(?: it| taking it)?(?: in| on)? (?=\S)|"
    r" (?:to|until|till|through|-|–) |–|(?<=\d) ?(?:to|until|till) (?=\S)|(?<=\b\d{4})-(?=(?:19|20)\d{2}\b)"
)
#: An end that says that it goes on.
_GOES_ON: Final = ("now", "today", "present", "the present", "date", "this day", "ongoing", "still")
#: The months of a part of a year, about.
_PART_OF_YEAR: Final = later(
    r"(?:the )?(?P<part>early|beginning(?: of)?|start(?: of)?|mid|middle of|late|end of)[ -](?:in )?"
    r"(?P<year>(?:19|20)\d{2}|last year|this year)"
)
_MONTHS_OF_PARTS: Final = {"ear": 2, "beg": 1, "sta": 1, "mid": 7, "lat": 11, "end": 12}
_MONTH_OF: Final = later(
    r"(?:last )?(?:\d{1,2}\.? (?:of )?)?(?P<name>[a-z]{3,9})\.?(?: \d{1,2})?(?: (?:of )?(?P<year>last year|this year))?"
)
_SHORT: Final = {"yr": "year", "wk": "week", "mo": "month", "m": "month", "y": "year"}
#: "Jan-June 2024", "March to May 2023"
MONTH_NAME: Final = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]{{0,6}}\.?"
MONTH: Final = later(rf"\b{MONTH_NAME}\b", re.IGNORECASE)
_TO: Final = r" ?(?:-|\u2013|to|until|till|through) ?"
MONTHS_OF_YEAR: Final = later(
    rf"\b(?P<first>{MONTH_NAME}){_TO}(?P<last>{MONTH_NAME}),? (?P<year>(?:19|20)\d{{2}})$", re.IGNORECASE
)
YEARS: Final = later(
    rf"(?P<first>(?:\b{MONTH_NAME} |\b\d{{1,2}}/|\b)(?:19|20)\d{{2}}){_TO}"
    rf"(?P<last>(?:{MONTH_NAME} |\d{{1,2}}/)?(?:19|20)\d{{2}}|now|present|today)$",
    re.IGNORECASE,
)
#: An event that lies on the day behind it.
_EVENT: Final = later(
    r"^(?!.*\b(?:days?|weeks?|months?|years?) (?:after|before|following))"
    r"(?:since|after|from|following)? ?[a-z' ]{0,20}\b(?:surgery|operation|mri|diagnosis|mastectomy|lumpectomy|"
    r"chemo(?:therapy)?|radiation|rads|radiotherapy|menopause|fracture|dexa|dxa|scan|birth)"
    r"(?: ended| finished)?,? (?:(?:in|on|of) (?=\S)|(?=(?:[a-z]{3,9}\.? )?\d))"
)
_PART_OF_MONTH: Final = later(
    r"(?P<part>early|beginning of|start of|mid|middle of|late|end of)[ -](?:in )?"
    r"(?P<month>[a-z]{3,9}\.?(?: (?:19|20)\d{2})?)"
)
_DAYS_OF_PARTS: Final = {"ear": 5, "beg": 1, "sta": 1, "mid": 15, "lat": 25, "end": 28}
#: Months in English, years in full, and nothing around a day that tells none.
_SPELLED: Final = (
    *GERMAN_MONTHS,
    (later(r"(?<=[0-9])(?:st|nd|rd|th)? of (?=[a-z])"), " "),
    (later(r"['\u2019](?=[0-9]{2}\b)"), "20"),
    (later(r"^(?:both|all)(?: of (?:them|these))?,? (?=since|starting|started|from)"), ""),
    (later(r",? (?:and )?then (?:nothing|stopped|none|off)$"), ""),
    (
        later(r"^(?:since|for|over|in)? ?the (?:last|past) (?=(?:an? |1 )?(?:year|month|week) and a half$)"),
        "for 1 ",
    ),
    (later(r"^(?:since|for|over|in)? ?the (?:last|past) (?=\d+(?:\.\d+)? ?[a-z]+$)"), "for "),
    (later(r"[()]"), " "),
    (
        later(
            r"^(?:my |the )?(?:first|1st) (?:dose|one|shot|injection|infusion|pill|tablet|jab)(?: i (?:had|got|took))?"
            r"(?: was)?(?: given| taken)?(?: (?:on|in))?:? (?=(?:[a-z]{3,9}\.? )?\d)"
        ),
        "since ",
    ),
)
#: How long it was taken, behind the first day or the dose.
LASTED: Final = later(
    r",? for (?P<span>(?:[0-9]+(?:\.[0-9]+)?|an?) ?(?:day|week|month|year|yr|wk|mo)s?)$", re.IGNORECASE
)
_ENDED: Final = later(r"^(?:i )?(?:stopped|ended|finished|quit|came off|until|till|to)\b(?: in| on)? ?")


#: "June-July 2024"
_NEXT_MONTH: Final = later(
    rf"(?:since |in )?(?P<first>{MONTH_NAME}) ?[-\u2013] ?(?P<last>{MONTH_NAME}),? (?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class When:
    """From when on, and until when.

    Attributes
    ----------
    begins : datetime.date
    ends : datetime.date or None
    roughly : bool
        Whether the day itself was not said.
    """

    begins: date
    ends: date | None = None
    roughly: bool = False


#: How the fix begins of a day that is not read at all.
UNREAD: Final = "write it in one of these ways"


def read_when(question: str, text: str, today: date, order: str | None) -> When:
    """Return the days that an answer tells.

    Parameters
    ----------
    question : str
    text : str
    today : datetime.date
    order : str or None
        ``"dmy"`` or ``"mdy"``, of dates such as 03/04/05.

    Raises
    ------
    UnclearAnswerError
    """
    plain = counted_day(_plain(text), today)
    if (both := _NEXT_MONTH.fullmatch(text.strip(" ,."))) is not None:
        first, last = (_month_number(both[name].casefold()) for name in ("first", "last"))
        if first is not None and last is not None and (last - first) % 12 == 1:
            raise UnclearAnswerError(
                question, f"{quoted(text)}, the first day or a month in all", "one first day",
                f'write "{both["first"]} {both["year"]}" if it began then and goes on, or for example '
                f'"{both["first"]} {both["year"]} until {both["last"]} {both["year"]}" if it ended',
            )  # fmt: skip
    parts = [part.strip(" ,.") for part in _BETWEEN.split(plain) if part.strip(" ,.")]
    if len(parts) == 2 and parts[1] in _GOES_ON:
        parts = parts[:1]
    if len(parts) == 2:
        if " " not in parts[1] and _month_number(parts[1]):  # "3 years until June", "March 2023 - Dec"
            raise UnclearAnswerError(
                question, f"{quoted(text)}, which does not tell the year of its end", "the first day and the last one",
                'write for example "since March 2021 until May 2024"',
            )  # fmt: skip
        if (
            later := _LATER.fullmatch(in_digits(parts[1]))
        ) is not None:  # "March 2024, stopped after 2 years"
            begins, roughly = _day(question, parts[0], today, order)
            length = _SPAN.fullmatch(later["after"] or later["later"])
            return When(begins, None if length is None else begins + _length(length), roughly)
        ends = _day(question, parts[1], today, order)
        span = _SPAN.fullmatch(_HEAD.sub("", in_digits(parts[0])).strip())
        if span is not None and not span["ago"]:  # "for 5 years until June 2025": they end there
            return When(ends[0] - _length(span), ends[0], True)
        begins = _day(question, parts[0], today, order)
        if ends[0] <= begins[0]:
            raise UnclearAnswerError(
                question, quoted(text), "an end after the beginning", "write the earlier day first"
            )
        return When(begins[0], ends[0], begins[1] or ends[1])
    if len(parts) > 2:
        raise UnclearAnswerError(
            question, quoted(text), "a first day and a last one", 'write "since March 2021 until May 2024"'
        )
    plain = parts[0] if parts else plain
    if (ended := _ENDED.match(plain)) is not None:
        raise UnclearAnswerError(
            question, f"{quoted(text)}, which does not tell the first day", "the first day, too",
            f'write for example "since 2021 until {plain[ended.end() :]}"',
        )  # fmt: skip
    if (lasted := LASTED.search(plain)) is not None and lasted.start():
        begins = _day(question, plain[: lasted.start()], today, order)
        length = _SPAN.fullmatch(lasted["span"])
        return When(begins[0], None if length is None else begins[0] + _length(length), begins[1])
    if (again := _SAID_AGAIN.fullmatch(plain)) is not None:  # "since Jan 2024, almost 3 years"
        begins, roughly = _day(question, again["day"], today, order)
        length = _SPAN.fullmatch(in_digits(again["span"]))
        if length is not None and _is_so_long(today - begins, _length(length)):
            return When(begins, None, roughly)
    begins, roughly = _day(question, plain, today, order)
    return When(begins, None, roughly)


_LATER: Final = later(
    r"after (?P<after>\S+ (?:day|week|month|year)s?)|(?P<later>\S+ (?:day|week|month|year)s?) later"
)
#: A day, and how long ago that is.
_SAID_AGAIN: Final = later(
    r"(?P<day>.*(?:19|20)\d\d)[ ,-]+(?:(?:i\.e\.|so|that is|which is|also|about|almost|nearly|over|around|roughly|"
    r"now|for),? )*(?P<span>\S+ (?:day|week|month|year)s?)(?: ago| now| so far| already)?"
)


def _is_so_long(days: timedelta, said: timedelta) -> bool:
    """Tell whether a time is as long as is said, within a month or a tenth."""
    return abs(days - said) <= max(timedelta(days=31), 0.1 * said)


def _plain(text: str) -> str:
    """Return words of days in one spelling: months in English, years in full, both ends of "Jan-June 2024"."""
    plain = in_english(text.strip()).casefold()
    for pattern, spelled in _SPELLED:
        plain = pattern.sub(spelled, plain)
    plain = " ".join(plain.split())
    if (months := MONTHS_OF_YEAR.search(plain)) is not None:
        head = plain[: months.start()]
        return f"{head}{months['first']} {months['year']} to {months['last']} {months['year']}"
    return plain


def order_told(texts: Iterable[str]) -> str | None:
    """Return the order of day and month that one day of several answers tells; ``None`` where none does.

    Examples
    --------
    >>> order_told(["5/9/24", "8/28/24"]), order_told(["24-01-05", "8/28/24"]), order_told(["5/9/24"])
    ('mdy', None, None)
    """
    said = tuple(texts)
    if any(map(_EITHER_END.search, said)):
        return None
    return order_of(found[0] for text in said for found in _WITH_YEAR.finditer(text))


def read_day(question: str, text: str, order: str | None) -> date | None:
    """Return the first full date within an answer; ``None`` where it holds none.

    Raises
    ------
    UnclearAnswerError
        If day and month could be either.
    """
    if order is None and (two := _EITHER_END.search(text)) is not None:
        raise UnclearAnswerError(
            question, f"{quoted(two[0])}, whose year may stand at either end", "a date that can be read in one way",
            "write the month as a word, or the year first: 2005-04-03",
        )  # fmt: skip
    try:
        return read_date(text, order, Place(""), Answers(dates=order))
    except ImportQuestionError as either:
        meant = " or ".join(meaning for _, meaning in either.choices)
        raise UnclearAnswerError(
            question, f"{quoted(text)}, which may be {meant}", "a date that can be read in one way",
            "write the month as a word, or the year first: 2005-04-03",
        ) from None  # fmt: skip


def is_date(text: str) -> bool:
    """Tell whether a text is a full date and nothing else."""
    return DATE.fullmatch(text.strip(" .,")) is not None


def _day(question: str, text: str, today: date, order: str | None) -> tuple[date, bool]:
    """Return one day, and whether it is only about right."""
    words = re.sub(r"\ba couple(?: of)? (?=(?:day|week|month|year)s)", "2 ", in_digits(text).strip(" .,"))
    bare = _HEAD.sub("", words).strip()
    if (
        is_date(_HEAD.sub("", text.strip().casefold()))
        and (full := read_day(question, text, order)) is not None
    ):
        return full, False
    if words in _TODAY or bare in _TODAY:
        return today, False
    if (feast := holiday_day(bare, today)) is not None:
        return feast, True
    if words in _YESTERDAY or bare in _YESTERDAY:
        days = _YESTERDAY.get(words, _YESTERDAY.get(bare, 0))
        return today + timedelta(days=days), abs(days) > 1
    if (ahead := _AHEAD.fullmatch(words)) is not None:
        return today + _length(ahead), True
    if (span := _SPAN.fullmatch(bare)) is not None:
        return today - _length(span), True
    if (spans := _SPANS.fullmatch(bare)) is not None and (both := _both(spans)) is not None:
        return today - both, True
    if (season := season_day(question, bare, today)) is not None:
        return season, True
    if (part := _PART_OF_YEAR.fullmatch(words.removeprefix("since "))) is not None:
        said = {"last year": today.year - 1, "this year": today.year}.get(part["year"])
        return date(said or int(part["year"]), _MONTHS_OF_PARTS[part["part"][:3]], 1), True
    if bare in _LAST:
        month = date(today.year, today.month, 1) - timedelta(days=1)
        return (month.replace(day=1) if bare == "last month" else date(today.year - 1, 7, 1)), True
    if (event := _EVENT.match(words)) is not None:
        return _day(question, words[event.end() :], today, order)[0], True
    if (of_month := _PART_OF_MONTH.fullmatch(bare)) is not None and _month_number(
        of_month["month"].split(" ")[0]
    ):
        month, _ = _day(question, of_month["month"], today, order)
        return month.replace(day=_DAYS_OF_PARTS[of_month["part"][:3]]), True
    if (of := _MONTH_OF.fullmatch(bare)) is not None and (month := _month_of(question, text, of, today)):
        return month, True
    if (named := _MONTH.fullmatch(bare)) is not None and (number := _month_number(named["name"])):
        return date(int(named["year"]), number, 1), True
    if (digits := _NUMBER_MONTH.fullmatch(bare)) is not None:
        year, month = int(digits["year"] or digits["y2"]), int(digits["month"] or digits["m2"])
        if 1 <= month <= 12:
            return date(year, month, 1), True
    if _YEAR.fullmatch(bare):
        middle = date(int(bare), 7, 1)
        return (middle if middle <= today else date(int(bare), 1, 1)), True
    if not re.search(r"\d", words) and (reason := _REASON.fullmatch(bare)) is not None:
        what = "a reason" if reason["reason"] else "what it came after"
        raise UnclearAnswerError(
            question, f"{quoted(text)}, which tells {what} and no day", "its day, about",
            'write the month of it, for example "since March 2022"',
        )  # fmt: skip
    raise UnclearAnswerError(
        question,
        quoted(text),
        'a day: "14 March 2024", "March 2024", "2 years ago" or "today"',
        f'{UNREAD}, and what has ended as "March 2021 until May 2024"',
    )


#: "my levels were low", "my diagnosis": no day.
_REASON: Final = later(
    r"(?:(?:right |just |shortly )?(?:after|when|then) )?(?:(?:my|the|an?|i|it|that) .*?|)"
    r"(?:(?P<reason>\b(?:was|were|had|got|became|broke|found|went|felt|low|high|bad)\b.*)|"
    r"\b(?:diagnos\w+|surgery|operation|op|mastectomy|lumpectomy|chemo\w*|radiation|radiotherapy|menopause|fractures?|"
    r"dexa|dxa|scan|test|results?|birth|baby|transplant|accident|fall|retirement|divorce|pregnancy|treatment|labs?|"
    r"bloods?|bloodwork|levels?)\b.*)"
)


def _month_of(question: str, text: str, of: re.Match[str], today: date) -> date | None:
    """Return the month of "June last year"; ask for the year that "last June" or "15 June" lacks."""
    month = _month_number(of["name"])
    if month is None:
        return None
    if of["year"]:
        return date(today.year - (of["year"] == "last year"), month, 1)
    if text.strip(" .,").casefold() == of["name"] and month != today.month:
        return date(today.year - (month > today.month), month, 1)
    if of[0].startswith("last ") and month > today.month:
        return date(today.year - 1, month, 1)
    raise UnclearAnswerError(
        question, f"{quoted(text)}, which does not tell the year", "the year, too",
        f'write for example "{text.strip().removeprefix("last ")} {today.year - 1}"',
    )  # fmt: skip


def _month_number(name: str) -> int | None:
    """Return which month a word is, or a slip of one; ``None`` for "decades"."""
    bare = name.strip(".")
    for place, month in enumerate(MONTHS, start=1):
        most = 3 if len(month) > _SHORT_NAME else 1
        if bare[:3] == month[:3] and (month.startswith(bare[:4]) or slips(bare, month, 3) <= most):
            return place
    return None


#: "juni" is nearly June, and "maybe" no May.
_SHORT_NAME: Final = 5


def _both(spans: re.Match[str]) -> timedelta | None:
    """Return the length of "2 years and 3 months" or "a year and 0.5"."""
    first = _SPAN.fullmatch(spans["first"])
    if first is None:
        return None
    second = spans["second"]
    rest = _SPAN.fullmatch(f"{second} {first['unit']}" if second == "0.5" else second)
    return None if rest is None else _length(first) + _length(rest)


def _length(found: re.Match[str]) -> timedelta:
    number = 1.0 if found["n"] in ("a", "an") else float(found["n"])
    unit = _SHORT.get(found["unit"], found["unit"])
    days = round(number * KINDS["duration"].units[unit])
    return timedelta(days=min(days, 60_000))
