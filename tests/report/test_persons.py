"""Persons as they come, simulated: page, paper, PDF and terminal say the same of each, and it fits."""

from __future__ import annotations

import re
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


@pytest.fixture(scope="module", params=PERSONS, ids=lambda path: path.stem)
def person_answer(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The answer of one person."""
    return ot.run(request.param, people=20)


def text_of(html: str) -> str:
    """What a page says outside its drawings."""
    body = html[html.index("<body>") :]
    for element in ("script", "style", "svg", "sup"):
        body = re.sub(rf"<{element}\b.*?</{element}>", " ", body, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def numbers_of(text: str) -> set[str]:
    return {found.rstrip(",") for found in NUMBER.findall(text.replace("\u00a0", " "))}


def test_page_and_pdf_agree_to_the_digit(person_answer: dict[str, Any]) -> None:
    page = ot.render_html(person_answer)
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(render_pdf(person_answer))).pages]
    said = numbers_of(text_of(page))
    assert len(said) > 60
    assert said - numbers_of(" ".join(sheets)) == set()
    drawn = numbers_of(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", page)))
    counted = {str(number) for number in range(1, len(sheets) + 200)}  # sheets and footnotes
    assert numbers_of(" ".join(sheets)) - said - drawn - counted == set()


def test_every_range_is_told_on_page_paper_and_terminal(
    person_answer: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    show(*details(person_answer))
    outlets = [
        capsys.readouterr().out,
        text_of(ot.render_html(person_answer)),
        " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(render_pdf(person_answer))).pages),
    ]
    told = 0
    for entry in person_answer["series"].values():
        reference = entry["reference"]
        if reference is None:
            assert entry["no_reference"]
            continue
        # On paper a line may end within the words.
        words = f"Reference range {reference['text']}"
        if reference["standing"]:
            words += f": {reference['standing'][0]} today, {reference['standing'][-1]} at the end"
        for outlet in outlets:
            assert "".join(words.split()) in "".join(outlet.replace("\u2212", "-").split()), words
        told += 1
    assert told >= 10


def test_the_first_sheet_of_the_pdf_is_the_whole_summary(person_answer: dict[str, Any]) -> None:
    first, second, *_ = (
        " ".join(sheet.extract_text().split())
        for sheet in PdfReader(BytesIO(render_pdf(person_answer))).pages
    )
    assert "Bone density, from the last scan on" in first
    assert "Today" in first
    assert "Numbers of the charts" in second
    assert "Today" not in second.partition("Numbers of the charts")[0]


def test_the_terminal_takes_thirty_lines(
    person_answer: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    show(*summary(person_answer, below=PATHS))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) + PATHS <= LINES == 30
    assert max(map(len, lines)) <= 80
    said = numbers_of(text_of(ot.render_html(person_answer)))
    # Counts that only the terminal gives are small.
    assert {one for one in numbers_of(" ".join(lines)) - said if len(one) > 2} == set()


def test_paper_and_telephone_hold_it(
    chromium: Browser, person_answer: dict[str, Any], tmp_path: Path
) -> None:
    address = ot.write_report(person_answer, tmp_path).as_uri()
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollHeight") <= 8 * 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first, second, *_ = (
        " ".join(sheet.extract_text().split())
        for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    )
    assert "Bone density, from the last scan on" in first
    assert "Today" in first
    assert "Numbers of the charts" in second
    assert "Today" not in second.partition("Numbers of the charts")[0]
    page.context.close()
