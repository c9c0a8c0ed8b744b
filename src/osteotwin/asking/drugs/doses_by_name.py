"""Doses of several drugs in one sentence, or in one after the other, each with the name of its drug."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.drugs.told_line import meant
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.units.patterns import later

#: Where the words on one drug may end, the surest first.
_ENDS: Final = (
    # before the amount of the next drug: "and 0.25 mg of anastrozole"
    r"(?:\.|,(?: and\b)?|\band\b)(?=\s+(?:\d[\d.,]*|half|an?|one) ?[a-z]*(?: of)?(?: the| my)?\s*$)",
    r"\.(?=\s)",
    r",(?!\d)(?: and\b)?",
    r"\band\b|\bplus\b|[&+/]",
)

_TELLS: Final = later(r"\d|\b(?:one|once|half|an?)\b", re.IGNORECASE)


def doses_by_name(parts: Sequence[str], open_: Sequence[Taken]) -> tuple[str, ...]:
    """Return the parts of an answer, with one that names several drugs parted at their names.

    Raises
    ------
    UnclearAnswerError
        Where a part tells of several drugs and leaves open where the one ends: a dose is never shared.
    """
    found: list[str] = []
    for part in parts:
        places = _places(part, open_)
        if len(places) < 2:
            found.append(part)
            continue
        each = _parted(part, places)
        if each is None:
            names = "; ".join(one.name for one in open_)
            raise UnclearAnswerError(
                "dose", f"{quoted(part)}, which tells of {len(places)} drugs", f"a dose for each of: {names}",
                "part the doses by semicolons, one of each drug, in this order",
            )  # fmt: skip
        *before, last = (understood_of(one).often for one in each)
        is_shared = last and not any(before) and not re.search(r"[.;]\s", part)
        found += [part] if is_shared else each  # how often may be of all of them
    return tuple(found)


def _places(part: str, open_: Sequence[Taken]) -> list[tuple[int, int]]:
    """Return where a part names the drugs, in order; empty where one of them is named twice, or another one is."""
    spoken = name_places(part)
    found: list[tuple[int, int]] = []
    for one in open_:
        written = re.compile(rf"(?<!\w){re.escape(one.name)}(?!\w)", re.IGNORECASE)
        own = [place.span() for place in written.finditer(part)]
        own = own or [place for place in spoken if _is_same(part[slice(*place)], one.name)]
        if len(own) > 1:
            return []
        found += own
    others = [
        place for place in spoken if not any(begin < place[1] and place[0] < end for begin, end in found)
    ]
    return [] if others else sorted(found)


def _is_same(word: str, name: str) -> bool:
    mine = products_named(name)
    return meant(word) == meant(name) or (bool(mine) and products_named(word) == mine)


def _parted(part: str, places: Sequence[tuple[int, int]]) -> list[str] | None:
    """Return what is told of each drug; ``None`` where it is open at which word the one ends and the next begins."""
    cuts: list[tuple[int, int]] = []
    for (_, end), (begin, _) in pairwise(places):
        gap = part[end:begin]
        marks = [found for pattern in _ENDS if len(found := list(re.finditer(pattern, gap))) == 1][:1]
        if not marks and not part[: places[0][0]].strip(" -*"):  # each drug begins with its name
            marks = [found for pattern in _ENDS if (found := list(re.finditer(rf"(?:{pattern})\s*$", gap)))][
                :1
            ]
        if not marks:
            return None
        mark = marks[0][-1]
        cuts.append((end + mark.start(), end + mark.end()))
    starts = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(part)]
    each = [part[start:end] for start, end in zip(starts, ends, strict=True)]
    tells = (_TELLS.search(_without(one, places, start)) for one, start in zip(each, starts, strict=True))
    return [one.strip(" ,") for one in each] if all(tells) else None


def _without(words: str, places: Sequence[tuple[int, int]], start: int) -> str:
    """Return words without the name in them."""
    for begin, end in places:
        if start <= begin < start + len(words):
            return words[: begin - start] + words[end - start :]
    return words
