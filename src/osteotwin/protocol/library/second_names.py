"""Names that say one drug twice: "Reclast (zolendronic acid)", "Testim testosterone gel"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from osteotwin.units.patterns import later

_BRACKET: Final = later(r"\s*[(\[]([^)\]]*)[)\]]\s*")
#: What introduces a second name.
_CALLED: Final = later(
    r"^(?:(?:clinical|generic|brand|trade|other|chemical|common|us|uk)(?: name)?s?|aka|a\.k\.a\.|"
    r"(?:otherwise|also|better|commonly)(?: known as| called)?|known as|sold as|called|i\.?\s?e\.?|"
    r"formerly|active ingredient|wirkstoff|as|or|oder|ou)\b[\s:=]*", re.IGNORECASE
)  # fmt: skip
_LISTED: Final = later(r"\s*(?:[/,;=&]|\b(?:or|and|oder|und|ou|et|aka)\b)\s*", re.IGNORECASE)
_APART: Final = later(
    r"\s*[,/=]\s*|\s+(?:aka|or|oder|ou|also called|(?:also|otherwise) known as|=|-)\s+|\s+", re.IGNORECASE
)
#: Most words of a name that is looked at from each of its spaces.
_MOST_WORDS: Final = 6


def said_twice(text: str, meant: Callable[[str], tuple[str, frozenset[str]] | None]) -> str | None:
    """Return the one name that a text says in two ways; ``None`` where it does not.

    Parameters
    ----------
    text : str
    meant : callable
        From a name to how it is spelled and what it may mean; ``None`` for what means nothing.

    Examples
    --------
    >>> known = {"Prolia": ("Prolia", frozenset({"denosumab"})), "Denosumab": ("Denosumab", frozenset({"denosumab"}))}
    >>> said_twice("Prolia (clinical name Denosumab)", known.get), said_twice("Prolia (Xgeva)", known.get)
    ('Prolia', None)
    """
    for names, all_known in _ways_to_part(text):
        found = [one for name in names if name and (one := meant(name)) is not None]
        unknown = [name for name in names if name and meant(name) is None]
        if len(found) < 2 or (unknown and (all_known or not all(_is_short(one, names) for one in unknown))):
            continue
        if frozenset[str].intersection(*(drugs for _, drugs in found)):
            return min(found, key=lambda one: len(one[1]))[0]
    return None


def _is_short(name: str, names: tuple[str, ...]) -> bool:
    """Tell whether a name is a part of another one: "Stane" of exemestane."""
    return name.isalpha() and any(name.casefold() in other.casefold() for other in names if other != name)


def _ways_to_part(text: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the names that a text may hold, and whether each of them has to be known."""
    if (inside := _BRACKET.search(text)) is not None:
        listed = tuple(
            _CALLED.sub("", name.strip()) for name in _LISTED.split(_CALLED.sub("", inside[1].strip()))
        )
        # Beside one name that is known a second in the bracket may be a part of it.
        yield (_BRACKET.sub(" ", text).strip(), *listed), len(listed) == 1
        return
    places = list(_APART.finditer(text.strip()))
    if len(places) <= _MOST_WORDS:
        for place in places:
            yield (text[: place.start()].strip(), text[place.end() :].strip()), True
