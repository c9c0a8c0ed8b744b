"""Values that a laboratory gives only as a limit: ``"<5 pg/mL"``, ``">100 ng/mL"``."""

from __future__ import annotations

from typing import Final

from osteotwin.endpoints import Endpoint
from osteotwin.inputs.quantity import Quantity
from osteotwin.observing.observation import ABOVE, BELOW, EXACT

_SIGNS: Final = {"<": BELOW, "≤": BELOW, ">": ABOVE, "≥": ABOVE}
_MEASURED_BY_SCANNER: Final = ("bmd", "t_score", "z_score")


def is_scan(endpoint: Endpoint) -> bool:
    """Tell whether an endpoint is measured by a scanner rather than in a laboratory."""
    return endpoint.group in _MEASURED_BY_SCANNER


def may_be_limit(endpoint: Endpoint) -> bool:
    """Tell whether a value may be given as a limit only: what a laboratory measures."""
    return not is_scan(endpoint) and endpoint.group != "body"


def number_of(endpoint: Endpoint) -> Quantity:
    """Return what the number of an endpoint must be, the sign of a limit aside."""
    return Quantity(endpoint.quantity, endpoint.low, endpoint.high)


def split_limit(written: object) -> tuple[str, object]:
    """Return which way a written value is a limit, and what is written behind the sign.

    Examples
    --------
    >>> split_limit("<5 pg/mL")
    ('below', '5 pg/mL')
    """
    text = written.strip() if isinstance(written, str) else ""
    bound = _SIGNS.get(text[:1], EXACT)
    return (bound, text[1:]) if bound else (EXACT, written)


def with_limit(bound: str, text: str) -> str:
    """Return a quantity's text with the sign of its limit; the inverse of :func:`split_limit`."""
    sign = next((sign for sign, meant in _SIGNS.items() if meant == bound), "")
    return sign + text
