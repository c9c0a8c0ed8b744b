"""A part of a meal, and what joins it to the one before it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of a meal.

    Attributes
    ----------
    text : str
    join : str
        What joins it to the part before it: ``"listed"`` (a comma), ``"both"``, ``"together"`` or ``"slash"``; empty
        for the first.
    """

    text: str
    join: str = ""
