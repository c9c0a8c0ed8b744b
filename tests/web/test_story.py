"""One person's way through the application, in a real browser, with the network switched off."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = ("outlook", "diary", "report", "settings")
SIMULATED_MS = 180_000


def _open(browser: Browser, served: Served, **options: Any) -> tuple[Page, list[str]]:
    """A page that opened the printed address; what it complains of, and whom else it asks, is kept."""
    page = browser.new_context(reduced_motion="reduce", **options).new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request", lambda asked: noise.append(asked.url) if not asked.url.startswith(served.address) else None
    )
    page.goto(f"{served.address}/?token=secret")
    return page, noise


def _new_person(page: Page, name: str = "Alex") -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Birth date").fill("1972-05-14")
    page.get_by_label("Height").fill("181 cm")
    page.get_by_label("Weight").fill("86 kg")
    page.get_by_label("Calcium of food a day").fill("750 mg/day")
    page.get_by_label("Strength sessions a week").fill("2")
    page.get_by_label("Drug", exact=True).fill("anastrozole")
    page.get_by_label("Dose").fill("1 mg")
    page.get_by_label("Since").fill("2026-02-01")
    page.get_by_role("button", name="Show the outlook").click()
    page.wait_for_url(re.compile("/outlook$"))


def _simulated(page: Page) -> None:
    page.locator("#levers").wait_for(timeout=SIMULATED_MS)


def _add(page: Page, section: str, **fields: str) -> None:
    place = page.locator("section").filter(has=page.get_by_role("heading", name=section, exact=True))
    rows = place.locator("tbody tr").count()
    place.get_by_text(re.compile("^Add")).first.click()
    for label, value in fields.items():
        place.get_by_label(label.replace("_", " ")).first.fill(value)
    place.get_by_role("button", name="Add", exact=True).click()
    place.locator("tbody tr").nth(rows).wait_for()


def test_from_the_first_question_to_erased(chromium: Browser, served: Served, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    page, noise = _open(chromium, served)
    _new_person(page)
    _simulated(page)
    first = page.locator(".headline").inner_text()
    assert "%" in first

    page.get_by_role("link", name="Diary").click()
    scans = "Scans and laboratory values"
    _add(
        page, scans, Date="2026-11-01", What="bmd_total_hip", Value_with_unit="0.98 g/cm^2", Scanner="hologic"
    )
    _add(page, scans, Date="2026-11-01", What="estradiol", Value_with_unit="12 pg/mL")
    _add(page, "Symptoms", Date="2026-11-02", What="joint pain")

    page.get_by_role("link", name="Outlook").click()
    _simulated(page)
    with_scan = page.locator(".headline").inner_text()
    expect(page.locator("#charts svg.chart:visible")).to_have_count(2)
    expect(page.locator("#parts svg.chart:visible")).to_have_count(2)
    assert page.locator(".answer-line").count() == 3

    dose = page.get_by_label("Dose of the drugs that take bone")
    dose.focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    page.get_by_text(
        "With the sliders as they stand: dose of the drugs that take bone 50 % of the plan."
    ).wait_for()
    assert page.locator(".headline").inner_text() != with_scan
    page.get_by_role("button", name="Back to the plan").click()
    page.get_by_text("The plan as it is in the diary.").wait_for()
    assert page.locator(".headline").inner_text() == with_scan

    page.get_by_role("link", name="Diary").click()
    _add(
        page, scans, Date="2027-11-01", What="bmd_total_hip", Value_with_unit="0.95 g/cm^2", Scanner="hologic"
    )
    assert "the outlook begins on 2027-11-01" in page.locator(".changes").inner_text()
    page.get_by_role("link", name="Outlook").click()
    _simulated(page)
    assert page.locator(".headline").inner_text() != with_scan
    assert page.locator("#charts .wide .scan-point").count() == 2

    page.get_by_role("link", name="Report").click()
    page.get_by_role("link", name="Open the report").click()
    page.get_by_role("heading", name="Bone outlook for Alex").wait_for()
    page.get_by_role("button", name="Dark page").click()  # the report's own script runs
    page.go_back()

    page.get_by_role("link", name="Settings").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Export everything").click()
    with zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes())) as archive:
        person = tomllib.loads(archive.read("person.toml").decode())
        beside = tomllib.loads(archive.read("diary.toml").decode())
    assert [row["value"] for row in person["measurement"]] == ["0.98 g/cm^2", "12 pg/mL", "0.95 g/cm^2"]
    assert beside["symptom"][0]["what"] == "joint pain"

    page.get_by_label("Write the name to erase it").fill("Alex")
    page.get_by_role("button", name="Erase").click()
    page.wait_for_url(f"{served.address}/")
    assert page.get_by_text("Who is here").count() == 0
    assert noise == []
    page.context.close()
    assert "OUTGOING" not in served.said_until_the_end()
    assert not any(
        b"joint pain" in file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file()
    )


def test_pages_fit_can_be_read_and_reached(chromium: Browser, served: Served) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, noise = _open(chromium, served)
    _new_person(page)
    _simulated(page)
    base = page.url.removesuffix("/outlook")
    for scheme in ("light", "dark"):
        for width in (390, 820, 1280):
            page.emulate_media(color_scheme=scheme)  # pyright: ignore[reportArgumentType]
            page.set_viewport_size({"width": width, "height": 844})
            for address in (served.address, *(f"{base}/{name}" for name in PAGES)):
                page.goto(address)
                page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, address
                found = Axe().run(page).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (address, scheme, width)
    assert noise == []
    page.context.close()


def test_a_mistake_is_told_beside_what_was_entered(chromium: Browser, served: Served) -> None:
    page, _ = _open(chromium, served)
    page.get_by_label("Birth date").fill("1972-05-14")
    page.get_by_label("Height").fill("181")
    page.get_by_role("button", name="Show the outlook").click()
    page.get_by_role("alert").filter(has_text="which has no unit").wait_for()
    assert page.get_by_label("Height").input_value() == "181"
    page.context.close()
