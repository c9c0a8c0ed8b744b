"""What is named in words on food that are not understood: foods, supplements, and products that hold both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from osteotwin.asking.fields.denied import is_plain
from osteotwin.asking.fields.food_names import known_choice
from osteotwin.asking.food.eaten_grammar import Token, joins, known_name_at, measures, phrases
from osteotwin.asking.food.eaten_grammar import tokens_of as words_of
from osteotwin.asking.food.kinds import eaten_words, kinds
from osteotwin.asking.person.beside import names_in as conditions_in
from osteotwin.asking.supplements.tokens import Nutrient
from osteotwin.asking.supplements.tokens import tokens_of as nutrients_of
from osteotwin.asking.supplements.vocabulary import BRAND_OF_D
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units.patterns import later

_NAMED: Final = {"vitamin D": "Vitamin D tablets", "calcium": "Calcium tablets"}
VITAMIN_D: Final = later(r"\bvit(?:amin|\.)? ?d[23]?\b|\bd[23]\b|\b(?:chole|ergo)calciferol\b", re.IGNORECASE)
CALCIUM: Final = later(r"\b(?:calcium|[ck]alzium|calcio)\b(?![- ](?:fortified|enriched|set))", re.IGNORECASE)
#: A product of calcium with vitamin D: "Adcal-D3", "Caltrate 600+D3".
_WITH_D: Final = later(
    r"\b(?!(?:calcium|[ck]alzium|calcio|vit(?:amin)?|\w{0,2}\d)\b)[^\W\d_]{3,}(?:[- ]\d{3,4}(?: ?mg)?)?\s?[+-]\s?"
    r"(?:vit(?:amin|\.)? ?)?d[23]?\b",
    re.IGNORECASE,
)
#: Calcium of a drink or of the whole day, or of no food at all.
_OF_OTHER: Final = later(
    r"\b(?:with|mit|avec|con|added)(?: added)? (?:\d+ ?mg )?(?:of )?(?:calcium|[ck]alzium|calcio)\b|"
    r"\b(?:calcium|[ck]alzium|calcio) ?(?:/|per (?!day)|pro (?!tag)|oxalate|scores?|channel)|"
    r"\b(?:in all|total|altogether|adds? (?:it )?(?:all )?up|averages?|including)\b",
    re.IGNORECASE,
)
#: Who eats no meat, and no vegetables that are named.
_DIET: Final = later(r"\b(?:pure|strict(?:ly)?|fully|i am|i['\u2019]m) veg\b", re.IGNORECASE)
_TAKEN: Final = later(
    r"\b(?:tab\w*|pills?|caps\w*|supplement\w*|chews?|tums|carbonate|citrate)\b", re.IGNORECASE
)


def names_in(said: str) -> tuple[list[str], list[str]]:
    """Return the foods that words name, and the supplements.

    Examples
    --------
    >>> names_in("soy latte, some almonds and Adcal-D3")
    (['soy latte', 'Almonds'], ['Adcal-D3'])
    """
    for condition in conditions_in(said):  # of kidney stones no kidney is eaten
        said = said.replace(condition, " ")
    said = _DIET.sub(" ", said)
    products = [found[0] for found in _WITH_D.finditer(said)]
    plain = _WITH_D.sub(" ", said)
    names = _without_makers(list(dict.fromkeys(_foods_in(plain))))
    supplements = [
        supplement_of(token)
        for token in nutrients_of(plain) or ()
        if isinstance(token, Nutrient) and not (token.name == "calcium" and _OF_OTHER.search(plain))
    ]
    if not supplements:
        is_of_d = VITAMIN_D.search(plain) or BRAND_OF_D.search(plain.casefold())
        supplements += ["Vitamin D tablets"] if is_of_d else []
        is_taken = (
            CALCIUM.search(plain)
            and not _OF_OTHER.search(plain)
            and (_TAKEN.search(plain) or is_plain(plain))
        )
        supplements += ["Calcium tablets"] if is_taken else []
    supplements += products
    return names, list(dict.fromkeys(supplements))


def _without_makers(names: list[str]) -> list[str]:
    """Return foods without who makes one of them: "oat milk (Oatly barista)" is one drink."""
    other = eaten_words().other
    made = [name for name in names if name.split()[0].casefold() in other.makers]
    is_drink = any(name not in made and {*name.casefold().split()} & {"milk", "drink"} for name in names)
    return [name for name in names if not (is_drink and name in made)]


def supplement_of(nutrient: Nutrient) -> str:
    """Return what a nutrient is called among the choices."""
    return _NAMED.get(nutrient.name) or known_choice(nutrient.name) or nutrient.name


#: So many names one behind the other are as many foods.
_SEVERAL: Final = 3


def _foods_in(said: str) -> Iterator[str]:
    """Yield the foods that are named; two names one behind the other are one that is not known as such: almond milk."""
    tokens = words_of(said)
    runs: list[list[tuple[int, int]]] = []
    at = 0
    while at < len(tokens):
        count = known_name_at(tokens, at)
        if count and runs and runs[-1][-1][1] == at:
            runs[-1].append((at, at + count))
        elif count:
            runs.append([(at, at + count)])
        at += count or 1
    places = [place for run in runs for place in (run if len(run) >= _SEVERAL else [(run[0][0], run[-1][1])])]
    named = [kinds().get(_known(tokens[start:end])) for start, end in places]
    groups = {kind.food.group for kind in named if kind is not None and kind.food is not None}
    for (start, end), kind in zip(places, named, strict=True):
        text = " ".join(token.text for token in tokens[start:end])
        if VITAMIN_D.fullmatch(text) or CALCIUM.fullmatch(text):
            continue
        if (of_other := _of_what(tokens[end : end + 2])) and not known_name_at(tokens, end + 1):
            yield f"{text} {of_other}"
        elif start and _is_of_name(tokens[start - 1], tokens[start]):
            yield f"{tokens[start - 1].text} {text}"
        elif kind is not None and kind.food is not None:
            yield kind.food.name
        elif text.casefold() not in groups:
            yield text


def _of_what(tokens: Sequence[Token]) -> str:
    """Return what makes another thing of the food before it: "of magnesia" behind milk."""
    if len(tokens) == 1 or [one.word for one in tokens[:1]] != ["of"] or tokens[1].kind != "word":
        return ""
    is_said = any(phrases(key).at(tokens, 1)[0] for key in ("articles", "determiners", "words", "day_parts"))
    return "" if is_said else f"of {tokens[1].text}"


def _known(tokens: Sequence[Token]) -> str:
    return " ".join(in_our_words(" ".join(token.text for token in tokens)))


def _is_of_name(before: Token, first: Token) -> bool:
    """Tell whether the word before a food makes another one of it: "soy latte", "Strontium Boost"."""
    other = eaten_words().other
    if any(one.at([before], 0)[0] for one in (measures(), joins(), phrases("verbs"))):
        return False
    is_brand = before.text.istitle() and first.text.istitle() and before.start > 0
    return (
        before.kind == "word"
        and before.end + 1 == first.start
        and (is_brand or before.word in (*other.plant, *other.makers, *other.turns))
    )
