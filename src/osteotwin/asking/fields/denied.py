"""What a text denies fills no field: "no fish", "never eat cheese", "no cardio"."""

from __future__ import annotations

from typing import Final

from osteotwin.units.patterns import later

_CLAUSE: Final = later(r"[.!?](?=\s|$)|[;\n]|\b(?:but|aber|mais|pero|maar)\b")
_DENIES: Final = later(
    r"(?i)\b(?:no|not|nothing|never|none|neither|nor|without|avoid\w*|hate|used to|formerly|quit|instead of|free|"
    r"kein\w*|nicht|nichts|nie|ohne|fr\u00fcher|pas|jamais|sans|sin|nunca|nada|niet|geen|nooit|zonder)\b|n['\u2019]t\b"
)


def but_for_denied(text: str) -> str:
    """Return a text without the clauses in which something is denied: of their names none is certain.

    Examples
    --------
    >>> but_for_denied("never eat fish or cheese, hate both. milk only in my tea")
    'milk only in my tea'
    >>> but_for_denied("squats 5x5; no cardio")
    'squats 5x5'
    """
    return "; ".join(
        part for one in _CLAUSE.split(text) if (part := one.strip()) and not _DENIES.search(part)
    )
