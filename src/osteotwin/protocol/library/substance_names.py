"""Names of substances as the languages of Europe write them: ``"Acido alendrónico"`` is ``"alendronic acid"``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from osteotwin.inputs.names import folded
from osteotwin.units.patterns import later

#: Sounds that are written in more than one way.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"ph", "f"), (r"th", "t"), (r"y", "i"), (r"[ao]e", "e"), (r"w", "v"), (r"ks", "x"), (r"ck|ch|k", "c"),
        (r"(.)\1", r"\1"),
    )
)  # fmt: skip
#: An acid, by its word before or behind the name, or in one word with it.
_ACID: Final = later(
    r"^(?:acid(?:e|o|um)?|kwas|acidi) (?P<before>\w{4,}?)(?:ique?|ico?|icum|owy|icus)?$|"
    r"^(?P<behind>\w{4,}?)(?:ic|in|ik)? ?(?:acid|saure|saeure|zuur|syra|syre|sav)$"
)
#: How languages end the name of a substance.
_ENDING: Final = later(r"(?:um|us|[aeio])$")
#: Letters of a name from which another ending leaves no doubt.
_LEAST: Final = 7


def substance_form(name: str) -> str:
    """Return the form in which the names of one substance in several languages are equal; empty for a short name.

    Examples
    --------
    >>> substance_form("Anastrozol") == substance_form("anastrozolo") == substance_form("anastrozolum")
    True
    >>> substance_form("Alendronsäure") == substance_form("ácido alendrónico") == substance_form("alendronic acid")
    True
    """
    plain = folded(name)
    acid = _ACID.match(plain)
    if acid is not None:
        plain = acid["before"] or acid["behind"]
    if len(plain) < _LEAST or not plain.isalpha():
        return ""
    for pattern, sign in _SOUNDS:
        plain = pattern.sub(sign, plain)
    return f"{_ENDING.sub('', plain)}{' acid' if acid else ''}"


def by_form(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return what names mean by their forms as substances, without forms that may mean two things.

    Parameters
    ----------
    names : iterable of (str, str)
        A name and what it means.
    """
    meant: dict[str, set[str]] = {}
    for name, means in names:
        if form := substance_form(name):
            meant.setdefault(form, set()).add(means)
    return {form: next(iter(means)) for form, means in meant.items() if len(means) == 1}
