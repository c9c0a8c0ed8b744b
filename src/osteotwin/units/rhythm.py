"""How often, as people and prescriptions say it: ``"twice a week"``, ``"EOD"``, ``"q6mo"``, ``"Mon, Wed, Fri"``.

One grammar for drugs, supplements, training and the arms of trials. What may mean two things is refused with the words
that would tell them apart.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from math import inf, isclose, isfinite

from osteotwin.units.counted_rhythms import LONG_UNITS, NUMBER, UNIT_OF, counted, days_of
from osteotwin.units.fixed_rhythms import ONCE_WORDS, WITH_SHOT, fixed_days
from osteotwin.units.kinds import KINDS
from osteotwin.units.months import months_between
from osteotwin.units.patterns import later
from osteotwin.units.rhythm_doubts import ONE_RHYTHM, RANGE, ask_fraction, refuse_doubtful
from osteotwin.units.times_of_day import OF_DAY, of_times, without_time
from osteotwin.units.told_rhythm import AmbiguousRhythm, Rhythm
from osteotwin.units.weekdays import DAYS_OF_WEEK, named_weekdays
from osteotwin.units.written_numbers import in_digits

#: Longer texts say more than how often.
LONGEST_WORDS = 200
#: How much in the morning, at noon, in the evening and at night: "1-0-1".
_A_DAY = later(r"[0-4](?:-[0-4]){2,3}")
_OF_MONTH = later(
    r"(?:(?:once|1) (?:a|per|every) month,? )?(?:on )?(?:the |every |each )*(?:first|last|[0-9]{1,2})"
    r"(?: (?:day|(?:mon|tues|wednes|thurs|fri|satur|sun)day))? (?:of|in|day of) (?:the|each|every|a) month"
)
#: "the 1st and 15th of the month"
_DAYS_OF_MONTH = later(
    r"(?:twice a month,? )?(?:on )?(?:the )?([0-9]{1,2}|first) ?(?:and|&|,|/) ?(?:the )?([0-9]{1,2}|last(?: day)?)"
    r"(?: (?:day )?(?:of|in) (?:the|each|every|a) month)?(?<=[a-z])"
)
_OTHER_WEEKDAY = later(r"(?:(?:on )?alternate|every (?:other|2)) ([a-z]+)")
_HEAD = later(
    r"^(?:(?:taken|given|injected|injection|inject|take|taking|changed|replaced|applied|apply|used|use|administered|"
    r"worn|swallowed|dosed|on|one|1|a) )+(?=\S)"
)
_SPOKEN_OTHER = later(r"\bevery other (?:night|morning|evening)\b")
_NOISE = later(
    r"\b(?:only|just|usually|normally|typically) ?|,? ?\bonly$|\b(?:non-?)?consecutive |(?<=\d )separate |"
    r"\balternating (?=days)|\b(?:daily|every ?day),? (?=(?:[1-6] days (?:a|per|each) week|[1-6] days out of 7)$)"
)
#: "daily, skip every fourth week"; "daily but off each 4th week"
_SKIPPED = later(
    r",? ?(?:and |but )?(?:skip(?:ping|s)?|leaving out|with a break|off|paused?)(?: in)? (?:every|each) "
    r"(?P<n>\d{1,2})(?:st|nd|rd|th)? (?P<unit>week|month|day)$"
)
_EACH_HALF = later(
    r"1 (?:in the |every |each )?(?:morning|am),? (?:and )?"
    r"1 (?:at |in the |every |each )?(?:night|evening|bed ?time|pm)"
)
_ON_OFF = later(
    rf"(?:(?P<rest>.+?),? (?:for )?)?(?P<on>{NUMBER}) ?(?P<on_unit>{LONG_UNITS}|w|d)? on ?"
    r"(?:,? ?(?:and )?then|[,/;]|and)? ?"
    rf"(?P<off>{NUMBER}) ?(?P<off_unit>{LONG_UNITS}|w|d)? off(?:,? repeat(?:ed|ing)?)?"
)
#: "daily on the 1st": a day of the month, which is no day of the week.
_ON_DATE = later(r"\bon the [0-9]{1,2}(?:st|nd|rd|th)?$")
#: The pattern of what may be a rhythm, for the published schemas: the grammar itself is no single pattern.
IN_WORDS = (
    r"[Dd]ays?|[Dd]aily|[Nn]ight|[Mm]orning|[Ee]vening|[Hh]ours?|[Hh]rs|[Ww]ee?ks?|[Ff]ortnight|[Mm]onth|[Qq]uarter|"
    r"[Yy]ear|[Aa]nnual|[Oo]nce|[Tt]wice|[Tt]hrice|[Ss]ingle|[Oo]ne |[Ww]ith (each|every)|[0-9] ?(/|x) ?(d|w|wk|mo)$|"
    r"([Mm]on|[Tt]ue?|[Ww]ed|[Tt]hu?|[Ff]ri|[Ss]at|[Ss]un)([^A-Za-z]|$)|^[Mm][/ ]?[Ww][/ ]?[Ff]$|^[Mm] ?- ?[Ff]$|"
    r"^[QqEe] ?[0-9.]* ?[A-Za-z]+$|^[QqEeBbTt]\.?[OoIi]?\.?[DdWw]\.?$|^([BbTtQq][Dd][Ss]|[BbOo][Dd])$|[0-9] ?on.*off|"
    r"[0-9] ?/ ?(52|12)$|(^|[^A-Za-z])(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)"
    r"([^A-Za-z]|[a-z]+([^a-z]|$)|$)"
)


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
    if (times := of_times(written)) is not None:
        return times
    if _A_DAY.fullmatch(written) and (many := sum(map(int, written.split("-")))):
        return Rhythm(1.0 / many)
    refuse_doubtful(written)
    cycle = _ON_OFF.fullmatch(written)
    found = _every(written) if cycle is None else _with_pauses(cycle)
    if found is None:
        # A hyphen joins words; behind a number it may be British for "every so many".
        found = _every(without_time(written.replace("-", " "))) or _said_twice(written)
    if found is not None and cycle is None and RANGE.search(written):
        raise AmbiguousRhythm(ONE_RHYTHM)
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
    written = OF_DAY.sub("", written)
    written = re.sub(r"\beveryday\b", "every day", written)
    written = re.sub(r"\bq[. ]+(?=(?:daily|weekly|monthly|yearly)\b)", "", written)
    written = _NOISE.sub("", _SPOKEN_OTHER.sub("every other day", in_digits(written)))
    written = _SKIPPED.sub(_pause, written)
    return _EACH_HALF.sub("2 times a day", written).strip(" ,;").rstrip(".")


def _pause(found: re.Match[str]) -> str:
    """Return every so manyth week that is skipped as weeks on and one off."""
    many = int(found["n"])
    return found[0] if many <= 1 else f", {many - 1} {found['unit']}s on, 1 {found['unit']} off"


def _with_pauses(found: re.Match[str]) -> Rhythm:
    on_unit = UNIT_OF.get(found["on_unit"] or found["off_unit"] or "", "")
    off_unit = UNIT_OF.get(found["off_unit"] or found["on_unit"] or "", "")
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
    within = _every(without_time(rest)) if rest else Rhythm(1.0, implied_daily=True)
    if within is None:
        raise AmbiguousRhythm('write how often and the pauses, for example "daily, 3 weeks on, 1 week off"')
    return replace(within, on_days=on, off_days=off)


_AGAIN = later(r"(?:,? on |, | ?\(|: ?| - )")


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
    written = without_time(text)
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
        fixed = fixed_days(candidate)
        if fixed is not None:
            return Rhythm(fixed)
        found = counted(candidate)
        if found is not None:
            days = days_of(found)
            return None if days is None else Rhythm(days)
    return None
