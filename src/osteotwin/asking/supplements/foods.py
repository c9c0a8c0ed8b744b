"""Foods told together with supplements: "milk 200 ml and D3 1000 IU daily" is of both, and none of them is lost."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.dose_words import is_rhythm
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_grammar import known_name_at, tokens_of
from osteotwin.asking.food.kinds import kinds
from osteotwin.asking.supplements.words import is_other_supplement, often_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import find_food
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units.patterns import later

#: An amount of a nutrient, and of no food.
AMOUNT: Final = later(r"\d[\d.,]* ?(?:mg|mcg|µg|μg|ug|iu)\b", re.IGNORECASE)
_UNIT: Final = r"(?:mg|mcg|\u00b5g|ug|iu|g)\b"
_NAME: Final = r"(?:calcium(?: carbonate| citrate)|vit(?:amin|\.)? ?d[23]?|d3|cholecalciferol)\b"
_DOSED: Final = later(rf"\b{_NAME}[^,;]*?\d ?{_UNIT}|\d ?{_UNIT} (?:of )?{_NAME}", re.IGNORECASE)
_SOME: Final = later(rf"\d ?{_UNIT}", re.IGNORECASE)
#: With how often of its own it is of all that is eaten or taken, and of no food with it.
_TOTAL: Final = later(r"calcium \d[\d.,]* ?m?g\b", re.IGNORECASE)
#: "5 g in milk 200 ml", and not "1000 IU in the morning".
_JOINED: Final = later(
    r"(\.\s+(?=[a-z])|,?\s+(?:and|et|y|und|e|(?:along |together )?with|mit|avec|con|as well as|plus|"
    r"in(?:to)?(?= (?:(?:an?|one|my) (?!day|row)|\d|[a-z]+ \d)))\s+|\s*[+&]\s*|\s+/\s+|,\s+)",
    re.IGNORECASE,
)


def foods_apart(piece: str) -> tuple[str, ...]:
    """Return foods and supplements with their doses that are told together apart, each with how often; else the piece.

    Raises
    ------
    UnclearAnswerError
        Where how often stands behind the last of a list, and may be of that alone.

    Examples
    --------
    >>> foods_apart("milk 200 ml and D3 1000 IU, weekly"), foods_apart("milk with honey daily")
    (('milk 200 ml weekly', 'D3 1000 IU weekly'), ('milk with honey daily',))
    """
    if not _SOME.search(piece):
        return (piece,)
    piece = _BRACKET.sub(_without_brackets, piece)
    often = _often_told(piece)
    what = piece[: len(piece) - len(often)].rstrip(" ,") if often and piece.endswith(often) else piece
    split = _with_amounts_behind(_JOINED.split(what))
    parts = [part.strip(" ,.:") for part in split[::2] if part.strip(" ,.:")]
    listed = [True, *(_LISTED.search(join) is not None for join in split[1::2])]
    told = [_often_told(part) for part in parts]
    kinds_ = [
        "dose"
        if _is_dose(part) or (each and len(parts) == 2 and _TOTAL.match(part))
        else "food"
        if _is_food(part, each) or (is_listed and _is_bare_food(part.removesuffix(each)))
        else ""
        for part, each, is_listed in zip(parts, told, listed, strict=False)
    ]
    if {*kinds_} != {"dose", "food"}:
        return (piece,)
    joins = split[1::2]
    is_list = any(join.strip() == "," for join in joins)
    if len(parts) == len(joins) + 1:  # "a glass of milk and a yogurt daily, ...": how often is of both
        for n in range(len(parts) - 2, -1, -1):
            behind = told[n + 1] or (often if n + 2 == len(parts) else "")
            if not told[n] and behind and joins[n].strip() != ",":
                parts[n], told[n] = f"{parts[n]} {behind}", behind
    if is_list and often and not all(told[:-1]):
        each = "; ".join(part if one else f"{part} {often}" for part, one in zip(parts, told, strict=True))
        lacking = [part for part, one in zip(parts, told, strict=True) if not one]
        raise _together(piece, lacking, f'write for example "{each}"')
    return tuple(part if one else f"{part} {often}".strip() for part, one in zip(parts, told, strict=True))


_BRACKET: Final = later(r"\((?P<inside>[^()]+)\)")


def _without_brackets(found: re.Match[str]) -> str:
    """Return how often in brackets without them: "D3 2000 IU (daily)"."""
    is_told = _often_told(found.string[: found.start()].rstrip())
    return found["inside"] if is_rhythm(found["inside"]) and not is_told else found[0]


def _with_amounts_behind(split: list[str]) -> list[str]:
    """Return parts and what joins them, an amount alone put to the food before it: "feta, 50 g (3 times a week)"."""
    found = split[:1]
    for join, part in zip(split[1::2], split[2::2], strict=True):
        bare = re.sub(r"[()]", " ", part).strip()
        amount, name = amount_of(bare.removesuffix(_often_told(bare)).strip())
        if join.strip() == "," and ((amount.is_said and not name) or is_rhythm(bare)):
            found[-1] += f" {bare}"
        else:
            found += [join, part]
    return found


#: How often at the end of a food: "2 glasses of milk a day".
_RATE: Final = later(r"\b(?:a|per|each|every) (?:day|week|month)$", re.IGNORECASE)


def _often_told(part: str) -> str:
    """Return the words at the end of a part that say how often; empty for none."""
    rate = _RATE.search(part)
    return often_of(part) or (rate[0] if rate else "")


#: What may join a supplement and a food; a list of both.
_BESIDE: Final = later(
    r"(\s*[+&]\s*|,\s+(?:and )?|\.\s+|\s+(?:and|with|along with|as well as|plus|in)\s+(?=\S))", re.IGNORECASE
)
_LISTED: Final = later(r"[,+&/.]|\b(?:and|et|y|und|e|plus|as well as)\b", re.IGNORECASE)
#: Of a serving of a food that is not to be lost beside a supplement, even if it is taken with it [mg].
_HOLDS_CALCIUM: Final = 30.0


def ask_food_beside(piece: str) -> None:
    """Ask of a supplement with its dose and a food with its amount in one piece, of which one would be lost.

    Raises
    ------
    UnclearAnswerError
    """
    items: list[str] = []
    foods = doses = 0
    split = ["", *_BESIDE.split(piece)]
    for join, part in zip(split[::2], split[1::2], strict=True):
        is_dose = AMOUNT.search(part) is not None or (
            is_other_supplement(part) and any(map(str.isdigit, part))
        )
        is_listed = _LISTED.search(join) is not None or not join
        is_food = not is_dose and _is_measured_food(part, least=0.0 if is_listed else _HOLDS_CALCIUM)
        if not items or is_dose or is_food:
            items.append(part.strip(" ,."))
        else:
            items[-1] += f", {part.strip(' ,.')}"
        foods, doses = foods + is_food, doses + is_dose
    if foods and doses:
        lacking = [one for one in items if not _often_told(one)]
        fix = f'write each by itself, parted by semicolons: "{"; ".join(items)}"'
        raise _together(piece, lacking, fix)


def _together(piece: str, lacking: list[str], fix: str) -> UnclearAnswerError:
    """Return the question for foods and supplements in one list, with those of which it is not told how often."""
    lacks = f"; no word on how often in {', '.join(map(quoted, lacking))}" if lacking else ""
    return UnclearAnswerError(
        "food",
        f"{quoted(piece)}, foods and supplements together",
        f"each with how much and how often{lacks}",
        fix,
    )


def _is_measured_food(part: str, *, least: float) -> bool:
    """Tell whether a part is an amount of a food of which a serving holds more than the least calcium [mg]."""
    amount, name = amount_of(part)
    tokens = tokens_of(name)
    known = (
        " ".join(token.text for token in tokens[at : at + known_name_at(tokens, at)])
        for at in range(len(tokens))
    )
    named = (kinds().get(" ".join(in_our_words(one))) for one in known if one)
    return amount.is_said and any(
        kind is not None and kind.food is not None and kind.food.calcium_mg > least for kind in named
    )


def _is_dose(part: str) -> bool:
    if not any(map(str.isdigit, part)):
        return False
    return bool(_DOSED.search(part)) or is_other_supplement(part) or names_calcium_brand(part)


def _is_bare_food(part: str) -> bool:
    """Tell whether a part is the name of a food, whose serving counts."""
    kind = kinds().get(" ".join(in_our_words(part.strip(" ,."))))
    return kind is not None and kind.food is not None


def _is_food(part: str, often: str) -> bool:
    """Tell whether a part is a food with its amount: what is taken with milk is no food of the diet by that."""
    amount, name = amount_of(part.removesuffix(often))
    if not amount.is_said or " ".join(in_our_words(name)) in kinds():
        return amount.is_said
    try:
        find_food(name)
    except NotInLibraryError as unknown:
        return unknown.ambiguous
    return True
