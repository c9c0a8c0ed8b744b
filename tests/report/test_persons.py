"""Persons as they come, simulated: page, paper, PDF and terminal say the same of each, and it fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

import osteotwin as ot
from osteotwin.cli.details import details
from osteotwin.cli.summary import LINES, summary
from osteotwin.cli.terminal import show
from osteotwin.report.pdf import render_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

PERSONS = sorted(Path(__file__).with_name("persons").glob("*.toml"))
NUMBER = re.compile(r"[+\u2212]?\d[\d,]*(?:\.\d+)?")
#: Beneath the summary stand the paths of page, PDF and answer.
PATHS = 3


@dataclass(frozen=True)
class Told:
    """What one person is told: the answer, what its page says outside its drawings, the sheets of its PDF."""

    answer: dict[str, Any]
    page: str
    text: str
    sheets: tuple[str, ...]


@pytest.fixture(scope="module", params=PERSONS, ids=lambda path: path.stem)
def told(request: pytest.FixtureRequest) -> Told:
    """One person after the other."""
    answer = ot.run(request.param, people=10)
    page = ot.render_html(answer)
    return Told(answer, page, text_of(page), sheets_of(render_pdf(answer)))


def text_of(html: str) -> str:
    """What a page says outside its drawings."""
    body = html[html.index("<body>") :]
    for element in ("script", "style", "svg", "sup"):
        body = re.sub(rf"<{element}\b.*?</{element}>", " ", body, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def sheets_of(pdf: bytes, count: int | None = None) -> tuple[str, ...]:
    """Return the text of the first sheets, or of all: to read one takes longer than to print it."""
    return tuple(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages[:count])


def words_of(sheet: str) -> str:
    return " ".join(sheet.split())


def numbers_of(text: str) -> set[str]:
    return {found.rstrip(",") for found in NUMBER.findall(text.replace("\u00a0", " "))}


def test_page_and_pdf_agree_to_the_digit(told: Told) -> None:
    said, sheets = numbers_of(told.text), numbers_of(" ".join(told.sheets))
    assert len(said) > 60
    assert said - sheets == set()
    drawn = numbers_of(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", told.page)))
    counted = {str(number) for number in range(1, len(told.sheets) + 200)}  # sheets and footnotes
    assert sheets - said - drawn - counted == set()


def test_every_range_is_told_on_page_paper_and_terminal(
    told: Told, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    show(*details(told.answer))
    outlets = [
        "".join(outlet.replace("\u2212", "-").split())
        for outlet in (capsys.readouterr().out, told.text, " ".join(told.sheets))
    ]
    ranges = 0
    for entry in told.answer["series"].values():
        reference = entry["reference"]
        if reference is None:
            assert entry["no_reference"]
            continue
        # On paper a line may end within the words.
        words = f"Reference range {reference['text']}"
        if reference["standing"]:
            words += f": {reference['standing'][0]} today, {reference['standing'][-1]} at the end"
        for outlet in outlets:
            assert "".join(words.split()) in outlet, words
        ranges += 1
    # Of a weak kidney some are left out, with the reason.
    assert ranges + len(told.answer["signals_left_out"]) >= 10


def check_first_sheets(sheets: tuple[str, ...]) -> None:
    """The first is the whole summary."""
    first, second, *_ = map(words_of, sheets)
    assert "Bone density ahead" in first
    assert "Today" in first
    assert "Numbers of the charts" in second
    assert "Today" not in second.partition("Numbers of the charts")[0]


def test_the_first_sheet_of_the_pdf_is_the_whole_summary(told: Told) -> None:
    check_first_sheets(told.sheets)


def test_the_terminal_takes_thirty_lines(
    told: Told, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    show(*summary(told.answer, below=PATHS))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) + PATHS <= LINES == 30
    assert max(map(len, lines)) <= 80
    # Counts that only the terminal gives are small.
    assert {one for one in numbers_of(" ".join(lines)) - numbers_of(told.text) if len(one) > 2} == set()


def test_paper_and_telephone_hold_it(chromium: Browser, told: Told, tmp_path: Path) -> None:
    address = ot.write_report(told.answer, tmp_path).as_uri()
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollHeight") <= 8 * 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    check_first_sheets(sheets_of(page.pdf(prefer_css_page_size=True), 2))
    page.context.close()
