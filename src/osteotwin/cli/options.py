"""Options that several commands share, and the checks of what was given to them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated, Any, Final

import typer

import osteotwin as ot
from osteotwin.errors import InputError, ParameterError, Problem

DEFAULT_PEOPLE: Final = 400
DEFAULT_SEED: Final = 1
MOST_PEOPLE: Final = 100_000
LARGEST_SEED: Final = 2**63 - 1

People = Annotated[
    int, typer.Option("--people", "--men", metavar="N", help="How many virtual people to simulate.")
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", help="Start of the random draws; same seed, same numbers.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object and nothing else.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Print all numbers and reasons after the summary.")]
AsPdf = Annotated[bool, typer.Option("--pdf", help="Write report.pdf beside report.html.")]
Parameters = Annotated[
    str | None,
    typer.Option(
        "--parameters",
        metavar="SET",
        help="A parameter set by name (osteotwin list sets) or folder; else the one in use.",
        show_default=False,
    ),
]
PersonFile = Annotated[
    Path, typer.Argument(metavar="PERSON.toml", help="The file about a person.", show_default=False)
]


def draw_problems(people: int, seed: int, *, least: int = 1) -> list[Problem]:
    """What is wrong with the number of virtual people, at least so many, and the seed."""
    problems: list[Problem] = []
    if not least <= people <= MOST_PEOPLE:
        expected = f"a whole number from {least} to {MOST_PEOPLE}"
        problems.append(
            Problem("--people", "", str(people), expected, f"write for example --people {DEFAULT_PEOPLE}")
        )
    if not 0 <= seed <= LARGEST_SEED:
        expected = f"a whole number from 0 to {LARGEST_SEED}"
        problems.append(
            Problem("--seed", "", str(seed), expected, f"write for example --seed {DEFAULT_SEED}")
        )
    return problems


def folder_problems(folder: Path | None) -> list[Problem]:
    """Return why nothing could be written into a folder; the disk is left as it was."""
    if folder is None:
        return []
    expected = "a folder that exists or can be made, and may be written to"
    found = _fault_of(folder)
    return [Problem("--out", "", found, expected, "name another folder")] if found else []


def pdf_problems(folder: Path | None, *, as_pdf: bool) -> list[Problem]:
    """Return that a PDF needs a folder to lie in, where none is named."""
    if folder is not None or not as_pdf:
        return []
    return [Problem("--pdf", "", "no --out", "a folder for the file", "write for example --out mine --pdf")]


def parameters_of(given: str | None) -> tuple[Any, list[Problem]]:
    """Return the parameter set that was asked for, ``None`` for the one in use, and what is wrong with it."""
    if given is None:
        return None, []
    try:
        return ot.load_parameters(given), []
    except ParameterError as error:
        if error.problem is None:
            raise
        return None, [error.problem]


def file_problems(option: str, path: Path | None) -> list[Problem]:
    """Return why a file could not be written; the disk is left as it was."""
    if path is None:
        return []
    try:
        if path.is_dir():
            found = f'a folder, "{path}"'
        elif not path.parent.is_dir():
            found = f'a path in a folder that is not there, "{path}"'
        else:
            return []
    except (OSError, ValueError):
        found = f'a path that cannot be opened, "{path}"'
    return [Problem(option, "", found, "a file in a folder that exists", "name another file")]


def raise_if_any(problems: list[Problem]) -> None:
    """Raise one error with all problems, if there are any.

    Raises
    ------
    InputError
    """
    if problems:
        raise InputError(problems)


def _fault_of(folder: Path) -> str | None:
    """Try to make the folder and a file in it, and take both away again."""
    name = f'"{folder}"'
    made: list[Path] = []
    try:
        for missing in reversed([part for part in (folder, *folder.parents) if not part.exists()]):
            missing.mkdir()
            made.append(missing)
        if not folder.is_dir():
            return f"{name}, which is a file"
        with tempfile.NamedTemporaryFile(prefix=".osteotwin-", dir=folder):
            return None
    except NotADirectoryError:
        return f"{name}, which leads through a file"
    except ValueError:  # a NUL character in the path
        return "a path with an impossible character"
    except OSError as error:
        return f"{name}, which cannot be written to ({os.strerror(error.errno or 0)})"
    finally:
        for path in reversed(made):
            path.rmdir()
