"""Tablets of many vitamins, of which nobody knows by the name what is in one."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_NAMES: Final = (
    r"\b(?:mvi|multi-?(?:vit\w*|minerals?)?(?![- ]?(?:grain|seed))|one[- ]a[- ]day|prenatal|centrum|berocca|"
    r"alive! once daily|pregnacare|well(?:man|woman)|supradyn|bion ?3|elevit|haliborange|vitafusion|geritol|"
    r"flintstones|theragran|forte ?vital|multicentrum|pharmaton|seven seas)\b"
)
MULTI: Final = later(rf".*{_NAMES}", re.IGNORECASE)
_NAMED: Final = later(rf"{_NAMES}(?:[ -](?:vitamins?|minerals?|women|men)\b)*", re.IGNORECASE)


def multis_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text names tablets of many vitamins.

    Examples
    --------
    >>> text = "4 eggs. multivit, Centrum Men daily"
    >>> [text[start:end] for start, end in multis_in(text)], multis_in("multigrain bread")
    (['multivit', 'Centrum Men'], ())
    """
    return tuple(found.span() for found in _NAMED.finditer(text) if not _COUNTS.match(found[0]))


#: "One a day" counts what stands before it, and "multi" may be of a pack.
_COUNTS: Final = later(r"(?:one a day|one-a-day|multi-?)$")
