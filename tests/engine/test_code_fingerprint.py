"""Compiled code belongs to its sources, settings and processor: another one of these makes another name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numpy as np
import pytest
from tests.engine.rounding import largest_difference

from osteotwin.engine.interface import Job
from osteotwin.engine.kernel import build as build_module
from osteotwin.engine.kernel_engine import KernelEngine

MakeJob = Callable[..., Job]


class TestFingerprint:
    """What the name of the code depends on."""

    @pytest.fixture
    def tree(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A copy of the sources."""
        root = tmp_path / "osteotwin"
        for folder in ("body", "engine", "parameters/data"):
            shutil.copytree(str(files("osteotwin") / folder), root / folder)
        for name in build_module._FILES:
            shutil.copy(str(files("osteotwin") / name), root)
        monkeypatch.setattr(build_module, "files", lambda _: root)
        return root

    def key(self, **changes: Any) -> str:
        settings: dict[str, Any] = {
            "method": "Rodas4",
            "width": 4,
            "quasi_steady": (),
            "directions": 0,
            "endpoints": (),
        } | changes
        return build_module._fingerprint(**settings)

    def test_the_same_twice(self, tree: Path) -> None:
        assert self.key() == self.key()

    @pytest.mark.parametrize(
        "name",
        [
            "body/drugs.py",
            "engine/graph.py",
            "engine/kernel/driver.py",
            "engine/kernel/tableau.py",
            *build_module._FILES,
        ],
    )
    def test_a_changed_source(self, name: str, tree: Path) -> None:
        before = self.key()
        with (tree / name).open("a") as file:
            file.write("\n")
        assert self.key() != before

    @pytest.mark.slow
    def test_every_module_that_makes_the_text_is_a_source(self) -> None:
        """What a fresh process imports to write the text is part of the key, but for what cannot change it."""
        code = (
            "import sys; from osteotwin.engine.kernel.build import assemble; assemble('Rodas4', 1, (), 0, ());"
            "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('osteotwin')), sep='\\n')"
        )
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        package = Path(str(files("osteotwin")))
        imported = {Path(line).relative_to(package).as_posix() for line in done.stdout.split()}
        known = {source.relative_to(package).as_posix() for source in build_module._sources()}
        # Types of arrays, sentences for users, what reads and writes files, and the reader of the parameters, of which
        # the names are hashed.
        harmless = {
            *("__init__.py", "_version.py", "arrays.py", "errors.py", "progress.py"),
            *("files.py", "file_lock.py", "private_files.py"),
        }
        reader = ("parameters/", "inputs/", "units/")
        assert {name for name in imported - known - harmless if not name.startswith(reader)} == set()

    def test_a_new_source(self, tree: Path) -> None:
        before = self.key()
        (tree / "body" / "skin.py").write_text("")
        (tree / "body" / "skin.py").write_text("LAYERS = 3\n")
        assert self.key() != before

    def test_what_is_no_source(self, tree: Path) -> None:
        before = self.key()
        (tree / "body" / "notes.txt").write_text("...")
        assert self.key() == before

    def test_values_of_parameters_are_no_part_of_the_code_but_names_are(self, tree: Path) -> None:
        before = self.key()
        file = sorted((tree / "parameters" / "data").iterdir())[0]
        text = file.read_text(encoding="utf-8")
        file.write_text(text + "\n# a note\n", encoding="utf-8")
        assert self.key() == before
        file.write_text(text + "\n[one_more_parameter]\n", encoding="utf-8")
        assert self.key() != before

    def test_the_processor(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = self.key()
        features = llvm.get_host_cpu_features()
        name = next(iter(features))
        features[name] = not features[name]
        with monkeypatch.context() as other:
            other.setattr(llvm, "get_host_cpu_features", lambda: features)
            assert self.key() != before
        with monkeypatch.context() as other:
            other.setattr(llvm, "get_host_cpu_name", lambda: "another")
            assert self.key() != before

    def test_the_compiler(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = self.key()
        monkeypatch.setattr(build_module.llvmlite, "__version__", "99.9")
        assert self.key() != before

    @pytest.mark.parametrize(
        "change",
        [
            {"method": "Rodas5P"},
            {"width": 8},
            {"quasi_steady": ("lh",)},
            {"directions": 3},
            {"endpoints": ("ctx",)},
        ],
        ids=str,
    )
    def test_the_settings(self, change: dict[str, Any], tree: Path) -> None:
        assert self.key(**change) != self.key()


class TestEditedSources:
    """Sources that were edited after they were loaded are not those that run."""

    def test_seen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        root = tmp_path / "osteotwin"
        for folder in ("body", "engine"):
            shutil.copytree(str(files("osteotwin") / folder), root / folder)
        for name in build_module._FILES:
            shutil.copy(str(files("osteotwin") / name), root)
        monkeypatch.setattr(build_module, "files", lambda _: root)
        for file in root.rglob("*.*"):
            os.utime(file, (1, 1))
        assert not build_module._sources_changed()
        os.utime(root / "body" / "drugs.py")
        assert build_module._sources_changed()


class TestPortable:
    """A processor of which nothing is known."""

    @pytest.mark.slow
    def test_works_with_two_lanes(
        self, make_job: MakeJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        jobs = [make_job({"letrozole_rate": 500.0 * k}, np.array([0.0, 100.0])) for k in range(5)]
        usual = KernelEngine().simulate(jobs)
        monkeypatch.setenv("OSTEOTWIN_CACHE", str(tmp_path))
        # A source that was edited since this process began would keep the cache out of use.
        monkeypatch.setattr(build_module, "_sources_changed", lambda: False)
        monkeypatch.setattr(llvm, "get_host_cpu_features", lambda: llvm.FeatureMap())
        monkeypatch.setattr(llvm, "get_host_cpu_name", lambda: "")
        assert build_module.host_width() == 2
        # Built as a new process would, not from what this one holds in memory.
        kernel = build_module.build.__wrapped__()
        assert kernel.width == 2
        monkeypatch.setattr("osteotwin.engine.kernel_engine.build", lambda *_: kernel)
        for job, one, other in zip(jobs, KernelEngine().simulate(jobs), usual, strict=True):
            assert one.failure is None
            assert largest_difference(job, one, other) < 1e-9

    @pytest.mark.parametrize(
        ("features", "width"),
        [({}, 2), ({"avx2": True}, 4), ({"avx2": True, "avx512f": True}, 8), ({"neon": True}, 2)],
    )
    def test_the_width_follows_the_vectors(
        self, features: dict[str, bool], width: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(llvm, "get_host_cpu_features", lambda: llvm.FeatureMap(features))
        assert build_module.host_width() == width
