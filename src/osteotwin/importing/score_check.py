"""Whether a T-score goes with the density beside it: a lost sign or another exam's number shows so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from osteotwin.importing.found import Found
from osteotwin.observing.scanners import REFERENCE_DEVICE, scale_of
from osteotwin.observing.scores import REFERENCES, young_adults
from osteotwin.people.score_reference import site_of_score
from osteotwin.units.patterns import later

#: Further from the density than this, under every reference that is known, a score is misread or misprinted [SD].
_FURTHEST: Final = 1.0
_SEXES: Final = ("male", "female")
_MAKERS: Final = ("hologic", "lunar", "norland")
_NUMBER: Final = later(r"[-+]?\d+(?:\.\d+)?")


def contradictions(found: Iterable[Found]) -> dict[int, str]:
    """Return why a density and a T-score of one site and scan do not go together, by their places in the list."""
    entries = list(found)
    densities = {
        _scan_of(one, what.removeprefix("bmd_")): n
        for n, one in enumerate(entries)
        if (what := _what(one)).startswith("bmd_")
    }
    wrong: dict[int, str] = {}
    for n, one in enumerate(entries):
        site = site_of_score(_what(one)) if _what(one).startswith("t_score_") else None
        beside = densities.get(_scan_of(one, site)) if site is not None else None
        score = _number(one)
        if site is None or beside is None or score is None or (bmd := _number(entries[beside])) is None:
            continue
        device = one.keys.get("device")
        could_be = sorted(_scores(site, bmd, device if isinstance(device, str) else None))
        if not could_be or could_be[0] - _FURTHEST <= score <= could_be[-1] + _FURTHEST:
            continue
        why = (
            f"a T-score of {score:g} does not go with {bmd:g} g/cm2 of the same scan, which is {could_be[0]:+.1f} to "
            f"{could_be[-1]:+.1f} by the references that are known; look at the report (its sign, too), and write both "
            f"by hand"
        )
        wrong |= {n: why, beside: why}
    return wrong


def _scores(site: str, bmd: float, device: str | None) -> Iterator[float]:
    """Yield what a printed density may be as a T-score, whoever it counts from."""
    makers = _MAKERS if device is None else (device,)
    if not all(maker == REFERENCE_DEVICE or scale_of(site, maker).converted for maker in makers):
        return  # a density of a scale that is not known may stand for any score
    for maker in makers:
        density = scale_of(site, maker).to_reference(bmd)
        for sex in _SEXES:
            for reference in REFERENCES:
                young = young_adults(site, sex, reference, maker)
                if young is not None:
                    yield (density - young.mean) / young.sd


def _what(one: Found) -> str:
    return str(one.keys.get("what", "")) if one.table == ("measurement",) else ""


def _scan_of(one: Found, site: str) -> tuple[object, ...]:
    return site, one.keys.get("date"), one.place.file


def _number(one: Found) -> float | None:
    match = _NUMBER.match(str(one.keys.get("value", "")))
    return None if match is None else float(match[0])
