"""A product and what it holds, as a label or a shop describes it → the name or the amounts alone."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_grammar import names_a_food
from osteotwin.asking.supplements.tokens import Amount, Join, Nutrient, tokens_of
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:mg|mcg|\u00b5g|\u03bcg|ug|micrograms?|mikrogramm|iu|i\.u\.?|ie|i\.e\.|ui|g)\b"
_FORM: Final = (
    r"(?:film[- ]?coated |chewable |effervescent |oral |soft)?(?:tablets?|caplets?|capsules?|softgels?|gels?|chews?|"
    r"caps?|gumm(?:y|ies)|drops?|sachets?|servings?|pills?|(?:brause|kau|film)?tablette[n]?|kapseln?|comprim[e\u00e9]s?|"
    r"comprimidos?|compressa|compresse)"
)
_HOLDS: Final = (
    r"(?:contains?|includes?|provides?|holds?|supplies|delivers|has|gives|enth\u00e4lt|enthalten|contient|contiene|"
    r"with|mit|avec|con)"
)
#: "OsteoBase includes 300 mg of elemental calcium", "Each tablet contains 2,500 mg of calcium carbonate".
_DESCRIBED: Final = later(
    rf"^(?P<what>[^\d,;:()]{{3,50}}?|(?:\d|two|three) {_FORM}) {_HOLDS}:? (?:about |approx\.? )?"
    rf"(?=\d[\d.,]* ?{_UNIT})",
    re.IGNORECASE,
)
#: What is in it differs by product, so that what is told of it counts.
_HOLDS_AS_TOLD: Final = later(
    r"\bmulti|\b(?:cod[- ])?liver oil\b|\blebertran\b|\bhuile de foie\b|\baceite de h\u00edgado\b",
    re.IGNORECASE,
)
_NUTRIENT: Final = later(
    r"\b(?:calcium|kalzium|calcio)|\bvit(?:amin\w?|\.)? ?d|\bd3\b|cal[ck]?iferol|[ck]olecalciferol",
    re.IGNORECASE,
)
_ONE_OF: Final = later(
    rf"[\s,]+(?:per|in (?:each|every|one)|pro|par|por) (?:one |1 )?{_FORM}\b", re.IGNORECASE
)
#: "(equals 1,000 mg calcium)" says once more what stands before it.
_EQUAL: Final = later(
    r"\((?:=|equals?(?: to)?|equivalent to|equiv\.? to|entsprechend|entspricht|entspr\.|corresponding to|providing|"
    r"provides|soit|correspondant \u00e0|equivalente a)\s*",
    re.IGNORECASE,
)
_THOUSANDS: Final = later(rf"(?<![\d.,])([1-9]\d{{0,2}})\.(\d{{3}})(?= ?{_UNIT})", re.IGNORECASE)
#: Words of languages in which a point parts thousands.
_EUROPEAN: Final = later(
    r"\b(?:enth\u00e4lt|entspr\w*|\w*tablette[n]?|mikrogramm|t\u00e4glich|calciumcarbonat|contient|contiene|comprim\w+)\b",
    re.IGNORECASE,
)
#: "Vitamin D-1000 softgels", "D3-5000"
_DASHED: Final = later(
    r"\b(?P<name>vit(?:amin|\.)? ?d3?|d3)[-\u2013](?P<n>\d,?\d{2,4}|\d{3,5})\b"
    rf"(?! ?(?:[-\u2013,.]\d|{_UNIT}|unit|drops))",
    re.IGNORECASE,
)
_COLON: Final = later(r"^(?P<name>[^\d:;,]{0,20}[a-z][\w -]{0,20}):\s+(?=\d)", re.IGNORECASE)
#: Of a week in all, whatever its parts: the intake of a day counts.
_IN_PARTS: Final = later(
    r"(?P<rate>(?: ?/ ?| a | per | each | every )(?:week|month)),? (?:in|as|by|split into|divided into|spread over) "
    r"(?:\w+ )?(?:daily |equal )?(?:doses|portions|parts)\b",
    re.IGNORECASE,
)
#: "2 caps/day (1000 IU/cap)": what one holds is said behind their number.
_COUNT_FIRST: Final = later(
    rf"[ ,]+(?P<count>[2-9] {_FORM}(?: ?/ ?day| a day| per day| daily)) "
    rf"\((?P<amount>\d[\d.,]* ?{_UNIT} ?(?:/|per|each)[^()]*)\)",
    re.IGNORECASE,
)
#: Calcium of a powder or tablets, by where it is from.
_OF_PLANTS: Final = later(r"\b(?:algae|algal|marine|plant[- ]based) calcium\b", re.IGNORECASE)
#: Of calcium: what is eaten and taken together.
_TOTAL: Final = later(
    r"\b(?:including|incl\.?) (?:my |the |all )?(?:supplements?|tablets?|pills?)(?=\W*$)", re.IGNORECASE
)
_GERMAN: Final = (
    (later(r"\bkal[kz]ium|\bcalcium(?=carbonat|citrat)", re.IGNORECASE), "calcium "),
    (later(r"\bcarbonat\b", re.IGNORECASE), "carbonate"),
    (later(r"\bcitrat\b", re.IGNORECASE), "citrate"),
    (later(r"\bmikrogramm\b", re.IGNORECASE), "mcg"),
)
#: "vitamin D no"
_NONE: Final = later(
    r"^(?P<what>(?:vit(?:amin|\.)? ?d3?|calcium)(?: tablets| supplements?)?)[ :,-]+no\W*$", re.IGNORECASE
)
#: "Calcium D3-ratiopharm"
_MAKER: Final = later(
    r"(?<=\w)-(?=(?:ratiopharm|hexal|sandoz|stada|teva|aristo|abz|heumann)\b)", re.IGNORECASE
)
_SIGNS: Final = later("[\u00ae\u2122\u00a9]")


def in_plain_product(piece: str) -> str:
    """Return the amounts of a product that is described, and its name in plain signs; any other text as it is.

    Examples
    --------
    >>> in_plain_product("OsteoBase includes 300 mg of elemental calcium per serving")
    'calcium tablets 300 mg of elemental calcium'
    >>> in_plain_product("NOW Vitamin D-1000 softgels"), in_plain_product("MK7: 100 mcg per day")
    ('NOW Vitamin D 1000 IU softgels', 'MK7 100 mcg per day')
    """
    piece = _NONE.sub(r"\g<what>: none", piece)
    plain = _IN_PARTS.sub(r"\g<rate>", _MAKER.sub(" ", _SIGNS.sub("", piece)))
    plain = _OF_PLANTS.sub("calcium tablets", _COUNT_FIRST.sub(r" \g<amount>, \g<count>", plain))
    plain = _TOTAL.sub("in all", plain) if "calcium" in plain.casefold() else plain
    if _EUROPEAN.search(plain):
        plain = _THOUSANDS.sub(r"\1\2", plain)
        for word, english in _GERMAN:
            plain = word.sub(english, plain)
    colon = _COLON.match(plain)
    if colon is not None and any(isinstance(one, Nutrient) for one in tokens_of(colon["name"]) or ()):
        plain = f"{colon['name']} {plain[colon.end() :]}"
    plain = _DASHED.sub(lambda found: f"{found['name']} {found['n'].replace(',', '')} IU", plain)
    told = _DESCRIBED.match(plain)
    if (
        told is None
        or (names_a_food(told["what"]) and not _HOLDS_AS_TOLD.search(told["what"]))
        or names_calcium_brand(told["what"])
        or _NUTRIENT.search(told["what"])
        or not _NUTRIENT.search(plain[told.end() :])
    ):
        return plain
    rest = _EQUAL.sub("(", _ONE_OF.sub("", plain[told.end() :]))
    is_alone = re.search(r"\bcal", rest, re.IGNORECASE) is not None and not re.search(
        r"carbonat|citrat", rest, re.IGNORECASE
    )
    return f"calcium tablets {rest}" if is_alone else rest


def with_amounts(pieces: list[str]) -> list[str]:
    """Return parts of an answer, amounts on a line of their own put to the product above or below them.

    Examples
    --------
    >>> with_amounts(["Calcium D3", "600 mg/400 IU"]), with_amounts(["milk daily", "D3 1000 IU"])
    (['Calcium D3 600 mg/400 IU'], ['milk daily', 'D3 1000 IU'])
    """
    found: list[str] = []
    for piece in pieces:
        if found and _is_amounts(piece) and _is_name(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif found and _is_amounts(found[-1]) and _is_name(piece):
            found[-1] = f"{piece} {found[-1]}"
        else:
            found.append(piece)
    return found


def _is_amounts(piece: str) -> bool:
    tokens = tokens_of(piece) or []
    return any(isinstance(one, Amount) and one.unit for one in tokens) and all(
        isinstance(one, Amount | Join) for one in tokens
    )


def _is_name(piece: str) -> bool:
    return _NUTRIENT.search(piece) is not None and re.search(rf"\d ?{_UNIT}", piece, re.IGNORECASE) is None
