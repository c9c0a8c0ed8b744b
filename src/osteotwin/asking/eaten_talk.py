"""What stands around foods in a sentence and is no food: "then for lunch I usually had ... with my coffee at work"."""

from __future__ import annotations

import re
from typing import Final

_MEALS: Final = (
    r"(?:breakfast|lunch|dinner|supper|brunch|tea time|dessert|snacks?|elevenses|meals?|bed(?:time)?|work|home|"
    r"school|"
    r"the office|training|(?:my |the )?(?:work ?out|gym|run|lift)|work ?outs?|fr\u00fchst\u00fcck|"
    r"mittag(?:essen)?|abend(?:essen|brot)?|"
    r"petit[- ]d\u00e9jeuner|d\u00e9jeuner|d\u00eener|go\u00fbter)"
)
_DAY_PART: Final = (
    r"(?:mornings?|afternoons?|evenings?|nights?|noon|midday|morgens?|mittags?|abends?|fr\u00fch|vormittags?|"
    r"nachmittags?|"
    r"matin|midi|soir)"
)
_SOMETIMES: Final = (
    r"(?:usually|normally|always|mostly|typically|generally|often|just|actually|only|also|then|even|still|"
    r"really|probably|"
    r"basically|again|mainly|meist(?:ens)?|immer|normalerweise|dann|noch|auch|dazu|au\u00dferdem|nur|stattdessen|"
    r"d'habitude|toujours|souvent|puis|ensuite|aussi)"
)
_EATEN: Final = (
    r"(?:eat(?:s|ing|en)?|ate|drink(?:s|ing)?|drank|ha(?:ve|s|d|ving)|get(?:s|ting)?|got|grab(?:s|bed)?|"
    r"take[ns]?|took|mak(?:e|es|ing)|"
    r"made|enjoy(?:s|ed)?|settled? on|start(?:s|ed)?(?: (?:the|my|off|every) day)? with|beg[ai]n (?:the|my) day with|"
    r"go(?:es)? for|went for|go with|finish(?:ed)?(?: off)?(?: with)?|snack(?:s|ed|ing)? on|use[sd]?|consum(?:e|"
    r"es|ed|ing)|love|"
    r"like|cook(?:s|ed)?|ordered|order|cho(?:o)?se|picked up|munch(?:ed|ing)?(?: on)?|sip(?:ped|ping)?(?: on)?|"
    r"down(?:ed)?|"
    r"follow(?:ed)? (?:it )?(?:up )?with|wash(?:ed)? (?:it )?down with|supplement(?:ing|ed)?(?: with)?|"
    r"microwav(?:e|ed|ing)|live on|"
    r"esse|isst|trinke|trank|a\u00df|hatte|habe|hab|nehme|nahm|gab es|gibt es|gibt'?s|gab'?s|es gab|es gibt|"
    r"hole(?: ich)?(?: mir)?|"
    r"mange|mang\u00e9|bois|bu|prends|pris|ai)"
)
#: One thing said before a food.
_BEFORE: Final = re.compile(
    r"^(?:"
    r"(?:so|and|but|then|next|first(?:ly)?|later|also|plus|and of course|of course|ok(?:ay)?|well|today|"
    r"yesterday|tonight|"
    r"heute|gestern|morgen|auch|aujourd'hui|hier)\b(?!\s+milk)|"
    rf"(?:for|at|with|zum|zu|zur|beim|au|pour le|le|am|in the|every|each|this|most|on|my|our|the|an?)(?: (?:my|"
    rf"the|a|mid))?(?:[- ]?(?:default|usual|normal|typical|daily|early|late|first|second))?"
    rf" (?:{_MEALS}|{_DAY_PART})(?: (?:at|on|is|was|are|were|of|in)(?: (?:home|work|usually|"
    rf"always))?)?(?=[\s:,\u2013-])|"
    rf"(?:{_DAY_PART}|{_MEALS}) (?:is|was|are|were|gab es|gibt es|ist|war)\b|"
    rf"(?:mid[- ]?)?(?:{_DAY_PART}|(?:breakfast|lunch|dinner|supper|brunch|fr\u00fchst\u00fcck|"
    rf"snack))(?: gab es| gibt es|:)?(?=[\s:,\u2013-])(?! (?:bar|bars|bag|wrap|roll|sausage|cereal|sandwich|tea|"
    rf"meat|pack))|"
    rf"(?:i|we|he|she|ich|wir|je|j'|j\u2019)(?:'m|'ve|'d|\u2019m|\u2019ve|\u2019d| am| have| was| will| do| did|"
    rf" hab| habe)?\b(?= ?(?:{_SOMETIMES} )*{_EATEN}\b| {_SOMETIMES}\b)|"
    rf"{_SOMETIMES}\b|"
    rf"{_EATEN}\b(?! ?(?:up|out)\b)(?: (?:ich|wir|mir|myself|me|some more))?|"
    r"(?:my|our|the) (?=\w)|some more (?=\w)|(?:had|got) (?:a )?(?:bit|lot) of (?=\w)|"
    r"there (?:is|was|are|were)\b|it(?:'s| is| was)\b|(?:is|was|are|were|ist|war|sind|waren|wurden?(?: mit)?|"
    r"mich(?: mit)?|mir)\b|bought\b"
    r")[\s,:;\u2013-]*",
    re.IGNORECASE,
)
#: What is said behind a food: where, when, how.
_BEHIND: Final = re.compile(
    r"[\s,:;\u2013-]+(?:"
    rf"(?:for|at|with|before|after|during|in|on|around|by|to|zum|zu|beim|am|vor|nach|au|pour|avant|apr\u00e8s|"
    rf"(?:pre|post)[- ]?)(?: (?:my|the|a|our|every|each|meine[mnr]?|dem|der|le|la))?"
    rf"[- ]?(?:first |early |late |mid[- ]?)?(?:{_MEALS}|{_DAY_PART}|day|week|tag)(?:,? (?:at|on|in|every|each|"
    rf"most|or|too|time|again|today|yesterday)\b[^,]*)?|"
    r"(?:from|von|chez|by) .*|(?:at|bei) (?:the |a )?(?:[a-z'\u2019&]+)(?: [a-z'\u2019]+)?|gab es .*|gibt es .*|"
    r"at \d{1,2}(?:[:.]\d\d)? ?(?:[ap]m|uhr|h)?|(?:(?:early|late|mid)[- ])?(?:morning|afternoon|evening)s?|"
    r"to be exact|as usual|as well|too|instead|again|each|apiece|"
    r"on top|on the side|thrown in|in (?:it|them)|"
    r"to go|or (?:so|more)|"
    r"of the (?:day|year)|bevor .*|while .*|because .*|since .*|when .*|which .*|that i .*|so i .*|until .*|"
    r"(?:gegessen|getrunken|gegönnt|ges\u00fcndigt|begn\u00fcgt|genossen|dazu|pris|mang\u00e9)|"
    r"(?:eek|yum|lol|haha|oops|yay|mmm+)"
    r")[.!\u2026]*$",
    re.IGNORECASE,
)
_CAN: Final = re.compile(r"\b(?:from|in) (?:a |the )?(?:can|tin|jar|concentrate)s?\b", re.IGNORECASE)
#: What was not eaten, or will be.
_NOT_REAL: Final = re.compile(
    r"\b(?:could(?:'ve| have)?|should(?:'ve| have)?|would(?:'ve| have)?|might|wish|crav(?:e|ing)s?|thinking of|"
    r"planning|plan to|used to|try(?:ing)? to|want to|hope to|supposed to|if i (?:remember|can)|"
    r"stopped|quit|gave up|forgot|skip(?:ped)?|avoid(?:ed|ing)?|instead of|rather than|except|apart from|"
    r"allergic|can(?:'|\u2019)?t|cannot|can not|don['\u2019]?t|"
    r"didn['\u2019]?t|do not|did not|never|won['\u2019]?t)\b",
    re.IGNORECASE,
)
#: How often, and no number of it.
_NOW_AND_THEN: Final = re.compile(
    r"[\s,(]*\b(?:occasionally|sometimes|now and then|now and again|from time to time|once in a while|rarely|seldom|"
    r"at times|every so often|ab und zu|manchmal|gelegentlich|selten|parfois|"
    r"de temps en temps)\b[)\s,]*", re.IGNORECASE,
)  # fmt: skip
#: "Smoothie: 1 cup milk, 1 banana"
_HEADING: Final = re.compile(r"^[^\W\d][^\d,:;]{2,30}:\s+(?=[^,]+(?:,|\+|&| and ))", re.IGNORECASE)
_DAILY: Final = re.compile(
    r"\b(?:usually|normally|typically|every (?:morning|evening|night|breakfast|lunch|dinner)|each (?:morning|"
    r"evening|night|day)|daily|"
    r"default|in the (?:morning|evening)s?|before bed|normalerweise|jeden (?:morgen|abend)|le matin|"
    r"tous les (?:jours|matins|soirs))\b",
    re.IGNORECASE,
)


def without_talk(text: str) -> str:
    """Return a food, or several, without what is said around them; the text where nothing would be left.

    Examples
    --------
    >>> without_talk("I ate 2 eggs"), without_talk("for breakfast I usually have a bowl of oats at work")
    ('2 eggs', 'a bowl of oats')
    >>> without_talk("zum Frühstück gab es Quark"), without_talk("a latte from Starbucks")
    ('Quark', 'a latte')
    """
    bare = text.strip()
    while (said := _BEFORE.match(bare)) is not None and bare[said.end() :].strip(" ,.:"):
        bare = bare[said.end() :]
    while (said := _BEHIND.search(bare)) is not None and said.start() > 0 and not _CAN.search(said[0]):
        bare = bare[: said.start()]
    return bare.strip(" ,;:.!\u2026") or text


def is_not_real(text: str) -> str | None:
    """Return words that say of a food that it was not eaten, or not yet; None where there are none.

    Examples
    --------
    >>> is_not_real("I could have had a salad"), is_not_real("a salad")
    ('could have', None)
    """
    said = _NOT_REAL.search(text)
    return None if said is None else said[0]


def is_of_each_day(text: str) -> bool:
    """Tell whether a sentence says what is eaten on all days, without how often.

    Examples
    --------
    >>> is_of_each_day("I usually have 2 eggs"), is_of_each_day("2 eggs")
    (True, False)
    """
    return _DAILY.search(text) is not None


def without_now_and_then(text: str) -> tuple[str, bool]:
    """Return a food without words of how often that hold no number, and whether there are any.

    Examples
    --------
    >>> without_now_and_then("wine occasionally"), without_now_and_then("wine")
    (('wine', True), ('wine', False))
    """
    bare = _NOW_AND_THEN.sub(" ", text).strip()
    return bare, bare != text.strip()


def without_heading(text: str) -> str:
    """Return the foods behind what they are together.

    Examples
    --------
    >>> without_heading("Smoothie: 1 cup milk, 1 banana"), without_heading("milk: 1 cup")
    ('1 cup milk, 1 banana', 'milk: 1 cup')
    """
    return _HEADING.sub("", text)
