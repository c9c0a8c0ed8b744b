"""Drugs that act on bone and that the model does not have: taken from records as a person's file holds them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import entries, person_in, read_in, reasons, written

import osteotwin as ot
from osteotwin.importing.drug_text import DRUG, named_drug
from osteotwin.protocol.library import named_drug as outside
from osteotwin.protocol.library import named_drugs

DAILY = {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}


def record(name: str, *, kind: str = "MedicationRequest", **more: Any) -> str:
    dosage = {"MedicationRequest": "dosageInstruction", "MedicationStatement": "dosage"}[kind]
    one = {"resourceType": kind, "status": "active", "subject": {"reference": "Patient/p1"},
           "medicationCodeableConcept": {"text": name}, dosage: [DAILY], **more}  # fmt: skip
    return json.dumps(one | ({"intent": "order"} if kind == "MedicationRequest" else {}))


@pytest.mark.slow
def test_each_of_them_is_known_in_a_prescription() -> None:
    for identifier, drug in list(named_drugs().items())[::7]:
        for line in (f"{drug.label} 20 mg capsule", f"{drug.label.lower()} 20 MG Oral Tablet"):
            sort, keys = named_drug(line)
            assert sort == DRUG, (line, keys)
            assert outside(keys["name"]) == identifier


@pytest.mark.parametrize("kind", ["MedicationRequest", "MedicationStatement"])
def test_one_that_goes_on_is_of_the_habits_and_moves_nothing(tmp_path: Path, kind: str) -> None:
    days = {"authoredOn": "2019-03-01"}
    if kind == "MedicationStatement":
        days = {"effectivePeriod": {"start": "2019-03-01"}}
    content = record("omeprazole 20 mg capsule", kind=kind, **days)
    preview = read_in(written(tmp_path, "a.json", content), tmp_path)
    assert entries(preview, "habits.drug") == [{"name": "Omeprazole", "every": "1 day"}]
    (shown,) = dict(preview.sections())["Would be added"]
    assert "not simulated: Omeprazole, a drug that lowers stomach acid" in shown
    assert "since 2019-03-01" in shown
    assert preview.moved == ""
    path = person_in(tmp_path)
    ot.preview_import(tmp_path / "a.json", path).write()
    again = ot.preview_import(tmp_path / "a.json", path)
    assert (again.taken, len(again.already_there)) == ((), 1)


def test_one_that_is_over_is_of_the_history(tmp_path: Path) -> None:
    over = record("Pantoprazole 40 MG Oral Tablet", kind="MedicationStatement", status="stopped",
                  effectivePeriod={"start": "2019-03-01", "end": "2020-03-01"})  # fmt: skip
    preview = read_in(written(tmp_path, "a.json", over), tmp_path)
    (entry,) = entries(preview, "history.drug")
    assert (entry["name"], str(entry["until"])) == ("Pantoprazole", "2020-03-01")
    open_end = record("Pantoprazole 40 MG", kind="MedicationStatement", status="stopped")
    assert "does not say when" in reasons(read_in(written(tmp_path, "b.json", open_end), tmp_path))


def test_one_that_the_plan_has_is_there_already(tmp_path: Path) -> None:
    path = person_in(tmp_path)
    path.write_text(
        f'{path.read_text()}\n[[plan.drug]]\nname = "prilosec"\nevery = "1 day"\nfrom = 2026-02-01\n'
    )
    written(tmp_path, "a.json", record("omeprazole 20 mg capsule"))
    preview = ot.preview_import(tmp_path / "a.json", path)
    assert (preview.taken, len(preview.already_there)) == ((), 1)
    path.write_text(path.read_text().replace('"1 day"\nfrom = 2026-02-01\n', '"2 days"\nfrom = 2026-02-01\n'))
    other = ot.preview_import(tmp_path / "a.json", path)
    assert other.taken == ()


def test_a_drug_that_does_nothing_to_bone_is_named(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.json", record("praziquantel 600 mg tablet")), tmp_path)
    assert preview.taken == ()
    assert "no drug that osteotwin knows to act on bone or on sex hormones" in reasons(preview)


@pytest.mark.parametrize("line", ["Evorel Conti 50 mcg patch", "Evorel Conti", "Evorel Conti patches 50 mcg"])
def test_a_longer_name_of_a_combined_drug_is_not_the_shorter_one(line: str) -> None:
    sort, keys = named_drug(line)
    assert sort == DRUG
    assert outside(keys["name"]) == "combined_hrt"
    assert named_drug("Evorel 50 mcg patch") == (DRUG, {"name": "Evorel patch"})
