"""Names of drugs as boxes, prescriptions and people write them: with a form, a strength, a maker or a second name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from osteotwin.protocol.library.ways import ways_in

_ARTICLE = re.compile(r"^(?:an?|the|my) ", re.IGNORECASE)
_STRENGTH = re.compile(
    r",?\s+[0-9][0-9.,]*\s*(?:mg|mcg|ug|µg|iu|units?|i\.?u\.|i\.?e\.?|ui)?(?:\s*/\s*[0-9.]*\s*(?:ml|cc|g))?"
    r"(?: (?:tablets?|tabs?|capsules?|caps|injection|soft ?gels?|gel ?caps?|gummies|chewables?|drops|lozenges?))?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_BEFORE = re.compile(
    r"^(?:generic|liquid|oral|daily|weekly|low[- ]dose|brand(?:ed)?|brand name|compounded|pharma(?:ceutical)?(?: "
    r"grade)?|daily|weekly|monthly)\s+",
    re.IGNORECASE,
)
#: The four letters that the FDA adds to names of biologics.
_BIOLOGIC = re.compile(r"(?<=mab)-[a-z]{4}$", re.IGNORECASE)
_BEHIND = re.compile(
    r"[\s,]+(?:pens?|shots?|injections?|infusions?|tablets?|tabs?|pills?|capsules?|caps|caplets?|soft ?gels?|"
    r"gummies|gummy|chewables?|drops|patch(?:es)?|gel|pump|iv|im|sc|subq|oral|"
    r"(?:for )?(?:men|women|adults|him|her)(?:['’]?s)?|50 ?\+|over 50|"
    r"auto-?injectors?|pre-?filled(?: syringes?| pens?)?|syringes?|vials?|(?:dose ?)?pac?ks?|dosepaks?|implants?|"
    r"infusions?|film[- ]coated|soluble|effervescent|"
    r"liquid|solution|oral solution|sodium|disodium|citrate|hydrochloride|hcl|phosphate|trihydrate|"
    r"biosimilar|generic|brand|depot|once[- ](?:weekly|a[- ]week|daily|a[- ]day|monthly|a[- ]month)|weekly|daily|"
    r"monthly|"
    r"teva|accord|mylan|viatris|sandoz|zentiva|aurobindo|pfizer|apotex|sun|hikma|actavis|perrigo|cipla|stada|ratiopharm|"
    r"hexal|xr|er|sr|cr|xl|besylate|besilate|maleate|succinate|la|mx|3?-?month depot|depot injection|\d ?-?month)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Form:
    """A name without words that tell no drug.

    Attributes
    ----------
    name : str
    ways : tuple of str
        Ways into the body that the words say that were left out.
    other : str
        A second name, in brackets.
    """

    name: str
    ways: tuple[str, ...] = ()
    other: str = ""


def forms_of(text: str) -> Iterator[Form]:
    """Yield what a text may name, the fullest first.

    Examples
    --------
    >>> [form.name for form in forms_of("generic Reclast infusion")]
    ['generic Reclast infusion', 'generic Reclast infusion', 'Reclast infusion', 'Reclast']
    """
    yield Form(text)
    bare = without_dose(text)
    yield Form(bare)
    inside = _BRACKET.search(bare)
    plain = _BRACKET.sub(" ", bare).strip() if inside else bare
    plain = without_dose(_BIOLOGIC.sub("", _BEFORE.sub("", plain)))
    words = (
        re.sub(r"^(?:generic|brand|i\.?e\.?|aka|also called) ", "", inside[1], flags=re.IGNORECASE)
        if inside
        else ""
    )
    is_form = not words or bool(ways_in(words.casefold())) or not _STRENGTH.sub("", f" {words}").strip()
    other = "" if is_form else words
    ways = ways_in(words.casefold())
    yield Form(plain, ways, other)
    while (shorter := _BEHIND.sub("", plain)) not in (plain, ""):
        ways += ways_in(plain[len(shorter) :].casefold())
        plain = without_dose(shorter)
        yield Form(plain, ways, other)


def without_dose(name: str) -> str:
    """Return a name without an article before it and a strength behind it: ``"Zoladex 10.8 mg"``, ``"an AI"``."""
    bare = _ARTICLE.sub("", name.strip())
    return _STRENGTH.sub("", bare) or bare
