"""In which unit a quantity is shown that is written in two: a reader's choice, and a text brought into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from osteotwin.errors import InputError
from osteotwin.units.quantities import parse_quantity

#: Figures that a laboratory's value has.
_FIGURES: Final = 3
_LIMITS: Final = ("<", ">", "≤", "≥")


@dataclass(frozen=True)
class UnitChoice:
    """One choice between two units.

    Attributes
    ----------
    key : str
    names : tuple of str
        What is chosen between; the first where nothing is chosen.
    kinds : mapping of str to tuple of str
        By row of :data:`~osteotwin.units.kinds.KINDS` the units that the names stand for.
    """

    key: str
    names: tuple[str, str]
    kinds: Mapping[str, tuple[str, str]]


_HORMONE: Final = ("pg/mL", "pmol/L")
UNIT_CHOICES: Final = (
    UnitChoice(
        "calcium",
        ("mg", "mmol"),
        {"serum_calcium": ("mg/dL", "mmol/L"), "urine_calcium": ("mg/day", "mmol/day")},
    ),
    UnitChoice("estradiol", _HORMONE, {"estradiol": _HORMONE, "estrone": _HORMONE}),
    UnitChoice("vitamin_d", ("ng/mL", "nmol/L"), {"25ohd": ("ng/mL", "nmol/L")}),
    UnitChoice(
        "testosterone",
        ("ng/dL", "nmol/L"),
        {"testosterone": ("ng/dL", "nmol/L"), "free_testosterone": _HORMONE},
    ),
)


def chosen_unit(kind: str, chosen: Mapping[str, str]) -> str | None:
    """Return the unit in which a quantity is shown; ``None`` where there is no choice or none was made.

    Parameters
    ----------
    kind : str
        Row of :data:`~osteotwin.units.kinds.KINDS`.
    chosen : mapping of str to str
        By key of a choice the name that was chosen.
    """
    for choice in UNIT_CHOICES:
        if kind in choice.kinds and chosen.get(choice.key) in choice.names:
            return choice.kinds[kind][choice.names.index(chosen[choice.key])]
    return None


def in_chosen_unit(text: str, kind: str, chosen: Mapping[str, str]) -> str:
    """Return a written quantity in the unit that was chosen; as it was written where that is the unit, or none is.

    Examples
    --------
    >>> in_chosen_unit("<27 pg/mL", "estradiol", {"estradiol": "pmol/L"})
    '<99.1 pmol/L'
    """
    unit, written = chosen_unit(kind, chosen), text.strip()
    sign = written[:1] if written[:1] in _LIMITS else ""
    number = written.removeprefix(sign)
    if unit is None or not number:
        return text
    try:
        value = parse_quantity(number, kind, unit=unit)
    except InputError:
        return text
    return text if number.rstrip().endswith(unit) else f"{sign}{figures(value)} {unit}"


def figures(value: float) -> str:
    """Return a number with as many figures as a laboratory's value has, and no fewer than stand before the point."""
    return f"{value:.0f}" if abs(value) >= 10**_FIGURES else f"{value:.{_FIGURES}g}"
