"""One way of saying it: numbers in words, dozens, "each", fat behind milk, small names, before foods are parted."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_grammar import measures, tokens_of
from osteotwin.asking.food.heads import of_compound
from osteotwin.asking.food.kinds import kinds
from osteotwin.inputs.names import without_accents
from osteotwin.protocol.library.foods import in_our_words, words_of_foods
from osteotwin.units.patterns import later

#: "a slice or two".
_ONE_OR_TWO: Final = later(r"\b(?:an?|one|1) (?P<of>[a-z]+?)s? or (?:two|2)\b", re.IGNORECASE)
#: Behind a yogurt its fat may be told behind "plain": yaourt nature 0%.
_MILK: Final = (
    r"(?:(?<=milk)|(?<=milch)|(?<=lait)|(?<=leche)|(?<=gurt)|(?<=hurt)|(?<=ourt nature)|(?<=gur natural))"
)
#: How fried eggs are done, and no other food under them.
_EGGS_DONE: Final = later(
    r"(?P<eggs>\beggs?),? \(?(?:(?:done|cooked) )?(?:over[- ](?:easy|medium|hard|well)|sunny[- ]side[- ]up)\b\)?",
    re.IGNORECASE,
)
#: "milk without fat", "milk (no fat)", "0.1 % milk", "milk 0 %": skim, as far as the table knows.
_NO_FAT: Final = later(
    rf"{_MILK} \(?(?:with no|without|w/o|no|ohne|sans|sin|senza) (?:any )?(?:fat|fett|grasa|grassi|mati\u00e8re grasse)"
    rf"\b\)?|{_MILK},? \(?0(?:[.,][0-5])? ?%(?: fat\b| fett\b)?\)?|"
    r"(?<![\d.,])0(?:[.,][0-5])? ?%(?: fat)?(?= (?:milk|milch)\b)",
    re.IGNORECASE,
)
_BETWEEN: Final = later(
    r"\b(?:between|zwischen|entre|tra|fra) (?P<low>\d+(?:\.\d+)?|[a-z]+) (?:and|und|et|y|e) "
    r"(?P<high>\d+(?:\.\d+)?|[a-z]+)(?= )", re.IGNORECASE,
)  # fmt: skip
_WITH_NO: Final = later(r"\bwith no\b", re.IGNORECASE)
#: "une ou deux": a number, as far as it is known.
_FEW: Final = {
    1: "one|ein|eine|einen|un|une|uno|una", 2: "two|zwei|deux|dos|due", 3: "three|drei|trois|tres|tre",
    4: "four|vier|quatre|cuatro|quattro", 5: "five|f\u00fcnf|cinq|cinco|cinque", 6: "six|sechs|seis|sei",
}  # fmt: skip
_NUMBERS: Final = {word: str(n) for n, several in _FEW.items() for word in several.split("|")}
_N: Final = rf"(?:{'|'.join(_NUMBERS)}|\d)"
_ONE_TWO: Final = later(
    rf"\b(?P<low>{'|'.join(_NUMBERS)}), (?P<high>{'|'.join(_NUMBERS)})(?= [^\W\d])", re.IGNORECASE
)
_FROM_TO: Final = later(
    rf"\b(?P<low>{_N}) (?:or|o|ou|oder|to|bis|\u00e0|a) (?P<high>{_N})(?= [^\W\d])", re.IGNORECASE
)
#: Of which one bread is made: "pan de trigo y centeno".
_GRAIN: Final = (
    r"(?:trigo|centeno|espelta|avena|ma\u00edz|cebada|seigle|bl\u00e9|\u00e9peautre|Weizen|Roggen|Dinkel)"
)
_GRAINS: Final = later(rf"\b(?P<first>{_GRAIN}) (?:y|et|und) (?P<second>{_GRAIN})\b", re.IGNORECASE)
#: Twelve; of two a pair.
_DOZEN: Final = later(
    rf"\b(?:(?P<half>half (?:a )?dozen|(?:ein )?halbes dutzend|(?:une )?demi[- ]douzaine|media docena|mezza dozzina)|"
    rf"(?:(?P<n>an?|{_N}|\d\d) )?(?:dozen|dutzend|douzaines?|docenas?|dozzin[ae])|(?P<two>an? pair|une paire))\b"
    r"(?: (?:of|de|di)\b| d['\u2019](?=\w))?", re.IGNORECASE,
)  # fmt: skip
#: Of so much milk in each cup: "milk in 4 coffees (25 ml each)".
_MILK_IN: Final = later(
    r"\b(?P<milk>(?:\w+ )?(?:milk|cream|milch|sahne|lait|leche)) (?:in|im|dans|en|au) "
    r"(?P<cups>[^,;()]*\b(?:coffees?|teas?|kaffees?|tees?|caf\u00e9s?|th\u00e9s?|t\u00e9s?)) "
    r"\((?P<much>\d+(?:\.\d+)? ?(?:ml|cl|oz))(?P<each> each)?\)", re.IGNORECASE,
)  # fmt: skip
#: "squash (or broccoli)"
_OR_WITHIN: Final = later(r"\((?P<or>or|oder|ou|o) (?P<what>[^()]+)\)", re.IGNORECASE)
_AND_A_HALF: Final = later(r"\b(?:an?|one|1) (?P<of>[a-z]+) and a half\b", re.IGNORECASE)
_UNTIL: Final = r"(?=$|[,;()]| (?:daily|weekly|every|once|twice|an? (?:day|week)|per|\d))"
#: "2 slices of bread, each with 20 g of cheese"
_EACH_WITH: Final = later(
    r",? (?:each|jeweils|je|chacune?|cada un[oa]) (?:with|mit|avec|con) (?P<what>[^,;()]+?)"
    rf"{_UNTIL}", re.IGNORECASE,
)  # fmt: skip
_COUNTED: Final = (
    r"(?P<head>(?<![^,;] )\b(?:[2-9]|two|three|four|five|zwei|drei|vier|f\u00fcnf|deux|trois|quatre|dos|tres|cuatro) "
    r"(?!(?:g|ml|l|oz|x)\b)[^\W\d]+(?: [^\W\d]+){0,2})"
)
_SO_MUCH: Final = r"\d[\d.]* ?(?:g|ml|cl|oz) (?:of )?[^,;()\d]+?"
#: "2 Brötchen mit je 20 g Käse", "2 lattes, 200 ml milk each"
_OF_EACH: Final = later(
    rf"{_COUNTED},? (?:(?:mit|with|avec|con) )?(?:je(?:weils)?|each) (?P<what>{_SO_MUCH}){_UNTIL}",
    re.IGNORECASE,
)
_EACH_BEHIND: Final = later(rf"{_COUNTED}, (?P<what>{_SO_MUCH} (?:each|je|chacun|cada uno)\b)", re.IGNORECASE)
_MADE_FROM: Final = later(
    r"\bmade (?:from|of|out of|using)(?= )|\baus(?= (?:\d|zwei|drei|vier) Eiern\b)", re.IGNORECASE
)
_JOINED: Final = later(r"\b(?:every )?now and (?:then|again)\b|\bab und zu\b", re.IGNORECASE)
_ON_EACH: Final = later(r" (?:on|over) each\b(?: (?:one|slice|piece|of them))?", re.IGNORECASE)
_SMALL: Final = later(r"(?P<stem>[a-z]{2,}?)(?:c?it(?P<last>[oa]s?)|(?P<de>chen|lein|le))")
_WORD: Final = later(r"[^\W\d_]{6,}")


def in_one_word(text: str) -> str:
    """Return a text with words of how often or how much that hold a joining word as one.

    Examples
    --------
    >>> in_one_word("milk now and then")
    'milk occasionally'
    >>> in_one_word("ein oder zwei Eier"), in_one_word("milk (0.1 %)")
    ('1-2 Eier', 'milk fat free')
    """
    text = _WORD.sub(lambda found: _full_sized(found[0]), _OR_WITHIN.sub(r"\g<or> \g<what>", text))
    text = _ON_EACH.sub(" each", text.replace("\u0153", "oe"))
    text = _MILK_IN.sub(r"\g<cups> (\g<much> \g<milk>\g<each>)", _DOZEN.sub(_of_dozens, text))
    text = _EACH_WITH.sub(r" with \g<what> each", text)
    text = _OF_EACH.sub(r"\g<head> with \g<what> each", _EACH_BEHIND.sub(r"\g<head> with \g<what>", text))
    text = _MADE_FROM.sub("made with", _BETWEEN.sub(r"\g<low>-\g<high>", text))
    text = _WITH_NO.sub("without", _NO_FAT.sub(" fat free", text).strip())
    text = _GRAINS.sub(r"\g<first>-\g<second>", text)
    text = _ONE_TWO.sub(_next_in_digits, _EGGS_DONE.sub(r"\g<eggs>", text))
    text = _FROM_TO.sub(_in_digits, _ONE_OR_TWO.sub(r"1-2 \g<of>s", text))
    return _AND_A_HALF.sub(r"1.5 \g<of>", _JOINED.sub("occasionally", text))


@cache
def _full_sized(word: str) -> str:
    """Return the name of a food that is made small by its ending without that: "quesito", "S\u00e4ftchen"."""
    found = _SMALL.fullmatch(without_accents(word.casefold()))
    if (
        found is None
        or {*in_our_words(word)} <= words_of_foods()
        or _is_name(word)
        or measures().at(tokens_of(word), 0)[0]
    ):
        return word
    last = found["last"] or ""
    endings = ("", "e", "er") if found["de"] else (last, f"e{last[1:]}", last[1:])
    return next((name for ending in endings if _is_name(name := f"{found['stem']}{ending}")), word)


def _is_name(word: str) -> bool:
    said = in_our_words(word)
    return " ".join(said) in kinds() or of_compound(word) is not None


def _of_dozens(found: re.Match[str]) -> str:
    many = (found["n"] or "1").casefold()
    dozens = int(_NUMBERS.get(many, many) if many not in ("a", "an") else 1)
    return "2" if found["two"] else "6" if found["half"] else f"{12 * dozens} "


def _next_in_digits(found: re.Match[str]) -> str:
    """Return a number and the next one as a range: "ein, zwei Joghurts"; other numbers as they stand."""
    low, high = (int(_NUMBERS[found[end].casefold()]) for end in ("low", "high"))
    return f"{low}-{high}" if high == low + 1 else found[0]


def _in_digits(found: re.Match[str]) -> str:
    return "-".join(_NUMBERS.get(found[end].casefold(), found[end]) for end in ("low", "high"))
