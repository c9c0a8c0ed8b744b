"""FHIR of Release 4 and 5, as US Core and other profiles write it; what is wrong in it is named, not guessed."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import FILES, entries, read_in, reasons, values, written

import osteotwin as ot
from osteotwin.endpoints import MEASURED
from osteotwin.errors import InputError
from osteotwin.importing.fhir import validate
from osteotwin.importing.lab_names import Code, OtherCode, all_codes, lab_codes, scan_codes

LOINC = "http://loinc.org"
PATIENT = {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": "1968-06-01"}


def observation(code: str, text: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    coded = {"coding": [{"system": LOINC, "code": code}], "text": text} if code else {"text": text}
    quantity = {"value": value} | ({"unit": unit} if unit else {})
    return {"resourceType": "Observation", "status": "final", "code": coded, "effectiveDateTime": "2025-03-14",
            "valueQuantity": quantity, **more}  # fmt: skip


def bundle(folder: Path, *resources: dict[str, Any]) -> Path:
    content = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in resources],
    }
    return written(folder, "bundle.json", json.dumps(content))


def test_scans_and_labs_by_loinc(tmp_path: Path) -> None:
    preview = read_in(FILES / "bundle_r4.json", tmp_path)
    assert values(preview) == {
        "bmd_lumbar_spine": "0.987 g/cm^2", "t_score_lumbar_spine": "-1.3", "bmd_total_hip": "0.871 g/cm^2",
        "bmd_femoral_neck": "0.711 g/cm^2", "z_score_femoral_neck": "-0.8", "estradiol": "18.4 pg/mL",
        "testosterone": "14.9 nmol/L", "urine_calcium_24h": "180 mg/day",
    }  # fmt: skip
    assert entries(preview, "plan.supplement")[0]["dose"] == "1000 IU"
    for said in (
        "LOINC 2243-4 is estradiol, and its text says testosterone", "its status is entered-in-error",
        "no valid FHIR: effectiveDateTime", "Hemoglobin: nothing that a person's file holds",
        "one aromatase inhibitor at a time", "praziquantel 10 MG Oral Tablet: no drug",
    ):  # fmt: skip
        assert said in reasons(preview), said


def test_release_5_has_its_medication_elsewhere(tmp_path: Path) -> None:
    (drug,) = entries(read_in(FILES / "bundle_r5.json", tmp_path), "plan.drug")
    assert (drug["name"], drug["dose"], drug["every"]) == ("alendronate", "70 mg", "1 week")


def test_a_density_of_the_femur_is_asked_about(tmp_path: Path) -> None:
    path = bundle(tmp_path, PATIENT, observation("24701-5", "BMD - Left Femur", 0.887, "g/cm-2"))
    with pytest.raises(ot.ImportQuestionError, match="--femur total_hip"):
        read_in(path, tmp_path)
    assert values(read_in(path, tmp_path, femur="femoral_neck")) == {"bmd_femoral_neck": "0.887 g/cm^2"}


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (observation("", "BMD total hip", 0.9, "g/cm2"), {"bmd_total_hip": "0.9 g/cm^2"}),
        (observation("", "T-score femoral neck", -1.5, ""), {"t_score_femoral_neck": "-1.5"}),
        (observation("46279-6", "Right femoral neck BMD", 0.7, "gm/cm2"), {"bmd_femoral_neck": "0.7 g/cm^2"}),
        (observation("24890-6", "Forearm BMD 1/3 radius", 0.7, "g/cm2"), {"bmd_radius_33": "0.7 g/cm^2"}),
        (observation("24890-6", "Forearm BMD", 0.7, "g/cm2"), "whether a third, the end or the whole"),
        (observation("24966-4", "Spine BMD L2-L4", 0.9, "g/cm2"), "L2-L4 alone"),
        (observation("24966-4", "Total hip BMD", 0.9, "g/cm2"), "LOINC 24966-4 is of the lumbar spine"),
        (observation("24966-4", "Lumbar spine T-score", -1.9, ""), "LOINC 24966-4 is a bmd, and its text says t-score"),
        (observation("38262-2", "Heel BMD", 0.5, "g/cm2"), "calcaneus"),
        (observation("2731-8", "PTH", 61.0, ""), "PTH without a unit; add the one of the report, such as --unit pth"),
        (observation("2731-8", "PTH", 10**400, "pg/mL"), "no number"),
        (observation("", "Mood", 3.0, ""), "nothing that a person's file holds"),
        (observation("29463-7", "Weight", 190.0, "[lb_av]"), {"weight": "190 lb"}),
        (observation("14715-7", "Estradiol", 120.0, "pg/mL"), "LOINC 14715-7 is in moles, and its unit is pg/mL"),
        (observation("1989-3", "25OHD", 78.0, "nmol/L"), "LOINC 1989-3 is in grams, and its unit is nmol/L"),
        (observation("2345-7", "Estradiol", 18.0, "pg/mL"), "LOINC 2345-7 is Glucose, and its text says estradiol"),
        (observation("6768-6", "Bone ALP", 14.0, "ug/L"), "LOINC 6768-6 is Alkaline phosphatase, total, and its text"),
        (observation("17861-6", "Calcium, corrected", 9.6, "mg/dL"), "its text says: calcium corrected for albumin"),
        (observation("", "Calcium (ionized)", 1.25, "mmol/L"), "ionised calcium"),
        ({key: value for key, value in observation("2243-4", "Estradiol", 1.0, "").items() if key != "valueQuantity"}
         | {"dataAbsentReason": {"coding": [{"code": "error"}]}}, "no value (error)"),
        ({key: value for key, value in observation("2243-4", "Estradiol", 1.0, "").items() if key != "valueQuantity"}
         | {"valueRange": {"low": {"value": 5}, "high": {"value": 10}}}, "a range, and no single number"),
        (observation("2243-4", "Estradiol", 9.0, "pg/mL", effectiveDateTime=None,
                     effectivePeriod={"start": "2025-01-01", "end": "2025-06-30"}), "without a date"),
        (observation("6874-2", "Calcium, 24 hour urine", 180.0, "mg/(24.h)", effectiveDateTime=None,
                     effectivePeriod={"start": "2025-01-01", "end": "2025-01-02"}),
         {"urine_calcium_24h": "180 mg/day"}),
        (observation("", "Creatinine", 120.0, "mg/dL", specimen={"display": "Urine"}), "its specimen is Urine"),
        (observation("2243-4", "Estradiol", 5.0, "pg/mL", focus=[{"reference": "Group/g"}]), "of something else"),
        (observation("20570-8", "HCT", 0.45, "1"), {"hematocrit": "0.45 L/L"}),
        (observation("98979-8", "eGFR", 88.0, "mL/min/1.73_m2"), {"egfr": "88 mL/min/1.73m2"}),
        (observation("2243-4", "Estradiol", 5.0, "pg/mL")
         | {"valueQuantity": {"value": 5, "unit": "pg/mL", "comparator": "<"}},
         {"estradiol": "<5 pg/mL"}),
    ],
)  # fmt: skip
def test_kinds_of_observations(one: dict[str, Any], found: dict[str, str] | str, tmp_path: Path) -> None:
    preview = read_in(bundle(tmp_path, PATIENT, one), tmp_path)
    if isinstance(found, str):
        assert found in reasons(preview)
        assert not preview.taken
    else:
        assert values(preview) == found


def test_components_have_the_site_of_their_observation(tmp_path: Path) -> None:
    whole = observation("", "DXA total hip", 0.0, "", device={"display": "Hologic Horizon"})
    del whole["valueQuantity"]
    whole["component"] = [
        {"code": {"text": "BMD"}, "valueQuantity": {"value": 0.88, "unit": "g/cm2"}},
        {"code": {"text": "T-score"}, "valueQuantity": {"value": -1.1, "unit": "1"}},
    ]
    preview = read_in(bundle(tmp_path, whole), tmp_path)
    assert values(preview) == {"bmd_total_hip": "0.88 g/cm^2", "t_score_total_hip": "-1.1"}
    assert all(one.keys["device"] == "hologic" for one in preview.taken)


DAILY = {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}


def medication(text: str, instruction: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"resourceType": "MedicationRequest", "status": "active", "intent": "order", "authoredOn": "2025-01-05",
            "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"text": text},
            "dosageInstruction": [instruction], **more}  # fmt: skip


def dose(value: float, unit: str, words: str) -> dict[str, Any]:
    return {"text": words, "doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}]}


@pytest.mark.parametrize(
    ("text", "instruction", "found"),
    [
        ("alendronate sodium 70 MG Oral Tablet [Fosamax]", dose(1, "tablet", "once weekly"), ("70 mg", "1 week")),
        ("raloxifene", dose(60, "mg", "every day"), ("60 mg", "1 day")),
        ("testosterone cypionate 200 MG/ML Injectable Solution", dose(100, "mg", "every week"), ("100 mg", "1 week")),
        ("estradiol 0.05 MG/24HR Transdermal Patch", dose(1, "patch", "twice weekly"), ("0.05 mg/day", "3.5 days")),
        ("testosterone 200 mg injection", dose(200, "mg", "weekly"), "given another way"),
        ("testosterone", dose(100, "mg", "weekly"), "without the way in which it is given"),
        ("estradiol 2 MG", dose(2, "mg", "daily"), "without the way in which it is given"),
        ("alendronate 70 MG Oral Tablet", {"text": "as told"}, "it does not say a dose and a rhythm"),
        ("alendronate 70 MG / cholecalciferol 2800 UNT Oral Tablet", dose(1, "tablet", "weekly"), "not say a dose"),
        ("praziquantel 400 MG", dose(400, "mg", "daily"), "no drug that osteotwin knows"),
        ("raloxifene 60 MG", dose(60, "mg", "Take 2 tablets daily"), "its fields say 60 mg, and its words say 120 mg"),
        ("raloxifene", dose(60, "mg", "every other day") | DAILY, "its fields say 1 day, and its words say 2 days"),
        ("raloxifene", dose(60, "mg", "daily") | DAILY, ("60 mg", "1 day")),
        ("raloxifene", {"doseAndRate": [{"doseQuantity": {"value": n, "unit": "mg"}} for n in (60, 120)]} | DAILY,
         "several doses in one instruction"),
    ],
)  # fmt: skip
def test_kinds_of_medications(
    text: str, instruction: dict[str, Any], found: tuple[str, str] | str, tmp_path: Path
) -> None:
    person = (FILES / "person.toml").read_text()
    without = person[: person.index("# what I plan")] + person[person.index("[outlook]") :]
    into = written(tmp_path, "other.toml", without)
    preview = ot.preview_import(bundle(tmp_path, medication(text, instruction)), into)
    if isinstance(found, str):
        assert found in reasons(preview)
        assert not preview.taken
    else:
        (drug,) = entries(preview, "plan.drug")
        assert (drug["dose"], drug["every"]) == found, reasons(preview)


@pytest.mark.parametrize(
    ("text", "found"),
    [("calcium carbonate 1250 MG (calcium 500 MG) Oral Tablet", "1000 mg"),
     ("calcium citrate 950 MG (200 MG elemental) Oral Tablet", "400 mg"),
     ("calcium carbonate 1250 MG Oral Tablet", "milligrams of a salt or of calcium")],
)  # fmt: skip
def test_a_salt_counts_by_its_calcium(text: str, found: str, tmp_path: Path) -> None:
    preview = read_in(bundle(tmp_path, medication(text, dose(2, "tablet", "daily"))), tmp_path)
    supplements = entries(preview, "plan.supplement")
    assert supplements[0]["dose"] == found if supplements else found in reasons(preview)


def test_what_has_ended_goes_into_the_history(tmp_path: Path) -> None:
    one = {"resourceType": "MedicationStatement", "status": "completed", "subject": {"reference": "Patient/p1"},
           "medicationCodeableConcept": {"text": "alendronate"},
           "effectivePeriod": {"start": "2020-01-05", "end": "2023-01-05"},
           "dosage": [dose(70, "mg", "weekly")]}  # fmt: skip
    preview = read_in(bundle(tmp_path, one), tmp_path)
    (drug,) = entries(preview, "history.drug")
    assert (str(drug["from"]), str(drug["until"])) == ("2020-01-05", "2023-01-05")


def test_of_two_patients_one_is_chosen(tmp_path: Path) -> None:
    path = FILES / "two_patients.json"
    with pytest.raises(ot.ImportQuestionError) as raised:
        read_in(path, tmp_path)
    assert "--patient p1" in str(raised.value)
    assert values(read_in(path, tmp_path, patient="p1")) == {"estradiol": "18.4 pg/mL"}
    with pytest.raises(ot.ImportQuestionError, match="somebody born 1970-01-01"):
        read_in(path, tmp_path, patient="Alex Jones")


@pytest.mark.parametrize(("adherence", "why"), [
    ("not-taking", "its status is not-taking"), ("stopped-not-as-directed", "it has ended"), ("taking-as-directed", ""),
])  # fmt: skip
def test_since_release_5_a_statement_says_apart_whether_it_is_taken(
    adherence: str, why: str, tmp_path: Path
) -> None:
    one = {"resourceType": "MedicationStatement", "status": "recorded", "subject": {"reference": "Patient/p1"},
           "medication": {"concept": {"text": "raloxifene"}}, "effectivePeriod": {"start": "2025-01-05"},
           "dosage": [dose(60, "mg", "daily")], "adherence": {"code": {"coding": [{"code": adherence}]}}}  # fmt: skip
    preview = read_in(bundle(tmp_path, one), tmp_path)
    assert (why in reasons(preview)) if why else len(entries(preview, "plan.drug")) == 1


def test_each_prescription_has_the_drug_that_it_contains(tmp_path: Path) -> None:
    both: list[dict[str, Any]] = []
    for name in ("raloxifene 60 mg", "alendronate 70 mg"):
        one = medication("", dose(60, "mg", "daily"), medicationReference={"reference": "#m1"})
        del one["medicationCodeableConcept"]
        one["contained"] = [{"resourceType": "Medication", "id": "m1", "code": {"text": name}}]
        both.append(one)
    drugs = entries(read_in(bundle(tmp_path, *both), tmp_path), "plan.drug")
    assert [str(one["name"]).split()[0] for one in drugs] == ["raloxifene", "alendronate"]


@pytest.mark.parametrize(("people", "found"), [
    ([PATIENT], {"estradiol": "18 pg/mL"}), ([], "--patient p1"), ([{**PATIENT, "id": "p9"}], "--patient p1"),
])  # fmt: skip
def test_results_of_somebody_else_are_not_taken(
    people: list[dict[str, Any]], found: dict[str, str] | str, tmp_path: Path
) -> None:
    labs = [observation("2243-4", "Estradiol", value, "pg/mL", subject={"reference": f"https://a.org/Patient/{one}"})
            for one, value in (("p1", 18.0), ("p2", 99.0))]  # fmt: skip
    path = bundle(tmp_path, *people, *labs)
    if isinstance(found, str):
        with pytest.raises(ot.ImportQuestionError, match=found):
            read_in(path, tmp_path)
        assert values(read_in(path, tmp_path, patient="p1")) == {"estradiol": "18 pg/mL"}
    else:
        assert values(read_in(path, tmp_path)) == found


def test_people_without_names_are_told_by_their_addresses(tmp_path: Path) -> None:
    people = [("urn:uuid:aa-1", {"resourceType": "Patient", "birthDate": "1968-06-01"}),
              ("urn:uuid:bb-2", {"resourceType": "Patient", "birthDate": "1970-01-01"})]  # fmt: skip
    labs = [
        (f"urn:uuid:l{n}", observation("2243-4", "Estradiol", value, "pg/mL", subject={"reference": address}))
        for n, (value, (address, _)) in enumerate(zip((18.0, 99.0), people, strict=True))
    ]
    entry = [{"fullUrl": address, "resource": one} for address, one in (*people, *labs)]
    path = written(
        tmp_path, "b.json", json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entry})
    )
    for named in ("aa-1", "1968-06-01"):
        assert values(read_in(path, tmp_path, patient=named)) == {"estradiol": "18 pg/mL"}


def test_an_attached_report_is_read(tmp_path: Path) -> None:
    form = {
        "contentType": "text/plain",
        "data": base64.b64encode((FILES / "narrative.txt").read_bytes()).decode(),
    }
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": "DXA"},
        "presentedForm": [form],
    }
    assert values(read_in(bundle(tmp_path, report), tmp_path))["bmd_total_hip"] == "0.866 g/cm^2"


def test_one_resource_a_line(tmp_path: Path) -> None:
    lines = [PATIENT, observation("2243-4", "Estradiol", 18.0, "pg/mL")]
    path = written(tmp_path, "bulk.ndjson", "\n".join(json.dumps(one) for one in lines))
    assert values(read_in(path, tmp_path)) == {"estradiol": "18 pg/mL"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"resourceType": "Bundle", "entry": [{"resource"', "damaged JSON that ends in the middle"),
        ("[" * 100_000, "JSON"), ('{"a": 1}', "without any FHIR resource"), ("[1, 2]", "without any FHIR resource"),
        ('{"resourceType": "Observation", "value": NaN}', "damaged JSON"),
        ('{"x": ' + "9" * 9000 + "}", "damaged JSON"),
    ],
)  # fmt: skip
def test_what_is_no_fhir_is_refused(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        read_in(written(tmp_path, "x.json", content), tmp_path)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(validate, "_RELEASES", ("fhir_that_is_not_there",))
    validate._model.cache_clear()
    with pytest.raises(ot.MissingLibraryError, match=r"pip install 'osteotwin\[fhir\]'"):
        read_in(FILES / "bundle_r4.json", tmp_path)
    validate._model.cache_clear()


@pytest.mark.parametrize("code", all_codes(), ids=lambda code: code.code)
def test_the_last_digit_of_a_code_is_that_of_its_others(code: Code | OtherCode) -> None:
    number, last = code.code.split("-")
    doubled = [int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(number))]
    assert (10 - sum(value // 10 + value % 10 for value in doubled) % 10) % 10 == int(last)


def test_no_code_means_two_things() -> None:
    assert len({code.code for code in all_codes()}) == len(all_codes()) == 95
    assert set(lab_codes().values()) <= set(MEASURED)
    for said in scan_codes().values():
        number, site, *side = said.split()
        assert number in ("bmd", "t_score", "z_score")
        assert side in ([], ["left"], ["right"])
        assert site in ("femur", "total_hip", "lumbar_spine", "forearm", "calcaneus")


@pytest.mark.parametrize(("code", "value", "unit", "found"), [
    ("4544-3", 51.2, "%", {"hematocrit": "51.2 %"}), ("20570-8", 0.48, "L/L", {"hematocrit": "0.48 L/L"}),
    ("2160-0", 0.98, "mg/dL", {"creatinine": "0.98 mg/dL"}), ("14682-9", 88.0, "umol/L", {"creatinine": "88 umol/L"}),
    ("33914-3", 84.0, "mL/min/{1.73_m2}", {"egfr": "84 mL/min/1.73m2"}),
    ("98979-8", 84.0, "mL/min/1.73 m2", {"egfr": "84 mL/min/1.73m2"}),
])  # fmt: skip
def test_blood_and_kidneys_by_loinc(
    code: str, value: float, unit: str, found: dict[str, str], tmp_path: Path
) -> None:
    assert (
        values(read_in(bundle(tmp_path, PATIENT, observation(code, "a test", value, unit)), tmp_path))
        == found
    )


@pytest.mark.parametrize(
    ("said", "value"), [("<5.0 pg/mL", "<5 pg/mL"), ("42 pg/mL", "42 pg/mL"), ("not detected", None)]
)
def test_a_number_may_stand_as_text(tmp_path: Path, said: str, value: str | None) -> None:
    one = {"resourceType": "Observation", "id": "a", "status": "final", "code": {"text": "Estradiol"},
           "subject": {"reference": "Patient/1"}, "effectiveDateTime": "2026-02-03", "valueString": said}  # fmt: skip
    preview = read_in(written_json(tmp_path, one), tmp_path)
    assert values(preview) == ({} if value is None else {"estradiol": value})


def test_the_conclusion_of_a_report_is_read(tmp_path: Path) -> None:
    one = {"resourceType": "DiagnosticReport", "id": "a", "status": "final", "code": {"text": "DXA"},
           "subject": {"reference": "Patient/1"}, "effectiveDateTime": "2026-02-03",
           "conclusion": "Total hip T-score -1.1. Femoral neck T-score -1.4, previously -1.2."}  # fmt: skip
    preview = read_in(written_json(tmp_path, one), tmp_path)
    assert values(preview) == {"t_score_total_hip": "-1.1", "t_score_femoral_neck": "-1.4"}
    assert "-1.2 in Femoral neck" in reasons(preview)


def written_json(folder: Path, one: dict[str, Any]) -> Path:
    return written(folder, "a.json", json.dumps(one))


@pytest.mark.parametrize(("status", "note"), [
    ("preliminary", "its status is preliminary: it may change"), ("final", ""), ("corrected", ""), ("amended", ""),
])  # fmt: skip
def test_a_result_that_may_change_says_so(tmp_path: Path, status: str, note: str) -> None:
    one = observation("2243-4", "Estradiol", 18.0, "pg/mL") | {"status": status}
    report = {"resourceType": "DiagnosticReport", "status": status, "code": {"text": "DXA"},
              "effectiveDateTime": "2026-02-03", "conclusion": "Total hip T-score -1.1."}  # fmt: skip
    for resource in (one, report):
        (taken,) = read_in(bundle(tmp_path, PATIENT, resource), tmp_path).taken
        assert (note in taken.note) if note else "status" not in taken.note


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error", "registered", "unknown"])
def test_a_report_that_was_withdrawn_is_not_read(tmp_path: Path, status: str) -> None:
    report = {"resourceType": "DiagnosticReport", "status": status, "code": {"text": "DXA"},
              "effectiveDateTime": "2026-02-03", "conclusion": "Total hip T-score -1.1."}  # fmt: skip
    preview = read_in(bundle(tmp_path, PATIENT, report), tmp_path)
    assert preview.taken == ()
    assert f"its status is {status}" in reasons(preview)


@pytest.mark.parametrize("more", [
    {"code": {"text": "Total hip: T-score", "coding": [{"system": "urn:osteotwin:outlook", "code": "hip"}]}},
    {"method": {"text": "simulation of virtual people"}}, {"code": {"text": "Total hip: T-score, predicted"}},
])  # fmt: skip
def test_what_is_simulated_was_not_measured(tmp_path: Path, more: dict[str, Any]) -> None:
    one = {"resourceType": "Observation", "status": "preliminary", "code": {"text": "Total hip: T-score"},
           "effectiveDateTime": "2026-02-03", "valueQuantity": {"value": -1.1, "unit": "T-score"}, **more}  # fmt: skip
    preview = read_in(bundle(tmp_path, PATIENT, one), tmp_path)
    assert preview.taken == ()
    assert "was not measured" in reasons(preview)
