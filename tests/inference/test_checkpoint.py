"""Finished stages on disk: taken up again, and only where they are the same and whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from osteotwin.inference.checkpoint import Checkpoint, digest_of
from osteotwin.inference.stage_file import decode_stage, encode_stage

INPUTS = {"trials": "aaa", "seed": "1"}


@dataclass(frozen=True)
class Found:
    """What a stage may find."""

    x: NDArray[np.float64]
    names: tuple[str, ...]
    numbers: Mapping[str, float]


class Work:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> tuple[Found, int]:
        self.done += 1
        return Found(np.arange(5.0), ("a", "b"), {"one": 1 / 3}), self.done


def kept_in(folder: Path, **changes: str) -> Checkpoint:
    return Checkpoint(folder, INPUTS | changes, (Found,))


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).parts[-1] for path in folder.rglob("*") if path.is_file())


def test_a_finished_stage_is_taken_up_again(tmp_path: Path) -> None:
    work = Work()
    first, _ = kept_in(tmp_path / "stages").stage("search", work)
    again, times = kept_in(tmp_path / "stages").stage("search", work)
    assert work.done == times == 1
    assert np.array_equal(first.x, again.x)
    assert (first.names, first.numbers) == (again.names, again.numbers)
    kept_in(tmp_path / "stages").stage("jacobian", work)
    assert work.done == 2
    assert files_of(tmp_path) == ["inputs.json", "jacobian.npz", "search.npz"]


def test_nothing_is_kept_where_no_folder_is_named() -> None:
    work = Work()
    for _ in range(2):
        Checkpoint(None, INPUTS).stage("search", work)
    assert work.done == 2
    assert Checkpoint(None, INPUTS).changed_inputs() == ()


def test_stages_of_other_inputs_are_not_used_and_stay_as_they_were(tmp_path: Path) -> None:
    work = Work()
    assert kept_in(tmp_path).stage("search", work)[1] == 1
    assert kept_in(tmp_path, seed="2").stage("search", work)[1] == 2
    assert kept_in(tmp_path).stage("search", work)[1] == 1
    assert kept_in(tmp_path, seed="2").stage("search", work)[1] == 2


def test_what_has_changed_is_named(tmp_path: Path) -> None:
    assert kept_in(tmp_path).changed_inputs() == ()
    kept_in(tmp_path).stage("search", Work())
    assert kept_in(tmp_path).changed_inputs() == ()
    assert kept_in(tmp_path, seed="2").changed_inputs() == ("seed",)
    assert kept_in(tmp_path, seed="2", trials="bbb").changed_inputs() == ("trials", "seed")
    assert kept_in(tmp_path, code="new").changed_inputs() == ("code",)
    (record,) = tmp_path.rglob("inputs.json")
    record.write_text("not JSON")
    assert kept_in(tmp_path, seed="2").changed_inputs() == ("trials", "seed")


def test_an_interrupted_stage_leaves_nothing(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept_in(tmp_path).stage("search", stop)
    assert files_of(tmp_path) == []
    work = Work()
    kept_in(tmp_path).stage("search", work)
    assert work.done == 1


def test_a_torn_or_damaged_file_is_computed_again(tmp_path: Path) -> None:
    kept = kept_in(tmp_path)
    kept.stage("search", Work())
    (path,) = tmp_path.rglob("search.npz")
    whole = path.read_bytes()
    source = np.random.default_rng(1)
    torn = [whole[:k] for k in range(0, len(whole), 7)]
    torn += [bytes(source.integers(0, 256, 40, dtype=np.uint8)) for _ in range(50)]
    torn += [b"", b"(lp0\n.", b"\x80\x04K\x01."]
    for damaged in torn:
        path.write_bytes(damaged)
        work = Work()
        assert kept.stage("search", work)[1] == 1
        assert work.done == 1
    assert path.read_bytes() == whole


def test_a_flipped_bit_is_no_result(tmp_path: Path) -> None:
    """Each array of an archive has a checksum."""
    kept = kept_in(tmp_path)
    kept.stage("search", Work())
    (path,) = tmp_path.rglob("search.npz")
    whole = path.read_bytes()
    place = whole.index(np.arange(5.0).tobytes()) + 12
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    work = Work()
    kept.stage("search", work)
    assert work.done == 1


RESULTS = [
    None,
    True,
    3,
    0.1 + 0.2,
    float("inf"),
    "text",
    ("a", ("b", 1.5)),
    {"bmd": {"offset": 0.5}, "none": None},
    np.arange(6.0).reshape(2, 3),
    np.empty((0, 3)),
    np.array([np.nan, -np.inf]),
    np.array([True, False]),
    (Found(np.zeros(2), (), {}), 0.25),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda one: type(one).__name__)
def test_what_is_read_is_what_was_written(result: object) -> None:
    found = decode_stage(encode_stage(result), (Found,))
    assert type(found) is type(result)
    assert repr(found) == repr(result)
    if isinstance(result, np.ndarray):
        assert found.dtype == result.dtype
        assert np.array_equal(found, result, equal_nan=result.dtype == np.float64)


@pytest.mark.parametrize("result", [object(), {1, 2}, (1, object())], ids=["object", "set", "in a tuple"])
def test_what_cannot_be_kept_is_refused(result: object) -> None:
    with pytest.raises(TypeError, match="cannot keep"):
        encode_stage(result)


def test_a_dataclass_that_is_not_expected_is_not_built() -> None:
    content = encode_stage(Found(np.zeros(2), (), {}))
    with pytest.raises(KeyError):
        decode_stage(content, ())


def test_a_digest_follows_its_parts() -> None:
    assert digest_of(1, "a") == digest_of(1, "a")
    assert len({digest_of(1, "a"), digest_of(1, "b"), digest_of("1", "a"), digest_of(1)}) == 4


@pytest.mark.parametrize("content", [b"", b"[1]", b"1", b"null", b'"x"', b"[" * 100_000, b"\xff", b'[["a"]]'])
def test_a_note_of_inputs_that_is_none_says_that_everything_differs(content: bytes, tmp_path: Path) -> None:
    kept_in(tmp_path).stage("fit", Work())
    (note,) = tmp_path.glob("*/inputs.json")
    note.write_bytes(content)
    assert kept_in(tmp_path, seed="2").changed_inputs() == tuple(INPUTS)
