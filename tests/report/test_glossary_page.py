"""The glossary on a page: every word leads where it says, and each course is the person's own."""

from __future__ import annotations

import re
from typing import Any

import pytest

from osteotwin.explaining.glossary import load_glossary
from osteotwin.report.glossary import entries, linked

SIMULATED = {"estradiol", "CTX", "P1NP", "sclerostin", "RANKL", "OPG", "parathyroid hormone", "calcitriol", "vitamin D",
             "bone mineral density"}  # fmt: skip


OF = ("median", "lo90", "hi90")


def course() -> dict[str, Any]:
    def signal(ratio: list[float], level: list[float] | None) -> dict[str, Any]:
        levels = None if level is None else dict.fromkeys(OF, level)
        unit = "" if level is None else "pg/mL"
        return {"unit": unit, "against": "today", "ratio": dict.fromkeys(OF, ratio), "level": levels}

    own = {"estradiol": signal([1.0, 0.5], [18.0, 9.0]), "rankl": signal([1.0, 1.25], None)}
    other = {"estradiol": signal([1.0, 1.0], [18.0, 18.0]), "rankl": signal([1.0, 1.0], None)}
    lives = [{"label": "With it", "signals": own}, {"label": "Without it", "signals": other}]
    return {"years": [0.0, 2.0], "lives": lives}


def glossary() -> list[dict[str, str]]:
    return [
        {"term": one.term, "text": one.academic, "signal": one.signal} for one in load_glossary().values()
    ]


def test_what_is_simulated_of_the_shipped_terms_is_drawn() -> None:
    assert {term for term, one in load_glossary().items() if one.signal} >= SIMULATED


def test_every_link_leads_to_another_entry() -> None:
    found = entries(glossary(), None)
    ids = {one["id"] for one in found}
    assert len(ids) == len(found)
    links = [(one["id"], to) for one in found for to in re.findall(r'href="#([^"]+)"', one["text"])]
    assert len(links) > 20
    assert all(to in ids and to != own for own, to in links)


def test_a_longer_term_goes_first_and_each_is_linked_once() -> None:
    terms = ["bone density", "bone mineral density", "osteoclast"]
    text = linked("Bone mineral density, bone density, bone mineral density; osteoclasts <b>.", terms)
    assert text == (
        '<a href="#term-bone-mineral-density">Bone mineral density</a>, '
        '<a href="#term-bone-density">bone density</a>, bone mineral density; '
        '<a href="#term-osteoclast">osteoclasts</a> &lt;b&gt;.'
    )
    assert linked("plain & simple", []) == "plain &amp; simple"


def test_a_course_says_today_and_both_ends() -> None:
    found = {one["term"]: one["course"] for one in entries(glossary(), course())}
    estradiol, rankl = found["estradiol"], found["RANKL"]
    assert (estradiol["today"], estradiol["last"], estradiol["against"]) == (
        "18.0\u00a0pg/mL",
        "Year\u00a02",
        "",
    )
    assert [(end["label"], end["value"]) for end in estradiol["ends"]] == [
        ("With it", "9.00\u00a0pg/mL"), ("Without it", "18.0\u00a0pg/mL"),
    ]  # fmt: skip
    assert rankl["against"] == "ratio to today"
    assert rankl["ends"][0]["value"] == "×\u00a01.25"
    assert estradiol["chart"].count("<path") == 2
    assert found["OPG"] is None


@pytest.mark.parametrize("values", [[18.0, 18.0], [0.0, 0.0]])
def test_a_flat_course_is_drawn_flat(values: list[float]) -> None:
    own = course()
    for life in own["lives"]:
        life["signals"]["estradiol"]["level"] = dict.fromkeys(OF, values)
    chart = next(one for one in entries(glossary(), own) if one["term"] == "estradiol")["course"]["chart"]
    heights = {
        y for path in re.findall(r' d="([^"]+)"', chart) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", path)
    }
    assert len(heights) == 1
