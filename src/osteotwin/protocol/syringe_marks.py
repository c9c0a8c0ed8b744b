"""Marks of an insulin syringe, which count hundredths of a milliliter and are no units of a drug."""

from __future__ import annotations

import re
from math import isclose
from typing import Final

from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.units.patterns import later

_MARKS: Final = r"(?:iu|units?|u|(?:unit )?marks?|unit marks?)"
_ON: Final = r"(?: (?:on|in|with|of) (?:an? |the )?(?:insulin |u-?100 )*syringe)?"
_BEHIND: Final = later(rf"(?P<v>{_N}) ?(?:ml|cc)[ ,]*(?:\(|=|/|or |is )? ?(?P<n>{_N}) ?{_MARKS}\b{_ON} ?\)?")
_BEFORE: Final = later(
    rf"(?P<n>{_N}) ?{_MARKS}{_ON}[ ,]*(?:\(|=|/|or |is )? ?(?P<v>{_N}) ?(?:ml|cc)\b(?! ?/) ?\)?"
)
#: "draw to the 40 unit mark"
_TO_MARK: Final = later(rf"(?:draw(?: up)? )?(?:up )?to (?:the )?(?P<n>{_N})(?: ?(?:iu|units?))? marks?{_ON}")
#: Marks in a milliliter, and the largest such syringe [mL].
_PER_ML: Final = 100.0
_LARGEST_ML: Final = 1.0


def without_marks(text: str) -> str:
    """Return a dose with its volume alone, where units beside it are the marks of the syringe that it fills.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words.

    Examples
    --------
    >>> without_marks("0.5 ml (50 units) twice weekly"), without_marks("500 units (0.25 ml) daily")
    ('0.5 ml twice weekly', '500 units (0.25 ml) daily')
    """
    text = _TO_MARK.sub(lambda found: f"{float(found['n']) / _PER_ML:.12g} ml", text)
    for form in (_BEHIND, _BEFORE):
        text = form.sub(_volume, text)
    volumes = _VOLUME.findall(text)
    if len(volumes) == 1:  # "0.25 ml q3.5d (25 units)"
        text = _APART.sub(lambda found: "" if _is_mark(found["n"], volumes[0]) else found[0], text)
    return text


_VOLUME: Final = later(rf"({_N}) ?(?:ml|cc)\b")
_APART: Final = later(rf" ?\((?P<n>{_N}) ?{_MARKS}{_ON}\)")


def _is_mark(units: str, volume: str) -> bool:
    return float(volume) <= _LARGEST_ML and isclose(float(units), _PER_ML * float(volume))


def _volume(found: re.Match[str]) -> str:
    if not _is_mark(found["n"], found["v"]):
        return found[0]
    end = " " if found[0].endswith(" ") else ""
    return f"{found['v']} ml{end}"
