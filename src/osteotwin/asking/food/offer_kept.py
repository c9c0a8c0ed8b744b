"""Whether a line that is offered for food or supplements keeps what was told: its amounts, its rhythm, its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from osteotwin.units import in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_DOSE: Final = later(
    r"(?<![\w.,])(?P<n>\d[\d,]*(?:\.\d+)?) ?(?P<unit>mg|mcg|\u00b5g|\u03bcg|ug|iu|ie|ui)\b", re.IGNORECASE
)
#: "100 000", "2.500"
_THOUSANDS: Final = later(r"(?<=\d)[ .](?=\d{3}(?!\d))")
_BARE: Final = later(
    r"(?<![\w.,/])(\d{1,3}(?:[ ,]\d{3})+|[1-9]\d{2,5})"
    r"(?![\d/]|[.,]\d| ?(?:mg|m?c?g|[\u00b5\u03bcu]g|iu|ie|ui|ml|kcal)\b)"
)
_TIMES: Final = later(
    r"\b(?P<k>[2-6]) ?[x\u00d7] ?(?P<n>\d[\d,]*(?:\.\d+)?) ?(?:mg|mcg|\u00b5g|ug|iu|ie|ui)\b", re.IGNORECASE
)
_MUCH: Final = later(
    r"\b\d+(?:\.\d+)? ?(?:ml|cl|dl|l|g|oz|cups?|glass(?:es)?|pints?|slices?|portions?|servings?|tins?|cans?)\b",
    re.IGNORECASE,
)
_RHYTHM: Final = later(
    r"\b(?:(?P<day>daily|(?:(?:[2-9] times|twice|once) )?(?:every|each|per|a) (?:day|morning|evening|night))|"
    r"(?P<week>weekly|(?:(?:\d+ times|twice|once) )?(?:every|each|per|a) week))\b",
    re.IGNORECASE,
)
_SOME_DAYS: Final = later(r"\b[1-6] days\b", re.IGNORECASE)
_OF_DIET: Final = later(
    r"\b(?:intake|diet(?:ary)?|foods?|app|cronometer|myfitnesspal|nahrung|essen)\b", re.IGNORECASE
)
_OF_TABLETS: Final = later(
    r"\b(?:carbonate|citrate|tab(?:let)?s?|pills?|capsules?|caps|supplements?|tabletten?|adcal|caltrate)\b",
    re.IGNORECASE,
)
_IN_UNITS: Final = later(r"\d ?(?:iu|ie|ui|mcg|\u00b5g|ug)\b", re.IGNORECASE)
_AND_UNITS: Final = later(r"(?<=mg)/\d+ IU\b")
_TO_IU: Final = 40.0
_SHARES: Final = (1.0, 2.0, 3.0, 4.0, 0.5)


def keeps_food(told: str, line: str, lines: Iterable[str]) -> bool:
    """Tell whether a line keeps what an answer tells.

    Parameters
    ----------
    told : str
        The part of the answer in whose place it is offered.
    line : str
    lines : iterable of str
        All that is offered, to choose from.

    Examples
    --------
    >>> keeps_food("vitamin D 2000 IU daily plus a multi with 400", "vitamin D 800 IU daily", ())
    False
    >>> keeps_food("my calcium intake is 1100 mg per day", "calcium carbonate 1100 mg daily", ())
    False
    >>> keeps_food("2 cappuccinos daily", "2 cappuccinos a week", ()), keeps_food("cheese daily", "cheddar daily", ())
    (False, True)
    """
    plain = _THOUSANDS.sub("", in_digits(in_english(told)))
    if _OF_DIET.search(plain) and not _OF_TABLETS.search(plain) and _OF_TABLETS.search(line):
        return False
    if _SOME_DAYS.search(plain) and re.search(r"\bevery day\b|\bdaily\b", line) and not _rhythms(plain):
        return False
    here, there = _rhythms(plain), _rhythms(in_digits(line))
    if len(here) == 1 and there and not here & there:
        return False
    if not all(_times_kept(one, line) for one in _TIMES.finditer(plain)):
        return False
    doses, offered = [*_doses(plain), *_bare(plain)], _doses(line)
    if not _IN_UNITS.search(plain):  # the vitamin D of one tablet, where its calcium is told
        offered = _doses(_AND_UNITS.sub(" ", line))
    if not doses or not offered:
        return True
    known = {*doses, sum(doses), sum(doses) / len(doses)}
    if not all(any(_is_same(one, other * share) for other in known for share in _SHARES) for one in offered):
        return False
    every = {one for other in (line, *lines) for one in _doses(other)}
    of_d = _doses(plain, of_d=True)
    return bool({sum(of_d), sum(of_d) / max(len(of_d), 1)} & every) or all(
        any(_is_same(one, other) for other in every) for one in of_d
    )


def with_what_was_told(told: str, line: str, reads: Callable[[str], bool]) -> str:
    """Return a line with the amount and the rhythm that were told of it, where it has none and is read with them."""
    plain = in_digits(in_english(told))
    if ";" in line:
        return line
    rhythms, amounts = list(_RHYTHM.finditer(plain)), _MUCH.findall(plain)
    if len(rhythms) == 1 and not _rhythms(in_digits(line)):
        often = rhythms[0][0]
        ways = (f"{line} {often}", f"{', '.join(f'{one} {often}' for one in line.split(', '))}")
        line = next(filter(reads, ways), line)
    if (
        len(amounts) == 1
        and not re.search(r"\d", in_digits(line))
        and reads(longer := f"{amounts[0]} of {line}")
    ):
        line = longer
    return line


def _rhythms(text: str) -> set[str]:
    return {name for one in _RHYTHM.finditer(text) for name in ("day", "week") if one[name]}


def _doses(text: str, *, of_d: bool = False) -> list[float]:
    """Return amounts of supplements, those of vitamin D in IU; of vitamin D alone, whose salts weigh nothing else."""
    found: list[float] = []
    for one in _DOSE.finditer(text):
        if of_d and one["unit"][0].casefold() != "i":
            continue
        number = float(one["n"].replace(",", ""))
        found.append(
            number * _TO_IU
            if one["unit"][0].casefold() in "\u00b5\u03bcu" or "c" in one["unit"].casefold()
            else number
        )
    return found


def _bare(text: str) -> list[float]:
    """Return numbers without a unit that may be of a supplement: "vitamin D 50 000"."""
    return [float(one.replace(" ", "").replace(",", "")) for one in _BARE.findall(text)]


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= 0.01 * max(one, other)


def _times_kept(found: re.Match[str], line: str) -> bool:
    """Tell whether "2 x 500 mg" is twice 500 mg in a line, or 1000 mg, where the line has such an amount."""
    number, times = float(found["n"].replace(",", "")), float(found["k"])
    if not any(_is_same(one, number) for one in _doses(line)):
        return True
    often = "twice" if times == 2.0 else f"{times:g} times"
    return (
        often in line or f"{times:g} x" in line or any(_is_same(one, number * times) for one in _doses(line))
    )
