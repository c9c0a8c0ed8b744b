"""Which encoding a text is in: by its mark, by being UTF-8, or by the letters that each old encoding makes of it."""

from __future__ import annotations

from typing import Final

_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Of Windows, of DOS, and of old Macs; the first of those that fit equally well is taken.
_OLD: Final = ("cp1252", "cp850", "mac_roman")
#: Letters of names and words in western Europe, and signs of units.
_SMALL: Final = frozenset("äöüßàâáéèêëíîïóôúùûñçœ")
_CAPITAL: Final = frozenset("ÄÖÜÉŒ")
_MICRO: Final = "µ"
_SQUARE: Final = "²"
_LOOKED_AT: Final = 200_000
#: Share of every second byte that is zero in text of Latin letters in two bytes each.
_ZEROS: Final = 0.4


def encoding_of(raw: bytes, *, whole: bool = True) -> str:
    """Return the encoding of a text, or of its beginning where it is not whole.

    Examples
    --------
    >>> encoding_of("Östradiol".encode("cp850")), encoding_of("pg/mL".encode("utf-16-le"))
    ('cp850', 'utf-16-le')
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    if (wide := without_mark(raw)) is not None:
        return wide
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The last letter of a beginning may be cut off.
        if whole or error.start < len(raw) - 4 or error.reason != "unexpected end of data":
            return _old(raw[:_LOOKED_AT])
    return "utf-8-sig"


def without_mark(raw: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in, by where its zeros stand; ``None`` where it is in none."""
    beginning = raw[:4096]
    half = len(beginning) // 2
    if half < 2:
        return None
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if odd >= _ZEROS * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= _ZEROS * half and not odd else None


def _old(raw: bytes) -> str:
    return max(_OLD, key=lambda name: _sense(raw.decode(name, "replace")))


def _sense(text: str) -> int:
    """Return how many letters beyond ASCII stand where such a letter stands in words, and signs where in units."""
    count = 0
    for at, sign in enumerate(text):
        if sign.isascii():
            continue
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        small = before.islower() or behind.islower()
        count += (
            (sign in _SMALL and small)
            or (sign in _CAPITAL and not before.isalpha() and behind.isalpha())
            or (sign in _CAPITAL and before.isupper())
            or (sign == _MICRO and behind in ("g", "m", "M"))
            or (sign == _SQUARE and before == "m")
        )
    return count
