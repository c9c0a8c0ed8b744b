"""What a question offers, typed back: what would be refused is not offered, nor what is no name of a drug."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.asking.drugs.offered import among_words
from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.unclear import UnclearAnswerError

_QUOTED: Final = re.compile(r'"([^"]+)"')
_EXAMPLE: Final = (
    'write each drug by its name with its dose, how often and its days, as in "finasteride 1 mg daily since March 2021 '
    'until May 2024", and another one behind a semicolon'
)


def offered_so(
    unclear: UnclearAnswerError, piece: str, are_read: Callable[[str], bool]
) -> UnclearAnswerError:
    """Return a question whose suggested drugs are read when they are typed.

    Parameters
    ----------
    unclear : UnclearAnswerError
    piece : str
        What the question is about.
    are_read : callable
        Whether an answer is read.
    """
    names = drugs_in(piece)
    (problem,) = unclear.problems
    is_part = "among words" in problem.found and any(name not in problem.found for name in names)
    if not names or (_holds(unclear, are_read) and not is_part):
        return unclear
    other = among_words(piece, names)
    if _holds(other, are_read):
        (said,) = other.problems
        found = said.found if is_part else problem.found
        return UnclearAnswerError("drugs", found, problem.expected, said.fix)
    return UnclearAnswerError("drugs", problem.found, problem.expected, _EXAMPLE)


def _holds(unclear: UnclearAnswerError, are_read: Callable[[str], bool]) -> bool:
    """Tell whether each drug that a question offers with an amount is read."""
    return all(
        are_read(said)
        for problem in unclear.problems
        for said in _QUOTED.findall(problem.fix)
        if re.search(r"\d", said) and drugs_in(said)
    )
