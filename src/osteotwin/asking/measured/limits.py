"""Words that make a number a limit, or the value of other people, and none that was measured."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.measured.not_measured import IN_NAMES
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.lab_spans import UNIT, names_in
from osteotwin.units.patterns import later

_LESS: Final = (
    r"(?:less|lower|smaller|fewer) than|below|under|unter|kleiner(?: als)?|weniger als|niedriger als|"
    r"inf[ée]rieure? à|moins de|au-dessous de|en dessous de|menos de|menor (?:de|que|a)|inferior a|"
    r"por debajo de|abaixo de|meno di|inferiore a|minder dan|lager dan|onder"
)
_MORE: Final = (
    r"(?:more|greater|higher) than|above|over|(?:größer|mehr|höher) als|über|plus de|sup[ée]rieure? à|"
    r"más de|mas de|mayor (?:de|que|a)|superior a|acima de|più di|superiore a|meer dan|hoger dan|boven"
)
_DETECTION: Final = (
    r"(?:(?:the |its )?(?:\w+ )?(?:detection limit|limit of (?:detection|quantification))[\s(:]*(?:of )?)?"
)
_WORDED: Final = tuple(
    (later(rf"(?<!\bno )(?<!\bnot )\b(?:{words})\s+{_DETECTION}(?=\d|[.,]\d)", re.IGNORECASE), sign)
    for words, sign in ((_LESS, "<"), (_MORE, ">"))
)
_OR_BEYOND: Final = later(
    rf"(?<![\w.,<>])(?P<value>\d[\d.,]*\s?{UNIT})\s+or\s+(?:(?P<less>less|lower|below|under)|"
    r"more|higher|greater|above|over)\b",
    re.IGNORECASE,
)
#: "(<5) pg/mL"
_BRACKETED: Final = later(rf"\(\s*([<>]=?\s?\d[\d.,]*)\s*\)(?=\s*{UNIT})", re.IGNORECASE)
#: Between the name of a test and its number they make it a limit, unless that has its sign.
_LIMIT: Final = later(
    r"\b(?:(?P<more>above|over|upper|exceed\w*|at least|minimum|min)|at most|up to|"
    r"maximum|max|(?:no|not) (?:more|less|higher|lower) than|below|under|"
    r"beneath|lower|undetect\w*|indetect\w*|not detect\w*|"
    r"non[- ]?detect\w*|detection|limits?|cut-?offs?|thresholds?|bounds?|sufficiency|reference)\b",
    re.IGNORECASE,
)
#: Said of the number before it, of which it may be a part: "20 pg/mL above range".
_BEYOND: Final = later(
    rf"(?<![<>\d.,])(?P<value>\d[\d.,]*\s?{UNIT})\s*(?:\(\s*(?:above|below|over|under)\s*\)|"
    r"(?P<words>(?:above|below|over|under) (?:the )?(?:\w+ )?(?:range|limits?|norm\w*|reference))\W*$)",
    re.IGNORECASE,
)
_SIGNED: Final = later(r"[<>\u2264\u2265]")
_NUMBER: Final = later(rf"(?<![\w.,-])\d[\d.,]*(?:\s?{UNIT})?", re.IGNORECASE)
#: A score has no limit of detection, and a threshold is none.
_SCORE_LIMIT: Final = later(
    r"\b(?P<word>within\b|(?:below|above|under|over|limit|threshold|cut-?off)\b(?=\W{1,3}[a-z]|\W*\())"
    r"[^;,.\d)]{0,40}?(?P<value>[-+]?\d[.,]?\d*)",
    re.IGNORECASE,
)
#: The density of those with whom one is compared.
_OF_OTHERS: Final = later(
    r"\b(?P<word>reference|ref|young|adults?|population|database|norms?|range|lowest region)\b[^;,.\d()]{0,40}"
    r"(?P<value>\d[.,]\d+ ?g|(?<=BMD )\d[.,]\d+|(?<=density )\d[.,]\d+)",
    re.IGNORECASE,
)
_SCORE_OF_OTHERS: Final = later(
    r"\bscores?\s+(?P<word>reference|ref|range|limit)\b[\s:]*(?P<value>[-+]?\d[.,]?\d*)", re.IGNORECASE
)


def with_limits(text: str) -> str:
    """Write limits in words as signs.

    Examples
    --------
    >>> with_limits("Estradiol kleiner 5 pg/ml"), with_limits("E2 5 pg/mL or less")
    ('Estradiol <5 pg/ml', 'E2 <5 pg/mL')
    """
    for words, sign in _WORDED:
        text = words.sub(sign, text)
    text = _OR_BEYOND.sub(lambda one: f"{'<' if one['less'] else '>'}{one['value']}", text)
    return _BRACKETED.sub(r"\1", text)


def check_limit(piece: str) -> None:
    """Ask whether a number of a laboratory is a limit, where words between it and its name may say so.

    Raises
    ------
    UnclearAnswerError
    """
    if (beyond := _BEYOND.search(piece)) is not None:
        raise _asked("labs", piece, beyond[0][len(beyond["value"]) :].strip(), beyond["value"])
    start = 0
    for name in names_in(piece):
        number = _NUMBER.search(piece, name.end)
        if number is None or not name.what:
            continue
        between = f"{piece[start : name.start]} {piece[name.end : number.start()]}"
        word = _LIMIT.search(between)
        if word is not None and _SIGNED.search(between) is None and not _holds_digit(between):
            raise _asked("labs", piece, word[0], number[0], name.text, ">" if word["more"] else "<")
        start = number.end()


def check_others(piece: str) -> None:
    """Ask whether a number of a scan is a threshold, or of the people with whom one is compared.

    Raises
    ------
    UnclearAnswerError
    """
    bare = IN_NAMES.sub(" ", piece)
    for words in (_SCORE_LIMIT, _OF_OTHERS, _SCORE_OF_OTHERS):
        if (found := words.search(bare)) is not None:
            raise _asked("scans", piece, found["word"], found["value"].rstrip(" g"))


def _holds_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _asked(
    question: str, piece: str, word: str, number: str, name: str = "", sign: str = ""
) -> UnclearAnswerError:
    limit = f'write "{name} {sign}{number}" if that is all that the report says; ' if sign else ""
    return UnclearAnswerError(
        question, f"{quoted(word.strip('()'))} beside {number} in {quoted(piece.strip(' :,;'))}, "
        "which may be a limit or of other people",
        "a value that was measured" + (", or a limit with its sign" if sign else ""),
        f"{limit}if {number} was measured, write it without those words; else leave it out",
    )  # fmt: skip
