"""A list of foods and supplements → parted by semicolons, as if it had been written so: each has its own rhythm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_clauses import names_a_meal, says_how_often, times_of
from osteotwin.asking.food.eaten_grammar import names_a_food
from osteotwin.asking.food.eaten_often import FREQUENCY
from osteotwin.asking.food.eaten_ranges import VAGUE_OFTEN
from osteotwin.asking.food.eaten_talk import without_now_and_then
from osteotwin.asking.supplements.brands import is_antacid
from osteotwin.asking.supplements.foods import AMOUNT
from osteotwin.asking.supplements.vocabulary import BRAND_OF_D, FORM
from osteotwin.asking.supplements.words import is_other_supplement
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_PART: Final = later(r"[^;\n]+")
#: What parts a list; not within a bracket, and not the decimals of a number.
_JOIN: Final = later(
    r"(?:,\s+(?:(?:and|plus|und|et|y) )?|(?:(?<=\w\w)|(?<=\)))[.!]\s+(?=[^\W\d_])|\s+(?:and|plus|und|et|y)\s+)"
    r"(?![^()]*\))",
    re.IGNORECASE,
)
_BRACKET: Final = later(r"\([^()]*\)")
_D: Final = r"(?:vit(?:amin[ae]?|\.)? ?d[23]?|d[23]|(?:chole|cole|ergo)calciferol)"
_NUTRIENT: Final = later(
    rf"\b(?:{_D}|calcium|calcio|kalzium|vit(?:amin[ae]?|\.)? ?(?:[abcek]\d{{0,2}})|k2|"
    r"d(?= ?\d[\d.,]*k? ?iu)|ca(?= ~?\d[\d.,]* ?mg))\b",
    re.IGNORECASE,
)
#: No supplement by that: "calcium fortified milk", "high calcium smoothie", "tofu set with calcium".
_OF_A_FOOD: Final = later(
    rf"\b(?:calcium|{_D})[- ](?:and vitamin d )?(?:fortified|enriched|set|sulfate|added|rich|tofu)\b|"
    r"\b(?:fortified|enriched|added|rich|high|low|set|mit|with|avec|con|extra|ohne|without|sans|sin|no)[- ](?:in |of )?"
    rf"(?:calcium|{_D})\b",
    re.IGNORECASE,
)
#: What goes on with what stands before it: "with milk", "fortified with calcium", "no added sugar".
_FORMS: Final = later(FORM.pattern, re.IGNORECASE)
_GOES_ON: Final = later(
    rf"(?:(?:{FREQUENCY}|(?:one|two|\d) ?(?:tablets?|pills?|caps\w*)?|a day|per day),? )*"
    r"(?:with|mit|avec|con|in|on|at|for|from|to|fortified|enriched|cooked|fried|baked|mixed|added|taken|both|each|all)\b|of\b",
    re.IGNORECASE,
)
_NONE_OF: Final = later(
    r"(?:(?:i )?(?:take|taking|use) )?no (?:other |calcium |vitamin )?(?:supplements?|tablets?|pills?|vitamins?)\b",
    re.IGNORECASE,
)


#: How often that is said behind a list of all that is in it.
_OF_ALL: Final = later(r",\s+(?:all|both|each)(?: of (?:them|these|it))?\b[^,;]*$", re.IGNORECASE)
_OFTEN: Final = later(
    rf"\b{FREQUENCY}(?!\w)|\b(?:a|per) (?:day|week|month)\b|/ ?(?:d|day|week|wk)\b", re.IGNORECASE
)
_OFTEN_LAST: Final = later(rf"(?:{_OFTEN.pattern}|{VAGUE_OFTEN.pattern})[\s.)]*$", re.IGNORECASE)
#: Of the foods before it: "coffee 3 times a day, 50 ml of milk in each".
_OF_EACH: Final = later(r"\b(?:each|per (?:cup|serving|time))\b", re.IGNORECASE)
#: "no milk", among what is eaten.
_REFUSED: Final = later(
    r"(?:(?:and|but|i) )?(?:(?:eat|drink|have) )?(?:no|never|kein[en]?|pas de)\b(?! (?:added|other)\b)", re.I
)
#: Of a food that is not known by itself: "Sojamilch ca. 250 ml am Tag".
_SOME: Final = later(r"\d ?(?:ml|cl|dl|l|lit(?:er|re)s?|g|oz|cups?|glass(?:es)?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Said:
    """A part of a list, what joins it to the one before, and what it is of: ``"food"``, ``"dose"``, both or nothing."""

    join: str
    text: str
    kind: str


def supplements_apart(text: str) -> str:
    """Return an answer in which foods and supplements that are listed together are parted by semicolons.

    How often behind one of them is of that one: of another it is asked by itself.

    Examples
    --------
    >>> supplements_apart("skyr 200 g daily, kale often, D3 4000 IU oct-april")
    'skyr 200 g daily; kale often; D3 4000 IU oct-april'
    >>> supplements_apart("every day: milk 200 ml, D3 1000 IU")
    'every day: milk 200 ml; D3 1000 IU every day'
    >>> supplements_apart("calcium 600 mg, taken with milk"), supplements_apart("yogurt with D3 1000 IU daily")
    ('calcium 600 mg, taken with milk', 'yogurt with D3 1000 IU daily')
    """
    return _PART.sub(lambda found: _apart(found[0]), _SUM.sub(_without_parts, text))


#: "1200 mg total (700 food + 500 tablet)".
_SUM: Final = later(
    r"(?P<all>\bcalcium (?P<n>\d{3,4}) ?mg(?: (?:a day|daily|per day))?) (?:total|in total|in all|altogether|all in)"
    r"(?P<often> (?:a day|daily|per day))? ?\((?P<one>\d{2,4})[^()\d]*(?:\+|and|&|,)\D*?(?P<other>\d{2,4})[^()\d]*\)",
    re.IGNORECASE,
)


def _without_parts(found: re.Match[str]) -> str:
    """Return a sum without the two parts in brackets that make it."""
    is_sum = int(found["one"]) + int(found["other"]) == int(found["n"])
    return f"{found['all']}{found['often'] or ''} in all" if is_sum else found[0]


def _apart(piece: str) -> str:
    if _names_with_commas().search(piece):
        return piece
    said = _with_refused(_with_nothing_alone(_joined_and(list(_parts(piece)))))
    kinds = {one.kind for one in said}
    if not kinds <= {"food", "dose", "none"} or len(said) == 1 or _OF_ALL.search(piece):
        return piece
    head = _rhythm_before(said[0].text)
    if "dose" not in kinds and ":" in piece:
        return piece
    texts: list[str] = []
    for place, run in enumerate(_runs(said, is_headed=bool(head))):
        head = "" if place and run[0].join[:1] in (".", "!") else head
        told = run[0].text + "".join(f"{one.join}{one.text}" for one in run[1:])
        if place and head and run[0].kind != "none" and not any(_tells(one.text) for one in run):
            told = f"{told.rstrip(' .,')} {head}"
        texts.append(told)
    return "; ".join(texts)


@cache
def _names_with_commas() -> re.Pattern[str]:
    """Return the names of foods that hold a comma and a nutrient: "Milk, skim, vitamin A and D added"."""
    names = (food.name for food in load_foods().values())
    listed = [name for name in names if "," in name and ("vitamin" in name or "calcium" in name)]
    return re.compile("|".join(map(re.escape, sorted(listed, key=len, reverse=True))), re.IGNORECASE)


def _with_refused(said: list[_Said]) -> list[_Said]:
    """Return parts, of which what is not eaten stands alone only at the end: "no milk, cheese" may refuse both."""
    last = max((place for place, one in enumerate(said) if one.kind == "food"), default=-1)
    return [
        replace(one, kind="food") if one.kind == "none" and place < last else one
        for place, one in enumerate(said)
    ]


def _runs(said: list[_Said], *, is_headed: bool) -> list[list[_Said]]:
    """Return parts of one kind together, but for tablets of a brand, which have how many and how often of their own."""
    runs: list[list[_Said]] = []
    for one in said:
        before = runs[-1][-1] if runs else None
        if before is None or before.kind != one.kind or _are_two(before, one, is_headed=is_headed):
            runs.append([])
        runs[-1].append(one)
    return runs


def _are_two(one: _Said, other: _Said, *, is_headed: bool) -> bool:
    """Tell whether a thing and the one behind it have each their own rhythm.

    Of foods the first tells it behind its name; of supplements, which may be of one product, one is of a brand.
    """
    if one.kind == "food":
        if _OF_EACH.search(other.text):
            return False
        if _ends_often(one.text) and names_a_meal(
            other.text
        ):  # "a latte daily, a yogurt at noon" is of one day
            said = in_english(other.text)
            return _OFTEN.search(said) is not None or VAGUE_OFTEN.search(said) is not None
        return _tells_last(one.text) or (is_headed and _tells_last(other.text))
    if is_antacid(one.text) or is_antacid(other.text):
        return True
    brands = [names_calcium_brand(part.text) for part in (one, other)]
    return any(brands) and _tells(one.text)


def _parts(piece: str) -> Iterator[_Said]:
    start, join = 0, ""
    for found in _JOIN.finditer(piece):
        yield _Said(join, piece[start : found.start()], _kind_of(piece[start : found.start()]))
        start, join = found.end(), found[0]
    yield _Said(join, piece[start:], _kind_of(piece[start:]))


def _kind_of(part: str) -> str:
    bare = _OF_A_FOOD.sub(" ", _BRACKET.sub(" ", part)).strip(" .,")
    if times_of(bare) is not None:
        return ""
    if _REFUSED.match(bare) and names_a_food(bare):
        return "none"
    if "+" in bare and _SOME.search(bare) is not None and _NUTRIENT.search(bare) is not None:
        return "both"
    if _NONE_OF.match(bare) or is_other_supplement(bare):
        return "dose"
    is_dose = (
        _NUTRIENT.search(bare) is not None
        or names_calcium_brand(bare)
        or is_antacid(bare)
        or BRAND_OF_D.search(bare.casefold()) is not None
    )
    is_food = names_a_food(_FORMS.sub(" ", _NUTRIENT.sub(" ", bare))) or (not is_dose and _is_measured(bare))
    if not is_dose and AMOUNT.search(bare) is not None:
        return ""  # "500 mg in the evening with milk" is of what stands before it
    if _GOES_ON.match(bare):
        return "both" if is_dose else ""
    return "both" if is_dose and is_food else "dose" if is_dose else "food" if is_food else ""


def _is_measured(part: str) -> bool:
    """Tell whether so much of something is told with how often, of whatever name."""
    said = in_english(part)
    rest = _SOME.sub(" ", said).strip(" ,.")
    return (
        _SOME.search(said) is not None
        and _tells(part)
        and times_of(rest) is None
        and _WORDS.search(rest) is not None
    )


def _joined_and(parts: list[_Said]) -> list[_Said]:
    """Return parts, those that "and" joins as one but where each of a food and a supplement has its own rhythm."""
    found: list[_Said] = []
    for one in parts:
        before = found[-1] if found else None
        is_listed = one.join[:1] in (",", ".", "!")
        is_both = before is not None and {before.kind, one.kind} == {"food", "dose"}
        if (
            before is None
            or is_listed
            or (is_both and _tells(one.text) and (_tells(before.text) or names_a_meal(before.text)))
        ):
            found.append(one)
        else:
            found[-1] = _Said(before.join, f"{before.text}{one.join}{one.text}", _both(before.kind, one.kind))
    return found


def _both(one: str, other: str) -> str:
    return one if one == other or not other else other if not one else "both"


def _with_nothing_alone(parts: list[_Said]) -> list[_Said]:
    """Return parts, those that are of nothing with the one before them; the first with the one behind it."""
    found: list[_Said] = []
    for one in parts:
        if found and (not one.kind or not found[-1].kind):
            before = found.pop()
            one = _Said(before.join, f"{before.text}{one.join}{one.text}", before.kind or one.kind)
        found.append(one)
    return found


def _tells(part: str) -> bool:
    """Tell whether a part says how often, in whatever words."""
    said = in_english(part).strip(" .,")
    return any(
        (says_how_often(said), _OFTEN.search(said), VAGUE_OFTEN.search(said), without_now_and_then(said)[1])
    )


def _ends_often(part: str) -> bool:
    """Tell whether a part ends with how often, as a number or not."""
    said = in_english(part).strip(" .,")
    return says_how_often(said) or _OFTEN_LAST.search(said) is not None or without_now_and_then(said)[1]


def _tells_last(part: str) -> bool:
    """Tell whether a part says how often behind its name, as a number or not."""
    said = in_english(part).strip(" .,")
    if _ends_often(part):
        return True
    often = _OFTEN.search(said)
    return often is not None and _WORDS.match(said[: often.start()]) is not None


#: A word of a food before how often, and no verb alone.
_WORDS: Final = later(r"(?!(?:i|we|take|have|eat|drink|and) )[^\W\d_]{3,}", re.IGNORECASE)


_HEAD: Final = later(
    r"^\s*(?P<often>(?:every|each|once|twice|daily)[^:,;\d]{0,20}?)(?::|(?= (?:an?|\d)\b))", re.IGNORECASE
)


def _rhythm_before(part: str) -> str:
    """Return how often that stands before a list, of all that is in it; empty for none."""
    head = _HEAD.match(part)
    return head["often"].strip() if head is not None and times_of(head["often"]) is not None else ""
