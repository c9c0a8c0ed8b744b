"""How often a food is eaten, where it stands before the food or in days of the week: put behind it, as times a week."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.values import Mistake
from osteotwin.units import AmbiguousRhythm, in_digits, rhythm
from osteotwin.units.days_abroad import DAYS
from osteotwin.units.patterns import later

_DAYS_ABROAD: Final = tuple(
    (later(rf"\b(?:(?:am|an|le|les|los|el|jeden) )?(?:{written})\b", re.IGNORECASE), day)
    for day, written in DAYS.items()
)
#: "de Monday a Friday": from one day to another, and not on the two.
_TO: Final = later(
    rf"(?:\b(?:from|von|de|del|du|da|dal) )?\b(?P<first>{'|'.join(DAYS)}) ?"
    rf"(?:\b(?:through|thru|until|till|bis|a|al|\u00e0|au|hasta)\b|\u2013) ?(?P<last>{'|'.join(DAYS)})\b",
    re.IGNORECASE,
)
_FULL: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?)"
_NAMES: Final = r"(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b"
_SHORT: Final = rf"{_NAMES}(?!['\u2019]|-(?!{_NAMES}))\.?"
_ANY: Final = rf"(?:{_FULL}|{_SHORT})"
_JOIN: Final = r"\s*(?:,\s*(?:and )?|/|&|\+|-|\b(?:and|und|et|y|to)\b)\s*"
_AND: Final = later(r"\b(?:und|et|y)\b", re.IGNORECASE)
_NIGHT: Final = r"(?: (?:mornings?|afternoons?|evenings?|nights?)\b)?"
#: Days of the week; a short name alone stands behind "on" only: sun-dried, sat fat.
_DAYS: Final = later(
    rf"(?<![\w-])(?<!tgi )(?<!except )(?<!except on )(?<!but )(?<!not on )(?<!but on )"
    rf"(?P<before>,?\s*(?:(?:only|just) )?"
    rf"(?:(?:on|at|every|each|am) )?)(?P<days>{_ANY}(?:{_JOIN}{_ANY})+|{_FULL}|"
    rf"(?:(?<=on )|(?<=every )|(?<=each ))(?:{_SHORT})|{_SHORT}(?=:)){_NIGHT}(?![\w-])"
    r"(?! (?:roast|brunch|burger|dinner|lunch)\b)",
    re.IGNORECASE,
)
_WEEKEND: Final = later(
    r"\b(?:(?:but|at|on|over|every|each|am|jedes|le|les|only|just) )*(?:the )?(?:week-?ends?|wochenenden?)\b",
    re.IGNORECASE,
)
#: How often, in words that stand before a food, too.
FREQUENCY: Final = (
    r"(?:(?:once|twice|\d ?(?:x|times)) ?(?:daily|weekly|monthly)|"
    r"(?:once|twice|\d+(?:\.\d+)? ?(?:x|times)|\d days)(?: ?/ ?| ?(?:a|per|each|every) )(?:day|week|month|wk)|"
    r"once (?:every|in) \d+ (?:days|weeks)|every (?:(?:other|second|third|single|\d+) )?(?:days?|weeks?|months?)|"
    r"each (?:day|week)|daily|weekly|monthly|nightly)"
)
_SAID: Final = later(rf"\b{FREQUENCY}(?!\w)", re.IGNORECASE)
#: "once a week on Fridays": said twice.
_SAID_TWICE: Final = later(
    rf"(?P<often>\b(?:once|twice|\d ?x|\d times) (?:a|per) week),? (?:on )?{_ANY}(?:{_JOIN}{_ANY})*(?![\w-])",
    re.IGNORECASE,
)
_FIRST: Final = later(
    rf"^(?:(?:and|but|then|also|i|we|und|et|y|ich|je|yo|eat|drink|have|take|esse|trinke|nehme|mange|bois|prends|como|"
    rf"bebo|tomo) )*(?P<often>{FREQUENCY})(?!:),?\s+(?P<food>\S.*)$",
    re.IGNORECASE,
)
_EACH_DAY: Final = later(
    r"daily|every (?:single )?day|each day|(?:once|1 ?x|1 times) (?:a|per) day", re.IGNORECASE
)
#: "prunes 5 a day": five prunes, and no five times.
_COUNTED: Final = later(
    r"^(?P<name>[^\d,;]{3,40}?),? (?P<n>\d{1,2}) (?:(?:a|per|each|every) (?P<per>day|week)|(?P<adverb>daily|weekly))$",
    re.IGNORECASE,
)
_EXCEPT: Final = r"\b(?:daily|every day),? \(?(?:except|but|apart from|bar)(?: for| not)?"
_PLAIN: Final = (
    (later(r"\b(?P<n>\d) ?x ?/? ?(?P<per>week|day|month)\b", re.IGNORECASE), r"\g<n> times a \g<per>"),
    (later(r"\b(?P<n>[1-7]) ?/ ?7(?: days)?\b(?! ?%)"), r"\g<n> days a week"),
    (later(r"\b(?:on )?(?P<n>[1-7]) (?:days )?(?:out )?of (?:the |every )?(?:7|seven)(?: days)?\b", re.IGNORECASE),
     r"\g<n> days a week"),
    (later(r"\b(?:over|across|spread over|lasts (?:me )?|for) (?P<n>[2-9]|two|three|four|five) days\b",
                re.IGNORECASE), r"every \g<n> days"),
    (later(r"\b(?P<one>an?|my|one|1) daily (?P<food>[^,;.()]+?)(?=,| and |[;.(]|$)", re.IGNORECASE),
     r"\g<one> \g<food> every day"),
    (later(
        r",? (?:ever )?since (?:(?:[a-z]+ )?(?:19|20)\d\d|childhood|forever|i was [a-z\d ]+|age \d+)\b",
        re.IGNORECASE), ""),
    (later(r"\b(?:ogni (?:mattina|sera|giorno|pomeriggio)|cada (?:ma\u00f1ana|noche|tarde)|chaque (?:matin|soir)|"
                r"tous les (?:matins|soirs)|todas las (?:ma\u00f1anas|noches)|todos los d\u00edas|"
                r"jeden (?:morgen|abend|mittag))\b", re.IGNORECASE), "every day"),
    (later(r"(?:\b(?:at|around|by|um|a las|\u00e0|alle|@) ?)?\b\d{1,2}:\d\d\b(?: ?(?:[ap]m|uhr|h)\b)?",
                re.IGNORECASE), ""),
    (later(r"(?:\b(?:at|around|by|um|until|till|@) ?)?\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|uhr|"
                r"o['\u2019]?clock)(?![\w.])", re.IGNORECASE), ""),
    (later(r"(?<=\w),? (?:with )?no added (?:sugar|salt)\b", re.IGNORECASE), ""),
    (later(r"^at \d{1,2}(?:[:.]\d\d)?,? (?=(?:an?|my|the|some|\d) )", re.IGNORECASE), ""),
    (later(rf"{_EXCEPT}(?: on| at)?(?: the)? week-?ends?\)?", re.IGNORECASE), "5 times a week"),
    (later(rf"{_EXCEPT}(?: on)? {_FULL}\)?(?!,? (?:and|or|,))", re.IGNORECASE), "6 times a week"),
    (later(r"\b(?:diari[oa]s?|quotidiennement)\b", re.IGNORECASE), "daily"),
    (later(r"(?P<often>/ ?(?:day|week|wk)\b) (?=[a-z])(?!(?:with|and|in|on|for|at|plus|or|but|from|after|before|"
                r"as|mit|und|im|when|if|since|to|by)\b)", re.IGNORECASE), r"\g<often>, "),
    (later(r"/ ?wk\b", re.IGNORECASE), "/week"),
    (later(r",? ?\b(?:more or less|give or take|mehr oder weniger|plus ou moins|m[a\u00e1]s o menos|"
                r"\u00e0 peu pr\u00e8s)\b", re.IGNORECASE), ""),
    (later(r"(?P<much>\d ?(?:ml|cl|dl|l|g|oz)),? (?P<n>[2-9]) daily\b", re.IGNORECASE),
     r"\g<much> \g<n> times a day"),
    (later(r"(?P<much>\d ?(?:ml|cl|dl|l|g|oz)),? (?P<n>[2-9]) weekly\b", re.IGNORECASE),
     r"\g<much> \g<n> times a week"),
    (later(r"\b(?P<n>[1-9]\d?) p/?w\b", re.IGNORECASE), r"\g<n> times a week"),
    (later(r"\b(?P<n>[1-9]\d?) p/?d\b", re.IGNORECASE), r"\g<n> times a day"),
    (later(r"\b(?P<n>[1-7]) (?:mornings|evenings|nights|afternoons|breakfasts|dinners|lunches) "
                r"(?:(?:a|per|each|every) week|weekly)\b", re.IGNORECASE), r"\g<n> times a week"),
    (later(r"^(?:(?:in|over|on|per) )?(?:per|an?|the|one|each|my) (?:(?:typical|average|normal|usual|whole) )?"
                r"week,?:? (?:i (?:have|eat|drink|get|consume) )?"
                r"(?=(?:about |around |roughly )?(?:\d|an?\b|one\b|two\b|three\b))", re.IGNORECASE), "weekly: "),
    (later(r"^(?:per|a|each) day,? (?=i\b|\d)", re.IGNORECASE), "every day "),
    (later(r"(?:(?<=\s)|^)-(?=[^\W\d])|(?<=[^\W\d])-(?=[\s,]|$)"), " "),  # -Monday to Friday-
    (later(rf"(?:^|, ?)each,? (?={FREQUENCY})", re.IGNORECASE), " "),
    (later(rf",? (?:but )?(?:only|just) (?=(?:on )?{_FULL}|{FREQUENCY})", re.IGNORECASE), " "),
)  # fmt: skip
_WITH: Final = later(r" (?:with|mit|avec|con) ", re.IGNORECASE)
#: Served in pieces: "crackers with cheese 4 a day" are four crackers.
_PIECES: Final = later(r"[2-9] [a-z]+s$", re.IGNORECASE)
#: Measured out by the cup or sold as one, so that a bare number counts servings.
_SERVED: Final = ("cup", "fl oz", "container", "bottle")


def in_times_a_week(piece: str) -> str:
    """Return foods with days of the week as times a week, and without clock times and first years.

    Raises
    ------
    UnclearAnswerError
        Where a weekend may be one day or two.

    Examples
    --------
    >>> in_times_a_week("50 g cheddar on Sundays"), in_times_a_week("fish Mon and Thu")
    ('50 g cheddar once a week', 'fish 2 times a week')
    >>> in_times_a_week("un yogur de lunes a viernes")
    'un yogur 5 times a week'
    >>> in_times_a_week("milk 7am"), in_times_a_week("sun-dried tomatoes"), in_times_a_week("milk 5/7 days")
    ('milk', 'sun-dried tomatoes', 'milk 5 days a week')
    """
    piece = _TWO_PARTS.sub(_in_sum, _COUNT_IN_WORDS.sub(lambda found: in_digits(found[0]), piece))
    for pattern, plain in _PLAIN:
        piece = pattern.sub(plain, piece)
    if (both := _DAILY_AND_DAY.search(piece)) is not None:
        head = piece[: both.start()].strip(" ,")
        raise UnclearAnswerError(
            "food", f"{quoted(both[0].strip())} in {quoted(piece)}, two rhythms", "how often a week in all",
            f'write "{head} every day" or "{head} 8 times a week", whichever is meant',
        )  # fmt: skip
    for pattern, day in _DAYS_ABROAD:
        piece = pattern.sub(day, piece)
    piece = _TO.sub(r"\g<first> to \g<last>", piece)
    piece = _SAID_TWICE.sub(r"\g<often>", piece)
    if (weekend := _WEEKEND.search(piece)) is not None:
        once, twice = (
            " ".join(f"{piece[: weekend.start()]} {often} a week {piece[weekend.end() :]}".split()).strip(
                " ,"
            )
            for often in ("once", "twice")
        )
        raise UnclearAnswerError(
            "food", f"{quoted(weekend[0])} in {quoted(piece)}, once or twice a weekend", "how often a week",
            f'write "{once}" or "{twice}"',
        )  # fmt: skip
    plain = " ".join(_DAYS.sub(_as_times, piece).split()).strip(" ,")
    return _DAY_AND_WEEK.sub(_of_both, plain)


#: "twice a day, 5 days a week": how often a day, and on how many.
_DAY_AND_WEEK: Final = later(
    r"\b(?:(?P<n>once|twice|\d ?x|\d times) )?(?:(?:a|per|each|every) day|daily),? \(?(?P<days>[1-7]) "
    r"(?:days|times) (?:a|per) week\)?", re.IGNORECASE,
)  # fmt: skip


def _of_both(found: re.Match[str]) -> str:
    many = (
        re.sub(r"\D", "", in_digits(found["n"] or "1")) or {"once": "1", "twice": "2"}[found["n"].casefold()]
    )
    return f"{int(many) * int(found['days'])} times a week"


_PART: Final = r"(?:mornings?|afternoons?|evenings?|nights?|breakfasts?|lunch(?:es)?|dinners?)"
#: "five mornings a week", "two daily".
_COUNT_IN_WORDS: Final = later(
    rf"\b(?:two|three|four|five|six|seven)\b(?= {_PART} (?:and|&|a|per|each|every|weekly)\b| (?:daily|weekly)\b)",
    re.IGNORECASE,
)
_TWO_PARTS: Final = later(
    rf"\b(?P<a>[1-7]) {_PART} (?:and|&) (?P<b>[1-7]) {_PART} (?:a|per|each|every) week\b", re.IGNORECASE
)
#: "every morning and Sundays", "daily (Sundays 2)": on seven days, or once more on one.
_DAILY_AND_DAY: Final = later(
    rf"\b(?:(?:every|each) (?:day|{_PART})|daily|mornings|evenings|nights) ?(?:(?:,|and|&|\+|plus) (?:on )?(?:every )?"
    rf"(?:{_FULL}|{_SHORT})(?: {_PART})?\s*(?=$|[,;.)])|\((?:on )?(?:{_FULL}|{_SHORT})[^()]*\d[^()]*\))",
    re.IGNORECASE,
)
_SPAN: Final = later(rf"(?P<first>{_ANY}) ?(?:-|\u2013|\bto\b) ?(?P<last>{_ANY})", re.IGNORECASE)
_WEEK: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _in_sum(found: re.Match[str]) -> str:
    return f"{int(found['a']) + int(found['b'])} times a week"


def _each_day_of(span: re.Match[str]) -> str:
    """Return the days from one to another: "Mon-Wed"."""
    places = [
        next((at for at, day in enumerate(_WEEK) if day.casefold().startswith(span[end][:3].casefold())), -1)
        for end in ("first", "last")
    ]
    first, last = places
    if first < 0 or last < 0:
        return span[0]
    return ", ".join(_WEEK[at % len(_WEEK)] for at in range(first, last + 1 + len(_WEEK) * (last < first)))


def _as_times(found: re.Match[str]) -> str:
    try:
        days = _AND.sub("and", found["days"].strip(" ."))
        often = rhythm(days if _SPAN.fullmatch(days) else _SPAN.sub(_each_day_of, days))
    except AmbiguousRhythm as ambiguous:
        raise UnclearAnswerError("food", quoted(found[0].strip()), "how often", str(ambiguous)) from None
    if often is None:
        return found[0]
    times = round(DAYS_PER_WEEK / often.mean_days)
    return " once a week" if times == 1 else f" {times} times a week"


def often_behind(part: str) -> tuple[str, str]:
    """Return a food without how often before it, and how often; empty where it does not stand there.

    Examples
    --------
    >>> often_behind("twice a week yogurt"), often_behind("yogurt twice a week")
    (('yogurt', 'twice a week'), ('yogurt twice a week', ''))
    """
    found = _FIRST.match(in_digits(part))
    if found is None or _SAID.search(found["food"]):
        return part, ""
    return found["food"], found["often"]


def is_each_day(often: str) -> bool:
    """Tell whether words of how often say every day.

    Examples
    --------
    >>> is_each_day("daily"), is_each_day("twice a week")
    (True, False)
    """
    return _EACH_DAY.fullmatch(often.strip()) is not None


def with_count_before(part: str) -> str:
    """Return a food whose count stands between its name and how often with the count before the name.

    Examples
    --------
    >>> with_count_before("prunes 5 a day"), with_count_before("milk 3 a day"), with_count_before("milk 3 x a day")
    ('5 prunes every day', '3 x milk every day', 'milk 3 x a day')
    """
    found = _COUNTED.match(part)
    if found is None:
        return part
    head = _WITH.split(found["name"])[0]
    try:
        food = known_food(head).food
    except Mistake:
        return part
    if head != found["name"] and (food is None or not _PIECES.match(food.serving)):
        return part
    times = "x " if food is not None and any(unit in food.serving for unit in _SERVED) else ""
    per = found["per"] or {"daily": "day", "weekly": "week"}[found["adverb"].casefold()]
    return f"{found['n']} {times}{found['name']} every {per}"
