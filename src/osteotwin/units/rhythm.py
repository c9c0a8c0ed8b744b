"""How often, as people and prescriptions say it: ``"twice a week"``, ``"EOD"``, ``"q6mo"``, ``"Mon, Wed, Fri"``.

One grammar for drugs, supplements, training and the arms of trials. What may mean two things is refused with the words
that would tell them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf, isclose, isfinite

from osteotwin.units.kinds import KINDS
from osteotwin.units.months import months_between
from osteotwin.units.weekdays import NAMES, named_weekdays
from osteotwin.units.written_numbers import in_digits

_UNITS = {
    "hour": ("hours", "hour", "hrs", "hr", "h"),
    "day": ("days", "day", "d"),
    "week": ("weeks", "week", "wks", "wk", "w"),
    "month": ("months", "month", "mths", "mos", "mo", "m"),
    "year": ("years", "year", "yrs", "yr", "y"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_LONG = "|".join(word for words in _UNITS.values() for word in words if len(word) > 2)
_ANY = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
_N = r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"

#: Longer texts say more than how often.
LONGEST_WORDS = 200
DAYS_OF_WEEK = 7
#: What a bare number may count; nobody does something so often in one and says so.
_BARE_PERIODS = {"daily": ("day", inf), "weekly": ("week", 8), "monthly": ("month", 3)}

#: Nothing is done every 125 weeks.
_WEEKS_OF_A_YEAR = 53
#: So many tablets of a day are a pack.
_OF_A_PACK = 13
#: One word or phrase, and the days between two times.
_FIXED = {
    "daily": 1.0, "nightly": 1.0, "qd": 1.0, "od": 1.0, "q day": 1.0, "ed": 1.0, "e/d": 1.0, "e/w": 7.0, "ew": 7.0,
    "om": 1.0, "o.m": 1.0, "qam": 1.0, "qpm": 1.0, "qhs": 1.0,
    "qn": 1.0, "nocte": 1.0, "mane": 1.0, "bid": 1 / 2, "bd": 1 / 2, "bds": 1 / 2, "tid": 1 / 3, "tds": 1 / 3,
    "qid": 1 / 4, "qds": 1 / 4, "qod": 2.0, "eod": 2.0, "alternate days": 2.0, "every alternate day": 2.0,
    "alternate day": 2.0, "alt days": 2.0, "alt day": 2.0, "hs": 1.0,
    "qw": 7.0, "qwk": 7.0, "weekly": 7.0, "ow": 7.0, "biw": 3.5, "tiw": 7 / 3, "semiweekly": 3.5,
    "fortnightly": 14.0, "every fortnight": 14.0, "eow": 14.0, "alternate weeks": 14.0,
    "once a fortnight": 14.0, "once per fortnight": 14.0, "a fortnight": 14.0,
    "on the first of each month": "month", "on the first of every month": "month", "on the 1 of each month": "month",
    "on the 1 of every month": "month",
     "every alternate week": 14.0,
    "morning and evening": 1 / 2, "morning and night": 1 / 2, "daily except sunday": 7 / 6, "qmo": "month",
    "q month": "month", "qmonth": "month",
    "qm": "month", "monthly": "month",
    "quarterly": ("month", 3), "every quarter": ("month", 3), "half yearly": ("month", 6),
    "semiannually": ("month", 6), "semi annually": ("month", 6), "yearly": "year", "annually": "year", "qy": "year",
    "every other month": ("month", 2), "pw": 7.0, "p w": 7.0, "wkly": 7.0, "per diem": 1.0, "a diem": 1.0, "pd": 1.0,
    "every single day": 1.0, "7 days a week": 1.0, "annual": "year", "once annually": "year",
    "every half year": ("month", 6), "once a quarter": ("month", 3),
    "1 day yes, 1 day no": 2.0, "1 day yes 1 day no": 2.0, "yes 1 day no 1 day": 2.0, "every 2 day": 2.0,
    "once every other month": ("month", 2), "once every other week": 14.0, "once every fortnight": 14.0,
}  # fmt: skip
_TWO_MEANINGS = {
    "biweekly": ("twice a week", "every 2 weeks"), "bimonthly": ("twice a month", "every 2 months"),
    "biannually": ("twice a year", "every 2 years"), "biannual": ("twice a year", "every 2 years"),
    "triweekly": ("3 times a week", "every 3 weeks"),
    "every weekend": ("once a week", "Saturday and Sunday"), "each weekend": ("once a week", "Saturday and Sunday"),
}  # fmt: skip
#: What says when in the day, or that something is taken at all, and nothing of how often.
_TAIL = re.compile(
    r"[,;]? ?\b(?:(?:at|in the|in|before|after|with|with or without|without|on|first thing in the|upon) )?"
    r"(?:bed ?time|bed|nights?|mornings?|evenings?|afternoons?|waking|breakfast|"
    r"food|(?:an? |each |every )?(?:fatty |full |large |light )?meals?|at [0-9]{1,2}(?::[0-9]{2})?(?: ?(?:am|pm|"
    r"o'clock))?|"
    r"on the [0-9]{1,2}(?: day)?(?: of (?:each|every|the) month)?|a snack|dinner|lunch|an empty stomach|hs|am|pm|noon|"
    r"(?:at least )?[0-9]+ (?:minutes|mins?|hours?|hrs?) (?:before|after) (?:breakfast|food|eating|meals?|dinner|"
    r"lunch|bed)|"
    r"(?:about )?the same time(?: (?:each|every|of) day| daily)?|"
    r"(?:the )?same day(?: (?:each|every|of the) (?:week|month))?)$"
)
#: Times of the day, which alone say that it is done every day.
_TIME = (
    r"(?:(?:(?:1|once) )?(?:(?:at|in|before|after|with|upon|on|the|my|going to|first thing|last thing|each|every) )*"
    r"(?:bed ?time|bed|sleep|sleeping|night(?: ?time)?|mornings?|evenings?|afternoons?|breakfast|dinner|lunch|"
    r"supper|noon|"
    r"midday|tea ?time|am|pm|waking|rising|wake up)(?: meal)?)"
)
#: A time behind a day of the week.
_OF_DAY = re.compile(
    r"(?<=\w) (?:(?:in the|at) )?(?:mornings?|evenings?|nights?|afternoons?|am|pm)\b(?= ?(?:,|/|&|\+|;|and\b) ?"
    r"(?:on )?(?:mon|tue|wed|thu|fri|sat|sun))"
)
_TIMES = re.compile(rf"{_TIME}(?:,? ?(?:,|and|&|\+|/| ) ?{_TIME})*")
#: How much in the morning, at noon, in the evening and at night: "1-0-1".
_A_DAY = re.compile(r"[0-4](?:-[0-4]){2,3}")
_ONE_TIME = re.compile(_TIME)
_BETWEEN_TIMES = re.compile(r",? ?(?:,|\band\b|&|\+|/) ?|(?<=am) (?=pm)")
_PART_OF_DAY = {
    "morning": r"mornings?|am|breakfast|waking|rising|wake up", "noon": "noon|midday|lunch|afternoons?",
    "evening": "evenings?|pm|dinner|supper|tea ?time", "night": r"nights?(?: ?time)?|bed(?: ?time)?|sleep(?:ing)?",
}  # fmt: skip
_OF_MONTH = re.compile(
    r"(?:(?:once|1) (?:a|per|every) month,? )?(?:on )?(?:the |every |each )*(?:first|last|[0-9]{1,2})"
    r"(?: (?:day|(?:mon|tues|wednes|thurs|fri|satur|sun)day))? (?:of|in|day of) (?:the|each|every|a) month"
)
#: "the 1st and 15th of the month"
_DAYS_OF_MONTH = re.compile(
    r"(?:twice a month,? )?(?:on )?(?:the )?([0-9]{1,2}|first) ?(?:and|&|,|/) ?(?:the )?([0-9]{1,2}|last(?: day)?)"
    r"(?: (?:day )?(?:of|in) (?:the|each|every|a) month)?(?<=[a-z])"
)
_OTHER_WEEKDAY = re.compile(r"(?:(?:on )?alternate|every (?:other|2)) ([a-z]+)")
_HEAD = re.compile(
    r"^(?:(?:taken|given|injected|injection|inject|take|taking|changed|replaced|applied|apply|used|use|administered|"
    r"worn|swallowed|dosed|on|one|1|a) )+(?=\S)"
)
_SPOKEN = re.compile(r"\b(?:every|each|(?<=once )a|(?<=once )per) (?:night|morning|evening|am|pm)\b")
_SPOKEN_OTHER = re.compile(r"\bevery other (?:night|morning|evening)\b")
_NOISE = re.compile(
    r"\b(?:only|just|usually|normally|typically) ?|,? ?\bonly$|\b(?:non-?)?consecutive |(?<=\d )separate |"
    r"\balternating (?=days)|\b(?:daily|every ?day),? (?=(?:[1-6] days (?:a|per|each) week|[1-6] days out of 7)$)"
)
_EACH_HALF = re.compile(
    r"1 (?:in the |every |each )?(?:morning|am),? (?:and )?"
    r"1 (?:at |in the |every |each )?(?:night|evening|bed ?time|pm)"
)
_ADVERB = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
_COUNTED = (
    r"(?:(?P<often>once|twice|thrice)|(?P<count>" + _N + r") ?(?:times?|days?|sessions?|doses?|shots?|x)?)"
)
_STRICT = r"(?:(?P<often>once|twice|thrice)|(?P<count>" + _N + r") ?(?:times?|x))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_COUNTED} ?(?:(?:a|an|per|each|every|in a|out of a) |/ ?)(?P<period>{_ANY})",
        rf"{_STRICT} ?(?P<adverb>{'|'.join(_ADVERB)})",
        rf"(?P<count>{_N}) ?x ?(?P<period>{_ANY})",
        rf"{_STRICT} (?:every|in|per|each) (?P<several>{_N}) ?(?P<period>{_ANY})",
        rf"1 ?x ?(?P<several>[0-9]*\.[0-9]+) ?(?P<period>{_ANY})",
        rf"(?:once |1 ?x? ?|a dose |1 dose )?(?:every|each) (?P<several>{_N})? ?(?P<period>{_ANY})",
        rf"(?:once |1 ?x? ?)?(?:every|each) (?P<other>other )(?P<period>{_ANY})",
        rf"(?:once |1 )?(?:per|in|each) (?P<several>{_N}) ?(?P<period>{_ANY})",
        rf"(?P<several>{_N})[- ]?(?P<adverb>hourly)",
        rf"[qe] ?(?P<several>{_N})? ?(?P<period>{_ANY})",
        rf"(?P<several>{_N})[- ](?P<adverb>{'|'.join(_ADVERB)})",
        rf"x ?(?P<count>{_N}) ?(?:(?:a|per|each|every) |/ ?)(?P<period>{_ANY})",
        rf"x ?(?P<count>{_N}) (?P<adverb>{'|'.join(_ADVERB)})",
        rf"(?P<count>{_N}) days out of (?P<of_days>{_N})",
    )
)
_ON_OFF = re.compile(
    rf"(?:(?P<rest>.+?),? (?:for )?)?(?P<on>{_N}) ?(?P<on_unit>{_LONG}|w|d)? on ?(?:,? ?(?:and )?then|[,/;]|and)? ?"
    rf"(?P<off>{_N}) ?(?P<off_unit>{_LONG}|w|d)? off(?:,? repeat(?:ed|ing)?)?"
)
_DAYS_OR_SPAN = re.compile(r"[a-z]{1,5} ?- ?[a-z]{2,5}")
_RANGE = re.compile(r"[0-9] ?(?:-|to|or) ?[0-9]")
#: "daily on the 1st": a day of the month, which is no day of the week.
_ON_DATE = re.compile(r"\bon the [0-9]{1,2}(?:st|nd|rd|th)?$")
#: What makes a range one of how often.
_OF_RHYTHM = re.compile(
    rf"\b(?:every|per|a|each|times)\b|/|^[qe]|[0-9] ?x? ?(?:{'|'.join(_ADVERB)})\b|(?<![a-z])x ?(?:{_ANY})\b"
)
#: "every 1/2 weeks", "1/2 x a week": a half, or one or two.
_FRACTION = re.compile(
    r"(?<!\d )(?<!\d)\d ?/ ?\d+ ?"
    rf"(?:hour|day|week|month|year|wk|(?:x|times?) ?(?:(?:an?|per|each|every) |/ ?)?(?:{_ANY}|{'|'.join(_ADVERB)})\b)"
)
_HORMONE = r"(?:testosterone |test |trt |t |estradiol |hormone )?"
WITH_SHOT = re.compile(
    r"(?:taken |given |take )?(?:"
    rf"(?:(?:along|together) )?(?:with|w/|alongside|on|at|after|before|(?:on |at )?the (?:same )?(?:day|time)(?: "
    rf"as| of|"
    r" after| before)?|day (?:of|after|before)|same (?:day|time) as|on the day of) (?:each |every |the |my )?"
    rf"{_HORMONE}"
    r"(?:shot|injection|pin|jab|inj|dose of testosterone)s?(?: (?:day|time)s?)?|"
    rf"(?:on |with )?(?:each |every |the |my )?{_HORMONE}(?:shot|injection|pin|jab|inj|pinning) days?|"
    rf"(?:(?:each|every) time|when|whenever) (?:i |he |she )?(?:inject|pin|injects|pins)|"
    rf"(?:per|every|each) {_HORMONE}(?:shot|injection|pin|jab)(?: days?)?"
    r")$"
)

#: The pattern of what may be a rhythm, for the published schemas: the grammar itself is no single pattern.
IN_WORDS = (
    r"[Dd]ays?|[Dd]aily|[Nn]ight|[Mm]orning|[Ee]vening|[Hh]ours?|[Hh]rs|[Ww]ee?ks?|[Ff]ortnight|[Mm]onth|[Qq]uarter|"
    r"[Yy]ear|[Aa]nnual|[Oo]nce|[Tt]wice|[Tt]hrice|[Ss]ingle|[Oo]ne |[Ww]ith (each|every)|[0-9] ?(/|x) ?(d|w|wk|mo)$|"
    r"([Mm]on|[Tt]ue?|[Ww]ed|[Tt]hu?|[Ff]ri|[Ss]at|[Ss]un)([^A-Za-z]|$)|^[Mm][/ ]?[Ww][/ ]?[Ff]$|^[Mm] ?- ?[Ff]$|"
    r"^[QqEe] ?[0-9.]* ?[A-Za-z]+$|^[QqEeBbTt]\.?[OoIi]?\.?[DdWw]\.?$|^([BbTtQq][Dd][Ss]|[BbOo][Dd])$|[0-9] ?on.*off|"
    r"[0-9] ?/ ?(52|12)$|(^|[^A-Za-z])(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)"
    r"([^A-Za-z]|[a-z]+([^a-z]|$)|$)"
)


class AmbiguousRhythm(ValueError):
    """Words for how often that may mean several things, or nothing certain; the message says what to write."""


@dataclass(frozen=True)
class Rhythm:
    """How often something is done.

    Attributes
    ----------
    days : float [day]
        Between two times, on average; infinite for what is done once.
    weekdays : tuple of int
        The days of the week, Monday being 0, where they are named.
    on_days, off_days : float [day]
        How long it goes on and how long it pauses, again and again; 0 for no pause.
    implied_daily : bool
        Whether only the pauses, or times of the day, are said, so that every day is meant.
    with_shot : bool
        Whether it goes with each injection of another drug.
    """

    days: float
    weekdays: tuple[int, ...] = ()
    on_days: float = 0.0
    off_days: float = 0.0
    implied_daily: bool = False
    with_shot: bool = False

    @property
    def mean_days(self) -> float:
        """Days between two times, on average over pauses too [day]."""
        return self.days * (self.on_days + self.off_days) / self.on_days if self.off_days else self.days


_ONE_RHYTHM = "write one rhythm, not a range: the one that is kept, or the mean of it"
ONCE_WORDS = ("once", "one time", "1 time", "single dose", "one dose", "1 dose", "single infusion", "one infusion",
              "1 infusion", "single injection", "one injection", "1 injection", "one off", "stat")  # fmt: skip


@lru_cache(maxsize=2048)
def rhythm(text: str) -> Rhythm | None:
    """Return how often a text says something is done; ``None`` for a text that is no rhythm.

    Raises
    ------
    AmbiguousRhythm
        For words that mean two things, a range, or "as needed".

    Examples
    --------
    >>> rhythm("E3.5D").days, rhythm("Mon, Wed, Fri").weekdays, rhythm("q6mo") == rhythm("twice a year")
    (3.5, (0, 2, 4), True)
    """
    if len(text) > LONGEST_WORDS:
        return None
    ask_fraction(text)
    written = _plain(text)
    if written in ONCE_WORDS or written.removeprefix("a ") in ONCE_WORDS:
        return Rhythm(inf)
    if WITH_SHOT.fullmatch(written):
        return Rhythm(inf, with_shot=True)
    if (times := _of_times(written)) is not None:
        return times
    if _A_DAY.fullmatch(written) and (many := sum(map(int, written.split("-")))):
        return Rhythm(1.0 / many)
    _refuse(written)
    cycle = _ON_OFF.fullmatch(written)
    found = _every(written) if cycle is None else _with_pauses(cycle)
    if found is None:
        # A hyphen joins words; behind a number it may be British for "every so many".
        found = _every(_without_time(written.replace("-", " "))) or _said_twice(written)
    if found is not None and cycle is None and _RANGE.search(written):
        raise AmbiguousRhythm(_ONE_RHYTHM)
    if found is not None and found.days <= DAYS_OF_WEEK and _ON_DATE.search(written):
        raise AmbiguousRhythm('write "monthly" if it is done on that day of each month, or how often alone')
    if found is not None and not isfinite(found.mean_days):
        raise AmbiguousRhythm("correct the number, which is too large")
    return found


def is_rhythm(text: str) -> bool:
    """Tell whether words say how often, or may."""
    try:
        return rhythm(text) is not None
    except AmbiguousRhythm:
        return True


_WHOLE_FIRST = (
    'write how much it is with its unit, or the part with its whole: "half a tablet of 2.5 mg daily"'
)
#: A dash or a verb before a count of tablets: "- 2 daily", "take 2 daily".
_BEFORE_COUNT = re.compile(r"^(?:[-:\s]|\b(?:then|and|please|take|taking|use|using|swallow|a|an)\b)+")


def ask_fraction(text: str) -> None:
    """Ask what a fraction of how often is: ``every 2/3 days``.

    Raises
    ------
    AmbiguousRhythm
    """
    if _FRACTION.search(text.casefold()):
        raise AmbiguousRhythm("write one number of days, weeks or months, not a fraction or a choice")


def days_between(text: str) -> float | None:
    """Return the days between two times of what is done so often, pauses averaged; ``None`` for no such words.

    Raises
    ------
    AmbiguousRhythm
        As of :func:`rhythm`.

    Examples
    --------
    >>> days_between("twice a week"), days_between("every other day"), days_between("1 week")
    (3.5, 2.0, None)
    """
    found = rhythm(text)
    return None if found is None or found.days == inf else found.mean_days


def _plain(text: str) -> str:
    written = text.replace("×", "x").replace("–", "-").replace("—", "-").replace("\u00a0", " ")
    written = re.sub(r"\b([a-z])\.(?=[a-z]\.?)", r"\1", written.casefold())  # q.o.d.
    written = re.sub(r"(?<=[a-z])\.(?=\s|,|$)", "", written)
    written = _OF_DAY.sub("", written)
    written = re.sub(r"\beveryday\b", "every day", written)
    written = re.sub(r"\bq[. ]+(?=(?:daily|weekly|monthly|yearly)\b)", "", written)
    written = _NOISE.sub("", _SPOKEN_OTHER.sub("every other day", in_digits(written)))
    return _EACH_HALF.sub("2 times a day", written).strip(" ,;").rstrip(".")


def _of_times(written: str) -> Rhythm | None:
    """Return how often something is done at times of the day and nothing else; ``None`` for any other text."""
    if written in _FIXED or not _TIMES.fullmatch(written):
        return None
    parts = [part for part in _BETWEEN_TIMES.split(written) if _ONE_TIME.search(part)]
    times = [
        {time for time, words in _PART_OF_DAY.items() if re.search(rf"\b(?:{words})\b", part)}
        for part in parts
    ]
    if len(parts) > len(set[str]().union(*times)):
        return None
    if any(len(one) > 1 and one != {"evening", "night"} for one in times):
        # "am 1 pm" is two times, or one and a count; "with dinner at night" is one.
        return None
    return Rhythm(1.0 / len(parts), implied_daily=True)


def _without_time(written: str) -> str:
    shorter, before = _SPOKEN.sub("daily", written), ""
    while shorter != before:
        shorter, before = _TAIL.sub("", shorter).strip(" ,;"), shorter
    return shorter if shorter and shorter not in ("every", "each") else written


def _refuse(written: str) -> None:
    folded_days = written.replace("-", " ")
    folded = written.replace("-", "").replace("bi ", "bi").replace("tri ", "tri")
    if folded in _TWO_MEANINGS:
        one, other = _TWO_MEANINGS[folded]
        raise AmbiguousRhythm(f'write "{one}" or "{other}", whichever is meant')
    if (
        _DAYS_OR_SPAN.fullmatch(written)
        and written not in ("mon-fri", "mo-fr")
        and (days := named_weekdays(folded_days))
    ):
        told = [day for name in written.split("-") for day in named_weekdays(name.strip())]
        one, other = (
            NAMES[day] for day in (told if len(told) == len(days) else days)
        )  # "m-th" by its letters
        raise AmbiguousRhythm(f'write "{one} and {other}" or "{one} to {other}", whichever is meant')
    if re.search(r"\b(?:as (?:needed|required)|prn|when (?:needed|i remember))\b", written):
        raise AmbiguousRhythm('write how often it is taken on average, for example "twice a week"')
    counted = _BEFORE_COUNT.sub("", written)
    if re.fullmatch(r"0?\.\d+ (?:every|each|per|a) (?:day|week|month)", counted):
        raise AmbiguousRhythm(_WHOLE_FIRST)
    bare = re.fullmatch(rf"({_N}) (daily|weekly|monthly)", _without_time(counted))
    if bare is not None:
        number, (period, many) = bare[1], _BARE_PERIODS[bare[2]]
        if float(number) < 1.0:
            # "2.5 mg tablet, half daily" is a half of it, every day.
            raise AmbiguousRhythm(_WHOLE_FIRST)
        if period == "week" and float(number) > _WEEKS_OF_A_YEAR:
            raise AmbiguousRhythm(
                f'write the unit behind {number} if it is an amount, as in "{number} mg weekly"'
            )
        # "1 daily" has one meaning.
        if float(number) < many and (period, float(number)) != ("day", 1.0):
            if float(number) >= _OF_A_PACK and period == "day":
                raise AmbiguousRhythm(
                    f'write "daily" if {number} is what a pack holds, or "every {number} days" if that is meant'
                )
            raise AmbiguousRhythm(
                f'write "{number} times a {period}" or "every {number} {period}s", whichever is meant'
            )
    if _RANGE.search(written) and _OF_RHYTHM.search(written):
        raise AmbiguousRhythm(_ONE_RHYTHM)


def _with_pauses(found: re.Match[str]) -> Rhythm:
    on_unit = _UNIT_OF.get(found["on_unit"] or found["off_unit"] or "", "")
    off_unit = _UNIT_OF.get(found["off_unit"] or found["on_unit"] or "", "")
    if not on_unit and not off_unit and float(found["on"]) + float(found["off"]) == DAYS_OF_WEEK:
        # "5 on, 2 off" is of the week; 3 on, 1 off may be days or weeks.
        on_unit = off_unit = "day"
    if not on_unit or not off_unit:
        raise AmbiguousRhythm('say days or weeks, for example "2 weeks on, 1 week off"')
    on, off = (
        float(found[name]) * KINDS["duration"].units[unit]
        for name, unit in (("on", on_unit), ("off", off_unit))
    )
    if on <= 0.0:
        raise AmbiguousRhythm("write how long it goes on, above 0")
    rest = (found["rest"] or "").strip(" ,;")
    within = _every(_without_time(rest)) if rest else Rhythm(1.0, implied_daily=True)
    if within is None:
        raise AmbiguousRhythm('write how often and the pauses, for example "daily, 3 weeks on, 1 week off"')
    return replace(within, on_days=on, off_days=off)


_AGAIN = re.compile(r"(?:,? on |, | ?\(|: ?| - )")


def _is_of_weeks(days: float) -> bool:
    """Tell whether a time between two days is a whole number of weeks, of which a day of the week can be named."""
    return days >= DAYS_OF_WEEK and days % DAYS_OF_WEEK == 0.0


def _said_twice(text: str) -> Rhythm | None:
    """Return the rhythm of words that name its days, too: ``3 times a week (Mon/Wed/Fri)``.

    Raises
    ------
    AmbiguousRhythm
        If the two differ.
    """
    for between in _AGAIN.finditer(text):
        often = _every(text[: between.start()])
        again = _every(text[between.end() :].strip(" )"))
        if often is None or again is None:
            continue
        if len(again.weekdays) == 1 and not often.weekdays and _is_of_weeks(often.days):
            return often
        other_days = often.weekdays and again.weekdays and often.weekdays != again.weekdays
        if other_days or not isclose(often.days, again.days, rel_tol=0.01):
            raise AmbiguousRhythm("write how often or on which days, not both: the two differ")
        return again if again.weekdays else often
    return None


def _every(text: str) -> Rhythm | None:
    """Return the rhythm of words without pauses."""
    written = _without_time(text)
    for candidate in dict.fromkeys((text, written, _HEAD.sub("", written))):
        weekdays = named_weekdays(candidate)
        if weekdays:
            return Rhythm(7.0 / len(weekdays), weekdays)
        if _DAYS_OF_MONTH.fullmatch(candidate):
            return Rhythm(KINDS["duration"].units["month"] / 2.0)
        if _OF_MONTH.fullmatch(candidate):
            return Rhythm(KINDS["duration"].units["month"])
        other_day = _OTHER_WEEKDAY.fullmatch(candidate)
        if other_day is not None and len(named_weekdays(other_day[1])) == 1:
            return Rhythm(14.0)
        months = months_between(candidate)
        if months is not None:
            return Rhythm(months * KINDS["duration"].units["month"])
        fixed = _FIXED.get(candidate)
        if fixed is not None:
            return Rhythm(_fixed_days(fixed))
        for form in _FORMS:
            match = form.fullmatch(candidate)
            if match is not None:
                days = _days(match.groupdict())
                return None if days is None else Rhythm(days)
    return None


def _fixed_days(fixed: float | str | tuple[str, int]) -> float:
    if isinstance(fixed, tuple):
        return KINDS["duration"].units[fixed[0]] * fixed[1]
    return KINDS["duration"].units[fixed] if isinstance(fixed, str) else fixed


def _days(found: dict[str, str | None]) -> float | None:
    """Return the days between two times of a frequency; ``None`` for no times at all."""
    if found.get("of_days"):
        count = float(found["count"] or 0)
        return float(found["of_days"] or 0) / count if count else None
    unit = _ADVERB.get(found.get("adverb") or "") or _UNIT_OF[found.get("period") or ""]
    days = KINDS["duration"].units[unit]
    if found.get("other"):
        return 2.0 * days
    several = float(found.get("several") or 1)
    often = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(found.get("often") or "")
    times = often if often is not None else float(found.get("count") or 1)
    return several * days / times if times and several else None
