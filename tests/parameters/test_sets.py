"""Fitted sets: what was written comes back, gaps are refused, the newest is in use."""

from __future__ import annotations

import json
import math
import os
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.fitted_set import FITTED, NAME, RECORD, centers, made_up_posterior, write_made_up_set

import osteotwin as ot
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.errors import ParameterError
from osteotwin.parameters import Discrepancy, Identified, ParameterSet, starting_values
from osteotwin.parameters.load import STARTING_SET
from osteotwin.parameters.sets import available_sets, load_set, newest_set, shipped, write_set


def test_what_was_written_comes_back(fitted: ParameterSet) -> None:
    wrote = made_up_posterior()
    found = fitted.posterior
    assert found is not None
    assert fitted.name == NAME
    assert np.array_equal(found.draws, wrote.draws)
    for field in ("names", "discrepancy", "record", "identifiability", "model_version", "diagnostics"):
        assert getattr(found, field) == getattr(wrote, field), field
    before = starting_values()
    assert fitted.names == before.names
    for name, parameter in fitted.parameters.items():
        old = before.parameters[name]
        assert (parameter.low, parameter.high, parameter.people_cv) == (old.low, old.high, old.people_cv)
        if name in FITTED:
            assert parameter.value == centers()[name] != old.value
            assert parameter.evidence_level == "our_fit"
            assert NAME in parameter.source
            assert old.source in parameter.source
        else:
            assert parameter == old


def test_the_draws_cannot_be_changed_by_mistake(fitted: ParameterSet) -> None:
    assert fitted.posterior is not None
    with pytest.raises(ValueError, match="read-only"):
        fitted.posterior.draws[0, 0] = 1.0


def test_a_posterior_travels_to_other_processes(fitted: ParameterSet) -> None:
    there = pickle.loads(pickle.dumps(fitted.posterior))
    assert np.array_equal(there.draws, fitted.posterior.draws if fitted.posterior else None)


def test_the_same_set_gives_the_same_bytes(tmp_path: Path, fitted_folder: Path) -> None:
    again = write_made_up_set(tmp_path / "again")
    twice = write_made_up_set(again)
    for name in ("set.toml", "draws.npy"):
        assert (twice / name).read_bytes() == (fitted_folder / name).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["again"]
    assert {path.name for path in again.iterdir()} == {"set.toml", "draws.npy"}


def test_words_survive_the_file(tmp_path: Path) -> None:
    strange = 'a "quoted" \\ word\nand μ, \x7f, \t'
    folder = write_made_up_set(tmp_path / "s", record=RECORD | {"of a fit": strange, "tiny": 5e-324})
    found = load_set(folder, MODEL_VERSION).posterior
    assert found is not None
    assert found.record == RECORD | {"of a fit": strange, "tiny": 5e-324}


#: what is wrong -> (changes of what is written, what the sentence says)
FAULTS: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "a value that is no number": (lambda: {"values": centers() | {FITTED[0]: math.nan}}, f"values.{FITTED[0]}"),
    "a value beyond all belief": (lambda: {"values": centers() | {FITTED[0]: 1e9}}, f"values.{FITTED[0]}"),
    "a value too few": (lambda: {"values": dict(list(centers().items())[1:])}, "one value for each fitted"),
    "a value too many": (lambda: {"values": centers() | {"weight": 80.0}}, "weight here or in fitted only"),
    "an unknown parameter": (
        lambda: {"names": ("no_such_rate", *FITTED[1:])}, "fitted: 'no_such_rate'",
    ),
    "a parameter twice": (lambda: {"names": (FITTED[1], *FITTED[1:])}, "twice"),
    "a parameter of the person": (lambda: {"names": ("weight", *FITTED[1:])}, "not set from the person"),
    "a draw that is no number": (lambda: {"draws": _with(math.nan)}, f"draws.npy: {FITTED[2]}: nan"),
    "a draw beyond all belief": (lambda: {"draws": _with(-1.0)}, f"draws.npy: {FITTED[2]}: -1"),
    "a column too few": (lambda: {"draws": made_up_posterior().draws[:, 1:]}, "draws.npy: the shape"),
    "a single draw": (lambda: {"draws": made_up_posterior().draws[:1]}, "two rows or more"),
    "a flat list of draws": (lambda: {"draws": made_up_posterior().draws[0]}, "of another form"),
    "no command on record": (
        lambda: {"record": {k: v for k, v in RECORD.items() if k != "command"}}, "record: no command",
    ),
    "a duration without end": (lambda: {"record": RECORD | {"duration_s": math.inf}}, "record.duration_s"),
    "an empty note": (lambda: {"diagnostics": {"r_hat_max": " "}}, "diagnostics.r_hat_max"),
    "no discrepancy": (lambda: {"discrepancy": {}}, "discrepancy"),
    "a negative discrepancy": (
        lambda: {"discrepancy": {"bmd": Discrepancy(0.0, -1.0, 0.0)}}, "discrepancy.bmd.absolute",
    ),
    "nothing said of a parameter": (
        lambda: {"identifiability": dict(list(made_up_posterior().identifiability.items())[1:])},
        f"identifiability: no {FITTED[0]}",
    ),
    "something said of no parameter": (
        lambda: {"identifiability": made_up_posterior().identifiability | {"x": Identified(0.0, 0.0, 0.0)}},
        "identifiability: 'x'",
    ),
    "no version of the equations": (lambda: {"model_version": ""}, "model_version"),
    "no name": (lambda: {"name": " "}, "name"),
}  # fmt: skip


def _with(number: float) -> np.ndarray:
    draws = made_up_posterior().draws.copy()
    draws[3, 2] = number
    return draws


@pytest.mark.parametrize("fault", FAULTS)
def test_a_gap_is_refused_and_nothing_is_written(fault: str, tmp_path: Path) -> None:
    make, words = FAULTS[fault]
    changes = make()
    name, values = changes.pop("name", NAME), changes.pop("values", centers())
    with pytest.raises(ParameterError, match=re.escape(words)) as refused:
        write_set(tmp_path / "set", name, values, made_up_posterior(**changes))
    assert str(refused.value).count("; expected ") == 1
    assert str(refused.value).startswith(str(tmp_path / "set"))
    assert refused.value.problem is not None
    assert list(tmp_path.iterdir()) == []


def test_a_refused_set_leaves_the_old_one(tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ParameterError):
        write_made_up_set(folder, draws=_with(math.nan))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ParameterError, match="other files"):
        write_made_up_set(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("schema = 1", "schema = 2", "schema: 2"),
        ("schema = 1", "schema = 1\ncolour = 3", "colour: an unknown key"),
        ("[record]", "[notes]", "record: missing"),
        ("[values]", "[values", "cannot be read"),
        ("absolute = 0.4", 'absolute = "0.4"', "discrepancy.bmd.absolute"),
        ("absolute = 0.4", "", "discrepancy.bmd"),
        ("seed = 7", "seed = true", "record.seed: true"),
        ("seed = 7", f"seed = 1{'0' * 400}", "record.seed: a huge number"),
        ("fitted = [", "fitted = 3\nwhat = [", "fitted: 3 is not valid; expected a list"),
    ],
)
def test_a_file_with_a_gap_is_refused(old: str, new: str, words: str, tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    text = (folder / "set.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "set.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ParameterError, match=words):
        load_set(folder, MODEL_VERSION)


@pytest.mark.parametrize("content", [None, b"", b"not an array"])
def test_draws_that_are_not_there_are_refused(content: bytes | None, tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    (folder / "draws.npy").unlink()
    if content is not None:
        (folder / "draws.npy").write_bytes(content)
    with pytest.raises(ParameterError, match=r"draws.npy: a file that cannot be read"):
        load_set(folder, MODEL_VERSION)


@pytest.mark.parametrize("more", ["x = " + "[" * 100_000, "a." * 3000 + "b = 1", "\x00", "x = 1979-13-45"])
def test_a_record_that_cannot_be_parsed_is_one_sentence(more: str, tmp_path: Path) -> None:
    file = write_made_up_set(tmp_path / NAME) / "set.toml"
    file.write_text(f"{more}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(ParameterError) as found:
        ot.load_parameters(tmp_path / NAME)
    assert str(found.value).isprintable()
    assert "expected a parameter set in TOML" in str(found.value)
    assert len(str(found.value)) < 1000


def test_damaged_draws_are_one_sentence(tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    file = folder / "draws.npy"
    whole = file.read_bytes()
    source = np.random.default_rng(1)
    damaged = [whole[:k] for k in (*range(0, 140, 3), len(whole) - 1)]
    damaged += [
        b"PK\x03\x04" + whole[4:],
        b"PK\x05\x06",
        b"\x80\x04K\x01.",
        whole.replace(b"<f8", b"|O8 ", 1),
    ]
    damaged += [
        whole.replace(b"(60, ", b"(9" + b"9" * 17 + b", ", 1),
        whole.replace(b"'shape'", b"'sha\xff\xff'", 1),
    ]
    for _ in range(100):
        place = int(source.integers(0, 128))
        damaged.append(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
    sentences: list[str] = []
    for content in damaged:
        file.write_bytes(content)
        try:
            load_set(folder, MODEL_VERSION)
        except ParameterError as error:
            sentences.append(str(error))
    assert all(sentence.startswith(f"{file}: ") and "\n" not in sentence for sentence in sentences)
    assert len(sentences) > 0.8 * len(damaged)  # a byte of the padding may say what it likes


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    (folder / "draws.npy").unlink()
    os.mkfifo(folder / "draws.npy")
    with pytest.raises(ParameterError, match=r"cannot be read .it is a folder, pipe or device"):
        load_set(folder, MODEL_VERSION)


def test_draws_of_another_kind_are_refused(tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    np.save(folder / "draws.npy", made_up_posterior().draws.astype(np.float32))
    with pytest.raises(ParameterError, match="float32 of another form"):
        load_set(folder, MODEL_VERSION)


def test_a_set_of_other_equations_is_refused(tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set", model_version="older")
    with pytest.raises(ParameterError, match=r"model_version: 'older'.*recalibrate"):
        ot.load_parameters(folder)
    assert load_set(folder, None).name == NAME


def test_a_name_that_is_none_is_reported_with_the_names(fitted_in_use: Path) -> None:
    with pytest.raises(ParameterError, match=f"expected {STARTING_SET}, calibrated-2, or a folder"):
        ot.load_parameters("calibrated-9")


def test_starting_values_are_in_use_where_nothing_is_shipped(nothing_fitted: None) -> None:
    assert available_sets() == (STARTING_SET,)
    assert ot.parameters_in_use() is starting_values()
    assert ot.parameters_in_use().posterior is None


def test_the_newest_shipped_set_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "SHIPPED", tmp_path)
    for number in (9, 10, 2):
        write_made_up_set(tmp_path / f"calibrated-{number}", f"calibrated-{number}")
    assert available_sets() == (STARTING_SET, "calibrated-2", "calibrated-9", "calibrated-10")
    assert ot.parameters_in_use().name == "calibrated-10"
    assert ot.parameters_in_use() is ot.parameters_in_use()
    write_made_up_set(tmp_path / "calibrated-10", "calibrated-10", record=RECORD | {"seed": 8})
    again = ot.parameters_in_use().posterior
    assert again is not None
    assert again.record["seed"] == 8  # not what was read before
    assert ot.load_parameters("calibrated-9").name == "calibrated-9"
    assert ot.load_parameters(STARTING_SET) is starting_values()
    with pytest.raises(ParameterError, match="recalibrate"):
        newest_set("a later version of the equations")


def test_a_shipped_set_is_named_as_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "SHIPPED", tmp_path)
    write_made_up_set(tmp_path / "calibrated-2", "calibrated-1")
    with pytest.raises(ParameterError, match="name: 'calibrated-1' is not valid; expected 'calibrated-2'"):
        ot.parameters_in_use()
    write_made_up_set(tmp_path / "mine", "mine")
    with pytest.raises(ParameterError, match="a name that ends in a number"):
        available_sets()


def test_the_set_in_use_fits_the_equations() -> None:
    """What ships with the package is whole and made for this version."""
    used = ot.parameters_in_use()
    assert used.name == available_sets()[-1]
    assert used.posterior is None or used.posterior.model_version == MODEL_VERSION


@pytest.mark.parametrize("name", ["9" * 5_000, "a\x1b[31m", "no such parameter"])
def test_a_name_that_is_no_parameters_is_said_in_a_short_sentence(name: str, tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    file = folder / "set.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("fitted = [", f"fitted = [\n  {json.dumps(name)},", 1), encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        load_set(folder, None)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


def test_many_wrong_names_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    folder = write_made_up_set(tmp_path / "set")
    file = folder / "set.toml"
    text = file.read_text(encoding="utf-8")
    more = "".join(f"made_up_{k:03} = 1.0\n" for k in range(300))
    file.write_text(text.replace("[values]\n", f"[values]\n{more}", 1), encoding="utf-8")
    with pytest.raises(ParameterError, match=r"made_up_000, .* and 295 more here or in fitted only"):
        load_set(folder, None)
