"""People, entries, changes, and taking them back."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import osteotwin as ot
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import ChangedMeanwhileError, DiaryError, NoSuchEntryError
from osteotwin.diary.place import Place

SCAN = {"what": "bmd_total_hip", "value": "0.912 g/cm^2"}
DRUG = ("plan", "drug")


def test_people_have_separate_entries(diary: Diary) -> None:
    one, other = diary.add_person("One"), diary.add_person("Other")
    diary.add(one.id, ("measurement",), SCAN)
    assert [person.name for person in diary.people()] == ["One", "Other"]
    assert diary.document(one.id) == {"measurement": [SCAN]}
    assert diary.document(other.id) == {}


def test_the_file_comes_out_as_the_command_line_reads_it(diary: Diary, tmp_path: Path) -> None:
    text = ot.demo_path().read_text()
    person = diary.add_person("Example", tomllib.loads(text))
    written = tmp_path / "person.toml"
    written.write_text(diary.text(person.id))
    assert tomllib.loads(written.read_text()) == tomllib.loads(text)
    ours, theirs = ot.read_person(written), ot.read_person(ot.demo_path())
    assert (ours.measurements, ours.plan, ours.habits) == (theirs.measurements, theirs.plan, theirs.habits)
    assert diary.take_over(person.id, written.read_text()) == 0


def test_what_only_the_diary_keeps_is_not_in_the_file(diary: Diary) -> None:
    person = diary.add_person("Example").id
    diary.add(person, ("symptom",), {"what": "joint pain"}, "diary")
    assert diary.text(person) == ""
    assert diary.document(person, "diary") == {"symptom": [{"what": "joint pain"}]}


def test_a_text_is_that_of_the_newest_revision(diary: Diary, place: Place) -> None:
    person = diary.add_person("Example", {"person": {"sex": "male"}}).id
    other = Diary(place)  # another program has it open, too

    def is_newest() -> bool:
        return tomllib.loads(diary.text(person)) == diary.document(person) == other.document(person)

    assert is_newest()
    entry = other.add(person, DRUG, {"name": "anastrozole"})
    assert is_newest()
    entry = diary.change(person, entry.id, {"name": "letrozole"}, read_at=entry.revision)
    assert is_newest()
    other.undo(person)
    assert is_newest()
    assert "anastrozole" in diary.text(person)
    other.take_over(person, "")
    assert diary.text(person) == ""
    other.erase(person)
    other.close()
    with pytest.raises(NoSuchEntryError):
        diary.text(person)


def test_an_entry_is_changed_and_removed(diary: Diary) -> None:
    person = diary.add_person("Example").id
    entry = diary.add(person, DRUG, {"name": "anastrozole"})
    changed = diary.change(person, entry.id, {"name": "letrozole"}, read_at=entry.revision)
    assert diary.document(person) == {"plan": {"drug": [{"name": "letrozole"}]}}
    diary.remove(person, entry.id, read_at=changed.revision)
    assert diary.entries(person) == []


def test_a_table_that_stands_once_is_put_and_nothing_beside_it_is_touched(diary: Diary) -> None:
    person = diary.add_person("Example", beside={"note": [{"text": "a"}, {"text": "b"}]}).id
    beside = diary.document(person, "diary")
    one, other = {"estradiol": "pmol/L"}, {"calcium": "mmol"}
    for keys, changed in ((one, 1), (one, 0), (other, 1), ({}, 1), ({}, 0), (one, 1)):
        assert diary.put(person, ("shown_as",), keys, "diary") == changed
        assert diary.table(person, ("shown_as",), "diary") == keys
        assert diary.document(person, "diary") == beside | ({"shown_as": keys} if keys else {})
    diary.undo(person)
    diary.undo(person)
    assert diary.table(person, ("shown_as",), "diary") == other
    assert diary.table(person, ("shown_as",)) == {}


def test_entries_of_a_list_are_exchanged_as_one_change(diary: Diary) -> None:
    rows = [{"text": "a"}, {"text": "b"}, {"text": "c"}]
    person = diary.add_person("Example", {"person": {"sex": "male"}}, {"note": rows, "food": [{"what": "x"}]})
    old = diary.entries(person.id, "diary", ("note",))
    assert [one.part.keys for one in old] == rows
    new = [{"text": "d"}, {"text": "e"}]
    diary.exchange(person.id, ("note",), old[1:], new, "diary", read_at=person.revision)
    assert diary.document(person.id, "diary") == {"note": [rows[0], *new], "food": [{"what": "x"}]}
    with pytest.raises(ChangedMeanwhileError):
        diary.exchange(person.id, ("note",), old[:1], [], "diary", read_at=person.revision)
    diary.undo(person.id)
    assert diary.document(person.id, "diary")["note"] == rows


def test_what_was_changed_meanwhile_is_not_overwritten(diary: Diary, place: Place) -> None:
    person = diary.add_person("Example").id
    entry = diary.add(person, DRUG, {"name": "anastrozole"})
    other_window = Diary(place)
    other_window.change(person, entry.id, {"name": "letrozole"}, read_at=entry.revision)
    other_window.close()
    with pytest.raises(ChangedMeanwhileError, match="Fix: look at it as it is now"):
        diary.change(person, entry.id, {"name": "exemestane"}, read_at=entry.revision)
    with pytest.raises(ChangedMeanwhileError):
        diary.remove(person, entry.id, read_at=entry.revision)
    with pytest.raises(ChangedMeanwhileError):
        diary.take_over(person, "", read_at=entry.revision)
    assert diary.document(person) == {"plan": {"drug": [{"name": "letrozole"}]}}


def test_another_persons_entry_is_out_of_reach(diary: Diary) -> None:
    one, other = diary.add_person("One").id, diary.add_person("Other").id
    entry = diary.add(one, DRUG, {"name": "anastrozole"})
    with pytest.raises(NoSuchEntryError):
        diary.remove(other, entry.id, read_at=entry.revision)
    with pytest.raises(NoSuchEntryError):
        diary.entries("nobody")


def test_entries_that_are_the_same_stay_when_a_file_is_taken_over(diary: Diary) -> None:
    person = diary.add_person("Example", {"measurement": [{"n": 1}, {"n": 2}, {"n": 3}]}).id
    before = {entry.part.content: entry.id for entry in diary.entries(person)}
    assert (
        diary.take_over(person, "[[measurement]]\nn = 1\n[[measurement]]\nn = 3\n[[measurement]]\nn = 4\n")
        == 2
    )
    after = {entry.part.content: entry.id for entry in diary.entries(person)}
    assert [tomllib.loads(content) for content in after] == [{"n": 1}, {"n": 3}, {"n": 4}]
    assert {after[content] == before[content] for content in before if content in after} == {True}


@given(st.lists(st.integers(0, 4), max_size=6), st.lists(st.integers(0, 4), max_size=6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_taken_over_is_what_it_says(diary: Diary, first: list[int], then: list[int]) -> None:
    person = diary.add_person("Example", {"measurement": [{"n": n} for n in first]}).id
    before = diary.document(person)
    text = "".join(f"[[measurement]]\nn = {n}\n" for n in then)
    diary.take_over(person, text)
    assert diary.document(person) == tomllib.loads(text)
    if tomllib.loads(text) != before:
        diary.undo(person)
        assert diary.document(person) == before


def test_every_change_can_be_taken_back(diary: Diary) -> None:
    person = diary.add_person("Example", tomllib.loads(ot.demo_path().read_text())).id
    seen = [diary.text(person)]
    entry = diary.add(person, DRUG, {"name": "letrozole"}, what="letrozole added")
    seen.append(diary.text(person))
    entry = diary.change(person, entry.id, {"name": "exemestane"}, read_at=entry.revision)
    seen.append(diary.text(person))
    first = diary.entries(person)[0]
    diary.remove(person, first.id, read_at=first.revision)
    for expected in reversed(seen):
        assert diary.undo(person) is not None
        assert diary.text(person) == expected
    assert diary.undo(person) is not None  # the file that came with the person
    assert diary.text(person) == ""
    assert diary.undo(person) is None
    assert diary.changes(person)[1].what == "taken back: letrozole added"


def test_after_taking_back_one_goes_on(diary: Diary) -> None:
    person = diary.add_person("Example").id
    diary.add(person, DRUG, {"name": "a"})
    diary.add(person, DRUG, {"name": "b"})
    diary.undo(person)
    diary.add(person, DRUG, {"name": "c"})
    assert diary.document(person) == {"plan": {"drug": [{"name": "a"}, {"name": "c"}]}}
    diary.undo(person)
    diary.undo(person)
    assert diary.document(person) == {}


def test_order_does_not_hang_on_the_clock(place: Place) -> None:
    times = iter([datetime(2026, 5, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC),
                  *[datetime(2001, 1, 1, tzinfo=UTC)] * 20])  # fmt: skip
    diary = Diary(place, clock=lambda: next(times))
    person = diary.add_person("Example").id
    for name in ("a", "b", "c"):
        diary.add(person, DRUG, {"name": name})
    assert [drug["name"] for drug in diary.document(person)["plan"]["drug"]] == ["a", "b", "c"]
    assert [change.revision for change in diary.changes(person)] == [3, 2, 1]
    diary.undo(person)
    assert [drug["name"] for drug in diary.document(person)["plan"]["drug"]] == ["a", "b"]
    diary.close()


def test_a_sign_that_no_text_may_hold_is_told_and_nothing_is_kept(diary: Diary) -> None:
    for name in ("half \ud800", *(["nul \x00"] if diary.place.database else [])):
        with pytest.raises(DiaryError, match="Fix: write it without"):
            diary.add_person(name)
    assert diary.people() == []
    person = diary.add_person("Example").id
    diary.add(person, ("measurement",), {"note": "nul \x00 in a file's text"})
    assert diary.document(person) == {"measurement": [{"note": "nul \x00 in a file's text"}]}
