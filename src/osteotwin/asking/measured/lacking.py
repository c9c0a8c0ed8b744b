"""All that lacks of the values of a scan that an answer tells, in one question: the place, which score, the day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.asking.measured.not_measured import EXAMPLE
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.importing.places_not_held import FOREARM, place_not_held
from osteotwin.importing.scan_lists import without_dates
from osteotwin.importing.scan_words import T_SCORE, Z_SCORE, mentions_of, site_of
from osteotwin.units import listed
from osteotwin.units.named_days import day_in_words
from osteotwin.units.patterns import later

#: What the reader finds where something lacks and nothing else is wrong.
_LACKS: Final = later(
    r"^no (?:site|word on what|day)|may be of the neck or of the whole|tells of another "
    r"day$|of several sites"
)
_SCORE: Final = later(r"(?<![\w.,/-])[-+]\d(?:[.,]\d{1,2})?(?![\w/%]|[.,]\d)")
_NAMED: Final = later(
    rf"(?:{T_SCORE}|{Z_SCORE})\D{{0,25}}?(?P<n>[-+]?\d[.,]\d{{1,2}})(?![\w/%]|"
    rf"[.,]\d)",
    re.IGNORECASE,
)
_DENSITY: Final = later(
    r"(?<![\w.,/-])[01][.,]\d{2,4}(?=\s*g)|(?<![\w.,/-])(?:[01]|(?<!\d))[.,]\d{3}(?!\w|[.,]\d)"
)
_YEAR: Final = later(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_NO_YEAR: Final = later(r"\b(?:ago|previous\w*|last time|before|earlier|prior)\b", re.IGNORECASE)
_PLACES: Final = "the place: lumbar spine, total hip or femoral neck"
_SITES: Final = {"lumbar_spine": "lumbar spine", "total_hip": "total hip", "femoral_neck": "femoral neck",
                 "radius_33": "1/3 radius"}  # fmt: skip


def with_all_that_lacks(error: UnclearAnswerError, piece: str, day: date | None) -> UnclearAnswerError:
    """Return the question on a piece with everything that lacks; as it is where something else is wrong.

    Parameters
    ----------
    error : UnclearAnswerError
    piece : str
    day : datetime.date or None
        That of the piece, where it is told.
    """
    (problem,) = error.problems
    numbers = numbers_in(piece)
    if not _LACKS.search(problem.found) or not numbers:
        return error
    part = (QUOTED.findall(problem.found) or [piece])[0] if problem.found.startswith("no site") else piece
    if site_of(part) is None and not _kept_places(part) and (place := place_not_held(part)):
        return _not_held(place, part, numbers_in(part))
    if len(numbers) < len({*_sites_in(piece)}):
        return error  # one of them has a number of another form
    if problem.found.startswith("no day") and not _YEAR.search(piece):
        return error
    sites = _each_of(len(numbers), [_SITES.get(site, "") for site in _sites_in(piece)], site_of(piece))
    kinds = _kinds_of(numbers, piece)
    years = [one[0] for one in _YEAR.finditer(piece)]
    if len(years) == 1 and piece.lstrip().startswith(years[0]):  # the head of all behind it
        years, day = years * len(numbers), None
    years = None if len(years) != len(numbers) or _NO_YEAR.search(piece) else years
    no_kind = kinds is None
    lacks: list[str] = []
    with_own: list[str] = []
    if sites is None:
        lacks.append("which place each value is of" if len(numbers) > 1 and mentions_of(piece) else _PLACES)
        with_own.append("place")
    elif not all(sites):
        lacks.append("whether the neck of the femur or the total hip was measured")
        with_own.append("place")
    if no_kind:
        lacks.append(
            "whether it is a T-score or a Z-score"
            if len(numbers) == 1
            else "whether they are T-scores or Z-scores"
        )
        with_own.append("kind of score")
    if day is None:
        lacks.append(
            "the day of the scan"
            if years is None
            else f"the day of the scan, of which {listed([*dict.fromkeys(years)])} alone is told"
        )
        with_own.insert(0, "day")
    if not lacks or (len(lacks) == 1 and day is not None):
        return error
    own = f", with your own {listed(with_own)}"
    if sites is None and len(numbers) > 1:
        return UnclearAnswerError(
            "scans", f"not all in {quoted(piece)}", ", and ".join(lacks), f"{EXAMPLE['scans']}{own}"
        )
    values: dict[str, list[str]] = {}
    for n, (kind, number) in enumerate(numbers):
        name = "" if kind == "density" else f"{kinds[n] if kinds else 'T'}-score "
        unit = " g/cm2" if kind == "density" else ""
        told = day_in_words(day) if day else f"12 January {years[n]}" if years else "DAY MONTH YEAR"
        values.setdefault(told, []).append(f"{_place_of(sites, n)} {name}{number}{unit}")
    written = "; ".join(f"{told}: {'; '.join(rows)}" for told, rows in values.items())
    return UnclearAnswerError(
        "scans", problem.found if problem.found.startswith("no ") else f"not all in {quoted(piece)}",
        ", and ".join(lacks), f'write {"for example " if day or years else ""}"{written}"{own}',
    )  # fmt: skip


def _kept_places(piece: str) -> list[str]:
    """Return the places of a piece that a person's file holds, outside the names of those that it does not."""
    return [site for site, _, _ in mentions_of(_LESS_HEAD.sub(" ", piece))]


_LESS_HEAD: Final = later(r"\b(?:total|whole) body less head\b", re.IGNORECASE)


def _place_of(sites: list[str] | None, n: int) -> str:
    """Return the place of a number, or one that stands for it in an example."""
    return "lumbar spine" if sites is None else sites[n] or "total hip"


def numbers_in(piece: str) -> list[tuple[str, str]]:
    """Return the scores and densities of a piece in order."""
    text = without_dates(piece)
    found = {one.start(): ("density", one[0]) for one in _DENSITY.finditer(text)}
    found |= {one.start("n"): ("score", one["n"]) for one in _NAMED.finditer(text)}
    found |= {one.start(): ("score", one[0]) for one in _SCORE.finditer(text)}
    return [found[at] for at in sorted(found)]


def _kinds_of(numbers: list[tuple[str, str]], piece: str) -> list[str] | None:
    """Return the score that each number is, and nothing for a density; ``None`` where that is not told of each."""
    named = [one[0].strip()[0].upper() for one in re.finditer(rf"{T_SCORE}|{Z_SCORE}", piece, re.IGNORECASE)]
    scores = [n for n, (kind, _) in enumerate(numbers) if kind == "score"]
    told = _each_of(len(scores), named) if scores else []
    if told is None:
        return None
    kinds = dict(zip(scores, told, strict=True))
    return [kinds.get(n, "") for n in range(len(numbers))]


def _sites_in(piece: str) -> list[str]:
    """Return the sites that a piece names in order; names of one place together are one."""
    found: list[str] = []
    last = 0
    for site, start, end in mentions_of(piece):
        if not found or found[-1] != site or re.search(r"\d", piece[last:start]):
            found.append(site)
        last = end
    return found


def _not_held(place: str, piece: str, numbers: list[tuple[str, str]]) -> UnclearAnswerError:
    """Return the question on a value of a place that a person's file does not hold."""
    fix = 'leave it out: a person\'s file does not hold it; write "none" where nothing else was measured'
    if place == FOREARM and len(numbers) == 1 and numbers[0][0] == "score":
        fix = f'write "1/3 radius T-score {numbers[0][1]}" if it is of its third (33 %), else leave it out'
    return UnclearAnswerError(
        "scans", f"{quoted(piece)}, of {place}", "lumbar spine, total hip, femoral neck or 1/3 radius", fix
    )


def _each_of(count: int, named: list[str], only: str | None = "") -> list[str] | None:
    """Return one name for each number: one for all, or as many as there are; ``None`` where neither is so."""
    if len(dict.fromkeys(named)) == 1:
        return named[:1] * count
    if only == "femur" and not named:
        return [""] * count
    return named if len(named) == count else None
