"""Numbers as people write them, in plain digits: ``half``, ``1½``, ``1 1/2``, ``0,5``, ``three``."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from osteotwin.units.patterns import later

_WORDS = {
    "half": 0.5, "quarter": 0.25, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_TENS_AND_ONES = later(
    rf"\b({'|'.join(word for word, n in _WORDS.items() if n >= 20)})[- ]"
    rf"({'|'.join(word for word, n in _WORDS.items() if 1 <= n <= 9)})\b"
)
_LARGE = tuple(
    (re.compile(rf"\b(\d+(?:\.\d+)?|an?) {word}(?: (?:and )?(\d{{1,3}}))?\b"), times)
    for word, times in (("hundred", 100.0), ("thousand", 1000.0))
)
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

#: From the first digit of a number only: else every digit of a long one is a beginning, and time grows with its square.
_SIGN = later(rf"(?:(?<!\d)(\d+)\s*)?([{_VULGAR}])")
#: Not within a decimal number: "7.5/5 mg".
_SLASHED = later(r"(?<!\d[.,])\b(?:(\d+)\s+(?:and\s+)?)?([1-9])\s?/\s?([2-9])\b(?!\s*/|\.\d)")
#: British prescriptions: a number of the seventh, fifty-second or twelfth parts of a week or year.
_BRITISH = later(
    r"\b(every|each|for|x|q) ?(\d+) ?/ ?(7|52|12)\b(?! ?(?:[/\d]|days?|weeks?|months?|wks?|mg|ug|mcg|g\b|ml|tab))"
)
_PARTS = {"7": "days", "52": "weeks", "12": "months"}
#: A quarter of a year; "per quarter tablet" is of one.
_OF_YEAR = later(r"\b(?:(?:once )?(?:every|each|per)|once a) quarter\b(?! (?:of|tab|pill|hour|dose))")
_COUPLE = later(r"\b(?:a )?couple(?: of)?\b(?= (?:times|tablets|tabs|pills|capsules))")
_ONE_PART = later(r"\b(?:one|1|a)[- ](?=(?:half|quarter)\b)")
_AND_HALF = later(r"\b(\d+) and (?:a )?(0\.5|0\.25)\b")
_PART = later(
    r"(?<!every )(?<!each )(?<!per )(?<!once a )\b(?:a (?<!once a ))?(half|quarter)\b(?: (?:of )?an?\b)?"
)
_WORD = later(rf"\b({'|'.join(_WORDS)})\b")
#: "a third of a tablet", "two thirds of it", "a third pill", and no third day or month.
_SHARE = later(
    r"(?<!every )(?<!each )(?:\b(a|one|two|three|four|[1-4])[- ])?"
    r"\b(?:(third|3rd|fourth|quarter|fifth|sixth|eighth)s? of "
    r"(?:(?:an?|one|1)\b|(?=(?:the|my|it|that)\b))(?! (?:the )?(?:year|month|week|day))|"
    r"(?<=\b(?:a|e) )(third|3rd|fifth)(?= (?:tab|pill|cap|amp|vial)))"
)
_SHARES = {"third": 3, "3rd": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8}
_ORDINAL = later(rf"\b(?:{'|'.join(_ORDINALS)}|(\d+)(?:st|nd|rd|th))\b")
#: A comma before one or two digits, or behind a leading zero, cannot separate thousands.
DECIMAL_COMMA = later(r"(?<![\d,.])(?:0,(?=\d+(?![\d,.]))|\d+,(?=\d{1,2}(?![\d,.])))")

#: ".5", and not the point within "1.5" or after a word.
_BARE_POINT = later(r"(?<![\w.,])\.(?=\d)")


_THOUSANDS = later(r"(?<=\d),(?=\d{3}(?!\d))")


def with_points(text: str) -> str:
    """Return a text with a decimal point for each comma that can be nothing else.

    Examples
    --------
    >>> with_points("0,25 mg"), with_points("1,81 m"), with_points("1,200 mg")
    ('0.25 mg', '1.81 m', '1,200 mg')
    """
    return DECIMAL_COMMA.sub(lambda found: found[0][:-1] + ".", text)


def without_thousands(text: str) -> str:
    """Return a text without the commas that part thousands; one that is a decimal comma is a point by then.

    Examples
    --------
    >>> without_thousands("50,000 IU"), without_thousands("1,200mg, 10,25 or 3,4567")
    ('50000 IU', '1200mg, 10,25 or 3,4567')
    """
    return _THOUSANDS.sub("", text)


def of_thousands_or_not(number: str) -> tuple[str, str]:
    """Return a number whose point may separate thousands without it, and so that the point is a decimal one.

    Examples
    --------
    >>> of_thousands_or_not("1.200"), of_thousands_or_not("1.125")
    (('1200', '1.2'), ('1125', '1.1250'))
    """
    decimal = f"{float(number):g}"
    # Four decimals part no thousands.
    return number.replace(".", ""), f"{decimal}0" if len(decimal.partition(".")[2]) > 2 else decimal


def with_zeros(text: str) -> str:
    """Return a text in which no number begins with its point, which is soon lost or taken for the end of a sentence.

    Examples
    --------
    >>> with_zeros(".5 mg eod"), with_zeros("1.5 mg. 2 weeks")
    ('0.5 mg eod', '1.5 mg. 2 weeks')
    """
    return _BARE_POINT.sub("0.", text)


_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT = rf"(?:{'|'.join(_DIGITS)}|[0-9])"
_WHOLE = rf"(?:zero|nought|oh|{'|'.join(word for word in _WORDS if word not in ('half', 'quarter'))}|\d+)"
#: "point five mg", "zero point two five mg"; "two point five two times a week" is 2.5.
_SPOKEN_POINT = later(
    rf"\b(?:(?P<whole>{_WHOLE}(?:[- ]{_WHOLE})?) )?point "
    rf"(?P<first>{_DIGIT})(?: (?P<next>{_DIGIT})(?! (?:times|x)\b))?(?= |$)",
    re.IGNORECASE,
)


def with_spoken_points(text: str) -> str:
    """Return a text with the numbers whose point is spelled out in digits.

    Examples
    --------
    >>> with_spoken_points("zero point two five mg"), with_spoken_points("twelve point five mg")
    ('0.25 mg', '12.5 mg')
    """
    return _SPOKEN_POINT.sub(_of_spoken_point, text)


def _of_spoken_point(found: re.Match[str]) -> str:
    whole = (found["whole"] or "0").casefold()
    whole = "0" if whole in ("zero", "nought", "oh") else in_digits(whole)
    digits = (one.casefold() for one in (found["first"], found["next"]) if one)
    parts = "".join(str(_DIGITS.index(one)) if one in _DIGITS else one for one in digits)
    return f"{whole}.{parts}" if whole.isdigit() else found[0]


@lru_cache(maxsize=2048)
def in_digits(text: str) -> str:
    """Return a text in lower case with its fractions, number words and ordinals as plain numbers.

    Examples
    --------
    >>> in_digits("1½ tablets"), in_digits("half a tablet"), in_digits("every third day")
    ('1.5 tablets', '0.5 tablet', 'every 3 day')
    >>> in_digits("every 12/52"), in_digits("one-half of a tablet")
    ('every 12 weeks', '0.5 tablet')
    >>> in_digits("forty-five minutes"), in_digits("two hundred and fifty ml"), in_digits("a thousand IU")
    ('45 minutes', '250 ml', '1000 iu')
    >>> in_digits("5 mg IV every quarter"), in_digits("a quarter tablet")
    ('5 mg iv every 3 months', '0.25 tablet')
    """
    written = with_zeros(re.sub(r"\s+", " ", text.strip()).casefold())
    written = _BRITISH.sub(lambda found: f"{found[1]} {found[2]} {_PARTS[found[3]]}", written)
    written = _OF_YEAR.sub("every 3 months", written)
    written = _SHARE.sub(_of_share, _COUPLE.sub("2", written))
    written = _ONE_PART.sub("", written)
    written = _SIGN.sub(_of_sign, written).replace("⁄", "/")
    written = _SLASHED.sub(_of_slash, with_points(written))
    written = _ORDINAL.sub(lambda found: found[1] or str(_ORDINALS[found[0]]), written)
    written = _TENS_AND_ONES.sub(lambda found: f"{_WORDS[found[1]] + _WORDS[found[2]]:g}", written)
    for words in (_PART, _WORD):
        written = words.sub(lambda found: f"{_WORDS[found[1]]:g}", written)
    for large, times in _LARGE:
        written = large.sub(
            lambda found, times=times: f"{_number(found[1]) * times + int(found[2] or 0):.10g}", written
        )
    return _AND_HALF.sub(lambda found: f"{float(found[1]) + float(found[2]):g}", written)


def _number(written: str) -> float:
    return 1.0 if written in ("a", "an") else float(written)


def _of_sign(found: re.Match[str]) -> str:
    return f"{float(found[1] or 0) + unicodedata.numeric(found[2]):.6g}"


def _of_share(found: re.Match[str]) -> str:
    count = 1.0 if found[1] in (None, "a") else float(_WORDS.get(found[1], 0) or found[1])
    return f"{count / _SHARES[found[2] or found[3]]:.6g}"


def _of_slash(found: re.Match[str]) -> str:
    return f"{float(int(found[1] or 0) + Fraction(int(found[2]), int(found[3]))):.6g}"
