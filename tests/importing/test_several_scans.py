"""Tables of several scans: each number is of its own day, or is named; what changed between scans is no result."""

from __future__ import annotations

from pathlib import Path

import pytest

from osteotwin.importing.answers import Answers
from osteotwin.importing.read_file import read_file
from osteotwin.importing.scan_columns import columns_of, matched
from osteotwin.protocol.library import find_exercise

NEW, OLD, FIRST = "2026-02-20", "2024-02-15", "2020-01-30"
SPINE = {("bmd_lumbar_spine", NEW): "1.080", ("bmd_lumbar_spine", OLD): "1.092"}
HIP = {("bmd_total_hip", NEW): "0.950", ("bmd_total_hip", OLD): "0.961"}
SCORES = {("t_score_lumbar_spine", NEW): "-0.7", ("t_score_lumbar_spine", OLD): "-0.6"}
TODAY = {("bmd_lumbar_spine", NEW): "1.080", ("t_score_lumbar_spine", NEW): "-0.7"}
READ: list[tuple[str, dict[tuple[str, str], str]]] = [
    ("AP Spine Bone Density Trend: L1-L4\nMeasured  Age      BMD       Change vs    Change vs\n"
     "Date      (years)  (g/cm²)   Baseline (%) Previous (%)\n02/20/2026 47.1  1.080   -3.2   -1.1*\n"
     "02/15/2024 45.1  1.092   -2.1   -2.1\n01/30/2020 41.0  1.115   baseline  -\n",
     {**SPINE, ("bmd_lumbar_spine", FIRST): "1.115"}),
    ("DualFemur Bone Density Trend: Total Mean\nMeasured  Age  BMD  Change vs\nDate  (years)  (g/cm²)  Baseline (%)\n"
     "02/20/2026 47.1  0.950   -3.2\n02/15/2024 45.1  0.961   -2.1\n", HIP),
    ("Results History - AP Spine (L1-L4)\nScan Date Age BMD T-Score BMD Change vs Baseline BMD Change vs Previous\n"
     "20 Feb 2026 47 1.080 -0.7 -3.2% -1.1%\n15 Feb 2024 45 1.092 -0.6\n", {**SPINE, **SCORES}),
    ("Bone densitometry\nLumbar Spine (L1-L4)\nExam date | Age | BMD | T-score | change vs baseline\n"
     "20.02.2026 | 47 | 1.080 | -0.7 | -3.2\n15.02.2024 | 45 | 1.092 | -0.6 | -2.1\n", {**SPINE, **SCORES}),
    ("Exam date,Age,Region,BMD,T-score,Change vs baseline\n2026-02-20,47,L1-L4,1.080,-0.7,-3.2\n"
     "2024-02-15,45,L1-L4,1.092,-0.6,-2.1\n", {**SPINE, **SCORES}),
    ("DXA, BMD in g/cm2\n          20 Feb 2026   15 Feb 2024\nLumbar spine L1-L4   1.080   1.092\n"
     "Total hip   0.950   0.961\nTotal hip change %  -1.1   0.0\n", {**SPINE, **HIP}),
    ("DXA: T-scores over time\nSite   2026-02-20   2024-02-15\nLumbar spine   -0.7   -0.6\n", SCORES),
    ("Region,2026-02-20,2024-02-15\nLumbar spine BMD (g/cm2),1.080,1.092\nLumbar spine % change,-1.1,\n", SPINE),
    ("DXA report. Exam date: 02/20/2026. Prior exam: 02/15/2024\nRegion   BMD   T-score   Prior BMD   % change\n"
     "Lumbar spine   1.080   -0.7   1.092   -1.1\n", {**SPINE, ("t_score_lumbar_spine", NEW): "-0.7"}),
    ("Datum;Region;BMD g/cm2;T-Wert;Vorbefund 15.02.2024;Veränderung %\n20.02.2026;LWS L1-L4;1,080;-0,7;1,092;-1,1\n",
     {**SPINE, ("t_score_lumbar_spine", NEW): "-0.7"}),
    ("Date,Region,BMD (g/cm2),T-score,Previous BMD,Previous date,Change %\n"
     "2026-02-20,Lumbar spine,1.080,-0.7,1.092,2024-02-15,-1.1\n", {**SPINE, ("t_score_lumbar_spine", NEW): "-0.7"}),
    ("DXA 20 Feb 2026. Lumbar spine BMD 1.080 g/cm2 (previously 1.092 on 15 Feb 2024), T-score -0.7, -1.1% since.\n",
     TODAY),
]  # fmt: skip
NAMED: list[tuple[str, dict[tuple[str, str], str], str]] = [
    ("DXA report. Exam date: 20 Feb 2026\nRegion   BMD   T-score   Prior BMD   % change\n"
     "Lumbar spine   1.080   -0.7   1.092   -1.1\n", TODAY, "an earlier scan whose day is not given"),
    ("Date,Region,BMD (g/cm2),T-score,Previous BMD,Previous T-score\n2026-02-20,Lumbar spine,1.080,-0.7,1.092,-0.6\n",
     TODAY, "an earlier scan whose day is not given"),
    ("DXA\nScan Date: 20 Feb 2026\nL1-L4  1.080  -0.7  0.1\nPrevious results\nScan Date   Age   BMD   T-score\n"
     "15 Feb 2024   45   0.961   -0.6\n", {**TODAY, ("z_score_lumbar_spine", NEW): "0.1"},
     "does not say of which place"),
    ("Lumbar spine trend\nExam date   Age   BMD   T-score   Change\n20 Feb 2026   47   1.080   -3.2\n"
     "15 Feb 2024   45   1.092   -0.6   -2.1\n",
     {("bmd_lumbar_spine", OLD): "1.092", ("t_score_lumbar_spine", OLD): "-0.6"},
     "do not go with the columns"),
    ("DXA\n   20 Feb 2026   15 Feb 2024   30 Jan 2020\nTotal hip BMD   0.950   0.961\n", {}, "2 numbers for 3 scans"),
    ("DXA follow-up, exam date 20 Feb 2026\n      Current      Previous (15 Feb 2024)\n"
     "Site   BMD   T-score   BMD   T-score\nL1-L4   1.080   -0.7   1.092   -0.6\n", {}, "two columns of one name"),
    ("Densidad mineral ósea  Fecha: 20/02/2026\nRegión   DMO   T-score   DMO previa   Cambio %\n"
     "Columna lumbar   1,080   -0,7   1,092   -1,1\n", TODAY, "whose day is not given"),
    ("DXA 20 Feb 2026\nLumbar spine BMD 1.080 g/cm2, T-score -0.7\nLumbar spine T-score change: -0.3\n"
     "Total hip BMD change -0.212 g/cm2, prior -0.1\n", TODAY, ""),
    ("DXA of 20 Feb 2026 (compared with 15 Feb 2024)\nTotal hip: T-score -0.7; prior 0.961 g/cm2\n",
     {("t_score_total_hip", NEW): "-0.7"}, "of an earlier scan"),
    ("AP Spine trend: L2-L4\nExam date   Age   BMD\n20 Feb 2026   47   1.080\n", {}, "L2-L4 alone"),
]  # fmt: skip
#: The same scan in the words of five languages.
HOME = {
    ("bmd_lumbar_spine", NEW): "0.953", ("t_score_lumbar_spine", NEW): "-1.3", ("bmd_femoral_neck", NEW): "0.742",
    ("t_score_femoral_neck", NEW): "-1.4", ("bmd_total_hip", NEW): "0.901", ("t_score_total_hip", NEW): "-0.9",
}  # fmt: skip
LANGUAGES = [
    ("Untersuchungsdatum: 20.02.2026", "KMD (g/cm²)", "T-Wert", "LWS L1-L4", "Schenkelhals", "Gesamthüfte"),
    ("Untersuchungsdatum: 20.02.2026", "BMD g/cm²", "T-Score", "LWS L1-L4", "Femurhals links", "Femur gesamt links"),
    ("Untersuchungsdatum: 20.02.2026\nHüfte rechts", "KMD", "T-Wert", "L1-L4", "Hals", "Femur gesamt"),
    ("Date de l'examen : 20/02/2026", "DMO", "T-score", "Rachis lombaire L1-L4", "Col fémoral", "Hanche totale"),
    ("Fecha del examen: 20/02/2026", "DMO", "T-score", "Columna lumbar L1-L4", "Cuello femoral", "Cadera total"),
    ("Onderzoeksdatum 20-02-2026", "BMD (g/cm2)", "T-score", "Lumbale wervelkolom", "Femurhals", "Totale heup"),
    ("MOC DEXA del 20/02/2026", "BMD (g/cm²)", "T-score", "Colonna lombare L1-L4", "Collo femorale", "Femore totale"),
]  # fmt: skip


def read(tmp_path: Path, text: str) -> tuple[dict[tuple[str, str], str], str]:
    """Each measurement by what it is and its day; and what was not read, with the reasons."""
    file = tmp_path / "scans.txt"
    file.write_text(text, encoding="utf-8")
    reading = read_file(file, Answers())
    found = {
        (str(one.keys["what"]), str(one.keys["date"])): str(one.keys["value"]).split()[0]
        for one in reading.found
    }
    return found, "\n".join(f"{one.said}: {one.why}" for one in reading.left)


@pytest.mark.parametrize(("text", "values"), READ)
def test_each_number_is_of_its_own_day(tmp_path: Path, text: str, values: dict[tuple[str, str], str]) -> None:
    assert read(tmp_path, text)[0] == values


@pytest.mark.parametrize(("text", "values", "why"), NAMED)
def test_what_has_no_day_place_or_column_is_named(
    tmp_path: Path, text: str, values: dict[tuple[str, str], str], why: str
) -> None:
    found, left = read(tmp_path, text)
    assert found == values
    assert why in left


@pytest.mark.parametrize(("day", "density", "score", "spine", "neck", "hip"), LANGUAGES)
def test_a_scan_in_other_languages(
    tmp_path: Path, day: str, density: str, score: str, spine: str, neck: str, hip: str
) -> None:
    rows = f"{spine}   0,953   -1,3\n{neck}   0,742   -1,4\n{hip}   0,901   -0,9\n"
    text = f"{day}\nRegion   {density}   {score}\n{rows}"
    assert read(tmp_path, text)[0] == HOME


def test_a_row_with_fewer_numbers_than_columns_has_no_score() -> None:
    columns = columns_of("Age   BMD   T-score   Change vs baseline")
    assert columns == ("age", "bmd", "t_score", "change")
    assert matched(columns, ["47", "1.080", "-3.2"]) is None
    assert matched(columns, ["47", "1.080", "-0.7", "-3.2%"]) is not None


@pytest.mark.parametrize(("german", "exercise"), [
    ("Kniebeuge (Langhantel)", "back_squat"), ("Kreuzheben", "deadlift"), ("Bankdrücken (Kurzhantel)", "bench_press"),
    ("Klimmzüge", "pull_up"), ("Rumänisches Kreuzheben (Langhantel)", "romanian_deadlift"), ("Beinpresse", "leg_press"),
    ("Sentadilla (Barra)", "back_squat"), ("Développé couché (Haltères)", "bench_press"),
])  # fmt: skip
def test_exercises_in_other_languages(german: str, exercise: str) -> None:
    assert find_exercise(german).id == exercise


def test_a_log_in_german_with_decimal_commas(tmp_path: Path) -> None:
    head = "Datum;Workout Name;Name der Übung;Reihenfolge festlegen;Gewicht;Wiederholungen\n"
    rows = (f"2026-01-{day:02d} 18:00:00;A;Kniebeuge (Langhantel);1;102,5;5\n" for day in range(1, 29, 3))
    file = tmp_path / "strong.csv"
    file.write_text(head + "".join(rows), encoding="utf-8")
    (habit,) = read_file(file, Answers(weights="kg")).found
    assert (habit.keys["exercise"], habit.keys["load"]) == ("back_squat", "102.5 kg")
