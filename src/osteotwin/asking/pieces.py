"""An answer in its pieces."""

from __future__ import annotations

import re
from typing import Final

#: Things in one list with commas, and words of a rhythm; more are not looked for.
MOST_LISTED, MOST_WORDS = 12, 14
_PARTS: Final = re.compile(r"[;\n]+")
#: "none" is an answer: nothing of the kind.
NONE: Final = (
    "none", "no", "nothing", "nil", "-", "n/a", "na", "no training", "no drugs", "no drug", "no meds", "no medication",
    "not taking any drugs", "not taking anything", "not on anything", "no medications", "no medicines", "none at all",
    "never", "never had one", "none yet", "not yet", "no scan", "no scans", "no dxa", "no labs", "no tests",
    "no blood tests", "no exercise", "sedentary", "nothing right now", "don't know", "i don't know", "dont know",
    "do not know", "not sure", "no idea", "unknown", "?",
)  # fmt: skip


def pieces_of(text: str) -> tuple[str, ...]:
    """Return the parts of an answer between semicolons and ends of lines.

    Examples
    --------
    >>> pieces_of("1 mg daily; 70 mg E3.5D;")
    ('1 mg daily', '70 mg E3.5D')
    """
    return tuple(part.strip(" ,.") for part in _PARTS.split(text) if part.strip(" ,."))


def is_none(text: str) -> bool:
    """Tell whether an answer says that there is nothing."""
    return text.replace("\u2019", "'").strip(" .,!").casefold() in NONE
