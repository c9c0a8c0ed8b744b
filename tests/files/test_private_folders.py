"""What somebody else may have written is never read: neither run as code nor taken for a finished stage."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from osteotwin.engine.kernel import code_cache
from osteotwin.errors import InputError
from osteotwin.inference.checkpoint import Checkpoint
from osteotwin.inference.stage_file import encode_stage
from osteotwin.private_files import check_private_folder, read_private

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners and modes are of POSIX")

KEY = "0123456789abcdef"
SOMEBODY = 54321
FOREIGN = encode_stage("foreign")
SENTENCE = "a folder of your own that nobody else may write to"


def only_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only the superuser can give a file away or make a device")


def group_may_write(path: Path) -> None:
    path.chmod(0o660)


def all_may_write(path: Path) -> None:
    path.chmod(0o606)


def of_somebody_else(path: Path) -> None:
    only_root()
    os.chown(path, SOMEBODY, SOMEBODY)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def link_out_of_the_folder(path: Path) -> None:
    outside = path.parent.parent / "outside"
    path.rename(outside)
    path.symlink_to(outside)


def link_to_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing")


def device(path: Path) -> None:
    only_root()
    path.unlink()
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("no device can be made here")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir(mode=0o700)


BAD_FILES = (
    group_may_write,
    all_may_write,
    of_somebody_else,
    pipe,
    link_out_of_the_folder,
    link_to_a_device,
    link_to_nothing,
    device,
    folder,
)
each_bad_file = pytest.mark.parametrize("spoil", BAD_FILES)

BAD_FOLDERS: dict[str, Callable[[Path], None]] = {
    "0777": lambda path: path.chmod(0o777),
    "1777": lambda path: path.chmod(0o1777),
    "0770": lambda path: path.chmod(0o770),
    "0702": lambda path: path.chmod(0o702),
    "of somebody else": of_somebody_else,
}
each_bad_folder = pytest.mark.parametrize("spoil", BAD_FOLDERS.values(), ids=list(BAD_FOLDERS))


@pytest.fixture
def private(tmp_path: Path) -> Path:
    place = tmp_path / "private"
    place.mkdir(mode=0o700)
    return place


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o400])
def test_one_s_own_file_is_read(mode: int, private: Path) -> None:
    path = private / "file"
    path.write_bytes(b"content")
    path.chmod(mode)
    assert read_private(path) == b"content"
    private.chmod(0o755)
    assert read_private(path) == b"content"


@each_bad_file
def test_a_file_of_another_sort_is_not_read(spoil: Callable[[Path], None], private: Path) -> None:
    path = private / "file"
    path.write_bytes(b"content")
    path.chmod(0o600)
    spoil(path)
    assert read_private(path) is None


@each_bad_folder
def test_a_folder_of_others_is_refused(spoil: Callable[[Path], None], private: Path) -> None:
    (private / "file").write_bytes(b"content")
    check_private_folder(private)
    spoil(private)
    for ask in (check_private_folder, lambda path: read_private(path / "file")):
        with pytest.raises(InputError, match=SENTENCE) as raised:
            ask(private)
        (problem,) = raised.value.problems
        assert problem.file == str(private)


def cached(place: Path) -> subprocess.CompletedProcess[str]:
    """What a process of its own finds in the cache, and whether it can write to it."""
    code = f"""
import logging
logging.basicConfig(format="%(message)s")  # the library leaves it to its user whether and where a log is shown
from osteotwin.engine.kernel import code_cache
print(code_cache.load("{KEY}"))
code_cache.save("{KEY}", b"own")
print(code_cache.load("{KEY}"))
"""
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"OSTEOTWIN_CACHE": str(place)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


class TestCodeCache:
    """The cache of machine code."""

    @pytest.fixture
    def file(self, private: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(private))
        code_cache.save(KEY, b"foreign")
        assert cached(private).stdout.splitlines() == [repr(b"foreign"), repr(b"own")]
        code_cache.save(KEY, b"foreign")
        return private / f"{KEY}.kernel"

    def test_it_is_made_for_the_user_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(tmp_path / "not" / "there"))
        before = os.umask(0)
        try:
            code_cache.save(KEY, b"code")
        finally:
            os.umask(before)
        place = tmp_path / "not" / "there"
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert stat.S_IMODE((place / f"{KEY}.kernel").stat().st_mode) == 0o600

    @each_bad_file
    def test_a_file_of_another_sort_is_compiled_anew(self, spoil: Callable[[Path], None], file: Path) -> None:
        spoil(file)
        done = cached(file.parent)
        kept = None if file.is_dir() else b"own"
        assert done.stdout.splitlines() == ["None", repr(kept)]
        assert done.stderr == ""
        if not file.is_dir():
            assert not file.is_symlink()
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert Path("/dev/zero").is_char_device()

    @each_bad_folder
    def test_a_folder_of_others_is_not_used_and_said_once(
        self, spoil: Callable[[Path], None], file: Path
    ) -> None:
        before = file.read_bytes()
        spoil(file.parent)
        done = cached(file.parent)
        assert done.stdout.splitlines() == ["None", "None"]
        (sentence,) = done.stderr.splitlines()
        assert sentence.startswith(f"The cache of compiled code is not used: {file.parent}: ")
        assert SENTENCE in sentence
        assert file.read_bytes() == before
        assert list(file.parent.iterdir()) == [file]


class TestStages:
    """The stages of a calibration."""

    def checkpoint(self, private: Path) -> Checkpoint:
        return Checkpoint(private, {"seed": "1"})

    @pytest.fixture
    def file(self, private: Path) -> Path:
        self.checkpoint(private).stage("search", lambda: "foreign")
        (path,) = private.rglob("search.npz")
        return path

    def test_they_are_kept_for_the_user_alone(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            self.checkpoint(tmp_path / "stages").stage("search", lambda: 1)
        finally:
            os.umask(before)
        folders = [path for path in tmp_path.rglob("*") if path.is_dir()]
        assert len(folders) == 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
        (stage,) = tmp_path.rglob("search.npz")
        assert stat.S_IMODE(stage.stat().st_mode) == 0o600

    @each_bad_file
    def test_a_file_of_another_sort_is_computed_anew(self, spoil: Callable[[Path], None], file: Path) -> None:
        spoil(file)
        checkpoint = self.checkpoint(file.parent.parent)
        if file.is_dir():
            with pytest.raises(IsADirectoryError, match=r"search\.npz"):
                checkpoint.stage("search", lambda: "own")
            return
        assert checkpoint.stage("search", lambda: "own") == "own"
        assert checkpoint.stage("search", lambda: "again") == "own"
        assert stat.S_ISREG(file.lstat().st_mode)

    @each_bad_folder
    @pytest.mark.parametrize("levels", [1, 2])
    def test_a_folder_of_others_is_refused_before_the_work(
        self, spoil: Callable[[Path], None], levels: int, file: Path
    ) -> None:
        spoil(file.parents[levels - 1])

        def never() -> str:
            raise AssertionError("computed")

        with pytest.raises(InputError, match=SENTENCE):
            self.checkpoint(file.parents[1]).stage("search", never)
        assert file.exists()

    @each_bad_folder
    def test_what_has_changed_is_not_asked_of_others(self, spoil: Callable[[Path], None], file: Path) -> None:
        spoil(file.parents[1])
        with pytest.raises(InputError, match=SENTENCE):
            Checkpoint(file.parents[1], {"seed": "2"}).changed_inputs()

    def test_a_link_of_a_stage_to_a_file_of_the_user_leaves_that_as_it_was(self, file: Path) -> None:
        own = file.parents[2] / "thesis.tex"
        own.write_bytes(FOREIGN)
        file.unlink()
        file.symlink_to(own)
        assert self.checkpoint(file.parents[1]).stage("search", lambda: "own") == "own"
        assert own.read_bytes() == FOREIGN
