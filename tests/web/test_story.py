"""One person's way through the application, in a real browser, with the network switched off."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.test_browser import CONTRAST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = ("outlook", "plan", "diary", "report", "settings")
SIMULATED_MS = 180_000
#: Width and scheme in which axe judges a page, and the turn of those pages of which it judges the colors, too.
JUDGED = {(390, "dark"): 0, (820, "light"): None, (1280, "light"): 1}


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
    page.get_by_label("Drugs").fill("anastrozole")
    page.get_by_label("Dose and rhythm").fill("1 mg daily")
    page.get_by_label("Since when").fill("1 February 2026")
    page.get_by_label("About you").fill("male, born 14 May 1972, 181 cm, 86 kg")
    page.get_by_label("Training").fill("weights 2x a week")
    page.get_by_label("Food and supplements").fill("calcium 750 mg a day")
    page.get_by_role("button", name="Show the outlook").click()
    page.wait_for_url(re.compile("/outlook$"), timeout=SIMULATED_MS)


def _simulated(page: Page) -> None:
    # The script has the sliders as soon as it says where they stand.
    page.locator("#levers [aria-valuetext]").first.wait_for(state="attached", timeout=SIMULATED_MS)


def _add(page: Page, section: str, **fields: str) -> None:
    page.wait_for_load_state()  # the page may be on its way anew, and rows are counted at once
    place = page.locator("section").filter(has=page.get_by_role("heading", name=section, exact=True))
    rows = place.locator("tbody tr:not(.edit)")
    before, form = rows.count(), place.locator("form[data-entry]")
    place.get_by_text(re.compile("^Add")).first.click()
    for label, value in fields.items():
        form.get_by_label(label.replace("_", " ")).first.fill(value)
    with page.expect_event("load"):  # the page calls itself anew: who leaves before is called back
        form.get_by_role("button", name="Add", exact=True).click()
    rows.nth(before).wait_for()


def _plan_chosen_and_ticked(page: Page) -> None:
    """From wishes to a week, ticked by keyboard; what is taken back is open again, and the plan bends to the rest."""
    from playwright.sync_api import expect

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_label("Days a week").fill("3")
    page.get_by_role("group", name="Equipment").get_by_label("dumbbell", exact=True).check()
    page.get_by_role("group", name="Joints").get_by_label("knee").check()
    page.get_by_role("group", name="Joints").get_by_label("none hurts").check()
    expect(page.get_by_label("knee")).not_to_be_checked()
    page.get_by_role("button", name="Find three plans").click()
    page.locator("#front-wide").wait_for(timeout=SIMULATED_MS)
    page.get_by_role("button", name="Choose this plan: ").last.click()  # of two or three, by the people drawn
    page.get_by_role("heading", name="This week").wait_for()

    today = page.locator(".day.today")
    boxes = today.get_by_role("checkbox")
    boxes.first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("ticked. Take it back")).to_be_visible()
    page.reload()
    expect(boxes.first).to_be_checked()
    page.get_by_role("button", name="Take it back").click()
    expect(boxes.first).not_to_be_checked()
    for box in boxes.all():
        box.check()
    expect(page.locator("#count")).to_have_text("1 of 1 session done until today.")
    page.get_by_role("checkbox", disabled=False).and_(page.locator("[data-eaten]")).first.check()
    expect(page.locator("[data-what]")).to_contain_text("breakfast")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Calendar").click()
    assert Path(saved.value.path()).read_text().startswith("BEGIN:VCALENDAR")

    page.get_by_role("button", name="Look whether it still holds").click()
    page.locator("[data-take]").wait_for(timeout=SIMULATED_MS)
    page.get_by_role("link", name="Outlook").click()
    _simulated(page)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
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

    _plan_chosen_and_ticked(page)

    page.get_by_role("link", name="Diary").click()
    page.get_by_role("button", name="Change Scans and laboratory values, row 2").click()
    page.get_by_role("form", name="Scans and laboratory values, row 2").get_by_label("Value with unit").fill(
        "13 pg/mL"
    )
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="13 pg/mL", exact=True).wait_for()
    page.get_by_role("button", name="Take back the last change").click()
    page.get_by_role("cell", name="12 pg/mL", exact=True).wait_for()

    _add(
        page, scans, Date="2027-11-01", What="bmd_total_hip", Value_with_unit="0.95 g/cm^2", Scanner="hologic"
    )
    changes = page.locator(".changes").inner_text().replace("\u00a0", " ")
    assert "the outlook begins on 1 November 2027" in changes
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
    page.get_by_role("group", name="Estradiol").get_by_label("pmol/L").check()
    page.get_by_text("Kept. It holds on every page.").wait_for()
    page.get_by_role("link", name="Diary").click()
    page.get_by_text("44.1 pmol/L (entered: 12 pg/mL)").wait_for()
    page.get_by_role("link", name="Report").click()
    page.get_by_role("link", name="Open the report").click()
    page.get_by_role("heading", name="Bone outlook for Alex").wait_for()
    assert "Estradiol in pmol/L over" in page.content()
    page.go_back()

    page.get_by_role("link", name="Settings").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Export everything").click()
    with zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes())) as archive:
        person = tomllib.loads(archive.read("person.toml").decode())
        beside = tomllib.loads(archive.read("diary.toml").decode())
    assert [row["value"] for row in person["measurement"]] == ["0.98 g/cm^2", "12 pg/mL", "0.95 g/cm^2"]
    assert beside["symptom"][0]["what"] == "joint pain"
    assert beside["shown_as"]["estradiol"] == "pmol/L"
    assert {row["date"] for row in beside["training"]} == {beside["chosen_plan"]["began"]}

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


def _first_plan(page: Page, base: str) -> None:
    """Search plans, and choose the first."""
    page.goto(f"{base}/plan")
    page.get_by_role("button", name="Find three plans").click()
    page.locator("#plans").wait_for(timeout=SIMULATED_MS)
    page.locator("[data-choose]").first.click()
    page.locator("#this-week").wait_for()


def test_pages_fit_can_be_read_and_reached(chromium: Browser, served: Served) -> None:
    """Axe is of each width once, and of it the contrast, which takes most of its time, of one scheme.

    From one page to the next that takes turns: all have the same rules of style. Our own contrast is of each scheme at
    each width.
    """
    from axe_playwright_python.sync_playwright import Axe

    page, noise = _open(chromium, served)
    _new_person(page)
    _simulated(page)
    base = page.url.removesuffix("/outlook")
    _first_plan(page, base)
    page.goto(f"{base}/diary")
    for day, value in (("2026-03-01", "0.98"), ("2026-09-01", "0.96")):
        _add(
            page,
            "Scans and laboratory values",
            Date=day,
            What="bmd_total_hip",
            Value_with_unit=f"{value} g/cm^2",
        )
    page.goto(f"{base}/outlook")
    _simulated(page)  # Anew, from the scans: what is judged below is the outlook and not the wait for it.
    for width, schemes in ((390, ("light", "dark")), (820, ("dark", "light")), (1280, ("light", "dark"))):
        page.set_viewport_size({"width": width, "height": 844})
        for turn, address in enumerate((served.address, *(f"{base}/{name}" for name in PAGES))):
            page.emulate_media(color_scheme=schemes[0])  # pyright: ignore[reportArgumentType]
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            page.evaluate("document.querySelectorAll('[data-edit]').forEach((one) => one.click())")
            for scheme in schemes:
                page.emulate_media(color_scheme=scheme)  # pyright: ignore[reportArgumentType]
                assert page.evaluate("document.documentElement.scrollWidth") <= width, address
                assert page.evaluate(CONTRAST)["poor"] == [], (address, scheme, width)
                if (width, scheme) not in JUDGED:
                    continue
                rules = {"color-contrast": {"enabled": JUDGED[width, scheme] == turn % 2}}
                options = {"resultTypes": ["violations"], "rules": rules}
                found = Axe().run(page, options=options).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (address, scheme, width)
    assert noise == []
    page.context.close()


def test_the_keyboard_reaches_everything(chromium: Browser, served: Served) -> None:
    page, _ = _open(chromium, served)
    _new_person(page)
    _simulated(page)  # which calls the page anew
    base = page.url.removesuffix("/outlook")
    _first_plan(page, base)
    for address in (served.address, *(f"{base}/{name}" for name in ("plan", "diary", "settings"))):
        page.goto(address)
        # Radio buttons of one name are one stop, and a date is several.
        controls = page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
              .filter((one) => !one.disabled && one.checkVisibility())
              .filter((one) => !one.closest('details:not([open]) > :not(summary)'))
              .filter((one) => one.type !== 'radio' || one.checked)
              .map((one, place) => { one.dataset.place = place; return place; })"""
        )
        reached = set[int]()
        for _ in range(len(controls) + 40):
            page.keyboard.press("Tab")
            place = page.evaluate("document.activeElement.dataset.place")
            if place is not None:
                reached.add(int(place))
        missed = sorted(set(controls) - reached)
        found = [
            page.locator(f'[data-place="{place}"]').evaluate("(one) => one.outerHTML") for place in missed
        ]
        assert found == [], address
    page.context.close()


def test_a_mistake_is_told_beside_what_was_entered(chromium: Browser, served: Served) -> None:
    page, _ = _open(chromium, served)
    page.get_by_role("textbox", name="Drugs").fill("adex .25 eod")
    page.get_by_label("About you").fill("male, 54, bad knees")
    page.get_by_role("button", name="Show the outlook").click()
    page.get_by_text('write "adex 0.25 mg eod" if so much is meant').wait_for()
    page.get_by_text("Understood: a man born").wait_for()
    assert page.get_by_role("textbox", name="Drugs").input_value() == "adex .25 eod"
    assert page.get_by_role("textbox", name="Drugs").get_attribute("aria-invalid") == "true"
    page.context.close()
