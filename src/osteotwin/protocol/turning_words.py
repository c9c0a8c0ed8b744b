"""Words that may turn what stands around them: that deny, end, move in time, change, doubt, or tell of others."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from osteotwin.inputs.shipped import parsed
from osteotwin.protocol.library.tables import library_text

FILE: Final = "turning_words.toml"


def turns(words: str) -> bool:
    """Tell whether words hold a number, or one that may turn what stands around them.

    Examples
    --------
    >>> turns("for 3 weeks"), turns("when i came home"), turns("abracadabra")
    (True, True, False)
    """
    return re.search(r"\d", words) is not None or not turning().isdisjoint(
        re.findall(r"[^\W\d_]+", words.casefold())
    )


@cache
def turning() -> frozenset[str]:
    """Return the words that may turn what stands around them."""
    return frozenset().union(*_classes().values())


def of_classes(*names: str) -> frozenset[str]:
    """Return the words of some classes.

    Examples
    --------
    >>> "never" in of_classes("denies"), "wife" in of_classes("denies"), "wife" in of_classes("others")
    (True, False, True)
    """
    return frozenset().union(*(_classes()[name] for name in names))


@cache
def _classes() -> dict[str, frozenset[str]]:
    words: dict[str, Any] = parsed(library_text(FILE), FILE)
    return {name: frozenset(said.split()) for name, said in words.items() if isinstance(said, str)}
