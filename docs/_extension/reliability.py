"""A reliability curve: what people were told against how often it came true, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_SIDE, _LEFT, _TOP, _GAP = 260, 56, 40, 70
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.right{text-anchor:end}.middle{text-anchor:middle}"
    ".title{font-weight:600}.grid{stroke:#ddd}.even{stroke:#888;stroke-dasharray:4 4}"
    ".bar{stroke:#3566a8;stroke-width:1.5}.point{fill:#3566a8}"
)
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def reliability(titles: Sequence[str], curves: Sequence[Sequence[Mapping[str, Any]]]) -> str:
    """An SVG picture: one panel for each question, one point for each bin in which somebody was."""
    panels = "".join(
        _panel(title, bins, _LEFT + k * (_SIDE + _GAP))
        for k, (title, bins) in enumerate(zip(titles, curves, strict=True))
    )
    width = _LEFT + len(titles) * (_SIDE + _GAP) - _GAP + 20
    height = _TOP + _SIDE + 56
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="Reliability curves"><style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{panels}</svg>\n'
    )


def _panel(title: str, bins: Sequence[Mapping[str, Any]], left: float) -> str:
    def x(share: float) -> str:
        return f"{left + _SIDE * share:.1f}"

    def y(share: float) -> str:
        return f"{_TOP + _SIDE * (1 - share):.1f}"

    marks = [f'<text class="title" x="{left}" y="{_TOP - 16}">{title}</text>']
    for tick in _TICKS:
        marks.append(f'<path class="grid" d="M{x(0)} {y(tick)}H{x(1)}M{x(tick)} {y(0)}V{y(1)}"/>')
        marks.append(f'<text class="right" x="{left - 6}" y="{float(y(tick)) + 4:.1f}">{tick:.0%}</text>')
        marks.append(f'<text class="middle" x="{x(tick)}" y="{float(y(0)) + 18:.1f}">{tick:.0%}</text>')
    marks.append(f'<path class="even" d="M{x(0)} {y(0)}L{x(1)} {y(1)}"/>')
    for one in bins:
        if one["people"]:
            told = x(one["told"])
            marks.append(f'<path class="bar" d="M{told} {y(one["lo"])}V{y(one["hi"])}"/>')
            marks.append(f'<circle class="point" cx="{told}" cy="{y(one["share"])}" r="4.5"/>')
    below = float(y(0)) + 40
    marks.append(f'<text class="middle" x="{x(0.5)}" y="{below:.1f}">told; upwards: came true</text>')
    return "".join(marks)
