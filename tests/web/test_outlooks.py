"""What is kept is found by everything that decides it: no number of another diary, or of other sliders, is shown."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import osteotwin as ot
from osteotwin.web import outlooks as module
from osteotwin.web.jobs import Worker
from osteotwin.web.outlooks import Outlooks

PATIENCE = 30
TEXTS = [
    f'[person]\nsex = "male"\nbirth_date = 1972-05-14\nweight = "{kilograms} kg"\n'
    "[outlook]\nfrom = 2026-02-01\nuntil = 2027-02-01\n"
    for kilograms in (70, 80, 90)
]
places = st.builds(
    ot.Levers,
    dose=st.sampled_from([0.0, 0.5, 1.0]),
    sessions=st.sampled_from([0.5, 1.0]),
    load=st.sampled_from([0.5, 1.0]),
    impacts=st.sampled_from([0.5, 1.0]),
    calcium=st.sampled_from([None, 1000.0, 1200.0]),
    vitamin_d=st.sampled_from([None, 1000.0, 1200.0]),
)
steps = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 2), places, st.booleans()),
    st.tuples(st.just("forget"), st.integers(0, 2)),
)


@dataclass(frozen=True)
class _Twin:
    """Stands for virtual people: it knows of whom they are."""

    person: ot.Person
    size: int
    posterior: object = "large"

    @classmethod
    def from_person(cls, person: ot.Person, people: int, seed: int, **_: Any) -> _Twin:
        return cls(person, people)


class _Moves:
    """Says what it was asked."""

    def __init__(self, twin: _Twin, answer: dict[str, Any]) -> None:
        self.twin, self._answer = twin, answer

    def prepare(self, _: Any) -> None:
        """Nothing is simulated."""

    def answer(self, levers: ot.Levers, *, preview: bool, **_: Any) -> dict[str, Any]:
        return {**self._answer, "levers": levers, "preview": preview}


@pytest.fixture(autouse=True)
def simulated(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(person: ot.Person, people: int, seed: int, **_: Any) -> dict[str, Any]:
        return {"weight": person.weight_kg, "people": people}

    monkeypatch.setattr(module.ot, "Twin", _Twin)
    monkeypatch.setattr(module.ot, "Moves", _Moves)
    monkeypatch.setattr(module.ot, "run", run)
    monkeypatch.setattr(module, "_MOST_KEPT", 2)
    monkeypatch.setattr(module, "_MOST_MOVED", 3)


def _moved(outlooks: Outlooks, text: str, levers: ot.Levers, preview: bool) -> Any:
    found = outlooks.of(text)
    if found is None:
        assert outlooks.begin(text, "one").finished.wait(PATIENCE)
        found = outlooks.of(text)
    assert found is not None

    async def stays() -> bool:
        return False

    with ThreadPoolExecutor(1) as threads:
        work = outlooks.move(found, levers, "one", stays, preview=preview)
        return threads.submit(asyncio.run, work).result()


@settings(max_examples=30)
@given(st.lists(steps, max_size=12))
def test_no_stale_number_is_shown(story: list[Any]) -> None:
    worker = Worker()
    outlooks = Outlooks(worker, 7)
    try:
        for what, place, *rest in story:
            text = TEXTS[place]
            if what == "forget":
                outlooks.forget(text)
                assert outlooks.of(text) is None
                continue
            levers, preview = rest
            weight = (70.0, 80.0, 90.0)[place]
            expected = {"weight": weight, "people": 7, "levers": levers, "preview": preview}
            assert _moved(outlooks, text, levers, preview) == expected
            assert _moved(outlooks, text, levers, preview) == expected
    finally:
        worker.close()


def test_what_is_kept_is_bounded() -> None:
    worker = Worker()
    outlooks = Outlooks(worker, 7)
    for text in TEXTS:
        for dose in (0.0, 0.2, 0.4, 0.6):
            _moved(outlooks, text, ot.Levers(dose=dose), True)
    worker.close()
    assert [outlooks.of(text) is not None for text in TEXTS] == [False, True, True]
    assert len(outlooks) == 2 + 3
