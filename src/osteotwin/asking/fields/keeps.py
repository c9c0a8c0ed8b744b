"""What a plan has to keep to, as a field: it is told in words, and kept in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from osteotwin.asking.fields.field import Field
from osteotwin.asking.fields.heard import Heard
from osteotwin.asking.person.wish_words import WISHES


def keeps_field(
    asks: str = "what a plan has to keep to", example: str = "no gym; at most 3 times a week"
) -> Field:
    """Return the field of what a plan has to keep to."""
    return Field("keeps", asks, example)


def keeps_of(part: Heard, but_for: Collection[str] = ()) -> Iterator[str]:
    """Yield the words of a part of an answer that a plan has to keep to, but for those that other fields hold."""
    for one in part.entries:
        if one.table == WISHES and not set(one.keys) <= set(but_for):
            yield one.said.strip(" ;,.")
