"""What was written and not sent is there again after a reload and a way back; what was sent, or erased, is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import MAN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG_MS = 120_000


@pytest.fixture
def page(chromium: Browser, served: Served) -> Any:
    opened = chromium.new_context().new_page()
    opened.set_default_timeout(LONG_MS)
    opened.goto(f"{served.address}/?token=secret")
    yield opened
    opened.context.close()


def _drafts(page: Page) -> list[str]:
    return page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft '))")


def _add_man(page: Page, served: Served) -> str:
    made = page.request.post(
        f"{served.address}/api/v1/people/from-file", data=MAN, headers={"x-osteotwin": "1"}
    ).json()
    return f"{served.address}/people/{made['id']}"


def test_answers_outlive_a_reload_and_are_understood_again(page: Page, served: Served) -> None:
    field = page.locator("#answer-drugs")
    field.fill("anastrozole 1 mg daily")
    page.goto(f"{served.address}/nowhere")
    page.go_back()
    assert page.locator("#answer-drugs").input_value() == "anastrozole 1 mg daily"
    page.locator("#back-drugs", has_text="every day").wait_for()
    page.locator("#answer-person").fill("male, 53")
    page.get_by_role("button", name="Show the outlook").click()
    page.wait_for_url("**/outlook")
    assert _drafts(page) == []


def test_a_way_that_is_pressed_is_written_and_read(page: Page, served: Served) -> None:
    field = page.locator("#answer-drugs")
    field.fill("TRT 100 mg a week; arimidex 0.5 mg")
    field.blur()
    back = page.locator("#back-drugs")
    back.get_by_role(
        "button", name="testosterone enanthate 100 mg a week; arimidex 0.5 mg", exact=True
    ).click()
    back.get_by_role("button", name="testosterone enanthate 100 mg a week; arimidex 0.5 mg daily").click()
    page.locator("#back-drugs", has_text="Understood:").wait_for()
    assert field.input_value() == "testosterone enanthate 100 mg a week; arimidex 0.5 mg daily"
    assert len(_drafts(page)) == 1


def test_entries_sliders_and_wishes_are_kept_for_their_person_until_they_are_sent_or_erased(
    page: Page, served: Served
) -> None:
    man, other = _add_man(page, served), _add_man(page, served)
    page.goto(f"{man}/diary")
    adding = page.locator('form[data-entry][data-path="measurement"]')
    adding.evaluate("one => { one.closest('details').open = true; }")
    adding.locator('[name="value"]').fill("27 pg/mL")
    page.reload()
    assert adding.locator('[name="value"]').input_value() == "27 pg/mL"
    assert adding.locator('[name="value"]').is_visible()

    button = page.locator("[data-edit]").first
    row = page.locator(f"#{button.get_attribute('aria-controls')}")
    button.click()
    text = row.locator("input:not([type=checkbox]):not([type=date])").first
    before = text.input_value()
    text.fill(f"{before} changed")
    page.reload()
    assert text.input_value() == f"{before} changed"
    assert text.is_visible()
    row.locator("[data-leave]").click()
    page.reload()
    assert not row.is_visible()

    page.goto(f"{other}/diary")
    assert adding.locator('[name="value"]').input_value() == ""
    page.goto(f"{man}/outlook")
    page.locator("#levers [aria-valuetext]").first.wait_for(state="attached")
    calcium = page.locator("#lever-calcium")
    calcium.focus()
    page.keyboard.press("ArrowRight")
    there = calcium.input_value()
    page.reload()
    page.get_by_text("With the sliders as they stand: ").wait_for()
    assert calcium.input_value() == there
    page.get_by_role("button", name="Back to the plan").click()
    assert len(_drafts(page)) == 1

    page.goto(f"{man}/settings")
    page.locator('form[data-erase] [name="confirm"]').fill("A man")
    page.locator("form[data-erase] button").click()
    page.wait_for_url(f"{served.address}/")
    assert _drafts(page) == []
