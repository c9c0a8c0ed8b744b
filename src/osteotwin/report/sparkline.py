"""Shares of the virtual people by year, as a line small enough to stand within a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from osteotwin.report.svg import Scale, Values, element, label, line

_WIDTH: Final = 92.0
_HEIGHT: Final = 24.0
_LEAST: Final = 2


def sparkline(years: Sequence[float], shares: Values, style: str) -> Markup | None:
    """Return the line of a share from none to all over the years; ``None`` where there are too few to join.

    A table gives the numbers, so the drawing is hidden from screen readers.

    Parameters
    ----------
    years : sequence of float
    shares : sequence of float or None
        Parallel to the years.
    style : str
        Class of the line: that of the answer.
    """
    known = [(year, share) for year, share in zip(years, shares, strict=True) if share is not None]
    if len(known) < _LEAST:
        return None
    across = Scale(years[0], years[-1], 14.0, _WIDTH - 14.0)
    up = Scale(0.0, 1.0, _HEIGHT - 4.0, 4.0)
    last = known[-1]
    parts = [
        *(
            element("line", class_="grid", x1=14.0, x2=_WIDTH - 14.0, y1=up(share), y2=up(share))
            for share in (0.0, 0.5, 1.0)
        ),
        element("path", class_=f"share {style}", d=line(years, shares, across, up)),
        element("circle", class_=f"share-end {style}", cx=across(last[0]), cy=up(last[1]), r=2.6),
        label(f"{years[0]:.0f}", 8, _HEIGHT / 2 + 4, text_anchor="end"),
        label(f"{years[-1]:.0f}", _WIDTH - 8, _HEIGHT / 2 + 4, text_anchor="start"),
    ]
    return Markup(
        element(
            "svg",
            "".join(parts),
            class_="sparkline",
            viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
            aria_hidden="true",
            focusable="false",
        )
    )
