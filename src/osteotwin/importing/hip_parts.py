"""Parts of the hip that stand behind their numbers: "Hip T-score -2.1 (neck) and -1.6 (total)"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_NUMBER: Final = r"[-+\u2212]?\s?\d[.,]\d{1,3}(?:\s*g/\s?cm\S{0,2})?"
_NECK: Final = (
    r"(?:femoral\s)?neck|col(?:lo)?(?:\s(?:f[e\u00e9]moral|del femore))?|cuello|(?:schenkel)?hals|collum"
)
_TOTAL: Final = r"tota\w+(?:\s(?:hip|femur))?|overall|gesamt|whole"
_LABEL: Final = r"(?:[TZ](?:[\s-]?scores?|[\s-]?wert)?|bmd)"
_AGAIN: Final = rf"(?!\s*[:=]?\s*(?:is\s)?(?:{_LABEL}\W*)?\s?[-+\u2212]?\d)"


def _behind(name: str) -> str:
    part = rf"(?P<{name}>(?:{_NECK}|{_TOTAL})(?!\w))"
    return rf"\s*(?:\(\s*|(?:at|in|for|of|am|au|en)\s(?:the\s)?)?{part}{_AGAIN}\s*\)?"


#: The hip, what is measured, a number, and only then of which part it is; and the same once more.
_PARTS_BEHIND: Final = later(
    r"(?<!total )(?<!of )\b(?:h[u\u00fc]fte|hips?|hanche|cadera|heup|anca|femur)\b(?P<label>(?:[\s:=,]|is|of|was|"
    rf"{_LABEL}(?!\w))*?)(?P<first>{_NUMBER}){_behind('part')}"
    rf"(?:\s*(?:[,;/]|and|und|et|y|e|en)\s*(?P<again>{_LABEL}[\s:=]{{0,3}})?(?P<second>{_NUMBER}){_behind('other')})?",
    re.IGNORECASE,
)
#: "Anca: collo T-score -2,1, totale -1,6"
_HEAD: Final = later(r"\b(?:h[u\u00fc]fte|hip|hanche|cadera|heup|anca)\b\s*:", re.IGNORECASE)
_OF_NUMBER: Final = rf"(?=[\s:=]*(?:{_LABEL}[\s:=]*)?[-+\u2212]?\d)"
_BARE_NECK: Final = later(rf"\b(?:collo|col|cuello|hals|collum)\b{_OF_NUMBER}", re.IGNORECASE)
_BARE_TOTAL: Final = later(rf"\b(?:totale|totaal|gesamt)\b{_OF_NUMBER}", re.IGNORECASE)
_SIDE: Final = later(r"\b(left|right|linke?|rechte?)\s+$", re.IGNORECASE)
_IS_NECK: Final = later(_NECK, re.IGNORECASE)


def with_parts_before(text: str) -> str:
    """Return a text in which the part of a hip stands before its number.

    Examples
    --------
    >>> with_parts_before("Left hip: T-score -2.1 (neck), -1.6 (total)")
    'Left femoral neck T-score -2.1, left total hip T-score -1.6'
    >>> with_parts_before("Hip T-score -1.7, neck T-score -2.1")
    'Hip T-score -1.7, neck T-score -2.1'
    """
    text = _PARTS_BEHIND.sub(_turned, text)
    head = _HEAD.search(text)
    if head is None:
        return text
    rest = _BARE_NECK.sub("femoral neck", text[head.end() :])
    return f"{text[: head.end()]}{_BARE_TOTAL.sub('total hip', rest)}"


def _turned(found: re.Match[str]) -> str:
    label = " ".join(re.findall(_LABEL + r"(?!\w)", found["label"], re.IGNORECASE)[:1])
    before = _SIDE.search(found.string, 0, found.start())
    side = f"{before[1].casefold()} " if before is not None else ""
    told = f"{_full(found['part'])} {label} {found['first']}"
    if found["second"]:
        again = (found["again"] or label).strip(" :=")
        told += f", {side}{_full(found['other'])} {again} {found['second']}"
    return " ".join(told.split())


def _full(part: str) -> str:
    return "femoral neck" if _IS_NECK.fullmatch(part) else "total hip"
