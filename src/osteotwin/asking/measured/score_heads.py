"""Heads that are said once of several sites: "T-score: spine -1.4. Hip -0.8. Z-score: spine -0.9."."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.measured.not_measured import IN_NAMES, holds_number
from osteotwin.asking.when import DATE
from osteotwin.importing.scan_words import mentions_of, number_named
from osteotwin.units.patterns import later

_HEAD: Final = later(
    r"(?:^|(?<=[\s:;.,]))(?P<name>BMD|[TZ][- ]?(?:scores?|werte?))\s*(?::|\s(?=[^\W\d]))\s*", re.IGNORECASE
)
_PART: Final = later(r"(?<=[\w%)\u00b2])[.;,]\s+|\n+")
_NUMBER: Final = later(r"(?<![\w.,])[-+]?\d[\d.,]*")
_SCORE: Final = later(r"[-+]?\d(?:[.,]\d)?")
_CALLED: Final = {"t": "T-score", "z": "Z-score", "b": "BMD"}


def with_heads(text: str) -> str:
    """Return an answer whose heads stand beside each number; as it is where a part is of another form.

    Examples
    --------
    >>> with_heads("14 Oct 2025. T-score: Spine -1.4. Hip -0.8. Z-score: Spine -0.9.")
    '14 Oct 2025. Spine T-score -1.4, Z-score -0.9; Hip T-score -0.8'
    """
    heads = [*_HEAD.finditer(text)]
    if not heads or holds_number(DATE.sub(" ", text[: heads[0].start()])):
        return text
    last = (DATE.search(text, heads[0].start()) or [""])[0]
    if last and (len(DATE.findall(text)) > 1 or not text.rstrip(" .)").endswith(last)):
        return text
    told = text.rstrip(" .)")[: -len(last)].rstrip(" (,;") if last else text
    sites: dict[str, tuple[str, list[str]]] = {}
    rest: list[str] = []
    for head, end in zip(heads, [*(one.start() for one in heads[1:]), len(told)], strict=True):
        name = _CALLED[head["name"][0].casefold()]
        of_head: set[str] = set()
        parts = [one.strip(" .;,") for one in _PART.split(told[head.end() : end])]
        for part in filter(None, parts):
            masked = IN_NAMES.sub(lambda one: "x" * len(one[0]), part)
            numbers = [*_NUMBER.finditer(masked)]
            named = {site for site, _, _ in mentions_of(part)}
            if not numbers and not named:
                rest.append(part)
                continue
            own = number_named(part)
            if len(numbers) != 1 or len(named) != 1 or rest or (own and (own, name) != ("bmd", "BMD")):
                return text
            # Both sides of one place, and a density under a head of scores, are asked about.
            if named & of_head or (name != "BMD" and not _SCORE.fullmatch(numbers[0][0].rstrip(".,"))):
                return text
            of_head |= named
            at = numbers[0].start()
            value = f"{name} {part[at:].strip()}"
            sites.setdefault(_place(part[:at]), (part[:at].strip(" :="), []))[1].append(value)
    if len(sites) < 2 or any(len({*values}) < len(values) for _, values in sites.values()):
        return text
    whole = "; ".join((*(f"{site} {', '.join(values)}" for site, values in sites.values()), *rest))
    return f"{text[: heads[0].start()]}{whole}{f', {last}' if last else ''}"


_ONE_SCORE: Final = later(
    r"[^\d+-]*(?<![\w.,])[-+]\d(?:[.,]\d{1,2})?(?: ?(?:SD|DS|DE))?(?![\w%/]|[.,]\d)[^\d]*", re.IGNORECASE
)


def with_kind_of_all(text: str) -> str:
    """Return an answer in which a score behind a semicolon is of the only kind that is told before it.

    Examples
    --------
    >>> with_kind_of_all("columna lumbar: T-score -2,1; cadera total: -1,4")
    'columna lumbar: T-score -2,1; T-score cadera total: -1,4'
    """
    kinds = {one for part in text.split(";") if (one := number_named(part)) is not None}
    if kinds not in ({"t_score"}, {"z_score"}):
        return text
    name = f"{next(iter(kinds))[0].upper()}-score"
    parts: list[str] = []
    for part in text.split(";"):
        masked = DATE.sub(" ", part)
        told = bool(parts) and any(number_named(one) for one in parts)
        is_bare = number_named(part) is None and len({site for site, _, _ in mentions_of(part)}) == 1
        is_bare = is_bare and _ONE_SCORE.fullmatch(IN_NAMES.sub(" ", masked)) is not None
        parts.append(f" {name} {part.strip()}" if told and is_bare else part)
    return ";".join(parts)


def _place(said: str) -> str:
    return " ".join(re.findall(r"\w+", said.casefold()))
