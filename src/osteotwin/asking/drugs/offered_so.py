"""What a question offers, typed back: what would be refused is not offered, nor what is no name of a drug."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from osteotwin.asking.drugs.offered import among_words, lost_of, neutral
from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.unclear import UnclearAnswerError, quoted

#: Fewer may be of a part of it that is told in other words.
_FEW_WORDS: Final = 8
#: Characters in which a neutral example begins alike.
_SAME: Final = 20
_QUOTED: Final = re.compile(r'"([^"]+)"')


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
    said = _QUOTED.match(problem.found)
    if said is not None and len(said[1].split()) > _FEW_WORDS and said[1].removesuffix("...") not in piece:
        problem = replace(problem, found=f"{quoted(piece)}{problem.found[said.end() :]}")  # his own words
        unclear = UnclearAnswerError("drugs", problem.found, problem.expected, problem.fix)
    is_part = "among words" in problem.found and any(name not in problem.found for name in names)
    is_whole = any(
        drugs_in(said) for said in _QUOTED.findall(problem.fix)
    )  # a dose alone stands for that dose
    is_of_one = len({name.casefold() for name in names}) == 1
    lost = lost_of(piece, f"{problem.found} {problem.fix}") if is_of_one and is_whole else []
    if lost and not problem.fix.startswith(neutral("")[:_SAME]):
        found = f"{problem.found}; {' and '.join(lost)} in {quoted(piece)} {'is' if len(lost) == 1 else 'are'} not read"
        return UnclearAnswerError("drugs", found, problem.expected, neutral(piece))
    if not names or (_holds(unclear, are_read) and not is_part):
        return unclear
    other = among_words(piece, names)
    if _holds(other, are_read):
        (instead,) = other.problems
        found = instead.found if is_part else problem.found
        return UnclearAnswerError("drugs", found, problem.expected, instead.fix)
    return UnclearAnswerError("drugs", problem.found, problem.expected, neutral(piece))


def _holds(unclear: UnclearAnswerError, are_read: Callable[[str], bool]) -> bool:
    """Tell whether each drug that a question offers with an amount is read."""
    return all(
        are_read(said)
        for problem in unclear.problems
        for said in _QUOTED.findall(problem.fix)
        if re.search(r"\d", said) and drugs_in(said)
    )
