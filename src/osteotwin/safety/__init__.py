"""What a person, their clinician or the software must mind: safety, guidelines, measuring."""

from osteotwin.safety.gather import MOST_OPEN, by_severity, flags_of
from osteotwin.safety.situation import Flag, Situation

__all__ = ["MOST_OPEN", "Flag", "Situation", "by_severity", "flags_of"]
