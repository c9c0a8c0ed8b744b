"""New entries go into a person's file beside what is there: comments stay, nothing else changes, all can be undone."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from tests.importing.reading_in import FILES, person_in, read_in, values, written

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.importing import todays
from osteotwin.importing.found import Found, Place
from osteotwin.importing.merge import with_entries
from osteotwin.inputs.notes import Notes
from osteotwin.people.person import Person

SCAN = Found(
    ("measurement",),
    {"date": date(2025, 3, 1), "what": "bmd_total_hip", "value": "0.9 g/cm^2"},
    Place("a.csv"),
)
DRUG = Found(("plan", "drug"), {"name": "alendronate", "dose": "70 mg", "every": "1 week"}, Place("a.json"))
CALCIUM = Found(("habits",), {"calcium": "800 mg/day"}, Place("b.csv"))

FORMS = {
    "tables": '[person]\nname = "a" # b\n[[measurement]]\nwhat = "x"\n# of the plan\n[plan]\npreset = "p"\n'
    "[outlook]\nuntil = 1\n",
    "no lists": "[person]\nname = 'a'\n\n[outlook]\nuntil = 2029-01-01\n",
    "in brackets": 'measurement = [{what = "x", value = 1}]\n[plan]\ndrug = [{name = "y"}]\n'
    '[habits]\nvitamin_d = "1 IU/day"\n',
    "out of order": '[[plan.drug]]\nname = "y"\n[habits]\n# mine\n[[habits.training]]\nexercise = "z"\n'
    '[[plan.training]]\nexercise = "w"\n',
    "windows": "[person]\r\nname = 'a'\r\n[[measurement]]\r\nwhat = 'x'\r\n[outlook]\r\nuntil = 1\r\n",
    "empty": "",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_form_of_a_file_gains_the_entries_and_keeps_the_rest(text: str) -> None:
    new = with_entries(text, [SCAN, DRUG, CALCIUM], "person.toml")
    before, after = tomllib.loads(text), tomllib.loads(new)
    assert after["measurement"][-1] == dict(SCAN.keys)
    assert after["plan"]["drug"][-1] == dict(DRUG.keys)
    assert after["habits"].pop("calcium") == "800 mg/day"
    after["measurement"].pop()
    after["plan"]["drug"].pop()
    for empty in [key for key in ("measurement", "habits") if not after.get(key)]:
        after.pop(empty)
    for part in ("plan",):
        after[part] = {key: value for key, value in after[part].items() if value}
    assert {k: v for k, v in after.items() if v} == {k: v for k, v in before.items() if v}
    for line in text.splitlines():
        if "#" in line:
            assert line in new


def test_a_measurement_stands_behind_the_last_one_and_a_comment_stays_with_its_table() -> None:
    lines = with_entries(FORMS["tables"], [SCAN], "person.toml").splitlines()
    assert lines.index("# Read in from a.csv.") < lines.index("# of the plan") == lines.index("[plan]") - 1


def test_what_was_written_can_be_undone_and_the_copy_is_private(tmp_path: Path) -> None:
    path = person_in(tmp_path)
    before = path.read_bytes()
    preview = ot.preview_import(FILES / "hologic.txt", path)
    copy = preview.write()
    assert copy is not None
    assert copy.read_bytes() == before
    assert copy.stat().st_mode & 0o077 == 0
    assert not ot.check(path)
    assert len(ot.read_person(path).measurements) == 1 + len(preview.taken)
    assert "# on my scale" in path.read_text()
    kept = ot.undo_import(path)
    assert path.read_bytes() == before
    assert kept.read_text() == preview.text
    with pytest.raises(InputError, match="no copy from before an import"):
        ot.undo_import(path)


def test_imports_of_one_second_are_undone_one_by_one(tmp_path: Path) -> None:
    path = person_in(tmp_path)
    states = [path.read_bytes()]
    for name in ("hologic.txt", "quest.txt", "cronometer.csv"):
        ot.preview_import(FILES / name, path).write()
        states.append(path.read_bytes())
    for before in reversed(states[:-1]):
        ot.undo_import(path)
        assert path.read_bytes() == before


def test_reading_in_again_adds_nothing(tmp_path: Path) -> None:
    path = person_in(tmp_path)
    for name in ("hologic.txt", "strong.csv", "cronometer.csv", "bundle_r5.json"):
        first = ot.preview_import(FILES / name, path, weights="kg")
        assert first.taken
        first.write()
        again = ot.preview_import(FILES / name, path, weights="kg")
        assert again.taken == ()
        assert {one.label for one in again.already_there} == {one.label for one in first.taken}
        assert again.write() is None


def test_a_value_in_another_unit_is_the_same_value_and_another_value_is_not_taken(tmp_path: Path) -> None:
    same = written(tmp_path, "same.csv", "date,test,value,unit\n2025-01-10,Testosterone,14.9,nmol/L\n")
    assert len(read_in(same, tmp_path).already_there) == 1
    other = written(tmp_path, "other.csv", "date,test,value,unit\n2025-01-10,Testosterone,510,ng/dL\n")
    preview = read_in(other, tmp_path)
    assert not preview.taken
    assert "430 ng/dL of the same day" in preview.not_taken[0].why


def test_what_the_reader_of_the_file_refuses_is_left_out_with_its_reason(tmp_path: Path) -> None:
    rows = "date,test,value,unit\n2025-01-11,bsap,22,U/L\n2025-01-11,Estradiol,20,pg/mL\n1990-01-11,PTH,900000,pg/mL\n"
    preview = read_in(written(tmp_path, "labs.csv", rows), tmp_path)
    assert values(preview) == {"estradiol": "20 pg/mL"}
    assert "ask the laboratory for ug/L" in preview.not_taken[0].why
    assert len(preview.not_taken) == 2


def test_it_says_where_today_moves(tmp_path: Path) -> None:
    rows = "date,test,value,unit\n{},PTH,40,pg/mL\n"
    later = read_in(written(tmp_path, "a.csv", rows.format("2026-03-01")), tmp_path)
    assert later.moved.startswith("today, on which the forecast starts, moves from 2026-02-01 to 2026-03-01")
    assert read_in(written(tmp_path, "b.csv", rows.format("2026-01-01")), tmp_path).moved == ""


OLD = (
    '{"resourceType": "MedicationRequest", "status": "active", "intent": "order", "authoredOn": "2019-01-06", '
    '"subject": {"reference": "Patient/1"}, '
    '"medicationCodeableConcept": {"text": "raloxifene 60 MG Oral Tablet"}, "dosageInstruction": [{"timing": '
    '{"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}, '
    '"doseAndRate": [{"doseQuantity": {"value": 60, "unit": "mg"}}]}]}'
)


def test_a_prescription_of_years_ago_moves_no_day_back(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "old.json", OLD), tmp_path)
    assert preview.moved == ""
    assert [dict(one.keys) for one in preview.taken if one.table == ("outlook",)] == [
        {"from": date(2026, 2, 1)}
    ]
    assert "raloxifene since 2019-01-06" in preview.taken[-1].note
    preview.write()
    assert str(ot.read_person(tmp_path / "person.toml").start) == "2026-02-01"


def test_a_new_file_with_an_old_prescription_alone_asks_for_today(tmp_path: Path) -> None:
    old, new = written(tmp_path, "old.json", OLD), tmp_path / "new.toml"
    new.write_text('[person]\nsex = "male"\nbirth_date = 1968-06-01\n\n[outlook]\nuntil = 2029-02-01\n')
    with pytest.raises(ot.ImportQuestionError, match="--today"):
        ot.preview_import(old, new)
    with pytest.raises(InputError, match="a calendar date"):
        ot.preview_import(old, new, today="soon")
    ot.preview_import(old, new, today="2026-11-01").write()
    assert str(ot.read_person(new).start) == "2026-11-01"


def test_a_file_that_was_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    path = person_in(tmp_path)
    preview = ot.preview_import(FILES / "hologic.txt", path)
    path.write_text(path.read_text() + "# more\n")
    with pytest.raises(InputError, match="changed since the preview"):
        preview.write()


def test_a_new_file_begins_with_what_is_known_of_the_person(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    with pytest.raises(InputError, match="no such file"):
        ot.preview_import(FILES / "bundle_r5.json", path)
    preview = ot.preview_import(FILES / "bundle_r5.json", path, until="2029-02-01", today="2026-02-01")
    assert preview.write() is None
    person = ot.read_person(path)
    assert (person.sex, str(person.birth_date)) == ("male", "1968-06-01")
    assert [item.drug for item in person.plan.interventions] == ["alendronate"]


def test_another_persons_data_is_asked_about(tmp_path: Path) -> None:
    text = (FILES / "quest.txt").read_text()
    for old, new, found in (
        ("06/01/1968", "06/02/1968", "somebody born 1968-06-02, not 1968-06-01"),
        ("Gender: M", "Gender: F", "somebody who is female"),
    ):
        other = written(tmp_path, "other.txt", text.replace(old, new))
        with pytest.raises(ot.ImportQuestionError, match=found) as raised:
            read_in(other, tmp_path)
        assert "--same-person" in str(raised.value)
        assert read_in(other, tmp_path, same_person=True).taken
    # Where the birth date agrees a name may have changed.
    renamed = written(tmp_path, "renamed.txt", text.replace("MILLER, SAM", "JONES, ALEX"))
    assert read_in(renamed, tmp_path).taken
    unknown = text.replace("MILLER, SAM", "JONES, ALEX").replace("DOB: 06/01/1968", "")
    with pytest.raises(ot.ImportQuestionError, match="somebody called JONES, ALEX"):
        read_in(written(tmp_path, "unknown.txt", unknown), tmp_path)


def test_a_log_of_ours_shows_no_values(tmp_path: Path) -> None:
    assert "0.908" not in repr(read_in(FILES / "hologic.txt", tmp_path))
    assert read_in(FILES / "hologic.txt", tmp_path).to_json()["schema"] == "osteotwin/import/1"


def test_each_text_of_a_person_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = todays.person_of

    def counted(notes: Notes) -> Person:
        read.append(repr(notes.document))
        return real(notes)

    monkeypatch.setattr(todays, "person_of", counted)
    labs = written(tmp_path, "labs.txt", "Collected: 2026-01-12\nTestosterone 540 ng/dL\n")
    ot.preview_import(labs, person_in(tmp_path))
    assert len(read) == len(set(read)) == 2


def test_lines_end_as_the_file_ends_its_own() -> None:
    changed = with_entries(FORMS["windows"], [SCAN, DRUG, CALCIUM], "p.toml")
    assert changed.count("\n") == changed.count("\r\n")
    assert "\r" not in with_entries(FORMS["tables"], [SCAN, DRUG, CALCIUM], "p.toml")
