"""Scores told in words, what changed since another scan, and what it was, beside the numbers of this one."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import measured, read_report

HEAD = "DXA bone density\nDate of exam: 2026-01-12\n"
SPINE, HIP, NECK = "t_score_lumbar_spine", "t_score_total_hip", "t_score_femoral_neck"


READ = [
    ("The BMD of the lumbar spine is 0.7 standard deviations above that of a normal, young reference population.",
     {SPINE: "0.7"}),
    ("Femoral neck BMD is 1.9 SD below the young adult mean", {NECK: "-1.9"}),
    ("Bone density at the total hip is 1.2 SD lower than the young-adult reference", {HIP: "-1.2"}),
    ("Total hip bone density is 0.3 standard deviations above the mean for age.", {"z_score_total_hip": "0.3"}),
    ("Knochendichte der LWS 2,1 Standardabweichungen unter dem Mittelwert junger Erwachsener", {SPINE: "-2.1"}),
    ("Columna lumbar: 2,3 desviaciones estándar por debajo de la media de adultos jóvenes", {SPINE: "-2.3"}),
    ("Lumbar spine T-score -1.8, 1.8 SD below the young adult mean", {SPINE: "-1.8"}),
    ("LEFT TOTAL HIP: BMD: 0.701 g/cm2 T-score: -2.1 Change from prior: -1.9%",
     {"bmd_total_hip": "0.701 g/cm^2", HIP: "-2.1"}),
    ("Lumbar spine BMD 0.987 g/cm2, a 3.1% decrease since 2022. T-score -0.9.",
     {"bmd_lumbar_spine": "0.987 g/cm^2", SPINE: "-0.9"}),
    ("Total hip BMD 0.801 g/cm2 (-1.9% vs prior)", {"bmd_total_hip": "0.801 g/cm^2"}),
    ("Right total hip: 0.801 g/cm2; T-score -1.6; no significant change from 2023",
     {"bmd_total_hip": "0.801 g/cm^2", HIP: "-1.6"}),
    ("Compared with 2023, the total hip BMD of 0.845 g/cm2 has decreased by 2.1%", {"bmd_total_hip": "0.845 g/cm^2"}),
    ("Fem neck -1.8 T score", {NECK: "-1.8"}), ("spine -1.4 T, total hip -1.2 T", {SPINE: "-1.4", HIP: "-1.2"}),
    ("Score T au rachis lombaire : -1,8 ; au col fémoral : -2,0", {SPINE: "-1.8", NECK: "-2.0"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "found"), READ)
def test_what_changed_leaves_a_result_as_it_is(line: str, found: dict[str, str]) -> None:
    reading = read_report(HEAD + line)
    assert measured(reading) == found
    assert not reading.left


NAMED = [
    ("total hip BMD 0.836 \u2192 0.802 g/cm² (\u22124.2%) over 12 months", {"bmd_total_hip": "0.802 g/cm^2"},
     "0.836 in"),
    ("Spine BMD increased from 0.912 to 0.955 g/cm2", {"bmd_lumbar_spine": "0.955 g/cm^2"}, "0.912 in"),
    ("Femoral neck T-score was -1.7 and is now -1.9", {NECK: "-1.9"}, "-1.7 in"),
    ("Femoral neck T-score -1.9, down from -1.7", {NECK: "-1.9"}, "-1.7 in"),
    ("Left femoral neck: T-score -1.9, previously -1.7", {NECK: "-1.9"}, "-1.7 in"),
    ("Femoral neck T-score -2.6. Last time -2.2.", {NECK: "-2.6"}, "Last time -2.2"),
    ("Femoral neck T-score -2.6. Before that it was -2.2.", {NECK: "-2.6"}, "-2.2"),
    ("Spinal T-score -1.9\nL3 -3.9", {SPINE: "-1.9"}, "one vertebra"),
    ("Vertebral T-score -1.9\nwrist -3.2", {SPINE: "-1.9"}, "the forearm"),
    ("Lumbar spine T-score -1.4; FRAX MOF 9.8%", {SPINE: "-1.4"}, "a probability of FRAX"),
    ("Lumbar spine BMD decreased 3% from 0.955 g/cm2", {}, "what changed"),
    ("Total hip T-score changed by -0.3", {}, "a number beside the name"),
    ("Total hip BMD 0.836 -> 0.802 g/cm2 predicted", {}, "a goal or a threshold"),
    ("Lumbar spine BMD is more than 2.5 standard deviations below the young adult mean", {}, "in a form that is not"),
    ("Lumbar spine BMD is 0.7 SD below the mean", {}, "in a form that is not"),
    ("My mother's spine went from -2.1 to -2.8 T-score", {}, "somebody else"),
    ("Lumbar spine T-score -1.4\nTBS 1.310", {SPINE: "-1.4"}, "TBS 1.310: nothing that a person's file holds"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "found", "left"), NAMED)
def test_a_number_of_another_scan_is_named(line: str, found: dict[str, str], left: str) -> None:
    reading = read_report(HEAD + line)
    assert measured(reading) == found
    assert left in "\n".join(f"{one.said}: {one.why}" for one in reading.left)
