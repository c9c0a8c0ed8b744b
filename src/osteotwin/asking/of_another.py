"""What an answer tells of "he" or "she" beside the person's own: it may be of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

_CLAUSE: Final = later(r"[^;,.\n]+(?:[.,](?=\d)[^;,.\n]*)*")
_SUBJECT: Final = later(
    r"^\s*(?:(?:and|but|while|then) )?(?P<who>he|she)(?:'s|\u2019s)? "
    r"(?:\w+s|had|was|did|took|used|broke|ran|walked|also|just|only|now|still)\b",
    re.IGNORECASE,
)
_OWN: Final = later(r"\b(?:I|I'm|I\u2019m|my|me)\b")
_SEX: Final = {"he": "male", "she": "female"}


def of_another(question: str, text: str, person: Iterable[Found]) -> tuple[Problem, ...]:
    """Return the question for words of an answer that may be of somebody else; none where all are of the person.

    Who answers for somebody else says "he" from the beginning, and of the sex that is told.

    Parameters
    ----------
    question, text : str
    person : iterable of Found
        What the answer on the person tells.

    Examples
    --------
    >>> of_another("drugs", "letrozole 2.5 mg daily, she takes Prolia", ())[0].found
    '"she takes Prolia", which may be of somebody else'
    >>> of_another("drugs", "he takes letrozole 2.5 mg daily, he also takes calcium", ())
    ()
    """
    sex = next((one.keys["sex"] for one in person if "sex" in one.keys), None)
    clauses = [found[0].strip() for found in _CLAUSE.finditer(text)]
    told = [(clause, found["who"].casefold()) for clause in clauses if (found := _SUBJECT.match(clause))]
    if not told:
        return ()
    from_the_first = _SUBJECT.match(clauses[0]) is not None
    clause, who = next(((one, who) for one, who in told if sex not in (None, _SEX[who])), told[0])
    if from_the_first and sex in (None, _SEX[who]) and not _OWN.search(text):
        return ()
    return UnclearAnswerError(
        question, f"{quoted(clause)}, which may be of somebody else", "what is of the person alone",
        f'leave it out where it is of somebody else, and write it without "{who}" where it is not',
    ).problems  # fmt: skip
