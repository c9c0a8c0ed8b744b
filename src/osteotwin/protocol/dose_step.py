"""One dose of a course, and how its amount is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from osteotwin.units import Rhythm

_SHOWN_UNITS = {"iu": "IU", "unit": "IU", "units": "IU", "mcg": "ug"}


@dataclass(frozen=True)
class DoseStep:
    """One dose of a course, and for how long.

    Attributes
    ----------
    amount : object
        ``"number unit"`` of one administration, or of a rate's period.
    rhythm : Rhythm or None
        Where the dose says it.
    is_rate : bool
        Whether the amount is all of a period, however it is shared out.
    lasts_days : float or None [day]
        None for as long as the course.
    gel_strength : float or None
        Share of hormone in the gel, where the dose says it; the amount counts the hormone then.
    said : str
        Doses of which the amount is the mean, each with its day or its time.
    ways : tuple of str
        Ways into the body that the dose names.
    drugs : tuple of str
        Drugs of the library that the dose names.
    """

    amount: object
    rhythm: Rhythm | None = None
    is_rate: bool = False
    lasts_days: float | None = None
    gel_strength: float | None = None
    said: str = field(default="", compare=False)
    ways: tuple[str, ...] = field(default=(), compare=False)
    drugs: tuple[str, ...] = field(default=(), compare=False)


def amount_text(number: float, unit: str) -> str:
    """Return an amount with its unit as a file writes it."""
    return f"{number:.12g} {_SHOWN_UNITS.get(unit, unit)}"
