"""One question for all that lacks of a meal: what is not understood of each food, how much of which, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.errors import InputError, Problem
from osteotwin.importing.found import Found

#: Before the foods of which a serving is counted.
UNSAID = "where no amount is said, a serving is counted: "


def asked_at_once(several: Sequence[UnclearAnswerError]) -> UnclearAnswerError:
    """Return several questions as one, each problem once."""
    problems: list[Problem] = []
    for one in several:
        problems += [problem for problem in one.problems if problem not in problems]
    first = problems[0]
    together = UnclearAnswerError(first.field, first.found, first.expected, first.fix)
    InputError.__init__(together, problems)
    return together


def how_often(line: str, fix: str, foods: Sequence[Found] = ()) -> UnclearAnswerError:
    """Return the question of how often foods are eaten, and of how much where that is not said.

    Parameters
    ----------
    line, fix : str
        What was said, and what to write.
    foods : sequence of Found
        As they are read, with what is to be said of them.
    """
    unsaid = ", ".join(one.note.removeprefix(UNSAID) for one in foods if one.note.startswith(UNSAID))
    found = f"no word on how often in {quoted(line)}"
    if not unsaid:
        return UnclearAnswerError("food", found, "how often, too", fix)
    return UnclearAnswerError(
        "food", f"{found}, and none on how much of {unsaid}",
        "how often, too, and how much where it is not the serving in the bracket", fix,
    )  # fmt: skip
