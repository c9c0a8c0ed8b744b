"""Lengths and weights in two units: ``5 ft 11 in``, ``6'2"``, ``13 st 4 lb``."""

from __future__ import annotations

from osteotwin.units.patterns import later

_N = r"[0-9]+(?:\.[0-9]+)?"
_FEET = later(rf"(?P<big>[0-9]+) ?(?:ft|feet|foot|'|’|′) ?(?P<small>{_N}) ?(?:in|inch|inches|\"|”|″|'')?")
_STONES = later(rf"(?P<big>[0-9]+) ?(?:st|stone) ?(?P<small>{_N}) ?(?:lbs?|pounds?)?")
_FORMS = {"length": (_FEET, 12, "in"), "body_mass": (_STONES, 14, "lb")}


def in_one_unit(text: str, kind: str) -> str:
    """Return a text in feet and inches, or stones and pounds, in the smaller unit; any other as it is.

    Examples
    --------
    >>> in_one_unit("5 ft 11 in", "length"), in_one_unit("86 kg", "body_mass")
    ('71 in', '86 kg')
    """
    if kind not in _FORMS:
        return text
    form, many, unit = _FORMS[kind]
    found = form.fullmatch(text.strip().casefold())
    if found is None or float(found["small"]) >= many:
        return text
    return f"{int(found['big']) * many + float(found['small']):g} {unit}"
