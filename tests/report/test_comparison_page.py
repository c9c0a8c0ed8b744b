"""The page of a comparison: what it says of a real one, and how it behaves in a browser."""

from __future__ import annotations

import copy
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.test_browser import CONTRAST

import osteotwin as ot
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.report.comparison import words
from osteotwin.report.labels import FORBIDDING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LETROZOLE = DrugCourse("letrozole", 2.5, 1)


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    """A man on denosumab since a year, whose other plans end it."""
    person = ot.read_person(ot.demo_path())
    plans = {
        "own plan": Protocol((LETROZOLE,)),
        "zoledronate": Protocol((LETROZOLE, DrugCourse("zoledronate", 5, 365.25))),
        "nothing": Protocol(),
        "a plan with a rather long name, of which the chart shows the beginning": person.plan,
    }
    return ot.compare(person, plans, 8, parameters=starting_values()).to_dict()


@pytest.fixture
def answer(real: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(real)


def with_plans(answer: dict[str, Any], count: int) -> dict[str, Any]:
    """The answer with copies of its last plan, so many that there are ``count``."""
    last = answer["plans"][-1]["name"]
    for k in range(len(answer["plans"]), count):
        name = f"copy {k}"
        answer["plans"].append(answer["plans"][-1] | {"name": name})
        for part in (answer["changes"], answer["differences"], answer["crossing"], answer["course"]["plans"]):
            part[name] = part[last]
    return answer


def text_of(html: str) -> str:
    text = re.sub(r"<(script|style|title|desc)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def test_nothing_is_left_out(answer: dict[str, Any]) -> None:
    html = ot.render_comparison(answer)
    text = text_of(html)
    for lead in words.leads(answer):
        assert lead.replace("\u00a0", " ") in text
    for plan in answer["plans"]:
        assert plan["name"] in text
        assert all(done in text for done in words.what_is_done(plan))
        assert all(flag["text"] in text for flag in plan["flags"])
        assert all(sentence in text for sentence in plan["outside_tested_range"])
    for name, by_site in answer["differences"].items():
        for site in words.SHOWN:
            for found in by_site[site].values():
                assert f"{words.points(found['median'])} points" in text, name
                assert words.ends(found) in text
                assert f"better in {words.in_hundred(found['better'])} of 100" in text
    assert html.count('class="curve side-0" d="M4') == 4  # hip and spine, wide and narrow
    assert html.count('class="band side-3"') == 4


@pytest.mark.parametrize(("plans", "groups"), [(4, [4]), (5, [4, 2]), (6, [4, 3])])
def test_at_most_four_lines_a_chart_and_the_first_plan_in_each(
    answer: dict[str, Any], plans: int, groups: list[int]
) -> None:
    html = ot.render_comparison(with_plans(answer, plans))
    charts = re.findall(r"<svg id=\"total_hip-\d-wide\".*?</svg>", html, flags=re.DOTALL)
    assert [len(re.findall(r'class="curve side-', chart)) for chart in charts] == groups
    assert all('class="curve side-0"' in chart for chart in charts)


def test_a_difference_is_counted_in_the_direction_in_which_most_go(answer: dict[str, Any]) -> None:
    hip = answer["differences"]["nothing"]["total_hip"]["3"]
    hip |= {"median": -1.26, "lo90": -2.44, "hi90": 0.2, "better": 0.1, "worse": 0.85}
    hip |= {"clearly_better": 0.0, "clearly_worse": 0.07}
    said = words.leads(answer)[1].replace("\u00a0", " ")
    assert said.startswith(
        "“nothing” against “own plan” at year 3: total hip \u22121.3 points of percent (90 % interval \u22122.4 to "
        "+0.2), worse in 85 of 100, so that two scans tell it in 7; lumbar spine"
    )
    hip |= {"median": 1.26, "lo90": -0.2, "hi90": 2.4}
    assert "+1.3 points of percent (90 % interval \u22120.2 to +2.4), better in 10 of 100" in words.leads(
        answer
    )[1].replace("\u00a0", " ")
    zero = dict.fromkeys(hip, 0.0)
    for site in words.SHOWN:
        answer["differences"]["nothing"][site]["3"] = zero
    assert (
        words.leads(answer)[1].replace("\u00a0", " ")
        == "“nothing” against “own plan”: no difference at year 3."
    )


def test_drugs_in_no_number_are_named_first_and_where_a_difference_leaves_them_out(
    answer: dict[str, Any],
) -> None:
    own, zoledronate, nothing, *_ = answer["plans"]
    row = {"id": "nandrolone", "label": "Nandrolone", "text": "50 mg", "in_short": "raises bone density"}
    for plan in (own, zoledronate):
        plan["not_simulated"] = [row]
    nothing["ends_today"] = ["nandrolone (not simulated)"]
    first, second, apart, *_ = words.leads(answer)
    assert first.startswith("“own plan” holds Nandrolone (raises bone density): not simulated")
    assert second.startswith("“zoledronate” holds Nandrolone")
    assert "“nothing”" in apart
    assert "“zoledronate”" not in apart
    assert "Nandrolone, 50 mg (not simulated)" in words.what_is_done(own)
    assert words.what_is_done(nothing) == ["life as before"]
    assert apart in text_of(ot.render_comparison(answer))


@pytest.mark.parametrize(
    ("line", "said", "by"),
    [
        ({"already": False, "today": 0.1, "within": 0.62, "half_by": "2028-03-02"}, "62 %", "March 2028"),
        ({"already": False, "today": 0.1, "within": 0.42, "half_by": None}, "42 %", ""),
        (
            {"already": True, "today": 0.71, "within": 0.9, "half_by": "2026-02-01"},
            "already there (71 %)",
            "",
        ),
    ],
)
def test_lines_of_the_t_score(line: dict[str, Any], said: str, by: str) -> None:
    assert words.reached(line, 400).replace("\u00a0", " ") == said
    assert words.half_by(line) == by


def test_lines_that_nearly_nobody_reaches_under_any_plan_are_left_out(answer: dict[str, Any]) -> None:
    for by_site in answer["crossing"].values():
        by_site["total_hip"]["-2.5"]["within"] = 0.004
        by_site["total_hip"]["-2.0"]["within"] = None
        by_site["total_hip"]["-1.0"]["within"] = 0.0
    assert words.lines_that_matter(answer, "total_hip") == []
    assert "Total hip, \u22122.5" not in text_of(ot.render_comparison(answer))
    answer["crossing"]["nothing"]["total_hip"]["-2.5"]["within"] = 0.006
    assert words.lines_that_matter(answer, "total_hip") == ["-2.5"]
    assert "Total hip, \u22122.5" in text_of(ot.render_comparison(answer))


def test_many_years_are_thinned(answer: dict[str, Any]) -> None:
    answer["years"] = [*map(str, range(1, 13)), "12.5"]
    assert words.shown_years(answer) == ["1", "2", "3", "5", "10", "12.5"]


def test_what_is_said_of_every_plan_is_said_once(answer: dict[str, Any]) -> None:
    flag = {"severity": FORBIDDING, "text": "Stop this.", "source": "somebody"}
    for plan in answer["plans"]:
        plan["flags"] = [flag]
    answer["plans"][0]["flags"] = [flag, flag | {"text": "And that."}]
    found = words.flags(answer)
    assert [(row["text"], row["plans"]) for row in found] == [("Stop this.", ""), ("And that.", "own plan")]
    text = text_of(ot.render_comparison(answer))
    assert text.count("Stop this.") == 1
    assert text.index("own plan: And that.") < text.index("Plans A")


def test_equal_answers_give_equal_pages_and_nothing_is_fetched(answer: dict[str, Any]) -> None:
    html = ot.render_comparison(answer)
    assert html == ot.render_comparison(copy.deepcopy(answer))
    assert "http://" not in html
    assert "https://" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_hostile_words_are_escaped(answer: dict[str, Any]) -> None:
    hostile = "<script>alert(1)</script><img src=x>"
    answer["person"]["name"] = hostile
    answer["against"] = answer["plans"][0]["name"] = hostile
    for part in (answer["changes"], answer["crossing"], answer["course"]["plans"]):
        part[hostile] = part.pop("own plan")
    html = ot.render_comparison(answer)
    assert "<script>alert" not in html
    assert "<img" not in html


def test_where_too_many_failed_the_page_says_so_and_shows_no_number(answer: dict[str, Any]) -> None:
    answer["failed"] |= {"count": 8, "too_many": True, "text": "No comparison: all 8 virtual people failed."}
    answer["crossing"] = {}
    html = ot.render_comparison(answer)
    assert "No comparison: all 8 virtual people failed." in text_of(html)
    assert "points of percent (" not in text_of(html)
    assert 'class="numbers' not in html
    assert 'class="chart"' not in html


def test_an_outlook_of_less_than_a_year_and_one_person_is_a_page_too(answer: dict[str, Any]) -> None:
    answer["years"] = []
    assert "nothing can be said" in text_of(ot.render_comparison(answer))


def opened(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    """The page, and any message, error or request beyond the file itself."""
    page = browser.new_context(reduced_motion="reduce", **options).new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request", lambda request: noise.append(request.url) if request.url.split("#")[0] != address else None
    )
    page.goto(address)
    return page, noise


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390, 721, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser(
    chromium: Browser, answer: dict[str, Any], tmp_path: Path, width: int, scheme: Any
) -> None:
    address = ot.write_comparison_page(with_plans(answer, 6), tmp_path / "page.html").as_uri()
    page, noise = opened(chromium, address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for _ in range(2):
        found = page.evaluate(CONTRAST)
        assert found["poor"] == []
        assert found["seen"] > 200
        page.get_by_role("button", name="Dark page").click()
    assert page.locator("svg.chart:visible").count() == 4
    assert noise == []
    page.context.close()


@pytest.mark.slow
def test_landmarks_names_and_paper(chromium: Browser, answer: dict[str, Any], tmp_path: Path) -> None:
    page, _ = opened(chromium, ot.write_comparison_page(answer, tmp_path / "page.html").as_uri())
    for role in ("banner", "main", "navigation", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.localName[1]))")
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0
    assert page.locator("svg.chart:visible").count() == 2
    assert page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True).startswith(b"%PDF")
    page.context.close()


@pytest.mark.parametrize(
    ("years", "shown", "titles"),
    [
        (["1", "2", "2.02"], ["1", "2.02"], ["Year 1", "Year 2"]),
        (["1", "2", "2.5"], ["1", "2", "2.5"], ["Year 1", "Year 2", "Month 30"]),
    ],
)
def test_a_time_has_one_name_and_no_two_rows(years: list[str], shown: list[str], titles: list[str]) -> None:
    found = words.shown_years({"years": years})
    assert found == shown
    assert [words.year_title(year).replace("\u00a0", " ") for year in found] == titles


def test_plans_that_do_the_same_are_called_so() -> None:
    same = {"median": 0.0, "lo90": 0.0, "hi90": 0.0}
    assert words.is_same(same)
    assert not words.is_same(same | {"hi90": 0.1})
