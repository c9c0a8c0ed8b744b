"""Small pieces of Markdown: tables, paragraphs, numbers with as many digits as mean something."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

_LINE = 118


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def paragraph(*sentences: str) -> str:
    """Sentences as lines of a page."""
    return textwrap.fill(" ".join(sentences), _LINE, break_long_words=False, break_on_hyphens=False)


def item(*sentences: str) -> str:
    """Sentences as one entry of a list."""
    text = " ".join(sentences)
    return textwrap.fill(
        text,
        _LINE,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def count(value: float) -> str:
    """A number with three digits."""
    if value >= 1000:
        digits = len(str(int(value))) - 3
        return f"{round(value, -digits):,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def spread(values: dict[str, float]) -> str:
    """The median and the extremes."""
    return f"{count(values['median'])} ({count(values['low'])} to {count(values['high'])})"


def small(value: float) -> str:
    """An error or another number that may be small."""
    return f"{value:.1e}" if value < 1e-3 else count(value)
