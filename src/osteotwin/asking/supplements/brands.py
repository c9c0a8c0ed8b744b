"""Brands of calcium tablets: the name with its strength first, then how many and how often, wherever they stand."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.supplements.tokens import (
    MOST_COUNTED,
    Amount,
    Count,
    Mark,
    Often,
    in_lower_case,
    token_at,
)
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.library.calcium_products import (
    WhichStrengthError,
    calcium_with_d,
    names_calcium_brand,
)
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_WORD: Final = later(r"[^\s,;:]+")
#: Forms that tell one strength of a brand from another.
_TELLS: Final = later(r"caplets?|chewables?|effervescent|chews?")
_JOINS: Final = later(r"[\s,;:.\u2013-]+")
#: Calcium carbonate against heartburn, whose packs print the salt: 500 mg of it hold 200 mg of calcium.
_ANTACID: Final = later(r"\b(?:tums|rennies?)\b", re.IGNORECASE)


def brand_first(piece: str) -> str | None:
    """Return a brand with how many tablets and how often behind it; ``None`` where one of them is not certain.

    Examples
    --------
    >>> brand_first("2 Calcichew D3 Forte daily"), brand_first("Orocal D3 500 mg/400 IU")
    ('calcichew d3 forte 2 tablets daily', None)
    """
    text = in_lower_case(piece)
    brand: list[str] = []
    often: list[str] = []
    counts: list[float] = []
    at = 0
    while at < len(text):
        if (gap := _JOINS.match(text, at)) is not None:
            at = gap.end()
            continue
        word = _WORD.match(text, at)
        step = token_at(text, at)
        if word is None or (step is None and brand and often):
            return None
        token, end = step if step is not None else (Mark("name"), word.end())
        if isinstance(token, Often):
            often.append(token.words)
        elif isinstance(token, Amount) and not token.unit and token.value <= MOST_COUNTED and not brand:
            counts.append(token.value)
        elif isinstance(token, Count):
            counts.append(token.n)
            end = _with_form(text, at, end, brand)
        elif token is not None and not (isinstance(token, Mark) and token.what in ("form", "of")):
            brand.append(text[at:end])
        elif token is not None:
            _with_form(text, at, end, brand)
        at = end
    counts = [n for n in counts if n != 1.0] or counts[:1]
    if len(often) != 1 or len(counts) > 1 or not brand:
        return None
    n = counts[0] if counts else 1.0
    return f"{' '.join(brand)} {n:g} tablet{'s' if n != 1.0 else ''} {often[0]}"


def _with_form(text: str, at: int, end: int, brand: list[str]) -> int:
    """Put the form that tells a strength to the brand."""
    if (form := _TELLS.search(text, at, end)) is not None:
        brand.append(form[0])
    return end


#: "Citracal calcium citrate 600 mg": what a tablet is of, behind its brand.
_TOLD_SALT: Final = later(
    r"^(?P<brand>[^\d,;]{3,30}?)[ ,:(-]+(?P<told>calcium (?:citrate|carbonate)\)?[ :,]*\d[\d.,]* ?m?g\b.*)$",
    re.IGNORECASE,
)
_WITH_D: Final = later(r"\bd[23]?\b|\biu\b", re.IGNORECASE)


_COUNT: Final = later(
    r"^\s*(?P<n>[1-9]) (?:tablets? (?:of )?)?(?=\D)|[ ,]+(?P<m>[1-9])(?: (?:tablets?|chewables?|pills?|caps\w*))?$",
    re.IGNORECASE,
)


def counted_apart(said: str) -> tuple[str, str]:
    """Return tablets without how many are taken at once, and how many: ``"2 tablets"``; empty for one.

    Examples
    --------
    >>> counted_apart("two Adcal"), counted_apart("Calcichew-D3 Forte 2"), counted_apart("Adcal")
    (('adcal', '2 tablets'), ('calcichew-d3 forte', '2 tablets'), ('adcal', ''))
    """
    plain = in_digits(said).strip()
    count = _COUNT.search(plain)
    if count is None:
        return plain.strip(" ,."), ""
    name = f"{plain[: count.start()]}{plain[count.end() :]}".strip(" ,.")
    n = count["n"] or count["m"]
    return name, "" if n == "1" else f"{n} tablets"


def strengths_of(said: str) -> list[str]:
    """Return tablets of a brand, without how often, with each strength that there is, as many as are taken at once.

    Examples
    --------
    >>> strengths_of("two Adcal")
    ['Adcal-D3 600 mg/400 IU 2 tablets', 'Adcal-D3 300 mg/200 IU 2 tablets']
    >>> strengths_of("Calcichew D3 500 mg/400 IU"), strengths_of("calcium")
    ([], [])
    """
    name, tablets = counted_apart(said)
    if not names_calcium_brand(name):
        return []
    for told in (name, f"{name} d3"):
        try:
            if calcium_with_d(told) is not None:
                return []
        except WhichStrengthError as which:
            return [f"{strength} {tablets}".strip() for strength in which.names]
    return []


def of_told_salt(piece: str) -> str:
    """Return a brand of calcium with its salt and its amount behind it as those alone; any other piece as it is.

    Examples
    --------
    >>> of_told_salt("Citracal Calcium Citrate 600mg daily"), of_told_salt("Citracal 600 mg daily")
    ('Calcium Citrate 600mg daily', 'Citracal 600 mg daily')
    """
    found = _TOLD_SALT.match(piece)
    is_alone = found is not None and names_calcium_brand(found["brand"]) and not _WITH_D.search(piece)
    return found["told"].replace(")", "") if found is not None and is_alone else piece


def is_antacid(piece: str) -> bool:
    """Tell whether a piece names tablets against heartburn that hold calcium."""
    return _ANTACID.search(piece) is not None


def ask_of_antacid(piece: str) -> UnclearAnswerError:
    """Return the question for the calcium in tablets against heartburn."""
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, tablets of which the calcium differs by strength",
        "the calcium of a day in mg, all tablets together",
        'write for example "calcium carbonate 400 mg daily" for two of regular strength: one with 500 mg of the salt '
        "holds 200 mg of calcium, one with 750 mg 300 mg, one with 1000 mg 400 mg",
    )  # fmt: skip
