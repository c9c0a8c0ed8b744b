"""The glossary opened in place: the first use of a term in a text is a button that shows what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from markupsafe import Markup


def marking(glossary: Sequence[Mapping[str, str]]) -> Callable[[str], Markup]:
    """Return a function that writes a text as markup with its terms as buttons; everything else is escaped.

    The button names the popover of its term (:func:`anchor`): browsers open and close it without a script.

    Parameters
    ----------
    glossary : sequence of mapping
        Each with its ``term``.
    """
    places = {_key(form): place for place, row in enumerate(glossary) for form in _forms(row["term"])}
    if not places:
        return lambda text: Markup(escape(text))
    longest_first = sorted(places, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)

    def mark(text: str) -> Markup:
        parts: list[str] = []
        seen: set[int] = set()
        end = 0
        for found in pattern.finditer(text):
            place = places[_key(found[0])]
            if place in seen:
                continue
            seen.add(place)
            parts += [escape(text[end : found.start()]), _button(found[0], place)]
            end = found.end()
        return Markup("".join([*parts, escape(text[end:])]))

    return mark


def anchor(place: int) -> str:
    """Return the id of the popover of a term by its place in the glossary."""
    return f"term-{place + 1}"


def _button(text: str, place: int) -> str:
    return f'<button type="button" class="term" popovertarget="{anchor(place)}">{escape(text)}</button>'


def _key(form: str) -> str:
    return form.casefold().replace("\u00a0", " ")


def _forms(term: str) -> tuple[str, ...]:
    """A term as it is written, in the singular and the plural."""
    single = term.removesuffix("s")
    return (term, single, f"{single}s")
