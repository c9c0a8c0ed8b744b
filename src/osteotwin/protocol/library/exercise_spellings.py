"""Names of exercises as programs spell them: ``HKWorkoutActivityTypeJumpRope``, ``stand_up_paddling``, ``TrailRun``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

#: What programs write before each of their names.
_PREFIX: Final = later(
    r"^(?:hk_?workout_?activity_?type_?|exercise_(?:session_)?type_|workout_type_|activity_type_|sport_type_|"
    r"com\.[a-z.]+\.|activity\.|sport\.)(?=.)",
    re.IGNORECASE,
)
_HUMP: Final = later(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
#: What stands for spaces, and what joins.
_JOINTS: Final = later(r"[_\u2010-\u2015]+")
_AND: Final = later(r"\s*(?:&|\+)\s*")


def in_words(text: str) -> str:
    """Return a name as a program spells it in words; any other name as it is.

    Examples
    --------
    >>> in_words("HKWorkoutActivityTypeJumpRope"), in_words("standUpPaddleboarding"), in_words("EXERCISE_TYPE_YOGA")
    ('Jump Rope', 'stand Up Paddleboarding', 'YOGA')
    >>> in_words("Barbell_Full_Squat"), in_words("clean & press"), in_words("CrossFit class")
    ('Barbell Full Squat', 'clean and press', 'CrossFit class')
    """
    bare = _PREFIX.sub("", text.strip())
    if " " not in bare and len(_HUMP.findall(bare)) > 0:
        bare = _HUMP.sub(" ", bare)
    return " ".join(_AND.sub(" and ", _JOINTS.sub(" ", bare)).split()) or text
