"""Two doses by turns: ``25 mg one day, 12.5 mg the next``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.dose_strength import EACH
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.units.patterns import later

_ONE: Final = rf"(?P<one>{_N}) ?(?P<m>{_M})?"
_OTHER: Final = rf"(?P<other>{_N}) ?(?P<unit>{_M})"
_AGAIN: Final = (
    r"(?:,? (?:and )?(?:then )?(?:so on|alternating|repeat(?:ed|ing|s)?(?: it| that)?|again|"
    r"back to the first))*"
)
#: "1 sachet of 50 mg", "0.5 x 50 mg": so many of so much.
_MANY: Final = later(
    rf"(?P<n>{_N}) (?:{EACH} (?:of )?|x )(?P<one>{_N}) ?(?P<m>{_M})(?: {EACH})?(?= |,|$)|"
    rf"(?P<k>{_N}) (?P<size>{_N}) ?(?P<u>{_M}) {EACH}\b"
)
#: "one 50 mg packet one day, half the next"
_HALF_OF_IT: Final = later(
    rf"^(?P<first>(?P<one>{_N}) ?(?P<m>{_M}) (?:on )?1 day),? (?:and |then )*0\.5(?: of (?:it|that|one)| {EACH})? "
    r"(?=(?:on )?(?:the )?(?:next|other|following)\b)"
)
_NOTHING: Final = later(r"\b(?:nothing|none|no dose)(?= (?:on )?(?:the )?(?:next|other|following)\b)")
_DAILY: Final = r"(?: daily| every day| each day| a day)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_ONE} ?(?:/|,|and|&|\+) ?{_OTHER},? (?:on |every )?alternat(?:e|ing|ely) (?:days?|daily)",
        rf"{_ONE}(?: (?:orally|po|by mouth))?(?: (?:every other|alternate) days?)?,? alternat(?:e|es|ed|ing) with "
        rf"{_OTHER}(?:{_DAILY}|(?: on)?(?: the)? (?:every other|alternate|other) days?)",
        rf"alternat(?:e|ing)(?: between)? {_ONE} ?(?:/|,|and|&|with) ?{_OTHER}(?:{_DAILY}|(?: on)? days)",
        rf"{_ONE} (?:on )?(?:the )?(?:1|first|one)(?: |st )?(?:day|day 1),? (?:and |then )*{_OTHER} (?:on )?(?:the )?"
        rf"(?:next|other|following|2|second)(?: day)?{_AGAIN}",
        rf"{_ONE} (?:on )?day 1,? (?:and |then )*{_OTHER} (?:on )?(?:the )?(?:next|following|day 2)(?: day)?{_AGAIN}",
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
    plain = _MANY.sub(_in_all, _WHOLE.sub("1 ", text))
    plain = _HALF_OF_IT.sub(
        lambda found: f"{found['first']}, {float(found['one']) / 2.0:.12g} {found['m']} ", plain
    )
    if (unit := re.search(rf"{_N} ?({_M})\b", plain)) is not None:
        plain = _NOTHING.sub(f"0 {unit[1]}", plain)
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None and found["m"] in (None, found["unit"]):
            return float(found["one"]), float(found["other"]), found["unit"]
    return None


#: "full packet"
_WHOLE: Final = later(rf"\b(?:(?:1|an?|the) )?(?:full|whole) (?={EACH}\b)")


def _in_all(found: re.Match[str]) -> str:
    count, one = (float(found[key] or found[other]) for key, other in (("n", "k"), ("one", "size")))
    return f"{count * one:.12g} {found['m'] or found['u']}"
