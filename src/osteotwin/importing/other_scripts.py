"""Units in Cyrillic letters, as laboratories print them, in the Latin ones in which units are known."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_PREFIXES: Final = {"н": "n", "п": "p", "мк": "u", "м": "m", "": ""}
_AMOUNTS: Final = {"г": "g", "моль": "mol", "ме": "IU", "ед": "U"}
_VOLUMES: Final = {"мл": "mL", "дл": "dL", "л": "L", "см2": "cm2", "см²": "cm2"}
_UNIT: Final = later(
    rf"(?<![^\W\d_])({'|'.join(_PREFIXES)})({'|'.join(_AMOUNTS)})\s?/\s?({'|'.join(_VOLUMES)})(?![^\W_])",
    re.IGNORECASE,
)


def with_latin_units(text: str) -> str:
    """Return a text whose Cyrillic units stand in Latin letters.

    Examples
    --------
    >>> with_latin_units("CTX 0.3 нг/мл, P1NP 45 мкг/л")
    'CTX 0.3 ng/mL, P1NP 45 ug/L'
    """
    return _UNIT.sub(_latin, text)


def _latin(found: re.Match[str]) -> str:
    prefix, amount, volume = (one.casefold() for one in found.groups())
    return f"{_PREFIXES[prefix]}{_AMOUNTS[amount]}/{_VOLUMES[volume]}"
