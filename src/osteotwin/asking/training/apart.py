"""What an answer tells beside what is trained now: the past and plans, set aside where they are of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.names import exercise_of
from osteotwin.asking.training.now import is_past, is_planned
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import spans_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

#: Before a clause of its own on what is no longer done: "I lift twice a week, used to run".
_CLAUSE: Final = later(
    r",?\s+(?:but|and|although|though)\s+(?=(?:i |he )?(?:used to|no longer|stopped|quit|gave up|plan))|"
    r"(?:,\s+|\s*\()(?=(?:i |he )?(?:used to|no longer|stopped|quit|gave up|plan(?:s|ning)? to))",
    re.IGNORECASE,
)


def clauses_of(sentence: str) -> list[str]:
    """Return a sentence, parted before what is told of the past or of plans where the rest is of now.

    Examples
    --------
    >>> clauses_of("I lift twice a week, but no longer run"), clauses_of("I used to run but stopped")
    (['I lift twice a week', 'no longer run'], ['I used to run but stopped'])
    """
    first, *rest = _CLAUSE.split(sentence, maxsplit=1)
    return [first, *rest] if rest and not _is_apart(first) and _named(rest[0]) else [sentence]


def now_and_apart(sentences: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the sentences on what is done now, and those on what was or is to be done and name what that is."""
    parts = [clause for sentence in sentences for clause in clauses_of(sentence)]
    apart = [one for one in parts if _is_apart(one) and _named(one)]
    now = [one for one in parts if one not in apart]
    return (now, apart) if now else (parts, [])


def note_of(apart: Sequence[str], found: Sequence[Found]) -> str | None:
    """Return what is said of sentences that are set aside; ``None`` where they must be asked about.

    Parameters
    ----------
    apart : sequence of str
    found : sequence of Found
        What is done now.
    """
    now = {one.keys["exercise"] for one in found}
    if not now or any(_named(one) & now for one in apart):
        return None
    return "; ".join(
        f"{quoted(one)} is {'past' if is_past(one) else 'planned'}, and left out" for one in apart
    )


def _is_apart(sentence: str) -> bool:
    return is_past(sentence) or is_planned(sentence)


def _named(sentence: str) -> set[str]:
    """Return the exercises that a sentence names."""
    found: set[str] = set()
    for span in spans_of(plain(sentence)):
        if span.kind is Kind.EXERCISE:
            try:
                found.add(exercise_of(span.text, sentence))
            except UnclearAnswerError:
                continue
    return found
