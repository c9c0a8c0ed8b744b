"""A few hundred mutants for every reader, and some extreme persons; scripts/fuzz tries as many as are asked for."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from tests.fuzzing.documents import at, mutated, places, toml_text
from tests.fuzzing.extreme_people import EXTREMES, UNMEASURED_EXTREMES, extreme_person
from tests.fuzzing.laws import at_most
from tests.fuzzing.readers import CORPUS, READERS, SHIPPED_TRIALS, Reader, remade

import osteotwin as ot
from osteotwin.evidence.files.read_trial import load_trial
from osteotwin.people.person_file import HabitsTable, MeasurementTable, OutlookTable, PersonTable
from osteotwin.protocol.plan_file import DietTable, DrugTable, PlanTable, SupplementTable, TrainingKeys

COUNTS = {
    "person": 30,
    "plan": 40,
    "trial": 25,
    "virtual_trial": 30,
    "set": 40,
    "cohort": 15,
    "stage": 80,
    "text": 270,
    "import": 40,
    "extremes": 2,
    "unmeasured extremes": 10,
}
#: Whoever is accepted is simulated.
SIMULATED = ("person", "plan", EXTREMES.name, UNMEASURED_EXTREMES.name)
SEED = 2
#: A hang, on however slow a machine; scripts/fuzz has a tighter limit.
SECONDS = 60.0


ALL = [
    pytest.param(reader, id=reader.name, marks=pytest.mark.slow if reader.name in SIMULATED else ())
    for reader in (*READERS.values(), EXTREMES, UNMEASURED_EXTREMES)
]


@pytest.mark.slow
@pytest.mark.parametrize("reader", ALL)
def test_no_mutant_breaks_a_law(reader: Reader, tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    for number in range(COUNTS[reader.name]):
        remade(reader, SEED, number, tmp_path / "mutant")
        with at_most(SECONDS):
            outcomes[reader.use(tmp_path / "mutant")] += 1
    # Neither refuses or accepts everything: else one of the two would never be tried.
    assert len(outcomes) > 1 or reader.name.endswith("extremes")


@pytest.mark.slow
def test_no_file_that_is_read_in_breaks_a_law(tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    for number in range(1000, 1400):
        remade(READERS["import"], SEED, number, tmp_path / "mutant")
        with at_most(SECONDS):
            outcomes[READERS["import"].use(tmp_path / "mutant")] += 1
    assert min(outcomes["taken"], outcomes["refused"], outcomes["nothing to take"]) > 10


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.toml")), ids=lambda path: path.stem)
def test_the_corpus_is_right(path: Path) -> None:
    if path.parent.name == "trial":
        load_trial(path)
    elif path.parent.name == "virtual_trial":
        assert ot.read_virtual_trial(path).arms
    else:
        assert not ot.check(path)


def test_a_document_is_written_as_what_it_is() -> None:
    for path in (*CORPUS.rglob("*.toml"), *sorted(SHIPPED_TRIALS.glob("*.toml"))[:20]):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        assert tomllib.loads(toml_text(document)) == document


def test_mutants_are_repeatable_and_leave_what_they_come_from_alone() -> None:
    document = tomllib.loads((CORPUS / "person" / "woman.toml").read_text(encoding="utf-8"))
    before = toml_text(document)
    one, again = ([toml_text(mutated(document, [document], Random(k))) for k in range(20)] for _ in range(2))
    assert one == again
    assert len({before, *one}) > 15
    assert toml_text(document) == before


def test_extreme_persons_have_every_key() -> None:
    """A key that is new to the files is a key that extreme persons have."""
    seen: set[str] = set()
    for number in range(300):
        document = extreme_person(Random(number))
        seen |= {path[-1] for path in places(document) if not isinstance(at(document, path), list) or path}
    tables = (PersonTable, HabitsTable, MeasurementTable, OutlookTable, PlanTable, DrugTable, SupplementTable,
              DietTable, TrainingKeys)  # fmt: skip
    keys = {field.alias or name for table in tables for name, field in table.model_fields.items()}
    # The other ways to say when, and the name, change nothing of what is simulated.
    assert keys - seen == {"name", "from_week", "to_week"} - seen
