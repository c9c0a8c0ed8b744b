"""A queue in which everybody has a turn: whoever asks for much waits behind who asks for little."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Work by owner; owners take turns, and each one's own work keeps its order.

    Examples
    --------
    >>> queue = FairQueue[str]()
    >>> for owner, work in (("a", "a1"), ("a", "a2"), ("b", "b1")):
    ...     queue.put(owner, work)
    >>> [queue.take() for _ in range(3)]
    ['a1', 'b1', 'a2']
    """

    def __init__(self) -> None:
        self._of: OrderedDict[str, deque[T]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def of(self, owner: str) -> list[T]:
        """Return what of an owner waits, the next first."""
        return list(self._of.get(owner, ()))

    def put(self, owner: str, work: T) -> None:
        """Add work behind the owner's other work."""
        self._of.setdefault(owner, deque()).append(work)

    def take(self) -> T | None:
        """Return what is next, ``None`` where nothing waits."""
        if not self._of:
            return None
        owner, waiting = self._of.popitem(last=False)
        work = waiting.popleft()
        if waiting:
            self._of[owner] = waiting  # behind everybody else
        return work

    def remove(self, owner: str, work: T) -> bool:
        """Take work out of the line; false where it does not wait."""
        waiting = self._of.get(owner)
        if waiting is None or work not in waiting:
            return False
        waiting.remove(work)
        if not waiting:
            del self._of[owner]
        return True

    def exchange(self, owner: str, old: T, new: T) -> bool:
        """Put newer work into the place of older; false where the older does not wait."""
        waiting = self._of.get(owner)
        if waiting is None or old not in waiting:
            return False
        waiting[waiting.index(old)] = new
        return True

    def ahead(self, owner: str, work: T) -> int:
        """Return how much has its turn before some work that waits, as things stand."""
        waiting = self._of.get(owner)
        if waiting is None or work not in waiting:
            return 0
        turn, found, passed = waiting.index(work), waiting.index(work), False
        for other, theirs in self._of.items():
            if other == owner:
                passed = True
            else:
                found += min(len(theirs), turn if passed else turn + 1)
        return found
