"""What is gathered of one dose while its words are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Where a word or a number ends.
END: Final = r"(?![\w%])"


@dataclass
class Gathered:
    """What is gathered of one dose.

    Attributes
    ----------
    amount, strength : tuple of float and str, or None
        Number and unit: of a dose, and in a milliliter.
    volume : float or None [mL]
    rhythm, again : str
        How often, and how often once more.
    split : str
        Into how many doses, or on which days.
    lasts : str
        How long it is taken.
    span : tuple of int, int and str, or None
        From which to which week, month or day.
    """

    amount: tuple[float, str] | None = None
    volume: float | None = None
    strength: tuple[float, str] | None = None
    rhythm: str = ""
    again: str = ""
    split: str = ""
    lasts: str = ""
    span: tuple[int, int, str] | None = None

    def is_empty(self) -> bool:
        return self == Gathered()
