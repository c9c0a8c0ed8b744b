"""The sex at birth where it is said as such: it tells the skeleton and the gonads, whoever somebody is today."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {"male": r"(?:male|man|boy)", "female": r"(?:female|woman|girl)"}
_SHORT: Final = {"male": r"amab|mtf", "female": r"afab|ftm"}
_SAID: Final = {
    sex: re.compile(
        rf"\b(?:(?:assigned |registered )?(?:an? )?{word} at birth|born (?:an? |as an? )?{word}|{_SHORT[sex]})\b",
        re.IGNORECASE,
    )
    for sex, word in _WORDS.items()
}
#: Who somebody is; beside the sex at birth it tells no more of the body.
_IDENTITY: Final = re.compile(
    r"\b(?:trans(?:gender|sexual)?)(?:[- ]?(?:man|woman|male|female|guy|person|masc\w*|fem\w*))?\b|"
    r"\b(?:non-?binary|enby|genderqueer|agender)\b",
    re.IGNORECASE,
)


def sex_at_birth(text: str) -> tuple[str, str]:
    """Return the sex at birth and what else a text says; empty where it is not said as such, or both are.

    Examples
    --------
    >>> sex_at_birth("trans man, born female, 29")
    ('female', ', , 29')
    >>> sex_at_birth("trans man, 29")
    ('', 'trans man, 29')
    """
    found = [sex for sex, words in _SAID.items() if words.search(text)]
    if len(found) != 1:
        return "", text
    return found[0], _IDENTITY.sub("", _SAID[found[0]].sub("", text))
