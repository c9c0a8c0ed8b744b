"""What a person, his clinician or the software must mind: safety, guidelines, measuring."""

from osteotwin.explaining.flags.gather import flags_of
from osteotwin.explaining.flags.situation import Flag, Situation

__all__ = ["Flag", "Situation", "flags_of"]
