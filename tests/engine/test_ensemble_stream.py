"""Streaming of people to disk: the same whatever the blocks, resumed where it stopped, refused where it cannot be."""

from __future__ import annotations

import errno
import json
import shutil
import tracemalloc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.engine.batch_source import BatchSource
from tests.reference import reference_vectors

from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch
from osteotwin.engine.ensemble.block import Block, Layout, Source
from osteotwin.engine.ensemble.cohort_store import DONE, FAILED, GROUP, NOT_SIMULATED, open_store
from osteotwin.engine.ensemble.dataset import open_dataset
from osteotwin.engine.ensemble.disk import in_words
from osteotwin.engine.ensemble.stream import stream
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.errors import SimulationError
from osteotwin.parameters import starting_values
from osteotwin.progress import ProgressCallback

NAMES = starting_values().names
VALUES = np.array(list(starting_values().values().values()))
DAYS = (0.0, 100.0, 200.0)
PEOPLE = 50
KEPT = ("bmd_total_hip", "ctx")
ENGINE = KernelEngine(relative_tolerance=1e-4)


def make_block(start: int, stop: int) -> Batch:
    """People who differ in their letrozole; number 13 has no age."""
    state, inputs = reference_vectors(VALUES, NAMES)
    timelines: list[Timeline] = []
    initial = np.tile(state, (stop - start, 1))
    for person in range(start, stop):
        row = inputs.copy()
        row[list(whole.INPUTS).index("letrozole_rate")] = 40.0 * person
        timelines.append(Timeline(np.array([0.0, 200.0]), row[None], ("letrozole",)))
        if person == 13:
            initial[person - start, list(whole.STATES).index("age")] = np.nan
    return Batch(
        np.tile(VALUES, (stop - start, 1)), initial, timelines, (np.array(DAYS),) * (stop - start),
        np.arange(stop - start),
    )  # fmt: skip


def source(**about: Any) -> BatchSource:
    return BatchSource(make_block, ENGINE, KEPT, DAYS, about={"seed": 1} | about, final=True)


def contents(path: Path) -> dict[str, np.ndarray]:
    dataset = open_dataset(path)
    return {name: dataset[name].values for name in (*KEPT, "final", "status")}


@pytest.fixture(scope="module")
def direct() -> dict[str, np.ndarray]:
    """The same people in one call of the engine."""
    result = ENGINE.run_batch(make_block(0, PEOPLE))
    assert result.outputs is not None
    table = result.outputs.reshape(PEOPLE, len(DAYS), len(OUTPUTS))
    status = np.full(PEOPLE, DONE, dtype=np.uint8)
    status[13] = FAILED
    return {name: table[:, :, list(OUTPUTS).index(name)] for name in KEPT} | {
        "final": result.final,
        "status": status,
    }


@pytest.mark.slow
@pytest.mark.parametrize("block", [1, 7, 16, 50, 1000])
def test_blocks_do_not_show_in_the_numbers(block: int, tmp_path: Path, direct: dict[str, np.ndarray]) -> None:
    seen: list[float] = []
    to = tmp_path / "cohort"
    stream(source(), PEOPLE, to, block=block, on_progress=lambda now: seen.append(now.fraction))
    for name, values in contents(tmp_path / "cohort").items():
        assert np.array_equal(values, direct[name], equal_nan=True), name
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert seen == sorted(seen)


def test_one_person_fails_alone(tmp_path: Path, direct: dict[str, np.ndarray]) -> None:
    stream(source(), PEOPLE, tmp_path, block=8)
    dataset = open_dataset(tmp_path)
    assert dataset.failed_person.values.tolist() == [13]
    assert "age is nan" in str(dataset.reason.values[0])
    assert np.flatnonzero(dataset.status.values == FAILED).tolist() == [13]
    assert np.all(np.isnan(dataset.ctx.values[13]))
    assert np.all(np.isfinite(np.delete(dataset.ctx.values, 13, axis=0)))
    assert np.all(np.diff(np.delete(direct["ctx"], 13, axis=0)[:, 2]) > 0)  # more letrozole, more resorption


def test_a_dataset_says_what_it_is(tmp_path: Path) -> None:
    stream(source(parameter_set="starting"), PEOPLE, tmp_path)
    dataset = open_dataset(tmp_path)
    assert dataset.ctx.dims == ("person", "day")
    assert dataset.final.dims == ("person", "state")
    assert dataset.day.values.tolist() == list(DAYS)
    assert dataset.state.values.tolist() == list(whole.STATES)
    assert dataset.bmd_total_hip.attrs["units"] == "g/cm2"
    assert dataset.attrs["parameter_set"] == "starting"
    assert dataset.attrs["model"] == whole.MODEL_VERSION
    assert dataset.attrs["complete"] is True
    assert not dataset.ctx.variable._in_memory  # read when it is asked for


class Enough(Exception):
    pass


@dataclass(frozen=True)
class GivesUp:
    """A source that somebody stops when it comes to a person."""

    inner: Source
    at: int

    @property
    def layout(self) -> Layout:
        return self.inner.layout

    @property
    def description(self) -> Mapping[str, Any]:
        return self.inner.description

    def with_threads(self, threads: int) -> Source:
        return GivesUp(self.inner.with_threads(threads), self.at)

    def simulate(self, start: int, stop: int, on_progress: ProgressCallback | None = None) -> Block:
        if start == self.at:
            raise Enough
        return self.inner.simulate(start, stop, on_progress)


def test_what_was_given_up_is_continued(tmp_path: Path, direct: dict[str, np.ndarray]) -> None:
    with pytest.raises(Enough):
        stream(GivesUp(source(), at=20), PEOPLE, tmp_path, block=1)
    store = open_store(tmp_path)
    left = store.missing()
    assert (20, 21) in left
    assert 0 < len(left) < PEOPLE
    dataset = open_dataset(tmp_path)
    assert dataset.attrs["complete"] is False
    assert dataset.attrs["people_done"] == PEOPLE - len(left)
    assert np.count_nonzero(dataset.status.values == NOT_SIMULATED) == len(left)
    done = {
        start: store.note(start).stat().st_mtime_ns
        for start, _ in store.blocks()
        if (start, start + 1) not in left
    }
    seen: list[float] = []
    stream(source(), PEOPLE, tmp_path, block=16, on_progress=lambda now: seen.append(now.fraction))
    assert seen[0] == pytest.approx(1 - len(left) / PEOPLE)
    assert seen[-1] == 1.0
    assert {start: store.note(start).stat().st_mtime_ns for start in done} == done  # not touched again
    for name, values in contents(tmp_path).items():
        assert np.array_equal(values, direct[name], equal_nan=True), name


def test_a_block_without_its_note_is_simulated_again(tmp_path: Path, direct: dict[str, np.ndarray]) -> None:
    store = stream(source(), PEOPLE, tmp_path, block=10)
    store.note(20).unlink()
    store.arrays["ctx"][20:30] = 0.0
    assert store.missing() == [(20, 30)]
    stream(source(), PEOPLE, tmp_path, block=10)
    assert np.array_equal(contents(tmp_path)["ctx"], direct["ctx"], equal_nan=True)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"[]", b"1", b"[" * 100_000, b'{"stop": 30}', b'{"failures": 1}', b'{"failures": {"x": "why"}}',
        b'{"failures": {"5": "not of this block"}}', b'{"failures": {"25": 1}}',
    ],
)  # fmt: skip
def test_a_block_whose_note_is_damaged_is_simulated_again(
    content: bytes, tmp_path: Path, direct: dict[str, np.ndarray]
) -> None:
    store = stream(source(), PEOPLE, tmp_path, block=10)
    store.note(20).write_bytes(content)
    assert store.missing() == [(20, 30)]
    assert open_dataset(tmp_path).attrs["people_done"] == PEOPLE - 10
    stream(source(), PEOPLE, tmp_path, block=10)
    assert store.missing() == []
    assert np.array_equal(contents(tmp_path)["ctx"], direct["ctx"], equal_nan=True)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("people", PEOPLE + 1), ("people", 10**12), ("people", -1), ("people", "many"), ("block", 0), ("block", 2.5),
        ("block", 7), ("variables", {"other": []}), ("variables", 1), ("coordinates", {}),
        ("coordinates", None), ("attributes", []), ("description", 5),
    ],
)  # fmt: skip
def test_a_folder_that_contradicts_itself_is_refused_in_a_sentence(
    key: str, value: object, tmp_path: Path
) -> None:
    stream(source(), PEOPLE, tmp_path, block=10)
    group = tmp_path / GROUP / "zarr.json"
    document = json.loads(group.read_text(encoding="utf-8"))
    document["attributes"]["osteotwin"][key] = value
    group.write_text(json.dumps(document), encoding="utf-8")
    for read in (open_store, open_dataset, lambda path: stream(source(), PEOPLE, path, block=10)):
        with pytest.raises(SimulationError, match=r"is damaged: delete the folder|holds another cohort"):
            read(tmp_path)


@pytest.mark.parametrize("variable", ["ctx", "status"])
@pytest.mark.parametrize("content", [None, b"", b"{", b"{}", b"[" * 100_000])
def test_arrays_that_cannot_be_opened_are_one_sentence(
    content: bytes | None, variable: str, tmp_path: Path
) -> None:
    stream(source(), PEOPLE, tmp_path, block=10)
    note = tmp_path / GROUP / variable / "zarr.json"
    note.unlink() if content is None else note.write_bytes(content)
    with pytest.raises(SimulationError, match="is damaged: delete the folder"):
        open_dataset(tmp_path)


@pytest.mark.slow
def test_a_flipped_bit_of_a_number_is_no_number(tmp_path: Path) -> None:
    """Compressed numbers with a bit changed are often numbers again; the checksum tells."""
    stream(source(), PEOPLE, tmp_path, block=10)
    chunk = next(path for path in sorted((tmp_path / GROUP / "ctx" / "c").rglob("*")) if path.is_file())
    content = chunk.read_bytes()
    for place in range(0, len(content), max(len(content) // 40, 1)):
        changed = bytearray(content)
        changed[place] ^= 1
        chunk.write_bytes(changed)
        with pytest.raises((ValueError, RuntimeError)):
            open_dataset(tmp_path)["ctx"].load()


@pytest.mark.parametrize("variable", [*KEPT, "final", "status"])
def test_a_block_whose_numbers_cannot_be_written_gets_no_note(variable: str, tmp_path: Path) -> None:
    """Or it would count as done without its numbers."""
    store = stream(source(), PEOPLE, tmp_path, block=10)
    store.note(20).unlink()
    chunks = tmp_path / GROUP / variable / "c"
    shutil.rmtree(chunks)
    chunks.write_bytes(b"")  # a file stands where the folder of the chunks should be
    with pytest.raises((SimulationError, OSError)):
        stream(source(), PEOPLE, tmp_path, block=10)
    assert (20, 30) in open_store(tmp_path).missing()


def test_what_is_whole_is_left_alone(tmp_path: Path) -> None:
    store = stream(source(), PEOPLE, tmp_path, block=10)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    assert stream(source(), PEOPLE, tmp_path, block=10).missing() == store.missing() == []
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    ("other", "people", "word"), [({"seed": 2}, PEOPLE, "seed"), ({}, PEOPLE + 1, "people")]
)
def test_another_cohort_is_not_written_over(
    other: dict[str, Any], people: int, word: str, tmp_path: Path
) -> None:
    stream(source(), PEOPLE, tmp_path, block=10)
    with pytest.raises(SimulationError, match=f"holds another cohort: .* differs in {word};"):
        stream(source(**other), people, tmp_path, block=10)


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    for path in (tmp_path, tmp_path / "thesis.tex"):
        with pytest.raises(SimulationError, match="holds something else"):
            stream(source(), PEOPLE, path)
    with pytest.raises(SimulationError, match="holds no cohort"):
        open_store(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_folder_whose_making_was_cut_off_is_made_anew(
    tmp_path: Path, direct: dict[str, np.ndarray]
) -> None:
    (tmp_path / "people.zarr" / "ctx").mkdir(parents=True)
    (tmp_path / "blocks").mkdir()
    stream(source(), PEOPLE, tmp_path)
    assert np.array_equal(contents(tmp_path)["ctx"], direct["ctx"], equal_nan=True)


@pytest.mark.parametrize("people", [0, -5])
def test_nobody_is_refused(people: int, tmp_path: Path) -> None:
    with pytest.raises(SimulationError, match=f"a cohort of {people} people"):
        stream(source(), people, tmp_path / "cohort")
    assert not (tmp_path / "cohort").exists()


def test_more_than_the_disk_holds_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(SimulationError) as raised:
        stream(source(), 10**13, tmp_path / "far" / "cohort")
    assert "10,000,000,000,000 people may take" in str(raised.value)
    assert "PB, and" in str(raised.value)
    assert "ask for at most" in str(raised.value)
    assert not (tmp_path / "far").exists()


@pytest.mark.parametrize(
    ("size", "words"), [(12, "12 bytes"), (1536, "1.54 kB"), (19_520_000_000, "19.5 GB"), (4e18, "4e+03 PB")]
)
def test_bytes_in_words(size: float, words: str) -> None:
    assert in_words(size) == words


@dataclass(frozen=True)
class Plain:
    """A source without a body, to look at the streaming alone."""

    numbers: int = 20_000
    fails_at: int = -1

    @property
    def layout(self) -> Layout:
        return Layout({"x": ("k",)}, {"k": tuple(range(self.numbers))}, {})

    @property
    def description(self) -> Mapping[str, Any]:
        return {"numbers": self.numbers}

    def with_threads(self, threads: int) -> Source:
        assert threads > 0
        return self

    def simulate(self, start: int, stop: int, on_progress: ProgressCallback | None = None) -> Block:
        if start == self.fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return Block(start, stop, {"x": np.full((stop - start, self.numbers), float(start))}, {})


def peak(people: int, path: Path) -> int:
    tracemalloc.start()
    try:
        stream(Plain(), people, path, block=4)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_memory_does_not_grow_with_the_people(tmp_path: Path) -> None:
    peak(8, tmp_path / "warm")
    few, many = peak(16, tmp_path / "few"), peak(120, tmp_path / "many")
    assert many < 1.5 * few
    assert many < 120 * Plain().numbers * 8 / 2  # less than the numbers themselves


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        SimulationError, match="is full; what is done is kept: make room and run the same again"
    ):
        stream(Plain(10, fails_at=12), 40, tmp_path, block=4)
    stream(Plain(10), 40, tmp_path, block=4)
    assert open_dataset(tmp_path).x.values[:, 0].tolist() == [4.0 * (i // 4) for i in range(40)]
