"""Quantities as people write them: kinds, units, and how often."""

from osteotwin.units.choices import UNIT_CHOICES, UnitChoice, chosen_unit, figures, in_chosen_unit
from osteotwin.units.kinds import KINDS, Kind, spelling
from osteotwin.units.lists import listed
from osteotwin.units.quantities import allowed_units, is_finite, parse_quantity, quantity_text, shown_value
from osteotwin.units.rhythm import IN_WORDS, LONGEST_WORDS, days_between, is_rhythm, rhythm
from osteotwin.units.shares import ENOUGH_FOR_SHARES, share_in_words
from osteotwin.units.signs import with_signs
from osteotwin.units.slips import without_slips
from osteotwin.units.told_rhythm import AmbiguousRhythm, Rhythm
from osteotwin.units.weekdays import NAMES, listed_weekdays, named_weekdays
from osteotwin.units.written_numbers import in_digits, with_points, with_spoken_points, without_thousands

__all__ = [
    "ENOUGH_FOR_SHARES",
    "IN_WORDS",
    "KINDS",
    "LONGEST_WORDS",
    "NAMES",
    "UNIT_CHOICES",
    "AmbiguousRhythm",
    "Kind",
    "Rhythm",
    "UnitChoice",
    "allowed_units",
    "chosen_unit",
    "days_between",
    "figures",
    "in_chosen_unit",
    "in_digits",
    "is_finite",
    "is_rhythm",
    "listed",
    "listed_weekdays",
    "named_weekdays",
    "parse_quantity",
    "quantity_text",
    "rhythm",
    "share_in_words",
    "shown_value",
    "spelling",
    "with_points",
    "with_signs",
    "with_spoken_points",
    "without_slips",
    "without_thousands",
]
