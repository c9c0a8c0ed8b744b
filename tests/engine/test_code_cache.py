"""Compiled code on disk: used when whole, ignored and rewritten when not, and never needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from osteotwin.engine.interface import Job
from osteotwin.engine.kernel import build as build_module
from osteotwin.engine.kernel import code_cache
from osteotwin.file_lock import try_lock

MakeJob = Callable[..., Job]
KEY = "0123456789abcdef"
CODE = bytes(range(256)) * 40

#: One person's result as text, from a process of its own.
RUN = """
import numpy as np
from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
from osteotwin.engine.interface import Job
from osteotwin.engine.kernel import build, code_cache
from osteotwin.engine.kernel_engine import KernelEngine
from tests.reference import reference_vectors
from osteotwin.parameters import starting_values
{before}
values = np.array(list(starting_values().values().values()))
state, inputs = reference_vectors(values, starting_values().names)
inputs[0] = 500.0
job = Job(values, state, Timeline(np.array([0.0, 50.0]), inputs[None], ("start",)), np.array([50.0]))
found = KernelEngine().simulate([job])[0]
assert found.failure is None
print("result", found.states.tobytes().hex()[:4000])
"""


def start(folder: Path, before: str = "") -> subprocess.Popen[str]:
    environment = os.environ | {"OSTEOTWIN_CACHE": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-c", RUN.format(before=before)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert err == ""
    return out.splitlines()[-1]


@dataclass
class Compiler:
    """Counts how often code was compiled; hands out code that was compiled before."""

    code: bytes
    calls: list[str] = field(default_factory=list[str])

    def __call__(self, text: str, machine: Any) -> bytes:
        self.calls.append(text)
        return self.code


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A cache folder with the kernel of this machine, as a process of its own left it, and what that one found."""
    folder = tmp_path_factory.mktemp("cache") / "not" / "there yet"
    found = finish(start(folder))
    (file,) = folder.iterdir()
    assert file.suffix == ".kernel"
    return folder, found


@pytest.fixture(scope="module")
def compiled(first: tuple[Path, str]) -> Path:
    """That folder."""
    return first[0]


@pytest.fixture(scope="module")
def found(first: tuple[Path, str]) -> str:
    """What the process found that compiled."""
    return first[1]


@pytest.fixture
def cache(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, in use."""
    folder = tmp_path / "cache"
    shutil.copytree(compiled, folder)
    monkeypatch.setenv("OSTEOTWIN_CACHE", str(folder))
    return folder


@pytest.fixture
def compiler(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Compiler:
    (file,) = cache.iterdir()
    code = code_cache.load(file.stem)
    assert code is not None
    counting = Compiler(code)
    monkeypatch.setattr(build_module, "_compile", counting)
    monkeypatch.setattr(build_module, "assemble", lambda *_: "text")
    return counting


def fresh_build(**settings: Any) -> build_module.Kernel:
    """Build as a new process would, not from what this one holds in memory."""
    return build_module.build.__wrapped__(**settings)


@pytest.fixture(autouse=True)
def sources_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    # A source that was edited since this process began would keep the cache out of use.
    monkeypatch.setattr(build_module, "_sources_changed", lambda: False)


class TestUse:
    """When code is compiled and when it is not."""

    @pytest.mark.slow
    def test_a_second_process_compiles_nothing(self, compiled: Path, found: str) -> None:
        forbid = "def no(*_): raise SystemExit('compiled again')\nbuild._compile = build.assemble = no"
        assert finish(start(compiled, forbid)) == found

    def test_an_empty_cache_is_filled(self, cache: Path, compiler: Compiler) -> None:
        (file,) = cache.iterdir()
        content = file.read_bytes()
        file.unlink()
        fresh_build()
        assert len(compiler.calls) == 1
        assert [entry.name for entry in cache.iterdir()] == [file.name]
        assert file.read_bytes() == content
        fresh_build()
        assert len(compiler.calls) == 1

    def test_what_is_kept_is_not_written_again(self, cache: Path, compiler: Compiler) -> None:
        (file,) = cache.iterdir()
        before = file.stat().st_ino
        fresh_build()
        assert compiler.calls == []
        assert file.stat().st_ino == before

    def test_another_method_or_width_is_other_code(self, cache: Path, compiler: Compiler) -> None:
        others: list[dict[str, Any]] = [
            {"method": "Rodas4"},
            {"width": 1},
            {"width": 4 if build_module.host_width() == 8 else 8},
            {"quasi_steady": ("lh",)},
            {"directions": 2},
        ]
        for settings in others:
            fresh_build(**settings)
        assert len(compiler.calls) == len(others)
        assert len(list(cache.iterdir())) == 1 + len(others)

    def test_what_computes_chosen_endpoints_is_cached_by_itself(self, cache: Path) -> None:
        fresh = build_module.build_output_code.__wrapped__
        first = fresh(("ctx",))
        assert first.address != 0
        fresh(("ctx", "estradiol"))
        fresh(("estradiol", "ctx"))
        assert len(list(cache.iterdir())) == 4
        fresh(("ctx",))
        assert len(list(cache.iterdir())) == 4

    def test_sources_edited_since_keep_out_of_the_cache(
        self, cache: Path, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(build_module, "_sources_changed", lambda: True)
        fresh_build()
        fresh_build(method="Rodas4")
        assert len(compiler.calls) == 2
        assert len(list(cache.iterdir())) == 1

    def test_the_width_itself_and_the_host_s_width_are_one(self, cache: Path, compiler: Compiler) -> None:
        fresh_build(width=build_module.host_width())
        assert compiler.calls == []


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut within the head": lambda content: content[:7],
    "cut within the checksum": lambda content: content[:30],
    "only a head": lambda content: content[:51],
    "cut in the middle": lambda content: content[: len(content) // 2],
    "cut at the end": lambda content: content[:-1],
    "grown": lambda content: content + b"\0",
    "one bit of the code": lambda content: content[:-100] + bytes([content[-100] ^ 1]) + content[-99:],
    "one bit of the checksum": lambda content: content[:30] + bytes([content[30] ^ 1]) + content[31:],
    "an older form": lambda content: content.replace(b"kernel-2", b"kernel-1", 1),
    "zeros": lambda content: bytes(len(content)),
    "foreign": lambda _: b"\x7fELF" + CODE,
}


class TestDamage:
    """A file that is not whole is ignored and rewritten."""

    @pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
    def test_ignored_and_rewritten(
        self, damage: Callable[[bytes], bytes], cache: Path, compiler: Compiler
    ) -> None:
        (file,) = cache.iterdir()
        whole = file.read_bytes()
        file.write_bytes(damage(whole))
        assert code_cache.load(file.stem) is None
        kernel = fresh_build()
        assert len(compiler.calls) == 1
        assert kernel.width == build_module.host_width()
        assert file.read_bytes() == whole

    def test_code_under_a_wrong_name(self, cache: Path) -> None:
        (file,) = cache.iterdir()
        shutil.copy(file, file.with_name(f"{KEY}.kernel"))
        assert code_cache.load(file.stem) is not None
        assert code_cache.load(KEY) is None

    def test_a_folder_in_place_of_the_file(self, cache: Path, compiler: Compiler) -> None:
        (file,) = cache.iterdir()
        file.unlink()
        file.mkdir()
        fresh_build()
        assert len(compiler.calls) == 1
        assert file.is_dir()
        assert [entry.name for entry in cache.iterdir()] == [file.name]  # no draft is left


class TestPlaces:
    """Where code is kept, and what if it cannot be."""

    def test_the_variable_is_honoured(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(tmp_path / "mine"))
        code_cache.save(KEY, CODE)
        assert [entry.name for entry in (tmp_path / "mine").iterdir()] == [f"{KEY}.kernel"]
        assert code_cache.load(KEY) == CODE

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the place differs by system")
    def test_the_system_s_place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("OSTEOTWIN_CACHE", raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
        assert code_cache.folder() == tmp_path / "xdg" / "osteotwin"
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setenv("HOME", str(tmp_path))
        assert code_cache.folder() == tmp_path / ".cache" / "osteotwin"

    def test_no_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def homeless() -> Path:
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.delenv("OSTEOTWIN_CACHE", raising=False)
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.delenv("LOCALAPPDATA", raising=False)
        monkeypatch.setattr(Path, "home", homeless)
        code_cache.save(KEY, CODE)
        assert code_cache.load(KEY) is None

    @pytest.mark.parametrize("below", ["", "sub", "sub/sub"])
    def test_a_file_in_place_of_the_folder(
        self, below: str, compiler: Compiler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "file"
        file.write_text("not a folder")
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(file / below))
        fresh_build()
        fresh_build()
        assert len(compiler.calls) == 2
        assert file.read_text() == "not a folder"

    @pytest.mark.skipif(sys.platform == "win32", reason="folders are closed otherwise there")
    def test_a_folder_that_may_not_be_written(
        self, cache: Path, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # To the superuser no folder is closed; what cannot be written to by anyone is the process table.
        closed = cache
        if os.geteuid() == 0:
            closed = Path("/proc/self/fdinfo")
            if not closed.is_dir():
                pytest.skip("nothing is closed to root here")
        else:
            cache.chmod(0o555)
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(closed))
        before = sorted(closed.glob("*.*"))
        fresh_build(method="Rodas5P")
        assert len(compiler.calls) == 1
        assert sorted(closed.glob("*.*")) == before
        cache.chmod(0o755)

    @pytest.mark.slow
    def test_a_real_process_without_any_cache(self, found: str, tmp_path: Path) -> None:
        file = tmp_path / "file"
        file.write_text("")
        assert finish(start(file)) == found


class TestWriters:
    """Others may write at the same time, or die while they do."""

    @pytest.mark.slow
    def test_two_processes_at_once(self, compiled: Path, found: str, tmp_path: Path) -> None:
        both = [start(tmp_path / "cache") for _ in range(2)]
        assert [finish(process) for process in both] == [found] * 2
        (file,) = (tmp_path / "cache").iterdir()
        assert file.read_bytes() == (compiled / file.name).read_bytes()

    @pytest.mark.slow
    @pytest.mark.skipif(sys.platform == "win32", reason="signals")
    @pytest.mark.parametrize(
        "moment",
        [
            "inner = build._compile\n"
            "def slow(*a):\n    print('now', flush=True)\n    return inner(*a)\n"
            "build._compile = slow",
            "import time\n"
            "def slow(*_):\n    print('now', flush=True)\n    time.sleep(60)\n"
            "code_cache.Path.replace = slow",
        ],
        ids=["while it compiles", "while it writes"],
    )
    def test_a_process_that_is_killed(self, moment: str, compiled: Path, found: str, tmp_path: Path) -> None:
        folder = tmp_path / "cache"
        process = start(folder, moment)
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        process.kill()
        process.communicate()
        assert process.returncode < 0
        assert list(folder.glob("*.kernel")) == []
        assert finish(start(folder)) == found
        (file,) = folder.iterdir()  # the draft of the dead is gone
        assert file.read_bytes() == (compiled / file.name).read_bytes()

    @pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
    def test_no_draft_is_left(
        self, error: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setenv("OSTEOTWIN_CACHE", str(tmp_path))
        monkeypatch.setattr(Path, "replace", fail)
        try:
            code_cache.save(KEY, CODE)
        except KeyboardInterrupt:
            assert error is KeyboardInterrupt
        assert list(tmp_path.iterdir()) == []

    def test_the_draft_of_another_at_work_is_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(tmp_path))
        with (tmp_path / "other.part").open("wb") as other:
            assert try_lock(other.fileno())
            code_cache.save(KEY, CODE)
            assert sorted(entry.name for entry in tmp_path.iterdir()) == [f"{KEY}.kernel", "other.part"]

    def test_old_versions_make_room(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(tmp_path))
        (tmp_path / "notes.txt").write_text("not ours")
        for k in range(100):
            code_cache.save(f"key{k}", CODE)
            os.utime(tmp_path / f"key{k}.kernel", (k, k))
            if k % 10 == 0:
                assert code_cache.load("key0") == CODE  # in use: stays
        kept = {entry.stem for entry in tmp_path.glob("*.kernel")}
        assert len(kept) == 64
        assert {"key0", "key99"} <= kept
        assert "key1" not in kept
        assert (tmp_path / "notes.txt").exists()
