"""Where two numbers, people, days, medicines or scans stand for one, the other is never taken in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import read_in, written

import osteotwin as ot
from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Reading
from osteotwin.importing.read_file import read_file

DXA = "DXA Hologic\nScan date: 2024-03-20\n"
PAIR, VERSUS, BOTH, SIDES = (
    "two names and then two",
    "side by side",
    "both sides in one",
    "columns of the left",
)
OTHERS, GOAL, TIME, RANGE = (
    "a value of other people",
    "a goal or a threshold",
    "a value of another day",
    "a range, and no",
)


def read(folder: Path, name: str, text: str) -> tuple[dict[str, str], str]:
    reading: Reading = read_file(written(folder, name, text), Answers())
    found = {
        str(one.keys.get("what") or one.label): str(one.keys.get("value", "")).split(" ")[0]
        for one in reading.found
    }
    return found, "\n".join(f"{one.said}: {one.why}" for one in reading.left)


@pytest.mark.parametrize(("lines", "found", "why"), [
    ("Femoral neck T/Z -1.7/-0.2", {}, PAIR), ("Spine T-score and Z-score: -1.6 and -1.1", {}, PAIR),
    ("1/3 radius T-score, Z-score: -1.9, -0.9", {}, PAIR), ("Neck BMD, T-score: 0.702, -1.7", {}, PAIR),
    ("Total hip T- and Z-scores were -1.2 and -0.4 respectively", {}, PAIR),
    ("Lumbar spine   0.912 vs 0.948 g/cm2   T -1.6 vs -1.3", {}, VERSUS),
    ("Spine T score of -1.6 to -1.8", {}, RANGE), ("Total hip: L 0.855, R 0.870 g/cm2", {}, BOTH),
    ("Femoral neck T score left: -1.7, right: -1.6", {}, BOTH),
    ("        Left   Right\nTotal hip BMD    0.855     0.870", {}, SIDES),
    ("Reference mean young adult male: spine 1.220 g/cm2, total hip 1.100", {}, OTHERS),
    ("LSC: spine 0.022 g/cm2; total hip 0.027 g/cm2\nTotal hip BMD 0.855 g/cm2", {"bmd_total_hip": "0.855"}, OTHERS),
    ("Spine BMD 1.012 g/cm2 (sBMD 955 mg/cm2)", {"bmd_lumbar_spine": "1.012"}, OTHERS),
    ("Expected total hip T-score next year: -1.5", {}, GOAL), ("Projected femoral neck BMD 0.690 g/cm2", {}, GOAL),
    ("Model estimate: spine T-score -1.9", {}, GOAL), ("Example: femoral neck T-score -2.2", {}, GOAL),
    ("Last T-score total hip: -1.1\nT-score total hip: -1.2", {"t_score_total_hip": "-1.2"}, TIME),
    ("Total hip T-score: -1·2", {"t_score_total_hip": "-1.2"}, ""),
    ("Norland XR-46: L2-L4 BMD 0.912 g/cm2, total femur 0.855", {"bmd_total_hip": "0.855"}, "L2-L4 alone"),
    *((line, {}, why) for line, why in (
        ("Lateral lumbar spine BMD 0.650 g/cm2, T-score -2.8", "of a place that is not known"),
        ("QCT spine T-score -2.8", "of a place that is not known"),
        ("Ulna 1/3 BMD 0.690 g/cm2", "of a place that is not"),
        ("Femoral neck upper BMD 0.700 g/cm2", "of a place that is not known"),
        ("Lower neck BMD 0.950 g/cm2", "of a place that is not known"),
        ("T-score (lowest of spine/hip): -1.6", "the lowest of several"), ("Neck T-score -1.7/-1.6", "several numbers"),
        ("Femoral neck T-score -1.7 / -1.9", "several numbers"), ("Neck T-score -1 .7", "a blank within"),
        ("T-score spine is +1.6 SD below normal", "sign is in its words"),
        ("T-score total hip 1.2 SD unter dem Mittelwert", "sign is in its words"),
        ("neck T-score reduced by 1.7", "sign is in its words"),
        ("The lumbar spine T-score is 1.6 (negative).", "sign is in its words"),
        ("T-score spine -1.6 [not valid: scoliosis]", "not to be relied on"),
        ("Osteoporosis: femoral neck T-score -2.5", GOAL), ("Grenzwert T-Score Schenkelhals -2,5", GOAL),
        ("Letzter T-Score LWS -1,3", TIME), ("Erwartet: T-Score LWS -1,5", GOAL),
    )),
    ("L1-4: 0,912 g/cm2 T: -1,6", {"bmd_lumbar_spine": "0.912", "t_score_lumbar_spine": "-1.6"}, ""),
    ("Lumbar spine T score: -2.6\nADDENDUM: lumbar spine T-score is corrected to -2.9", {}, "corrects it"),
    ("Whole body DXA\nRegion BMD T-score\nSpine 0.921\nTotal 1.052 -0.8", {"bmd_total_body": "1.052"}, ""),
    ("Region  Area  BMC  BMD\nHead  230.1  500.2  2.101\nT Spine  150.0  130.5  0.870\nL Spine  60.1  60.7  1.010\n"
     "Total  2500.2  2880.1  1.152", {"bmd_total_body": "1.152"}, ""),
])  # fmt: skip
def test_numbers_of_a_scan(lines: str, found: dict[str, str], why: str, tmp_path: Path) -> None:
    values, left = read(tmp_path, "a.txt", f"{DXA}{lines}\n")
    assert values == found
    assert why in left


@pytest.mark.parametrize("lines", [
    "Femur neck R 0.842 g/cm2\nFemur neck L 0.830 g/cm2", "R femur total 0.901 g/cm2\nL femur total 0.893 g/cm2",
])  # fmt: skip
def test_sides_told_by_a_letter(lines: str, tmp_path: Path) -> None:
    with pytest.raises(ot.ImportQuestionError, match="--side left"):
        read_in(written(tmp_path, "a.txt", f"{DXA}{lines}\n"), tmp_path)


HEAD = "Test Units Range 2025-02-15 2024-09-12\n"


@pytest.mark.parametrize(("text", "found"), [
    (f"{HEAD}Creatinine mg/dL <1.2 0.95\nEstradiol pg/mL <40 9.2\n", []),
    (f"{HEAD}Estradiol pg/mL <40 9.2 8.1\n", [("2025-02-15", "9.2"), ("2024-09-12", "8.1")]),
    (f"{HEAD}Estradiol pg/mL 10-40 <5 8.1\n", [("2025-02-15", "<5"), ("2024-09-12", "8.1")]),
    ("Collected: 2025-02-12\nEstradiol 14 pg/mL drawn 2025-01-10\nPTH 44 pg/mL\n",
     [("2025-01-10", "14"), ("2025-02-12", "44")]),
    ("Collected: 2025-02-12\nEstradiol 14 pg/mL\nPTH 44 pg/mL on 2025-01-11\n",
     [("2025-02-12", "14"), ("2025-01-11", "44")]),
])  # fmt: skip
def test_days_of_laboratory_values(text: str, found: list[tuple[str, str]], tmp_path: Path) -> None:
    reading = read_file(written(tmp_path, "a.txt", text), Answers())
    assert [(str(one.keys["date"]), one.keys["value"].split(" ")[0]) for one in reading.found] == found


@pytest.mark.parametrize("text", [
    "Name: Miller, Sam   DOB: 1968-06-01\nCollected: 2025-02-12\nEstradiol 14 pg/mL\n"
    "Name: Smith, John   DOB: 1950-01-15\nTestosterone 540 ng/dL\n",
    "Patient Jane Doe\nCollected: 2025-02-12\nEstradiol 14 pg/mL\n",
    "Frau Müller\nCollected: 2025-02-12\nEstradiol 14 pg/mL\n",
    "Mrs Jane Miller\nCollected: 2025-02-12\nPTH 14 pg/mL\n",
    "Sam Miller, geb. 1962-03-03\nCollected: 2025-02-12\nEstradiol 14 pg/mL\n",
    "The patient is a 62 year old woman.\nCollected: 2025-02-12\nEstradiol 14 pg/mL\n",
    "Re: Jane Doe 03/22/1958\nCollected: 2025-02-12\nEstradiol 14 pg/mL\n",
])  # fmt: skip
def test_a_second_person_is_asked_about(text: str, tmp_path: Path) -> None:
    with pytest.raises(ot.ImportQuestionError, match="same-person"):
        read_in(written(tmp_path, "a.txt", text), tmp_path)


@pytest.mark.parametrize("head", [
    "Patient Report", "Patient Information Sheet", "Re: DXA Scan", "Name: Estradiol", "Patient: Miller, Sam",
    "Re: Sam Miller",
])  # fmt: skip
def test_heads_that_name_nobody_else(head: str, tmp_path: Path) -> None:
    text = f"Name: Miller, Sam\n{head}\nCollected: 2025-02-12\nSHBG 14 nmol/L\n"
    assert len(read_in(written(tmp_path, "a.txt", text), tmp_path).taken) == 1


@pytest.mark.parametrize("line", [
    "Abiraterone 1000 mg daily with prednisone 5 mg BID since 2025-06-01",
    "Anastrozole 1 mg daily and letrozole 2.5 mg daily since 2025-06-01",
    "Anastrozole 1 mg daily since 2025-01-01 (instead of letrozole)",
    "Alendronate 70 mg weekly since 2023-02-01, not tolerated", "Off anastrozole 1 mg daily since 2025-01-01",
    "Former: raloxifene 60 mg daily since 2016-01-01", "Eligible for romosozumab 210 mg monthly since 2026-01-01",
    "Nicht mehr: Tamoxifen 20 mg täglich seit 01.01.2019", "Prednisone 5-10 mg daily since 2024-01-01",
    "Prednisone 5 mg daily since 2025-01-01 (20 mg until 2025-03-01)", "Alendronate 35/70 mg weekly since 2024-01-01",
])  # fmt: skip
def test_medicines_that_are_not_plainly_taken(line: str, tmp_path: Path) -> None:
    found, left = read(tmp_path, "a.txt", f"{line}\n")
    assert found == {}
    assert "since 20" in left or "seit 01.01.2019" in left


@pytest.mark.parametrize(("heading", "taken"), [
    ("Discontinued medications:", False), ("Past medications", False), ("Allergies", False), ("Planned:", False),
    ("Abgesetzte Medikamente:", False), ("Allergien:", False), ("Active medications:", True), ("Medications", True),
    ("Discontinued medications:\nfoo 3 mg\n\nActive medications:", True),
])  # fmt: skip
def test_headings_of_lists_of_medicines(heading: str, taken: bool, tmp_path: Path) -> None:
    text = f"{heading}\nletrozole 2.5 mg daily since 2023-01-01\n"
    found, left = read(tmp_path, "a.txt", text)
    assert bool(found) is taken
    assert taken or "letrozole" in left


def test_the_end_of_a_medicine_in_short(tmp_path: Path) -> None:
    text = "Letrozole 2.5 mg daily since 2023-01-01 d/c 2025-03-03\n"
    (one,) = read_file(written(tmp_path, "a.txt", text), Answers()).found
    assert str(one.keys["until"]) == "2025-03-03"


def test_a_weight_on_a_bar_is_none_of_a_body(tmp_path: Path) -> None:
    text = "Date,Lift,Weight (kg),Reps,Sets\n2026-10-01,Squat,100,5,3\n"
    with pytest.raises(ot.InputError, match="a log of training"):
        read_file(written(tmp_path, "a.csv", text), Answers())


@pytest.mark.parametrize(("table", "found", "why"), [
    ("date,test,{}value,unit\n2025-02-12,Estradiol,{}20-30,pg/mL\n", {}, "not one plain number"),
    ("date,test,{}value,unit\n2025-02-12,Creatinine,{}0.98/0.95,mg/dL\n", {}, "not one plain number"),
    ("date,test,{}value,unit\n2025-02-12,Creatinine,{}0.98 [0.7-1.2],mg/dL\n", {"creatinine": "0.98"}, ""),
    ("date,test,type,value,unit\n2025-02-12,Estradiol,goal,20,pg/mL\n", {}, GOAL),
    ("date,test,type,value,unit\n2025-02-12,Estradiol,reference,20,pg/mL\n", {}, GOAL),
    ("date,test,operator,value,unit\n2025-02-12,Estradiol,<,5,pg/mL\n", {}, "a sign stands apart"),
    ("date,test,value,unit,deleted\n2025-02-12,Estradiol,5,pg/mL,yes\n", {}, "its column deleted says yes"),
    ("date,test,value,unit,valid\n2025-02-12,Estradiol,5,pg/mL,no\n", {}, "its column valid says no"),
    ("date,test,value,unit\n#2025-02-12,Estradiol,5,pg/mL\n", {}, "commented out"),
    ("date,SHBG (nmol/L),BMD total hip 2020\n2025-02-12,30,0.871\n", {"shbg": "30"}, "its name holds a year"),
    ("date,region,vertebrae,BMD (g/cm2)\n2025-02-12,Spine,L2-L4,0.95\n", {}, "L2-L4 alone"),
])  # fmt: skip
def test_columns_and_cells_of_tables(table: str, found: dict[str, str], why: str, tmp_path: Path) -> None:
    values, left = read(tmp_path, "a.csv", table.replace("{}", ""))
    assert values == found
    assert why in left


def test_the_day_of_the_sample_comes_before_other_days(tmp_path: Path) -> None:
    text = "Date,Drawn,Reported,test,value,unit\n2025-02-20,2025-02-12,2025-02-18,Estradiol,27,pg/mL\n"
    reading = read_file(written(tmp_path, "a.csv", text), Answers())
    assert [str(one.keys["date"]) for one in reading.found] == ["2025-02-12"]


def test_a_column_of_relatives_is_of_people(tmp_path: Path) -> None:
    text = (
        "Family member,date,test,value,unit\nFather,2025-02-12,SHBG,27,nmol/L\nMe,2025-02-12,SHBG,14,nmol/L\n"
    )
    with pytest.raises(ot.ImportQuestionError, match="several people"):
        read_file(written(tmp_path, "a.csv", text), Answers())


def estradiol(value: float, **more: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "status": "final", "effectiveDateTime": "2025-03-14",
            "code": {"text": "Estradiol"}, "valueQuantity": {"value": value, "unit": "pg/mL"}, **more}  # fmt: skip


@pytest.mark.parametrize(("more", "why"), [
    ({"subject": {"display": "John Smith"}}, "of somebody else"),
    ({"subject": {"reference": "Group/g1"}}, "of a group or a thing"),
    ({"valueQuantity": {"value": 14, "unit": "pg/mL", "code": "pmol/L"}}, "two units"),
    ({"subject": {"display": "Miller, Sam"}}, ""),
])  # fmt: skip
def test_subjects_and_units_of_observations(more: dict[str, Any], why: str, tmp_path: Path) -> None:
    person = {"resourceType": "Patient", "id": "p1", "name": [{"text": "Sam Miller"}]}
    entry = [{"resource": person}, {"resource": estradiol(14, **more)}]
    content = {"resourceType": "Bundle", "type": "collection", "entry": entry}
    found, left = read(tmp_path, "a.json", json.dumps(content))
    assert bool(found) is (why == "")
    assert why in left


SALIVA = {"resourceType": "Specimen", "id": "s1", "type": {"text": "Saliva"}}
HELD, NAMED = (
    {"specimen": {"reference": "#s1"}, "contained": [SALIVA]},
    {"specimen": {"reference": "Specimen/s1"}},
)


@pytest.mark.parametrize(("resources", "found", "why"), [
    ([estradiol(27, **HELD)], {}, "its specimen is Saliva"),
    ([SALIVA, estradiol(27, **NAMED)], {}, "its specimen is Saliva"),
    ([estradiol(27, id="a"), estradiol(41, id="b", status="corrected")], {"estradiol": "41"}, "a corrected result"),
    *(([estradiol(0.9, code={"text": name}, valueQuantity={"value": 0.9, "unit": "g/cm2"})], {}, why) for name, why in (
        ("Mother's BMD lumbar spine", "somebody else"), ("Lumbar spine BMD reference mean", OTHERS),
        ("Lumbar spine BMD LSC", OTHERS), ("Change in lumbar spine BMD", "a change"),
        ("Prior lumbar spine BMD", "an earlier scan"),
    )),
])  # fmt: skip
def test_observations_of_another(
    resources: list[dict[str, Any]], found: dict[str, str], why: str, tmp_path: Path
) -> None:
    content = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in resources],
    }
    values, left = read(tmp_path, "a.json", json.dumps(content))
    assert values == found
    assert why in left
