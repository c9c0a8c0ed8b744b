"""How much or how often that is no one number: ranges, bounds, points that part thousands, two rhythms; asked."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_amounts import MEASURED, amount_of
from osteotwin.asking.food.eaten_clauses import times_of
from osteotwin.asking.food.eaten_grammar import measures, names_a_food, tokens_of
from osteotwin.asking.food.eaten_often import FREQUENCY
from osteotwin.asking.food.eaten_parts import joined_parts
from osteotwin.asking.food.eaten_plants import plant_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.units import in_digits
from osteotwin.units.patterns import later
from osteotwin.units.written_numbers import of_thousands_or_not

_RANGE_OFTEN: Final = later(
    r"\b(?P<low>\d+|once|twice) ?(?:-|\u2013|to|or) ?(?P<high>\d+|twice) ?(?:x|times|days)? ?(?:a|per|each|/) ?"
    r"(?P<per>day|week|month)\b",
    re.IGNORECASE,
)
_BY_LITTLE: Final = r"(?:\b(?:well|just|slightly|a (?:bit|little)) )"
#: "2+ glasses", "over 500 ml", "< 200 ml", "500ml+"; no share of fat.
_AT_LEAST: Final = later(
    r"(?<![\w.])(?P<n>\d+(?: ?(?:ml|cl|l|g|oz)(?=\+(?:\s|$)))?)\+(?= ?[a-z]|\s|$)|"
    r"(?<![-=])(?:[<>]=?|[\u2264\u2265]) ?(?=\d+(?:[.,]\d+)?(?![\d.,]| ?%))|"
    rf"(?:^|(?<=drink )|(?<=eat )|(?<=have )|{_BY_LITTLE})over (?=\d|half|one|two|an? )|"
    rf"{_BY_LITTLE}?\b(?:under|below|above|upwards of|(?:mehr|weniger) als|(?:plus|moins|m\u00e1s|menos) de) (?=\d)|"
    r"^(?:\u00fcber|unter) (?=\d)|"
    r",? or (?:more|less|fewer)\b|,? \(?(?:at (?:most|least)|max(?:imum)?)\)?\s*$",
    re.IGNORECASE,
)
_FEWER: Final = later(r"most|max|less|fewer|under|below|unter|weniger|moins|menos|[<\u2264]", re.IGNORECASE)
#: "1.000 ml": of grams and milliliters nobody weighs a thousandth.
_THOUSANDS: Final = later(
    r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?= ?(?:g|gr|gramm?s?|grammes?|gramos|ml|mls|milliliters?)\b)",
    re.IGNORECASE,
)
_EVERY_RANGE: Final = later(
    r"\bevery (?P<low>\d+) ?(?:-|\u2013|to|or) ?(?P<high>\d+) (?P<per>day|week)s\b", re.IGNORECASE
)
#: "2+1 glasses", "2, 3 glasses", "2. glasses".
_ODD: Final = later(r"(?<![\w.,])(?P<low>\d+)(?: ?\+ ?|, |\. )(?P<high>\d+ )?(?P<unit>[a-z]+)", re.IGNORECASE)
#: "2 yogurts a day and 1 on Sunday".
_AND_ON_A_DAY: Final = later(
    r"(?P<times>\b(?:once|twice|\d+ ?(?:x|times)) )?"
    r"(?:\b(?:(?:a|per|every|each) |(?:in|during|over) (?:the|a|every) )(?P<per>day|week)|"
    r"\b(?P<adverb>daily|weekly)),? (?:and|plus|with) (?P<n>\d[\d.]*)(?: (?:more|extra))? "
    r"(?=(?P<often>(?:once|twice|\d|every|each)\b.*))",
    re.IGNORECASE,
)
_ONCE: Final = {"once": "1", "twice": "2"}
VAGUE_OFTEN: Final = later(
    r"\b(?:(?:on )?(?:most|some) (?:days|mornings|evenings|nights|afternoons)|"
    r"on (?:training|gym|workout|work|working|rest|cheat) days|"
    r"(?:(?:daily|every day) )?(?:during|through|in) the (?:working )?week(?! of)(?: (?:daily|every day))?|"
    r"almost (?:every day|daily)|nearly (?:every day|daily)|(?<!how )(?:(?:quite|very|fairly) )?often|"
    r"regularly|frequently|h\u00e4ufig|oft|regelm\u00e4\u00dfig|"
    r"fr\u00e9quemment|r\u00e9guli\u00e8rement|a menudo|con frecuencia|frecuentemente|regularmente|spesso|"
    r"(?:(?:at|with) (?:every|each)|per) meal|\u00e0 (?:chaque|tous les) repas|zu jeder mahlzeit|con cada comida|"
    r"(?:a few|several|a couple of|many) times (?:a|per) (?P<per>day|week|month))\b",
    re.IGNORECASE,
)


def _beside_the_others(more: re.Match[str], line: str) -> UnclearAnswerError:
    first = more.string[: more.start()].strip(" ,")
    amount, name = amount_of(first)
    each = f"{more['n']} {f'{amount.measure} of' if amount.measure else 'x'} {name} {more['often']}"
    times = more["times"]
    rate = f"{times}a {more['per']}" if times else more["adverb"] or f"every {more['per']}"
    return UnclearAnswerError(
        "food", f"{quoted(more[0].strip())} in {quoted(line)}, of which it is open whether it is beside the others",
        "how often of each", f'write "{first} {rate}; {each}" if it is beside them, or only "{first} {rate}"',
    )  # fmt: skip


_OF_LIST: Final = later(
    r"^(?P<foods>[^:;\d]+(?:,| and | und | et | y )[^:;\d]+):\s*(?P<n>\d+(?:\.\d+)?) (?:servings?|portions?)\b",
    re.IGNORECASE,
)


def check_servings_of_list(line: str) -> None:
    """Ask how many servings are of each of several foods.

    Raises
    ------
    UnclearAnswerError
    """
    found = _OF_LIST.match(in_digits(line))
    if found is not None and len(foods := [part.text for part in joined_parts(found["foods"])]) > 1:
        each = "; ".join(f"1 serving of {food} every day" for food in foods)
        raise UnclearAnswerError(
            "food", f"{found['n']} servings in {quoted(line)}, which may be of each or of all together",
            "how many of each", f'write for example "{each}", with your own numbers',
        )  # fmt: skip


#: "500 ml after sessions (so 5x)": of a day or of a week.
_SO_OFTEN: Final = later(
    r"[ ,]*\((?:so|i\.?e\.?,?|=|that'?s|about|roughly)? ?(?P<n>[2-9]) ?(?:x|times)\)\s*$", re.IGNORECASE
)


def ask_so_often(line: str) -> None:
    """Ask of so many times in a bracket whether they are of a day or of a week.

    Raises
    ------
    UnclearAnswerError
    """
    found = _SO_OFTEN.search(line)
    if found is None or times_of(line[: found.start()]) is not None or _SAID_OFTEN.search(line):
        return
    food, n = line[: found.start()], found["n"]
    raise UnclearAnswerError(
        "food", f"{quoted(found[0].strip(' ,()'))} in {quoted(line)}, of a day or of a week", "how often, too",
        f'write "{food} {n} times a week", or "{food} {n} times a day"',
    )  # fmt: skip


def with_mean_often(line: str) -> tuple[str, str]:
    """Return a food with the mean of how often where that is a narrow range, and what is to be said of it.

    Examples
    --------
    >>> with_mean_often("cheese 3 or 4 times a week")
    ('cheese 3.5 times a week', 'of "3 or 4 times a week" the mean is taken')
    >>> with_mean_often("cheese 1-5 times a week")
    ('cheese 1-5 times a week', '')
    """
    plain = in_digits(line)
    said = list(_RANGE_OFTEN.finditer(plain))
    if len(said) != 1 or "times" not in said[0][0]:
        return line, ""
    low, high = (float(_ONCE.get(said[0][end].casefold(), said[0][end])) for end in ("low", "high"))
    if not low < high <= 2.0 * low:
        return line, ""
    mean = f"{(low + high) / 2.0:g} times a {said[0]['per']}"
    return (
        f"{plain[: said[0].start()]}{mean}{plain[said[0].end() :]}",
        f"of {quoted(said[0][0])} the mean is taken",
    )


def check_range(line: str) -> None:
    """Ask for one number where how much is open, or how often is a range or no number.

    Raises
    ------
    UnclearAnswerError
    """
    if (more := _AND_ON_A_DAY.search(in_digits(line))) is not None:
        raise _beside_the_others(more, line)
    if (point := _THOUSANDS.search(line)) is not None:
        many, few = of_thousands_or_not(point[0])
        options = " or ".join(f'"{line[: point.start()]}{n}{line[point.end() :]}"' for n in (many, few))
        raise UnclearAnswerError(
            "food", f"{quoted(point[0])} in {quoted(line)}, whose point may part thousands", f"{many} or {few}",
            f"write {options}, whichever is meant",
        )  # fmt: skip
    for odd in _ODD.finditer(line):
        if measures().at(tokens_of(odd["unit"]), 0)[0]:
            n = sum(map(float, filter(None, (odd["low"], odd["high"]))))
            n = n / 2.0 if "," in odd[0] else n
            one = f"{line[: odd.start()]}{n:g} {odd['unit']}{line[odd.end() :]}"
            raise UnclearAnswerError(
                "food", f"{quoted(odd[0])} in {quoted(line)}, which is no one number", "one number",
                f'write for example "{one}", with your own number',
            )  # fmt: skip
    if (every := _EVERY_RANGE.search(in_digits(line))) is not None:
        days = (float(every["low"]) + float(every["high"])) / 2.0 * (7.0 if every["per"] == "week" else 1.0)
        one = _EVERY_RANGE.sub(f"{DAYS_PER_WEEK / days:.2g} times a week", in_digits(line))
        raise UnclearAnswerError(
            "food", f"{quoted(every[0])} in {quoted(line)}, a range", "one number", f'write for example "{one}"',
        )  # fmt: skip
    if (least := _AT_LEAST.search(line)) is not None:
        bare = _AT_LEAST.sub(lambda found: found["n"] or "", line)
        side = "fewer" if _FEWER.search(least[0]) else "more"
        raise UnclearAnswerError(
            "food", f"{quoted(least[0].strip())} in {quoted(line)}, so many or {side}", "one number",
            f'write for example "{bare}", with your own number',
        )  # fmt: skip
    said = _RANGE_OFTEN.search(in_digits(line)) or VAGUE_OFTEN.search(line)
    if said is None:
        return
    whole = in_digits(line) if said.re.pattern == _RANGE_OFTEN.pattern else line
    often, found = "5 times a week", "which is no number"
    if said.re.pattern == _RANGE_OFTEN.pattern:
        low, high = (float(_ONCE.get(said[end].casefold(), said[end])) for end in ("low", "high"))
        often, found = f"{(low + high) / 2.0:g} times a {said['per']}", "a range"
    elif said[0].casefold().endswith(("meal", "repas", "mahlzeit", "comida")):
        often = "3 times a day"
    elif said["per"]:
        often = f"3 times a {said['per']}"
    one = " ".join(f"{whole[: said.start()].strip(' ,')} {often}{whole[said.end() :]}".split())
    raise UnclearAnswerError(
        "food", f"{quoted(said[0].strip())} in {quoted(line)}, {found}", "one number",
        f'write for example "{one}"',
    )  # fmt: skip


#: "200 ml milk x5"
_SO_MANY: Final = later(r" ?(?:x ?(?P<behind>[3-9])|(?P<n>[3-9]) ?x)$", re.IGNORECASE)


def check_so_many_of_a_meal(line: str) -> None:
    """Ask of an amount at a meal so many times, without how often, whether it is so many a day or a week.

    Raises
    ------
    UnclearAnswerError
    """
    for part in joined_parts(line):
        found = _SO_MANY.search(part.text)
        if found is not None and amount_of(part.text[: found.start()])[0].measure in MEASURED:
            bare, n = part.text[: found.start()], found["behind"] or found["n"]
            raise UnclearAnswerError(
                "food", f"{quoted(found[0].strip())} in {quoted(part.text)}, so many a day or a week", "how often",
                f'write "{bare} {n} times a week" or "{bare} {n} times a day", whichever is meant',
            )  # fmt: skip


#: "150 g incl. fruit"
_INCLUDED: Final = later(
    r"\d[\d.,]* ?(?P<unit>g|ml|oz),? \(?(?:incl(?:uding|\.|usive of)?|inkl(?:usive|\.)?|y compris|incluid[oa]s?) "
    r"(?P<what>[^,;()\d]{3,30}?)(?= (?:daily|every|each|once|twice|a|per)\b|[,;()]|$)",
    re.IGNORECASE,
)
#: "almond and soy milk": of plants that are eaten, too.
_TWO_PLANTS: Final = later(
    r"\b(?P<one>almond|oat|rice|coconut|cashew|hazelnut) (?:and|&|\+|und|et|y) (?P<two>[a-z]+) (?P<drink>milk|drink)\b",
    re.IGNORECASE,
)


def check_of_what(line: str) -> None:
    """Ask how much is of each where an amount is of a food with another in it, or a drink is of two plants.

    Raises
    ------
    UnclearAnswerError
    """
    found = _INCLUDED.search(line)
    if found is not None and names_a_food(found["what"]):
        name = amount_of(line[: found.start()])[1].strip(" (,") or "yogurt"
        unit, what = found["unit"], found["what"].strip()
        raise UnclearAnswerError(
            "food", f"{quoted(found[0].strip())}, of which it is not told how much is {what}", "how much of each",
            f'write for example "100 {unit} of {name} and 50 {unit} of {what}", with your own amounts and how often',
        )  # fmt: skip
    plants = _TWO_PLANTS.search(line)
    if plants is not None and plant_of(f"{plants['two']} {plants['drink']}") is not None:
        one, two = (f"{plants[which]} {plants['drink']}" for which in ("one", "two"))
        raise UnclearAnswerError(
            "food", f"{quoted(plants[0])}, which may be two drinks", "how much of each, and whether calcium is added",
            f'write for example "100 ml of fortified {one} and 100 ml of fortified {two}", with your own amounts and '
            "how often",
        )  # fmt: skip


def check_two_rhythms(name: str, times: float, said: str) -> None:
    """Ask of how often within foods that say it behind them, too, and otherwise: "1 l a week, daily".

    Raises
    ------
    UnclearAnswerError
    """
    found = _SAID_OFTEN.search(name)
    if found is None or (other := times_of(found[0])) is None or other == times:
        return
    often = said[len(name) :].strip(" ,")
    before = name[: found.start()].strip(" ,")
    raise UnclearAnswerError(
        "food", f"{quoted(found[0])} and {quoted(often)} in {quoted(said)}, two rhythms", "how often",
        f'write "{before} {found[0]}" or "{before} {often}", whichever is meant',
    )  # fmt: skip


def check_behind_often(line: str) -> None:
    """Ask of words behind how often, because of which it is not read.

    Raises
    ------
    UnclearAnswerError
    """
    told = _SAID_OFTEN.search(line)
    rest = line[told.end() :].strip(" ,.") if told else ""
    if told and rest and not names_a_food(rest) and not any(map(str.isdigit, rest)):
        if ways := _of_pints(line[: told.start()].strip(" ,"), told[0], rest):
            raise UnclearAnswerError(
                "food", f"{quoted(rest)} behind {quoted(line[: told.end()])}", "how much of which food it is",
                f'write for example "{ways[0]}" for a pint of the United States, or "{ways[1]}" for a British one',
            )  # fmt: skip
        raise UnclearAnswerError(
            "food", f"{quoted(rest)} behind {quoted(line[: told.end()])}, which may change it",
            "what one person eats, and how often", f'write for example "{line[: told.end()]}", if that is eaten',
        )  # fmt: skip


def _of_pints(before: str, often: str, rest: str) -> tuple[str, ...]:
    """Return a food with so much of what is in it, of either pint; nothing of an amount that is no pint."""
    pints = re.fullmatch(r"(?P<half>half (?:an? )?)?(?:an? |1 |0\.5 )?pints?", rest, re.IGNORECASE)
    of = re.search(r"(?<= with )[a-z][a-z ]*$", before, re.IGNORECASE)
    if pints is None or of is None:
        return ()
    share = 0.5 if pints["half"] or "0.5" in rest else 1.0
    return tuple(f"{before[: of.start()]}{share * ml:.0f} ml of {of[0]} {often}" for ml in _ML_A_PINT)


#: Of the United States, and the British one.
_ML_A_PINT: Final = (473.2, 568.3)
_SAID_OFTEN: Final = later(rf"\b(?:{FREQUENCY}|(?:a|per) (?:day|week|month))(?!\w)", re.IGNORECASE)
