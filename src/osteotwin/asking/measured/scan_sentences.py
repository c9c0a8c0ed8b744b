"""Scans in sentences: a head that names the sites of what follows, a sentence of each site, a score of two days."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.measured.not_measured import holds_number
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.importing.scan_words import SCORE_NAMED, mentions_of, site_of
from osteotwin.units.patterns import later

_HOUR: Final = later(r"(?<=\d)[\s,]+(?:at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?(?!\d)", re.IGNORECASE)
_HEAD: Final = later(r"^(?P<head>[^:;\n]*?):\s+(?P<rest>\S[\s\S]*)$")
#: "L1-L3 0.871 (L4 excluded)": what is left of the four says so.
_LEFT_OUT: Final = later(
    r"\b(?P<of>L1 ?[-\u2013] ?L?3|L2 ?[-\u2013] ?L?4)(?P<between>[^;()]{0,30}?) ?"
    r"\((?:w/o|without|excl\w*|ohne|sans|sin)? ?L[14]"
    r"(?: (?:was |is )?(?:excl\w*|omitted|left out|not used|out))?\)",
    re.IGNORECASE,
)
#: A scan of the whole body, whose total is of it.
_COMPOSITION: Final = later(r"\bbody[- ]?comp(?:osition)?\b", re.IGNORECASE)
_TOTAL: Final = later(r"\btotal BMD\b", re.IGNORECASE)
#: "neck 0.812; total 0.911": of the hip of which the neck is told.
_TOTAL_OF_HIP: Final = later(
    r"(\bneck\b(?:(?!\b(?:forearm|radius|body|total|wrist)\b)[^\n]){1,40}?[;,]\s+)"
    r"total(?=[\s:=]*(?:(?:BMD|[TZ])\b|[-+]?\d))",
    re.IGNORECASE,
)
#: Where a sentence of another site begins.
_NEXT: Final = later(
    r"(?<=\d)\.\s+(?=(?:19|20)\d\d\s*:|"
    r"(?:and )?(?:my|the|left|right|total|hips?|spine|lumbar|femoral|neck|L1)\b"
    r"(?! (?:last|prior|prev\w*|old|earlier|first|next|other)\b)[^.;\n]*\d)",
    re.IGNORECASE,
)
#: "T-score from -3.1 to -3.3": on two days.
_FROM_TO: Final = later(
    r"(?:\b(?:went|has gone|moved|changed|fell|rose|dropped|improved|is down|is up) )?(?:\bfrom|\bvon|\bde|\bdesde) "
    r"(?P<was>[-+]?\d[.,]\d{1,3}) (?:to|up to|down to|auf|bis|\u00e0|a|hasta) (?P<now>[-+]?\d[.,]\d{1,3})(?!\d)",
    re.IGNORECASE,
)


def parted(text: str) -> str:
    """Return an answer whose sentences of other sites or years are parts of their own.

    Examples
    --------
    >>> parted("2021: spine -2.9. 2023: spine -2.4")
    '2021: spine -2.9; 2023: spine -2.4'
    """
    return _NEXT.sub("; ", text)


def in_sentences(text: str) -> str:
    """Return an answer whose sites are named once, each in a part of its own.

    Examples
    --------
    >>> in_sentences("Lumbar spine and hip DXA 5/16/2025 2:52 PM Hologic: L1-L4 T-score -0.7")
    'DXA 5/16/2025 Hologic: L1-L4 T-score -0.7'
    >>> in_sentences("spine T-score -3.3. My hip T-score was -2.7")
    'spine T-score -3.3; My hip T-score was -2.7'
    """
    text = _TOTAL_OF_HIP.sub(r"\1total hip", _LEFT_OUT.sub(r"\g<of>\g<between>", parted(text)))
    if _COMPOSITION.search(text) and not mentions_of(text):
        text = _TOTAL.sub("total body BMD", text)
    day = DATE.search(text)
    if day is not None:
        text = f"{text[: day.end()]}{_HOUR.sub('', text[day.end() - 1 :])[1:]}"
    head = _HEAD.match(text)
    if (
        head is None
        or day is None
        or day.end() > head.end("head")
        or holds_number(DATE.sub(" ", head["head"]))
    ):
        return text
    sites, first = mentions_of(head["head"]), next(iter(mentions_of(head["rest"])), None)
    if len({site for site, _, _ in sites}) < 2 or first is None or holds_number(head["rest"][: first[1]]):
        return text
    said = head["head"]
    for _, start, end in reversed(sites):
        said = f"{said[:start]} {said[end:]}"
    said = re.sub(r"^\W*(?:and|und|et|y|&|,|\+|\s)+", "", said)
    return f"{' '.join(said.split())}: {head['rest']}"


_NAMES: Final = {"lumbar_spine": "lumbar spine", "total_hip": "total hip", "femoral_neck": "femoral neck"}


def ask_of_two_days(text: str) -> None:
    """Ask for the days of a value that went from one number to another.

    Raises
    ------
    UnclearAnswerError
    """
    for part in re.split(r"[;\n]", text):
        found = _FROM_TO.search(part)
        site = next(iter(mentions_of(part)), None)
        if found is None or site is None or site_of(part) is None or len([*_FROM_TO.finditer(part)]) > 1:
            continue
        was, now = found["was"], found["now"]
        named = SCORE_NAMED.search(part)
        dense = re.fullmatch(r"[01][.,]\d{2,3}", was) and re.fullmatch(r"[01][.,]\d{2,3}", now)
        if named is None and not dense:
            continue
        kind = "" if named is None else f"{named[0].strip()[0].upper()}-score "
        unit = " g/cm2" if named is None else ""
        name = _NAMES.get(site[0], part[site[1] : site[2]].strip())
        days = [one[0] for one in DATE.finditer(part)]
        first, last = days if len(days) == 2 else ("DAY MONTH YEAR", days[0] if days else "DAY MONTH YEAR")
        raise UnclearAnswerError(
            "scans", f"two values of one site in {quoted(part.strip())}", "each value behind its own day",
            f'write "{first}: {name} {kind}{was}{unit}; {last}: {name} {kind}{now}{unit}", with your own days; leave '
            "out a value whose day is not known",
        )  # fmt: skip
