"""Tables and texts in other forms: encodings, days as heads of columns, a column that names people."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

import osteotwin as ot
from osteotwin.importing.encodings import encoding_of

LABS = "date,test,value,unit\n2025-01-01,Estradiol,18,pg/mL\n"
GERMAN = "Patientin: Jürgen Müller\nÖstradiol 18 pg/ml\nOstase 13,4 µg/l\nZusätzlich: groß, süß, schön\n"
FRENCH = "Hélène Lefèvre, née à Besançon\nTestostérone\n"


@pytest.mark.parametrize("text", [GERMAN, FRENCH])
@pytest.mark.parametrize(
    "name", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman"]
)
def test_letters_of_old_encodings(text: str, name: str) -> None:
    raw = text.encode(name)
    assert raw.decode(encoding_of(raw)) == text


def test_a_letter_that_is_cut_off_at_the_end_of_a_beginning() -> None:
    raw = ("Östradiol " * 100 + "ä").encode()[:-1]
    assert encoding_of(raw, whole=False) == "utf-8-sig"
    assert encoding_of(("x" * 100 + "ä").encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_table_in_two_bytes_a_letter(name: str, tmp_path: Path) -> None:
    assert values(read_in(written(tmp_path, "a.csv", LABS.encode(name)), tmp_path)) == {
        "estradiol": "18 pg/mL"
    }


@pytest.mark.parametrize("head", [
    "Test,Unit,2025-03-12 08:15,2025-06-12 09:00", "Laboratory value,Unit,12.03.2025,12.06.2025",
    "Test,Unit,Result 2025-03-12,Result 2025-06-12",
])  # fmt: skip
def test_days_as_heads_of_columns(head: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", f"{head}\nEstradiol,pg/mL,18,20\n"), tmp_path)
    found = [(str(one.keys["date"]), one.keys["value"]) for one in preview.taken]
    assert found == [("2025-03-12", "18 pg/mL"), ("2025-06-12", "20 pg/mL")]


def test_a_month_as_the_head_of_a_column_is_its_middle(tmp_path: Path) -> None:
    preview = read_in(
        written(tmp_path, "a.csv", "Test,Unit,03/2025,06/2025\nEstradiol,pg/mL,18,20\n"), tmp_path
    )
    assert [(str(one.keys["date"]), one.keys["value"]) for one in preview.taken] == [
        ("2025-03-15", "18 pg/mL"), ("2025-06-15", "20 pg/mL")]  # fmt: skip
    assert all("taken as the middle of that month" in one.note for one in preview.taken)


@pytest.mark.parametrize("head", ["name,date,test,value,unit", "name,date,component,value,unit"])
def test_a_column_of_names_beside_one_of_tests_is_of_people(head: str, tmp_path: Path) -> None:
    rows = "Sam Miller,2025-01-01,Estradiol,18,pg/mL\nBert Klein,2025-01-01,Estradiol,30,pg/mL\n"
    path = written(tmp_path, "a.csv", f"{head}\n{rows}")
    with pytest.raises(ot.ImportQuestionError, match="column name: no word on which of several people"):
        read_in(path, tmp_path)
    assert values(read_in(path, tmp_path, patient="Sam Miller")) == {"estradiol": "18 pg/mL"}


def test_a_wide_table_of_people(tmp_path: Path) -> None:
    table = "name,date,Estradiol (pg/mL)\nSam Miller,2025-01-01,18\nBert Klein,2025-01-01,30\n"
    with pytest.raises(ot.ImportQuestionError, match="several people"):
        read_in(written(tmp_path, "a.csv", table), tmp_path)


def test_a_column_of_names_of_tests_is_of_tests(tmp_path: Path) -> None:
    table = "name,date,description,value,unit\nEstradiol,2025-01-01,a hormone,18,pg/mL\n"
    assert values(read_in(written(tmp_path, "a.csv", table), tmp_path)) == {"estradiol": "18 pg/mL"}


@pytest.mark.parametrize(("table", "found"), [
    ("time,weight_kg\n2026-01-12T08:00:00+01:00,80.2\n", ["80.2 kg"]),
    ("uid,time,weightKg,source\n1,2026-01-12T08:00:00Z,80.2,app\n", ["80.2 kg"]),
    ("Date,Time,Weight,Unit\n2026-01-12,08:00,176.8,lbs\n2026-01-13,08:00,80.2,kg\n", ["176.8 lb", "80.2 kg"]),
    ("Type,Date,Value,Unit\nWeight,2026-01-12,80.2,kg\nSteps,2026-01-12,10234,count\n", ["80.2 kg"]),
    ("Datum;Gewicht (kg);Knochenmasse (kg)\n12.01.2026;80,2;3,1\n", ["80.2 kg"]),
    ("Date,Weight (kg),Skeletal Muscle Mass (kg),Bone Mineral Content (kg)\n20260112081000,80.2,38,3.4\n", ["80.2 kg"]),
    ("time,boneMass,weight\n2026-01-12 08:30:00+0900,3.1,80.2\n", []),
])  # fmt: skip
def test_body_size_as_programs_write_it(table: str, found: list[str], tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", table), tmp_path)
    assert [one.keys["value"] for one in preview.taken if one.keys.get("what")] == found
    assert not any(str(one.keys.get("what")).startswith("bmd") for one in preview.taken)


def row_beside(head: str, cell: str) -> str:
    return f"Date,Test,Value,Unit,{head}\n2026-01-12,Calcium,9.2,mg/dL,{cell}\n"


@pytest.mark.parametrize(("head", "cell"), [
    ("panel", "Urinalysis"), ("category", "Urine"), ("matrix", "U"), ("source", "home saliva kit"), ("Method", "hair"),
    ("qualifier", "less than"), ("measured", "no"), ("multiplier", "10"), ("Kommentar", "hämolytisch"),
    ("Status", "cancelled"), ("Flag", "invalid"), ("commentaire", "échantillon de ma soeur"), ("animal", "dog"),
    ("source", "my sister"), ("device", "EchoLight"),
])  # fmt: skip
def test_a_cell_of_any_column_may_withdraw_its_row(head: str, cell: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", row_beside(head, cell)), tmp_path)
    assert not values(preview)
    assert cell.casefold() in reasons(preview).casefold() or "somebody else" in reasons(preview)


@pytest.mark.parametrize(("head", "cell"), [
    ("Repeat", "9.9"), ("Mean", "9.9"), ("Kommentar", "nüchtern"), ("Notes", "after lunch"),
])  # fmt: skip
def test_a_column_that_is_not_read_is_named(head: str, cell: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", row_beside(head, cell)), tmp_path)
    assert values(preview) == {"serum_calcium": "9.2 mg/dL"}
    assert f"{head}: {cell}" in reasons(preview)


@pytest.mark.parametrize(
    ("head", "cell"), [("Method", "LC-MS/MS"), ("Flag", "H"), ("panel", "CMP"), ("Lab", "Quest")]
)
def test_a_column_that_changes_nothing_is_passed_over(head: str, cell: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", row_beside(head, cell)), tmp_path)
    assert values(preview) == {"serum_calcium": "9.2 mg/dL"}
    assert not reasons(preview)


@pytest.mark.parametrize(("head", "site", "part", "taken"), [
    ("part", "Hip", "Neck", {"t_score_femoral_neck": "-2.1"}),
    ("subregion", "Hip", "Total", {"t_score_total_hip": "-2.1"}),
    ("location", "Spine", "L3", {}), ("vertebrae", "Spine", "L2-L4", {}), ("modality", "Spine", "QCT", {}),
    ("modality", "Spine", "DXA", {"t_score_lumbar_spine": "-2.1"}), ("scanner", "Hip", "REMS", {}),
])  # fmt: skip
def test_a_site_in_two_columns(
    head: str, site: str, part: str, taken: dict[str, str], tmp_path: Path
) -> None:
    text = f"Date,Site,{head},T-score\n2026-01-12,{site},{part},-2.1\n"
    assert values(read_in(written(tmp_path, "a.csv", text), tmp_path)) == taken


@pytest.mark.parametrize("who", ["mother", "husband", "dog"])
def test_a_table_of_somebody_else_is_refused(who: str, tmp_path: Path) -> None:
    with pytest.raises(ot.InputError, match=f"rows of {who}"):
        read_in(written(tmp_path, "a.csv", row_beside("patient", who)), tmp_path)
