"""Days of the week as people name and abbreviate them: ``"Mon/Thu"``, ``"MWF"``, ``"Tuesdays and Fridays"``."""

from __future__ import annotations

import re
from functools import lru_cache

from osteotwin.units.lists import listed
from osteotwin.units.patterns import later

DAYS_OF_WEEK = 7
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {
    "mo": 0,
    "tu": 1,
    "we": 2,
    "th": 3,
    "fr": 4,
    "sa": 5,
    "su": 6,
    "tues": 1,
    "thur": 3,
    "thurs": 3,
    "weds": 2,
}
_WORK = (0, 1, 2, 3, 4)
_SEVERAL = {
    "workday": _WORK, "workdays": _WORK, "weekday": _WORK, "weekdays": _WORK, "weekend": (5, 6), "weekends": (5, 6),
}  # fmt: skip
_ONE_LETTER = {"mwf": (0, 2, 4), "tth": (1, 3), "tths": (1, 3, 5), "tuth": (1, 3), "mth": (0, 3)}
_ALL_BUT = later(
    r"(?:daily|every ?day|each day|7 days a week),? "
    r"(?:except|but not|apart from|excluding|other than|but|bar|not|skip(?:ping)?|without|minus|no|none|nothing|never)"
    r"(?: for| on)? ([a-z ,/&]+)"
)
_DAILY_THROUGH = (
    r"(?:(?:daily|every day),? (?:on )?"
    r"(?=(?:weekdays?|weekends?|m ?- ?f)$|[a-z]{3,} ?(?:to|through|thru) ?[a-z]))?"
)
#: What says of the days that are left that they are free.
_FREE_WEEKEND = later(
    r",? (?:and |but )?(?:(?:nothing|none|not|off|no dose) (?:at|on|over) (?:the )?weekends?|"
    r"(?:no |free |skip )?weekends?(?: off| free)?)$"
)
_FREE_DAYS = later(
    r",? (?:and |but )?(?:(?:nothing|none|not|off) (?:on )?(?:the )?(?:other days|rest of the week)|other days off)$"
)
_OFF_WORDS = later(r"\b(?:nothing|none|not|off|no|free|skip)\b")
#: Every calendar's "Monday to Friday"; "M/F" names two days.
_M_TO_F = later(r"m ?(?:-|to|through|thru) ?f")
_BETWEEN = later(r" ?(?:,|/|&|\+|;|\band\b|-) ?| ")


@lru_cache(maxsize=4096)
def named_weekdays(text: str) -> tuple[int, ...]:
    """Return the days that a text names and nothing else, Monday being 0; empty for any other text.

    Examples
    --------
    >>> named_weekdays("mon, wed & fri"), named_weekdays("every sunday"), named_weekdays("monday to friday")
    ((0, 2, 4), (6,), (0, 1, 2, 3, 4))
    >>> named_weekdays("daily except sundays"), named_weekdays("daily monday to saturday")
    ((0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5))
    """
    but = _ALL_BUT.fullmatch(text)
    if but is not None:
        left_out = named_weekdays(but[1])
        return tuple(day for day in range(len(NAMES)) if day not in left_out) if left_out else ()
    written = re.sub(rf"^{_DAILY_THROUGH}(?:every |each |on |from )?", "", text)
    if (free := _FREE_DAYS.search(written)) is not None:
        return named_weekdays(written[: free.start()])
    if (free := _FREE_WEEKEND.search(written)) is not None and _OFF_WORDS.search(free[0]):
        days = named_weekdays(written[: free.start()])
        return () if set(days) & set(_SEVERAL["weekend"]) else days
    if _M_TO_F.fullmatch(written):
        return _SEVERAL["weekdays"]
    letters = _SEVERAL.get(written) or _ONE_LETTER.get(re.sub(r"[ ,/&+-]", "", written))
    if letters is not None:
        return letters
    through = re.fullmatch(r"([a-z]+) ?(?:-|to|till|til|until|through|thru) ?([a-z]+)", written)
    if through is not None:
        first, last = _day(through[1]), _day(through[2])
        if first is not None and last is not None and first != last:
            # "Mon-Thu" may be two days or four.
            full = (
                len(through[1]) > 4
                or re.search(r"to|til|thr", written) is not None
                or (first, last) == (0, 4)
            )
            return tuple(sorted((first + day) % 7 for day in range((last - first) % 7 + 1))) if full else ()
    days = [_day(word) for word in _BETWEEN.split(written) if word]
    known = sorted({day for day in days if day is not None})
    return tuple(known) if len(known) == len(days) else ()


def listed_weekdays(days: tuple[int, ...]) -> str:
    """Return the names of days as a list in words."""
    return listed(NAMES[day] for day in days)


def _day(word: str) -> int | None:
    if word in _SHORT:
        return _SHORT[word]
    return _DAY_OF.get(word[:-1] if word.endswith("s") else word)


#: By their names and the first three letters of them, in lower case.
_DAY_OF = {word: k for k, name in enumerate(NAMES) for word in (name.casefold(), name[:3].casefold())}
