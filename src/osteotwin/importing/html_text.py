"""A page of HTML → its text, a line for each block and a tab between the cells of a row; nothing of it is run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(("p", "div", "br", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "pre", "hr",
                            "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "body"))  # fmt: skip
_CELLS: Final = frozenset(("td", "th"))
_UNSEEN: Final = frozenset(("script", "style", "head", "title"))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = self._as_it_stands = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self._as_it_stands += tag == "pre"
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        self._as_it_stands = max(self._as_it_stands - (tag == "pre"), 0)
        if tag in _BLOCKS or tag in _CELLS:
            self.parts.append("\n" if tag in _BLOCKS else "\t")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data if self._as_it_stands else re.sub(r"\s+", " ", data))


def text_of_html(page: str) -> str:
    r"""Return what a page shows.

    Examples
    --------
    >>> text_of_html("<p>Neck <b>BMD</b></p><table><tr><td>T</td><td>-1.6</td></tr></table>")
    'Neck BMD\nT\t-1.6'
    """
    reader = _Text()
    reader.feed(page)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)
