"""The few pieces of SVG that the figures are made of: scales, ticks, paths, labels that keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
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

    def written(self, values: Values) -> list[str]:
        """Return the drawing coordinates of values that are all known, as :func:`coordinate` writes them."""
        low, span, start, length = self.low, self.high - self.low, self.start, self.end - self.start
        return [
            f"{start + (value - low) / span * length:.1f}".removesuffix(".0")
            for value in values
            if value is not None
        ]


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """Return one element; ``content`` is markup already, attribute values are escaped.

    Underscores in attribute names stand for hyphens and a trailing one is dropped (``class_``).
    """
    written = "".join([
        f' {_hyphened(key)}="{escape(value) if isinstance(value, str) else coordinate(value)}"'
        for key, value in attributes.items()
    ])  # fmt: skip
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


@lru_cache(maxsize=128)
def _hyphened(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


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
    runs = _runs(xs, across, ys)
    return "".join("M" + "L".join(_joined(run, up.written([ys[k] for k, _ in run]))) for run in runs)


def band(xs: Sequence[float], low: Values, high: Values, across: Scale, up: Scale) -> str:
    """Return the closed path between two curves; one piece for each unbroken run of values."""
    parts: list[str] = []
    for run in _runs(xs, across, low, high):
        top, bottom = (_joined(run, up.written([ends[k] for k, _ in run])) for ends in (high, low))
        parts.append("M" + "L".join((*top, *reversed(bottom))) + "Z")
    return "".join(parts)


@lru_cache(maxsize=64)
def _places(xs: tuple[float, ...], across: Scale) -> tuple[tuple[int, str], ...]:
    """Return the points that a drawing can tell apart, the last one always among them: number, and where it lies."""
    kept: list[tuple[int, str]] = []
    before = 0.0
    for index, x in enumerate(xs):
        here = across(x)
        if not kept or here - before >= _FINEST or index == len(xs) - 1:
            kept.append((index, coordinate(here)))
            before = here
    return tuple(kept)


def _joined(run: Sequence[tuple[int, str]], ys: Sequence[str]) -> list[str]:
    return [f"{x} {y}" for (_, x), y in zip(run, ys, strict=True)]


def _runs(xs: Sequence[float], across: Scale, *curves: Values) -> list[Sequence[tuple[int, str]]]:
    """Return the runs of points at which all curves have a value."""
    places = _places(tuple(xs), across)
    if all(len(values) >= len(xs) and None not in values for values in curves):
        return [places] if places else []
    runs: list[list[tuple[int, str]]] = [[]]
    for place in places:
        if all(place[0] < len(values) and values[place[0]] is not None for values in curves):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


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
