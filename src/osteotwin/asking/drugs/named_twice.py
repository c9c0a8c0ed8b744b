"""Two drugs with a slash between their doses, and one drug that is named twice about its dose, or by what it is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import named_drug
from osteotwin.protocol.library.named_drugs import kind_of
from osteotwin.units.patterns import later

_AMOUNT: Final = r"\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?|grains?)s?"
#: "w/ 0.25 mg adex" is "with".
_SLASH: Final = later(
    rf"(?P<left>[^,;\n/]*)(?<!\bw) ?/ ?(?P<right>{_AMOUNT} (?:of )?[^\W\d_]+|[^\W\d_]+ {_AMOUNT})",
    re.IGNORECASE,
)
#: "75 mcg or Levothyroxine", where no other drug is named: a slip for "of".
_OR_NAME: Final = later(r"(?<=[mcu]g) or $", re.IGNORECASE)
_HAS_AMOUNT: Final = later(_AMOUNT, re.IGNORECASE)
#: Between two names of one drug: "Armour 1.5 grains of Armour", "Armour thyroid: 1.5 grains of".
_DOSE_OF: Final = later(rf"[\s,:]*(?P<dose>{_AMOUNT}) of ", re.IGNORECASE)
#: "lisinopril, a blood pressure pill, since 2020"
_WHAT_IT_IS: Final = later(
    r"(?:,|(?P<inside>\()| [-\u2013]) ?(?:which is )?an? (?P<what>[a-z][a-z -]{1,30}?)"
    r"(?(inside)\)|(?=,? (?:since|and|from)\b|[,;.]|$))",
    re.IGNORECASE,
)
_OF_SORT: Final = later(
    r"(?:pill|tablet|inhibitor|blocker|statin|diuretic|killer|medication|medicine)$", re.IGNORECASE
)


def each_named_once(text: str) -> str:
    """Return an answer with "and" for a slash between two drugs, and each drug named once about its dose.

    Examples
    --------
    >>> each_named_once("50mg clomid/20mg Nolvadex morning and night")
    '50mg clomid and 20mg Nolvadex morning and night'
    >>> each_named_once("lisinopril 10 mg, a blood pressure pill, since 2020")
    'lisinopril 10 mg, since 2020'
    >>> each_named_once("Armour 1.5 grains of Armour daily")
    'Armour 1.5 grains daily'
    """
    text = _WHAT_IT_IS.sub(_without_sort, _SLASH.sub(_parted, text))
    names = name_places(text)
    if len(names) == 1 and (slip := _OR_NAME.search(text[: names[0][0]])) is not None:
        text = f"{text[: slip.start()]} of {text[names[0][0] :]}"
    for (start, end), (again, stop) in reversed(list(pairwise(name_places(text)))):
        between = _DOSE_OF.fullmatch(text[end:again])
        if between is not None and _means(text[start:end]) == _means(text[again:stop]):
            text = f"{text[:end]} {between['dose']}{text[stop:]}"
    return text


def _parted(found: re.Match[str]) -> str:
    left, right = found["left"], found["right"]
    named = [one[start:end] for one in (left, right) for start, end in name_places(one)[-1:]]
    if len(named) < 2 or not _HAS_AMOUNT.search(left) or any(known_kind(one) != "drug" for one in named):
        return found[0]
    return f"{left} and {right}"


def _without_sort(found: re.Match[str]) -> str:
    """Return nothing for what the drug before it is, and anything else as it stands."""
    before = re.split(r"[;\n]", found.string[: found.start()])[-1]
    places, what = name_places(before), found["what"]
    if not places:
        return found[0]
    name = before[places[-1][0] : places[-1][1]]
    own, sort = named_drug(name), named_drug(what)
    is_sort = own == sort or (own and sort and _OF_SORT.search(what) and kind_of(own) == kind_of(sort))
    classes = {drug.drug_class.replace("_", " ") for drug in products_named(name)}
    return "" if (own and is_sort) or what.casefold() in classes else found[0]


def _means(name: str) -> object:
    return products_named(name) or named_drug(name)
