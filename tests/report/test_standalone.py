"""A chart as a file of its own: it holds its style, says what it is, and can be drawn."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import osteotwin as ot
from osteotwin.cli.main import main

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def answer(demo_answer: dict[str, Any]) -> dict[str, Any]:
    return demo_answer


@pytest.mark.slow
def test_it_says_what_it_is_and_names_every_curve_in_full(answer: dict[str, Any]) -> None:
    root = ElementTree.fromstring(ot.render_figure(answer, "lumbar_spine"))
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert texts[0].startswith("Lumbar spine: change of bone density since 2026-02-01")
    assert "6 virtual people. A simulation, not medical advice." in texts[-1]
    for drawn in ("plan", "drug_only", "nothing"):
        if drawn in answer["scenarios"]:
            name = answer["scenarios"][drawn]["label"]
            assert any(text.endswith(name) for text in texts), name


def test_its_style_is_inside_and_has_every_class(answer: dict[str, Any]) -> None:
    root = ElementTree.fromstring(ot.render_figure(answer))
    style = root.findtext(f"{SVG}style") or ""
    assert "var(" not in style
    assert "{" in style
    used = {name for part in root.iter() for name in part.get("class", "").split()}
    # Names of what is drawn as any other line or text.
    used -= {"tick", "score", "score-name"}
    assert [name for name in used if f".{name}" not in style] == []


def test_svg_and_png_are_written_where_there_is_a_font(answer: dict[str, Any], tmp_path: Path) -> None:
    svg = ot.write_figure(answer, tmp_path / "a.svg")
    assert svg.read_text(encoding="utf-8") == ot.render_figure(answer)
    png = ot.write_figure(answer, tmp_path / "a.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    root = ElementTree.fromstring(svg.read_text(encoding="utf-8"))
    size = tuple(3 * int(root.get(name, "0")) for name in ("width", "height"))
    assert struct.unpack(">II", png[16:24]) == size


def test_without_a_font_it_says_so(
    answer: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resvg_py.svg_to_bytes", lambda **_: b"nothing but paper")
    with pytest.raises(ot.OsteotwinError, match="needs a font"):
        ot.write_figure(answer, tmp_path / "a.png")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("more", "said"),
    [(("--out", "a.gif"), ".svg or .png"), (("--out", "a.svg", "--site", "left_ear"), "left_ear")],
)
def test_what_cannot_be_drawn_is_refused_before_anybody_is_simulated(
    more: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("osteotwin.cli.export.answer_for", lambda *_: pytest.fail("was simulated"))
    assert main(["export", "figure", str(ot.demo_path()), "--people", "2", *more]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
