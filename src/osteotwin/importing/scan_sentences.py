"""The numbers of a sentence on a scan that stand beside their names, and what such a sentence leaves unread."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from osteotwin.importing.scan_lists import spelled, without_dates
from osteotwin.importing.scan_words import CHANGE, DENSITY, T_SCORE, Z_SCORE
from osteotwin.units.patterns import later

#: Between a name and its number it says that the number is of what changed.
_CHANGED: Final = later(
    rf"{CHANGE}|\b(?:chang|decreas|increas|declin|improv|los[st]|gain|fallen|risen|fell\b|falls?\b|"
    r"rose\b|dropp?\w*|(?:up|down) by\b|abnahme|zunahme)",
    re.IGNORECASE,
)
#: Between a name and its number it makes it a limit, or none: "The T-score is within 1 SD of young adults".
_LIMITED: Final = later(
    r"\b(?:within|at (?:least|most)|up to|not|isn't|no longer|innerhalb|nicht)\b", re.IGNORECASE
)
#: Before a density they make it one of others, or of how exact a scan is.
_OF_OTHERS: Final = later(
    r"\byoung|\breferen[cz]|\bpeak\b|\bexpected\b|\bpredicted\b|\blsc\b|least significant|\bprecision\b|\bcut-?off|"
    r"\bthreshold",
    re.IGNORECASE)  # fmt: skip
#: What is lost or gained in a year.
_A_YEAR: Final = later(r"\S{0,6}\s*(?:/|per|a|p\.)\s?(?:years?|yr|a|annum)\b", re.IGNORECASE)
_LOOKED_BACK: Final = 40
_SCORE: Final = (
    r"[^\d+\u2212;-]{0,45}([-+\u2212]?\s?\d+(?:[.,]\d+)?)(?![\d.,]*(?:\d|/\d|\s*(?:g/|gm|%|years?|yrs?)))"
)
#: A density without its unit: reports count in g/cm², and of no other unit is a number of bone below 2.5 with three
#: decimals.
_BARE: Final = r"(0[.,][1-9]\d{2,3}|[12][.,]\d{3,4})(?![\w%]|[.,]\d|\s*(?:%|[kmμµ]?g\b|gr?/|gm|grams?))"
#: Between the name of a density and a number without a unit: its site, and nothing that makes it another number.
_TO_BARE: Final = r"(?:(?!\b(?:[tz]\b|tbs|bmc|area|ratio|index|cv)|[\d<>%;]).){0,40}?"
#: Of a density with it; rounded to one decimal it is one, too.
_UNIT: Final = r"(?:g(?:r|ms?)?\.?\s?/\s?(?:cm|sq)|grams? per (?:square cent|cm))"
_LABELED: Final = (
    ("bmd", later(rf"(?:{DENSITY}|density)" r"[^\d<>]{0,40}?(?<![-+\u2212])(\d[.,]\d{2,4})\s*(?:g/|gm)|"
                       rf"(?<![-+\u2212\d.,])(\d[.,]\d{{1,4}})\s*{_UNIT}|"
                       rf"(?:{DENSITY})(?:\s*\(?g/cm\S{{0,3}}\)?)?{_TO_BARE}{_BARE}",
                       re.IGNORECASE)),
    ("t_score", later(T_SCORE + _SCORE, re.IGNORECASE)),
    ("z_score", later(Z_SCORE + _SCORE, re.IGNORECASE)),
)  # fmt: skip
#: What a sentence calls a density or a score, and what stands between; or a number with the unit of a density.
_BETWEEN: Final = (
    r"(?P<between>[^\d<>;]{0,40}?)(?!(?:19|20)\d\d\b)\d+(?![\d.,]*\s*(?:%|percent|prozent|years?|yrs?))"
)
_SAYS: Final = (
    ("bmd", later(rf"(?:{DENSITY}){_BETWEEN}|\d[\s'\"]*m?{_UNIT}", re.IGNORECASE)),
    ("t_score", later(T_SCORE + _BETWEEN, re.IGNORECASE)),
    ("z_score", later(Z_SCORE + _BETWEEN, re.IGNORECASE)),
)  # fmt: skip
_UNREAD: Final = {
    "bmd": "a density in a form that is not read; write it by hand, with its unit",
    "t_score": "a T-score in a form that is not read; write it by hand",
    "z_score": "a Z-score in a form that is not read; write it by hand",
}
_MILLIGRAMS: Final = later(rf"\d\s*m{_UNIT}", re.IGNORECASE)
#: A thousandth of a unit in which standardised densities are printed, too.
_IN_MILLIGRAMS: Final = (
    "a density in a form that is not read: in mg/cm2 standardised densities (sBMD) are printed, too, which the "
    "model does not have; where it is none, write a thousandth of it in g/cm2 by hand"
)


def labeled(words: str) -> dict[str, str]:
    """Return the numbers of a sentence that stand beside their names.

    Examples
    --------
    >>> labeled("The BMD of the left femoral neck is 0.712 with a T-score of -1.9")
    {'bmd': '0.712', 't_score': '-1.9'}
    """
    return dict(_labeled(words))


@lru_cache(maxsize=64)
def _labeled(words: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers of a sentence; each line is asked for them several times."""
    found: dict[str, str] = {}
    plain = spelled(without_dates(words))
    for name, pattern in _LABELED:
        matches = [
            one
            for one in pattern.finditer(plain)
            if not (_CHANGED.search(one[0]) or _LIMITED.search(one[0]))
            and not _A_YEAR.match(plain, one.end())
            and not (name == "bmd" and _is_of_others(plain, one))
        ]
        if len(matches) == 1:
            found[name] = next(group for group in matches[0].groups() if group).replace(" ", "")
    return tuple(found.items())


def _is_of_others(words: str, density: re.Match[str]) -> bool:
    begins = max(words.rfind(sign, 0, density.start()) for sign in ".;,")
    return _OF_OTHERS.search(words, max(begins, density.start() - _LOOKED_BACK, 0), density.end()) is not None


def tells_of_others(words: str) -> bool:
    """Tell whether a sentence is about densities of other people, or about how exact a scan is."""
    return _OF_OTHERS.search(words) is not None


def unread_number(words: str, told: Collection[str] = ()) -> str:
    """Return why a sentence has a density or a score that :func:`labeled` does not read; empty where it has none.

    Parameters
    ----------
    words : str
    told : collection of str
        What was read of it.

    Examples
    --------
    >>> unread_number("Lumbar spine BMD 0.95/1.05, T-score -1.0", ["t_score"])
    'a density in a form that is not read; write it by hand, with its unit'
    """
    plain = spelled(without_dates(words))
    for name, pattern in _SAYS:
        for match in pattern.finditer(plain) if name not in told else ():
            between = match["between"] or ""
            if not _CHANGED.search(between) and not re.search(f"{T_SCORE}|{Z_SCORE}", between, re.IGNORECASE):
                in_milligrams = name == "bmd" and _MILLIGRAMS.search(plain, match.start())
                return _IN_MILLIGRAMS if in_milligrams else _UNREAD[name]
    return ""
