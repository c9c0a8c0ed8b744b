"""The page and the PDF of a person's plans: they say what the answer says, and behave in a browser and on paper."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from tests.planning.people import man
from tests.report.test_browser import CONTRAST, UNFOLD
from tests.schemas import validate

import osteotwin as ot
from osteotwin.cli.plan_summary import summary
from osteotwin.cli.terminal import show
from osteotwin.people.wishes import Wishes
from osteotwin.planning.schema import PLAN_ANSWER
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement
from osteotwin.report.plan import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

NUMBER = re.compile(r"[+\u2212]?\d[\d,]*(?:\.\d+)?")
HABITS = man().habits
PERSONS = {
    "man": man(),
    "man without drug": man(plan=Protocol(), wishes=Wishes(2, 20.0)),
    "old man": man(birth_date=man().birth_date.replace(year=1941), conditions=("falls",), wishes=Wishes()),
    "woman": man(
        sex="female", menopause_age=50.0, plan=Protocol((DrugCourse("letrozole", 2.5, 1.0),)), wishes=Wishes()
    ),
    "stones": man(conditions=("kidney_stones",), wishes=Wishes(3, 30.0)),
    "own plan beyond a limit": man(
        plan=Protocol((*man().plan.interventions, Supplement("vitamin_d", 3500.0, 1.0)))
    ),
    "no day": man(wishes=Wishes(0, 30.0)),
    "clinician first": man(conditions=("skeletal_malignancy_or_radiation",)),
}


def answer_of(person: ot.Person) -> dict[str, Any]:
    found = ot.plan(person, 12)
    answer = found.to_dict()
    doses = ot.dose_response(found) if answer["plans"] else None
    return json.loads(json.dumps(answer | {"dose_response": doses}))


@dataclass(frozen=True)
class Told:
    """What one person is told: the answer, its page, what that says outside its drawings, the sheets of its PDF."""

    name: str
    answer: dict[str, Any]
    page: str
    text: str
    sheets: tuple[str, ...]


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    """Of all persons; they are not to be changed."""
    return {name: answer_of(person) for name, person in PERSONS.items()}


@pytest.fixture(scope="module", params=list(PERSONS))
def told(request: pytest.FixtureRequest, answers: dict[str, dict[str, Any]]) -> Told:
    """One person after the other."""
    answer = answers[request.param]
    page = ot.render_plan(answer)
    return Told(request.param, answer, page, text_of(page), sheets_of(ot.render_plan_pdf(answer)))


@pytest.fixture(scope="module")
def address(told: Told, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page of that person is written."""
    return _written(told.answer, tmp_path_factory.mktemp("page"))


@pytest.fixture
def answer(answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return copy.deepcopy(answers["man"])


def text_of(html: str) -> str:
    """What a page says outside its drawings."""
    body = html[html.index("<body>") :]
    text = re.sub(r"<(script|style|svg|sup)\b.*?</\1>", " ", body, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def numbers_of(text: str) -> set[str]:
    return {found.rstrip(",") for found in NUMBER.findall(text.replace("\u00a0", " "))}


def sheets_of(pdf: bytes) -> tuple[str, ...]:
    return tuple(" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(pdf)).pages)


def test_page_and_pdf_agree_to_the_digit(told: Told) -> None:
    said, sheets = numbers_of(told.text), numbers_of(" ".join(told.sheets))
    assert said - sheets == set()
    drawn = numbers_of(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", told.page)))
    counted = {str(number) for number in range(1, len(told.sheets) + 20)}  # sheets and sources
    assert sheets - said - drawn - counted == set()


def test_the_terminal_says_the_same(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    show(*summary(told.answer))
    said = numbers_of(told.text)
    said |= {one.lstrip("\u2212") for one in said}  # the terminal writes a hyphen for minus
    terminal = capsys.readouterr().out
    # What is left over are counts of lines that the terminal alone gives ("and 2 more").
    assert {one for one in numbers_of(terminal) - said if len(one) > 1} == set()


def test_every_answer_of_each_plan_is_on_the_page(told: Told) -> None:
    some, text = told.answer, told.text
    validate(some, PLAN_ANSWER)
    for plan in some["plans"]:
        assert f"{words.of_100(plan['kept']['probability'])} of 100 {words.adults(some)}" in text
        if plan["offset"] is not None:
            assert f"{words.of_100(plan['offset']['probability'])} of 100" in text
        for part in plan["parts"]:
            assert words.contents({"parts": [part], "ends": []})[0].replace("\u00a0", " ") in text
        if plan["ends"]:
            assert words.tablets_that_end(plan) in text
        for session in (row for row in plan["sessions"] if row["week"] == 1):
            assert all(part["name"] in text for part in session["parts"])
        for row in plan["meals"]:
            assert row["amount"].replace(" %", " %") in text
        assert all(limit.replace("-", "\u2212") in text or limit in text for limit in plan["binding_limits"])
    for row in some["see_clinician_first"]:
        assert row["text"] in text
        assert row["source"] in text
    assert some["disclaimer"] in text
    for axis in (some["dose_response"] or {"axes": []})["axes"]:
        for row in axis["doses"]:
            assert words.change(row["sites"]["total_hip"])["value"].replace("\u00a0", " ") in text


def test_no_key_of_the_code_is_shown_but_those_that_a_file_lacks(told: Told) -> None:
    lacking = set(re.findall(r"\((\w+)\)", told.answer["guideline"]["text"].partition("this would tell")[2]))
    assert set(re.findall(r"\b[a-z0-9]+_[a-z0-9_]+\b", told.text)) <= lacking
    assert set(re.findall(r"\b[a-z]+_[a-z_]+\b", " ".join(told.sheets))) <= lacking


def test_where_a_clinician_comes_first_there_is_no_week(answers: dict[str, dict[str, Any]]) -> None:
    html = ot.render_plan(answers["clinician first"])
    text = text_of(html)
    assert "See a clinician first" in text
    assert "No plan is made before that is settled" in text
    assert 'id="week"' not in html
    assert "of 100 men" not in text


def test_wishes_without_a_day_say_what_would_be_possible(answers: dict[str, dict[str, Any]]) -> None:
    text = text_of(ot.render_plan(answers["no day"]))
    assert answers["no day"]["nearest_feasible"]["text"] in text


def test_own_plans_beyond_a_limit_are_told_so(answers: dict[str, dict[str, Any]]) -> None:
    text = text_of(ot.render_plan(answers["own plan beyond a limit"]))
    assert "beyond a limit" in text
    assert "at most" in text


def test_men_and_women_are_called_so(answers: dict[str, dict[str, Any]]) -> None:
    text = text_of(ot.render_plan(answers["woman"]))
    assert "of 100 women" in text
    assert "of 100 men" not in text
    assert "Woman of" in text


def test_no_dose_is_drawn_beyond_its_wall(told: Told) -> None:
    beyond = [
        row
        for axis in (told.answer["dose_response"] or {"axes": []})["axes"]
        for row in axis["doses"]
        if not row["within_limits"]
    ]
    assert told.text.count("beyond a hard limit)") == len(beyond)


def test_equal_answers_make_equal_pages(answer: dict[str, Any]) -> None:
    assert ot.render_plan(answer) == ot.render_plan(copy.deepcopy(answer))
    assert ot.render_plan_pdf(answer) == ot.render_plan_pdf(copy.deepcopy(answer))


def test_the_first_sheet_holds_plans_and_questions_and_each_week_its_own(told: Told) -> None:
    first, *others = told.sheets
    assert "For the clinician" in first
    if told.answer["plans"]:
        assert "Benefit against burden" in first
        assert others[0].count("A day of meals and tablets") == 1
        assert "A day in all, against" in others[0]


# --- In a browser


def _open(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_context(reduced_motion="reduce", **options).new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda found: noise.append(found.url) if found.url.split("#")[0] != address else None)
    page.goto(address)
    page.noise = noise  # type: ignore[attr-defined]
    return page


def _written(answer: dict[str, Any], folder: Path) -> str:
    return ot.write_plan_page(answer, folder / "plan.html").as_uri()


@pytest.mark.browser
def test_axe_finds_nothing_to_mend(chromium: Browser, told: Told, address: str) -> None:
    """Axe judges everybody's page unfolded and wide, with its colors in one scheme; and in one other way without them.

    From one person to the next the scheme and the other way take turns: all have the same rules of style, and each is
    judged of two people at least. Our own contrast is of each scheme at each width, folded and unfolded.
    """
    from axe_playwright_python.sync_playwright import Axe

    turn = list(PERSONS).index(told.name)
    schemes: tuple[Any, ...] = ("light", "dark") if turn % 2 else ("dark", "light")
    judged = {(True, 1280), ((False, 390), (False, 1280), (True, 390))[turn % 3]}
    page = _open(chromium, address, bypass_csp=True)
    for unfolded in (False, True):
        if unfolded:
            page.evaluate(UNFOLD)
        for scheme, width in product(schemes, (1280, 390)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(CONTRAST)["poor"] == [], (scheme, width, unfolded)
        for width in (390, 1280):
            if (unfolded, width) not in judged:
                continue
            page.set_viewport_size({"width": width, "height": 844})
            rules = {"color-contrast": {"enabled": unfolded and width == 1280}}
            found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules})
            assert found.response["passes"], "the judge has run"
            assert [(row["id"], row["nodes"][0]["html"][:200]) for row in found.response["violations"]] == []
    page.context.close()


@pytest.mark.browser
def test_nothing_scrolls_sideways(chromium: Browser, address: str) -> None:
    page = _open(chromium, address)
    page.evaluate(UNFOLD)
    for width in (320, 390, 721, 861, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.noise == []  # type: ignore[attr-defined]
    page.context.close()


@pytest.mark.browser
def test_the_week_of_another_plan_is_reached_by_keyboard(
    chromium: Browser, answer: dict[str, Any], tmp_path: Path
) -> None:
    page = _open(chromium, _written(answer, tmp_path))
    page.locator('input[name="plan"]:checked').focus()
    seen: set[str] = set()
    for _ in range(3):
        shown = page.locator(".plan-panel:visible")
        assert shown.count() == 1
        seen.add(shown.get_attribute("data-plan") or "")
        page.keyboard.press("ArrowRight")
    assert len(seen) == page.locator(".plan-panel").count() > 1
    page.context.close()


@pytest.mark.browser
def test_without_scripts_every_week_stands_open(
    chromium: Browser, answer: dict[str, Any], tmp_path: Path
) -> None:
    page = _open(chromium, _written(answer, tmp_path), java_script_enabled=False)
    assert page.locator(".plan-panel:visible").count() == page.locator(".plan-panel").count()
    assert page.locator("button:visible, input:visible").count() == 0
    page.context.close()


@pytest.mark.browser
def test_a_week_is_one_sheet_of_paper(chromium: Browser, address: str) -> None:
    page = _open(chromium, address, color_scheme="dark")
    printed = page.pdf(prefer_css_page_size=True)
    sheets = sheets_of(printed)
    assert "For the clinician" in sheets[0]
    weeks = [sheet for sheet in sheets if "A day of meals and tablets" in sheet]
    assert len(weeks) == page.locator(".plan-panel").count()
    for sheet in weeks:
        assert "A day in all, against" in sheet
    for number, sheet in enumerate(sheets, start=1):
        assert f"Page {number} of {len(sheets)}" in sheet
    page.emulate_media(media="print")
    assert page.evaluate(CONTRAST)["poor"] == []
    page.context.close()


@pytest.mark.browser
def test_a_hostile_name_runs_nothing(chromium: Browser, answer: dict[str, Any], tmp_path: Path) -> None:
    answer["person"]["name"] = (
        "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    )
    page = _open(chromium, _written(answer, tmp_path))
    page.wait_for_timeout(50)
    assert page.title() != "taken"
    assert "<script>" in page.get_by_role("heading", level=1).inner_text()
    assert page.noise == []  # type: ignore[attr-defined]
    page.context.close()


@pytest.mark.browser
def test_landmarks_headings_and_names(chromium: Browser, address: str) -> None:
    page = _open(chromium, address)
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("svg")].filter((svg) =>
        svg.getAttribute("aria-hidden") !== "true"
        && !(svg.querySelector("title")?.textContent && svg.querySelector("desc")?.textContent)).length"""
    )
    assert unnamed == 0
    levels = page.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.localName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.context.close()


def test_no_plan_is_said_to_be_enough_where_a_bone_drug_is_due(answer: dict[str, Any]) -> None:
    """The class and the sentence below it say one thing; with the drug in the plan there is nothing to add."""
    plans = [plan | {"holds": True} for plan in answer["plans"]]
    due = answer | {
        "plans": plans,
        "guideline": answer["guideline"] | {"class": "treat", "text": "It applies."},
    }
    text = text_of(ot.render_plan(due))
    assert text.index("Treatment applies") < text.index(
        "A bone drug is due all the same: no plan here takes its place"
    )
    assert "can hold this bone" not in text
    assert "Is a bone drug due?" not in text
    taken = plans[0]["interventions"][0] | {"category": "bone_drug"}
    held = due | {"plans": [plan | {"interventions": [taken, *plan["interventions"]]} for plan in plans]}
    assert "can hold this bone" in text_of(ot.render_plan(held))
    assert "Is a bone drug due?" in text_of(ot.render_plan(held))
    monitored = due | {"guideline": answer["guideline"] | {"class": "monitor"}}
    assert "can hold this bone" in text_of(ot.render_plan(monitored))


def test_what_is_to_be_measured_first_and_what_can_be_done_instead_stand_with_the_week(
    answer: dict[str, Any],
) -> None:
    told = {"text": "Have the calcium of urine measured first.", "source": "a source"}
    session = answer["plans"][0]["sessions"][0]
    part = session["parts"][0] | {"instead": "a chair of its own"}
    plan = answer["plans"][0] | {"to_be_measured": [told], "sessions": [session | {"parts": [part]}]}
    shown = answer | {"plans": [plan]}
    for text in (text_of(ot.render_plan(shown)), " ".join(sheets_of(ot.render_plan_pdf(shown)))):
        assert told["text"] in text
        assert "or a chair of its own" in text


def test_a_need_above_a_limit_is_not_said_to_be_met(answer: dict[str, Any]) -> None:
    """With a kidney that is weak no more than 1,000 mg of calcium may be had where 1,200 are needed."""
    row = {
        "nutrient": "calcium",
        "unit": "mg",
        "usual": 650.0,
        "added": 305.0,
        "needed": 1200.0,
        "most": 1000.0,
    }
    plan = answer["plans"][0] | {"targets": [row]}
    text = text_of(ot.render_plan(answer | {"plans": [plan]}))
    assert "955 mg, as much as is allowed" in text
    plan = answer["plans"][0] | {"targets": [row | {"most": 2000.0}]}
    assert "955 mg, 245 mg short" in text_of(ot.render_plan(answer | {"plans": [plan]}))
