"""What a plan has to keep to, as a field: it is told in words, and kept in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from osteotwin.asking.fields.field import Field
from osteotwin.asking.fields.heard import Heard
from osteotwin.asking.person.wish_words import WISHES, take_wishes
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.units.patterns import later


def keeps_field() -> Field:
    """Return the field of what a plan has to keep to."""
    return Field("keeps", "what a plan has to keep to", "no gym, at most 3 times a week")


def is_kept(words: str) -> bool:
    """Tell whether all of some words is what a plan keeps to."""
    try:
        rest, wishes = take_wishes({"training": words})
    except UnclearAnswerError:
        return False
    return bool(wishes) and not rest["training"].strip(" ;,.")


def keeps_of(parts: Sequence[Heard]) -> Iterator[str]:
    """Yield the words of an answer that a plan has to keep to; no gear where of other gear not all is understood."""
    is_open = any(not part.entries and _GEAR.search(part.said) for part in parts)
    for one in (entry for part in parts for entry in part.entries):
        if one.table == WISHES and not (is_open and "equipment" in one.keys):
            yield one.said.strip(" ;,.")


_GEAR: Final = later(
    r"(?i)\b(?:gym|dumb-?bells?|bar-?bells?|kettle-?bells?|bands?|machines?|bench|rack|weights|hanteln?|studio)\b"
)
