"""Words of messages and notes that change nothing, or stand for longer ones: "lol", "abt 34 mins", "nite"."""

from __future__ import annotations

from typing import Final

from osteotwin.units.patterns import later

_IN_FULL: Final = {
    "abt": "about", "evry": "every", "mth": "month", "mths": "months", "wkly": "weekly", "protien": "protein",
    "proteine": "protein", "nite": "night", "nites": "nights", "tmrw": "tomorrow", "yday": "yesterday",
    "thats": "that's",
}  # fmt: skip
_SHORT: Final = later(rf"(?i)(?<![\w'\u2019-])(?:{'|'.join(_IN_FULL)})(?![\w'\u2019-])")
_SALT: Final = later(r"(?i)(^|[\s,;+])cal (?=(?:citrate|carb(?:onate)?)\b)")
#: What only says how it is meant.
_SAID_ASIDE: Final = later(
    r"(?i)[,;]?\s*(?<![\w'\u2019-])(?:lol|lmao|haha+|hehe|tbh|imh?o|btw|fyi|yay|smh|ngl|fwiw)(?![\w'\u2019-])[!.]*"
)
_LED: Final = later(r"^[\s,;]+")


def in_plain_words(text: str) -> str:
    """Return an answer without words that only say how it is meant, and with those of messages written out.

    Examples
    --------
    >>> in_plain_words("5k in abt 34 mins, lol"), in_plain_words("D3 20,000iu once a mth")
    ('5k in about 34 mins', 'D3 20,000iu once a month')
    """
    plain = _SALT.sub(r"\1calcium ", _SHORT.sub(lambda found: _IN_FULL[found[0].casefold()], text))
    plain = _SAID_ASIDE.sub("", plain)
    return text if plain == text or not plain.strip() else _LED.sub("", plain)
