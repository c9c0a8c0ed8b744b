"""A table of shares as circles whose area is the share."""

from __future__ import annotations

from html import escape
from math import sqrt

_CELL, _LEFT, _TOP = 62, 250, 230
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.name{font-family:ui-monospace,monospace}"
    "circle{fill:#3566a8;fill-opacity:.75}.share{font-size:10px;text-anchor:middle}"
)


def bubbles(rows: list[str], columns: list[str], shares: list[list[float]]) -> str:
    """An SVG picture; shares below half a percent stay empty."""
    width, height = _LEFT + _CELL * len(columns) + 90, _TOP + _CELL // 2 * len(rows) + 20
    marks: list[str] = []
    for j, title in enumerate(columns):
        x = _LEFT + _CELL * (j + 0.5)
        lines = wrapped(title, 34)
        for k, line in enumerate(lines):
            shift = 16 * (k - (len(lines) - 1) / 2)
            marks.append(
                f'<text transform="translate({x + shift:.0f} {_TOP - 14}) rotate(-60)">{escape(line)}</text>'
            )
    for i, name in enumerate(rows):
        y = _TOP + _CELL // 2 * i + 8
        marks.append(
            f'<text class="name" x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{escape(name)}</text>'
        )
        marks.append(f'<path d="M{_LEFT} {y}H{_LEFT + _CELL * len(columns)}" stroke="#ddd"/>')
        for j, share in enumerate(shares[i]):
            if share >= 0.005:
                x, radius = _LEFT + _CELL * (j + 0.5), 15 * sqrt(min(share, 1.0))
                marks.append(f'<circle cx="{x:.1f}" cy="{y}" r="{radius:.1f}"/>')
                marks.append(
                    f'<text class="share" x="{x + radius + 9:.1f}" y="{y + 3}">{100 * share:.0f}</text>'
                )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="Total indices"><style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(marks)}</svg>\n'
    )


def wrapped(text: str, longest: int) -> list[str]:
    """Words in lines of at most this many letters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > longest:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
