"""Fuzz targets of what the product itself has stored: folders of cohorts, kept stages of a calibration."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from tests.fuzzing.documents import at, json_text, mutated, places
from tests.fuzzing.laws import (
    refused_or,
)
from tests.fuzzing.raw import mutated_bytes

import osteotwin as ot
from osteotwin.engine.ensemble.cohort_store import NOT_SIMULATED
from osteotwin.inference.checkpoint import Checkpoint
from osteotwin.inference.stage_file import encode_stage
from osteotwin.parameters import Discrepancy
from osteotwin.protocol.interventions import Protocol

# ---------------------------------------------------------------- folders of cohorts


@cache
def _cohort_files() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        _simulate(Path(folder) / "cohort").close()
        root = Path(folder) / "cohort"
        return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def _simulate(folder: Path) -> Any:
    endpoints = ("bmd_lumbar_spine", "bmd_total_hip", "ctx")
    return ot.simulate_cohort(
        ot.reference_profile("male", 55.0), Protocol(()), 3, out=folder, days=np.array([0.0, 20.0]), block=2,
        endpoints=endpoints,
    )  # fmt: skip


@cache
def _values(name: str) -> Any:
    with TemporaryDirectory() as folder:
        return _simulate(Path(folder) / "cohort").load()[name].values


def make_cohort(random: Random, folder: Path) -> None:
    files = dict(_cohort_files())
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice(list(files))
        if name.endswith(".json") and random.random() < 0.7:
            document = json.loads(_cohort_files()[name])
            holder = random.choice([p for p in places(document) if isinstance(at(document, p), dict)] or [()])
            part = at(document, holder)
            changed = mutated(part, [document], random)
            if holder:
                at(document, holder[:-1])[holder[-1]] = changed
            else:
                document = changed
            files[name] = json_text(document)
        elif random.random() < 0.3 and len(files) > 1:
            del files[name]
        else:
            files[name] = mutated_bytes(files[name], random)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def use_cohort(folder: Path) -> str:
    def use(dataset: Any) -> str:
        whole = bool(dataset.attrs["complete"])
        try:
            values = {name: dataset[name].values for name in ("status", "bmd", "ctx")}
        except (RuntimeError, ValueError, OSError):  # Zarr's, when a number is asked for that is damaged
            return "numbers damaged"
        # What is there is right; where a file of numbers is gone, they are missing, and the status says so of its own.
        for name, found in values.items():
            there = found != NOT_SIMULATED if name == "status" else ~np.isnan(found)
            assert np.array_equal(found[there], _values(name)[there]), name
        reasons = dataset["reason"].values.tolist() if "reason" in dataset else []
        assert all(isinstance(reason, str) for reason in reasons)
        dataset.close()
        return "whole" if whole else "in part"

    became = refused_or(lambda: ot.open_cohort(folder), use)
    went_on = refused_or(lambda: _simulate(folder), use)
    return f"{became}, gone on with: {went_on}"


# ---------------------------------------------------------------- kept stages of a calibration


def _stage() -> tuple[Any, float]:
    values = {"mode": np.arange(6.0).reshape(2, 3), "names": ("a", "b"), "n": 3, "none": None}
    return ({"fit": values, "discrepancy": Discrepancy(0.1, 0.2, 0.3)}, 2.5)


_INPUTS = {"trials": "0123", "seed": "1"}


def make_stage(random: Random, folder: Path) -> None:
    place = folder / Checkpoint(folder, _INPUTS)._place(folder).name
    stage, inputs = encode_stage(_stage()), json.dumps(_INPUTS).encode()
    match random.randrange(4):
        case 0:
            with np.load(io.BytesIO(stage)) as archive:
                arrays = dict(archive)
            name = random.choice(list(arrays))
            if name == "tree" and random.random() < 0.8:
                tree = mutated(
                    {"t": json.loads(str(arrays["tree"]))},
                    [{"array": 7, "type": "Path", "fields": {}}],
                    random,
                )
                arrays["tree"] = np.array(json_text(tree.get("t")).decode("utf-8", "replace"))
            else:
                arrays[name] = random.choice(
                    (np.array("{}"), np.zeros(0), np.array([[1]]), np.array("[" * 5000))
                )
            made = io.BytesIO()
            np.savez(made, **arrays)
            stage = made.getvalue()
        case 1:
            inputs = random.choice(
                (b"[1]", b"1", b"null", b'"x"', b"[" * 100_000, b"{}", mutated_bytes(inputs, random))
            )
        case _:
            stage = mutated_bytes(stage, random)
    for private in (folder, place):
        private.mkdir(exist_ok=True, mode=0o700)
        private.chmod(0o700)
    for path, content in ((place / "fit.npz", stage), (place / "inputs.json", inputs)):
        path.write_bytes(content)
        path.chmod(0o600)


def use_stage(folder: Path) -> str:
    def use(_: object) -> str:
        others = Checkpoint(folder, {"trials": "4567"}).changed_inputs()
        assert set(others) <= {"trials"}
        again: list[bool] = []

        def compute() -> Any:
            again.append(True)
            return _stage()

        found = Checkpoint(folder, _INPUTS, (Discrepancy,)).stage("fit", compute)
        if again:
            assert repr(found) == repr(_stage())
        return "computed again" if again else "kept"

    return refused_or(lambda: None, use)
