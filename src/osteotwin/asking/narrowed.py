"""A question that quotes much of an answer, put to the one part of it that it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from osteotwin.asking.unclear import QUOTED
from osteotwin.errors import Problem
from osteotwin.units.patterns import later

#: Returns what is asked of an answer first, ``None`` where all is understood.
_Asked = Callable[[str], Problem | None]
_SENTENCES: Final = later(r"[;\n]+|(?<=[^\W_)])[.!?]+(?=\s+[^\W\d_])")
_LIST: Final = later(r",(?!\d)")
#: A shorter quote is read at a glance; a single word tells nobody what it is of.
_SHORT: Final = 40
_MOST_PARTS: Final = 12
#: Answers whose parts are things of their own; a drug's day may stand in another part than its dose.
_OF_LISTS: Final = frozenset(("food", "training", "person"))
#: What is said of the words that are quoted.
_SAYS: Final = later(r"^,? ?(?:which|of which)\b")
#: One part may lack how often, another one how long.
_LACKS: Final = "no word on"


def narrowed(problem: Problem, asks: _Asked) -> Problem:
    """Return the same question of the one part of an answer of which it is asked, read by itself.

    Parameters
    ----------
    problem : Problem
    asks : callable
        Reads an answer and returns what is asked of it first; ``None`` where all is understood.
    """
    quotes = [quote for quote in QUOTED.findall(problem.found) if len(quote) > _SHORT]
    if problem.field not in _OF_LISTS or len(quotes) != 1:
        return problem
    return _within(problem, quotes[0], asks)


def _within(problem: Problem, quote: str, asks: _Asked) -> Problem:
    for sign in (_SENTENCES, _LIST):
        parts = [part.strip() for part in sign.split(quote) if part.strip()]
        if not 1 < len(parts) <= _MOST_PARTS:
            continue
        read = [(part, asks(part)) for part in parts]
        same = [(part, one) for part, one in read if one is not None and _is_same(one, problem)]
        # What stands in one part may be told of another one, so the rest is to be understood alone.
        is_open = not _SAYS.search(_kind(problem))
        if len(same) != 1 or (is_open and sum(one is not None for _, one in read) > 1):
            return problem
        part, one = same[0]
        if " " not in part or not any(words in part for words in QUOTED.findall(one.found)):
            return problem
        return _within(one, part, asks)
    return problem


def _is_same(one: Problem, problem: Problem) -> bool:
    """Tell whether two questions ask the same of different words."""
    kinds = [_kind(asked) for asked in (one, problem)]
    return kinds[0] == kinds[1] or all(kind.startswith(_LACKS) for kind in kinds)


def _kind(problem: Problem) -> str:
    return QUOTED.sub("", problem.found)
