"""What a rule finds: a number, and the passage that gives it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A number that the text of a trial gives or implies, in the unit of its field, and where it comes from."""

    value: float
    source: str
