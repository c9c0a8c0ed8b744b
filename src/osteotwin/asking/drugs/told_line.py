"""One drug of a text as a line: what is told of it, the usual where it tells nothing, and what it does not tell."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import replace
from typing import Final

from osteotwin.asking.drugs.dose_words import check_dose
from osteotwin.asking.drugs.names import usual_dose, usual_rhythm
from osteotwin.asking.drugs.same_days import rhythm_before
from osteotwin.asking.drugs.taken import is_shown
from osteotwin.asking.drugs.told_changes import CHANGED
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.holidays import HOLIDAY
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import DATE, MONTH, MONTH_NAME
from osteotwin.inputs.names import folded
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_understood import UnderstoodDose, understood_of
from osteotwin.protocol.library import by_way, named_drug
from osteotwin.protocol.library.ways import ways_in
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_NUMBERS: Final = r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_SPAN: Final = rf"{_NUMBERS} (?:and a half )?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)"
_DAY: Final = (
    rf"(?:{DATE.pattern}|(?:(?:{MONTH_NAME}|{HOLIDAY}|"
    r"(?:early |late |mid[ -])?(?:spring|summer|autumn|fall)|early|late|mid),? )?"
    r"(?:19|20)\d{2}|\d{1,2}/(?:19|20)\d{2})"
)
#: Since when, among other words, and how long.
_SINCE: Final = later(
    rf"\b(?:since|from|(?:started|began)(?: \w+){{0,3}} (?:in|on)|starting)(?: about| around| the)? (?P<day>{_DAY})|"
    rf"\b(?:for|over) (?:about |almost |nearly |over )?(?:the )?(?:past|last) (?P<past>{_SPAN})|"
    rf"\b(?:been|am|['\u2019]m|['\u2019]ve) [^.;]*? for (?:about |almost |nearly |over )?(?P<long>{_SPAN})|"
    rf"\b(?P<ago>{_SPAN}) (?:ago|into)\b",
    re.IGNORECASE,
)
_ON_DAY: Final = later(rf"\b(?:in|on) (?P<day>{_DAY})", re.IGNORECASE)
_STOPS: Final = later(r"\b(?:stopped|quit|ended|finished|came off|discontinued|last)\b", re.IGNORECASE)
_BEGUN_IN: Final = later(rf"\W*in (?P<day>{_DAY})", re.IGNORECASE)
FOR_SO_LONG: Final = later(
    rf"\bfor (?:about |almost |nearly |over )?(?P<span>{_SPAN})\b"
    r"(?! (?:in|of|per|every|each|a|at|during)\b)",
    re.IGNORECASE,
)
#: "drug holiday from alendronate since 2023": since then it is not taken.
_OFF_SINCE: Final = later(
    rf"\b(?:holiday|break|paused?|pausing|off)\b[^.;]*?\bsince(?: about| around| the)? (?P<day>{_DAY})",
    re.IGNORECASE,
)
#: "2015-2020", "from March 2019 to May 2021"
_YEARS: Final = later(
    rf"\b(?P<first>(?:{MONTH_NAME} )?(?:19|20)\d\d) ?(?:-|\u2013|to|until|till) ?"
    rf"(?P<until>(?:{MONTH_NAME} )?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: "stopped it in June 2024 after 5 years"
_AFTER_SO_LONG: Final = later(rf"\bafter (?:about |almost |nearly |over )?(?P<span>{_SPAN})\b", re.IGNORECASE)
#: "stopped it about 5 weeks ago"
_ENDED_AGO: Final = later(
    rf"\b(?:stop(?:ped)?|discontinued?|quit|ended|finished|c[ao]me off|went off)\b[^;]*?\b(?P<day>{_SPAN} ago)\b",
    re.IGNORECASE,
)
_UNTIL: Final = later(
    rf"\b(?:until|till|stopped(?: \w+){{0,3}} in|ended in|finished in|came off(?: \w+){{0,2}} in) (?P<day>{_DAY})|"
    r"\b(?:stopped|quit|ended|finished|came off|until|till)\b(?: [\w.]+){0,5}? "
    rf"(?P<last>last (?:week|month|year|{MONTH_NAME}))\b",
    re.IGNORECASE,
)
#: Characters before a name in which its amount may stand.
_BEFORE: Final = 40
_AMOUNT_BEFORE: Final = later(
    r"\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)(?: ?/ ?\w+| (?:a|per) \w+)?"
    r"(?:,? (?:daily|nightly|weekly|monthly|(?:every|each) \w+|(?:once|twice) (?:a )?\w+),? of|(?: of)?"
    r"(?: (?!(?:to|and|then|plus|with|or|after|before|from|daily|y|et|und)\b)\w+)?) ?\(?$",
    re.IGNORECASE,
)


#: "changed me to", before the drug that came in the place of another.
CHANGED_TO: Final = later(
    rf"\b(?:{CHANGED}|replaced)(?: [\w.,]+){{0,8}}? (?:to|onto|by|with|for)\s+(?:\w+ )?$", re.IGNORECASE
)


def lacks_way(name: str, text: str) -> bool:
    """Tell whether a hormone is named of which a text does not say how it is given."""
    return bool(by_way(name)) and not ways_in(text.casefold())


def meant(name: str) -> Hashable:
    """Return what a name stands for: two names of one drug are the same."""
    return products_named(name) or named_drug(name) or folded(name)


def line_of(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Return one drug with what a text tells of it, the usual where it tells nothing, and what it does not tell."""
    is_open = lacks_way(name, about_drug(text, name) if len(name_places(text)) > 1 else text)
    about = _FROM_TO.sub(r"\g<to>", re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", about_drug(text, name)))
    told = understood_of(_with_unit(about, name))
    if not told.often:  # "daily injections of A and B", or with each shot of what stands before it
        first = next(iter(name_places(text)), (0, 0))[0]
        shots = rhythm_before(text[: max(text.find(name), 0)]) if _EACH_SHOT.search(about) else ""
        told = replace(told, often=shots or understood_of(text[: max(first, 0)]).often)
    if not told.amount and len({meant(text[slice(*place)]) for place in name_places(text)}) == 1:
        before = understood_of(text[: max(text.find(name), 0)])  # "125 mg/week, test cypionate"
        told = replace(told, amount=before.amount, often=told.often or before.often)
    if MONTH.search(told.often):
        told = replace(told, often="")
    if is_shown(name):  # it needs no dose, and no usual one of it is known
        bare = re.match(rf".*?{re.escape(name)}[ :]+(?P<n>\d[\d.,]*)(?=\s*(?:[,;.]|$))", text, re.DOTALL)
        dose, often = told.amount or (bare["n"] if bare else ""), told.often
    else:
        dose, often = told.amount or usual_dose(name), told.often or usual_rhythm(name)
    if dose and not (is_shown(name) and not often) and not is_read(f"{dose} {often}", name):
        told = UnderstoodDose()
        dose, often = ("", "") if is_shown(name) else (usual_dose(name), usual_rhythm(name))
    ended = _ENDED_AGO.search(text)
    if ended is not None:  # the span is of its end
        about, text = (words.replace(ended["day"], " ") for words in (about, text))
    since = _SINCE.search(in_english(about)) or (
        _SINCE.search(_sentence(text, name)) if len(name_places(text)) == 1 else None
    )
    day = ""
    if since is not None:
        span = since["past"] or since["long"] or since["ago"]
        day = f"{span} ago" if span else since["day"]
    elif CHANGED_TO.search(text[: max(text.find(name), 0)]) and (on := _ON_DAY.search(about)) is not None:
        day = on["day"]
    elif (begun := _BEGUN_IN.match(about)) is not None and not _STOPS.search(text[: max(text.find(name), 0)]):
        day = begun["day"]
    elif (long := FOR_SO_LONG.search(about)) is not None:
        day = f"{long['span']} ago"
    if WAS.search(text) and not re.search(r"\bnow\b|so far", text) and day.endswith(" ago") and since is None:
        day = ""  # it lasted so long, and has ended
        ends = " until March 2023"
    else:
        ends = ""
    if not day and _is_earlier(text, name):
        ends = " until March 2023"
    until = _UNTIL.search(text if len(name_places(text)) == 1 else about)
    lacks = tuple(
        word
        for word, is_told in (("how much", told.amount), ("how often", told.often), ("since when", day))
        if not is_told and not is_shown(name)
    )
    end = (
        f" until {until['day'] or _with_year(until['last'])}"
        if until
        else f" until {ended['day']}"
        if ended
        else ends
    )
    began = f"March {int(year[0]) - 3}" if (year := re.search(r"(?:19|20)\d\d$", end)) else "March 2023"
    days = f"since {day or ('March 2018' if ends else began)}{end}"
    if (off := _OFF_SINCE.search(text)) is not None:
        year = re.search(r"(?:19|20)\d\d$", off["day"])
        span = _AFTER_SO_LONG.search(text) or FOR_SO_LONG.search(text)
        began = f"for {span['span']}" if span else f"since March {int(year[0]) - 3 if year else 2018}"
        days, day, end = f"{began} until {off['day']}", off["day"], ""
    elif (both := _YEARS.search(about)) is not None:
        days, day = f"since {both['first']} until {both['until']}", both["first"]
    elif end and not day and (long := _AFTER_SO_LONG.search(text)) is not None:
        days = f"for {long['span']}{end}"
    if end and day.endswith(" ago") and not (since is not None and since["ago"]):
        days = f"for {day.removesuffix(' ago')}{end}"  # it counts back from the end
    if is_shown(name) and not day and not end:
        days = ""  # it is in no number
    if is_open:
        product = next(iter(by_way(name).values())).products[0]
        name, lacks = product.label, ("the product", *lacks)
        dose, often = (
            (dose, often)
            if is_read(f"{dose} {often}", name) and told.amount
            else (usual_dose(name), usual_rhythm(name))
        )
    way = _WAY_SAID.search(about) if by_way(name) and told.amount else None
    return " ".join(part for part in (name, dose, way and way[0], often, days) if part), lacks


#: A number right behind a name, without its unit, that is no count and no length: "Evorel 100", "test e 500/wk".
_BARE: Final = later(
    r"^[ :]*(?P<n>\d[\d.]*)(?![\d.,]*\d|\s?[x%-]|\s*(?:times|days?|weeks?|months?|years?|of|or|to|mg|mcg|ug|g|iu|ml|cc|"
    r"units?|tabs?|tablets?|pumps?|patch(?:es)?|milligrams?|micrograms?)\b|\s?/\s?\d|\s?\u00b5)",
    re.IGNORECASE,
)


def _with_unit(about: str, name: str) -> str:
    """Return the words behind a name with the unit of its products behind a number that has none."""
    products = products_named(name)
    if not products or products[0].dose_unit not in ("mg", "ug", "mcg", "iu", "IU"):
        return about
    return _BARE.sub(rf" \g<n> {products[0].dose_unit} ", about)


def _with_year(last: str) -> str:
    """Return "last September" with a year, for an example."""
    return last if re.fullmatch(r"last (?:week|month|year)", last, re.IGNORECASE) else f"{last[5:]} 2025"


def _is_earlier(text: str, name: str) -> bool:
    """Tell whether a drug is told to have been taken before another one."""
    words = r"(?:before (?:that|this|then)|previously|formerly|earlier|prior to (?:that|this))"
    said = rf"{re.escape(name)}[^.;,]{{0,30}}\b{words}|\b{words}[^.;,\w]*(?:\w+ ){{0,3}}{re.escape(name)}"
    return len(name_places(text)) > 1 and re.search(said, text, re.IGNORECASE) is not None


_EACH_SHOT: Final = later(r"\b(?:each|every) (?:time|shot|injection)|\bafter\b|\bbetween\b", re.IGNORECASE)
#: A way into the body of a hormone that has several.
_WAY_SAID: Final = later(
    r"\b(?:buccal|oral|sublingual)(?:ly)?\b|\b(?:patch|gel|im|sc|subq|injected)\b", re.IGNORECASE
)


#: It has ended: "I took tamoxifen for five years".
WAS: Final = later(
    r"\b(?:took|was (?:on|taking|given|prescribed)|had been on|used to|were on)\b", re.IGNORECASE
)


def about_drug(text: str, name: str) -> str:
    """Return the words about one drug: from its amount or its name on to the next one."""
    places = name_places(text)
    at = next((n for n, (start, end) in enumerate(places) if text[start:end] == name), None)
    if at is None:
        return text
    start, end = places[at]
    others = [one for one in places[at + 1 :] if meant(text[slice(*one)]) != meant(name)]
    after = text[end : others[0][0]] if others else text[end:]
    if others:
        after = _AMOUNT_BEFORE.sub("", after)
    after = re.split(r"[.;](?=\s|$)", after, maxsplit=1)[0]
    if not re.search(r"\d ?(?:mg|mcg|ug|iu|g|ml)\b", after.casefold()):
        after = _NEXT_CLAUSE.split(after.lstrip(" ,"), maxsplit=1)[0]
    begin = places[at - 1][1] if at else 0
    amount = _AMOUNT_BEFORE.search(text[max(begin, start - _BEFORE) : start])
    if amount and amount[0].endswith("("):  # "120 mg/wk (test cyp)"
        return f"{amount[0].rstrip('( ')} {after.partition(')')[0]}"
    return f"{amount[0]} {after}" if amount else after


def _sentence(text: str, name: str) -> str:
    """Return the sentence of a name; with one that speaks of "it" behind it."""
    sentences = re.split(
        r"(?<=\S)[.;](?=\s|$)(?! *(?:and |but )?(?:i|we|he)\b[^.;]* (?:it|this|that)\b)", text
    )
    return next((one for one in sentences if name in one), text)


#: "from 1200 mg a day to 600 mg": the dose of now.
_FROM_TO: Final = later(
    r"\bfrom (?P<from>\d[\d.]* ?(?P<unit>mg|mcg|ug|g|iu|units?)\b(?P<often>[^.;\d]{0,20}?)) (?:down |up )?to "
    r"(?P<to>\d[\d.]* ?(?P=unit)\b)",
    re.IGNORECASE,
)
#: Behind a name without an amount other things begin: "chemotherapy and six weeks of daily radiation".
_NEXT_CLAUSE: Final = later(
    r",(?!\d)|\band\b(?! (?:have|has|been|i['\u2019]ve been))|\b(?:i|we|which|who)\b", re.IGNORECASE
)


def is_read(dose: str, name: str) -> bool:
    """Tell whether a dose of a drug is understood."""
    try:
        check_dose(dose, name)
    except UnclearAnswerError:
        return False
    return True
