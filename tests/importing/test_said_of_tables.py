"""What a table or a message says beside its values is said of the right ones."""

from __future__ import annotations

from pathlib import Path

from tests.importing.reading_in import measured, read_in, read_report, reasons, values, written


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
