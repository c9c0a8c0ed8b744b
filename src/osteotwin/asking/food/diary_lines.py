"""Food as diaries have it: meals before it; points, energy, prices and remarks behind it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_grammar import measures, names_a_food, tokens_of
from osteotwin.asking.food.eaten_talk import DENIED, is_not_real, without_now_and_then
from osteotwin.asking.food.heads import makes_another
from osteotwin.asking.food.meal_heads import behind_meal
from osteotwin.inputs.names import words
from osteotwin.protocol.library.foods import words_of_foods
from osteotwin.units import AmbiguousRhythm, in_digits, rhythm
from osteotwin.units.patterns import later

#: Meals that are called otherwise than those of the grammar.
_MEAL: Final = later(
    r"^(?:(?:pre|post)[- ]?work ?out|before bed|meal \d|[ms]\d{1,2}(?= ?[:=])|"
    r"(?:cereal|drinks?|fruit|veg|carbs?|fats?|shake)(?= ?[-:\u2013] ?\d))\s*[:=\u2013-]+\s*",
    re.IGNORECASE,
)
#: "B: oatmeal, L: salad".
_LETTERS: Final = later(r"(?:(?<=^)|(?<=[,;.] ))[BLDS](?:\s?[:=]|\s[-\u2013])\s*(?=\w)")
#: What is listed, before the list.
_LISTED: Final = later(
    r"^(?:dairy(?: intake| products?)?|calcium[- ]rich foods?|calcium sources?|"
    r"(?:(?:usual|typical|daily|current) )?(?:food|diet|dietary)(?: intake| recall| history)?)"
    r"\s*[:=]\s*(?=\S)", re.IGNORECASE,
)  # fmt: skip
_TIME: Final = later(
    r"^(?:\d{1,2}[.:]\d{2} ?(?:[ap]m)?[\s:\u2013-]+(?=[a-z])|\d{1,2}:\d{2}[\s\u2013-]+(?=\d))", re.IGNORECASE
)
_NUMBER: Final = r"\d[\d,]*(?:\.\d+)?"
_MACRO: Final = r"(?:protein|carbs?|carbohydrates?|fat|fib(?:re|er)|sugars?|zucker|eiwei(?:ß|ss)|fett)"
#: What a diary counts that is neither calcium nor vitamin D.
_COUNTED: Final = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\s*[-\u2013:=(]\s*|\s+){_NUMBER} ?(?:ww |smart)?(?:points?|pts?|sp|pp)\b\)?",
        rf"(?:\s*[-\u2013:=(,]\s*|\s+){_NUMBER}[ -]?(?:k?cals?|calories|kj)\b(?! worth)(?: ?/ ?{_NUMBER} ?kj)?\)?",
        rf"(?:\s*[-\u2013,(]\s*|\s+(?:and )?){_NUMBER} ?g(?:rams?)? (?:of )?{_MACRO}\b"
        r"(?! (?:a|per|each|every) day\b| daily\b|/day)"
        r"(?![- ](?:free|powder|bar|shake|isolate|drink|yogurt|water))\)?",
        rf"^{_NUMBER} ?g (?:of )?{_MACRO} "
        r"(?!(?:powder|bar|shake|isolate|drink|yogurt|water)\b|(?:and|on|in|or|a|per|daily)\b)(?=[a-z])",
        rf"^(?P<a>an? )?{_NUMBER}[ -]?(?:k?cals?|calories?)\b(?! worth) ?",
        r",? *\b(?:null|n/a)\b",
        rf"\s*\(?[$£€] ?{_NUMBER}(?: (?:apiece|each))?\)?",
    )
)
#: Names of one food that hold an "and", a half or a size.
_ONE_FOOD: Final = tuple(
    (later(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"\b(?:half|1/2)[- ]?(?:and|n|'n'?|&|\+)[- ]?(?:half|1/2)\b(?: cream\b)?", "halfandhalf cream"),
        (r"\bhalf[- ]fat\b", "reduced fat"),
        (r"\bmac(?:aroni)? ?(?:and|n|&|'n'?) ?cheese\b", "macaroni-and-cheese"),
        (r"\bbig mac\b", "bigmac"),
    )
)
_ISH: Final = later(
    r"(?<=\w)-ish\b|\bor so\b|"
    r"\b(?:approx\.?|approximately|roughly|about(?= [\d\u00bc\u00bd\u00be])|maybe|probably)\s",
    re.IGNORECASE,
)
_BRACKET: Final = later(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]")
_AMOUNT_INSIDE: Final = later(
    r"^\s*\d|\bx ?\d|\d ?(?:g|ml|oz|l|cups?|slices?)\b|^(?:once|twice)$", re.IGNORECASE
)


def diary_line(text: str) -> tuple[str, bool]:
    """Return a line of a diary without what tells nothing of calcium, and whether it is of a meal of each day.

    Examples
    --------
    >>> diary_line("Breakfast: 2 eggs (3SP), toast - 160 kcal")
    ('2 eggs, toast', True)
    >>> diary_line("6 oz yogurt (don't ask)"), diary_line("milk (skim)")
    (('6 oz yogurt', False), ('milk (skim)', False))
    """
    lettered = _LETTERS.sub("", text)
    is_lettered, text = lettered != text, without_listed(lettered)
    meal = _MEAL.match(text)
    behind = behind_meal(text) or (meal.end() if meal else 0)
    plain = _TIME.sub("", text[behind:])
    for counted in _COUNTED:
        plain = counted.sub("", plain)
    plain = _BRACKET.sub(_of_bracket, _ISH.sub(" ", plain).replace("  ", " "))
    plain = in_one_word(plain).strip(" -\u2013:,.;'\"")
    return " ".join(plain.split()) or text, behind > 0 or is_lettered


def in_one_word(text: str) -> str:
    """Return foods whose name holds an "and" or a half in a name that holds none: they are no two, and no part.

    Examples
    --------
    >>> in_one_word("coffee with half & half"), in_one_word("half fat milk 300 ml")
    ('coffee with halfandhalf cream', 'reduced fat milk 300 ml')
    """
    for names, one_word in _ONE_FOOD:
        text = names.sub(one_word, text)
    return text


def without_listed(text: str) -> str:
    """Return foods without a word before them that only says what they are.

    Examples
    --------
    >>> without_listed("dairy: 1 yogurt a day"), without_listed("calcium-rich foods: milk")
    ('1 yogurt a day', 'milk')
    """
    return _LISTED.sub("", text)


def _of_bracket(bracket: re.Match[str]) -> str:
    """Return a bracket that may tell of what food, how much or how often it is; nothing of any other."""
    inside = bracket["inside"]
    if (more := _MORE_INSIDE.match(inside)) is not None:
        return f", {inside[more.end() :]}"
    if _says_when(inside):
        return f" {inside}"  # a latte (twice a week)
    if (
        _AMOUNT_INSIDE.search(inside)
        or _says_how_much(inside)
        or is_not_real(DENIED.sub(" ", inside))
        or without_now_and_then(inside)[1]
    ):
        return bracket[0]
    if lists_foods(inside):
        return bracket[0]
    tells = {word for word in words(inside) if len(word) > _SHORT} & words_of_foods()
    is_short = len(inside.split()) <= _LONGEST_REMARK
    return bracket[0] if is_short and (tells or makes_another(inside)) else ""


def _says_how_much(inside: str) -> bool:
    """Tell whether a bracket may tell how much there is, without a number: "(tiny pot)", "(a couple of spoons)"."""
    tokens = tokens_of(inside)
    return any(measures().at(tokens, at)[0] for at in range(len(tokens)))


def lists_foods(text: str) -> bool:
    """Tell whether words are a list in which several foods are named.

    Examples
    --------
    >>> lists_foods("banana, yogurt and ice"), lists_foods("so good, yum")
    (True, False)
    """
    return sum(map(names_a_food, _LIST.split(text))) > 1


_LIST: Final = later(r"\s*[,+&/;]\s*|\s+(?:and|und|et|y|e|with|mit|avec|con)\s+", re.IGNORECASE)


def _says_when(inside: str) -> bool:
    try:
        return rhythm(in_digits(inside)) is not None
    except AmbiguousRhythm:
        return True


#: "(plus 2 eggs)": one food more.
_MORE_INSIDE: Final = later(r"\s*(?:plus|and|also|und|et|y|sometimes also) (?=\S)", re.IGNORECASE)
_SHORT: Final = 3
#: Words of a bracket that may still tell of what food it is.
_LONGEST_REMARK: Final = 5
