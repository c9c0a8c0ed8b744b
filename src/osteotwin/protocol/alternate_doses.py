"""Two doses by turns: ``25 mg one day, 12.5 mg the next``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N

_ONE: Final = rf"(?P<one>{_N}) ?(?P<m>{_M})?"
_OTHER: Final = rf"(?P<other>{_N}) ?(?P<unit>{_M})"
_DAILY: Final = r"(?: daily| every day| each day| a day)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_ONE} ?(?:/|,|and|&|\+) ?{_OTHER},? (?:on |every )?alternat(?:e|ing|ely) (?:days?|daily)",
        rf"{_ONE}(?: (?:orally|po|by mouth))?(?: (?:every other|alternate) days?)?,? alternat(?:e|es|ed|ing) with "
        rf"{_OTHER}(?:{_DAILY}|(?: on)?(?: the)? (?:every other|alternate|other) days?)",
        rf"alternat(?:e|ing)(?: between)? {_ONE} ?(?:/|,|and|&|with) ?{_OTHER}(?:{_DAILY}|(?: on)? days)",
        rf"{_ONE} (?:on )?(?:1|the first) day,? (?:and |then )?{_OTHER} (?:on )?(?:the )?(?:next|other|following)"
        rf"(?: day)?(?:,? (?:and so on|alternating|repeat(?:ed|ing)?))?",
    )
)


def by_turns(text: str) -> tuple[float, float, str] | None:
    """Return two doses that are taken on every other day each, and their unit; ``None`` for anything else.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words.

    Examples
    --------
    >>> by_turns("12.5/25 mg alternating days"), by_turns("25 mg 1 day, 12.5 mg the next")
    ((12.5, 25.0, 'mg'), (25.0, 12.5, 'mg'))
    """
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None and found["m"] in (None, found["unit"]):
            return float(found["one"]), float(found["other"]), found["unit"]
    return None
