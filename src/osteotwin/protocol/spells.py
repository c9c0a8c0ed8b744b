"""What goes on and pauses again and again, told as one thing instead of block by block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, isclose

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.file_values import Cycle
from osteotwin.protocol.interventions import Intervention
from osteotwin.protocol.wording import number

#: So many equal blocks at equal distances are a rhythm, fewer may be chance.
_LEAST_BLOCKS = 3


@dataclass(frozen=True)
class Spell:
    """One intervention, from its first day to its last, and its pauses.

    Attributes
    ----------
    item : Intervention
    cycle : Cycle or None
        ``None`` where it has no pauses.
    """

    item: Intervention
    cycle: Cycle | None = None


def spells(items: Iterable[Intervention]) -> tuple[Spell, ...]:
    """Return interventions in their order, those that differ in their days only as one where they make a rhythm."""
    alike: dict[Intervention, list[Intervention]] = {}
    for item in items:
        alike.setdefault(replace(item, from_day=0.0, until_day=inf), []).append(item)
    found: list[Spell] = []
    for blocks in alike.values():
        cycle = _cycle(blocks)
        if cycle is None:
            found += [Spell(block) for block in blocks]
        else:
            found.append(Spell(replace(blocks[0], until_day=blocks[-1].until_day), cycle))
    return tuple(found)


def pauses_in_words(cycle: Cycle) -> str:
    """Return for example ``8 weeks on and 4 weeks off``.

    Examples
    --------
    >>> pauses_in_words(Cycle(56.0, 28.0))
    '8 weeks on and 4 weeks off'
    """
    return f"{_span(cycle.on_days)} on and {_span(cycle.off_days)} off"


def _cycle(blocks: list[Intervention]) -> Cycle | None:
    if len(blocks) < _LEAST_BLOCKS:
        return None
    on = blocks[0].until_day - blocks[0].from_day
    whole = blocks[1].from_day - blocks[0].from_day
    same = all(isclose(b.from_day - a.from_day, whole) for a, b in pairwise(blocks))
    as_long = all(isclose(block.until_day - block.from_day, on) for block in blocks[:-1])
    last = blocks[-1].until_day - blocks[-1].from_day
    return Cycle(on, whole - on) if same and as_long and last <= on + 1e-6 and whole > on else None


def _span(days: float) -> str:
    weeks = days / DAYS_PER_WEEK
    count, unit = (weeks, "week") if weeks == round(weeks) else (days, "day")
    return f"{number(count)} {unit}{'' if count == 1.0 else 's'}"
