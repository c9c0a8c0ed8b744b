"""What a pack holds, beside a dose: ``30 tablets``, ``boîte de 28``, ``#30``, ``5 x 1 ml``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.dose_strength import MASS, NUMBER, AmbiguousDose
from osteotwin.units.patterns import later

_PIECES: Final = (
    r"(?:tablets?|tabs?|capsules?|caps?|pills?|comprim\w*|tablett\w*|kapsel\w*|tbl\.?|"
    r"st(?:\u00fcck|k)?\.?|ct|count)"
)
#: So many are no dose.
_MANY: Final = r"(?:[2-9]\d|1[4-9]|[1-9]\d\d)"
#: Behind the strength; what is taken each day is told by words of how often behind it.
_BEHIND: Final = later(
    rf"[\s,;(]+(?:(?:bo[i\u00ee]te|plaquette|flacon|packung|schachtel|caja|envase|scatola|confezione|box|pack|bottle|blister)s?"
    rf"(?: (?:de|of|mit|von|\u00e0|da|con|x|with))* ?\d+(?: {_PIECES})?|\d+er(?:[- ]?pack\w*)?|n[123]|# ?\d+|"
    rf"(?:x ?)?{_MANY} ?(?:film[- ]coated )?{_PIECES}(?! ?(?:of|daily|a day|per|every|each|once|twice|bid|tid))|"
    rf"\({_MANY}\)|x ?{_MANY}(?! ?(?:mg|mcg|ug|g|iu|ml|days?|weeks?|months?|years?|x|times|doses?)\b)|"
    rf"\d{{1,2}} ?x ?{NUMBER} ?ml(?! ?/))(?![\w%])\)?",
    re.IGNORECASE,
)
#: "100 tablets 50 mg": before the strength.
_BEFORE: Final = later(
    rf"^\W*(?:take )?(?P<n>{_MANY}) (?:x )?{_PIECES},? (?:of |x |\u00e0 |a )?(?P<amount>{NUMBER} ?{MASS})\b",
    re.IGNORECASE,
)
#: "5000 IU vial, 500 IU": what a vial holds, before what is taken of it.
_VIAL: Final = later(
    rf"^{NUMBER} ?{MASS} (?:multi[- ]?dose )?(?:vial|ampoule|amp|pen|cartridge)s?[,:;]? "
    rf"(?=(?:take |inject )?{NUMBER} ?{MASS}\b)",
    re.IGNORECASE,
)
#: "22.5 mg (3 month) every 3 months"
_MONTHS_AGAIN: Final = later(
    r" ?\((\d)[- ]months?(?: depot| supply| injection| dose)?\)(?=.*\bevery \1 months?\b)", re.IGNORECASE
)
_STRENGTH: Final = later(rf"{NUMBER} ?{MASS}\b", re.IGNORECASE)


def without_pack(text: str) -> str:
    """Return a dose without what its pack holds, behind an amount; any other text as it is.

    Examples
    --------
    >>> without_pack("10 mg, comprimé, boîte de 28"), without_pack("250 mg 5X1 ml every 3 weeks")
    ('10 mg, comprimé', '250 mg every 3 weeks')
    """
    text = _MONTHS_AGAIN.sub("", _VIAL.sub("", text))
    amount = _STRENGTH.search(text)
    if amount is None:
        return text
    return (text[: amount.end()] + _BEHIND.sub("", text[amount.end() :])).rstrip(" ,;(")


def pack_before(text: str) -> tuple[str, str] | None:
    """Return how many tablets, and their strength, where so many stand before it as only a pack holds.

    Examples
    --------
    >>> pack_before("100 tablets 50 mg daily"), pack_before("2 tablets 50 mg daily")
    (('100', '50 mg'), None)
    """
    pack = _BEFORE.match(text)
    return None if pack is None else (pack["n"], pack["amount"])


def ask_pack(text: str) -> None:
    """Ask of a pack before the strength how much is taken.

    Raises
    ------
    AmbiguousDose
    """
    if (pack := pack_before(text)) is not None:
        raise AmbiguousDose(
            f'write how much is taken each time, as in "{pack[1]} daily" for one tablet a day: {pack[0]} tablets are '
            "what a pack holds"
        )
