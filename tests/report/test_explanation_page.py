"""The page of an explanation: all of it, nothing from elsewhere, and how it behaves in a browser."""

from __future__ import annotations

import copy
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import osteotwin as ot

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LEVELS = ("fundamentals", "intermediate", "academic")


@pytest.fixture(scope="module")
def answer(demo_answer: dict[str, Any]) -> dict[str, Any]:
    return demo_answer


@pytest.fixture(params=LEVELS)
def explanation(request: pytest.FixtureRequest, answer: dict[str, Any]) -> dict[str, Any]:
    return ot.explain(answer, request.param).to_json()


def words(html: str) -> str:
    text = re.sub(r"<(script|style|title|sup)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


@pytest.mark.slow
def test_nothing_is_left_out(explanation: dict[str, Any]) -> None:
    html = ot.render_explanation(explanation)
    text = words(html)

    def said(part: str) -> bool:
        return " ".join(part.replace("\u00a0", " ").split()) in text

    for section in explanation["sections"]:
        assert said(section["title"])
        assert all(said(one["text"]) for one in section["sentences"])
        for table in section["tables"]:
            assert all(said(cell) for row in table["rows"] for cell in row["cells"])
        assert html.count(f'id="{section["id"]}"') == 1
    for source in explanation["sources"]:
        assert said(source["text"])
        assert said(source["note"])
    lines = [
        line for section in explanation["sections"] for one in section["equations"] for line in one["mathml"]
    ]
    assert html.count("<math ") == len(lines)
    assert all(line in html for line in lines)
    assert explanation["disclaimer"] in text


def test_each_statement_leads_to_its_sources(explanation: dict[str, Any]) -> None:
    html = ot.render_explanation(explanation)
    targets = set(re.findall(r'<li id="(source-\d+)"', html))
    assert len(targets) == len(explanation["sources"])
    assert set(re.findall(r'href="#(source-\d+)"', html)) == targets


def test_a_term_opens_once_where_it_first_stands(explanation: dict[str, Any]) -> None:
    html = ot.render_explanation(explanation)
    opened = re.findall(r"<summary>(.*?)</summary>", html)
    assert len(opened) == len(set(opened)) > 8
    assert set(map(unescape, opened)) <= {term["term"] for term in explanation["glossary"]}


def test_equal_explanations_give_equal_pages_and_nothing_is_fetched(explanation: dict[str, Any]) -> None:
    html = ot.render_explanation(explanation)
    assert html == ot.render_explanation(copy.deepcopy(explanation))
    fetched = html.replace('xmlns="http://www.w3.org/1998/Math/MathML"', "")
    assert "http://" not in fetched
    assert "https://" not in fetched
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_markup_in_an_explanation_stays_text(explanation: dict[str, Any]) -> None:
    bad = "<img src=x onerror=alert(1)>"
    explanation["name"] = bad
    explanation["sections"][0]["sentences"][0]["text"] = bad
    explanation["sections"][0]["tables"] = []
    explanation["sections"][0]["equations"] = [
        {"name": bad, "mathml": [bad], "text": [bad], "parameters": []}
    ]
    assert bad not in ot.render_explanation(explanation)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_quietly_and_nothing_scrolls_sideways(
    chromium: Browser, explanation: dict[str, Any], tmp_path: Path, width: int, scheme: Any
) -> None:
    address = ot.write_explanation(explanation, tmp_path / "page.html").as_uri()
    page = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda one: noise.append(one.url) if one.url.split("#")[0] != address else None)
    page.goto(address)
    for summary in page.locator("summary").all():
        summary.click()
    assert noise == []
    tables = page.locator("table").all()
    assert len(tables) == sum(len(section["tables"]) for section in explanation["sections"])
    assert all(table.is_visible() for table in tables)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
