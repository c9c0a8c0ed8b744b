"""What a table or a message says beside its values is said of the right ones."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.importing.reading_in import FILES, measured, read_in, read_report, reasons, values, written


def test_the_day_of_a_result_is_said_to_be_none_of_a_sample(tmp_path: Path) -> None:
    text = "Order Date;Result Date;Component;Your Value\n14.10.2025;17.10.2025;Estradiol;9.1 pg/mL\n"
    preview = read_in(written(tmp_path, "a.csv", text), tmp_path)
    (one,) = preview.taken
    assert "may have been drawn days before" in one.note


def test_each_word_of_a_column_that_is_not_read_is_said(tmp_path: Path) -> None:
    text = "Date,Injection day?,Total T ng/dl\n2025-10-14,trough,701\n2025-05-02,peak,1455\n"
    preview = read_in(written(tmp_path, "a.csv", text), tmp_path)
    assert "trough; peak" in reasons(preview)


def test_scores_by_letter_behind_their_place(tmp_path: Path) -> None:
    text = "Date,Spine BMD,Spine T,Neck BMD,Neck Z\n2025-10-14,0.938,-1.4,0.727,-0.6\n"
    read = values(read_in(written(tmp_path, "a.csv", text), tmp_path))
    assert (str(read["t_score_lumbar_spine"]), str(read["z_score_femoral_neck"])) == ("-1.4", "-0.6")


def test_a_comment_of_a_message_is_of_the_number_before_it() -> None:
    message = "\n".join([
        "MSH|^~\\&|LAB|KH|EHR|KH|20251017||ORU^R01|2|P|2.3",
        "OBR|1||1|LAB|||20251014080500",
        "OBX|1|NM|VITD^25-OH-Vitamin D^L||24.2|ng/ml|30-100|L|||F",
        "OBX|2|TX|VITD^25-OH-Vitamin D^L||Probe haemolytisch||||||F",
        "OBX|3|NM|E2^Estradiol^L||9,1|pg/ml|11-43|L|||F",
        "OBR|2||2|LAB|||20250502080500",
        "OBX|1|NM|E2^Estradiol^L||52|pg/ml|11-43|H|||F",
    ])  # fmt: skip
    read = read_report(message)
    assert [one.keys["what"] for one in read.found] == ["estradiol", "estradiol"]
    assert not any(one.note for one in read.found)
    assert "25ohd" not in measured(read)
    assert any("haemolytisch" in one.why for one in read.left)


def test_a_remark_beneath_is_of_the_test_that_it_names() -> None:
    text = "Collected: 14 Oct 2025\nTestosterone     701 ng/dL\nVitamin D        QNS\nPTH              39 pg/mL\n"
    assert measured(read_report(f"{text}Note: estradiol repeat\n")) == {
        "testosterone": "701 ng/dL",
        "pth": "39 pg/mL",
    }
    assert measured(read_report("Collected: 14 Oct 2025\nPTH 39 pg/mL\nSpecimen hemolyzed\n")) == {}


def test_names_of_levels_beneath_a_result_are_no_remark() -> None:
    text = "Collected: 14 Oct 2025\nVitamin D     24.2   ng/mL\nDeficient: <20\nInsufficient: 20-29\n"
    assert measured(read_report(text)) == {"25ohd": "24.2 ng/mL"}


def test_a_column_of_days_between_result_and_range() -> None:
    rows = "Estradiol    9.1 pg/mL    10/14/2025    8.0-35.0\nPTH          39 pg/mL     11/30/2024    15-65\n"
    read = read_report(
        f"Name         Last value   Date          Range\n{rows}Estradiol [05/22/2025]: 52 pg/mL\n"
    )
    days = [f"{one.keys['what']} {one.keys['date']}" for one in read.found]
    assert days == ["estradiol 2025-10-14", "pth 2024-11-30", "estradiol 2025-05-22"]


def test_heads_of_columns_and_scanners_are_no_heading_to_doubt() -> None:
    head = "Abnahme 14.10.2025\nUntersuchung    Ergebnis    Einheit    Referenzbereich\n"
    labs = f"{head}Estradiol    9,1    pg/ml    11-44\n"
    scan = "Examen du 14.10.2025\nAppareil : HOLOGIC Horizon\nRachis lombaire L1-L4 DMO 0,934 g/cm2\n"
    assert [one.note for text in (labs, scan) for one in read_report(text).found] == ["", ""]


def test_the_code_of_a_laboratory_in_the_last_column_is_no_word_beside() -> None:
    head = "Collected: 2025-10-02\nTest Name        In Range    Reference Range     Lab\n"
    rows = "PTH, INTACT      41          16-77 pg/mL         TP\nESTRADIOL        12          < OR = 29 pg/mL     EZ\n"
    assert measured(read_report(head + rows)) == {"pth": "41 pg/mL", "estradiol": "12 pg/mL"}


def test_a_birth_date_that_the_file_knows_tells_the_order_of_days(tmp_path: Path) -> None:
    person = (FILES / "person.toml").read_text()
    assert "birth_date" in person
    born = tomllib.loads(person)["person"]["birth_date"]
    for written_as, day in ((f"{born:%m/%d/%Y}", "2025-10-02"), (f"{born:%d/%m/%Y}", "2025-02-10")):
        text = f"DOB: {written_as}\nCollected: 10/02/2025\nEstradiol 12 pg/mL\n"
        if born.day > 12:
            return
        preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
        assert [str(one.keys["date"]) for one in preview.taken if one.keys.get("what") == "estradiol"] == [
            day
        ]


def test_metal_on_the_other_side_spoils_none() -> None:
    text = "Exam: 2025-10-14\nL hip arthroplasty.\nRight total hip: BMD 0.941 g/cm2, T-score -1.1\n"
    assert measured(read_report(text)) == {"bmd_total_hip": "0.941 g/cm^2", "t_score_total_hip": "-1.1"}
    left = text.replace("Right total", "Left total")
    assert measured(read_report(left)) == {}


def test_sides_as_german_clinics_shorten_them() -> None:
    text = "Untersuchung vom 14.10.2025\n          BMD     T-Score   Z-Score\nSchenkelhals li.  0,842   -1,8   -0,8\n"
    read = read_report(f"{text}Schenkelhals re.  0,851   -1,7   -0,7\n")
    assert [one.side for one in read.found] == ["left"] * 3 + ["right"] * 3
