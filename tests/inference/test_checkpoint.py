"""Finished stages on disk: taken up again, and only where they are the same and whole."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from osteotwin.calibration.prior import prior
from osteotwin.calibration.settings import FULL, QUICK
from osteotwin.inference.checkpoint import Checkpoint, key_of


class Work:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> dict[str, object]:
        self.done += 1
        return {"x": np.arange(5.0), "times": self.done}


def test_a_finished_stage_is_taken_up_again(tmp_path: Path) -> None:
    work, kept = Work(), Checkpoint(tmp_path / "stages", "key")
    first = kept.stage("search", work)
    again = Checkpoint(tmp_path / "stages", "key").stage("search", work)
    assert work.done == again["times"] == 1
    assert np.array_equal(first["x"], again["x"])
    kept.stage("slopes", work)
    assert work.done == 2
    assert sorted(path.name for path in (tmp_path / "stages").iterdir()) == ["search.pickle", "slopes.pickle"]


def test_nothing_is_kept_where_no_folder_is_named() -> None:
    work = Work()
    for _ in range(2):
        Checkpoint(None, "key").stage("search", work)
    assert work.done == 2


def test_a_stage_of_another_key_is_not_used(tmp_path: Path) -> None:
    work = Work()
    Checkpoint(tmp_path, "one").stage("search", work)
    assert Checkpoint(tmp_path, "two").stage("search", work)["times"] == 2
    assert Checkpoint(tmp_path, "two").stage("search", work)["times"] == 2


def test_an_interrupted_stage_leaves_nothing(tmp_path: Path) -> None:
    kept = Checkpoint(tmp_path, "key")

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept.stage("search", stop)
    work = Work()
    kept.stage("search", work)
    assert work.done == 1


def test_a_torn_or_damaged_file_is_computed_again(tmp_path: Path) -> None:
    kept = Checkpoint(tmp_path, "key")
    kept.stage("search", Work())
    path = tmp_path / "search.pickle"
    whole = path.read_bytes()
    source = np.random.default_rng(1)
    torn = [whole[:k] for k in range(len(whole))]
    torn += [bytes(source.integers(0, 256, 40, dtype=np.uint8)) for _ in range(200)]
    torn += [b"", b"(lp0\n.", b"\x80\x04K\x01."]
    for damaged in torn:
        path.write_bytes(damaged)
        work = Work()
        assert kept.stage("search", work)["times"] == 1
        assert work.done == 1
    assert path.read_bytes() == whole


def test_the_key_follows_what_stages_depend_on() -> None:
    parts = ("0.1", "1", prior(), QUICK, 1)
    assert key_of(*parts) == key_of(*parts)
    others = [
        ("0.2", *parts[1:]),
        (*parts[:3], FULL, 1),
        (*parts[:4], 2),
        (*parts[:3], replace(QUICK, kept_draws=9), 1),
    ]
    assert len({key_of(*parts), *(key_of(*other) for other in others)}) == 5


def test_the_key_is_the_same_in_another_process() -> None:
    code = (
        "from osteotwin.inference.checkpoint import key_of\n"
        "from osteotwin.calibration.prior import prior\n"
        "from osteotwin.evidence.files.load import load_trials\n"
        "print(key_of(prior(), load_trials().trials))\n"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(keys) == 1
