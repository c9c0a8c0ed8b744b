"""What can go wrong, as sentences a person can act on.

Every mistake in an input becomes one :class:`Problem`; a file's problems are gathered
and raised together as one :class:`InputError`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake in an input: where, what was found, what is allowed, how to mend it."""

    file: str
    field: str
    found: str
    allowed: str
    mend: str

    def sentence(self) -> str:
        """Return the problem as one clear sentence."""
        where = f"{self.file}: {self.field}" if self.field else self.file
        return f"{where}: found {self.found}; allowed: {self.allowed}; to mend it, {self.mend}."


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
        Where and how to mend it, if the set came from a file.
    """

    def __init__(self, what: Problem | str) -> None:
        self.problem = what if isinstance(what, Problem) else None
        super().__init__(what.sentence() if isinstance(what, Problem) else what)
