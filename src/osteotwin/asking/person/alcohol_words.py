"""How much alcohol is told, in units a day: "EtOH 2-3 u/d", "2 beers a night", "40 g alcohol/day", "socially"."""

from __future__ import annotations

from typing import Final

from osteotwin.units.patterns import later

#: Alcohol in one unit [g]: 8 in the United Kingdom and 10 elsewhere, as FRAX has it; 10 counts fewer units.
_GRAMS_PER_UNIT: Final = 10.0
#: Grams of alcohol in what is drunk: 0.33 to 0.35 L of beer of 5 %, 0.5 to 0.57 L of it, 150 mL of wine of 13 %, 750 mL
#: of it, 40 mL of spirits of 40 %, and a standard drink of the United States (National Institute on Alcohol Abuse).
_GRAMS: Final = (
    (r"(?:units?|u|ie|einheiten)(?: of (?:alcohol|etoh))?", _GRAMS_PER_UNIT),
    (r"g(?:rams?)?(?: (?:of )?(?:alcohol|etoh|alkohol))?", 1.0),
    (r"(?:(?:standard |alcoholic )?drinks?|glass(?:es)?(?= ?(?:/|per|a |each|week)))?", 14.0),
    (r"(?:cans? (?:of )?|bottles? of )?(?:beers?|lagers?|ciders?|bier)", 13.5),
    (r"pints?(?: (?:of )?(?:beer|lager|ale|cider|stout))?", 22.0),
    (r"bottles? (?:of )?(?:red |white )?wine", 77.0),
    (r"large glass(?:es)? (?:of )?(?:red |white )?wine", 26.0),
    (r"(?:glass(?:es)? (?:of )?)?(?:red |white )?wines?", 15.0),
    (r"(?:shots?|(?:glass(?:es)? (?:of )?)?(?:whisk(?:e)?ys?|spirits|vodkas?|gins?|rums?))", 13.0),
)
_EACH: Final = r"(?:/ ?|per |a |each |every |pro )"
_DAYS: Final = {
    rf"{_EACH}(?:d|day|night|evening|tag)|daily|nightly|with (?:dinner|meals)(?: most nights)?|"
    r"most (?:nights|days|evenings)": 1.0,
    rf"{_EACH}(?:wk|week|weekend|woche)s?|/ ?w(?!\w)|weekly|(?:on|at) (?:the )?weekends?": 7.0,
    rf"{_EACH}month|monthly": 30.4375,
}
_NUMBER: Final = r"\d+(?:\.\d+)?"
_LEAD: Final = (
    r"(?:(?:alcohol|etoh|alkohol|alc|drinks?|drinking|consumes?)(?: intake| use| consumption)?[ :=]*)?"
)
_FORMS: Final = tuple(
    (
        later(
            rf"{_LEAD}(?:about |around |approx\.? |ca\.? |up to |[<~\u2248] ?)?"
            rf"(?:(?P<low>{_NUMBER}) ?(?:[-\u2013]|to|or) ?)?"
            rf"(?P<n>{_NUMBER}|an?|a couple of)? ?(?:{drink})(?: (?:of )?(?:alcohol|etoh|alkohol))?,? "
            rf"?(?:{often})(?!\w)"
        ),
        grams / days,
    )
    for drink, grams in _GRAMS
    for often, days in _DAYS.items()
)
#: Said of no more than that.
LITTLE: Final = later(
    r"(?:(?:rarely|seldom|hardly(?: ever)?|occasionally|barely) drinks?|(?:quit|stopped|gave up) drinking"
    r"(?: \d+ (?:years?|months?) ago| in (?:19|20)\d\d)?|(?:i |he )?(?:only )?(?:drinks?|alcohol|etoh|"
    r"alkohol)[ :]*(?:alcohol )?(?:socially|occasionally|rarely|"
    r"seldom|"
    r"minimal(?:ly)?|gelegentlich|(?:very )?little)|social drinker|(?:occasional|minimal|rare|light|moderate|"
    r"social|little|"
    r"no) (?:alcohol|etoh|drinker|drinking|alkohol)|teetotal(?:l?er)?|sober(?: (?:for|since) [^,;.]*)?|\d+ "
    r"(?:years?|months?) sober|non-?drinker|"
    r"(?:alcohol|etoh|alkohol)[ :]+(?:none|no|nil|never|keiner?|rare|social|minimal)|kein alkohol|"
    r"(?:do not|don't|doesn't|does not|never) drink(?:s)?(?: alcohol| any alcohol)?)(?!\w)"
)
MUCH: Final = later(r"heavy drink(?:er|ing)|drinks? too much|alcoholism|alcohol (?:abuse|dependence)(?! in)")
#: "20 units a day" may be of insulin.
_OF_ALCOHOL: Final = later(
    r"units? ?(?:/ ?|per |a )?(?:wk|week)|alc|alk|etoh|drink|beer|bier|lager|ale|cider|pint|wine|shot|whisk|"
    r"spirit|vodka|gin|rum"
)
#: More units a day than these are a risk.
_MOST_UNITS: Final = 2.0


def alcohol_at(text: str, at: int = 0) -> tuple[bool, float | None, int] | None:
    """Return whether more alcohol is told at a place than two units a day, how many units, and where it ends.

    Examples
    --------
    >>> alcohol_at("etoh 2-3 u/d"), alcohol_at("14 units a week")
    ((True, 2.5, 12), (False, 2.0, 15))
    """
    found: list[tuple[int, float]] = []
    for form, rate in _FORMS:
        if (said := form.match(text, at)) is not None and _OF_ALCOHOL.search(said[0]):
            high = {None: 1.0, "a": 1.0, "an": 1.0, "a couple of": 2.0}.get(said["n"]) or float(said["n"])
            low = float(said["low"]) if said["low"] else high
            found.append((said.end(), (low + high) / 2.0 * rate / _GRAMS_PER_UNIT))
    if found:
        end, units = max(found)
        return units > _MOST_UNITS + 1e-9, units, end
    for words, is_much in ((LITTLE, False), (MUCH, True)):
        if (said := words.match(text, at)) is not None:
            return is_much, None, said.end()
    return None
