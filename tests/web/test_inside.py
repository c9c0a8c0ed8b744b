"""The pages Inside the bone, Evidence and Learn: what they answer; in a real browser they play, scrub and fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.report.test_browser import CONTRAST
from tests.web.bracketed import READS, outside

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.web.conftest import Client, Served

SIMULATED_MS = 180_000
#: Width and scheme in which axe judges a page, and the turn of those pages of which it judges the colors, too.
JUDGED = {(390, "dark"): 0, (820, "light"): None, (1280, "light"): 1}
PAGES = ("inside", "learn", "evidence")
TRIAL = "burnettbowie2009_anastrozole"
#: A page of rows is bounded, and so is the one of a course of ten years [byte].
LARGEST = 400_000


def simulated(client: Client, **answers: object) -> str:
    person = client.add(drug="anastrozole", drug_dose="1 mg", drug_from="2026-02-01", **answers)
    job = client("POST", f"/api/v1/people/{person}/outlook").json()
    # The stream of a job's progress ends with the job.
    assert '"state": "done"' in client("GET", f"/api/v1/jobs/{job['id']}/events").text.replace('":"', '": "')
    return person


def test_before_anything_is_simulated_the_pages_say_where_to_go(client: Client) -> None:
    person = client.add()
    for name in ("inside", "learn"):
        said = client("GET", f"/people/{person}/{name}")
        assert said.status_code == 200
        assert "Not simulated yet" in said.text
        assert f'href="/people/{person}/outlook"' in said.text
    assert 'id="term-sclerostin"' in client("GET", f"/people/{person}/learn").text


def test_a_day_stands_on_the_page_without_its_script(client: Client) -> None:
    person = simulated(client)
    for place in ("outlook", "inside", "learn"):
        assert outside(client("GET", f"/people/{person}/{place}", headers=READS).text) == []
    first, later = (client("GET", f"/people/{person}/inside?at={day}").text for day in (0, 20))
    last = re.search(r'type="range"[^>]* max="(\d+)"', first)
    assert last is not None
    assert client("GET", f"/people/{person}/inside?at=9999").text.count(f'value="{last[1]}"') == 1
    assert "as much mineral as today" in first.partition("<script type")[0]
    assert "as much mineral as today" not in later.partition("<script type")[0]
    assert later.count("<figure data-life=") == 2
    assert len(later) < LARGEST
    assert not re.search(r"<[^>]+ (style|on\w+)=", later)
    for depth, word in (("intermediate", "A laboratory would read"), ("academic", "Osteoclastogenesis")):
        assert word in client("GET", f"/people/{person}/inside?depth={depth}&at=20").text
    assert client("GET", f"/people/{person}/inside?depth=deep").status_code == 422


def test_links_between_the_pages_lead_somewhere(client: Client) -> None:
    person = simulated(client)
    inside, learn = (client("GET", f"/people/{person}/{name}").text for name in ("inside", "learn"))
    wanted = set(re.findall(r'href="[^"]*learn[^"]*#([^"]+)"', inside)) | set(
        re.findall(r'href="#([^"]+)"', learn)
    )
    assert len(wanted) > 15
    assert wanted <= set(re.findall(r'\sid="([^"]+)"', learn))
    assert learn.count('class="own-course"') >= 10


@pytest.mark.slow
def test_evidence_is_chosen_without_a_script(client: Client) -> None:
    person = client.add()
    everything = client("GET", f"/people/{person}/evidence")
    assert everything.status_code == 200
    assert len(everything.text) < LARGEST
    some = client("GET", f"/people/{person}/evidence?drug=Anastrozole&sex=male&endpoint=estradiol").text
    assert '<option lang="en" selected>Anastrozole</option>' in some
    assert f"/people/{person}/evidence/{TRIAL}" in some
    assert "No trial measured that" in client("GET", f"/people/{person}/evidence?drug=%3Cscript%3E").text
    assert client("GET", f"/people/{person}/evidence?page=0").status_code == 422
    trial = client("GET", f"/people/{person}/evidence/{TRIAL}").text
    for words in ("doi:10.1210/jc.2009-0739", "unseen", "fitted", "published", "Nothing added"):
        assert words in trial
    for place in ("evidence", f"evidence/{TRIAL}"):
        assert outside(client("GET", f"/people/{person}/{place}", headers=READS).text) == []
    missing = client("GET", f"/people/{person}/evidence/nothing")
    assert missing.status_code == 404
    assert "Fix: choose one" in missing.json()["detail"]


@pytest.mark.slow
def test_every_trial_has_a_page_of_bounded_size(client: Client) -> None:
    import osteotwin as ot

    person = client.add()
    for row in ot.catalogue("trials"):
        said = client("GET", f"/people/{person}/evidence/{row['id']}")
        assert said.status_code == 200, row["id"]
        assert len(said.text) < LARGEST, row["id"]
        assert not re.search(r"<[^>]+ style=", said.text), row["id"]


def _entered(browser: Browser, served: Served, motion: str) -> tuple[Page, list[str]]:
    """A page that opened the printed address; what it complains of."""
    page = browser.new_context(reduced_motion=motion).new_page()  # pyright: ignore[reportArgumentType]
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto(f"{served.address}/?token=secret")
    return page, noise


@pytest.fixture(scope="module")
def alex(chromium: Browser, served_to_all: Served) -> str:
    """Where the pages are of somebody who was simulated, once for all tests: they only look."""
    page, noise = _entered(chromium, served_to_all, "no-preference")
    for label, value in (
        ("Name", "Alex"),
        ("Drugs", "anastrozole 1 mg daily since 1 February 2026"),
        ("About you", "male, born 14 May 1972"),
    ):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Show the outlook").click()
    page.wait_for_url(re.compile("/outlook$"))
    page.locator("#levers").wait_for(timeout=SIMULATED_MS)
    assert noise == []
    base = page.url.removesuffix("/outlook")
    page.context.close()
    return base


def _opened(
    browser: Browser, served: Served, base: str, motion: str = "reduce"
) -> tuple[Page, list[str], str]:
    """A page with the outlook of somebody who was simulated; what it complains of; where the pages are."""
    page, noise = _entered(browser, served, motion)
    page.goto(f"{base}/outlook")
    page.locator("#levers").wait_for(timeout=SIMULATED_MS)
    return page, noise, base


def _seen(page: Page) -> list[str]:
    """Everything that moves: how much of each glyph shows, what is shifted and stretched, all numbers and words."""
    return page.evaluate(
        """() => [
          ...[...document.querySelectorAll('[data-count] > *')].map((one) => one.getAttribute('opacity')),
          ...[...document.querySelectorAll('[data-shift], [data-stretch]')].map((one) => one.getAttribute('transform')),
          ...[...document.querySelectorAll('[data-cell], #happening li, #when, desc')].map((one) => one.textContent),
        ]"""
    )


@pytest.mark.browser
@pytest.mark.slow
def test_scrubbing_shows_what_the_server_would_have(
    chromium: Browser, served_to_all: Served, alex: str
) -> None:
    from playwright.sync_api import expect

    page, noise, base = _opened(chromium, served_to_all, alex)
    page.goto(f"{base}/inside")
    slider = page.get_by_label("Time", exact=True).and_(page.locator("input"))
    slider.focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("Month"))
    by_script = _seen(page)
    page.goto(f"{base}/inside?at=9")
    assert _seen(page) == by_script
    page.locator("[data-day]").last.click()
    at_end = _seen(page)
    page.goto(f"{base}/inside?at={slider.get_attribute('max')}")
    assert _seen(page) == at_end != by_script
    page.get_by_role("link", name="Researcher").click()
    page.wait_for_url(re.compile(r"depth=academic&at=\d+"))
    assert slider.input_value() == slider.get_attribute("max")
    assert noise == []
    page.context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_it_plays_pauses_and_asks_for_less_motion_with_stills(
    chromium: Browser, served_to_all: Served, alex: str, motion: str
) -> None:
    from playwright.sync_api import expect

    page, noise, base = _opened(chromium, served_to_all, alex, motion)
    page.clock.install()
    page.goto(f"{base}/inside")
    play, slider = page.locator("#play"), page.locator("#day")
    play.focus()
    page.keyboard.press("Enter")
    expect(play).to_have_text("Pause")
    expect(play).to_have_attribute("aria-pressed", "true")
    days = set[int]()
    for _ in range(6):
        page.clock.run_for(1000)
        days.add(int(slider.input_value()))
    assert len(days) > 1
    marks = {int(one.get_attribute("data-day") or -1) for one in page.locator("[data-day]").all()}
    assert (days <= marks) == (motion == "reduce")
    page.keyboard.press("Enter")
    expect(play).to_have_attribute("aria-pressed", "false")
    held = slider.input_value()
    page.clock.run_for(5000)
    assert slider.input_value() == held
    page.keyboard.press("Enter")
    page.clock.run_for(60_000)
    expect(play).to_have_text("Play again")
    assert slider.input_value() == slider.get_attribute("max")
    assert noise == []
    page.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_pages_fit_print_and_can_be_read(chromium: Browser, served_to_all: Served, alex: str) -> None:
    """Axe is of each width once, and of it the contrast, which takes most of its time, of one scheme.

    From one page to the next that takes turns: all have the same rules of style. Our own contrast is of each scheme at
    each width.
    """
    from axe_playwright_python.sync_playwright import Axe

    page, noise, base = _opened(chromium, served_to_all, alex)
    addresses = [f"{base}/{name}" for name in PAGES]
    addresses += [
        f"{base}/inside?depth=academic&at=9",
        f"{base}/learn?depth=academic",
        f"{base}/evidence/{TRIAL}",
    ]
    for width, schemes in ((390, ("light", "dark")), (820, ("light",)), (1280, ("dark", "light"))):
        page.set_viewport_size({"width": width, "height": 844})
        for turn, address in enumerate(addresses):
            page.emulate_media(color_scheme=schemes[0], media="screen")  # pyright: ignore[reportArgumentType]
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
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
    page.emulate_media(media="print", color_scheme="light")
    page.goto(f"{base}/inside?at=9")
    assert page.locator("#play").is_hidden()
    assert page.locator("figure svg").first.is_visible()
    assert page.pdf()
    assert noise == []
    page.context.close()
