"""Words that make a number none of this person's on this day: a goal, a threshold, another person, an earlier time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from osteotwin.importing.dates import month_in, same_day
from osteotwin.importing.lines import Line, Text
from osteotwin.importing.no_result_words import OTHERS, PREDICTED, WISHED
from osteotwin.importing.scan_lists import DATE, without_dates
from osteotwin.importing.scan_words import mentions_of
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

_COUNT: Final = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|(?:a )?few|some)"
_LENGTH: Final = r"(?:years?|yrs?|months?|weeks?)"
_AGO: Final = later(
    rf"\b{_COUNT}\s+{_LENGTH}\s+(?:ago|earlier|before|prior|back)\b|\bvor\s+\w+\s+(?:jahr|monat|woche)\w*|"
    rf"\b{_COUNT}\s+(?:{_LENGTH}|days?)\s+(?:later|afterwards)\b|\b(?:wochen?|tage?|monate?|jahre?)\s+sp[äa]ter\b|"
    r"\b(?:semaines?|jours?|mois|ans?)\s+(?:plus tard|apr[èe]s)\b|"
    r"\b(?:semanas?|d[ií]as|mes(?:es)?|años?)\s+(?:después|más tarde)\b|"
    rf"\bil y a\s+\w+\s+(?:ans?|mois)\b|\b(?:last|the previous)\s+(?:year|month|time|spring|summer|winter)\b|"
    rf"\b(?:letzte[sn]?|vergangene[sn]?)\s+(?:jahr|monat)\b|\bas of\b|\bused to be\b|\bformerly\b|\bfrüher\w*|"
    rf"\bbefore (?:treatment|therapy|starting|the start|i\b|any\b|[th]rt\b|surgery|"
    rf"\w{{3,}}(?:ole|ane|ate|mab|tide|fen|erone)\b)|"
    rf"^\W*(?:last|letzter?)\s+(?!name|menstrua|period)[a-z]|\bpre-?(?:treatment|trt|hrt|cycle|surgery|op)\b|\b(?:initial|first|original|erste[rsn]?)\s+(?:dxa|dexa|scan|exam\w*|test|measurement|messung)\b|"
    r"[(\[]\s*(?:[a-zä]{3,9}\.?\s+|\d{1,2}/)(?:19|20)\d\d\s*[)\]]|\bvorjahr\w*|"
    r"\bat baseline\b|\b(?:at|bei|au|al|alla) diagn\w+|"
    r"\bat (?:the )?age (?:of )?\d+|\bvoraufnahmen?\b|\b(?:zum|im) vergleich\b|"
    r"\b(?:previous|prior|earlier)\W*$",
    re.IGNORECASE)  # fmt: skip
_YEAR: Final = r"(?<![\d./-])((?:19|20)\d\d)(?![\d./-]\d|\s?[a-zµ]{1,5}/)"
_IN_YEAR: Final = later(
    rf"\b(?:in|im jahre?|en|during|back in)\s+(?:early |late |mid-?)?{_YEAR}|\(\s*(?:in |from )?{_YEAR}\s*\)|"
    rf"{_YEAR}\s*:|{_YEAR}\s*$",
    re.IGNORECASE)  # fmt: skip
#: A month or a season without its year; behind such words it is of another test, or of what else began then.
_MONTH_ALONE: Final = later(
    r"(?:\b(?:in|during|back in|last|im|letzten|en|el pasado)\s+(?:early |late |mid-?)?|^\W*(?=\w+:)|\((?=\w+\)))"
    rf"(?P<month>{WHOLE_MONTH})\b"
    r"(?!,?\s+(?:\d{1,2}\b|of (?:19|20)|de (?:19|20)|del (?:19|20)|(?:19|20)\d\d))|"
    r"\b(?:in|during|im|en|au)\s+(?:the\s+)?(?:spring|summer|autumn|fall|winter|frühling|frühjahr|sommer|herbst|printemps|"
    r"été|automne|hiver|primavera|verano|otoño|invierno)\b(?!\s+(?:of\s+)?(?:19|20)\d\d)",
    re.IGNORECASE)  # fmt: skip
_BEGUN_OR_TO_COME: Final = later(
    r"\b(?:re-?test\w*|re-?check\w*|repeat\w*|again|next|follow\w*|start\w*|began|begun|since|stopp?\w*|kontrolle)\b",
    re.IGNORECASE,
)
#: What is wished, or where something begins to count: of the number behind it.
_GOAL: Final = later(
    rf"\b(?:{WISHED})\b|\b(?:limits? of (?:detection|quantification|quantitation|normal)|detection limit|lo[dq])\b|"
    r"\b(?:below|above|under|over|(?:less|more|worse|lower|higher|greater) than|unter|über)\s+[-+\u2212]?\s?\d|"
    r"(?<![\w.,])\d[\d.,]*\s?(?:[^\s\d]{1,6}/\S{1,10}\s)?(?:or|oder|ou|o) (?:less|fewer|more|lower|higher|below|above|"
    r"better|worse|greater|besser|schlechter|weniger|mehr|niedriger|h[öo]her|darunter|darüber|geringer|"
    r"menos|m[aá]s|menor|mayor|peor|mejor|inferior|superior|moins|plus|pire|mieux|inf[ée]rieure?|sup[ée]rieure?)\b|"
    r"\b(?:mindestens|höchstens|au moins|au plus|al menos)\s+[-+\u2212]?\s?\d+[.,]\d",
    re.IGNORECASE)  # fmt: skip
#: Of other people, or of how exact a scan is: no number of anybody's.
_OF_OTHERS: Final = later(
    r"\breference (?:mean|values?|population|peak|adults?|males?|females?|men|women|database|data)\b|"
    r"\b(?:mean|average) (?:of |for )?(?:(?:the|my|his|her|your) )?"
    r"(?:normal|reference|healthy|population|peers?|age)\b|"
    r"\b(?:population|peak|young[- ](?:adult|normal)) mean\b|\bpeak (?:bone mass|reference)\b|\breferenzwert\w*|"
    r"\bLSC\b|\bleast significant changes?\b|\bprecision (?:error|is|was|of)\b|\bcross[- ]?calibrat\w*|"
    r"\b(?:hologic|lunar|norland)[- ]equivalent\b|\bequivalent (?:bmd|density)\b|\bsBMD\b|"
    r"\bstandardi[sz]ed (?:bmd|density)\b|\bdonors?\b|\bspender\b|\b(?:control|healthy) (?:subject|group|person)s?\b|"
    r"\(controls?\)|\b(?:male|female) mean\b|\bpeers?\b",
    re.IGNORECASE)  # fmt: skip
#: What might be, or always is: of its whole clause.
_SUPPOSED: Final = later(
    rf"\b(?:if|unless|would|should|treat|falls?|drops?|means|consider(?:ed)?|wenn|{PREDICTED}|"
    r"model (?:estimate|value|prediction)|e\.g\.|for example)\b|"
    r"\b(?:estimated (?=t-?score|bmd))\b|\d\s*\S*\s*=\s*[a-z]{4,}|"
    r"^\W*(?:example|beispiel)\b|^\W*(?:osteoporosis|osteopenia|normal|low bone mass|osteoporose)\s*:|"
    r"\bis (?:the|a)\b[\w\s]{0,20}\blimit\b",
    re.IGNORECASE)  # fmt: skip
#: Such a score is anybody's.
_ANY: Final = later(r"\W*an?\b.*\d[.,][05](?!\d)", re.IGNORECASE)
#: What a result is called, and the scores that define osteopenia and osteoporosis.
_VERDICT: Final = later(r"means|consider(?:ed)?", re.IGNORECASE)
_DEFINED: Final = later(
    r"(?<![\d.,])-?(?:1|2[.,]5|3)(?:[.,]0+)?(?![\d.,]*\d)|\b(?:if|any|every|each|a patient)\b", re.IGNORECASE
)
_CLAUSE: Final = later(r"[;(\[|\t]|[,.:](?=\s)|\s{2,}|\s[-\u2013\u2014]\s")
#: What a date is of that is no date of a result.
_DATES_ELSE: Final = later(
    r"birth|born|dob|print|report|sign|dictat|letter|geb|range|referen|criteri|guideline|version|society|diagnos|surgery|"
    r"operat|fractur|menopaus",
    re.IGNORECASE)  # fmt: skip
#: A result with its unit and a day alone behind it; days of one visit, as of blood drawn and of its report, lie close.
_DAY_BEHIND: Final = later(
    rf"[<>]?\s?\d[\d.,]*\s*(?:[^\s\d]\S*)?\s+\(?(?P<day>{DATE.pattern})\)?\W*", re.IGNORECASE
)
_SAME_VISIT: Final = 31
_LOOKED_BACK: Final = 30
#: Why a number that is no result is not taken.
A_GOAL: Final = "a goal or a threshold, which is no result"
_GOALS, _SUPPOSITION, _PEOPLE, _TIME, _EXACT = "goal", "supposition", "people", "time", "exact"
_WHY: Final = {
    _GOALS: A_GOAL,
    _SUPPOSITION: A_GOAL,
    _PEOPLE: "it is about somebody else",
    _EXACT: "a value of other people or another device, or how exact a scan is",
    _TIME: "a value of another day; write it and its day by hand",
}


def other_words(words: str) -> bool:
    """Tell whether a text may speak of a goal, of somebody else or of another time.

    Examples
    --------
    >>> other_words("Treat if the T-score falls"), other_words("Total hip T-score -1.2")
    (True, False)
    """
    return any(one.search(words) for one in (OTHERS, _OF_OTHERS, _AGO, _IN_YEAR, _GOAL, _SUPPOSED))


def is_supposed(words: str) -> bool:
    """Tell whether a text speaks of what might be, or always is."""
    return _SUPPOSED.search(words) is not None


def why_no_result(name: str) -> str:
    """Return why what a name heads is no result of this person; empty where it may be one.

    Examples
    --------
    >>> why_no_result("Testosterone (goal)"), why_no_result("Testosterone")
    ('a goal or a threshold, which is no result', '')
    """
    if OTHERS.search(name):
        return _WHY[_PEOPLE]
    if _OF_OTHERS.search(name):
        return _WHY[_EXACT]
    return A_GOAL if _GOAL.search(name) else ""


def of_this(
    words: str,
    day: date | None,
    line: Line,
    text: Text,
    reads: Callable[[str], bool],
    number_at: int | None = None,
) -> tuple[str, str, str]:
    """Return what of a line is of this person on this day, what is not, and why that is not taken.

    Parameters
    ----------
    words : str
    day : datetime.date or None
        Of the results around it.
    line : Line
    text : Text
    reads : callable
        Tells whether a piece of the line holds a result.
    number_at : int, optional
        Where the number of a laboratory's result stands. It is no year, and a line of results may hold other days.

    Returns
    -------
    tuple of str
        The first is empty where the whole line is not taken; the others are empty where all of it is.
    """
    marks = [
        (match, _SUPPOSITION) for match in _SUPPOSED.finditer(words) if not _is_verdict(words, match, reads)
    ]
    marks += [(match, _GOALS) for match in _GOAL.finditer(words)]
    marks += [(match, _EXACT) for match in _OF_OTHERS.finditer(words) if not _explains(words, match, reads)]
    marks += [(match, _PEOPLE) for match in OTHERS.finditer(words)]
    marks += [
        (match, _TIME)
        for match in (*_AGO.finditer(words), *_other_days(words, day, line, text, number_at))
        if day is None or (month := month_in(match[0])) is None or not same_day(month, day)
    ]
    if not marks:
        return words, "", ""
    mark, kind = min(marks, key=lambda one: one[0].start())
    clauses = [one.start() for one in _CLAUSE.finditer(words, 0, mark.start() + 1)]
    if kind == _TIME:  # of what stands before a range in brackets, too
        closes = max(words.rfind(")", 0, mark.start()), words.rfind("]", 0, mark.start()))
        clauses = [one for one in clauses if words[one] not in "([" or one > closes]
    begins = max(clauses, default=0)
    at = mark.start() if kind in (_GOALS, _EXACT) and reads(words[: mark.start()]) else begins
    head, tail = words[:at], words[at:]
    bare = "".join(" " for _ in mark[0]).join((words[at : mark.start()], words[mark.end() :]))
    if kind == _GOALS and re.search(r"\d", mark[0]):
        bare = tail
    closed = re.match(r"\s*[)\]]", words[mark.end() :]) is not None or mark[0].endswith(")")
    opened = words[words.rfind("(", 0, mark.start() + 1) + 1 : mark.start()]
    alone = closed and not re.search(r"\d", opened)
    follows = kind == _SUPPOSITION or (not alone and re.search(r"\d", without_dates(bare)) is not None)
    if follows and reads(head):
        return head, tail.strip(" ,;(|"), _WHY[kind]
    return "", words, _WHY[kind]


def _is_verdict(words: str, mark: re.Match[str], reads: Callable[[str], bool]) -> bool:
    """Tell whether words say what the score of a place before them means, which is none of those that define it."""
    before = words[: mark.start()]
    return (
        _VERDICT.fullmatch(mark[0]) is not None
        and reads(before)
        and bool(mentions_of(before))
        and _ANY.match(before) is None
        and _DEFINED.search(before) is None
    )


def _explains(words: str, mark: re.Match[str], reads: Callable[[str], bool]) -> bool:
    """Tell whether words on other people stand behind a result, and no number behind them."""
    return reads(words[: mark.start()]) and re.search(r"\d", without_dates(words[mark.end() :])) is None


def time_told(words: str) -> str:
    """Return the month or the season without a year of which the results behind some words are; empty where none is.

    Examples
    --------
    >>> time_told("December: "), time_told("In spring my "), time_told("I started in December and my ")
    ('in December', 'In spring', '')
    """
    return next((f"in {one['month']}" if one["month"] else one[0] for one in _months_alone(words)), "")


def _months_alone(words: str) -> list[re.Match[str]]:
    """Return where words tell a month or a season without its year, and of no birth, start or later test."""
    return [
        one
        for one in _MONTH_ALONE.finditer(words)
        if not any(
            of.search(words, max(one.start() - _LOOKED_BACK, 0), one.start())
            for of in (_DATES_ELSE, _BEGUN_OR_TO_COME)
        )
    ]


def _other_days(
    words: str, day: date | None, line: Line, text: Text, number_at: int | None
) -> list[re.Match[str]]:
    """Return where a line names a year or a day that is not the one of the results around it."""
    if day is None:
        return []
    found = [
        one
        for one in _IN_YEAR.finditer(words)
        if int(next(year for year in one.groups() if year is not None)) != day.year
        and not _DATES_ELSE.search(words[max(one.start() - _LOOKED_BACK, 0) : one.start()])
        and (number_at is None or one.start() > number_at or one.end() <= number_at)
    ]
    for one in _months_alone(words):
        month = month_in(f"{one['month']} {day.year}") if one["month"] else None
        if month is None or not same_day(month, day):
            found.append(one)
    if number_at is not None and (behind := _DAY_BEHIND.fullmatch(words, number_at)) is not None:
        own = text.date_in(behind["day"], line.place)
        if own is not None and abs((own - day).days) > _SAME_VISIT:
            found.append(behind)
    for one in DATE.finditer(words) if number_at is None else ():
        own = text.date_in(one[0], line.place)
        said = _DATES_ELSE.search(words[max(one.start() - _LOOKED_BACK, 0) : one.start()])
        if said and not (said[0].casefold() == "report" and own and (day - own).days > _SAME_VISIT):
            continue  # a report is not older than its scan
        year = re.search(r"(?:19|20)\d\d", one[0])
        if (own is None or not same_day(own, day)) and (
            own is not None or (year is not None and int(year[0]) != day.year)
        ):
            found.append(one)
    return found
