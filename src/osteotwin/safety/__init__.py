"""What a person, their clinician or the software must mind: safety, guidelines, measuring."""

from osteotwin.safety.gather import MOST_OPEN, flags_of, flags_of_plan, flags_of_what_is_left, reading_order
from osteotwin.safety.situation import Flag, Situation

__all__ = [
    "MOST_OPEN",
    "Flag",
    "Situation",
    "flags_of",
    "flags_of_plan",
    "flags_of_what_is_left",
    "reading_order",
]
