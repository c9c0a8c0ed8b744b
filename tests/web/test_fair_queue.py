"""Everybody has a turn; each one's own work keeps its order."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from osteotwin.web.fair_queue import FairQueue

Work = tuple[str, int]
owners = st.lists(st.sampled_from("abcde"), max_size=40)


def _filled(asked: list[str]) -> FairQueue[Work]:
    queue = FairQueue[Work]()
    for number, owner in enumerate(asked):
        queue.put(owner, (owner, number))
    return queue


def _emptied(queue: FairQueue[Work]) -> list[Work]:
    found: list[Work] = []
    while (work := queue.take()) is not None:
        found.append(work)
    return found


@given(owners)
def test_nothing_is_lost_and_own_work_keeps_its_order(asked: list[str]) -> None:
    queue = _filled(asked)
    assert len(queue) == len(asked)
    done = _emptied(queue)
    assert Counter(owner for owner, _ in done) == Counter(asked)
    for owner in set(asked):
        own = [number for who, number in done if who == owner]
        assert own == sorted(own)


@given(owners)
def test_nobody_has_a_second_turn_while_another_waits_for_the_first(asked: list[str]) -> None:
    done, asked_of = [owner for owner, _ in _emptied(_filled(asked))], Counter(asked)
    for place, owner in enumerate(done):
        had = Counter(done[:place])
        assert all(had[other] >= min(had[owner], asked_of[other]) for other in asked_of)


@given(owners)
def test_how_much_is_ahead_is_how_much_comes_before(asked: list[str]) -> None:
    queue = _filled(asked)
    told = {(owner, number): queue.ahead(owner, (owner, number)) for number, owner in enumerate(asked)}
    assert [told[work] for work in _emptied(queue)] == list(range(len(asked)))


@given(owners, st.data())
def test_what_is_taken_out_or_exchanged_leaves_the_rest_as_it_was(
    asked: list[str], data: st.DataObject
) -> None:
    whole = _emptied(_filled(asked))
    if not whole:
        return
    owner, number = data.draw(st.sampled_from(whole))
    queue = _filled(asked)
    assert queue.exchange(owner, (owner, number), (owner, 1000))
    assert _emptied(queue) == [(owner, 1000) if work == (owner, number) else work for work in whole]
    queue = _filled(asked)
    assert queue.remove(owner, (owner, number))
    assert not queue.remove(owner, (owner, number))
    assert not queue.exchange(owner, (owner, number), (owner, 1000))
    assert sorted(_emptied(queue)) == sorted(work for work in whole if work != (owner, number))
