"""One sign for each answer of the verdict, drawn: it says the same as the word beside it, without a color."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from osteotwin.report.svg import element

_CIRCLE: Final = "M10 1.5A8.5 8.5 0 1 0 10 18.5A8.5 8.5 0 1 0 10 1.5Z"
_DIAMOND: Final = "M10 1L19 10L10 19L1 10Z"
_OCTAGON: Final = "M6.5 1.5H13.5L18.5 6.5V13.5L13.5 18.5H6.5L1.5 13.5V6.5Z"

#: class of a line or severity of a flag -> outline, and the sign in it
_SIGNS: Final[Mapping[str, tuple[str, str]]] = {
    "yes": (_CIRCLE, "M5.8 10.4L8.8 13.4L14.4 6.8"),
    "no": (_OCTAGON, "M6.7 6.7L13.3 13.3M13.3 6.7L6.7 13.3"),
    # Three dots: a question mark in a diamond is what browsers draw for a character that they do not know.
    "open": (_DIAMOND, "M6 10V10M10 10V10M14 10V10"),
    "none": (_CIRCLE, "M6 10H14"),
    "treat": (_OCTAGON, "M10 5V11.5M10 13.7V15"),
    "discuss": (_DIAMOND, "M10 5.5V11M10 13V14.2"),
    "monitor": (_CIRCLE, "M10 5V10L13.4 12"),
    "nothing": (_CIRCLE, "M6 10H14"),
}  # fmt: skip


def icon(answer_class: str) -> Markup:
    """Return the sign of an answer; the word beside it says the same, so it is hidden from screen readers."""
    outline, sign = _SIGNS.get(answer_class, _SIGNS["none"])
    parts = element("path", class_="outline", d=outline) + element("path", class_="sign", d=sign)
    return Markup(
        element(
            "svg",
            parts,
            class_=f"icon {answer_class}",
            viewBox="0 0 20 20",
            aria_hidden="true",
            focusable="false",
        )
    )
