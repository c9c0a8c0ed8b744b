"""Quantities as people write them: kinds, units, and how often."""

from osteotwin.units.frequency import IN_WORDS, days_between, parse_interval_days
from osteotwin.units.kinds import KINDS, Kind, spelling
from osteotwin.units.quantities import allowed_units, is_finite, parse_quantity, quantity_text, shown_value

__all__ = [
    "IN_WORDS",
    "KINDS",
    "Kind",
    "allowed_units",
    "days_between",
    "is_finite",
    "parse_interval_days",
    "parse_quantity",
    "quantity_text",
    "shown_value",
    "spelling",
]
