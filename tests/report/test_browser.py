"""A real browser opens the report from disk, at a desk, on a telephone, in the dark, on paper."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from osteotwin.report import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# WCAG 2: relative luminance and contrast of every visible text against what lies behind it.
CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05);
  };
  const behind = (node) => {
    for (let n = node; n; n = n.parentElement) {
      const color = parse(getComputedStyle(n).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const poor = [];
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || node.closest("script, style, title, desc")) continue;
    if (!node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    const color = node instanceof SVGElement ? style.fill : style.color;
    seen += 1;
    const value = ratio(parse(color), behind(node));
    if (value < 4.5) poor.push(`${value.toFixed(2)} ${walker.currentNode.textContent.trim().slice(0, 40)}`);
  }
  return { poor, seen };
}"""


@pytest.fixture
def report(answer: dict[str, Any], tmp_path: Path) -> str:
    return write_report(answer, tmp_path).as_uri()


def _open(browser: Browser, address: str, **options: Any) -> Page:
    """Open the report; any message, error or request beyond the file itself is kept in ``page.noise``."""
    page = browser.new_context(reduced_motion="reduce", **options).new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request", lambda request: noise.append(request.url) if request.url.split("#")[0] != address else None
    )
    page.goto(address)
    page.noise = noise  # type: ignore[attr-defined]
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_quietly_and_asks_for_nothing(chromium: Browser, report: str, scheme: Any) -> None:
    page = _open(chromium, report, color_scheme=scheme)
    page.get_by_role("button", name="Dark page").click()
    page.locator("svg.chart:visible").first.hover()
    page.wait_for_timeout(50)
    assert page.noise == []  # type: ignore[attr-defined]
    page.context.close()


@pytest.mark.parametrize("width", [320, 360, 721, 1280])
def test_nothing_scrolls_sideways(chromium: Browser, report: str, width: int) -> None:
    page = _open(chromium, report, viewport={"width": width, "height": 740})
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_long_words_and_a_long_outlook_fit_a_telephone(
    chromium: Browser, make_answer: Any, tmp_path: Path
) -> None:
    answer = make_answer(10.0, "Bartholomäus" * 6)
    answer["inputs"]["plan"][0]["label"] = "x" * 90
    answer["contributions"]["lumbar_spine"]["training"]["label"] = "training" * 9
    answer["scenarios"]["drug_only"]["label"] = "drug" * 20
    page = _open(chromium, write_report(answer, tmp_path).as_uri(), viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_all_text_has_contrast_enough(chromium: Browser, report: str, scheme: Any, width: int) -> None:
    page = _open(chromium, report, color_scheme=scheme, viewport={"width": width, "height": 800})
    found = page.evaluate(CONTRAST)
    assert found["poor"] == []
    assert found["seen"] > 300
    page.context.close()


def test_the_color_button_turns_the_page_either_way(chromium: Browser, report: str) -> None:
    page = _open(chromium, report, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    button = page.get_by_role("button", name="Dark page")
    before = page.evaluate(paper)
    button.click()
    assert page.evaluate(paper) != before
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate(CONTRAST)["poor"] == []
    button.click()
    assert page.evaluate(paper) == before
    page.context.close()


def test_every_year_is_reached_by_keyboard(chromium: Browser, report: str) -> None:
    page = _open(chromium, report)
    page.locator('input[name="year"]:checked').focus()
    seen: list[str] = []
    for _ in range(3):
        shown = page.locator(".year-panel:visible")
        assert shown.count() == 1
        seen.append(shown.get_attribute("data-year") or "")
        page.keyboard.press("ArrowRight")
    assert sorted(seen) == ["1", "2", "3"]
    page.context.close()


def test_tab_reaches_links_switch_years_sliders_and_tables(chromium: Browser, report: str) -> None:
    page = _open(chromium, report)
    controls: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        controls.add(page.evaluate("(e => e.type || e.localName)(document.activeElement)"))
    assert {"a", "button", "range", "radio", "summary"} <= controls
    page.context.close()


def test_a_chart_can_be_read_month_by_month(chromium: Browser, report: str, answer: dict[str, Any]) -> None:
    from playwright.sync_api import expect

    page = _open(chromium, report)
    figure = page.locator("figure.readable").first
    figure.locator('input[type="range"]').focus()
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    median = answer["sites"]["lumbar_spine"]["percent_change"]["median"][6]
    text = figure.locator("output").inner_text()
    assert text.startswith("Month 6: Your plan")
    assert f"{abs(median):.1f}" in text
    chart = figure.locator(".wide svg")
    box = chart.bounding_box()
    assert box is not None
    # hover waits until the chart stands still after the page has scrolled to the slider
    chart.hover(position={"x": 0.052 * box["width"], "y": box["height"] / 2})
    expect(figure.locator("output")).to_have_text(re.compile("^Month 0: "))
    page.context.close()


def test_paper_shows_everything(chromium: Browser, report: str, tmp_path: Path) -> None:
    page = _open(chromium, report, color_scheme="dark")
    page.get_by_role("button", name="Dark page").click()
    page.get_by_role("button", name="Dark page").click()
    page.emulate_media(media="print")
    assert page.locator(".year-panel:visible").count() == 3
    assert page.locator("details table:visible").count() == page.locator("details table").count() > 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("button:visible, input:visible").count() == 0
    assert page.evaluate(CONTRAST)["poor"] == []
    assert page.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True).startswith(b"%PDF")
    page.context.close()


def test_without_scripts_all_years_and_tables_stand_open(chromium: Browser, report: str) -> None:
    page = _open(chromium, report, java_script_enabled=False)
    assert page.locator(".year-panel:visible").count() == 3
    assert page.locator("button:visible, input:visible").count() == 0
    page.context.close()


def test_a_hostile_name_runs_nothing(chromium: Browser, make_answer: Any, tmp_path: Path) -> None:
    answer = make_answer(
        3.0, "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    )
    page = _open(chromium, write_report(answer, tmp_path).as_uri())
    page.wait_for_timeout(50)
    assert page.title() != "taken"
    assert "<script>" in page.get_by_role("heading", level=1).inner_text()
    assert page.noise == []  # type: ignore[attr-defined]
    page.context.close()


def test_landmarks_and_names(chromium: Browser, report: str) -> None:
    page = _open(chromium, report)
    for role in ("banner", "main", "navigation", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("svg")].filter((svg) =>
        svg.getAttribute("aria-hidden") !== "true"
        && !(svg.querySelector("title")?.textContent && svg.querySelector("desc")?.textContent)).length"""
    )
    assert unnamed == 0
    levels = page.evaluate(
        """() => [...document.querySelectorAll("h1,h2,h3,h4")].map((h) => Number(h.localName[1]))"""
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.context.close()
