"""One fuzz target for each reader of the product: a seed's mutant of a valid file, and what becomes of it."""

from __future__ import annotations

import importlib
import io
import json
import re
import shutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rich.console import Console
from tests.fitted_set import write_made_up_set
from tests.fuzzing.documents import Document, at, mutated, places, toml_text
from tests.fuzzing.imports import make_import, use_import
from tests.fuzzing.laws import (
    PEOPLE,
    assert_no_number_missing,
    assert_refusal,
    assert_sentence,
    refused_or,
    run_whole,
)
from tests.fuzzing.raw import mutated_bytes
from tests.fuzzing.stored import make_cohort, make_stage, use_cohort, use_stage

import osteotwin as ot
from osteotwin.cli import trial_summary
from osteotwin.errors import InputError
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.write_trial import trial_to_toml
from osteotwin.files import demo_path
from osteotwin.parameters.sets import shipped
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import Protocol
from osteotwin.studies.trials import model_only

#: The module; its package has a function of the same name.
validation: Any = importlib.import_module("osteotwin.evidence.validate")
CORPUS = Path(__file__).parent / "corpus"
SHIPPED_TRIALS = Path(validation.__file__).parent / "trials"
PRESETS = Path(ot.__file__).parent / "protocol" / "presets"
_START = date(2026, 2, 1)


@dataclass(frozen=True)
class Reader:
    """A fuzz target.

    Attributes
    ----------
    name : str
    make : callable
        Writes one mutant into an empty folder.
    use : callable
        Reads it and does with it what the product would do; what became of it.
    """

    name: str
    make: Callable[[Random, Path], None]
    use: Callable[[Path], str]

    def random(self, seed: int, number: int) -> Random:
        """The generator of one mutant: the same seed and number give the same file."""
        return Random(f"{self.name}-{seed}-{number}")


@cache
def _corpus(*paths: Path) -> tuple[list[bytes], list[Document]]:
    """Valid files as bytes and as documents."""
    files = [f for path in paths for f in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]
    contents = [file.read_bytes() for file in files]
    return contents, [tomllib.loads(content.decode()) for content in contents]


def _make_toml(random: Random, path: Path, *corpus: Path) -> None:
    """Write a mutant of one of several files: mostly of what it says, at times of its bytes, or of both."""
    contents, documents = _corpus(*corpus)
    place, way = random.randrange(len(documents)), random.random()
    content = contents[place]
    if way < 0.8:
        content = toml_text(mutated(documents[place], documents, random)).encode("utf-8", "surrogatepass")
    if way > 0.7:
        content = mutated_bytes(content, random)
    path.write_bytes(content)


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


# ---------------------------------------------------------------- persons and plans


def _make_person(random: Random, folder: Path) -> None:
    _make_toml(random, folder / "person.toml", CORPUS / "person", demo_path())


def _use_person(folder: Path) -> str:
    path = folder / "person.toml"

    def use(person: Person) -> str:
        assert not ot.check(path)
        became, _ = run_whole(person, _text_of(path))
        return became

    return refused_or(lambda: ot.read_person(path), use)


def _make_plan(random: Random, folder: Path) -> None:
    _make_toml(random, folder / "plan.toml", CORPUS / "plan", PRESETS)


def _use_plan(folder: Path) -> str:
    path = folder / "plan.toml"

    def compared(plans: dict[str, Protocol]) -> str:
        assert plans["plan"] == ot.read_plan(path, _START)
        return "read"

    def use(plan: Protocol) -> str:
        try:
            became, _ = run_whole(replace(_somebody(), plan=plan), _text_of(path))
        except InputError as error:  # more doses than the outlook of somebody can bear
            assert_refusal(error)
            return "refused"
        return became

    refused_or(lambda: ot.plans_to_compare(replace(_somebody(), start=_START), [path]), compared)
    return refused_or(lambda: ot.read_plan(path, _START), use)


@cache
def _somebody() -> Person:
    return ot.read_person(CORPUS / "person" / "short.toml")


# ---------------------------------------------------------------- virtual trials


def _make_virtual_trial(random: Random, folder: Path) -> None:
    _make_toml(random, folder / "trial.toml", CORPUS / "virtual_trial")


def _use_virtual_trial(folder: Path) -> str:
    path = folder / "trial.toml"

    def run(design: ot.TrialDesign) -> ot.VirtualTrial:
        before, model_only.DRAWS = model_only.DRAWS, PEOPLE
        try:
            return ot.virtual_trial(design, PEOPLE)
        finally:
            model_only.DRAWS = before

    def use(trial: ot.VirtualTrial) -> str:
        answer = trial.to_json()
        for arm in answer["arms"]:
            for reason in arm["reasons"]:
                assert_sentence(reason)
        written = json.dumps(answer | {"timings": {}}, allow_nan=False)
        terminal = io.StringIO()
        Console(file=terminal, width=110).print(*trial_summary.summary(answer))
        page = ot.render_trial(answer).partition("<main")[2].partition("<script")[0]
        for text in (written, page, terminal.getvalue()):
            assert_no_number_missing(text, _text_of(path))
        return "some failed" if trial.failures else "all simulated"

    return refused_or(
        lambda: ot.read_virtual_trial(path), lambda design: refused_or(lambda: run(design), use)
    )


# ---------------------------------------------------------------- trials


def _make_trial(random: Random, folder: Path) -> None:
    _make_toml(random, folder / "trial.toml", CORPUS / "trial", SHIPPED_TRIALS)


def _use_trial(folder: Path) -> str:
    path = folder / "trial.toml"
    whole = validation.PEOPLE, validation.DRAWS
    validation.PEOPLE = validation.DRAWS = PEOPLE
    try:
        return refused_or(lambda: load_trials(folder), lambda loaded: _scored(loaded, folder, _text_of(path)))
    finally:
        validation.PEOPLE, validation.DRAWS = whole


def _scored(loaded: Any, folder: Path, source: str) -> str:
    for problem in loaded.problems:
        assert_sentence(problem.sentence())
    if not loaded.trials:
        return "refused"
    for trial in loaded.trials:
        if not trial.mistakes:
            trial_to_toml(trial)
    result = ot.validate(folder).to_json()
    written = json.dumps(result, allow_nan=False)
    page = ot.render_validation(result)
    for text in (written, re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)):
        assert_no_number_missing(text, source)
    for trial in result["trials"]:
        if trial.get("reason"):
            assert all(sign.isprintable() or sign == "\n" for sign in trial["reason"]), ascii(
                trial["reason"]
            )[:300]
    sound = "whole" if not loaded.problems else "in part"
    return f"{sound}, {result['trials'][0]['status'].replace('_', ' ')}"


# ---------------------------------------------------------------- parameter sets


@cache
def _small_set() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        made = write_made_up_set(Path(folder) / "calibrated-1")
        return {path.name: path.read_bytes() for path in made.iterdir()}


@cache
def _shipped_set() -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (shipped.SHIPPED / shipped.available_sets()[-1]).iterdir()}


def _make_set(random: Random, folder: Path) -> None:
    files = dict(random.choice((_small_set, _shipped_set))())
    document = tomllib.loads(files["set.toml"].decode())
    match random.randrange(4):
        case 0 | 1:
            files["set.toml"] = toml_text(mutated(document, [document], random)).encode(
                "utf-8", "surrogatepass"
            )
        case 2:
            files["set.toml"] = mutated_bytes(files["set.toml"], random)
        case _:
            files["draws.npy"] = _other_draws(files["draws.npy"], random)
    for name, content in files.items():
        if random.random() > 0.01:
            (folder / name).write_bytes(content)


def _other_draws(content: bytes, random: Random) -> bytes:
    draws: np.ndarray[Any, Any] = np.load(io.BytesIO(content)).copy()
    row, column = random.randrange(draws.shape[0]), random.randrange(draws.shape[1])
    others: tuple[Callable[[], Any], ...] = (
        lambda: draws.astype(random.choice(("<f4", ">f8", "c16", "i8", "?", "S8", "U8", "M8[s]"))),
        lambda: draws[:row],
        lambda: draws[:, :column],
        lambda: draws.ravel(),
        lambda: draws[None],
        lambda: np.asfortranarray(draws),
        lambda: np.zeros((0, draws.shape[1])),
        lambda: np.zeros(draws.shape[0], dtype=[("a", "f8"), ("b", "i4")]),
        lambda: np.float64(1.0),
    )
    match random.randrange(4):
        case 0:
            draws[row, column] = random.choice((np.nan, np.inf, -np.inf, 0.0, -1.0, 1e308, 5e-324))
        case 1:
            draws[row:, column] *= random.choice((0.5, 0.99, 1.01, 2.0, 1e6, -1.0))
        case 2:
            draws = random.choice(others)()
        case _:
            return mutated_bytes(content[:200], random) + content[200:]
    made = io.BytesIO()
    np.save(made, draws)
    return made.getvalue()


def _use_set(folder: Path) -> str:
    def use(parameters: Any) -> str:
        person = replace(_somebody(), plan=Protocol(()), until=date(2026, 6, 1))
        became, _ = run_whole(person, _text_of(folder / "set.toml"), parameters)
        return became

    return refused_or(lambda: ot.load_parameters(folder), use)


# ---------------------------------------------------------------- single texts


@cache
def _texts() -> tuple[list[str], Mapping[str, Callable[[str], Any]]]:
    """Texts as files hold them, and everything that reads one."""
    from osteotwin.evidence.files.values import DrugName, PrintedDose, TrainingType
    from osteotwin.inputs.values import Day, Value
    from osteotwin.people.person_file import MeasurementTable, PersonTable
    from osteotwin.protocol.file_values import CycleValue, Every, EveryRhythm, PerWeek
    from osteotwin.protocol.load_values import LoadValue, ProgressionValue
    from osteotwin.protocol.plan_file import DrugTable, FoodKeys, TrainingKeys
    from osteotwin.units import KINDS, parse_quantity

    _, documents = _corpus(CORPUS / "person", CORPUS / "plan", CORPUS / "trial", demo_path())
    texts = sorted({v for d in documents for p in places(d) if isinstance(v := at(d, p), str)})
    named: dict[str, Value] = {
        "every": Every(), "rhythm": EveryRhythm(), "cycle": CycleValue(),
        "times a week": PerWeek(0, 21), "load": LoadValue(), "progression": ProgressionValue(),
        "day": Day(), "printed dose": PrintedDose(), "drug of a trial": DrugName(), "training": TrainingType(),
    }  # fmt: skip
    for table, field in ((DrugTable, "name"), (TrainingKeys, "exercise"), (FoodKeys, "food"),
                         (MeasurementTable, "what"), (PersonTable, "sex"), (PersonTable, "name")):  # fmt: skip
        metadata = table.model_fields[field].metadata
        found = [m for m in metadata if isinstance(m, Value)] or [
            m for arg in getattr(table.model_fields[field].annotation, "__args__", ())
            for m in getattr(arg, "__metadata__", ()) if isinstance(m, Value)
        ]  # fmt: skip
        named[f"{table.__name__} {field}"] = found[0]
    readers: dict[str, Callable[[str], Any]] = {name: value.read for name, value in named.items()}
    readers |= {
        kind: lambda text, kind=kind: parse_quantity(text, kind, file="f", field="x") for kind in KINDS
    }
    return texts, readers


def _make_text(random: Random, folder: Path) -> None:
    texts, readers = _texts()
    changed = mutated(
        {"x": random.choice(texts), "what": random.choice(("estradiol", "pth"))},
        [{"x": t} for t in texts[:40]],
        random,
    )
    found = changed.get("x", "12 mg")
    text = found if isinstance(found, str) else toml_text({"x": found})[4:-1]
    if random.random() < 0.4:
        text = mutated_bytes(text.encode("utf-8", "surrogatepass"), random).decode("utf-8", "replace")
    (folder / "reader").write_text(random.choice(list(readers)), encoding="utf-8")
    (folder / "text").write_bytes(text.encode("utf-8", "surrogatepass"))


def _use_text(folder: Path) -> str:
    from osteotwin.errors import Problem
    from osteotwin.inputs.values import Mistake

    read = _texts()[1][(folder / "reader").read_text(encoding="utf-8")]
    text = (folder / "text").read_bytes().decode("utf-8", "surrogatepass")
    try:
        found = refused_or(lambda: read(text), lambda value: "nothing" if value is None else repr(value))
    except Mistake as mistake:
        fix = mistake.fix.replace("{key}", "x")
        assert_sentence(Problem("f", "x", mistake.found, mistake.expected, fix).sentence())
        return "refused"
    assert found != "nan"
    return "refused" if found == "refused" else "read"


READERS = {
    reader.name: reader
    for reader in (
        Reader("person", _make_person, _use_person),
        Reader("plan", _make_plan, _use_plan),
        Reader("trial", _make_trial, _use_trial),
        Reader("virtual_trial", _make_virtual_trial, _use_virtual_trial),
        Reader("set", _make_set, _use_set),
        Reader("cohort", make_cohort, use_cohort),
        Reader("stage", make_stage, use_stage),
        Reader("text", _make_text, _use_text),
        Reader("import", make_import, use_import),
    )
}


def remade(reader: Reader, seed: int, number: int, folder: Path) -> None:
    """Write one mutant into a folder, in place of whatever is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    reader.make(reader.random(seed, number), folder)
