"""Everything that is not understood of one answer: the parts that are asked about, beside the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from osteotwin.asking.told_facts import rhythms_of
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError
from osteotwin.errors import Problem
from osteotwin.units.patterns import later

#: What parts an answer; the sign stays with the part before it. Of a person commas part, too.
_PARTS: Final = later(r"[^;\n]+[;\n]*")
_BRACKET: Final = r"\([^()\n]*\)"
_SENTENCES: Final = later(rf"(?:{_BRACKET}|[^;\n.]|\.(?!\s+[^\W\d_]))+[;\n.]*")
_LIST: Final = later(rf"(?:{_BRACKET}|[^;,\n.]|,(?=\d)|\.(?!\s+[^\W\d_]))+[;,\n.]*")
#: From larger to smaller ones: the first by which an answer falls into what is asked and the rest.
_PARTED: Final = {
    "person": (_LIST, later(r"(?:[^;,\n]|,(?=\d))+[;,\n]*")),
    "food": (_PARTS, _SENTENCES, _LIST),
    "training": (_PARTS, _SENTENCES),
}
#: "12 January 2026:" before the first of several values is the day of those behind it, too.
_DAY: Final = later(r"^[^;:]*\d[^;:]*:(?!\d)")
#: More are hardly read at once, and each is looked for by reading the rest again.
_MOST_PROBLEMS, _MOST_PARTS = 8, 24
_LACKS: Final = "no word on"
_Read = Callable[[str], Any]


def every_problem(read: _Read, text: str, first: UnclearAnswerError, question: str) -> tuple[Problem, ...]:
    """Return what is to be asked of an answer: what its reader found first, and what it finds without that part.

    Parameters
    ----------
    read : callable
        Reads a whole answer, and raises ``UnclearAnswerError`` at the first part that is not understood.
    text : str
    first : UnclearAnswerError
        Of the whole answer.
    question : str
    """
    found = list(first.problems)
    for sign in _PARTED.get(question, (_PARTS,)):
        parts = [one[0] for one in sign.finditer(text)]
        more = (
            _behind(read, parts, first, is_of_list=sign in (_SENTENCES, _LIST))
            if 1 < len(parts) <= _MOST_PARTS
            else None
        )
        if more is not None:
            return tuple([*found, *more][: max(_MOST_PROBLEMS, len(found))])
    return tuple(found)


def _behind(
    read: _Read, parts: list[str], first: UnclearAnswerError, *, is_of_list: bool
) -> list[Problem] | None:
    """Return what is asked of the rest of an answer; ``None`` where no single part is what is asked about first.

    What commas and full stops part may be told together: a part of it is to be asked the same by itself.
    """
    found, error = [*first.problems], first
    more: list[Problem] | None = None
    while len(parts) > 1 and len(found) < _MOST_PROBLEMS:
        place = _place_of(read, parts, error)
        if place is None or (is_of_list and not _is_asked_alone(read, parts[place], error)):
            break
        more = [] if more is None else more
        gone = parts[place]
        parts = _without(parts, place)
        following = _unclear(read, parts)
        if following is None or any(one in found for one in following.problems):
            break
        if is_of_list and rhythms_of("", gone) and any(_LACKS in one.found for one in following.problems):
            break  # that may have been told of both
        more += following.problems
        found += following.problems
        error = following
    return more


def _place_of(read: _Read, parts: list[str], error: UnclearAnswerError) -> int | None:
    """Return the one part without which the rest is not asked the same; ``None`` where that is no single one."""
    places = [
        place
        for place in range(len(parts))
        if (other := _unclear(read, _without(parts, place))) is None or other.problems != error.problems
    ]
    named = [place for place in places if any(word in parts[place] for word in _quoted(error))]
    chosen = named or places
    return chosen[0] if len(chosen) == 1 else None


def _is_asked_alone(read: _Read, part: str, error: UnclearAnswerError) -> bool:
    alone = _unclear(read, [part.strip(" ,.")])
    kinds = [
        [QUOTED.sub("", one.found) for one in asked.problems] for asked in (alone, error) if asked is not None
    ]
    return len(kinds) == 2 and kinds[0] == kinds[1]


def _quoted(error: UnclearAnswerError) -> Iterator[str]:
    for problem in error.problems:
        yield from QUOTED.findall(problem.found)


def _without(parts: list[str], place: int) -> list[str]:
    """Return the other parts; a day that stood before the one that goes stands before the next."""
    before, behind = parts[:place], parts[place + 1 :]
    day = _DAY.match(parts[place])
    if day is not None and behind and not _DAY.match(behind[0]):
        behind = [f"{day[0]} {behind[0].lstrip()}", *behind[1:]]
    return [*before, *behind]


def _unclear(read: _Read, parts: list[str]) -> UnclearAnswerError | None:
    try:
        read("".join(parts))
    except UnclearAnswerError as unclear:
        return unclear
    return None
