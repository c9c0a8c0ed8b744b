"""Doses by the days of the week: ``Mon 0.5 mg, Thu 0.25 mg``, ``1 mg Mon/Wed/Fri, 0.5 mg other days``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units import NAMES, listed_weekdays, named_weekdays
from osteotwin.units.patterns import later

_N: Final = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_M: Final = r"(?:mg|ug|mcg|g|iu|units?)"
_OTHER: Final = (
    r"(?:on )?(?:all )?(?:the )?(?:other|remaining) days|(?:the |on the )?rest of the week|(?:on )?all others"
)
_DAY: Final = (
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"weekday|weekend)s?"
)
_DAYS: Final = rf"(?:(?:on |every )?{_DAY}(?: ?(?:,|/|&|\+|-|;|\band\b|\bto\b| ) ?{_DAY})*|{_OTHER})"
_FIRST: Final = later(rf"(?P<days>{_DAYS}) ?[:=]? ?(?P<dose>{_N} ?{_M})\b")
_ONE: Final = rf"{_DAYS} ?[:=]? ?{_N} ?{_M}\b"
_WHOLE: Final = later(rf"{_ONE}(?: ?(?:[,;/&+]|\band\b) ?{_ONE})*")
_OTHERS: Final = later(rf"[ ,]*\b(?:{_OTHER})$")


#: "1 mg daily except 0.5 mg on Sundays"
_BUT: Final = later(
    rf"(?P<dose>{_N} ?{_M}) (?:daily|every ?day|each day),? (?:except|but|apart from|other than)(?: for)? "
    rf"(?P<other>{_N} ?{_M}) (?P<days>{_DAYS})$"
)


def days_of_exceptions(text: str) -> str:
    """Return a daily dose with another one on some days as doses by their days; any other text as it is.

    Examples
    --------
    >>> days_of_exceptions("1 mg daily except 0.5 mg on sundays")
    '0.5 mg on sundays, 1 mg other days'
    """
    return _BUT.sub(lambda found: f"{found['other']} {found['days']}, {found['dose']} other days", text)


def days_behind(text: str) -> str:
    """Return a text that names days before doses with the days behind them; any other as it is.

    Examples
    --------
    >>> days_behind("mon 0.5 mg, thu 0.25 mg")
    '0.5 mg mon, 0.25 mg thu'
    """
    if not _WHOLE.fullmatch(text):
        return text
    return ", ".join(f"{one['dose']} {one['days']}" for one in _FIRST.finditer(text))


def in_named_days(pieces: list[str]) -> list[str]:
    """Return doses with the days that "other days" are of, by those that the others name.

    Examples
    --------
    >>> in_named_days(["1 mg mon/wed/fri", "0.5 mg other days"])
    ['1 mg mon/wed/fri', '0.5 mg tuesday, thursday, saturday and sunday']
    """
    rest = [place for place, piece in enumerate(pieces) if _OTHERS.search(piece)]
    if len(rest) != 1:
        return pieces
    named = [_days_of(piece) for place, piece in enumerate(pieces) if place != rest[0]]
    taken = {day for days in named for day in days}
    left = tuple(day for day in range(len(NAMES)) if day not in taken)
    if not named or not all(named) or not left:
        return pieces
    words = listed_weekdays(left).casefold()
    return [_OTHERS.sub(f" {words}", piece) if place in rest else piece for place, piece in enumerate(pieces)]


def _days_of(piece: str) -> tuple[int, ...]:
    """Return the days that a dose ends with."""
    bare = re.sub(rf"^{_N} ?{_M}\b", "", piece).strip(" ,()")
    return named_weekdays(bare)
