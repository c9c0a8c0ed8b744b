"""Forms that FHIR allows and few systems use: what of them is read, and that the rest is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import entries, read_in, reasons, values, written
from tests.importing.test_fhir import PATIENT, bundle, observation

from osteotwin.errors import InputError

DAY = "2025-03-14"
OF_PATIENT: dict[str, Any] = {"status": "completed", "subject": {"reference": "Patient/p1"}}


def without_value(**more: Any) -> dict[str, Any]:
    one = observation("2243-4", "Estradiol", 24, "pg/mL", **more)
    return {key: value for key, value in one.items() if key != "valueQuantity"}


@pytest.mark.parametrize("born", ["1982", "1982-05"])
def test_a_birth_date_told_in_part_is_compared(born: str, tmp_path: Path) -> None:
    about = bundle(tmp_path, {**PATIENT, "birthDate": born}, observation("2243-4", "Estradiol", 24, "pg/mL"))
    with pytest.raises(InputError, match=f"somebody born in {born}, not on "):
        read_in(about, tmp_path)


@pytest.mark.parametrize("born", ["1968", "1968-06"])
def test_a_birth_date_told_in_part_may_be_of_this_person(born: str, tmp_path: Path) -> None:
    about = bundle(tmp_path, {**PATIENT, "birthDate": born}, observation("2243-4", "Estradiol", 24, "pg/mL"))
    assert values(read_in(about, tmp_path)) == {"estradiol": "24 pg/mL"}


def test_a_value_as_text_may_have_a_decimal_comma(tmp_path: Path) -> None:
    preview = read_in(bundle(tmp_path, without_value(valueString="24,5 pg/mL")), tmp_path)
    assert values(preview) == {"estradiol": "24.5 pg/mL"}


def test_one_event_tells_the_day_and_several_do_not(tmp_path: Path) -> None:
    one = {
        **observation("2243-4", "Estradiol", 24, "pg/mL"),
        "effectiveTiming": {"event": ["2025-03-14T08:00:00Z"]},
    }
    two = {
        **observation("10501-5", "LH", 3, "IU/L"),
        "effectiveTiming": {"event": ["2025-03-14", "2025-04-14"]},
    }
    timed = [{key: value for key, value in each.items() if key != "effectiveDateTime"} for each in (one, two)]
    preview = read_in(bundle(tmp_path, *timed), tmp_path)
    assert [str(each.keys["date"]) for each in preview.taken] == [DAY]
    assert "LH without a date" in reasons(preview)


def test_a_report_in_the_place_of_a_value_is_read(tmp_path: Path) -> None:
    words = "AP spine L1-L4 BMD 0.952 g/cm2, T-score -1.1; total hip T-score -0.6"
    one = {**without_value(valueString=words), "code": {"text": "DXA bone density"}}
    assert values(read_in(bundle(tmp_path, one), tmp_path)) == {
        "bmd_lumbar_spine": "0.952 g/cm^2",
        "t_score_lumbar_spine": "-1.1",
        "t_score_total_hip": "-0.6",
    }
    withdrawn = bundle(tmp_path, {**one, "status": "entered-in-error"})
    assert not values(read_in(withdrawn, tmp_path))


@pytest.mark.parametrize(("form", "why"), [
    ({"contentType": "text/rtf", "data": "PGI+eDwvYj4="}, "it is of the kind text/rtf"),
    ({"contentType": "application/pdf", "url": "https://example.org/Binary/1"}, "it is elsewhere"),
])  # fmt: skip
def test_an_attached_report_that_is_not_read_is_named(form: dict[str, str], why: str, tmp_path: Path) -> None:
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": "DXA"},
        "effectiveDateTime": DAY,
    }
    assert why in reasons(read_in(bundle(tmp_path, {**report, "presentedForm": [form]}), tmp_path))


@pytest.mark.parametrize(("kind", "more", "why"), [
    ("MedicationAdministration", {"effectiveDateTime": DAY}, "a dose that was given is not read"),
    ("MedicationDispense", {"whenHandedOver": DAY}, "what a pharmacy handed out does not say what is taken"),
])  # fmt: skip
def test_a_dose_that_was_given_or_sold_is_named_with_its_drug(
    kind: str, more: dict[str, str], why: str, tmp_path: Path
) -> None:
    given = {
        "resourceType": kind,
        **OF_PATIENT,
        "medicationCodeableConcept": {"text": "Zoledronic acid 5 mg infusion"},
    }
    preview = read_in(bundle(tmp_path, PATIENT, {**given, **more}), tmp_path)
    assert not entries(preview, "plan.drug")
    assert f"Zoledronic acid 5 mg infusion: {why}" in reasons(preview)


@pytest.mark.parametrize("content", [
    '[{"type": "weight", "date": "2025-03-14", "value": 80.2, "unit": "kg"}]',
    '{"data": {"metrics": [{"name": "weight_body_mass", "units": "kg", "data": []}]}}',
    '{"weight": [{"t": 1741936200000, "kg": 80.2}], "exercise": []}',
])  # fmt: skip
def test_json_of_programs_that_read_health_data_is_refused_by_what_it_is(
    content: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="reads Health Connect or Apple Health"):
        read_in(written(tmp_path, "export.json", content), tmp_path)


@pytest.mark.parametrize("table", [
    "startTime,weight_kg\n2025-03-14T07:10:00Z,80.2\n",
    "type,start_time,end_time,value,unit\nWeightRecord,2025-03-14T07:10:00Z,,80.2,kg\n",
])  # fmt: skip
def test_tables_of_programs_that_read_health_data(table: str, tmp_path: Path) -> None:
    assert values(read_in(written(tmp_path, "export.csv", table), tmp_path)) == {"weight": "80.2 kg"}
