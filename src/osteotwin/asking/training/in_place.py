"""What lacks of an answer on training, put as an example behind his own words, where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.units.patterns import later

#: Behind what is told of a name.
_CLAUSE: Final = later(r"\s*(?:[,;(+&]|\b(?:and|und|et|y|plus)\b|$)")


@dataclass(frozen=True)
class Added:
    """What lacks of one exercise.

    Attributes
    ----------
    name : str
        The exercise in plain words.
    words : str
        All that is told of it, in plain words.
    amount, often : str
        An example of how much, and of how often; empty where that is told.
    """

    name: str
    words: str
    amount: str
    often: str


class LackingError(UnclearAnswerError):
    """A sentence on training of which something is not told.

    Attributes
    ----------
    added : tuple of Added
        Each exercise of the sentence, with what lacks of it.
    """

    def __init__(self, found: str, expected: str, fix: str, added: tuple[Added, ...]) -> None:
        self.added = added
        super().__init__("training", found, expected, fix)


def lines_in_place(sentence: str, added: Sequence[Added]) -> Iterator[str]:
    """Yield a sentence with what lacks of each exercise behind its name, and how often behind it or behind all.

    Examples
    --------
    >>> next(lines_in_place("Zumba Mondays, Yoga 1 h", (Added("zumba", "zumba mon", "30 min", ""),)))
    'Zumba 30 min Mondays, Yoga 1 h'
    """
    often = added[0].often if added and all(one.often for one in added) else ""
    if often and len(added) == 1:
        yield f"{' '.join(filter(None, (sentence.rstrip(' .,;'), added[0].amount)))}, {often}"
    if often:
        for line in _inserted(sentence, [(one, one.amount) for one in added]):
            yield f"{line.rstrip(' .,;')}, {often}"
    yield from _inserted(sentence, [(one, f"{one.amount} {one.often}".strip()) for one in added])


def _inserted(sentence: str, pieces: Sequence[tuple[Added, str]]) -> Iterator[str]:
    """Yield a sentence with each piece behind the name it is of, and with each behind all that is told of it."""
    for of_all in (False, True):
        line, place = sentence, 0
        for one, piece in pieces:
            words = one.words if of_all or (piece and not one.amount) else one.name
            end = _end_of(line, words, place) or _end_of(line, one.name, place)
            if end and words == one.words and not _end_of(line, words, place):
                end += len(_CLAUSE.split(line[end:], maxsplit=1)[0])
            if not end and piece:
                break
            place = end or place
            if piece:
                line = f"{line[:place]} {piece}{line[place:]}"
                place += len(piece) + 1
        else:
            yield line


def _end_of(line: str, words: str, start: int) -> int:
    place = line.casefold().find(words.casefold(), start)
    return place + len(words) if place >= 0 and len(line.casefold()) == len(line) else 0
