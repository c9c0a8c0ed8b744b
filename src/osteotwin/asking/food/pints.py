"""Pints in millilitres, where it is told or plain from the words beside it of which country they are."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import quoted
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: A pint [ml]: 20 fluid ounces of Britain, 16 of the United States.
_ML: Final = {"British": 568.0, "US": 473.0}
_PINT: Final = later(
    r"(?P<n>\bhalf(?: an?)? |\b(?:an?|one|two|three|four|\d+(?:\.\d+)?) |\b)(?:(?P<uk>uk|british|imperial|english)|"
    r"(?P<us>us|american|usa)|) ?\bpints?\b(?! (?:and a half|(?:of )?(?:\w+ )?(?:beer|lager|ale|bitter|cider|"
    r"guinness|stout)))",
    re.IGNORECASE,
)
#: What milk is called in one of the two countries alone.
_BRITISH: Final = later(
    r"\bsemi[ -]?skimmed|\bskimmed milk|\b(?:green|blue|red)[ -]top\b|\bfull[ -]fat milk|\byoghurts?\b|"
    r"\btesco|\bsainsbury|"
    r"\bcrisps\b|\bporridge\b|\bcuppas?\b|\bmarmite\b|\bcravendale\b",
    re.IGNORECASE,
)
_AMERICAN: Final = later(
    r"\b[12] ?%|\bskim milk|\b(?:two|one) percent\b|\bhalf and half\b|\bfl\.? ?oz\b", re.IGNORECASE
)


def with_pints(text: str) -> tuple[str, list[str]]:
    """Return an answer with its pints in millilitres, and what is said of them; as it is where their country is open.

    Examples
    --------
    >>> with_pints("half a pint of semi-skimmed milk a day")
    ('284 ml of semi-skimmed milk a day', ['"half a pint" is counted as 284 ml, a British pint being 568 ml'])
    >>> with_pints("a pint of milk a day")[0], with_pints("1 US pint of milk a day")[0]
    ('a pint of milk a day', '473 ml of milk a day')
    """
    notes: list[str] = []
    british, american = (words.search(text) is not None for words in (_BRITISH, _AMERICAN))

    def in_ml(found: re.Match[str]) -> str:
        is_british = found["uk"] is not None or (found["us"] is None and british and not american)
        is_american = found["us"] is not None or (found["uk"] is None and american and not british)
        if not (is_british or is_american):
            return found[0]
        country = "British" if is_british else "US"
        ml = _count(found["n"]) * _ML[country]
        notes.append(
            f"{quoted(found[0].strip())} is counted as {ml:.0f} ml, a {country} pint being {_ML[country]:.0f} ml"
        )
        return f"{ml:.0f} ml"

    return _PINT.sub(in_ml, text), notes


def _count(said: str) -> float:
    said = said.strip().casefold()
    if said.startswith("half"):
        return 0.5
    return 1.0 if said in ("", "a", "an") else float(in_digits(said))


def pints_of_each(text: str) -> list[str]:
    """Return an answer with its first pint as that of either country.

    Examples
    --------
    >>> pints_of_each("a pint of milk a day")
    ['a British pint of milk a day', 'a US pint of milk a day']
    """
    found = _PINT.search(text)
    if found is None or found["uk"] or found["us"]:
        return []
    at = found.start() + len(found["n"])
    return [f"{text[:at]}{country} {text[at:]}" for country in _ML]
