"""The results of one line of a report of one scan: number, site, side and value, or why they are not read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from osteotwin.importing.frax import probabilities
from osteotwin.importing.places_not_held import place_not_held
from osteotwin.importing.scan_doubts import is_lowest_of_spine, two_references
from osteotwin.importing.scan_heads import (
    BARE_SPINE,
    DENSITY_ALONE,
    HISTORY,
    SIDE_ROW,
    Scan,
    region_named,
    site_of_region,
)
from osteotwin.importing.scan_lists import by_site, without_dates
from osteotwin.importing.scan_rows import NUMBER, row_numbers, scan_number
from osteotwin.importing.scan_sentences import labeled, tells_of_others, unread_number
from osteotwin.importing.scan_words import (
    SCORE_NAMED,
    is_change,
    is_one_vertebra,
    mentions_of,
    most_vertebrae,
    side_of,
    site_of,
    vertebrae_of,
)
from osteotwin.units.patterns import later

#: How a phantom or a fit came out; no result.
_QUALITY: Final = later(r"\b(?:BMD CV|ACF|BCF)\b")
#: Words of a line of results that name no region.
_NO_REGION: Final = later(
    r"\b(?:the|bone|mineral|density|densities|bmd|values?|results?|measures?|measured|measurement|is|was|of|at|"
    r"with|and|an?|for|"
    r"[tz]\W?scores?|t|z|corresponding|to|total|site|region|average|patient|current|today|g|gms?|cm2?|young|adult|"
    r"age|matched|reference|percent|score|this|there|which|normal|left|right|lt|rt|links?|rechts?|gauche|"
    r"droite?|gesamt|"
    r"totale|osteop\w+)\b|[\d\W_]", re.IGNORECASE)  # fmt: skip
#: Probabilities of fracture are no densities; a risk in words alone, or as so many times another, is no probability.
FRAX: Final = later(
    r"\bfrax\b|10[\s-]year (?:fracture|risk|probab)|\d\s*%\D{0,40}\bfracture (?:risk|probability)\b|"
    r"\bfracture (?:risk|probability)\b(?!\D*$|:?\s*\d+(?:[.,]\d+)?\s*x\b)", re.IGNORECASE)  # fmt: skip
OF_FRAX: Final = "a probability of FRAX; write frax_hip and frax_major into [person] by hand, a density apart"


def of_frax(words: str) -> str:
    """Return what to do about a sentence on FRAX, with its numbers where it tells them plainly.

    Examples
    --------
    >>> of_frax("FRAX: major 14%, hip 3.2%")
    'a probability of FRAX; write frax_major = "14 %" and frax_hip = "3.2 %" into [person] by hand, a density apart'
    """
    told = " and ".join(f'{key} = "{value}"' for key, value in probabilities(words).items())
    return OF_FRAX.replace("frax_hip and frax_major", told) if told else OF_FRAX


_FRAX_NUMBER: Final = later(r"\d\s*%")
#: A score, where no word says whether it is a T-score or a Z-score: "Spine: -1.6".
_SCORE_ALONE: Final = later(r"(?<![\w.,+-])[-+]\d[.,]\d{1,2}(?!\w|[.,]\d|\s*%)")
#: A number with decimals that is no percentage and has no unit.
_DECIMAL_ALONE: Final = later(r"(?<![\w.,])\d[.,]\d{1,3}(?!\w|[.,]\d|\s*(?:%|[a-z]))", re.IGNORECASE)
_TWO_SCORES: Final = later(r"/\s?cm\S{0,4}\s+[-+]?\d[.,]\d\s+[-+]?\d[.,]\d\s*$")
#: Scores of places that another sentence names.
_SCORES_OF_ALL: Final = later(
    r"\b(?:my|his|her) scores (?:were|was|are)\b\D{0,12}[-+]\d[.,]\d", re.IGNORECASE
)
_DEVIATIONS: Final = later(r"\d\s*(?:sd\b|standard deviations?)", re.IGNORECASE)
_PLACELESS: Final = "of a place that is not known here, or no place is told; write it by hand with its place"
_NO_VALUE: Final = later(r"cm\W?[23]\b|(?<![\w.])\d+(?:\.\d+){2,}(?::\d+)?(?!\w)")
_OF_SOME_SITE: Final = ("total", "spine", "femoral_neck", "radius_33")
_UNPLACED: Final = "a row of a table that does not say of which place; write it by hand"
_UNNAMED: Final = (
    "a number beside the name of a place, and no word that can be read on what it is; write it by hand"
)
#: A score that is told by words behind it, such as "1.3 standard deviations below the mean".
_SIGN_BEHIND: Final = later(
    r"\b[tz]\s?-?\s?score[^\d<>+-]{0,25}\+?\d+(?:[.,]\d+)?(?!\s*(?:g/|%))[\w\s(-]{0,25}\b(?:below|under|beneath|"
    r"unter\w*|"
    r"negativ\w*)\b|\b[tz]\s?-?\s?score[^\d]{0,25}\b(?:reduced|decreased|lowered|down|vermindert|"
    r"erniedrigt)\b[^\d]{0,12}\d|"
    r"\b[tz]\s?-?\s?score[^\d<>+-]{0,25}\d+[.,]\d+\s+-\s*$",
    re.IGNORECASE)  # fmt: skip
#: Sentences that say what scores mean, not what they are.
_DEFINITION: Final = later(
    r"\bwho\b|world health|at or (?:above|below)|or (?:below|above|lower|higher|less|greater|more)\b|between|"
    r"greater than|less than|defined|definition|criteria|[<>≤≥]", re.IGNORECASE)  # fmt: skip
#: A definition, a limit or a level of significance in brackets behind a result.
_IN_BRACKETS: Final = later(rf"\([^()]*(?:{_DEFINITION.pattern})[^()]*\)", re.IGNORECASE)


def of_each_site(words: str, scan: Scan) -> list[tuple[str, str, str, str]]:
    """Return the results of a line, which may tell of several sites, as :func:`_numbers_of` does."""
    words = _IN_BRACKETS.sub(" ", words) if labeled(_IN_BRACKETS.sub(" ", words)) else words
    if any(pattern.search(words) for pattern in (FRAX, _QUALITY, _DEFINITION, HISTORY)):
        return _numbers_of(words, scan)
    pieces = by_site(words)
    if len(pieces) == 1 and not pieces[0].why_not:
        return _numbers_of(pieces[0].words, scan)
    found: list[tuple[str, str, str, str]] = []
    for piece in pieces:
        if piece.why_not:
            found.append(("bmd", f"!{piece.why_not}", "", ""))
            continue
        read = _numbers_of(piece.words, replace(scan, site=None, side=""))
        silent = not read and re.search(r"\d", without_dates(piece.words))
        found += [("bmd", "!no word on what the number is", "", "")] if silent else read
    return found


def _numbers_of(words: str, scan: Scan) -> list[tuple[str, str, str, str]]:
    """Return number, site, side and value of each result of a line; a site that begins with ``!`` says why not."""
    region = region_named(words)
    if region is None and SIDE_ROW.match(words) and (_has_row(words, scan) or is_unnamed(words)):
        region = scan.region
        if region is None:
            return [("bmd", "!a side without the name of its region", "", "")]
    if _QUALITY.search(words):
        return []
    if FRAX.search(words):
        return [("bmd", f"!{of_frax(words)}", "", "")] if _FRAX_NUMBER.search(words) or labeled(words) else []
    told = labeled(words)
    if told and _DEFINITION.search(words):
        why = "!a sentence with a limit or a definition; write its values by hand where they are results"
        return [("bmd", why, "", "")] if region or site_of(words) else []
    if told and _SIGN_BEHIND.search(words):
        return [("bmd", "!a score whose sign is in its words; write it by hand", "", "")]
    if two_references(words):
        return [
            (
                "bmd",
                '!two scores of one place; write one by hand, with its reference = "female" or "male"',
                "",
                "",
            )
        ]
    if scan.site == "total_body" and BARE_SPINE.match(words):
        return []  # a part of the whole body, which is no scan of the lumbar spine
    if region is None:
        site = site_of(words) or (scan.site if told and not (scan.beneath or _names_another(words)) else None)
        if site is None and told:
            return [("bmd", f"!{_PLACELESS}", "", "")]
        if site is None or not (told or _has_row(words, scan) or _is_row_without_head(words, scan)):
            return [("bmd", f"!{_UNNAMED}", "", "")] if site and is_unnamed(words) else []
    else:
        site = site_of_region(region, words, scan)
    if site is None or site == "none":
        return []
    side = "" if site == "lumbar_spine" else side_of(words) or scan.side
    most = most_vertebrae(words) if told and site == "lumbar_spine" else ""
    if site == "lumbar_spine" and told and is_lowest_of_spine(words):
        return [
            ("bmd", "!the lowest of the spine, which may be of one vertebra; write that of L1-L4", "", "")
        ]
    if (told or not scan.columns) and HISTORY.search(words):
        site = "!a sentence that speaks of another scan, too; write the value and its day by hand"
    site = site if most else held_site(site, words, labeled=bool(told))
    if not site:
        return []
    if not told and tells_of_others(words):
        return [("bmd", f"!{_UNNAMED}", side, "")]
    values = told if not _is_row_with_unit(words, told) else row_numbers(words, ())
    values = values or row_numbers(words, scan.columns)
    if isinstance(values, str):
        return [("bmd", f"!{values}", side, "")]
    result: list[tuple[str, str, str, str]] = []
    for number, written in values.items():
        value = scan_number(written)
        if value is not None:
            alone = f"!{most} alone; a person's file holds L1-L4" if most and number == "bmd" else ""
            result.append((number, alone or site, side, value))
    if told and not site.startswith("!"):
        alone = "bmd" not in told and DENSITY_ALONE.search(without_dates(words))
        taken = {value for *_, value in result}
        alone_scores = (scan_number(one[0]) for one in _SCORE_ALONE.finditer(without_dates(words)))
        more = any(one not in taken for one in alone_scores)
        if unread := unread_number(words, told) or (_UNNAMED if alone or more else ""):
            return [*result, ("bmd", f"!{unread}", side, "")]
    read = {number for number, *_ in result}
    headless = bool(told) or not scan.columns
    if (
        read == {"bmd"}
        and headless
        and not site.startswith("!")
        and _SCORE_ALONE.search(without_dates(words))
    ):
        result.append(("bmd", f"!{_UNNAMED}", side, ""))
    return result[:1] if site.startswith("!") else result


def is_unnamed(words: str) -> bool:
    """Tell whether a number stands in a line of results that may be a density or a score, and no word says which."""
    plain = without_dates(words)
    return (DENSITY_ALONE.search(plain) or _SCORE_ALONE.search(plain)) is not None


def unread_line(words: str) -> str:
    """Return why a line of which nothing was read may hold a result all the same; empty where it holds none.

    Examples
    --------
    >>> unread_line("Femoral neck -1.8")
    'a number beside the name of a place, and no word that can be read on what it is; write it by hand'
    >>> unread_line("Ward's 0.550"), unread_line("Neck Diff. 0.020")
    ('', '')
    """
    # The digits of units, and of the version of a program, are of no value.
    if not re.search(r"\d", _NO_VALUE.sub(" ", words)):
        return ""
    plain = without_dates(words)
    if _SCORES_OF_ALL.search(plain):
        return _PLACELESS
    if any(pattern.search(words) for pattern in (FRAX, _QUALITY, _DEFINITION)) or is_change(words):
        return ""
    scores = _SCORE_ALONE.findall(plain)
    if len(NUMBER.findall(plain)) == len(scores) == 1 and (place := place_not_held(words)):
        return f"of {place}, which a person's file does not hold"
    if unread := unread_number(words):
        return unread
    site = site_of(words)
    if _SCORE_ALONE.search(plain) if SCORE_NAMED.search(words) else site and _DEVIATIONS.search(plain):
        return _UNNAMED if site else _PLACELESS
    if site is None and region_named(words) in _OF_SOME_SITE and is_unnamed(words):
        return _UNPLACED
    if not site or not held_site(site, words, labeled=False):
        return ""
    bare = _DECIMAL_ALONE.search(plain) and not _names_another(_without_sites(words))
    return _UNNAMED if bare or is_unnamed(words) else ""


def row_not_read(words: str, scan: Scan) -> str:
    """Return why a row beneath the head of a table is not read; empty where it is none, or of no place held."""
    region = region_named(words)
    cells = NUMBER.findall(without_dates(words))
    if not scan.columns or len(cells) < 2 or is_change(words) or _QUALITY.search(words):
        return ""
    if place_not_held(words) or region in ("vertebra", "none", "trochanter"):
        return ""
    site = site_of(words) if region is None else site_of_region(region, words, scan)
    if site is None:
        return (
            _UNPLACED
            if DENSITY_ALONE.search(without_dates(words)) and re.search(r"[^\W\d_]{2}", words)
            else ""
        )
    return _ROW_UNREAD if held_site(site, words, labeled=False) == site else ""


def in_brackets(words: str) -> str:
    """Return why a score in brackets is not read, which may be below zero; empty where a row has none."""
    return _MINUS_LOST if not labeled(words) and _ALONE_IN_BRACKETS.search(without_dates(words)) else ""


_ROW_UNREAD: Final = "a row whose numbers can't be told apart; write its values by hand"
_MINUS_LOST: Final = (
    "a number in brackets, which may be one below zero; write the values by hand with their signs"
)
_ALONE_IN_BRACKETS: Final = later(r"(?<!\S)\(\s?\d[.,]\d{1,2}\s?\)(?!\S)")


def held_site(site: str, words: str, *, labeled: bool) -> str:
    """Return a site as a person's file holds it; behind ``!`` why it holds none, empty where nothing is to be said."""
    if site == "femur":
        return (
            "!a density of the femur of which it does not say whether the whole hip or the neck was measured"
        )
    if site != "lumbar_spine":
        return site
    vertebrae = vertebrae_of(words)
    if vertebrae is None or vertebrae == "L1-L4":
        return site
    if vertebrae.startswith("L1-L4"):
        return "!L1-L4 without one of them; a person's file holds all four"
    if "-" in vertebrae:
        return f"!{vertebrae} alone; a person's file holds L1-L4"
    if labeled and is_one_vertebra(words):
        return f"!{vertebrae} alone; a person's file holds L1-L4"
    return site if labeled else ""


def _names_another(words: str) -> bool:
    """Tell whether a line of results names a region of its own, in words that are not known here."""
    return any(len(rest) > 3 for rest in _NO_REGION.sub(" ", words).split())


def _is_row_with_unit(words: str, told: dict[str, str]) -> bool:
    """Tell a place, a density with its unit and two scores behind it that no word names, as of a row without a head."""
    behind = _TWO_SCORES.search(words)
    return {*told} == {"bmd"} and behind is not None and not _names_another(_without_sites(words))


def _without_sites(words: str) -> str:
    for _, start, end in reversed(mentions_of(words)):
        words = f"{words[:start]} {words[end:]}"
    return words


def _has_row(words: str, scan: Scan) -> bool:
    return bool(scan.columns) and len(NUMBER.findall(words)) >= 2


def _is_row_without_head(words: str, scan: Scan) -> bool:
    """Tell a row of a place, a density and scores in columns of a table whose head is lost."""
    numbers = [one[0] for one in NUMBER.finditer(without_dates(words))]
    apart = re.search(r"\s{2,}\S+\s{2,}\S", words) or not _names_another(_without_sites(words))
    return bool(
        not scan.columns
        and apart
        and len(numbers) > 1
        and sum(map(bool, map(DENSITY_ALONE.fullmatch, numbers))) == 1
    )
