"""From a person's file to an answer, and from an answer to what the user asked to see."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import osteotwin as ot
from osteotwin.cli.options import draw_problems, folder_problems, parameters_of, pdf_problems, raise_if_any
from osteotwin.cli.terminal import complain, progress_bar, say, show
from osteotwin.errors import InputError, Problem, SimulationError

if TYPE_CHECKING:
    from rich.console import RenderableType

Answer = dict[str, Any]


def answer_for(
    path: Path,
    people: int,
    seed: int,
    out: Path | None,
    parameters: str | None = None,
    *,
    as_pdf: bool = False,
) -> Answer:
    """Read a person's file and simulate; everything that was given is checked before anything runs.

    Raises
    ------
    InputError
        With every problem of the options and of the file.
    MissingLibraryError
        Where a PDF is asked for and what makes it is not installed.
    """
    chosen, problems = parameters_of(parameters)
    problems = [*draw_problems(people, seed), *pdf_problems(out, as_pdf=as_pdf), *problems]
    person = person_of(path, problems, folder_problems(out))
    if as_pdf:
        ot.require_pdf()
    with progress_bar("Simulating") as on_progress:
        return ot.run(person, people=people, seed=seed, parameters=chosen, on_progress=on_progress)


def person_of(path: Path, problems: Sequence[Problem], later: Sequence[Problem] = ()) -> ot.Person:
    """Read a person's file together with what is wrong with the options, before anything runs.

    Raises
    ------
    InputError
        With the problems of some options, of the file, and of those that are told after it.
    """
    try:
        person = ot.read_person(path)
    except InputError as error:
        raise InputError([*problems, *error.problems, *later]) from None
    raise_if_any([*problems, *later])
    return person


def deliver(
    answer: Answer, out: Path | None, *, as_json: bool, as_pdf: bool = False, verbose: bool = False
) -> None:
    """Write the files, if a folder was given, then the JSON object or the summary."""
    written: list[tuple[str, Path]] = []
    if out is not None:
        written = [("Report", ot.write_report(answer, out)), ("Answer", ot.write_answer(answer, out))]
        if as_pdf:
            written.insert(1, ("PDF", ot.write_pdf(answer, out)))

    def parts() -> list[RenderableType]:
        from osteotwin.cli.summary import summary

        if not verbose:
            return summary(answer, below=len(written))
        from osteotwin.cli.details import details

        return [*summary(answer), *details(answer)]

    say_answer(answer, parts, written, as_json=as_json)
    _refuse_a_failure(answer, told=not as_json)


def _refuse_a_failure(answer: Answer, *, told: bool) -> None:
    """End with exit code 1 where too many of the virtual people failed for a verdict; why is said once.

    Raises
    ------
    SimulationError
    """
    if answer["failed"]["too_many"]:
        raise SimulationError(
            "No verdict: too many simulations failed." if told else str(answer["verdict"]["headline"])
        )


def say_answer(
    answer: Answer,
    summary: Callable[[], Iterable[RenderableType]],
    written: Sequence[tuple[str, Path]],
    *,
    as_json: bool,
) -> None:
    """Print an answer as JSON or as its summary, and where what was written beside it lies.

    Parameters
    ----------
    answer : dict
    summary : callable
        Makes the parts of the summary, where it is shown.
    written : sequence of str and Path
        What each file is called, and the file; with JSON on the other stream.
    as_json : bool
    """
    if as_json:
        say_json(answer)
    else:
        show(*summary())
    for name, path in written:
        (complain if as_json else say)(f"{name}: {path}")


def say_json(value: object, *, indent: int | None = None) -> None:
    """Print one JSON object in plain ASCII, so that any terminal, pipe and program can take it."""
    print(json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent))
