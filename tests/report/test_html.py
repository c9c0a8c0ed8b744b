"""The page as text: what it says, what it escapes, what it does with gaps."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.schemas import validate

import osteotwin as ot
from osteotwin.report.first_screen import caveat
from osteotwin.report.html import render_html, write_report
from osteotwin.report.labels import SEVERITIES
from osteotwin.report.page import css_string
from osteotwin.report.verdict import lines

VOID = {"meta", "link", "input", "br"}


class Reader(HTMLParser):
    """Collects the visible text, the ids and the links, and checks that tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in {"href", "aria-labelledby"} and value and not value.startswith("data:"):
                self.references += value.removeprefix("#").split()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "script" not in self.open and "style" not in self.open:
            self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def words(html: str) -> str:
    return " ".join("".join(read(html).text).split())


def test_the_sample_keeps_to_the_schema_of_an_answer(answer: dict[str, Any]) -> None:
    validate(answer, ot.schema("answer"))


def test_every_section_is_there(answer: dict[str, Any]) -> None:
    text = words(render_html(answer))
    for heading in (
        "Answer", "What to do", "What is due next", "Bone density ahead", "Numbers of the charts",
        "From no drug to the plan", "The way of the signal", "All signals as charts", "Reasons, rules and notes",
        "What the measurements did", "T- and Z-scores by year", "Lines that may be crossed",
        "What was assumed, and what was given", "Method and uncertainty", "Sources",
    ):  # fmt: skip
        assert heading in text


def test_what_the_measurements_did(answer: dict[str, Any]) -> None:
    text = words(render_html(answer))
    assert "2 of 3 measurements count; of the others it is said why they do not." in text
    without_and_with = "Total hip \u22121.0 % \u22127.0 to +5.0 \u22122.4 % \u22125.9 to +1.1"
    assert without_and_with.replace(" ", "") in text.replace(" ", "")
    spine, hip = (
        f"{site}: interval {narrower} % narrower, median moved by \u2212{moved} %"
        for site, narrower, moved in (("lumbar spine", 24, 1.2), ("total hip", 12, 0.4))
    )
    told = f"Lumbar spine BMD, 12 January 2026 (1.05 g/cm^2): {spine}; {hip} What to measure"
    assert told in text, "the femoral neck is not worth a word"
    assert "1.30 g/cm^2): " not in text, "what made it wider and moved nothing"
    assert "Contradiction Lumbar spine BMD of 2024-01-12, 1.30 g/cm^2, lies 4.2" in text
    assert "Surprising Lumbar spine BMD of 2026-01-12, 1.05 g/cm^2, lies 2.7" in text
    assert "DXA of spine and hip, 1 February 2027: expected to narrow" in text
    assert "by 31 %" in text


def test_measurements_of_which_none_tells_more_than_the_others_are_said_so(answer: dict[str, Any]) -> None:
    little = answer["fit"]["by_measurement"][1]
    answer["fit"]["by_measurement"] = [little, little]
    assert "No single measurement changes the outlook noticeably" in words(render_html(answer))
    for few in ([little], []):  # there is no other, or each told too much to be left out
        answer["fit"]["by_measurement"] = few
        text = words(render_html(answer))
        assert "No single measurement" not in text
        assert "What told most" not in text


def test_every_measurement_stands_once_with_what_becomes_of_it(answer: dict[str, Any]) -> None:
    text = words(render_html(answer)).replace(" ", "")  # cells of a table follow each other without one
    for row in (
        "Lumbar spine BMD 12 January 2026 1.05 g/cm^2 counts", "Estradiol 12 January 2026 27 pg/mL Shown only: made up",
        "Weight 12 January 2026 86 kg sets the weight at the start",
    ):  # fmt: skip
        assert text.count(row.replace(" ", "")) == 1


def test_without_measurements_the_page_says_whose_answer_it_is(answer: dict[str, Any]) -> None:
    answer["fit"] |= {
        "text": "Nothing was measured, so measure.",
        "effective_sample_size": None,
        "by_measurement": [],
        "surprising": [],
    }
    answer["next_measurement"], answer["inputs"]["measurements"] = [], []
    text = words(render_html(answer))
    assert "Nothing was measured, so measure." in text
    for absent in ("If nothing had been measured", "What told most", "What to measure next", "No single measurement",
                   "Every measurement of the file"):  # fmt: skip
        assert absent not in text


def test_numbers_of_the_answer_stand_in_the_page(answer: dict[str, Any]) -> None:
    answer["sites"]["lumbar_spine"]["percent_change"]["median"][12] = -7.77
    answer["contributions"]["total_hip"]["training"]["2"] = {"median": 6.66, "lo90": 5.55, "hi90": 8.88}
    answer["won_back"]["lumbar_spine"]["3"]["text"] = "Food wins back 0.434 points."
    answer["plan_effect"]["total_hip"]["2"] = {"median": -4.44, "lo90": -9.99, "hi90": 1.11}
    text = words(render_html(answer))
    assert "\u22127.8 %" in text
    assert "+6.7 +5.5 to +8.9" in text or "+6.7 +5.6 to +8.9" in text
    assert text.count("Food wins back 0.434 points.") == 1
    assert "The plan against no plan:" in text
    assert "\u22124.4 (\u221210.0 to +1.1) percentage points" in text


def test_what_scans_will_find_stands_beside_what_the_bone_does(answer: dict[str, Any]) -> None:
    scan = answer["sites"]["lumbar_spine"]["scan"]
    scan["median"][12], scan["lo90"][12], scan["hi90"][12] = 5.55, -1.11, 9.99
    text = words(render_html(answer))
    assert "What two scans will find, with the error of both and with degeneration of the spine" in text
    assert "year 1 +5.5 % (\u22121.1 to +10.0)" in text or "year 1 +5.6 % (\u22121.1 to +10.0)" in text
    del answer["sites"]["lumbar_spine"]["scan"]
    assert "with degeneration of the spine, which" not in words(render_html(answer))


def test_a_hormone_between_injections_is_told_as_average_with_trough_and_peak(answer: dict[str, Any]) -> None:
    assert "between injections" not in words(render_html(answer))
    last = len(answer["years"]) - 1
    answer["series"]["testosterone"] |= {
        "interval_days": [None, *[14.0] * last],
        "trough": [None, *[240.4] * last],
        "peak": [None, *[1859.7] * last],
    }
    said = "Under the plan: average over each 14-day interval between injections"
    assert f"{said}; in the last one between 240 and 1,860." in words(render_html(answer)).replace(
        "\u202f", ","
    )
    answer["series"]["testosterone"] |= {"trough": [None] * (last + 1), "peak": [None] * (last + 1)}
    assert f"{said}." in words(render_html(answer))


@pytest.mark.parametrize(
    ("alone", "words"),
    [
        ("no", "Open: the share alone says no: "),
        ("yes", "Open: the share alone says yes: "),
        ("open", "Open: "),
    ],
)
def test_an_open_answer_beside_a_clear_share_says_so(answer: dict[str, Any], alone: str, words: str) -> None:
    found = copy.deepcopy(answer)
    for row in found["verdict"]["lines"]:
        row["class"] = "open"
    for entry in found["verdict"]["years"].values():
        entry["kept"] |= {"class": "open", "share_alone": alone, "probability": 0.5}
    (line,) = (row for row in lines(found) if row["key"] == "kept")
    assert f"{line['word']}: {line['short']}".replace("\u00a0", " ").startswith(f"{words}50 %")


def test_signals_that_are_not_shown_and_hormones_without_a_drug_are_said(answer: dict[str, Any]) -> None:
    assert "is shown without" not in render_html(answer)
    found = copy.deepcopy(answer)
    found["signals_left_out"] = {"lh": "LH is not shown: nobody measured it."}
    found["series"]["testosterone"]["without"] = ["nandrolone"]
    page = render_html(found)
    assert "LH is not shown: nobody measured it." in page
    assert "Testosterone is shown without nandrolone, which the model does not simulate." in page
    assert "Estradiol is shown without" not in page


def test_ids_are_unique_and_every_reference_has_its_target(answer: dict[str, Any]) -> None:
    reader = read(render_html(answer))
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.references) <= set(reader.ids)


def test_equal_answers_give_equal_pages(make_answer: Callable[..., dict[str, Any]]) -> None:
    assert render_html(make_answer()) == render_html(make_answer())
    assert render_html(make_answer()) != render_html(make_answer(), written=date(2026, 1, 1))


def test_sources_are_footnotes_numbered_as_they_are_first_cited(answer: dict[str, Any]) -> None:
    html = render_html(answer)
    texts = re.findall(r'<li id="source-\d+">(.*?)</li>', html)
    assert texts == [
        "Made-up B 2021 Guideline of Test Data doi 10.0000/example.2",  # of a flag
        "Made-up A 2020 Journal of Test Data doi 10.0000/example.1",  # of the fractures
        "reference population",  # of an assumption, by its own text
        "A table of test data 2020",  # of a row of a table
    ]
    reader = read(html)
    assert {"source-1", "source-2", "source-3"} <= set(reader.references)
    flag = "Repeat DXA after 12 months of the drug."
    assert re.search(rf'{flag}\s*<sup class="note"><a href="#source-1"', html)


def test_flags_come_in_the_order_of_their_weight(answer: dict[str, Any]) -> None:
    text = words(render_html(answer))
    names = list(SEVERITIES.values())
    assert text.index(names[0]) < text.index(names[1]) < text.index(f"{names[2]} Vitamin D")


def test_flags_that_are_not_open_are_folded(answer: dict[str, Any]) -> None:
    least = list(SEVERITIES)[-1]
    answer["flags"] = [
        {"severity": least, "text": f"Flag number {index}.", "source": "", "forbids": [], "open": index == 6}
        for index in range(7)
    ]
    text = words(render_html(answer))
    assert text.index("Flag number 6.") < text.index("Further notes") < text.index("Flag number 0.")


def test_the_first_screen_says_who_how_much_and_what_to_do(answer: dict[str, Any]) -> None:
    answer["sites"]["total_hip"]["percent_change"]["median"][36] = -1.23
    text = words(render_html(answer))
    first = text[: text.index("Bone density ahead")]
    assert "Man of 53, anastrozole 1 mg every day, 1 February 2026 to 1 February 2029" in first
    assert "Total hip year 3, change of the bone \u22121.2 %" in first
    assert first.index("Total hip") < first.index("Lumbar spine")
    assert (
        "Is bone kept? Yes 82 % of the virtual people lose no more bone than two scans can tell, year 3"
        in first
    )
    assert (
        "Guidelines Discuss treatment a bone drug is to be talked over (T \u22122.1 at the total hip)"
        in first
    )
    assert "1 February 2027 DXA scan of hip and spine" in first.replace("2027DXA", "2027 DXA")
    answer["inputs"]["person"] |= {"sex": "female", "age": 60.2}
    assert "Woman of 60," in words(render_html(answer))


def test_without_a_verdict_no_number_stands_large(answer: dict[str, Any]) -> None:
    answer["verdict"] |= {"years": {}, "headline": "Too many virtual people failed."}
    html = render_html(answer)
    assert 'class="large-value"' not in html
    assert "Too many virtual people failed." in words(html)


def test_below_50_charts_show_z_scores_and_no_zones(answer: dict[str, Any]) -> None:
    html = render_html(answer)
    assert "T-score on the right" in html
    assert 'class="zone' in html
    line = answer["verdict"]["guidelines"]["lines"][0]
    answer["verdict"]["guidelines"]["lines"].append(line | {"rule": "z_score", "met": "not met"})
    html = render_html(answer)
    assert "T-score on the right" not in html
    assert "Z-score on the right" in html
    assert 'class="zone' not in html


def test_a_name_cannot_leave_the_margin_of_the_paper() -> None:
    assert css_string('a "; } </style>\n') == '"a \\22 \\3b  \\7d  \\3c \\2f style\\3e \\a "'


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"


def _poison(value: Any) -> Any:
    """Append hostile text to every string in the answer but those that are keys to its meaning."""
    kept = {
        "category",
        "station",
        "severity",
        "class",
        "date",
        "from",
        "until",
        "start",
        "birth_date",
        "schema",
    }
    if isinstance(value, dict):
        return {key: item if key in kept else _poison(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_poison(item) for item in value]
    return value + HOSTILE if isinstance(value, str) else value


def test_no_string_of_the_answer_becomes_markup(answer: dict[str, Any]) -> None:
    poisoned = _poison(answer)
    html = render_html(poisoned)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert ">49" not in html
    scripts = re.findall(r"<script", html)
    assert len(scripts) == len(re.findall(r"<script", render_html(answer)))
    assert "alert(1)" in words(html)


def test_site_and_series_names_of_the_answer_are_escaped_too(answer: dict[str, Any]) -> None:
    for part in ("sites", "series", "scenarios"):
        answer[part]['x"><script>alert(1)</script>'] = next(iter(answer[part].values()))
    assert "<script>alert" not in render_html(answer)


def test_the_page_asks_for_nothing_from_outside(answer: dict[str, Any]) -> None:
    html = render_html(answer)
    assert not re.findall(r"(?:src|href)\s*=\s*\"(?!#|data:)", html)
    assert not re.findall(r"@import|url\(|https?://", html)
    assert "default-src 'none'" in html


def test_missing_values_are_shown_as_not_available(answer: dict[str, Any]) -> None:
    change = answer["sites"]["lumbar_spine"]["percent_change"]
    for name in change:
        change[name] = [None] * len(answer["years"])
    answer["sites"]["total_hip"]["t_score"] = None
    answer["series"]["pth"]["plan"]["median"][-1] = None
    answer["won_back"]["lumbar_spine"]["3"]["won"] = {"median": None, "lo90": None, "hi90": None}
    answer["contributions"]["total_hip"]["calcium"]["3"] = {"median": None, "lo90": None, "hi90": None}
    text = words(render_html(answer))
    assert "not available" in text
    assert not re.search(r"\b(None|nan|null|undefined)\b", text)


@pytest.mark.parametrize(
    "missing",
    [
        "versions", "inputs", "assumptions", "years", "sites", "series", "scenarios", "contributions",
        "contributions_basis", "plan_effect", "won_back", "crossing", "fracture", "dates", "verdict", "flags",
        "outside_tested_range", "steady_state", "uncertainty", "failed", "sources", "timings", "disclaimer",
    ],
)  # fmt: skip
def test_any_part_may_be_missing(answer: dict[str, Any], missing: str) -> None:
    del answer[missing]
    assert "None" not in words(render_html(answer))


def test_an_empty_answer_is_still_a_page() -> None:
    text = words(render_html({}))
    assert "No verdict is available" in text
    assert "Not medical advice" in text


@pytest.mark.parametrize(
    ("outlook", "end"),
    [(0.5, "Month 6"), (1.0, "Year 1"), (2.5, "Month 30"), (10.0, "Year 10"), (25.0, "Year 25")],
)
def test_short_and_long_outlooks(
    make_answer: Callable[..., dict[str, Any]], outlook: float, end: str
) -> None:
    html = render_html(make_answer(outlook))
    text = words(html)
    assert len(html) < 1_500_000
    assert end in text


def test_the_page_is_small(answer: dict[str, Any]) -> None:
    assert len(render_html(answer).encode()) < 500_000


def test_writing_makes_the_folder_and_leaves_nothing_else(answer: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    path = write_report(answer, folder)
    assert path == folder / "report.html"
    assert write_report(answer, folder) == path
    assert [file.name for file in folder.iterdir()] == ["report.html"]
    assert path.read_text(encoding="utf-8").endswith("</html>\n") or path.read_text().endswith("</html>")


def test_a_failed_write_leaves_the_earlier_report(answer: dict[str, Any], tmp_path: Path) -> None:
    path = write_report(answer, tmp_path)
    before = path.read_bytes()
    answer["inputs"]["person"]["name"] = "\ud800"  # a lone surrogate cannot be written as UTF-8
    with pytest.raises(UnicodeEncodeError):
        write_report(answer, tmp_path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


def test_the_first_screen_says_whose_numbers_these_are(answer: dict[str, Any]) -> None:
    whole = copy.deepcopy(answer) | {"outside_tested_range": []}
    whole["verdict"]["refused"] = []
    assert caveat(whole) == ""
    less = copy.deepcopy(whole)
    less["verdict"]["refused"] = [{"what": "jogging", "label": "jogging", "why": "Jogging: not now."}]
    less["scenarios"]["plan"]["label"] = "The plan without jogging"
    assert caveat(less) == "The numbers are of the plan without jogging."
    assert caveat(less) in render_html(less)


def test_tables_of_words_stand_folded_with_their_sources(answer: dict[str, Any]) -> None:
    page = render_html(answer)
    assert "<summary>Calcium and vitamin D</summary>" in page
    assert 'data-column="Gap">450 mg</td>' in page
    assert "A table of test data 2020" in page
    assert "Calcium and vitamin D" not in render_html(answer | {"tables": []})
