"""``osteotwin explain``: three depths on the terminal, as JSON and as a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.schemas import validate

import osteotwin as ot
from osteotwin.cli.main import main

LEVELS = ("fundamentals", "intermediate", "academic")
FEW = ["--people", "6", "--parameters", "starting-values-2"]


@pytest.mark.parametrize("level", LEVELS)
def test_terminal_json_and_page_say_the_same(
    level: str, person_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, person = tmp_path / "page.html", str(person_file)
    assert main(["explain", person, "--level", level, *FEW, "--json", "--report", str(page)]) == 0
    out = capsys.readouterr().out
    found = json.loads(out)
    validate(found, ot.schema("explanation"))
    assert found["level"] == level
    assert main(["explain", person, "--level", level, *FEW]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    html = page.read_text(encoding="utf-8")
    for section in found["sections"]:
        assert section["title"] in shown
        assert section["title"] in html
        for one in section["sentences"]:
            assert " ".join(one["text"].split()) in shown.replace("\u2212", "−")
    assert "not medical advice" in shown


def test_wrong_options_are_named_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "none" / "page.html")
    assert main(["explain", str(ot.demo_path()), "--level", "deep", "--report", path]) == 2
    complaint = capsys.readouterr().err
    assert "--level" in complaint
    assert "fundamentals, intermediate or academic" in complaint
    assert "--report" in complaint
