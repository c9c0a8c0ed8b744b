"""The small table of notebooks: whatever is in it is text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from osteotwin.html_table import html_table, signed

NASTY = '</td><script src="https://example.org/x.js">alert(1)</script>&"\''


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.cells.append(data)


def test_whatever_is_written_into_it_is_read_as_text() -> None:
    reader = Reader()
    reader.feed(html_table(NASTY, [(NASTY, NASTY, "1"), ("b", "2", "3")], (NASTY, "x", "y")))
    assert set(reader.tags) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert reader.attributes == {"scope"}
    assert "".join(reader.cells) == NASTY * 2 + "xy" + NASTY * 2 + "1b23"


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, "+0.0"), (-0.0, "+0.0"), (-0.049, "+0.0"), (-0.051, "-0.1"), (2.25, "+2.2")]
)
def test_nought_has_one_sign(value: float, written: str) -> None:
    assert signed(value) == written
