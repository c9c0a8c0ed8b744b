"""Dated copies: made, pruned, under a pass phrase, gone back to; in each of the two databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.diary.later_version import later_version

from osteotwin.diary.backups import MOST_BACKUPS, backups, read_backup
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import (
    ChangedMeanwhileError,
    DamagedDiaryError,
    LaterVersionError,
    PassPhraseError,
)
from osteotwin.diary.place import Place
from osteotwin.diary.restoring import restore

TODAY = date(2026, 5, 1)
PHRASE = "five words that nobody guesses"
DRUG = ("plan", "drug")


@pytest.mark.slow
def test_the_newest_stay_whatever_the_clock_says(place: Place) -> None:
    days = [datetime(2026, 1, 1 + day, tzinfo=UTC) for day in range(MOST_BACKUPS + 3)]
    days[4] = datetime(2099, 1, 1, tzinfo=UTC)  # a clock that jumps ahead and back
    for day in days:
        diary = Diary(place, clock=lambda day=day: day)
        diary.add_person("Example", {"n": day.isoformat()})
        diary.close()
    names = [one.name for one in backups(place)]
    assert len(names) == MOST_BACKUPS
    assert names[0].endswith("2026-01-17.sqlite")


def test_a_program_that_runs_for_days_makes_a_copy_on_each_with_a_change(place: Place) -> None:
    times = [datetime(2026, 5, 1, tzinfo=UTC)]
    diary = Diary(place, clock=lambda: times[-1])
    person = diary.add_person("Example").id
    for days in (0, 0, 1, 1, 3):
        times.append(times[0] + timedelta(days=days))
        diary.add(person, DRUG, {"name": "a"})
    assert [copy.name[-17:-7] for copy in backups(place)] == ["2026-05-04", "2026-05-02"]
    diary.close()


def test_what_is_the_same_is_not_copied_again(place: Place, diary: Diary) -> None:
    diary.add_person("Example", {"n": 1})
    copy = diary.back_up()
    written = copy.stat().st_mtime_ns
    assert diary.back_up() == copy
    assert copy.stat().st_mtime_ns == written
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_copy_leads_back_and_what_was_there_is_kept(diary: Diary, place: Place) -> None:
    person = diary.add_person("Example", {"n": 1}).id
    copy = diary.back_up()
    diary.add(person, DRUG, {"name": "anastrozole"})
    other = diary.add_person("Other").id
    done = restore(place, copy, TODAY)  # while it is open here
    assert diary.document(person) == {"n": 1}
    assert [one.id for one in diary.people()] == [person]
    restore(place, done.kept, TODAY)
    assert diary.document(person) == {"n": 1, "plan": {"drug": [{"name": "anastrozole"}]}}
    assert {one.id for one in diary.people()} == {person, other}


@pytest.mark.slow
def test_after_going_back_changes_go_on_and_can_be_taken_back(diary: Diary, place: Place) -> None:
    person = diary.add_person("Example", {"n": 1}).id
    entry = diary.add(person, DRUG, {"name": "anastrozole"})
    copy = diary.back_up()
    restore(place, copy, TODAY)
    diary.change(person, entry.id, {"name": "letrozole"}, read_at=entry.revision)
    assert diary.undo(person) is not None
    assert diary.document(person)["plan"] == {"drug": [{"name": "anastrozole"}]}
    assert diary.undo(person) is not None
    assert diary.document(person) == {"n": 1}


def test_a_window_from_before_does_not_overwrite_what_came_after_going_back(
    diary: Diary, place: Place
) -> None:
    person = diary.add_person("Example").id
    entry = diary.add(person, DRUG, {"name": "anastrozole"})
    copy = diary.back_up()
    seen = diary.change(person, entry.id, {"name": "letrozole"}, read_at=entry.revision)
    restore(place, copy, TODAY)
    diary.change(person, entry.id, {"name": "exemestane"}, read_at=entry.revision)
    with pytest.raises(ChangedMeanwhileError):
        diary.change(person, entry.id, {"name": "tamoxifen"}, read_at=seen.revision)


def test_a_copy_of_one_database_leads_into_the_other(
    diary: Diary, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    person = diary.add_person(
        "Exämple – µ", {"person": {"sex": "male"}, "measurement": [{"n": 1}, {"n": 2}]}
    ).id
    diary.undo(person)
    diary.undo(person)
    diary.add(person, DRUG, {"name": "a"})
    is_file = diary.place.database is None
    url = request.getfixturevalue("postgres").new_database() if is_file else None
    other = Place(tmp_path / "other", url)
    restore(other, diary.back_up(), TODAY)
    there = Diary(other)
    assert there.text(person) == diary.text(person)
    assert there.changes(person) == diary.changes(person)
    assert [one.name for one in there.people()] == ["Exämple – µ"]
    there.close()


def test_what_is_no_copy_is_told_and_nothing_is_changed(diary: Diary, place: Place, tmp_path: Path) -> None:
    person = diary.add_person("Example", {"n": 1}).id
    copy = diary.back_up()
    damaged = tmp_path / "damaged.sqlite"
    for content in (b"", b"my diary", copy.read_bytes()[:6000], copy.read_bytes()[:4096] + b"\xff" * 20_000):
        damaged.write_bytes(content)
        with pytest.raises(DamagedDiaryError, match="Fix: name another copy"):
            restore(place, damaged, TODAY)
    assert diary.document(person) == {"n": 1}


def test_a_copy_of_a_later_version_is_told(
    diary: Diary, place: Place, tmp_path: Path, new_place: Callable[[], Place]
) -> None:
    diary.add_person("Example", {"n": 1})
    later = new_place()
    Diary(later, migrations=later_version(tmp_path)).close()
    other = Diary(later, migrations=tmp_path / "migrations")
    copy = other.back_up()
    other.close()
    with pytest.raises(LaterVersionError, match="later version of osteotwin"):
        restore(place, copy, TODAY)
    assert len(diary.people()) == 1


@pytest.mark.slow
def test_copies_under_a_pass_phrase(place: Place) -> None:
    plain = Diary(place)
    person = plain.add_person("Example-name", {"n": 1}).id
    open_copy = plain.back_up()
    plain.close()
    sealed = Place(place.folder, place.database, PHRASE)
    diary = Diary(sealed)
    diary.add(person, DRUG, {"name": "anastrozole"})
    copy = diary.back_up()
    diary.close()
    assert not open_copy.exists()  # what lay there open is sealed, too
    assert len(backups(place)) == 2
    for one in backups(place):
        assert b"Example-name" not in one.read_bytes()
        assert b"SQLite" not in one.read_bytes()
    assert b"Example-name" in read_backup(copy, PHRASE)
    for phrase, said in [
        ("another long pass phrase", "the pass phrase does not open"),
        (None, "--pass-phrase-file"),
    ]:
        with pytest.raises(PassPhraseError) as refused:
            restore(place, copy, TODAY, phrase)
        assert said in str(refused.value)
        assert str(refused.value).count("\n") == 0
    restore(sealed, copy, TODAY)
    again = Diary(sealed)
    assert again.document(person)["plan"] == {"drug": [{"name": "anastrozole"}]}
    again.close()


@pytest.mark.slow
def test_no_open_copy_comes_beside_those_under_a_pass_phrase(place: Place) -> None:
    diary = Diary(Place(place.folder, place.database, PHRASE))
    person = diary.add_person("Example", {"n": 1}).id
    sealed = diary.back_up()
    diary.close()
    bare = Diary(place)  # it can be read and written to
    bare.add(person, DRUG, {"name": "anastrozole"})
    for action in (bare.back_up, lambda: bare.erase(person), lambda: restore(place, sealed, TODAY, PHRASE)):
        with pytest.raises(PassPhraseError, match=r"are under a pass phrase\. Fix: name the file"):
            action()
    assert backups(place) == [sealed]
    assert bare.document(person)["plan"] == {"drug": [{"name": "anastrozole"}]}
    bare.close()
