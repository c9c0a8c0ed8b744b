"""Types of training by any of the words that trials have for them."""

from __future__ import annotations

import re

from osteotwin.protocol.library.exercises import GENERIC_EXERCISES

#: Types of training, by what they put on bone.
TRAINING_TYPES = tuple(GENERIC_EXERCISES)

# Other names of a type, the first that fits. What fits none is refused: no type of training is like any other.
_TYPE_NAMES = (
    (r"resist\w*.*(?:impact|jump)|(?:impact|jump).*resist|multi|combin|mixed|hirit", "resistance_and_impact"),
    (r"resist|strength|weight ?(?:train|lift)|power", "resistance"),
    (r"impact|jump|plyo|hop|skipp|ball|tennis|gymnast", "impact"),
    (r"isometr", "isometric"),
    (r"football|soccer", "football"),
    (r"jog|run|sprint", "jogging"),
    (r"walk", "walking"),
    (r"aerob|endurance|cardio|swim|water|aqua|cycl|bike|ergomet|rowing|danc|step|ellip|ski|skat|circuit", "aerobic"),
)  # fmt: skip


def training_type(written: str) -> str | None:
    """Type of training for a trial's word for it; ``None`` for what is no training that the library knows.

    Examples
    --------
    >>> training_type("strength training")
    'resistance'
    >>> training_type("knitting") is None
    True
    """
    if written in TRAINING_TYPES:
        return written
    spoken = re.sub(r"[_\s-]+", " ", written)
    return next((name for words, name in _TYPE_NAMES if re.search(words, spoken, re.IGNORECASE)), None)
