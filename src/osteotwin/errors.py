"""What can go wrong, as sentences a person can act on.

Every mistake in an input becomes one :class:`Problem`; a file's problems are gathered
and raised together as one :class:`InputError`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: What was found where a value is missing.
NOTHING: Final = "nothing"

#: A found value that ends in a clause of its own ("2020-01-01, which is before the start").
_CLAUSE = re.compile(r', \w[^"()\[\]]*$')
_QUOTE = re.compile(r'"([^"]{61,})"')
#: What is told beside what is not clear.
_FURTHER = re.compile(r"; | \(|, as ")
_LONGEST_DOUBT: Final = 160


@dataclass(frozen=True)
class Problem:
    """One mistake in an input.

    Attributes
    ----------
    file : str
        The file, option or argument.
    field : str
        Path of the value, for example ``plan.drug[0].dose``; empty for the whole of it.
    found : str
        What stands there, as it can be quoted; :data:`NOTHING` where a value is missing.
    expected : str
        What may stand there; empty where that says the same.
    fix : str
        What to do, as an imperative.
    line : int or None
        Line of the file, from 1.
    ways : tuple of str
        What may be given in the place of all that was given, each of them read, and each with all that was told; empty
        where nothing can be offered without saying more than was told.
    """

    file: str
    field: str
    found: str
    expected: str
    fix: str
    line: int | None = None
    ways: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """File, line and field, as far as they are known."""
        file = self.file if self.line is None else f"{self.file}, line {self.line}"
        return ": ".join(part for part in (file, self.field) if part)

    @property
    def fault(self) -> str:
        """What is wrong and what was expected, without the place and the fix."""
        if self.found == NOTHING:
            verdict = "missing"
        elif self.found.startswith("no "):
            verdict = self.found
        else:
            verdict = f"{self.found}{',' if _CLAUSE.search(self.found) else ''} is not valid"
        return f"{verdict}; expected {self.expected}" if self.expected else verdict

    def sentence(self) -> str:
        """Return the problem as one clear sentence and the way out of it."""
        return f"{self.place}: {self.fault}. Fix: {self.fix}."

    @property
    def doubt(self) -> str:
        """What is not clear, as a short sentence of its own: of a long quote the beginning.

        Examples
        --------
        >>> Problem("answers", "food", "no word on how often", "how often", 'write "kale daily"').doubt
        'No word on how often.'
        """
        short = _QUOTE.sub(_beginning, self.found)
        short = short if len(short) <= _LONGEST_DOUBT else _FURTHER.split(short)[0]
        return f"Not clear: {short}." if short.startswith('"') else f"{_capital(short)}."

    @property
    def _first(self) -> str:
        return f"Not clear: {self.found}." if self.found.startswith('"') else f"{_capital(self.found)}."

    def question(self) -> str:
        """Return what is asked of somebody who answered in words: what is not clear, what is needed, what to do.

        An example is left out where there are whole answers to choose from.

        Examples
        --------
        >>> Problem("answers", "food", "no word on how often", "how often", 'write "kale daily"').question()
        'No word on how often. Needed: how often. Write "kale daily".'
        >>> Problem("answers", "drugs", '"pills"', "the name of a drug", "name it").question()
        'Not clear: "pills". Needed: the name of a drug. Name it.'
        """
        needed = f" Needed: {self.expected}." if self.expected else ""
        is_said = bool(self.ways) and self.fix.startswith("write for example")
        return f"{self._first}{needed}" if is_said else f"{self._first}{needed} {_capital(self.fix)}."


def _beginning(quote: re.Match[str]) -> str:
    return f'"{quote[1][:50].rsplit(" ", 1)[0]} \u2026"'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class OsteotwinError(Exception):
    """Base of all errors raised on purpose."""


class InputError(OsteotwinError):
    """One or more problems in what the user gave; exit code 2."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.sentence() for problem in self.problems))


class MissingLibraryError(OsteotwinError):
    """A library that only an optional part needs is not installed; exit code 1.

    Parameters
    ----------
    purpose : str
        What needs it, as the beginning of a sentence.
    library : str
    extra : str
        The extra of this package that brings it.
    """

    def __init__(self, purpose: str, library: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs {library}, which is not installed. Fix: pip install 'osteotwin[{extra}]'"
        )


class SimulationError(OsteotwinError):
    """A simulation that could not be done; exit code 1."""


class ParameterError(OsteotwinError):
    """A parameter set with a gap or a value outside its range.

    Attributes
    ----------
    problem : Problem or None
        Where and how to fix it, if the set came from a file.
    """

    def __init__(self, what: Problem | str) -> None:
        self.problem = what if isinstance(what, Problem) else None
        super().__init__(what.sentence() if isinstance(what, Problem) else what)
