"""The fields of a question in a real browser: opened, filled in, asked, taken over, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page
    from tests.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG_MS: Final = 120_000
LABS: Final = "2026-01-12: estradiol 27 pg/mL"


@pytest.fixture
def page(chromium: Browser, served_to_all: Served) -> Any:
    opened = chromium.new_context().new_page()
    opened.set_default_timeout(LONG_MS)
    noise: list[str] = []
    opened.on("pageerror", lambda error: noise.append(str(error)))
    opened.on("console", lambda said: noise.append(said.text))
    opened.goto(f"{served_to_all.address}/?token=secret")
    yield opened
    assert noise == []
    opened.context.close()


def _opened(page: Page, question: str, place: str = "") -> Locator:
    page.locator(f"[data-fields-of={question}]").click()
    panel = page.locator(f"#filling-{place or question}-panel")
    panel.wait_for()
    return panel


def _field(panel: Locator, key: str) -> Locator:
    return panel.locator(f"[data-key={key}]")


def _value(page: Page, question: str) -> str:
    return page.locator(f"#answer-{question}").input_value()


def test_fields_take_the_place_of_an_answer_which_can_be_put_back(page: Page) -> None:
    own = f"{LABS}; testosterone 480 ng/dL; blood was fine"
    page.locator("#answer-labs").fill(own)
    page.locator("#answer-labs").blur()
    page.locator("#back-labs.asked").wait_for()
    panel = page.locator("#filling-labs-panel")
    panel.wait_for()
    assert _field(panel, "what").first.input_value() == "Estradiol"
    while panel.locator("fieldset").count() > 1:
        panel.get_by_role("button", name="Remove: 2").or_(
            panel.get_by_role("button", name="Remove 2")
        ).click()
    panel.get_by_role("button", name="Use these").click()
    panel.wait_for(state="hidden")
    page.locator("#back-labs", has_text="Understood: Estradiol 27 pg/mL").wait_for()
    assert _value(page, "labs") == LABS
    assert page.evaluate("document.activeElement.id") == "answer-labs"
    note = page.locator("#own-labs")
    assert "You also wrote: " in note.inner_text()
    assert "480" in note.inner_text()
    note.get_by_role("button", name="Back to my own words").click()
    assert _value(page, "labs") == own
    page.locator("#back-labs.asked").wait_for()
    note.get_by_role("button", name="Back to what the fields told").click()
    assert _value(page, "labs") == LABS
    page.reload()
    assert _value(page, "labs") == LABS


def test_fields_open_by_themselves_where_something_is_asked(page: Page) -> None:
    answer, panel = page.locator("#answer-labs"), page.locator("#filling-labs-panel")
    answer.fill("2026-01-12: estradiol 27; PTH 40 pg/mL")
    page.locator("#answer-food").click()
    panel.wait_for()
    assert page.evaluate("document.activeElement.id") == "answer-food"
    (asked,) = panel.locator("[aria-invalid]").all()
    assert asked.get_attribute("data-key") == "unit"
    assert page.locator("#back-labs > span").first.inner_text().startswith("No unit in ")
    assert not page.locator("#back-labs details").first.evaluate("one => one.open")
    # As they are understood they close; who closed them is left alone; another answer opens them anew.
    answer.fill(LABS)
    answer.blur()
    panel.wait_for(state="hidden")
    answer.fill("2026-01-12: estradiol 27")
    answer.blur()
    panel.wait_for()
    panel.get_by_role("button", name="Close").click()
    page.locator("#answer-food").fill("kale daily, one cup")
    page.locator("#answer-food").blur()
    page.locator("#back-food", has_text="Understood").wait_for()
    assert panel.is_hidden()
    answer.fill("2026-01-12: estradiol 28")
    answer.blur()
    panel.wait_for()
    _field(panel, "unit").select_option("pg/mL")
    panel.get_by_role("button", name="Use these").click()
    page.locator("#back-labs", has_text="Understood: Estradiol 28 pg/mL").wait_for()
    assert panel.is_hidden()


def test_only_fields_that_apply_are_asked_and_what_was_entered_waits(page: Page) -> None:
    panel = _opened(page, "labs")
    what, unit = _field(panel, "what"), _field(panel, "unit")
    assert what.input_value() == ""
    assert unit.count() == 0
    what.select_option("Estradiol")
    unit.select_option("pmol/L")
    what.select_option("Calcium absorption")
    assert unit.count() == 0
    what.select_option("Hematocrit")
    assert unit.locator("option").all_inner_texts() == ["", "%", "L/L"]
    assert unit.input_value() == ""
    what.select_option("Estrone")
    assert unit.input_value() == "pmol/L"


def test_what_is_asked_stands_at_its_field_and_nothing_is_lost(page: Page) -> None:
    panel = _opened(page, "labs")
    _field(panel, "what").select_option("Estradiol")
    _field(panel, "day").fill("2026-01-12")
    _field(panel, "day").press("Enter")
    value = _field(panel, "value")
    page.locator("#filling-labs-panel [aria-invalid]").first.wait_for()
    assert value.get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.activeElement.id") == value.get_attribute("id")
    told = page.locator(f"#{value.get_attribute('aria-describedby')}")
    assert told.inner_text().startswith("No value of Estradiol.")
    assert _value(page, "labs") == ""
    value.fill("27")
    assert value.get_attribute("aria-invalid") is None
    assert told.inner_text() == ""
    _field(panel, "unit").select_option("pg/mL")
    value.press("Enter")
    panel.wait_for(state="hidden")
    assert _value(page, "labs") == LABS
    assert page.locator("#own-labs").inner_text() == ""


def test_rows_are_added_removed_and_put_back(page: Page) -> None:
    panel = _opened(page, "labs")
    _field(panel, "what").select_option("Estradiol")
    panel.get_by_role("button", name="Add another").click()
    assert page.evaluate("document.activeElement.dataset.key") == "what"
    page.keyboard.type("Estrone")
    assert panel.locator("legend").all_inner_texts() == ["1. Estradiol", "2. Estrone"]
    panel.get_by_role("button", name="Remove 1. Estradiol").click()
    assert panel.locator("legend").all_inner_texts() == ["1. Estrone"]
    panel.get_by_role("button", name="Put it back").click()
    assert panel.locator("legend").all_inner_texts() == ["1. Estradiol", "2. Estrone"]
    for name in ("Remove 1. Estradiol", "Remove 1. Estrone"):
        panel.get_by_role("button", name=name).click()
    assert panel.locator("legend").all_inner_texts() == ["1."]
    panel.get_by_role("button", name="Put it back").click()
    assert panel.locator("legend").all_inner_texts() == ["1. Estrone"]


def test_what_is_closed_or_not_used_is_there_still(page: Page) -> None:
    panel = _opened(page, "scans")
    _field(panel, "value").fill("-1.8")
    page.get_by_role("button", name="Show the outlook").click()
    panel.get_by_text("is not used yet").wait_for()
    assert page.url.endswith("/")
    panel.get_by_role("button", name="Close").click()
    assert page.locator("[data-fields-of=scans]").get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.dataset.fieldsOf") == "scans"
    again = _opened(page, "scans")
    assert _field(again, "value").input_value() == "-1.8"


def test_what_was_filled_in_outlives_a_reload(page: Page) -> None:
    panel = _opened(page, "labs")
    _field(panel, "what").select_option("Estradiol")
    panel.get_by_role("button", name="Add another").click()
    _field(panel, "value").last.fill("31")
    _field(panel, "confirmed").last.check()
    page.reload()
    panel = page.locator("#filling-labs-panel")
    panel.wait_for()
    assert panel.locator("legend").all_inner_texts() == ["1. Estradiol", "2."]
    assert _field(panel, "value").last.input_value() == "31"
    assert [one.is_checked() for one in _field(panel, "confirmed").all()] == [False, True]
    page.locator("#answer-labs").fill("PTH was fine")
    page.reload()
    assert page.locator("#answer-labs").input_value() == "PTH was fine"
    assert not panel.is_visible()
    panel = _opened(page, "labs")
    assert _field(panel, "value").last.input_value() == "31"
    panel.get_by_role("button", name="Fill in anew from it").click()
    panel.get_by_text("Not wholly understood: “PTH was fine”.").wait_for()
    assert "31" not in [one.input_value() for one in _field(panel, "value").all()]


@pytest.mark.parametrize("question", ["dose", "since"])
def test_drugs_doses_and_days_open_one_panel(page: Page, question: str) -> None:
    page.locator("#answer-drugs").fill("anastrozole")
    page.locator("#answer-dose").fill("1 mg daily")
    page.locator("#answer-since").fill("March 2024")
    panel = _opened(page, question, "drugs")
    assert panel.locator("xpath=..").locator("#answer-drugs").count() == 1
    for one in ("drugs", "dose", "since"):
        assert page.locator(f"[data-fields-of={one}]").get_attribute("aria-expanded") == "true"
    panel.get_by_role("button", name="Use these").click()
    panel.wait_for(state="hidden")
    page.locator("#back-drugs", has_text="Understood:").wait_for()
    assert (_value(page, "dose"), _value(page, "since")) == ("", "")
    assert "1 mg" in _value(page, "drugs")
    page.locator("#own-drugs").get_by_role("button", name="Back to my own words").click()
    assert [_value(page, one) for one in ("drugs", "dose", "since")] == [
        "anastrozole",
        "1 mg daily",
        "March 2024",
    ]


def test_an_exercise_by_another_of_its_names_is_asked_its_own_fields(page: Page) -> None:
    panel = _opened(page, "training")
    first = _field(panel, "exercise")
    first.fill("jogging")
    first.blur()
    _field(panel, "minutes").wait_for()
    _field(panel, "sets").wait_for(state="detached")
    first.fill("deadlift")
    _field(panel, "sets").wait_for()
    assert _field(panel, "minutes").count() == 0


def test_hostile_text_is_shown_as_text(page: Page) -> None:
    hostile = '<img src=x onerror="window.pwned = 1">'
    page.locator("#answer-training").fill(f"{hostile}; running 20 min twice a week")
    panel = _opened(page, "training")
    panel.get_by_role("button", name="Add another").click()
    page.keyboard.type(hostile)
    panel.get_by_role("button", name="Use these").click()
    panel.locator("[aria-invalid]").first.wait_for()
    assert "<img" in panel.inner_text()
    assert panel.locator("img").count() == 0
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("question", ["drugs", "person", "scans", "labs", "training", "food"])
def test_fields_fit_the_page(page: Page, width: int, question: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    panel = _opened(page, question)
    if panel.get_by_role("button", name="Add another").count():
        panel.get_by_role("button", name="Add another").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    unlabelled = (
        "[...document.querySelectorAll('.filling :is(input, select)')].filter((one) => !one.labels.length)"
    )
    assert page.evaluate(f"{unlabelled}.length") == 0
