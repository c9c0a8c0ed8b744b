"""Tablets that are counted at each time of a day: two in the morning and one at night are three a day."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_TABLET: Final = (
    r"(?:(?:(?:calcium|chewable|film[- ]coated) )?(?:tab(?:let)?s?|pills?|cap(?:sule|let)?s?|softgels?|chews?|"
    r"gumm(?:y|ies)|of them)\b ?)"
)
_TIME: Final = (
    r"(?:(?:at|with|for|in the|every|each|before|after|w/) ?)?(?:breakfast|mornings?|lunch(?:time)?|noon|midday|"
    r"afternoons?|dinner|supper|evenings?|nights?|bed(?:time)?|a\.?m\b\.?|p\.?m\b\.?)"
)
_N: Final = r"(?<![\w.,/-])[1-4]"
_ONE: Final = rf"{_N} ?{_TABLET}?(?:\([^()]*\) ?)?{_TIME}"
#: "two tabs am and one pm", "1 calcium tablet (500 mg) in the morning, 2 in the evening"; not "at 8 am and 1 pm".
_COUNTED: Final = later(
    rf"(?<!\bat )(?<!around )(?<!about )(?P<first>{_ONE})(?P<rest>(?:(?:,? and|[,+&/]|,? then)? ?{_ONE})+)(?!\w)",
    re.IGNORECASE,
)
_AT: Final = r"(?:(?:at|with|in the|every|each|before|after|w/) )?"
#: "morning noon and night": three times, and no more is said of them.
_THREE: Final = later(
    rf"(?<!\d )(?<![\w-]){_AT}(?:breakfast|mornings?),? (?:and )?{_AT}(?:lunch(?:time)?|noon|midday|afternoons?),? "
    rf"(?:and |& ){_AT}(?:dinner|supper|evenings?|nights?|bed(?:time)?)\b(?=\s*(?:[;.\n)]|$))",
    re.IGNORECASE,
)
#: "2-0-1": as prescriptions have it.
_BY_DASHES: Final = later(r"(?<![\d./-])[0-4](?: ?[-\u2013] ?[0-4]){2,3}(?![\d./-])")
#: What is told in such an amount, or in tablets, is no food.
_STRENGTH: Final = later(r"\d ?(?:mg|mcg|\u00b5g|\u03bcg|ug|iu|i\.u\.?|ie|ui)\b", re.IGNORECASE)
_PART: Final = later(r"[^;\n]+")
_NUMBER: Final = later(_N)
_IN_BRACKETS: Final = later(r"\([^()]*\)")
_MOST: Final = 8


def in_one_count(text: str) -> str:
    """Return an answer with tablets that are counted at each time of a day counted a day.

    Examples
    --------
    >>> in_one_count("calcium 500 mg two tabs am and one pm; milk 1 glass in the morning, 2 at night")
    'calcium 500 mg 3 times a day; milk 1 glass in the morning, 2 at night'
    >>> in_one_count("1 calcium tablet (500 mg) in the morning, 2 in the evening")
    'calcium tablet (500 mg) 3 times a day'
    >>> in_one_count("milk 200 ml morning noon and night")
    'milk 200 ml 3 times a day'
    """
    return _PART.sub(lambda part: _counted_a_day(part[0]), _THREE.sub("3 times a day", text))


def ask_several_counts(question: str, text: str) -> None:
    """Ask how many a day are taken where the counts at each time differ: a dose of each time is told by one number.

    Raises
    ------
    UnclearAnswerError
    """
    for found in _COUNTED.finditer(in_digits(text)):
        if len({*_numbers(found[0])}) > 1:
            raise UnclearAnswerError(
                question, f"{quoted(found[0])} in {quoted(text)}, several counts", "how much there is a day in all",
                'write all of a day as one dose, as in "30 mg daily", with your own number',
            )  # fmt: skip


def _counted_a_day(part: str) -> str:
    said = in_digits(part)
    found = _COUNTED.search(said) or _BY_DASHES.search(said)
    is_tablets = (
        _STRENGTH.search(said) or re.search(_TABLET, said, re.IGNORECASE) or names_calcium_brand(said)
    )
    if found is None or not is_tablets:
        return part
    if len(_COUNTED.findall(said)) > 1:
        return part
    by_dashes = found.re.pattern == _BY_DASHES.pattern
    total = sum(map(int, re.findall(r"\d", found[0]) if by_dashes else _numbers(found[0])))
    if not 1 <= total <= _MOST:
        return part
    what = "" if by_dashes else " ".join(_what(found["first"]))
    before = said[: found.start()].rstrip(" ,:")
    often = "daily" if total == 1 else f"{total} times a day"
    return f"{' ' * part.startswith(' ')}{f'{before} {what}'.strip()} {often}{said[found.end() :]}"


def _numbers(said: str) -> list[str]:
    return _NUMBER.findall(_IN_BRACKETS.sub(" ", said))


def _what(first: str) -> list[str]:
    """Return what is counted, where only the first count names it: "1 calcium tablet (500 mg)"."""
    named = re.match(
        rf"{_N} ?(?P<what>calcium {_TABLET}|{_TABLET}\([^()]*\) ?)(?P<how>\([^()]*\))?", first, re.IGNORECASE
    )
    return [one.strip() for one in named.group("what", "how") if one] if named else []
