"""Files appear whole or not at all, no wider than the user wants, and what could not be written is named."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.files.conftest import Start
from tests.fitted_set import write_made_up_set

import osteotwin as ot
from osteotwin.files import demo_path, write_answer, write_bytes, write_text
from osteotwin.inference.checkpoint import Checkpoint

posix = pytest.mark.skipif(os.name != "posix", reason="modes and signals are of POSIX")


def _person(folder: Path) -> None:
    ot.write_person(ot.read_person(demo_path()), folder / "person.toml")


def _plan(folder: Path) -> None:
    person = ot.read_person(demo_path())
    ot.write_plan(person.plan, folder / "plan.toml", person.start)


def _answer(folder: Path) -> None:
    write_answer({"schema": "osteotwin/answer/2"}, folder)


def _set(folder: Path) -> None:
    write_made_up_set(folder / "set")


def _stage(folder: Path) -> None:
    Checkpoint(folder / "stages", {"seed": "1"}).stage("search", lambda: 1.5)


WRITERS: dict[str, Callable[[Path], None]] = {
    "person": _person,
    "plan": _plan,
    "answer": _answer,
    "set": _set,
    "stage": _stage,
}
each_writer = pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@posix
@each_writer
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o027, 0o077])
def test_nothing_is_wider_than_the_umask_says(
    write: Callable[[Path], None], umask: int, tmp_path: Path
) -> None:
    before = os.umask(umask)
    try:
        write(tmp_path)
    finally:
        os.umask(before)
    written = files_of(tmp_path)
    assert written
    for path in written:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode in {0o666 & ~umask, 0o600 & ~umask}, path
    for path in tmp_path.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & umask, path


@pytest.mark.slow
@posix
def test_the_umask_of_a_real_process(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from tests.files.test_writing import WRITERS as w\n"
    code += "for write in w.values():\n    write(Path(sys.argv[1]))"
    subprocess.run(
        ["/bin/sh", "-c", 'umask 077; exec "$0" -c "$1" "$2"', sys.executable, code, str(tmp_path)],
        check=True,
        cwd=Path(__file__).parents[2],
    )
    modes = {stat.S_IMODE(path.stat().st_mode) for path in files_of(tmp_path)}
    assert modes == {0o600}


@posix
def test_what_the_user_closed_stays_closed(tmp_path: Path) -> None:
    path = write_text(tmp_path / "report.html", "old")
    path.chmod(0o600)
    write_text(path, "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o600)


@each_writer
def test_a_full_disk_is_named(write: Callable[[Path], None], full_disk: Path) -> None:
    with pytest.raises(OSError, match="No space left") as raised:
        write(full_disk)
    assert raised.value.errno == errno.ENOSPC
    assert str(raised.value.filename).startswith(f"{full_disk}/")
    assert ".part" not in str(raised.value.filename)
    assert [path.name for path in files_of(full_disk) if path.stat().st_size] == ["ballast"]
    assert not list(full_disk.rglob("*.part"))


@each_writer
def test_a_folder_that_may_not_be_written_is_named(
    write: Callable[[Path], None], closed_folder: Path
) -> None:
    with pytest.raises(OSError, match=r"Read-only file system|Permission denied") as raised:
        write(closed_folder)
    assert raised.value.errno in {errno.EROFS, errno.EACCES}
    assert str(raised.value.filename).startswith(f"{closed_folder}/")
    assert list(closed_folder.iterdir()) == []


def test_a_failed_write_leaves_the_old_file(full_disk: Path) -> None:
    path = full_disk / "answer.json"
    path.touch()
    with pytest.raises(OSError, match=r"No space left.*answer\.json"):
        write_text(path, "new" * 5000)
    assert path.read_text() == ""
    assert sorted(entry.name for entry in full_disk.iterdir()) == ["answer.json", "ballast"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_device_is_written_to_and_not_replaced() -> None:
    path = Path("/dev/full")
    with pytest.raises(OSError, match="/dev/full") as raised:
        write_text(path, "text")
    assert raised.value.errno == errno.ENOSPC
    assert path.is_char_device()


@posix
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_text()))
    reader.start()
    write_text(pipe, "text")
    reader.join(60)
    assert found == ["text"]
    assert pipe.is_fifo()


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    for text in ("first", "second"):
        write_text(tmp_path / "link", text)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_text() == text


WRITE_SLOWLY = """
import sys
from osteotwin import files
def wait(*_):
    print("now", flush=True)
    sys.stdin.read()
files.Path.replace = wait
files.write_text(files.Path({path!r}), "half")
"""


@posix
def test_the_draft_of_a_killed_writer_is_removed_and_that_of_a_living_one_is_not(
    tmp_path: Path, start: Start
) -> None:
    path = tmp_path / "report.html"
    dead, living = (start(WRITE_SLOWLY.format(path=str(path))) for _ in range(2))
    drafts = set(tmp_path.iterdir())
    assert len(drafts) == 2
    assert not path.exists()
    dead.kill()
    dead.communicate()
    write_text(path, "whole")
    assert path.read_text() == "whole"
    left = set(tmp_path.iterdir()) - {path}
    assert len(left) == 1
    assert left < drafts
    living.kill()
    living.communicate()
    write_text(path, "again")
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_drafts_of_other_files_are_left_alone(tmp_path: Path) -> None:
    others = {".report.html.bak", ".answer.json.0000.part", "report.html.part", "notes.part"}
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / ".report.html.part.of.mine.part").mkdir()
    write_bytes(tmp_path / "report.html", b"text")
    names = {entry.name for entry in tmp_path.iterdir()}
    assert names == others | {"report.html", ".report.html.part.of.mine.part"}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="where open files have no names")
def test_what_must_outlast_a_power_failure_waits_for_the_disk_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    sync = os.fsync

    def told(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", told)
    write_bytes(tmp_path / "plain", b"x")
    assert synced == []
    write_bytes(tmp_path / "copy", b"x", on_disk=True)
    assert synced[0].startswith(".copy.")
    assert synced[1:] == [tmp_path.name]
