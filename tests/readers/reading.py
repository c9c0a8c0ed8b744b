"""What a reader takes from each outlet of an answer: blocks of text, rows of tables, and the numbers in them.

An outlet more is one function more that returns a :class:`Reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from osteotwin.cli.details import details
from osteotwin.cli.summary import summary
from osteotwin.report.html import render_html

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " "})
_UNIT = r"%|points?|years?|months?|mg|IU|pg/mL|ng/mL|ng/dL|g/cm²"
#: A number with a sign, or with a unit behind it.
_NUMBER = re.compile(rf"(?<![\w.,])[−+]\d[\d,]*(?:\.\d+)?|(?<![\w.,−+-])\d[\d,]*(?:\.\d+)? (?:{_UNIT})(?!\w)")

_HYPHEN_AS_MINUS = re.compile(r"(?<![\w.)−-])-(?=\d)")

#: Elements that begin a block of their own.
_BLOCKS = frozenset((
    "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "td", "th", "caption", "summary", "figcaption", "label", "legend",
    "div", "section", "article", "tr", "table",
))  # fmt: skip
_UNREAD = frozenset(("script", "style", "svg", "title", "output"))


@dataclass(frozen=True)
class Block:
    """A paragraph, a bullet, a cell.

    Attributes
    ----------
    place : str
        Heading of the terminal, ``id`` of the page's section, key of the JSON: where it stands.
    text : str
    """

    place: str
    text: str


@dataclass(frozen=True)
class Row:
    """A row of a table under its title."""

    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What one outlet says."""

    outlet: str
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """All of it, block by block."""
        return "\n".join(block.text for block in self.blocks)

    def numbers(self) -> frozenset[str]:
        """Numbers with a sign or a unit, as they stand there."""
        return frozenset(number for block in self.blocks for number in numbers_in(block.text))


def numbers_in(text: str) -> list[str]:
    """Numbers of a text with a sign or a unit."""
    return _NUMBER.findall(plain(text))


def plain(text: str) -> str:
    """A text with plain spaces, one at a time, and with the pages' minus sign."""
    return re.sub(r" +", " ", _HYPHEN_AS_MINUS.sub("−", text.translate(_SPACES))).strip()


def read_terminal(answer: Mapping[str, Any]) -> Reading:
    """What the summary and its details say, whatever the width of the terminal."""
    place, title = "", ""
    blocks: list[Block] = []
    rows: list[Row] = []
    for part in (*summary(answer), *details(answer)):
        cells = list(cells_of(part))
        if isinstance(part, Text):
            title = plain(part.plain)
            if "\n" in part.plain:
                place = title
        elif isinstance(part, Table):
            rows += [Row(title, row) for row in cells]
        blocks += [Block(place, " ".join(filter(None, row))) for row in cells]
    return Reading("terminal", tuple(blocks), tuple(rows))


def cells_of(part: RenderableType) -> Iterator[tuple[str, ...]]:
    """Texts of a part of the terminal's output, row by row."""
    if isinstance(part, Padding):
        yield from cells_of(part.renderable)
    elif isinstance(part, Table):
        columns = [[_flat(cell) for cell in column.cells] for column in part.columns]
        yield from zip(*columns, strict=True)
    else:
        yield (_flat(part),)


def _flat(part: RenderableType) -> str:
    if isinstance(part, Padding):
        return _flat(part.renderable)
    return plain(part.plain if isinstance(part, Text) else str(part))


class _Page(HTMLParser):
    """Collects blocks and rows; what no reader sees is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[str, str]] = []
        self.unread = 0
        self.text = ""
        self.title = ""
        self.row: list[str] = []
        self.blocks: list[Block] = []
        self.rows: list[Row] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self.unread += 1
        if tag in _BLOCKS or tag == "details":
            self._end_block()
        identity = dict(attrs).get("id")
        if tag in ("section", "details"):
            self.places.append((tag, identity or (self.places[-1][1] if self.places else "")))
        if tag == "tr":
            self.row = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self.unread -= 1
            return
        if tag in _BLOCKS or tag == "details":
            block = self._end_block()
            if tag in ("caption", "h3"):
                self.title = block
            elif tag in ("td", "th"):
                self.row.append(block)
            elif tag == "tr":
                self.rows.append(Row(self.title, tuple(self.row)))
        if tag in ("section", "details") and self.places:
            self.places.pop()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.text += data

    def _end_block(self) -> str:
        text, self.text = plain(self.text), ""
        if text:
            self.blocks.append(Block(self.places[-1][1] if self.places else "", text))
        return text


def read_page(answer: Mapping[str, Any]) -> Reading:
    """What the page says, opened and folded parts alike."""
    page = _Page()
    page.feed(render_html(dict(answer)))
    page.close()
    return Reading("page", tuple(page.blocks), tuple(page.rows))


def read_json(answer: Mapping[str, Any]) -> Reading:
    """Every text of the object, at its key."""
    return Reading("json", tuple(Block(".".join(path), plain(text)) for path, text in texts_of(answer)))


def texts_of(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a part of an answer, with the keys that lead to it."""
    if isinstance(value, str):
        yield path, value
    for key, item in _items(value):
        yield from texts_of(item, (*path, key))


def numbers_of(value: Any) -> Iterator[float]:
    """Every number of a part of an answer."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)
    for _, item in _items(value):
        yield from numbers_of(item)


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, Mapping):
        return [(str(key), item) for key, item in value.items()]  # pyright: ignore[reportUnknownVariableType]
    return [("*", item) for item in value] if isinstance(value, list | tuple) else []  # pyright: ignore[reportUnknownVariableType]


READERS = (read_terminal, read_page, read_json)
