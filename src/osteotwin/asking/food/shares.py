"""Shares of a measure in plain words: "¾ of a cup", "die Hälfte eines Liters", "1/3 of a 500 g tub"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from osteotwin.asking.food.eaten_grammar import measures, tokens_of
from osteotwin.units.patterns import later

_SIGNS: Final = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅕": "1/5"}
_HALVES: Final = r"half|moiti\u00e9|mitad|h\u00e4lfte"
_THIRDS: Final = r"thirds?|tiers|tercios?|drittel"
_QUARTERS: Final = r"quarters?|quarts?|cuartos?|viertel"
_COUNTED: Final = {
    "two": 2, "deux": 2, "dos": 2, "zwei": 2, "three": 3, "trois": 3, "tres": 3, "drei": 3, "2": 2, "3": 3,
}  # fmt: skip
_NUMBER: Final = (
    rf"(?:(?P<whole>\d+)(?:[ -](?=\d/)|(?=[{''.join(_SIGNS)}])))?(?P<part>\d/\d|0?\.\d+|[{''.join(_SIGNS)}])"
)
_WORDS: Final = (
    rf"(?:(?:the|one|la|die) )?(?P<half>{_HALVES})|"
    rf"(?:(?P<n>an?|one|un|ein|1|{'|'.join(_COUNTED)})[ -])(?:(?P<third>{_THIRDS})|(?P<quarter>{_QUARTERS}))"
)
#: What stands between a share and what it is of.
_OF: Final = (
    r"(?: of| von| de| du) (?:(?:an?|one|my|une?|una|einer|einem|ein) )?| d['\u2019](?:une? )?| eine[rs] |"
    r" (?:an? )?(?=\d)"
)
_SHARE: Final = later(rf"(?<![\w./,-])(?:{_NUMBER}|{_WORDS})(?:{_OF})(?=[^\W_])", re.IGNORECASE)
_AND_SHARE: Final = later(r"(?<![\w/.])(?P<n>\d)-(?P<share>[1-3]/[2-8])(?![\w/])")
_MEASURED: Final = later(r"(?P<n>\d+(?:\.\d+)?)(?P<unit>[ -]?[a-z]+)", re.IGNORECASE)
_GENITIVE: Final = later(r"(?<=[a-z]{3})e?s\b", re.IGNORECASE)


def in_plain_shares(text: str) -> str:
    """Return a text with the share of a measure as its number, and of an amount as the amount that it is.

    Examples
    --------
    >>> in_plain_shares("¾ of a cup of milk"), in_plain_shares("1/3 of a 500 g tub of yogurt")
    ('3/4 cup of milk', '166.667 g tub of yogurt')
    >>> in_plain_shares("la moitié d'une tasse de lait"), in_plain_shares("half of the day")
    ('1/2 tasse de lait', 'half of the day')
    """
    text = _AND_SHARE.sub(r"\g<n> \g<share>", text)
    found = _SHARE.search(text)
    while found is not None:
        plain = _plain(found, text[found.end() :])
        start = found.end() if plain is None else found.start()
        if plain is not None:
            text = text[: found.start()] + plain
        found = _SHARE.search(text, start)
    return text


def _plain(found: re.Match[str], behind: str) -> str | None:
    """Return a share with what stands behind it; None where that is no measure."""
    written, share = _value(found)
    if (amount := _MEASURED.match(behind)) is not None:
        if not _is_measure(amount["unit"].strip(" -")):
            return None
        return f"{float(share * Fraction(amount['n'])):g}{amount['unit']}{behind[amount.end() :]}"
    word = re.match(r"[^\W\d_]+", behind)
    if word is None:
        return None
    said, rest = word[0], behind[word.end() :]
    measure = said if _is_measure(said) else _GENITIVE.sub("", said)
    is_of_one = re.search(r" of (?:an?|one) $", found[0], re.IGNORECASE) is not None
    if not _is_measure(measure):
        return f"{written} {behind}" if is_of_one else None
    return f"{written} {measure}{rest}"


def _value(found: re.Match[str]) -> tuple[str, Fraction]:
    """Return a share as it is written in digits, and its value."""
    if found["half"]:
        return "1/2", Fraction(1, 2)
    if found["n"]:
        written = f"{_COUNTED.get(found['n'].casefold(), 1)}/{3 if found['third'] else 4}"
        return written, Fraction(written)
    part = _SIGNS.get(found["part"], found["part"])
    whole = found["whole"] or ""
    return f"{whole} {part}".strip(), Fraction(whole or 0) + Fraction(part)


def _is_measure(word: str) -> bool:
    return bool(measures().at(tokens_of(word), 0)[0])
