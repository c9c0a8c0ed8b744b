"""First doses that stand apart from the others: ``1000 mg at week 0 and week 6, then every 12 weeks``."""

from __future__ import annotations

import re
from itertools import pairwise
from math import inf
from typing import Final

from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.rhythm_words import said
from osteotwin.units.patterns import later

#: Of doses so far apart "240 mg, then 80 mg monthly" tells that the first is one dose [day].
_LONG: Final = 14.0
#: "at week 0 and week 6, then every 12 weeks"; "at weeks 0, 4, and then every 10 weeks".
_AT_WEEKS: Final = later(
    r"(?:at |on )?(?P<unit>week|day|month)s? 0"
    r"(?P<others>(?: ?(?:,|and|&|then|, and) ?(?:at )?(?:(?:week|day|month)s? )?\d+)+),? (?:and )?(?:then )?(?=every )"
)
#: "at 0 and 6 weeks, then every 12 weeks": in the order above.
_WEEKS_BEHIND: Final = later(
    r"\b(?:at )?(0(?: ?(?:,|and|&) ?\d+)+) ((?:week|day|month)s)\b(?=,? (?:and )?(?:then )?every )"
)
#: "1000 mg loading dose, then 6 weeks later, then every 12 weeks".
_LATER: Final = later(
    rf"^(?P<dose>{_N} ?{_M})(?: (?:as )?(?:an? )?(?:initial|initially|loading|starting|first)(?: dose)?)?,? (?:and )?"
    r"(?:then )?(?:again )?(?:after )?(?P<n>\d+) (?P<unit>week|day|month)s(?: later| after(?:wards)?)?,? (?:and )?then "
    r"(?=every )"
)
#: "240 mg loading dose, then 80 mg every 28 days".
_FIRST: Final = later(
    rf"^(?P<first>{_N} ?{_M})(?P<called> (?:as an? )?"
    rf"(?:initial|initially|loading|starting|first|once|start|to start|stat|"
    rf"(?:on )?(?:the )?(?:first day|day 1))(?: dose)?(?: once)?)?,? "
    rf"(?:and )?(?:then|followed by) "
    rf"(?P<next>{_N} ?{_M} (?P<rhythm>(?:every|q) ?.+|weekly|monthly))$"
)


def loading_in_steps(text: str) -> str:
    """Return a dose whose first doses are apart from the others as steps, each with its rhythm and its length.

    Examples
    --------
    >>> loading_in_steps("1000 mg at week 0 and week 6, then every 12 weeks")
    '1000 mg every 6 weeks for 6 weeks then 1000 mg every 12 weeks'
    """
    text = _WEEKS_BEHIND.sub(r"at \2 \1", text)
    text = _LATER.sub(lambda found: f"{found['dose']} at {found['unit']}s 0 and {found['n']}, then ", text)
    first = _FIRST.match(text)
    found = None if first is None else said(first["rhythm"])
    if first and found and found.days < inf and (first["called"] or found.days >= _LONG):
        days = f"{found.mean_days:.12g} days"
        return f"{first['first']} every {days} for {days} then {first['next']}"
    at = _AT_WEEKS.search(text)
    amount = None if at is None else re.match(rf"(?:.*? )??(?P<all>{_N} ?{_M})\b", text[: at.start()])
    if at is None or amount is None:
        return text
    weeks = [0, *(int(number) for number in re.findall(r"\d+", at["others"]))]
    apart = [later - sooner for sooner, later in pairwise(weeks)]
    if min(apart) <= 0:
        return text
    steps = [f"{amount['all']} every {gap} {at['unit']}s for {gap} {at['unit']}s" for gap in apart]
    return " then ".join((*steps, f"{amount['all']} {text[at.end() :]}"))
