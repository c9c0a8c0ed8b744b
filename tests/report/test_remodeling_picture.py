"""The picture of a place of remodeling: as many glyphs as there is of each, and words that say the same."""

from __future__ import annotations

import re
from typing import Any

import pytest

from osteotwin.report.remodeling.glyphs import SHAPES, shown
from osteotwin.report.remodeling.picture import MOST_SHIFT, picture, shift, stretch
from osteotwin.report.remodeling.view import DRAWN, context, described


def life(**ratios: float | None) -> dict[str, Any]:
    def signal(name: str, ratio: float | None) -> dict[str, Any]:
        band = {of: [1.0, ratio] for of in ("median", "lo50", "hi50", "lo90", "hi90")}
        found: dict[str, Any] = {"id": name, "label": name, "unit": "", "ratio": band, "level": None}
        if name == "estradiol":
            found |= {"unit": "pg/mL", "level": {of: [20.0, ratio and 20.0 * ratio] for of in band}}
        return found

    signals = {name: signal(name, ratios.get(name, 1.0)) for name in DRAWN}
    return {"id": "plan", "label": "With <it>", "signals": signals}


def course(*lives: dict[str, Any]) -> dict[str, Any]:
    dates = ["2026-02-01", "2027-02-01"]
    return {"years": [0.0, 1.0], "dates": dates, "lives": list(lives), "left_out": {}, "people": 12}


def visible(drawing: str, signal: str) -> float:
    """How many glyphs of a signal show, a part of one counted as that part."""
    group = re.search(rf'data-count="{signal}"[^>]*>(.*?)</g>', drawing)
    assert group is not None
    return sum(float(value) for value in re.findall(r'opacity="([\d.]+)"', group[1]))


@pytest.mark.parametrize(("signal", "today"), [("estradiol", 20), ("rankl", 20), ("opg", 20), ("sclerostin", 20),
                                               ("osteoclasts", 4), ("osteoblasts", 10), ("osteocytes", 8),
                                               ("total_hip_stimulus", 10)])  # fmt: skip
@pytest.mark.parametrize("ratio", [0.0, 0.43, 1.0, 1.37])
def test_as_much_shows_as_there_is(signal: str, today: int, ratio: float) -> None:
    drawing = picture(life(**{signal: ratio}), 1, "one", "words")
    assert visible(drawing, signal) == pytest.approx(ratio * today, abs=0.01)
    assert visible(picture(life(**{signal: ratio}), 0, "one", "words"), signal) == today


def test_what_is_not_known_is_not_drawn() -> None:
    assert visible(picture(life(rankl=None), 1, "one", "words"), "rankl") == 0.0
    assert (shown(None, 4, 0), shift(None)) == (0.0, 0.0)
    assert "scale(1 1.000)" in stretch(None)


def test_the_surface_sinks_with_the_mineral_and_not_out_of_the_picture() -> None:
    assert shift(0.97) == pytest.approx(15.0)
    assert shift(1.02) == pytest.approx(-10.0)
    assert (shift(0.5), shift(1.5)) == (MOST_SHIFT, -MOST_SHIFT)
    assert "scale(1 2.500)" in stretch(9.0)


def test_a_picture_says_what_it_is_and_keeps_its_ids_apart() -> None:
    drawing = picture(life(), 0, "one", "5 < 6")
    assert "With &lt;it&gt;" in drawing
    assert "5 &lt; 6" in drawing
    ids = re.findall(r'\sid="([^"]+)"', drawing)
    assert len(ids) == len(set(ids)) == len(SHAPES) + 2
    assert set(re.findall(r'href="#([^"]+)"', drawing)) <= set(ids)
    assert all(name.startswith("one-") for name in ids)


def test_the_page_says_the_same_as_the_picture_on_every_day() -> None:
    one = life(osteoclasts=1.37, estradiol=0.5)
    assert "osteoclasts ×\u00a01.37" in described(one, 1)
    view = context(course(one, {**life(), "id": "without"}), [["today"], ["later"]], 1)
    assert view["when"] == "Year\u00a01 · 1\u00a0February\u00a02027"
    assert view["said"] == ["later"]
    rows = {row["id"]: row for part in view["parts"] for row in part["rows"]}
    assert rows["estradiol"]["cells"][0] == {
        "life": "plan", "ratio": "×\u00a00.50", "interval": "0.50 to 0.50", "level": "10.0\u00a0pg/mL",
    }  # fmt: skip
    script = view["course"]["lives"]["plan"]
    assert script["drawn"]["osteoclasts"] == [1.0, 1.37]
    assert script["written"]["osteoclasts"][0] == [1.0, 1.37]
    assert script["levels"] == {"estradiol": ["20.0\u00a0pg/mL", "10.0\u00a0pg/mL"]}
    assert view["marks"] == [(0, "Today"), (1, "Year\u00a01")]
