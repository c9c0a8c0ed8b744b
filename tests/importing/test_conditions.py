"""Conditions of a record: taken where they are there now, named with the reason where not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import FILES, entries, person_in, read_in, reasons, written

import osteotwin as ot
from osteotwin.importing.condition_names import by_icd10, by_words, condition_names
from osteotwin.protocol.conditions import CONDITIONS

CM, GM, WHO, SCT = ("http://hl7.org/fhir/sid/icd-10-cm", "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
                    "http://hl7.org/fhir/sid/icd-10", "http://snomed.info/sct")  # fmt: skip


def status(code: str, sort: str = "clinical") -> dict[str, Any]:
    system = f"http://terminology.hl7.org/CodeSystem/condition-{sort}"
    return {"coding": [{"system": system, "code": code}]}


def recorded(folder: Path, code: dict[str, Any], **more: Any) -> ot.ImportPreview:
    one = {"resourceType": "Condition", "id": "c1", "subject": {"reference": "Patient/p1"}, "code": code,
           "clinicalStatus": status("active"), **more}  # fmt: skip
    return read_in(written(folder, "a.json", json.dumps(one)), folder)


def taken(preview: ot.ImportPreview) -> list[str]:
    return [name for one in entries(preview, "person") for name in one.get("conditions", ())]


def coded(system: str, code: str, text: str = "") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}], **({"text": text} if text else {})}


@pytest.mark.parametrize(("code", "expected"), [
    (coded(CM, "N20.0", "Kidney stone"), ["kidney_stones"]),
    (coded(GM, "N18.3G"), ["chronic_kidney_disease"]),
    (coded(WHO, "E739"), ["lactose_intolerance"]),
    (coded("urn:oid:2.16.840.1.113883.6.90", "K90.0"), ["celiac_disease"]),
    (coded(SCT, "64859006"), ["osteoporosis"]),
    (coded(WHO, "M81.9", "Osteoporosis no especificada, sin fractura patológica"), ["osteoporosis"]),
    (coded(GM, "M81.9", "Osteoporose ohne pathologische Fraktur"), ["osteoporosis"]),
    (coded(SCT, "44054006", "Type 2 diabetes mellitus without complication (CMS/HCC)"), ["diabetes"]),
    (coded(CM, "I13.0"), ["chronic_kidney_disease", "hypertension"]),
    (coded(CM, "M80.08XA"), ["osteoporosis", "vertebral_fracture"]),
    ({"text": "Primary hyperparathyroidism"}, ["hyperparathyroidism"]),
    ({"text": "History of deep vein thrombosis"}, ["blood_clots"]),
    (coded("http://example.org/own", "1", "Zöliakie"), ["celiac_disease"]),
])  # fmt: skip
def test_a_condition_is_known_by_code_or_by_words(
    tmp_path: Path, code: dict[str, Any], expected: list[str]
) -> None:
    preview = recorded(tmp_path, code)
    assert taken(preview) == expected
    assert preview.not_understood == ()


@pytest.mark.parametrize(("code", "why"), [
    ({"text": "Hay fever"}, "no condition that a person's file knows"),
    (coded(CM, "J30.1"), "no condition that a person's file knows"),
    ({"text": "Family history of osteoporosis"}, "no condition"),
    ({"text": "Screening for breast cancer"}, "no condition"),
    ({"text": "Suspected pulmonary embolism"}, "not certain"), ({"text": "No osteoporosis"}, "not certain"),
    ({"text": "V.a. Osteoporose"}, "not certain"), ({"text": "Ausschluss Osteoporose"}, "not certain"),
    (coded(CM, "M81.0", "Rule out osteoporosis"), "not certain"), (coded(GM, "M81.9V"), "marked as suspected"),
    (coded(GM, "M81.9A"), "marked as excluded"), ({"text": "Mutter: Osteoporose"}, "somebody else"),
    ({"text": "Pulmonary hypertension"}, "no condition"),
    ({"text": "Diabetes insipidus"}, "no condition"),
    ({"text": "Former smoker"}, "no condition"),
    (coded(CM, "F17.211", "Nicotine dependence, cigarettes, in remission"), "no condition"),
    (coded(CM, "N20.0", "Osteoporosis"), "its code says kidney stones"),
    (coded("http://example.org/own", "N20.0"), "no condition"),
    ({}, "no condition"),
])  # fmt: skip
def test_what_is_none_is_named(tmp_path: Path, code: dict[str, Any], why: str) -> None:
    preview = recorded(tmp_path, code)
    assert taken(preview) == []
    assert why in reasons(preview)


@pytest.mark.parametrize(("more", "why"), [
    ({"clinicalStatus": status("inactive")}, "its clinical status is inactive"),
    ({"clinicalStatus": status("resolved")}, "its clinical status is resolved"),
    ({"clinicalStatus": status("remission")}, "its clinical status is remission"),
    ({"verificationStatus": status("refuted", "ver-status")}, "its verification status is refuted"),
    ({"verificationStatus": status("entered-in-error", "ver-status")}, "its verification status is entered-in-error"),
    ({"verificationStatus": status("provisional", "ver-status")}, "its verification status is provisional"),
    ({"clinicalStatus": None, "abatementDateTime": "2019-05-01"}, "it says that it is over"),
])  # fmt: skip
def test_what_is_not_there_now_is_not_taken(tmp_path: Path, more: dict[str, Any], why: str) -> None:
    preview = recorded(tmp_path, coded(CM, "N20.0", "Kidney stone"), **more)
    assert taken(preview) == []
    assert why in reasons(preview)
    # One that counts although it is over says how to write it.
    assert 'write "kidney_stones" into conditions by hand' in reasons(preview)
    lactose = recorded(tmp_path, coded(CM, "E73.9"), **more)
    assert why in reasons(lactose)
    assert "by hand" not in reasons(lactose)


@pytest.mark.parametrize(("code", "told"), [
    (coded(CM, "S72.001A"), True), (coded(CM, "S52501A", "Fracture of lower end of radius"), True),
    ({"text": "Wrist fracture"}, True), ({"text": "Schenkelhalsbruch"}, True), ({"text": "Leistenbruch"}, False),
    (coded(CM, "S06.0X0A", "Concussion"), False), (coded(CM, "I10"), False),
])  # fmt: skip
@pytest.mark.parametrize("clinical", ["active", "resolved"])
def test_a_broken_bone_is_counted_by_hand(
    tmp_path: Path, code: dict[str, Any], told: bool, clinical: str
) -> None:
    """It counts when it has healed, too."""
    preview = recorded(tmp_path, code, clinicalStatus=status(clinical))
    assert ("fragility_fractures under [person]" in " ".join(str(preview.sections()).split())) == told


@pytest.mark.parametrize("sort", ["clinicalStatus", "verificationStatus"])
@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\u202e", "x" * 9000])
def test_what_is_quoted_of_a_status_can_be_printed(tmp_path: Path, sort: str, text: str) -> None:
    preview = recorded(tmp_path, coded(CM, "N20.0", f"Kidney stone {text}"), **{sort: {"text": text}})
    for sentence in reasons(preview).splitlines():
        assert sentence.isprintable()
        assert len(sentence) < 1500
    taken_too = recorded(tmp_path, {"text": f"Kidney stone {text}"})
    for _, sentences in taken_too.sections():
        assert all(one.isprintable() and len(one) < 1500 for one in sentences)


@pytest.mark.parametrize("there", ["active", "recurrence", "relapse"])
def test_what_came_back_is_there(tmp_path: Path, there: str) -> None:
    preview = recorded(tmp_path, coded(CM, "E73.9"), clinicalStatus=status(there),
                       verificationStatus=status("confirmed", "ver-status"))  # fmt: skip
    assert taken(preview) == ["lactose_intolerance"]


def test_conditions_join_those_of_the_file(tmp_path: Path) -> None:
    path = person_in(tmp_path)
    text = path.read_text().replace("[person]\n", '[person]\nconditions = ["nephrolithiasis"]\n', 1)
    path.write_text(text)
    preview = ot.preview_import(FILES / "conditions.json", path)
    assert [one.keys["conditions"] for one in preview.already_there] == [["kidney_stones"]]
    assert taken(preview) == ["lactose_intolerance", "diabetes"]
    assert "allergies and intolerances are not read" in reasons(preview)
    assert "the history of the family is not read" in reasons(preview)
    preview.write()
    assert 'conditions = ["nephrolithiasis", "lactose_intolerance", "diabetes"]' in path.read_text()
    assert ot.read_person(path).conditions == ("kidney_stones", "lactose_intolerance", "diabetes")
    again = ot.preview_import(FILES / "conditions.json", path)
    assert (again.taken, len(again.already_there)) == ((), 3)


def test_a_condition_that_the_reader_refuses_is_not_taken(tmp_path: Path) -> None:
    path = person_in(tmp_path)
    path.write_text(path.read_text().replace("[person]\n", '[person]\nconditions = ["no such thing"]\n', 1))
    preview = ot.preview_import(FILES / "conditions.json", path)
    assert taken(preview) == ["kidney_stones", "lactose_intolerance", "diabetes"]


@pytest.mark.parametrize("row", condition_names(), ids=lambda row: row.what)
def test_each_name_of_the_table_means_its_condition_alone(row: Any) -> None:
    assert row.names or row.icd10
    for name in row.names:
        assert row.what in by_words(name), name
        assert by_words(f"family history of {name}") == ()
    for code in row.icd10:
        assert row.what in by_icd10(code), code
    assert (
        row.what in by_words(CONDITIONS[row.what].label.split(",")[0]) or " or " in CONDITIONS[row.what].label
    )
    assert (row.checked != "") == bool(row.snomed)


@pytest.mark.parametrize(("code", "more"), [
    *(({"text": text}, {}) for text in (
        "FH: Ischaemic heart disease", "Diabetes mellitus, not present", "Diabetes: denied", "Sin diabetes",
        "Not pregnant", "?Diabetes mellitus", "Maternal diabetes mellitus", "Diabetes education", "Pregnant (1998)",
        "Trying for pregnancy", "Osteoporosis in childhood", "Sleeve gastrectomy planned", "Coeliac disease excluded",
        "Drug-induced diabetes mellitus",
    )),
    (coded(CM, "Z82.62", "Osteoporosis"), {}), (coded(CM, "Z13.820", "Osteoporosis"), {}),
    (coded(CM, "E11.9", "Asthma"), {}), ({"text": "Diabetes"}, {"note": [{"text": "mother has it"}]}),
    ({"text": "Diabetes"}, {"note": [{"text": "diagnosis uncertain"}]}),
    ({"text": "Diabetes"}, {"severity": {"text": "resolved"}}),
    ({"text": "Diabetes"}, {"evidence": [{"code": [{"text": "ruled out by biopsy"}]}]}),
])  # fmt: skip
def test_words_and_codes_beside_a_name_are_not_passed_over(
    tmp_path: Path, code: dict[str, Any], more: dict[str, Any]
) -> None:
    preview = recorded(tmp_path, code, **more)
    assert not taken(preview)
    assert reasons(preview)


@pytest.mark.parametrize("text", [
    "Type 2 diabetes mellitus (CMS/HCC)", "Age-related osteoporosis without current pathological fracture",
    "Chronic kidney disease stage 3", "Essential hypertension", "Postmenopausal osteoporosis",
])  # fmt: skip
def test_words_of_classifications_change_nothing(tmp_path: Path, text: str) -> None:
    assert len(taken(recorded(tmp_path, {"text": text}))) == 1
