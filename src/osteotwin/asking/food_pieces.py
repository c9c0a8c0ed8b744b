"""An answer on food and supplements → its pieces in plain words, each food and each nutrient by itself."""

from __future__ import annotations

import operator
import re
from functools import cache
from html import unescape
from typing import Final

from osteotwin.asking.drugs.lines import DENIES, denied
from osteotwin.asking.food.diary_lines import without_listed
from osteotwin.asking.food.eaten_clauses import names_a_meal, says_how_often
from osteotwin.asking.food.eaten_grammar import names_a_food
from osteotwin.asking.food.eaten_often import in_times_a_week
from osteotwin.asking.food.eaten_talk import behind_bare_meal, is_only_talk
from osteotwin.asking.food.meal_heads import behind_meal, meals_apart
from osteotwin.asking.food.phrases import in_plain_words
from osteotwin.asking.food.shares import in_plain_shares
from osteotwin.asking.pieces import MOST_LISTED, is_none, pieces_of
from osteotwin.asking.supplements.doubts import (
    ask_how_many,
    ask_of_number,
    ask_whose_supplement,
)
from osteotwin.asking.supplements.foods import AMOUNT, foods_apart
from osteotwin.asking.supplements.grammar import plain_supplements
from osteotwin.asking.supplements.labels import in_plain_label, with_salt, with_thousands
from osteotwin.asking.supplements.liquids import of_volume
from osteotwin.asking.supplements.plain_dose import plain_dose
from osteotwin.asking.supplements.products import in_plain_product, with_amounts
from osteotwin.asking.supplements.rare import ask_of_counted_in
from osteotwin.asking.supplements.tokens import tells_of_before
from osteotwin.asking.supplements.words import (
    in_usual_units,
    is_other_supplement,
    nutrients_apart,
)
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later
from osteotwin.units.written_numbers import with_points

NUTRIENTS: Final = (
    ("vitamin_d", "vitamin_d_per_day", "vitamin_d",
     later(r"\b(?:vitamin[ae]? d[23]?|vit\.? d[23]?|d3|(?:chole|cole|ergo)calciferol)\b", re.IGNORECASE)),
    ("calcium", "calcium_per_day", "mass", later(r"\bcalcium(?: carbonate| citrate)?\b", re.IGNORECASE)),
)  # fmt: skip
NO_TABLETS: Final = later(
    r"(?:(?:i )?(?:do not|don['\u2019]?t|never) (?:take|use)(?: any)?|no)(?: other)? (?:supplements?|supps?|tablets?|"
    r"pills?|vitamins?|(?:vitamin|vit\.?) ?d3?|magnesium|calcium (?:tablets?|pills?|supplements?))"
    r"(?: at all)?", re.IGNORECASE,
)  # fmt: skip
_NO_TABLETS_BEHIND: Final = later(
    rf",\s*(?:and |but )?(?=(?:{NO_TABLETS.pattern}|no (?:iron|zinc|magnesium|vitamin [a-z]\d?))\s*(?:[,;.\n]|$))",
    re.IGNORECASE,
)
#: "5k IU".
_THOUSAND_UNITS: Final = later(
    r"(?<![\d.,])(?P<n>\d+(?:\.\d+)?)k(?= ?(?:iu|ie|i\.u|units?)\b)", re.IGNORECASE
)
#: Left over of a page: "D&sub3;".
_SUBSCRIPT: Final = later(r"&sub(?P<n>\d);")
#: Milk whose sugar is split holds the calcium of milk.
_LACTOSE_FREE: Final = later(
    r"\b(?:lactose[- ]free|lactaid) (?=(?:[a-z]+ ){0,2}(?:milk|yogh?urts?|cheese|quark|kefir)\b)",
    re.IGNORECASE,
)
#: What stands in a bracket is of one food.
_WITHIN: Final = later(r"\([^()\n]*\)")
_DIET: Final = later(
    r"^(?:i(?:'m| am) )?(?:an? )?(?:mostly |strict(?:ly)? |fully |100 ?% )?(?:vegan|vegetarian|"
    r"plant[- ]based|lactose[- ]intolerant|"
    r"(?:dairy|milk|lactose|gluten)[- ]free)(?: here)?"
    r"(?:\s*[:,.;]\s*(?:so |and )?|\s+so\s+)(?=\S)|^not (?:that |very |so )?(?:much|a lot)(?: really)?[.,;:]\s*(?=\S)",
    re.IGNORECASE,
)


def without_diet(piece: str) -> tuple[str, str]:
    """Return foods without the diet that stands before them, which they are of, and that.

    Examples
    --------
    >>> without_diet("Vegan: tofu daily"), without_diet("tofu daily")
    (('tofu daily', 'Vegan'), ('tofu daily', ''))
    """
    bare = _DIET.sub("", piece)
    return bare, piece[: len(piece) - len(bare)].strip(" :,.;")


def plain_pieces(text: str) -> tuple[list[str], list[str]]:
    """Return the parts of an answer in plain words, a product of several nutrients in as many, and what to say "
    "of them.
    """
    text = _SUBSCRIPT.sub(r"\g<n>", unescape(text))
    text = _WITHIN.sub(lambda found: found[0].replace(";", ","), text)
    text = _OF_BOTH_A_DAY.sub(r"\g<0>,", _ENERGY.sub(r"\g<before>", text))
    written = _of_the_day(meals_apart(_with_colons(with_points(text))))
    written = _ALONG_WITH.sub("with", written)
    written = _PACK_OF.sub(r"\g<n> ", _SO_MANY_PACK.sub(r"\g<n> ", written))
    written = _IN_EACH.sub(r"\g<cups> with \g<what> each", written)
    written = _D_COUNTED.sub(r"\g<d>, ", in_plain_shares(written))
    plain = _LACTOSE_FREE.sub("", _in_units(in_english(in_usual_units(with_salt(with_thousands(written))))))
    plain = _HOLDS.sub(_what_it_holds, _NO_TABLETS_BEHIND.sub("; ", plain))
    parts: list[str] = []
    notes: list[str] = []
    pieces, written_as = _supplements_plain(plain, notes)
    apart = (one for piece in with_amounts(pieces) for one in foods_apart(piece))
    for piece in _with_behind(tuple(apart)):
        ask_of_counted_in(piece)
        for part in (piece,) if plain_supplements(piece) is not None else _pieces(piece):
            if (told := plain_supplements(part)) is not None:
                ask_how_many(told.pieces, written_as.get(part, part))
                parts += told.pieces
                notes += told.notes
                continue
            words = in_plain_words(without_listed(part))
            is_food = begins_with_a_food(words) or names_with_nutrients().search(words) is not None
            parts += (words,) if is_food else nutrients_apart(words)
    return parts, notes


#: "2000 kcal a day" in a part of its own: no calcium is told by it.
_ENERGY: Final = later(
    r"(?P<before>^|[;,\n])\s*(?:(?:about|around|roughly|approx\.?|ca\.?|~) ?)?\d[\d.,]* ?(?:k?cals?|calories|kj)"
    r"(?: ?/ ?(?:d|day)| (?:a|per|each|every) day| daily| (?:pro|am) tag| par jour| al d\u00eda)?\s*(?:$|[;,\n])",
    re.IGNORECASE,
)
#: "calcium 800 mg/d vit D 200 IU/d": two nutrients with nothing between them.
_OF_BOTH_A_DAY: Final = later(
    r"\d ?(?:mg|mcg|\u00b5g|\u03bcg|ug|g|iu) ?(?:/ ?d(?:ay)?|daily|(?:a|per) day)(?= (?:vit|d3\b|ca\b|calcium))",
    re.IGNORECASE,
)


def _with_colons(text: str) -> str:
    """Return pieces that each begin with their meal with a colon behind it, where several do.

    Examples
    --------
    >>> _with_colons("Breakfast 2 eggs; dinner salmon and rice; milk daily")
    'Breakfast: 2 eggs; dinner: salmon and rice; milk daily'
    >>> _with_colons("dinner roll; milk 200 ml daily")
    'dinner roll; milk 200 ml daily'
    """
    pieces = re.split(r"([;\n]\s*)", text)
    starts = [behind_bare_meal(piece) if "," not in piece and ":" not in piece else 0 for piece in pieces]
    if sum(start > 0 for start in starts) < _FEWEST_MEALS:
        return text
    return "".join(
        f"{piece[:start].rstrip()}: {piece[start:]}" if start else piece
        for piece, start in zip(pieces, starts, strict=True)
    )


_FEWEST_MEALS: Final = 2


def _of_the_day(text: str) -> str:
    r"""Return lines beneath the name of a meal as of that meal: "Breakfast" and beneath it "2 eggs".

    Examples
    --------
    >>> _of_the_day("Lunch:\n2 eggs\nmilk 200 ml\nDinner: rice")
    'snack: 2 eggs\nsnack: milk 200 ml\nDinner: rice'
    """
    found: list[str] = []
    is_beneath = False
    for line in text.split("\n"):
        if line.strip() and is_only_talk(line) and names_a_meal(line):
            is_beneath = True
            continue
        is_beneath |= behind_meal(line) > 0
        is_food = is_beneath and not behind_meal(line) and names_a_food(line) and not _DOSED.search(line)
        found.append(f"snack: {line.strip()}" if is_food and not says_how_often(line) else line)
    return "\n".join(found)


def _sentences(piece: str) -> list[str]:
    """Return the sentences of a piece that each tell an amount, where one is of a supplement."""
    parts = re.split(r"(?<=[\w)])\.\s+(?=[a-z])", piece, flags=re.IGNORECASE)
    is_each = len(parts) > 1 and all(re.search(r"\d", part) for part in parts)
    return parts if is_each and any(_DOSED.search(part) for part in parts) else [piece]


def _supplements_plain(text: str, notes: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the parts of an answer, products in plain words, and how each was written; what is to be said to notes.

    Raises
    ------
    UnclearAnswerError
        Of a dose of a supplement that is in doubt.
    """
    pieces: list[str] = []
    written: dict[str, str] = {}
    for piece in (one for whole in pieces_of(text) for one in _sentences(whole)):
        if pieces and is_none(piece) and DENIES.match(piece):
            raise denied("food", written[pieces[-1]], piece)
        plain = piece = _FORM_INSIDE.sub(r"\g<amount>)", piece)
        if _DOSED.search(piece) or names_calcium_brand(piece):
            dose, said = plain_dose(piece)
            notes += filter(None, [said])
            plain = dose
        if _DOSED.search(piece):
            ask_of_number(piece)
            ask_whose_supplement(piece)
            plain = of_volume(in_plain_product(plain))
        pieces.append(plain)
        written[plain] = piece
    return pieces, written


#: "omega-3 (2 g EPA+DHA)", "vitamin K2 (100 mcg MK-7)": what an amount is of, which the name says already.
_FORM_INSIDE: Final = later(
    r"(?P<amount>(?:omega|fish oil|k2?|magnesium|zinc)[^;()]{0,12}\([\d.,\u2013-]+ ?(?:mg|mcg|ug|\u00b5g|g)) "
    r"(?:of )?(?:EPA|DHA|EPA ?(?:\+|&|/|and) ?DHA|MK-?[47]|elemental)\)",
    re.IGNORECASE,
)
#: "Caltrate 600 contains 1,500 mg of calcium carbonate": what a brand holds says more than its name.
_HOLDS: Final = later(r"(?P<brand>[^;,\n]{3,40}?)\b(?:contains|provides|holds|has)\b(?= \d)", re.IGNORECASE)


#: "50 ml of milk in each of 3 coffees"
_IN_EACH: Final = later(
    r"(?P<what>(?:\d|an? |half |[\u00bc-\u00be])[^,;.\n]*?) in each of (?:my |the )?"
    r"(?P<cups>(?:\d+|two|three|four|five|six) [a-z]+(?: of [a-z]+)?)",
    re.IGNORECASE,
)
#: "vitamin D two tablets of 1000 IU": a count, and no vitamin D2.
_D_COUNTED: Final = later(
    r"(?P<d>\bvit(?:amin|\.)? ?d3?)[ :,\u2013-]+(?=(?:two|three) [a-z]|[23] of \d)", re.IGNORECASE
)


#: "a pack of 4 yogurts": four of them.
_PACK_OF: Final = later(
    r"\b(?:an?|one|1) (?:multi-?pack|pack|packet|box|tray|carton) of (?P<n>\d{1,2}) "
    r"(?=[a-z])(?!(?:x|g|gr|oz|kg|ml|l)\b)",
    re.IGNORECASE,
)


_ALONG_WITH: Final = later(r"\b(?:along|together) with\b", re.IGNORECASE)
#: "a 4-pack of yogurts"
_SO_MANY_PACK: Final = later(r"\b(?:an? )?(?P<n>[2-9]|1\d)[- ]pack of (?=[a-z])", re.IGNORECASE)


def _what_it_holds(found: re.Match[str]) -> str:
    return "" if names_calcium_brand(found["brand"]) else found[0]


def _with_behind(pieces: tuple[str, ...]) -> list[str]:
    """Return pieces, how often and how many alone put to the supplement before them: "D3 1000 IU; one daily"."""
    found: list[str] = []
    for piece in pieces:
        joined = f"{found[-1]}, {piece}" if found else ""
        if joined and tells_of_before(piece) and plain_supplements(joined) is not None:
            ask_of_number(joined)
            found[-1] = joined
        elif joined and _GOES_ON.match(piece) and not says_how_often(piece):
            found[-1] = joined  # "2 eggs and cheddar; cooked in oil"
        else:
            found.append(piece)
    return found


_GOES_ON: Final = later(
    r"(?:cooked|fried|baked|served|topped|mixed|mashed|drizzled|sprinkled) (?:in|with|on)\b", re.IGNORECASE
)


def _labelled(piece: str) -> str:
    """Return a piece with a supplement in it in plain words; food as it is."""
    return in_plain_label(piece) if _DOSED.search(piece) and not begins_with_a_food(piece) else piece


def _with_times(piece: str) -> str:
    """Return a piece with days of the week as times a week; supplements as they are."""
    return piece if _DOSED.search(piece) else in_times_a_week(piece)


#: Amounts and names of supplements, of which no food is told.
_DOSED: Final = later(
    r"\d ?(?:mg|mcg|\u00b5g|\u03bcg|ug|iu|units?)\b|\b(?:vitamin|supplements?|cal[-/ ]?mag|creatine|kreatin|"
    r"collagene?|magnesium|"
    r"calcium|mg [a-z-]*ate|b[- ]complex|zinc|omega-3|epa|eha)\b",
    re.IGNORECASE,
)


def _in_units(text: str) -> str:
    return _THOUSAND_UNITS.sub(lambda found: f"{float(found['n']) * 1000.0:g}", text)


def begins_with_a_food(piece: str) -> bool:
    """Tell whether a piece begins with the whole name of a food, in which a nutrient may stand."""
    return f"{piece.casefold()} ".startswith(_beginnings())


@cache
def names_with_nutrients() -> re.Pattern[str]:
    """Return the names of foods in which a nutrient stands."""
    names = (
        food.name for food in load_foods().values() if any(row[3].search(food.name) for row in NUTRIENTS)
    )
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))), re.IGNORECASE)


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(f"{food.name.casefold()} " for food in load_foods().values())


def _pieces(text: str) -> list[str]:
    """Return the parts of an answer; the commas of a list whose every part says how often part it, too."""
    pieces: list[str] = []
    for piece in map(_with_times, map(_labelled, pieces_of(text))):
        parts = [part for part in re.split(r",\s+(?:and )?", piece) if part]
        if apart := _foods_beside(piece):
            pieces += apart
            continue
        dosed = [part for part in parts if _DOSE_OF.search(part) and is_other_supplement(part)]
        if dosed and len(dosed) < len(parts) <= MOST_LISTED and not is_other_supplement(piece):
            pieces += [*dosed, *_pieces(", ".join(part for part in parts if part not in dosed))]
            continue
        pieces += (
            parts
            if 1 < len(parts) <= MOST_LISTED
            and not is_other_supplement(piece)
            and all(says_how_often(part) or is_other_supplement(part) for part in parts)
            else [piece]
        )
    return pieces


def _foods_beside(piece: str) -> list[str]:
    """Return a nutrient with its dose and the foods beside it apart; nothing where no food with how often is beside it.

    Examples
    --------
    >>> _foods_beside("2 glasses of milk a day, vitamin D 1000 IU")
    ['2 glasses of milk a day', 'vitamin D 1000 IU']
    """
    parts = [part for part in _BESIDE.split(piece) if part]
    if not 1 < len(parts) <= MOST_LISTED:
        return []
    doses = [
        any(row[3].search(part) for row in NUTRIENTS) and AMOUNT.search(part) is not None for part in parts
    ]
    foods = [
        names_a_food(part) and says_how_often(part) and not dose
        for part, dose in zip(parts, doses, strict=True)
    ]
    return parts if any(foods) and all(map(operator.or_, doses, foods)) else []


_BESIDE: Final = later(r",\s+(?:and |plus )?|\s+(?:and|plus)\s+", re.IGNORECASE)
#: Of a supplement in a list of foods and nutrients.
_DOSE_OF: Final = later(r"\d ?(?:m?g|mcg|\u00b5g)\b", re.IGNORECASE)
