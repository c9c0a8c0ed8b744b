"""An answer in its pieces."""

from __future__ import annotations

import re
from typing import Final

_PARTS: Final = re.compile(r"[;\n]+")
#: "none" is an answer: nothing of the kind.
NONE: Final = ("none", "no", "nothing", "nil", "-", "n/a", "na", "no training", "no drugs", "no drug")


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
    return text.strip(" .,!").casefold() in NONE
