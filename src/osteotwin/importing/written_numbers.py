"""Numbers with points and commas: which of the two is decimal is told by the file, or asked."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Final

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import Place
from osteotwin.units.patterns import later
from osteotwin.units.signs import with_signs

_NUMBER: Final = later(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d{1,3})?|[+-]?[.,]\d+")
_PLAIN: Final = later(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_EITHER: Final = later(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_THOUSANDS: Final = later(r"\d{1,3}(?:[.,]\d{3})+")
#: A minus right behind a decimal number, as some programs print it; before another number it is a range.
_MINUS_BEHIND: Final = later(
    r"(?<![\w.,+-])(\d+[.,]\d+)[-\u2010-\u2015\u2212](?=\s|$|[|;,)\]])(?!\s\d[\d.,]*+(?![-\u2010-\u2015\u2212](?!\d)))"
)
_LONGEST: Final = 40
#: Digits that a float holds.
_DIGITS: Final = 15


def sign_of(texts: Iterable[str]) -> str | None:
    """Return ``"comma"`` or ``"point"``, whichever the numbers of a file show to be decimal, or ``None``."""
    numbers = (number.rstrip(".,") for text in texts for number in _NUMBER.findall(text[:200]))
    seen = {style for number in numbers if (style := _style(number))}
    return seen.pop() if len(seen) == 1 else None


def minus_in_front(text: str) -> str:
    """Return a text in which the minus behind a number stands before it.

    Examples
    --------
    >>> minus_in_front("T score: 1.2-"), minus_in_front("1.2-1.5"), minus_in_front("1.3- 0.3-")
    ('T score: -1.2', '1.2-1.5', '-1.3 -0.3')
    """
    return _MINUS_BEHIND.sub(r"-\1", text)


def read_number(text: str, decimal: str | None, place: Place, answers: Answers) -> float | None:
    """Return the number that a text is; ``None`` where it is none.

    Parameters
    ----------
    text : str
    decimal : str or None
        As :func:`sign_of` tells it of the whole file.
    place : Place
    answers : Answers

    Raises
    ------
    ImportQuestionError
        If a comma may part thousands or decimals, which changes the number a thousandfold.
    """
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return float(text)  # nothing to tell apart; a log has a million of them
    written = with_signs(text.strip()).replace("\u00a0", "").replace("\u202f", "")
    if len(written) > _LONGEST or not _NUMBER.fullmatch(written):
        return None
    style = _style(written)
    if style is None and _EITHER.fullmatch(written):
        style = answers.decimal or decimal
        if style is None and "," in written:
            point, thousands = written.replace(",", "."), written.replace(",", "")
            raise ImportQuestionError(
                "decimal", place, f'"{written}"', "what the comma is",
                (("comma", f"decimal: {point}"), ("point", f"between thousands: {thousands}")),
            )  # fmt: skip
    parting, point = (".", ",") if style == "comma" else (",", ".")
    whole, found, decimals = written.partition(point)
    if parting in decimals or (parting in whole and not _THOUSANDS.fullmatch(whole.lstrip("+-"))):
        return None
    exact = whole.replace(parting, "") + (f".{decimals}" if found else "")
    if not _PLAIN.fullmatch(exact):
        return None
    number = float(exact)
    return number if isfinite(number) else None


def plain(value: float) -> str:
    """Return a number as a person would write it.

    Examples
    --------
    >>> plain(812.0), plain(0.943)
    ('812', '0.943')
    """
    text = f"{value:.10g}"
    return text if "e" not in text else f"{value:.12f}".rstrip("0").rstrip(".")


def _style(number: str) -> str | None:
    """Return what is decimal in one number beyond doubt."""
    bare = number.lstrip("+-")
    if "," in bare and "." in bare:
        return "comma" if bare.rindex(",") > bare.rindex(".") else "point"
    for sign, style in ((",", "comma"), (".", "point")):
        if bare.count(sign) == 1 and not _EITHER.fullmatch(number):
            return style
        if bare.count(sign) > 1:  # between thousands, or no number at all: a day, a version
            return ("point" if sign == "," else "comma") if _THOUSANDS.fullmatch(bare) else None
    return None
