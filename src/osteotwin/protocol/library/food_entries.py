"""Names of foods as the USDA's tables and the diaries made of them have them: turned round, part behind part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from osteotwin.inputs.names import words
from osteotwin.units.patterns import later

#: What does not change what is in a food: salt in the water, the cut's trimming, the grade, how it was sold.
_SAYS_NOTHING: Final = later(
    r"\b(?:with(?:out)?(?: added)? salt(?: added)?|(?:no )?salt added|drained(?: solids?)?|mixed species|all grades|"
    r"choice|select|separable lean (?:and fat|only)|meat only|trimmed to [\d/]+\S* ?(?:inch )?fat|lip off|"
    r"(?:dry|moist) heat|fluid|with added vitamin a(?: and vitamin d)?|(?:un)?enriched|"
    r"commercially prepared|commercial(?: varieties)?|all varieties|year round average|mature seeds?|fresh|ripe|"
    r"broilers? or fryers?|fat free or skim|prepared|variety meats and by products|all purpose|unprepared)\b"
)
#: As said by nothing, but of fish from a can, whose bones and skin are eaten.
_TRIMMED: Final = later(r"\b(?:boneless|skinless)\b")
#: What no beginning of a name leaves open: how tofu is set, what is added, what has sprouted.
_NEVER_OPEN: Final = later(r"\b(?:calcium|nigari|fortified|bones?|sprouted)\b")
#: How it was made ready to eat, which matters only where a serving holds more than a little.
_MADE: Final = later(
    r"\b(?:raw|uncooked|cooked|roasted|broiled|baked|boiled|grilled|braised|stewed|fried|rotisserie|pan|browned|patty|patties|loaf|"
    r"crumbles)\b"
)
_BRACKETS: Final = later(r"\s*\([^)]*\)")
#: Parts of a name from which its beginning tells the food.
_LEAST_PARTS: Final = 3


@dataclass(frozen=True)
class Entries:
    """What entries are called, as far as it tells them apart."""

    whole: Mapping[frozenset[str], tuple[str, ...]]
    bare: Mapping[frozenset[str], tuple[str, ...]]
    made: Mapping[frozenset[str], tuple[str, ...]]
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def entries_of(names: Iterable[tuple[str, str]]) -> Entries:
    """Return entries by their names: pairs of an identifier and a name."""
    whole: dict[frozenset[str], list[str]] = {}
    bare: dict[frozenset[str], list[str]] = {}
    made: dict[frozenset[str], list[str]] = {}
    parts: list[tuple[str, tuple[str, ...]]] = []
    for identifier, name in names:
        whole.setdefault(frozenset(words(name)), []).append(identifier)
        bare.setdefault(_bare(name), []).append(identifier)
        made.setdefault(_made(name), []).append(identifier)
        parts.append((identifier, _parts(name)))
    return Entries(_kept(whole), _kept(bare), _kept(made), tuple(parts))


def entries_named(text: str, entries: Entries) -> tuple[tuple[str, ...], bool]:
    """Return which entries a text names, and whether what it leaves open is how they were made.

    Parameters
    ----------
    text : str
    entries : Entries
        As :func:`entries_of` makes them.

    Examples
    --------
    >>> known = entries_of([("kale", "Kale, cooked, boiled, drained, without salt")])
    >>> entries_named("Kale, cooked, boiled, drained, with salt", known), entries_named("Kale, raw", known)
    ((('kale',), False), (('kale',), True))
    """
    if found := entries.whole.get(frozenset(words(text))):
        return found, False
    if "," not in text:
        return (), False
    if found := entries.bare.get(_bare(text)):
        return found, False
    said = _parts(text)
    if len(said) >= _LEAST_PARTS:
        begun = [(one, parts[len(said) :]) for one, parts in entries.parts if parts[: len(said)] == said]
        if begun and not any(_NEVER_OPEN.search(" ".join(rest)) for _, rest in begun):
            return tuple(one for one, _ in begun), False
    return entries.made.get(_made(text), ()), True


def _kept(found: Mapping[frozenset[str], list[str]]) -> dict[frozenset[str], tuple[str, ...]]:
    return {name: tuple(entries) for name, entries in found.items() if name}


@lru_cache(maxsize=4096)
def _bare(name: str) -> frozenset[str]:
    """Return the words of a name that tell what is in it."""
    plain = re.sub(r"[^\w%./\"]+", " ", _BRACKETS.sub("", name.casefold()))
    if "canned" not in plain:
        plain = _TRIMMED.sub(" ", plain)
    return frozenset(words(_SAYS_NOTHING.sub(" ", plain)))


def _made(name: str) -> frozenset[str]:
    return frozenset(words(_MADE.sub(" ", " ".join(sorted(_bare(name))))))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(" ".join(words(part)) for part in _BRACKETS.sub("", name).split(","))
