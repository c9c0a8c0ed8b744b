"""What a plan has to keep to, as a field: it is told in words, and kept in them."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.asking.fields.field import Field
from osteotwin.asking.fields.heard import Heard
from osteotwin.asking.person.wish_words import WISHES, take_wishes
from osteotwin.asking.unclear import UnclearAnswerError


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


def keeps_of(part: Heard) -> Iterator[str]:
    """Yield the words of a part of an answer that a plan has to keep to."""
    for one in part.entries:
        if one.table == WISHES:
            yield one.said.strip(" ;,.")
