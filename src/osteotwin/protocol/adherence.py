"""How much of a training programme people do, where nobody says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from osteotwin.inputs.shipped import Row, Words, load_table


@dataclass(frozen=True)
class UsualAdherence(Row):
    """The share (0 to 1) of sessions that people do of a programme of at least so many days, and where it is from."""

    share: float
    reason: Words
    least_days: float = 0.0


def usual_adherence(days: float) -> UsualAdherence:
    """Return what people do of a training programme that lasts so many days; infinite is a long one."""
    return next(row for row in _rows()["training"] if days >= row.least_days)


@cache
def _rows() -> Mapping[str, tuple[UsualAdherence, ...]]:
    return load_table(dict[str, tuple[UsualAdherence, ...]], "osteotwin.protocol", "data", "adherence.toml")
