"""What is pressed before the page's scripts have come is done once they are there, and nothing entered is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import MAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Route
    from tests.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(chromium: Browser, served: Served) -> Any:
    opened = chromium.new_context().new_page()
    opened.goto(f"{served.address}/?token=secret")
    yield opened
    opened.context.close()


@pytest.fixture
def scripts_come(page: Page) -> Callable[[], None]:
    """Keep the scripts of the pages to come on their way until this is called."""
    kept: list[Route] = []
    there: list[bool] = []
    page.route(
        re.compile(r"/static/(?!early)\w+\.js"),
        lambda route: route.continue_() if there else kept.append(route),
    )

    def come() -> None:
        there.append(True)
        for route in kept:
            route.continue_()

    return come


def test_a_form_sent_early_is_sent_whole(
    page: Page, served: Served, scripts_come: Callable[[], None]
) -> None:
    page.goto(served.address, wait_until="commit")
    page.locator("#answer-drugs").fill("anastrozole 1 mg daily")
    page.locator("#answer-person").fill("male, 53")
    page.get_by_role("button", name="Show the outlook").click()
    assert page.locator("#answer-drugs").input_value() == "anastrozole 1 mg daily"
    assert page.request.get(f"{served.address}/api/v1/people").json() == []
    scripts_come()
    page.wait_for_url("**/outlook")
    assert len(page.request.get(f"{served.address}/api/v1/people").json()) == 1


def test_a_button_pressed_twice_early_acts_once(
    page: Page, served: Served, scripts_come: Callable[[], None]
) -> None:
    told = {"headers": {"x-osteotwin": "1"}}
    made = page.request.post(f"{served.address}/api/v1/people/from-file", data=MAN, **told).json()
    entries = f"{served.address}/api/v1/people/{made['id']}/entries"
    before = page.request.get(entries).json()
    for mass in (80, 81):
        keys = {"date": f"2026-01-{mass - 70}", "what": "body_mass", "value": f"{mass} kg"}
        body = {"where": "file", "path": ["measurement"], "keys": keys, "moves_today": False}
        assert page.request.post(entries, data=body, **told).ok
    page.goto(f"{served.address}/people/{made['id']}/diary", wait_until="commit")
    back = page.locator("[data-undo]")
    back.click()
    back.click()
    scripts_come()
    page.get_by_text("(taken back)").first.wait_for()
    assert len(page.request.get(entries).json()) == len(before) + 1
