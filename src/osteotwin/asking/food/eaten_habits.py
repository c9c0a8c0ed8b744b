"""What is told of food and is no habit of the person now: of others, of the past, energy and prices for amounts."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.diary_lines import diary_line
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food.eaten_often import FREQUENCY
from osteotwin.asking.food.eaten_parts import parts_of
from osteotwin.asking.food.eaten_servings import is_rich
from osteotwin.asking.food.eaten_talk import without_talk
from osteotwin.asking.food.heads import makes_another
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.values import Mistake
from osteotwin.units.patterns import later

_OTHERS: Final = later(
    r"(?<!with )\b(?:my|the|our) (?:wife|husband|partner|girlfriend|boyfriend|kids?|child(?:ren)?|sons?|daughters?|"
    r"mother|father|mum|mom|dad|brother|sister|dog|cat|baby|friends?|roommate|flatmate)\b"
    r"(?!['\u2019]s (?:\w+ )?(?:recipe|homemade|home-made|famous|special|cooking|birthday))|"
    r"^(?:wife|husband|partner|girlfriend|boyfriend|kids?|child(?:ren)?|sons?|daughters?|mother|father|mum|mom|dad|"
    r"baby)(?:['\u2019]s?)?(?::| (?=\D))|^(?:his|her|their) (?=\w)|"
    r"\bwe (?:all|both)\b|\b(?:we|our)\b.*\d ?(?:l|lit(?:er|re)s?|kg|kilos?|gallons?)\b|"
    r"[(\[]\s*(?:wife|husband|son|daughter|kids?|children|mother|father|partner|mum|mom|dad|family)\s*[)\]]|"
    r"\bbetween (?:us|the two of us)\b|"
    r"\b(?:he|she|they) (?:eats?|drinks?|has|have|takes?)\b|\bfor (?:a |the |our |my )?(?:whole )?(?:family|household)|"
    r"\b(?:family|household) of \w+|\bfor \w+ (?:people|persons)\b|\bmeine? (?:frau|mann|kinder|sohn|tochter)\b|"
    r"\bwe (?:eat|drink|go through|get through|consume|use up)\b|\bwir (?:trinken|essen|verbrauchen)\b|"
    r"\b(?:buvons|mangeons|bebemos|comemos|consumimos|beviamo|mangiamo)\b|^(?:our|unsere?) |"
    r"\b(?:my|meine|ma|mi) (?:family|familie|famille|familia)\b|\b\u00e0 (?:deux|trois|quatre)\b|"
    r"\bzu (?:zweit|dritt|viert)\b|\bentre (?:dos|tres|deux|trois)\b|"
    r"\(\d (?:people|persons|personen|personnes|personas)\)|"
    r"\b(?:ma femme|mon mari|mes enfants|mi mujer|mi esposa|mis hijos)\b",
    re.IGNORECASE,
)
_PAST: Final = later(
    r"\b(?:used to|formerly|previously|in the past|any ?more|"
    r"until\b(?!\s*(?:\d|$|full|bed|lunch|dinner|noon))|"
    r"years? ago|months? ago|when i was|last year|"
    r"in my (?:youth|teens|twenties|thirties|forties|fifties|[2-5]0s)|"
    r"as a (?:child|kid|boy|girl|teen\w*|young)|i was (?:eating|drinking|taking|having)|gave up|given up|stopped|quit|"
    r"no longer|(?:i )?grew up|j['\u2019]ai grandi|\u00e9tais|aufgewachsen|crec\u00ed|"
    r"before (?:my |the )?(?:diagnosis|surgery|treatment|therapy|operation)|"
    r"fr\u00fcher|damals|bis (?:letzte|vor)\w*|nicht mehr|avant\b(?! (?:le|la|de|d'))|auparavant|autrefois|"
    r"jusqu|plus jeune|buvais|mangeais|prenais|fallait|beb\u00eda|com\u00eda|de (?:joven|ni\u00f1[oa])|"
    r"als (?:kind|jugendliche[rn]?)|antes\b(?! de)|sol\u00eda)\b",
    re.IGNORECASE,
)
#: What may not be eaten so.
_DOUBTED: Final = later(
    r"\S\s*\?\s*$|\b(?:on and off|off and on|half[- ](?:full|empty)|in theory|on paper|supposedly|allegedly|hopefully|"
    r"ideally|just kidding|i wish|at best|most weeks|some weeks|half the time|weather permitting|as an example|"
    r"in theorie|hoffentlich|idealerweise|en th\u00e9orie|en teor\u00eda)\b", re.IGNORECASE,
)  # fmt: skip
#: What was eaten each day, and not today's meal.
_WAS_EATEN: Final = later(
    rf"^(?:i|we) (?:took|ate|drank|had|consumed)\b(?!.*\b(?:today|yesterday)\b).*\b{FREQUENCY}(?!\w)",
    re.IGNORECASE,
)
_SEASON: Final = later(
    r"\b(?:(?:only )?(?:in|during|over) (?:the )?(?:summers?|winters?|spring|autumn|fall|ramadan|holidays)|"
    r"(?:summer|winter)s? only|"
    r"im (?:sommer|winter|herbst|fr\u00fchling)|"
    r"en (?:verano|invierno|oto\u00f1o|primavera|\u00e9t\u00e9|hiver|automne)|"
    r"in (?:estate|inverno)|d'(?:estate|inverno))\b",
    re.IGNORECASE,
)
_PLANNED: Final = later(
    r"\bplan(?:ned|ning)?\b|\bfrom tomorrow\b|\b(?:whenever|when (?:at|away|possible|available|travel\w*|eating out|"
    r"i (?:remember|can)))\b|\bthis week$|\bnot yet\b|\bfrom next (?:week|month|year)\b",
    re.IGNORECASE,
)
_CHANGED: Final = later(
    r"\b(?:switched|swapped|changed) (?:from|to|over)\b|"
    r"\b(?:was|were)\b.*\bnow\b|(?<!breakfast )(?<!lunch )(?<!dinner )(?<!supper )(?<!snack )\b(?:was|were)(?= \d)|"
    r"\b(?:up from|(?:down|reduced|increased|raised|lowered|cut) (?:to|from))\b",
    re.IGNORECASE,
)
_MONEY: Final = r"(?:[$\u00a3\u20ac] ?\d[\d.,]*|\d[\d.,]* ?(?:euros?|dollars?|bucks|[$\u00a3\u20ac]))"
_COUNTS: Final = later(
    rf"\d[ -]?(?:k?cals?|calories|kj|(?:ww |smart)?points?|pts?)\b|"
    rf"\(\d[\d.]* ?g (?:of )?(?:protein|fat|carbs|eiwei\u00df|fett)\b|{_MONEY}",
    re.IGNORECASE,
)
_OFTEN: Final = later(rf"\b{FREQUENCY}(?!\w)|\b(?:a|per) (?:day|week|month)\b", re.IGNORECASE)
_PRICE: Final = later(rf"(?:\b(?:for|at|of|worth) )?{_MONEY}(?: worth)?(?: of)?", re.IGNORECASE)


def check_is_habit(piece: str) -> None:
    """Ask of what others eat, was eaten once, or is to be eaten.

    Raises
    ------
    UnclearAnswerError
    """
    if (other := _OTHERS.search(piece)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(other[0])} in {quoted(piece)}, which tells of somebody else, too",
            "what one person eats", "write only what that person eats, and of a shared pack the own part of it",
        )  # fmt: skip
    if (doubted := _DOUBTED.search(piece)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(doubted[0].strip())} in {quoted(piece)}, which leaves open whether it is eaten so",
            "what is eaten now", "write what is eaten now, with how much and how often on average",
        )  # fmt: skip
    past = _PAST.search(piece)
    if past is not None or _WAS_EATEN.match(piece):
        said = past[0] if past else " ".join(piece.split()[:2])
        raise UnclearAnswerError(
            "food", f"{quoted(said)} in {quoted(piece)}, which tells of the past", "what is eaten now",
            "write only what is eaten or taken now, and leave out what is over",
        )  # fmt: skip
    if (planned := _PLANNED.search(piece)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(planned[0])} in {quoted(piece)}, which tells of a plan", "what is eaten now",
            "write only what is eaten or taken now; what is to begin stands in a plan",
        )  # fmt: skip
    if (changed := _CHANGED.search(piece)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(changed[0])} in {quoted(piece)}, which tells of a change", "what is eaten or taken now",
            "write only the amount of now, with how often",
        )  # fmt: skip


def check_all_year(piece: str) -> None:
    """Ask of what is eaten for a part of the year.

    Raises
    ------
    UnclearAnswerError
    """
    if (season := _SEASON.search(piece)) is not None:
        rest = " ".join(f"{piece[: season.start()]} {piece[season.end() :]}".split()).strip(" ,")
        raise UnclearAnswerError(
            "food", f"{quoted(season[0])} in {quoted(piece)}, which tells of a part of the year",
            "what is eaten all year",
            "write how often it is on average over the year, for example "
            f'"{_OFTEN.sub("", rest).strip(" ,:")} once a week"',
        )  # fmt: skip


_MADE_OF_MILK: Final = later(
    r"\b(?P<food>cheeses?|yogh?urts?|kefir|quark|skyr)\b[^,;:]*? made (?:from|of|out of|with) (?:[a-z]+['\u2019]?s? )?"
    r"(?:goat|sheep|ewe|buffalo)[a-z]*['\u2019]?s? milk\b", re.IGNORECASE,
)  # fmt: skip


_OF_MILK: Final = later(r"\b(?:milk|milch|lait|leche)\b", re.IGNORECASE)
#: Milk that is in a food, so that it counts once.
_OF_SO_MUCH: Final = later(
    r"\b(?P<food>puddings?|custard|gratin|lasagn[ea]|yogh?urt|cheese|milchreis|grie\u00dfbrei|"
    r"(?:pancakes?|waffles?|crepes?|cr\u00eapes?|omelette?s?|pfannkuchen)(?=,? (?:each )?(?:made|from)\b)),? "
    r"(?:each |i make |made )*(?:from|of|with|mit|aus) (?P<much>\d+(?:\.\d+)? ?(?:ml|l|cl|dl)) (?:of )?(?:[a-z]+ )?"
    r"(?:milk|milch)\b", re.IGNORECASE,
)  # fmt: skip
#: What a food is of, and no shop: "milk from oats", "cheese from goat's milk".
_FROM: Final = later(
    r"\b(?P<food>milk|cheeses?|yogh?urts?|kefir|quark|skyr|custard|milch|k\u00e4se|joghurt|lait|fromage|yaourt|leche|"
    r"queso|yogur),? \(?(?:(?:made )?(?:from|of|out of)|made with|aus|von|\u00e0 base de|hech[ao] (?:de|con)) "
    r"(?P<what>(?:[^\W\d]+['\u2019]?[^\W\d]*[ ]?){1,3})", re.IGNORECASE,
)  # fmt: skip


def check_milk_of(line: str) -> None:
    """Ask of a food that is made of another animal's milk, which is not drunk beside it.

    Raises
    ------
    UnclearAnswerError

    Examples
    --------
    >>> check_milk_of("cheese made from whole milk")
    """
    if (much := _OF_SO_MUCH.search(line)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(much[0])}, a food and the milk in it", "what counts once",
            f'write only the milk, for example "{much["much"]} of milk every day", or only {quoted(much["food"])} with '
            "how much of it",
        )  # fmt: skip
    found = _FROM.search(line)
    of_milk = found is not None and found["food"].casefold().startswith(("yog", "jog", "yao"))
    if found is not None and (makes_another(found["what"]) or (of_milk and _OF_MILK.search(found["what"]))):
        raise UnclearAnswerError(
            "food", f"{quoted(found[0])}, which may be another food than {quoted(found['food'])}", "its name",
            "write the name that it is sold by, with how much and how often",
        )  # fmt: skip
    if (found := _MADE_OF_MILK.search(line)) is not None:
        named = found["food"].casefold()
        near = '30 g of goat cheese" or "30 g of feta' if "cheese" in named else f"125 g of {named}"
        raise UnclearAnswerError(
            "food", f"{quoted(found[0])}, which may be another food than {named}", "its name",
            f'write for example "{near}", with your own amount and how often',
        )  # fmt: skip


def check_counts(line: str) -> None:
    """Ask how much there is of a food of which only the energy, points or a price are told.

    Raises
    ------
    UnclearAnswerError
    """
    if not _COUNTS.search(line):
        return
    for part in parts_of(line):
        counted = _COUNTS.search(part)
        if counted is None:
            continue
        bare = re.sub(r"^of ", "", diary_line(_PRICE.sub(" ", _OFTEN.sub(" ", part)))[0].strip(" ,"))
        amount, name = amount_of(without_talk(bare))
        if amount.is_said:
            continue
        try:
            food = known_food(name).food
        except Mistake:
            continue
        if food is not None and is_rich(food):
            raise UnclearAnswerError(
                "food", f"{quoted(part)}, energy, points or a price, which are no amount", "how much of it",
                f'write for example "100 g of {name} daily", with your own amount and how often',
            )  # fmt: skip
