"""The words of the pages in the language of whoever reads them: catalogues of GNU gettext; English is the source."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

#: Holds ``de/LC_MESSAGES/osteotwin.mo`` and the like.
LOCALE: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "osteotwin"
SOURCE: Final = "en"
_WEIGHT: Final = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
#: No browser wishes for as many languages.
_MOST_WISHES: Final = 20


@dataclass(frozen=True)
class Language:
    """A language that the pages speak.

    Attributes
    ----------
    tag : str
        As HTML writes it: ``de``, ``pt-BR``.
    words : gettext.NullTranslations
        Its catalogue; English has an empty one.
    """

    tag: str
    words: NullTranslations

    @property
    def name(self) -> str:
        """What it calls itself; its tag where its catalogue does not say that."""
        said = self.words.pgettext("the name of this language, in this language", "English")
        return self.tag if said == "English" and self.tag != SOURCE else said


_ENGLISH: Final = Language(SOURCE, NullTranslations())
_spoken: ContextVar[Language] = ContextVar("spoken", default=_ENGLISH)


@dataclass(frozen=True)
class Words:
    """Words of a page that stand in a table of the code; each time they are shown they are translated.

    Attributes
    ----------
    source : str
        In English.
    """

    source: str

    def __str__(self) -> str:
        return gettext(self.source)


def languages(folder: Path = LOCALE) -> dict[str, Language]:
    """Return every language that has a catalogue in a folder, by its tag; English first."""
    found = {SOURCE: _ENGLISH}
    for file in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")):
        tag = file.parents[1].name.replace("_", "-")
        with file.open("rb") as content:
            found[tag] = Language(tag, GNUTranslations(content))
    return found


def wished(header: str, offered: Collection[str]) -> str:
    """Return which of the offered languages somebody's browser asks for; English where it asks for none of them.

    Parameters
    ----------
    header : str
        ``Accept-Language``, which names languages and how much each is wished.
    offered : collection of str
        Tags.

    Examples
    --------
    >>> wished("fr, de-AT;q=0.8, en;q=0.5", ["en", "de"])
    'de'
    """
    known = {tag.lower(): tag for tag in offered}
    for tag in _by_weight(header):
        # What a region does not have, its language may: de-AT, then de.
        steps = tag.split("-")
        for count in range(len(steps), 0, -1):
            found = known.get("-".join(steps[:count]))
            if found is not None:
                return found
    return SOURCE


def speak(language: Language) -> None:
    """Let whatever is shown from here on, within the request at hand, be in a language."""
    _spoken.set(language)


def spoken() -> str:
    """Return the tag of the language of the request at hand."""
    return _spoken.get().tag


def gettext(message: str) -> str:
    """Return words of a page in the language of the request at hand."""
    return _spoken.get().words.gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """Return words of a page about so many, in the form that the language has for so many."""
    return _spoken.get().words.ngettext(one, several, count)


def pgettext(context: str, message: str) -> str:
    """Return words that mean different things in different places."""
    return _spoken.get().words.pgettext(context, message)


def npgettext(context: str, one: str, several: str, count: int) -> str:
    """Return words about so many that mean different things in different places."""
    return _spoken.get().words.npgettext(context, one, several, count)


def whole_number(value: float) -> str:
    """Write a whole number with the sign that the language puts between thousands.

    Examples
    --------
    >>> whole_number(2500.0)
    '2,500'
    """
    return f"{value:,.0f}".replace(",", pgettext("between thousands, as in 2,500", ","))


def shown(words: Mapping[str, Words]) -> dict[str, str]:
    """Return a table of words in the language of the request at hand."""
    return {key: str(one) for key, one in words.items()}


def _by_weight(header: str) -> list[str]:
    wishes: list[tuple[float, str]] = []
    for part in header.lower().split(",")[:_MOST_WISHES]:
        tag, _, rest = part.replace(" ", "").partition(";")
        weight = _WEIGHT.fullmatch(rest) if rest else None
        wishes.append((float(weight[1]) if weight else 0.0 if rest else 1.0, tag))
    return [tag for weight, tag in sorted(wishes, key=lambda one: -one[0]) if weight]
