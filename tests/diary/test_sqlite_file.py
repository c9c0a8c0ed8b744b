"""What only a file on the user's own disk can suffer."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from osteotwin.diary.backups import backups
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import DamagedDiaryError, DiaryError, DiaryFullError
from osteotwin.diary.place import Place
from osteotwin.diary.restoring import restore
from osteotwin.errors import InputError

NOBODY = 65534


def _damage(file: Path) -> bytes:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[8192:40_000] = b"\xff" * (40_000 - 8192)
    file.write_bytes(content)
    return bytes(content)


def test_it_writes_ahead(in_file: Diary, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "diary.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_only_the_user_may_enter_the_folder(in_file: Diary, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    in_file.close()
    folder.chmod(0o777)
    with pytest.raises(InputError, match="others may write"):
        Diary(folder)


def test_a_damaged_file_is_told_and_the_newest_copy_leads_back(in_file: Diary, folder: Path) -> None:
    person = in_file.add_person("Example", {"note": "x" * 200_000})
    in_file.close()
    Diary(folder).close()  # which makes a copy
    copy = backups(Place(folder))[0]
    content = _damage(folder / "diary.sqlite")
    with pytest.raises(DamagedDiaryError) as refused:
        Diary(folder)
    assert f'Fix: run osteotwin diary restore "{copy}" --data "{folder}"' in str(refused.value)
    assert (folder / "diary.sqlite").read_bytes() == content
    done = restore(Place(folder), copy, date(2026, 5, 1))
    assert done.people == 1
    assert done.kept == folder / "diary.sqlite.damaged-2026-05-01"
    assert done.kept.read_bytes() == content
    mended = Diary(folder)
    assert len(mended.document(person.id)["note"]) == 200_000
    mended.close()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be moved anyway")
def test_a_damaged_file_that_is_open_is_not_put_aside(in_file: Diary, folder: Path) -> None:
    in_file.add_person("Example", {"note": "x" * 200_000})
    copy = in_file.back_up()
    content = _damage(folder / "diary.sqlite")
    with pytest.raises(DiaryError, match=r"open in another program\. Fix: stop it"):
        restore(Place(folder), copy, date(2026, 5, 1))
    assert (folder / "diary.sqlite").read_bytes() == content


def test_what_is_no_database_is_told(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / "diary.sqlite").write_text("my diary\n" * 1000)
    with pytest.raises(DamagedDiaryError, match="begin anew; there is no copy"):
        Diary(folder)


def test_a_full_disk_is_told_and_loses_nothing(in_file: Diary) -> None:
    person = in_file.add_person("Example").id
    engine = in_file._database.engine

    def full(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 40")

    event.listen(engine, "checkout", full)
    kept = 0
    said = ""
    while not said:
        try:
            in_file.add(person, ("measurement",), {"note": "x" * 1000, "n": kept})
            kept += 1
        except DiaryFullError as error:
            said = str(error)
    assert said == "nothing was kept: the disk is full. Fix: make room on the disk, and enter it again."
    event.remove(engine, "checkout", full)
    assert len(in_file.entries(person)) == kept > 10
    engine.dispose()
    in_file.add(person, ("measurement",), {"n": kept})
    assert [row["n"] for row in in_file.document(person)["measurement"]] == list(range(kept + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode there")
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, folder: Path, there: bool) -> None:
    if there:
        diary = Diary(folder)
        diary.add_person("Example")
        diary.close()
    else:
        folder.mkdir(mode=0o700)
    before = _content(folder)
    said = _said_to_nobody(tmp_path, folder)
    assert "cannot be written to. Fix: allow yourself to write to it and its folder" in said
    assert _content(folder) == before


def _content(folder: Path) -> dict[str, bytes]:
    return {
        str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file() and one.name != "diary.lock"
    }


def _said_to_nobody(tmp_path: Path, folder: Path) -> str:
    """Open a diary that may not be written to, as a user whom modes bind; return what is said."""
    everything = [folder, *folder.rglob("*")]
    if os.geteuid() == 0:
        for one in (everything, [tmp_path, *tmp_path.parents[:-2]])[0]:
            os.chown(one, NOBODY, NOBODY)
        opened = [one for one in tmp_path.parents if one.stat().st_mode & 0o5 != 0o5] + [tmp_path]
    else:
        opened = []
    modes = {one: one.stat().st_mode for one in [*opened, *everything]}
    for one in opened:
        one.chmod(0o755)
    for one in everything:
        one.chmod(0o500 if one.is_dir() else 0o400)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            Diary(folder)
            os.write(writing, b"it was opened")
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    for one, mode in modes.items():
        one.chmod(mode)
    return said


def test_a_diary_on_another_disk_can_be_copied_by_hand(in_file: Diary, folder: Path, tmp_path: Path) -> None:
    """A copy is a database as it stands: without this program, too, it leads back."""
    person = in_file.add_person("Example", {"person": {"sex": "male"}})
    copy = in_file.back_up()
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    shutil.copy(copy, other / "diary.sqlite")
    there = Diary(other)
    assert there.document(person.id) == {"person": {"sex": "male"}}
    there.close()
