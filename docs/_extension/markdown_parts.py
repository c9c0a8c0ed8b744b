"""Tables and numbers of generated Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def number(value: float) -> str:
    """Three digits, with a minus sign that does not break."""
    return f"{value:.3g}".replace("-", "−")


def signed(value: float, digits: int = 1) -> str:
    """A change with its sign; no sign where it is rounded to nothing."""
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text.replace("-", "−")


def amount(value: float, unit: str) -> str:
    """A value with its unit."""
    return f"{number(value)} {unit}".strip()
