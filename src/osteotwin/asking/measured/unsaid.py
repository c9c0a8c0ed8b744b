"""Scans of which the value lacks, asked of that and not of a word beside it; and a scan that is yet to come."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.asking.measured.lacking import numbers_in
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.importing.scan_words import mentions_of
from osteotwin.units import listed
from osteotwin.units.named_days import NAMED_MONTH
from osteotwin.units.patterns import later

#: What is asked of a word beside a value.
OF_A_WORD: Final = "a site and its value, measured by DXA"
OF_A_SCAN: Final = " of a scan "
_NONE: Final = 'write "none" where it is not known'
_TO_COME: Final = later(
    r"\b(?:next|due(?! to)|scheduled|booked|planned|repeat(?:ing)?|follow[- ]?up|appointment)\b",
    re.IGNORECASE,
)
_YEAR: Final = later(r"(?<![\d.,-])(?:20)\d\d(?![\d.,]\d)")
_SENTENCE: Final = later(r"(?:^|(?<=[.;\n]))\s*[^;\n]*?(?:[;\n]|\.(?=\s|$)|$)")
_TIMES: Final = later(
    rf"{DATE.pattern}|\b{NAMED_MONTH}\b\.?|\b20\d\d\b|\b\d{{1,2}} (?:years?|months?|weeks?)\b", re.IGNORECASE
)


def of_what_lacks(unclear: UnclearAnswerError, text: str) -> UnclearAnswerError:
    """Return a question of a word as that of the value, the place and the day, where one of them lacks beside it.

    Parameters
    ----------
    unclear : UnclearAnswerError
    text : str
        The answer.
    """
    (problem,) = unclear.problems
    if problem.expected != OF_A_WORD:
        return unclear
    numbers, has_place, has_day = numbers_in(text), bool(mentions_of(text)), DATE.search(text) is not None
    lacks = [
        name for name, there in (("value", numbers), ("place", has_place), ("day", has_day)) if not there
    ]
    if numbers and has_place:  # the day alone is asked of beside the rest
        return unclear
    score = numbers[0][1] if len(numbers) == 1 and numbers[0][0] == "score" else ""
    kind = "Z" if re.search(r"\bz\b", text, re.IGNORECASE) else "T"
    line = f"DAY MONTH YEAR: lumbar spine {kind}-score {score or 'VALUE'}"
    return UnclearAnswerError(
        "scans", f"no {' and no '.join(lacks)}{OF_A_SCAN}in {quoted(text.strip())}",
        f"what the report prints: {listed(lacks)}",
        f'write "{line}", with what your own report prints; {_NONE}',
    )  # fmt: skip


def without_to_come(text: str, today: date | None) -> tuple[str, tuple[str, ...]]:
    """Return an answer without the sentences of a scan that is yet to come, and those sentences.

    Examples
    --------
    >>> without_to_come("spine T-score -1.9. Next one due March 2027.", date(2026, 2, 1))
    ('spine T-score -1.9.', ('Next one due March 2027',))
    """
    gone: list[str] = []

    def kept(one: re.Match[str]) -> str:
        said = one[0].strip(" .;\n")
        years = [int(year) for year in _YEAR.findall(said)]
        is_later = not years or (today is not None and min(years) >= today.year)
        if not said or not _TO_COME.search(said) or not is_later or re.search(r"\d", _TIMES.sub("", said)):
            return one[0]
        gone.append(said)
        return "\n" if one[0].endswith("\n") else ""

    rest = _SENTENCE.sub(kept, text)
    return (rest.strip(), tuple(gone)) if gone and re.search(r"\d", rest) else (text, ())
