"""A term in a text is a button that opens its explanation; everything else of the text stays as it is."""

from __future__ import annotations

import re
from html import unescape

import pytest

from osteotwin.explaining.glossary import terms_of_report
from osteotwin.report.terms import anchor, marking

GLOSSARY = [{"term": "CTX"}, {"term": "median"}, {"term": "osteoclast"}, {"term": "bone mineral density"}]
MARK = marking(GLOSSARY)


def buttons(text: str) -> list[tuple[str, str]]:
    return re.findall(
        r'<button type="button" class="term" popovertarget="([^"]+)">([^<]*)</button>', MARK(text)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CTX and P1NP", [("term-1", "CTX")]),
        ("Medians, and the median again", [("term-2", "Medians")]),
        ("Osteoclasts of bone", [("term-3", "Osteoclasts")]),
        ("Bone mineral density", [("term-4", "Bone mineral density")]),
        ("CTX-based and premedian", []),
        ("", []),
    ],
)
def test_the_first_use_of_each_term_is_marked(text: str, found: list[tuple[str, str]]) -> None:
    assert buttons(text) == found


@pytest.mark.parametrize("text", ["<b>CTX</b> & more", "a < b > median \"quoted\" 'so'", "no term"])
def test_the_text_is_the_same_without_the_buttons_and_runs_nothing(text: str) -> None:
    plain = re.sub(r"</?button[^>]*>", "", MARK(text))
    assert "<" not in plain
    assert unescape(plain) == text


def test_without_a_glossary_nothing_is_marked() -> None:
    assert marking([])("CTX <b>") == "CTX &lt;b&gt;"


@pytest.mark.parametrize("row", terms_of_report(), ids=lambda row: row["term"])
def test_every_term_of_the_report_finds_itself(row: dict[str, str]) -> None:
    glossary = terms_of_report()
    place = [one["term"] for one in glossary].index(row["term"])
    assert f'popovertarget="{anchor(place)}"' in marking(glossary)(f"The {row['term']}.")
