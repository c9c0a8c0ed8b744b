"""Two drugs with a slash between their doses, and one drug that is named twice about its dose."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import named_drug

_AMOUNT: Final = r"\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?|grains?)s?"
#: "w/ 0.25 mg adex" is "with".
_SLASH: Final = re.compile(
    rf"(?P<left>[^,;\n/]*)(?<!\bw) ?/ ?(?P<right>{_AMOUNT} (?:of )?[^\W\d_]+|[^\W\d_]+ {_AMOUNT})",
    re.IGNORECASE,
)
#: "75 mcg or Levothyroxine", where no other drug is named: a slip for "of".
_OR_NAME: Final = re.compile(r"(?<=[mcu]g) or $", re.IGNORECASE)
_HAS_AMOUNT: Final = re.compile(_AMOUNT, re.IGNORECASE)
#: Between two names of one drug: "Armour 1.5 grains of Armour", "Armour thyroid: 1.5 grains of".
_DOSE_OF: Final = re.compile(rf"[\s,:]*(?P<dose>{_AMOUNT}) of ", re.IGNORECASE)


def each_named_once(text: str) -> str:
    """Return an answer with "and" for a slash between two drugs, and each drug named once about its dose.

    Examples
    --------
    >>> each_named_once("50mg clomid/20mg Nolvadex morning and night")
    '50mg clomid and 20mg Nolvadex morning and night'
    >>> each_named_once("Armour 1.5 grains of Armour daily")
    'Armour 1.5 grains daily'
    """
    text = _SLASH.sub(_parted, text)
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


def _means(name: str) -> object:
    return products_named(name) or named_drug(name)
