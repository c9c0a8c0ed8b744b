"""Remarks beside results and medicines: what withdraws one is obeyed, what only explains it is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.every import every
from tests.importing.reading_in import read_in, read_report, reasons, written

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Reading
from osteotwin.importing.prescription_words import rhythm_in
from osteotwin.importing.read_file import read_file
from osteotwin.importing.remarks import why_not

WITHDRAWN, SUPPOSED, GOAL = "no result to rely on", "it was not measured", "a goal or a threshold"
OTHERS, CONTROL, LIMIT = "about somebody else", "a test of the device", "a limit; write"
BONES, DAY = "vertebrae that were left out", "of another day"


def read(path: Path) -> Reading:
    return read_file(path, Answers())


def taken(reading: Reading) -> set[str]:
    return {one.label for one in reading.found}


def left(reading: Reading) -> str:
    return "\n".join(f"{one.said}: {one.why}" for one in reading.left)


@pytest.mark.parametrize(("remark", "why"), [
    *((one, WITHDRAWN) for one in (
        "invalid", "Result invalid - see lab", "not valid", "ungültig", "haemolysed", "Hemolyzed sample", "hämolytisch",
        "lipaemic", "clotted", "entered in error", "ERROR", "wrong patient", "mislabelled", "withdrawn", "cancelled",
        "storniert", "rejected", "repeat", "Repeat!", "please recheck", "wiederholen", "à refaire",
        "insufficient sample",
        "QNS", "pending", "not done", "questionable", "doubtful", "motion artefact", "Interferenz durch Biotin",
        "not fasting; haemolysed", "no fasting, repeat", "hemolysed, repeat in 2 weeks", "contaminated",
    )),
    *((one, GOAL) for one in ("goal", "Target weight", "my goal", "Ziel", "treatment target", "Zielgewicht")),
    *((one, SUPPOSED) for one in ("estimated", "self-estimated", "guess", "predicted", "planned", "geschätzt")),
    *((one, OTHERS) for one in ("wife's sample", "this is my mother's", "von meiner Frau", "husband")),
    *((one, CONTROL) for one in ("QC", "phantom scan", "test entry", "example")),
    *((one, LIMIT) for one in ("below detection limit", "<", "not detected", "under the LOQ", "nicht nachweisbar")),
    *((one, BONES) for one in ("L3 excluded", "without L2", "L1, L2 omitted", "L4 ausgeschlossen")),
    *((one, DAY) for one in ("from 2019", "value from March 2020", "previous", "carried forward", "as of 2021")),
    *((one, "") for one in (
        "", "-", "H", "L", "HH", "high", "final", "Normal", "fasting", "not haemolysed", "no haemolysis",
        "no visible haemolysis", "haemolysis index 0", "Hämolyse: keine", "error-free", "no repeat needed",
        "repeat in 2 years", "repeat DXA annually", "repeated and confirmed", "on target", "goal reached",
        "within target range", "lower than expected", "mother had a hip fracture", "taken at 8 am", "off drug 3 months",
        "standard error 0.01", "new scanner", "morning sample", "scoliosis", "started letrozole in 2024",
    )),
])  # fmt: skip
def test_kinds_of_remarks(remark: str, why: str) -> None:
    assert why in why_not(remark) if why else why_not(remark) == ""


def test_a_remark_on_a_limit_explains_a_value_that_is_one() -> None:
    assert why_not("below detection limit", signed=True) == ""


LONG = "date,test,value,unit,{head}\n2025-02-01,Estradiol,18,pg/mL,{said}\n2025-02-01,SHBG,30,nmol/L,\n"
WIDE = "date,Estradiol (pg/mL),SHBG (nmol/L),{head}\n2025-02-01,18,30,{said}\n2025-03-01,20,,\n"
DAYS = "Test,Unit,2025-02-01,{head}\nEstradiol,pg/mL,18,{said}\nSHBG,nmol/L,30,\n"
SCAN = "date,region,BMD (g/cm2),T-score,{head}\n2025-02-01,Total hip,0.871,-1.1,{said}\n2025-02-01,Neck,0.711,,\n"


@pytest.mark.parametrize(("table", "rest"), [
    (LONG, {"shbg"}), (WIDE, {"estradiol"}), (DAYS, {"shbg"}), (SCAN, {"bmd_femoral_neck"}),
])  # fmt: skip
@pytest.mark.parametrize(
    "head", ["Comment", "Flag", "Notes", "Bemerkung", "lab_comment", "Remarks", "Result status"]
)
def test_a_row_that_its_remark_withdraws_is_left_out(
    table: str, rest: set[str], head: str, tmp_path: Path
) -> None:
    reading = read(written(tmp_path, "a.csv", table.format(head=head, said="haemolysed")))
    assert taken(reading) == rest
    assert 'says "haemolysed"' in left(reading)


@pytest.mark.parametrize("table", [LONG, WIDE, DAYS, SCAN])
def test_an_ordinary_remark_is_shown_and_a_flag_is_not(table: str, tmp_path: Path) -> None:
    reading = read(written(tmp_path, "a.csv", table.format(head="Comment", said="fasting")))
    assert len(reading.found) >= 2
    assert "Comment: fasting: a remark, which is not taken" in left(reading)
    reading = read(written(tmp_path, "b.csv", table.format(head="Flag", said="H")))
    assert len(reading.found) >= 2
    assert reading.left == ()


def test_the_preview_shows_both(tmp_path: Path) -> None:
    table = LONG.format(head="Comment", said="fasting") + "2025-03-01,Estradiol,18,pg/mL,invalid\n"
    said = reasons(read_in(written(tmp_path, "a.csv", table), tmp_path))
    assert "line 2: Comment: fasting" in said
    assert 'line 4: 2025-03-01, Estradiol, 18, pg/mL: a remark beside it says "invalid"' in said


def test_a_remark_column_of_one_value_withdraws_that_one(tmp_path: Path) -> None:
    table = "date,Estradiol (pg/mL),Estradiol note,SHBG (nmol/L)\n2025-02-01,18,invalid,30\n"
    reading = read(written(tmp_path, "a.csv", table))
    assert taken(reading) == {"shbg"}
    assert "Estradiol (pg/mL): 18" in left(reading)


@pytest.mark.parametrize(("row", "why"), [
    ("Estradiol,18 (haemolysed),pg/mL", WITHDRAWN), ("Estradiol,18 repeat,pg/mL", WITHDRAWN),
    ("Estradiol (invalid),18,pg/mL", WITHDRAWN), ("Estradiol,18 est. goal,pg/mL", ""),
])  # fmt: skip
def test_remarks_within_a_cell(row: str, why: str, tmp_path: Path) -> None:
    reading = read(written(tmp_path, "a.csv", f"date,test,value,unit\n2025-02-01,{row}\n"))
    assert bool(reading.found) is (why == "")
    assert why in left(reading) if why else "which is not taken" in reading.found[0].note


PATIENT = {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": "1968-06-01"}
MODIFIER = [{"url": "https://example.org/not-done", "valueBoolean": True}]


def bundled(folder: Path, one: dict[str, Any]) -> Path:
    content = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": PATIENT}, {"resource": one}],
    }
    return written(folder, "bundle.json", json.dumps(content))


def estradiol(**more: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "status": "final", "effectiveDateTime": "2025-03-14",
            "code": {"coding": [{"system": "http://loinc.org", "code": "2243-4"}], "text": "Estradiol"},
            "valueQuantity": {"value": 18, "unit": "pg/mL"}, **more}  # fmt: skip


@pytest.mark.parametrize(("more", "why"), [
    ({"note": [{"text": "sample haemolysed"}]}, WITHDRAWN),
    ({"note": [{"text": "wife's result"}]}, OTHERS),
    ({"interpretation": [{"coding": [{"code": "<"}]}]}, LIMIT),
    ({"interpretation": [{"coding": [{"code": "QCF"}]}]}, CONTROL),
    ({"modifierExtension": MODIFIER}, "an extension changes what it means (not-done)"),
    ({"dataAbsentReason": {"coding": [{"code": "error"}]}}, "a reason why there is none"),
    ({"code": {"text": "Estradiol (goal)"}}, GOAL),
    ({"note": [{"text": "fasting"}]}, ""), ({"interpretation": [{"coding": [{"code": "H"}]}]}, ""),
    ({"interpretation": [{"coding": [{"code": "<"}]}],
      "valueQuantity": {"value": 5, "unit": "pg/mL", "comparator": "<"}}, ""),
])  # fmt: skip
def test_notes_on_observations(more: dict[str, Any], why: str, tmp_path: Path) -> None:
    reading = read(bundled(tmp_path, estradiol(**more)))
    assert bool(reading.found) is (why == "")
    assert why in left(reading)
    if more.get("note") and not why:
        assert '"fasting"' in reading.found[0].note


def raloxifene(instruction: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    dosage = {"text": "60 mg daily", **(instruction or {})}
    return {"resourceType": "MedicationRequest", "status": "active", "intent": "order", "authoredOn": "2025-01-05",
            "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"text": "raloxifene 60 mg"},
            "dosageInstruction": [dosage], **more}  # fmt: skip


def statement(status: str) -> dict[str, Any]:
    one = raloxifene(status=status)
    moved = {"resourceType": "MedicationStatement", "dosage": one.pop("dosageInstruction"),
             "effectivePeriod": {"start": one.pop("authoredOn")}}  # fmt: skip
    return {key: value for key, value in (one | moved).items() if key != "intent"}


@pytest.mark.parametrize(("one", "why"), [
    (raloxifene(), ""),
    *((raloxifene(note=[{"text": note}]), why) for note, why in (
        ("wife's tablets", OTHERS), ("These are my mother's.", OTHERS), ("never started", "never started"),
        ("Patient is not taking it", "not taking"), ("declined by patient", "declined"),
        ("on hold since May", "on hold"),
        ("stopped in March", "stopped"), ("discontinued by oncology", "discontinued"),
        ("will start in May", "will start"),
        ("plans to start after surgery", "plans to start"), ("prescribed in error", "in error"),
        ("mother had a hip fracture", ""), ("stopped smoking", ""), ("do not stop suddenly", ""),
        ("take with food", ""),
    )),
    (raloxifene({"patientInstruction": "for your husband"}), OTHERS),
    (raloxifene({"patientInstruction": "take only if needed"}), "as needed"),
    (raloxifene({"patientInstruction": "take 120 mg daily"}), "its words say 120 mg"),
    (raloxifene({"additionalInstruction": [{"text": "every other day"}]}), "its words say 2 days"),
    (raloxifene(medicationCodeableConcept={"text": "raloxifene 60 mg (wife's)"}), OTHERS),
    (raloxifene(modifierExtension=MODIFIER), "an extension changes what it means"),
    (raloxifene(doNotPerform=True), "doNotPerform"),
    *((raloxifene(intent=intent), "not yet a prescription") for intent in ("proposal", "plan", "option")),
    *((raloxifene(status=status), f"its status is {status}") for status in (
        "on-hold", "cancelled", "entered-in-error", "draft", "unknown")),
    *((statement(status), f"its status is {status}") for status in (
        "on-hold", "entered-in-error", "intended", "not-taken", "unknown")),
    (raloxifene(status="stopped"), "it has ended"), (statement("stopped"), "it has ended"), (statement("active"), ""),
])  # fmt: skip
def test_notes_and_statuses_of_medicines(one: dict[str, Any], why: str, tmp_path: Path) -> None:
    reading = read(bundled(tmp_path, one))
    assert [found.table for found in reading.found] == ([] if why else [("plan", "drug")]), left(reading)
    assert why in left(reading)


@pytest.mark.parametrize(("words", "every"), [
    ("three times daily", 1 / 3), ("4x a day", 0.25), ("3 times a week", 7 / 3), ("twice weekly", 3.5),
    ("take one daily", 1.0), ("2 times daily", 0.5), ("once weekly", 7.0),
])  # fmt: skip
def test_how_often_in_words(words: str, every: float) -> None:
    count, unit = str(rhythm_in(words)).split()
    assert float(count) * (7.0 if unit.startswith("week") else 1.0) == pytest.approx(every, rel=1e-3)


@pytest.mark.parametrize(("words", "every"), [
    ("3-monthly", "3 months"), ("two-weekly", "2 weeks"), ("half-yearly", "None"), ("bi-weekly", "None"),
    ("monthly", "1 month"),
])  # fmt: skip
def test_a_word_before_a_rhythm_changes_it(words: str, every: str) -> None:
    assert str(rhythm_in(words)) == every


@every(
    "above",
    [
        "Appareil : HOLOGIC Horizon",
        "Equipo: Hologic Discovery",
        "Untersuchung              Ergebnis      Einheit     Referenzbereich",
        "Examen       Résultat      Unité",
        "MVZ Labor Weiden",
    ],
)
def test_what_is_read_above_results_is_no_remark_on_them(above: str) -> None:
    reading = read_report(f"{above}\nCollected: 2025-10-07\nCalcium       2.38     mmol/l    2.15 - 2.50\n")
    assert [one.note for one in reading.found] == [""]


def test_an_unknown_heading_is_told() -> None:
    found = read_report("Collected: 2025-10-07\nZebrafinken\nCalcium   2.38   mmol/l\n").found
    assert 'above it stands "Zebrafinken"' in found[0].note
