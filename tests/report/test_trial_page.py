"""The page of a virtual trial: what it says of a real one, and how it behaves in a browser."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import osteotwin as ot
from osteotwin.report.trial.charts import power_chart
from osteotwin.report.trial.view import lead, needed, p_value

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return ot.virtual_trial(ot.example_trial_path(), 20).to_json()


@pytest.fixture
def answer(real: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(real)


def words(html: str) -> str:
    text = re.sub(r"<(script|style|title|desc)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").split())


def test_the_primary_endpoint_comes_first_and_nothing_is_left_out(answer: dict[str, Any]) -> None:
    html = ot.render_trial(answer)
    text = words(html)
    assert lead(answer, answer["comparisons"][0]).replace("\u00a0", " ") in text
    assert text.index("Lumbar spine BMD (primary)") < text.index("Total hip BMD") < text.index("Estradiol")
    for arm in answer["arms"]:
        assert arm["name"] in text
        assert all(what in text for what in arm["done"])
    for note in answer["notes"]:
        assert note.replace("'", "&#39;") in text
    assert html.count('class="chart trial"') == len(answer["trial"]["endpoints"]) + 1
    arms, visits = len(answer["arms"]), len(answer["trial"]["days"])
    assert html.count('class="whisk ') == len(answer["trial"]["endpoints"]) * arms * visits


def test_what_is_said_is_what_was_found(answer: dict[str, Any]) -> None:
    row = answer["comparisons"][0]["endpoints"]["bmd_lumbar_spine"][-1]
    row |= {"difference": -1.26, "p": 0.0432, "sampling": {"lo95": -2.44, "hi95": -0.08}}
    row |= {"model": {"lo95": -3.0, "hi95": 0.5}}
    said = lead(answer, answer["comparisons"][0]).replace("\u00a0", " ")
    assert (
        "lumbar spine BMD \u22121.3 points of percent at month 12 (95 % interval \u22122.4 to \u22120.1, p 0.043)"
        in said
    )
    assert said.endswith("by what is not known about the model \u22123.0 to +0.5.")
    row["difference"] = None
    assert lead(answer, answer["comparisons"][0]).endswith("too few were measured at the end.")


@pytest.mark.parametrize(
    ("p", "said"), [(None, "not available"), (1e-9, "below 0.001"), (0.0432, "0.043"), (0.5, "0.50")]
)
def test_p(p: float | None, said: str) -> None:
    assert p_value(p) == said


def test_the_power_of_every_arm_that_has_one_is_drawn() -> None:
    by_n = [{"n": n, "power": 0.5, "assurance": 0.4} for n in (10, 100, 1000)]
    none = [one | {"power": None, "assurance": None} for one in by_n]
    chart = str(power_chart("p", "Power", [{"arm": arm, "by_n": by_n} for arm in "ab"]))
    assert chart.count('class="curve ') == 4
    assert "a: 10 people 50 %" in chart
    assert "b: 10 people 50 %" in chart
    chart = str(power_chart("p", "Power", [{"arm": "a", "by_n": none}, {"arm": "b", "by_n": by_n}]))
    assert chart.count('class="curve ') == 2
    assert "a: " not in chart


def test_people_needed() -> None:
    row = {"needed": {"80": 1234, "90": None}}
    said = needed(row).replace("\u00a0", " ")
    assert said == "80 % power: 1,234 people in each arm; 90 % power: more than a million people in each arm"


def test_equal_answers_give_equal_pages_and_nothing_is_fetched(answer: dict[str, Any]) -> None:
    html = ot.render_trial(answer)
    assert html == ot.render_trial(copy.deepcopy(answer))
    assert "http://" not in html
    assert "https://" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_hostile_words_are_escaped(answer: dict[str, Any]) -> None:
    answer["trial"]["name"] = "<script>alert(1)</script>"
    for arm in answer["arms"]:
        arm["name"] = "<img src=x onerror=alert(1)>"
    html = ot.render_trial(answer)
    assert "<script>alert" not in html
    assert "<img" not in html


def test_missing_numbers_are_a_page_too(answer: dict[str, Any]) -> None:
    for arm in answer["arms"]:
        arm["change"]["estradiol"] = [
            row | {"n": 0, "mean": None, "sd": None} for row in arm["change"]["estradiol"]
        ]
    for row in answer["power"]:
        row["by_n"] = [one | {"power": None, "assurance": None} for one in row["by_n"]]
    text = words(ot.render_trial(answer))
    assert "not available" in text
    assert "nan" not in text.lower().split()


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_in_a_browser(chromium: Browser, answer: dict[str, Any], tmp_path: Path, width: int) -> None:
    address = ot.write_trial_page(answer, tmp_path / "page.html").as_uri()
    context = chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: noise.append(request.url) if request.url != address else None)
    page.goto(address)
    page.get_by_role("button", name="Dark page").click()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert noise == []
    context.close()
