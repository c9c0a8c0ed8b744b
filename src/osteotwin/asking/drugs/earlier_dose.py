"""An earlier dose behind the one that is taken now: "50 mcg since September 2006 (started on 25 mcg in March 2006)"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.asking.drugs.dose_words import is_rhythm
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import DATE, MONTH_NAME, read_when
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.units.patterns import later

_AMOUNT: Final = r"(?:\d[\d.,]*|\.\d+) ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)\b"
_DAY: Final = rf"(?:{DATE.pattern}|(?:{MONTH_NAME},? )?(?:19|20)\d{{2}}|\d{{1,2}}[/.](?:19|20)\d{{2}})"
_FROM: Final = r"(?:since|from|in|on|starting(?: in| on)?|started(?: in| on)?|beginning(?: in)?|as of)"
#: What tells that another dose was before.
_WAS: Final = (
    r"(?:(?:i |it |we |he |she |my |dose |was |were |had |been |have |and |but |after |which |"
    r"previously|formerly|initially|originally|at first|first|before that|before this|prior to that|earlier|"
    r"started|began|"
    r"begun|starting|beginning|increased|raised|reduced|lowered|changed|up|down|at|on|with|taking|took|from)[ :,]*)+"
)
_EARLIER: Final = later(
    rf"(?:[\s,;.]+|\s*\()(?:{_WAS})?(?P<amount>{_AMOUNT})(?P<often>[^()\d;]*?(?:\d ?x? "
    rf"?[^()\d;]*?)?)[ ,]*{_FROM} (?:the )?(?P<day>{_DAY})"
    rf"(?: ?(?:-|\u2013|to|until|till) ?(?P<until>{_DAY}))?\)?[\s.]*$",
    re.IGNORECASE,
)
#: Within brackets, or behind a word of earlier times.
_TOLD: Final = later(
    r"\(|\b(?:was|were|previously|formerly|initially|originally|at first|first|before|prior|earlier|started|"
    r"began|up from|"
    r"down from|increased from|raised from|reduced from|lowered from|changed from)\b",
    re.IGNORECASE,
)
_NOW: Final = later(rf"[\s,(]+{_FROM} (?:the )?(?P<day>{_DAY})\)?[\s.,;]*$", re.IGNORECASE)
_FRAME: Final = later(
    r"^(?:[\s,.]|\b(?:i|i['\u2019]?(?:m|ve)|have|has|been|am|is|now|currently|on|taking|take|takes|my|the|dose|of|at|with|"
    r"and|it)\b)*$",
    re.IGNORECASE,
)
#: How many times as much the other dose may be.
_MOST_OF_DAY, _MOST_OF_WEEK = 4.0, 2.5
#: Only the order of two days is asked of it.
_LATE: Final = date(2150, 1, 1)


def both_doses(piece: str) -> list[str] | None:
    """Return a dose and the earlier one behind it as two courses that follow each other; ``None`` for any other text.

    Examples
    --------
    >>> both_doses("letrozole 2.5 mg daily since May 2023 (started on 1.25 mg in January 2023)")
    ['letrozole 1.25 mg daily since January 2023 until May 2023', 'letrozole 2.5 mg daily since May 2023']
    """
    earlier = _EARLIER.search(piece)
    if earlier is None or _TOLD.search(earlier[0]) is None:
        return None
    head = piece[: earlier.start()]
    now = _NOW.search(head)
    places = name_places(piece)
    if now is None or len(places) != 1 or places[0][1] > now.start():
        return None
    start, end = places[0]
    name = head[start:end]
    told = understood_of(f"{head[:start]} , {head[end : now.start()]}")
    often = earlier["often"].strip(" ,") or told.often
    if not told.amount or not all(_FRAME.match(words) for words in told.left):
        return None
    if not earlier["often"].strip(" ,") and not _as_often(earlier["amount"], told.amount, often):
        return None
    if (often and not is_rhythm(often)) or not _follows(earlier["day"], now["day"]):
        return None
    until = earlier["until"] or now["day"]
    first = " ".join(part for part in (name, earlier["amount"], often) if part)
    last = " ".join(part for part in (name, told.amount, told.often) if part)
    return [f"{first} since {earlier['day']} until {until}", f"{last} since {now['day']}"]


def _as_often(before: str, now: str, often: str) -> bool:
    """Tell whether a dose that does not say how often is taken as often as the one behind it: both are much alike."""
    (one, unit), (other, same) = _number(before), _number(now)
    most = _MOST_OF_DAY if often in ("", "daily") else _MOST_OF_WEEK
    return unit == same and 1.0 / most <= one / other <= most


def _number(amount: str) -> tuple[float, str]:
    found = re.match(r"(?P<n>[\d.,]+) ?(?P<unit>\S+)", amount)
    return (float(found["n"].replace(",", ".")), found["unit"].casefold()) if found else (1.0, "")


def _follows(first: str, second: str) -> bool:
    """Tell whether one day is before another, where both are told whole."""
    try:
        return read_when("since", first, _LATE, None).begins < read_when("since", second, _LATE, None).begins
    except UnclearAnswerError:
        return False
