"""Writers and servers that are killed, full disks, writers at once: in processes of their own, in both databases."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.postgres_server import PostgresServer, find_programs, postgres_server

from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import DiaryError
from osteotwin.diary.place import Place

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the writers are forked"),
    pytest.mark.integration,
]
DATABASES = pytest.mark.parametrize("options", [(), ("--postgresql",)], ids=["sqlite", "postgresql"])


def _run(repository: Path, *arguments: str) -> dict[str, Any]:
    script = repository / "benchmarks" / "diary_faults.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def needs(request: pytest.FixtureRequest, options: tuple[str, ...]) -> None:
    """Skip, or fail, where a server is needed that is not there."""
    if options:
        request.getfixturevalue("postgres")


@pytest.mark.slow
@pytest.mark.usefixtures("needs")
@DATABASES
def test_a_killed_writer_loses_nothing_that_it_told_was_kept(
    repository: Path, options: tuple[str, ...]
) -> None:
    found = _run(repository, "killed", "--rounds", "30", "--seed", "2", *options)
    assert found["told"] > 10
    assert (found["rounds"], found["lost"], found["not_whole"]) == (30, 0, 0)


@pytest.mark.slow
@pytest.mark.usefixtures("postgres")
def test_a_killed_server_loses_nothing_that_it_told_was_kept(repository: Path) -> None:
    found = _run(repository, "crashed", "--rounds", "6", "--seed", "3", "--postgresql")
    assert found["told"] > 3
    assert (found["lost"], found["not_whole"]) == (0, 0)


def test_a_full_disk_loses_nothing(repository: Path) -> None:
    found = _run(repository, "full")
    assert found["kept"] > 3
    assert (found["refused"], found["lost"]) == (1, 0)


@pytest.mark.slow
def test_a_small_disk_that_is_full_loses_nothing(repository: Path) -> None:
    found = _run(repository, "full", "--disk", "8", "--rounds", "4", "--seed", "4")
    if "skipped" in found:
        pytest.skip(found["skipped"])
    assert found["told"] > 3
    assert (found["lost"], found["not_whole"]) == (0, 0)


@pytest.mark.slow
@pytest.mark.usefixtures("needs")
@DATABASES
def test_two_writers_lose_nothing(repository: Path, options: tuple[str, ...]) -> None:
    found = _run(repository, "together", "--rounds", "1", *options)
    assert (found["lost"], found["not_whole"]) == (0, 0)


@pytest.fixture
def own_server(postgres: PostgresServer) -> Iterator[PostgresServer]:
    """A server that a test may stop."""
    programs = find_programs()
    assert programs is not None
    with postgres_server(programs) as server:
        yield server


@pytest.mark.slow
def test_a_server_that_is_gone_is_told_and_one_that_came_back_is_found(
    own_server: PostgresServer, tmp_path: Path
) -> None:
    place = Place(tmp_path / "diary", own_server.new_database())
    diary = Diary(place)
    person = diary.add_person("Example").id
    own_server.kill()
    for action in (diary.people, lambda: diary.add(person, ("measurement",), {"n": 1}), lambda: Diary(place)):
        with pytest.raises(DiaryError, match="Fix: "):
            action()
    own_server.start()
    diary.add(person, ("measurement",), {"n": 2})
    assert diary.document(person) == {"measurement": [{"n": 2}]}
    diary.close()


def test_a_connection_that_is_lost_in_a_change_does_not_say_that_nothing_was_kept(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    diary = Diary(Place(tmp_path / "diary", postgres.new_database()))

    def cut_off() -> None:
        with diary._writing() as connection:
            own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            postgres.tell(f"SELECT pg_terminate_backend({own})")
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(DiaryError, match="connection to the database was lost") as told:
        cut_off()
    assert "look at the diary as it is now" in str(told.value)
    assert diary.people() == []
    diary.close()


@pytest.mark.slow
def test_a_server_that_does_not_wait_for_the_disk_is_refused(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    programs = find_programs()
    assert programs is not None
    with postgres_server(programs, "fsync=off") as server, pytest.raises(DiaryError, match="has fsync = off"):
        Diary(Place(tmp_path / "diary", server.new_database()))
    encoded = postgres.new_database("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    with pytest.raises(DiaryError, match="has server_encoding = LATIN1"):
        Diary(Place(tmp_path / "diary", encoded))


def test_a_database_of_something_else_is_left_alone(postgres: PostgresServer, tmp_path: Path) -> None:
    url = postgres.new_database()
    postgres.tell("CREATE TABLE invoices (id integer)", url)
    with pytest.raises(DiaryError, match=r"the tables of something else \(invoices\)\. Fix: make one"):
        Diary(Place(tmp_path / "diary", url))
    assert postgres.tell("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", url) == "1"


@pytest.mark.slow
@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None, reason="a small disk needs root"
)
def test_a_server_whose_disk_is_full_loses_nothing(own_server: PostgresServer, tmp_path: Path) -> None:
    """The tables are on a disk of their own, of 20 MB."""
    disk = Path(tempfile.mkdtemp(prefix="small-"))
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if done.returncode != 0:
        disk.rmdir()
        pytest.skip(f"no small disk here: {done.stderr.decode().strip()}")
    try:
        space = disk / "space"
        space.mkdir()
        shutil.chown(space, "postgres", "postgres")
        disk.chmod(0o755)
        own_server.tell(f"CREATE TABLESPACE small LOCATION '{space}'")
        diary = Diary(Place(tmp_path / "diary", own_server.new_database("TABLESPACE small")))
        person = diary.add_person("Example").id
        kept, said = 0, ""
        while not said:
            try:
                diary.add(person, ("measurement",), {"note": os.urandom(500_000).hex(), "n": kept})
                kept += 1
            except DiaryError as error:
                said = str(error)
        assert said == "nothing was kept: the disk is full. Fix: make room on the disk, and enter it again."
        assert [entry.part.keys["n"] for entry in diary.entries(person)] == list(range(kept))
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        diary.add(person, ("measurement",), {"n": kept})
        assert len(diary.entries(person)) == kept + 1 > 2
        diary.close()
        own_server.stop()
    finally:
        own_server.stop()
        subprocess.run(["umount", str(disk)], check=True)
        disk.rmdir()
