"""Two writers never mix what they write; who died holding a lock stands in nobody's way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.engine.test_ensemble_stream import Plain
from tests.files.conftest import Start
from tests.fitted_set import write_made_up_set

from osteotwin.engine.ensemble.dataset import open_dataset
from osteotwin.engine.ensemble.stream import stream
from osteotwin.errors import ParameterError, SimulationError
from osteotwin.file_lock import LockedError, hold_lock

posix = pytest.mark.skipif(os.name != "posix", reason="signals")
PEOPLE = 12

#: Writes a cohort and stops at one of its people, as a long run would.
WRITE_COHORT = """
import sys, time
from dataclasses import dataclass
from tests.engine.test_ensemble_stream import Plain
from osteotwin.engine.ensemble.stream import stream
@dataclass(frozen=True)
class Slow(Plain):
    def simulate(self, start, stop, on_progress=None):
        if start == 8:
            time.sleep(0.5)
            print("now", flush=True)
            time.sleep(600)
        return super().simulate(start, stop, on_progress)
stream(Slow(10), {people}, {path!r}, block=4)
"""

HOLD_SET = """
import sys
from pathlib import Path
from osteotwin.file_lock import hold_lock
with hold_lock(Path({path!r})):
    print("now", flush=True)
    sys.stdin.read()
"""


@posix
def test_a_second_writer_of_a_cohort_is_refused_and_takes_over_from_a_dead_one(
    tmp_path: Path, start: Start
) -> None:
    path = tmp_path / "cohort"
    first = start(WRITE_COHORT.format(people=PEOPLE, path=str(path)))
    with pytest.raises(SimulationError, match=f"written to by another run .process {first.pid} on .*: wait"):
        stream(Plain(10), PEOPLE, path, block=4)
    first.kill()
    first.communicate()
    assert (path / "writer.lock").exists()
    drafts = [path / "people.zarr" / "x" / "c.0123.partial", path / "blocks" / ".0.json.0123.part"]
    for draft in drafts:
        draft.write_bytes(b"half")
    assert stream(Plain(10), PEOPLE, path, block=4).missing() == []
    assert not (path / "writer.lock").exists()
    assert not any(draft.exists() for draft in drafts)
    assert open_dataset(path).x.values[:, 0].tolist() == [4.0 * (k // 4) for k in range(PEOPLE)]


def test_a_whole_cohort_needs_no_lock(tmp_path: Path) -> None:
    stream(Plain(10), PEOPLE, tmp_path / "cohort", block=4)
    with hold_lock(tmp_path / "cohort" / "writer.lock"):
        assert stream(Plain(10), PEOPLE, tmp_path / "cohort", block=4).missing() == []


def test_a_cohort_on_a_full_disk_is_one_sentence(full_disk: Path) -> None:
    with pytest.raises(SimulationError, match=r"disk of .* is full|ask for at most 0 people"):
        stream(Plain(10), PEOPLE, full_disk / "cohort", block=4)


def test_a_cohort_in_a_closed_folder_is_named(closed_folder: Path) -> None:
    with pytest.raises((OSError, SimulationError), match=str(closed_folder)):
        stream(Plain(10), PEOPLE, closed_folder / "cohort", block=4)


@posix
def test_a_second_writer_of_a_set_is_refused_and_takes_over_from_a_dead_one(
    tmp_path: Path, start: Start
) -> None:
    write_made_up_set(tmp_path / "set")
    first = start(HOLD_SET.format(path=str(tmp_path / ".set.lock")))
    with pytest.raises(ParameterError, match=f"another run is writing .process {first.pid} on"):
        write_made_up_set(tmp_path / "set")
    first.kill()
    first.communicate()
    (tmp_path / ".set.01234567.part").mkdir()
    (tmp_path / ".set.2.01234567.part").mkdir()
    write_made_up_set(tmp_path / "set")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".set.2.01234567.part", "set"]


def test_a_lock_is_there_only_while_it_is_held(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    for _ in range(2):
        with hold_lock(path):
            assert path.exists()
            with pytest.raises(LockedError, match=f"process {os.getpid()} on "), hold_lock(path):
                pass
            assert path.exists()
        assert not path.exists()
