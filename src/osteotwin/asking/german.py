"""German words of how often and since when → English ones, in answers."""

from __future__ import annotations

import re
from typing import Final

_DAY: Final = {
    "tag": "day", "tage": "days", "tagen": "days", "woche": "week", "wochen": "weeks", "monat": "month",
    "monate": "months", "monaten": "months", "jahr": "year", "jahre": "years", "jahren": "years",
}  # fmt: skip
_SPAN: Final = "|".join(sorted(_DAY, key=len, reverse=True))
_COUNT: Final = {"einmal": "once", "zweimal": "twice", "dreimal": "3 times", "viermal": "4 times"}
_WORDS: Final = (
    (
        rf"\balle (?P<n>\d+) (?P<unit>{_SPAN})\b",
        lambda found: f"every {found['n']} {_DAY[found['unit'].lower()]}",
    ),
    (rf"\bjede[nrs]? (?P<unit>{_SPAN})\b", lambda found: f"every {_DAY[found['unit'].lower()]}"),
    (
        rf"\bvor (?P<n>\d+) (?P<unit>{_SPAN})\b",
        lambda found: f"{found['n']} {_DAY[found['unit'].lower()]} ago",
    ),
    (r"\b(?P<n>ein|zwei|drei|vier)mal\b", lambda found: _COUNT[found[0].lower()]),
    (
        r"\b(?P<n>\d) ?(?:x|mal)(?= (?:t\u00e4glich|am tag|pro|die|in der))",
        lambda found: f"{found['n']} times",
    ),
    (r"(?<=times |twice )t\u00e4glich\b|(?<=once )t\u00e4glich\b", lambda _: "a day"),
    (r"\b(?:pro|am) tag\b", lambda _: "a day"),
    (r"\b(?:pro|die|in der) woche\b", lambda _: "a week"),
    (r"\b(?:pro|im) monat\b", lambda _: "a month"),
    (r"\b(?:pro|im) jahr\b", lambda _: "a year"),
    (r"\bt\u00e4glich\b|\bjeden tag\b", lambda _: "daily"),
    (r"\bw\u00f6chentlich\b", lambda _: "weekly"),
    (r"\bmonatlich\b", lambda _: "monthly"),
    (r"\bseit(?= )", lambda _: "since"),
    (r"(?<= )und(?= )", lambda _: "and"),
    (r"\bmit (?=\d)", lambda _: "with "),
    (r"\b(?P<n>\d+) ?minuten\b", lambda found: f"{found['n']} min"),
    (r"\b(?P<n>\d+) ?stunden?\b", lambda found: f"{found['n']} h"),
)
#: Months that English writes with other letters, in lower case.
GERMAN_MONTHS: Final = (
    (re.compile(r"\bmai\b"), "may"),
    (re.compile(r"\b(?:m\u00e4rz|maerz|m\u00e4r)\b"), "march"),
    (re.compile(r"\bokt(?:ober)?\b"), "october"),
    (re.compile(r"\bdez(?:ember)?\b"), "december"),
)
_PATTERNS: Final = tuple((re.compile(pattern, re.IGNORECASE), english) for pattern, english in _WORDS)


def in_english(text: str) -> str:
    """Return an answer with its German words of time in English; names stay as they are.

    Examples
    --------
    >>> in_english("Anastrozol 1 mg t\u00e4glich seit M\u00e4rz 2022"), in_english("250 mg alle 3 Wochen")
    ('Anastrozol 1 mg daily since M\u00e4rz 2022', '250 mg every 3 weeks')
    """
    for pattern, english in _PATTERNS:
        text = pattern.sub(english, text)
    return text
