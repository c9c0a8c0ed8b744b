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
