"""What a change does to entries, step by step; nothing here knows a database."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from osteotwin.diary.document import Part
from osteotwin.diary.records import Entry, Where


@dataclass(frozen=True)
class Step:
    """What a change does to one entry; ``None`` where there is none before or after."""

    before: Entry | None
    after: Entry | None


def added(parts: Sequence[Part], where: Where, entries: Sequence[Entry]) -> list[Step]:
    """Return the steps that add parts behind the entries that are there."""
    position = max((entry.position for entry in entries), default=0)
    return [
        Step(None, Entry(secrets.token_hex(8), where, part, position + number, 0))
        for number, part in enumerate(parts, start=1)
    ]


def instead(parts: Sequence[Part], where: Where, entries: Sequence[Entry]) -> list[Step]:
    """Return the steps from some entries to others: what is the same in the same order is no step."""
    own = [entry for entry in entries if entry.where == where]
    left: dict[Part, list[Entry]] = defaultdict(list)
    for entry in own:
        left[entry.part].append(entry)
    kept, new = set[str](), list[Part]()
    last: dict[tuple[str, ...], int] = defaultdict(int)  # position of the last that was kept of each list
    for part in parts:
        same = next((entry for entry in left[part] if entry.position > last[part.path]), None)
        # Whatever comes after something new is new, too: it stands behind it.
        behind = any(one.path == part.path for one in new)
        if same is None or behind:
            new.append(part)
        else:
            kept.add(same.id)
            last[part.path] = same.position
    removed = [Step(entry, None) for entry in own if entry.id not in kept]
    return [*removed, *added(new, where, entries)]


def after(steps: Sequence[Step]) -> list[Entry]:
    """Return the entries that are there after the steps."""
    return [step.after for step in steps if step.after is not None]
