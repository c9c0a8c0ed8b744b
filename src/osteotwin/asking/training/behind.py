"""How often, told in a sentence of its own behind all others: "squat 3x5; bench 3x5; both twice a week"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import spans_of

_RHYTHMS: Final = frozenset((Kind.OFTEN, Kind.UNSURE))
_BESIDE: Final = frozenset((Kind.WORD, Kind.EACH, Kind.COMMA, Kind.AND))
_TOLD: Final = frozenset((*_RHYTHMS, Kind.COUNT, Kind.PERIOD))


_SETS: Final = frozenset((Kind.SETS, Kind.ONE_SET, Kind.IMPACTS))


def with_more_behind(sentences: Sequence[str]) -> list[str]:
    """Return sentences, one without an exercise put to that before it where it tells what that one lacks.

    Examples
    --------
    >>> with_more_behind(["I squat 100 kg", "I do 5 sets of 5", "It is hard"])
    ['I squat 100 kg, I do 5 sets of 5', 'It is hard']
    """
    joined: list[str] = []
    for sentence in sentences:
        kinds = {span.kind for span in spans_of(plain(sentence))}
        before = {span.kind for span in spans_of(plain(joined[-1]))} if joined else set[Kind]()
        more = [
            group
            for group in (_SETS, _TOLD, frozenset((Kind.MINUTES,)), frozenset((Kind.LOAD,)))
            if kinds & group
        ]
        if (
            more
            and Kind.EXERCISE in before
            and not kinds & {Kind.EXERCISE, Kind.HOLDS}
            and not any(before & group for group in more)
        ):
            joined[-1] = f"{joined[-1]}, {sentence}"
        else:
            joined.append(sentence)
    return joined


def with_rhythm_behind(sentences: Sequence[str]) -> list[str]:
    """Return sentences, each with the rhythm of the last one where that holds nothing else and they hold none.

    Examples
    --------
    >>> with_rhythm_behind(["squat 3x5", "bench 3x5", "both twice a week"])
    ['squat 3x5, twice a week', 'bench 3x5, twice a week']
    """
    if len(sentences) < 2:
        return list(sentences)
    *before, last = sentences
    spans = spans_of(plain(last))
    rhythms = [span for span in spans if span.kind in _RHYTHMS]
    if len(rhythms) != 1 or any(span.kind not in _BESIDE for span in spans if span not in rhythms):
        return list(sentences)
    if any(span.kind in _TOLD for one in before for span in spans_of(plain(one))):
        return list(sentences)
    return [f"{one}, {rhythms[0].text}" for one in before]
