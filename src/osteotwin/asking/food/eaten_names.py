"""What a food in an answer is: of the table, counted as one of the same kind, or named and in no number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from osteotwin.asking.food.eaten_grammar import known_name_at, phrases, tokens_of
from osteotwin.asking.food.eaten_plants import plant_drink, plant_of
from osteotwin.asking.food.eaten_which import which_food
from osteotwin.asking.food.heads import (
    head_of,
    is_greek_maker,
    makes_another,
    matters,
    of_a_maker,
    says_nothing,
    spelled,
    unknown_words,
)
from osteotwin.asking.food.kinds import Kind, beside, eaten_words, kinds, waters
from osteotwin.asking.unclear import quoted
from osteotwin.inputs.names import NotInLibraryError, words
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import FoodItem, find_food
from osteotwin.protocol.library.food_names import Lacking, is_dish, is_with_milk, without_portion
from osteotwin.protocol.library.foods import in_our_words, lacking_foods, lacking_named
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class Known:
    """A food as far as it is known.

    Attributes
    ----------
    food : FoodItem or None
        What is counted; ``None`` for what is in no number.
    note : str
        What is to be said of it; empty where it is the food itself.
    share : float
        Of the calcium of that food in as much of what is counted as it.
    """

    food: FoodItem | None
    note: str = ""
    share: float = 1.0


#: What a dish holds by its name, so that it is asked for by itself.
_RICH: Final = later(
    r"chees|milk|yogh?urt|tofu|paneer|sardine|salmon|kale|cream|custard|quesadilla|gratin|smoothie|breakfast|"
    r"lunch|dinner|"
    r"meal|takeaway|bowl|shake", re.IGNORECASE
)  # fmt: skip
#: What joins a dish and other foods.
_PARTS: Final = later(r"\b(?:with|mit|plus)\b|[+,]", re.IGNORECASE)
#: A maker before the food: "Eggland's Best eggs".
_MAKER: Final = later(r"^(?P<who>[a-z]+)['\u2019]s (?:best |own |choice )?(?P<food>[a-z].+)$", re.IGNORECASE)
_NO_MAKER: Final = frozenset(
    (
        "goat",
        "sheep",
        "cow",
        "camel",
        "buffalo",
        "mare",
        "ewe",
        "shepherd",
        "lamb",
        "baker",
        "bird",
        "hunter",
        "lady",
    )
)
#: Groups of foods that makers fortify, or make of something else.
_MADE_OTHERWISE: Final = ("drinks", "soy", "grains", "fats")
_DASHED: Final = later(r"^[^,]{2,40}?\s+[-\u2013\u2014]\s+(?P<food>\S.*)$")


def known_food(name: str, *, in_part: bool = True) -> Known:
    """Return what a food in an answer is.

    Parameters
    ----------
    name : str
    in_part : bool
        Whether the last words of the name may tell the food, where the whole name is not known.

    Raises
    ------
    Mistake
        Where it is nothing that is known, or may be several foods.

    Examples
    --------
    >>> known_food("skyr").note
    '"skyr" is counted as Yogurt, Greek, plain, non-fat'
    >>> known_food("poha").note
    '"poha" is in no number: how much calcium, vitamin D and protein it holds is not known'
    """
    found = _outcome(name, in_part=in_part)
    if isinstance(found, Known):
        return found
    raise Mistake(*found)


@lru_cache(maxsize=2048)
def _outcome(name: str, *, in_part: bool) -> Known | tuple[str, str, str]:
    """Return what a food is, or the question for it; one name is asked for several times in an answer."""
    try:
        known = _known(name, in_part=in_part)
    except Mistake as mistake:
        return mistake.found, mistake.expected, mistake.fix
    if known.note and _names_several(name):
        found = f"{quoted(name)}, which names several foods"
        return found, "each food by itself", "part them by commas, each with how much of it"
    return known


def _names_several(name: str) -> bool:
    """Tell whether two kinds of food whose amounts matter are named apart: none is to be taken for both."""
    tokens, rich, at = tokens_of(name), list[tuple[int, int, str]](), 0
    while at < len(tokens):
        count = known_name_at(tokens, at)
        kind = kinds().get(" ".join(in_our_words(" ".join(token.text for token in tokens[at : at + count]))))
        if kind is not None and kind.food is not None and kind.food.calcium_mg > _RICH_CALCIUM:
            rich.append((at, at + count, kind.food.name.split(",")[0]))
        at += max(count, 1)
    return any(behind[0] > before[1] and behind[2] != before[2] for before, behind in pairwise(rich))


def _check_beside(name: str, counted: FoodItem) -> None:
    """Ask of a name that is read by the food it is of where it names another, too: none is to vanish.

    Raises
    ------
    Mistake
    """
    tokens, named, others, at, is_behind = tokens_of(name), list[str](), 0, 0, False
    while at < len(tokens):
        count = known_name_at(tokens, at) or 1
        span = " ".join(token.text for token in tokens[at : at + count])
        kind = kinds().get(" ".join(in_our_words(span)))
        food = None if kind is None else kind.food
        is_on = is_behind or (at > 0 and tokens[at - 1].word in _ON)
        at += count
        is_cooked = at > count and tokens[at - count - 1].word in _COOKED_IN and span in _FAT
        if food is None or is_cooked or phrases("kept_behind_in").at(tokens, at - count)[0]:
            continue
        is_behind |= food == counted and counted.group in _PLAIN
        if food == counted or not is_taste(span, food, counted, is_on=is_on):
            named.append(span)
            others += food.group != counted.group
    if others and len(named) > 1:
        raise Mistake(
            f"{quoted(name)}, which names several foods", "each food by itself",
            f'write "{" and ".join(named)}" if all of it is eaten, or only the one that is',
        )  # fmt: skip


#: "eggs cooked in butter"
_COOKED_IN: Final = ("in", "au", "en", "al", "\u00e0")
_FAT: Final = ("butter", "beurre", "mantequilla", "burro", "margarine")
#: "toast - butter", "toast: butter"
_APART: Final = later(r"\s[-\u2013\u2014=>]\s|:\s")


def is_taste(span: str, food: FoodItem, counted: FoodItem, *, is_on: bool) -> bool:
    """Tell whether a food in the name of another says only how that tastes or is made: "chicken soup", "nut bread".

    Parameters
    ----------
    span : str
        The words of the food.
    food, counted : FoodItem
        It and the other, which is counted.
    is_on : bool
        Whether it stands behind the other, or behind a word such as "on".
    """
    said = {*in_our_words(span)}
    tastes = bool(said & {*beside().flavors})
    if food.name.startswith("Sugar") or (counted.group == "eggs" and "tortilla" in said):
        return True  # th\u00e9 non sucr\u00e9, tortilla de huevos
    if counted.group == "snacks" and food.group in ("meat", "vegetables"):
        return not is_on  # bacon crisps
    if is_on or (tastes and counted.group not in _PLAIN):
        return tastes and counted.group not in _PLAIN
    if tastes:
        is_spread = "butter" in said and counted.name.startswith(("Bread", "Dinner roll", "Bagel"))
        return food.group not in ("meat", "fish") and not is_spread
    return food.group in _INGREDIENTS or (says_nothing(span) and food.group != "grains")


#: Of these none is sold by a flavor that is another food.
_PLAIN: Final = ("grains", "vegetables", "greens", "meat", "fish", "eggs", "legumes")
#: Behind these another food stands.
_ON: Final = ("en", "on", "over", "su", "sur", "sobre", "auf")
#: Alone, these say what is in it, or little is in them.
_INGREDIENTS: Final = ("fruit", "nuts and seeds", "drinks")


#: Of a serving, from which how much there is matters [mg].
_RICH_CALCIUM: Final = 65.0
_GRATED: Final = later(r"^(?:freshly )?(?:grated|shredded|shaved|crumbled|sliced|melted) ", re.IGNORECASE)


def _known(name: str, *, in_part: bool) -> Known:
    if (water := _of_water(name)) is not None:
        return water
    if (food := of_a_maker(name)) is not None:
        return _counted_as(name, food)
    _check_maker(name)
    food, is_several = _strictly(name)
    if food is None and name.casefold().endswith(" cheese"):
        kind, _ = _strictly(_GRATED.sub("", name[: -len(" cheese")]))
        if kind is not None and kind.name.startswith("Cheese"):
            return _counted_as(name, kind)
    if food is not None:
        if plant_of(name) is not None and food.group == "drinks":
            return Known(*plant_drink(name))
        told = kinds().get(" ".join(in_our_words(name)), Kind()).food
        if told is None or (told.group == food.group and not food.name.startswith("Cheese,")):
            told = food  # but grated cheese is no Parmesan, and light butter none of peanuts
        if _APART.search(name):
            _check_beside(name, told)
        is_more = food.group == "soy" and "fortified" in words(food.name) and "fortified" not in words(name)
        return Known(food) if told == food and not is_more else _counted_as(name, told)
    if plant_of(name) is not None:
        return Known(*plant_drink(name))
    known = _stand_in(name) or _of_maker(name, is_several=is_several) or _of_kind(name)
    if known is None and in_part:
        known = _of_its_head(name)
    if known is not None and known.food is not None and (in_part or _APART.search(name)):
        _check_beside(name, known.food)
    if known is None and in_part and (right := spelled(name)) != " ".join(in_our_words(name)):
        food, _ = _strictly(right)
        known = None if food is None else _counted_as(name, food)
    if known is None:
        known = _of_other_fat(name)
    if known is None:
        raise which_food(name) if in_part else Mistake(name, "", "")
    return known


def _of_other_fat(name: str) -> Known | None:
    """Return a cheese of which the table does not have the fat that is told, which hardly changes its calcium."""
    said = in_our_words(name)
    bare = " ".join(word for word in said if word not in _FATS and not word[0].isdigit())
    if not bare or len(bare.split()) == len(said):
        return None
    kind = kinds().get(bare)
    food = kind.food if kind is not None else _strictly(bare)[0]
    return _counted_as(name, food) if food is not None and food.name.startswith("Cheese") else None


def _check_maker(name: str) -> None:
    """Ask of a maker's food that may be another than its words say.

    Raises
    ------
    Mistake
    """
    said, other = {*in_our_words(name)}, eaten_words().other
    if said & {*other.makers} and not said & {*other.plant} and " ".join(in_our_words(name)) not in kinds():
        raise Mistake(
            f"{quoted(name)}, of a maker of foods of plants", "of which plant it is, and whether calcium is added",
            'write for example "soy yogurt", "fortified oat milk" or "unfortified almond milk"',
        )  # fmt: skip
    if is_greek_maker(name) and "yogurt" not in said and {"milk"} & {*words(name)[-1:]}:
        raise Mistake(
            f"{quoted(name)}, which may be yogurt or milk", "which it is",
            'write for example "whole milk Greek yogurt" or "whole milk"',
        )  # fmt: skip


_FATS: Final = frozenset(
    ("skim", "low", "fat", "reduced", "light", "whole", "full", "half", "lactose", "free")
)


@lru_cache(maxsize=1024)
def _strictly(name: str) -> tuple[FoodItem | None, bool]:
    """Return the food of the table that a whole name is, and else whether it fits several."""
    try:
        return find_food(name), False
    except NotInLibraryError as unknown:
        return None, unknown.ambiguous


def _of_water(name: str) -> Known | None:
    """Return a mineral water of which the label is known."""
    said = " ".join(word for word in words(name) if word not in _BESIDE_WATER)
    held = waters().get(said)
    if held is None:
        return None
    food = find_food(_MINERAL_WATER)
    share = held / (1000.0 * food.calcium_mg / food.serving_g)
    return Known(food, f"{quoted(name)} is counted with {held:g} mg of calcium in a litre", share)


_MINERAL_WATER: Final = "Water, mineral, naturally sparkling"
_BESIDE_WATER: Final = frozenset(
    ("water", "mineral", "sparkling", "still", "mineralwasser", "wasser", "eau", "agua")
)


def _of_kind(name: str) -> Known | None:
    """Return what a kind of food is counted as."""
    kind = kinds().get(" ".join(in_our_words(without_portion(name))))
    return None if kind is None or kind.is_asked else _of(name, kind, kind.food)


def _of_its_head(name: str) -> Known | None:
    """Return the food that a name of many words is of."""
    if _PARTS.search(name):
        return None
    if (romance := _ROMANCE.match(name)) is not None:
        return _of_the_first(name, romance["first"], romance["rest"])
    found = head_of(name)
    if found is None or (found[1].food is None and not found[1].is_little and _RICH.search(name)):
        return None
    words_, kind, food = found
    if kind.is_asked:
        raise which_food(words_)
    if food is not None and _is_salad_of_more(food, " ".join(in_our_words(name)).removesuffix(words_)):
        return _in_no_number(name)
    return _of(name, kind, food)


def _is_salad_of_more(food: FoodItem, rest: str) -> bool:
    """Tell whether another food is named with a salad, which is counted as its leaves."""
    kind = kinds().get(" ".join(in_our_words(rest)))
    return (
        food.name.startswith("Lettuce") and kind is not None and kind.food is not None and kind.food != food
    )


#: Of languages in which the food comes first: p\u00e2tes au fromage, queso de cabra.
_ROMANCE: Final = later(
    r"^(?P<first>.+?)\s(?:de(?: la| los| las)?|du|des|di|del|della|dei|au|aux|\u00e0 la|a la|al|alla|allo|ai|agli)"
    r"\s(?P<rest>.+)$",
    re.IGNORECASE,
)


def _of_the_first(name: str, first: str, rest: str) -> Known | None:
    """Return the food of a name that goes on with what it is of or made in; None where that makes another of it."""
    said = kinds().get(" ".join(in_our_words(first)))
    if said is not None and said.is_asked:
        raise which_food(first)
    if said is not None and said.food is not None and said.food.name == _ANY_JUICE:
        return _of_its_fruit(name)
    if said is not None and said.food is not None and _is_salad_of_more(said.food, rest):
        return _in_no_number(name)
    if makes_another(rest) or {*in_our_words(rest)} & {*eaten_words().other.dairy}:
        return None
    last = list(in_our_words(rest))
    while last and " ".join(last) not in kinds() and says_nothing(last[-1]):
        last.pop()
    kind = kinds().get(" ".join(last))
    of_it = kind.food if kind is not None else None
    food, _ = _strictly(first)
    head = _of_kind(first)
    if of_it and head and head.food and head.food.name.split(",")[0] == of_it.name.split(",")[0]:
        return _counted_as(name, of_it)  # tostada de pan integral
    known = Known(food) if food is not None else _of_kind(first)
    if known is None or known.food is None or _is_of_milk(known.food):
        return None
    if matters(known.food) and unknown_words(rest):
        return None  # of whom
    return _counted_as(name, known.food)


_ENRICHED: Final = frozenset(
    ("calcium", "calcio", "kalzium", "enriquecido", "fortificado", "enrichi", "arricchito")
)
#: What a juice of no fruit is counted as.
_ANY_JUICE: Final = "Apple juice"


def _of_its_fruit(name: str) -> Known | None:
    """Return the juice of the fruit that is told, behind which nothing else is said: never another fruit's."""
    tokens = tokens_of(name)
    end = known_name_at(tokens, 0)
    kind = kinds().get(" ".join(in_our_words(" ".join(token.text for token in tokens[:end]))))
    if end == 1 or kind is None or kind.food is None:
        return None
    behind = name[tokens[end - 1].end :]
    if {*words(behind)} & _ENRICHED:
        raise Mistake(
            quoted(name),
            "whether calcium is added",
            'write for example "fortified orange juice", or the fruit alone',
        )
    return _counted_as(name, kind.food) if says_nothing(behind) else None


def _is_of_milk(food: FoodItem) -> bool:
    """Tell whether a food is of milk or its like, which differ by what they are of."""
    return food.group in ("dairy", "soy", "drinks") and food.calcium_mg > _LITTLE


def _of(name: str, kind: Kind, food: FoodItem | None) -> Known:
    if food is not None:
        return _counted_as(name, food)
    return _left_out(name) if kind.is_little else _in_no_number(name)


def _left_out(name: str) -> Known:
    return Known(None, f"{quoted(name)} is left out: it holds hardly any calcium")


def _in_no_number(name: str) -> Known:
    return Known(
        None, f"{quoted(name)} is in no number: how much calcium, vitamin D and protein it holds is not known"
    )


def _stand_in(name: str) -> Known | None:
    lacking = lacking_named(name) or _named_within(name)
    if lacking is not None and lacking.counts_as:
        return _counted_as(name, find_food(lacking.counts_as))
    if lacking is not None and lacking.in_words == "little":
        return _left_out(name)
    unlisted = (
        lacking is None
        and is_dish(name)
        and not _RICH.search(name)
        and not _PARTS.search(name)
        and not is_with_milk(name)
    )
    if unlisted or (lacking is not None and lacking.in_words == "unknown"):
        return _in_no_number(name)
    return None


def _named_within(name: str) -> Lacking | None:
    """Return what is said of a product whose name stands among words of flavor and size: "small bag of doritos"."""
    said = words(name)
    if len(said) > _LONGEST or _RICH.search(name) or any(word.isdigit() for word in said):
        return None
    fitting = [
        (len(known), row)
        for known, row in _lacking_by_words()
        if set(known) < set(said) and not {*said} - {*known} - {*beside().flavors} - {*beside().sizes}
    ]
    row = max(fitting, key=lambda one: one[0])[1] if fitting else None
    return row if row is not None and (row.counts_as or row.in_words == "unknown") else None


@cache
def _lacking_by_words() -> tuple[tuple[tuple[str, ...], Lacking], ...]:
    return tuple((words(key), row) for key, row in lacking_foods().items())


#: Words of the longest name of a product.
_LONGEST: Final = 7


def _of_maker(name: str, *, is_several: bool) -> Known | None:
    """Return the food behind a maker, where makers neither fortify it nor make it of something else."""
    if is_several:
        return None
    behind = _DASHED.match(name)
    if behind is None:
        behind = _MAKER.match(name)
        if behind is None or behind["who"].casefold() in _NO_MAKER:
            return None
    try:
        food = find_food(behind["food"])
    except NotInLibraryError:
        return None
    if food.group in _MADE_OTHERWISE and food.calcium_mg > _LITTLE:
        return None
    return _counted_as(name, food)


def _counted_as(name: str, food: FoodItem) -> Known:
    return Known(food, f"{quoted(name)} is counted as {food.name}")


#: So little calcium in a serving that no maker makes a difference [mg].
_LITTLE: Final = 30.0
