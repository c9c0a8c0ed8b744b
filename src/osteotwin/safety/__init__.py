"""What a person, their clinician or the software must mind: safety, guidelines, measuring."""

from osteotwin.safety.gather import by_severity, flags_of
from osteotwin.safety.situation import Flag, Situation

__all__ = ["Flag", "Situation", "by_severity", "flags_of"]
