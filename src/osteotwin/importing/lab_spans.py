"""What the words of a line on laboratory results are: names of tests, numbers with their units, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.lab_names import (
    FREE_AND_TOTAL,
    first_words_of_tests,
    is_not_held,
    lab_endpoint,
    near_endpoint,
)
from osteotwin.importing.lab_slips import is_near, without_slip
from osteotwin.importing.lines import MOST_LINES
from osteotwin.importing.scan_lists import DATE
from osteotwin.inputs.names import folded
from osteotwin.units.patterns import later

#: A unit of laboratories; what a filtration is related to is part of its unit.
UNIT: Final = (
    r"(?:%|(?:m?[npfkµμu]?(?:g|mol|l|iu|u|eq)|mcg|cells|[nmpf]?kat|nm|pm)"
    r"(?:\s?(?:bce|\{?creat\}?))?(?:\s?/\s?(?:[dmµμu]?l|min(?:\s?/\s?\{?1[.,]73[\s_]?(?:m(?:\^2|\*2|²|2)?|sq\.?\s?m)?\}?)?|"
    r"24\s?h(?:ou)?rs?|24\s?h|day|d|tag|h|s|m?mol|mg|g|mm)\b(?:\s?(?:creat\w*|cr\b))?)+|m?i?u\b)"
)
#: A number, with the sign of a limit before it and its unit behind it.
_VALUE: Final = later(
    rf"(?<![\w.,/^+-])(?P<sign>[<>≤≥]\s?(?:or\s?)?=?)?\s?(?P<number>\d(?:[\d.,]*\d)?)(?![\d/])(?:\s?(?P<unit>{UNIT})(?!\w))?",
    re.IGNORECASE,
)
_LENGTH: Final = (
    r"(?:weeks?|wks?|days?|hours?|hrs?|months?|mos?|mths?|years?|yrs?|wochen?|tage?n?|stunden?|monate?n?|jahre?n?|"
    r"mois|semaines?|jours?|ans?|meses|semanas|d[ií]as|a[nñ]os)"
)
#: From where a number begins: to begin within it again and again takes the square of its length.
_A: Final = r"(?<!\d)(?<!\d[.,])\d[\d.,]*"
#: Numbers that are none of a test: days, doses, lengths of time, hours, what is counted, what changed by so much.
_ELSE: Final = later(
    rf"{DATE.pattern}|{_A}\s?(?:[-\u2013]\s?\d[\d.,]*\s?)?(?:m?g|mcg|[µμu]g|iu|ie|ui|ml|cc|tab\w*|caps\w*|pills?)\b(?!\s?/\s?(?:[dm]?l|min|24|day|d|mm?ol|mg|g)\b)"
    r"(?:\s?/\s?(?:week|wk|w|month)\b)?|"
    rf"{_A}\s?(?:[-\u2013]\s?\d[\d.,]*\s?)?-?{_LENGTH}\b|"
    rf"\b{_LENGTH}\s?#?\d+|\b(?:stage|type|grade|age[d]?|cycle|page|line|phase|no\.?|nr\.?|number|id|x)\s?#?\d+[a-z]?\b|"
    rf"{_A}\s?%\s(?:lower|higher|less|more)\sthan\s(?=the average|the mean|the median|average|a )|"
    r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b\.?|uhr)|\d{1,2}\s?(?:[ap]\.?m\b\.?|uhr\b)|\d{1,2}:\d\d\b|(?<!\d)\d+(?:st|nd|rd|th)\b|\b(?:19|20)\d\d\b(?!\s?[a-zµμ]{1,6}/)|"
    r"(?:[-+\u2212]|±\s?)\d[\d.,]*\s?%?|[-+\u2212±]\s\d[\d.,]*\s?%|/\s?1[.,]73\s?m\S{0,3}|(?<!\d)(?<!\d[.,])\d[\d.,]*\s?x\b|\(?\bckd[\s-]?epi\W{0,2}20\d\d\)?|(?<=\s)0\d(?=\s*$)",
    re.IGNORECASE)  # fmt: skip
#: The range of a laboratory: two ends, or one behind a word or within brackets.
_RANGE: Final = later(
    rf"[\[(]\s?(?:[^()\[\]\d]{{0,40}})?(?:{_A}\s?(?:{UNIT}\s?)?(?:-|\u2013|\u2212|to|bis|à|a|\u2264|and)\s?{_A}|[<>≤≥]\s?(?:or\s?)?=?\s?{_A})\s?"
    r"[^()\[\]\d]{0,30}(?:/\s?1[.,]73[^()\[\]]{0,6})?[\])]|"
    rf"\b(?:upper|lower|normal|top|bottom|obere?r?|untere?r?)\s(?:end|limits?|grenze|range)\s(?:of|is|was|at|von|bei)?:?\s?(?:normal\s)?(?:of\s|is\s)?{_A}|"
    r"\b(?:normal|range|limits?|labs?|labor|norm\w*|ref\w*)\s(?:is\s|are\s|starts at\s)?"
    rf"(?:above|below|over|under|up to|from|ab|bis|unter|über)\s{_A}"
    rf"(?:\s?(?:-|\u2013|\u2212|to|bis|à)\s?{_A})?|"
    rf"\bnormal (?:is|are)\s{_A}\s?(?:{UNIT}\s)?(?:and|or) (?:up|above|more|over|below|less|higher|lower)|"
    rf"\b(?:ref\w*|normal|range|interval|norm\w*|n\.|vn|vr|limits?)\b\.?:?\s?(?:range|interval|values?)?:?\s?(?:{_A}\s?(?:-|\u2013|\u2212|to|bis|à)\s?{_A}|[<>≤≥]\s?=?\s?{_A})|"
    rf"(?<![\w.,]){_A}\s?(?:{UNIT}\s?)?[-\u2013\u2212]\s?{_A}(?!\w)(?:\s?{UNIT})?|(?<=[\d\w%]\s)[<>≤≥]\s?or\s?=?\s?{_A}",
    re.IGNORECASE)  # fmt: skip
_TOKEN: Final = later(r"[^\W_]+")
#: What may stand between the words of one name.
_WITHIN_NAME: Final = later(r"[\s,()/\[\]\u2013-]{0,3}(?:(?<!\d)\.\s?)?[\s(\[]?")
_NUMBER_AND_UNIT: Final = later(rf"(?<=\d)\s?{UNIT}(?!\w)", re.IGNORECASE)
#: No name holds a number with decimals, but for that of the vitamin.
_HOLDS_RESULT: Final = later(
    rf"(?!1[.,]25)\d[.,]\d|\d\s?{UNIT}(?!\w)|\([^()]*\b(?!(?:17|24|25|84|(?:19|20)\d\d)\b)\d{{2,}}\b",
    re.IGNORECASE,
)
#: As those who take it write it; the unit of a concentration tells what it is.
_SHORT: Final = later(r"(?P<which>(?:total|free) )?(?:t|test)", re.IGNORECASE)
#: Before "test": it is the one of the blood.
_OF_BLOOD: Final = later(
    r"\b(?:last|latest|recent|first|second|third|blood|lab|serum|urine|next|previous|prior|home|private|nhs|"
    r"finger[- ]?prick|this|that|same|annual|routine|a|the)\s+$",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST_SLIP, _MOST_TOKENS = 8, 4, 80


@dataclass(frozen=True)
class Name:
    """Where a line names a test.

    Attributes
    ----------
    start, end : int
    text : str
        As the names of tests are looked up; a slip of the pen stands in it.
    what : str
        The endpoint; empty for a test that no person's file holds.
    short : bool
        Whether it is a name, such as "T", for which the unit behind the number has to stand.
    """

    start: int
    end: int
    text: str
    what: str
    short: bool = False


@dataclass(frozen=True)
class Value:
    """Where a line holds a number with its unit.

    Attributes
    ----------
    start, end : int
        With the sign of a limit and the unit.
    number_at : int
        Where the number begins.
    unit : str
    """

    start: int
    end: int
    number_at: int
    unit: str


def without_ranges(words: str) -> str:
    """Return a line in which the ranges and limits of the laboratory are blank, as long as it was."""
    return _RANGE.sub(lambda found: " " * len(found[0]), words)


def masked(words: str) -> str:
    """Return a line in which every number that is no result of a test is blank, as long as it was.

    Examples
    --------
    >>> masked("E2 27 pg/mL (8-35), 3 months on 0.5 mg")
    'E2 27 pg/mL       ,          on       '
    """
    blank = _RANGE.sub(
        lambda found: found[0] if _UNDETECTED.search(words, 0, found.start()) else " " * len(found[0]), words
    )
    names = names_in(words)
    kept = list(_ELSE.sub(lambda found: " " * len(found[0]), blank))
    for name in names:  # the 25 of a vitamin is of its name
        kept[name.start : name.end] = words[name.start : name.end]
    return "".join(kept)


#: Behind such a word a limit in brackets is the result.
_UNDETECTED: Final = later(
    r"\b(?:undetect\w*|ind[eé]tect\w*|non? d[eé]tect\w*|not detect\w*|nicht nachweisbar|below detection|"
    r"unter der nachweisgrenze)\s*$",
    re.IGNORECASE,
)
_FREE_AND_TOTAL: Final = later(FREE_AND_TOTAL, re.IGNORECASE)


#: A report is gone through several times.
@lru_cache(maxsize=MOST_LINES)
def names_in(words: str) -> tuple[Name, ...]:
    """Return the names of tests in a line, in order, each as long as it can be.

    Examples
    --------
    >>> [(one.text, one.what) for one in names_in("25-OH vitamin D 41, SHGB 30, TSH 1.2")]
    [('25-OH vitamin D', '25ohd'), ('SHGB', 'shbg'), ('TSH', '')]
    """
    units = [one.span() for one in _NUMBER_AND_UNIT.finditer(words)]
    tokens = [
        one for one in _TOKEN.finditer(words) if not any(start <= one.start() < end for start, end in units)
    ][:_MOST_TOKENS]
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        name = _name_at(words, tokens, at)
        if name is None:
            at += 1
            continue
        found.append(name)
        while at < len(tokens) and tokens[at].start() < name.end:
            at += 1
    return tuple(found)


def _name_at(words: str, tokens: list[re.Match[str]], at: int) -> Name | None:
    begins = tokens[at].start()
    if begins and words[begins - 1] in "/^.'\u2019":
        return None
    for text, end in _spans(words, tokens, at):
        if _FREE_AND_TOTAL.search(text):
            return Name(begins, end, text, "")
        if (what := lab_endpoint(text)) is not None and MEASURED[what].group != "body":
            return Name(begins, end, text, what)
        if (len(text) > 2 or text[0].isupper()) and is_not_held(text):  # a dose in mg is no magnesium
            return Name(begins, end, text, "")
        is_of_blood = text.casefold() == "test" and _OF_BLOOD.search(words, 0, begins) is not None
        if words[end : end + 1] != "-" and not is_of_blood and (short := _SHORT.fullmatch(text)) is not None:
            what = (
                "free_testosterone" if (short["which"] or "").strip().casefold() == "free" else "testosterone"
            )
            return Name(begins, end, f"{short['which'] or ''}testosterone", what, short=True)
    for text, end in reversed(list(_spans(words, tokens, at))):
        if near_endpoint(text):
            return Name(begins, end, text, "")
    slips = any(is_near(one[0]) for one in tokens[at : at + _LONGEST_SLIP])
    for text, end in _spans(words, tokens, at, slips=True) if slips else ():
        if (meant := without_slip(text)) and (what := lab_endpoint(meant)) is not None:
            return Name(begins, end, text, what)
    return None


def _spans(
    words: str, tokens: list[re.Match[str]], at: int, *, slips: bool = False
) -> Iterator[tuple[str, int]]:
    """Yield what may be a name that begins with a word, with its end, the longest first."""
    first = folded(tokens[at][0])
    if not slips and first not in first_words_of_tests():
        return
    last = at
    while (
        last + 1 < len(tokens)
        and last - at + 1 < _LONGEST_NAME
        and _WITHIN_NAME.fullmatch(words[tokens[last].end() : tokens[last + 1].start()])
    ):
        last += 1
    for to in range(min(last, at + _LONGEST_SLIP - 1) if slips else last, at - 1, -1):
        end = tokens[to].end()
        if tokens[to][0].isdigit() and to > at and _is_number_of_result(words, end):
            continue
        text = words[tokens[at].start() : end]
        if text.count("(") > text.count(")"):
            closes = re.match(r"\s?\)", words[end:])
            if closes is None:
                continue
            end += closes.end()
            text = words[tokens[at].start() : end]
        if text.count(")") > text.count("(") or text.count("]") != text.count("["):
            continue
        if not _HOLDS_RESULT.search(text) and words[end : end + 1] not in ("_", "^"):
            yield text, end


def _is_number_of_result(words: str, end: int) -> bool:
    """Tell whether the number that ends here has decimals or a unit, so that it is no part of a name."""
    return re.match(rf"[.,]\d|\s?{UNIT}(?!\w)", words[end:], re.IGNORECASE) is not None


def values_in(words: str, names: Sequence[Name]) -> list[Value]:
    """Return the numbers of a line that may be results, in order; ``words`` is masked."""
    found: list[Value] = []
    for match in _VALUE.finditer(words):
        at = match.start("number")
        if any(name.start <= at < name.end for name in names) or re.match(
            r"-?[^\W\d_]", words[match.end() :]
        ):
            continue
        found.append(Value(match.start() if match["sign"] else at, match.end(), at, match["unit"] or ""))
    return found
