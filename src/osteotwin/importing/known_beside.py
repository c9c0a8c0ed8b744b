"""What stands in the fields beside a value of a record: only words that are known to change nothing leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from osteotwin.importing.remarks import is_ordinary
from osteotwin.importing.row_cells import why_of_cell
from osteotwin.importing.scan_words import DENSITY, T_SCORE, Z_SCORE, mentions_of, with_sites_in_full
from osteotwin.importing.words_file import makers, words_of_field
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzàáâäæçèéêëìíîïñòóôöœùúûüß"
_TOKEN: Final = later(r"[^\W_]+")
_HOW: Final = frozenset(("scan", "lab", "body", "egfr"))
_SERIAL: Final = later(
    r"(?!(?:19|20)\d\d$)[^\W_]*\d[^\W_]*|1000|2000|im|s|n|sn|serial|model|no|nr|version|software"
)
_IS_DXA: Final = later(
    r"(?:dual[\s-]?energy )?x[\s-]?ray absorptiometry|dual[\s-]?energy x[\s-]?ray|\bxr\b(?=.*\bi?de?xa\b)",
    re.IGNORECASE,
)
_NOT_THEIRS: Final = later(
    r"\bnot (?:this|the right|my) patient\b|\bpatient (?:id )?mismatch\b", re.IGNORECASE
)


def unknown_words(text: str, *kinds: str) -> str:
    """Return the words of a field that are not known to change nothing of the value beside it.

    Parameters
    ----------
    text : str
    *kinds : str
        Of which fields words are known: ``"name"`` of a number of a scan, ``"scan"`` and ``"lab"`` of how it was
        measured, ``"reading"`` of how it is to be read, ``"category"``.

    Examples
    --------
    >>> unknown_words("Left total hip T-score", "name"), unknown_words("Total hip T-score in 5 years", "name")
    ('', '5 years')
    """
    rest = text
    if "name" in kinds:
        rest = with_sites_in_full(rest)
        for _, start, stop in mentions_of(rest):
            end = stop + len(rest[stop:]) - len(rest[stop:].lstrip(_LETTERS))
            rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
        rest = re.sub(rf"{T_SCORE}|{Z_SCORE}|{DENSITY}", " ", rest, flags=re.IGNORECASE)
    known = frozenset[str]().union(*(words_of_field(kind) for kind in kinds))
    words = [one for one in _TOKEN.findall(rest) if one.casefold() not in known]
    if _HOW.issuperset(kinds) and any(one.casefold() in makers() for one in _TOKEN.findall(rest)):
        words = [one for one in words if _SERIAL.fullmatch(one.casefold()) is None]
    return printable(" ".join(words)[:80])


def why_unknown(field: str, texts: Iterable[str], *kinds: str) -> str:
    """Return why a value is not taken, by the words of a field; empty where all of them are known."""
    for text in texts:
        if not is_ordinary(text) and unknown_words(text, *kinds):
            return f'its {field} says "{printable(text[:80])}", and it is not known what that changes; write it by hand'
    return ""


def why_another_kind(field: str, text: str, name: str = "") -> str:
    """Return why words beside a value make it of another specimen, device or person; empty where they do not.

    Examples
    --------
    >>> why_another_kind("report", "Urinalysis", "Calcium")
    "its report says Urinalysis, and a person's file holds values of blood"
    >>> why_another_kind("report", "XR DXA bone density")
    ''
    """
    if _NOT_THEIRS.search(text):
        return f"its {field} says {printable(text[:60])}: it is about somebody else"
    if "urine" in name.casefold():
        return ""
    return why_of_cell(field, _IS_DXA.sub("", text), (name,)).replace("its column ", "its ", 1)
