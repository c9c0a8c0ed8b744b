"""The glossary holds two definitions of every term."""

from __future__ import annotations

from pathlib import Path

import pytest

from osteotwin.explaining import glossary
from osteotwin.explaining.glossary import load_glossary, terms_of_report
from osteotwin.inputs.names import folded

# The words that a report for everyone must be able to explain.
NEEDED = (
    "aromatase inhibitors", "bone loss", "bone mineral density", "bone remodeling", "mechanotransduction",
    "sclerostin", "estradiol", "osteocyte", "osteoblast", "osteoclast", "RANKL", "OPG", "parathyroid hormone",
    "calcitriol", "T-score", "vitamin D", "nitric oxide", "prostaglandins", "osteopenia", "osteoporosis",
)  # fmt: skip
BRITISH = ("remodelling", "mineralis", "signalling", "ionised")


@pytest.mark.parametrize("term", NEEDED)
def test_needed_terms_are_defined(term: str) -> None:
    entry = load_glossary()[term]
    assert entry.fundamentals != entry.academic
    assert entry.fundamentals.endswith(".")
    assert entry.academic.endswith(".")


def test_plain_definitions_are_shorter_to_read() -> None:
    entries = load_glossary().values()
    plain = sum(len(e.fundamentals) for e in entries)
    academic = sum(len(e.academic) for e in entries)
    assert plain < academic


def test_no_two_terms_read_the_same() -> None:
    assert len({folded(term) for term in load_glossary()}) == len(load_glossary())


def test_the_report_explains_some_of_them_in_plain_words() -> None:
    shown = {row["term"]: row["text"] for row in terms_of_report()}
    assert {"median", "T-score", "contribution"} <= set(shown) < set(load_glossary())
    assert all(text == load_glossary()[term].fundamentals for term, text in shown.items())


def test_spelling_is_american() -> None:
    text = " ".join(f"{e.term} {e.fundamentals} {e.academic}" for e in load_glossary().values())
    assert not [word for word in BRITISH if word in text.casefold()]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["bone,A thing.,,yes"], "line 2 has no definition_academic"),
        (["bone,A thing.,A tissue.,", "cell,,A unit.,yes"], "line 3 has no definition_fundamentals"),
        ([",A thing.,A tissue.,"], "line 2 has no term"),
        (["bone,A thing.,A tissue.,", "cell,It.,A unit.,", "bone,It.,A tissue.,"], 'line 4 defines "bone" a second'),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_with_its_line(
    rows: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    lines = ["term,definition_fundamentals,definition_academic,report", *rows]
    (tmp_path / "data" / "glossary.csv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(glossary, "files", lambda _package: tmp_path)
    with pytest.raises(glossary.ParameterError, match=said):
        load_glossary.__wrapped__()
