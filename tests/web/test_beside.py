"""Other processes answer what this one does, and nobody waits in vain where they end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

import osteotwin as ot
from osteotwin.web import beside as module
from osteotwin.web.beside import Beside

KEY = "0" * 64
FILE = """
[person]
sex = "male"
birth_date = 1972-05-14
weight = "80 kg"
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
[outlook]
from = 2026-02-01
until = 2027-02-01
"""
PATIENCE = 300.0


@pytest.fixture(scope="module")
def moves() -> ot.Moves:
    person = ot.person_from_toml(FILE)
    twin = ot.Twin.from_person(person, 60, 1)
    found = ot.Moves(twin, ot.run(person, 60, 1, twin=twin))
    found.prepare()
    return found


@pytest.fixture(scope="module")
def beside() -> Iterator[Beside]:
    found = Beside(1)
    yield found
    found.close()


def _asked(beside: Beside, moves: ot.Moves, levers: ot.Levers, *, preview: bool, key: str = KEY) -> object:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = beside.answer(key, moves, levers, lambda _: None, preview=preview, only_drawn=True)
        if found is not None:
            return found
        time.sleep(0.05)
    return None


@pytest.mark.slow
def test_they_answer_what_this_one_does_also_after_one_was_killed(beside: Beside, moves: ot.Moves) -> None:
    def same(levers: ot.Levers, *, preview: bool) -> bool:
        here = moves.answer(levers, preview=preview, only_drawn=True)
        return _asked(beside, moves, levers, preview=preview) == here

    assert beside.answer(KEY, moves, ot.Levers(), lambda _: None, preview=True, only_drawn=True) is None
    assert same(ot.Levers(dose=0.5), preview=True)
    assert same(ot.Levers(dose=0.5), preview=False)
    beside.forget(KEY)
    assert same(ot.Levers(calcium=900.0), preview=True)
    (first,) = beside.numbers()
    os.kill(first, signal.SIGKILL)
    assert same(ot.Levers(dose=0.7), preview=True)
    assert beside.numbers() != [first]


@pytest.mark.slow
def test_what_is_not_wanted_any_more_is_left(
    beside: Beside, moves: ot.Moves, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _asked(beside, moves, ot.Levers(), preview=True) is not None

    def gone(_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(module, "_LOOK", 0.0)
    with pytest.raises(InterruptedError):
        beside.answer(KEY, moves, ot.Levers(calcium=500.0), gone, preview=False, only_drawn=True)
    assert _asked(beside, moves, ot.Levers(dose=0.1), preview=True) is not None


@pytest.mark.slow
def test_people_are_shared_out_and_who_is_asked_nothing_ends(
    moves: ot.Moves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOOK_IDLE", 0.05)
    two = Beside(2)
    try:
        assert _asked(two, moves, ot.Levers(), preview=True, key="one") is not None
        assert len(two.numbers()) == 1
        assert _asked(two, moves, ot.Levers(), preview=True, key="another") is not None
        assert len(two.numbers()) == 2
        monkeypatch.setattr(module, "_IDLE", 0.0)
        assert _until(lambda: not two.numbers())
    finally:
        two.close()


def _until(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


def test_where_there_is_none_the_server_answers(moves: ot.Moves) -> None:
    alone = Beside(0)
    assert alone.answer(KEY, moves, ot.Levers(), lambda _: None, preview=True, only_drawn=True) is None
    alone.forget(KEY)
    alone.close()
