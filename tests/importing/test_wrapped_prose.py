"""Prose that wraps over lines: each score is of the place of its own sentence."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import measured, read_report


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In the lumbar spine (L1-L4) the BMD is 1.041 g/cm2 with a T-score of\n-1.4 and a Z-score of -1.0. In the "
         "left femoral neck the BMD is 0.861 g/cm2\nwith a T-score of -1.6.",
         {"bmd_lumbar_spine": "1.041 g/cm^2", "t_score_lumbar_spine": "-1.4", "z_score_lumbar_spine": "-1.0",
          "bmd_femoral_neck": "0.861 g/cm^2", "t_score_femoral_neck": "-1.6"}),
        ("Lumbar spine L1-L4: bone mineral density 0.934 g/cm2,\nT-score -1.4. Left total hip: bone mineral density "
         "0.901\ng/cm2, T-score -0.9.",
         {"bmd_lumbar_spine": "0.934 g/cm^2", "t_score_lumbar_spine": "-1.4", "bmd_total_hip": "0.901 g/cm^2",
          "t_score_total_hip": "-0.9"}),
        ("An der Lendenwirbelsäule L1-L4 ist die Knochendichte 0,934 g/cm² mit einem\nT-Score von -1,4. Am "
         "Schenkelhals links ist die\nKnochendichte 0,711 g/cm².",
         {"bmd_lumbar_spine": "0.934 g/cm^2", "t_score_lumbar_spine": "-1.4", "bmd_femoral_neck": "0.711 g/cm^2"}),
        ("Au rachis lombaire L1-L4 la densité minérale osseuse est de 0,934 g/cm² avec un\nT-score de -1,4. Au "
         "col fémoral gauche la DMO est de 0,711 g/cm² avec un\nT-score de -1,6.",
         {"bmd_lumbar_spine": "0.934 g/cm^2", "t_score_lumbar_spine": "-1.4", "bmd_femoral_neck": "0.711 g/cm^2",
          "t_score_femoral_neck": "-1.6"}),
        ("Femoral neck T-score -1.5. Total hip T-score\n-0.8. Lumbar spine\nT-score -1.4.",
         {"t_score_femoral_neck": "-1.5", "t_score_total_hip": "-0.8", "t_score_lumbar_spine": "-1.4"}),
        ("The total hip BMD is 0.916 g/cm2, which is\nlower than in 2022. The BMD of the left femoral neck is 0.727\n"
         "g/cm2 with T-score -1.5.", {"bmd_femoral_neck": "0.727 g/cm^2", "t_score_femoral_neck": "-1.5"}),
    ],
)  # fmt: skip
def test_sentences_go_on_over_lines(text: str, values: dict[str, str]) -> None:
    read = measured(read_report(f"DXA of 14 October 2025\n\n{text}\n"))
    assert {what: str(value) for what, value in read.items()} == values


def test_a_score_beneath_a_line_on_several_places_is_of_none() -> None:
    read = read_report("DXA of 14 October 2025\nSpine T-score -1.4, total hip T-score -0.8.\nZ-score -0.4\n")
    assert {*measured(read)} == {"t_score_lumbar_spine", "t_score_total_hip"}
    assert any("Z-score -0.4" in one.said for one in read.left)


@pytest.mark.parametrize(
    "text",
    ["Lumbar spine T-score -1.4\nTotal hip T-score -0.9",
     "- lumbar spine: T-score -1.4\n- total hip: T-score -0.9", "Bone Density Report\nSpine T-score -1.4; hip -0.9"],
)  # fmt: skip
def test_rows_and_lists_stay_as_they_are(text: str) -> None:
    read = measured(read_report(f"DXA of 14 October 2025\n{text}\n"))
    assert {what: str(value) for what, value in read.items()} in (
        {"t_score_lumbar_spine": "-1.4", "t_score_total_hip": "-0.9"},
    )


def test_a_line_that_ends_a_thought_is_not_gone_on() -> None:
    text = "Hip T-score 0.8 SD below the mean\nFemoral neck 1.5 standard deviations below young adult\n"
    assert measured(read_report(f"DXA of 14 October 2025\n{text}")) == {"t_score_femoral_neck": "-1.5"}


def test_a_title_with_a_day_heads_no_table() -> None:
    read = read_report("Bone Density Report     Exam date: October 14, 2025\nLumbar spine T-score is -1.4.\n")
    assert measured(read) == {"t_score_lumbar_spine": "-1.4"}
