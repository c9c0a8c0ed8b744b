"""Tables and lists that fit 80 columns, from plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from osteotwin.cli.terminal import console, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

GAP: Final = 2
SHORT_LABEL: Final = 10
NARROWEST_COLUMN: Final = 8


def heading(text: str) -> Text:
    """Return a heading with an empty line above it."""
    from rich.text import Text

    return Text(f"\n{text}", style="bold")


def paragraph(text: str, style: str = "") -> Text:
    """Return a text that wraps at the width of the output."""
    from rich.text import Text

    return Text(one_line(text), style=style)


def columns(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> Table:
    """Return rows in columns of given widths, the first aligned left, the others right."""
    from rich.padding import Padding
    from rich.table import Table

    table = Table.grid(padding=(0, GAP, 0, 0))
    first, *others = widths
    # Short labels stay whole on a narrow output: the other columns give way.
    room = max((console().width - first - GAP * len(others)) // max(len(others), 1), NARROWEST_COLUMN)
    others = others if first > SHORT_LABEL else [min(width, room) for width in others]
    table.add_column(width=first, overflow="fold")
    for width in others:
        table.add_column(width=width, justify="right", overflow="fold")
    for label, *cells in rows:
        text = label.lstrip(" ")
        # As padding the indent also holds on the lines to which a long text runs on.
        table.add_row(Padding(text, (0, 0, 0, len(label) - len(text))), *cells)
    return table


def bullets(marked: Sequence[tuple[str, str]]) -> Table:
    """Return texts that wrap beside their marks."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for mark, text in marked:
        table.add_row(mark, text)
    return table


def height(parts: Sequence[RenderableType]) -> int:
    """Return how many lines parts take on the output."""
    output = console()
    return sum(len(output.render_lines(part, pad=False)) for part in parts)


def shortened(text: str, beside: int, lines: int) -> str:
    """Return a text as it stands on so many lines beside a column of marks, with three dots where more follows."""
    import textwrap

    width = max(console().width - beside - 1, NARROWEST_COLUMN)
    return textwrap.shorten(text, width=lines * width - NARROWEST_COLUMN, placeholder=" \u2026")


def indented(part: Table | Text) -> Padding:
    """Return a part set in by two columns."""
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, GAP))


def catalogue_table(rows: Sequence[Mapping[str, str]], width: int) -> Table | None:
    """Return rows as one table with a header, or ``None`` where they would not fit the width."""
    from rich.box import SIMPLE_HEAD, Box
    from rich.table import Table

    names = list(rows[0])
    needed = sum(max(len(name), *(len(row[name]) for row in rows)) + GAP for name in names)
    if needed > width:
        return None
    # Called ASCII so that it is not swapped; signs that an output lacks are replaced when written.
    table = Table(box=Box(str(SIMPLE_HEAD), ascii=True), show_edge=False, pad_edge=False, padding=(0, 1))
    for name in names:
        table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(*(row[name] for name in names))
    return table


def record(row: Mapping[str, str]) -> list[Text | Padding]:
    """Return one row as its first value and, beneath it, name and value of the others that are not empty."""
    first, *others = row.items()
    pairs = [(name, value) for name, value in others if value]
    return [
        paragraph(first[1], "bold"),
        *([indented(bullets([(f"{name}:", value) for name, value in pairs]))] if pairs else []),
    ]
