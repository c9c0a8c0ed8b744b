"""The page of a validation: what it says of a real one, and how it behaves in a browser."""

from __future__ import annotations

import copy
import re
import shutil
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import osteotwin as ot
from osteotwin.report.scores.arms import arm_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = (
    "burnettbowie2009_anastrozole", "chao2016_estrogen_withdrawal", "bouillon2004_aromdef", "kukuljan2009_exmilk",
    "reid2008_calcium_men", "smith2009_halt", "taxel2001_anastrozole",
)  # fmt: skip


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A validation of some shipped trials and a broken file."""
    folder = tmp_path_factory.mktemp("trials")
    shipped = Path(str(files("osteotwin.evidence") / "trials"))
    for name in NAMES:
        shutil.copy(shipped / f"{name}.toml", folder)
    (folder / "broken.toml").write_text('id = "broken"\nendpont = 3\n', encoding="utf-8")
    return ot.validate(folder).to_json()


@pytest.fixture
def result(real: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(real)


@pytest.fixture
def with_intervals(result: dict[str, Any]) -> dict[str, Any]:
    """The same as a set with a posterior would give it."""
    for trial in result["trials"]:
        for row in trial["rows"]:
            if row["predicted"] is not None:
                sd = max(0.1 * abs(row["predicted"]), 0.1)
                row |= {
                    "predictive_sd": sd,
                    "lo90": row["predicted"] - 1.645 * sd,
                    "hi90": row["predicted"] + 1.645 * sd,
                }
                row["standardized_error"] = row["error"] / sd
    return result


def words(html: str) -> str:
    text = re.sub(r"<(script|style|title|desc)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").split())


def test_failures_come_first(result: dict[str, Any]) -> None:
    html = ot.render_validation(result)
    text = words(html)
    assert "broken.toml" in text
    assert (
        text.index("What could not be scored") < text.index("Furthest off The") < text.index("Scores Typical")
    )
    worst = [
        row for trial in result["trials"] for row in trial["rows"] if row["standardized_error"] is not None
    ]
    worst.sort(key=lambda row: -abs(row["standardized_error"]))
    table = html.partition('class="text worst"')[2].partition("</table>")[0]
    sizes = [float(found) for found in re.findall(r'right strong">[^0-9]?([0-9.]+)<', table)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == pytest.approx(abs(worst[0]["standardized_error"]), abs=0.06)


def test_every_trial_arm_and_value_is_there(result: dict[str, Any]) -> None:
    html = ot.render_validation(result)
    text = words(html)
    for trial in result["trials"]:
        assert html.count(f'id="trial-{trial["id"]}"') == 1
        for arm in trial["arms"]:
            assert arm_words(trial)[arm["id"]] in text
    scored = sum(row["predicted"] is not None for trial in result["trials"] for row in trial["rows"])
    details = html.partition('id="trials"')[2]
    assert details.count('class="cell-bar forest"') == scored
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links <= set(re.findall(r' id="([^"]+)"', html))


def test_equal_results_give_equal_pages_and_nothing_is_fetched(result: dict[str, Any]) -> None:
    html = ot.render_validation(result)
    assert html == ot.render_validation(copy.deepcopy(result))
    assert "http://" not in html
    assert "https://" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_intervals_are_drawn_where_there_are_any(
    result: dict[str, Any], with_intervals: dict[str, Any]
) -> None:
    html = ot.render_validation(with_intervals)
    assert 'class="span predicted"' in html
    assert 'class="band-course treated"' in html
    assert "predicted with its 90 % interval" in words(html)


def test_without_a_posterior_it_says_so(result: dict[str, Any]) -> None:
    for trial in result["trials"]:
        for row in trial["rows"]:
            row |= {"lo90": None, "hi90": None, "predictive_sd": None, "within_90": None}
    html = ot.render_validation(result)
    assert "has no posterior" in words(html)
    assert 'class="span predicted"' not in html


def test_hostile_words_are_escaped(result: dict[str, Any]) -> None:
    result["trials"][0]["title"] = "<script>alert(1)</script>"
    result["trials"][0]["notes"] = "<img src=x onerror=alert(1)>"
    html = ot.render_validation(result)
    assert "<script>alert" not in html
    assert "<img" not in html


def test_nothing_scored_is_a_page_too(result: dict[str, Any]) -> None:
    empty = ot.validate(None, only=["bouillon2004_aromdef"]).to_json()
    text = words(ot.render_validation(empty))
    assert "Nothing was scored" in text
    assert "growing people" in text


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_in_a_browser(
    chromium: Browser, with_intervals: dict[str, Any], tmp_path: Path, scheme: Any, width: int
) -> None:
    address = ot.write_validation(with_intervals, tmp_path / "page.html").as_uri()
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request", lambda request: noise.append(request.url) if request.url.split("#")[0] != address else None
    )
    page.goto(f"{address}#trial-{NAMES[1]}")
    assert page.locator(f"#trial-{NAMES[1]}").get_attribute("open") is not None
    page.get_by_role("button", name="Dark page").click()
    page.get_by_role("radio", name="Men, about one year").check(force=True)
    assert page.locator(".slice:visible").count() == 1
    page.locator("#find").fill("kukuljan")
    assert page.locator("details.trial:visible").count() == 1
    page.locator("#find").fill("")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.localName[1]))")
    assert all(after - before <= 2 for before, after in pairwise(levels))
    page.emulate_media(media="print")
    assert page.locator(".slice:visible").count() == 4
    assert page.locator("button:visible, input:visible").count() == 0
    assert noise == []
    context.close()
