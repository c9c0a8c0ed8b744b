"""How often, told in a sentence of its own behind all others: "squat 3x5; bench 3x5; both twice a week"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import EACH_OFTEN
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import spans_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_RHYTHMS: Final = frozenset((Kind.OFTEN, Kind.UNSURE))
_BESIDE: Final = frozenset((Kind.WORD, Kind.EACH, Kind.COMMA, Kind.AND))
_TOLD: Final = frozenset((*_RHYTHMS, Kind.COUNT, Kind.PERIOD))


#: "Mon (squat 3x5 80 kg), Wed and Fri (run 30 min)"
_OF_DAYS: Final = later(
    r"(?P<days>[^(),;.\d][^();.]*?|\d[^(),;.]*?) ?\((?P<what>[^()]+)\)(?:[,;.]|,? (?:and|und|y|et)\b)? *"
)


def with_heads(text: str) -> str:
    """Return an answer with a colon before what stands in brackets behind its days.

    Examples
    --------
    >>> with_heads("Mon (squat 3x5 80 kg), Wed and Fri (run 30 min)")
    'Mon: squat 3x5 80 kg; Wed and Fri: run 30 min'
    """
    found = list(_OF_DAYS.finditer(text))
    if len(found) < 2 or "".join(one[0] for one in found) != text or not all(map(_is_of_days, found)):
        return text
    return "; ".join(f"{one['days']}: {one['what']}" for one in found)


def _is_of_days(found: re.Match[str]) -> bool:
    """Tell whether days, and nothing else, stand before a bracket with what is done in it."""
    days = {span.kind for span in spans_of(plain(in_english(found["days"])))}
    what = {span.kind for span in spans_of(plain(found["what"]))}
    return bool(days & _RHYTHMS) and days <= _BESIDE | _TOLD and bool(what & {Kind.EXERCISE, Kind.HOLDS})


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


#: "Workout A: squat 3x5", "session 2: bench 3x5"
_NUMBERED: Final = later(
    r"(?:session|workout|day|einheit|tag|s\u00e9ance|jour|sesi\u00f3n|d\u00eda|entreno|training) ?"
    r"(?:[1-9]|[a-d]) ?[:(-]",
    re.IGNORECASE,
)


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
    if sum(map(bool, map(_NUMBERED.match, before))) > 1:
        raise UnclearAnswerError(
            "training", f"{quoted(last)} of {quoted('; '.join(before))}, in turn or all of them each time",
            "how often a week each",
            EACH_OFTEN,
        )  # fmt: skip
    return [f"{one}, {rhythms[0].text}" for one in before]
