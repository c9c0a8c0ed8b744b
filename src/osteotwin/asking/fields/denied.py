"""What a text denies fills no field: "no fish", "never eat cheese", "no cardio"."""

from __future__ import annotations

from typing import Final

from osteotwin.units.patterns import later

_CLAUSE: Final = later(r"[.!?](?=\s|$)|[;\n]|\b(?:but|aber|mais|pero|maar)\b")
_DENIES: Final = later(
    r"(?i)\b(?:no|not|nothing|never|none|neither|nor|without|avoid\w*|hate|used to|formerly|quit|instead of|free|"
    r"kein\w*|nicht|nichts|nie|ohne|fr\u00fcher|pas|jamais|sans|sin|nunca|nada|niet|geen|nooit|zonder)\b|n['\u2019]t\b"
)


#: That somebody does not know how much denies nothing.
_NOT_KNOWN: Final = later(
    r"(?i)\b(?:no (?:idea|clue)|not sure|(?:don['\u2019]?t|do not|can['\u2019]?t|cannot) (?:know|remember|recall))\b"
)


#: What is told of another time, of somebody else, as a limit or a wish, or in two ways: its amounts are not his of now.
_TURNED: Final = later(
    r"(?i)\b(?:wife|husband|kids?|child(?:ren)?|mother|father|mum|mom|dad|son|daughter|sister|brother|friend|partner|"
    r"could|can|would|should|will|wants?|going to|plan\w*|goal|target|aim|normal|range|reference|until|till|before|was|"
    r"were|had|did|if|or|either|less|more|under|over|above|below|max\w*|up to|at (?:most|least)|forbid\w*|"
    r"excluded|except|planned|start(?:ing)? (?:in|from|next)|someday|hope|try|tried)\b|"
    r"\d ?(?:-|\u2013|to|bis|\u00e0) ?\d"
)


def is_plain(text: str) -> bool:
    """Tell whether amounts of a text that is not understood may be taken for what is done, eaten or measured now.

    Examples
    --------
    >>> is_plain("bench 5x5 80kg Mon"), is_plain("my wife runs 30 min"), is_plain("walk 30-60 min daily")
    (True, False, False)
    """
    return not (_TURNED.search(text) or _DENIES.search(_NOT_KNOWN.sub(" ", text)))


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
        part
        for one in _CLAUSE.split(text)
        if (part := one.strip()) and not _DENIES.search(_NOT_KNOWN.sub(" ", part))
    )
