"""What a change does to entries, step by step; nothing here knows a database."""

from __future__ import annotations

import secrets
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from osteotwin.diary.document import Part, Path
from osteotwin.diary.records import Entry, Where

#: So many values tell one entry from another, in so many letters.
_FEW: Final = 3
_LONGEST: Final = 80


@dataclass(frozen=True)
class Step:
    """What a change does to one entry; ``None`` where there is none before or after."""

    before: Entry | None
    after: Entry | None


def told(path: Sequence[str], done: str, keys: Mapping[str, object]) -> str:
    """Return what was done to which entry, in a few words for the list of changes.

    Examples
    --------
    >>> told(("plan", "drug"), "added", {"name": "alendronate", "dose": "70 mg", "every": "1 week", "from": ""})
    'plan drug added: alendronate, 70 mg, 1 week'
    """
    said = [
        str(value) for value in keys.values() if isinstance(value, str | int | float | date) and value != ""
    ]
    few = "".join(sign if sign.isprintable() else " " for sign in ", ".join(said[:_FEW]))
    few = few if len(few) <= _LONGEST else f"{few[: _LONGEST - 1]}…"
    return f"{' '.join(path)} {done}{': ' if few else ''}{few}"


def added(parts: Sequence[Part], where: Where, position: int) -> list[Step]:
    """Return the steps that add parts behind the last position that is there."""
    return [
        Step(None, Entry(secrets.token_hex(8), where, part, position + number, 0))
        for number, part in enumerate(parts, start=1)
    ]


def instead(parts: Sequence[Part], where: Where, entries: Sequence[Entry]) -> list[Step]:
    """Return the steps from some entries to others: what is the same in the same order is no step."""
    own = [entry for entry in entries if entry.where == where]
    left: dict[Part, deque[Entry]] = defaultdict(deque)
    for entry in own:
        left[entry.part].append(entry)
    kept, new, begun = set[str](), list[Part](), set[Path]()
    last: dict[Path, int] = defaultdict(int)  # position of the last that was kept of each list
    for part in parts:
        same = left[part]
        while same and same[0].position <= last[part.path]:
            same.popleft()
        # Whatever comes after something new is new, too: it stands behind it.
        if same and part.path not in begun:
            kept.add(same[0].id)
            last[part.path] = same[0].position
        else:
            new.append(part)
            begun.add(part.path)
    removed = [Step(entry, None) for entry in own if entry.id not in kept]
    return [*removed, *added(new, where, max((entry.position for entry in entries), default=0))]


def put(part: Part, where: Where, there: Sequence[Entry], position: int) -> list[Step]:
    """Return the steps that let a table be the only one at its path; one without keys is not there.

    Parameters
    ----------
    part : Part
    where : "file" or "diary"
    there : sequence of Entry
        What stands at its path.
    position : int
        The last that is there.
    """
    kept = there[: bool(part.content)]
    removed = [Step(entry, None) for entry in there[len(kept) :]]
    if part.content and not kept:
        return added([part], where, position)
    return [*removed, *(Step(entry, replace(entry, part=part)) for entry in kept if entry.part != part)]


def after(steps: Sequence[Step]) -> list[Entry]:
    """Return the entries that are there after the steps."""
    return [step.after for step in steps if step.after is not None]
