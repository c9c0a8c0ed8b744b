"""One score that is said of several sites at once: "T-score of -2.6 at the lumbar spine and total hip"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.scan_words import mentions_of
from osteotwin.units.patterns import later

_SHARED: Final = later(
    r"(?:\ban? )?\b(?P<score>[TZ][- ]?score)(?: (?:of|was|is))?[ :=]+(?P<n>[-+\u2212]\d(?:[.,]\d+)?)(?: SD)? "
    r"(?:at|in|for|of) (?P<where>[^;.()\d]*\([^()\d]*\)|[^;.()\d]*)",
    re.IGNORECASE,
)
#: What may stand between the names of the sites.
_BETWEEN: Final = later(
    r"\b(?:all|both|each|two|three|four|measured|scanned|sites?|regions?|of|the|my|his|her|and|at|in)\b|[\s,:()&]",
    re.IGNORECASE,
)


def each_with_its_score(words: str) -> str:
    """Return words in which each of several sites has the score that was said of all of them.

    Examples
    --------
    >>> each_with_its_score("T-score of -2.6 at both sites (spine and total hip)")
    'spine T-score -2.6, total hip T-score -2.6'
    >>> each_with_its_score("T-score of -2.6 at the lumbar spine")
    'T-score of -2.6 at the lumbar spine'
    """
    return _SHARED.sub(_each, words)


def _each(found: re.Match[str]) -> str:
    where = found["where"]
    sites = mentions_of(where)
    rest = where
    for _, start, end in reversed(sites):
        rest = f"{rest[:start]} {rest[end:]}"
    if len({site for site, _, _ in sites}) < 2 or _BETWEEN.sub("", rest):
        return found[0]
    named = {site: where[start:end] for site, start, end in reversed(sites)}
    return ", ".join(f"{name} {found['score']} {found['n']}" for name in reversed(named.values()))
