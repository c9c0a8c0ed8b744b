"""Months of the year as people name them: ``"January and July"``, ``"every March"``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
#: Their names as they are written in short, January first.
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
#: Which month a name of it in another language is, in lower case.
MONTH_NAMES: Final = {
    word: number
    for number, words in enumerate((
        "januar jänner jaenner janvier enero gennaio janeiro januari stycznia styczeń január ledna",
        "februar feber février fevrier febrero febbraio fevereiro februari lutego luty február února",
        "märz maerz mars marzo março maart marca marzec március března",
        "avril abril aprile kwietnia kwiecień április dubna",
        "mai maj mayo maggio maio mei maja május května",
        "juin junio giugno junho juni czerwca czerwiec június června",
        "juillet julio luglio julho juli lipca lipiec július července",
        "août aout agosto augustus sierpnia sierpień augusztus srpna",
        "septembre septiembre settembre setembro września wrzesień szeptember září",
        "octobre octubre ottobre outubro oktober października październik október října",
        "novembre noviembre novembro listopada listopad november listopadu",
        "dezember décembre decembre diciembre dicembre dezembro december grudnia grudzień prosince",
    ), 1)
    for word in words.split()
}  # fmt: skip
_BETWEEN = later(r" ?(?:,|/|&|\+|;|\band\b)(?: ?(?:and|in|every|each)\b)* ?| ")


def months_between(text: str) -> float | None:
    """Return how many months lie between the months that a text names and nothing else.

    None for any other text, and for months that do not lie equally far apart.

    Examples
    --------
    >>> months_between("in january and july"), months_between("every march"), months_between("in may and june")
    (6.0, 12.0, None)
    """
    written = re.sub(r"^(?:every|each|in) ", "", text)
    found = [_month(word) for word in _BETWEEN.split(written) if word]
    months = sorted({month for month in found if month is not None})
    if not months or len(months) != len(found) or (len(months) == 1 and written == text):
        return None
    apart = {
        (later - sooner - 1) % 12 + 1 for sooner, later in zip(months, months[1:] + months[:1], strict=True)
    }
    return float(apart.pop()) if len(apart) == 1 else None


def _month(word: str) -> int | None:
    short = "sep" if word == "sept" else word
    return _MONTH_OF.get(short)


#: By their names and the first three letters of them.
_MONTH_OF: Final = {word: k for k, name in enumerate(MONTHS) for word in (name[:3], name)}
