"""An answer that is not understood, as one clear sentence."""

from __future__ import annotations

from typing import Final

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.notes import in_plain_signs
from osteotwin.units.patterns import later

#: What answers are called where they come from no file.
ANSWERS = "answers"
#: What a question quotes: words of an answer, or what may be written.
QUOTED: Final = later(r'"([^"]+)"')


class UnclearAnswerError(InputError):
    """An answer that says nothing, or may say two things.

    Attributes
    ----------
    question : str
        The key of the question.
    """

    def __init__(
        self, question: str, found: str, expected: str, fix: str, ways: tuple[str, ...] = ()
    ) -> None:
        self.question = question
        super().__init__([Problem(ANSWERS, question, found, expected, fix, ways=ways)])


#: As long as one part of an answer may be: what is cut off may be what is asked about.
_LONGEST: Final = 400


def quoted(text: str) -> str:
    """Return what was answered, safe and short enough to show."""
    plain = in_plain_signs(" ".join(text.split())).replace('"', "'")
    return f'"{plain if len(plain) <= _LONGEST else plain[: _LONGEST - 3] + "..."}"'
