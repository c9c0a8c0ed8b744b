"""A sentence with the results of several sites, in one piece per site; and a sentence without what only looks like one.

A letter says "T-score lumbar spine -2.0, total hip -1.7" or "-2.0 at the lumbar spine and -1.7 at the total hip". Which
number is of which site is told by their order alone, so what does not alternate strictly is no list that can be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from osteotwin.importing.scan_words import DENSITY, T_SCORE, Z_SCORE, mentions_of, side_of, site_of
from osteotwin.units.named_days import NAMED_DAY, NAMED_MONTH, TO_YEAR
from osteotwin.units.patterns import later

#: A date as lists of medicines have it: a month by its name alone among them, of which they ask the day.
DAY_NAMED: Final = later(
    rf"{NAMED_DAY}|{NAMED_MONTH}\s+{TO_YEAR}\d{{4}}\b|\b\d{{4}}(?:-\d{{1,2}}-|/\d{{1,2}}/)\d{{1,2}}\b|"
    r"(?<!\d[.,])\b\d{1,2}(?P<between>[./-])\d{1,2}(?P=between)\d{2,4}\b",
    re.IGNORECASE)  # fmt: skip
#: A date of a result, which may be a month in numbers, too.
DATE: Final = later(
    rf"{DAY_NAMED.pattern}|(?<![\d./-])(?:(?:0?[1-9]/|1[0-2]/|(?:0[1-9]|1[0-2])[.-])(?:19|20)\d\d|"
    r"(?:19|20)\d\d[-/](?:0[1-9]|1[0-2]))(?![\d./-]*\d)",
    re.IGNORECASE,
)
#: Names of scanners that hold a number.
_MODEL: Final = later(r"\b(?:XR|QDR|DPX|XRD|NX|DMS|EXA)-?\s?\d{1,5}\w?\b")
_VERTEBRAE: Final = later(r"\bL(?:WK\s?)?[1-5](?:\s*(?:[-–]|to|,|and)?\s*L?[1-5]\b(?![.,]?\d))*\b")
_NUMBER: Final = later(r"(?<![\w.,])[-+\u2212]?\d+(?:[.,]\d+)?(?![\w/])(?!\s*%)")
#: Where a sentence ends, and not within "3. Dezember 2025".
SENTENCE_END: Final = later(
    rf"(?<=[.;])\s+(?=[A-Z])(?:(?<!\s\d\.\s)(?<!\s\d\d\.\s)|(?!(?i:{NAMED_MONTH})\s+(?:19|20)\d\d\b))"
)
_TOGETHER: Final = later(r"\brespective", re.IGNORECASE)
#: What a number is, in the words that :func:`osteotwin.importing.dxa_report.read_dxa_lines` looks for.
_LABELS: Final = (
    ("T-score", later(rf"{T_SCORE}|\bt\s*[:=]?\s*(?=[-+\u2212]\s?\d)", re.IGNORECASE)),
    ("Z-score", later(rf"{Z_SCORE}|\bz\s*[:=]?\s*(?=[-+\u2212]\s?\d)", re.IGNORECASE)),
    ("BMD:", later(rf"{DENSITY}|density|densities|g(?:ms?)?\s?/\s?cm", re.IGNORECASE)),
)  # fmt: skip
_SHORT: Final = later(
    r"\b([TZ])(?:\s*[:=]?\s*(?=[-+\u2212]\s?\d)|\s*[:=]\s*(?=\d[.,]\d(?![\d.,]))|"
    r"(?-i:(?<=[TZ])) (?=\d[.,]\d(?![\d.,])))",
    re.IGNORECASE,
)
#: Before a site it is of it.
_SIDE: Final = later(
    r"\b(?:left|right|mean|both|bilateral|linker?|linke[sn]?|rechter?|rechte[sn]?|beide[rn]?)\s+$",
    re.IGNORECASE,
)
#: Said once of all numbers of a sentence, behind them: "spine -2.4, hip -1.2 (T-scores)".
_NAMED_LAST: Final = later(
    r"[\s,;:]*(?:\(\s*(?:all |both )?(?P<name>[TZ][\s-]?scores?)\s*\)|[\s,;:]\s*(?P<plural>[TZ][\s-]?scores?))[\s.]*$",
    re.IGNORECASE,
)
#: Why the numbers of a sentence are not read.
SEVERAL_SITES: Final = "results of several sites in one sentence; write one site a line"
#: "T-score: spine -3.1; hip -2.4".
_HEADED: Final = later(r"(\b[TZ][\s-]?scores?\s*:\s*)([^\W\d_][^.:\n]*(?:\.\d[^.:\n]*)*)", re.IGNORECASE)
_NAMED: Final = later(r"\b(?:[TZ]\b|bmd|g\s?/)", re.IGNORECASE)
#: Parts a sentence where each part may tell of a site of its own.
_PARTS: Final = later(
    r"[,;|]\s+|\s+[/\u2013\u2014-]\s+|\b(?:and|with|but|while|whereas|und|sowie|mit|et|avec|y|con|e)\b",
    re.IGNORECASE,
)


#: Between two sites that one number is said of.
_JOINED: Final = later(
    r"[\s,/&+]*(?:and|und|et|y|e|with|the)?[\s,/&+]*(?:the\s|left\s|right\s)*", re.IGNORECASE
)


@dataclass(frozen=True)
class OneSite:
    """A piece of a sentence that tells of one site.

    Attributes
    ----------
    words : str
        With the name of the site, what the numbers are, and the numbers; as they stand where there is no list.
    why_not : str
        Why it is not read; empty where it can be.
    """

    words: str
    why_not: str = ""


def in_one_list(words: str) -> str:
    """Return words in which the sites behind a heading such as "T-score:" are parted by commas, as those of one list.

    Examples
    --------
    >>> in_one_list("T-Score: Spine -3.1; Total Hip -2.4")
    'T-Score: Spine -3.1, Total Hip -2.4'
    """
    return _HEADED.sub(
        lambda found: found[0] if _NAMED.search(found[2]) else found[0].replace(";", ","), words
    )


def without_dates(words: str) -> str:
    """Return a text without dates and numbers of vertebrae, which are no results.

    Examples
    --------
    >>> without_dates("T-score on 12 Nov 2025 of L1-L4: -2.0")
    'T-score on  of L: -2.0'
    """
    return _VERTEBRAE.sub("L", _MODEL.sub("", DATE.sub("", words)))


def spelled(words: str) -> str:
    """Return a text in which "T -1.9" is a T-score in full.

    Examples
    --------
    >>> spelled("Total hip T -1.7, Z: -0.6")
    'Total hip T-score -1.7, Z-score -0.6'
    """
    return _SHORT.sub(lambda found: f"{found[1].upper()}-score ", words)


def by_site(words: str) -> tuple[OneSite, ...]:
    """Return the pieces of a line, each of one site; a line that names one site or none as it is.

    Examples
    --------
    >>> [one.words for one in by_site("T-score lumbar spine -2.0, total hip -1.7")]
    ['lumbar spine T-score -2.0', 'total hip T-score -1.7']
    """
    if len({site for site, _, _ in mentions_of(words)}) < 2 or not _NUMBER.search(without_dates(words)):
        return (OneSite(words),)
    return tuple(one for part in SENTENCE_END.split(words) for one in _of_one_side(part, _pieces(part)))


def _of_one_side(sentence: str, pieces: tuple[OneSite, ...]) -> tuple[OneSite, ...]:
    """Return pieces with the side that a heading says of all of them: "Left hip: neck -1.8, total -1.5"."""
    head, colon, _ = sentence.partition(":")
    side = side_of(head)
    if (
        not colon
        or side not in ("left", "right")
        or _NUMBER.search(without_dates(head))
        or side_of(sentence) != side
    ):
        return pieces
    return tuple(
        replace(one, words=f"{side} {one.words}")
        if not one.why_not and not side_of(one.words) and _of_femur(site_of(one.words) or "")
        else one
        for one in pieces
    )


def _pieces(sentence: str) -> tuple[OneSite, ...]:
    last = _NAMED_LAST.search(sentence)
    if last is not None and not _labels(sentence[: last.start()]):
        sentence = f"{last['name'] or last['plural']} {sentence[: last.start()]}"
    places = _places(sentence := spelled(sentence))
    if len({site for site, _, _ in places}) < 2 or not _NUMBER.search(without_dates(sentence)):
        return (OneSite(sentence),)
    in_turn = () if _TOGETHER.search(sentence) else _in_turn(sentence, places) or _part_by_part(sentence)
    return in_turn or (OneSite(sentence, SEVERAL_SITES),)


def _in_turn(sentence: str, places: list[tuple[str, int, int]]) -> tuple[OneSite, ...]:
    """Return the sites of a sentence in which they alternate strictly with their numbers; none for any other."""
    head = without_dates(sentence[: places[0][1]])
    ends = [*(start for _, start, _ in places[1:]), len(sentence)]
    behind = [without_dates(sentence[end:until]) for (_, _, end), until in zip(places, ends, strict=True)]
    names = [sentence[start:end] for _, start, end in places]
    if _NUMBER.search(head):
        told = [head, *behind[:-1]]
        label = ""
        regular = not _NUMBER.search(behind[-1])
    else:
        # A site without a number of its own, before others, is part of a heading.
        numbered = [n for n, text in enumerate(behind) if _NUMBER.search(text)]
        if any(n not in numbered and _JOINED.fullmatch(text) and places[n][0] not in
               {places[k][0] for k in numbered} for n, text in enumerate(behind)):  # fmt: skip
            return ()  # a number of two sites
        told, names = [behind[n] for n in numbered], [names[n] for n in numbered]
        label, regular = _label(" ".join([head, *behind[: numbered[0]]])), True
    found: list[OneSite] = []
    following = ""
    for name, piece in zip(names, told, strict=True):
        label, text = following or label, piece
        if not _NUMBER.search(head):
            text, following = _own_and_next(piece)
        own = [mark for mark, pattern in _LABELS if pattern.search(text)]
        label = own[0] if len(own) == 1 else "" if own else label
        numbers = len(_NUMBER.findall(text))
        regular = (
            regular and bool(label) and numbers == max(len(own), 1) and (bool(own) or _can_be(label, text))
        )
        one_score = [mark[0] for mark in own] in (["T"], ["Z"]) and numbers == 1
        last = _NUMBER.search(text) if one_score else None
        if last is not None and not any(pattern.search(text, 0, last.start()) for _, pattern in _LABELS):
            text, own = text[: last.end()], []  # "is -2.9 t-score and"
        found.append(OneSite(f"{name} {text if own else f'{label} {_bare(text)}'}".strip(" ,;.")))
    return tuple(found) if regular else ()


def _part_by_part(sentence: str) -> tuple[OneSite, ...]:
    """Return the sites of a sentence of which each part names one, before its numbers or behind them; else none."""
    told: list[str] = []
    heading = ""
    for part in (one.strip() for one in _PARTS.split(sentence)):
        places, numbered = _places(part), _NUMBER.search(without_dates(part)) is not None
        if heading and places:
            both = _places(f"{heading}, {part}")
            if len(both) != 1:
                return ()
        if len(places) > 1:
            return ()
        if not numbered:
            heading = f"{heading} {part}".strip() if places or heading else ""
        elif places or heading:
            told.append(f"{heading} {part}".strip())
            heading = ""
        elif told and _labels(part):
            told[-1] += f", {part}"  # another number of the site before
        else:
            return ()
    found: list[OneSite] = []
    label = ""
    for part in told:
        own, plain = _labels(part), without_dates(part)
        if len(_NUMBER.findall(plain)) != max(len(own), 1) or not (own or label):
            return ()
        label = own[0] if len(own) == 1 else "" if own else label
        if not (own or _can_be(label, plain)):
            return ()
        ((_, start, end),) = _places(part)
        found.append(OneSite(part.strip(" ,;.") if own else f"{part[start:end]} {label} {_bare(plain)}"))
    return () if heading else tuple(found)


def _labels(text: str) -> list[str]:
    """Return what the numbers of a text are called; "BMD T-score" and "normal density (T-score 0.1)" are of a score."""
    found = [mark for mark, pattern in _LABELS if pattern.search(text)]
    return found if re.search(r"\d[.,]\d{3}", text) else [one for one in found if one[0] in "TZ"] or found


def _places(sentence: str) -> list[tuple[str, int, int]]:
    """Return site, start (with its side) and end of each site that is named; names of one place together are one."""
    places: list[tuple[str, int, int]] = []
    for site, begins, end in mentions_of(sentence):
        side = _SIDE.search(sentence, 0, begins)
        start = side.start() if side else begins
        if places and not _NUMBER.search(without_dates(sentence[places[-1][2] : start])):
            one = sentence[places[-1][1] : end]
            if site == places[-1][0] or (_of_femur(site) and _of_femur(places[-1][0])):
                places[-1] = (site_of(one) or site, places[-1][1], end)
                continue
        places.append((site, start, end))
    return places


def _of_femur(site: str) -> bool:
    return site in ("femoral_neck", "total_hip", "trochanter", "femur")


def _own_and_next(text: str) -> tuple[str, str]:
    """Return a piece up to what names the number of the next site, and that name."""
    ends = [match.end() for match in _NUMBER.finditer(text)]
    behind = re.search(
        r"(?:\b([tz])[\s_-]?(?:score|wert)|\bbmd\b)(?!s?\s*(?:[,;.]|(?:and|und|et|y)\b))",
        text[ends[-1] :],
        re.IGNORECASE,
    )
    if behind is None:
        return text, ""
    return text[: ends[-1] + behind.start()], f"{behind[1].upper()}-score" if behind[1] else "BMD:"


def _label(text: str) -> str:
    """Return what the numbers behind a text are; empty where it does not say, or says two things."""
    found = [mark for mark, pattern in _LABELS if pattern.search(text)]
    return found[0] if len(found) == 1 else ""


def _bare(text: str) -> str:
    """Return the number of a piece that says no more than it."""
    match = _NUMBER.search(text)
    return match[0] if match else ""


def _can_be(label: str, text: str) -> bool:
    """Tell whether the number of a piece that says no more than it can be what was said before it: 0.81 is no score."""
    return not (label[0] in "TZ" and re.fullmatch(r"[01][.,]\d{2,4}", _bare(text)))
