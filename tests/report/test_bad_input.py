"""Plans of nothing, of a day, of sixty years, and runs that failed: a page and a PDF that say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.report.pdf import render_pdf

PERSON = '[person]\nsex = "male"\nbirth_date = 1996-05-14\n'
DRUG = '\n[[plan.drug]]\nname = "anastrozole"\ndose = "1 mg"\nevery = "1 day"\nfrom = 2026-02-01\n'
LARGE = 'class="large-value"'


def _answer(tmp_path: Path, text: str) -> dict[str, Any]:
    path = tmp_path / "person.toml"
    path.write_text(text, encoding="utf-8")
    return ot.run(path, people=3)


def _both(answer: dict[str, Any]) -> str:
    assert render_pdf(answer).startswith(b"%PDF")
    html = ot.render_html(answer)
    assert "None" not in html
    return html


def test_a_plan_of_one_day_is_too_short_for_a_number(tmp_path: Path) -> None:
    html = _both(_answer(tmp_path, f"{PERSON}{DRUG}\n[outlook]\nuntil = 2026-02-02\n"))
    assert LARGE not in html
    assert "The outlook is shorter than a year: too short for a verdict" in html
    assert "No course of bone density can be drawn" in html


def test_nothing_known_and_nothing_planned(tmp_path: Path) -> None:
    html = _both(_answer(tmp_path, f"{PERSON}\n[outlook]\nfrom = 2026-02-01\nuntil = 2028-02-01\n"))
    assert html.count(LARGE) == 2
    assert "Man of 29, no drug, 1" in html.replace("\u00a0", " ")
    assert "The plan is empty." in html
    assert "Nothing can be told apart: the plan has no parts" in html


@pytest.mark.slow
def test_a_plan_of_drugs_only_over_sixty_years(tmp_path: Path) -> None:
    html = _both(_answer(tmp_path, f"{PERSON}{DRUG}\n[outlook]\nuntil = 2086-02-01\n"))
    assert "year\u00a060, change of the bone" in html
    assert len(html) < 1_500_000


def test_where_all_runs_failed_no_number_stands_large(make_answer: Callable[..., dict[str, Any]]) -> None:
    answer = _emptied(make_answer())
    answer["failed"] = {"count": 100, "too_many": True, "reasons": ["The solver gave up."]}
    answer["verdict"] |= {"years": {}, "lines": [], "headline": "All 100 virtual people failed."}
    html = _both(answer)
    assert LARGE not in html
    assert "All 100 virtual people failed." in html
    assert "The solver gave up." in html


def _emptied(value: Any) -> Any:
    """Return the same without any simulated number: bands of nothing."""
    if isinstance(value, dict):
        if "median" in value:
            return {
                key: [None] * len(item) if isinstance(item, list) else None for key, item in value.items()
            }
        return {key: _emptied(item) for key, item in value.items()}
    return value
