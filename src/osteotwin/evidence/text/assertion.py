"""Whether a text asserts something of everyone, or denies it, or says it of a few."""

from __future__ import annotations

import re

# Words that turn what follows them around: "no osteoporosis", "free of cancer". One word may stand between
# ("without known osteoporosis").
_DENIED = re.compile(
    r"(?:\b(?:no|not|non|without|free of|free from|excluding|excluded|except|nor|neither|never|rather than)\b"
    r"[\s-]*(?:[\w-]+\s+)?)$",
    re.IGNORECASE,
)
# Words that let what follows them hold for a few only: "a third with low testosterone", "12 % on a bisphosphonate".
_FEW = re.compile(
    r"\b(?:some|part|few|half|a third|a quarter|share|may|allowed|any|whether|percent|\d+ ?%)"
    r"(?: of (?:them|the \w+))?(?: (?:with|had|have|having|on|were|took|taking|an?|use of))*\s*$",
    re.IGNORECASE,
)


def asserted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Find the first place where a text asserts a pattern of everyone, neither denying it nor of a few.

    Examples
    --------
    >>> asserted(re.compile("osteoporosis"), "healthy, no osteoporosis") is None
    True
    >>> asserted(re.compile("osteoporosis"), "osteoporosis, no cancer").group()
    'osteoporosis'
    """
    for match in pattern.finditer(text):
        before = text[: match.start()]
        if not _DENIED.search(before) and not _FEW.search(before):
            return match
    return None
