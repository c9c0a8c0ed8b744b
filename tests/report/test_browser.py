"""A real browser opens the report from disk, at a desk, on a telephone, in the dark, on paper."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from osteotwin.report.html import write_report

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
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


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
    page.evaluate(UNFOLD)
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


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_all_text_has_contrast_enough(chromium: Browser, report: str, scheme: Any, width: int) -> None:
    page = _open(chromium, report, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.evaluate(UNFOLD)
    found = page.evaluate(CONTRAST)
    assert found["poor"] == []
    assert found["seen"] > 300
    page.context.close()


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    median = answer["sites"]["total_hip"]["percent_change"]["median"][6]
    text = figure.locator("output").inner_text()
    assert text.startswith("Month 6: Your plan")
    assert f"{abs(median):.1f}" in text
    chart = figure.locator(".wide svg")
    box = chart.bounding_box()
    assert box is not None
    # hover waits until the chart stands still after the page has scrolled to the slider
    chart.hover(position={"x": 0.05 * box["width"], "y": box["height"] / 2})
    expect(figure.locator("output")).to_have_text(re.compile("^Day 0: "))
    page.context.close()


@pytest.mark.slow
def test_paper_shows_everything(chromium: Browser, report: str) -> None:
    page = _open(chromium, report, color_scheme="dark")
    page.get_by_role("button", name="Dark page").click()
    page.get_by_role("button", name="Dark page").click()
    page.emulate_media(media="print")
    assert page.locator(".year-panel:visible").count() == 3
    assert page.locator("details table:visible").count() == page.locator("details table").count() > 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("button:not(.term):visible, input:visible").count() == 0
    assert page.evaluate(CONTRAST)["poor"] == []
    page.context.close()


def _printed(page: Page, count: int | None = None) -> list[str]:
    """The text of each sheet, or of the first ones, in one line each."""
    from pypdf import PdfReader

    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages[:count]
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


@pytest.mark.slow
def test_the_first_sheet_is_the_whole_summary_and_no_more(chromium: Browser, report: str) -> None:
    page = _open(chromium, report)
    first, second, *others = _printed(page)
    for said in ("Bone outlook for Example", "Total hip", "Lumbar spine", "Is bone kept?", "What to do",
                 "What is due next", "Bone density ahead"):  # fmt: skip
        assert said in first
    assert "Year 3" in first, "the axis of the charts, which is lowest"
    assert "Numbers of the charts" not in first
    assert "Numbers of the charts" in second
    sheets = [first, second, *others]
    for number, sheet in enumerate(sheets, start=1):
        assert f"Page {number} of {len(sheets)}" in sheet
        assert "Bone outlook for Example" in sheet
    page.context.close()


@pytest.mark.slow
def test_the_first_sheet_holds_the_longest_summary(
    chromium: Browser, make_answer: Any, tmp_path: Path
) -> None:
    answer = make_answer(10.0, "Maria Magdalena von Hohenstein-Ernstthal")
    long = "Speak with a clinician before this is done, since a sentence may be as long as this one is, and longer. "
    answer["flags"] = [flag | {"text": long * 2, "open": True} for flag in answer["flags"][:1] * 5]
    due = answer["verdict"]["guidelines"]["follow_up"][0]
    answer["verdict"]["guidelines"]["follow_up"] = [due] * 5
    page = _open(chromium, write_report(answer, tmp_path).as_uri())
    first, second = _printed(page, 2)
    assert "Year 10" in first
    assert "Numbers of the charts" in second
    page.context.close()


def test_a_telephone_shows_all_that_stands_open_on_eight_screens(chromium: Browser, report: str) -> None:
    page = _open(chromium, report, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollHeight") <= 8 * 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()


#: Width, and whether folded, in which axe judges the page, and the scheme of which it judges the colors, too.
JUDGED = {(390, True): None, (390, False): "dark", (1280, True): None, (1280, False): "light"}


@pytest.mark.slow
@pytest.mark.parametrize(("width", "folded"), JUDGED)
def test_axe_finds_nothing_to_mend(chromium: Browser, report: str, width: int, folded: bool) -> None:
    """Axe judges each width folded and unfolded, and the colors, which take most of its time, of each scheme once.

    What is folded away has no color. Our own contrast is of each scheme at each width.
    """
    from axe_playwright_python.sync_playwright import Axe

    scheme: Any = JUDGED[width, folded]
    page = _open(
        chromium,
        report,
        color_scheme=scheme or "light",
        viewport={"width": width, "height": 844},
        bypass_csp=True,
    )
    if not folded:
        page.evaluate(UNFOLD)
    rules = {"color-contrast": {"enabled": scheme is not None}}
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules})
    assert found.response["passes"], "the judge has run"
    assert [(row["id"], row["nodes"][0]["html"][:200]) for row in found.response["violations"]] == []
    page.context.close()


def test_a_link_to_a_source_unfolds_it(chromium: Browser, report: str) -> None:
    page = _open(chromium, report)
    assert not page.locator("#source-1").is_visible()
    page.locator(".note a").first.click()
    assert page.locator("#source-1").is_visible()
    page.context.close()


def test_without_scripts_all_years_and_tables_stand_open(chromium: Browser, report: str) -> None:
    page = _open(chromium, report, java_script_enabled=False)
    assert page.locator(".year-panel:visible").count() == 3
    assert page.locator("button:not(.term):visible, input:visible").count() == 0
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


TERM = "button.term:visible"


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_term_opens_in_place_by_keyboard_with_and_without_scripts(
    chromium: Browser, report: str, scripts: bool, width: int
) -> None:
    page = _open(chromium, report, java_script_enabled=scripts, viewport={"width": width, "height": 844})
    term = page.locator("#signals").locator(TERM).filter(has_text="Sclerostin")
    explained = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert not explained.is_visible()
    term.focus()
    page.keyboard.press("Enter")
    assert explained.is_visible()
    assert "protein" in explained.inner_text()
    place, box = term.bounding_box(), explained.bounding_box()
    assert place is not None
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    gap = min(abs(box["y"] - place["y"] - place["height"]), abs(place["y"] - box["y"] - box["height"]))
    assert gap < 24, "it opens beside its term"
    page.keyboard.press("Escape")
    assert not explained.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".term-text:visible").count() == 0
    page.context.close()
