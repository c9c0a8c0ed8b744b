"""What is said of each site of a scan, where one answer tells of several."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.measured.not_measured import EXAMPLE, holds_number
from osteotwin.asking.measured.report_words import UnreadFormError
from osteotwin.asking.measured.scan_context import check_words
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.no_result_words import METAL
from osteotwin.importing.places_not_held import place_not_held
from osteotwin.importing.scan_words import mentions_of, number_named, site_of
from osteotwin.units.patterns import later

#: Metal where a value was measured.
_METAL: Final = later(rf"\b(?:{METAL}|fus(?:ed|ion))\b", re.IGNORECASE)
#: As the value before it, or in words alone.
_SAME: Final = later(
    r"\b(?:same|too|also|ditto|likewise|identical|equal|as well|normal|fine|ok|okay|good|bad|low|osteop\w+)\b",
    re.IGNORECASE,
)


def of_sites(piece: str) -> list[str]:
    """Return what is said of each site: "BMD 0.9, T-score -1.2" behind a site is of that site."""
    sites: list[str] = []
    for part in re.split(r",\s+(?=[a-zA-Z])", piece):
        if not holds_number(part):
            if (metal := _METAL.search(part)) is not None:
                raise UnclearAnswerError("scans", f"{quoted(metal[0])} in {quoted(part)} beside a value",
                                         "values of bones without metal", "leave out the value where it is of that "
                                         "side, else leave out those words")  # fmt: skip
            if site_of(part) is not None and _SAME.search(part):
                raise UnclearAnswerError("scans", f"no value in {quoted(part)}", "a density or a score of each site",
                                         "write its own value, or leave that site out")  # fmt: skip
            check_words(part, of=piece)
            continue
        of_before = site_of(part) is None and not place_not_held(part)
        if sites and of_before and number_named(part) is not None:
            sites[-1] += f" {part}"
        else:
            sites.append(part)
    return [one for part in sites for one in _each_site(part)]


#: Between a part of the hip and the hip that it is of.
_OF_ONE: Final = later(r"[\s,:()-]*(?:(?:of|the|left|right|in|at|proximal)[\s,:()-]*)*")
_NOT_THERE: Final = later(
    r"\b(?:not?|none|replac\w+|pending|missing|implants?|prosthe\w+|fused|both|each)\b", re.IGNORECASE
)


#: Before a site, what already tells of it: "-3.3 and a T-score in my hip".
_LEADS: Final = later(r"[\s,]*(?:\b(?:and|und|et|y|e)\b|,)\s+(?=[^\d]*\b[TZ][- ]?score)", re.IGNORECASE)


def _begin(part: str, end: int, start: int) -> int:
    """Return where what is said of a site begins: at its name, or at the score before it that is named there."""
    numbers = [*re.finditer(r"\d[\d.,]*", part[end:start])]
    lead = _LEADS.match(part, end + numbers[-1].end(), start) if numbers else None
    return start if lead is None else lead.end()


#: "in the autumn of 2024", before any value.
_YEAR: Final = later(r"(?<=[a-z] )(?:19|20)\d\d(?![\d.,/-]\d)")


def _each_site(part: str) -> list[str]:
    """Return the parts of "spine T -2.1 hip T -1.6"; ask of two sites that do not each have a value behind them.

    Raises
    ------
    UnclearAnswerError
    """
    sites: list[tuple[str, int, int]] = []
    for site, start, end in mentions_of(part):
        between = part[sites[-1][2] : start] if sites else ""
        if sites and ((site == sites[-1][0] and not holds_number(between)) or _OF_ONE.fullmatch(between)):
            narrow = sites[-1][0] if site in ("total_hip", "femur") else site
            sites[-1] = narrow, sites[-1][1], end
        else:
            sites.append((site, start, end))
    if len(sites) < 2:
        return [part]
    begins = [0, *(_begin(part, sites[n][2], start) for n, (_, start, _) in enumerate(sites[1:]))]
    parts = [
        part[start:end].strip(" ,:-") for start, end in zip(begins, [*begins[1:], len(part)], strict=True)
    ]
    if (
        _NOT_THERE.search(part)
        or holds_number(_YEAR.sub(" ", part[: sites[0][1]]))
        or not all(map(holds_number, parts))
    ):
        raise UnreadFormError(
            "scans", f"two sites in {quoted(part)}", "one site in each part, with its own value",
            f"part them by semicolons, and leave out what was not measured; {EXAMPLE['scans']}",
        )  # fmt: skip
    return parts
