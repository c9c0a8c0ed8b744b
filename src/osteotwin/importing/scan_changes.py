"""What a sentence on a scan says of another one beside its own numbers: what changed, and what it was before."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.scan_words import CHANGE, PRIOR, SCORE_NAMED, T_SCORE, Z_SCORE
from osteotwin.units.patterns import later

_NUMBER: Final = r"[-+\u2212]?\d+(?:[.,]\d+)?"
_UNIT: Final = r"(?:\s*(?:g(?:ms?|r)?\s?/\s?cm\S{0,3}?(?=[\s,;.)]|$)|SD\b))?"
#: A share that is of no number behind it.
_SHARE: Final = (
    rf"(?:{_NUMBER}\s?(?:%|percent|prozent)(?!\s*(?:[a-z]+\s)?(?:from|than|of|vs\.?)\s+{_NUMBER}\s*g))"
)
_MOVED: Final = (
    rf"(?:{CHANGE}|decreas\w*|increas\w*|declin\w*|improv\w*|loss|lost|gain\w*|fell|fallen|rose|risen|drop\w*|"
    rf"went|moved|"
    r"lower|higher|"
    r"abnahme|zunahme|r[üu]ckgang|baisse|hausse|descenso|aumento|disminuci[oó]n)"
)
_DAY: Final = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:\d{1,2}\s)?[a-zäéû]{3,9}\.?\s(?:\d{1,2},\s)?(?:19|20)\d\d|"
    r"(?:19|20)\d\d(?:-\d\d){0,2}|\d{1,2}/(?:19|20)\d\d)"
)
_OTHER: Final = (
    rf"(?:(?:the|his|her|my|last|first|a)\s+)*(?:{PRIOR}|baseline|last|first|{_DAY})"
    r"(?:\s+(?:scans?|exams?|stud(?:y|ies)|examination|measurement|visit|dxa|dexa|densitometry))?"
    rf"(?:\s+(?:of|from|on|in|dated)\s+(?:{_DAY}))?"
)
_SINCE: Final = (
    r"(?:vs\.?|versus|from|since|compared (?:to|with)|over|gegenüber|zu[mr]?|seit|depuis|desde|by)"
)
#: What is said of an earlier scan in brackets, behind the number that counts, or as "It was -2.2 in 2019".
EARLIER_ASIDE: Final = later(
    rf"\([^()]*(?:{PRIOR})[^()]*\d[^()]*\)|(?:(?<=\d[.;,])\s*|\s|^)(?<!\d{{4}} )(?:(?:and|but|in \d{{4}},|"
    rf"before that,?) )?"
    rf"\b(?:(?:it|this|that|(?:the |my )?(?:one before|(?:(?:{PRIOR})|last)(?: one| value| score)?)) (?:was|"
    rf"were|had been)\b|"
    r"(?:the )?(?:last (?:time|scan|year)|time before|before that|previously|earlier)\b[,:]?(?: (?:it )?(?:was|"
    r"had been))?)"
    r"\s*(?:at )?(?:negative |minus )?[-+\u2212]?\s?\d[.,]\d{1,3}(?![.,]?\d)"
    r"(?:,? (?:in|on|from) [\w -]{0,20}(?:19|20)\d\d\b|,? [\w ]{1,15}\bago\b)?",
    re.IGNORECASE,
)
#: What changed, as a share or not at all: no value of another day is told by it.
_TO_OTHER: Final = rf"(?:\s*{_SINCE}\s+{_OTHER})"
_CHANGE_ALONE: Final = later(
    rf"[\s,;(]*\b(?:with\s+)?(?:an?\s+)?(?:[a-z]+\s+)?(?:has |have |had )?{_MOVED}\b[^\d;.()+-]{{0,40}}"
    rf"(?:{_OTHER}[^\d;.()+-]{{0,12}})?{_SHARE}{_TO_OTHER}?\)?|"
    rf"[\s,;]*\(?(?:an?\s+)?{_SHARE}(?:\s+(?:[a-z]+\s+)?{_MOVED}{_TO_OTHER}?|{_TO_OTHER})\)?|"
    r"\s*\([-+\u2212]\d+(?:[.,]\d+)?\s?%\)|"
    rf"[\s,;(]*\b(?:no|without|not an?y?)\s+(?:(?:statistically|significant|relevant|interval|meaningful)\s+)*"
    rf"(?:{CHANGE}|difference)s?{_TO_OTHER}?\)?|"
    rf"[\s,;(]*\b(?:stable|unchanged|unverändert|stabil\w*|estable){_TO_OTHER}\)?",
    re.IGNORECASE,
)
_COMPARED: Final = later(
    rf"^\W*(?:(?:when\s+)?compared\s+(?:to|with)|im vergleich zu[mr]?|par rapport [aà]|respecto a)\s+"
    rf"(?:the\s+)?{_OTHER}\s*,",
    re.IGNORECASE,
)
#: What it was and what it is.
_WAS_AND_IS: Final = later(
    rf"(?P<was>{_NUMBER}){_UNIT}\s*(?:\u2192|[-=]+>)\s*(?=(?:[TZ]-score\s)?{_NUMBER})|"
    rf"\b{_MOVED}\s+from\s+(?P<from>{_NUMBER}){_UNIT}\s+to\s+(?={_NUMBER})|"
    rf"\bwas\s+(?P<then>{_NUMBER}){_UNIT}[\s,;]+(?:(?:and|but)\s+)?(?:(?:it\s+)?is\s+)?now\s+(?=(?:at\s+)?{_NUMBER})",
    re.IGNORECASE,
)
_MEANWHILE: Final = later(
    r"\s*\b(?:over|in|within|after)\s+(?:~|about\s+|some\s+|the\s+)?(?:(?:past|last)\s+)?\w+\s+(?:months?|"
    r"years?|yrs?|weeks?)\b",
    re.IGNORECASE,
)
#: What it was, behind what it is.
_WAS_BEHIND: Final = later(
    rf"[,;(]\s*(?:and\s+)?(?:(?:was\s+)?(?:{PRIOR}|before|last time)|(?:up |down |it )?(?:from|was)\b)\s*"
    r"(?:was|it was|at|of|:|=)?\s*"
    rf"(?:(?:{T_SCORE}|{Z_SCORE}|bmd)\s*)?"
    rf"(?P<was>(?!(?:19|20)\d\d\b){_NUMBER}){_UNIT}\)?(?=\W*$)",
    re.IGNORECASE,
)
#: How far a density lies from that of others, told in words.
_DEVIATIONS: Final = later(
    r"(?<!than )(?<!least )(?<!and )(?<!to )(?<![\w.,-])(?P<number>\d+(?:[.,]\d+)?)\s*"
    r"(?:SDs?\b|standard deviations?|standardabweichung(?:en)?|[ée]carts?[\s-]types?|"
    r"desviaciones? (?:est[aá]ndar|t[ií]picas?))\s+"
    r"(?P<where>below|under|beneath|less than|lower than|unter(?:halb)?|au[\s-]dessous|en dessous|por debajo|"
    r"above|over|higher than|greater than|over|über|oberhalb|au[\s-]dessus|por encima)\b(?P<whom>[^.;()]{0,90})",
    re.IGNORECASE,
)
#: A score before its name: "-1.8 T-score", "-1.8 T".
_BEFORE_NAME: Final = later(
    r"(?<![\w.,])([-+]\d(?:[.,]\d{1,2})?)\s+(?:([TZ])[\s-]?score\b(?![^.;]{0,45}\d)|(?-i:([TZ]))(?=\s*(?:[,;.)]|"
    r"$|and\b)))",
    re.IGNORECASE,
)
#: "-1.8 T-score", "-1.8 SD (T-score)", and the order of several of them.
_NUMBER_FIRST: Final = later(
    r"(?<![\w.,])([-+]\d(?:[.,]\d{1,2})?)\s*(?:SD\b\s*)?[(\s]\s*([TZ])[\s_-]?scores?\b\)?", re.IGNORECASE
)
_NUMBER_OR_NAME: Final = later(
    r"(?<![\w.,])[-+]\d(?:[.,]\d{1,2})?(?![\d.,]*\d)|\b([TZ])[\s_-]?scores?\b", re.IGNORECASE
)
_TURNS_ABOUT: Final = later(r"(?:nl){2,}")
_BELOW: Final = later(r"below|under|beneath|less|lower|unter|dessous|debajo", re.IGNORECASE)
_OWN_AGE: Final = later(
    r"\bage\b|\bage[- ]|peers?|matched|gleichaltrig\w*|alters\w*|\b[aâ]ge\b|\bedad\b", re.IGNORECASE
)
_YOUNG: Final = later(
    r"young|peak|jung\w*|jeunes?|j[oó]ven\w*|reference (?:population|mean|adult)|t[\s-]?score", re.IGNORECASE
)
_NAMED_BEFORE: Final = later(rf"(?:{T_SCORE}|{Z_SCORE})\W*(?:(?:of|is|was)\W*)?$", re.IGNORECASE)


def with_scores(words: str) -> str:
    """Return a sentence in which a score that is told in words stands as one.

    Examples
    --------
    >>> with_scores("The spine is 1.4 standard deviations below the mean of young adults")
    'The spine is T-score -1.4'
    >>> with_scores("Total hip BMD 0.3 SD above the mean for age")
    'Total hip BMD Z-score 0.3'
    """
    words = _BEFORE_NAME.sub(_named_first, numbers_behind(words))
    return _DEVIATIONS.sub(_said_again if SCORE_NAMED.search(words) else _score, words)


def numbers_behind(words: str) -> str:
    """Return a sentence in which each score stands behind its name, where all of them stand before it.

    Examples
    --------
    >>> numbers_behind("Hip: -1.8 T-score, -0.9 (Z-score)")
    'Hip: T-score -1.8, Z-score -0.9'
    """
    return "".join(
        _NUMBER_FIRST.sub(r"\2-score \1", part) if _TURNS_ABOUT.fullmatch(_bare(part)) else part
        for part in re.split(r"((?<=[.;])\s+)", words)
    )


def _bare(part: str) -> str:
    """Return the order of numbers and names in a sentence: ``"nlnl"``."""
    return "".join("l" if one[1] else "n" for one in _NUMBER_OR_NAME.finditer(part))


def _named_first(found: re.Match[str]) -> str:
    """Return a score behind its name; as it stands where a name stands before it already."""
    if _NAMED_BEFORE.search(found.string[: found.start()]):
        return found[0]
    return f"{(found[2] or found[3]).upper()}-score {found[1]}"


def _score(found: re.Match[str]) -> str:
    own, young = _OWN_AGE.search(found["whom"]), _YOUNG.search(found["whom"])
    if bool(own) == bool(young):
        return found[0]
    sign = "-" if _BELOW.search(found["where"]) else ""
    return f"{'Z' if own else 'T'}-score {sign}{found['number']}"


def _said_again(found: re.Match[str]) -> str:
    """Return nothing for what tells a score once more that stands with its sign before it."""
    score = f"-{found['number']}" if _BELOW.search(found["where"]) else found["number"]
    said = re.search(rf"(?<![\d.,-]){re.escape(score)}(?![\d.,]*\d)", found.string[: found.start()])
    return found[0] if said is None else ""


def without_changes(words: str) -> tuple[str, tuple[str, ...]]:
    """Return a sentence without what changed since another scan, and the numbers of that scan beside its own.

    Examples
    --------
    >>> without_changes("Total hip 0.701 g/cm2, T-score -2.1, change from prior: -1.9%")
    ('Total hip 0.701 g/cm2, T-score -2.1', ())
    >>> without_changes("Total hip BMD 0.836 -> 0.802 g/cm2")
    ('Total hip BMD 0.802 g/cm2', ('0.836',))
    """
    was = [one["was"] or one["from"] or one["then"] for one in _WAS_AND_IS.finditer(words)]
    words = _MEANWHILE.sub("", _WAS_AND_IS.sub("", words)) if was else words
    behind = _WAS_BEHIND.search(words)
    if behind is not None:
        was.append(behind["was"])
        words = words[: behind.start()]
    bare = _CHANGE_ALONE.sub("", words)
    return (_COMPARED.sub("", bare) if bare != words else words), tuple(was)
