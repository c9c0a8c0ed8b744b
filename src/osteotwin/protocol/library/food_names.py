"""Foods as people name them: portions, and words around a food that do not change what is in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

from osteotwin.inputs.names import without_accents, words
from osteotwin.inputs.shipped import Row, Words, parsed, read_as
from osteotwin.inputs.values import Flag, Word
from osteotwin.protocol.library.tables import library_text
from osteotwin.units.patterns import later

WORDS_FILE = "food_words.toml"
GROUPS = ("dairy", "eggs", "fish", "meat", "soy", "legumes", "nuts and seeds", "greens", "vegetables", "fruit",
          "grains", "dishes", "snacks", "drinks", "fats")  # fmt: skip


@dataclass(frozen=True)
class Lacking(Row):
    """Names of foods that the table lacks.

    Attributes
    ----------
    names : tuple of str
    nearest : tuple of str
        What of the table is nearest.
    ask : str
        What to write instead, in a file.
    counts_as : str
        A food of the table that is the same kind of food: an answer counts it, and says so; empty for none.
    in_words : str
        Of an answer that names it: ``"little"``, so little that it is left out, or ``"unknown"``, a dish or product of
        which nobody knows how much; empty where it is asked.
    """

    names: tuple[Words, ...]
    nearest: tuple[Words, ...]
    ask: Words = "write the food whose calcium is nearest to the label's"
    counts_as: str = ""
    in_words: Annotated[str, Word(("", "little", "unknown"))] = ""


@dataclass(frozen=True)
class LeftOut(Row):
    """Words that do not change what is in a food of some groups.

    Attributes
    ----------
    words : tuple of str
    of : tuple of str
        Groups of which that holds; empty for any.
    canned : bool
        Whether it holds of fish from a can, whose bones are eaten.
    little : bool
        Whether it holds only of what holds hardly any calcium.
    """

    words: tuple[Words, ...]
    of: tuple[Annotated[str, Word(GROUPS)], ...] = ()
    canned: Annotated[bool, Flag()] = True
    little: Annotated[bool, Flag()] = False


@dataclass(frozen=True)
class WordsFile(Row):
    """Words that people use -> the words of the table; what says nothing; and what the table lacks."""

    words: dict[str, Words]
    left_out: tuple[LeftOut, ...]
    never_added: tuple[Words, ...]
    asked: tuple[Lacking, ...]


@cache
def words_file() -> WordsFile:
    """Return the words that people use for what the table of foods calls otherwise."""
    return read_as(WordsFile, parsed(library_text(WORDS_FILE), WORDS_FILE), WORDS_FILE)


_VESSELS: Final = (
    r"glass(?:es)?|cups?|servings?|portions?|slices?|bowls?|pots?|pieces?|cans?|tins?|handfuls?|mugs?|tubs?|scoops?|"
    r"cartons?|fillets?|chunks?|sticks?|dollops?|rashers?|sachets?|packets?|pouch(?:es)?"
)
#: One portion, which is a serving of whatever it is of.
_PORTION: Final = later(
    rf"^(?:(?:an?|the|my|1|one)\s+)?(?:(?:large|small|big|tall|medium)\s+)?(?:{_VESSELS})\s+(?:of\s+)?|"
    r"^(?:an?|the|some|my|plain old)\s+", re.IGNORECASE
)  # fmt: skip
_PORTION_BEHIND: Final = later(
    r",? (?:an? |1 |one )?(?:small |large |big |good )?(?:handful|glass|bowl|cup|slice|portion|serving|mug|pot|"
    r"tub|tin|can|scoop|piece|carton|bottle)$", re.IGNORECASE
)  # fmt: skip
_FROM_A_CAN: Final = later(
    r"^(?:(?:an?|the|my|1|one)\s+)?(?:(?:large|small|big)\s+)?(?:cans?|tins?|jars?)\s+(?:of\s+)?"
    r"|[ ,]+(?:from (?:an? |the )?)?(?:cans?|tins?|jars?)$", re.IGNORECASE
)  # fmt: skip


def without_portion(text: str) -> str:
    """Return what a portion is of.

    Examples
    --------
    >>> without_portion("a glass of milk"), without_portion("200 g yogurt")
    ('milk', '200 g yogurt')
    """
    return _PORTION.sub("", _PORTION_BEHIND.sub("", text.strip())) or text


def from_a_can(text: str) -> str | None:
    """Return a food from a can under that name; ``None`` for any other.

    Examples
    --------
    >>> from_a_can("a tin of mackerel"), from_a_can("mackerel")
    ('canned mackerel', None)
    """
    bare = _FROM_A_CAN.sub("", text.strip())
    return f"canned {bare}" if bare and bare != text.strip() else None


def plainer(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a food without words that may not change what is in it, and these words; nothing where all may be such.

    Examples
    --------
    >>> plainer("finely grated organic carrots")
    ('carrots', ('finely', 'grated', 'organic'))
    """
    said = _WORD_PARTS.sub(" ", without_accents(text).replace("\u2019", "'"))
    found = tuple(" ".join(one.casefold().split()) for one in _pattern().findall(said))
    bare = " ".join(" ".join(_pattern().sub(" ", said).split()).split(" ,")).strip(" ,")
    return bare, found


def says_nothing(phrase: str, group: str, *, canned: bool, little: bool) -> bool:
    """Tell whether words of :func:`plainer` do not change what is in a food.

    Parameters
    ----------
    phrase : str
    group : str
        Of the food.
    canned, little : bool
        Whether it is from a can, and holds hardly any calcium.
    """
    return any(
        (not one.of or group in one.of) and (one.canned or group != "fish" or not canned)
        and (little or not one.little)
        for one in _by_phrase()[phrase]
    )  # fmt: skip


def weight_of(word: str) -> int:
    """Return how much a word that may be left out tells apart: what sort a food is, more than how it was made."""
    return 2 if any(one.of for one in _by_word().get(word, ())) else 1


@cache
def _by_word() -> dict[str, list[LeftOut]]:
    found: dict[str, list[LeftOut]] = {}
    for phrase, rows in _by_phrase().items():
        for word in words(phrase):
            found.setdefault(word, []).extend(rows)
    return found


#: How much of ground meat is lean, or fat: 80/20, 93 % lean, 80% lean meat / 20% fat, 5 % fat.
_SHARE: Final = later(
    r"[(,]?\s*(?:(?P<lean>[6-9]\d)\s*%?\s*/\s*\d{1,2}\b\s*%?(?: fat)?|"
    r"(?P<only>[6-9]\d)\s*%\s*(?:lean|fat[- ]free)(?: meat)?(?:\s*[/,]?\s*\d{1,2}\s*%\s*fat)?|"
    r"(?P<fat>[0-3]?\d(?:\.\d)?)\s*%(?: fat| fett)?)\s*\)?",
    re.IGNORECASE,
)


def without_lean_share(text: str) -> tuple[str, float | None]:
    """Return ground meat without how much of it is lean, and that share [%].

    Examples
    --------
    >>> without_lean_share("Ground Beef 80/20"), without_lean_share("lean beef mince, 5% fat")
    (('Ground Beef', 80.0), ('lean beef mince', 95.0))
    """
    found = _SHARE.search(text)
    if found is None:
        return text, None
    share = float(found["lean"] or found["only"] or 100.0 - float(found["fat"]))
    bare = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
    return re.sub(r"^,\s*|\s+(?=,)", "", bare), share


#: A maker before a dash, as diaries have it.
_OF_MAKER: Final = later(r"^[^,]{2,40}?\s+[-\u2013\u2014:|]\s+(?P<food>\S.*)$|^[^,:]{2,30}:\s+(?P<of>\S.*)$")
#: What stands for another food, and what is added to one.
_NO_SUCH_FOOD: Final = later(
    r"\b(?:vegan|plant|meat ?less|meat[- ]free|dairy[- ]free|imitation|substitute|alternative|fortified|enriched|"
    r"calcium|beyond|impossible|quorn|gardein|boca|morningstar|linda mccartney|viva|violife|daiya|"
    r"miyoko'?s|tofurky|lightlife|field roast|heura|so delicious|"
    r"follow your heart|vivera|the vegetarian butcher|this isn'?t)\b", re.IGNORECASE
)  # fmt: skip


_CALORIES: Final = later(r"[,\s]+\d+ ?k?cal(?:ories)?\.?$", re.IGNORECASE)


def without_calories(text: str) -> str:
    """Return a name without how much energy there is in it.

    Examples
    --------
    >>> without_calories("Tuna in Water, 210 Cal")
    'Tuna in Water'
    """
    return _CALORIES.sub("", text)


def behind_a_maker(text: str, known: Collection[str]) -> str | None:
    """Return the food behind a maker and a dash or comma; ``None`` without one, or where it may be no such food.

    Parameters
    ----------
    text : str
    known : collection of str
        Words that no maker's name before a comma holds.

    Examples
    --------
    >>> behind_a_maker("Acme - Chicken Breast", ()), behind_a_maker("Acme, Rice, Brown", ("rice", "brown"))
    ('Chicken Breast', 'Rice, Brown')
    >>> behind_a_maker("Quorn - Chicken Pieces", ()), behind_a_maker("Rice, Brown", ("rice", "brown"))
    (None, None)
    """
    if _NO_SUCH_FOOD.search(text):
        return None
    if (found := _OF_MAKER.match(text)) is not None:
        return found["food"] or found["of"]
    maker, _, food = text.partition(",")
    return food.strip() or None if not {*words(maker)} & {*known} else None


#: Between the foods of a dish.
_AND: Final = later(r"\s+(?:with|and|plus|mit|und|auf|con|avec|et)\s+|\s*[+&/]\s*|\s*,\s+", re.IGNORECASE)


def foods_of_a_dish(text: str) -> tuple[str, ...]:
    """Return what a name of several foods holds; nothing of one food.

    Examples
    --------
    >>> foods_of_a_dish("scrambled eggs with cheddar & toast"), foods_of_a_dish("toast")
    (('scrambled eggs', 'cheddar', 'toast'), ())
    """
    parts = tuple(part.strip() for part in _AND.split(text) if part.strip())
    return parts if len(parts) > 1 else ()


_WORD_PARTS: Final = later(r"(?<=\w)-(?=\w)")


@cache
def _by_phrase() -> dict[str, list[LeftOut]]:
    found: dict[str, list[LeftOut]] = {}
    for one in words_file().left_out:
        for name in one.words:
            found.setdefault(name.casefold(), []).append(one)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_by_phrase(), key=len, reverse=True)
    written = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![\w'])(?:{written})(?![\w'])", re.IGNORECASE)


#: What is made of several foods, by the last word of its name.
_DISH: Final = later(
    r"\b(?:salads?|sandwich(?:es)?|toasties?|wraps?|soups?|curry|curries|stir[- ]fry|casseroles?|pies?|bakes?|stews?|"
    r"smoothies?|pasta|risotto|gratin|quiche|burger|kebab|tacos?|bowl|dinner|breakfast|lunch|meal|takeaway|"
    r"cauliflower cheese|sashimi|sushi|dips?)$", re.IGNORECASE
)  # fmt: skip
_WITH_MILK: Final = later(
    r"\b(?:latte|flat white|cappuccino|cortado|macchiato|mocha|frappuccino|babyccino|frapp[eé]|milchkaffee)\b|"
    r"\b(?:coffee|tea|cuppa|brew)\b.*\b(?:with|and)\b.*\b(?:milk|cream|creamer)\b",
    re.IGNORECASE,
)


def of_parts(text: str) -> str:
    """Return what to write of a dish or of coffee with milk that the table lacks; empty of anything else."""
    if is_with_milk(text):
        return (
            'write the milk or the plant drink in it, for example "reduced fat milk" or "fortified soy milk", of '
            "which a serving is a cup: 120 ml in a drink are half a serving"
        )
    return (
        "write the foods with calcium in it, each by itself, for example 200 ml of milk and 100 g of yogurt"
        if _DISH.search(text)
        else ""
    )


def is_dish(text: str) -> bool:
    """Tell whether a name is of a dish, by its last word.

    Examples
    --------
    >>> is_dish("lentil soup"), is_dish("lentils")
    (True, False)
    """
    return bool(_DISH.search(text))


def is_with_milk(text: str) -> bool:
    """Tell whether a drink is made with milk."""
    return bool(_WITH_MILK.search(text))
