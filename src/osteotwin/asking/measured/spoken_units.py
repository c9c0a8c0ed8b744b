"""Units and numbers as people say them: "picograms per milliliter", "nine pg/mL", "938 mg/cm\u00b2"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.lab_spans import UNIT
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_SIZES: Final = {"pico": "p", "nano": "n", "micro": "u", "milli": "m", "": ""}
_SPOKEN: Final = later(
    r"\b(?P<size>pico|nano|micro|milli|)(?P<what>gram(?:me)?s?|mol(?:e|es|ar)?s?) (?:per|a|/) ?"
    r"(?P<of>milli|deci|)lit(?:er|re)s?\b",
    re.IGNORECASE,
)
#: The number of a unit, in words.
_WORDED: Final = later(rf"(?<![\w.,])(?P<n>[a-z]+(?:[- ][a-z]+){{0,3}}?) (?={UNIT}(?!\w))", re.IGNORECASE)
#: "48 nmol": of blood it is that in a litre.
_PER_LITRE: Final = later(r"(?<=\d) ?[np]mol(?!\w|\s?(?:/|BCE|per\b))", re.IGNORECASE)
_CROSSLINKS: Final = later(r"\bn(?:mol|M) ?BCE ?/ ?m(?:mol|M)(?: ?(?:creat\w*|cr)\b)?", re.IGNORECASE)
#: Calcium of a day, whose unit tells no day.
_OF_DAY: Final = later(
    r"\b24[- ]?h(?:(?:ou)?rs?)?\.? (?:urin\w+ calcium|calcium(?: in)? urin\w+)(?P<is>(?: was| is| of|:| =)? )"
    r"(?P<n>\d[\d.,]*) ?(?P<unit>mg|mmol)(?: ?/ ?(?:day|d|24 ?h\w*))?(?![/\w])",
    re.IGNORECASE,
)
_OTHER_SCALE: Final = later(r"\bsBMD\b|standardi[sz]ed", re.IGNORECASE)
_GRAMS: Final = later(r"(?<=\d) ?gra?m?s? ?/ ?cm", re.IGNORECASE)
_MILLIGRAMS: Final = later(r"(?<![\w.,])(?P<n>[1-9]\d{2,3}) ?mg ?/ ?cm(?:2|\^2)", re.IGNORECASE)


def with_units(text: str) -> str:
    """Return an answer on blood or urine with its units as reports print them.

    Examples
    --------
    >>> with_units("E2 9.1 picograms per milliliter; vit D twenty-four ng/mL; 24 hour urine calcium 310 mg")
    'E2 9.1 pg/mL; vit D 24 ng/mL; 24h urine calcium 310 mg/day'
    >>> with_units("vit d 48 nmol")
    'vit d 48 nmol/L'
    """
    text = _PER_LITRE.sub(r"\g<0>/L", _SPOKEN.sub(_unit, _CROSSLINKS.sub("nmol/mmol", text)))
    text = _WORDED.sub(_in_digits, text)
    return _OF_DAY.sub(r"24h urine calcium\g<is>\g<n> \g<unit>/day", text)


def with_grams(text: str) -> str:
    """Return an answer on scans with its densities in g/cm2.

    Examples
    --------
    >>> with_grams("spine 938 mg/cm\u00b2, hip 0.916 g/cm\u00b2")
    'spine 0.938 g/cm2, hip 0.916 g/cm2'
    """
    plain = _GRAMS.sub(" g/cm", text.replace("cm\u00b2", "cm2"))
    if _OTHER_SCALE.search(plain):
        return plain
    return _MILLIGRAMS.sub(lambda one: f"{int(one['n']) / 1000:.3f} g/cm2", plain)


def _unit(found: re.Match[str]) -> str:
    what = "mol" if found["what"].casefold().startswith("mol") else "g"
    of = {"milli": "m", "deci": "d", "": ""}[found["of"].casefold()]
    return f"{_SIZES[found['size'].casefold()]}{what}/{of}L"


def _in_digits(found: re.Match[str]) -> str:
    """Return the last words before a unit as a number, where they are one."""
    words = found["n"].split(" ")
    for first in range(len(words)):
        number = in_digits(" ".join(words[first:]).replace("-", " "))
        if re.fullmatch(r"\d+(?:\.\d+)?", number):
            return f"{' '.join((*words[:first], number))} "
    return found[0]
