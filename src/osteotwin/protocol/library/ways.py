"""The ways into the body, as doses and names say them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from osteotwin.units.patterns import later

#: Way -> its words, and what it is of the routes of the library; nothing for ways of which the model has no product.
_WAYS: Final = {
    "oral": (r"oral(?:ly)?|by mouth|per os|po|tablets?|tabs?|pills?|capsules?|caps", "oral"),
    "injected": (
        r"im|sc|i/m|s/c|(?:in)?to (?:the |a )?muscle|under (?:the |my )?skin|"
        r"sq|sub-?q|subcut|subcutaneous(?:ly)?|intramuscular(?:ly)?|intra-muscular(?:ly)?|inject(?:ed|ions?|able|"
        r"ing)?|shots?|jabs?|pins?|pinned|pinning|syringes?|vials?|pens?|ampoules?|infusions?|infused|intravenous(?:ly)?|"
        r"iv|drip|depot|implants?",
        "intramuscular|subcutaneous|intravenous",
    ),
    "gel": (r"gel|gels", "transdermal"),
    "patch": (r"patch|patches", "transdermal"),
    "under the tongue": (r"sublingual(?:ly)?|s/?l|under (?:the|my) tongue|buccal(?:ly)?|troches?|lozenges?|drops", ""),
    "cream": (r"creams?", ""),
    "pellets": (r"pellets?", ""),
    "nose": (r"nasal(?:ly)?|intranasal(?:ly)?", ""),
    "spray": (r"sprays?", ""),
    "vagina": (r"vaginal(?:ly)?", ""),
}  # fmt: skip
#: The words of each way, as a pattern.
WORDS_OF_WAY: Final = {way: words for way, (words, _) in _WAYS.items()}
_WORDS: Final = {way: re.compile(rf"\b(?:{words})\b") for way, (words, _) in _WAYS.items()}
_ROUTES: Final = {way: re.compile(route) if route else None for way, (_, route) in _WAYS.items()}
#: What names the same way in several products, apart from those: a gel is no patch.
_IN_NAMES: Final = ("gel", "patch")
#: An injection that another drug goes with says nothing of the way of this one.
_OF_ANOTHER: Final = later(
    r"(?:\b(?:with|on|at|after|before|as|alongside|when|whenever|per|day of|(?:each|every)(?: time)?)\b|"
    r"w/)[^,;]{0,30}\b(?:shots?|injections?|pins?|jabs?|"
    r"(?:injection|shot|pin) days?|inject|pin)\b"
)
#: Words of a way that may stand around the rhythm of a dose.
_AROUND: Final = (
    r"(?:i[./]?m\.?|s/c|s\.?c\.?|sq|sub-?q|subcut|subcutaneous(?:ly)?|intra-?muscular(?:ly)?|intravenous(?:ly)?|i\.?v\.?|p\.?o\.?|"
    r"(?:in)?to (?:the |a )?muscle|under (?:the |my )?skin|"
    r"oral(?:ly)?|by mouth|per os|transdermal(?:ly)?|topical(?:ly)?|sublingual(?:ly)?|depot|implant|patch(?:es)?|gel)"
)
_LEADING: Final = later(
    rf"^[ ,;]*(?:(?:as|by|via|of|an|a|1) )*(?:{_AROUND}|injections?|injected|inject|infusions?|infused|shots?|jabs?|"
    r"pens?|syringes?|tablets?|tabs?|pills?|capsules?)(?=[ ,;]|$)"
)
_TRAILING: Final = later(rf"(?:^|[ ,;(])+(?:by |via |an? )?{_AROUND}[ ,;)]*$")


def ways_in(text: str) -> tuple[str, ...]:
    """Return the ways into the body that a text in lower case names.

    Examples
    --------
    >>> ways_in("100 mg im weekly"), ways_in("0.25 mg with each shot")
    (('injected',), ())
    """
    own = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", _OF_ANOTHER.sub(" ", text))
    return tuple(way for way, words in _WORDS.items() if words.search(own))


def without_ways(text: str) -> str:
    """Return what is said of a rhythm without the way into the body around it.

    Examples
    --------
    >>> without_ways(" im weekly"), without_ways(" subcutaneous injection every 6 months"), without_ways("weekly sc")
    ('weekly', 'every 6 months', 'weekly')
    """
    before = None
    while before != text:
        before = text
        text = _TRAILING.sub("", _LEADING.sub("", text)).strip(" ,;")
    return text


def is_given_so(identifier: str, route: str, ways: Collection[str]) -> bool:
    """Tell whether a product is given in one of some ways; in any, where none is named.

    Parameters
    ----------
    identifier, route : str
        Of the product, as the library has them.
    ways : collection of str
        As :func:`ways_in` returns them.
    """
    return not ways or any(_fits(identifier, route, way) for way in ways)


def _fits(identifier: str, route: str, way: str) -> bool:
    known = _ROUTES[way]
    if known is None or not known.search(route):
        return False
    return way not in _IN_NAMES or way in identifier
