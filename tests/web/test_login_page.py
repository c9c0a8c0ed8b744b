"""Signing in with a real browser over TLS: without a script, with the keyboard, in light and dark, on a telephone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.certificates import certificate_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "tidal copper lantern moth"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The application over TLS; its address."""
    made, key = certificate_for("127.0.0.1", tmp_path)
    script = Path(__file__).with_name("network_server.py")
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "data"), str(made), str(key)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    yield f"https://127.0.0.1:{process.stdout.readline().strip()}"
    process.terminate()
    process.communicate(timeout=60)


def _judged(page: Page, where: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        for width in (390, 1280):
            page.emulate_media(color_scheme=scheme)  # pyright: ignore[reportArgumentType]
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (where, scheme, width)


def test_signing_in_and_out_with_the_keyboard(chromium: Browser, address: str) -> None:
    context = chromium.new_context(ignore_https_errors=True)
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto(address)
    assert page.url == f"{address}/login"
    _judged(page, "login")
    field = page.get_by_label("Password")
    assert field.evaluate("one => one === document.activeElement")
    assert (field.get_attribute("type"), field.get_attribute("autocomplete")) == (
        "password",
        "current-password",
    )
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    page.get_by_role("alert").filter(has_text="That is not the password").wait_for()
    assert field.get_attribute("aria-describedby") == "said"
    _judged(page, "a wrong password")
    noise.clear()  # the browser tells of the status 401
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    cookie = context.cookies()[0]
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (
        "__Host-osteotwin",
        True,
        True,
        "Strict",
    )
    _judged(page, "start")
    page.get_by_role("link", name="Password and sessions").click()
    page.get_by_role("heading", name="Who is signed in").wait_for()
    _judged(page, "account")
    page.get_by_role("link", name="osteotwin").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{address}/login")
    page.go_back()
    page.goto(address)
    assert page.url == f"{address}/login"
    assert [one for one in noise if not one.startswith("Clear-Site-Data")] == []
    context.close()


def test_it_works_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(ignore_https_errors=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/login")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{address}/login")
    context.close()
