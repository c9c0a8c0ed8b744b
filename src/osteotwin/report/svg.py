"""The few pieces of SVG that the figures are made of: scales, ticks, paths, labels that keep apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

Values = Sequence[float | None]

#: Points closer than this nobody sees apart [drawing unit].
_FINEST = 0.9


@dataclass(frozen=True)
class Scale:
    """A straight line from data to drawing units."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the drawing coordinate of a data value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """Return one element; ``content`` is markup already, attribute values are escaped.

    Underscores in attribute names stand for hyphens and a trailing one is dropped (``class_``).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(coordinate(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def label(content: str, x: float, y: float, **attributes: str | float) -> str:
    """Return a text element with its content escaped."""
    return element("text", escape(content), x=x, y=y, **attributes)


def coordinate(value: str | float) -> str:
    """Write a coordinate with at most one decimal, which is finer than a screen shows."""
    if isinstance(value, str):
        return value
    return f"{value:.1f}".removesuffix(".0")


def ticks(low: float, high: float, count: int) -> list[float]:
    """Return round values from at or below ``low`` to at or above ``high``, about ``count`` of them."""
    span = max(high - low, 1e-9)
    raw = span / max(count, 1)
    power = 10.0 ** floor(log10(raw))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= raw * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def tick_digits(marks: Sequence[float]) -> int:
    """Return how many decimals the marks of an axis need."""
    step = marks[1] - marks[0] if len(marks) > 1 else 1.0
    return next((count for count in range(4) if abs(step * 10**count - round(step * 10**count)) < 1e-6), 4)


def line(xs: Sequence[float], ys: Values, across: Scale, up: Scale) -> str:
    """Return the path of a curve; it is interrupted where a value is missing."""
    parts: list[str] = []
    pen = "M"
    for index in drawn(xs, across):
        x, y = xs[index], ys[index] if index < len(ys) else None
        if y is None:
            pen = "M"
            continue
        parts.append(f"{pen}{coordinate(across(x))} {coordinate(up(y))}")
        pen = "L"
    return "".join(parts)


def band(xs: Sequence[float], low: Values, high: Values, across: Scale, up: Scale) -> str:
    """Return the closed path between two curves; one piece for each unbroken run of values."""
    return "".join(
        "M"
        + "L".join(f"{coordinate(across(x))} {coordinate(up(top))}" for x, _, top in run)
        + "L"
        + "L".join(f"{coordinate(across(x))} {coordinate(up(bottom))}" for x, bottom, _ in reversed(run))
        + "Z"
        for run in _runs(xs, low, high, across)
    )


def drawn(xs: Sequence[float], across: Scale) -> list[int]:
    """Return the places of the points that a drawing can tell apart, the last one always among them."""
    kept: list[int] = []
    for index, x in enumerate(xs):
        if not kept or across(x) - across(xs[kept[-1]]) >= _FINEST or index == len(xs) - 1:
            kept.append(index)
    return kept


def spaced_out(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move label positions apart until neighbors are at least ``gap`` apart, within ``low`` to ``high``."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [min(max(wanted[index], low), high) for index in order]
    for index in range(1, len(placed)):
        placed[index] = max(placed[index], placed[index - 1] + gap)
    ceiling = high
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    result = [0.0] * len(placed)
    for position, index in enumerate(order):
        result[index] = placed[position]
    return result


def _runs(
    xs: Sequence[float], low: Values, high: Values, across: Scale
) -> Iterator[list[tuple[float, float, float]]]:
    run: list[tuple[float, float, float]] = []
    for index in drawn(xs, across):
        x = xs[index]
        bottom, top = (ends[index] if index < len(ends) else None for ends in (low, high))
        if bottom is None or top is None:
            if run:
                yield run
            run = []
        else:
            run.append((x, bottom, top))
    if run:
        yield run
