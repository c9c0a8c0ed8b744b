"""Words on the line of a scan's value that make it none of this scan: a change, what is to come, another day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.importing.scan_heads import OTHER_METHOD
from osteotwin.importing.scan_lists import DATE
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

_NUMBER: Final = r"[-+\u2212]?\s?\d[.,]?\d*"
_TURNED: Final = (
    (
        later(rf"\b(?:von|de|da|desde)\s{_NUMBER}\s+(?:auf|\u00e0|a|al)\s{_NUMBER}", re.IGNORECASE),
        "a change from one value to another; write the value of this day by hand",
    ),
    (later(r"\b(?:will be|wird|sera|ser\u00e1|predicted|projected|prognos\w*)\b", re.IGNORECASE), "not measured"),
    (
        later(r"\b(?:wrong patient|not (?:my|mine|this patient)|normwert|sollwert|normalwert)\b", re.IGNORECASE),
        "not of this person",
    ),
    (
        later(rf"\b(?:old(?:er)? scan|damals|in {WHOLE_MONTH})\b(?! (?:19|20)\d\d)", re.IGNORECASE),
        "of another day; write it by hand with its day",
    ),
)  # fmt: skip
#: Told by somebody, or of the scan by which it was found.
_TOLD: Final = later(
    r"\b(?:known (?:osteo\w+|bone loss)|diagnosed|referred (?:because|for|due)|indication|(?:gp|referral) letter|"
    r"elsewhere|outside (?:report|scan|dxa|facility|hospital)|external (?:report|scan)|"
    r"(?:patient|pt|he|she) (?:reports?|recalls?|states?|says|remembers|told)|initial(?:ly)?|originally|"
    r"at (?:the time of )?diagnosis|bekannte\w*|auswärtig\w*|anamnestisch|erstdiagnose)\b",
    re.IGNORECASE,
)
_A_YEAR: Final = later(r"(?<![\d./-])(?:19|20)\d\d(?![\d./-]*\d)")


def turned(said: str, day: date | None, method: str) -> str:
    """Return why the values of a line are none of this scan; empty where no word says so.

    Parameters
    ----------
    said : str
    day : datetime.date or None
        That of the scan.
    method : str
        The one that a heading names, where it is not DXA.

    Examples
    --------
    >>> turned("LWS: T-Wert von -2,2 auf -2,5", None, "")
    'a change from one value to another; write the value of this day by hand'
    >>> turned("Lumbar spine T-score -2.5", None, "")
    ''
    """
    beside = OTHER_METHOD.search(said)
    if beside is not None or method:
        return f"measured by {beside[0] if beside else method}, and a person's file holds what DXA measured"
    years = {int(one[0]) for one in _A_YEAR.finditer(DATE.sub(" ", said.partition(";")[0]))}
    if _TOLD.search(said) or (day is not None and years - {day.year}):
        return "of another day, or told by somebody; write it by hand with its day"
    return next((why for words, why in _TURNED if words.search(said)), "")
