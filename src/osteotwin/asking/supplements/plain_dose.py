"""A dose of calcium or vitamin D without words that leave its day as it is, and a range as the mean of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import named_drugs
from osteotwin.units.patterns import later

_OF_MODEL: Final = later(
    r"\b(?:calcium|kalzium|calcio|ca)\b|\bvit(?:amin)?s?\.? ?d[23]?\b|\bd3\b|calciferol", re.IGNORECASE
)
_UNIT: Final = r"(?:mg|mcg|\u00b5g|ug|iu|units?)"
#: "500 to 1000 mg", of one nutrient; "500 mg or 1 tablet" is of two things.
_RANGE: Final = later(
    rf"(?<![\d.,/-])(?P<low>\d[\d,]*)(?: ?(?P<unit_low>{_UNIT}))? ?(?:-|\u2013|\bto\b|\bor\b) ?(?P<high>\d[\d,]*) ?"
    rf"(?P<unit>{_UNIT})\b(?! ?(?:/|per) ?ml)",
    re.IGNORECASE,
)
_A_DAY: Final = later(r"/ ?d(?:ay)?\b|\b(?:a|per|each|every) day\b|\bdaily\b", re.IGNORECASE)
#: Of a day in all: in how many doses and at which meal changes nothing.
_PARTED: Final = later(
    r",? ?\b(?:in (?:two|three|2|3|several|divided|separate|split)(?: (?:divided|separate|split))? doses|"
    r"split(?:ting)? (?:it|this|them)?(?: up)? ?(?:in(?:to)?|over|between) (?:two|three|2|3|several)"
    r"(?: or (?:more|three|3))? (?:doses|tablets|times|meals))(?: (?:over|across|during|through(?:out)?) the day)?",
    re.IGNORECASE,
)
_IDLE: Final = later(
    r",? ?\b(?:generally|usually|typically|normally)\b|,? ?\b(?:at|with|during) meal ?times?\b|"
    r"(?<=[a-z)]) (?:and|with(?: \(?or without\)?)?) "
    r"(?:(?:some|a little|the|my|solid) )*(?:food|diet)(?=\s*(?:[,.;]|$))",
    re.IGNORECASE,
)
_TIME: Final = (
    r"(?:(?:at|with|for|in the) )?(?:breakfast|mornings?|lunch|noon|midday|afternoons?|dinner|supper|evenings?|nights?|"
    r"bedtime|am|pm)"
)
_THREE_MEALS: Final = later(
    rf"\b{_TIME},? (?:and )?{_TIME},? (?:(?:and|und|et|y|&) )?{_TIME}\b", re.IGNORECASE
)
#: Of the sun, and no Sunday.
_SUN: Final = later(
    r",? ?(?:\b(?:plus|with|and|no|without)|\+)(?: (?:some|the|daily|my|a bit of|much))* "
    r"sun(?:light|shine)?(?: exposure)?\b",
    re.IGNORECASE,
)
_DAY_NAMED: Final = later(
    r"\b(?:mon|tue|wed|thu|fri|sat)(?:s|sday|day|nesday|rsday|urday|urs)?\b", re.IGNORECASE
)
#: "calcium 1200 mg/day (dietary + supplement)"
_OF_BOTH: Final = later(
    r"[\s,]*\(?\b(?:(?:in total|total|intake|from|of|both) )*(?:diet(?:ary)?|foods?)(?: intake)? ?"
    r"(?:\+|&|\band\b|\bplus\b) ?(?:supplement(?:s|al|ation|ary)?|tablets?|pills?)"
    r"(?: (?:together|intake|combined))?\)?(?=\W|$)",
    re.IGNORECASE,
)
_D2: Final = later(r"\bergocalciferol\b|\bdrisdol\b|\bd2\b", re.IGNORECASE)
#: "2 a day (2000 IU total)": of all of them.
_SEVERAL: Final = later(
    rf"(?<![\d.,])(?:[2-9]|two|three|four|twice)\b(?![.,]?\d| ?(?:{_UNIT}|g)\b)", re.IGNORECASE
)
_SO_MANY_IN_ALL: Final = later(
    r"^(?P<name>[^\d(;,]*\bd3 [^\d(;,]*|[^\d(;,]*),? (?P<n>[2-9]) (?:a|per) day,? "
    rf"\(?(?P<all>\d[\d.,]* ?{_UNIT}) (?:in )?total\)?$",
    re.IGNORECASE,
)
_N: Final = r"(?:[1-9]|one|two|three)"
#: What is asked of words beside a dose: what they are, what lacks, and what to write.
_ASKED: Final = (
    (
        later(
            r"(?<![\w.,-])[1-9] ?(?:-|\u2013|to|or) ?[1-9](?: ?(?:x|times|tablets?|capsules?|pills?|caps)?"
            r"(?: *(?:a|per|each|/|every) *day| daily)\b|(?= (?:calcium|vit|d3|tab|cap)))",
            re.IGNORECASE,
        ),
        "one number or the other", "how many a day",
        'write the number of most days, as in "calcium tablets 500 mg twice a day"',
    ),
    (
        later(
            rf"\b{_N} (?:tablets? |pills? )?{_TIME},? and {_N} (?:tablets? |pills? )?{_TIME}\b|"
            rf"^(?P<n>{_N}) [^,;()]+? {_TIME},? and (?!(?P=n)\b){_N} (?:tablets? |pills? )?{_TIME}\b",
            re.IGNORECASE,
        ),
        "several counts", "how many a day in all",
        'write them in one number, as in "calcium tablets 500 mg 3 times a day"',
    ),
    (
        later(
            r"\b(?:twice|thrice|(?:[2-4]|two|three|four) ?(?:x|times)\b).*\btotal\b|"
            r"\btotal\b.*\b(?:twice|[2-4] ?(?:x|times))\b",
            re.IGNORECASE,
        ),
        "of each time or of the day", "how much it is each time",
        'write how much each time, as in "calcium tablets 500 mg twice a day"',
    ),
    (
        later(r"(?:\bplus|\band|\+) \d[\d.,]{2,} (?=weekly|monthly|daily|(?:a|per|every|once) )", re.IGNORECASE),
        "a second dose without its unit", "each dose with its unit",
        'write it behind a semicolon, as in "vitamin D 1000 IU daily; vitamin D 20000 IU weekly"',
    ),
    (
        later(
            r"(?:\b(?:for|over|x) (?:the next )?(?:\d+|an?|one|two|three|four|six)?|"
            r"(?<!every )(?<!each )(?<!per )(?<!past )(?<!last )(?<!about )(?<!since )(?<!in )(?<![\d.])"
            r"\b(?:[2-9]|1\d)) ?(?:weeks?|months?|years?)\b(?! ago| now| so far)",
            re.IGNORECASE,
        ),
        "which may be over some day", "what goes on all along",
        "write it among the drugs, with its first day and how long or how often: "
        '"vitamin D 50,000 IU weekly for 8 weeks, starting 1 March 2026"',
    ),
)  # fmt: skip
_WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?"
#: "Monday, Wednesday and Friday"
_DAYS: Final = later(rf"\b{_WEEKDAY}(?:(?:, ?(?:and )?| and | ?& ?){_WEEKDAY})+\b", re.IGNORECASE)
#: Of a salt or tablets, their total and not that of food.
_TOTAL: Final = later(r",? ?\b(?:in )?(?:total|all)(?: of)?\b(?! year| day)", re.IGNORECASE)
_TABLETS: Final = later(
    r"\b(?:carbonate?|citrate?|tablets?|pills?|capsules?|supplements?|chews?|gummies)\b", re.IGNORECASE
)
#: A word behind all says that they are tablets.
_SUPPLEMENTS: Final = later(
    r",?(?<!\d)(?: both| all)?(?: as| in)? (?:supplements?|tablets?|pills?|capsules?)(?=\W*$)", re.IGNORECASE
)
_BARE_CALCIUM: Final = later(r"\b(?:ca|calcium|kalzium|calcio)\b(?= \d)", re.IGNORECASE)
#: Forms of vitamin D that are drugs, of other names than those that the library knows.
_ACTIVE: Final = later(
    r"\b\w+(?:calcitol|calcidol)\b|\bdoxercalciferol\b|\bactiv(?:e|ated) (?:form of )?vit(?:amin|\.)? ?d3?\b",
    re.IGNORECASE,
)
_CALCIFEDIOL: Final = later(r"(?<![\w.])25[- ]?\(?oh\)?[- ]?(?:vit(?:amin)? ?)?d[23]?(?!\w)", re.IGNORECASE)


def plain_dose(piece: str) -> tuple[str, str]:
    """Return a dose in plain words and what is to be said of it; empty where nothing is.

    Raises
    ------
    UnclearAnswerError
        Of calcifediol, which is more than so much vitamin D and a value of the blood, too.

    Examples
    --------
    >>> plain_dose("calcium 500 to 1000 mg/day, in divided doses")
    ('calcium 750 mg/day', 'of 500 to 1000 mg the mean is taken, 750 mg')
    >>> plain_dose("milk 200 ml daily")
    ('milk 200 ml daily', '')
    """
    if (active := _CALCIFEDIOL.search(piece)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(active[0])} in {quoted(piece)}, which is calcifediol or a value of the blood",
            "which it is",
            'write "vitamin D 800 IU daily", with your own number, if vitamin D is taken; a value among the laboratory '
            "values; calcifediol among the drugs",
        )  # fmt: skip
    of_plants = "vitamin D2 is counted as D3 is, which raises the level more" if _D2.search(piece) else ""
    named = len(_OF_MODEL.findall(piece))
    if not named:
        return piece, of_plants
    for words, what, expected, fix in _ASKED:
        if (found := words.search(piece)) is not None:
            said = found[0].strip()
            raise UnclearAnswerError("food", f"{quoted(said)} in {quoted(piece)}, {what}", expected, fix)
    if (
        named == 1
        and (both := _OF_BOTH.search(piece)) is not None
        and re.match(r"\W*(?:total )?cal", piece, re.IGNORECASE)
    ):
        piece = f"{piece[: both.start()]}{piece[both.end() :]}".strip(" ,") + " in all"
    plain = _DAYS.sub(
        lambda days: "/".join(day[:3] for day in re.findall(_WEEKDAY, days[0], re.IGNORECASE)), piece
    )
    if _SUPPLEMENTS.search(plain) and (bare := _BARE_CALCIUM.sub("calcium tablets", plain)) != plain:
        plain = _SUPPLEMENTS.sub("", bare)
    if (several := _SO_MANY_IN_ALL.match(plain)) is not None:
        return (
            f"{several['name']} {several['all']} daily",
            f"{several['n']} a day come to {several['all']} in all",
        )
    if named == 1 and _TABLETS.search(plain) and not _SEVERAL.search(plain):
        plain = _TOTAL.sub("", plain)
    plain = _THREE_MEALS.sub("3 times a day", plain)
    plain = _IDLE.sub("", plain if _DAY_NAMED.search(plain) else _SUN.sub("", plain))
    plain = _PARTED.sub("", plain) if _A_DAY.search(piece) else plain
    ranges = [one for one in _RANGE.finditer(plain) if _is_range(one)]
    if len(ranges) != 1 or (named > 1 and plain[: ranges[0].start()][-1:] != "("):
        return plain, of_plants  # "calcium + D3 600-800" is of two
    (one,) = ranges
    mean = (_number(one["low"]) + _number(one["high"])) / 2.0
    said = f"of {one[0]} the mean is taken, {mean:g} {one['unit']}"
    return f"{plain[: one.start()]}{mean:g} {one['unit']}{plain[one.end() :]}", said


def ask_of_active_form(piece: str) -> None:
    """Ask of a form of vitamin D that is a drug, of which a microgram is far more than one of vitamin D.

    Raises
    ------
    UnclearAnswerError
    """
    words = folded(piece).split()
    told = (" ".join(words[at : at + many]) for many in (1, 2, 3) for at in range(len(words)))
    if any(one in _active_forms() for one in told) or _ACTIVE.search(piece):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which is a drug", "foods and supplements",
            "write it in the answer on drugs, with its dose, how often and since when",
        )  # fmt: skip


@cache
def _active_forms() -> frozenset[str]:
    forms = {
        name: drug
        for name, drug in named_drugs().items()
        if drug.kind == "vitamin_d_form" and name != "ergocalciferol"
    }
    return frozenset(folded(one) for name, drug in forms.items() for one in (name, *drug.names))


def _is_range(found: re.Match[str]) -> bool:
    low, high = found["unit_low"], found["unit"]
    return _number(found["low"]) < _number(found["high"]) and low in (None, high)


def _number(text: str) -> float:
    return float(text.replace(",", ""))
